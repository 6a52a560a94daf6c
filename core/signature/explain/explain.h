// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/signature/explain/explanation.h"

#include <functional>
#include <stop_token>

namespace tocsin::signature {

struct ExplainRequest
{
    const domain::HttpMessage &message;
    const QList<Scheme> &schemes;    // all that are known
    const Scheme *scheme = nullptr;  // the one that is set; null = auto
    QList<NamedSecret> secrets = {}; // of the endpoint
    QList<NamedSecret> others = {};  // stored for something else
    Circumstances circumstances = {};
    Micros now = 0;
    QByteArray beyond = {}; // what follows the message behind the length that its head announces
};

// How much may be computed. A digest over the body costs its size, a form of the body that is written several
// times its size; every attempt costs some thousands besides.
struct ExplainBudget
{
    qint64 bytes = 1792LL * 1024 * 1024; // under two seconds where the processor helps with SHA-256
};

struct ExplainControl
{
    std::function<void(quint64 tried)> progress = {}; // now and then, on the caller's thread
    std::stop_token stop = {};
};

// Verifies the request as it is; when that fails, looks for the one change with which it would not, then for
// a short list of pairs, and at last for signs (failure-reasons.md, sections 0 to H). A proof is computed,
// never guessed. A diagnosis only: nothing here makes a request valid, and nothing of it may go back to the
// sender. Pure and thread-safe; takes up to seconds, so it belongs on a thread of its own.
Explanation explain(const ExplainRequest &request, const ExplainControl &control = {},
                    const ExplainBudget &budget = {});

} // namespace tocsin::signature
