// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/socotra/reader.h"
#include "core/socotra/rules.h"

namespace tocsin::test {

inline const QByteArray sampleSecret = "A1b2C3d4E5f6G7h8_J9k0L1m2N3p4Q5r";
inline const QByteArray otherSecret = "Z9y8X7w6V5u4T3s2_R1q0P9n8M7k6J5h4";

// One entry with everything that is documented, and more, laid out as no writer would.
inline QByteArray sampleEntry(const QByteArray &secretMember = ",\"secret\":\"" + sampleSecret + '"')
{
    return R"({ "tenantLocator":"5a1f", "name":"alerts", "url" : "https:\/\/hooks.example.org\/a", "x-new":1e2,)"
           R"( "headers":{"X-Api-Key":"k-1","X-Team":"blue"},"type":"webhook",)"
           R"("securitySpec":{"hmacEnabled":true)" +
           secretMember + R"(,"secureSSL":true,"tag":"secret-1","later":{"b":1,"a":[2]}}})";
}

inline socotra::Integration integrationFrom(const QByteArray &entry)
{
    const auto all = socotra::readIntegrations("{\"externalServiceIntegrations\":[" + entry + "]}");
    return all && !all->isEmpty() ? all->first() : socotra::Integration();
}

inline socotra::Draft newDraft(const QString &name = QStringLiteral("alerts"))
{
    socotra::Draft draft;
    draft.name = name;
    draft.type = QStringLiteral("webhook");
    draft.url = QStringLiteral("https://hooks.example.org/a");
    draft.secured = true;
    draft.from = socotra::Draft::SecretFrom::Fresh;
    draft.secret = Secret::copyOf(sampleSecret);
    draft.tag = QStringLiteral("secret-1");
    return draft;
}

} // namespace tocsin::test
