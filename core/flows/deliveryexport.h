// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/domain/delivery.h"
#include "core/flows/redaction.h"
#include "core/signature/scheme.h"

#include <atomic>

namespace tocsin::flows {

enum class ExportForm : quint8 {
    JsonLines, // one object a line, see toJson()
    Har,       // one HAR 1.2 document
    RawHttp,   // the requests one after the other, as on the wire
};

struct ExportJob
{
    QString store;                 // file of the deliveries
    QList<domain::DeliveryId> ids; // in the order in which they are written
    ExportForm form = ExportForm::JsonLines;
    QString path;
    bool isRedacted = true; // secrets are taken out, see Redactor
    QList<signature::NamedSecret> secrets;
    QList<signature::Scheme> schemes; // whose tokens are looked for
};

// Shared with whoever waits.
struct ExportProgress
{
    std::atomic<qint64> written{0};
    std::atomic<bool> isCancelled{false};
};

struct Exported
{
    qint64 deliveries = 0;
    qint64 gone = 0;             // deleted since they were chosen
    qint64 bytes = 0;            // of the file
    QList<Redaction> redactions; // of all of them, by place
};

// Writes deliveries to a file that its owner alone can read, one after the other: no more than one is in
// memory. The file appears when it is whole; what stood there stays otherwise. For a worker thread; opens a
// connection of its own. Errors: Storage, Cancelled.
Result<Exported> exportDeliveries(const ExportJob &job, ExportProgress &progress);

QLatin1StringView fileEnding(ExportForm form); // "jsonl", "har", "http"

} // namespace tocsin::flows
