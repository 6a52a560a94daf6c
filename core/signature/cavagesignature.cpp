// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/cavagesignature.h"

#include "core/signature/base64text.h"
#include "core/signature/httpcomponents.h"

#include <QHash>

namespace tocsin::signature {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype maxComponents = 200;

auto malformed(const QString &what)
{
    return fail(Error::Kind::Malformed, what);
}

bool isNameCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

QByteArrayView passBlanks(QByteArrayView text)
{
    while (!text.isEmpty() && (text.front() == ' ' || text.front() == '\t'))
        text = text.sliced(1);
    return text;
}

// name="text" and name=1402170695, with commas between (the drafts' section 2.1). Nothing for anything else,
// and for a name that comes twice.
std::optional<QHash<QByteArray, QByteArray>> readPairs(QByteArrayView text)
{
    QHash<QByteArray, QByteArray> pairs;
    while (true) {
        text = passBlanks(text);
        qsizetype size = 0;
        while (size < text.size() && isNameCharacter(text[size]))
            ++size;
        const QByteArray name = text.first(size).toByteArray();
        text = passBlanks(text.sliced(size));
        if (name.isEmpty() || pairs.contains(name) || !text.startsWith('='))
            return std::nullopt;
        text = passBlanks(text.sliced(1));
        const bool isQuoted = text.startsWith('"');
        qsizetype end = isQuoted ? text.indexOf('"', 1) : text.indexOf(',');
        if (isQuoted && end < 0)
            return std::nullopt;
        end = end < 0 ? text.size() : end;
        pairs.insert(name, isQuoted ? text.sliced(1, end - 1).toByteArray()
                                    : text.first(end).trimmed().toByteArray());
        text = passBlanks(text.sliced(isQuoted ? end + 1 : end));
        if (text.isEmpty())
            return pairs;
        if (!text.startsWith(','))
            return std::nullopt;
        text = text.sliced(1);
    }
}

// Digits, and for `expires` a fraction that does not count.
std::optional<qint64> readSeconds(const QByteArray &text, bool mayHaveFraction)
{
    const qsizetype dot = mayHaveFraction ? text.indexOf('.') : -1;
    const QByteArray whole = dot < 0 ? text : text.first(dot);
    const QByteArray digits = dot < 0 ? text : whole + text.sliced(dot + 1);
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    if (whole.isEmpty() || whole.size() > 15 || !std::all_of(digits.begin(), digits.end(), isDigit))
        return std::nullopt;
    return whole.toLongLong();
}

struct Times
{
    QByteArray created; // as spelled; null = absent
    QByteArray expires;
};

// The value of one name of the list (section 2.3), or nothing.
std::optional<QByteArray> valueOf(const QByteArray &name, const domain::HttpMessage &message,
                                  const Times &times)
{
    if (name == "(request-target)")
        return message.method.toLower() + " " + message.target;
    if (name == "(created)")
        return times.created.isNull() ? std::nullopt : std::optional(times.created);
    if (name == "(expires)")
        return times.expires.isNull() ? std::nullopt : std::optional(times.expires);
    return combinedField(message.headers, name);
}

void buildBase(HttpSignature &out, const domain::HttpMessage &message, const Times &times)
{
    if (out.components.isEmpty() || out.components.size() > maxComponents) {
        out.fault = u"the signature must cover 1 to %1 headers"_s.arg(maxComponents);
        return;
    }
    QList<QByteArray> lines;
    for (const QByteArray &name : out.components) {
        const QString shown = QString::fromLatin1(name.left(100));
        const auto value = valueOf(name, message, times);
        if (!value)
            out.fault = u"the signature covers \"%1\", which the request does not have"_s.arg(shown);
        else if (value->contains('\n') || value->contains('\r'))
            out.fault = u"the value of \"%1\" holds a line end"_s.arg(shown);
        if (!out.fault.isEmpty())
            return;
        lines.append(name + ": " + *value);
    }
    out.base = lines.join('\n');
}

// The parameters without "Signature" in front; null = there are none.
Result<QByteArray> parametersOf(const domain::HttpMessage &message)
{
    for (const QByteArrayView name : {"Signature", "Authorization"}) {
        const qsizetype count = message.countOf(name);
        if (count > 1)
            return malformed(u"the header %1 stands more than once"_s.arg(QString::fromLatin1(name)));
        const QByteArray value = message.first(name).trimmed();
        const bool hasScheme = value.size() > 10 && value.first(10).toLower() == "signature ";
        if (count == 1 && (name == "Signature" || hasScheme))
            return hasScheme ? value.sliced(10) : value;
    }
    return fail(Error::Kind::NotFound, u"the request has no Signature header"_s);
}

} // namespace

Result<HttpSignature> readCavage(const domain::HttpMessage &message)
{
    const auto text = parametersOf(message);
    if (!text)
        return tl::unexpected(text.error());
    const auto pairs = readPairs(*text);
    if (!pairs)
        return malformed(u"the Signature header is not a list of name=\"value\" without a name twice"_s);
    HttpSignature out;
    out.edition = HttpSignatureEdition::Cavage;
    out.keyId = pairs->value("keyId");
    out.algorithm = pairs->value("algorithm");
    const auto signature = readBase64(pairs->value("signature"), Base64Form::Standard);
    if (!signature || signature->isEmpty())
        return malformed(u"the Signature header has no signature in base64"_s);
    out.signature = *signature;
    Times times;
    if (pairs->contains("created")) {
        times.created = pairs->value("created");
        out.created = readSeconds(times.created, false);
    }
    if (pairs->contains("expires")) {
        times.expires = pairs->value("expires");
        out.expires = readSeconds(times.expires, true);
    }
    if ((!times.created.isNull() && !out.created) || (!times.expires.isNull() && !out.expires))
        return malformed(u"created and expires of the Signature header must be seconds in digits"_s);
    // Without a list the last draft signs (created), the ones before it the Date header.
    if (pairs->contains("headers"))
        out.components = pairs->value("headers").toLower().split(' ');
    else
        out.components = {times.created.isNull() ? "date" : "(created)"};
    out.components.removeAll(QByteArray());
    buildBase(out, message, times);
    return out;
}

HttpSignature describeCavage(const domain::HttpMessage &message, const HttpSignatureOptions &options)
{
    HttpSignature out;
    out.edition = HttpSignatureEdition::Cavage;
    for (const QByteArray &name : options.components)
        out.components.append(name.toLower());
    const Times times{options.created ? QByteArray::number(*options.created) : QByteArray(),
                      options.expires ? QByteArray::number(*options.expires) : QByteArray()};
    if (options.keyId.contains('"'))
        out.fault = u"the key's id may not hold a quotation mark"_s;
    else
        buildBase(out, message, times);
    return out;
}

QByteArray cavageText(const HttpSignatureOptions &options, const QByteArray &signature)
{
    QByteArray text = "keyId=\"" + options.keyId + "\",";
    if (options.namesAlgorithm)
        text += "algorithm=\"" + options.algorithm + "\",";
    if (options.created)
        text += "created=" + QByteArray::number(*options.created) + ",";
    if (options.expires)
        text += "expires=" + QByteArray::number(*options.expires) + ",";
    return text + "headers=\"" + options.components.join(' ').toLower() + "\",signature=\"" +
           signature.toBase64() + "\"";
}

} // namespace tocsin::signature
