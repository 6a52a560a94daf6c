// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// The recogniser on any bytes: the first line, when it ends in CR LF, is the content type.

#include "core/payload/freshen.h"
#include "core/payload/payload.h"

#include <QRandomGenerator>

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace tocsin;
    QByteArray body(reinterpret_cast<const char *>(data), qsizetype(size));
    domain::HttpMessage message;
    if (const qsizetype end = body.indexOf("\r\n"); end >= 0) {
        message.headers = {{"Content-Type", body.first(end)}};
        body = body.sliced(end + 2);
    }
    message.body = body;
    const domain::PayloadSummary summary = payload::summarise(message);
    const bool bounded = summary.title.size() <= 2048 && summary.idempotencyKey.size() <= 256;
    if (summary.format.isEmpty() || summary.idempotencyKey.isEmpty() || !bounded || summary.stated < 0)
        std::abort();

    QRandomGenerator random(1);
    constexpr Micros now = 1780000000000000;
    const QByteArray fresh = payload::freshened(body, now, random);
    // Freshening again from the same seed must find the same places.
    QRandomGenerator again(1);
    if (payload::freshened(body, now, again) != fresh)
        std::abort();
    return 0;
}
