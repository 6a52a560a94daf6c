// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Forms of urlencoded bodies: parsed and written again, and the payload field that senders put JSON into.

#include "core/json/escapes.h"
#include "core/signature/explain/formsink.h"

#include <algorithm>

namespace tocsin::signature {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype mostFields = 4096;

struct Field
{
    QByteArray name;
    QByteArray value;
    bool assigned = true; // there is an '='
};

using Fields = QList<Field>;

QByteArray decoded(QByteArrayView text, bool plusIsBlank = true)
{
    QByteArray out = text.toByteArray();
    if (plusIsBlank)
        out.replace('+', ' ');
    return QByteArray::fromPercentEncoding(out);
}

Fields fieldsOf(QByteArrayView body)
{
    Fields fields;
    const QList<QByteArray> parts = body.toByteArray().split('&');
    for (const QByteArray &part : parts) {
        const qsizetype assign = part.indexOf('=');
        if (!part.isEmpty())
            fields.append({decoded(assign < 0 ? part : part.first(assign)),
                           assign < 0 ? QByteArray() : decoded(part.sliced(assign + 1)), assign >= 0});
    }
    return fields;
}

// How a library percent-encodes.
struct Encoding
{
    const char *id;
    const char *plain; // beside letters and digits
    bool plus;         // blanks as '+'
    bool upper;
    QString what;
};

QByteArray encoded(QByteArrayView text, const Encoding &how)
{
    const char *digits = how.upper ? "0123456789ABCDEF" : "0123456789abcdef";
    const QByteArrayView plain(how.plain);
    QByteArray out;
    for (const char c : text) {
        const bool letter = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        if (letter || plain.contains(c)) {
            out += c;
        } else if (c == ' ' && how.plus) {
            out += '+';
        } else {
            out += '%';
            out += digits[uchar(c) >> 4];
            out += digits[uchar(c) & 15];
        }
    }
    return out;
}

QByteArray joined(const Fields &fields, const Encoding &how)
{
    QByteArray out;
    for (const Field &field : fields) {
        if (!out.isEmpty())
            out += '&';
        out += encoded(field.name, how);
        if (field.assigned)
            (out += '=') += encoded(field.value, how);
    }
    return out;
}

QByteArray plainlyJoined(const Fields &fields)
{
    QByteArray out;
    for (const Field &field : fields)
        out += (out.isEmpty() ? "" : "&") + field.name + '=' + field.value;
    return out;
}

QList<Encoding> encodings()
{
    return {
        {"urlencoded", "*-._", true, true, u"fields encoded anew as browsers do, blanks as +, ~ as %7E"_s},
        {"rfc3986", "-._~", false, true, u"fields encoded anew by RFC 3986, blanks as %20, ~ as it is"_s},
        {"plus-tilde", "-._~", true, true, u"fields encoded anew, blanks as +, ~ as it is"_s},
        {"php", "-._", true, true, u"fields encoded anew as PHP does, blanks as +"_s},
        {"javascript", "-._~!*'()", false, true, u"fields encoded anew by encodeURIComponent"_s},
        {"rfc3986-lower", "-._~", false, false, u"fields encoded anew by RFC 3986 in lower case"_s},
    };
}

Fields sorted(Fields fields)
{
    std::stable_sort(fields.begin(), fields.end(),
                     [](const Field &a, const Field &b) { return a.name < b.name; });
    return fields;
}

Fields lastOfEach(const Fields &fields)
{
    Fields out;
    QHash<QByteArray, qsizetype> places;
    for (const Field &field : fields) {
        const auto place = places.constFind(field.name);
        if (place != places.constEnd()) {
            out[*place] = field;
            continue;
        }
        places.insert(field.name, out.size());
        out += field;
    }
    return out;
}

void appendText(QByteArray &out, QByteArrayView text)
{
    out += '"';
    (void)json::appendEscaped(out, text.toByteArray().replace("\\", "\\\\"), json::escapes::javaScript);
    out += '"';
}

QByteArray asJson(const Fields &fields)
{
    QByteArray out = "{";
    for (const Field &field : lastOfEach(fields)) {
        if (out.size() > 1)
            out += ',';
        appendText(out, field.name);
        out += ':';
        appendText(out, field.value);
    }
    return out + '}';
}

bool isForm(QByteArrayView body, const domain::HttpMessage &message)
{
    return message.first("Content-Type").toLower().contains("x-www-form-urlencoded") ||
           body.startsWith("payload=");
}

bool rewritten(FormSink &sink, const Fields &fields)
{
    const QList<Encoding> all = encodings();
    for (const Encoding &how : all) {
        if (!sink.offer("A22", QByteArray("form/") + how.id, how.what, joined(fields, how)))
            return false;
    }
    const Fields inOrder = sorted(fields);
    const Fields unique = lastOfEach(fields);
    for (const Encoding &how : all.first(2)) {
        if (!sink.offer("A22", QByteArray("form/sorted-") + how.id, how.what + u", sorted by name"_s,
                        joined(inOrder, how)) ||
            !sink.offer("A22", QByteArray("form/unique-") + how.id, how.what + u", the last of each name"_s,
                        joined(unique, how)))
            return false;
    }
    return sink.offer("A22", "form/plain", u"fields decoded"_s, plainlyJoined(fields)) &&
           sink.offer("A22", "form/plain-sorted", u"fields decoded and sorted by name"_s,
                      plainlyJoined(inOrder)) &&
           sink.offer("A22", "form/json", u"fields as a JSON object"_s, asJson(fields));
}

// The field that holds the message: as it stands and decoded.
bool payload(FormSink &sink, QByteArrayView body)
{
    const QList<QByteArray> parts = body.toByteArray().split('&');
    for (const QByteArray &part : parts) {
        if (!part.startsWith("payload="))
            continue;
        const QByteArray value = part.sliced(8);
        return sink.offer("A22", "form/payload", u"only the value of payload, decoded"_s, decoded(value)) &&
               sink.offer("A22", "form/payload-raw", u"only the value of payload, as it stands"_s, value) &&
               sink.offer("A22", "form/payload-plus", u"only the value of payload, decoded but for +"_s,
                          decoded(value, false));
    }
    return true;
}

} // namespace

bool formFieldForms(FormSink &sink, QByteArrayView body, const domain::HttpMessage &message)
{
    const bool isJson = body.startsWith('{') || body.startsWith('[');
    if (!isForm(body, message) || isJson) { // the type may still be that of the form around it
        if (!isJson)
            return sink.wants();
        for (const Encoding &how :
             encodings().first(2)) { // JSON that came as a payload field to the one who signed
            if (!sink.offer("A22", QByteArray("form/as-payload-") + how.id,
                            u"as the form field payload: "_s + how.what, "payload=" + encoded(body, how)))
                return false;
        }
        return true;
    }
    if (!payload(sink, body))
        return false;
    if (!sink.offer("A22", "form/decoded", u"decoded as a whole"_s, decoded(body)) ||
        !sink.offer("A22", "form/decoded-plus", u"decoded as a whole but for +"_s, decoded(body, false)) ||
        !sink.offer("A22", "form/blank-as-percent", u"with %20 for every +"_s,
                    body.toByteArray().replace("+", "%20")) ||
        !sink.offer("A22", "form/blank-as-plus", u"with + for every %20"_s,
                    body.toByteArray().replace("%20", "+")))
        return false;
    if (body.count('&') >= mostFields)
        return true;
    return rewritten(sink, fieldsOf(body));
}

} // namespace tocsin::signature
