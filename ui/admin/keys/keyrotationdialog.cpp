// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/admin/keys/keyrotationdialog.h"

#include "ui/text/errortext.h"
#include "ui/text/keytext.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/confirm.h"
#include "ui/widgets/forms.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/timedclipboard.h"
#include "ui/widgets/visibletext.h"

#include <QComboBox>
#include <QFormLayout>
#include <QSpinBox>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using flows::KeyRotator;
using storage::KeyStep;

namespace {

constexpr int labelWidth = 110; // px
constexpr int badgeWidthPx = 110;
constexpr int usualDays = 365;

} // namespace

KeyRotationDialog::KeyRotationDialog(const Theme &theme, flows::KeyOffice &office,
                                     const flows::KeyEntry &entry, QWidget *parent)
    : QDialog(parent)
    , m_theme(theme)
    , m_office(office)
    , m_entry(entry)
    , m_target(new QComboBox)
    , m_days(new QSpinBox)
    , m_clipboard(new TimedClipboard(tr("Copy new key"), u"waitingKey"_s))
    , m_message(new PlainLabel(QString(), PlainLabel::Fit::Wrap))
    , m_cancel(textButton(tr("Stop rotating…"), u"cancelRotation"_s, this))
    , m_one(textButton(tr("One step"), u"oneStep"_s, this))
    , m_go(primaryButton(tr("Begin"), u"goOnRotating"_s, this))
{
    setObjectName(u"keyRotationDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Rotate the key \"%1\"").arg(visibleText(entry.name, 80)));
    m_message->setObjectName(u"rotationMessage"_s);
    m_message->keepLines();
    m_plan = buildPlan();
    fillTargets(entry);
    QPushButton *close = textButton(tr("Close"), u"closeRotation"_s, this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 16);
    column->setSpacing(16);
    column->addWidget(m_plan);
    column->addWidget(buildSteps());
    column->addWidget(m_clipboard);
    column->addWidget(m_message);
    column->addStretch(1);
    column->addLayout(footRow({m_cancel}, {close, m_one, m_go}));
    resize(640, 390);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_go, &QPushButton::clicked, this, [this] { m_rotation ? goOn(true) : begin(); });
    connect(m_one, &QPushButton::clicked, this, [this] { goOn(false); });
    connect(m_cancel, &QPushButton::clicked, this, &KeyRotationDialog::askCancel);
    connect(&office, &flows::KeyOffice::switched, this, &QDialog::reject); // it is of that server
    connect(m_target, &QComboBox::currentIndexChanged, this, &KeyRotationDialog::showSteps);
    connect(&office.rotator(), &KeyRotator::noted, this, [this](const Rotation &rotation) {
        if (m_rotation && m_rotation->id == rotation.id)
            take(rotation);
    });
    say(tr("Nothing has happened yet. Whoever uses the key can use it until the last step."), u"muted"_s);
    m_clipboard->hide();
    showSteps();
    showButtons();
}

QWidget *KeyRotationDialog::buildPlan()
{
    m_target->setObjectName(u"rotationTarget"_s);
    m_days->setObjectName(u"rotationDays"_s);
    m_days->setRange(1, 3650);
    m_days->setValue(usualDays);
    m_days->setSuffix(u' ' + tr("days"));
    auto *part = new QWidget;
    auto *form = new QFormLayout(part);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(8);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("&Used by"), m_target);
    form->addRow(tr("E&xpires after"), inARow({m_days}));
    alignLabels(*form, labelWidth);
    return part;
}

void KeyRotationDialog::fillTargets(const flows::KeyEntry &entry)
{
    m_targets = m_office.candidates();
    const QString user = m_office.userOf(entry);
    int chosen = int(m_targets.size());
    for (int i = 0; i < int(m_targets.size()); ++i) {
        m_target->addItem(tr("the connection \"%1\"").arg(visibleText(m_targets[i].name, 80)));
        if (m_targets[i].id == user)
            chosen = i;
    }
    m_target->addItem(tr("something else: I swap it there"));
    m_target->setCurrentIndex(chosen);
}

QWidget *KeyRotationDialog::buildSteps()
{
    auto *part = new QWidget;
    auto *grid = new QGridLayout(part);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(10);
    grid->setColumnMinimumWidth(0, badgeWidthPx);
    grid->setColumnStretch(1, 1);
    int row = 0;
    for (const KeyStep step : {KeyStep::Created, KeyStep::Tested, KeyStep::Swapped, KeyStep::Disabled}) {
        Row made{step, new Badge(m_theme), new PlainLabel(QString(), PlainLabel::Fit::Wrap),
                 new PlainLabel(QString(), PlainLabel::Fit::Wrap)};
        made.name->setObjectName(u"step%1"_s.arg(row));
        made.more->setLook(u"muted"_s);
        made.more->setObjectName(u"step%1More"_s.arg(row));
        grid->addWidget(made.badge, 2 * row, 0, Qt::AlignTop);
        grid->addWidget(made.name, 2 * row, 1);
        grid->addWidget(made.more, 2 * row + 1, 1);
        m_rows.append(made);
        ++row;
    }
    return part;
}

void KeyRotationDialog::resume(const Rotation &rotation)
{
    m_rotation = rotation;
    m_plan->hide();
    take(rotation);
}

void KeyRotationDialog::begin()
{
    const int index = m_target->currentIndex();
    const QString target = index < m_targets.size() ? m_targets[index].id : QString();
    const Rotation plan = m_office.rotationOf(m_entry, target, m_days->value());
    m_isBusy = true;
    showButtons();
    m_office.rotator().plan(plan, wallClock(), this, [this](const Result<Rotation> &planned) {
        m_isBusy = false;
        if (!planned)
            return onStop(planned);
        resume(*planned);
        goOn(true);
    });
}

void KeyRotationDialog::goOn(bool allSteps)
{
    m_isBusy = true;
    m_hasFailed = false;
    showButtons();
    const bool isHanded = m_rotation->step == KeyStep::Tested && m_rotation->isByHand();
    if (!isHanded)
        return advance(allSteps);
    m_office.rotator().confirmSwap(*m_rotation, wallClock(), this,
                                   [this, allSteps](const Result<Rotation> &swapped) {
                                       if (!swapped)
                                           return onStop(swapped);
                                       take(*swapped);
                                       if (allSteps)
                                           return advance(true);
                                       onStop(swapped);
                                   });
}

void KeyRotationDialog::advance(bool allSteps)
{
    const auto stop = [this](const Result<Rotation> &rotation) { onStop(rotation); };
    if (allSteps)
        m_office.rotator().run(*m_rotation, wallClock(), this, stop);
    else
        m_office.rotator().advance(*m_rotation, wallClock(), this, stop);
}

void KeyRotationDialog::onStop(const Result<Rotation> &rotation)
{
    m_isBusy = false;
    m_hasFailed = !rotation;
    if (rotation) {
        take(*rotation);
        return;
    }
    showSteps();
    showButtons();
    const Error &error = rotation.error();
    say(error.kind == Error::Kind::Rejected ? asSentence(error.detail) : errorSentence(error), u"fault"_s);
}

void KeyRotationDialog::askCancel()
{
    confirm(this,
            {u"confirmCancelRotation"_s, tr("Stop this rotation"),
             tr("The new key is disabled, where the server offers that, and its value removed. The old key "
                "stays in "
                "use."),
             tr("Stop, keep the old key")},
            [this] {
                m_isBusy = true;
                showButtons();
                m_office.rotator().cancel(*m_rotation, wallClock(), this,
                                          [this](const Result<Rotation> &rotation) { onStop(rotation); });
            });
}

void KeyRotationDialog::take(const Rotation &rotation)
{
    m_rotation = rotation;
    const bool isLeft = rotation.step == KeyStep::LeftOver || rotation.isUnsure;
    say(keyRotationSentence(rotation), isLeft ? u"advice"_s : u"muted"_s);
    showSteps();
    showButtons();
    showWaiting();
}

void KeyRotationDialog::showSteps()
{
    Rotation plan = m_rotation.value_or(Rotation());
    if (!m_rotation) {
        plan = m_office.rotationOf(
            m_entry,
            m_target->currentIndex() < m_targets.size() ? m_targets[m_target->currentIndex()].id : QString(),
            m_days->value());
    }
    bool isNext = true;
    for (const Row &row : m_rows) {
        const bool isLeft = plan.step == KeyStep::LeftOver && row.step == KeyStep::Disabled;
        const bool isDone = m_rotation && plan.step != KeyStep::Cancelled && plan.step >= row.step;
        BadgeText badge{Mark::Ring, Tone::Muted, tr("To do")};
        if (isLeft)
            badge = {Mark::Bang, Tone::Stale, tr("By hand")};
        else if (isDone)
            badge = {Mark::Check, Tone::Valid, tr("Done")};
        else if (plan.step == KeyStep::Cancelled)
            badge = {Mark::Dash, Tone::Muted, tr("Stopped")};
        else if (isNext && m_hasFailed)
            badge = {Mark::Cross, Tone::Mismatch, tr("Failed")};
        else if (isNext && m_isBusy)
            badge = {Mark::Clock, Tone::Accent, tr("Under way")};
        else if (isNext)
            badge = {Mark::Disc, Tone::Accent, tr("Next")};
        isNext = isNext && isDone;
        row.badge->setBadge(badge);
        row.name->setText(keyStepName(row.step, plan));
        QStringList more;
        if (row.step == KeyStep::Created && isDone)
            more.append(tr("Key id %1").arg(plan.newPublicId));
        if (row.step == KeyStep::Tested && isDone) {
            for (const flows::Capability &one : m_office.rotator().tested())
                more.append(tr("%1: %2").arg(one.scope, standingBadge(one.standing).word.toLower()));
        }
        row.more->setText(more.join(u", "_s));
        row.more->setVisible(!more.isEmpty());
    }
}

void KeyRotationDialog::showButtons()
{
    const bool isOver = m_rotation && m_rotation->isOver();
    const bool isHanded = m_rotation && m_rotation->step == KeyStep::Tested && m_rotation->isByHand();
    m_go->setText(!m_rotation ? tr("Begin") : isHanded ? tr("It is swapped: go on") : tr("Go on"));
    m_go->setEnabled(!m_isBusy && !isOver);
    m_go->setVisible(!isOver);
    m_one->setVisible(m_rotation && !isOver && !isHanded);
    m_one->setEnabled(!m_isBusy);
    m_cancel->setVisible(m_rotation && !isOver);
    m_cancel->setEnabled(!m_isBusy && m_rotation && m_rotation->step < KeyStep::Swapped);
}

// By hand, the new value is needed once more.
void KeyRotationDialog::showWaiting()
{
    const bool isHanded = m_rotation->step == KeyStep::Tested && m_rotation->isByHand();
    if (!isHanded || m_clipboard->isVisible() == isHanded)
        return m_clipboard->setVisible(isHanded);
    m_office.waitingValue(*m_rotation, this, [this](const Result<Secret> &value) {
        if (!value)
            return say(errorSentence(value.error()), u"fault"_s);
        m_clipboard->setSecret(*value);
        m_clipboard->show();
    });
}

void KeyRotationDialog::say(const QString &text, const QString &look)
{
    m_message->setLook(look);
    m_message->setText(text);
}

} // namespace tocsin::ui
