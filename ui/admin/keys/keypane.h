// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/keyoffice.h"

#include <QWidget>

class QPushButton;
class QSplitter;
class QStackedWidget;
class QTableView;

namespace tocsin::ui {

class EmptyState;
class KeyDetail;
class KeyTableModel;
class PlainLabel;
class Spinner;
class Theme;

// The keys of a server, or its clients: the list, the chosen one, and what can be done with it. Read anew
// when something was changed from here; the chosen row stays.
class KeyPane final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeyPane)

public:
    KeyPane(domain::IssuedKind kind, const Theme &theme, flows::KeyOffice &office, QWidget *parent = nullptr);

    void refresh();
    void forget(); // another server: nothing of the one before stays

signals:
    void notice(const QString &text);
    void connectionAsked();

protected:
    void showEvent(QShowEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildTable();
    QWidget *buildHead();
    void buildEmpty();
    void fitColumns();
    void read();
    void onList(const Result<flows::KeyList> &list);
    void onRotations(const Result<QList<storage::KeyRotation>> &rotations);
    void showChosen();
    void showFault(const Error &error);
    void create();
    void showMade(const flows::MadeKey &made);
    void rotate();
    void openRotation(const flows::KeyEntry &entry);
    void regenerate(const flows::KeyEntry &entry);
    void askDisable();
    void disable(const flows::KeyEntry &entry);
    const flows::KeyEntry *chosen() const;
    const storage::KeyRotation *openRotationOf(const flows::KeyEntry &entry) const;
    void copyRow() const;
    QString production() const; // the name of the server's connection, where it is of production
    void addKeys();
    void step(int by);

    const domain::IssuedKind m_kind;
    const Theme &m_theme;
    flows::KeyOffice &m_office;
    KeyTableModel *m_model;
    QTableView *m_table;
    KeyDetail *m_detail;
    PlainLabel *m_note; // the server has no list
    Spinner *m_spinner;
    QStackedWidget *m_stack;
    QSplitter *m_parts;
    EmptyState *m_empty;
    QPushButton *m_new;
    QPushButton *m_again = nullptr;
    QPushButton *m_first = nullptr;
    QPushButton *m_connect = nullptr;
    QList<storage::KeyRotation> m_rotations;
    QString m_before;    // the id of the chosen one, while rows are arranged anew
    quint64 m_round = 0; // of the question whose answer counts
    bool m_isStale = true;
    bool m_isLoaded = false;
};

} // namespace tocsin::ui
