// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/connections/connectiondialog.h"

#include "core/flows/analystdesk.h"
#include "core/flows/connectionsecrets.h"
#include "core/storage/connectionstore.h"
#include "ui/connections/checksteps.h"
#include "ui/connections/connectionform.h"
#include "ui/text/errortext.h"
#include "ui/widgets/buttons.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

ConnectionDialog::ConnectionDialog(const domain::Connection &connection, flows::AnalystDesk &desk,
                                   secrets::SecretStore &secrets, QWidget *parent)
    : QDialog(parent)
    , m_desk(desk)
    , m_secrets(secrets)
    , m_form(new ConnectionForm(connection))
    , m_steps(new CheckSteps(u"connectionSteps"_s))
    , m_test(textButton(tr("Test"), u"testConnection"_s, this))
    , m_copy(textButton(tr("Copy"), u"copySteps"_s, this))
    , m_save(primaryButton(tr("Save"), u"saveConnection"_s, this))
{
    setObjectName(u"connectionDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(connection.id.isEmpty() ? tr("Add connection") : tr("Edit connection"));
    m_steps->setFixedHeight(150);
    m_copy->setEnabled(false);
    m_copy->setToolTip(tr("Copies what the test has found"));
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_steps->asText()); });
    if (const auto &pin = desk.rules().proxy)
        m_form->pinProxy(*pin);
    QPushButton *cancel = textButton(tr("Cancel"), u"cancelConnection"_s, this);
    m_save->setDefault(true);
    connect(m_test, &QPushButton::clicked, this, &ConnectionDialog::test);
    connect(m_save, &QPushButton::clicked, this, &ConnectionDialog::save);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 16);
    column->setSpacing(16);
    column->addWidget(m_form, 1);
    column->addWidget(m_steps);
    column->addLayout(footRow({m_test, m_copy}, {cancel, m_save}));
    resize(620, 620);
    m_form->setFocus();
}

ConnectionDialog::~ConnectionDialog() = default;

void ConnectionDialog::test()
{
    m_form->clearFaults();
    m_steps->clear();
    domain::Connection connection = m_form->entered();
    if (const Result<void> good = storage::checkConnection(connection); !good) {
        m_form->showFault(good.error().detail);
        return;
    }
    // What is typed stands in for what is stored, under labels that no store has.
    const flows::ConnectionSecrets typed = m_form->typed();
    const auto take = [](QString &label, const Secret &given, const QString &name) {
        if (!given.isEmpty())
            label = name;
    };
    take(connection.secretLabel, typed.credential, u"typed key"_s);
    take(connection.proxyLabel, typed.proxyPassword, u"typed password"_s);
    take(connection.clientLabel, typed.passphrase, u"typed passphrase"_s);
    const auto source = [typed, stored = m_desk.secretSource()](const QString &label, QObject *context,
                                                                const Handler<Secret> &handler) {
        if (label == "typed key"_L1)
            handler(typed.credential);
        else if (label == "typed password"_L1)
            handler(typed.proxyPassword);
        else if (label == "typed passphrase"_L1)
            handler(typed.passphrase);
        else
            stored(label, context, handler);
    };
    m_check.reset();
    m_budget = std::make_unique<http::RequestBudget>(connection.requestsPerMinute);
    m_check = std::make_unique<flows::ConnectionCheck>(connection, source, *m_budget);
    connect(m_check.get(), &flows::ConnectionCheck::stepped, this,
            [this, connection](const flows::CheckedStep &step) { m_steps->add(step, connection); });
    connect(m_check.get(), &flows::ConnectionCheck::finished, this, [this] { setBusy(false); });
    setBusy(true);
    m_check->start();
}

void ConnectionDialog::setBusy(bool isBusy)
{
    m_test->setEnabled(!isBusy);
    m_copy->setEnabled(!isBusy && !m_steps->isEmpty());
    m_test->setText(isBusy ? tr("Testing…") : tr("Test"));
}

void ConnectionDialog::save()
{
    m_form->clearFaults();
    const domain::Connection connection = m_form->entered();
    if (const Result<void> good = storage::checkConnection(connection); !good) {
        m_form->showFault(good.error().detail);
        return;
    }
    const flows::ConnectionSecrets typed = m_form->typed();
    if (typed.credential.isEmpty() && connection.secretLabel.isEmpty()) {
        m_form->showFault(tr("secret: paste the API key, token or client secret of this connection"));
        return;
    }
    m_save->setEnabled(false);
    flows::keepConnectionSecrets(m_secrets, connection, typed, this,
                                 [this](const Result<domain::Connection> &labelled) {
                                     if (labelled) {
                                         keep(*labelled);
                                         return;
                                     }
                                     m_save->setEnabled(true);
                                     m_form->showFault(u"secret: "_s + errorSentence(labelled.error()));
                                 });
}

void ConnectionDialog::keep(const domain::Connection &connection)
{
    m_desk.saveConnection(connection, this, [this](const Result<QString> &id) {
        m_save->setEnabled(true);
        if (!id) {
            m_form->showFault(id.error().detail);
            return;
        }
        emit saved(*id);
        accept();
    });
}

} // namespace tocsin::ui
