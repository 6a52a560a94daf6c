// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/incidents/activitytab.h"

#include "ui/text/timetext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/emptyhint.h"
#include "ui/widgets/texttable.h"

#include <QHeaderView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

ActivityTab::ActivityTab(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_model(new TextTableModel(theme, {tr("When"), tr("Where"), tr("What")}, this))
    , m_table(new TextTable(theme, *m_model, u"incidentActivity"_s, this))
{
    m_model->setFixedColumns({0});
    m_table->setAccessibleName(tr("Activity of the incident"));
    const QFontMetrics fixed(theme.fixedFont());
    m_table->horizontalHeader()->resizeSection(0, fixed.horizontalAdvance(u"2026-11-30 00:00:00"_s) + 24);
    m_table->horizontalHeader()->resizeSection(1, fontMetrics().horizontalAdvance(tr("Server")) + 28);
    showWhenEmpty(*m_table, tr("Nothing is known of it yet."));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_table);
}

void ActivityTab::setLines(const QList<ActivityLine> &lines)
{
    QList<QList<TextTableModel::Cell>> rows;
    for (const ActivityLine &line : lines) {
        const QList<TextTableModel::Cell> cells{
            {localTime(line.at).left(19)}, {line.isHere ? tr("Here") : tr("Server")}, {line.what}};
        rows.append(cells);
    }
    m_model->setRows(rows);
}

} // namespace tocsin::ui
