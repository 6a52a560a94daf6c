// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/search/searchresultsmodel.h"

#include "ui/text/numbertext.h"
#include "ui/text/searchtext.h"
#include "ui/text/timetext.h"
#include "ui/widgets/visibletext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using flows::SearchPart;
using flows::SearchResult;
using flows::SearchSource;

namespace {

bool areOf(const QList<SearchResultsModel::Row> &rows, qsizetype from,
           const QList<SearchResultsModel::Row> &wanted)
{
    return rows.mid(from, wanted.size()) == wanted;
}

} // namespace

SearchResultsModel::SearchResultsModel(const flows::Search &search, QObject *parent)
    : QAbstractListModel(parent)
    , m_search(search)
{}

void SearchResultsModel::setOnly(std::optional<SearchSource> source)
{
    m_only = source;
    for (const SearchSource one : flows::searchSources)
        refresh(one);
}

QList<SearchResultsModel::Row> SearchResultsModel::rowsOf(SearchSource source) const
{
    if (m_only && *m_only != source)
        return {};
    const SearchPart &part = m_parts[std::size_t(source)];
    QList<Row> rows;
    if (source == SearchSource::Server && part.phase == SearchPart::Phase::Idle &&
        !m_search.text().isEmpty() && !m_connection.isEmpty())
        rows.append({Row::Kind::AskServer, source, -1});
    if (part.results.isEmpty())
        return rows;
    rows.append({Row::Kind::Title, source, -1});
    for (int i = 0; i < int(part.results.size()); ++i)
        rows.append({Row::Kind::Hit, source, i});
    if (part.hasMore)
        rows.append({Row::Kind::More, source, -1});
    if (source == SearchSource::Deliveries)
        rows.append({Row::Kind::InWebhooks, source, -1});
    return rows;
}

void SearchResultsModel::refresh(SearchSource source)
{
    const auto first =
        std::ranges::find_if(m_rows, [source](const Row &row) { return row.source >= source; });
    const auto end =
        std::find_if(first, m_rows.end(), [source](const Row &row) { return row.source > source; });
    const int from = int(first - m_rows.begin());
    const int count = int(end - first);
    m_parts[std::size_t(source)] = m_search.part(source);
    const QList<Row> wanted = rowsOf(source);
    if (wanted.size() == count && areOf(m_rows, from, wanted)) {
        if (count > 0)
            emit dataChanged(index(from), index(from + count - 1));
        return;
    }
    if (count > 0) {
        beginRemoveRows({}, from, from + count - 1);
        m_rows.remove(from, count);
        endRemoveRows();
    }
    if (wanted.isEmpty())
        return;
    beginInsertRows({}, from, from + int(wanted.size()) - 1);
    for (qsizetype i = 0; i < wanted.size(); ++i)
        m_rows.insert(from + i, wanted[i]);
    endInsertRows();
}

const SearchResult *SearchResultsModel::result(int index) const
{
    const Row at = index >= 0 && index < m_rows.size() ? m_rows[index] : Row();
    const QList<SearchResult> &results = m_parts[std::size_t(at.source)].results;
    return at.kind == Row::Kind::Hit && at.result >= 0 && at.result < results.size() ? &results[at.result]
                                                                                     : nullptr;
}

qsizetype SearchResultsModel::hits() const
{
    return std::ranges::count_if(m_rows, [](const Row &row) { return row.kind == Row::Kind::Hit; });
}

int SearchResultsModel::firstChoice() const
{
    const auto first =
        std::ranges::find_if(m_rows, [](const Row &row) { return row.kind != Row::Kind::Title; });
    return first == m_rows.end() ? -1 : int(first - m_rows.begin());
}

int SearchResultsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

Qt::ItemFlags SearchResultsModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    return row(index.row()).kind == Row::Kind::Title ? Qt::ItemFlags(Qt::ItemIsEnabled)
                                                     : Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}

QString SearchResultsModel::spoken(const Row &row) const
{
    const SearchPart &part = m_parts[std::size_t(row.source)];
    switch (row.kind) {
    case Row::Kind::AskServer:
        return tr("Search %1 too").arg(visibleText(m_connection, 40));
    case Row::Kind::Title: {
        const bool more = part.hasMore || (part.total && *part.total > part.results.size());
        return tr("%1: %2", "source, number of hits")
            .arg(sourceTitle(row.source, m_connection),
                 numberText(part.results.size()) + (more ? u"+"_s : QString()));
    }
    case Row::Kind::More:
        return tr("Show more of these");
    case Row::Kind::InWebhooks:
        return tr("Show them all under Webhooks");
    case Row::Kind::Hit:
        break;
    }
    const SearchResult result = part.results.value(row.result);
    QStringList parts{visibleText(result.title, 200), resultIdentity(result), foundInText(result.foundIn),
                      visibleText(result.excerpt.text, 400)};
    if (result.at > 0)
        parts.append(relativeTime(result.at, now));
    parts.removeAll(QString());
    return parts.join(u", "_s);
}

QVariant SearchResultsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole)
        return spoken(row(index.row()));
    const SearchResult *hit = role == Qt::ToolTipRole ? result(index.row()) : nullptr;
    if (!hit)
        return {};
    QStringList lines{hit->title, resultIdentity(*hit)};
    if (!hit->excerpt.text.isEmpty())
        lines.append(
            tr("%1: %2", "where it was found, excerpt").arg(foundInText(hit->foundIn), hit->excerpt.text));
    if (hit->at > 0)
        lines.append(bothTimes(hit->at));
    return toolTipText(lines.join(u'\n'));
}

} // namespace tocsin::ui
