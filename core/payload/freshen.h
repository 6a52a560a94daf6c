// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/clock.h"
#include "core/payload/samples.h"

#include <QByteArray>

class QRandomGenerator;

namespace tocsin::payload {

// The body as a sender would write it for a new event at that time: new values for what identifies it
// (alert_id, event_id, id, transactionId, incident_number, session_id; also where "url" ends in it) and the
// time in created_at, created, event_time and timestamp. Looks at the top object and at its member "data". A
// new value has the old one's form (UUID, digits, letters behind a prefix, ISO 8601 with the same fraction
// and 'Z', milliseconds); nulls stay, and so does every byte outside of these values. What is not JSON comes
// back as it is.
QByteArray freshened(const QByteArray &body, Micros now, QRandomGenerator &random);

// The whole sample as new: its body as above, and in its headers, its query and a form {uuid}, {hex} (32
// digits), {digits} (12), {seconds} and {iso} filled in; in a form the text is one of a query.
Sample freshened(const Sample &sample, Micros now, QRandomGenerator &random);

} // namespace tocsin::payload
