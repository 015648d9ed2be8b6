package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
)

// counterDigits is how much of the uid's end is replaced by the review's number.
const counterDigits = 12

// review is a captured AdmissionReview as an HTTP request, ready to be sent but for its uid.
type review struct {
	request   []byte // head and body
	uidStart  int
	uidEnd    int
	wantPatch bool
}

// readReview takes an AdmissionReview from a file. A Pod goes to /mutate and must be patched; any other kind goes to
// /validate and must be allowed.
func readReview(file string) (*review, error) {
	body, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var parsed struct {
		Request struct {
			UID  string
			Kind struct{ Kind string }
		}
	}
	if err := json.Unmarshal(body, &parsed); err != nil {
		return nil, fmt.Errorf("%s: not JSON: %w", file, err)
	}
	uid := parsed.Request.UID
	if len(uid) < counterDigits {
		return nil, fmt.Errorf("%s: request.uid is %q; give an AdmissionReview whose request.uid is a UUID", file, uid)
	}
	if bytes.Count(body, []byte(uid)) != 1 {
		return nil, fmt.Errorf("%s: request.uid occurs elsewhere in the file too; give it a UUID of its own", file)
	}
	path := "/validate?timeout=5s"
	mutate := parsed.Request.Kind.Kind == "Pod"
	if mutate {
		path = "/mutate?timeout=2s"
	}
	var request bytes.Buffer
	fmt.Fprintf(&request, "POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: kube-apiserver-admission\r\n", path)
	fmt.Fprintf(&request, "Accept: application/json\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n", len(body))
	request.Write(body)
	start := request.Len() - len(body) + bytes.Index(body, []byte(uid))
	return &review{request.Bytes(), start, start + len(uid), mutate}, nil
}

// number makes the uid in a copy of the request unique and returns it.
func (r *review) number(request []byte, number uint64) []byte {
	const digits = "0123456789abcdef"
	for i := 1; i <= counterDigits; i++ {
		request[r.uidEnd-i] = digits[number&15]
		number >>= 4
	}
	return request[r.uidStart:r.uidEnd]
}
