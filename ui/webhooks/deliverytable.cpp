// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/deliverytable.h"

#include "ui/text/timetext.h"
#include "ui/theme/theme.h"
#include "ui/webhooks/deliverydelegate.h"
#include "ui/widgets/chip.h"

#include <QAction>
#include <QHeaderView>
#include <QScrollBar>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using domain::DeliveryId;

namespace {
constexpr int rowPixels = 28;                                // px
constexpr int leastEvent = 110;                              // px
constexpr int widest = 1000;                                 // px, of a column
constexpr Micros otherDay = 1'664'395'200 * microsPerSecond; // 28 September, in the evening
} // namespace

DeliveryTable::DeliveryTable(const Theme &theme, DeliveryTableModel &model, QWidget *parent)
    : QTableView(parent)
    , m_model(model)
    , m_new(new Chip(theme, this))
{
    setObjectName(u"deliveryTable"_s);
    setAccessibleName(tr("Deliveries"));
    setModel(&model);
    setItemDelegate(new DeliveryDelegate(theme, model, this));
    setShowGrid(false);
    setMouseTracking(true);
    setWordWrap(false);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false);
    setCornerButtonEnabled(false);
    setVerticalScrollMode(ScrollPerItem);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(rowPixels);
    verticalHeader()->setDefaultSectionSize(rowPixels);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Interactive);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setMinimumSectionSize(36);
    horizontalHeader()->setFixedHeight(30);
    horizontalHeader()->setSectionResizeMode(DeliveryTableModel::Event, QHeaderView::Stretch);
    connect(horizontalHeader(), &QHeaderView::sectionResized, this, [this](int column, int, int width) {
        if (!m_fitting && width > 0 && column != DeliveryTableModel::Event)
            m_chosen[size_t(column)] = width;
    });
    fitColumns();
    addKeys();
    connect(&theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
    m_new->setObjectName(u"newChip"_s);
    m_new->hide();
    connect(m_new, &Chip::clicked, this, &QTableView::scrollToTop);
    connect(&model, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { keepPlace(first, last - first + 1); });
    connect(&model, &QAbstractItemModel::modelReset, this, [this] {
        m_unseen = 0;
        showNewChip();
    });
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        if (value == 0)
            m_unseen = 0;
        showNewChip();
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

// Rows that were put in above what is looked at push it down; move along with it.
void DeliveryTable::keepPlace(int first, int count)
{
    QScrollBar *bar = verticalScrollBar();
    if (first != 0 || bar->value() == 0)
        return;
    m_unseen += count;
    updateGeometries(); // the range must know the new rows before the value can
    bar->setValue(bar->value() + count);
    showNewChip();
}

void DeliveryTable::showNewChip()
{
    m_new->setVisible(m_unseen > 0);
    if (m_unseen == 0)
        return;
    m_new->setTexts(tr("%n new", nullptr, m_unseen), {});
    m_new->resize(m_new->sizeHint());
    m_new->move((width() - m_new->width()) / 2, horizontalHeader()->height() + 8);
    m_new->raise();
}

QList<DeliveryId> DeliveryTable::selectedIds() const
{
    QList<int> rows;
    for (const QItemSelectionRange &range : selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.append(row);
    }
    std::sort(rows.begin(), rows.end());
    QList<DeliveryId> ids;
    ids.reserve(rows.size());
    for (const int row : std::as_const(rows))
        ids.append(m_model.idAt(row));
    return ids;
}

DeliveryId DeliveryTable::currentId() const
{
    return currentIndex().isValid() ? m_model.idAt(currentIndex().row()) : 0;
}

void DeliveryTable::selectId(DeliveryId id)
{
    // Not selectRow(): Qt looks for the first column at the window's edge, finds none there when read from
    // the right, and chooses nothing.
    if (const int row = m_model.rowOf(id); row >= 0)
        selectionModel()->setCurrentIndex(m_model.index(row, DeliveryTableModel::Event),
                                          QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
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
    const auto key = [this](const QString &text, const QList<QKeySequence> &keys, auto slot) {
        auto *action = new QAction(text, this);
        action->setShortcuts(keys);
        action->setShortcutContext(Qt::WidgetShortcut); // single letters only while the list has the focus
        connect(action, &QAction::triggered, this, slot);
        addAction(action);
    };
    key(tr("Next delivery"), {Qt::Key_J}, [this] { step(1); });
    key(tr("Previous delivery"), {Qt::Key_K}, [this] { step(-1); });
    key(tr("Open in the inspector"), {Qt::Key_Return, Qt::Key_Enter}, [this] { emit opened(); });
    key(tr("Delete the chosen"), {Qt::Key_Delete}, [this] { emit deleteAsked(); });
    key(tr("Copy rows"), {QKeySequence(QKeySequence::Copy)}, [this] { emit copyAsked(); });
}

void DeliveryTable::step(int by)
{
    // A current row that is not selected is only where the focus came to rest: start from it.
    const bool chosen = selectionModel()->hasSelection();
    const int row = chosen ? currentIndex().row() : -1;
    selectId(m_model.idAt(qBound(0, row + by, m_model.rowCount() - 1)));
}

void DeliveryTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    fitColumns();
    showNewChip();
}

void DeliveryTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    emit currentIdChanged(current.isValid() ? m_model.idAt(current.row()) : 0);
}

} // namespace tocsin::ui
