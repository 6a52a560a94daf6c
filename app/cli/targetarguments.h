// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/httpmessage.h"
#include "core/flows/allowlist.h"
#include "core/settings/policy.h"

#include <QCommandLineParser>
#include <QSslCertificate>

namespace tocsin::cli {

// --to is not here: each command says itself what its URL means.
void declareTargetOptions(QCommandLineParser &parser); // --allow, --ca

// The hosts of the settings file, when there is one, and of every --allow; or what the policy pins, and then
// --allow is Rejected.
Result<flows::AllowList> allowedHosts(const QCommandLineParser &parser, const settings::Policy &policy);
// The certificates of --ca; none without it.
Result<QList<QSslCertificate>> trustedAuthorities(const QCommandLineParser &parser);
// "Name: value".
Result<domain::HeaderField> readHeader(const QString &text);

} // namespace tocsin::cli
