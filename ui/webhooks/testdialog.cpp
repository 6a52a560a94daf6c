// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/testdialog.h"

#include "core/flows/webhookdesk.h"
#include "ui/text/errortext.h"
#include "ui/text/timetext.h"
#include "ui/webhooks/testform.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/emptyhint.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/texttable.h"

#include <QHeaderView>
#include <QProgressBar>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

constexpr qsizetype mostShown = 200; // answers

} // namespace

TestDialog::TestDialog(const Theme &theme, flows::WebhookDesk &desk, const QString &endpoint, QWidget *parent)
    : QDialog(parent)
    , m_theme(theme)
    , m_form(new TestForm(theme, desk, endpoint))
    , m_progress(new QProgressBar)
    , m_state(new PlainLabel(QString(), PlainLabel::Fit::Wrap))
    , m_send(primaryButton(tr("&Send"), u"testSend"_s, this))
{
    setObjectName(u"testDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Send a test"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 16);
    column->setSpacing(12);
    column->addWidget(m_form);
    column->addWidget(buildResults(), 1);
    QPushButton *close = textButton(tr("Close"), u"closeTest"_s, this);
    column->addLayout(footRow({}, {close, m_send}, m_state));
    m_send->setDefault(true);
    m_later.setSingleShot(true);
    m_later.setInterval(100);
    connect(&m_later, &QTimer::timeout, this, &TestDialog::refresh);
    connect(m_send, &QPushButton::clicked, this, &TestDialog::startOrStop);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(&m_run, &flows::TestRun::answered, this, &TestDialog::onAnswer);
    connect(&m_run, &flows::TestRun::finished, this, &TestDialog::onFinished);
    resize(720, 660);
    m_send->setFocus();
}

QWidget *TestDialog::buildResults()
{
    auto *part = new QWidget;
    auto *column = new QVBoxLayout(part);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    m_model = new TextTableModel(
        m_theme, {tr("Event"), tr("Attempt"), tr("Signed"), tr("Answer"), tr("Took"), tr("Next")}, this);
    m_model->setFixedColumns({2});
    m_table = new TextTable(m_theme, *m_model, u"testAnswers"_s, part);
    m_table->setAccessibleName(tr("Answers"));
    m_table->setMinimumHeight(120);
    const int widths[] = {90, 84, 200, 140, 80, 80};
    for (int i = 0; i < 6; ++i)
        m_table->setColumnWidth(i, widths[i]);
    showWhenEmpty(*m_table, tr("Nothing sent yet. What is answered to each request stands here."));
    m_progress->setObjectName(u"testProgress"_s);
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(4);
    QSizePolicy kept = m_progress->sizePolicy(); // nothing moves when it comes and goes
    kept.setRetainSizeWhenHidden(true);
    m_progress->setSizePolicy(kept);
    m_progress->hide();
    m_state->setObjectName(u"testState"_s);
    m_state->setLook(u"muted"_s);
    column->addWidget(m_progress);
    column->addWidget(m_table, 1);
    return part;
}

void TestDialog::startOrStop()
{
    if (m_run.isRunning()) {
        m_stopped = true;
        m_run.cancel();
        return;
    }
    const auto plan = m_form->plan();
    const Result<void> started = plan ? m_run.start(*plan) : tl::unexpected(plan.error());
    if (!started) {
        m_state->setLook(u"fault"_s);
        m_state->setText(asSentence(started.error().detail));
        return;
    }
    m_answers.clear();
    m_done = m_refused = 0;
    m_stopped = false;
    m_progress->setRange(0, m_run.requests());
    m_progress->show();
    m_send->setText(tr("&Stop"));
    m_form->setEnabled(false);
    refresh();
}

void TestDialog::onAnswer(const flows::TestAnswer &answer)
{
    m_answers.prepend(answer);
    if (m_answers.size() > mostShown)
        m_answers.removeLast();
    if (!answer.nextInMs) {
        ++m_done;
        m_refused += answer.isAcknowledged() ? 0 : 1;
    }
    if (!m_later.isActive())
        m_later.start();
}

void TestDialog::onFinished()
{
    m_send->setText(tr("&Send"));
    m_form->setEnabled(true);
    m_progress->hide();
    m_later.stop();
    refresh();
}

void TestDialog::refresh()
{
    QList<QList<TextTableModel::Cell>> rows;
    for (const flows::TestAnswer &answer : std::as_const(m_answers)) {
        const QString event =
            answer.copy > 0 ? tr("%1, again").arg(answer.event) : QString::number(answer.event);
        const QString said = answer.status != 0 ? QString::number(answer.status) : answer.error;
        const QString next = answer.nextInMs ? tr("in %1").arg(spanText(*answer.nextInMs * 1000)) : QString();
        rows.append({{event},
                     {QString::number(answer.attempt)},
                     {utcTime(answer.signedAt)},
                     {said, !answer.isAcknowledged()},
                     {spanText(answer.took)},
                     {next}});
    }
    m_model->setRows(rows);
    m_progress->setValue(m_done);
    m_state->setLook(u"muted"_s);
    const QString counts =
        tr("%1 of %2 answered, %3 not with 2xx").arg(m_done).arg(m_run.requests()).arg(m_refused);
    m_state->setText(m_stopped ? tr("Stopped: %1").arg(counts) : counts);
}

} // namespace tocsin::ui
