// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/admin/keys/capabilitymodel.h"

#include "ui/text/keytext.h"
#include "ui/widgets/badgedelegate.h"
#include "ui/widgets/visibletext.h"

namespace tocsin::ui {

void CapabilityModel::setCapabilities(const QList<flows::Capability> &capabilities)
{
    beginResetModel();
    m_rows = capabilities;
    endResetModel();
}

int CapabilityModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int CapabilityModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant CapabilityModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const flows::Capability &row = m_rows.at(index.row());
    constexpr qsizetype longest = 600;
    switch (role) {
    case Qt::DisplayRole:
        if (index.column() == What)
            return scopeWords(row.scope);
        return index.column() == Stands ? standingBadge(row.standing).word
                                        : visibleText(standingSentence(row), longest);
    case Qt::ToolTipRole:
        if (index.column() == What)
            return toolTipText(row.scope);
        return index.column() == Why && row.error ? toolTipText(row.error->detail) : QString();
    case badgeRole:
        return index.column() == Stands ? QVariant::fromValue(standingBadge(row.standing)) : QVariant();
    default:
        return {};
    }
}

QVariant CapabilityModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | Qt::AlignLeft);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case What:
        return tr("Scope");
    case Stands:
        return tr("Answer");
    case Why:
        return tr("What it means");
    default:
        return {};
    }
}

} // namespace tocsin::ui
