// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/admin/keys/keytablemodel.h"

#include "ui/text/keytext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/badgedelegate.h"
#include "ui/widgets/visibletext.h"

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using flows::KeyEntry;

KeyTableModel::KeyTableModel(const Theme &theme, QObject *parent)
    : QAbstractTableModel(parent)
    , m_theme(theme)
{}

void KeyTableModel::setList(const flows::KeyList &list, Micros now)
{
    beginResetModel();
    m_list = list;
    m_now = now;
    arrange();
    endResetModel();
}

const KeyEntry *KeyTableModel::at(int row) const
{
    return row >= 0 && row < m_list.entries.size() ? &m_list.entries.at(row) : nullptr;
}

int KeyTableModel::rowOf(const QString &serverId) const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (at(row)->serverId == serverId)
            return row;
    }
    return -1;
}

QString KeyTableModel::rowAsText(int row) const
{
    QStringList cells;
    for (int column = 0; column < ColumnCount; ++column)
        cells.append(text(*at(row), column));
    return cells.join(u'\t');
}

int KeyTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_list.entries.size());
}

int KeyTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString KeyTableModel::text(const KeyEntry &entry, int column) const
{
    switch (column) {
    case Name:
        return entry.name;
    case State:
        return keyStateBadge(entry, m_list.isOffered, m_now).word;
    case Scopes:
        return scopesLine(entry.scopes);
    case LastUse:
        return lastUseWords(entry, m_now);
    case Expires:
        return expiryWords(entry, m_now);
    case Maker:
        return makerWords(entry);
    default:
        return {};
    }
}

QVariant KeyTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    constexpr qsizetype longest = 300;
    const KeyEntry &entry = m_list.entries.at(index.row());
    const bool isOver = flows::keyState(entry, m_list.isOffered, m_now) == flows::KeyState::Disabled;
    switch (role) {
    case Qt::DisplayRole:
        return visibleText(text(entry, index.column()), longest);
    case Qt::ToolTipRole:
        return toolTipText(index.column() == Scopes ? entry.scopes.join(u'\n') : text(entry, index.column()));
    case badgeRole:
        return index.column() == State ? QVariant::fromValue(keyStateBadge(entry, m_list.isOffered, m_now))
                                       : QVariant();
    case Qt::ForegroundRole: {
        const bool warns = (index.column() == Expires && isExpirySoon(entry, m_now)) ||
                           (index.column() == LastUse && isLongUnused(entry, m_now));
        if (isOver)
            return m_theme.color(Tone::Muted);
        return warns ? QVariant(m_theme.color(Tone::Stale)) : QVariant();
    }
    default:
        return {};
    }
}

void KeyTableModel::sort(int column, Qt::SortOrder order)
{
    beginResetModel();
    m_column = column;
    m_order = order;
    arrange();
    endResetModel();
}

// Numbers by what they count; what is not told comes last.
bool KeyTableModel::isBefore(const KeyEntry &left, const KeyEntry &right) const
{
    constexpr int notTold = std::numeric_limits<int>::max();
    switch (m_column) {
    case LastUse:
        return flows::unusedDays(left, m_now).value_or(notTold) <
               flows::unusedDays(right, m_now).value_or(notTold);
    case Expires:
        return flows::daysLeft(left, m_now).value_or(notTold) <
               flows::daysLeft(right, m_now).value_or(notTold);
    case Scopes:
        return left.scopes.size() < right.scopes.size();
    default:
        return text(left, m_column).localeAwareCompare(text(right, m_column)) < 0;
    }
}

void KeyTableModel::arrange()
{
    if (m_column < 0)
        return;
    std::ranges::stable_sort(m_list.entries, [this](const KeyEntry &left, const KeyEntry &right) {
        return m_order == Qt::AscendingOrder ? isBefore(left, right) : isBefore(right, left);
    });
}

QVariant KeyTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | Qt::AlignLeft);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Name");
    case State:
        return tr("State");
    case Scopes:
        return tr("Scopes");
    case LastUse:
        return tr("Last use");
    case Expires:
        return tr("Expires");
    case Maker:
        return tr("Made by");
    default:
        return {};
    }
}

} // namespace tocsin::ui
