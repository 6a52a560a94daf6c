// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QFrame>

#include <QTimer>

class QComboBox;
class QLineEdit;
class QListView;

namespace tocsin::ui {

class SessionTableModel;
class Theme;

// The investigations, newest first, what of them is wanted, and the button for another one.
class SessionList final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SessionList)

public:
    SessionList(const Theme &theme, SessionTableModel &model, QWidget *parent = nullptr);

    qint64 current() const; // 0 = none
    void select(qint64 id); // if it is listed
    void focus();
    void focusSearch();
    void showAll(); // nothing is left out
    QList<QAction *> listActions() const;

signals:
    void chosen(qint64 id);
    void newAsked();
    void serverAsked(); // for those that the server has and this list has not
    void opened();      // Enter: on to the report
    void againAsked();  // the same question once more
    void exportAsked();
    void compareAsked();
    void optionsAsked();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *buildFilter(const Theme &theme);
    QWidget *buildFoot(const Theme &theme);
    void addKeys();
    void move(int rows);
    void applyFilter();

    SessionTableModel &m_model;
    QListView *m_view;
    QLineEdit *m_words = nullptr;
    QComboBox *m_show = nullptr;
    QTimer m_typed; // a moment after the last letter
};

} // namespace tocsin::ui
