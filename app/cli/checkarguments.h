// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/domain/httpmessage.h"
#include "core/signature/catalogue.h"
#include "core/signature/source.h"

#include <QCommandLineParser>

namespace tocsin::cli {

// FILE, --scheme, --secret, --url, --param and --now, which mean the same to verify and to explain.
void declareCheck(QCommandLineParser &parser);

struct CheckArguments
{
    signature::Catalogue catalogue;
    QString schemeId; // as given
    domain::HttpMessage message;
    signature::Circumstances circumstances;
    Micros now = 0;

    // Points into the catalogue; null = auto.
    const signature::Scheme *scheme() const { return catalogue.find(schemeId); }
};

// Rejected: the command line is wrong, and the text names the option; any other kind: it could not be done.
Result<CheckArguments> readCheck(const QCommandLineParser &parser, const QString &command);

} // namespace tocsin::cli
