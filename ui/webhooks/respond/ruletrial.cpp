// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/respond/ruletrial.h"

#include "core/flows/webhookdesk.h"
#include "core/storage/deliverybrowser.h"
#include "ui/text/errortext.h"
#include "ui/text/rulestext.h"
#include "ui/text/timetext.h"
#include "ui/text/verdicttext.h"
#include "ui/webhooks/rowtext.h"
#include "ui/widgets/bytetextview.h"
#include "ui/widgets/emptyhint.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/splitters.h"
#include "ui/widgets/texttable.h"
#include "ui/widgets/visibletext.h"

#include <QComboBox>
#include <QHeaderView>
#include <QSpinBox>
#include <QSplitter>
#include <QVBoxLayout>
#include <QtConcurrentRun>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

constexpr int mostDeliveries = 30;
constexpr int pauseMs = 120;   // a key more within this time, and the check before it was for nothing
constexpr int rereadMs = 1500; // between two looks at the store while deliveries arrive

QString titleOf(const domain::Delivery &delivery)
{
    const domain::DeliveryRow &row = delivery.row;
    return visibleText(RuleTrial::tr("%1 · %2 · %3 · attempt %4", "number, time, title, attempt")
                           .arg(QString::number(row.id), listTime(row.received, wallClock()), rowTitle(row),
                                QString::number(row.attempt)),
                       160);
}

} // namespace

RuleTrial::RuleTrial(const Theme &theme, flows::WebhookDesk &desk, const QString &endpoint, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_endpointName(endpoint)
    , m_delivery(new QComboBox)
    , m_attempt(new QSpinBox)
    , m_outcome(new PlainLabel(QString(), PlainLabel::Fit::ElideEnd))
    , m_model(new TextTableModel(theme, {tr("Rule"), tr("Outcome"), tr("Why")}, this))
    , m_trace(new TextTable(theme, *m_model, u"trialTrace"_s))
    , m_answerTitle(sectionLabel(QString()))
    , m_answer(new ByteTextView(theme))
{
    setObjectName(u"ruleTrial"_s);
    m_trace->setAccessibleName(tr("What becomes of each rule"));
    m_trace->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_trace->setColumnWidth(0, 150);
    m_trace->setColumnWidth(1, 128);
    m_trace->horizontalHeader()->setStretchLastSection(true);
    showWhenEmpty(*m_trace, tr("Nothing to say yet: it takes a rule, and a delivery of this endpoint."));
    m_answer->setObjectName(u"trialAnswer"_s);
    m_answer->setAccessibleName(tr("The answer as it would be sent"));
    m_answer->setWhiteSpaceShown(false);
    m_answerTitle->setObjectName(u"trialAnswerTitle"_s);
    m_answerTitle->setText(tr("ITS ANSWER"));
    auto *right = new QWidget;
    auto *rightColumn = new QVBoxLayout(right);
    rightColumn->setContentsMargins(12, 4, 0, 0);
    rightColumn->setSpacing(4);
    rightColumn->addWidget(m_answerTitle);
    rightColumn->addWidget(m_answer, 1);
    auto *halves = hairlineSplitter(Qt::Horizontal);
    halves->addWidget(m_trace);
    halves->addWidget(right);
    halves->setStretchFactor(0, 3);
    halves->setStretchFactor(1, 2);
    halves->setSizes({600, 400});
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 8, 16, 4);
    column->setSpacing(6);
    column->addWidget(buildHead());
    column->addWidget(halves, 1);
    m_pause.setSingleShot(true);
    m_pause.setInterval(pauseMs);
    connect(&m_pause, &QTimer::timeout, this, &RuleTrial::check);
    m_soon.setSingleShot(true);
    m_soon.setInterval(rereadMs);
    connect(&m_soon, &QTimer::timeout, this, &RuleTrial::reread);
    connect(&m_desk, &flows::WebhookDesk::countersChanged, this, [this] {
        if (!m_soon.isActive() && isVisible())
            m_soon.start();
    });
    connect(&m_desk, &flows::WebhookDesk::endpointsChanged, this, &RuleTrial::later);
    showNothing({});
    reread();
}

QWidget *RuleTrial::buildHead()
{
    m_delivery->setObjectName(u"trialDelivery"_s);
    m_delivery->setAccessibleName(tr("Delivery to test against"));
    m_delivery->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_delivery->setMinimumContentsLength(24);
    m_delivery->setPlaceholderText(tr("no delivery yet: send a test"));
    m_attempt->setObjectName(u"trialAttempt"_s);
    m_attempt->setRange(1, 1'000'000);
    m_attempt->setAccessibleName(tr("As which attempt of its event"));
    m_attempt->setMinimumWidth(64);
    m_outcome->setObjectName(u"trialOutcome"_s);
    m_outcome->setLook(u"strong"_s);
    connect(m_delivery, &QComboBox::activated, this, &RuleTrial::showChosen);
    connect(m_attempt, &QSpinBox::valueChanged, this, &RuleTrial::later);
    auto *head = new QWidget;
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(sectionLabel(tr("TEST AGAINST")));
    row->addWidget(m_delivery, 2);
    row->addWidget(new PlainLabel(tr("as attempt")));
    row->addWidget(m_attempt);
    row->addWidget(m_outcome, 3);
    return head;
}

void RuleTrial::choose(domain::DeliveryId id)
{
    m_chosen = id;
    m_asked.reset();
    if (id == 0)
        return list();
    m_desk.browser().load(id, this, [this, id](const Result<domain::Delivery> &delivery) {
        if (id != m_chosen)
            return;
        if (delivery && delivery->row.endpoint == m_endpointName)
            m_asked = std::make_shared<const domain::Delivery>(*delivery);
        else
            m_chosen = 0;
        list();
    });
}

void RuleTrial::reread()
{
    const quint64 reading = ++m_reading;
    m_desk.browser().newest(m_endpointName, {}, mostDeliveries, this,
                            [this, reading](const Result<QList<domain::Delivery>> &newest) {
                                if (reading != m_reading)
                                    return;
                                if (newest)
                                    take(*newest);
                                else
                                    showNothing(errorSentence(newest.error()));
                            });
}

void RuleTrial::take(const QList<domain::Delivery> &newest)
{
    m_deliveries.clear();
    for (const domain::Delivery &delivery : newest)
        m_deliveries.append(std::make_shared<const domain::Delivery>(delivery));
    list();
}

// The one that was asked for stays in the list, however many came since.
void RuleTrial::list()
{
    const auto has = [this](domain::DeliveryId id) {
        return std::any_of(m_deliveries.begin(), m_deliveries.end(),
                           [id](const auto &delivery) { return delivery->row.id == id; });
    };
    if (m_asked && !has(m_asked->row.id))
        m_deliveries.append(m_asked);
    const domain::DeliveryId before = m_delivery->currentData().toLongLong();
    m_delivery->clear();
    for (const auto &delivery : std::as_const(m_deliveries))
        m_delivery->addItem(titleOf(*delivery), delivery->row.id);
    const int wanted = m_delivery->findData(m_chosen != 0 ? m_chosen : before);
    const int index = m_deliveries.isEmpty() ? -1 : std::max(0, wanted);
    m_delivery->setCurrentIndex(index);
    if (index >= 0 && m_delivery->itemData(index).toLongLong() != before)
        showChosen(index);
    else
        later();
}

void RuleTrial::showChosen(int index)
{
    const auto delivery = m_deliveries.value(index);
    if (!delivery)
        return;
    m_chosen = delivery->row.id;
    m_asked = delivery;
    m_delivery->setToolTip(toolTipText(m_delivery->itemText(index)));
    m_attempt->setValue(delivery->row.attempt);
    later();
}

void RuleTrial::setRules(const std::optional<QList<rules::Rule>> &rules)
{
    m_rules = rules;
    later();
}

void RuleTrial::later()
{
    ++m_check;
    if (!m_rules)
        showNothing(tr("Waits until the rules have no fault"));
    else
        m_pause.start();
}

void RuleTrial::check()
{
    const auto delivery = m_deliveries.value(m_delivery->currentIndex());
    if (!m_rules || !delivery)
        return showNothing(m_rules ? tr("Nothing captured here yet: send a test")
                                   : tr("Waits until the rules have no fault"));
    m_endpoint = {};
    for (const domain::Endpoint &endpoint : m_desk.endpoints()) {
        if (endpoint.name == m_endpointName)
            m_endpoint = endpoint;
    }
    const quint64 check = ++m_check;
    QtConcurrent::run([rules = *m_rules, endpoint = m_endpoint, delivery, attempt = m_attempt->value()] {
        return flows::tryRules(rules, endpoint, *delivery, attempt, wallClock());
    }).then(this, [this, check](const flows::RulesTrial &trial) {
        if (check == m_check)
            showTrial(trial);
    });
}

void RuleTrial::showTrial(const flows::RulesTrial &trial)
{
    QList<QList<TextTableModel::Cell>> rows;
    for (const domain::RuleTraceLine &line : trial.evaluation.trace)
        rows.append({{line.rule}, {outcomeText(line.outcome)}, {asSentence(line.reason)}});
    m_model->setRows(rows);
    m_outcome->setText(trialSentence(*m_rules, trial, m_endpoint));
    const bool answers = trial.evaluation.reply && trial.notAsked == flows::RulesTrial::NotAsked::No;
    m_answerTitle->setText(answers && trial.head.isEmpty() ? tr("NO ANSWER") : tr("ITS ANSWER"));
    m_answer->setBytes(answers && !trial.head.isEmpty() ? trial.head + "\r\n" + trial.body : QByteArray());
}

void RuleTrial::showNothing(const QString &why)
{
    m_model->setRows({});
    m_outcome->setText(why);
    m_answer->setBytes({});
}

} // namespace tocsin::ui
