// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/admin/keys/madekeydialog.h"

#include "ui/text/errortext.h"
#include "ui/theme/theme.h"
#include "ui/webhooks/inspector/verdictbanner.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/confirm.h"
#include "ui/widgets/forms.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/timedclipboard.h"
#include "ui/widgets/visibletext.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using domain::Connection;

namespace {

constexpr int labelWidth = 110; // px

// Never the value itself: what is in a widget can be read by helpers of the desktop.
QString maskOf(const Secret &value)
{
    return QString(std::min<qsizetype>(32, value.size()), QChar(0x2022));
}

} // namespace

MadeKeyDialog::MadeKeyDialog(const Theme &theme, flows::KeyOffice &office, flows::MadeKey made,
                             QWidget *parent)
    : QDialog(parent)
    , m_theme(theme)
    , m_office(office)
    , m_made(std::move(made))
    , m_value(new PlainLabel(QString(), PlainLabel::Fit::Elide))
    , m_reveal(textButton(tr("Show"), u"showKey"_s, this))
    , m_clipboard(new TimedClipboard(isClient() ? tr("Copy secret") : tr("Copy key"), u"newKey"_s))
    , m_label(new QLineEdit)
    , m_keep(textButton(tr("Store"), u"storeKey"_s, this))
    , m_target(new QComboBox)
    , m_use(textButton(tr("Put in"), u"useKey"_s, this))
    , m_message(new PlainLabel(QString(), PlainLabel::Fit::Wrap))
{
    setObjectName(u"madeKeyDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(isClient() ? tr("The client's secret") : tr("The new key"));
    auto *banner = new VerdictBanner(theme);
    banner->setTexts(
        Tone::Stale, isClient() ? tr("This secret is told once") : tr("This key is told once"),
        tr("The server keeps a digest of it and cannot tell it again. Copy it to whoever uses it, "
           "or store it here, before you close this."));
    m_message->setObjectName(u"madeKeyMessage"_s);
    m_message->keepLines();
    if (m_made.unrecorded) {
        m_message->setLook(u"fault"_s);
        m_message->setText(
            tr("It was made, but could not be written down here. %1").arg(errorSentence(*m_made.unrecorded)));
    }
    QPushButton *close = primaryButton(tr("Done"), u"doneKey"_s, this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 16);
    column->setSpacing(16);
    column->addWidget(banner);
    column->addWidget(buildValue());
    column->addWidget(buildPlaces());
    column->addWidget(m_message);
    column->addStretch(1);
    column->addLayout(footRow({}, {close}));
    resize(620, 370);
    connect(close, &QPushButton::clicked, this, &MadeKeyDialog::reject);
}

QWidget *MadeKeyDialog::buildValue()
{
    m_value->setObjectName(u"keyValue"_s);
    m_value->setFont(m_theme.fixedFont());
    m_value->setText(maskOf(m_made.value));
    m_clipboard->setSecret(m_made.value);
    connect(m_reveal, &QPushButton::clicked, this, &MadeKeyDialog::toggle);
    connect(m_clipboard, &TimedClipboard::copied, this, [this] { m_isPlaced = true; });
    auto *part = new QWidget;
    auto *form = new QFormLayout(part);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(8);
    auto *line = new QWidget;
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_value, 1);
    row->addWidget(m_reveal);
    const auto addFact = [form](const QString &label, const QString &text) {
        auto *fact = new PlainLabel(text, PlainLabel::Fit::Elide);
        fact->setSelectable();
        fact->setContentsMargins(0, 6, 0, 0); // on the line of its label
        form->addRow(label, fact);
    };
    addFact(tr("Name"), m_made.entry.name);
    if (isClient()) {
        addFact(tr("Client id"), m_made.entry.publicId);
        addFact(tr("Tokens from"), m_made.tokenEndpoint.toString());
    }
    form->addRow(isClient() ? tr("Secret") : tr("Key"), line);
    form->addRow(QString(), m_clipboard);
    alignLabels(*form, labelWidth);
    return part;
}

QWidget *MadeKeyDialog::buildPlaces()
{
    m_label->setObjectName(u"keyLabel"_s);
    m_label->setMaxLength(64);
    m_label->setText(m_made.entry.label.isEmpty() ? flows::KeyOffice::labelFor(m_made.entry.name)
                                                  : m_made.entry.label);
    m_target->setObjectName(u"keyTarget"_s);
    m_target->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    fillTargets();
    connect(m_keep, &QPushButton::clicked, this, &MadeKeyDialog::keep);
    connect(m_use, &QPushButton::clicked, this, &MadeKeyDialog::use);
    const auto lineOf = [](QWidget *field, QWidget *button) {
        auto *part = new QWidget;
        auto *row = new QHBoxLayout(part);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(8);
        row->addWidget(field, 1);
        row->addWidget(button);
        part->setFocusProxy(field);
        return part;
    };
    auto *part = new QWidget;
    auto *form = new QFormLayout(part);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(8);
    form->addRow(tr("Store as"), lineOf(m_label, m_keep));
    form->addRow(tr("Connection"), lineOf(m_target, m_use));
    alignLabels(*form, labelWidth);
    return part;
}

void MadeKeyDialog::fillTargets()
{
    m_targets = {m_office.connectionFor(m_made)};
    m_targets += m_office.candidates(m_made);
    m_target->addItem(tr("a new one, \"%1\"").arg(visibleText(m_made.entry.name, 80)));
    for (qsizetype i = 1; i < m_targets.size(); ++i)
        m_target->addItem(visibleText(m_targets[i].name, 80));
    if (!isClient() || m_targets.size() < 2)
        return;
    m_target->setCurrentIndex(1); // that is refused until it has the new one
    if (m_made.unrecorded)
        return;
    m_message->setLook(u"advice"_s);
    m_message->setText(
        tr("The connection \"%1\" signs in as this client, and its secret has ended: put the new "
           "one in.")
            .arg(visibleText(m_targets[1].name, 80)));
}

void MadeKeyDialog::toggle()
{
    const bool isShown = m_value->original() != maskOf(m_made.value);
    m_value->setText(isShown ? maskOf(m_made.value) : QString::fromUtf8(m_made.value.reveal()));
    m_reveal->setText(isShown ? tr("Show") : tr("Hide"));
}

void MadeKeyDialog::keep()
{
    m_keep->setEnabled(false);
    const QString label = m_label->text().trimmed();
    m_office.keep(m_made, label, this, [this, label](const Result<void> &kept) {
        m_keep->setEnabled(true);
        if (!kept)
            return failed(kept.error());
        placed(tr("Stored as \"%1\".").arg(label));
    });
}

void MadeKeyDialog::use()
{
    m_use->setEnabled(false);
    const Connection target = m_targets.value(m_target->currentIndex());
    m_office.useIn(m_made, target, this, [this, name = target.name](const Result<QString> &used) {
        m_use->setEnabled(true);
        if (!used)
            return failed(used.error());
        placed(tr("The connection \"%1\" signs in with it.").arg(visibleText(name, 80)));
    });
}

// In one place: a second one would be a second user of the same key.
void MadeKeyDialog::placed(const QString &text)
{
    m_isPlaced = true;
    m_message->setLook(u"muted"_s);
    m_message->setText(text);
    for (QWidget *part : std::initializer_list<QWidget *>{m_label, m_keep, m_target, m_use})
        part->setEnabled(false);
    emit notice(text);
}

void MadeKeyDialog::failed(const Error &error)
{
    m_message->setLook(u"fault"_s);
    m_message->setText(error.kind == Error::Kind::Rejected ? asSentence(error.detail) : errorSentence(error));
}

void MadeKeyDialog::accept()
{
    m_value->setText({});
    QDialog::accept();
}

void MadeKeyDialog::reject()
{
    if (m_isPlaced)
        return accept();
    confirm(this,
            {u"loseKey"_s, tr("The value is nowhere yet"),
             tr("It was neither copied nor stored. When this is closed nobody can use \"%1\": it has to be "
                "disabled "
                "and another one made.")
                 .arg(m_made.entry.name),
             tr("Close and lose it")},
            [this] { accept(); });
}

} // namespace tocsin::ui
