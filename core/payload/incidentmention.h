// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArrayView>
#include <QList>

namespace tocsin::payload {

// The incidents that a JSON body names by their number: whole numbers above zero, also as strings, in members
// called incident_number, incidentNumber, ... at any depth. Each once, in the order of the body, at most 8.
// Any bytes are safe input; what lies beyond the first megabyte, or behind a fault, is not looked at.
QList<qint64> incidentsNamed(QByteArrayView body);

} // namespace tocsin::payload
