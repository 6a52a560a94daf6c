// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/clock.h"

#include <QByteArray>

class QRandomGenerator;

namespace tocsin::payload {

// The body as a sender would write it for a new event at that time: new values for what identifies it
// (alert_id, event_id, id, transactionId, incident_number, session_id; also where "url" ends in it) and the
// time in created_at and timestamp. Looks at the top object and at its member "data". A new value has the old
// one's form (UUID, digits, letters behind a prefix, ISO 8601 with the same fraction and 'Z', milliseconds);
// nulls stay, and so does every byte outside of these values. What is not JSON comes back as it is.
QByteArray freshened(const QByteArray &body, Micros now, QRandomGenerator &random);

} // namespace tocsin::payload
