// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/incident.h"

#include <QJsonObject>

namespace tocsin::cli {

// An incident as the command line tells it. Lines are fit for a terminal, JSON has the values as they came.
QString incidentLine(const domain::Incident &incident);
QStringList incidentFacts(const domain::Incident &incident); // several lines
QJsonObject incidentJson(const domain::Incident &incident);
// With the text, and under "raw" the server's own JSON, as a string so that no digit of it is lost.
QJsonObject incidentWholeJson(const domain::Incident &incident);

QString timeText(const QDateTime &time);                 // "2026-05-03T10:31:00Z"; "-" when not given
QJsonValue timeJson(const QDateTime &time);              // null when not given
QStringList indented(const QString &text);               // its lines, fit for a terminal
QString fact(const QString &name, const QString &value); // a line; the value fit for a terminal already

} // namespace tocsin::cli
