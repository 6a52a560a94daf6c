// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArrayView>

namespace tocsin::payload {

// The members that some decoder asks for; every other one is passed over.
enum class Name : quint8 {
    Action,
    Actor,
    AlertId,
    AlertType,
    CreatedAt,
    Data,
    Error,
    Event,
    EventId,
    EventType,
    Id,
    IncidentNumber,
    Ip,
    Level,
    Locator,
    Message,
    Mitre,
    Name,
    Priority,
    ReminderName,
    RequestId,
    RiskScore,
    ScheduleId,
    ScheduleName,
    SessionId,
    Severity,
    Source,
    Summary,
    Timestamp,
    Title,
    TransactionId,
    Type,
    Url,
    User,
    UserLocator,
    Username,
};
constexpr int nameCount = int(Name::Username) + 1;

// nameCount when it is none of them. Exact and in ASCII; names with escapes must be decoded before.
int findName(QByteArrayView utf8);

} // namespace tocsin::payload
