// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/digesttext.h"
#include "core/signature/fieldgrammar.h"
#include "core/signature/keymaterial.h"
#include "core/signature/signedtext.h"
#include "core/signature/timestamp.h"
#include "core/signature/verify.h"

#include <algorithm>

namespace tocsin::signature {

namespace {

using namespace Qt::StringLiterals;
using domain::HeaderField;

// A tag goes into a header as it is, so it must survive the way there and back.
Result<void> checkTag(const Recipe &recipe, const QByteArray &tag)
{
    const bool control =
        std::any_of(tag.begin(), tag.end(), [](char c) { return uchar(c) < 0x20 || c == 0x7F; });
    const auto shares = [&recipe](const FieldSpec &spec) {
        return spec.isHeader() && domain::sameFieldName(spec.name(), recipe.tag.name());
    };
    // Only behind another pair does the tag's key take the rest of its header.
    const bool behind =
        shares(recipe.signature) || shares(recipe.timestamp.field) || shares(recipe.messageId);
    const bool cut = !recipe.tag.key.isEmpty() && !(recipe.tag.takesRest && behind) && tag.contains(',');
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

// What stands in one header, put together from the fields that share it.
class HeaderText
{
public:
    explicit HeaderText(const FieldSpec &first) : m_name(first.name()) {}

    const QByteArray &name() const { return m_name; }

    void add(const FieldSpec &spec, const QByteArray &value)
    {
        const QByteArray text = spec.unescape ? value.toPercentEncoding() : value;
        m_split = spec.split.isEmpty() ? QByteArray(",") : spec.split;
        if (spec.isCut() && !spec.prefixes.isEmpty())
            m_prefix = spec.prefixes.first();
        if (spec.index < 0) {
            m_pieces.append(spec.key.isEmpty() ? text : spec.key + spec.assign + text);
            return;
        }
        while (m_pieces.size() <= spec.index)
            m_pieces.append(QByteArray());
        m_pieces[spec.index] = text;
        if (!spec.first.isEmpty())
            m_pieces[0] = spec.first;
    }

    HeaderField field() const { return {m_name, m_prefix + m_pieces.join(m_split)}; }

private:
    QByteArray m_name;
    QByteArray m_prefix;
    QByteArray m_split;
    QByteArrayList m_pieces;
};

// A value that the message carries elsewhere than in headers is taken from it as it is.
Result<bool> takeFrom(const Source &source, const FieldSpec &spec, QByteArray &value)
{
    if (!spec.isSet() || spec.isHeader() || spec.place == FieldSpec::Place::AnyHeader)
        return false;
    const FieldValues found = readField(spec, {}, source);
    if (found.values.size() != 1)
        return fail(Error::Kind::Rejected,
                    u"the message needs %1 before it is signed"_s.arg(placeName(spec)));
    value = found.values[0];
    return true;
}

Result<PartValues> chooseValues(const Recipe &recipe, const Source &source, const NamedSecret &secret,
                                Micros now)
{
    const domain::HttpMessage &message = source.message;
    PartValues values;
    const auto time = takeFrom(source, recipe.timestamp.field, values.timestamp);
    const auto id = takeFrom(source, recipe.messageId, values.id);
    const auto tag = takeFrom(source, recipe.tag, values.tag);
    for (const auto *taken : {&time, &id, &tag}) {
        if (!*taken)
            return tl::unexpected(taken->error());
    }
    if (recipe.timestamp.field.isSet() && !*time) {
        values.timestamp = writeTimestamp(recipe.timestamp, now);
        if (now < 0 || !readTimestamp(recipe.timestamp, values.timestamp, now))
            return fail(Error::Kind::Rejected, u"the time does not fit the scheme's timestamp"_s);
    }
    if (recipe.messageId.isSet() && !*id)
        values.id = makeId(message, now);
    if (recipe.tag.isSet() && !*tag && !secret.tag.isEmpty()) {
        values.tag = secret.tag.toUtf8();
        if (const auto good = checkTag(recipe, values.tag); !good)
            return tl::unexpected(good.error());
    }
    return values;
}

// In an order that every reader accepts: what takes the rest of its header comes last.
QList<HeaderField> layOut(const Recipe &recipe, const PartValues &values, const QByteArray &signature)
{
    const std::pair<const FieldSpec *, QByteArray> all[] = {{&recipe.timestamp.field, values.timestamp},
                                                            {&recipe.messageId, values.id},
                                                            {&recipe.signature, signature},
                                                            {&recipe.tag, values.tag}};
    std::vector<HeaderText> headers;
    for (const bool rest : {false, true}) {
        for (const auto &[spec, value] : all) {
            const bool inHeader = spec->isHeader() || spec->place == FieldSpec::Place::AnyHeader;
            if (!inHeader || value.isNull() || spec->takesRest != rest)
                continue;
            auto header = std::find_if(headers.begin(), headers.end(), [spec = spec](const HeaderText &text) {
                return domain::sameFieldName(text.name(), spec->name());
            });
            if (header == headers.end())
                header = headers.insert(header, HeaderText(*spec));
            header->add(*spec, value);
        }
    }
    QList<HeaderField> fields;
    for (const HeaderText &header : headers)
        fields.append(header.field());
    return fields;
}

// A signature that stands elsewhere than in headers would change the message that is being signed, and a list
// of signed headers in the same header is the sender's choice.
bool standsInHeaders(const Recipe &recipe)
{
    const FieldSpec &signature = recipe.signature;
    const FieldSpec &list = recipe.signedHeaders.field;
    const bool shares = list.isHeader() && domain::sameFieldName(list.name(), signature.name());
    return (signature.isHeader() || signature.place == FieldSpec::Place::AnyHeader) && !shares &&
           !recipe.each && !signature.unpack && !recipe.bodyDigest.field.isSet();
}

Result<QByteArray> signatureText(const Recipe &recipe, const Secret &key, const QList<SignedPart> &parts)
{
    switch (familyOf(recipe.algorithm)) {
    case Family::Token:
        return key.reveal().toByteArray();
    case Family::Basic:
        if (!key.reveal().contains(':'))
            return fail(Error::Kind::Rejected, u"the secret must be user:password"_s);
        return "Basic " + key.reveal().toByteArray().toBase64();
    case Family::Hmac:
    case Family::Digest:
        return writeDigest(digestOf(recipe.algorithm, key.reveal(), parts).view(), recipe.encoding);
    default:
        return fail(Error::Kind::Rejected, u"this algorithm signs with a private key, which is not kept"_s);
    }
}

} // namespace

Result<QList<HeaderField>> sign(const Scheme &scheme, const domain::HttpMessage &message,
                                const NamedSecret &secret, Micros now, const Circumstances &circumstances)
{
    const Recipe &recipe = scheme.recipe();
    if (!recipe.isSigned())
        return fail(Error::Kind::Rejected, u"%1 does not sign its messages"_s.arg(scheme.name));
    if (!standsInHeaders(recipe))
        return fail(Error::Kind::Rejected,
                    u"%1 does not sign in headers; such messages are not made here"_s.arg(scheme.name));
    if (secret.retired)
        return fail(Error::Kind::Rejected,
                    u"secret %1 is retired; sign with the current one"_s.arg(secret.label));
    if (const auto good = checkSecret(scheme, secret.value.reveal()); !good)
        return tl::unexpected(good.error());
    const Source source{message, circumstances, message.body};
    const auto values = chooseValues(recipe, source, secret, now);
    if (!values)
        return tl::unexpected(values.error());
    const auto key = keyOf(recipe.key, secret.value, values->timestamp);
    if (!key)
        return tl::unexpected(key.error());
    const SignedText text = assemble(recipe, source, *values, false);
    if (!text.missing.isEmpty())
        return fail(
            Error::Kind::Rejected,
            u"the signature covers %1, which must stand in the request once (for the tag: give the secret one)"_s
                .arg(text.missing));
    const auto signature = signatureText(recipe, *key, text.parts);
    if (!signature)
        return tl::unexpected(signature.error());
    const QByteArray prefix = recipe.signature.isCut() ? QByteArray() : recipe.signature.prefixes.value(0);
    return layOut(recipe, *values, prefix + *signature);
}

} // namespace tocsin::signature
