// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/domain/endpoint.h"
#include "ui/webhooks/formfaults.h"

#include <QDialog>
#include <QSet>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;
class QListView;
class QPlainTextEdit;
class QSpinBox;
class QStandardItemModel;

namespace tocsin::flows {
class WebhookDesk;
}
namespace tocsin::secrets {
class SecretStore;
}

namespace tocsin::ui {

class CircumstanceFields;
class PlainLabel;
class SchemeField;

// Adds or changes an endpoint. What is refused is said beside its field, and nothing that was typed is lost.
// Opened with open(); it closes itself when the desk has taken the endpoint.
class EndpointEditor final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EndpointEditor)

public:
    // previousName empty = add.
    EndpointEditor(flows::WebhookDesk &desk, secrets::SecretStore &secrets, const domain::Endpoint &endpoint,
                   const QString &previousName, QWidget *parent);

    void listSecrets(); // after secrets have changed

signals:
    void secretsAsked();
    void saved(const QString &name);

private:
    QWidget *buildIdentity();
    QWidget *buildResponse();
    void showScheme();
    void fill(const domain::Endpoint &endpoint);
    Result<domain::Endpoint> entered();
    void save();

    flows::WebhookDesk &m_desk;
    secrets::SecretStore &m_secrets;
    QString m_previousName;
    QSet<QString> m_known; // labels that were listed before
    bool m_listed = false;
    std::optional<domain::ForwardSpec> m_forward; // has a dialog of its own
    QStringList m_chosenLabels;                   // as they were when the dialog opened
    FormFaults m_faults;
    PlainLabel *m_general;
    QLineEdit *m_name;
    QLineEdit *m_path;
    SchemeField *m_scheme;
    CircumstanceFields *m_circumstances = nullptr;
    QListView *m_labels;
    QStandardItemModel *m_labelModel;
    QComboBox *m_mode;
    QSpinBox *m_status;
    QPlainTextEdit *m_headers;
    QPlainTextEdit *m_body;
    QSpinBox *m_cap; // KiB
    QCheckBox *m_handshakes;
    PlainLabel *m_handshakeHint; // what the sender asks for, and what cannot be answered
};

} // namespace tocsin::ui
