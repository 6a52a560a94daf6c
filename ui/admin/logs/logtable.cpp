// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/admin/logs/logtable.h"

#include "ui/widgets/badgedelegate.h"

using namespace Qt::StringLiterals;

namespace tocsin::ui {

LogTable::LogTable(const Theme &theme, LogTableModel &model, QWidget *parent)
    : RowsTable(theme, model, LogTableModel::Text, parent)
{
    setObjectName(u"logTable"_s);
    setAccessibleName(tr("Log"));
    setItemDelegate(new BadgeDelegate(theme, LogTableModel::badgeRole, this));
    setTextElideMode(Qt::ElideRight);
    nameChip(u"logNew"_s);
    addKey(tr("Next"), {Qt::Key_J}, [this] { step(1); });
    addKey(tr("Previous"), {Qt::Key_K}, [this] { step(-1); });
    addKey(tr("Copy"), {QKeySequence::Copy}, [this] { emit copyAsked(); });
    addKey(tr("Search"), {Qt::Key_Slash}, [this] { emit searchAsked(); });
}

void LogTable::fitColumns()
{
    const QFontMetrics metrics(font());
    const int all = viewport()->width();
    setColumnWidth(LogTableModel::When, qMin(metrics.horizontalAdvance(u"30 Nov 00:00:00"_s) + 24, all / 4));
    setColumnWidth(LogTableModel::Severity, qMin(metrics.horizontalAdvance(tr("Warning")) + 48, all / 4));
    setColumnWidth(LogTableModel::Category,
                   qMin(metrics.horizontalAdvance(u"tocsin.flows.contractcheck"_s) + 24, all / 4));
}

} // namespace tocsin::ui
