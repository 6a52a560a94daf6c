// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/search.h"

#include <QAbstractListModel>

namespace tocsin::ui {

// The results of all sources, or of one, below a title each. What arrives changes the rows of its source
// alone, so that a choice elsewhere stays.
class SearchResultsModel final : public QAbstractListModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SearchResultsModel)

public:
    struct Row
    {
        enum class Kind : quint8 {
            AskServer, // "search there too"
            Title,
            Hit,
            More,       // of this source
            InWebhooks, // all deliveries that match
        };
        Kind kind = Kind::Hit;
        flows::SearchSource source = flows::SearchSource::Server;
        int result = -1; // its place among those of the source

        bool operator==(const Row &) const = default;
    };

    explicit SearchResultsModel(const flows::Search &search, QObject *parent = nullptr);

    void setConnection(const QString &name) { m_connection = name; }
    const QString &connection() const { return m_connection; }
    void setOnly(std::optional<flows::SearchSource> source); // nothing = all
    void refresh(flows::SearchSource source);

    Row row(int index) const { return m_rows.value(index); }
    const flows::SearchResult *result(int index) const; // null: it is no hit
    qsizetype hits() const;
    int firstChoice() const; // row that can be chosen; -1 = none
    Micros now = 0;          // ages are as of then

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    QList<Row> rowsOf(flows::SearchSource source) const;
    QString spoken(const Row &row) const;

    const flows::Search &m_search;
    QString m_connection;
    std::optional<flows::SearchSource> m_only;
    QList<Row> m_rows;
    std::array<flows::SearchPart, flows::searchSources.size()> m_parts; // as the rows show them
};

} // namespace tocsin::ui
