// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/replay/replaysview.h"

#include "ui/text/replaytext.h"
#include "ui/text/timetext.h"
#include "ui/theme/theme.h"
#include "ui/webhooks/replay/answerview.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/texttable.h"

#include <QHeaderView>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {
enum Column { Sent, Answer, Verdict, How, Target };
constexpr int roomForTarget = 470; // px
constexpr int leastWidth = 44;     // px
constexpr qsizetype mostRows = 4;  // without scrolling
} // namespace

ReplaysView::ReplaysView(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_sentence(new PlainLabel(QString(), PlainLabel::Fit::Wrap))
    , m_model(new TextTableModel(
          theme, {tr("Replayed"), tr("Answer"), tr("Verdict"), tr("Sent"), tr("Target")}, this))
    , m_table(new TextTable(theme, *m_model, u"replayTable"_s))
    , m_answer(new AnswerView(theme))
{
    setObjectName(u"replaysView"_s);
    m_sentence->setLook(u"muted"_s);
    m_sentence->setObjectName(u"replaysSentence"_s);
    m_sentence->setContentsMargins(16, 10, 16, 6);
    m_model->setFixedColumns({Sent, Target});
    m_table->setAccessibleName(tr("Replays"));
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->horizontalHeader()->setMinimumSectionSize(leastWidth);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_sentence);
    column->addWidget(m_table);
    column->addWidget(m_answer, 1);
    column->addStretch(); // below the sentence alone
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &ReplaysView::showChosen);
    show({});
}

void ReplaysView::show(const QList<domain::ReplayAnswer> &answers)
{
    if (answers == m_answers && !answers.isEmpty())
        return;
    const int row = m_table->currentIndex().row();
    const qint64 chosen = row >= 0 && row < m_answers.size() ? m_answers.at(row).id : 0;
    m_answers = answers;
    QList<QList<TextTableModel::Cell>> rows;
    int select = 0;
    for (const domain::ReplayAnswer &answer : answers) {
        const bool failed = !domain::isPassing(answer.status);
        rows.append({{listTime(answer.at, wallClock())},
                     {answerText(answer), failed},
                     {replayBadge(answer.verdict).word, failed},
                     {sentAsText(answer)},
                     {answer.target}});
        if (answer.id == chosen && chosen != 0 && row != 0)
            select = int(rows.size()) - 1;
    }
    m_model->setRows(rows);
    m_table->setVisible(!rows.isEmpty());
    m_answer->setVisible(!rows.isEmpty());
    m_sentence->setText(rows.isEmpty()
                            ? tr("It was not sent again so far. Replay (Ctrl+R) does it.")
                            : tr("Sent again %n time(s), the newest first.", nullptr, int(rows.size())));
    if (rows.isEmpty())
        return;
    m_table->showRows(qMin(answers.size(), mostRows));
    m_table->setColumnHidden(How, false);
    m_table->resizeColumnsToContents(); // at most a hundred rows
    m_wholeWidth = 0;
    const QAbstractItemView *cells = m_table; // where a hint may be asked for
    for (const int column : {Sent, Answer, Verdict, How})
        m_wholeWidth +=
            qMax(m_table->horizontalHeader()->sectionSizeHint(column), cells->sizeHintForColumn(column));
    fitColumns();
    m_table->setCurrentIndex(m_model->index(select, 0));
    showChosen();
}

// Where they went is said below as well; a column is for those that went to several places, and for room.
void ReplaysView::fitColumns()
{
    const auto isOther = [this](const domain::ReplayAnswer &answer) {
        return answer.target != m_answers.constFirst().target;
    };
    const bool differ = std::any_of(m_answers.begin(), m_answers.end(), isOther);
    const bool hide = !differ || width() < roomForTarget;
    m_table->setColumnHidden(Target, hide);
    if (!hide)
        m_table->resizeColumnToContents(How);
    // The last one is stretched over what the others leave. How they were sent is said below, too: where
    // there is no room for it, it is not begun here.
    m_table->setColumnHidden(How, hide && m_table->viewport()->width() < m_wholeWidth);
    m_table->setColumnWidth(hide ? How : Target, leastWidth);
}

void ReplaysView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitColumns();
}

void ReplaysView::showChosen()
{
    const int row = m_table->currentIndex().row();
    if (row >= 0 && row < m_answers.size())
        m_answer->show(m_answers.at(row));
    else
        m_answer->clear();
}

void ReplaysView::showProblem(const QString &sentence)
{
    m_answers.clear();
    m_model->setRows({});
    m_table->hide();
    m_answer->hide();
    m_sentence->setText(sentence);
}

} // namespace tocsin::ui
