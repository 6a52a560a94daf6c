// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/httpmessage.h"

namespace tocsin::test {

// The request with one thing changed, each in turn: what an attacker or a proxy could do to one whose
// signature is spelled out in HTTP fields or stands in its JSON. Some of the changes do no harm.
class Changes
{
public:
    explicit Changes(domain::HttpMessage good) : m_good(std::move(good)) {}

    QList<domain::HttpMessage> all()
    {
        ofHeaders();
        ofTexts();
        ofBody();
        domain::HttpMessage other = m_good;
        other.method = "PUT";
        m_all.append(other);
        other = m_good;
        other.target += "?more=1";
        m_all.append(other);
        return m_all;
    }

private:
    void ofHeaders()
    {
        for (qsizetype i = 0; i < m_good.headers.size(); ++i) {
            domain::HttpMessage other = m_good;
            other.headers.removeAt(i);
            if (!domain::sameFieldName(m_good.headers[i].name, "Host")) // no HTTP request is without it
                m_all.append(other);
            for (const char *tail : {",", ", a=1", "; expires=1", ", expires=1", ",expires=99999999999",
                                     ",expires=x", ",created=1", "x"}) {
                other = m_good;
                other.headers[i].value += tail;
                m_all.append(other);
            }
        }
        for (const char *name : {"Host", "Date", "Digest", "Content-Digest", "Content-Type"}) {
            domain::HttpMessage other = m_good;
            other.headers.append({name, other.first(name)});
            m_all.append(other);
        }
    }

    void ofTexts()
    {
        const std::pair<QByteArray, QByteArray> texts[] = {
            {" digest\"", "\""},
            {" \"content-digest\"", ""},
            {" \"content-digest\"", " \"content-digest\" \"date\""},
            {" \"content-digest\"", " \"content-digest\";sf"},
            {"\"@request-target\" ", ""},
            {"\"@request-target\" ", "  \"@request-target\"   "},
            {"date ", "date date "},
            {"date ", ""},
            {"algorithm=\"", "algorithm=\"x"},
            {"algorithm=\"hmac-sha256\"", "algorithm=\"hs2019\""},
            {"algorithm=\"ed25519\"", "algorithm=\"hs2019\""},
            {"algorithm=\"ed25519\"", "algorithm=\"hmac-sha256\""},
            {"algorithm=\"hmac-sha256\"", "algorithm=\"ed25519\""},
            {"algorithm=\"ed25519\", ", ""},
            {";alg=\"ed25519\"", ";alg=\"hmac-sha256\""},
            {";alg=\"ed25519\"", ""},
            {";alg=\"ed25519\"", ";alg=ed25519"},
            {";created=", "; created="},
            {";created=", ";created=\"1\";c="},
            {"extensions=(", "extensions=(\"host\" "},
            {"extensions=(", "other=(\"host\"), woodpecker-ci-extensions=("},
            {"extensions=", "others="},
            {"256=", "256=A"},
            {"256=", "512="},
            {"SHA-256=", "MD5="},
            {"sha-256=", "SHA-256="},
            {"SHA-256=", "sha-256="},
            {"SHA-256=", "MD5=abc,SHA-256="},
            {"sha-256=:", "sha-512=:AAAA:, sha-256=:"},
            {"sha-256=:", "unknown=:AAAA:, sha-256=:"},
            {"signature=\"", "signature=\"A"},
            {"headers=\"", "Headers=\""},
        };
        for (const auto &[before, after] : texts) {
            for (qsizetype i = 0; i < m_good.headers.size(); ++i) {
                domain::HttpMessage other = m_good;
                if (other.headers[i].value.replace(before, after) != m_good.headers[i].value)
                    m_all.append(other);
            }
        }
    }

    void ofBody()
    {
        const std::pair<QByteArray, QByteArray> texts[] = {
            {"{", "{ "},
            {",", " ,\n"},
            {"\"Content\":", "\"Content\" : "},
            {"\"Content\":", "\"Content\":{\"a\":[1,{}]},\"Content\":"},
            {"\"HashCode\":", "\"Content\":{},\"HashCode\":"},
            {"\"HashCode\":", "\"a\":\"}\\\"{[\\\\\",\"HashCode\":"},
            {"\"Content\":", "\"\\u0043ontent\":"},
            {"\"Content\":", "\"content\":"},
            {"\"object_payload\":", "\"object_payload\":[],\"object_payload\":"},
            {"\"object_payload_signature\":", "\"object_payload\":{},\"object_payload_signature\":"},
            {"\xc3\x89", "\\u00C9"},
            {"\"payinId\"", "\"payi\\u006eId\""},
            {"\"10.00\"", "10.00"},
            {"[]", "{}"},
            {"}}", "}}}"},
            {"}", ""},
        };
        for (const auto &[before, after] : texts) {
            domain::HttpMessage other = m_good;
            if (other.body.replace(before, after) != m_good.body)
                m_all.append(other);
        }
    }

    domain::HttpMessage m_good;
    QList<domain::HttpMessage> m_all;
};

} // namespace tocsin::test
