// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/senders.h"

#include <QFrame>

class QAction;
class QPushButton;
class QTabWidget;
class QToolButton;
class QTreeView;

namespace tocsin::ui {

class FactGrid;
class JsonTreeModel;
class PlainLabel;
class SendersTableModel;
class Theme;
class VerdictBanner;

// One sender in full: facts, the webhook definitions or alert types behind it, and what the tenant sent,
// without its secrets. Rebuilt only when something of it is new.
class SenderDetail final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SenderDetail)

public:
    SenderDetail(const Theme &theme, const flows::TenantDesk &tenants, const flows::Senders &senders,
                 const SendersTableModel &model, QWidget *parent = nullptr);

    void show(const flows::Sender *sender); // null = none is chosen
    QList<QAction *> acts() const;          // that apply to it now

signals:
    void editAsked();
    void rotateAsked();
    void pointAsked();
    void deliveriesAsked();
    void rotationAsked();
    void removeAsked();

private:
    QWidget *buildHead();
    QAction *addAct(const QString &text, const QString &name, void (SenderDetail::*signal)());
    QByteArray stampOf(const flows::Sender &sender) const;
    void fill(const flows::Sender &sender);
    void showBanners(const flows::Sender &sender, const socotra::Integration *entry);
    void showActs(const flows::Sender *sender);

    const Theme &m_theme;
    const flows::TenantDesk &m_tenants;
    const flows::Senders &m_senders;
    const SendersTableModel &m_model;
    QByteArray m_stamp; // of what is shown
    PlainLabel *m_title;
    PlainLabel *m_subtitle;
    VerdictBanner *m_warning;
    VerdictBanner *m_rotation;
    QPushButton *m_edit;
    QPushButton *m_rotate;
    QPushButton *m_deliveries;
    QToolButton *m_more;
    QAction *m_point;
    QAction *m_view;
    QAction *m_remove;
    QTabWidget *m_tabs;
    FactGrid *m_facts;
    FactGrid *m_second; // definitions, or alert types
    JsonTreeModel *m_rawModel;
    QTreeView *m_raw;
};

} // namespace tocsin::ui
