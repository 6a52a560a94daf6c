// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/replay/replaydialog.h"

#include "core/flows/webhookdesk.h"
#include "core/storage/deliverybrowser.h"
#include "ui/text/errortext.h"
#include "ui/text/numbertext.h"
#include "ui/theme/theme.h"
#include "ui/webhooks/replay/authorityfield.h"
#include "ui/webhooks/replay/replayeditor.h"
#include "ui/webhooks/replay/replayresultsview.h"
#include "ui/webhooks/replay/targetfield.h"
#include "ui/webhooks/rowtext.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/forms.h"
#include "ui/widgets/plainlabel.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QFrame>
#include <QRadioButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using domain::DeliveryId;

namespace {

constexpr int setupWidth = 420; // px
constexpr int mostPerSecond = 1000;

bool overTls(const QString &target)
{
    return target.trimmed().startsWith(u"https:"_s, Qt::CaseInsensitive);
}

} // namespace

ReplayDialog::ReplayDialog(const Theme &theme, flows::WebhookDesk &desk, const QList<DeliveryId> &ids,
                           QWidget *parent)
    : QDialog(parent)
    , m_theme(theme)
    , m_desk(desk)
    , m_ids(ids)
    , m_replay(desk.replays())
    , m_title(new PlainLabel(QString(), PlainLabel::Fit::Elide))
    , m_target(new TargetField(desk, u"replayTarget"_s))
    , m_authority(new AuthorityField)
    , m_editor(new ReplayEditor(desk, ids.size() == 1, m_faults))
    , m_general(new PlainLabel(QString(), PlainLabel::Fit::Wrap))
    , m_send(primaryButton(tr("Replay"), u"startReplay"_s, this))
    , m_results(new ReplayResultsView(theme, desk.replays()))
{
    setObjectName(u"replayDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Replay"));
    m_title->setLook(u"strong"_s);
    m_title->setObjectName(u"replayTitle"_s);
    m_title->setContentsMargins(24, 20, 24, 12);
    m_title->setText(tr("Replay %n delivery(s)", nullptr, int(ids.size())));
    m_send->setDefault(true);
    m_send->setAutoDefault(true);
    auto *line = new QFrame;
    line->setFixedWidth(1);
    line->setProperty("look", u"rule"_s);
    auto *halves = new QHBoxLayout;
    halves->setContentsMargins(0, 0, 0, 0);
    halves->setSpacing(0);
    halves->addWidget(buildSetup());
    halves->addWidget(line);
    halves->addWidget(m_results, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_title);
    column->addLayout(halves, 1);
    resize(980, 668);
    connect(m_editor, &ReplayEditor::secretsAsked, this, &ReplayDialog::secretsAsked);
    connect(&m_desk, &flows::WebhookDesk::secretsChanged, this, &ReplayDialog::listSecrets);
    connect(m_results, &ReplayResultsView::cancelAsked, this, [this] {
        m_cancelled = true;
        m_replay.cancel();
    });
    connect(&m_replay, &flows::Replay::answered, this, &ReplayDialog::onAnswer);
    connect(&m_replay, &flows::Replay::finished, this, &ReplayDialog::onEnd);
    follow();
    load();
}

ReplayDialog::~ReplayDialog() = default;

QWidget *ReplayDialog::buildSetup()
{
    m_general->setLook(u"fault"_s);
    m_general->setObjectName(u"replayFault"_s);
    m_general->hide();
    m_faults.setGeneral(m_general);
    m_keepHost = new QCheckBox(tr("&Keep the Host field as captured"));
    m_keepHost->setObjectName(u"replayKeepHost"_s);
    m_keepHost->setToolTip(tr("For signatures that cover the host name"));
    m_exact = new QRadioButton(tr("&As captured: the same bytes and headers"));
    m_exact->setObjectName(u"replayExact"_s);
    m_edited = new QRadioButton(tr("E&dit and sign anew"));
    m_edited->setObjectName(u"replayEdited"_s);
    m_exact->setChecked(true);
    connect(m_edited, &QRadioButton::toggled, this, &ReplayDialog::follow);
    connect(m_target, &TargetField::changed, this, &ReplayDialog::follow);
    auto *form = m_where = new QFormLayout;
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(8);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("&Target"), m_faults.under(u"target"_s, m_target));
    form->addRow(tr("A&uthorities"), m_faults.under(u"authorities"_s, m_authority));
    form->addRow(QString(), m_keepHost);
    alignLabels(*form, replayLabelWidth);
    auto *inner = new QWidget;
    auto *column = new QVBoxLayout(inner);
    column->setContentsMargins(24, 4, 24, 8);
    column->setSpacing(8);
    column->addLayout(form);
    column->addSpacing(4);
    column->addWidget(m_exact);
    column->addWidget(m_edited);
    column->addWidget(m_editor);
    column->addWidget(buildPace());
    column->addStretch();
    auto *scroll = new QScrollArea;
    scroll->setObjectName(u"replaySetup"_s);
    scroll->setAccessibleName(tr("What is sent"));
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(inner);
    QPushButton *close = textButton(tr("Close"), u"closeReplay"_s, this);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_send, &QPushButton::clicked, this, &ReplayDialog::start);
    QHBoxLayout *buttons = footRow({}, {close, m_send});
    buttons->setContentsMargins(24, 8, 24, 16);
    auto *setup = new QWidget;
    setup->setFixedWidth(setupWidth);
    auto *outer = new QVBoxLayout(setup);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    outer->addWidget(scroll, 1);
    m_general->setContentsMargins(24, 4, 24, 0);
    outer->addWidget(m_general);
    outer->addLayout(buttons);
    return setup;
}

QWidget *ReplayDialog::buildPace()
{
    auto *part = new QWidget;
    auto *form = new QFormLayout(part);
    form->setContentsMargins(0, 4, 0, 0);
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(8);
    m_rate = new QSpinBox;
    m_rate->setObjectName(u"replayRate"_s);
    m_rate->setRange(0, mostPerSecond);
    m_rate->setValue(10);
    m_rate->setSpecialValueText(tr("as fast as it goes"));
    m_rate->setSuffix(tr(" per second"));
    m_rate->setFixedWidth(170);
    m_atOnce = new QSpinBox;
    m_atOnce->setObjectName(u"replayAtOnce"_s);
    m_atOnce->setRange(1, flows::Replay::mostConcurrent);
    m_atOnce->setFixedWidth(80);
    m_atOnce->setToolTip(tr("With more than one the order may change"));
    form->addRow(tr("&Rate"), m_faults.under(u"rate"_s, m_rate));
    form->addRow(tr("At &once"), m_faults.under(u"at once"_s, m_atOnce));
    alignLabels(*form, replayLabelWidth);
    part->setVisible(m_ids.size() > 1);
    return part;
}

void ReplayDialog::setHistory(const QStringList &targets)
{
    m_target->setHistory(targets);
    if (m_target->text().isEmpty())
        m_target->setUrl(QUrl(u"http://127.0.0.1:3000"_s));
}

void ReplayDialog::listSecrets()
{
    m_editor->listSecrets();
}

// Of many the first one says which scheme and secret are at hand.
void ReplayDialog::load()
{
    m_desk.browser().load(m_ids.constFirst(), this, [this](const Result<domain::Delivery> &delivery) {
        if (!delivery) {
            m_general->setText(errorSentence(delivery.error()));
            m_general->show();
            return;
        }
        m_editor->fill(*delivery);
        if (m_ids.size() == 1)
            m_title->setText(tr("Replay delivery %1: %2", "number, what it says")
                                 .arg(delivery->row.id)
                                 .arg(rowTitle(delivery->row)));
    });
}

void ReplayDialog::follow()
{
    m_editor->setVisible(m_edited->isChecked());
    m_keepHost->setVisible(!m_edited->isChecked() || m_ids.size() > 1);
    // Only TLS asks whom to trust.
    m_where->setRowVisible(m_authority->parentWidget(), overTls(m_target->text()));
}

void ReplayDialog::start()
{
    if (m_replay.isRunning())
        return;
    m_faults.clear();
    m_general->hide();
    const std::optional<QUrl> url = m_target->accepted();
    if (!url)
        return;
    flows::ReplayPlan plan;
    if (overTls(m_target->text())) {
        const Result<QList<QSslCertificate>> trusted = m_authority->entered();
        if (!trusted)
            return m_faults.show(u"authorities: "_s + trusted.error().detail);
        plan.trusted = *trusted;
    }
    plan.target = {*url, m_keepHost->isChecked() && m_keepHost->isVisibleTo(this)};
    plan.allowed = m_desk.options().allowed;
    plan.perSecond = m_ids.size() > 1 ? m_rate->value() : 0;
    plan.concurrency = m_ids.size() > 1 ? m_atOnce->value() : 1;
    if (m_edited->isChecked()) {
        const Result<flows::ReplayEdit> edit = m_editor->entered();
        if (!edit)
            return m_faults.show(edit.error().detail);
        plan.edit = *edit;
    }
    m_results->begin(m_ids.size());
    m_cancelled = false;
    if (const Result<void> started = m_replay.start(m_ids, plan); !started) {
        m_results->end(false);
        return m_faults.show(started.error().detail);
    }
    m_send->setEnabled(false);
    emit targetUsed(*url);
}

void ReplayDialog::onAnswer(const flows::ReplayResult &result)
{
    m_results->add(result);
    if (result.answer.id != 0)
        emit answered(result.answer.delivery);
}

void ReplayDialog::onEnd()
{
    m_results->end(m_cancelled);
    m_send->setEnabled(true);
    m_send->setText(tr("Replay again"));
}

void ReplayDialog::done(int result)
{
    if (m_replay.isRunning()) {
        m_cancelled = true;
        m_replay.cancel();
    }
    QDialog::done(result);
}

} // namespace tocsin::ui
