// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/storage/deliverystore.h"
#include "core/storage/statement.h"

#include <QSet>

namespace tocsin::storage {

// What is prepared once and run for every delivery.
struct DeliveryStore::Statements
{
    Statement row;
    Statement content;
    Statement occurrence;
    Statement timing;
    Statement tally;
    Statement last;
};

// What one transaction has seen of an alert type.
struct DeliveryStore::SeenType
{
    Micros first = 0;
    Micros last = 0;
    qint64 count = 0;
    QSet<QString> severities;
    QSet<QString> mitre;
};

} // namespace tocsin::storage
