// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/deliverytable.h"

#include "ui/text/timetext.h"
#include "ui/webhooks/deliverydelegate.h"

#include <QAction>
#include <QHeaderView>
#include <QScrollBar>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using domain::DeliveryId;

namespace {
constexpr int leastEvent = 110;                              // px
constexpr int widest = 1000;                                 // px, of a column
constexpr Micros otherDay = 1'664'395'200 * microsPerSecond; // 28 September, in the evening
} // namespace

DeliveryTable::DeliveryTable(const Theme &theme, DeliveryTableModel &model, QWidget *parent)
    : RowsTable(theme, model, DeliveryTableModel::Event, parent)
    , m_model(model)
{
    setObjectName(u"deliveryTable"_s);
    nameChip(u"newChip"_s);
    setAccessibleName(tr("Deliveries"));
    setItemDelegate(new DeliveryDelegate(theme, model, this));
    connect(horizontalHeader(), &QHeaderView::sectionResized, this, [this](int column, int, int width) {
        if (!m_fitting && width > 0 && column != DeliveryTableModel::Event)
            m_chosen[size_t(column)] = width;
    });
    fitColumns();
    addKeys();
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        m_model.lookAhead(value, value + viewport()->height() / rowPixels, value >= m_lastValue);
        m_lastValue = value;
    });
}

void DeliveryTable::fitColumns()
{
    const QFontMetrics metrics(font());
    const auto width = [&metrics](const QString &sample) { return metrics.horizontalAdvance(sample) + 22; };
    Widths widths = {};
    widths[DeliveryTableModel::Time] = width(listTime(otherDay, 0)); // the longer of the two forms
    QFont bold = font();
    bold.setWeight(QFont::DemiBold); // the header's
    widths[DeliveryTableModel::Endpoint] = qMax(
        width(u"catch-all"_s),
        QFontMetrics(bold).horizontalAdvance(
            m_model.headerData(DeliveryTableModel::Endpoint, Qt::Horizontal, Qt::DisplayRole).toString()) +
            20);
    widths[DeliveryTableModel::Verdict] = width(u"Genuine, too old"_s) + 28; // bold, and its mark
    widths[DeliveryTableModel::Severity] = width(u"Medium"_s) + 14;
    widths[DeliveryTableModel::Try] = 44;
    // What a narrow list leaves out first is what the inspector says as well.
    int left = viewport()->width() - leastEvent;
    const int byWorth[] = {DeliveryTableModel::Time, DeliveryTableModel::Verdict,
                           DeliveryTableModel::Severity, DeliveryTableModel::Endpoint,
                           DeliveryTableModel::Try};
    m_fitting = true;
    for (const int column : byWorth) {
        const int wanted = m_chosen[size_t(column)] > 0 ? m_chosen[size_t(column)] : widths[size_t(column)];
        setColumnHidden(column, wanted > left && column != DeliveryTableModel::Time);
        left -= isColumnHidden(column) ? 0 : wanted;
        if (!isColumnHidden(column))
            horizontalHeader()->resizeSection(column, wanted);
    }
    m_fitting = false;
}

void DeliveryTable::resetColumns()
{
    m_chosen = {};
    fitColumns();
}

QString DeliveryTable::columnState() const
{
    QStringList words;
    for (const int width : m_chosen)
        words.append(QString::number(width));
    return words.join(u' ');
}

void DeliveryTable::restoreColumns(const QString &state)
{
    const QStringList words = state.split(u' ');
    if (words.size() != qsizetype(m_chosen.size()))
        return; // of another version: the fit is better than a guess
    for (size_t i = 0; i < m_chosen.size(); ++i)
        m_chosen[i] = qBound(0, words.at(qsizetype(i)).toInt(), widest);
    fitColumns();
}

QList<DeliveryId> DeliveryTable::selectedIds() const
{
    const QList<int> rows = selectedRows();
    QList<DeliveryId> ids;
    ids.reserve(rows.size());
    for (const int row : rows)
        ids.append(m_model.idAt(row));
    return ids;
}

DeliveryId DeliveryTable::currentId() const
{
    return currentIndex().isValid() ? m_model.idAt(currentIndex().row()) : 0;
}

void DeliveryTable::selectId(DeliveryId id)
{
    selectRowAt(m_model.rowOf(id));
}

QString DeliveryTable::selectionAsTsv() const
{
    QStringList header;
    for (int c = 0; c < DeliveryTableModel::ColumnCount; ++c)
        header.append(m_model.headerData(c, Qt::Horizontal, Qt::DisplayRole).toString());
    QStringList lines{header.join(u'\t')};
    for (const DeliveryId id : selectedIds()) {
        const int row = m_model.rowOf(id);
        QStringList cells;
        for (int c = 0; c < DeliveryTableModel::ColumnCount; ++c)
            cells.append(m_model.index(row, c).data().toString());
        lines.append(cells.join(u'\t'));
    }
    return lines.join(u'\n') + u'\n';
}

void DeliveryTable::addKeys()
{
    addKey(tr("Next delivery"), {Qt::Key_J}, [this] { step(1); });
    addKey(tr("Previous delivery"), {Qt::Key_K}, [this] { step(-1); });
    addKey(tr("Open in the inspector"), {Qt::Key_Return, Qt::Key_Enter}, [this] { emit opened(); });
    addKey(tr("Delete the chosen"), {Qt::Key_Delete}, [this] { emit deleteAsked(); });
    addKey(tr("Copy rows"), {QKeySequence(QKeySequence::Copy)}, [this] { emit copyAsked(); });
}

void DeliveryTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    emit currentIdChanged(current.isValid() ? m_model.idAt(current.row()) : 0);
}

} // namespace tocsin::ui
