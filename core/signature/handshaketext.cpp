// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/handshaketext.h"

#include "core/signature/crypto.h"
#include "core/signature/digesttext.h"
#include "core/signature/keymaterial.h"
#include "core/signature/oracle.h"

#include <QStringList>

#include <algorithm>

namespace tocsin::signature {

namespace {

using namespace Qt::StringLiterals;
using Place = HandshakeValue::Place;
using Kind = ReplyPiece::Kind;

constexpr qsizetype maxBody = 64 * 1024;

Error rejected(const QString &why)
{
    return {Error::Kind::Rejected, why};
}

// Printable ASCII as a JSON string. What a web page could take for markup is not in any alphabet; '&' is
// harmless in application/json.
QByteArray quoted(const QByteArray &text)
{
    QByteArray out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            out += '\\';
        out += c;
    }
    return out + '"';
}

void collect(const ReplyText &pieces, QStringList &names)
{
    const auto add = [&names](const QString &name) {
        if (!names.contains(name))
            names.append(name);
    };
    for (const ReplyPiece &piece : pieces) {
        if (piece.kind == Kind::Value)
            add(placeName(piece.value));
        if (piece.kind == Kind::Url)
            add(u"the URL"_s);
        if (piece.kind == Kind::Digest) {
            QStringList parts;
            collect(piece.of, parts);
            const bool keyed = familyOf(piece.digest) == Family::Hmac;
            add((keyed ? u"an HMAC of "_s : u"a digest of "_s) + parts.join(u", "_s));
        }
    }
}

} // namespace

std::optional<QByteArray> valueOf(const HandshakeValue &value, const Source &source)
{
    std::optional<QByteArray> found;
    switch (value.place) {
    case Place::Query:
        found = source.formQuery(value.name);
        break;
    case Place::Header:
        if (source.message.countOf(value.name) == 1)
            found = source.message.first(value.name);
        break;
    case Place::Json:
        if (source.message.body.size() <= maxBody)
            found = source.scalar(value.name);
        break;
    case Place::Parameter:
        found = source.circumstances.parameters.value(value.name);
        break;
    case Place::None:
        break;
    }
    return found && !found->isEmpty() ? found : std::nullopt;
}

Result<QByteArray> ReplyWriter::write(const ReplyText &pieces) const
{
    QByteArray all;
    for (const ReplyPiece &piece : pieces) {
        auto written = piece.kind == Kind::Text ? piece.text : value(piece);
        if (!written)
            return written;
        all += piece.quoted ? quoted(*written) : *written;
    }
    return all;
}

Result<QByteArray> ReplyWriter::value(const ReplyPiece &piece) const
{
    if (piece.kind == Kind::Digest)
        return digest(piece);
    if (piece.kind == Kind::Url) {
        const QByteArray url = m_source.url();
        const qsizetype mark = url.indexOf('?');
        return mark < 0 ? url : url.first(mark);
    }
    const auto found = valueOf(piece.value, m_source);
    if (!found)
        return tl::unexpected(
            rejected(u"the endpoint has no %1; set it as the sender shows it"_s.arg(placeName(piece.value))));
    // Values of the request are bounded by their needs; the user's own must not break a header either.
    if (!isWithin(*found, Alphabet::Text))
        return tl::unexpected(
            rejected(u"%1 has characters that cannot be sent back"_s.arg(placeName(piece.value))));
    return *found;
}

Result<QByteArray> ReplyWriter::digest(const ReplyPiece &piece) const
{
    auto text = write(piece.of);
    if (!text)
        return text;
    const QByteArrayView whole = *text;
    if (familyOf(piece.digest) != Family::Hmac) {
        const Digest plain = hash(hashOf(piece.digest), {&whole, 1});
        return writeDigest(plain.view(), piece.encoding);
    }
    if (mayBeSignedText(m_scheme, whole))
        return tl::unexpected(rejected(
            u"the text to sign could be that of a delivery, and the answer would be its signature"_s));
    if (!m_secret)
        return tl::unexpected(rejected(u"the answer needs the endpoint's secret, and it has none"_s));
    const auto key = keyOf(m_scheme.recipe().key, m_secret->value);
    if (!key)
        return tl::unexpected(rejected(u"secret %1: %2"_s.arg(m_secret->label, key.error().detail)));
    const Digest mac = hmac(hashOf(piece.digest), key->reveal(), {&whole, 1});
    if (mac.size == 0)
        return tl::unexpected(rejected(u"the digest could not be computed"_s));
    return writeDigest(mac.view(), piece.encoding);
}

QString describe(const HandshakeReply &reply)
{
    QStringList names;
    for (const HandshakeReply::Field &field : reply.fields)
        collect(field.value, names);
    collect(reply.body, names);
    return names.join(u", "_s);
}

} // namespace tocsin::signature
