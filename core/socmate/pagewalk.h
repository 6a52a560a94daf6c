// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/socmate/values.h"

#include <QSet>

#include <algorithm>
#include <functional>

namespace tocsin::socmate {

// A list read to its end, page by page, past the traps of socmate.md 13.6: items that come in between shift
// the next page, items that go let it skip some, a server may send less than it was asked for, or ignore the
// offset. Asks nothing itself: whoever does asks for offset() and limit(), hands the page to take(), and goes
// on until isDone().
template<class T>
class PageWalk
{
public:
    using Key = std::function<QByteArray(const T &)>; // what an item is known by; empty: by nothing

    explicit PageWalk(Key key, int limit = mostLimit) : m_key(std::move(key)), m_limit(limit) {}

    int limit() const { return m_limit; }
    int offset() const { return m_offset; }
    bool isDone() const { return m_done; }

    // The items of the page that were on none before.
    QList<T> take(const Page<T> &page)
    {
        QList<T> fresh;
        for (const T &item : page.items) {
            const QByteArray key = m_key(item);
            if (key.isEmpty() || !m_known.contains(key))
                fresh.append(item);
            m_known.insert(key);
        }
        const qsizetype size = page.items.size();
        m_largest = std::max(m_largest, size);
        m_stale = fresh.isEmpty() ? m_stale + 1 : 0;
        ++m_pages;
        // Once a page was larger, a short one is no habit of the server but the end.
        const bool isShort = !page.total && size < std::min<qsizetype>(m_limit, m_largest);
        m_done = !page.mayHaveMore() || isShort || m_stale >= mostStale || m_pages >= mostPages;
        m_offset = page.offset + int(std::max<qsizetype>(1, size - size / overlapShare));
        return fresh;
    }

    // Pages in a row without anything new: the server ignores the offset. One alone may be items that came in
    // between, as many as a page holds.
    static constexpr int mostStale = 2;
    static constexpr int mostPages = 1000;
    static constexpr qsizetype overlapShare = 10; // of each page is asked for again, for items that went

private:
    Key m_key;
    int m_limit;
    int m_offset = 0;
    int m_pages = 0;
    int m_stale = 0;
    qsizetype m_largest = 0;
    bool m_done = false;
    QSet<QByteArray> m_known;
};

} // namespace tocsin::socmate
