// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/storage/incidentstore.h"

namespace tocsin::flows {

// The queue for a spreadsheet (RFC 4180, UTF-8): one line of titles, one line for each incident. Times are
// ISO 8601 in UTC, what is not known is empty, and no text from outside becomes a formula.
QByteArray incidentsCsv(const QList<storage::IncidentRow> &rows);

} // namespace tocsin::flows
