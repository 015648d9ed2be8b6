package main

import (
	"bufio"
	"bytes"
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"net/http"
	"sync/atomic"
	"time"
)

const (
	answerTimeout = 10 * time.Second // longer than API servers wait, so that a slow answer is measured, not lost
	answerLimit   = 1 << 20
	// net/http's client, which API servers use, fills a buffer of 4 KiB, sends it, and then all the rest: two TLS records.
	firstWrite = 4 << 10
)

// target is a server under load.
type target struct {
	address string // 127.0.0.1 and a port
	tls     *tls.Config
	review  *review
	sent    atomic.Uint64
}

// connection is one kept-alive HTTP/1.1 connection. net/http's client costs three times the CPU of this, and would
// be measured instead of a fast server.
type connection struct {
	target  *target
	socket  *tls.Conn
	reader  *bufio.Reader
	request []byte
	body    bytes.Buffer
	checker checker
	close   func()
}

// connect opens a connection; it is closed when the context ends.
func (t *target) connect(ctx context.Context) (*connection, error) {
	dialer := &tls.Dialer{NetDialer: &net.Dialer{Timeout: answerTimeout}, Config: t.tls}
	socket, err := dialer.DialContext(ctx, "tcp", t.address)
	if err != nil {
		return nil, fmt.Errorf("can't connect: %w", err)
	}
	forget := context.AfterFunc(ctx, func() { _ = socket.Close() })
	return &connection{
		target:  t,
		socket:  socket.(*tls.Conn),
		reader:  bufio.NewReaderSize(socket, 16<<10),
		request: bytes.Clone(t.review.request),
		checker: checker{wantPatch: t.review.wantPatch},
		close:   func() { forget(); _ = socket.Close() },
	}, nil
}

// send makes one review and judges its answer.
func (c *connection) send() error {
	uid := c.target.review.number(c.request, c.target.sent.Add(1))
	if err := c.socket.SetDeadline(time.Now().Add(answerTimeout)); err != nil {
		return err
	}
	head := min(firstWrite, len(c.request))
	for _, part := range [][]byte{c.request[:head], c.request[head:]} {
		if _, err := c.socket.Write(part); err != nil {
			return fmt.Errorf("can't send a review: %w", err)
		}
	}
	response, err := http.ReadResponse(c.reader, nil)
	if err != nil {
		return fmt.Errorf("no answer to a review: %w", err)
	}
	defer response.Body.Close()
	c.body.Reset()
	if _, err := c.body.ReadFrom(io.LimitReader(response.Body, answerLimit)); err != nil {
		return fmt.Errorf("an answer broke off: %w", err)
	}
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("wrong answer: HTTP %s: %.600s", response.Status, c.body.Bytes())
	}
	if response.Close {
		return fmt.Errorf("the server doesn't keep connections alive")
	}
	return c.checker.check(c.body.Bytes(), uid)
}
