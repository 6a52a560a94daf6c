// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/forward/forwarddialog.h"

#include "core/flows/relays.h"
#include "core/flows/webhookdesk.h"
#include "ui/text/errortext.h"
#include "ui/text/numbertext.h"
#include "ui/text/replaytext.h"
#include "ui/theme/theme.h"
#include "ui/webhooks/replay/targetfield.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/confirm.h"
#include "ui/widgets/forms.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/visibletext.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QFrame>
#include <QSpinBox>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using From = flows::Forward::From;
using Phase = flows::ForwardState::Phase;

namespace {
constexpr int beatMs = 500;
constexpr int soonMs = 50; // a busy relay changes with every delivery
constexpr int mostBacklog = 1'000'000;
} // namespace

ForwardDialog::ForwardDialog(const Theme &theme, flows::WebhookDesk &desk, const QString &endpoint,
                             QWidget *parent)
    : QDialog(parent)
    , m_theme(theme)
    , m_desk(desk)
    , m_endpoint(endpoint)
    , m_target(new TargetField(desk, u"forwardTarget"_s))
    , m_general(new PlainLabel(QString(), PlainLabel::Fit::Wrap))
{
    setObjectName(u"forwardDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Forward %1").arg(visibleText(endpoint, 64)));
    auto *about =
        new PlainLabel(tr("Sends what is captured for %1 on to a service of yours, in order and byte "
                          "for byte. What the service does not take with a 2xx is tried again until "
                          "it does.")
                           .arg(endpoint),
                       PlainLabel::Fit::Wrap);
    about->setLook(u"muted"_s);
    m_general->setLook(u"fault"_s);
    m_general->setObjectName(u"forwardFault"_s);
    m_general->hide();
    m_faults.setGeneral(m_general);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 16);
    column->setSpacing(16);
    column->addWidget(about);
    column->addWidget(buildForm());
    column->addWidget(m_general);
    column->addWidget(buildState());
    column->addStretch();
    column->addLayout(buildButtons());
    connect(&m_desk.relays(), &flows::Relays::changed, this, [this](const QString &changed) {
        if (changed == m_endpoint && !m_soon.isActive())
            m_soon.start();
    });
    m_soon.setSingleShot(true);
    m_soon.setInterval(soonMs);
    connect(&m_soon, &QTimer::timeout, this, &ForwardDialog::showState);
    connect(&m_desk, &flows::WebhookDesk::endpointsChanged, this, &ForwardDialog::showState);
    connect(&m_beat, &QTimer::timeout, this, &ForwardDialog::showState);
    m_beat.start(beatMs);
    fill();
    follow();
    resize(620, 0);
    showState();
}

// As tall as what stands in it; never smaller than it was made by hand.
void ForwardDialog::makeRoom()
{
    layout()->activate();
    const int needed = layout()->totalHeightForWidth(width());
    if (height() < needed)
        resize(width(), needed);
}

QWidget *ForwardDialog::buildForm()
{
    m_answer = new QComboBox;
    m_answer->setObjectName(u"forwardAnswer"_s);
    m_answer->addItem(tr("What the endpoint says, at once"), false);
    m_answer->addItem(tr("What the target answers"), true);
    m_wait = new QSpinBox;
    m_wait->setObjectName(u"forwardWait"_s);
    m_wait->setRange(1, domain::ForwardSpec::mostAnswerSeconds);
    m_wait->setSuffix(tr(" s at most"));
    m_wait->setFixedWidth(130);
    m_wait->setToolTip(tr("A sender that waited so long is answered 504; most give up after 5 to 30 s"));
    m_verified = new QCheckBox(tr("Only what has a &valid signature on arrival"));
    m_verified->setObjectName(u"forwardVerified"_s);
    m_backlog = new QSpinBox;
    m_backlog->setObjectName(u"forwardBacklog"_s);
    m_backlog->setRange(1, mostBacklog);
    m_backlog->setGroupSeparatorShown(true);
    m_backlog->setFixedWidth(130);
    m_backlog->setToolTip(tr("With more waiting, the relay stops and says so; nothing is left out"));
    m_from = new QComboBox;
    m_from->setObjectName(u"forwardFrom"_s);
    m_from->addItem(tr("Where it was left, or now"), int(From::Cursor));
    m_from->addItem(tr("Now: only what comes from here on"), int(From::Now));
    m_from->addItem(tr("The beginning: everything that is stored"), int(From::Start));
    auto *part = new QWidget;
    auto *form = new QFormLayout(part);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(8);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("&Target"), m_faults.under(u"target"_s, m_target));
    form->addRow(tr("&Sender hears"), m_answer);
    form->addRow(tr("&Waits"), m_faults.under(u"wait"_s, m_wait));
    form->addRow(QString(), m_verified);
    form->addRow(tr("&Backlog"), m_faults.under(u"backlog"_s, m_backlog));
    form->addRow(tr("Start &from"), m_from);
    alignLabels(*form);
    connect(m_answer, &QComboBox::currentIndexChanged, this, &ForwardDialog::follow);
    return part;
}

QWidget *ForwardDialog::buildState()
{
    auto *frame = new QFrame;
    frame->setObjectName(u"forwardState"_s);
    frame->setProperty("look", u"box"_s);
    m_state = frame;
    m_badge = new Badge(m_theme);
    m_badge->setObjectName(u"forwardBadge"_s);
    m_sentence = new PlainLabel(QString(), PlainLabel::Fit::Wrap);
    m_sentence->setObjectName(u"forwardSentence"_s);
    m_sentence->setSelectable();
    m_facts = new PlainLabel(QString(), PlainLabel::Fit::Wrap);
    m_facts->setObjectName(u"forwardFacts"_s);
    m_facts->setLook(u"muted"_s);
    m_skip = textButton({}, u"skipForward"_s, this);
    m_skip->setToolTip(tr("It stays in the list and is not sent; what waits behind it goes on"));
    m_pause = textButton({}, u"pauseForward"_s, this);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_badge);
    row->addStretch();
    row->addWidget(m_skip);
    row->addWidget(m_pause);
    auto *column = new QVBoxLayout(frame);
    column->setContentsMargins(12, 10, 12, 10);
    column->setSpacing(6);
    column->addLayout(row);
    column->addWidget(m_sentence);
    column->addWidget(m_facts);
    connect(m_pause, &QPushButton::clicked, this, &ForwardDialog::pauseOrResume);
    connect(m_skip, &QPushButton::clicked, this, [this] { m_desk.relays().skip(m_endpoint); });
    return frame;
}

QHBoxLayout *ForwardDialog::buildButtons()
{
    m_remove = textButton(tr("Remove relay…"), u"removeForward"_s, this);
    m_remove->setProperty("look", u"danger"_s);
    QPushButton *close = textButton(tr("Close"), u"closeForward"_s, this);
    m_save = primaryButton(QString(), u"saveForward"_s, this);
    m_save->setDefault(true);
    m_save->setAutoDefault(true);
    connect(m_remove, &QPushButton::clicked, this, &ForwardDialog::askRemove);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, &ForwardDialog::save);
    return footRow({m_remove}, {close, m_save});
}

std::optional<domain::ForwardSpec> ForwardDialog::spec() const
{
    for (const domain::Endpoint &endpoint : m_desk.endpoints()) {
        if (endpoint.name == m_endpoint)
            return endpoint.forward;
    }
    return std::nullopt;
}

void ForwardDialog::setHistory(const QStringList &targets)
{
    m_target->setHistory(targets);
    if (const auto kept = spec())
        m_target->setUrl(kept->url);
    else if (m_target->text().isEmpty())
        m_target->setUrl(QUrl(u"http://127.0.0.1:3000"_s));
}

void ForwardDialog::fill()
{
    const domain::ForwardSpec kept = spec().value_or(domain::ForwardSpec());
    if (!kept.url.isEmpty())
        m_target->setUrl(kept.url);
    m_answer->setCurrentIndex(kept.returnAnswer ? 1 : 0);
    m_wait->setValue(kept.answerSeconds);
    m_verified->setChecked(kept.verifyFirst);
    m_backlog->setValue(int(qMin<qint64>(kept.backlogLimit, mostBacklog)));
}

void ForwardDialog::follow()
{
    m_wait->setEnabled(m_answer->currentData().toBool());
}

void ForwardDialog::showState()
{
    const auto kept = spec();
    const auto state = m_desk.relays().state(m_endpoint);
    m_state->setVisible(kept && state);
    m_remove->setVisible(kept.has_value());
    m_save->setText(kept ? tr("Save") : tr("Start relay"));
    if (!kept || !state)
        return makeRoom();
    m_badge->setBadge(forwardBadge(*state, kept->paused));
    m_sentence->setText(forwardSentence(*state, kept->paused, wallClock()));
    const bool runs = !kept->paused && state->isRunning();
    m_pause->setText(runs ? tr("Pause") : kept->paused ? tr("Resume") : tr("Start again"));
    m_skip->setVisible(!kept->paused && state->phase == Phase::Retrying);
    m_skip->setText(tr("Leave this one out"));
    showFacts(*state);
    makeRoom();
}

void ForwardDialog::showFacts(const flows::ForwardState &state)
{
    QStringList facts;
    if (state.cursor > 0)
        facts.append(tr("done up to delivery %1").arg(state.cursor));
    facts.append(state.backlog == 0 ? tr("nothing waits")
                                    : tr("%n delivery(s) wait", nullptr, int(state.backlog)));
    facts.append(tr("%1 sent on since the start").arg(numberText(state.forwarded)));
    if (state.withheld > 0)
        facts.append(tr("%1 left out").arg(numberText(state.withheld)));
    if (state.attempts > 0)
        facts.append(tr("%n failed attempt(s)", nullptr, state.attempts));
    m_facts->setText(facts.join(u" · "_s));
}

void ForwardDialog::say(const Result<void> &done, const QString &good)
{
    if (done)
        emit notice(good);
    else
        m_faults.show(done.error().detail);
    showState();
}

void ForwardDialog::save()
{
    m_faults.clear();
    m_general->hide();
    const std::optional<QUrl> url = m_target->accepted();
    if (!url)
        return;
    domain::ForwardSpec wanted = spec().value_or(domain::ForwardSpec());
    wanted.url = *url;
    wanted.returnAnswer = m_answer->currentData().toBool();
    wanted.answerSeconds = m_wait->value();
    wanted.verifyFirst = m_verified->isChecked();
    wanted.backlogLimit = m_backlog->value();
    const auto from = From(m_from->currentData().toInt());
    Result<void> done = m_desk.saveForward(m_endpoint, wanted, from);
    // One that has stopped by itself, and whose settings are the same as before.
    if (const auto state = m_desk.relays().state(m_endpoint);
        done && state && !state->isRunning() && !wanted.paused)
        done = m_desk.relays().restart(m_endpoint, from);
    if (done) {
        m_from->setCurrentIndex(0); // once
        emit targetUsed(*url);
    }
    say(done, tr("%1 is forwarded to %2").arg(m_endpoint, visibleText(url->toString(), 120)));
}

void ForwardDialog::pauseOrResume()
{
    auto kept = spec();
    const auto state = m_desk.relays().state(m_endpoint);
    if (!kept || !state)
        return;
    if (!kept->paused && !state->isRunning())
        return say(m_desk.relays().restart(m_endpoint, From(m_from->currentData().toInt())),
                   tr("The relay of %1 runs again").arg(m_endpoint));
    kept->paused = !kept->paused;
    const QString good = kept->paused ? tr("The relay of %1 is paused") : tr("The relay of %1 goes on");
    say(m_desk.saveForward(m_endpoint, kept), good.arg(m_endpoint));
}

void ForwardDialog::askRemove()
{
    confirm(this,
            {u"confirmRemoveForward"_s, tr("Remove relay"),
             tr("Remove the relay of %1? What is captured stays, and is not sent on any more.")
                 .arg(visibleText(m_endpoint, 80)),
             tr("Remove relay")},
            [this] {
                say(m_desk.saveForward(m_endpoint, std::nullopt),
                    tr("%1 is not forwarded any more").arg(m_endpoint));
            });
}

} // namespace tocsin::ui
