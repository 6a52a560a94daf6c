// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/explain/formsink.h"

#include <QHash>

#include <utility>

namespace tocsin::signature {

FormSink::FormSink(QByteArrayView body, const BodyFormLimits &limits, const BodyFormVisitor &visit)
    : m_limits(limits)
    , m_visit(visit)
    , m_bodySize(body.size())
{
    (void)isNew(body);
}

bool FormSink::isNew(QByteArrayView bytes)
{
    const size_t seed = QHashSeed::globalSeed();
    const std::pair key(qHashBits(bytes.data(), size_t(bytes.size()), seed),
                        qHashBits(bytes.data(), size_t(bytes.size()), ~seed ^ 0x5bd1e995u));
    const qsizetype before = m_seen.size();
    m_seen.insert(key);
    return m_seen.size() > before;
}

bool FormSink::offer(const char *cause, QByteArray id, const QString &what, QByteArray bytes)
{
    if (!wants())
        return false;
    if (bytes.size() > m_limits.formBytes) {
        m_count.limited = true;
        return true;
    }
    m_made += bytes.size();
    m_full = m_made > m_limits.totalBytes;
    if (!m_full && !isNew(bytes))
        return true;
    m_full = m_full || m_count.forms == m_limits.forms;
    if (m_full) {
        m_count.limited = true;
        return false;
    }
    ++m_count.forms;
    m_count.bytes += bytes.size();
    const qint64 cost = m_made - std::exchange(m_billed, m_made);
    m_count.stopped = !m_visit({cause, std::move(id), what, std::move(bytes), m_frequent, cost});
    return !m_count.stopped;
}

bool FormSink::offerJson(const char *cause, const QByteArray &id, const QString &what,
                         std::optional<QByteArray> bytes)
{
    if (bytes)
        return offer(cause, "json/" + id, what, std::move(*bytes));
    // That serialiser refuses the text, or it would have become too long.
    if (m_bodySize > m_limits.formBytes / 8)
        m_count.limited = true;
    return wants();
}

// In one pass, whatever the body holds: QByteArray::replace moves the rest for every few thousand hits.
bool FormSink::offerReplaced(const char *cause, const char *id, const QString &what, QByteArrayView body,
                             QByteArrayView before, QByteArrayView after)
{
    qsizetype at = wants() ? body.indexOf(before) : -1;
    if (at < 0)
        return wants();
    json::ByteBuffer out;
    out.reserve(body.size());
    qsizetype from = 0;
    for (; at >= 0; at = body.indexOf(before, from)) {
        out += body.sliced(from, at - from);
        out += after;
        from = at + before.size();
        if (out.size() > m_limits.formBytes) {
            leaveOut();
            return true;
        }
    }
    out += body.sliced(from);
    return offer(cause, id, what, out.take());
}

} // namespace tocsin::signature
