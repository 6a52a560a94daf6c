// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/delivery.h"
#include "core/domain/rawhead.h"

namespace tocsin::test {

constexpr Micros sampleTime = 1'767'225'600'000'000; // 2026-01-01

// A delivery whose every stored member has a value of its own; the head and its fields agree.
inline domain::NewDelivery sampleDelivery(const QByteArray &body = "{\"a\":1}", const QByteArray &key = {})
{
    using namespace Qt::StringLiterals;
    domain::NewDelivery delivery;
    domain::Capture &capture = delivery.capture;
    capture.message.head =
        "POST /hooks/a?x=1 HTTP/1.1\r\nHost: x\r\nX-Dup: 1\r\nx-dup:  2\r\nX-High: \xff\r\n\r\n";
    domain::readHead(capture.message);
    capture.message.body = body;
    capture.peerAddress = "192.0.2.7";
    capture.peerPort = 40'000;
    capture.localAddress = "127.0.0.1";
    capture.localPort = 9000;
    capture.firstByte = sampleTime;
    capture.headRead = sampleTime + 10;
    capture.lastByte = sampleTime + 20;
    delivery.endpoint = u"alerts"_s;
    delivery.signature = {domain::Verdict::Valid, u"socwarden"_s, u"main"_s, 7};
    domain::PayloadSummary &summary = delivery.summary;
    summary.format = u"socwarden"_s;
    summary.event = u"alert.created"_s;
    summary.alertType = u"brute_force"_s;
    summary.severityText = u"HIGH"_s;
    summary.severity = domain::Severity::High;
    summary.title = u"Zürich <b>login</b>"_s;
    summary.actor = u"alice@example.org"_s;
    summary.address = u"203.0.113.9"_s;
    summary.risk = 71.5;
    summary.link = u"https://example.org/1"_s;
    summary.mitre = u"T1110"_s;
    summary.stated = sampleTime - 5;
    summary.idempotencyKey = key;
    delivery.responseStatus = 200;
    return delivery;
}

} // namespace tocsin::test
