// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QTabWidget>

class QMenu;
class QPushButton;

namespace tocsin::ui {

// Tabs whose row is never cut and never scrolled: those that do not fit are in a menu at its end. The one
// that is shown always stands in the row, and the arrow keys reach them all. The index of a tab never
// changes.
class FittedTabs final : public QTabWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FittedTabs)

public:
    explicit FittedTabs(QWidget *parent = nullptr);
    ~FittedTabs() override;

    void setTabText(int index, const QString &text); // a longer text may leave no room for another tab
    bool isInRow(int index) const { return isTabVisible(index); }

    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void tabInserted(int index) override;
    void tabRemoved(int index) override;

private:
    class Row;
    void fit();
    QList<bool> chooseRow() const;
    void fillMenu();
    void placeButton();

    Row *m_row;
    QPushButton *m_more;
    QMenu *m_menu;
    bool m_fitting = false;
};

} // namespace tocsin::ui
