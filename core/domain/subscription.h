// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/delivery.h"

namespace tocsin::domain {

// A URL that a sender asks to have opened before it begins to send (Amazon SNS). Its host and the start of
// its path are those that the scheme allows; see signature::NeededConsent.
struct Subscription
{
    enum class State : quint8 {
        Waiting = 0,
        Opening = 1,
        Confirmed = 2,
        Failed = 3
    }; // the numbers are stored

    DeliveryId delivery = 0; // that asked for it first
    QString endpoint;
    QString scheme; // id
    QByteArray url;
    QByteArray host;
    QByteArray rule; // that the host keeps: "sns.*.amazonaws.com"
    QByteArray peer; // address of who asked
    Micros received = 0;
    Verdict verdict = Verdict::Unsigned; // of the request that asked
    State state = State::Waiting;
    int status = 0;         // Confirmed, Failed: the answer's; 0 = there was none
    QString error = {};     // Failed: what and the remedy
    bool dismissed = false; // a person has seen it and wants no more of it

    bool operator==(const Subscription &) const = default;
};

} // namespace tocsin::domain
