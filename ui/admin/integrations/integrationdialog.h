// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/tenantdesk.h"
#include "core/socotra/rules.h"

#include <QDialog>

class QPushButton;

namespace tocsin::ui {

class IntegrationForm;
class Spinner;
class Theme;

// Adds an integration to a tenant or changes one. The secret is kept here, and the endpoint that receives
// what it sends verifies with it, before the tenant is told of it; what somebody else has changed meanwhile
// is shown before anything is written. Closes itself once it is carried out; nothing that was typed is lost
// before.
class IntegrationDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(IntegrationDialog)

public:
    // base: what is edited; none = add. The tenant must be known to the desk.
    IntegrationDialog(const Theme &theme, flows::TenantDesk &tenants, secrets::SecretStore &secrets,
                      const QString &tenant, QWidget *parent);
    void edit(const socotra::Integration &base);

signals:
    void saved(const QString &name, const QString &more); // more: what is to be said of it

private:
    QList<socotra::Finding> findings() const;
    void save();
    void keepSecret(const socotra::Draft &draft);
    void letVerify(const socotra::Draft &draft);
    void write(const socotra::Draft &draft);
    void onWritten(const socotra::Draft &draft, const Result<socotra::WriteOutcome> &outcome);
    void showConflict(const socotra::Draft &draft, const socotra::WriteOutcome &outcome);
    void fail(const QString &sentence);
    void setBusy(const QString &what);

    const Theme &m_theme;
    flows::TenantDesk &m_tenants;
    secrets::SecretStore &m_secrets;
    const QString m_tenant;
    std::optional<socotra::Integration> m_base;
    bool m_hasTried = false;
    IntegrationForm *m_form;
    Spinner *m_spinner;
    QPushButton *m_save;
};

} // namespace tocsin::ui
