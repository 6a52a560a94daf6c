// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/testrun.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;

namespace tocsin::flows {
class WebhookDesk;
}

namespace tocsin::ui {

class PlainLabel;
class SchemeField;
class Theme;

// What the test sender is to send and how: endpoint, sender, event, traffic. The sender is preset from the
// endpoint, the event from the sender.
class TestForm final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TestForm)

public:
    TestForm(const Theme &theme, flows::WebhookDesk &desk, const QString &endpoint,
             QWidget *parent = nullptr);

    // Rejected with what to change in the form.
    Result<flows::TestPlan> plan();

private:
    void addEvent(QFormLayout &form);
    void addTraffic(QFormLayout &form);
    void showEndpoint();
    void showSender();
    void showSample();
    void showSigner();
    void chooseKey();
    const signature::Scheme *scheme() const;
    bool needsPrivateKey() const;
    QSpinBox *number(const QString &name, int least, int most, const QString &accessibleName);

    const Theme &m_theme;
    flows::WebhookDesk &m_desk;
    QFormLayout *m_form;
    QComboBox *m_endpoint;
    SchemeField *m_sender;
    PlainLabel *m_signer; // which secret signs
    QPushButton *m_key;   // chooses the file of a private key
    QComboBox *m_sample;
    QPlainTextEdit *m_body;
    QCheckBox *m_fresh;
    QSpinBox *m_count;
    QSpinBox *m_burst;
    QSpinBox *m_duplicates;
    QCheckBox *m_reorder;
    QSpinBox *m_age;
    QComboBox *m_retry;
    QComboBox *m_retryAs;
    QSpinBox *m_speed;
    Secret m_privateKey;
    QString m_keyName; // of its file
};

} // namespace tocsin::ui
