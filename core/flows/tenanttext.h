// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/socotra/tenant.h"

#include <QByteArray>

namespace tocsin::flows {

// A tenant as it is kept: JSON, the label of the password and not the password. What is not there or cannot
// be read has its default.
QByteArray tenantText(const socotra::Tenant &tenant);
socotra::Tenant readTenant(const QByteArray &text);

// Rejected, with the member named, for what cannot be used.
Result<void> checkTenant(const socotra::Tenant &tenant);

} // namespace tocsin::flows
