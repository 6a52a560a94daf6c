// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/incident.h"
#include "core/socmate/values.h"

#include <QSet>

namespace tocsin::flows {

// One walk through a list whose pages shift under the reader (socmate.md 3.4 and 13.6): which page is asked
// for next, what of a page is new in this walk, and when the end is reached. Neighbouring pages overlap, so
// that an item which drops out of the window between two of them is noticed. Copes with servers that give
// fewer or more items than asked for, ignore the offset, or miscount.
class IncidentPages
{
public:
    explicit IncidentPages(int limit = socmate::mostLimit) : m_limit(limit) {}

    bool hasNext() const { return !m_ended; }
    int limit() const { return m_limit; }
    int offset() const { return m_offset; } // of the next page

    // The page that was asked for last; gives those of its items that no page had before.
    QList<domain::Incident> take(const socmate::Page<domain::Incident> &page);

    bool isCut() const { return m_cut; } // there may be more, but mostPages were read

    static constexpr int mostPages = 80;

private:
    using Key = std::pair<QString, qint64>;

    bool mayFollow(const socmate::Page<domain::Incident> &page, bool fresh) const;

    const int m_limit;
    int m_offset = 0;
    int m_pages = 0;
    int m_stale = 0;     // pages in a row without anything new
    int m_backwards = 0; // how often a gap was read again
    bool m_ended = false;
    bool m_cut = false;
    QSet<Key> m_seen;
    QList<Key> m_last;
};

} // namespace tocsin::flows
