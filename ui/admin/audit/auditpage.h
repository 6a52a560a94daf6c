// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/auditing.h"

#include <QWidget>

class QPushButton;
class QStackedWidget;

namespace tocsin::ui {

class AuditTable;
class AuditTableModel;
class ChainStrip;
class EmptyState;
class FactGrid;
class FilterBar;
class PlainLabel;
class Spinner;
class Theme;

// The record of every write that this console has sent: a list to filter and to read, what one entry says in
// full, the check of its chain, and the way into a file. Nothing here changes it.
class AuditPage final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AuditPage)

public:
    AuditPage(const Theme &theme, flows::Auditing &auditing, QWidget *parent = nullptr);

    void focusList();
    void exportFile(); // asks where to

signals:
    void notice(const QString &text); // for the status line

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *buildBrowser();
    void buildStates();
    void showState();
    void showFault(const Error &error);
    void showLost(const audit::Entry &entry, const Error &error);
    void showChosen();
    void copy();
    void write(const QString &path);

    const Theme &m_theme;
    flows::Auditing &m_auditing;
    AuditTableModel *m_model;
    FilterBar *m_filter;
    AuditTable *m_table;
    FactGrid *m_detail;
    ChainStrip *m_chain;
    PlainLabel *m_lost; // what was sent and could not be recorded
    Spinner *m_spinner;
    EmptyState *m_empty;
    QPushButton *m_again = nullptr;
    QPushButton *m_all = nullptr;
    QStackedWidget *m_states;
    qint64 m_shown = 0; // number of the entry in the detail
    int m_lostCount = 0;
    bool m_isFilled = false;
    bool m_failed = false;
};

} // namespace tocsin::ui
