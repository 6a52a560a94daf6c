// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/endpointlistmodel.h"

#include "ui/text/numbertext.h"
#include "ui/text/verdicttext.h"
#include "ui/widgets/visibletext.h"

using namespace Qt::StringLiterals;

namespace tocsin::ui {

void EndpointListModel::setEndpoints(const QList<domain::Endpoint> &endpoints)
{
    if (endpoints == m_endpoints)
        return;
    beginResetModel();
    m_endpoints = endpoints;
    endResetModel();
}

void EndpointListModel::setCounts(const QHash<QString, storage::EndpointCount> &counts)
{
    if (counts == m_counts)
        return;
    m_counts = counts;
    emit dataChanged(index(0), index(rowCount() - 1));
}

void EndpointListModel::setForwards(const QHash<QString, Forwarding> &forwards)
{
    if (forwards == m_forwards)
        return;
    m_forwards = forwards;
    emit dataChanged(index(0), index(rowCount() - 1));
}

qint64 EndpointListModel::total() const
{
    qint64 sum = 0;
    for (const storage::EndpointCount &count : m_counts)
        sum += count.deliveries;
    return sum;
}

const domain::Endpoint *EndpointListModel::endpointAt(int row) const
{
    return row >= 1 && row <= m_endpoints.size() ? &m_endpoints.at(row - 1) : nullptr;
}

QString EndpointListModel::nameAt(int row) const
{
    const domain::Endpoint *endpoint = endpointAt(row);
    return endpoint ? endpoint->name : QString();
}

int EndpointListModel::rowOf(const QString &name) const
{
    for (int row = 1; row <= m_endpoints.size(); ++row) {
        if (m_endpoints.at(row - 1).name == name)
            return row;
    }
    return 0;
}

int EndpointListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_endpoints.size()) + 1;
}

QString EndpointListModel::lastVerdictText(const storage::EndpointCount &count)
{
    return tr("Last delivery: %1").arg(verdictBadge(count.lastVerdict).word);
}

QString EndpointListModel::toolTip(const domain::Endpoint &endpoint) const
{
    QStringList lines{endpoint.name, modeName(endpoint.mode)};
    if (m_counts.contains(endpoint.name))
        lines.append(lastVerdictText(m_counts.value(endpoint.name)));
    if (const auto forward = m_forwards.constFind(endpoint.name); forward != m_forwards.constEnd())
        lines.append(forward->badge.word + u": "_s + forward->sentence);
    return toolTipText(lines.join(u'\n'));
}

// What the row shows by marks and colours, in words.
QString EndpointListModel::accessibleText(const QModelIndex &index, const domain::Endpoint *endpoint,
                                          const storage::EndpointCount &count) const
{
    QStringList parts{data(index, Qt::DisplayRole).toString(),
                      deliveriesText(endpoint ? count.deliveries : total())};
    if (count.deliveries > 0)
        parts.append(lastVerdictText(count));
    if (endpoint && m_forwards.contains(endpoint->name))
        parts.append(m_forwards.value(endpoint->name).badge.word);
    return parts.join(u", "_s);
}

QVariant EndpointListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const domain::Endpoint *endpoint = endpointAt(index.row());
    const storage::EndpointCount count = endpoint ? m_counts.value(endpoint->name) : storage::EndpointCount();
    switch (role) {
    case Qt::DisplayRole:
        return endpoint ? visibleText(endpoint->name, 80) : tr("All endpoints");
    case Qt::ToolTipRole:
        return endpoint ? toolTip(*endpoint) : QString();
    case Qt::AccessibleTextRole:
        return accessibleText(index, endpoint, count);
    case NameRole:
        return endpoint ? endpoint->name : QString();
    case PathRole:
        return endpoint ? visibleText(endpoint->pathPrefix, 200) : QString();
    case CountRole:
        return numberText(endpoint ? count.deliveries : total());
    case VerdictRole:
        return int(count.lastVerdict);
    case HasForwardRole:
        return endpoint && m_forwards.contains(endpoint->name);
    case ForwardRole:
        return endpoint ? QVariant::fromValue(m_forwards.value(endpoint->name)) : QVariant();
    case HasVerdictRole:
        return count.deliveries > 0;
    default:
        return {};
    }
}

} // namespace tocsin::ui
