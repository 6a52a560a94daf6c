// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/listener/plannedanswer.h"

#include <algorithm>

namespace tocsin::listener {

namespace {

// A fast drip leaves in pieces rather than byte by byte.
constexpr qint64 pieceMs = 20;
constexpr qint64 msPerSecond = 1000;

} // namespace

PlannedAnswer::PlannedAnswer(const domain::AnswerPlan &plan) : m_plan(plan)
{
    m_made.start();
}

int PlannedAnswer::waitMs() const
{
    if (m_isHurried)
        return 0;
    if (!m_started.isValid())
        return int(std::max<qint64>(0, m_plan.delayMs - m_made.elapsed()));
    if (m_plan.dripBytesPerSecond <= 0 || m_taken == 0 || isAllTaken())
        return 0;
    // Byte n, counted from 0, leaves n / rate seconds after the first.
    const qint64 dueMs = (m_taken * msPerSecond + m_plan.dripBytesPerSecond - 1) / m_plan.dripBytesPerSecond;
    const qint64 left = dueMs - m_started.elapsed();
    return left <= 0 ? 0 : int(std::clamp<qint64>(left, pieceMs, INT_MAX));
}

void PlannedAnswer::setBytes(const QByteArray &bytes, bool closes)
{
    m_bytes = bytes;
    m_closes = closes;
    m_started.start();
}

QByteArray PlannedAnswer::take()
{
    qsizetype upTo = m_bytes.size();
    if (m_plan.dripBytesPerSecond > 0 && !m_isHurried)
        upTo = std::min(upTo, 1 + qsizetype(m_started.elapsed() * m_plan.dripBytesPerSecond / msPerSecond));
    const QByteArray bytes = m_bytes.mid(m_taken, upTo - m_taken);
    m_taken = upTo;
    return bytes;
}

} // namespace tocsin::listener
