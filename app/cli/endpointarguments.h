// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/domain/endpoint.h"
#include "core/signature/source.h"

#include <QCommandLineOption>
#include <QCommandLineParser>

namespace tocsin::cli {

// --endpoint, --url, --param and --strict of listen.
QList<QCommandLineOption> endpointOptions();

// The endpoints that the command line describes; none = the saved ones are meant. Rejected names the option
// and the remedy. What they say is checked by the desk.
Result<QList<domain::Endpoint>> readEndpoints(const QCommandLineParser &parser);

// The value of --url without its fragment, otherwise as it was typed: a sender signs the bytes that were
// registered, not what is equivalent to them. A null text (no --url) gives none.
Result<QByteArray> readUrl(const QString &text);

// --url and --param of verify, explain and send.
QList<QCommandLineOption> circumstanceOptions();
// NAME=VALUE each.
Result<QHash<QByteArray, QByteArray>> readParameters(const QStringList &texts);
Result<signature::Circumstances> readCircumstances(const QCommandLineParser &parser);

} // namespace tocsin::cli
