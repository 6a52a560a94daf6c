// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>
#include <QUrl>

namespace tocsin::socotra {

// One tenant and who signs in to it, without the password: that is in the secret store under the label.
struct Tenant
{
    // Exactly one of the three is sent (K13).
    enum class Form : quint8 {
        HostName,   // in the body
        TenantName, // in the body
        Locator,    // in the query: no body member is documented
    };
    // Who signs in (2.2, 2.7).
    enum class Way : quint8 {
        Administrator, // user name and password
        SsoClient,     // client id and its secret; the tenant by its host name, or not at all
    };
    // What stands before the token in "Authorization" (K5).
    enum class HeaderForm : quint8 { Bearer, Bare, Jwt };

    QString name;            // the user's
    bool production = false; // what is sent there is told with the word
    QUrl api;                // see suggestedApi()
    Form form = Form::HostName;
    QString tenant; // host name, name or locator
    Way way = Way::Administrator;
    QString userName;    // or client id
    QString secretLabel; // of the password, or of the client's secret
    HeaderForm header = HeaderForm::Bearer;
    int timeoutMs = 60'000;

    bool operator==(const Tenant &) const = default;
};

// What the tenant's host name lets one guess (1.3): "a.co.sandbox.socotra.com" gives
// "https://api.sandbox.socotra.com". A suggestion, no fact; invalid when the name has another form.
QUrl suggestedApi(const QString &hostName);

} // namespace tocsin::socotra
