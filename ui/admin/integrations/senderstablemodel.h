// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/senders.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>

namespace tocsin::ui {

// Who sends to this console, a row each. Texts from outside are made visible here.
class SendersTableModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SendersTableModel)

public:
    enum Column { Name, Kind, Url, Signed, Events, Last, Secret, ColumnCount };
    enum Role { WordsRole = Qt::UserRole, BadgeRole };

    SendersTableModel(const flows::TenantDesk &tenants, const flows::WebhookDesk &webhooks,
                      QObject *parent = nullptr);

    // Keeps rows that are still there where they are.
    void setSenders(const QList<flows::Sender> &senders);
    const flows::Sender &sender(int row) const { return m_senders.at(row); }
    int rowOf(const QString &key) const; // -1 = not there
    // The tenant's entry of a row; null when it is none, or is gone.
    const socotra::Integration *integration(const flows::Sender &sender) const;
    // The events that it is to send; of SOCWarden those that were learned, of which the page tells more.
    QStringList events(const flows::Sender &sender) const;
    QString schemeName(const domain::Endpoint &endpoint) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const flows::Sender &sender, int column) const;
    QString signedWords(const flows::Sender &sender) const;
    QString lastWords(const flows::Sender &sender) const;
    QString secretWords(const flows::Sender &sender) const;
    bool isInsecure(const flows::Sender &sender) const;

    const flows::TenantDesk &m_tenants;
    const flows::WebhookDesk &m_webhooks;
    QList<flows::Sender> m_senders;
};

// The rows that have every typed word.
class SendersFilter final : public QSortFilterProxyModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SendersFilter)

public:
    using QSortFilterProxyModel::QSortFilterProxyModel;
    void setTyped(const QString &typed);

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    QStringList m_words;
};

} // namespace tocsin::ui
