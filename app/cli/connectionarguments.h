// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/domain/connection.h"

#include <QCommandLineParser>
#include <QJsonObject>

namespace tocsin::cli {

// The options of `connections add`.
void declareConnectionOptions(QCommandLineParser &parser);

// What they say of a connection of that name. Rejected with the option named.
Result<domain::Connection> readConnectionOptions(const QCommandLineParser &parser, const QString &name);

QJsonObject connectionJson(const domain::Connection &connection);
QString connectionLine(const domain::Connection &connection);

} // namespace tocsin::cli
