// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Which columns the queue shows, in which order and how wide.

#include "ui/incidents/incidenttable.h"

#include <QHeaderView>
#include <QMenu>
#include <QScrollBar>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using M = IncidentTableModel;

namespace {
constexpr int leastTitle = 140; // px
constexpr int wantedTitle = 220;
constexpr int widest = 1000; // px, of what a settings file may ask for
// What a narrow list leaves out first is what the detail says as well.
constexpr std::array usualByWorth{M::Severity, M::Number,        M::Age,    M::Status,
                                  M::Owner,    M::Investigation, M::Alerts, M::Tactics};
} // namespace

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
    say(M::Number, u"000000"_s);
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
    // As if the list scrolled: columns do not come and go with the bar.
    const int room = contentsRect().width() - verticalScrollBar()->sizeHint().width();
    // A narrow list gives more of its width to the title: it is what one reads.
    int left = room - qBound(leastTitle, room * 2 / 5, wantedTitle);
    if (m_columns.isEmpty()) {
        for (const int column : usualByWorth) {
            shown[size_t(column)] = widths[size_t(column)] <= left;
            left -= shown[size_t(column)] ? widths[size_t(column)] : 0;
        }
    }
    for (const QString &id : std::as_const(m_columns)) {
        if (const auto column = M::columnOf(id))
            shown[*column] = true;
    }
    shown[M::Title] = true; // it is what is left of the width
    int taken = 0;
    for (size_t i = 0; i < widths.size(); ++i)
        taken += shown[i] && i != M::Title ? widths[i] : 0;
    const bool fits = taken + leastTitle <= room; // else the list scrolls sideways
    m_fitting = true;
    horizontalHeader()->setSectionResizeMode(M::Title, fits ? QHeaderView::Stretch : QHeaderView::Fixed);
    if (!fits)
        horizontalHeader()->resizeSection(M::Title, leastTitle);
    for (int column = 0; column < M::ColumnCount; ++column) {
        setColumnHidden(column, !shown[size_t(column)]);
        if (shown[size_t(column)] && column != M::Title)
            horizontalHeader()->resizeSection(column, widths[size_t(column)]);
    }
    m_fitting = false;
    setHorizontalScrollBarPolicy(m_columns.isEmpty() ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
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

void IncidentTable::setColumns(const QStringList &ids)
{
    m_ofView = ids;
    arrange(ids.isEmpty() ? m_own : ids);
}

// In the table's own order where nothing else is asked for; what is hidden comes behind what is shown.
void IncidentTable::arrange(const QStringList &ids)
{
    m_columns = ids;
    QList<int> order;
    for (const QString &id : ids) {
        if (const auto column = M::columnOf(id); column && !order.contains(*column))
            order.append(*column);
    }
    for (int column = 0; column < M::ColumnCount; ++column) {
        if (!order.contains(column))
            order.append(column);
    }
    QHeaderView *header = horizontalHeader();
    m_fitting = true; // none of this is by the user's hand
    for (int place = 0; place < order.size(); ++place)
        header->moveSection(header->visualIndex(order.at(place)), place);
    m_fitting = false;
    fitColumns();
}

// By the user: kept for every view that names no columns itself.
void IncidentTable::choose(const QStringList &ids)
{
    if (m_ofView.isEmpty())
        m_own = ids;
    arrange(ids);
    emit columnsChosen();
}

void IncidentTable::resetColumns()
{
    m_chosen = {};
    m_own.clear();
    arrange(m_ofView);
    emit columnsChosen();
}

QStringList IncidentTable::shownIds() const
{
    QStringList ids;
    for (const int column : columnsInOrder())
        ids.append(M::columnId(column));
    return ids;
}

void IncidentTable::showColumn(int column, bool on)
{
    QStringList ids = shownIds();
    const QString id = M::columnId(column);
    if (on == ids.contains(id) || column == M::Title)
        return;
    if (on)
        ids.append(id);
    else
        ids.removeAll(id);
    choose(ids);
}

QMenu *IncidentTable::columnMenu()
{
    auto *menu = new QMenu(tr("Columns"), this);
    menu->setObjectName(u"columnMenu"_s);
    for (int column = 0; column < M::ColumnCount; ++column) {
        QAction *action = menu->addAction(M::title(column));
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(column));
        action->setEnabled(column != M::Title);
        action->setObjectName(M::columnId(column));
        connect(action, &QAction::toggled, this, [this, column](bool on) { showColumn(column, on); });
    }
    menu->addSeparator();
    menu->addAction(tr("Usual columns and widths"), this, &IncidentTable::resetColumns)
        ->setObjectName(u"resetColumns"_s);
    return menu;
}

void IncidentTable::openColumnMenu(QPoint at)
{
    QMenu *menu = columnMenu();
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->popup(at);
}

QVariantMap IncidentTable::columnState() const
{
    QVariantMap widths;
    for (int column = 0; column < M::ColumnCount; ++column) {
        if (m_chosen[size_t(column)] > 0)
            widths.insert(M::columnId(column), m_chosen[size_t(column)]);
    }
    return {{u"columns"_s, m_own}, {u"widths"_s, widths}};
}

void IncidentTable::restoreColumnState(const QVariantMap &state)
{
    m_chosen = {};
    const QVariantMap widths = state.value(u"widths"_s).toMap();
    for (auto it = widths.cbegin(); it != widths.cend(); ++it) {
        if (const auto column = M::columnOf(it.key()))
            m_chosen[*column] = qBound(0, it.value().toInt(), widest);
    }
    m_own.clear();
    for (const QString &id : state.value(u"columns"_s).toStringList()) {
        if (M::columnOf(id))
            m_own.append(id);
    }
    setColumns(m_ofView);
}

} // namespace tocsin::ui
