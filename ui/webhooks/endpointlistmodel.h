// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/endpoint.h"
#include "core/storage/deliverybrowser.h"
#include "ui/widgets/badge.h"

#include <QAbstractListModel>

namespace tocsin::ui {

// The endpoints with what was captured on each; the first row stands for all of them.
class EndpointListModel final : public QAbstractListModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EndpointListModel)

public:
    enum Role {
        NameRole = Qt::UserRole + 1,
        PathRole,
        CountRole,
        VerdictRole,
        HasVerdictRole,
        HasForwardRole,
        ForwardRole
    };

    using QAbstractListModel::QAbstractListModel;

    void setEndpoints(const QList<domain::Endpoint> &endpoints);
    struct Forwarding // how the relay of an endpoint stands
    {
        BadgeText badge;
        QString sentence;
        bool operator==(const Forwarding &) const = default;
    };
    void setForwards(const QHash<QString, Forwarding> &forwards);
    void setCounts(const QHash<QString, storage::EndpointCount> &counts);
    qint64 total() const;
    QString nameAt(int row) const; // empty for the first row
    int rowOf(const QString &name) const;
    const domain::Endpoint *endpointAt(int row) const; // null for the first row

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    QString toolTip(const domain::Endpoint &endpoint) const;
    QString accessibleText(const QModelIndex &index, const domain::Endpoint *endpoint,
                           const storage::EndpointCount &count) const;
    static QString lastVerdictText(const storage::EndpointCount &count);

    QList<domain::Endpoint> m_endpoints;
    QHash<QString, storage::EndpointCount> m_counts;
    QHash<QString, Forwarding> m_forwards;
};

} // namespace tocsin::ui

Q_DECLARE_METATYPE(tocsin::ui::EndpointListModel::Forwarding)
