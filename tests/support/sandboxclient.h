// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/sandbox/server.h"
#include "tests/support/rawclient.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <memory>

namespace tocsin::test {

// One answer of the sandbox, with its body read.
struct SandboxReply
{
    RawReply raw;
    QJsonValue json;

    int status() const { return raw.status; }
    QJsonValue operator[](QLatin1StringView member) const { return json.toObject().value(member); }
};

struct Ask
{
    QByteArray method = "GET";
    QByteArray target;
    QByteArray fields; // "Name: value\r\n"
    QByteArray body;
};

inline QByteArray keyField(const Secret &key)
{
    return "X-API-Key: " + key.reveal().toByteArray() + "\r\n";
}

inline QByteArray bearerField(const Secret &token)
{
    return "Authorization: Bearer " + token.reveal().toByteArray() + "\r\n";
}

// One request over a connection of its own.
inline SandboxReply ask(const sandbox::Server &server, const Ask &what)
{
    RawClient client(quint16(server.baseUrl().port()));
    const QByteArray type = what.body.isEmpty() ? "" : "Content-Type: application/json\r\n";
    SandboxReply reply;
    reply.raw =
        client.ask(what.method + ' ' + what.target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + what.fields + type +
                   "Content-Length: " + QByteArray::number(what.body.size()) + "\r\n\r\n" + what.body);
    const QJsonDocument document = QJsonDocument::fromJson(reply.raw.body);
    reply.json = document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
    return reply;
}

inline SandboxReply get(const sandbox::Server &server, const QByteArray &target)
{
    return ask(server, {"GET", target, keyField(server.apiKey()), {}});
}

inline SandboxReply post(const sandbox::Server &server, const QByteArray &target, const QJsonObject &body)
{
    return ask(server, {"POST", target, keyField(server.apiKey()),
                        QJsonDocument(body).toJson(QJsonDocument::Compact)});
}

// Fast, without delays, on a clock that stands still: time goes on by Server::advance().
inline sandbox::ServerOptions stillOptions(const QString &profile = QStringLiteral("default"))
{
    sandbox::ServerOptions options;
    options.clock = [] { return Micros(1'790'000'000) * microsPerSecond; };
    options.coldDelayMs = 0;
    options.keyPerMinute = 0;
    options.userPerMinute = 0;
    const auto loaded = sandbox::Profile::load(profile);
    if (!loaded)
        qFatal("%s", qPrintable(loaded.error().detail));
    options.profile = *loaded;
    return options;
}

// One that listens already.
inline std::unique_ptr<sandbox::Server> served(const sandbox::ServerOptions &options = stillOptions())
{
    auto server = std::make_unique<sandbox::Server>(options);
    if (auto bound = server->listen(); !bound)
        qFatal("%s", qPrintable(bound.error().detail));
    return server;
}

// A start that runs for as short as there is.
inline QJsonObject startBody()
{
    return {{QStringLiteral("query"), QStringLiteral("Were there password sprays? [quick]")},
            {QStringLiteral("persona"), QStringLiteral("soc_analyst")},
            {QStringLiteral("provider"), QStringLiteral("sentinel")}};
}

inline QJsonObject with(QJsonObject object, const QString &name, const QJsonValue &value)
{
    object[name] = value;
    return object;
}

} // namespace tocsin::test
