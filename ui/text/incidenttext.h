// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/domain/incident.h"
#include "core/domain/session.h"
#include "core/flows/incidentsync.h"
#include "core/flows/similarincidents.h"

#include <QString>

#include <optional>

namespace tocsin::ui {

// For Unknown the sender's own word, made visible.
QString incidentStatusText(domain::IncidentStatus status, const QString &statusText = {});
// "Initial Access, Credential Access": as the matrix names them where it knows them.
QString tacticsText(const QStringList &tactics);
// "running 62 s", "7.5", "failed": the newest investigation of an incident in one cell.
QString investigationMarkText(domain::SessionState state, std::optional<double> risk, Micros since,
                              Micros now);
QString sessionStateText(domain::SessionState state); // "Running"
QString riskText(double risk);                        // "7.5"
// Why two incidents are alike: "same user zoe@corp.example; same title".
QString likenessText(const QList<flows::Likeness> &reasons);
QString incidentsText(qint64 number, bool atLeast = false); // "1 incident", "1 204 incidents"
// Of a question that only reads: nothing can have been carried out.
QString readFailureText(const Error &error);
// "Queue 12 s old · next look in 48 s": always on screen. Empty before anything is known.
QString queueAgeText(const flows::SyncState &state, Micros now);

} // namespace tocsin::ui
