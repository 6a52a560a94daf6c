// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/sign.h"

#include "core/json/pointer.h"
#include "core/signature/digesttext.h"
#include "core/signature/fieldgrammar.h"
#include "core/signature/fieldtext.h"
#include "core/signature/httpsigning.h"
#include "core/signature/signaturetext.h"
#include "core/signature/signedtext.h"
#include "core/signature/timestamp.h"

#include <QUuid>

#include <algorithm>

namespace tocsin::signature {

namespace {

using namespace Qt::StringLiterals;
using domain::HeaderField;
using Place = FieldSpec::Place;

auto refuse(const QString &what)
{
    return fail(Error::Kind::Rejected, what);
}

bool isInHeader(const FieldSpec &spec)
{
    return spec.isHeader() || spec.place == Place::AnyHeader || spec.place == Place::NumberedHeader;
}

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
        return refuse(u"the secret's tag cannot be sent: it has control characters, outer blanks%1"_s.arg(
            cut ? u" or commas"_s : QString()));
    return {};
}

// An id made of what is sent: the same message at the same time has the same id. One in the place of a UUID
// is a UUID.
QByteArray makeId(const domain::HttpMessage &message, Micros now, const QByteArray &before)
{
    const QByteArray text = QByteArray::number(now) + '\n' + message.target + '\n' + message.body;
    const Digest digest = sha256(text);
    const bool isUuid = before.size() == 36 && !QUuid::fromString(QString::fromLatin1(before)).isNull();
    return isUuid ? QUuid::fromRfc4122(digest.view().first(16)).toByteArray(QUuid::WithoutBraces)
                  : "msg_" + digest.view().first(12).toByteArray().toHex();
}

class Signer
{
public:
    Signer(const Recipe &recipe, const domain::HttpMessage &message, const NamedSecret &secret, Micros now,
           const Circumstances &circumstances, bool final, const QByteArray &id = {})
        : m_recipe(recipe)
        , m_secret(secret)
        , m_now(now)
        , m_id(id)
        , m_draft(message, circumstances, final)
    {}

    Result<void> run()
    {
        if (familyOf(m_recipe.algorithm) == Family::HttpSignature) {
            const auto key = signingKey(m_recipe, m_secret.value, {});
            return key ? signHttpDraft(m_recipe, *key, m_secret.tag.toUtf8(), m_now, m_draft)
                       : tl::unexpected(key.error());
        }
        if (m_draft.isFinal() && !isInHeader(m_recipe.signature))
            return refuse(u"the signature stands in %1, not in a header; it would change what is sent"_s.arg(
                placeName(m_recipe.signature)));
        return m_recipe.each ? signEach() : signOne();
    }

    const RequestDraft &draft() const { return m_draft; }
    const QByteArray &id() const { return m_values.id; }

private:
    struct Entry
    {
        const FieldSpec *spec;
        QByteArray value; // null = not written
    };

    Result<void> signEach()
    {
        const auto items = json::itemsAt(m_draft.message().body, *m_recipe.each);
        if (!items || items->isEmpty())
            return refuse(u"each entry at %1 of the body is signed, and there are none"_s.arg(
                QString::fromUtf8(*m_recipe.each)));
        for (qsizetype i = 0; i < items->size(); ++i) {
            m_draft.enter(*m_recipe.each + '/' + QByteArray::number(i));
            if (auto done = signOne(); !done)
                return done;
        }
        return {};
    }

    Result<void> signOne()
    {
        m_values = {};
        m_list.clear();
        auto done = chooseTime();
        if (done)
            done = chooseId();
        if (done)
            done = chooseTag();
        if (done)
            done = write({});
        if (done)
            done = chooseList();
        if (done && m_recipe.bodyDigest.field.isSet())
            done = putBodyDigest();
        if (!done)
            return done;
        const auto key = signingKey(m_recipe, m_secret.value, m_values.timestamp);
        if (!key)
            return tl::unexpected(key.error());
        const SignedText text = assemble(m_recipe, m_draft.source(), m_values, false);
        if (!text.missing.isEmpty())
            return refuse(u"the signature covers %1, which must stand in the request once (for the tag: give "
                          "the secret one)"_s.arg(text.missing));
        const domain::HttpMessage &message = m_draft.message();
        const auto signature =
            signatureText(m_recipe, *key, text.parts,
                          {m_draft.source(), m_now, makeId(message, m_now, {}), m_secret.tag.toUtf8()});
        if (!signature)
            return tl::unexpected(signature.error());
        return write(*signature);
    }

    // A value that is not to be changed is taken as it is.
    Result<void> keep(const FieldSpec &spec, QByteArray &value)
    {
        const FieldValues found = readField(spec, {}, m_draft.source());
        if (found.values.size() != 1)
            return refuse(u"the message needs %1 before it is signed"_s.arg(placeName(spec)));
        value = found.values[0];
        return {};
    }

    bool isKept(const FieldSpec &spec) const { return m_draft.isFinal() && !isInHeader(spec); }

    Result<void> chooseTime()
    {
        const TimeSpec &spec = m_recipe.timestamp;
        if (!spec.field.isSet() || spec.field.place == Place::Claim)
            return {};
        if (isKept(spec.field))
            return keep(spec.field, m_values.timestamp);
        m_values.timestamp = writeTimestamp(spec, m_now);
        if (m_now < 0 || !readTimestamp(spec, m_values.timestamp, m_now))
            return refuse(u"the time does not fit the scheme's timestamp"_s);
        return {};
    }

    Result<void> chooseId()
    {
        const FieldSpec &spec = m_recipe.messageId;
        if (!spec.isSet())
            return {};
        if (isKept(spec))
            return keep(spec, m_values.id);
        const QByteArray before = isInHeader(spec) ? QByteArray() : m_draft.textAt(spec);
        m_values.id = m_id.isEmpty() ? makeId(m_draft.message(), m_now, before) : m_id;
        return {};
    }

    Result<void> chooseTag()
    {
        const FieldSpec &spec = m_recipe.tag;
        if (!spec.isSet())
            return {};
        if (isKept(spec))
            return keep(spec, m_values.tag);
        if (!m_secret.tag.isEmpty()) {
            m_values.tag = m_secret.tag.toUtf8();
            return checkTag(m_recipe, m_values.tag);
        }
        return {};
    }

    // The names that the request lists itself, else all fields that reach a receiver as they are sent.
    Result<void> chooseList()
    {
        const HeaderListSpec &spec = m_recipe.signedHeaders;
        if (!spec.field.isSet())
            return {};
        const FieldValues listed = readField(spec.field, restKeyOf(m_recipe, spec.field), m_draft.source());
        const auto shares = [&](const FieldSpec &other) {
            return other.isHeader() && domain::sameFieldName(other.name(), spec.field.name());
        };
        if (listed.values.size() == 1 && !listed.values[0].isEmpty() && !shares(m_recipe.signature)) {
            m_list = listed.values[0];
            return {};
        }
        static constexpr QByteArrayView passedOver[] = {
            "host",    "content-length",     "connection", "transfer-encoding", "user-agent",
            "accept",  "accept-encoding",    "keep-alive", "accept-language",   "expect",
            "upgrade", "proxy-authorization"};
        QByteArrayList names;
        for (const HeaderField &field : m_draft.message().headers) {
            const QByteArray name = field.name.toLower();
            const bool own = domain::sameFieldName(name, m_recipe.signature.name());
            const bool hop = std::find(std::begin(passedOver), std::end(passedOver), QByteArrayView(name)) !=
                             std::end(passedOver);
            if (!own && !hop && m_draft.message().countOf(name) == 1)
                names.append(name);
        }
        if (spec.field.isHeader() && !shares(m_recipe.signature) &&
            !names.contains(spec.field.name().toLower()))
            names.append(spec.field.name().toLower());
        m_list = names.join(spec.separator);
        return write({});
    }

    Result<void> putBodyDigest()
    {
        const BodyDigestSpec &spec = m_recipe.bodyDigest;
        const QByteArrayView body = m_draft.message().body;
        return m_draft.put(spec.field, writeDigest(digestBytes(spec.hash, {&body, 1}), spec.encoding));
    }

    // In an order that every reader accepts: what takes the rest of its header comes last.
    Result<void> write(const QByteArray &signature)
    {
        const Entry all[] = {{&m_recipe.timestamp.field, m_values.timestamp},
                             {&m_recipe.messageId, m_values.id},
                             {&m_recipe.signedHeaders.field, m_list},
                             {&m_recipe.signature, signature},
                             {&m_recipe.tag, m_values.tag}};
        std::vector<FieldText> texts;
        for (const bool rest : {false, true}) {
            for (const auto &[spec, value] : all) {
                if (!spec->isSet() || value.isNull() || spec->takesRest != rest || isKept(*spec))
                    continue;
                auto text = std::find_if(texts.begin(), texts.end(),
                                         [spec = spec](const FieldText &one) { return one.shares(*spec); });
                if (text == texts.end())
                    text = texts.insert(text, FieldText(*spec, m_draft.textAt(*spec)));
                text->add(*spec, spec->isCut() ? value : spec->prefixes.value(0) + value);
            }
        }
        for (const FieldText &text : texts) {
            const bool isNumber = text.spec() == m_recipe.timestamp.field &&
                                  m_recipe.timestamp.unit <= TimeUnit::SecondsOrMilliseconds;
            if (auto done = m_draft.put(text.spec(), text.text(), isNumber); !done)
                return done;
        }
        return {};
    }

    const Recipe &m_recipe;
    const NamedSecret &m_secret;
    Micros m_now;
    QByteArray m_id; // that is asked for
    RequestDraft m_draft;
    PartValues m_values;
    QByteArray m_list; // of signed headers
};

// What does not depend on the recipe.
Result<void> checkSigner(const Scheme &scheme, const NamedSecret &secret)
{
    if (!scheme.isSigned())
        return refuse(u"%1 does not sign its messages"_s.arg(scheme.name));
    if (secret.retired)
        return refuse(u"secret %1 is retired; sign with the current one"_s.arg(secret.label));
    const Recipe &recipe = scheme.recipe();
    const bool isPrivate =
        familyOf(recipe.algorithm) == Family::PublicKey || recipe.key.form == KeyForm::PublicKey;
    if (isPrivate) // the sender's rule is about the public key; the private one is read when it signs
        return secret.value.isEmpty() ? refuse(u"the private key is empty"_s) : Result<void>();
    const auto good = checkSecret(scheme, secret.value.reveal());
    return good ? Result<void>() : tl::unexpected(good.error());
}

} // namespace

Result<QList<HeaderField>> sign(const Scheme &scheme, const domain::HttpMessage &message,
                                const NamedSecret &secret, Micros now, const Circumstances &circumstances)
{
    if (auto good = checkSigner(scheme, secret); !good)
        return tl::unexpected(good.error());
    Signer signer(scheme.recipe(), message, secret, now, circumstances, true);
    if (auto done = signer.run(); !done)
        return tl::unexpected(done.error());
    return signer.draft().fields();
}

Result<SignedRequest> signRequest(const Scheme &scheme, const domain::HttpMessage &message,
                                  const NamedSecret &secret, Micros now, const Circumstances &circumstances,
                                  const SigningOptions &options)
{
    if (auto good = checkSigner(scheme, secret); !good)
        return tl::unexpected(good.error());
    std::optional<Error> first;
    for (const Recipe &recipe : scheme.recipes) {
        if (!options.variant.isEmpty() && recipe.name != options.variant)
            continue;
        Signer signer(recipe, message, secret, now, circumstances, false, options.messageId);
        if (const auto done = signer.run(); done) {
            const RequestDraft &draft = signer.draft();
            return SignedRequest{draft.fields(),       draft.message().target,
                                 draft.message().body, draft.url(),
                                 signer.id(),          recipe.name};
        } else if (!first) {
            first = done.error();
        }
    }
    if (!first)
        return refuse(u"%1 has no variant \"%2\""_s.arg(scheme.name, options.variant));
    return tl::unexpected(*first);
}

} // namespace tocsin::signature
