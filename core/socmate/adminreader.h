// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/socmate/adminvalues.h"
#include "core/socmate/values.h"

namespace tocsin::socmate {

// The answers of the admin API and of the schedules (socmate.md sections 8 and 9).
Result<CreatedApiKey> readCreatedApiKey(QByteArray bytes);       // Malformed without the key
Result<CreatedApiClient> readCreatedApiClient(QByteArray bytes); // Malformed without the secret
Result<Page<IssuedRow>> readIssued(QByteArray bytes, IssuedKind kind);
Result<SiemTest> readSiemTest(QByteArray bytes); // Malformed without a status
Result<SiemProvider> readSiemProvider(QByteArray bytes);
Result<Page<Model>> readModels(QByteArray bytes);
Result<Page<User>> readUsers(QByteArray bytes);

ScheduleCheck readScheduleCheck(const QByteArray &bytes); // any answer is one
CreatedSchedule readCreatedSchedule(const QByteArray &bytes);

} // namespace tocsin::socmate
