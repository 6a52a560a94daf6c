// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/schemefolder.h"
#include "core/signature/catalogue.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>

#include <optional>

namespace tocsin::ui {

// A row: a scheme that is in use, or a file of the user's that cannot be read.
struct SchemeEntry
{
    std::optional<signature::Scheme> scheme;
    QString fileName; // of the user's file; empty = built in
    QByteArray text;  // of the user's file
    QString fault;    // the reader's words
    bool replacesBuiltIn = false;
    QString name;  // safe to show
    QString words; // that it is found by

    bool isOwn() const { return !fileName.isEmpty(); }
    QString id() const { return scheme ? scheme->id : QString(); }
    QString key() const { return isOwn() ? fileName : id(); } // unique: ids have no dot
};

// The user's schemes first, then the built-in ones, by name.
class SchemesTableModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SchemesTableModel)

public:
    enum Column { Name, Strength, Evidence, Origin, ColumnCount };
    enum Role { WordsRole = Qt::UserRole, KeyRole };

    using QAbstractTableModel::QAbstractTableModel;

    void setSchemes(const signature::Catalogue &catalogue, const QList<flows::OwnScheme> &own);
    const SchemeEntry &entry(int row) const { return m_entries.at(row); }
    int rowOf(const QString &key) const; // -1 = not there

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<SchemeEntry> m_entries;
};

// The rows that have every typed word in name, id, other names, algorithm, strength, evidence or origin.
class SchemesFilter final : public QSortFilterProxyModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SchemesFilter)

public:
    using QSortFilterProxyModel::QSortFilterProxyModel;
    void setTyped(const QString &typed);

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    QStringList m_words;
};

QString originText(const SchemeEntry &entry);
bool isBuiltInScheme(const QString &id);
QByteArray builtInSchemeText(const QString &id); // the file as it was shipped; empty = there is none

} // namespace tocsin::ui
