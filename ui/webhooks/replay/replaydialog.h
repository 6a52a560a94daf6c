// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/replay.h"
#include "ui/webhooks/formfaults.h"

#include <QDialog>

class QButtonGroup;
class QCheckBox;
class QFormLayout;
class QPushButton;
class QRadioButton;
class QScrollArea;
class QSpinBox;

namespace tocsin::flows {
class WebhookDesk;
}

namespace tocsin::ui {

class AuthorityField;
class PlainLabel;
class ReplayEditor;
class ReplayResultsView;
class TargetField;
class Theme;

// Sends one or many captured deliveries again, as captured or edited, and shows what was answered; it can be
// sent as often as wanted. Opened with open(); closing it cancels what is under way.
class ReplayDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ReplayDialog)

public:
    ReplayDialog(const Theme &theme, flows::WebhookDesk &desk, const QList<domain::DeliveryId> &ids,
                 QWidget *parent);
    ~ReplayDialog() override;

    void setHistory(const QStringList &targets); // the last one first
    void listSecrets();

signals:
    void secretsAsked();
    void targetUsed(const QUrl &url);
    void answered(tocsin::domain::DeliveryId id); // and kept

protected:
    void done(int result) override;

private:
    QWidget *buildSetup();
    QWidget *buildPace();
    void load();
    void follow();
    void start();
    void onAnswer(const flows::ReplayResult &result);
    void onEnd();

    const Theme &m_theme;
    flows::WebhookDesk &m_desk;
    const QList<domain::DeliveryId> m_ids;
    flows::Replay m_replay;
    FormFaults m_faults;
    PlainLabel *m_title;
    TargetField *m_target;
    AuthorityField *m_authority;
    QFormLayout *m_where = nullptr;
    QCheckBox *m_keepHost = nullptr;
    QRadioButton *m_exact = nullptr;
    QRadioButton *m_edited = nullptr;
    ReplayEditor *m_editor;
    QSpinBox *m_rate = nullptr;
    QSpinBox *m_atOnce = nullptr;
    PlainLabel *m_general;
    QPushButton *m_send;
    ReplayResultsView *m_results;
    bool m_cancelled = false;
};

} // namespace tocsin::ui
