// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/tenanttext.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <array>

namespace tocsin::flows {

using namespace Qt::StringLiterals;
using socotra::Tenant;

namespace {

// In the order of the enumerations.
constexpr std::array forms = {"host"_L1, "name"_L1, "locator"_L1};
constexpr std::array ways = {"administrator"_L1, "sso-client"_L1};
constexpr std::array headers = {"bearer"_L1, "bare"_L1, "jwt"_L1};

template<size_t n>
quint8 numberOf(const std::array<QLatin1StringView, n> &words, const QString &word)
{
    for (size_t i = 0; i < n; ++i) {
        if (word == words[i])
            return quint8(i);
    }
    return 0;
}

Result<void> rejected(const QString &what)
{
    return fail(Error::Kind::Rejected, what);
}

} // namespace

QByteArray tenantText(const Tenant &tenant)
{
    const QJsonObject object{{u"name"_s, tenant.name},
                             {u"production"_s, tenant.production},
                             {u"api"_s, tenant.api.toString()},
                             {u"form"_s, forms[size_t(tenant.form)]},
                             {u"tenant"_s, tenant.tenant},
                             {u"way"_s, ways[size_t(tenant.way)]},
                             {u"userName"_s, tenant.userName},
                             {u"secretLabel"_s, tenant.secretLabel},
                             {u"header"_s, headers[size_t(tenant.header)]},
                             {u"timeoutMs"_s, tenant.timeoutMs}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

Tenant readTenant(const QByteArray &text)
{
    const QJsonObject object = QJsonDocument::fromJson(text).object();
    Tenant tenant;
    tenant.name = object[u"name"_s].toString();
    tenant.production = object[u"production"_s].toBool();
    tenant.api = QUrl(object[u"api"_s].toString());
    tenant.form = Tenant::Form(numberOf(forms, object[u"form"_s].toString()));
    tenant.tenant = object[u"tenant"_s].toString();
    tenant.way = Tenant::Way(numberOf(ways, object[u"way"_s].toString()));
    tenant.userName = object[u"userName"_s].toString();
    tenant.secretLabel = object[u"secretLabel"_s].toString();
    tenant.header = Tenant::HeaderForm(numberOf(headers, object[u"header"_s].toString()));
    tenant.timeoutMs = object[u"timeoutMs"_s].toInt(tenant.timeoutMs);
    return tenant;
}

Result<void> checkTenant(const Tenant &tenant)
{
    if (tenant.name.trimmed().isEmpty() || tenant.name.size() > 80)
        return rejected(u"name: 1 to 80 characters"_s);
    const QUrl &api = tenant.api;
    const bool isWeb = api.scheme() == "https"_L1 || api.scheme() == "http"_L1;
    if (!api.isValid() || !isWeb || api.host().isEmpty() || !api.userInfo().isEmpty() || api.hasQuery() ||
        api.hasFragment())
        return rejected(u"API address: expected https://host, without user, ? and #"_s);
    const bool isClient = tenant.way == Tenant::Way::SsoClient;
    if (tenant.tenant.trimmed().isEmpty() && !isClient)
        return rejected(u"tenant: its host name, name or locator"_s);
    if (isClient && tenant.form != Tenant::Form::HostName)
        return rejected(u"tenant: a client of single sign-on names it by its host name, or not at all"_s);
    if (tenant.userName.isEmpty())
        return rejected(isClient ? u"client id: is missing"_s : u"user name: of a tenant administrator"_s);
    if (tenant.timeoutMs < 1000 || tenant.timeoutMs > 600'000)
        return rejected(u"time-out: 1 to 600 seconds"_s);
    return {};
}

} // namespace tocsin::flows
