// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/replay/replayresultmodel.h"

#include "ui/text/errortext.h"
#include "ui/text/replaytext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/visibletext.h"

using namespace Qt::StringLiterals;

namespace tocsin::ui {

ReplayResultModel::ReplayResultModel(const Theme &theme, QObject *parent)
    : QAbstractTableModel(parent)
    , m_theme(theme)
{}

void ReplayResultModel::clear()
{
    beginResetModel();
    m_results.clear();
    m_counts.clear();
    m_notSent = 0;
    m_bytes = 0;
    m_firstWithout = -1;
    endResetModel();
}

void ReplayResultModel::append(const flows::ReplayResult &result)
{
    const int row = int(m_results.size());
    beginInsertRows({}, row, row);
    m_results.append(result);
    if (result.notSent)
        ++m_notSent;
    else
        ++m_counts[int(result.answer.verdict)];
    m_bytes += result.answer.head.size() + result.answer.body.size();
    if (m_bytes > mostBytes && result.notKept.isEmpty()) {
        if (m_firstWithout < 0)
            m_firstWithout = row;
        m_results.last().answer.head.clear();
        m_results.last().answer.body.clear();
    }
    endInsertRows();
}

int ReplayResultModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_results.size());
}

int ReplayResultModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString ReplayResultModel::text(const flows::ReplayResult &result, int column) const
{
    switch (column) {
    case Delivery:
        return u"#%1"_s.arg(result.answer.delivery);
    case Verdict:
        return result.notSent ? tr("Not sent") : replayBadge(result.answer.verdict).word;
    case Answer:
        return result.notSent ? QString() : answerText(result.answer);
    case Note:
        if (result.notSent)
            return asSentence(result.notSent->detail);
        return result.notKept.isEmpty() ? asSentence(result.answer.error)
                                        : tr("The answer is not kept: %1").arg(result.notKept);
    default:
        return {};
    }
}

QVariant ReplayResultModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const flows::ReplayResult &result = m_results.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return visibleText(text(result, index.column()), 300);
    case Qt::ToolTipRole:
        return index.column() == Note ? toolTipText(text(result, Note)) : QString();
    case Qt::FontRole:
        return index.column() == Delivery ? QVariant(m_theme.fixedFont()) : QVariant();
    case Qt::ForegroundRole:
        return result.notSent && index.column() != Delivery ? QVariant(m_theme.color(Tone::High))
                                                            : QVariant();
    case BadgeRole:
        return result.notSent ? -1 : int(result.answer.verdict);
    default:
        return {};
    }
}

QVariant ReplayResultModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    const QString titles[] = {tr("Delivery"), tr("Verdict"), tr("Answer"), tr("What happened")};
    return section >= 0 && section < ColumnCount ? titles[section] : QVariant();
}

} // namespace tocsin::ui
