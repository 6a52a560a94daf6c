// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/inspector/attemptstab.h"

#include "ui/text/errortext.h"
#include "ui/text/timetext.h"
#include "ui/text/verdicttext.h"
#include "ui/theme/theme.h"
#include "ui/webhooks/inspector/factgrid.h"
#include "ui/webhooks/replay/replaysview.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/texttable.h"

#include <QHeaderView>
#include <QVBoxLayout>

#include <array>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using domain::DeliveryRow;

namespace {

constexpr int titleHeight = 30;   // px, as TextTable has it
constexpr int rowHeight = 26;     // px, likewise
constexpr int scrollBar = 12;     // px
constexpr qsizetype mostRows = 8; // without scrolling

enum Column { Try, Received, After, Verdict, Answer, Body };

// socwarden.md 1.4: waits in seconds before the retries.
constexpr std::array<qint64, 5> socwardenWaits{10, 30, 90, 270, 810};

QString gapText(const DeliveryRow &row, const DeliveryRow *before, bool socwarden)
{
    if (!before)
        return {};
    const QString gap = durationText((row.received - before->received) / microsPerSecond);
    const int retry = row.attempt - 2;
    if (!socwarden || retry < 0 || retry >= int(socwardenWaits.size()))
        return gap;
    return AttemptsTab::tr("%1 (%2)", "time since the attempt before, documented time")
        .arg(gap, durationText(socwardenWaits.at(std::size_t(retry))));
}

} // namespace

AttemptsTab::AttemptsTab(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_sentence(new PlainLabel(QString(), PlainLabel::Fit::Wrap))
    , m_model(new TextTableModel(
          theme, {tr("Try"), tr("Received"), tr("After"), tr("Verdict"), tr("Answer"), tr("Body")}, this))
    , m_table(new TextTable(theme, *m_model, u"attemptTable"_s))
    , m_replays(new ReplaysView(theme))
{
    m_sentence->setLook(u"muted"_s);
    m_sentence->setContentsMargins(16, 10, 16, 6);
    m_model->setFixedColumns({0, 1});
    m_table->setAccessibleName(tr("Attempts"));
    m_table->horizontalHeader()->setMinimumSectionSize(44);
    auto *title = sectionLabel(tr("REPLAYS"));
    title->setContentsMargins(16, 12, 16, 0);
    auto *inner = new QWidget;
    auto *parts = new QVBoxLayout(inner);
    parts->setContentsMargins(0, 0, 0, 0);
    parts->setSpacing(0);
    parts->addWidget(m_sentence);
    parts->addWidget(m_table);
    parts->addWidget(title);
    parts->addWidget(m_replays, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(scrolled(inner));
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex &index) {
        if (index.row() < m_ids.size())
            emit openAsked(m_ids.at(index.row()));
    });
}

void AttemptsTab::show(const QList<DeliveryRow> &attempts, domain::DeliveryId current)
{
    m_ids.clear();
    QList<QList<TextTableModel::Cell>> rows;
    const DeliveryRow *before = nullptr;
    const bool socwarden = !attempts.isEmpty() && attempts.constFirst().summary.format == "socwarden"_L1;
    for (const DeliveryRow &row : attempts) {
        m_ids.append(row.id);
        const bool here = row.id == current;
        rows.append(
            {{here ? tr("%1 ◂", "the attempt that is shown").arg(row.attempt) : QString::number(row.attempt)},
             {listTime(row.received, wallClock())},
             {gapText(row, before, socwarden)},
             {verdictBadge(row.signature.verdict).word},
             {row.responseStatus == 0 ? tr("none") : QString::number(row.responseStatus)},
             {row.bodyDiffers ? tr("differs", "the body, from that of the first attempt") : tr("same"),
              row.bodyDiffers}});
        before = &row;
    }
    m_model->setRows(rows);
    m_table->setColumnHidden(After, attempts.size() < 2);
    m_table->resizeColumnsToContents(); // a handful of rows
    m_table->setFixedHeight(titleHeight + rowHeight * int(qMin(rows.size(), mostRows)) + scrollBar);
    QString sentence = attempts.size() == 1
                           ? tr("This event was delivered once.")
                           : tr("This event was delivered %n time(s).", nullptr, int(attempts.size()));
    if (socwarden)
        sentence +=
            u' ' + tr("SOCWarden documents retries after 10, 30, 90, 270 and 810 seconds, each "
                      "attempt having 10 seconds for an answer; the documented wait stands in brackets.");
    m_sentence->setText(sentence);
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
    m_ids.clear();
    m_model->setRows({});
    m_sentence->setText(sentence);
}

} // namespace tocsin::ui
