// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/tenantarguments.h"

#include "app/cli/secretstorearguments.h"
#include "app/cli/terminal.h"
#include "core/flows/tenanttext.h"
#include "core/secrets/secretsource.h"

#include <array>

namespace tocsin::cli {

using namespace Qt::StringLiterals;
using socotra::Tenant;

namespace {

struct FormOption
{
    Tenant::Form form;
    QLatin1StringView option;
};

constexpr std::array forms = {FormOption{Tenant::Form::HostName, "host-name"_L1},
                              FormOption{Tenant::Form::TenantName, "tenant-name"_L1},
                              FormOption{Tenant::Form::Locator, "tenant-locator"_L1}};

Error wrong(const QString &what)
{
    return {Error::Kind::Rejected, what};
}

// Exactly one of the three (socotra.md K13).
Result<void> readForm(const QCommandLineParser &parser, Tenant &tenant)
{
    int given = 0;
    for (const FormOption &one : forms) {
        if (!parser.isSet(one.option))
            continue;
        ++given;
        tenant.form = one.form;
        tenant.tenant = parser.value(one.option);
    }
    const bool mayBeNone = given == 0 && tenant.way == Tenant::Way::SsoClient;
    if (mayBeNone)
        return {};
    if (given != 1 || tenant.tenant.isEmpty())
        return tl::unexpected(
            wrong(u"name the tenant by one of --host-name, --tenant-name and --tenant-locator"_s));
    return {};
}

Result<void> readApi(const QCommandLineParser &parser, Tenant &tenant)
{
    tenant.api = QUrl(parser.value(u"api"_s), QUrl::StrictMode);
    const bool isWeb = tenant.api.scheme() == "https"_L1 || tenant.api.scheme() == "http"_L1;
    if (isWeb && !tenant.api.host().isEmpty() && tenant.api.userInfo().isEmpty())
        return {};
    const QUrl guess = tenant.form == Tenant::Form::HostName ? socotra::suggestedApi(tenant.tenant) : QUrl();
    const QString hint = guess.isValid() ? u"; it may be %1"_s.arg(guess.toString()) : QString();
    return tl::unexpected(wrong(u"--api takes the http:// or https:// address of the API"_s + hint));
}

Result<Tenant::HeaderForm> readHeaderForm(const QString &word)
{
    if (word == "bearer"_L1)
        return Tenant::HeaderForm::Bearer;
    if (word == "bare"_L1)
        return Tenant::HeaderForm::Bare;
    if (word == "jwt"_L1)
        return Tenant::HeaderForm::Jwt;
    return tl::unexpected(wrong(u"--token-form takes bearer, bare or jwt"_s));
}

Result<Secret> readPassword(const QCommandLineParser &parser)
{
    if (!parser.isSet(u"password"_s))
        return Secret();
    const auto source = secrets::parseSource(parser.value(u"password"_s));
    if (!source)
        return fail(Error::Kind::Rejected, u"--password: "_s + source.error().detail);
    if (source->kind == secrets::SecretSource::Kind::Keychain)
        return fail(Error::Kind::Rejected,
                    u"--password: what is stored already is named by --password-label"_s);
    const auto value = secrets::readSource(*source);
    if (!value)
        return fail(Error::Kind::Storage, u"--password: "_s + value.error().detail);
    return value;
}

Result<ChosenTenant> fromOptions(const QCommandLineParser &parser)
{
    ChosenTenant chosen;
    Tenant &tenant = chosen.tenant;
    tenant.way = parser.isSet(u"sso"_s) ? Tenant::Way::SsoClient : Tenant::Way::Administrator;
    if (const auto read = readForm(parser, tenant); !read)
        return tl::unexpected(read.error());
    if (const auto read = readApi(parser, tenant); !read)
        return tl::unexpected(read.error());
    const auto header = readHeaderForm(parser.value(u"token-form"_s));
    if (!header)
        return tl::unexpected(header.error());
    tenant.header = *header;
    tenant.name = tenant.tenant;
    tenant.userName = parser.value(u"user"_s);
    tenant.secretLabel = parser.value(u"password-label"_s);
    if (tenant.userName.isEmpty())
        return tl::unexpected(wrong(u"--user names the tenant administrator who signs in"_s));
    if (tenant.way == Tenant::Way::SsoClient && tenant.form != Tenant::Form::HostName)
        return tl::unexpected(wrong(u"--sso takes the tenant by --host-name, or not at all"_s));
    if (parser.isSet(u"password"_s) == !tenant.secretLabel.isEmpty())
        return tl::unexpected(
            wrong(u"the password is one of --password SOURCE and --password-label LABEL"_s));
    if (tenant.secretLabel.isEmpty())
        tenant.secretLabel = u"given"_s; // it is not asked for by this name
    const auto password = readPassword(parser);
    if (!password)
        return tl::unexpected(password.error());
    chosen.password = *password;
    chosen.id = u"%1 %2"_s.arg(tenant.api.toString(QUrl::StripTrailingSlash), tenant.tenant);
    return chosen;
}

ChosenTenant keptAs(const storage::StoredTenant &kept)
{
    return {kept.id, flows::readTenant(kept.settings), {}};
}

Result<ChosenTenant> fromStore(const QString &wanted, storage::AnalystStores &stores)
{
    const auto all = stores.tenants.tenants();
    if (!all)
        return tl::unexpected(all.error());
    QStringList names;
    for (const storage::StoredTenant &one : *all) {
        const ChosenTenant kept = keptAs(one);
        if (kept.id == wanted || kept.tenant.name == wanted || (wanted.isEmpty() && all->size() == 1))
            return kept;
        names.append(u'"' + visible(kept.tenant.name, 80) + u'"');
    }
    if (names.isEmpty())
        return fail(Error::Kind::Rejected, u"no tenant is kept here: tell it with --api, --host-name, --user "
                                           "and --password"_s);
    if (wanted.isEmpty())
        return fail(Error::Kind::Rejected,
                    u"several tenants are kept: choose one with --tenant: "_s + names.join(u", "_s));
    return fail(Error::Kind::NotFound,
                u"no tenant \"%1\" is kept; there is %2"_s.arg(visible(wanted, 80), names.join(u", "_s)));
}

} // namespace

void declareTenant(QCommandLineParser &parser)
{
    parser.addOptions({
        {u"tenant"_s, u"A tenant that is kept here, as the window shows it; needed when there are several."_s,
         u"NAME|ID"_s},
        {u"api"_s, u"Or tell one: base address of its API."_s, u"URL"_s},
        {u"host-name"_s, u"The tenant by its host name."_s, u"HOST"_s},
        {u"tenant-name"_s, u"The tenant by its name."_s, u"NAME"_s},
        {u"tenant-locator"_s, u"The tenant by its locator."_s, u"LOCATOR"_s},
        {u"user"_s, u"The tenant administrator who signs in."_s, u"NAME"_s},
        {u"sso"_s, u"A client of single sign-on signs in: --user is its id, --password its secret."_s},
        {u"password"_s, u"SOURCE of the password: env:NAME, file:PATH or -."_s, u"SOURCE"_s},
        {u"password-label"_s, u"Label of the password in the store of the secrets."_s, u"LABEL"_s},
        {u"token-form"_s, u"What stands before the token: bearer, bare (nothing) or jwt."_s, u"FORM"_s,
         u"bearer"_s},
    });
    declareSecretStore(parser);
}

Result<ChosenTenant> chosenTenant(const QCommandLineParser &parser, storage::AnalystStores &stores)
{
    static const QStringList told = {u"api"_s,  u"host-name"_s, u"tenant-name"_s,   u"tenant-locator"_s,
                                     u"user"_s, u"password"_s,  u"password-label"_s};
    for (const QString &option : told) {
        if (!parser.isSet(option))
            continue;
        if (parser.isSet(u"tenant"_s))
            return tl::unexpected(wrong(u"--tenant and --%1 exclude each other"_s.arg(option)));
        return fromOptions(parser);
    }
    return fromStore(parser.value(u"tenant"_s), stores);
}

} // namespace tocsin::cli
