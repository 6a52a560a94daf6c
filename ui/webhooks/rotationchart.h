// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/storage/signaturehistory.h"
#include "ui/widgets/barchart.h"

namespace tocsin::ui {

// A stretch of time that ends with the present hour or day.
struct RotationPeriod
{
    QString name;
    Micros bucketLength = 0;
    int buckets = 0;

    bool byDay() const;
    Micros from(Micros now) const; // at a full hour or at midnight, local time
};

const QList<RotationPeriod> rotationPeriods();

// What failed stands on the ground, what was right above it.
BarChart::Data rotationChart(const storage::SignatureHistory &history);
// What one secret verified.
BarChart::Data secretChart(const storage::SignatureHistory &history, const QString &label);

} // namespace tocsin::ui
