// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/rules/rule.h"
#include "tests/support/deskplace.h"

namespace tocsin::test {

using namespace Qt::StringLiterals;

// A body is the same for every attempt of an event.
inline QByteArray ofEvent(const QByteArray &key)
{
    return post("/hooks/a", "{\"n\":1,\"key\":\"" + key + "\"}");
}

inline rules::Rule rule(const QString &name, const rules::Conditions &when, const rules::Answer &answer)
{
    return {name, true, when, answer};
}

inline rules::Rule flaky(int failFirst)
{
    rules::Answer answer;
    answer.status = 202;
    answer.failFirst = failFirst;
    answer.retryAfterSeconds = 7;
    return rule(u"flaky"_s, {}, answer);
}

// A desk that listens on a free port with one endpoint, "a", which answers by rules.
struct RulesDesk : DeskPlace
{
    domain::Endpoint endpoint(const QList<rules::Rule> &rules) const
    {
        domain::Endpoint endpoint;
        endpoint.name = u"a"_s;
        endpoint.pathPrefix = "/hooks/a";
        endpoint.response.status = 204;
        endpoint.rules = rules::writeRules(rules);
        return endpoint;
    }

    void use(const QList<rules::Rule> &rules)
    {
        const auto saved = m_desk->saveEndpoint(endpoint(rules));
        QVERIFY2(saved, saved ? "" : qPrintable(saved.error().detail));
        start();
    }
};

} // namespace tocsin::test
