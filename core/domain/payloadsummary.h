// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/clock.h"
#include "core/domain/severity.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace tocsin::domain {

// The one line that a payload of any sender is reduced to. Texts are the sender's own, unchecked and hostile.
struct PayloadSummary
{
    QString format; // "socwarden", "socmate", "socotra", "socotra-suite", "json", "form", "text", "binary",
                    // "empty"
    QString event;  // "alert.created", "policy.issue", "incident-alert"; empty when the format has none
    QString alertType;    // SOCWarden's alert_type, for the learned catalogue
    QString severityText; // as sent
    Severity severity = Severity::None;
    QString title;
    QString actor;
    QString address; // IP or CIDR text as sent
    std::optional<double> risk;
    QString link;
    QString mitre;     // as sent
    Micros stated = 0; // the payload's own time
    // socwarden.md C4, socotra.md 5.7, socmate.md 10.3; for everything else SHA-256 of the body. Empty: not
    // an event that can be repeated (no body, or a broken request).
    QByteArray idempotencyKey;

    bool operator==(const PayloadSummary &) const = default;
};

} // namespace tocsin::domain
