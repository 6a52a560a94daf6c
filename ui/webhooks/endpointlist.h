// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/endpoint.h"
#include "core/storage/deliverybrowser.h"
#include "ui/webhooks/endpointlistmodel.h"

#include <QFrame>

class QListView;

namespace tocsin::ui {

class Theme;

// The left column: endpoints with path, number captured, the last verdict as its mark, and a button to copy
// the URL. Selecting one asks for its deliveries.
class EndpointList final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EndpointList)

public:
    explicit EndpointList(const Theme &theme, QWidget *parent = nullptr);

    void setEndpoints(const QList<domain::Endpoint> &endpoints);
    void setForwards(const QHash<QString, EndpointListModel::Forwarding> &forwards);
    void setCounts(const QHash<QString, storage::EndpointCount> &counts);
    qint64 total() const;
    void showSelected(const QString &name); // empty = all; asks for nothing
    QString selected() const;
    QList<QAction *> listActions() const; // keys that work while the list has the focus

signals:
    void chosen(const QString &name); // empty = all
    void urlCopyAsked(const QString &name);
    void addAsked();
    void editAsked(const QString &name);
    void removeAsked(const QString &name);
    void testAsked(const QString &name);
    void rotationAsked(const QString &name);
    void forwardAsked(const QString &name);
    void rulesAsked(const QString &name);

private:
    void addKeys();
    void openMenu(QPoint position);

    EndpointListModel *m_model;
    QListView *m_view;
    bool m_quiet = false; // a selection that is set from outside asks for nothing
};

} // namespace tocsin::ui
