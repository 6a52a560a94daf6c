// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/testform.h"

#include "core/flows/webhookdesk.h"
#include "ui/text/errortext.h"
#include "ui/text/timetext.h"
#include "ui/theme/theme.h"
#include "ui/webhooks/schemefield.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/forms.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/visibletext.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QSpinBox>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

constexpr qint64 longestKey = 64 * 1024; // bytes of a file

QString scheduleText(const QList<qint64> &delays)
{
    QStringList words;
    for (const qint64 delay : delays)
        words.append(QString::number(delay));
    return words.join(u", "_s);
}

} // namespace

TestForm::TestForm(const Theme &theme, flows::WebhookDesk &desk, const QString &endpoint, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_desk(desk)
    , m_form(new QFormLayout(this))
    , m_endpoint(new QComboBox)
    , m_sender(new SchemeField)
    , m_signer(new PlainLabel(QString(), PlainLabel::Fit::Elide))
    , m_key(textButton(tr("Choose a key file…"), u"testKey"_s, this))
    , m_sample(new QComboBox)
    , m_body(new QPlainTextEdit)
    , m_fresh(new QCheckBox(tr("New ids and times in each event")))
    , m_reorder(new QCheckBox(tr("in another order")))
    , m_retry(new QComboBox)
    , m_retryAs(new QComboBox)
{
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setVerticalSpacing(8);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_endpoint->setObjectName(u"testEndpoint"_s);
    for (const domain::Endpoint &one : m_desk.endpoints())
        m_endpoint->addItem(visibleText(one.name, 80), one.name);
    m_endpoint->setCurrentIndex(std::max(0, m_endpoint->findData(endpoint)));
    m_sender->setObjectName(u"testSender"_s);
    m_sender->addChoice(tr("Unsigned"), QString(), {});
    m_sender->addSchemes(m_desk.schemes().all(), true);
    m_signer->setObjectName(u"testSigner"_s);
    m_signer->setLook(u"muted"_s);
    m_form->addRow(tr("En&dpoint"), m_endpoint);
    m_form->addRow(tr("Se&nder"), m_sender);
    auto *signer = new QWidget;
    auto *row = new QHBoxLayout(signer);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_signer, 1);
    row->addWidget(m_key);
    m_form->addRow(QString(), signer);
    addEvent(*m_form);
    addTraffic(*m_form);
    alignLabels(*m_form, 76);
    connect(m_endpoint, &QComboBox::currentIndexChanged, this, &TestForm::showEndpoint);
    connect(m_sender, &SchemeField::schemeChanged, this, &TestForm::showSender);
    connect(m_sample, &QComboBox::currentIndexChanged, this, &TestForm::showSample);
    connect(m_key, &QPushButton::clicked, this, &TestForm::chooseKey);
    showEndpoint();
}

void TestForm::addEvent(QFormLayout &form)
{
    m_sample->setObjectName(u"testSample"_s);
    m_body->setObjectName(u"testBody"_s);
    m_body->setAccessibleName(tr("Body"));
    m_body->setFont(m_theme.fixedFont());
    m_body->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    m_body->setWordWrapMode(QTextOption::WrapAnywhere);
    m_body->setTabChangesFocus(true);
    m_body->setMinimumHeight(84);
    m_body->setMaximumHeight(170); // the answers need the rest
    m_fresh->setObjectName(u"testFresh"_s);
    m_fresh->setChecked(true);
    m_fresh->setToolTip(
        tr("Otherwise the body is sent as it stands here, unless the sender signs inside it"));
    form.addRow(tr("E&vent"), m_sample);
    form.addRow(tr("&Body"), m_body);
    form.addRow(QString(), m_fresh);
}

QSpinBox *TestForm::number(const QString &name, int least, int most, const QString &accessibleName)
{
    auto *box = new QSpinBox;
    box->setObjectName(name);
    box->setRange(least, most);
    box->setAccessibleName(accessibleName);
    box->setMinimumWidth(72);
    return box;
}

void TestForm::addTraffic(QFormLayout &form)
{
    m_count = number(u"testCount"_s, 1, 10'000, tr("Events"));
    m_burst = number(u"testBurst"_s, 1, 64, tr("Requests at once"));
    m_duplicates = number(u"testDuplicates"_s, 0, 100, tr("Duplicates of each event"));
    m_age = number(u"testAge"_s, -86'400, 86'400, tr("Seconds ago that it was signed"));
    m_speed = number(u"testSpeed"_s, 1, 100'000, tr("Times faster"));
    m_speed->setValue(100);
    m_reorder->setObjectName(u"testReorder"_s);
    m_reorder->setToolTip(tr("Sent in another order than signed, one second apart"));
    form.addRow(tr("Eve&nts"), inARow({m_count, new PlainLabel(tr("at once")), m_burst,
                                       new PlainLabel(tr("duplicates")), m_duplicates, m_reorder}));
    form.addRow(tr("Si&gned"), inARow({m_age, new PlainLabel(tr("seconds ago"))}));
    m_retry->setObjectName(u"testRetry"_s);
    m_retry->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_retryAs->setObjectName(u"testRetryAs"_s);
    m_retryAs->setAccessibleName(tr("How an attempt is signed"));
    m_retryAs->addItem(tr("signed anew"), int(flows::TestPlan::Retry::SignedAnew));
    m_retryAs->addItem(tr("with the first signature"), int(flows::TestPlan::Retry::Identical));
    form.addRow(tr("&Retry"), inARow({m_retry, m_retryAs, m_speed, new PlainLabel(tr("times faster"))}));
    const auto follow = [this] {
        const bool retries = m_retry->currentIndex() > 0;
        m_retryAs->setEnabled(retries);
        m_speed->setEnabled(retries);
    };
    connect(m_retry, &QComboBox::currentIndexChanged, this, follow);
    follow();
}

const signature::Scheme *TestForm::scheme() const
{
    const QString id = m_sender->currentData().toString();
    return id.isEmpty() ? nullptr : m_desk.schemes().find(id);
}

bool TestForm::needsPrivateKey() const
{
    const signature::Scheme *own = scheme();
    return own && (own->recipe().key.form == signature::KeyForm::PublicKey ||
                   signature::familyOf(own->recipe().algorithm) == signature::Family::PublicKey);
}

// The sender that the endpoint expects.
void TestForm::showEndpoint()
{
    const auto preset = m_desk.testPlan(m_endpoint->currentData().toString());
    const QSignalBlocker quiet(m_sender);
    m_sender->setScheme(preset && preset->scheme ? preset->scheme->id : QString());
    showSender();
}

void TestForm::showSender()
{
    const signature::Scheme *own = scheme();
    const QSignalBlocker quiet(m_sample);
    m_sample->clear();
    for (const bool general : {false, true}) {
        for (const payload::Sample &sample : m_desk.samples()) {
            const bool fits = general ? sample.schemeId.isEmpty() : !own || sample.schemeId == own->id;
            if (fits && !(sample.schemeId.isEmpty() && !general))
                m_sample->addItem(sample.title, sample.id);
        }
    }
    if (const payload::Sample *first = flows::pickSample(m_desk.samples(), {}, own))
        m_sample->setCurrentIndex(std::max(0, m_sample->findData(first->id)));
    const int chosen = m_retry->currentIndex();
    m_retry->clear();
    m_retry->addItem(tr("never"));
    const signature::Scheme *warden = m_desk.schemes().find(u"socwarden"_s);
    for (const signature::Scheme *one : {own, own == warden ? nullptr : warden}) {
        if (one && !one->retry.delaysSeconds.isEmpty())
            m_retry->addItem(
                tr("as %1: %2 s").arg(visibleText(one->name, 60), scheduleText(one->retry.delaysSeconds)),
                one->id);
    }
    m_retry->setCurrentIndex(std::min(std::max(chosen, 0), m_retry->count() - 1));
    showSigner();
    showSample();
}

void TestForm::showSample()
{
    const QString id = m_sample->currentData().toString();
    for (const payload::Sample &sample : m_desk.samples()) {
        if (sample.id == id)
            m_body->setPlainText(QString::fromUtf8(sample.body));
    }
}

void TestForm::showSigner()
{
    m_key->setVisible(needsPrivateKey());
    m_signer->setVisible(scheme() != nullptr);
    const auto preset = m_desk.testPlan(m_endpoint->currentData().toString());
    if (needsPrivateKey()) {
        m_signer->setText(m_keyName.isEmpty() ? tr("Signed with a private key; this program keeps none.")
                                              : tr("Signed with the private key in %1").arg(m_keyName));
    } else if (preset && preset->secret) {
        m_signer->setText(tr("Signed with the secret %1").arg(preset->secret->label));
    } else {
        m_signer->setText(tr("This endpoint has no secret to sign with: give it one first."));
    }
}

// Held for this dialog only, and never shown.
void TestForm::chooseKey()
{
    const QString path =
        QFileDialog::getOpenFileName(this, tr("Private key"), {}, tr("Keys (*.pem *.key);;All files (*)"));
    if (path.isEmpty())
        return;
    QFile file(path);
    const bool good = file.open(QIODevice::ReadOnly) && file.size() <= longestKey;
    m_privateKey = good ? Secret(file.readAll()) : Secret();
    m_keyName = good ? QFileInfo(path).fileName() : QString();
    showSigner();
}

Result<flows::TestPlan> TestForm::plan()
{
    if (!m_sender->scheme())
        return fail(Error::Kind::Rejected, tr("Sender: %1").arg(m_sender->problem()));
    auto plan = m_desk.testPlan(m_endpoint->currentData().toString(), m_sample->currentData().toString());
    if (!plan)
        return plan;
    plan->scheme = scheme();
    if (needsPrivateKey()) {
        if (m_privateKey.isEmpty())
            return fail(Error::Kind::Rejected,
                        tr("Choose the file of a private key; its public key verifies at the endpoint."));
        plan->secret = signature::NamedSecret{u"private key"_s, m_privateKey, {}, false};
    }
    plan->event.body = m_body->toPlainText().toUtf8();
    plan->freshBody = m_fresh->isChecked();
    plan->count = m_count->value();
    plan->burst = m_burst->value();
    plan->duplicates = m_duplicates->value();
    plan->reorder = m_reorder->isChecked();
    plan->ageSeconds = m_age->value();
    if (const signature::Scheme *one = m_desk.schemes().find(m_retry->currentData().toString());
        one && m_retry->currentIndex() > 0)
        plan->retryDelays = one->retry.delaysSeconds;
    plan->retry = flows::TestPlan::Retry(m_retryAs->currentData().toInt());
    plan->speed = m_speed->value();
    return plan;
}

} // namespace tocsin::ui
