// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Senders in Go: python3 ../drive.py go run make.go -- go run relay.go | python3 ../write.py
package main

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"runtime"
	"strings"
)

const now = 1767225600
const secret = "Yk2mR8vTq5Xz1Ld7"

type more map[string]any

func mac(message []byte) []byte {
	sum := hmac.New(sha256.New, []byte(secret))
	sum.Write(message)
	return sum.Sum(nil)
}

func body(name string) []byte {
	text, err := os.ReadFile("../bodies/" + name)
	if err != nil {
		panic(err)
	}
	return text
}

const registered = "https://hooks.example.com/hooks/hubspot-v3"

func headers(scheme string, m []byte) [][2]string {
	switch scheme {
	case "github":
		return [][2]string{{"X-GitHub-Event", "push"}, {"X-Hub-Signature-256", "sha256=" + hex.EncodeToString(mac(m))}}
	case "shopify":
		return [][2]string{{"X-Shopify-Hmac-Sha256", base64.StdEncoding.EncodeToString(mac(m))}}
	case "hubspot-v3":
		t := fmt.Sprint((now - 3) * 1000)
		return [][2]string{{"X-HubSpot-Request-Timestamp", t}, {"X-HubSpot-Signature-v3", base64.StdEncoding.EncodeToString(mac([]byte("POST" + registered + string(m) + t)))}}
	case "socwarden":
		t := fmt.Sprint(now - 3)
		return [][2]string{{"X-Timestamp", t}, {"X-Signature-256", hex.EncodeToString(mac(append([]byte(t+"."), m...)))}}
	}
	return [][2]string{{"X-Dropbox-Signature", hex.EncodeToString(mac(m))}}
}

func job(cause, slug, what, scheme string, sent []byte, hop string, others more) {
	line := more{"cause": cause, "slug": "go-" + slug, "made_by": strings.Replace(runtime.Version(), "go", "go ", 1), "what": what, "scheme": scheme,
		"secrets": []more{{"label": "current", "value": secret}}, "body_base64": base64.StdEncoding.EncodeToString(sent), "hop": hop}
	message := sent
	extra := [][2]string{{"Content-Type", "application/json"}}
	for name, value := range others {
		switch name {
		case "message":
			message = value.([]byte)
			line["message_base64"] = base64.StdEncoding.EncodeToString(message)
		case "extra":
			extra = append(extra, value.([][2]string)...)
		default:
			line[name] = value
		}
	}
	line["signed"] = more{"target": "/hooks/" + scheme, "headers": append(extra, headers(scheme, message)...)}
	text, _ := json.Marshal(line)
	fmt.Println(string(text))
}

func main() {
	marked := []byte(`{"action":"opened","title":"if (a < b && b > c) <b>R&D</b>","number":2}`)
	job("A11", "raw-message", "json.Marshal of a json.RawMessage escapes <, > and &", "github", marked, "raw-message", nil)
	job("A11", "html-escape", "json.HTMLEscape in a relay that shows bodies on a page", "dropbox", marked, "html-escape", nil)
	job("A1", "compact", "json.Compact of an indented body", "shopify", body("stripe-charge.json"), "compact", nil)
	job("A3", "indent", "json.Indent with tabs; a sender that signs its compact form would look the same", "socwarden", body("github-push.json"), "indent", more{"accept": []string{"A6"}})
	job("A17", "encoder", "json.Encoder ends what it writes with a newline", "hubspot-v3", body("hubspot-contact.json"), "encoder", more{"accept": []string{"A18"}, "url": registered})
	job("A4", "map-sorted", "a map[string]any is written with its keys sorted: the order that was signed is lost", "github", body("github-push.json"), "map", more{"provable": false})
	sorted, _ := json.Marshal(map[string]any{"id": 7001, "total": 12, "buyer": "ACME", "tags": []string{"a", "b"}})
	job("A4", "struct-order", "the sender signs a map, whose keys are sorted; the relay writes a struct, in the order of its members", "socwarden", sorted, "struct", more{"accept": []string{"A6"}})
	job("A33", "struct-members", "a struct knows only some members: the others are gone", "dropbox", []byte(`{"id":7001,"total":12.5,"buyer":"ACME","tags":[],"channel":"web"}`), "struct", more{"provable": false})
	job("A27", "envelope-base64", "a queue's message has the body as base64 in data", "github", body("github-push-unicode.json"), "envelope", more{"accept": []string{"A20"}})
	job("A21", "gzip", "compress/gzip in a relay that saves bandwidth", "hubspot-v3", body("hubspot-contact.json"), "gzip", more{"url": registered})
	// A sender that reads its request's body for a log before it signs it.
	request, _ := http.NewRequest("POST", "http://127.0.0.1/", bytes.NewReader(marked))
	_, _ = io.ReadAll(request.Body)
	rest, _ := io.ReadAll(request.Body)
	job("A24", "body-read-before", "the sender logged request.Body before it signed what was left of it", "github", marked, "raw", more{"message": rest})
	job("E9", "method-override", "a relay made the POST a PUT because of X-HTTP-Method-Override; HubSpot signs the method", "hubspot-v3", body("hubspot-contact.json"), "raw",
		more{"url": registered, "extra": [][2]string{{"X-HTTP-Method-Override", "PUT"}}, "undo": more{"method": "POST"}})
}
