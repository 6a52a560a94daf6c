// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/capture.h"
#include "core/domain/payloadsummary.h"
#include "core/domain/ruledanswer.h"
#include "core/domain/verdict.h"

#include <QString>

#include <memory>

namespace tocsin::domain {

// Row number in the store; 0 = not stored. Grows with time of commit and is never given twice.
using DeliveryId = qint64;

// How the signature check ended, in the few facts that are stored. The inspector computes the rest again.
struct SignatureFacts
{
    Verdict verdict = Verdict::Unsigned;
    QString scheme;
    QString secretLabel;              // of the secret that matched; empty when none did
    std::optional<qint64> ageSeconds; // received minus signed time; negative = the sender's clock is ahead

    bool operator==(const SignatureFacts &) const = default;
};

// One captured request together with everything that was derived from it on arrival.
struct NewDelivery
{
    Capture capture;
    QString endpoint;
    SignatureFacts signature;
    PayloadSummary summary;
    int responseStatus = 0; // what the sender was answered; 0 = nothing
    QString handshake;      // what was asked, and how it was answered or why not; empty = no handshake
    std::shared_ptr<const RuledAnswer> rules; // null = the endpoint has none
};

// A row of the list: everything but the bytes.
struct DeliveryRow
{
    DeliveryId id = 0;
    Micros received = 0; // time of the first byte
    QString endpoint;
    QByteArray method;
    QByteArray target;
    SignatureFacts signature;
    PayloadSummary summary; // idempotencyKey is left empty here
    Completeness completeness = Completeness::Complete;
    int attempt = 1;          // 1..n within one event
    bool bodyDiffers = false; // from the event's first delivery
    bool pinned = false;
    bool hasNote = false;
    int responseStatus = 0;
    qint64 size = 0; // bytes of head and body
    QByteArray peerAddress;

    bool operator==(const DeliveryRow &) const = default;
};

// Everything that is known of one delivery.
struct Delivery
{
    DeliveryRow row;
    Capture capture;
    QString note;
    QString handshake; // as in NewDelivery
    std::shared_ptr<const RuledAnswer> rules;
    DeliveryId firstOfEvent = 0; // id of attempt 1
    int attemptsOfEvent = 1;
    Micros committed = 0; // 0 = not recorded (the program ended in between)
    Micros answered = 0;
};

} // namespace tocsin::domain
