// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/attempts.h"

#include <QList>

namespace tocsin::ui {

// What a timeline of attempts draws, laid out along its axis. Long schedules get a logarithmic axis, or the
// first retries would be one spot.
struct AttemptPlan
{
    struct Planned
    {
        Micros at = 0;
        int row = -1;        // of the attempt that came of it; -1 = none did, or it is still to come
        bool isLate = false; // it should have come
    };

    explicit AttemptPlan(const domain::AttemptHistory &history);
    double part(Micros at) const; // from 0, the first of all, to 1

    QList<Planned> planned;
    Micros first = 0;
    Micros last = 1; // above first

private:
    void addWaits(const domain::AttemptHistory &history, Micros from, int number, int to, bool late);
    void addPlanned(const domain::AttemptHistory &history);
    void setAxis(const domain::AttemptHistory &history);

    double m_unit = 0; // µs in which a logarithmic axis counts; 0 = linear
};

} // namespace tocsin::ui
