// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// A relay on port 8091 that passes requests on with the body that the way named in X-Hop makes of it.
package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httputil"
	"net/url"
	"strconv"
)

type order struct { // as a program declares what it knows of a sender's body
	ID    int64    `json:"id"`
	Total float64  `json:"total"`
	Buyer string   `json:"buyer"`
	Tags  []string `json:"tags"`
}

func must(text []byte, err error) []byte {
	if err != nil {
		panic(err)
	}
	return text
}

var ways = map[string]func([]byte) []byte{
	"raw": func(raw []byte) []byte { return raw },
	"raw-message": func(raw []byte) []byte { // compacts and escapes <, > and &, keeps the rest
		return must(json.Marshal(json.RawMessage(raw)))
	},
	"compact": func(raw []byte) []byte {
		var out bytes.Buffer
		_ = json.Compact(&out, raw)
		return out.Bytes()
	},
	"indent": func(raw []byte) []byte {
		var out bytes.Buffer
		_ = json.Indent(&out, raw, "", "\t")
		return out.Bytes()
	},
	"encoder": func(raw []byte) []byte { // Encode ends with a newline
		var out bytes.Buffer
		encoder := json.NewEncoder(&out)
		encoder.SetEscapeHTML(false)
		_ = encoder.Encode(json.RawMessage(raw))
		return out.Bytes()
	},
	"map": func(raw []byte) []byte {
		var value map[string]any
		_ = json.Unmarshal(raw, &value)
		return must(json.Marshal(value))
	},
	"struct": func(raw []byte) []byte {
		var value order
		_ = json.Unmarshal(raw, &value)
		return must(json.Marshal(value))
	},
	"html-escape": func(raw []byte) []byte {
		var out bytes.Buffer
		json.HTMLEscape(&out, raw)
		return out.Bytes()
	},
	"envelope": func(raw []byte) []byte { // []byte members are base64
		return must(json.Marshal(map[string]any{"attributes": map[string]string{"source": "queue"}, "data": raw, "messageId": "11"}))
	},
	"gzip": func(raw []byte) []byte {
		var out bytes.Buffer
		writer := gzip.NewWriter(&out)
		_, _ = writer.Write(raw)
		_ = writer.Close()
		return out.Bytes()
	},
}

func main() {
	to, _ := url.Parse("http://127.0.0.1:8090")
	proxy := httputil.NewSingleHostReverseProxy(to)
	direct := proxy.Director
	proxy.Director = func(request *http.Request) {
		direct(request)
		if method := request.Header.Get("X-HTTP-Method-Override"); method != "" {
			request.Method = method
		}
		raw := must(io.ReadAll(request.Body))
		way := request.Header.Get("X-Hop")
		body := ways[way](raw)
		if way == "gzip" {
			request.Header.Set("Content-Encoding", "gzip")
		}
		request.Body = io.NopCloser(bytes.NewReader(body))
		request.ContentLength = int64(len(body))
		request.Header.Set("Content-Length", strconv.Itoa(len(body)))
		request.Header.Del("X-Hop")
	}
	panic(http.ListenAndServe("127.0.0.1:8091", proxy))
}
