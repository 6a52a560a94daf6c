// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/replay/replayresultsview.h"

#include "core/storage/replaybook.h"
#include "ui/text/errortext.h"
#include "ui/text/numbertext.h"
#include "ui/text/replaytext.h"
#include "ui/theme/theme.h"
#include "ui/webhooks/replay/answerview.h"
#include "ui/webhooks/replay/replayresultmodel.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/celldelegate.h"
#include "ui/widgets/emptyhint.h"
#include "ui/widgets/plainlabel.h"

#include <QHeaderView>
#include <QPainter>
#include <QProgressBar>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

using domain::ReplayVerdict;

constexpr int titleHeight = 30; // px
constexpr int rowHeight = 26;   // px
constexpr int mostHistory = 50; // answers of one delivery that are looked through

class VerdictDelegate final : public QStyledItemDelegate
{
public:
    VerdictDelegate(const Theme &theme, QObject *parent) : QStyledItemDelegate(parent), m_theme(theme) {}

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        painter->save();
        if (option.state.testFlag(QStyle::State_Selected))
            painter->fillRect(option.rect, m_theme.color(Tone::Selection));
        const int verdict = index.data(ReplayResultModel::BadgeRole).toInt();
        const BadgeText badge = verdict < 0 ? BadgeText{Mark::Bang, Tone::High, index.data().toString()}
                                            : replayBadge(ReplayVerdict(verdict));
        painter->setFont(option.font);
        drawBadge(*painter, option.rect.adjusted(CellDelegate::padding, 0, -CellDelegate::padding, 0), badge,
                  m_theme, false, option.direction);
        painter->restore();
    }

private:
    const Theme &m_theme;
};

} // namespace

ReplayResultsView::ReplayResultsView(const Theme &theme, storage::ReplayBook &book, QWidget *parent)
    : QWidget(parent)
    , m_book(book)
    , m_model(new ReplayResultModel(theme, this))
    , m_progress(new PlainLabel(QString(), PlainLabel::Fit::Wrap))
    , m_bar(new QProgressBar)
    , m_cancel(textButton(tr("Cancel"), u"cancelReplay"_s, this))
    , m_table(buildTable(theme))
    , m_answer(new AnswerView(theme))
{
    setObjectName(u"replayResults"_s);
    m_progress->setObjectName(u"replayProgress"_s);
    m_bar->setObjectName(u"replayBar"_s);
    m_bar->setAccessibleName(tr("Progress"));
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(4);
    auto *line = new QHBoxLayout;
    line->setContentsMargins(16, 8, 16, 8);
    line->setSpacing(8);
    line->addWidget(m_progress, 1);
    line->addWidget(m_cancel);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(line);
    column->addWidget(m_bar);
    auto *inset = new QVBoxLayout; // the first column stands under the line above
    inset->setContentsMargins(CellDelegate::padding, 0, 0, 0);
    inset->addWidget(m_table);
    column->addLayout(inset, 3);
    column->addWidget(m_answer, 2);
    connect(m_cancel, &QPushButton::clicked, this, &ReplayResultsView::cancelAsked);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &ReplayResultsView::showChosen);
    m_bar->hide();
    m_cancel->hide();
    m_answer->hide();
    showProgress();
}

QTableView *ReplayResultsView::buildTable(const Theme &theme)
{
    auto *table = new QTableView;
    table->setObjectName(u"replayResultTable"_s);
    table->setAccessibleName(tr("Results"));
    table->setModel(m_model);
    table->setItemDelegate(new CellDelegate(theme, table));
    table->setItemDelegateForColumn(ReplayResultModel::Verdict, new VerdictDelegate(theme, table));
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setTabKeyNavigation(false);
    table->setCornerButtonEnabled(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->verticalHeader()->setDefaultSectionSize(rowHeight);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    table->horizontalHeader()->setStretchLastSection(true);
    table->horizontalHeader()->setFixedHeight(titleHeight);
    const int character = table->fontMetrics().averageCharWidth();
    table->setColumnWidth(ReplayResultModel::Delivery, 12 * character);
    table->setColumnWidth(ReplayResultModel::Verdict, 20 * character);
    table->setColumnWidth(ReplayResultModel::Answer, 20 * character);
    showWhenEmpty(*table,
                  tr("The answers appear here, each compared with the last one from the same target."));
    return table;
}

void ReplayResultsView::begin(qsizetype deliveries)
{
    m_model->clear();
    m_answer->clear();
    m_answer->hide();
    m_expected = deliveries;
    m_running = true;
    m_cancelled = false;
    m_bar->setMaximum(int(deliveries));
    m_bar->setVisible(deliveries > 1);
    m_table->setMaximumHeight(deliveries > 1 ? QWIDGETSIZE_MAX : titleHeight + 2 * rowHeight);
    m_cancel->show();
    showProgress();
}

void ReplayResultsView::add(const flows::ReplayResult &result)
{
    const int before = m_model->rowCount() - 1;
    const bool follows = m_table->currentIndex().row() == before;
    m_model->append(result);
    if (follows)
        m_table->setCurrentIndex(m_model->index(before + 1, 0));
    showProgress();
}

void ReplayResultsView::end(bool cancelled)
{
    m_running = false;
    m_cancelled = cancelled;
    m_cancel->hide();
    m_bar->hide();
    showProgress();
}

void ReplayResultsView::showProgress()
{
    const int done = m_model->rowCount();
    m_bar->setValue(done);
    if (!m_running && done == 0 && !m_cancelled)
        return m_progress->setText(tr("Nothing sent so far."));
    QStringList parts{
        m_running ? tr("%1 of %2").arg(numberText(done), numberText(m_expected))
                  : tr("%1 of %2 sent").arg(numberText(done - m_model->notSent()), numberText(m_expected))};
    if (m_cancelled)
        parts.append(tr("cancelled"));
    for (const ReplayVerdict verdict :
         {ReplayVerdict::Fixed, ReplayVerdict::Regressed, ReplayVerdict::StillFailing,
          ReplayVerdict::StillPassing, ReplayVerdict::Failing, ReplayVerdict::Passing}) {
        if (const int count = m_model->count(verdict); count > 0)
            parts.append(u"%1 %2"_s.arg(numberText(count), replayBadge(verdict).word.toLower()));
    }
    if (m_model->notSent() > 0)
        parts.append(tr("%1 not sent").arg(numberText(m_model->notSent())));
    m_progress->setText(parts.join(u" · "_s));
}

void ReplayResultsView::showChosen()
{
    const int row = m_table->currentIndex().row();
    m_answer->setVisible(row >= 0);
    if (row < 0)
        return;
    const flows::ReplayResult result = m_model->at(row);
    if (result.notSent)
        return m_answer->showSentence(asSentence(result.notSent->detail));
    m_answer->show(result.answer, result.changes);
    if (m_model->holdsBytes(row))
        return;
    m_book.history(result.answer.delivery, mostHistory, this,
                   [this, row, result](const Result<QList<domain::ReplayAnswer>> &kept) {
                       if (!kept || row != m_table->currentIndex().row())
                           return;
                       for (const domain::ReplayAnswer &answer : *kept) {
                           if (answer.id == result.answer.id)
                               m_answer->show(answer, result.changes);
                       }
                   });
}

} // namespace tocsin::ui
