// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/senders.h"
#include "ui/webhooks/formfaults.h"

#include <QDialog>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace tocsin::ui {

class PlainLabel;

// A SOCWarden source: the endpoint that it posts to, the secret that it signs with, and the severities that
// its own filter lets through, so that what should not come is noticed.
class SourceDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SourceDialog)

public:
    SourceDialog(flows::Senders &senders, flows::WebhookDesk &webhooks, secrets::SecretStore &secrets,
                 QWidget *parent);
    void edit(const flows::Sender &source);

signals:
    void saved(const QString &endpoint);

private:
    QLayout *build();
    void listSecrets();
    void follow();
    void showUrl();
    void save();
    bool keepsNew() const;
    void saveEndpoint(const QString &label);

    flows::Senders &m_senders;
    flows::WebhookDesk &m_webhooks;
    secrets::SecretStore &m_secrets;
    domain::Endpoint m_endpoint; // as it was; a new one without a name
    FormFaults m_faults;
    PlainLabel *m_general;
    QLineEdit *m_name;
    QLineEdit *m_path;
    PlainLabel *m_url;
    QComboBox *m_secret;
    QLineEdit *m_value;
    QComboBox *m_least;
    QPushButton *m_save;
};

} // namespace tocsin::ui
