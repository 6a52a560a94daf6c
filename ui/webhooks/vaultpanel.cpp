// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/vaultpanel.h"

#include "core/secrets/fallbackstore.h"
#include "ui/text/errortext.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/plainlabel.h"

#include <QDir>
#include <QHBoxLayout>
#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

constexpr qsizetype shortest = 8; // characters of a new passphrase

QLineEdit *passphraseField(const QString &name, const QString &hint)
{
    auto *field = new QLineEdit;
    field->setObjectName(name);
    field->setAccessibleName(hint);
    field->setPlaceholderText(hint);
    field->setEchoMode(QLineEdit::Password);
    field->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText);
    field->setMaxLength(1024);
    return field;
}

} // namespace

VaultPanel::VaultPanel(secrets::FallbackStore &store, QWidget *parent)
    : QWidget(parent)
    , m_store(store)
    , m_makes(!store.vaultExists())
    , m_passphrase(passphraseField(u"vaultPassphrase"_s, tr("Passphrase")))
    , m_again(passphraseField(u"vaultAgain"_s, tr("The same again")))
    , m_open(textButton(m_makes ? tr("Keep them in a file") : tr("Unlock"), u"openVault"_s, this))
    , m_message(new PlainLabel(QString(), PlainLabel::Fit::Wrap))
{
    setObjectName(u"vaultPanel"_s);
    const QString file = QDir::toNativeSeparators(store.vaultPath());
    auto *offer = new PlainLabel(
        m_makes ? tr("To keep them longer, choose a passphrase: they then go into the file "
                     "%1, which nothing else opens. It cannot be recovered.")
                      .arg(file)
                : tr("Earlier secrets are in the file %1; its passphrase unlocks them.").arg(file),
        PlainLabel::Fit::Wrap);
    offer->setObjectName(u"vaultOffer"_s);
    offer->setLook(u"muted"_s);
    m_message->setObjectName(u"vaultMessage"_s);
    m_message->setLook(u"fault"_s);
    m_message->hide();
    m_again->setVisible(m_makes);
    m_open->setAutoDefault(false);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_passphrase, 1);
    row->addWidget(m_again, 1);
    row->addWidget(m_open);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(offer);
    column->addLayout(row);
    column->addWidget(m_message);
    connect(m_open, &QPushButton::clicked, this, &VaultPanel::open);
}

void VaultPanel::open()
{
    const QString typed = m_passphrase->text();
    if (m_makes && typed.size() < shortest)
        return say(tr("Passphrase: use at least %n character(s).", nullptr, int(shortest)));
    if (m_makes && typed != m_again->text())
        return say(tr("Passphrase: the two do not agree; type both anew."));
    if (typed.isEmpty())
        return say(tr("Passphrase: enter the one that the file was made with."));
    m_open->setEnabled(false);
    say({});
    m_store.openVault(Secret(typed.toUtf8()), this, [this](const Result<void> &done) {
        m_open->setEnabled(true);
        m_passphrase->clear();
        m_again->clear();
        if (!done)
            return say(errorSentence(done.error()));
        hide();
        emit opened();
    });
}

void VaultPanel::say(const QString &text)
{
    m_message->setText(text);
    m_message->setVisible(!text.isEmpty());
    if (!text.isEmpty())
        m_passphrase->setFocus();
}

} // namespace tocsin::ui
