// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Input: header lines "name: value", an empty line, the body. Checked with every built-in scheme and with one
// of base64 and ISO time (while fuzzing with one of them, which the input's length chooses: all of them take
// a second); with one alone when the first line is its number, "#17": the header names "*", "@" and "%" are
// then those of its signature, time and message id. The key is not the sender's, so nothing may ever be
// valid.

#include "core/signature/catalogue.h"
#include "core/signature/verify.h"

#include <cstdint>
#include <cstdlib>

using namespace tocsin;
using namespace tocsin::signature;
using domain::Verdict;

namespace {

constexpr Micros now = 1'767'225'600'000'000;

void demand(bool good)
{
    if (!good)
        std::abort();
}

QList<Scheme> schemes()
{
    QList<Scheme> all = Catalogue::load().value().all();
    all.append(readScheme(R"({"id":"own","name":"Own","algorithm":"hmac-sha1",
        "signature":{"header":"Socotra-Signature","key":"v1","encoding":"base64","prefixes":["s="]},
        "timestamp":{"header":"X-Timestamp","unit":"iso8601","windowSeconds":0},"messageId":{"header":"X-Id"},
        "message":[{"kind":"id"},{"kind":"body"},{"kind":"timestamp","optional":true,"before":"\n"}]})")
                   .value());
    return all;
}

domain::HttpMessage readMessage(QByteArrayView input)
{
    domain::HttpMessage message;
    while (!input.isEmpty()) {
        const qsizetype found = input.indexOf('\n');
        const QByteArrayView line = found < 0 ? input : input.first(found);
        input = found < 0 ? QByteArrayView() : input.sliced(found + 1);
        const qsizetype colon = line.indexOf(':');
        if (line.isEmpty())
            break;
        message.headers.append(
            {line.first(qMax<qsizetype>(colon, 0)).toByteArray(), line.sliced(colon + 1).toByteArray()});
    }
    message.body = input.toByteArray();
    return message;
}

// A hostile tag either is refused or arrives as it was.
void sendTag(const Scheme &scheme, const domain::HttpMessage &message)
{
    const NamedSecret secret{
        QStringLiteral("s"), Secret(QByteArray(32, 'k')),
        QString::fromUtf8(message.headers.isEmpty() ? message.body : message.headers[0].value), false};
    domain::HttpMessage own;
    own.body = message.body;
    const auto fields = sign(scheme, own, secret, now);
    if (!fields)
        return;
    own.headers = *fields;
    const Verification found = verify(scheme, own, std::span(&secret, 1), now);
    demand(found.verdict == Verdict::Valid);
    demand(!scheme.recipe().tag.isSet() || found.tag == secret.tag.toUtf8());
}

// The scheme that the first line names, which is taken off.
const Scheme *picked(QByteArrayView &input, const QList<Scheme> &all)
{
    if (!input.startsWith('#'))
        return nullptr;
    const qsizetype end = input.indexOf('\n');
    const QByteArrayView line = end < 0 ? input : input.first(end);
    input = end < 0 ? QByteArrayView() : input.sliced(end + 1);
    return &all[line.sliced(1).toByteArray().toUInt() % uint(all.size())];
}

void spellNames(const Scheme &scheme, domain::HttpMessage &message)
{
    const Recipe &recipe = scheme.recipe();
    for (domain::HeaderField &field : message.headers) {
        const QByteArray name = field.name == "*"   ? recipe.signature.name()
                                : field.name == "@" ? recipe.timestamp.field.name()
                                : field.name == "%" ? recipe.messageId.name()
                                                    : QByteArray();
        if (!name.isEmpty())
            field.name = name;
    }
}

void check(const Scheme &scheme, const domain::HttpMessage &message)
{
    static const NamedSecret secrets[] = {
        {QStringLiteral("a"), Secret::copyOf("a key that no sender has"), QStringLiteral("secret-1"), false},
        {QStringLiteral("b"), Secret::copyOf("another such key"), {}, true}};
    const Verification found = verify(scheme, message, secrets, now);
    demand(found.verdict != Verdict::Valid && found.verdict != Verdict::ValidStale &&
           found.verdict != Verdict::ValidFuture && found.verdict != Verdict::NoSecret);
    demand((found.verdict == Verdict::Unsigned) == !scheme.isSigned());
    demand(found.verdict == Verdict::Unsigned || !found.reason.isEmpty());
    demand(found.secretLabel.isEmpty());
    if (scheme.isSigned()) {
        demand(verify(scheme, message, {}, now).verdict == Verdict::NoSecret);
        sendTag(scheme, message);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const QList<Scheme> all = schemes();
    QByteArrayView input(data, qsizetype(size));
    const Scheme *one = picked(input, all);
    domain::HttpMessage message = readMessage(input);
    if (one) {
        spellNames(*one, message);
        check(*one, message);
        return 0;
    }
#ifdef TOCSIN_FUZZING
    check(all[qsizetype(size) % all.size()], message);
#else
    for (const Scheme &scheme : all)
        check(scheme, message);
#endif
    return 0;
}
