// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/connectionarguments.h"

#include "app/cli/terminal.h"
#include "core/flows/connectionsecrets.h"
#include "core/storage/connectionstore.h"

#include <QFileInfo>
#include <QJsonArray>

#include <algorithm>
#include <array>

namespace tocsin::cli {

using namespace Qt::StringLiterals;
using domain::Connection;
using domain::ProxyMode;
using domain::SignIn;

namespace {

constexpr std::array signIns = {std::pair{SignIn::ApiKey, "api-key"_L1},
                                std::pair{SignIn::BearerToken, "bearer"_L1},
                                std::pair{SignIn::ClientCredentials, "client-credentials"_L1}};

QString wordOf(SignIn signIn)
{
    const auto *const found = std::find_if(signIns.cbegin(), signIns.cend(),
                                           [signIn](const auto &one) { return one.first == signIn; });
    return found->second;
}

Error wrong(const QString &what)
{
    return {Error::Kind::Rejected, what};
}

Result<void> readSignIn(const QCommandLineParser &parser, Connection &connection)
{
    const QString word = parser.value(u"sign-in"_s);
    const auto *const found = std::find_if(signIns.cbegin(), signIns.cend(),
                                           [&word](const auto &one) { return one.second == word; });
    if (found == signIns.cend())
        return tl::unexpected(wrong(u"--sign-in takes api-key, bearer or client-credentials"_s));
    connection.signIn = found->first;
    connection.tokenEndpoint = QUrl(parser.value(u"token-url"_s), QUrl::StrictMode);
    connection.clientId = parser.value(u"client-id"_s);
    connection.scopes = parser.value(u"scopes"_s).split(u',', Qt::SkipEmptyParts);
    const bool more =
        parser.isSet(u"token-url"_s) || parser.isSet(u"client-id"_s) || parser.isSet(u"scopes"_s);
    if (more && connection.signIn != SignIn::ClientCredentials)
        return tl::unexpected(
            wrong(u"--token-url, --client-id and --scopes belong to --sign-in client-credentials"_s));
    return {};
}

Result<void> readProxy(const QCommandLineParser &parser, Connection &connection)
{
    const QString word = parser.value(u"proxy"_s);
    connection.proxyLabel = parser.value(u"proxy-label"_s);
    if (word == u"system"_s || word == u"none"_s) {
        connection.proxy = word == u"none"_s ? ProxyMode::None : ProxyMode::System;
        return {};
    }
    connection.proxy = ProxyMode::Manual;
    connection.proxyUrl = QUrl(word, QUrl::StrictMode);
    const QString scheme = connection.proxyUrl.scheme();
    // A password would be in the shell's history already: it is not taken, and not repeated.
    if (!connection.proxyUrl.isValid() || (scheme != u"http"_s && scheme != u"socks5"_s) ||
        connection.proxyUrl.host().isEmpty() || !connection.proxyUrl.password().isEmpty())
        return tl::unexpected(
            wrong(u"--proxy takes system, none, http://user@host:port or "
                  "socks5://host:port; a password is stored by itself, see --proxy-label"_s));
    return {};
}

Result<int> readNumber(const QCommandLineParser &parser, const QString &name, int most)
{
    bool good = false;
    const int number = parser.value(name).toInt(&good);
    if (!good || number < 1 || number > most)
        return tl::unexpected(wrong(u"--%1 takes a number from 1 to %2"_s.arg(name).arg(most)));
    return number;
}

// Kept as they can be found from any folder.
QString fileOf(const QCommandLineParser &parser, const QString &name)
{
    const QString file = parser.value(name);
    return file.isEmpty() ? QString() : QFileInfo(file).absoluteFilePath();
}

} // namespace

void declareConnectionOptions(QCommandLineParser &parser)
{
    parser.addOptions({
        {u"api"_s, u"Base address of the API."_s, u"URL"_s},
        {u"key"_s, u"Store this as its secret: env:NAME, file:PATH or -."_s, u"SOURCE"_s},
        {u"label"_s, u"Label of its secret; without --key, of one that is stored already."_s, u"LABEL"_s},
        {u"sign-in"_s, u"api-key, bearer or client-credentials: what the secret is."_s, u"WAY"_s,
         u"api-key"_s},
        {u"token-url"_s, u"Where client credentials are exchanged for a token."_s, u"URL"_s},
        {u"client-id"_s, u"With client credentials."_s, u"ID"_s},
        {u"scopes"_s, u"With client credentials; the client's own otherwise."_s, u"A,B"_s},
        {u"web-app"_s, u"Base address of the web application, for links."_s, u"URL"_s},
        {u"colour"_s, u"grey, blue, green, amber, violet or red: by which you tell it apart."_s, u"WORD"_s},
        {u"role"_s, u"A word of your own for what it may do."_s, u"WORD"_s},
        {u"production"_s, u"Marks it as one where care is needed."_s},
        {u"proxy"_s, u"system, none, http://user@host:port or socks5://host:port."_s, u"PROXY"_s,
         u"system"_s},
        {u"proxy-label"_s, u"Label of the proxy's password in the store of secrets."_s, u"LABEL"_s},
        {u"ca-file"_s, u"Certificates (PEM) that are trusted besides the system's."_s, u"FILE"_s},
        {u"client-file"_s, u"Client certificate with its key: PEM or PKCS#12."_s, u"FILE"_s},
        {u"client-label"_s, u"Label of its passphrase in the store of secrets."_s, u"LABEL"_s},
        {u"timeout"_s, u"Seconds for an answer."_s, u"N"_s, u"60"_s},
        {u"per-minute"_s, u"At most so many requests a minute."_s, u"N"_s, u"60"_s},
        {u"message-member"_s, u"Name of the text in a follow-up question; not documented."_s, u"NAME"_s,
         u"message"_s},
    });
}

Result<Connection> readConnectionOptions(const QCommandLineParser &parser, const QString &name)
{
    Connection connection;
    connection.name = name.trimmed();
    if (!parser.isSet(u"api"_s))
        return tl::unexpected(wrong(u"name the server: --api https://HOST, where its API is"_s));
    connection.api = QUrl(parser.value(u"api"_s), QUrl::StrictMode);
    connection.webApp = QUrl(parser.value(u"web-app"_s), QUrl::StrictMode);
    connection.role = parser.value(u"role"_s);
    const auto colour = storage::colourFromWord(parser.value(u"colour"_s));
    if (!colour)
        return tl::unexpected(wrong(u"--colour takes grey, blue, green, amber, violet or red"_s));
    connection.colour = *colour;
    connection.production = parser.isSet(u"production"_s);
    connection.caFile = fileOf(parser, u"ca-file"_s);
    connection.clientFile = fileOf(parser, u"client-file"_s);
    connection.clientLabel = parser.value(u"client-label"_s);
    connection.messageMember = parser.value(u"message-member"_s);
    connection.secretLabel =
        parser.isSet(u"label"_s) ? parser.value(u"label"_s) : flows::connectionLabel(connection.name);
    if (!parser.isSet(u"key"_s) && !parser.isSet(u"label"_s))
        return tl::unexpected(
            wrong(u"name its secret: --key SOURCE stores it, --label LABEL names one that is "
                  "stored already"_s));
    if (auto read = readSignIn(parser, connection); !read)
        return tl::unexpected(read.error());
    if (auto read = readProxy(parser, connection); !read)
        return tl::unexpected(read.error());
    constexpr int longestTimeout = 600; // seconds
    const auto timeout = readNumber(parser, u"timeout"_s, longestTimeout);
    if (!timeout)
        return tl::unexpected(timeout.error());
    connection.timeoutMs = *timeout * 1000;
    const auto perMinute = readNumber(parser, u"per-minute"_s, 10'000);
    if (!perMinute)
        return tl::unexpected(perMinute.error());
    connection.requestsPerMinute = *perMinute;
    if (auto good = storage::checkConnection(connection); !good)
        return tl::unexpected(good.error());
    return connection;
}

QJsonObject connectionJson(const Connection &connection)
{
    return {{u"id"_s, connection.id},
            {u"name"_s, connection.name},
            {u"role"_s, connection.role},
            {u"production"_s, connection.production},
            {u"colour"_s, QString(storage::colourWord(connection.colour))},
            {u"api"_s, connection.api.toString(QUrl::RemovePassword)},
            {u"web_app"_s, connection.webApp.toString(QUrl::RemovePassword)},
            {u"sign_in"_s, wordOf(connection.signIn)},
            {u"secret_label"_s, connection.secretLabel},
            {u"token_url"_s, connection.tokenEndpoint.toString(QUrl::RemovePassword)},
            {u"client_id"_s, connection.clientId},
            {u"scopes"_s, QJsonArray::fromStringList(connection.scopes)},
            {u"proxy"_s, connection.proxy == ProxyMode::None ? u"none"_s
                         : connection.proxy == ProxyMode::System
                             ? u"system"_s
                             : connection.proxyUrl.toString(QUrl::RemovePassword)},
            {u"ca_file"_s, connection.caFile},
            {u"client_file"_s, connection.clientFile},
            {u"timeout_s"_s, connection.timeoutMs / 1000},
            {u"per_minute"_s, connection.requestsPerMinute}};
}

QString connectionLine(const Connection &connection)
{
    // The word stands by the name, so that nobody overlooks it.
    const QString name = visible(connection.name, 80);
    return columns({{connection.production ? name + u" (production)"_s : name, 20},
                    {visible(connection.api.toString(QUrl::RemovePassword)), 36},
                    {wordOf(connection.signIn), 18},
                    {u"secret \"%1\""_s.arg(visible(connection.secretLabel, 80)), 30},
                    {connection.id, 0}});
}

} // namespace tocsin::cli
