// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Input: one byte that says where to cut, then what a connection sends. Cut in two or not, the same requests
// must come out of it, and each within its bounds.

#include "core/listener/clienthello.h"
#include "core/listener/requestparser.h"

#include <cstdint>
#include <cstdlib>

using namespace tocsin;
using namespace tocsin::listener;

namespace {

void demand(bool good)
{
    if (!good)
        std::abort();
}

struct Outcome
{
    domain::HttpMessage message;
    QList<qint64> chunkSizes;
    int status = 0;
    bool truncated = false;
    bool failed = false;
    bool keepAlive = false;
};

Limits smallLimits()
{
    Limits limits;
    limits.requestLine = 64;
    limits.headers = 256;
    limits.headerFields = 8;
    limits.body = 128;
    return limits;
}

QList<Outcome> run(QByteArrayView bytes, qsizetype cut)
{
    QList<Outcome> outcomes;
    RequestParser parser(smallLimits(), {});
    const auto take = [&](bool failed) {
        const Refusal refusal = parser.refusal();
        const bool keepAlive = parser.keepAlive();
        outcomes.append({parser.takeMessage(), parser.takeChunkSizes(), refusal.status, refusal.truncated,
                         failed, keepAlive});
        demand(failed == !refusal.reason.isEmpty());
    };
    qsizetype used = 0;
    for (const qsizetype end : {cut, bytes.size()}) {
        while (used < end) {
            used += parser.feed(bytes.first(end).sliced(used));
            if (parser.state() == RequestParser::State::Failed) {
                take(true);
                return outcomes;
            }
            if (parser.state() != RequestParser::State::Done)
                break;
            take(false);
            parser.reset();
        }
    }
    if (parser.giveUp(bytes.sliced(used), 0, QStringLiteral("ended")))
        take(true);
    return outcomes;
}

void checkBounds(const Outcome &outcome)
{
    const Limits limits = smallLimits();
    demand(outcome.message.body.size() <= limits.body);
    demand(outcome.message.head.size() <= limits.requestLine + limits.headers);
    demand(outcome.message.trailers.size() <= limits.headerFields);
    if (!outcome.failed) {
        demand(outcome.message.headers.size() <= limits.headerFields);
        demand(outcome.message.head.endsWith("\r\n\r\n"));
        demand(!outcome.message.method.isEmpty() && outcome.message.head.startsWith(outcome.message.method));
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 1)
        return 0;
    const QByteArrayView bytes(data + 1, qsizetype(size) - 1);
    const qsizetype cut = data[0] * bytes.size() / 255;
    (void)readClientHello(bytes);
    const QList<Outcome> whole = run(bytes, 0);
    const QList<Outcome> pieces = run(bytes, cut);
    demand(whole.size() == pieces.size());
    for (qsizetype i = 0; i < whole.size(); ++i) {
        checkBounds(whole[i]);
        checkBounds(pieces[i]);
        demand(whole[i].failed == pieces[i].failed);
        demand(whole[i].status == pieces[i].status && whole[i].truncated == pieces[i].truncated);
        if (!whole[i].failed) {
            demand(whole[i].message == pieces[i].message);
            demand(whole[i].chunkSizes == pieces[i].chunkSizes);
            demand(whole[i].keepAlive == pieces[i].keepAlive);
        }
    }
    return 0;
}
