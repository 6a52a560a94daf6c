// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/pointing.h"
#include "ui/admin/integrations/subject.h"

#include <QDialog>
#include <QMap>

class QCheckBox;
class QLineEdit;
class QPushButton;

namespace tocsin::ui {

class PlainLabel;
class StepList;
class Theme;
class VerdictBanner;

// Points an integration at this console's listener: its URL, the endpoint with scheme and secret, and a
// signed test that is shown to arrive and to verify.
class PointDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PointDialog)

public:
    PointDialog(const Theme &theme, flows::Pointing &pointing, const IntegrationSubject &subject,
                QWidget *parent);

signals:
    void testAsked(const QString &endpoint, tocsin::domain::DeliveryId id); // to see it, it has arrived

private:
    QWidget *buildForm();
    flows::PointPlan entered() const;
    void start();
    void showSteps();
    void onFailed(flows::PointStep step, const Error &error);
    void onFinished(domain::DeliveryId test);
    void setBusy(bool isBusy);
    void showWarning();

    flows::Pointing &m_pointing;
    const flows::PointPlan m_suggested;
    QMap<flows::PointStep, QString> m_done; // with their details
    std::optional<flows::PointStep> m_failed;
    bool m_isBusy = false;
    domain::DeliveryId m_test = 0;
    QLineEdit *m_url = nullptr;
    QLineEdit *m_endpoint = nullptr;
    QLineEdit *m_path = nullptr;
    QLineEdit *m_label = nullptr;
    QCheckBox *m_checks = nullptr;
    PlainLabel *m_warning = nullptr; // while the certificate is not checked
    QWidget *m_form;                 // after what stands in it
    StepList *m_steps;
    VerdictBanner *m_answer;
    QPushButton *m_show;
    QPushButton *m_go;
};

} // namespace tocsin::ui
