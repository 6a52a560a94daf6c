// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/socotra/rules.h"
#include "core/socotra/threeway.h"

#include <QJsonArray>
#include <QJsonObject>

namespace tocsin::cli {

// What a tenant tells of an integration: never the secret, and sensitive headers without their values.
QJsonObject integrationJson(const socotra::Integration &integration);
QString integrationLine(const socotra::Integration &integration);      // one, for a list
QStringList integrationLines(const socotra::Integration &integration); // all of it

// Those that warn, on standard error: a warning does not end anything.
void printWarnings(const QList<socotra::Finding> &findings);

QJsonArray fieldsJson(const QList<socotra::FieldVersions> &fields);
// "url: https://a -> https://b", of what is here and what is there.
QString changeLine(const socotra::FieldVersions &field);

} // namespace tocsin::cli
