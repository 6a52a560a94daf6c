// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// The body inside something else, or something else taken off it: base64, a JSON string, an element, chunks.

#include "core/base/hexdigit.h"
#include "core/json/escapes.h"
#include "core/signature/explain/formsink.h"

namespace tocsin::signature {

namespace {

using namespace Qt::StringLiterals;

bool base64(FormSink &sink, QByteArrayView body)
{
    const QByteArray text = body.toByteArray();
    for (const auto alphabet : {QByteArray::Base64Encoding, QByteArray::Base64UrlEncoding}) {
        // MIME breaks its lines.
        const QByteArray letters = QByteArray(text).replace('\r', "").replace('\n', "").trimmed();
        const auto decoded =
            QByteArray::fromBase64Encoding(letters, alphabet | QByteArray::AbortOnBase64DecodingErrors);
        const bool url = alphabet == QByteArray::Base64UrlEncoding;
        if (decoded && !body.isEmpty() &&
            !sink.offer("A20", url ? "base64url/decoded" : "base64/decoded", u"decoded from base64"_s,
                        *decoded))
            return false;
    }
    return sink.offer("A20", "base64/encoded", u"as base64"_s, text.toBase64());
}

bool jsonString(FormSink &sink, QByteArrayView body)
{
    struct Kind
    {
        const char *id;
        const json::Escapes &escapes;
        QString what;
    };
    const Kind kinds[] = {
        {"string/javascript", json::escapes::javaScript, u"encoded once more, by JavaScript"_s},
        {"string/python", json::escapes::python, u"encoded once more, by Python"_s},
        {"string/php", json::escapes::php, u"encoded once more, by PHP"_s}};
    for (const Kind &kind : kinds) {
        // The body is no inside of a JSON string: its backslashes and quotes are characters.
        QByteArray inner = body.toByteArray();
        inner.replace("\\", "\\\\");
        QByteArray out = "\"";
        if (json::appendEscaped(out, inner, kind.escapes) &&
            !sink.offer("A26", kind.id, kind.what, out + '"'))
            return false;
    }
    return true;
}

// The text inside the only element of an XML body.
bool element(FormSink &sink, QByteArrayView body)
{
    const QByteArray text = body.toByteArray().trimmed();
    const qsizetype from = text.indexOf('>') + 1;
    const qsizetype until = text.lastIndexOf("</");
    if (text.startsWith('<') && from > 1 && until >= from) {
        QByteArray inner = text.sliced(from, until - from);
        if (!sink.offer("A27", "element/inside", u"only the text inside the element"_s, inner))
            return false;
        if (inner.startsWith("<![CDATA[") && inner.endsWith("]]>") &&
            !sink.offer("A27", "element/cdata", u"only the text inside the element's CDATA"_s,
                        inner.sliced(9, inner.size() - 12)))
            return false;
        inner.replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&apos;", "'")
            .replace("&amp;", "&");
        return sink.offer("A27", "element/unescaped", u"only the text inside the element, unescaped"_s,
                          inner);
    }
    return sink.offer("A27", "element/around", u"inside <text>...</text>"_s,
                      "<text>" + body.toByteArray() + "</text>");
}

// The data of chunks whose framing was left in. Nothing when there is none.
std::optional<QByteArray> unchunked(QByteArrayView body)
{
    QByteArray out;
    qsizetype at = 0;
    for (;;) {
        qsizetype size = 0;
        const qsizetype digits = at;
        for (; at < body.size() && at - digits < 8 && hexDigit(body[at]) >= 0; ++at)
            size = size * 16 + hexDigit(body[at]);
        const qsizetype end = body.indexOf("\r\n", at);
        if (at == digits || end < 0 || (end > at && body[at] != ';'))
            return std::nullopt;
        at = end + 2;
        if (size == 0)
            return out;
        if (body.size() - at < size + 2 || body.sliced(at + size, 2) != "\r\n")
            return std::nullopt;
        out += body.sliced(at, size);
        at += size + 2;
    }
}

} // namespace

bool wrapperForms(FormSink &sink, QByteArrayView body)
{
    const auto data = unchunked(body);
    return (!data ||
            sink.offer("A30", "chunks/removed", u"without the chunk framing that was left in"_s, *data)) &&
           base64(sink, body) && jsonString(sink, body) && element(sink, body) &&
           sink.offer("A28", "list/around", u"as the only item of a list"_s, '[' + body.toByteArray() + ']');
}

} // namespace tocsin::signature
