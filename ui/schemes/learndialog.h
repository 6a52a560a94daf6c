// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/schemelearner.h"

#include <QDialog>

class QComboBox;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QVBoxLayout;

namespace tocsin::flows {
class WebhookDesk;
}

namespace tocsin::ui {

class PlainLabel;
class Theme;

// Finds out how a sender signs, from deliveries that were captured and the secret that signed them. What is
// found can be opened as a scheme of the user's own; nothing is kept before that is saved, and a secret that
// is typed here is not kept at all.
class LearnDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LearnDialog)

public:
    LearnDialog(const Theme &theme, flows::WebhookDesk &desk, const QList<domain::DeliveryId> &deliveries,
                QWidget *parent);

signals:
    void schemeChosen(const QByteArray &text, const QString &endpoint);

private:
    QWidget *buildSecret();
    QWidget *buildProgress();
    void showSecretField();
    void toggle();
    Secret secret() const;
    void showOutcome(const flows::LearnOutcome &outcome);
    void addProposal(const flows::LearnOutcome &outcome, int number);
    void showRunning(bool running);
    void clearResults();

    const Theme &m_theme;
    flows::WebhookDesk &m_desk;
    QList<domain::DeliveryId> m_deliveries;
    flows::SchemeLearner m_learner;
    QComboBox *m_label;
    QLineEdit *m_value;
    QPushButton *m_search;
    QProgressBar *m_bar;
    PlainLabel *m_progress;
    PlainLabel *m_outcome;
    QVBoxLayout *m_results;
};

} // namespace tocsin::ui
