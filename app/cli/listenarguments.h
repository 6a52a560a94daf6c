// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/webhookdesk.h"

#include <QCommandLineParser>

namespace tocsin::cli {

// --port, --bind, --store, --tls, --client-ca and --keep of listen.
void declareListenerOptions(QCommandLineParser &parser);

// How the listener is to be run: what an option says, else what the user's settings say, which are those of
// the window. Entries of the file that cannot be used are told on standard error. Rejected names an option
// that is wrong, or that says something else than the policy of this machine pins; Storage and Malformed: the
// settings file cannot be read.
Result<flows::DeskOptions> listenerOptions(const QCommandLineParser &parser, const QString &policyFile);

} // namespace tocsin::cli
