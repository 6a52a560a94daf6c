// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/tenantdesk.h"
#include "ui/webhooks/formfaults.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLayout;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace tocsin::ui {

class PlainLabel;

// Adds a tenant or changes one: where its API is, how it is named there (exactly one of three), who signs in
// and in which form the token is sent. The password goes into the store of secrets alone.
class TenantDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TenantDialog)

public:
    TenantDialog(flows::TenantDesk &tenants, QWidget *parent);
    void edit(const QString &id); // a tenant that the desk knows

signals:
    void saved(const QString &id);

private:
    QLayout *build();
    void fill(const socotra::Tenant &tenant);
    socotra::Tenant entered() const;
    void suggest();
    void followWay();
    void save();
    void showFault(const Error &error);

    flows::TenantDesk &m_tenants;
    QString m_id;
    QString m_secretLabel; // of the password, when one is kept
    QFormLayout *m_rows = nullptr;
    QWidget *m_userRow = nullptr;
    QWidget *m_passwordRow = nullptr;
    FormFaults m_faults;
    PlainLabel *m_general;
    QLineEdit *m_name;
    QCheckBox *m_production;
    QComboBox *m_form;
    QLineEdit *m_tenant;
    QLineEdit *m_api;
    PlainLabel *m_apiHint;
    QComboBox *m_way;
    QLineEdit *m_user;
    PlainLabel *m_userHint;
    QLineEdit *m_password;
    QComboBox *m_header;
    QSpinBox *m_timeout; // s
    QPushButton *m_save;
};

} // namespace tocsin::ui
