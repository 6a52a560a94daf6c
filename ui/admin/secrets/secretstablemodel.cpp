// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/admin/secrets/secretstablemodel.h"

#include "ui/text/secrettext.h"
#include "ui/text/timetext.h"
#include "ui/widgets/visibletext.h"

namespace tocsin::ui {

using flows::SecretRow;

namespace {

constexpr qsizetype longestCell = 200; // characters

}

SecretsTableModel::SecretsTableModel(const flows::SecretUses &uses, QObject *parent)
    : QAbstractTableModel(parent)
    , m_uses(uses)
{}

void SecretsTableModel::refresh(Micros now)
{
    const QList<SecretRow> &rows = m_uses.rows();
    const auto sameLabels = [&] {
        return std::equal(
            rows.begin(), rows.end(), m_rows.begin(), m_rows.end(),
            [](const SecretRow &a, const SecretRow &b) { return a.secret.label == b.secret.label; });
    };
    m_now = now;
    if (sameLabels()) {
        m_rows = rows;
        if (!m_rows.isEmpty())
            emit dataChanged(index(0, 0), index(int(m_rows.size()) - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_rows = rows;
    endResetModel();
}

const SecretRow *SecretsTableModel::at(int row) const
{
    return row >= 0 && row < m_rows.size() ? &m_rows.at(row) : nullptr;
}

int SecretsTableModel::rowOf(const QString &label) const
{
    for (qsizetype row = 0; row < m_rows.size(); ++row) {
        if (m_rows.at(row).secret.label == label)
            return int(row);
    }
    return -1;
}

int SecretsTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int SecretsTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString SecretsTableModel::text(const SecretRow &row, int column) const
{
    switch (column) {
    case Label:
        return row.secret.label;
    case Kind:
        return kindWord(row.kind());
    case UsedBy:
        return usesText(row);
    case LastMatched:
        return matchText(row, m_now);
    case Age:
        return ageText(row, m_now);
    default:
        return {};
    }
}

QVariant SecretsTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const SecretRow &row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return visibleText(text(row, index.column()), longestCell);
    case Qt::ToolTipRole:
        return toolTipText(index.column() == LastMatched && row.lastMatched != 0 ? bothTimes(row.lastMatched)
                           : index.column() == Age ? bothTimes(row.secret.addedAt * microsPerSecond)
                                                   : text(row, index.column()));
    default:
        return {};
    }
}

QVariant SecretsTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | Qt::AlignLeft);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Label:
        return tr("Label");
    case Kind:
        return tr("Kind");
    case UsedBy:
        return tr("Used by");
    case LastMatched:
        return tr("Last matched");
    case Age:
        return tr("Age");
    default:
        return QString();
    }
}

} // namespace tocsin::ui
