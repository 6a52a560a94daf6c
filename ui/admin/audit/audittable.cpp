// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/admin/audit/audittable.h"

#include "ui/widgets/badgedelegate.h"

using namespace Qt::StringLiterals;

namespace tocsin::ui {

AuditTable::AuditTable(const Theme &theme, AuditTableModel &model, QWidget *parent)
    : RowsTable(theme, model, AuditTableModel::Target, parent)
{
    setObjectName(u"auditTable"_s);
    setAccessibleName(tr("Writes"));
    setItemDelegate(new BadgeDelegate(theme, AuditTableModel::badgeRole, this));
    setTextElideMode(Qt::ElideMiddle);
    nameChip(u"auditNew"_s);
    addKey(tr("Next"), {Qt::Key_J}, [this] { step(1); });
    addKey(tr("Previous"), {Qt::Key_K}, [this] { step(-1); });
    addKey(tr("Copy"), {QKeySequence::Copy}, [this] { emit copyAsked(); });
    addKey(tr("Filter"), {Qt::Key_Slash}, [this] { emit filterAsked(); });
}

void AuditTable::fitColumns()
{
    const QFontMetrics metrics(font());
    const auto width = [&](int column, const QString &sample, int most) {
        setColumnWidth(column, qMin(metrics.horizontalAdvance(sample) + 24, most));
    };
    const int all = viewport()->width();
    constexpr int roomForWho = 620; // px; the detail says it as well
    setColumnHidden(AuditTableModel::Who, all < roomForWho);
    width(AuditTableModel::When, u"30 Nov 00:00:00"_s, all / 4);
    width(AuditTableModel::Who, u"Acme production / tenant.admin"_s, all / 4);
    width(AuditTableModel::What, u"replay, edited"_s, all / 6);
    width(AuditTableModel::Answer, u"answer unknown"_s, all / 6);
}

} // namespace tocsin::ui
