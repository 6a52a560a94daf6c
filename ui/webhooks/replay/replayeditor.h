// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/delivery.h"
#include "core/flows/wirerequest.h"
#include "ui/webhooks/formfaults.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;
class QPlainTextEdit;

namespace tocsin::flows {
class WebhookDesk;
}

namespace tocsin::ui {

class BodyEditor;
class PlainLabel;
class SchemeField;

inline constexpr int replayLabelWidth = 64; // px, of all forms of the dialog

// What is changed before deliveries are sent again: of one its method, path, headers and body; of one or many
// the signature, made anew by a scheme and a secret, and the ids and times of the body. What is not touched
// stays as captured, byte for byte.
class ReplayEditor final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ReplayEditor)

public:
    ReplayEditor(flows::WebhookDesk &desk, bool forOne, FormFaults &faults, QWidget *parent = nullptr);

    void fill(const domain::Delivery &delivery); // for one
    void listSecrets();                          // after they have changed
    Result<flows::ReplayEdit> entered();         // Rejected names the field

signals:
    void secretsAsked();

private:
    void addRequestRows(QFormLayout &form);
    void addSigningRows(QFormLayout &form);
    void showScheme();
    Result<void> readRequest(flows::ReplayEdit &edit) const;
    Result<void> readSigning(flows::ReplayEdit &edit);

    flows::WebhookDesk &m_desk;
    const bool m_forOne;
    FormFaults &m_faults;
    QFormLayout *m_form;
    QLineEdit *m_method = nullptr; // null for many, as the next three
    QLineEdit *m_path = nullptr;
    QPlainTextEdit *m_headers = nullptr;
    BodyEditor *m_body = nullptr;
    QCheckBox *m_fresh;
    SchemeField *m_scheme;
    QComboBox *m_secret;
    int m_firstParameter = 0; // row of the form
    QList<std::pair<QByteArray, QLineEdit *>> m_parameters;
    QMap<QByteArray, QByteArray> m_values; // of parameters, as the endpoint has them
    QByteArray m_capturedMethod;
    QByteArray m_capturedTarget;
    QString m_capturedHeaders; // as lines
};

} // namespace tocsin::ui
