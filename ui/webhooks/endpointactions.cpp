// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/endpointactions.h"

#include "core/flows/webhookdesk.h"
#include "ui/text/errortext.h"
#include "ui/webhooks/endpointeditor.h"
#include "ui/webhooks/respond/responddialog.h"
#include "ui/webhooks/rotationdialog.h"
#include "ui/webhooks/secreteditor.h"
#include "ui/webhooks/testdialog.h"
#include "ui/widgets/confirm.h"
#include "ui/widgets/visibletext.h"

#include <QClipboard>
#include <QGuiApplication>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

EndpointActions::EndpointActions(const Theme &theme, flows::WebhookDesk &desk, secrets::SecretStore &secrets,
                                 QWidget *window)
    : QObject(window)
    , m_theme(theme)
    , m_desk(desk)
    , m_secrets(secrets)
    , m_window(window)
{}

const domain::Endpoint EndpointActions::endpoint(const QString &name) const
{
    for (const domain::Endpoint &endpoint : m_desk.endpoints()) {
        if (endpoint.name == name)
            return endpoint;
    }
    return {};
}

void EndpointActions::add()
{
    domain::Endpoint endpoint;
    endpoint.pathPrefix = "/hooks/";
    openEditor(endpoint, {});
}

void EndpointActions::edit(const QString &name)
{
    const domain::Endpoint present = endpoint(name);
    if (!present.name.isEmpty())
        openEditor(present, name);
}

void EndpointActions::openEditor(const domain::Endpoint &endpoint, const QString &previousName)
{
    if (m_editor) {
        m_editor->raise();
        return;
    }
    m_editor = new EndpointEditor(m_desk, m_secrets, endpoint, previousName, m_window);
    connect(m_editor, &EndpointEditor::secretsAsked, this, [this] { openSecrets(); });
    connect(m_editor, &EndpointEditor::saved, this, [this](const QString &name) {
        emit notice(tr("Endpoint %1 saved; it applies from the next request on").arg(name));
    });
    m_editor->open();
}

void EndpointActions::openSecrets(QWidget *above)
{
    if (m_secretEditor) {
        m_secretEditor->raise();
        return;
    }
    QWidget *parent = m_editor ? static_cast<QWidget *>(m_editor) : above ? above : m_window;
    m_secretEditor = new SecretEditor(m_desk, m_secrets, parent);
    connect(m_secretEditor, &SecretEditor::secretsChanged, this, [this] {
        if (m_editor)
            m_editor->listSecrets();
    });
    m_secretEditor->open();
}

void EndpointActions::openRotation(const QString &name)
{
    const QList<domain::Endpoint> all = m_desk.endpoints();
    const QString chosen = name.isEmpty() && !all.isEmpty() ? all.constFirst().name : name;
    if (m_rotation) {
        m_rotation->showEndpoint(chosen);
        m_rotation->raise();
        m_rotation->activateWindow();
        return;
    }
    m_rotation = new RotationDialog(m_theme, m_desk, chosen, m_window);
    connect(m_rotation, &RotationDialog::secretsAsked, this, [this] { openSecrets(m_rotation); });
    m_rotation->QDialog::show();
}

// One for each endpoint.
void EndpointActions::openRules(const QString &name, domain::DeliveryId delivery)
{
    const QList<domain::Endpoint> all = m_desk.endpoints();
    const QString chosen = name.isEmpty() && !all.isEmpty() ? all.constFirst().name : name;
    for (RespondDialog *dialog : openRuleDialogs()) {
        if (dialog->endpoint() != chosen)
            continue;
        if (delivery != 0)
            dialog->chooseDelivery(delivery);
        dialog->raise();
        dialog->activateWindow();
        return;
    }
    auto *dialog = new RespondDialog(m_theme, m_desk, chosen, m_window);
    connect(dialog, &RespondDialog::notice, this, &EndpointActions::notice);
    if (delivery != 0)
        dialog->chooseDelivery(delivery);
    dialog->setModal(false); // what is answered is watched behind it
    dialog->show();
}

QList<RespondDialog *> EndpointActions::openRuleDialogs() const
{
    QList<RespondDialog *> open = m_window->findChildren<RespondDialog *>(Qt::FindDirectChildrenOnly);
    open.removeIf([](const RespondDialog *dialog) { return !dialog->isVisible(); });
    return open;
}

void EndpointActions::askRemove(const QString &name)
{
    const QString shown = visibleText(name, 80);
    confirm(m_window,
            {u"confirmRemoveEndpoint"_s, tr("Remove endpoint"),
             tr("Remove the endpoint %1? Its deliveries stay; what is posted to its path from now on goes to "
                "the catch-all endpoint.")
                 .arg(shown),
             tr("Remove %1").arg(shown)},
            [this, name] {
                if (const Result<void> done = m_desk.removeEndpoint(name); !done)
                    emit notice(errorSentence(done.error()));
                else
                    emit removed(name);
            });
}

QString EndpointActions::urlOf(const QString &name) const
{
    return m_desk.state().url(name.isEmpty() ? QByteArray() : endpoint(name).pathPrefix);
}

void EndpointActions::copyUrl(const QString &name)
{
    if (m_desk.state().phase != flows::DeskState::Phase::Listening) {
        emit notice(tr("The listener is stopped, so there is no URL yet; start it first"));
        return;
    }
    QGuiApplication::clipboard()->setText(urlOf(name));
    emit notice(tr("Copied %1").arg(urlOf(name)));
}

void EndpointActions::openTest(const QString &name)
{
    if (m_desk.state().phase != flows::DeskState::Phase::Listening) {
        emit notice(tr("The listener is stopped; start it before sending a test"));
        return;
    }
    if (m_test) {
        m_test->raise();
        m_test->activateWindow();
        return;
    }
    const QList<domain::Endpoint> all = m_desk.endpoints();
    m_test = new TestDialog(m_theme, m_desk, name.isEmpty() && !all.isEmpty() ? all.constFirst().name : name,
                            m_window);
    m_test->setModal(false); // what arrives is watched behind it
    m_test->show();
}

void EndpointActions::sendTest(const QString &name)
{
    if (m_desk.state().phase != flows::DeskState::Phase::Listening) {
        emit notice(tr("The listener is stopped; start it before sending a test"));
        return;
    }
    const QList<domain::Endpoint> all = m_desk.endpoints();
    if (all.isEmpty())
        return;
    const QString target = name.isEmpty() ? all.constFirst().name : name;
    m_desk.sendTest(target, {}, this, [this, target](const Result<int> &status) {
        emit notice(status
                        ? tr("Test sent to %1: answered %2").arg(target, QString::number(*status))
                        : tr("The test to %1 did not arrive: %2").arg(target, errorSentence(status.error())));
    });
}

} // namespace tocsin::ui
