// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/delivery.h"
#include "core/domain/endpoint.h"

#include <QObject>
#include <QPointer>

class QWidget;

namespace tocsin::flows {
class WebhookDesk;
}
namespace tocsin::secrets {
class SecretStore;
}

namespace tocsin::ui {

class EndpointEditor;
class RespondDialog;
class RotationDialog;
class SecretEditor;
class TestDialog;
class Theme;

// What can be done to endpoints: add, edit, remove, copy the URL, send a test; and the secrets' dialog.
class EndpointActions final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EndpointActions)

public:
    EndpointActions(const Theme &theme, flows::WebhookDesk &desk, secrets::SecretStore &secrets,
                    QWidget *window);

    void add();
    void edit(const QString &name);
    void askRemove(const QString &name);
    void copyUrl(const QString &name); // empty = the listener's own
    QString urlOf(const QString &name) const;
    void openRotation(const QString &name); // its secrets over time; empty = the first one
    // Its response rules, to be tested against that delivery first; empty = the first one, 0 = the newest.
    void openRules(const QString &name, domain::DeliveryId delivery = 0);
    QList<RespondDialog *> openRuleDialogs() const;
    void sendTest(const QString &name);         // empty = the first one; at once
    void openTest(const QString &name);         // the dialog
    void openSecrets(QWidget *above = nullptr); // a dialog that they belong to

signals:
    void notice(const QString &text);
    void removed(const QString &name);

private:
    void openEditor(const domain::Endpoint &endpoint, const QString &previousName);
    const domain::Endpoint endpoint(const QString &name) const; // name empty when there is none

    const Theme &m_theme;
    flows::WebhookDesk &m_desk;
    secrets::SecretStore &m_secrets;
    QWidget *m_window;
    QPointer<EndpointEditor> m_editor;
    QPointer<SecretEditor> m_secretEditor;
    QPointer<RotationDialog> m_rotation;
    QPointer<TestDialog> m_test;
};

} // namespace tocsin::ui
