// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/report.h"

namespace tocsin::report {

template<class T>
struct Change
{
    T before;
    T after;

    bool operator==(const Change &) const = default;
};

template<class T>
struct Changes
{
    QList<T> added;   // in the order of the later report
    QList<T> removed; // in the order of the earlier one
    QList<Change<T>> changed;
    QList<T> same; // of the later one

    bool isEmpty() const { return added.isEmpty() && removed.isEmpty() && changed.isEmpty(); }
    bool operator==(const Changes &) const = default;
};

// What a second investigation of the same incident says differently.
struct Comparison
{
    Change<std::optional<double>> risk;
    Change<QString> riskText;                // for people, also where it is no number
    Changes<domain::Entity> entities;        // known by kind and value, changed: the confidence
    Changes<domain::ReportFinding> findings; // known by title, whatever its case and punctuation
    Changes<QString> techniques;             // ids; never changed
    Changes<QString> recommendations;        // by their words; never changed

    // Later minus earlier; nothing when one of them is no number.
    std::optional<double> riskStep() const;
    bool isEmpty() const;
    bool operator==(const Comparison &) const = default;
};

Comparison compare(const domain::Report &earlier, const domain::Report &later);

} // namespace tocsin::report
