// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/answerplan.h"

#include <QByteArray>
#include <QElapsedTimer>

namespace tocsin::listener {

// One answer that does not leave at once and whole: what of it may leave by now. Its delay counts from its
// making, its drip from its first byte, both by a clock that does not jump.
class PlannedAnswer
{
public:
    explicit PlannedAnswer(const domain::AnswerPlan &plan);

    // The listener stops: nothing waits any longer. The ending stays.
    void hurry() { m_isHurried = true; }
    bool isDue() const { return waitMs() == 0; }
    int waitMs() const; // until take() has something to give; 0 = now

    domain::Ending ending() const { return m_plan.ending; }
    // Once, when it is due for the first time. `closes`: the connection ends with this answer.
    void setBytes(const QByteArray &bytes, bool closes);
    bool hasBytes() const { return m_started.isValid(); }
    QByteArray take(); // may be empty; the drip is never ahead of its rate
    bool isAllTaken() const { return m_taken == m_bytes.size(); }
    bool closes() const { return m_closes; }

private:
    const domain::AnswerPlan m_plan;
    QElapsedTimer m_made;
    QElapsedTimer m_started; // invalid until its first byte may leave
    QByteArray m_bytes;
    qsizetype m_taken = 0;
    bool m_closes = false;
    bool m_isHurried = false;
};

} // namespace tocsin::listener
