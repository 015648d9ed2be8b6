package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
)

// checker judges every answer. Decoding each would cost the load generator more than sending the review does, so an
// answer that equals the last good one but for its uid is good; any other is decoded.
type checker struct {
	wantPatch     bool
	before, after []byte // of the last good answer, around its uid
}

func (c *checker) check(body, uid []byte) error {
	if c.isKnown(body, uid) {
		return nil
	}
	if err := judge(body, uid, c.wantPatch); err != nil {
		return fmt.Errorf("wrong answer: %w: %.600s", err, body)
	}
	before, after, _ := bytes.Cut(body, uid)
	c.before, c.after = bytes.Clone(before), bytes.Clone(after)
	return nil
}

func (c *checker) isKnown(body, uid []byte) bool {
	start, end := len(c.before), len(c.before)+len(uid)
	return start > 0 && len(body) == end+len(c.after) &&
		bytes.Equal(body[:start], c.before) && bytes.Equal(body[start:end], uid) && bytes.Equal(body[end:], c.after)
}

func judge(body, uid []byte, wantPatch bool) error {
	var answer struct {
		APIVersion string
		Kind       string
		Response   struct {
			UID       string
			Allowed   bool
			PatchType string
			Patch     []byte // encoding/json takes base64 for it
		}
	}
	if err := json.Unmarshal(body, &answer); err != nil {
		return err
	}
	response := answer.Response
	var operations []map[string]any
	switch {
	case answer.APIVersion != "admission.k8s.io/v1" || answer.Kind != "AdmissionReview":
		return errors.New("not an AdmissionReview of admission.k8s.io/v1")
	case response.UID != string(uid):
		return fmt.Errorf("its uid isn't that of the request, %s", uid)
	case !response.Allowed:
		return errors.New("not allowed")
	case !wantPatch:
		return nil
	case response.PatchType != "JSONPatch":
		return errors.New("no patch of type JSONPatch")
	case json.Unmarshal(response.Patch, &operations) != nil || len(operations) == 0:
		return fmt.Errorf("its patch isn't a list of operations: %.300q", response.Patch)
	case !bytes.Contains(response.Patch, []byte("topologySpreadConstraints")):
		return fmt.Errorf("its patch lacks topologySpreadConstraints: %.300q", response.Patch)
	}
	return nil
}
