// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/incident.h"
#include "core/socmate/values.h"

#include <QSet>

#include <algorithm>
#include <functional>

namespace tocsin::socmate {

// A list read to its end, page by page, past the traps of socmate.md 3.4 and 13.6: items that come in between
// shift the next page, items that go let it skip some, a server may send less or more than it was asked for,
// ignore the offset, or miscount. Neighbouring pages overlap, so that a gap between two of them is noticed.
// Asks nothing itself: whoever does asks for offset() and limit(), hands the page to take(), and goes on
// until isDone().
template<class T>
class PageWalk
{
public:
    using Key = std::function<QByteArray(const T &)>; // what an item is known by; empty: by nothing

    explicit PageWalk(Key key, int limit = mostLimit) : m_key(std::move(key)), m_limit(limit) {}

    int limit() const { return m_limit; }
    int offset() const { return m_offset; } // of the next page
    bool isDone() const { return m_done; }
    bool isCut() const { return m_cut; } // there may be more, but mostPages were read

    // The page that was asked for last; gives those of its items that no page had before, and those that
    // have no key.
    QList<T> take(const Page<T> &page)
    {
        QList<T> fresh;
        QList<QByteArray> keys;
        bool anyNew = false;
        bool gap = false; // the first item should be one that the page before had
        for (const T &item : page.items) {
            const QByteArray key = m_key(item);
            const bool known = m_known.contains(key);
            if (keys.isEmpty())
                gap = m_offset > 0 && !known;
            if (!known || key.isEmpty())
                fresh.append(item);
            anyNew = anyNew || !known;
            keys.append(key);
            m_known.insert(key);
        }
        m_largest = std::max(m_largest, keys.size());
        m_stale = anyNew ? 0 : m_stale + 1;
        // The same page again: the server ignores the offset.
        const bool over = keys.isEmpty() || keys == m_last || m_stale >= mostStale;
        if (!over && gap && m_backwards < mostBackwards) {
            ++m_backwards;
            m_offset = std::max(0, m_offset - int(m_largest + 1) / 2);
        } else {
            m_done = over || !mayFollow(page, anyNew);
            m_offset += int(std::max<qsizetype>(1, keys.size() - std::max(leastOverlap, keys.size() / 10)));
        }
        m_last = keys;
        if (!m_done && ++m_pages >= mostPages)
            m_done = m_cut = true;
        return fresh;
    }

    static constexpr int mostPages = 80;
    // Of a tenth of each page is asked again, for items that went; of one item at least.
    static constexpr qsizetype leastOverlap = 1;

private:
    // A full page may be followed by another one, and so may a short one with something new when the server
    // counts more. Without a count a round number of items may be a page that the server cut: one more look
    // tells. Once a page was larger, a short one is no habit of the server but the end.
    bool mayFollow(const Page<T> &page, bool anyNew) const
    {
        constexpr qsizetype roundness = 5;
        const qsizetype size = page.items.size();
        if (size >= m_limit)
            return true;
        if (!anyNew)
            return false;
        return page.total ? m_offset + size < *page.total : size == m_largest && size % roundness == 0;
    }

    static constexpr int mostStale = 3;     // pages in a row without anything new
    static constexpr int mostBackwards = 3; // how often a gap is read again

    Key m_key;
    int m_limit;
    int m_offset = 0;
    int m_pages = 0;
    int m_stale = 0;
    int m_backwards = 0;
    qsizetype m_largest = 0;
    bool m_done = false;
    bool m_cut = false;
    QSet<QByteArray> m_known;
    QList<QByteArray> m_last;
};

// An incident without a number is known by nothing.
inline PageWalk<domain::Incident> incidentWalk(int limit = mostLimit)
{
    return PageWalk<domain::Incident>(
        [](const domain::Incident &incident) {
            return incident.number == 0
                       ? QByteArray()
                       : QByteArray::number(incident.number) + ' ' + incident.provider.toUtf8();
        },
        limit);
}

} // namespace tocsin::socmate
