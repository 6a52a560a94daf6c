// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/connection.h"
#include "core/flows/connectioncheck.h"

#include <QDialog>

class QPushButton;

namespace tocsin::flows {
class AnalystDesk;
}
namespace tocsin::secrets {
class SecretStore;
}

namespace tocsin::ui {

class CheckSteps;
class ConnectionForm;

// Adds a connection or changes one. It is tried step by step as it is typed, before anything is kept; what is
// saved goes into the book, its secrets into the store of secrets first.
class ConnectionDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConnectionDialog)

public:
    // An empty id = a new one.
    ConnectionDialog(const domain::Connection &connection, flows::AnalystDesk &desk,
                     secrets::SecretStore &secrets, QWidget *parent);
    ~ConnectionDialog() override;

signals:
    void saved(const QString &id);

private:
    void test();
    void save();
    void keep(const domain::Connection &connection);
    void setBusy(bool isBusy);

    flows::AnalystDesk &m_desk;
    secrets::SecretStore &m_secrets;
    ConnectionForm *m_form;
    CheckSteps *m_steps;
    QPushButton *m_test;
    QPushButton *m_copy;
    QPushButton *m_save;
    std::unique_ptr<http::RequestBudget> m_budget;
    std::unique_ptr<flows::ConnectionCheck> m_check; // after its budget
};

} // namespace tocsin::ui
