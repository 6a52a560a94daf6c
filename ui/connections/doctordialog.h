// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/connectioncheck.h"

#include <QDialog>

#include <memory>

class QPushButton;

namespace tocsin::ui {

class CheckSteps;
class PlainLabel;

// Examines a connection as it is kept, live: each step with its time, its result and its remedy. The same as
// `tocsinctl doctor`. Begins by itself.
class DoctorDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DoctorDialog)

public:
    DoctorDialog(const domain::Connection &connection, socmate::SecretSource secrets, QWidget *parent);
    ~DoctorDialog() override;

private:
    void examine();
    void onStep(const flows::CheckedStep &step);
    void onEnd(bool isGood);
    void copy() const;

    const domain::Connection m_connection;
    const socmate::SecretSource m_secrets;
    PlainLabel *m_result;
    CheckSteps *m_steps;
    QPushButton *m_again;
    QPushButton *m_copy;
    int m_failed = 0;
    std::unique_ptr<http::RequestBudget> m_budget;
    std::unique_ptr<flows::ConnectionCheck> m_check; // after its budget
};

} // namespace tocsin::ui
