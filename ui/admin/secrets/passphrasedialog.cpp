// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/admin/secrets/passphrasedialog.h"

#include "core/secrets/fallbackstore.h"
#include "ui/text/errortext.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/forms.h"
#include "ui/widgets/plainlabel.h"

#include <QDir>
#include <QFormLayout>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

constexpr qsizetype shortest = 8; // characters of a new passphrase

QLineEdit *hiddenField(const QString &name)
{
    auto *field = new QLineEdit;
    field->setObjectName(name);
    field->setEchoMode(QLineEdit::Password);
    field->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText);
    field->setMaxLength(1024);
    return field;
}

} // namespace

PassphraseDialog::PassphraseDialog(secrets::FallbackStore &store, QWidget *parent)
    : QDialog(parent)
    , m_store(store)
    , m_current(hiddenField(u"currentPassphrase"_s))
    , m_fresh(hiddenField(u"newPassphrase"_s))
    , m_again(hiddenField(u"newPassphraseAgain"_s))
    , m_message(new PlainLabel(QString(), PlainLabel::Fit::Flow))
    , m_change(primaryButton(tr("Change passphrase"), u"changePassphrase"_s, this))
{
    setObjectName(u"passphraseDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Passphrase of the vault"));
    auto *about = new PlainLabel(
        tr("The secrets in %1 are encrypted anew under the new passphrase, in one step. Copies of the file "
           "that were made before still open with the old one; it cannot be recovered.")
            .arg(QDir::toNativeSeparators(store.vaultPath())),
        PlainLabel::Fit::Wrap);
    about->setLook(u"muted"_s);
    m_message->setObjectName(u"passphraseMessage"_s);
    m_message->setLook(u"fault"_s);
    auto *form = new QFormLayout;
    form->setVerticalSpacing(8);
    form->addRow(tr("&Present passphrase"), m_current);
    form->addRow(tr("&New passphrase"), m_fresh);
    form->addRow(tr("The same &again"), m_again);
    alignLabels(*form);
    QPushButton *close = textButton(tr("Cancel"), u"cancelPassphrase"_s, this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 16);
    column->setSpacing(16);
    column->addWidget(about);
    column->addLayout(form);
    column->addWidget(m_message);
    column->addStretch();
    column->addLayout(footRow({}, {close, m_change}));
    resize(520, 320);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_change, &QPushButton::clicked, this, &PassphraseDialog::change);
    m_change->setDefault(true);
    m_current->setFocus();
}

void PassphraseDialog::change()
{
    if (m_current->text().isEmpty())
        return say(tr("Present passphrase: enter the one that opens the vault now."), m_current);
    if (m_fresh->text().size() < shortest)
        return say(tr("New passphrase: use at least %n character(s).", nullptr, int(shortest)), m_fresh);
    if (m_fresh->text() != m_again->text())
        return say(tr("New passphrase: the two do not agree; type both anew."), m_fresh);
    const Secret current(m_current->text().toUtf8());
    const Secret fresh(m_fresh->text().toUtf8());
    m_change->setEnabled(false);
    say({}, nullptr);
    m_store.changePassphrase(current, fresh, this, [this](const Result<void> &done) {
        m_change->setEnabled(true);
        if (!done)
            return say(errorSentence(done.error()), m_current);
        for (QLineEdit *field : {m_current, m_fresh, m_again})
            field->clear();
        emit changed();
        accept();
    });
}

void PassphraseDialog::say(const QString &text, QLineEdit *where)
{
    m_message->setText(text);
    if (where)
        where->setFocus();
}

} // namespace tocsin::ui
