// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/domain/httpmessage.h"

namespace tocsin::ui {

// Header fields as people write them, one "Name: value" a line; empty lines are passed over. Rejected names
// the line.
Result<QList<domain::HeaderField>> headersFromLines(const QString &lines);
QString headersToLines(const QList<domain::HeaderField> &fields);

} // namespace tocsin::ui
