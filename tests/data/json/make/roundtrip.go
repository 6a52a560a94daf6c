// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Every line `name TAB base64` through encoding/json; answers `profile TAB name TAB base64` or `-` for refused.
package main

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"runtime"
	"strings"
)

func encode(value interface{}, html bool) ([]byte, error) {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(html)
	err := encoder.Encode(value)
	return bytes.TrimSuffix(out.Bytes(), []byte("\n")), err
}

// The members in their order, as a struct would have them; every string goes through the encoder.
func inOrder(body []byte, html bool) ([]byte, error) {
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	out, err := value(decoder, html)
	if err == nil && decoder.More() {
		err = fmt.Errorf("more")
	}
	return out, err
}

func value(decoder *json.Decoder, html bool) ([]byte, error) {
	token, err := decoder.Token()
	if err != nil {
		return nil, err
	}
	open, isDelim := token.(json.Delim)
	if !isDelim {
		return encode(token, html)
	}
	out := []byte(open.String())
	for first := true; decoder.More(); first = false {
		if !first {
			out = append(out, ',')
		}
		if open == '{' {
			key, err := value(decoder, html)
			if err != nil {
				return nil, err
			}
			out = append(append(out, key...), ':')
		}
		item, err := value(decoder, html)
		if err != nil {
			return nil, err
		}
		out = append(out, item...)
	}
	end, err := decoder.Token()
	if err != nil {
		return nil, err
	}
	return append(out, end.(json.Delim).String()...), nil
}

func asMap(body []byte, html bool) ([]byte, error) {
	var any interface{}
	if err := json.Unmarshal(body, &any); err != nil {
		return nil, err
	}
	return encode(any, html)
}

func main() {
	if len(os.Args) > 1 {
		fmt.Println("encoding/json of", runtime.Version())
		return
	}
	forms := map[string]func([]byte) ([]byte, error){
		"go":           func(b []byte) ([]byte, error) { return inOrder(b, true) },
		"go-plain":     func(b []byte) ([]byte, error) { return inOrder(b, false) },
		"go-map":       func(b []byte) ([]byte, error) { return asMap(b, true) },
		"go-map-plain": func(b []byte) ([]byte, error) { return asMap(b, false) },
		"go-raw":       func(b []byte) ([]byte, error) { return json.Marshal(json.RawMessage(b)) },
		"go-indent": func(b []byte) ([]byte, error) {
			return json.MarshalIndent(json.RawMessage(b), "", "  ")
		},
	}
	scanner := bufio.NewScanner(os.Stdin)
	scanner.Buffer(nil, 1<<24)
	for scanner.Scan() {
		name, text, _ := strings.Cut(scanner.Text(), "\t")
		body, _ := base64.StdEncoding.DecodeString(text)
		for profile, form := range forms {
			answer := "-"
			if out, err := form(body); err == nil {
				answer = base64.StdEncoding.EncodeToString(out)
			}
			fmt.Printf("%s\t%s\t%s\n", profile, name, answer)
		}
	}
}
