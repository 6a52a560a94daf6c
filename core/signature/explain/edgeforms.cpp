// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Forms that differ at the ends and in line ends, and what is hashed when there is no body.

#include "core/signature/explain/formsink.h"

namespace tocsin::signature {

namespace {

using namespace Qt::StringLiterals;

constexpr char mark[] = "\xef\xbb\xbf";

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\v' || c == '\f';
}

QByteArrayView trimmedLeft(QByteArrayView text)
{
    while (!text.isEmpty() && isBlank(text.front()))
        text = text.sliced(1);
    return text;
}

QByteArrayView trimmedRight(QByteArrayView text)
{
    while (!text.isEmpty() && isBlank(text.back()))
        text.chop(1);
    return text;
}

QByteArrayView withoutLastNewline(QByteArrayView text)
{
    if (text.endsWith('\n'))
        text.chop(1);
    if (text.endsWith('\r'))
        text.chop(1);
    return text;
}

bool newlines(FormSink &sink, QByteArrayView body)
{
    return sink.offer("A17", "text/without-last-newline", u"without the newline at the end"_s,
                      withoutLastNewline(body).toByteArray()) &&
           sink.offer("A17", "text/with-newline", u"with a newline at the end"_s,
                      body.toByteArray() + '\n') &&
           sink.offer("A17", "text/with-crlf", u"with CRLF at the end"_s, body.toByteArray() + "\r\n") &&
           sink.offer("A17", "text/ends-with-newline",
                      u"with one newline at the end in place of what stands there"_s,
                      withoutLastNewline(body).toByteArray() + '\n') &&
           sink.offer("A17", "text/ends-with-crlf", u"with CRLF at the end in place of what stands there"_s,
                      withoutLastNewline(body).toByteArray() + "\r\n");
}

bool trims(FormSink &sink, QByteArrayView body)
{
    return sink.offer("A18", "text/trimmed", u"without white space at both ends"_s,
                      trimmedLeft(trimmedRight(body)).toByteArray()) &&
           sink.offer("A18", "text/trimmed-right", u"without white space at the end"_s,
                      trimmedRight(body).toByteArray()) &&
           sink.offer("A18", "text/trimmed-left", u"without white space at the start"_s,
                      trimmedLeft(body).toByteArray());
}

bool lineEnds(FormSink &sink, QByteArrayView body)
{
    if (!body.contains('\n') && !body.contains('\r'))
        return sink.wants();
    const QByteArray lf = body.toByteArray().replace("\r\n", "\n");
    return sink.offer("A19", "text/lf", u"with LF at the end of its lines"_s, lf) &&
           sink.offerReplaced("A19", "text/crlf", u"with CRLF at the end of its lines"_s, lf, "\n", "\r\n") &&
           sink.offerReplaced("A19", "text/cr-is-lf", u"with LF in place of every CR and CRLF"_s, lf, "\r",
                              "\n") &&
           sink.offerReplaced("A19", "text/one-line", u"without line ends"_s, lf, "\n", "");
}

bool byteOrderMark(FormSink &sink, QByteArrayView body)
{
    if (body.startsWith(mark))
        return sink.offer("A15", "text/without-mark", u"without the byte order mark"_s,
                          body.sliced(3).toByteArray());
    return sink.offer("A15", "text/with-mark", u"with a byte order mark in front"_s,
                      mark + body.toByteArray());
}

bool constants(FormSink &sink)
{
    for (const char *text :
         {"undefined", "null", "[object Object]", "{}", "[]", "\"\"", "None", "b''", "nil"}) {
        if (!sink.offer("A25", QByteArray("constant/") + text,
                        u"the text %1 in place of the body"_s.arg(QLatin1StringView(text)), text))
            return false;
    }
    return true;
}

// Longer than its head says.
bool announced(FormSink &sink, QByteArrayView body, const domain::HttpMessage &message)
{
    bool ok = false;
    const qint64 length = message.first("Content-Length").toLongLong(&ok);
    return !ok || length < 0 || length >= body.size() ||
           sink.offer("A29", "text/announced", u"cut off where Content-Length says"_s,
                      body.first(length).toByteArray());
}

} // namespace

bool endForms(FormSink &sink, QByteArrayView body, const domain::HttpMessage &message)
{
    return announced(sink, body, message) && newlines(sink, body) &&
           sink.offer("A24", "empty", u"empty: nothing was hashed"_s, QByteArray("")) && trims(sink, body) &&
           byteOrderMark(sink, body) && lineEnds(sink, body) && constants(sink);
}

// White space that a hop took off the front cannot be known; these are what programs put there.
bool paddedForms(FormSink &sink, QByteArrayView body)
{
    for (const char *front : {"\n", "\r\n", " ", "\n\n"}) {
        for (const char *end : {"", "\n", "\r\n"}) {
            const QByteArray id = "text/padded-" + QByteArray(front).toHex() + '-' + QByteArray(end).toHex();
            if (!sink.offer("A18", id, u"with white space in front"_s, front + body.toByteArray() + end))
                return false;
        }
    }
    return true;
}

} // namespace tocsin::signature
