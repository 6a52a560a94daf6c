// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/admin/integrations/secretchoice.h"

#include "core/socotra/rules.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/forms.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/visibletext.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QLineEdit>
#include <QRadioButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using socotra::Draft;
using socotra::SecretShown;

namespace {

QLineEdit *maskedLine(const QString &name, const QString &spoken)
{
    auto *line = new QLineEdit;
    line->setObjectName(name);
    line->setAccessibleName(spoken);
    line->setEchoMode(QLineEdit::Password);
    line->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText);
    line->setMaxLength(1000);
    return line;
}

} // namespace

SecretChoice::SecretChoice(secrets::SecretStore &secrets, QWidget *parent)
    : QWidget(parent)
    , m_secrets(secrets)
    , m_ways(new QButtonGroup(this))
    , m_column(new QVBoxLayout(this))
    , m_labels(new QComboBox)
    , m_typed(maskedLine(u"integrationSecret"_s, tr("Secret")))
    , m_made(maskedLine(u"integrationFresh"_s, tr("New secret")))
    , m_keepAs(new QLineEdit)
    , m_state(new PlainLabel(QString(), PlainLabel::Fit::Wrap))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(4);
    m_state->setObjectName(u"integrationSecretState"_s);
    m_state->setLook(u"muted"_s);
    m_state->keepLines();
    m_column->addWidget(m_state);
    m_labels->setObjectName(u"integrationKept"_s);
    m_labels->setAccessibleName(tr("Secret kept here"));
    m_typed->setPlaceholderText(tr("32 to 64 letters, digits, underscores"));
    m_made->setReadOnly(true);
    m_told = addWay(Way::Told, tr("As the tenant has told it"), u"secretTold"_s);
    m_kept = addWay(Way::Kept, tr("One that is kept here"), u"secretKept"_s, m_labels);
    addWay(Way::Enter, tr("Enter it"), u"secretEnter"_s, m_typed);
    QPushButton *again = textButton(tr("Make another"), u"secretAgain"_s, this);
    connect(again, &QPushButton::clicked, this, &SecretChoice::makeFresh);
    addWay(Way::Fresh, tr("A new one"), u"secretFresh"_s, inARow({m_made, again}));
    m_without = addWay(Way::Without, {}, u"secretWithout"_s);
    m_keepAs->setObjectName(u"integrationKeepAs"_s);
    m_keepAs->setAccessibleName(tr("Keep it here as"));
    m_keepAs->setMaxLength(64);
    m_keepAs->setPlaceholderText(tr("not kept"));
    m_keepRow = inARow({new PlainLabel(tr("Keep it here, to verify with, as")), m_keepAs});
    m_column->addWidget(m_keepRow);
    connect(m_ways, &QButtonGroup::idToggled, this, &SecretChoice::follow);
    connect(m_labels, &QComboBox::currentIndexChanged, this, &SecretChoice::readKept);
    connect(m_typed, &QLineEdit::textChanged, this, &SecretChoice::changed);
    connect(m_keepAs, &QLineEdit::textChanged, this, &SecretChoice::changed);
}

QRadioButton *SecretChoice::addWay(Way way, const QString &text, const QString &name, QWidget *beside)
{
    auto *button = new QRadioButton(text);
    button->setObjectName(name);
    m_ways->addButton(button, int(way));
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(button);
    if (beside)
        row->addWidget(beside, 1);
    else
        row->addStretch(1);
    m_column->addLayout(row);
    return button;
}

void SecretChoice::offer(const Offer &offer)
{
    m_offer = offer;
    m_keptValue = Secret();
    m_typed->clear();
    const auto size = QString::fromUtf8(offer.told.reveal()).size();
    m_told->setVisible(offer.shown == SecretShown::Clear);
    m_state->setVisible(!offer.isNew);
    m_state->setText(offer.shown == SecretShown::Clear
                         ? tr("The tenant tells it: set, %n character(s).", nullptr, int(size))
                     : offer.shown == SecretShown::Masked
                         ? tr("The tenant shows a mask: a secret is set, and unknown.")
                         : tr("The tenant does not tell whether a secret is set."));
    m_without->setText(offer.isNew ? tr("None") : tr("Send without secret (the stored one may be removed)"));
    m_keepAs->setText(offer.keptLabel.isEmpty() ? offer.newLabel : offer.keptLabel);
    makeFresh();
    listKept();
    choose(offer.isNew ? Way::Fresh : offer.shown == SecretShown::Clear ? Way::Told : Way::None);
}

void SecretChoice::proposeLabel(const QString &label)
{
    if (!m_keepAs->isModified())
        m_keepAs->setText(label);
}

void SecretChoice::listKept()
{
    m_labels->clear();
    m_kept->hide();
    m_labels->hide();
    m_secrets.list(this, [this](const Result<QList<secrets::StoredSecret>> &stored) {
        if (!stored || stored->isEmpty())
            return;
        const QSignalBlocker quiet(m_labels);
        m_labels->clear();
        for (const secrets::StoredSecret &secret : *stored)
            m_labels->addItem(visibleText(secret.label, 64), secret.label);
        m_kept->show();
        m_labels->show();
        const int linked = m_labels->findData(m_offer.keptLabel);
        m_labels->setCurrentIndex(qMax(0, linked));
        readKept();
    });
}

void SecretChoice::readKept()
{
    const QString label = m_labels->currentData().toString();
    m_keptValue = Secret();
    emit changed();
    if (label.isEmpty())
        return;
    m_secrets.get(label, this, [this, label](const Result<secrets::StoredSecret> &stored) {
        if (!stored || label != m_labels->currentData().toString())
            return;
        m_keptValue = stored->value;
        // Proposed once it is there: before, saving would find no secret.
        if (label == m_offer.keptLabel && way() == Way::None)
            choose(Way::Kept);
        emit changed();
    });
}

void SecretChoice::makeFresh()
{
    m_fresh = socotra::makeSecret();
    m_made->setText(QString(int(m_fresh.size()), u'•')); // it is nobody's to read before it is kept
    emit changed();
}

SecretChoice::Way SecretChoice::way() const
{
    const int id = m_ways->checkedId();
    return id < 0 ? Way::None : Way(id);
}

void SecretChoice::choose(Way way)
{
    if (QAbstractButton *button = m_ways->button(int(way))) {
        button->setChecked(true);
    } else if (QAbstractButton *checked = m_ways->checkedButton()) {
        m_ways->setExclusive(false); // else one is always chosen
        checked->setChecked(false);
        m_ways->setExclusive(true);
    }
    follow();
}

void SecretChoice::follow()
{
    const Way now = way();
    m_labels->setEnabled(now == Way::Kept);
    m_typed->setEnabled(now == Way::Enter);
    m_made->parentWidget()->setEnabled(now == Way::Fresh);
    m_keepRow->setVisible(now == Way::Enter || now == Way::Fresh || now == Way::Told);
    emit changed();
}

void SecretChoice::applyTo(Draft &draft) const
{
    using From = Draft::SecretFrom;
    switch (way()) {
    case Way::None:
        draft.from = From::Unknown;
        draft.secret = Secret();
        break;
    case Way::Told:
        draft.from = From::Returned;
        draft.secret = m_offer.told;
        break;
    case Way::Kept:
        draft.from = m_keptValue.isEmpty() ? From::Unknown : From::Entered;
        draft.secret = m_keptValue;
        break;
    case Way::Enter:
        draft.from = From::Entered;
        draft.secret = Secret(m_typed->text().toUtf8());
        break;
    case Way::Fresh:
        draft.from = From::Fresh;
        draft.secret = m_fresh;
        break;
    case Way::Without:
        draft.from = From::Without;
        draft.secret = Secret();
        break;
    }
}

void SecretChoice::take(const Draft &draft)
{
    if (draft.from == Draft::SecretFrom::Returned) {
        m_offer.told = draft.secret;
        m_told->show();
        choose(Way::Told);
    } else if (draft.from == Draft::SecretFrom::Unknown) {
        choose(Way::None);
    }
}

QString SecretChoice::keepAs() const
{
    return m_keepRow->isVisibleTo(this) ? m_keepAs->text().trimmed() : QString();
}

QString SecretChoice::label() const
{
    return way() == Way::Kept ? m_labels->currentData().toString() : keepAs();
}

} // namespace tocsin::ui
