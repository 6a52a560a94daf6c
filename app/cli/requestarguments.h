// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/delivery.h"
#include "core/signature/catalogue.h"
#include "core/signature/explain/explain.h"

#include <QCommandLineOption>
#include <QCommandLineParser>

#include <optional>

namespace tocsin::cli {

// A request that the command line names.
struct RequestArgument
{
    domain::Delivery delivery; // of a file: its message alone
    QList<domain::DeliveryRow> attempts;
    bool isStored = false;
};

// A word of digits is the number of a delivery in the store ("./17" is a file), everything else a file; "-"
// is standard input. Storage, NotFound, Malformed, Limited.
Result<RequestArgument> readRequestArgument(const QString &word, const QString &store);

// --scheme, --secret, --url, --param and --now, as verify has them.
QList<QCommandLineOption> checkOptions();

struct CheckArguments
{
    signature::Catalogue catalogue;
    QString scheme; // id; empty = that of the delivery, else the one that fits
    signature::Circumstances circumstances;
    std::optional<Micros> now;
};

// Rejected = wrong usage.
Result<CheckArguments> readCheckArguments(const QCommandLineParser &parser);

// The check of that request at the time of its arrival, and why it fails.
signature::Explanation explainRequest(const RequestArgument &request, const CheckArguments &arguments,
                                      const QList<signature::NamedSecret> &secrets);

} // namespace tocsin::cli
