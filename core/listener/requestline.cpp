// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/listener/requestline.h"

#include <algorithm>

namespace tocsin::listener {

using namespace Qt::StringLiterals;

namespace {

bool isTokenChar(char c)
{
    static constexpr QByteArrayView extra = "!#$%&'*+-.^_`|~"; // RFC 9110 section 5.6.2
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || extra.contains(c);
}

} // namespace

int majorVersion(QByteArrayView line)
{
    constexpr qsizetype length = 11; // " HTTP/1.1\r\n"
    if (line.size() < length)
        return -1;
    const QByteArrayView end = line.last(length);
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    const bool good = end.startsWith(" HTTP/") && isDigit(end[6]) && end[7] == '.' && isDigit(end[8]) &&
                      end.endsWith("\r\n");
    return good ? end[6] - '0' : -1;
}

QByteArray asKnownVersion(QByteArray head, qsizetype lineEnd)
{
    const qsizetype minor = lineEnd - 2; // in front of CR LF
    if (head.at(minor) > '1')
        head[minor] = '1';
    return head;
}

QString whyNoRequest(QByteArrayView line, bool isWhole)
{
    if (line.startsWith('\x16') && (line.size() == 1 || line[1] == '\x03')) {
        return line.size() == 1
                   ? QString()
                   : u"this is a TLS handshake: the sender uses https:// and this listener speaks http://"_s;
    }
    const auto blank = std::find_if_not(line.begin(), line.end(), isTokenChar);
    if (blank != line.end() && (*blank != ' ' || blank == line.begin()))
        return u"it does not begin with a method and a blank, so it is no HTTP request"_s;
    if (!isWhole)
        return {};
    if (line.startsWith("PRI * HTTP/2"))
        return u"the sender speaks HTTP/2 without being asked; this listener speaks HTTP/1.1"_s;
    if (!line.endsWith("\r\n"))
        return u"lines end with LF alone; HTTP/1.1 ends them with CR LF (RFC 9112 section 2.1)"_s;
    if (majorVersion(line) < 0)
        return u"the request line does not end with HTTP/1.1"_s;
    return {};
}

} // namespace tocsin::listener
