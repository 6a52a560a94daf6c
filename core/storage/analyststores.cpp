// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/analyststores.h"

namespace tocsin::storage {

using namespace Qt::StringLiterals;

Result<std::unique_ptr<AnalystStores>> AnalystStores::open(const QString &path)
{
    auto database = openAnalystFile(path);
    if (!database)
        return tl::unexpected(database.error());
    return std::unique_ptr<AnalystStores>(new AnalystStores(std::move(*database)));
}

Result<void> AnalystStores::forget(const QString &connection)
{
    const auto kept = m_database.number(
        u"SELECT EXISTS(SELECT 1 FROM incident WHERE connection=?1) OR EXISTS(SELECT 1 FROM session WHERE "
        "connection=?1) OR EXISTS(SELECT 1 FROM notice WHERE connection=?1) OR EXISTS(SELECT 1 FROM sync "
        "WHERE connection=?1)"_s,
        {storedText(connection)});
    if (!kept || *kept == 0) // to write the file anew for nothing takes a second when it is large
        return kept ? Result<void>() : tl::unexpected(kept.error());
    if (auto done = incidents.forget(connection); !done)
        return done;
    if (auto done = sessions.forget(connection); !done)
        return done;
    if (auto done = notices.forget(connection); !done)
        return done;
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
