// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/admin/secrets/revealdialog.h"

#include "core/secrets/fallbackstore.h"
#include "ui/text/errortext.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/timedclipboard.h"
#include "ui/widgets/visibletext.h"

#include <QFontDatabase>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QStringDecoder>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using Backend = secrets::SecretStore::Backend;

namespace {

// Bytes that are no text are shown as such.
QString shownValue(const Secret &value)
{
    const QByteArray bytes = value.reveal().toByteArray();
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString text = decoder(bytes);
    return decoder.hasError()
               ? RevealDialog::tr("%n byte(s), in hexadecimal digits: ", nullptr, int(bytes.size())) +
                     QString::fromLatin1(bytes.toHex(' '))
               : visibleText(text, 100'000, true);
}

QString explanation(Backend backend)
{
    switch (backend) {
    case Backend::Vault:
        return RevealDialog::tr("Enter the passphrase of the vault once more: whoever sits here may be "
                                "somebody else by now.");
    case Backend::Keychain:
        return RevealDialog::tr("The keychain of this system gives it out. It asks you when it is locked.");
    case Backend::Memory:
        return RevealDialog::tr("It is kept for this run only, and nothing but this window protects it.");
    }
    return {};
}

} // namespace

RevealDialog::RevealDialog(secrets::SecretStore &store, const QString &label, QWidget *parent)
    : QDialog(parent)
    , m_store(store)
    , m_label(label)
    , m_passphrase(new QLineEdit)
    , m_value(new QPlainTextEdit)
    , m_copy(new TimedClipboard(tr("Copy the value"), u"revealed"_s))
    , m_message(new PlainLabel(QString(), PlainLabel::Fit::Flow))
    , m_show(primaryButton(tr("Show the value"), u"showValue"_s, this))
{
    setObjectName(u"revealDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Reveal %1").arg(visibleText(label, 80)));
    auto *about = new PlainLabel(explanation(store.backend()), PlainLabel::Fit::Wrap);
    about->setLook(u"muted"_s);
    m_passphrase->setObjectName(u"revealPassphrase"_s);
    m_passphrase->setAccessibleName(tr("Passphrase of the vault"));
    m_passphrase->setPlaceholderText(tr("passphrase of the vault"));
    m_passphrase->setEchoMode(QLineEdit::Password);
    m_passphrase->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText);
    m_passphrase->setMaxLength(1024);
    m_passphrase->setVisible(store.backend() == Backend::Vault);
    m_value->setObjectName(u"revealedValue"_s);
    m_value->setAccessibleName(tr("Value"));
    m_value->setReadOnly(true);
    m_value->setUndoRedoEnabled(false);
    m_value->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_value->setPlaceholderText(tr("hidden"));
    m_value->setFixedHeight(96);
    m_message->setObjectName(u"revealMessage"_s);
    QPushButton *close = textButton(tr("Close"), u"closeReveal"_s, this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 16);
    column->setSpacing(12);
    column->addWidget(about);
    column->addWidget(m_passphrase);
    column->addWidget(m_value);
    column->addWidget(m_copy);
    column->addWidget(m_message);
    column->addLayout(footRow({}, {close, m_show}));
    resize(520, 340);
    m_timer.setSingleShot(true);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_show, &QPushButton::clicked, this, &RevealDialog::ask);
    connect(&m_timer, &QTimer::timeout, this, &RevealDialog::hideValue);
    m_show->setDefault(true);
}

RevealDialog::~RevealDialog() = default;

void RevealDialog::ask()
{
    say({}, u"muted"_s);
    auto *vault = qobject_cast<secrets::FallbackStore *>(&m_store.actual());
    if (!vault || vault->backend() != Backend::Vault)
        return read();
    if (m_passphrase->text().isEmpty()) {
        say(tr("Passphrase: enter the one that opens the vault."), u"fault"_s);
        m_passphrase->setFocus();
        return;
    }
    m_show->setEnabled(false);
    const Secret typed(m_passphrase->text().toUtf8());
    m_passphrase->clear();
    vault->checkPassphrase(typed, this, [this](const Result<void> &good) {
        m_show->setEnabled(true);
        if (good)
            return read();
        say(errorSentence(good.error()), u"fault"_s);
        m_passphrase->setFocus();
    });
}

void RevealDialog::read()
{
    m_store.get(m_label, this, [this](const Result<secrets::StoredSecret> &found) {
        if (found)
            showValue(found->value);
        else
            say(errorSentence(found.error()), u"fault"_s);
    });
}

void RevealDialog::showValue(const Secret &value)
{
    m_value->setPlainText(shownValue(value));
    m_copy->setSecret(value);
    m_value->setFocus();
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(m_stay).count();
    say(tr("It is hidden again after %n second(s).", nullptr, int(seconds)), u"muted"_s);
    m_timer.start(m_stay);
    emit shown();
}

void RevealDialog::hideValue()
{
    m_value->clear();
    m_copy->setSecret({});
    say(tr("Hidden again."), u"muted"_s);
    emit hidden();
}

void RevealDialog::say(const QString &text, const QString &look)
{
    m_message->setLook(look);
    m_message->setText(text);
}

} // namespace tocsin::ui
