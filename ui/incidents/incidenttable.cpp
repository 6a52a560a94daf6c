// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/incidents/incidenttable.h"

#include "ui/incidents/incidentdelegate.h"
#include "ui/theme/theme.h"
#include "ui/widgets/chip.h"

#include <QAction>
#include <QHeaderView>
#include <QScrollBar>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using storage::IncidentId;
using storage::IncidentSort;
using M = IncidentTableModel;

namespace {
constexpr int rowPixels = 28;
constexpr int leastTitle = 140; // px
// What a narrow list leaves out first is what the detail says as well.
constexpr std::array usualByWorth{M::Number, M::Severity,      M::Age,    M::Status,
                                  M::Owner,  M::Investigation, M::Alerts, M::Tactics};
} // namespace

IncidentTable::IncidentTable(const Theme &theme, IncidentTableModel &model, QWidget *parent)
    : QTableView(parent)
    , m_model(model)
    , m_new(new Chip(theme, this))
{
    setObjectName(u"incidentTable"_s);
    setAccessibleName(tr("Incidents"));
    setModel(&model);
    setItemDelegate(new IncidentDelegate(theme, model, this));
    setShowGrid(false);
    setMouseTracking(true);
    setWordWrap(false);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false);
    setCornerButtonEnabled(false);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setVerticalScrollMode(ScrollPerItem);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(rowPixels);
    verticalHeader()->setDefaultSectionSize(rowPixels);
    setUpHeader();
    addKeys();
    connect(this, &QTableView::doubleClicked, this, &IncidentTable::opened);
    connect(&theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
    m_new->setObjectName(u"newIncidentsChip"_s);
    m_new->hide();
    connect(m_new, &Chip::clicked, this, &QTableView::scrollToTop);
    connect(&model, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { rowsCame(first, last - first + 1); });
    connect(&model, &QAbstractItemModel::rowsRemoved, this,
            [this](const QModelIndex &, int first, int last) { rowsWent(first, last - first + 1); });
    connect(&model, &QAbstractItemModel::modelReset, this, [this] {
        m_unseen = 0;
        showNewChip();
    });
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        if (value == 0)
            m_unseen = 0;
        showNewChip();
    });
}

void IncidentTable::setUpHeader()
{
    QHeaderView *header = horizontalHeader();
    header->setSectionResizeMode(QHeaderView::Interactive);
    header->setSectionResizeMode(M::Title, QHeaderView::Stretch);
    header->setHighlightSections(false);
    header->setMinimumSectionSize(36);
    header->setFixedHeight(30);
    header->setSectionsClickable(true);
    header->setSortIndicatorShown(true);
    connect(header, &QHeaderView::sectionClicked, this, &IncidentTable::onHeaderClicked);
    connect(header, &QHeaderView::sectionResized, this, [this](int column, int, int width) {
        if (!m_fitting && width > 0 && column != M::Title)
            m_chosen[size_t(column)] = width;
    });
    fitColumns();
}

// The first click sorts as one usually wants it: newest, most, most severe first; words from a to z.
void IncidentTable::onHeaderClicked(int column)
{
    const auto sort = M::sortOf(column);
    if (!sort) {
        showSort(m_sort);
        return;
    }
    const bool words = column == M::Title || column == M::Owner || column == M::Status;
    const bool descending = *sort == m_sort.column ? !m_sort.descending : !words;
    emit sortAsked({*sort, descending});
}

void IncidentTable::showSort(const IncidentSort &sort)
{
    m_sort = sort;
    // Qt's arrow of a descending order points down in Fusion, as the usual one does.
    horizontalHeader()->setSortIndicator(M::columnOf(sort.column),
                                         sort.descending ? Qt::DescendingOrder : Qt::AscendingOrder);
}

IncidentTable::Widths IncidentTable::usualWidths() const
{
    const QFontMetrics metrics(font());
    QFont bold = font();
    bold.setWeight(QFont::DemiBold); // the header's
    Widths widths = {};
    widths.fill(metrics.horizontalAdvance(u"some words here"_s) + 22);
    const auto say = [&](int column, const QString &sample, int more = 22) {
        widths[size_t(column)] = metrics.horizontalAdvance(sample) + more;
    };
    say(M::Severity, u"Medium"_s, 40); // with its mark
    say(M::Number, u"00000000"_s);
    say(M::Status, u"Active"_s);
    say(M::Owner, u"A. Okafor-Lee"_s);
    for (const int age : {M::Age, M::Modified, M::Changed})
        say(age, u"00 days"_s, 26);
    for (const int number : {M::Alerts, M::Notes, M::Comments})
        say(number, u"0000"_s);
    say(M::Investigation, u"running 00 min"_s);
    for (int column = 0; column < M::ColumnCount; ++column) {
        const int title = QFontMetrics(bold).horizontalAdvance(M::title(column)) + 30; // and the arrow
        widths[size_t(column)] = qMax(widths[size_t(column)], title);
    }
    return widths;
}

void IncidentTable::fitColumns()
{
    Widths widths = usualWidths();
    for (size_t i = 0; i < widths.size(); ++i)
        widths[i] = m_chosen[i] > 0 ? m_chosen[i] : widths[i];
    std::array<bool, M::ColumnCount> shown = {};
    int left = viewport()->width() - leastTitle;
    if (m_columns.isEmpty()) {
        shown[M::Title] = true;
        for (const int column : usualByWorth) {
            shown[size_t(column)] = widths[size_t(column)] <= left;
            left -= shown[size_t(column)] ? widths[size_t(column)] : 0;
        }
    }
    for (const QString &id : std::as_const(m_columns)) {
        if (const auto column = M::columnOf(id))
            shown[*column] = true;
    }
    m_fitting = true;
    for (int column = 0; column < M::ColumnCount; ++column) {
        setColumnHidden(column, !shown[size_t(column)]);
        if (shown[size_t(column)] && column != M::Title)
            horizontalHeader()->resizeSection(column, widths[size_t(column)]);
    }
    m_fitting = false;
    setHorizontalScrollBarPolicy(m_columns.isEmpty() ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
}

void IncidentTable::setColumns(const QStringList &ids)
{
    m_columns = ids;
    QHeaderView *header = horizontalHeader();
    QList<int> order;
    for (const QString &id : ids) {
        if (const auto column = M::columnOf(id))
            order.append(*column);
    }
    for (int column = 0; column < M::ColumnCount; ++column) {
        if (!order.contains(column))
            order.append(column);
    }
    for (int place = 0; place < order.size(); ++place)
        header->moveSection(header->visualIndex(order.at(place)), place);
    fitColumns();
}

QList<int> IncidentTable::columnsInOrder() const
{
    QList<int> columns;
    for (int place = 0; place < M::ColumnCount; ++place) {
        if (const int column = horizontalHeader()->logicalIndex(place); !isColumnHidden(column))
            columns.append(column);
    }
    return columns;
}

// Rows that were put in above what is looked at push it down; move along with it.
void IncidentTable::rowsCame(int first, int count)
{
    QScrollBar *bar = verticalScrollBar();
    if (bar->value() == 0 || first > bar->value())
        return;
    m_unseen += count;
    updateGeometries(); // the range must know the new rows before the value can
    bar->setValue(bar->value() + count);
    showNewChip();
}

void IncidentTable::rowsWent(int first, int count)
{
    QScrollBar *bar = verticalScrollBar();
    if (first < bar->value())
        bar->setValue(qMax(first, bar->value() - count));
}

void IncidentTable::showNewChip()
{
    m_new->setVisible(m_unseen > 0);
    if (m_unseen == 0)
        return;
    m_new->setTexts(tr("%n new", nullptr, m_unseen), {});
    m_new->resize(m_new->sizeHint());
    m_new->move((width() - m_new->width()) / 2, horizontalHeader()->height() + 8);
    m_new->raise();
}

QList<IncidentId> IncidentTable::selectedIds() const
{
    QList<int> rows;
    for (const QItemSelectionRange &range : selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.append(row);
    }
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    QList<IncidentId> ids;
    ids.reserve(rows.size());
    for (const int row : std::as_const(rows))
        ids.append(m_model.idAt(row));
    return ids;
}

IncidentId IncidentTable::currentId() const
{
    return currentIndex().isValid() ? m_model.idAt(currentIndex().row()) : 0;
}

void IncidentTable::selectId(IncidentId id)
{
    if (const int row = m_model.rowOf(id); row >= 0)
        selectionModel()->setCurrentIndex(m_model.index(row, M::Title),
                                          QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

void IncidentTable::selectIds(const QList<IncidentId> &ids, IncidentId current)
{
    QItemSelection selection;
    for (const IncidentId id : ids) {
        if (const int row = m_model.rowOf(id); row >= 0)
            selection.select(m_model.index(row, 0), m_model.index(row, M::ColumnCount - 1));
    }
    if (const int row = m_model.rowOf(current); row >= 0)
        selectionModel()->setCurrentIndex(m_model.index(row, M::Title), QItemSelectionModel::NoUpdate);
    selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
}

void IncidentTable::addKeys()
{
    const auto key = [this](const QString &text, const QList<QKeySequence> &keys, auto slot) {
        auto *action = new QAction(text, this);
        action->setShortcuts(keys);
        action->setShortcutContext(Qt::WidgetShortcut); // single letters only while the list has the focus
        connect(action, &QAction::triggered, this, slot);
        addAction(action);
    };
    key(tr("Next incident"), {Qt::Key_J}, [this] { step(1); });
    key(tr("Previous incident"), {Qt::Key_K}, [this] { step(-1); });
    key(tr("Open the detail"), {Qt::Key_Return, Qt::Key_Enter}, [this] { emit opened(); });
    key(tr("Investigate the chosen"), {Qt::Key_I}, [this] { emit investigateAsked(); });
    key(tr("Enrich the chosen"), {Qt::Key_E}, [this] { emit enrichAsked(); });
    key(tr("Copy rows"), {QKeySequence(QKeySequence::Copy)}, [this] { emit copyAsked(); });
}

void IncidentTable::step(int by)
{
    // A current row that is not selected is only where the focus came to rest: start from it.
    const int row = selectionModel()->hasSelection() ? currentIndex().row() : -1;
    selectId(m_model.idAt(qBound(0, row + by, m_model.rowCount() - 1)));
}

void IncidentTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    fitColumns();
    showNewChip();
}

void IncidentTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    emit currentIdChanged(current.isValid() ? m_model.idAt(current.row()) : 0);
}

} // namespace tocsin::ui
