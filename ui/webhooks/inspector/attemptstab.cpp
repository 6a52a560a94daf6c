// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/inspector/attemptstab.h"

#include "ui/text/attempttext.h"
#include "ui/text/errortext.h"
#include "ui/text/numbertext.h"
#include "ui/text/timetext.h"
#include "ui/text/verdicttext.h"
#include "ui/theme/theme.h"
#include "ui/webhooks/inspector/attempttimeline.h"
#include "ui/webhooks/inspector/factgrid.h"
#include "ui/webhooks/replay/replaysview.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/texttable.h"

#include <QEvent>
#include <QHeaderView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

constexpr qsizetype mostRows = 8; // without scrolling

enum Column { Try, Received, After, Plan, Answer, Verdict, Changed };

constexpr int leastChanged = 150; // px: below that others make room

constexpr Micros longestTimer = 24 * 3600 * microsPerSecond; // a timer counts milliseconds in an int

QString planText(const domain::AttemptRow &row)
{
    QString text = deviationText(row);
    if (text.isEmpty() && row.afterAccepted)
        text = AttemptsTab::tr("after a success", "an attempt that need not have come");
    return row.missed == 0 ? text : AttemptsTab::tr("%1, %n missing", nullptr, row.missed).arg(text);
}

} // namespace

AttemptsTab::AttemptsTab(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_sentence(new PlainLabel(QString(), PlainLabel::Fit::Wrap))
    , m_timeline(new AttemptTimeline(theme))
    , m_model(new TextTableModel(
          theme,
          {tr("Try"), tr("Received"), tr("After"), tr("Plan"), tr("Answer"), tr("Verdict"), tr("Changed")},
          this))
    , m_table(new TextTable(theme, *m_model, u"attemptTable"_s))
    , m_replays(new ReplaysView(theme))
{
    m_sentence->setObjectName(u"attemptSentence"_s);
    m_sentence->setLook(u"muted"_s);
    m_sentence->setContentsMargins(16, 10, 16, 6);
    m_model->setFixedColumns({Try, Received, After});
    m_table->setAccessibleName(tr("Attempts"));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->horizontalHeader()->setMinimumSectionSize(44);
    m_table->horizontalHeader()->setSectionResizeMode(Changed, QHeaderView::Stretch);
    m_table->setTextElideMode(Qt::ElideRight);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *title = sectionLabel(tr("Replays"));
    title->setContentsMargins(16, 12, 16, 0);
    auto *inner = new QWidget;
    auto *parts = new QVBoxLayout(inner);
    parts->setContentsMargins(0, 0, 0, 0);
    parts->setSpacing(0);
    parts->addWidget(m_sentence);
    parts->addWidget(m_timeline);
    parts->addSpacing(6);
    parts->addWidget(m_table);
    parts->addWidget(title);
    parts->addWidget(m_replays, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(scrolled(inner));
    m_table->viewport()->installEventFilter(this); // it has its new width by then
    m_due.setSingleShot(true);
    connect(&m_due, &QTimer::timeout, this, &AttemptsTab::outdated);
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex &index) { open(index.row()); });
    connect(m_timeline, &AttemptTimeline::openAsked, this, &AttemptsTab::open);
    connect(m_timeline, &AttemptTimeline::currentRowChanged, m_table,
            [this](int row) { m_table->setCurrentIndex(m_model->index(row, Try)); });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, m_timeline,
            [this](const QModelIndex &index) { m_timeline->setCurrentRow(index.row()); });
}

void AttemptsTab::open(int row)
{
    if (row >= 0 && row < m_ids.size())
        emit openAsked(m_ids.at(row));
}

void AttemptsTab::show(const domain::AttemptHistory &history, domain::DeliveryId current, Micros now)
{
    setRows(history, current, now);
    m_timeline->setHistory(history);
    m_timeline->setVisible(history.rows.size() > 1 || history.nextDue);
    const int here = int(m_ids.indexOf(current));
    m_table->setCurrentIndex(m_model->index(here, Try));
    m_timeline->setCurrentRow(here);
    m_sentence->setText(historySentence(history, now));
    m_due.stop();
    if (history.state == domain::EventState::Waiting) {
        // A second later, so that it is late by then.
        const Micros until = *history.nextDue - now + domain::attemptTolerance(0) + microsPerSecond;
        m_due.start(int(qBound<Micros>(microsPerSecond, until, longestTimer) / 1000));
    }
}

void AttemptsTab::setRows(const domain::AttemptHistory &history, domain::DeliveryId current, Micros now)
{
    m_ids.clear();
    QList<QList<TextTableModel::Cell>> rows;
    for (const domain::AttemptRow &row : history.rows) {
        const domain::AttemptFacts &facts = row.facts;
        m_ids.append(facts.id);
        const QString number = numberText(row.number);
        rows.append({{facts.id == current ? tr("%1 ◂", "the attempt that is shown").arg(number) : number},
                     {listTime(facts.received, now)},
                     {row.gap ? durationText((*row.gap + microsPerSecond / 2) / microsPerSecond) : QString()},
                     {planText(row), (row.deviation && !row.onTime) || row.missed > 0},
                     {answerText(facts)},
                     {verdictBadge(facts.verdict).word},
                     {changesText(row), row.changes && row.changes->body}});
    }
    m_model->setRows(rows);
    m_isAlone = history.rows.size() < 2;
    m_isPlanned = !history.schedule.isEmpty() ||
                  std::any_of(history.rows.begin(), history.rows.end(),
                              [](const domain::AttemptRow &row) { return row.afterAccepted; });
    m_table->showRows(qMin(rows.size(), mostRows));
    fitColumns();
}

// The last column takes what is left; where that is too little, what is also seen elsewhere makes room.
void AttemptsTab::fitColumns()
{
    for (const int column : {After, Changed})
        m_table->setColumnHidden(column, m_isAlone);
    m_table->setColumnHidden(Plan, m_isAlone || !m_isPlanned);
    m_table->setColumnHidden(Verdict, false);
    m_table->setColumnHidden(Received, false);
    m_table->horizontalHeader()->setSectionResizeMode(Verdict, m_isAlone ? QHeaderView::Stretch
                                                                         : QHeaderView::Interactive);
    const int wide = m_isAlone ? Verdict : Changed;
    for (int column = Try; column <= Changed; ++column) { // a hundred rows at most
        if (column != wide)
            m_table->resizeColumnToContents(column);
    }
    int left = m_table->viewport()->width();
    for (int column = Try; column < Changed; ++column)
        left -= m_table->isColumnHidden(column) ? 0 : m_table->columnWidth(column);
    for (const int column : {Verdict, Received, After}) {
        if (m_isAlone || left >= leastChanged)
            break;
        left += m_table->columnWidth(column);
        m_table->setColumnHidden(column, true);
    }
}

bool AttemptsTab::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        fitColumns();
    return QWidget::eventFilter(watched, event);
}

void AttemptsTab::showReplays(const Result<QList<domain::ReplayAnswer>> &answers)
{
    if (answers)
        m_replays->show(*answers);
    else
        m_replays->showProblem(errorSentence(answers.error()));
}

void AttemptsTab::showProblem(const QString &sentence)
{
    m_due.stop();
    m_ids.clear();
    m_model->setRows({});
    m_timeline->hide();
    m_sentence->setText(sentence);
}

} // namespace tocsin::ui
