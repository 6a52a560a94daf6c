// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/connectionsecrets.h"
#include "ui/webhooks/formfaults.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;
class QSpinBox;

namespace tocsin::ui {

class FittedTabs;
class PlainLabel;

// The fields of one connection, in three tabs: server, sign-in, network.
class ConnectionForm final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConnectionForm)

public:
    explicit ConnectionForm(const domain::Connection &connection, QWidget *parent = nullptr);

    // As typed; what is wrong with it is storage::checkConnection()'s to say. Labels of secrets stay as they
    // were.
    domain::Connection entered() const;
    flows::ConnectionSecrets typed() const; // an empty one leaves what is stored as it is

    // The proxy is the policy's to say, not the form's.
    void pinProxy(const domain::ProxyPin &pin);

    void clearFaults();
    void showFault(const QString &detail); // "field: what", at its field, on its tab

private:
    QWidget *buildServer();
    QWidget *buildSignIn();
    QWidget *buildNetwork();
    QWidget *fileRow(QLineEdit *edit, const QString &name, const QString &title);
    QLineEdit *maskedField(const QString &name, bool isStored);
    void follow(); // what belongs to the way of signing in and to the proxy

    const domain::Connection m_before;
    FittedTabs *m_tabs;
    FormFaults m_faults;
    PlainLabel *m_general;
    QLineEdit *m_name;
    QLineEdit *m_role;
    QCheckBox *m_production;
    QComboBox *m_colour;
    QLineEdit *m_api;
    QLineEdit *m_webApp;
    QComboBox *m_signIn;
    QLineEdit *m_credential;
    QFormLayout *m_signInForm = nullptr;
    QLineEdit *m_tokenEndpoint;
    QLineEdit *m_clientId;
    QLineEdit *m_scopes;
    QComboBox *m_proxy;
    QFormLayout *m_networkForm = nullptr;
    QLineEdit *m_proxyUrl;
    QLineEdit *m_proxyPassword;
    QLineEdit *m_caFile;
    QLineEdit *m_clientFile;
    QLineEdit *m_passphrase;
    QSpinBox *m_timeout;   // s
    QSpinBox *m_perMinute; // requests
};

} // namespace tocsin::ui
