// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/audit/auditlog.h"

#include <QJsonObject>

namespace tocsin::flows {

// An entry for programs, the same for window and command line: times in UTC, the hash in hexadecimal digits.
QJsonObject auditJson(const audit::Entry &entry);

enum class AuditFormat : quint8 { JsonLines, Csv };
// The oldest first. CSV cells cannot be taken for formulas by a spreadsheet.
QByteArray auditFile(const QList<audit::Entry> &entries, AuditFormat format);

// "17:ab12…": what is noted elsewhere, and given back to a check. Rejected when it is no such text.
QString headText(const audit::Head &head);
Result<audit::Head> readHead(const QString &text);

} // namespace tocsin::flows
