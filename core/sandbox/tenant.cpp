// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/sandbox/tenant.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QUrlQuery>

namespace tocsin::sandbox {

using namespace Qt::StringLiterals;

namespace {

QByteArray hashOf(QByteArrayView token)
{
    return QCryptographicHash::hash(token.toByteArray(), QCryptographicHash::Sha256);
}

// No schema of errors is documented; the status as a string is what the vendor's own scripts expect (2.13).
Reply refused(int status, const QString &message)
{
    return asJson(QJsonObject{{u"message"_s, message}, {u"httpStatus"_s, QString::number(status)}}, status);
}

const QStringList &types()
{
    static const QStringList all = {u"external_rater"_s, u"data_autofill"_s, u"webhook"_s, u"fe-plugins"_s};
    return all;
}

QJsonObject bodyOf(const Request &request)
{
    return QJsonDocument::fromJson(request.body).object();
}

} // namespace

Tenant::Tenant(const TenantOptions &options, const TenantProfile &profile)
    : m_options(options)
    , m_profile(profile)
    , m_password(Secret::copyOf("pw_" + randomHex(24)))
    , m_clientSecret(Secret::copyOf("cs_" + randomHex(24)))
{
    m_integrations.append(QJsonObject{{u"name"_s, u"autofill-demo"_s},
                                      {u"type"_s, u"data_autofill"_s},
                                      {u"url"_s, u"https://autofill.example.com/fill"_s},
                                      {u"headers"_s, QJsonObject{{u"X-Team"_s, u"underwriting"_s}}},
                                      {u"tenantLocator"_s, options.locator}});
}

bool Tenant::takes(const QStringList &path)
{
    const QString first = path.value(0);
    return first == "account"_L1 || first == "integrations"_L1 || first == "webhooks"_L1;
}

Reply Tenant::answer(const Request &request)
{
    const QStringList &path = request.path;
    const bool isPost = request.method == "POST";
    if (path == QStringList{u"account"_s, u"authenticateAdmin"_s} && isPost)
        return signIn(request);
    if (path == QStringList{u"account"_s, u"sso"_s, u"authenticateClient"_s} && isPost)
        return signInClient(request);
    if (auto no = refusal(request))
        return *no;
    if (path == QStringList{u"account"_s, u"renewAuthentication"_s} && isPost && m_options.renews)
        return renew(request);
    if (path == QStringList{u"account"_s, u"unlock"_s} && isPost)
        return unlock(request);
    if (path.value(0) == "webhooks"_L1 && request.method == "GET")
        return webhooks(path);
    if (path.value(0) != "integrations"_L1 || path.size() > 2)
        return refused(404, u"there is no such call"_s);
    if (path.size() == 1 && request.method == "GET") {
        ++m_counts.lists;
        return list();
    }
    if (path.size() == 1 && isPost)
        return add(request);
    if (path.size() == 2 && request.method == "PUT")
        return update(request, path[1]);
    if (path.size() == 2 && request.method == "DELETE")
        return remove(path[1]);
    return refused(405, u"method not allowed"_s);
}

// Exactly one of the three names of the tenant (2.3), where it belongs (K13), and no password in the query.
bool Tenant::isMine(const Request &request, const QJsonObject &body) const
{
    const QString host = body["hostName"_L1].toString();
    const QString name = body["tenantName"_L1].toString();
    const QString locator = request.parameter(u"tenantLocator"_s);
    const int given = !host.isEmpty() + !name.isEmpty() + !locator.isEmpty();
    const bool fits =
        host == m_options.hostName || name == m_options.tenantName || locator == m_options.locator;
    return given == 1 && fits && request.parameter(u"password"_s).isNull() &&
           request.parameter(u"username"_s).isNull();
}

Reply Tenant::signIn(const Request &request)
{
    const QJsonObject body = bodyOf(request);
    if (!isMine(request, body))
        return refused(400, u"name one tenant"_s);
    const bool isLocked = m_failures >= m_options.lockAfter;
    const bool isRight = body["username"_L1].toString() == m_options.userName &&
                         body["password"_L1].toString().toUtf8() == m_password.reveal();
    if (isLocked || !isRight) {
        ++m_failures;
        ++m_counts.failedSignIns;
        const QString said = body["password"_L1].toString();
        return refused(401, isLocked           ? u"the account is locked"_s
                            : m_options.echoes ? u"\"%1\" is not the password"_s.arg(said)
                                               : u"wrong user name or password"_s);
    }
    m_failures = 0;
    ++m_counts.signIns;
    return tokenAnswer(request.now);
}

// socotra.md 2.7: no more is documented than the members and the answer.
Reply Tenant::signInClient(const Request &request)
{
    const QJsonObject body = bodyOf(request);
    const QString host = body["hostName"_L1].toString(m_options.hostName);
    const bool isRight = host == m_options.hostName && body["clientId"_L1].toString() == m_options.clientId &&
                         body["clientSecret"_L1].toString().toUtf8() == m_clientSecret.reveal();
    if (!isRight) {
        ++m_counts.failedSignIns;
        return refused(401, u"unknown client"_s);
    }
    ++m_counts.signIns;
    return tokenAnswer(request.now);
}

Reply Tenant::tokenAnswer(Micros now)
{
    const QByteArray token = "st." + randomHex(40);
    const Micros until = now + m_options.tokenLifetime;
    m_tokens.insert(hashOf(token), until);
    const QJsonValue expires =
        m_profile.textTimes ? QJsonValue(QString::number(until / 1000)) : QJsonValue(until / 1000);
    return asJson(
        QJsonObject{{u"authorizationToken"_s, QString::fromLatin1(token)}, {u"expiresTimestamp"_s, expires}});
}

Reply Tenant::renew(const Request &request)
{
    ++m_counts.renewals;
    m_tokens.remove(hashOf(tokenIn(request)));
    return tokenAnswer(request.now);
}

Reply Tenant::unlock(const Request &request)
{
    if (bodyOf(request)["username"_L1].toString() == m_options.userName)
        m_failures = 0;
    return asJson(QJsonObject());
}

QByteArray Tenant::tokenIn(const Request &request) const
{
    if (m_options.headerPrefix) {
        const QByteArray &prefix = *m_options.headerPrefix;
        return request.authorization.startsWith(prefix) ? request.authorization.mid(prefix.size())
                                                        : QByteArray("?");
    }
    for (const QByteArray &prefix : {QByteArray("Bearer "), QByteArray("JWT ")}) {
        if (request.authorization.startsWith(prefix))
            return request.authorization.mid(prefix.size());
    }
    return request.authorization;
}

std::optional<Reply> Tenant::refusal(const Request &request) const
{
    const auto found = m_tokens.constFind(hashOf(tokenIn(request)));
    if (found == m_tokens.cend() || request.now >= *found)
        return refused(401, u"not signed in"_s);
    if (!m_options.isAdministrator)
        return refused(403, u"no tenant administrator"_s);
    return std::nullopt;
}

// Definitions, and what they have diverted (4.2).
Reply Tenant::webhooks(const QStringList &path) const
{
    if (!m_options.opensWebhooks)
        return refused(403, u"not for a tenant administrator"_s);
    if (path.size() == 1)
        return asJson(m_webhooks);
    if (path.size() == 3 && path[2] == "diverted"_L1)
        return asJson(m_diverted.value(path[1]));
    return refused(404, u"there is no such call"_s);
}

QJsonObject Tenant::shown(QJsonObject integration) const
{
    QJsonObject spec = integration["securitySpec"_L1].toObject();
    if (!spec.contains("secret"_L1) || m_profile.secret == TenantProfile::Shown::Clear)
        return integration;
    if (m_profile.secret == TenantProfile::Shown::Masked)
        spec["secret"_L1] = u"********"_s;
    else
        spec.remove("secret"_L1);
    integration["securitySpec"_L1] = spec;
    return integration;
}

Reply Tenant::list() const
{
    QJsonArray entries;
    for (const QJsonObject &one : m_integrations)
        entries.append(shown(one));
    return asJson(QJsonObject{{u"externalServiceIntegrations"_s, entries}});
}

// Whether the answer of a write is the list, the entry or empty is not documented (K7).
Reply Tenant::written(const QString &name)
{
    ++m_counts.writes;
    switch (m_profile.answer) {
    case TenantProfile::Answer::List:
        return list();
    case TenantProfile::Answer::Entry:
        return asJson(shown(integration(name)));
    case TenantProfile::Answer::Empty:
        break;
    }
    return Reply{204, QJsonValue(QJsonValue::Undefined), {}, {}, {}, {}};
}

// The rules of 3.2; empty = good.
QString Tenant::fault(const QJsonObject &integration) const
{
    static const QRegularExpression word(u"\\A[A-Za-z0-9_]{32,64}\\z"_s);
    const QUrl url(integration["url"_L1].toString());
    if (!url.isValid() || url.host().isEmpty())
        return u"url is missing"_s;
    if (!types().contains(integration["type"_L1].toString()))
        return u"unknown type"_s;
    if (!integration.contains("securitySpec"_L1))
        return {};
    const QJsonObject spec = integration["securitySpec"_L1].toObject();
    const QString secret = spec["secret"_L1].toString();
    if (url.scheme() != "https"_L1)
        return u"securitySpec needs an https url"_s;
    if (spec.contains("secret"_L1) && !word.match(secret).hasMatch())
        return m_options.echoes ? u"the secret \"%1\" is not acceptable"_s.arg(secret)
                                : u"the secret is not acceptable"_s;
    if (spec.contains("tag"_L1) && secret.isEmpty())
        return u"a tag needs a secret"_s;
    return {};
}

Reply Tenant::add(const Request &request)
{
    QJsonObject body = bodyOf(request);
    const QString name = body["name"_L1].toString();
    if (name.isEmpty())
        return refused(400, u"name is missing"_s);
    if (indexOf(name) >= 0)
        return refused(409, u"there is an integration of that name"_s);
    if (!body.contains("headers"_L1))
        body["headers"_L1] = QJsonObject();
    body["tenantLocator"_L1] = m_options.locator;
    if (const QString why = fault(body); !why.isEmpty())
        return refused(400, why);
    m_integrations.append(body);
    return written(name);
}

// The two editions of 3.4.
Reply Tenant::update(const Request &request, const QString &name)
{
    const qsizetype at = indexOf(name);
    if (at < 0)
        return refused(404, u"there is no integration of that name"_s);
    const QJsonObject body = bodyOf(request);
    for (const QLatin1StringView member : {"name"_L1, "type"_L1, "tenantLocator"_L1}) {
        if (body.contains(member))
            return refused(400, u"%1 cannot be updated"_s.arg(member));
    }
    const QJsonObject stored = m_integrations[at];
    QJsonObject next = body;
    if (m_profile.update == TenantProfile::Update::Merge) {
        next = stored;
        for (auto it = body.begin(); it != body.end(); ++it)
            next[it.key()] = it.value();
        if (body.contains("securitySpec"_L1)) {
            QJsonObject spec = stored["securitySpec"_L1].toObject();
            const QJsonObject given = body["securitySpec"_L1].toObject();
            for (auto it = given.begin(); it != given.end(); ++it)
                spec[it.key()] = it.value();
            next["securitySpec"_L1] = spec;
        }
    } else if (!next.contains("headers"_L1)) {
        next["headers"_L1] = QJsonObject();
    }
    for (const QLatin1StringView member : {"name"_L1, "type"_L1, "tenantLocator"_L1})
        next[member] = stored[member];
    if (const QString why = fault(next); !why.isEmpty())
        return refused(400, why);
    m_integrations[at] = next;
    return written(name);
}

Reply Tenant::remove(const QString &name)
{
    const qsizetype at = indexOf(name);
    if (at < 0)
        return refused(404, u"there is no integration of that name"_s);
    m_integrations.removeAt(at);
    ++m_counts.writes;
    return Reply{204, QJsonValue(QJsonValue::Undefined), {}, {}, {}, {}};
}

qsizetype Tenant::indexOf(const QString &name) const
{
    for (qsizetype i = 0; i < m_integrations.size(); ++i) {
        if (m_integrations[i]["name"_L1].toString() == name)
            return i;
    }
    return -1;
}

QJsonObject Tenant::integration(const QString &name) const
{
    const qsizetype at = indexOf(name);
    return at < 0 ? QJsonObject() : m_integrations[at];
}

void Tenant::put(const QJsonObject &integration)
{
    drop(integration["name"_L1].toString());
    m_integrations.append(integration);
}

void Tenant::drop(const QString &name)
{
    if (const qsizetype at = indexOf(name); at >= 0)
        m_integrations.removeAt(at);
}

QList<TenantReceiver> Tenant::receivers() const
{
    QList<TenantReceiver> all;
    for (const QJsonObject &one : m_integrations) {
        if (one["type"_L1].toString() != "webhook"_L1)
            continue;
        TenantReceiver receiver;
        receiver.name = one["name"_L1].toString();
        receiver.url = QUrl(one["url"_L1].toString());
        const QJsonObject headers = one["headers"_L1].toObject();
        for (auto it = headers.begin(); it != headers.end(); ++it)
            receiver.headers.append({it.key().toUtf8(), it.value().toString().toUtf8()});
        const QJsonObject spec = one["securitySpec"_L1].toObject();
        receiver.secret = Secret(spec["secret"_L1].toString().toUtf8());
        receiver.isSigned = spec["hmacEnabled"_L1].toBool() && !receiver.secret.isEmpty();
        receiver.tag = spec["tag"_L1].toString();
        all.append(receiver);
    }
    return all;
}

} // namespace tocsin::sandbox
