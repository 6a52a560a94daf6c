// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/secreteditor.h"

#include "core/flows/webhookdesk.h"
#include "core/secrets/fallbackstore.h"
#include "core/secrets/secretrules.h"
#include "ui/text/errortext.h"
#include "ui/webhooks/schemefield.h"
#include "ui/webhooks/vaultpanel.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/confirm.h"
#include "ui/widgets/emptyhint.h"
#include "ui/widgets/forms.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/visibletext.h"

#include <QFormLayout>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QStandardItemModel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using secrets::StoredSecret;

QString backendSentence(secrets::SecretStore::Backend backend)
{
    switch (backend) {
    case secrets::SecretStore::Backend::Keychain:
        return SecretEditor::tr("Secrets are kept in the keychain of this system.");
    case secrets::SecretStore::Backend::Vault:
        return SecretEditor::tr("Secrets are kept in a file that only your passphrase opens.");
    case secrets::SecretStore::Backend::Memory:
        return SecretEditor::tr("This system offers no keychain: secrets are kept for this run only and are "
                                "gone when the program ends.");
    }
    return {};
}

SecretEditor::SecretEditor(flows::WebhookDesk &desk, secrets::SecretStore &secrets, QWidget *parent)
    : QDialog(parent)
    , m_desk(desk)
    , m_secrets(secrets)
    , m_where(new PlainLabel(QString(), PlainLabel::Fit::Wrap))
    , m_list(new QListView)
    , m_model(new QStandardItemModel(this))
    , m_heading(sectionLabel(QString()))
    , m_label(new QLineEdit)
    , m_scheme(new SchemeField)
    , m_about(new PlainLabel(QString(), PlainLabel::Fit::Wrap))
    , m_tag(new QLineEdit)
    , m_value(new QLineEdit)
    , m_message(new PlainLabel(QString(), PlainLabel::Fit::Wrap))
    , m_save(primaryButton(QString(), u"saveSecret"_s, this))
    , m_drop(textButton(tr("Drop retired values"), u"dropRetired"_s, this))
    , m_remove(textButton(tr("Remove…"), u"removeSecret"_s, this))
{
    setObjectName(u"secretEditor"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Secrets"));
    m_where->setObjectName(u"secretBackend"_s);
    showBackend();
    auto *columns = new QHBoxLayout;
    columns->setSpacing(24);
    columns->addWidget(buildList(), 2);
    columns->addWidget(buildForm(), 3);
    QPushButton *close = textButton(tr("Close"), u"closeSecrets"_s, this);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    int height = 400;
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 16);
    column->setSpacing(16);
    column->addWidget(m_where);
    if (auto *fallback = qobject_cast<secrets::FallbackStore *>(&secrets.actual());
        fallback && fallback->backend() == secrets::SecretStore::Backend::Memory) {
        auto *vault = new VaultPanel(*fallback);
        column->addWidget(vault);
        height += 110;
        connect(vault, &VaultPanel::opened, this, [this] {
            showBackend();
            list();
            emit secretsChanged();
        });
    }
    column->addLayout(columns, 1);
    column->addLayout(footRow({}, {close}));
    resize(680, height);
    m_label->setFocus();
    connect(&m_secrets, &secrets::SecretStore::changed, this, &SecretEditor::list);
    chooseRow(-1);
    list();
}

// The list may still be on its way: what is chosen is looked for in it when it comes.
void SecretEditor::choose(const QString &label)
{
    m_list->setCurrentIndex({});
    chooseRow(-1);
    m_wanted = label;
    list();
    label.isEmpty() ? m_label->setFocus() : m_value->setFocus();
}

void SecretEditor::showBackend()
{
    m_where->setText(backendSentence(m_secrets.backend()));
    m_where->setLook(m_secrets.backend() == secrets::SecretStore::Backend::Memory ? u"advice"_s : u"muted"_s);
}

QWidget *SecretEditor::buildList()
{
    auto *part = new QWidget;
    auto *column = new QVBoxLayout(part);
    column->setContentsMargins(0, 0, 0, 0);
    m_list->setObjectName(u"secretList"_s);
    m_list->setAccessibleName(tr("Secrets"));
    m_list->setProperty("look", u"box"_s);
    m_list->setModel(m_model);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    showWhenEmpty(*m_list, tr("No secret yet: add the first one on the right."));
    column->addWidget(m_list, 1);
    QPushButton *add = textButton(tr("Add another"), u"addSecret"_s, this);
    column->addWidget(add);
    connect(add, &QPushButton::clicked, this, [this] {
        m_list->setCurrentIndex({});
        chooseRow(-1);
        m_label->setFocus();
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &index) {
                if (index.isValid())
                    chooseRow(index.row());
            });
    return part;
}

QWidget *SecretEditor::buildForm()
{
    auto *part = new QWidget;
    auto *form = new QFormLayout(part);
    form->setContentsMargins(0, 0, 0, 0);
    form->setVerticalSpacing(8);
    m_label->setObjectName(u"secretLabel"_s);
    m_label->setMaxLength(secrets::maxLabelLength);
    m_label->setPlaceholderText(tr("e.g. orders-2026"));
    m_scheme->setObjectName(u"secretScheme"_s);
    m_scheme->addChoice(tr("Any sender"), QString(), {});
    m_scheme->addSchemes(m_desk.schemes().all(), true);
    m_about->setObjectName(u"secretAbout"_s);
    m_about->setLook(u"muted"_s);
    m_about->hide();
    connect(m_scheme, &SchemeField::schemeChanged, this, &SecretEditor::showAbout);
    m_tag->setObjectName(u"secretTag"_s);
    m_tag->setMaxLength(secrets::maxMetadataLength);
    m_tag->setPlaceholderText(tr("the sender's name for it, if it has one"));
    m_value->setObjectName(u"secretValue"_s);
    m_value->setEchoMode(QLineEdit::Password);
    m_value->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText);
    m_value->setMaxLength(4096);
    m_message->setObjectName(u"secretMessage"_s);
    form->addRow(m_heading);
    form->addRow(tr("&Label"), m_label);
    form->addRow(tr("S&ender"), m_scheme);
    form->addRow(tr("&Tag"), m_tag);
    auto *value = new QWidget;
    auto *valueColumn = new QVBoxLayout(value);
    valueColumn->setContentsMargins(0, 0, 0, 0);
    valueColumn->setSpacing(2);
    valueColumn->addWidget(m_value);
    valueColumn->addWidget(m_about);
    value->setFocusProxy(m_value);
    form->addRow(tr("&Value"), value);
    form->addRow(m_message);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_save);
    buttons->addWidget(m_drop);
    buttons->addWidget(m_remove);
    buttons->addStretch();
    form->addRow(buttons);
    alignLabels(*form);
    m_remove->setProperty("look", u"danger"_s);
    m_save->setDefault(true);
    connect(m_save, &QPushButton::clicked, this, &SecretEditor::save);
    connect(m_drop, &QPushButton::clicked, this, &SecretEditor::dropRetired);
    connect(m_remove, &QPushButton::clicked, this, &SecretEditor::askRemove);
    return part;
}

void SecretEditor::list()
{
    m_secrets.list(this, [this](const Result<QList<StoredSecret>> &stored) {
        if (stored)
            showList(*stored);
        else
            say(errorSentence(stored.error()), u"fault"_s);
    });
}

void SecretEditor::showList(const QList<StoredSecret> &stored)
{
    const QString chosen = m_wanted.isEmpty() ? m_chosen : std::exchange(m_wanted, {});
    m_stored = stored;
    m_model->clear();
    int row = -1;
    for (qsizetype i = 0; i < stored.size(); ++i) {
        m_model->appendRow(new QStandardItem(visibleText(stored.at(i).label, 80)));
        if (stored.at(i).label == chosen)
            row = int(i);
    }
    if (row >= 0)
        m_list->setCurrentIndex(m_model->index(row, 0));
    else if (!chosen.isEmpty())
        chooseRow(-1);
}

void SecretEditor::chooseRow(int row)
{
    const bool exists = row >= 0 && row < m_stored.size();
    const StoredSecret secret = exists ? m_stored.at(row) : StoredSecret();
    if (m_chosen != secret.label)
        say({}, u"muted"_s);
    m_chosen = secret.label;
    m_heading->setText(exists ? tr("Rotate %1").arg(secret.label) : tr("Add a secret"));
    m_label->setText(secret.label);
    m_label->setReadOnly(exists);
    m_scheme->setScheme(secret.scheme);
    m_tag->setText(secret.tag);
    m_value->clear();
    m_value->setPlaceholderText(exists ? tr("the new value; the present one is kept as retired") : QString());
    m_save->setText(exists ? tr("Rotate") : tr("Add"));
    m_drop->setVisible(exists);
    m_remove->setVisible(exists);
}

// Where the sender shows the value, in the words of its scheme.
void SecretEditor::showAbout()
{
    const signature::Scheme *scheme = m_desk.schemes().find(m_scheme->currentData().toString());
    const QString about = scheme ? scheme->secretRule.about : QString();
    m_about->setText(asSentence(about.left(300)));
    m_about->setVisible(!about.isEmpty());
}

bool SecretEditor::checkValue(Secret &value)
{
    QByteArray bytes = m_value->text().toUtf8();
    value = Secret(std::move(bytes));
    if (value.isEmpty()) {
        say(tr("Value: enter the secret as the sender shows it."), u"fault"_s);
        return false;
    }
    const signature::Scheme *scheme = m_desk.schemes().find(m_scheme->currentData().toString());
    if (!scheme)
        return true;
    const Result<QString> checked = signature::checkSecret(*scheme, value.reveal());
    if (!checked) {
        say(tr("Value: %1").arg(checked.error().detail), u"fault"_s);
        return false;
    }
    if (!checked->isEmpty())
        say(*checked, u"advice"_s);
    return true;
}

void SecretEditor::save()
{
    say({}, u"muted"_s);
    const QString label = m_label->text().trimmed();
    if (!m_scheme->scheme()) {
        say(tr("Sender: %1").arg(m_scheme->problem()), u"fault"_s);
        m_scheme->setFocus();
        return;
    }
    if (const Result<void> good = secrets::checkLabel(label); !good) {
        say(good.error().detail, u"fault"_s);
        m_label->setFocus();
        return;
    }
    Secret value;
    if (!checkValue(value)) {
        m_value->setFocus();
        return;
    }
    if (m_chosen.isEmpty()) {
        for (const StoredSecret &other : std::as_const(m_stored)) {
            if (other.label == label) {
                say(tr("Label: %1 exists; choose it on the left to rotate it.").arg(label), u"fault"_s);
                return;
            }
        }
        StoredSecret secret;
        secret.label = label;
        secret.scheme = m_scheme->currentData().toString();
        secret.tag = m_tag->text().trimmed();
        secret.addedAt = wallClock() / microsPerSecond;
        secret.value = value;
        put(secret, tr("Added."));
        return;
    }
    const QString tag = m_tag->text().trimmed();
    const QString schemeId = m_scheme->currentData().toString();
    m_secrets.get(label, this, [this, value, tag, schemeId](const Result<StoredSecret> &stored) {
        if (!stored) {
            say(errorSentence(stored.error()), u"fault"_s);
            return;
        }
        StoredSecret next = secrets::rotated(*stored, value, tag);
        next.scheme = schemeId;
        put(next, tr("Rotated. The earlier value still verifies what is on its way."));
    });
}

void SecretEditor::put(const StoredSecret &secret, const QString &done)
{
    m_secrets.put(secret, this, [this, done, label = secret.label](const Result<void> &result) {
        if (!result) {
            say(errorSentence(result.error()), u"fault"_s);
            return;
        }
        m_value->clear();
        m_chosen = label;
        say(done, u"muted"_s);
        list();
        emit secretsChanged();
    });
}

void SecretEditor::dropRetired()
{
    m_secrets.get(m_chosen, this, [this](const Result<StoredSecret> &stored) {
        if (!stored) {
            say(errorSentence(stored.error()), u"fault"_s);
            return;
        }
        StoredSecret next = *stored;
        const int count = int(next.retired.size());
        next.retired.clear();
        put(next, tr("%n retired value(s) dropped.", nullptr, count));
    });
}

void SecretEditor::askRemove()
{
    const QString label = m_chosen;
    const QString shown = visibleText(label, 80);
    confirm(this,
            {u"confirmRemoveSecret"_s, tr("Remove secret"),
             tr("Remove %1 and its retired values? Deliveries signed with it can no longer be verified.")
                 .arg(shown),
             tr("Remove %1").arg(shown)},
            [this, label] {
                m_secrets.remove(label, this, [this](const Result<void> &result) {
                    say(result ? tr("Removed.") : errorSentence(result.error()),
                        result ? u"muted"_s : u"fault"_s);
                    emit secretsChanged();
                });
            });
}

void SecretEditor::say(const QString &text, const QString &look)
{
    m_message->setLook(look);
    m_message->setText(text);
}

} // namespace tocsin::ui
