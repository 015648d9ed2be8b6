package main

import (
	"embed"
	"fmt"
	"strings"
)

//go:embed objects
var objects embed.FS

// template is one object as JSON, cut at its words: literals and words by turns, beginning and ending with a literal.
type template []string

// readTemplate reads objects/<name>.json, where @word@ is a word and @@ stands for @ itself.
func readTemplate(name string) (template, error) {
	text, err := objects.ReadFile("objects/" + name + ".json")
	if err != nil {
		return nil, err
	}
	cut := template(strings.Split(strings.TrimSpace(string(text)), "@"))
	if len(cut)%2 == 0 {
		return nil, fmt.Errorf("objects/%s.json: an @ has no partner", name)
	}
	return cut, nil
}

// render appends the object with these values of its words to the text.
func (t template) render(text []byte, values map[string]string) []byte {
	for i, part := range t {
		switch {
		case i%2 == 0:
			text = append(text, part...)
		case part == "":
			text = append(text, '@')
		default:
			value, known := values[part]
			if !known {
				panic("no value for @" + part + "@")
			}
			text = append(text, value...)
		}
	}
	return text
}
