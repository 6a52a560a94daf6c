// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/handshake.h"

#include "core/json/pointer.h"
#include "core/json/tokenreader.h"
#include "core/signature/crypto.h"
#include "core/signature/handshaketext.h"

#include <algorithm>

namespace tocsin::signature {

namespace {

using namespace Qt::StringLiterals;
using domain::Verdict;
using Place = HandshakeValue::Place;

// Whether the body is an object whose members are all named by the handshake.
bool hasNoOtherMembers(const Handshake &handshake, QByteArrayView body)
{
    json::TokenReader reader(body);
    if (reader.next().kind != json::Token::Kind::BeginObject)
        return false;
    json::Token key = reader.next();
    for (; key.kind == json::Token::Kind::Key; key = reader.next()) {
        const HandshakeValue member{Place::Json, '/' + reader.text(key).toUtf8()};
        if (!handshake.need(member) || reader.skipValue().isOver())
            return false;
    }
    return key.kind == json::Token::Kind::EndObject;
}

// What costs least is asked first: most requests to an endpoint are deliveries.
bool isMeant(const Handshake &handshake, const Source &source)
{
    const domain::HttpMessage &message = source.message;
    if (!handshake.methods.contains(message.method) || (handshake.emptyBody && !message.body.isEmpty()))
        return false;
    for (const bool inBody : {false, true}) {
        for (const HandshakeNeed &need : handshake.has) {
            if ((need.value.place == Place::Json) != inBody)
                continue;
            const auto found = valueOf(need.value, source);
            if (!found || (!need.equals.isEmpty() && *found != need.equals))
                return false;
        }
    }
    for (const HandshakeValue &absent : handshake.lacks) {
        const bool isThere = absent.place == Place::Header ? message.countOf(absent.name) > 0
                             : absent.place == Place::Json
                                 ? json::valueAt(source.json, absent.name).has_value()
                                 : source.formQuery(absent.name).has_value();
        if (isThere)
            return false;
    }
    return !handshake.only || hasNoOtherMembers(handshake, message.body);
}

// The host of "https://host/path?query" when it is spelled in the plainest way: no user, no port, no escapes.
struct PlainUrl
{
    QByteArrayView host;
    QByteArrayView rest;
};

PlainUrl plainUrl(QByteArrayView url)
{
    constexpr QByteArrayView scheme("https://");
    if (!url.startsWith(scheme))
        return {};
    const QByteArrayView behind = url.sliced(scheme.size());
    const qsizetype slash = behind.indexOf('/');
    if (slash < 1)
        return {};
    const QByteArrayView host = behind.first(slash);
    const bool plain = std::all_of(host.begin(), host.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
    });
    return plain ? PlainUrl{host, behind.sliced(slash)} : PlainUrl{};
}

bool isHost(QByteArrayView host, const QByteArray &pattern)
{
    const QByteArrayList wanted = pattern.split('.');
    const QByteArrayList labels = host.toByteArray().split('.');
    return labels.size() == wanted.size() && std::equal(labels.begin(), labels.end(), wanted.begin(),
                                                        [](const QByteArray &label, const QByteArray &want) {
                                                            return !label.isEmpty() &&
                                                                   (want == "*" || label == want);
                                                        });
}

// One handshake that is meant, on its way to an answer.
class Answering
{
public:
    Answering(const Scheme &scheme, const Handshake &handshake, const Source &source,
              std::span<const NamedSecret> secrets, Micros now)
        : m_scheme(scheme)
        , m_handshake(handshake)
        , m_source(source)
        , m_secrets(secrets)
        , m_now(now)
    {
        m_answer.handshake = handshake.name;
    }

    HandshakeAnswer run()
    {
        if (checkValues() && checkSignature() && checkConsent() && checkLearned() && write())
            m_answer.reason = said();
        return std::move(m_answer);
    }

private:
    bool refuse(int status, const QString &why)
    {
        m_answer = {};
        m_answer.refused = true;
        m_answer.handshake = m_handshake.name;
        m_answer.reason = u"handshake \"%1\" refused: %2"_s.arg(m_handshake.name, why);
        m_answer.status = status;
        m_answer.body = "This handshake is not answered.\n";
        m_answer.headers = {{"Content-Type", "text/plain"}, {"X-Content-Type-Options", "nosniff"}};
        return false;
    }

    bool checkValues()
    {
        for (const HandshakeNeed &need : m_handshake.has) {
            if (need.value.place == Place::Parameter || !need.equals.isEmpty())
                continue;
            const QByteArray found = valueOf(need.value, m_source).value_or(QByteArray());
            if (found.size() < need.minLength || found.size() > need.maxLength)
                return refuse(403,
                              u"%1 has %2 characters, and %3 to %4 are allowed"_s.arg(placeName(need.value))
                                  .arg(found.size())
                                  .arg(need.minLength)
                                  .arg(need.maxLength));
            if (!isWithin(found, need.alphabet))
                return refuse(403, u"%1 has characters that no challenge of this sender has"_s.arg(
                                       placeName(need.value)));
            if (!need.parameter.isEmpty() && !checkParameter(need, found))
                return false;
        }
        return true;
    }

    bool checkParameter(const HandshakeNeed &need, const QByteArray &found)
    {
        const QByteArray wanted = m_source.circumstances.parameters.value(need.parameter);
        const QString name = QString::fromUtf8(need.parameter);
        if (wanted.isEmpty())
            return refuse(403, u"the endpoint has no parameter %1 to compare %2 with"_s.arg(
                                   name, placeName(need.value)));
        return sameBytes(found, wanted) ||
               refuse(403, u"%1 is not the endpoint's parameter %2"_s.arg(placeName(need.value), name));
    }

    bool checkSignature()
    {
        chooseSecret({});
        if (m_handshake.signature == Handshake::Signed::Ignored)
            return true;
        const Verification found =
            verify(m_scheme, m_source.message, m_secrets, m_now, m_source.circumstances);
        chooseSecret(found.secretLabel);
        const bool isRight = found.verdict == Verdict::Valid || found.verdict == Verdict::ValidStale ||
                             found.verdict == Verdict::ValidFuture;
        const bool isUnknown =
            found.verdict == Verdict::MissingSignature || found.verdict == Verdict::NoSecret;
        if (m_handshake.signature == Handshake::Signed::Checked && (isRight || isUnknown))
            return true;
        if (found.verdict == Verdict::Valid)
            return true;
        const QString why = found.verdict == Verdict::NoSecret ? u"the endpoint has no secret to check it"_s
                            : isRight                          ? u"the time is outside the window"_s
                                                               : found.reason;
        return refuse(401, u"its signature must be valid: "_s + why);
    }

    // The one that has signed this request, else the first that signs.
    void chooseSecret(const QString &label)
    {
        for (const NamedSecret &secret : m_secrets) {
            const bool fits = label.isEmpty() ? !secret.retired : secret.label == label;
            if (fits && !secret.value.isEmpty()) {
                m_secret = &secret;
                return;
            }
        }
    }

    bool checkConsent()
    {
        const ConsentSpec &spec = m_handshake.consent;
        if (spec.pointer.isEmpty())
            return true;
        const HandshakeValue place{Place::Json, spec.pointer};
        const QByteArray url = valueOf(place, m_source).value_or(QByteArray());
        const auto [host, rest] = plainUrl(url);
        const auto rule =
            std::find_if(spec.hosts.begin(), spec.hosts.end(),
                         [host = host](const QByteArray &pattern) { return isHost(host, pattern); });
        if (rule == spec.hosts.end() || !rest.startsWith(spec.start))
            return refuse(403,
                          u"%1 does not lead to the sender: it must not be opened"_s.arg(placeName(place)));
        m_answer.consent = {url, host.toByteArray(), *rule};
        return true;
    }

    bool checkLearned()
    {
        if (!m_handshake.learns.isSet())
            return true;
        const QByteArray value = valueOf(m_handshake.learns, m_source).value_or(QByteArray());
        if (const auto good = checkSecret(m_scheme, value); !good)
            return refuse(
                403, u"%1 cannot be a secret: %2"_s.arg(placeName(m_handshake.learns), good.error().detail));
        m_answer.learned = {Secret::copyOf(value), placeName(m_handshake.learns), m_scheme.id};
        return true;
    }

    bool write()
    {
        const HandshakeReply &reply = m_handshake.reply;
        const ReplyWriter writer(m_scheme, m_source, m_secret);
        m_answer.status = reply.status;
        if (reply.content != HandshakeReply::Content::None) {
            const bool isText = reply.content == HandshakeReply::Content::Text;
            m_answer.headers = {{"Content-Type", isText ? "text/plain" : "application/json"},
                                {"X-Content-Type-Options", "nosniff"}};
        }
        for (const HandshakeReply::Field &field : reply.fields) {
            const auto value = writer.write(field.value);
            if (!value)
                return refuse(403, value.error().detail);
            m_answer.headers.append(domain::HeaderField{field.name, *value});
        }
        const auto body = writer.write(reply.body);
        if (!body)
            return refuse(403, body.error().detail);
        m_answer.body = *body;
        return true;
    }

    QString said() const
    {
        const QString given = describe(m_handshake.reply);
        QString text = u"handshake \"%1\" answered"_s.arg(m_handshake.name);
        text += given.isEmpty() ? u" with status %1"_s.arg(m_answer.status) : u" with "_s + given;
        if (m_answer.learned)
            text += u"; %1 offers a secret"_s.arg(m_answer.learned->place);
        if (m_answer.consent)
            text += u"; the subscription begins when a person opens %1 (%2)"_s.arg(
                placeName({Place::Json, m_handshake.consent.pointer}),
                QString::fromLatin1(m_answer.consent->host));
        return text;
    }

    const Scheme &m_scheme;
    const Handshake &m_handshake;
    const Source &m_source;
    std::span<const NamedSecret> m_secrets;
    Micros m_now;
    const NamedSecret *m_secret = nullptr;
    HandshakeAnswer m_answer;
};

} // namespace

QString recognition(const Handshake &handshake)
{
    QStringList methods;
    for (const QByteArray &method : handshake.methods)
        methods.append(QString::fromLatin1(method));
    QStringList signs;
    for (const HandshakeNeed &need : handshake.has) {
        if (need.value.place == Place::Parameter)
            continue; // of the endpoint, not of the request
        const QString equals =
            need.equals.isEmpty() ? QString() : u" \"%1\""_s.arg(QString::fromUtf8(need.equals));
        signs.append(placeName(need.value) + equals);
    }
    for (const HandshakeValue &absent : handshake.lacks)
        signs.append(u"no "_s + placeName(absent));
    if (handshake.only)
        signs.append(u"no other body members"_s);
    if (handshake.emptyBody)
        signs.append(u"no body"_s);
    const QString last = signs.isEmpty() ? QString() : signs.takeLast();
    const QString all = signs.isEmpty() ? last : signs.join(u", "_s) + u" and "_s + last;
    return u"a "_s + methods.join(u" or "_s) + (all.isEmpty() ? QString() : u" with "_s + all);
}

std::optional<HandshakeAnswer> answerHandshake(const Scheme &scheme, const domain::HttpMessage &message,
                                               std::span<const NamedSecret> secrets,
                                               const Circumstances &circumstances, Micros now)
{
    const Source source{message, circumstances, message.body};
    for (const Handshake &handshake : scheme.handshakes) {
        if (isMeant(handshake, source))
            return Answering(scheme, handshake, source, secrets, now).run();
    }
    return std::nullopt;
}

} // namespace tocsin::signature
