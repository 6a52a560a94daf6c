// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/delivery.h"
#include "core/storage/database.h"

namespace tocsin::storage {

// How the signatures of one endpoint's deliveries were over time: what a rotation is judged by.
struct SignatureHistory
{
    struct Count
    {
        int bucket = 0; // from 0, the oldest
        domain::Verdict verdict = domain::Verdict::Unsigned;
        QString secret; // label of the secret that matched; empty when none did
        qint64 deliveries = 0;

        bool operator==(const Count &) const = default;
    };

    // Of everything that is stored, not of the buckets alone.
    struct SecretUse
    {
        QString label;
        qint64 deliveries = 0; // that it verified
        Micros first = 0;      // received
        Micros last = 0;
        qint64 laterByOthers = 0; // that other secrets verified after its last
        qint64 laterByNone = 0;   // that bear a signature which no secret gave, after its last

        bool operator==(const SecretUse &) const = default;
    };

    Micros from = 0; // beginning of bucket 0
    Micros bucketLength = 0;
    int buckets = 0;
    QList<Count> counts;      // by bucket, verdict, secret; what is nought is left out
    QList<SecretUse> secrets; // the one that matched last comes first
    qint64 deliveries = 0;    // of the endpoint, all that are stored
    Micros oldest = 0;        // of these; 0 = there is none

    Micros bucketAt(int bucket) const { return from + bucket * bucketLength; }
    bool operator==(const SignatureHistory &) const = default;
};

// Reads index entries alone, so that a million deliveries take a fraction of a second. A delivery belongs to
// the bucket of its neighbours by id: where the clock was set back in between, to one that is near.
Result<SignatureHistory> signatureHistory(Database &database, const QString &endpoint, Micros from,
                                          Micros bucketLength, int buckets);

// The newest deliveries of the endpoint, newest first. With a label only those that this secret verified.
Result<QList<domain::DeliveryId>> newestOf(Database &database, const QString &endpoint, int most,
                                           const QString &label = {});

} // namespace tocsin::storage
