// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/analyststores.h"

namespace tocsin::storage {

using namespace Qt::StringLiterals;

Result<std::unique_ptr<AnalystStores>> AnalystStores::open(const QString &path, const AnalystRules &rules)
{
    auto file = openAnalystFile(path);
    if (!file)
        return tl::unexpected(file.error());
    std::unique_ptr<AnalystStores> stores(new AnalystStores(std::move(*file)));
    if (!rules.cachePath.isEmpty()) {
        if (auto aside = OwnWords::setAside(stores->m_database); !aside)
            return tl::unexpected(aside.error());
        if (rules.dropsCache) {
            if (auto dropped = stores->dropCache(); !dropped)
                return tl::unexpected(dropped.error());
        }
        auto memory = openAnalystFile(rules.cachePath);
        if (!memory)
            return tl::unexpected(memory.error());
        stores.reset(new AnalystStores(std::move(*memory), std::move(stores->m_database)));
    } else if (auto back = OwnWords(stores->m_database, stores->m_database).bringBack(); !back) {
        return tl::unexpected(back.error());
    }
    stores->connections.setProxyPin(rules.proxy);
    return stores;
}

// What was kept before there was such a policy.
Result<void> AnalystStores::dropCache()
{
    auto query = m_database.run(u"SELECT connection FROM incident UNION SELECT connection FROM session "
                                "UNION SELECT connection FROM notice"_s);
    if (!query)
        return tl::unexpected(query.error());
    QStringList all;
    while (query->next())
        all.append(query->value(0).toString());
    query->finish();
    for (const QString &connection : std::as_const(all)) {
        if (auto done = forgetCached(connection); !done)
            return done;
    }
    return all.isEmpty() ? Result<void>() : giveBack();
}

Result<void> AnalystStores::forget(const QString &connection)
{
    if (auto done = issued.forget(connection); !done)
        return done;
    if (auto done = keyRotations.forget(connection); !done)
        return done;
    if (auto done = forgetOwn(connection); !done)
        return done;
    bool isKept = false;
    for (const QString &table : {u"incident"_s, u"session"_s, u"notice"_s, u"sync"_s}) {
        const auto rows = m_database.number(
            u"SELECT EXISTS(SELECT 1 FROM %1 WHERE connection=?)"_s.arg(table), {storedText(connection)});
        if (!rows)
            return tl::unexpected(rows.error());
        isKept = isKept || *rows > 0;
    }
    if (!isKept) // to write the file anew for nothing takes a second when it is large
        return {};
    if (auto done = forgetCached(connection); !done)
        return done;
    if (auto done = rotations.forget(connection); !done)
        return done;
    return giveBack();
}

// Those that have no incident in the same file.
Result<void> AnalystStores::forgetOwn(const QString &connection)
{
    const auto gone = OwnWords(m_database, kept()).forget(connection);
    if (!gone)
        return tl::unexpected(gone.error());
    return *gone > 0 ? only(kept().run(u"VACUUM"_s)) : Result<void>();
}

Result<void> AnalystStores::forgetCached(const QString &connection)
{
    if (auto done = incidents.forget(connection); !done)
        return done;
    if (auto done = sessions.forget(connection); !done)
        return done;
    return notices.forget(connection);
}

Result<void> AnalystStores::giveBack()
{
    if (auto merged = m_database.run(u"INSERT INTO incident_words(incident_words) VALUES('optimize')"_s);
        !merged)
        return tl::unexpected(merged.error());
    if (auto merged = m_database.run(u"INSERT INTO report_words(report_words) VALUES('optimize')"_s); !merged)
        return tl::unexpected(merged.error());
    // What was deleted may still stand in free pages and in the log: rewritten without it.
    if (auto vacuumed = m_database.run(u"VACUUM"_s); !vacuumed)
        return tl::unexpected(vacuumed.error());
    return only(m_database.run(u"PRAGMA wal_checkpoint(TRUNCATE)"_s));
}

} // namespace tocsin::storage
