// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/delivery.h"
#include "core/domain/rawhead.h"
#include "core/payload/payload.h"

#include <QList>

#include <vector>

namespace tocsin::test {

// One attempt to deliver an event, as SOCWarden sends it.
struct AttemptSpec
{
    qint64 at = 0; // seconds since the first
    int status = 500;
    qint64 signedAt = 0;   // seconds since the first
    char signature = 'a';  // its 64 digits
    const char *more = ""; // of the body, before its end
};

inline std::vector<domain::NewDelivery> attemptSeries(const QList<AttemptSpec> &attempts, Micros start,
                                                      int alert = 42)
{
    using namespace Qt::StringLiterals;
    std::vector<domain::NewDelivery> deliveries;
    for (const AttemptSpec &attempt : attempts) {
        domain::NewDelivery delivery;
        domain::Capture &capture = delivery.capture;
        capture.message.body =
            QByteArray("{\"event\":\"alert.created\",\"source\":\"socwarden\",\"alert_id\":"
                       "\"6f1c6f1e-0000-4000-8000-1000000000") +
            QByteArray::number(alert) +
            "\",\"severity\":\"high\",\"summary\":\"Impossible travel for user-17\"" + attempt.more + "}";
        capture.message.head =
            "POST /hooks/alerts HTTP/1.1\r\nHost: localhost:9000\r\nX-Signature-256: " +
            QByteArray(64, attempt.signature) +
            "\r\nX-Timestamp: " + QByteArray::number(start / microsPerSecond + attempt.signedAt) +
            "\r\nContent-Length: " + QByteArray::number(capture.message.body.size()) + "\r\n\r\n";
        domain::readHead(capture.message);
        capture.peerAddress = "127.0.0.1";
        capture.firstByte = start + attempt.at * microsPerSecond;
        capture.headRead = capture.lastByte = capture.firstByte + 200;
        delivery.endpoint = u"alerts"_s;
        delivery.signature = {domain::Verdict::Valid, u"socwarden"_s, u"alerts-first"_s, 0};
        delivery.summary = payload::summarise(capture.message);
        delivery.responseStatus = attempt.status;
        deliveries.push_back(delivery);
    }
    return deliveries;
}

// Six attempts: the same bytes again on time, late and signed anew, unanswered with another body, and two
// more.
inline QList<AttemptSpec> sixAttempts()
{
    return {{0, 500, 0, 'a', ""},
            {10, 500, 0, 'a', ""},
            {52, 503, 52, 'b', ""},
            {143, 0, 143, 'c', ",\"risk_score\":87"},
            {416, 500, 416, 'd', ",\"risk_score\":87"},
            {1227, 500, 1227, 'e', ",\"risk_score\":87"}};
}

} // namespace tocsin::test
