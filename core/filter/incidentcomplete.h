// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/filter/complete.h"

namespace tocsin::filter {

// The words of the queue that only the caller knows: values that occur in it.
struct IncidentVocabulary
{
    QStringList owners;
    QStringList labels;
    QStringList tags;
    QStringList tactics;
    QStringList products;
    QStringList providers;
    QStringList classifications;

    bool operator==(const IncidentVocabulary &) const = default;
};

// As complete(), for the language of incidentquery.h.
QList<Completion> completeIncidents(QStringView text, qsizetype cursor, const IncidentVocabulary &vocabulary);

} // namespace tocsin::filter
