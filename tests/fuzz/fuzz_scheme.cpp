// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/handshake.h"
#include "core/signature/scheme.h"
#include "core/signature/schemewriter.h"
#include "core/signature/verify.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>

using namespace tocsin;
using namespace tocsin::signature;

namespace {

constexpr Micros now = 1'767'225'600'000'000;

domain::HttpMessage sample()
{
    domain::HttpMessage message;
    message.method = "POST";
    message.target = "/hooks?x=1";
    message.headers = {{"Host", "localhost"}, {"X-Event", "a"}};
    message.body = "{\"a\":1}";
    return message;
}

// What a scheme signs, the same scheme must find valid.
void roundTrip(const Scheme &scheme)
{
    const NamedSecret secret{QStringLiteral("main"),
                             Secret(QByteArray(qMax(8, scheme.secretRule.minLength), 'A')),
                             QStringLiteral("t,1"), false};
    domain::HttpMessage message = sample();
    const auto fields = sign(scheme, message, secret, now);
    if (!fields)
        return;
    for (const domain::HeaderField &field : *fields) {
        message.headers.removeIf(
            [&](const domain::HeaderField &old) { return domain::sameFieldName(old.name, field.name); });
        message.headers.append(field);
    }
    const auto found = verify(scheme, message, std::span(&secret, 1), now);
    if (found.verdict != domain::Verdict::Valid) {
        std::fprintf(stderr, "verdict %d: %s\n", int(found.verdict), qPrintable(found.reason));
        std::abort();
    }
}

// What is written of a scheme is that scheme, unless white space and escapes make it too large for a file.
void writeAndRead(const Scheme &scheme)
{
    const QByteArray written = writeScheme(scheme);
    const auto again = readScheme(written);
    if (written.size() <= 256 * 1024 && (!again || *again != scheme)) {
        std::fprintf(stderr, "%s\n%s\n", written.constData(),
                     again ? "reads as another scheme" : qPrintable(again.error().detail));
        std::abort();
    }
}

// Whatever the file says, an answer can be sent: it breaks no header.
void answer(const Scheme &scheme)
{
    const NamedSecret secret{QStringLiteral("main"), Secret(QByteArray("AAAAAAAA")), {}, false};
    for (const QByteArray &method : {QByteArray("GET"), QByteArray("POST"), QByteArray("HEAD")}) {
        domain::HttpMessage message = sample();
        message.method = method;
        const auto found = answerHandshake(scheme, message, std::span(&secret, 1), {}, now);
        if (!found)
            continue;
        for (const domain::HeaderField &field : found->headers) {
            if (field.value.contains('\r') || field.value.contains('\n'))
                std::abort();
        }
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto scheme = readScheme(QByteArrayView(data, qsizetype(size)));
    if (!scheme) {
        const QString &detail = scheme.error().detail;
        if (!detail.startsWith(QStringLiteral("line ")) || detail.size() > 2000)
            std::abort();
        return 0;
    }
    roundTrip(*scheme);
    writeAndRead(*scheme);
    answer(*scheme);
    (void)checkSecret(*scheme, QByteArrayView(data, qsizetype(size)));
    return 0;
}
