// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/deliveryselection.h"

#include "core/filter/parse.h"
#include "core/storage/contractstore.h"
#include "core/storage/filtersql.h"
#include "core/storage/searchindex.h"

#include <QFileInfo>

namespace tocsin::cli {

using namespace Qt::StringLiterals;

void spellNegations(QStringList &arguments)
{
    for (QString &argument : arguments) {
        if (argument.size() > 2 && argument[0] == u'-' && argument[1] != u'-')
            argument = u"NOT "_s + argument.sliced(1);
    }
}

Result<QList<domain::DeliveryId>> findDeliveries(storage::Database &store, const QString &text, int limit)
{
    const auto query = filter::parse(text);
    if (!query) {
        return tocsin::fail(
            Error::Kind::Rejected,
            u"filter, character %1: %2"_s.arg(query.error().position + 1).arg(query.error().message));
    }
    const storage::FilterSql sql =
        storage::compileFilter(*query, wallClock(), storage::ContractStore::fileFor(store.path()));
    if (sql.usesContracts) {
        const QString contracts = storage::ContractStore::pathFor(store.path());
        if (auto attached = store.run(u"ATTACH ? AS contracts"_s, {contracts}); !attached)
            return tl::unexpected(attached.error());
    }
    if (sql.usesSearch) {
        const QString index = storage::SearchIndex::pathFor(store.path());
        if (!QFileInfo::exists(index))
            return tocsin::fail(Error::Kind::Storage,
                                u"there is no search index beside \"%1\" yet"_s.arg(store.path()));
        if (auto attached = store.run(u"ATTACH ? AS search"_s, {index}); !attached)
            return tl::unexpected(attached.error());
    }
    auto found = store.run(u"SELECT delivery.id %1 ORDER BY delivery.id DESC LIMIT %2"_s.arg(sql.fromWhere)
                               .arg(limit == 0 ? -1 : limit),
                           sql.values);
    if (!found)
        return tl::unexpected(found.error());
    QList<domain::DeliveryId> ids;
    while (found->next())
        ids.prepend(found->value(0).toLongLong());
    return ids;
}

} // namespace tocsin::cli
