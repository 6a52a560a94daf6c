// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/payload/eventsubject.h"

#include "core/payload/socmatepayload.h"

#include <cmath>

namespace tocsin::payload {

namespace {

constexpr double greatestExact = 9'007'199'254'740'992.0; // whole number of a double

} // namespace

EventSubject eventSubject(QByteArrayView body)
{
    json::TokenReader reader(jsonText(body));
    const JsonBody read(reader);
    EventSubject subject;
    if (!isSocmate(read))
        return subject;
    const std::optional<double> number = read.data.number(Name::IncidentNumber);
    if (number && *number > 0 && *number <= greatestExact && *number == std::floor(*number))
        subject.incident = qint64(*number);
    subject.session = read.data.word(Name::SessionId);
    return subject;
}

} // namespace tocsin::payload
