// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/sourcestore.h"

#include "core/storage/analystfile.h"

namespace tocsin::storage {

using namespace Qt::StringLiterals;
using domain::Severity;

Result<QHash<QString, Severity>> SourceStore::filters()
{
    auto query = m_database.run(u"SELECT endpoint, least FROM source"_s, {});
    if (!query)
        return tl::unexpected(query.error());
    QHash<QString, Severity> all;
    while (query->next()) {
        const int least = query->value(1).toInt();
        if (least > int(Severity::None) && least <= int(Severity::Critical))
            all.insert(query->value(0).toString(), Severity(least));
    }
    return all;
}

Result<void> SourceStore::setFilter(const QString &endpoint, Severity least)
{
    if (least == Severity::None)
        return only(m_database.run(u"DELETE FROM source WHERE endpoint=?"_s, {storedText(endpoint)}));
    return only(m_database.run(u"INSERT OR REPLACE INTO source(endpoint, least) VALUES(?, ?)"_s,
                               {storedText(endpoint), int(least)}));
}

} // namespace tocsin::storage
