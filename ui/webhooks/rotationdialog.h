// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/rotation.h"
#include "ui/widgets/barchart.h"

#include <QDialog>
#include <QHash>
#include <QTimer>

class QComboBox;
class QGridLayout;

namespace tocsin::flows {
class WebhookDesk;
}

namespace tocsin::ui {

class PlainLabel;
class Spinner;
class Theme;
class VerdictBanner;

// The signatures of one endpoint over time, and each of its secrets: which one still matches, and whether the
// old one may be retired. Does not block the window; follows what arrives.
class RotationDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RotationDialog)

public:
    RotationDialog(const Theme &theme, flows::WebhookDesk &desk, const QString &endpoint, QWidget *parent);

    void showEndpoint(const QString &name);
    QString endpoint() const;

signals:
    void secretsAsked();

private:
    QWidget *buildHead();
    QWidget *buildSecrets();
    void listEndpoints(const QString &chosen);
    void ask();
    void show(const storage::SignatureHistory &history);
    void showChart();
    void showLegend(const BarChart::Data &chart);
    void showSecrets();
    void addSecret(const flows::SecretJudgement &judgement, int row);

    const Theme &m_theme;
    flows::WebhookDesk &m_desk;
    flows::RotationCheck m_check;
    storage::SignatureHistory m_history;
    QHash<QString, flows::LabelTrial> m_trials;
    QComboBox *m_endpoint;
    QComboBox *m_period;
    Spinner *m_spinner;
    VerdictBanner *m_answer;
    PlainLabel *m_chartTitle;
    BarChart *m_chart;
    class QHBoxLayout *m_legend;
    PlainLabel *m_chosen; // the bar that was walked to, in words
    QGridLayout *m_secrets = nullptr;
    QTimer m_follow;
};

} // namespace tocsin::ui
