package main

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"
)

const firstVersion = 10_000_000

// collection answers for one kind. All kinds count their changes together, as etcd does.
type collection struct {
	*kind
	version *atomic.Uint64
}

func routes(kinds []*kind) http.Handler {
	mux := http.NewServeMux()
	version := &atomic.Uint64{}
	version.Store(firstVersion)
	for _, k := range kinds {
		c := collection{k, version}
		mux.HandleFunc("GET "+k.path(), c.serve)
		namespaced := strings.Replace(k.path(), "/"+k.resource, "/namespaces/{namespace}/"+k.resource, 1)
		mux.HandleFunc("GET "+namespaced, c.serve)
		mux.HandleFunc("GET "+namespaced+"/{name}", refuse)
	}
	mux.HandleFunc("GET /version", func(w http.ResponseWriter, _ *http.Request) {
		answer(w, http.StatusOK, `{"major":"1","minor":"36","gitVersion":"v1.36.3"}`)
	})
	mux.HandleFunc("/", refuse)
	return mux
}

func answer(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(text))
}

func refuse(w http.ResponseWriter, r *http.Request) {
	answer(w, http.StatusNotFound, fmt.Sprintf(`{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure",`+
		`"message":%q,"reason":"NotFound","code":404}`, r.URL.Path+" not found"))
}

func (c collection) serve(w http.ResponseWriter, r *http.Request) {
	switch r.URL.Query().Get("watch") {
	case "true", "1":
		c.watch(w, r)
	default:
		c.list(w, r)
	}
}

// list writes a page: limit is how many objects at most, continue where the page before ended.
func (c collection) list(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	limit, err := strconv.Atoi(query.Get("limit"))
	if err != nil || limit <= 0 {
		limit = c.count
	}
	first, version, err := readToken(query.Get("continue"), c.version.Load())
	if err != nil {
		answer(w, http.StatusBadRequest, `{"kind":"Status","apiVersion":"v1","status":"Failure","reason":"BadRequest","code":400}`)
		return
	}
	end := min(first+limit, c.count)
	metadata := fmt.Sprintf(`{"resourceVersion":"%d"}`, version)
	if end < c.count {
		metadata = fmt.Sprintf(`{"resourceVersion":"%d","continue":%q,"remainingItemCount":%d}`, version, token(end, version), c.count-end)
	}
	w.Header().Set("Content-Type", "application/json")
	text := fmt.Appendf(nil, `{"kind":"%sList","apiVersion":%q,"metadata":%s,"items":[`, c.name, c.apiVersion(), metadata)
	for number := first; number < end; number++ {
		if number > first {
			text = append(text, ',')
		}
		text = c.render(text, number, uint64(firstVersion-c.count+number))
		if len(text) > 1<<16 {
			if _, err := w.Write(text); err != nil {
				return
			}
			text = text[:0]
		}
	}
	_, _ = w.Write(append(text, "]}\n"...))
}

func token(next int, version uint64) string {
	return base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, `{"v":"meta.k8s.io/v1","rv":%d,"start":"%d"}`, version, next))
}

func readToken(text string, now uint64) (next int, version uint64, err error) {
	if text == "" {
		return 0, now, nil
	}
	decoded, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil {
		return 0, 0, err
	}
	_, err = fmt.Sscanf(string(decoded), `{"v":"meta.k8s.io/v1","rv":%d,"start":"%d"}`, &version, &next)
	return next, version, err
}
