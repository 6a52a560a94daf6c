// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/support/sandboxclient.h"
#include "tests/support/socmateclient.h"

namespace tocsin::test {

inline constexpr Micros runsOut = 200 * microsPerSecond; // longer than any investigation that ends

// A sandbox under a profile with a client for each way to sign in.
struct SocmatePlace
{
    std::unique_ptr<sandbox::Server> server;
    std::unique_ptr<SocmateClient> client; // with the key
    std::unique_ptr<SocmateClient> admin;

    explicit SocmatePlace(const QString &profile) : server(served(stillOptions(profile)))
    {
        client = std::make_unique<SocmateClient>(connection(), server->apiKey());
        admin =
            std::make_unique<SocmateClient>(connection(domain::SignIn::BearerToken), server->adminToken());
    }

    const sandbox::Profile &profile() const { return server->options().profile; }

    domain::Connection connection(domain::SignIn signIn = domain::SignIn::ApiKey) const
    {
        domain::Connection connection = connectionTo(server->baseUrl(), signIn);
        connection.messageMember = profile().messageMember;
        return connection;
    }

    // As it is now; empty when it cannot be read.
    domain::Session session(const QString &id) const
    {
        const auto found = client->ask(&socmate::SocmateApi::session, id, http::Priority::Asked);
        return found ? *found : domain::Session();
    }
};

// A row per profile.
inline void profileRows()
{
    QTest::addColumn<QString>("profile");
    for (const QString &name : sandbox::Profile::names())
        QTest::newRow(qPrintable(name)) << name;
}

} // namespace tocsin::test
