// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/oldsecretuse.h"
#include "core/storage/rotationstore.h"
#include "ui/admin/integrations/subject.h"

#include <QDialog>

#include <optional>

class QLineEdit;
class QPushButton;

namespace tocsin::flows {
class SecretRotation;
class TenantDesk;
class WebhookDesk;
struct TenantState;
} // namespace tocsin::flows

namespace tocsin::ui {

class PlainLabel;
class StepList;
class Theme;
class VerdictBanner;

// Changes the secret of an integration step by step. What a step does is written down when it is done, so the
// dialog may be closed, or the program end, at any of them: opened again it goes on from there. The old
// secret is kept until nothing has used it for some days.
class RotationWizard final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RotationWizard)

public:
    RotationWizard(const Theme &theme, flows::TenantDesk &tenants, flows::WebhookDesk &webhooks,
                   const IntegrationSubject &subject, QWidget *parent);

signals:
    // To see in the webhook page which of the secrets its deliveries verify with.
    void endpointAsked(const QString &endpoint);

private:
    using Rotation = storage::Rotation;

    QWidget *buildForm();
    void fill();
    void refresh();
    void showSteps();
    void showButtons();
    void begin();
    void go();
    void onStep(const Result<Rotation> &rotation);
    void bringBack();
    void askRetire();
    void retire();
    void lookForOld();
    void lookForUse(const Secret &old);
    void onUse(const Result<flows::OldSecretUse> &use);
    void say(const QString &sentence, const QString &more = {});
    void setBusy(bool isBusy);
    QString endpoint() const;
    std::optional<Micros> oldLastMatch() const;
    const flows::TenantState *state() const;
    flows::SecretRotation *flow();

    flows::TenantDesk &m_tenants;
    flows::WebhookDesk &m_webhooks;
    const IntegrationSubject m_subject;
    std::optional<Rotation> m_rotation;       // that is shown
    std::optional<flows::OldSecretUse> m_old; // of its old secret, once that was looked for
    bool m_isBusy = false;
    bool m_hasFailed = false; // the step under way
    QLineEdit *m_label = nullptr;
    QLineEdit *m_tag = nullptr;
    PlainLabel *m_hint = nullptr; // about the label
    QWidget *m_form;              // after what stands in it
    StepList *m_steps;
    VerdictBanner *m_answer;
    QPushButton *m_signatures;
    QPushButton *m_back;
    QPushButton *m_next;
};

} // namespace tocsin::ui
