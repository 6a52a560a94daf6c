// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/mergeprobe.h"

#include <QDialog>

class QPushButton;

namespace tocsin::flows {
class TenantDesk;
}

namespace tocsin::ui {

class Spinner;
class Theme;
class VerdictBanner;

// The guided test whether a tenant's update merges or replaces (socotra.md 3.4): on an integration that is
// made for it and deleted again. What it finds is kept with the tenant.
class ProbeDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProbeDialog)

public:
    ProbeDialog(const Theme &theme, flows::TenantDesk &tenants, const QString &tenant, QWidget *parent);

private:
    void run();
    void showAnswer(const Result<flows::ProbeAnswer> &answer);
    void showKnown();

    flows::TenantDesk &m_tenants;
    const QString m_tenant;
    Spinner *m_spinner;
    VerdictBanner *m_answer;
    QPushButton *m_run;
};

} // namespace tocsin::ui
