// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QList>
#include <QString>
#include <QStringList>
#include <QUrl>

namespace tocsin::domain {

enum class SignIn : quint8 { ApiKey, BearerToken, ClientCredentials };
enum class ProxyMode : quint8 { System, None, Manual };
// By which the user tells connections apart; a production one that has none is red.
enum class ConnectionColour : quint8 { None, Grey, Blue, Green, Amber, Violet, Red };

// The proxy that a policy gives to every connection.
struct ProxyPin
{
    ProxyMode mode = ProxyMode::System;
    QUrl url; // with Manual

    bool operator==(const ProxyPin &) const = default;
};

// One server that the console talks to, without its secrets: those are in the secret store under the labels.
// The three hosts differ (socmate.md section 1); paths are joined to the bases, which may have one of their
// own.
struct Connection
{
    QString id;   // random, never changes: what records and caches are kept under
    QString name; // the user's
    QString role; // the user's word: "analyst", "admin", ...
    bool production = false;
    ConnectionColour colour = ConnectionColour::None;
    bool sandbox = false; // the built-in one: made at each start, cannot be edited
    QUrl api;
    QUrl webApp;
    QUrl tokenEndpoint; // with ClientCredentials
    SignIn signIn = SignIn::ApiKey;
    QString secretLabel; // API key, bearer token or client secret
    QString clientId;    // with ClientCredentials
    QStringList scopes;  // asked for with ClientCredentials; empty = the client's own
    ProxyMode proxy = ProxyMode::System;
    QUrl proxyUrl; // http or socks5, with Manual; user name here, password under proxyLabel
    QString proxyLabel;
    QString caFile;             // PEM, besides the system's authorities
    QString clientFile;         // PEM (certificate and key) or PKCS#12
    QString clientLabel;        // its passphrase
    int timeoutMs = 60'000;     // the server refreshes its cache while we wait (socmate.md 4.3)
    int requestsPerMinute = 60; // the budget of everything that this console asks
    QString messageMember = QStringLiteral("message"); // of a follow-up question: not documented (5.2)

    bool operator==(const Connection &) const = default;
};

} // namespace tocsin::domain
