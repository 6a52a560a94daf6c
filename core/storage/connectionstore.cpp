// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/connectionstore.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUuid>

#include <array>

namespace tocsin::storage {

using namespace Qt::StringLiterals;
using domain::Connection;
using domain::ConnectionColour;
using domain::ProxyMode;
using domain::SignIn;

namespace {

constexpr std::array signIns = {"api-key"_L1, "bearer"_L1, "client-credentials"_L1};
constexpr std::array colours = {""_L1, "grey"_L1, "blue"_L1, "green"_L1, "amber"_L1, "violet"_L1, "red"_L1};
constexpr std::array proxies = {"system"_L1, "none"_L1, "manual"_L1};

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

bool isBase(const QUrl &url)
{
    const bool scheme = url.scheme() == "https"_L1 || url.scheme() == "http"_L1;
    return url.isValid() && scheme && !url.host().isEmpty() && url.userInfo().isEmpty() && !url.hasQuery() &&
           !url.hasFragment();
}

} // namespace

Result<void> checkConnection(const Connection &connection)
{
    const QString base = u"%1: expected https://host or http://host, without user, ? and #"_s;
    if (connection.name.trimmed().isEmpty() || connection.name.size() > 80)
        return rejected(u"name: 1 to 80 characters"_s);
    if (!isBase(connection.api))
        return rejected(base.arg(u"API address"_s));
    if (!connection.webApp.isEmpty() && !isBase(connection.webApp))
        return rejected(base.arg(u"web app address"_s));
    if (connection.signIn == SignIn::ClientCredentials) {
        if (!isBase(connection.tokenEndpoint))
            return rejected(base.arg(u"token address"_s));
        if (connection.clientId.isEmpty())
            return rejected(u"client id: needed to sign in with client credentials"_s);
    }
    if (connection.proxy == ProxyMode::Manual &&
        (connection.proxyUrl.host().isEmpty() || !connection.proxyUrl.password().isEmpty()))
        return rejected(u"proxy: expected http://host:port or socks5://host:port, the password by itself"_s);
    if (connection.timeoutMs < 1000 || connection.timeoutMs > 600'000)
        return rejected(u"time-out: 1 to 600 seconds"_s);
    if (connection.requestsPerMinute < 1 || connection.requestsPerMinute > 10'000)
        return rejected(u"requests per minute: 1 to 10000"_s);
    if (connection.messageMember.trimmed().isEmpty())
        return rejected(u"follow-up member: the name of a member"_s);
    return {};
}

QByteArray connectionText(const Connection &connection)
{
    const QJsonObject object{{u"name"_s, connection.name},
                             {u"role"_s, connection.role},
                             {u"production"_s, connection.production},
                             {u"colour"_s, colours[size_t(connection.colour)]},
                             {u"api"_s, connection.api.toString()},
                             {u"webApp"_s, connection.webApp.toString()},
                             {u"tokenEndpoint"_s, connection.tokenEndpoint.toString()},
                             {u"signIn"_s, signIns[size_t(connection.signIn)]},
                             {u"secretLabel"_s, connection.secretLabel},
                             {u"clientId"_s, connection.clientId},
                             {u"scopes"_s, QJsonArray::fromStringList(connection.scopes)},
                             {u"proxy"_s, proxies[size_t(connection.proxy)]},
                             {u"proxyUrl"_s, connection.proxyUrl.toString(QUrl::RemovePassword)},
                             {u"proxyLabel"_s, connection.proxyLabel},
                             {u"caFile"_s, connection.caFile},
                             {u"clientFile"_s, connection.clientFile},
                             {u"clientLabel"_s, connection.clientLabel},
                             {u"timeoutMs"_s, connection.timeoutMs},
                             {u"requestsPerMinute"_s, connection.requestsPerMinute},
                             {u"messageMember"_s, connection.messageMember}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

Connection readConnection(const QString &id, const QByteArray &text)
{
    const QJsonObject object = QJsonDocument::fromJson(text).object();
    const auto word = [&](const QString &name) { return object[name].toString(); };
    Connection connection;
    connection.id = id;
    connection.name = word(u"name"_s);
    connection.role = word(u"role"_s);
    connection.production = object[u"production"_s].toBool();
    connection.colour = colourFromWord(word(u"colour"_s)).value_or(ConnectionColour::None);
    connection.api = QUrl(word(u"api"_s));
    connection.webApp = QUrl(word(u"webApp"_s));
    connection.tokenEndpoint = QUrl(word(u"tokenEndpoint"_s));
    connection.signIn = SignIn(numberOf(signIns, word(u"signIn"_s)));
    connection.secretLabel = word(u"secretLabel"_s);
    connection.clientId = word(u"clientId"_s);
    for (const QJsonValue &scope : object[u"scopes"_s].toArray())
        connection.scopes.append(scope.toString());
    connection.proxy = ProxyMode(numberOf(proxies, word(u"proxy"_s)));
    connection.proxyUrl = QUrl(word(u"proxyUrl"_s));
    connection.proxyLabel = word(u"proxyLabel"_s);
    connection.caFile = word(u"caFile"_s);
    connection.clientFile = word(u"clientFile"_s);
    connection.clientLabel = word(u"clientLabel"_s);
    connection.timeoutMs = object[u"timeoutMs"_s].toInt(connection.timeoutMs);
    connection.requestsPerMinute = object[u"requestsPerMinute"_s].toInt(connection.requestsPerMinute);
    connection.messageMember = object[u"messageMember"_s].toString(connection.messageMember);
    return connection;
}

QLatin1StringView colourWord(ConnectionColour colour)
{
    return colours[size_t(colour)];
}

std::optional<ConnectionColour> colourFromWord(const QString &word)
{
    for (size_t i = 0; i < colours.size(); ++i) {
        if (word == colours[i])
            return ConnectionColour(i);
    }
    return std::nullopt;
}

Connection pinned(Connection connection, const std::optional<domain::ProxyPin> &pin)
{
    if (!pin || connection.sandbox)
        return connection;
    const bool isSame = connection.proxy == pin->mode && connection.proxyUrl == pin->url;
    connection.proxy = pin->mode;
    if (pin->mode != ProxyMode::Manual)
        connection.proxyUrl.clear();
    else if (!isSame && connection.proxyUrl.adjusted(QUrl::RemoveUserInfo) != pin->url)
        connection.proxyUrl = pin->url; // a user name of one's own for the same proxy stays
    return connection;
}

Result<QList<Connection>> ConnectionStore::connections()
{
    QList<Connection> all;
    if (!m_sandbox.api.isEmpty()) {
        all.append(m_sandbox);
        all.last().id = QString(sandboxId);
        all.last().sandbox = true;
    }
    auto query = m_database.run(u"SELECT id, settings FROM connection ORDER BY position, id"_s);
    if (!query)
        return tl::unexpected(query.error());
    while (query->next())
        all.append(
            pinned(readConnection(query->value(0).toString(), query->value(1).toString().toUtf8()), m_pin));
    return all;
}

Result<QString> ConnectionStore::save(Connection connection)
{
    if (connection.sandbox || connection.id == sandboxId)
        return fail(Error::Kind::Rejected, u"the sandbox is made by the program and cannot be edited"_s);
    if (auto good = checkConnection(connection); !good)
        return tl::unexpected(good.error());
    if (connection.id.isEmpty()) {
        const auto count = m_database.number(u"SELECT count(*) FROM connection"_s);
        if (!count)
            return tl::unexpected(count.error());
        if (*count >= mostConnections)
            return fail(Error::Kind::Limited, u"there are %1 connections already"_s.arg(*count));
        connection.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    }
    auto saved = m_database.run(u"INSERT INTO connection(id, position, settings) SELECT ?, "
                                u"coalesce(max(position), 0) + 1, ? FROM connection "
                                "WHERE true ON CONFLICT(id) DO UPDATE SET settings=excluded.settings"_s,
                                {connection.id, QString::fromUtf8(connectionText(connection))});
    return saved ? Result<QString>(connection.id) : tl::unexpected(saved.error());
}

Result<void> ConnectionStore::remove(const QString &id)
{
    return only(m_database.run(u"DELETE FROM connection WHERE id=?"_s, {storedText(id)}));
}

} // namespace tocsin::storage
