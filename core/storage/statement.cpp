// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/statement.h"

#include <QSqlError>

namespace tocsin::storage {

using namespace Qt::StringLiterals;

Statement::Statement(QSqlQuery query, QStringList names, QString path)
    : m_query(std::move(query))
    , m_names(std::move(names))
    , m_path(std::move(path))
{}

// Qt binds by name in either case, and makes the name of a position anew each time it is bound: with names of
// our own, that cost of a fifth of the whole insert is paid once.
Result<Statement> Statement::prepare(Database &database, const QString &sql)
{
    const QStringList parts = sql.split(u'?');
    QStringList names;
    QString named = parts.first();
    for (const QString &part : parts.sliced(1)) {
        names.append(u":v%1"_s.arg(names.size()));
        named += names.last() + part;
    }
    auto query = database.prepare(named);
    if (!query)
        return tl::unexpected(query.error());
    return Statement(std::move(*query), std::move(names), database.path());
}

Result<void> Statement::run(std::initializer_list<QVariant> values)
{
    Q_ASSERT(qsizetype(values.size()) == m_names.size());
    auto name = m_names.cbegin();
    for (const QVariant &value : values)
        m_query.bindValue(*name++, value);
    if (!m_query.exec())
        return tl::unexpected(storageError(m_path, m_query.lastError()));
    return {};
}

} // namespace tocsin::storage
