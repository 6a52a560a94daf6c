// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/secret.h"
#include "core/domain/httpmessage.h"
#include "core/signature/scheme.h"
#include "core/signature/source.h"

#include <atomic>
#include <functional>
#include <optional>
#include <vector>

namespace tocsin::signature {

// Captured requests of one sender and the secret with which it signed all of them.
struct LearnRequest
{
    static constexpr size_t mostDeliveries = 20;

    std::vector<domain::HttpMessage> deliveries; // the first is searched, the others confirm
    Secret secret;
    std::vector<Circumstances> circumstances; // none, one for all, or one for each delivery
    quint64 mostTries = 6'000'000;
    quint64 mostBytes = 8ULL << 30; // that are hashed
};

struct LearnProgress
{
    quint64 tried = 0;
    quint64 planned = 0; // at most; a good construction is found earlier
};

struct Learned
{
    std::optional<Scheme> scheme; // nothing: no construction that was tried gives the signature
    quint64 tried = 0;            // digests
    bool cancelled = false;
    QString why; // plain English: what is signed, or what the shapes of the values rule out
};

using LearnHeard = std::function<void(const LearnProgress &)>;

// Searches for a construction that gives the signatures of all deliveries: where the signature stands and how
// it is cut out and written, the algorithm, the form of the key, and the parts that are signed, in which
// order and with what between them. What is proposed has been written as a scheme file, read back, and has
// verified every delivery. Only HMACs, plain digests with the secret among the parts and secrets that travel
// are looked for.
//
// Pure and thread-safe, but slow (seconds): call it on a worker thread. heard runs on that thread, several
// times a second; cancelled is looked at between any two digests. Errors: Rejected when there is no delivery
// or no secret, Limited when there are more deliveries than allowed.
Result<Learned> learn(const LearnRequest &request, const std::atomic<bool> &cancelled,
                      const LearnHeard &heard = {});

} // namespace tocsin::signature
