package main

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

const (
	bookmarkPeriod = time.Minute
	watchTimeout   = 40 * time.Minute
)

// stream takes the events of a watch, one a call.
type stream func(event []byte) error

// watch tells of changes from now on, since no list is older than the server. Objects change one after the other,
// each once in its kind's period.
func (c collection) watch(w http.ResponseWriter, r *http.Request) {
	send, gone, err := open(w, r)
	if err != nil {
		return
	}
	bookmarks := time.NewTicker(bookmarkPeriod)
	defer bookmarks.Stop()
	wanted := r.URL.Query().Get("allowWatchBookmarks") == "true"
	period := watchTimeout
	if c.period > 0 && c.count > 0 {
		period = c.period / time.Duration(c.count)
	}
	changes := time.NewTicker(period)
	defer changes.Stop()
	end := time.After(timeout(r))
	for number := 0; ; {
		var event []byte
		select {
		case <-gone:
			return
		case <-end:
			return
		case <-bookmarks.C:
			if !wanted {
				continue
			}
			event = fmt.Appendf(nil, `{"type":"BOOKMARK","object":{"kind":%q,"apiVersion":%q,"metadata":{"resourceVersion":"%d",`+
				`"creationTimestamp":null}}}`, c.name, c.apiVersion(), c.version.Load())
		case <-changes.C:
			if c.period == 0 || c.count == 0 {
				continue
			}
			event = c.change(number)
			number = (number + 1) % c.count
		}
		if send(append(event, '\n')) != nil {
			return
		}
	}
}

// change is a new version of an object; unlike a list's items it says its kind.
func (c collection) change(number int) []byte {
	event := fmt.Appendf(nil, `{"type":"MODIFIED","object":{"kind":%q,"apiVersion":%q,`, c.name, c.apiVersion())
	start := len(event)
	event = c.render(event, number, c.version.Add(1))
	copy(event[start:], event[start+1:]) // without the brace that opens the object
	event[len(event)-1] = '}'
	return event
}

func timeout(r *http.Request) time.Duration {
	seconds, err := strconv.Atoi(r.URL.Query().Get("timeoutSeconds"))
	if err != nil || seconds <= 0 {
		return watchTimeout
	}
	return time.Duration(seconds) * time.Second
}

// open begins the answer to a watch: a WebSocket if asked for, else lines. gone is closed with the client.
func open(w http.ResponseWriter, r *http.Request) (send stream, gone <-chan struct{}, err error) {
	if strings.EqualFold(r.Header.Get("Upgrade"), "websocket") {
		return upgrade(w, r)
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusOK)
	control := http.NewResponseController(w)
	lines := func(event []byte) error {
		if _, err := w.Write(event); err != nil {
			return err
		}
		return control.Flush()
	}
	return lines, r.Context().Done(), control.Flush()
}
