// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/incidentpages.h"

#include <algorithm>

namespace tocsin::flows {

namespace {

constexpr int overlap = 5;
constexpr int mostStale = 3;
constexpr int mostBackwards = 3;

} // namespace

// A full page may be followed by another one, and so may a short one with something new when the server
// counts more. Without a count a round number of items may be a page that the server cut: one more look
// tells.
bool IncidentPages::mayFollow(const socmate::Page<domain::Incident> &page, bool fresh) const
{
    constexpr int roundness = 5;
    const qint64 size = page.items.size();
    if (size >= m_limit)
        return true;
    if (!fresh)
        return false;
    return page.total ? m_offset + size < *page.total : size % roundness == 0;
}

QList<domain::Incident> IncidentPages::take(const socmate::Page<domain::Incident> &page)
{
    QList<domain::Incident> fresh;
    QList<Key> keys;
    bool anyNew = false;
    bool gap = m_offset > 0; // until the first item turns out to be one that the page before had
    for (const domain::Incident &incident : page.items) {
        const Key key(incident.provider, incident.number);
        const bool known = m_seen.contains(key);
        if (known && keys.isEmpty())
            gap = false;
        anyNew = anyNew || !known;
        if (!known || incident.number == 0)
            fresh.append(incident);
        keys.append(key);
        m_seen.insert(key);
    }
    ++m_pages;
    m_stale = anyNew ? 0 : m_stale + 1;
    const bool over = keys.isEmpty() || keys == m_last || m_stale >= mostStale;
    if (!over && gap && m_backwards < mostBackwards) {
        ++m_backwards;
        m_offset = std::max(0, m_offset - m_limit / 2);
    } else {
        m_ended = over || !mayFollow(page, anyNew);
        m_offset += std::max(1, int(keys.size()) - std::min(overlap, m_limit / 4));
    }
    m_last = keys;
    if (!m_ended && m_pages >= mostPages)
        m_ended = m_cut = true;
    return fresh;
}

} // namespace tocsin::flows
