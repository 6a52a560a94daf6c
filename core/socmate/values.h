// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace tocsin::socmate {

// The general rule of socmate.md 3.4: 20 when nothing is said, never more than 100.
inline constexpr int defaultLimit = 20;
inline constexpr int mostLimit = 100;

// One page of any list, from any of the envelopes that socmate.md 3.4 allows. Offset paging shifts when new
// items arrive: whoever reads on drops the items that it has.
template<class T>
struct Page
{
    QList<T> items;
    std::optional<qint64> total; // when the server says it
    int limit = defaultLimit;    // what was asked for
    int offset = 0;
    QByteArray raw; // the whole answer as it arrived

    // An empty page is the last. A short one need not be: the server may send less than it was asked for, so
    // its total decides, when there is one that fits. PageWalk knows more.
    bool mayHaveMore() const
    {
        const qint64 end = offset + items.size();
        const bool isOwnCount = total && offset == 0 && *total == limit; // perhaps that of the page
        return !items.isEmpty() && (!total || *total != end || isOwnCount);
    }
    bool operator==(const Page &) const = default;
};

// GET /api/v1/incidents. Empty members are not sent. The server takes one severity and one status (4.2).
struct IncidentQuery
{
    QString severity; // "informational", "low", "medium", "high", "critical"
    QString status;   // "new", "active", "closed"
    QString timespan; // ISO 8601 duration; the server's own default is P7D
    int limit = defaultLimit;
    int offset = 0;

    bool operator==(const IncidentQuery &) const = default;
};

// POST /api/v1/investigations/start. All three are always sent (5.3).
struct StartRequest
{
    QString query;
    QString persona = QStringLiteral("soc_analyst");
    QString provider = QStringLiteral("sentinel");

    bool operator==(const StartRequest &) const = default;
};

struct Started
{
    QString sessionId;
    QString statusText; // as sent; "active"
    QByteArray raw;

    bool operator==(const Started &) const = default;
};

// An answer of which nothing is documented but that 2xx means done (4.1, 5.2): shown as a tree.
struct Acknowledged
{
    int status = 0; // 200, 201, 202 or 204
    QByteArray raw; // empty with 204

    bool operator==(const Acknowledged &) const = default;
};

} // namespace tocsin::socmate
