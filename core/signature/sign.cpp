// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/digesttext.h"
#include "core/signature/keymaterial.h"
#include "core/signature/signedtext.h"
#include "core/signature/timestamp.h"
#include "core/signature/verify.h"

#include <algorithm>

namespace tocsin::signature {

namespace {

using namespace Qt::StringLiterals;
using domain::HeaderField;

bool writes(const FieldSpec &spec)
{
    return !spec.header.isEmpty();
}

// A tag goes into a header as it is, so it must survive the way there and back.
Result<void> checkTag(const Scheme &scheme, const QByteArray &tag)
{
    const bool control =
        std::any_of(tag.begin(), tag.end(), [](char c) { return uchar(c) < 0x20 || c == 0x7F; });
    const auto shares = [&scheme](const FieldSpec &spec) {
        return domain::sameFieldName(spec.header, scheme.tag.header);
    };
    // Only behind another pair does the tag's key take the rest of its header.
    const bool behind = shares(scheme.signature) || shares(scheme.timestamp) || shares(scheme.messageId);
    const bool cut = !scheme.tag.key.isEmpty() && !(scheme.tag.takesRest && behind) && tag.contains(',');
    if (control || cut || tag.trimmed() != tag)
        return fail(Error::Kind::Rejected,
                    u"the secret's tag cannot be sent: it has control characters, outer blanks%1"_s.arg(
                        cut ? u" or commas"_s : QString()));
    return {};
}

// An id made of what is sent: the same message at the same time has the same id.
QByteArray makeId(const domain::HttpMessage &message, Micros now)
{
    const QByteArray text = QByteArray::number(now) + '\n' + message.target + '\n' + message.body;
    return "msg_" + sha256(text).view().first(12).toByteArray().toHex();
}

// Writes a value into its header: alone, or as one more "key=value" of the list that stands there.
void put(QList<HeaderField> &fields, const FieldSpec &spec, const QByteArray &value)
{
    const QByteArray text = spec.key.isEmpty() ? value : spec.key + '=' + value;
    for (HeaderField &field : fields) {
        if (domain::sameFieldName(field.name, spec.header)) {
            field.value += ',' + text;
            return;
        }
    }
    fields.append({spec.header, text});
}

Result<PartValues> chooseValues(const Scheme &scheme, const domain::HttpMessage &message,
                                const NamedSecret &secret, Micros now)
{
    PartValues values;
    if (writes(scheme.timestamp)) {
        values.timestamp = writeTimestamp(scheme, now);
        if (now < 0 || !readTimestamp(scheme, values.timestamp, now))
            return fail(Error::Kind::Rejected, u"the time does not fit the scheme's timestamp"_s);
    }
    if (writes(scheme.messageId))
        values.id = makeId(message, now);
    if (writes(scheme.tag) && !secret.tag.isEmpty()) {
        values.tag = secret.tag.toUtf8();
        if (const auto good = checkTag(scheme, values.tag); !good)
            return tl::unexpected(good.error());
    }
    return values;
}

// In an order that every reader accepts: what takes the rest of its header comes last.
QList<HeaderField> layOut(const Scheme &scheme, const PartValues &values, const QByteArray &signature)
{
    const std::pair<const FieldSpec *, QByteArray> all[] = {{&scheme.timestamp, values.timestamp},
                                                            {&scheme.messageId, values.id},
                                                            {&scheme.signature, signature},
                                                            {&scheme.tag, values.tag}};
    QList<HeaderField> fields;
    for (const bool rest : {false, true}) {
        for (const auto &[spec, value] : all) {
            if (writes(*spec) && !value.isNull() && spec->takesRest == rest)
                put(fields, *spec, value);
        }
    }
    return fields;
}

} // namespace

Result<QList<HeaderField>> sign(const Scheme &scheme, const domain::HttpMessage &message,
                                const NamedSecret &secret, Micros now)
{
    if (!scheme.isSigned())
        return fail(Error::Kind::Rejected, u"%1 does not sign its messages"_s.arg(scheme.name));
    if (secret.retired)
        return fail(Error::Kind::Rejected,
                    u"secret %1 is retired; sign with the current one"_s.arg(secret.label));
    if (const auto good = checkSecret(scheme, secret.value.reveal()); !good)
        return tl::unexpected(good.error());
    const auto key = keyOf(scheme, secret.value);
    if (!key)
        return tl::unexpected(key.error());
    const auto values = chooseValues(scheme, message, secret, now);
    if (!values)
        return tl::unexpected(values.error());
    const SignedText text = assemble(scheme, message, *values, false);
    if (!text.missing.isEmpty())
        return fail(
            Error::Kind::Rejected,
            u"the signature covers %1, which must stand in the request once (for the tag: give the secret one)"_s
                .arg(QString::fromUtf8(text.missing)));
    const Digest digest = digestOf(scheme, key->reveal(), text.parts);
    const QByteArray prefix = scheme.documentedPrefixes.value(0);
    return layOut(scheme, *values, prefix + writeDigest(digest.view(), scheme.encoding));
}

} // namespace tocsin::signature
