// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/signature/explain/explanation.h"
#include "ui/widgets/texttable.h"

#include <QWidget>

class QLineEdit;
class QToolButton;

namespace tocsin::ui {

// Everything that was tried, folded: by cause how many checks were computed and what came of them. Search
// looks into all columns.
class ConsideredList final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConsideredList)

public:
    explicit ConsideredList(const Theme &theme, QWidget *parent = nullptr);
    void show(const signature::Explanation &explanation);
    void setFolded(bool folded);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    using Row = QList<TextTableModel::Cell>;
    void fill();
    void nameToggle();
    void fitColumns();

    QToolButton *m_toggle;
    QWidget *m_folded;
    QLineEdit *m_search;
    TextTableModel *m_model;
    TextTable *m_table;
    QString m_summary;
    QList<Row> m_rows;
};

} // namespace tocsin::ui
