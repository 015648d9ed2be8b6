package main

import (
	"slices"
	"strings"
	"testing"
)

func TestEnvironments(t *testing.T) {
	for _, row := range []struct {
		about string
		yaml  string
		want  []string
	}{
		{"in a line", "  env:\n  # why\n  - {name: A, value: -x}\n  ports: []\n  - {name: B, value: b}", []string{"A=-x"}},
		{"quoted", "env:\n- {name: A, value: \"2\"}", []string{"A=2"}},
		{"in lines", "env:\n- name: A\n  value: \"2\"\n- {name: B, value: b}\n", []string{"A=2", "B=b"}},
		{"folded", "  env:\n  - name: A\n    value: >-\n      -x\n      -y=1\n  - name: B\n    value: b\n  ports:\n", []string{"A=-x -y=1", "B=b"}},
		{"none", "ports:\n- {name: A, value: b}\n", nil},
	} {
		t.Run(row.about, func(t *testing.T) {
			if got := environmentOf(strings.Split(row.yaml, "\n")); !slices.Equal(got, row.want) {
				t.Errorf("got %q, want %q", got, row.want)
			}
		})
	}
}

func TestWhatIsInstalledCanBeRead(t *testing.T) {
	i, err := readInstallation("../../../k8s/base/deployment.yaml", "../../main/docker/Dockerfile")
	if err != nil {
		t.Fatal(err)
	}
	options := slices.IndexFunc(i.environment, func(variable string) bool { return strings.HasPrefix(variable, "JAVA_TOOL_OPTIONS=-X") })
	if options < 0 {
		t.Errorf("no JAVA_TOOL_OPTIONS in %q", i.environment)
	}
	command := i.command("/bin/java", "x.jar", "--port", "1")
	if !slices.Equal(command[len(command)-7:], []string{"-jar", "x.jar", "serve", "--console-port", "off", "--port", "1"}) || command[0] != "env" {
		t.Errorf("got %q", command)
	}
}
