// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/explain/formsink.h"

#include <QHash>

namespace tocsin::signature {

FormSink::FormSink(QByteArrayView body, const BodyFormLimits &limits, const BodyFormVisitor &visit)
    : m_limits(limits)
    , m_visit(visit)
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
    if (bytes.size() > m_limits.formBytes)
        return true;
    m_made += bytes.size();
    if (m_made > m_limits.totalBytes) {
        m_count.limited = true;
        return false;
    }
    if (!isNew(bytes))
        return true;
    if (m_count.forms == m_limits.forms) {
        m_count.limited = true;
        return false;
    }
    ++m_count.forms;
    m_count.bytes += bytes.size();
    m_count.stopped = !m_visit({cause, std::move(id), what, std::move(bytes)});
    return !m_count.stopped;
}

bool FormSink::offerJson(const char *cause, const QByteArray &id, const QString &what,
                         std::optional<QByteArray> bytes)
{
    return bytes ? offer(cause, "json/" + id, what, std::move(*bytes)) : wants();
}

} // namespace tocsin::signature
