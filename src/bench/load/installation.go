package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"
)

// installation is how a cluster starts Kosmos Admission, read from what is installed, so that the same is measured.
type installation struct {
	environment []string // name=value
	entrypoint  []string // of the image
	limitMiB    int
}

func readInstallation(manifest, dockerfile string) (installation, error) {
	deployment, err := os.ReadFile(manifest)
	if err != nil {
		return installation{}, err
	}
	image, err := os.ReadFile(dockerfile)
	if err != nil {
		return installation{}, err
	}
	var i installation
	for line := range strings.Lines(string(image)) {
		if list, found := strings.CutPrefix(line, "ENTRYPOINT "); found {
			if err := json.Unmarshal([]byte(list), &i.entrypoint); err != nil {
				return i, fmt.Errorf("%s: ENTRYPOINT: %w", dockerfile, err)
			}
		}
	}
	if len(i.entrypoint) < 3 || i.entrypoint[0] != "java" || i.entrypoint[len(i.entrypoint)-2] != "-jar" {
		return i, fmt.Errorf("%s: no ENTRYPOINT [\"java\", …, \"-jar\", JAR]", dockerfile)
	}
	i.environment = environmentOf(strings.Split(string(deployment), "\n"))
	if i.limitMiB, err = limitOf(string(deployment)); err != nil {
		return i, fmt.Errorf("%s: %w", manifest, err)
	}
	return i, nil
}

// environmentOf reads the one env: of a manifest: {name, value} in a line, or name and value in lines of their own, where
// >- stands for the deeper lines that follow.
func environmentOf(lines []string) []string {
	var environment []string
	name := ""
	depth := -1
	for at := 0; at < len(lines); at++ {
		line := strings.TrimSpace(lines[at])
		indent := len(lines[at]) - len(strings.TrimLeft(lines[at], " "))
		switch {
		case line == "env:":
			depth = indent
		case depth < 0 || line == "" || strings.HasPrefix(line, "#"):
		case indent < depth || indent == depth && !strings.HasPrefix(line, "- "):
			return environment
		case strings.HasPrefix(line, "- {name: "):
			first, value, _ := strings.Cut(strings.TrimSuffix(strings.TrimPrefix(line, "- {name: "), "}"), ", value: ")
			environment = append(environment, first+"="+strings.Trim(value, `"`))
		case strings.HasPrefix(line, "- name: "):
			name = strings.TrimPrefix(line, "- name: ")
		case line == "value: >-":
			var folded []string
			for at+1 < len(lines) && strings.HasPrefix(lines[at+1], strings.Repeat(" ", indent+1)) {
				at++
				folded = append(folded, strings.TrimSpace(lines[at]))
			}
			environment = append(environment, name+"="+strings.Join(folded, " "))
		case strings.HasPrefix(line, "value: "):
			environment = append(environment, name+"="+strings.Trim(strings.TrimPrefix(line, "value: "), `"`))
		}
	}
	return environment
}

func limitOf(manifest string) (int, error) {
	_, after, _ := strings.Cut(manifest, "limits: {memory: ")
	size, _, found := strings.Cut(after, "Mi}")
	if !found {
		return 0, fmt.Errorf("no limits: {memory: …Mi}")
	}
	return strconv.Atoi(size)
}

// command starts it as the image does, with that jar instead of the image's, and with the limit told to the JVM, which
// would otherwise read it from the container. A pod has no console.
func (i installation) command(java, jar string, arguments ...string) []string {
	command := append([]string{"env"}, i.environment...)
	command = append(command, java)
	command = append(command, i.entrypoint[1:len(i.entrypoint)-2]...)
	command = append(command, fmt.Sprintf("-XX:MaxRAM=%dm", i.limitMiB), "-jar", jar, "serve", "--console-port", "off")
	return append(command, arguments...)
}
