package main

import (
	"encoding/base64"
	"fmt"
	"strings"
	"testing"
)

func TestAnswers(t *testing.T) {
	spread := `[{"op":"add","path":"/spec/topologySpreadConstraints","value":[]}]`
	for _, row := range []struct {
		about, uid, allowed, patch string
		wantPatch                  bool
		problem                    string
	}{
		{"a patched pod is right", "u1", "true", spread, true, ""},
		{"no patch is right where none is expected", "u1", "true", "", false, ""},
		{"another uid is wrong", "u2", "true", spread, true, "uid"},
		{"a denial is wrong", "u1", "false", spread, true, "not allowed"},
		{"another patch is wrong", "u1", "true", `[{"op":"add"}]`, true, "lacks topologySpreadConstraints"},
		{"an empty patch is wrong", "u1", "true", "[]", true, "list of operations"},
		{"a patch that isn't JSON is wrong", "u1", "true", "topologySpreadConstraints", true, "list of operations"},
	} {
		t.Run(row.about, func(t *testing.T) {
			problem := (&checker{wantPatch: row.wantPatch}).check(answer(row.uid, row.allowed, row.patch), []byte("u1"))
			if row.problem == "" && problem != nil || row.problem != "" && (problem == nil || !strings.Contains(problem.Error(), row.problem)) {
				t.Errorf("got %v, want %q", problem, row.problem)
			}
		})
	}
}

func TestAKnownAnswerIsStillComparedInFull(t *testing.T) {
	spread := `[{"op":"add","path":"/spec/topologySpreadConstraints","value":[]}]`
	c := &checker{wantPatch: true}
	for _, uid := range []string{"u1", "u2"} {
		if err := c.check(answer(uid, "true", spread), []byte(uid)); err != nil {
			t.Fatal(err)
		}
	}
	if c.check(answer("u2", "true", spread), []byte("u3")) == nil {
		t.Error("an answer to another review passed")
	}
	if c.check(answer("u3", "true", strings.Replace(spread, "Spread", "Shield", 1)), []byte("u3")) == nil {
		t.Error("another patch of the same length passed")
	}
}

func answer(uid, allowed, patch string) []byte {
	return fmt.Appendf(nil, `{"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","response":{"uid":%q,"allowed":%s,"patchType":"JSONPatch","patch":%q}}`,
		uid, allowed, base64.StdEncoding.EncodeToString([]byte(patch)))
}
