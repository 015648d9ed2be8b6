package main

import (
	"bufio"
	"crypto/sha1"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"net/http"
	"sync"
)

// RFC 6455, as far as a watch needs it: the server sends text frames, and answers pings and the end.
const (
	acceptance = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
	final      = 0x80
	text       = 0x1
	closing    = 0x8
	ping       = 0x9
	pong       = 0xA
)

type socket struct {
	net.Conn
	lock sync.Mutex
}

func upgrade(w http.ResponseWriter, r *http.Request) (stream, <-chan struct{}, error) {
	connection, buffered, err := http.NewResponseController(w).Hijack()
	if err != nil {
		http.Error(w, "a WebSocket needs HTTP/1.1", http.StatusBadRequest)
		return nil, nil, err
	}
	sum := sha1.Sum([]byte(r.Header.Get("Sec-WebSocket-Key") + acceptance))
	_, err = fmt.Fprintf(connection, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"+
		"Sec-WebSocket-Accept: %s\r\n\r\n", base64.StdEncoding.EncodeToString(sum[:]))
	if err != nil {
		_ = connection.Close()
		return nil, nil, err
	}
	s := &socket{Conn: connection}
	gone := make(chan struct{})
	go func() {
		s.listen(buffered.Reader)
		_ = connection.Close()
		close(gone)
	}()
	return func(event []byte) error { return s.send(text, event) }, gone, nil
}

// listen reads what the client sends until it goes.
func (s *socket) listen(in *bufio.Reader) {
	for {
		var head [2]byte
		if _, err := io.ReadFull(in, head[:]); err != nil {
			return
		}
		// Clients send control frames only: up to 125 bytes, masked.
		var mask [4]byte
		body := make([]byte, head[1]&0x7F)
		if _, err := io.ReadFull(in, mask[:]); err != nil {
			return
		}
		if _, err := io.ReadFull(in, body); err != nil {
			return
		}
		for i := range body {
			body[i] ^= mask[i%4]
		}
		switch head[0] & 0xF {
		case closing:
			_ = s.send(closing, body)
			return
		case ping:
			_ = s.send(pong, body)
		}
	}
}

func (s *socket) send(kind byte, body []byte) error {
	frame := []byte{final | kind}
	switch {
	case len(body) < 126:
		frame = append(frame, byte(len(body)))
	case len(body) < 1<<16:
		frame = binary.BigEndian.AppendUint16(append(frame, 126), uint16(len(body)))
	default:
		frame = binary.BigEndian.AppendUint64(append(frame, 127), uint64(len(body)))
	}
	s.lock.Lock()
	defer s.lock.Unlock()
	_, err := s.Write(append(frame, body...))
	return err
}
