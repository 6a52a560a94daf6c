// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/tenantdesk.h"

#include <QWidget>

class QVBoxLayout;

namespace tocsin::ui {

// What stands between a tenant and its list, a strip each with what helps: it cannot be read, its sign-in was
// refused, it has no integration yet, or no tenant is known at all.
class TenantStrips final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TenantStrips)

public:
    explicit TenantStrips(const flows::TenantDesk &tenants, QWidget *parent = nullptr);

    void refresh();

signals:
    void tryAgainAsked(const QString &tenant);
    void editAsked(const QString &tenant);
    void addAsked(const QString &tenant); // an integration
    void addTenantAsked();

private:
    struct Strip
    {
        QString tenant;
        QString text;
        bool isError = false;

        bool operator==(const Strip &) const = default;
    };

    QList<Strip> wanted() const;
    QWidget *build(const Strip &strip);

    const flows::TenantDesk &m_tenants;
    QVBoxLayout *m_column;
    QList<Strip> m_shown;
};

} // namespace tocsin::ui
