// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/session.h"
#include "core/storage/sessionstore.h"

#include <QJsonObject>

namespace tocsin::cli {

// An investigation as the command line tells it. Lines are fit for a terminal, JSON has the values as they
// came.
QString stateWord(domain::SessionState state);     // "queued", "start-unknown", "running", "completed", ...
QString stageText(const domain::Session &session); // "stage 3 of 7", or the server's own word

// What the report says as a number, else what the list says beside it.
std::optional<double> riskOf(const domain::Session &session);

QString sessionLine(const domain::Session &session);
QString sessionLine(const storage::SessionRow &row);
QStringList sessionFacts(const domain::Session &session);
QJsonObject sessionJson(const domain::Session &session);
QJsonObject sessionJson(const storage::SessionRow &row);
// With its messages, and under "raw" the server's own JSON as a string.
QJsonObject sessionWholeJson(const domain::Session &session);

} // namespace tocsin::cli
