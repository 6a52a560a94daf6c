// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/storage/database.h"

#include <QStringList>

#include <initializer_list>

namespace tocsin::storage {

// A statement without a result set that is prepared once and run for every delivery. On the thread and within
// the life of its Database.
class Statement
{
public:
    // Parameters stand as '?' in `sql`, which must have no other question mark.
    static Result<Statement> prepare(Database &database, const QString &sql);

    // One value for each parameter, in order; a QByteArray is kept until the next run.
    Result<void> run(std::initializer_list<QVariant> values);

private:
    Statement(QSqlQuery query, QStringList names, QString path);

    QSqlQuery m_query;
    QStringList m_names; // of the parameters
    QString m_path;
};

} // namespace tocsin::storage
