// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/support/clifixture.h"
#include "tests/support/sandboxclient.h"

namespace tocsin::test {

// The analyst's commands of the real program against a sandbox in the test's process. Requests are answered
// on the server's own thread, so that run() may block. Secrets are in a vault: no test touches a keychain.
struct AnalystCli : CliFixture
{
    std::unique_ptr<sandbox::Server> m_server;

    // After each test function.
    void close()
    {
        QVERIFY(!secretSeen());
        m_server.reset();
    }

    // Investigations take a millisecond of real time, and nothing arrives by itself.
    static sandbox::ServerOptions hasty(const QString &profile = u"default"_s)
    {
        sandbox::ServerOptions options = stillOptions(profile);
        options.clock = wallClock;
        options.runTimes = {1000, 1000};
        options.syncInterval = 86'400 * microsPerSecond;
        return options;
    }

    void serve(const sandbox::ServerOptions &options = hasty()) { m_server = served(options); }

    bool secretSeen() const
    {
        const bool isKeySeen = m_server && m_seen.contains(m_server->apiKey().reveal().toByteArray());
        return isKeySeen || CliFixture::secretSeen();
    }

    QStringList vaulted(const QStringList &arguments) const
    {
        return arguments +
               QStringList{u"--vault"_s, file(u"secrets.vault"_s), u"--passphrase"_s, u"env:PASS"_s};
    }

    // With the vault.
    Outcome ask(const QStringList &arguments, const QByteArray &input = {})
    {
        return run(vaulted(arguments), input);
    }

    // The key travels through standard input.
    Outcome add(const QString &name, const QUrl &api, const QByteArray &secret, const QStringList &more = {})
    {
        return ask(QStringList{u"connections"_s, u"add"_s, name, u"--json"_s, u"--api"_s, api.toString(),
                               u"--proxy"_s, u"none"_s, u"--key"_s, u"-"_s} +
                       more,
                   secret + '\n');
    }

    // A sandbox and the only connection, to it.
    void connectTo(const sandbox::ServerOptions &options = hasty(), const QStringList &more = {})
    {
        serve(options);
        const Outcome added =
            add(u"lab"_s, m_server->baseUrl(), m_server->apiKey().reveal().toByteArray(), more);
        QVERIFY2(added.code == 0, added.err.constData());
    }

    // A key that may do this alone.
    QByteArray keyFor(const QString &scope) const
    {
        const auto made =
            test::ask(*m_server, {"POST", "/api/admin/api-keys", bearerField(m_server->adminToken()),
                                  QJsonDocument(QJsonObject{{u"name"_s, u"t"_s},
                                                            {u"scopes"_s, QJsonArray{scope}},
                                                            {u"expires_in_days"_s, 1}})
                                      .toJson()});
        return made["api_key"_L1].toString().toUtf8();
    }

    // Nothing that a terminal would take for more than text.
    static bool isPlain(const QByteArray &output)
    {
        const QString text = QString::fromUtf8(output);
        return std::none_of(text.cbegin(), text.cend(), [](QChar c) {
            const char16_t u = c.unicode();
            return (u < 0x20 && u != u'\n' && u != u'\t') || (u >= 0x7f && u < 0xa0) ||
                   (u >= 0x200b && u <= 0x200f) || (u >= 0x2028 && u <= 0x202e) ||
                   (u >= 0x2060 && u <= 0x206f) || u == 0xfeff;
        });
    }
};

} // namespace tocsin::test
