// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QWidget>

class QGridLayout;

namespace tocsin::ui {

// Facts as rows of a grey label and a selectable value, in groups with a small heading. Text from outside is
// welcome everywhere.
class FactGrid final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FactGrid)

public:
    explicit FactGrid(QWidget *parent = nullptr);

    void clear();
    void addHeading(const QString &text);
    void addFact(const QString &label, const QString &value); // an empty value leaves the row out
    void addWidget(const QString &label, QWidget *widget);
    void addText(const QString &text);
    void addWide(QWidget *widget);          // over both columns
    void setFixedValues(const QFont &font); // for the facts added from now on

private:
    QGridLayout *m_grid;
    QFont m_valueFont;
    int m_row = 0;
};

// A scroll area around a tab's content, with the tab's margins.
QWidget *scrolled(QWidget *content);

} // namespace tocsin::ui
