// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/signedtext.h"

#include "core/signature/digesttext.h"

#include <QVarLengthArray>

namespace tocsin::signature {

namespace {

using Kind = PartSpec::Kind;

QByteArray shared(const QByteArray &bytes)
{
    return bytes.isNull() ? QByteArray("") : bytes; // present even when empty
}

// Null when the request has no such value.
QByteArray valueOf(const PartSpec &part, const domain::HttpMessage &message, const PartValues &values)
{
    switch (part.kind) {
    case Kind::Literal:
        return part.text;
    case Kind::Timestamp:
        return values.timestamp;
    case Kind::Id:
        return values.id;
    case Kind::Tag:
        return values.tag;
    case Kind::Header:
        return message.countOf(part.text) == 1 ? shared(message.first(part.text)) : QByteArray();
    case Kind::Method:
        return shared(message.method);
    case Kind::Url:
        return shared(message.target);
    case Kind::Path:
        return message.path().isEmpty() ? QByteArray("") : message.path().toByteArray();
    case Kind::Body:
        return shared(message.body);
    }
    Q_UNREACHABLE();
}

QByteArray nameOf(const PartSpec &part, const Scheme &scheme)
{
    switch (part.kind) {
    case Kind::Timestamp:
        return scheme.timestamp.header;
    case Kind::Id:
        return scheme.messageId.header;
    case Kind::Tag:
        return scheme.tag.header;
    default:
        return part.text;
    }
}

} // namespace

SignedText assemble(const Scheme &scheme, const domain::HttpMessage &message, const PartValues &values,
                    bool keepEmpty)
{
    SignedText text;
    text.parts.reserve(scheme.message.size() + 1);
    for (const PartSpec &part : scheme.message) {
        const QByteArray value = valueOf(part, message, values);
        if (value.isNull()) {
            if (!part.optional && text.missing.isEmpty())
                text.missing = nameOf(part, scheme);
            continue;
        }
        if (part.optional && value.isEmpty()) {
            text.emptyOption = text.emptyOption || !part.before.isEmpty();
            if (!keepEmpty)
                continue;
        }
        if (part.optional && !part.before.isEmpty())
            text.parts.append({Kind::Literal, part.before});
        text.parts.append({part.kind, value});
    }
    return text;
}

Digest digestOf(const Scheme &scheme, QByteArrayView key, const QList<SignedPart> &parts)
{
    QVarLengthArray<QByteArrayView, 8> pieces;
    for (const SignedPart &part : parts)
        pieces.append(part.bytes);
    return hmac(hashOf(scheme.algorithm), key, {pieces.constData(), size_t(pieces.size())});
}

} // namespace tocsin::signature
