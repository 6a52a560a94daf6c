// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/admin/secrets/secretstable.h"

#include "ui/widgets/celldelegate.h"

using namespace Qt::StringLiterals;

namespace tocsin::ui {

SecretsTable::SecretsTable(const Theme &theme, SecretsTableModel &model, QWidget *parent)
    : RowsTable(theme, model, SecretsTableModel::UsedBy, parent)
{
    setObjectName(u"secretsTable"_s);
    setAccessibleName(tr("Secrets"));
    setItemDelegate(new CellDelegate(theme, this));
    setSelectionMode(SingleSelection);
    setTextElideMode(Qt::ElideMiddle);
    nameChip(u"secretsNew"_s);
    addKey(tr("Next"), {Qt::Key_J}, [this] { step(1); });
    addKey(tr("Previous"), {Qt::Key_K}, [this] { step(-1); });
    addKey(tr("Rotate…"), {Qt::Key_Return, Qt::Key_Enter}, [this] { emit rotateAsked(); });
    addKey(tr("Retire…"), {Qt::Key_Delete}, [this] { emit retireAsked(); });
    connect(this, &RowsTable::opened, this, &SecretsTable::rotateAsked);
}

void SecretsTable::fitColumns()
{
    const QFontMetrics metrics(font());
    const int all = viewport()->width();
    constexpr int roomForKind = 620; // px; the detail says it as well
    setColumnHidden(SecretsTableModel::Kind, all < roomForKind);
    const auto width = [&](int column, const QString &sample, int most) {
        setColumnWidth(column, qMin(metrics.horizontalAdvance(sample) + 24, most));
    };
    width(SecretsTableModel::Label, u"socmate-acme-production"_s, all * 3 / 10);
    width(SecretsTableModel::Kind, tr("Signing secret"), all / 5);
    width(SecretsTableModel::LastMatched, tr("Last matched") + u"  "_s, all / 4);
    width(SecretsTableModel::Age, u"1000 days"_s, all / 5);
}

} // namespace tocsin::ui
