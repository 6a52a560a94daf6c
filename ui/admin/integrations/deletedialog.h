// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/tenantdesk.h"

#include <QDialog>

class QLineEdit;
class QPushButton;

namespace tocsin::ui {

class FactGrid;
class PlainLabel;
class Spinner;

// Deletes an integration of a tenant: the tenant is asked anew what uses it (socotra.md 3.3), and before that
// is shown nothing can be deleted; then its name has to be typed. One that somebody has changed meanwhile is
// shown with what changed, and asked about again.
class DeleteDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DeleteDialog)

public:
    // endpoint: that receives what it sends; empty = none is known.
    DeleteDialog(flows::TenantDesk &tenants, const QString &tenant, const socotra::Integration &base,
                 const QString &endpoint, QWidget *parent);

signals:
    void deleted(const QString &name, const QString &more);

private:
    void ask();
    void onAsked();
    void showUses();
    void remove();
    void onRemoved(const Result<socotra::WriteOutcome> &outcome);
    void review();
    void say(const QString &text);

    flows::TenantDesk &m_tenants;
    const QString m_tenant;
    socotra::Integration m_base;
    const QString m_endpoint;
    FactGrid *m_uses;
    QLineEdit *m_typed;
    PlainLabel *m_message;
    Spinner *m_spinner;
    QPushButton *m_again; // after a failure to ask
    QPushButton *m_delete;
    bool m_isBusy = false;
    bool m_isAsking = false;
    bool m_isAsked = false; // what is shown is the tenant's answer of now
};

} // namespace tocsin::ui
