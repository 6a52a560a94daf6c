// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/webhookdesk.h"
#include "core/rules/rule.h"
#include "core/secrets/memorystore.h"
#include "core/storage/deliverybrowser.h"
#include "tests/support/rawclient.h"

#include <QTemporaryDir>
#include <QtTest>

namespace tocsin::test {

using namespace Qt::StringLiterals;

constexpr int patience = 30'000; // ms

inline QByteArray post(const QByteArray &path, const QByteArray &body)
{
    return "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + QByteArray::number(body.size()) +
           "\r\n\r\n" + body;
}

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

// A desk that listens on a free port with one endpoint, "a", which answers by rules; for a test class to
// derive from: openDesk() before each test function, closeDesk() after it.
struct RulesDesk
{
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<secrets::MemoryStore> m_secrets;
    std::unique_ptr<flows::WebhookDesk> m_desk;

    void openDesk()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_secrets = std::make_unique<secrets::MemoryStore>();
        open();
    }

    void closeDesk()
    {
        m_desk.reset();
        m_secrets.reset();
    }

    void open()
    {
        m_desk.reset();
        flows::DeskOptions options;
        options.dataFolder = m_folder->filePath(u"data"_s);
        options.port = 0;
        auto desk = flows::WebhookDesk::open(options, *m_secrets);
        if (!desk)
            qFatal("%s", qPrintable(desk.error().detail));
        m_desk = std::move(*desk);
    }

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

    void start()
    {
        m_desk->start();
        QTRY_COMPARE_WITH_TIMEOUT(m_desk->state().phase, flows::DeskState::Phase::Listening, patience);
    }

    domain::Delivery load(domain::DeliveryId id)
    {
        std::optional<Result<domain::Delivery>> loaded;
        m_desk->browser().load(id, m_desk.get(),
                               [&](const Result<domain::Delivery> &delivery) { loaded = delivery; });
        [&] { QTRY_VERIFY_WITH_TIMEOUT(loaded, patience); }();
        return loaded && *loaded ? **loaded : domain::Delivery();
    }

    domain::Delivery stored(domain::DeliveryId id)
    {
        [&] { QTRY_VERIFY_WITH_TIMEOUT(m_desk->lastStoredId() >= id, patience); }();
        return load(id);
    }

    RawReply ask(const QByteArray &request) { return RawClient(m_desk->state().port).ask(request); }
};

} // namespace tocsin::test
