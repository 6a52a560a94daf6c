// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/socotra/tenant.h"
#include "core/storage/analyststores.h"

#include <QCommandLineParser>

namespace tocsin::cli {

// The tenant that a command works with: one that is kept, or one that the options tell.
struct ChosenTenant
{
    QString id; // that rotations are kept under; of one from options it is made of what it is
    socotra::Tenant tenant;
    Secret password; // of --password; otherwise it is in the store under the tenant's label
};

// --tenant, or --api with the name of the tenant, the user and the password; and the store of the secrets.
void declareTenant(QCommandLineParser &parser);

// Rejected with the option named; NotFound: none of that name is kept. Reads --password, which may block.
Result<ChosenTenant> chosenTenant(const QCommandLineParser &parser, storage::AnalystStores &stores);

} // namespace tocsin::cli
