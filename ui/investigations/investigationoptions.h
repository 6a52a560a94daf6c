// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/investigations/investigationsettings.h"

#include <QDialog>

class QDoubleSpinBox;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace tocsin::ui {

// From which risk on a report is to be escalated, the personas that are offered, and what a new question
// begins with. Opened with open().
class InvestigationOptions final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(InvestigationOptions)

public:
    InvestigationOptions(const InvestigationSettings &settings, QWidget *parent);

signals:
    void chosen(const tocsin::ui::InvestigationSettings &settings);

private:
    QWidget *buildForm();
    InvestigationSettings entered() const;
    void follow();

    const InvestigationSettings m_settings;
    QDoubleSpinBox *m_threshold;
    QPlainTextEdit *m_personas;
    QLineEdit *m_provider;
    QLineEdit *m_timespan;
    QPushButton *m_save;
};

} // namespace tocsin::ui
