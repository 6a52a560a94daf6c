// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/livecheck.h"
#include "ui/widgets/badge.h"

#include <QAbstractTableModel>
#include <QFrame>

class QComboBox;
class QTableView;

namespace tocsin::flows {
class WebhookDesk;
}

namespace tocsin::ui {

class PlainLabel;
class Theme;

// What the live check has found, a row for each delivery.
class LiveTableModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LiveTableModel)

public:
    enum Column { Time, Event, Before, Now, Why, ColumnCount };
    static constexpr int BadgeRole = Qt::UserRole;

    using QAbstractTableModel::QAbstractTableModel;
    void setVerdicts(const QList<flows::LiveVerdict> &verdicts);
    const QList<flows::LiveVerdict> &verdicts() const { return m_verdicts; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<flows::LiveVerdict> m_verdicts;
};

// The scheme that is being edited against what was captured: an endpoint's newest deliveries, each with the
// verdict that it has and the one that it would have.
class LivePanel final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LivePanel)

public:
    LivePanel(const Theme &theme, flows::WebhookDesk &desk, QWidget *parent = nullptr);

    void setScheme(const std::optional<signature::Scheme> &scheme);
    void chooseEndpointOf(const QString &schemeId); // the one that uses it, else the present one
    void chooseEndpoint(const QString &name);

private:
    void listEndpoints();
    void listSecrets();
    void showCount();

    flows::WebhookDesk &m_desk;
    flows::LiveCheck m_check;
    LiveTableModel *m_model;
    QComboBox *m_endpoint;
    QComboBox *m_secret;
    PlainLabel *m_count;
    QTableView *m_table;
    bool m_hasScheme = false;
};

} // namespace tocsin::ui
