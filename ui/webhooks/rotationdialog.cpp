// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/rotationdialog.h"

#include "core/flows/webhookdesk.h"
#include "ui/text/errortext.h"
#include "ui/text/numbertext.h"
#include "ui/text/rotationtext.h"
#include "ui/text/timetext.h"
#include "ui/theme/theme.h"
#include "ui/webhooks/inspector/factgrid.h"
#include "ui/webhooks/inspector/verdictbanner.h"
#include "ui/webhooks/rotationchart.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/spinner.h"
#include "ui/widgets/visibletext.h"

#include <QComboBox>
#include <QGridLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using flows::SecretJudgement;
using storage::SignatureHistory;

namespace {

constexpr int followMs = 2000; // between two questions while deliveries arrive

void empty(QLayout &layout)
{
    while (QLayoutItem *item = layout.takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

PlainLabel *muted(const QString &text, PlainLabel::Fit fit = PlainLabel::Fit::Whole)
{
    auto *label = new PlainLabel(text, fit);
    label->setLook(u"muted"_s);
    return label;
}

} // namespace

RotationDialog::RotationDialog(const Theme &theme, flows::WebhookDesk &desk, const QString &endpoint,
                               QWidget *parent)
    : QDialog(parent)
    , m_theme(theme)
    , m_desk(desk)
    , m_check(desk)
    , m_endpoint(new QComboBox)
    , m_period(new QComboBox)
    , m_spinner(new Spinner)
    , m_answer(new VerdictBanner(theme))
    , m_chartTitle(sectionLabel(QString()))
    , m_chart(new BarChart(theme))
    , m_legend(new QHBoxLayout)
    , m_chosen(muted(QString(), PlainLabel::Fit::ElideEnd))
{
    setObjectName(u"rotationDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Signatures and secrets over time"));
    m_answer->setObjectName(u"rotationAnswer"_s);
    m_chart->setObjectName(u"rotationChart"_s);
    m_chart->setAccessibleName(tr("Deliveries by verdict over time"));
    m_chosen->setObjectName(u"rotationBar"_s);
    m_legend->setSpacing(16);
    auto *content = new QWidget;
    auto *inner = new QVBoxLayout(content);
    inner->setContentsMargins(24, 4, 24, 8);
    inner->setSpacing(8);
    inner->addWidget(m_answer);
    inner->addSpacing(8);
    inner->addWidget(m_chartTitle);
    inner->addWidget(m_chart);
    inner->addLayout(m_legend);
    inner->addWidget(m_chosen);
    inner->addSpacing(8);
    inner->addWidget(buildSecrets());
    inner->addStretch();
    QPushButton *secrets = textButton(tr("Secrets…"), u"rotationSecrets"_s, this);
    QPushButton *close = textButton(tr("Close"), u"closeRotation"_s, this);
    QHBoxLayout *foot = footRow({secrets}, {close});
    foot->setContentsMargins(24, 8, 24, 0);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 20, 0, 16);
    column->setSpacing(4);
    column->addWidget(buildHead());
    column->addWidget(m_spinner);
    column->addWidget(scrolled(content), 1);
    column->addLayout(foot);
    resize(760, 600);
    connect(secrets, &QPushButton::clicked, this, &RotationDialog::secretsAsked);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_chart, &BarChart::barChosen, this, [this](int bar) {
        m_chosen->setText(bar < 0 ? QString() : m_chart->textAt(bar).replace(u'\n', u" · "_s));
    });
    connect(&m_check, &flows::RotationCheck::answered, this, &RotationDialog::show);
    connect(&m_check, &flows::RotationCheck::valuesTried, this, [this](const flows::LabelTrial &trial) {
        m_trials.insert(trial.label, trial);
        showSecrets();
    });
    connect(&m_check, &flows::RotationCheck::failed, this, [this](const Error &error) {
        m_spinner->stop();
        m_answer->setTexts(Tone::Mismatch, tr("The deliveries cannot be counted"), errorSentence(error));
    });
    m_follow.setSingleShot(true);
    m_follow.setInterval(followMs);
    connect(&m_follow, &QTimer::timeout, this, &RotationDialog::ask);
    const auto later = [this] {
        if (!m_follow.isActive())
            m_follow.start();
    };
    connect(&m_desk, &flows::WebhookDesk::countersChanged, this, later);
    connect(&m_desk, &flows::WebhookDesk::deliveriesRemoved, this, later);
    connect(&m_desk, &flows::WebhookDesk::secretsChanged, this, &RotationDialog::ask);
    connect(&m_desk, &flows::WebhookDesk::endpointsChanged, this,
            [this] { listEndpoints(this->endpoint()); });
    listEndpoints(endpoint);
    close->setFocus();
}

QWidget *RotationDialog::buildHead()
{
    auto *head = new QWidget;
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(24, 0, 24, 8);
    row->setSpacing(8);
    m_endpoint->setObjectName(u"rotationEndpoint"_s);
    m_endpoint->setAccessibleName(tr("Endpoint"));
    m_endpoint->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_endpoint->setMinimumContentsLength(20);
    m_period->setObjectName(u"rotationPeriod"_s);
    m_period->setAccessibleName(tr("Period"));
    for (const RotationPeriod &period : rotationPeriods())
        m_period->addItem(period.name);
    m_period->setCurrentIndex(2);
    row->addWidget(m_endpoint);
    row->addWidget(m_period);
    row->addStretch();
    connect(m_endpoint, &QComboBox::activated, this, &RotationDialog::ask);
    connect(m_period, &QComboBox::currentIndexChanged, this, &RotationDialog::ask);
    return head;
}

QWidget *RotationDialog::buildSecrets()
{
    auto *part = new QWidget;
    part->setObjectName(u"rotationList"_s);
    m_secrets = new QGridLayout(part);
    m_secrets->setContentsMargins(0, 0, 0, 0);
    m_secrets->setHorizontalSpacing(20);
    m_secrets->setVerticalSpacing(4);
    m_secrets->setColumnStretch(0, 1);
    m_secrets->setColumnMinimumWidth(0, 100);
    return part;
}

void RotationDialog::listEndpoints(const QString &chosen)
{
    m_endpoint->clear();
    for (const domain::Endpoint &endpoint : m_desk.endpoints())
        m_endpoint->addItem(visibleText(endpoint.name, 80), endpoint.name);
    m_endpoint->setCurrentIndex(qMax(0, m_endpoint->findData(chosen)));
    ask();
}

void RotationDialog::showEndpoint(const QString &name)
{
    listEndpoints(name);
}

QString RotationDialog::endpoint() const
{
    return m_endpoint->currentData().toString();
}

void RotationDialog::ask()
{
    m_trials.clear();
    m_spinner->start(tr("Counting…"));
    const RotationPeriod period = rotationPeriods().value(m_period->currentIndex());
    m_check.ask(endpoint(), period.from(wallClock()), period.bucketLength, period.buckets);
}

void RotationDialog::show(const SignatureHistory &history)
{
    m_spinner->stop();
    m_history = history;
    showChart();
    showSecrets();
}

void RotationDialog::showChart()
{
    const RotationPeriod period = rotationPeriods().value(m_period->currentIndex());
    const BarChart::Data chart = rotationChart(m_history);
    m_chart->setData(chart);
    m_chosen->setText({});
    qint64 shown = 0;
    for (const SignatureHistory::Count &count : m_history.counts)
        shown += count.deliveries;
    m_chartTitle->setText(
        shown == 0 ? tr("Nothing was received in this time")
                   : tr("%1, %2").arg(deliveriesText(shown), period.byDay() ? tr("by day") : tr("by hour")));
    showLegend(chart);
}

void RotationDialog::showLegend(const BarChart::Data &chart)
{
    empty(*m_legend);
    for (const BarChart::Series &series : chart.series) {
        auto *badge = new Badge(m_theme);
        badge->setBadge({Mark::Square, series.tone, series.name});
        m_legend->addWidget(badge);
    }
    m_legend->addStretch();
}

void RotationDialog::showSecrets()
{
    const Micros now = wallClock();
    QStringList labels;
    for (const domain::Endpoint &known : m_desk.endpoints()) {
        if (known.name == endpoint())
            labels = known.secretLabels;
    }
    const QList<SecretJudgement> judged = flows::judgeRotation(m_history, labels, now);
    const RotationAnswer answer = rotationAnswer(judged, m_history, now);
    m_answer->setTexts(answer.tone, answer.sentence, answer.more);
    empty(*m_secrets);
    if (judged.isEmpty()) {
        m_secrets->addWidget(muted(tr("This endpoint has no secret.")), 0, 0);
        return;
    }
    const QString titles[] = {tr("Secret"),      QString(),        tr("Verified"),
                              tr("First match"), tr("Last match"), tr("In this time")};
    for (int column = 0; column < 6; ++column) {
        const Qt::Alignment aligned = column == 2 ? Qt::AlignTrailing | Qt::AlignVCenter : Qt::Alignment();
        m_secrets->addWidget(sectionLabel(titles[column]), 0, column, aligned);
    }
    int row = 1;
    for (const SecretJudgement &judgement : judged) {
        addSecret(judgement, row);
        row += 2;
    }
}

void RotationDialog::addSecret(const SecretJudgement &judgement, int row)
{
    const Micros now = wallClock();
    auto *label = new PlainLabel(judgement.label, PlainLabel::Fit::Elide);
    label->setLook(u"strong"_s);
    auto *standing = new Badge(m_theme);
    standing->setBadge(standingBadge(judgement));
    auto *number = new PlainLabel(numberText(judgement.use.deliveries));
    const auto time = [now](Micros when) {
        auto *text = new PlainLabel(when == 0 ? tr("never") : listTime(when, now));
        text->setToolTip(toolTipText(bothTimes(when)));
        return text;
    };
    auto *spark = new BarChart(m_theme, BarChart::Size::Small);
    spark->setFixedWidth(120);
    spark->setData(secretChart(m_history, judgement.label));
    m_secrets->addWidget(label, row, 0);
    m_secrets->addWidget(standing, row, 1, Qt::AlignLeading | Qt::AlignVCenter);
    m_secrets->addWidget(number, row, 2, Qt::AlignTrailing | Qt::AlignVCenter);
    m_secrets->addWidget(time(judgement.use.first), row, 3);
    m_secrets->addWidget(time(judgement.use.last), row, 4);
    m_secrets->addWidget(spark, row, 5);
    const auto trial = m_trials.constFind(judgement.label);
    const QString sentence =
        standingSentence(judgement, trial == m_trials.constEnd() ? nullptr : &*trial, now);
    m_secrets->setRowMinimumHeight(row, 26);
    if (sentence.isEmpty())
        return;
    PlainLabel *more = muted(sentence, PlainLabel::Fit::Flow);
    more->setObjectName(u"rotationOf-"_s + judgement.label);
    more->setContentsMargins(0, 0, 0, 8);
    m_secrets->addWidget(more, row + 1, 0, 1, 6);
}

} // namespace tocsin::ui
