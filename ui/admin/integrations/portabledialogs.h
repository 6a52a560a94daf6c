// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/socotra/portable.h"

#include <QDialog>

class QPushButton;

namespace tocsin::flows {
class TenantDesk;
}

namespace tocsin::ui {

class TextTable;
class TextTableModel;
class Theme;
class VerdictBanner;

// The integrations of a tenant for a file, and what of them is left out of it.
class IntegrationExportDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(IntegrationExportDialog)

public:
    IntegrationExportDialog(const Theme &theme, flows::TenantDesk &tenants, const QString &tenant,
                            QWidget *parent);

    void save(const QString &path);

private:
    void askPath();

    flows::TenantDesk &m_tenants;
    const QString m_tenant;
    TextTableModel *m_model;
    VerdictBanner *m_answer;
};

// In what a tenant differs from a file.
class DriftDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DriftDialog)

public:
    DriftDialog(const Theme &theme, flows::TenantDesk &tenants, const QString &tenant, QWidget *parent);

    void load(const QString &path);

private:
    void compare();

    flows::TenantDesk &m_tenants;
    const QString m_tenant;
    QList<socotra::Integration> m_file;
    bool m_isLoaded = false;
    TextTableModel *m_model;
    TextTable *m_table;
    VerdictBanner *m_answer;
};

} // namespace tocsin::ui
