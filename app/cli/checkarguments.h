// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/domain/httpmessage.h"
#include "core/signature/catalogue.h"
#include "core/signature/source.h"

#include <QCommandLineOption>
#include <QCommandLineParser>

#include <optional>

namespace tocsin::cli {

// --scheme, --secret, --url, --param and --now, which mean the same to every command that checks a request.
QList<QCommandLineOption> checkOptions();

struct CheckArguments
{
    signature::Catalogue catalogue;
    QString scheme; // id; empty = auto, or not said
    signature::Circumstances circumstances;
    std::optional<Micros> now; // none = not said
};

// The time of --now; none when it is not given. Rejected.
Result<std::optional<Micros>> readNow(const QCommandLineParser &parser);

// Rejected: the command line is wrong, and the text names the option; any other kind: it could not be done.
Result<CheckArguments> readCheckArguments(const QCommandLineParser &parser);

// The same with the one FILE that verify and explain take.
struct FileCheck
{
    CheckArguments how;
    domain::HttpMessage message;
    QByteArray beyond; // as flows::SavedRequest has it

    // Points into the catalogue; null = auto.
    const signature::Scheme *scheme() const { return how.catalogue.find(how.scheme); }
    Micros now() const { return how.now ? *how.now : wallClock(); }
};

void declareFileCheck(QCommandLineParser &parser);
// A request that is cut off can be diagnosed and nothing else.
enum class CutOff : quint8 { Refused, Taken };
Result<FileCheck> readFileCheck(const QCommandLineParser &parser, const QString &command,
                                CutOff cutOff = CutOff::Refused);

} // namespace tocsin::cli
