// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/filter/parse.h"
#include "core/flows/webhookdesk.h"
#include "core/secrets/memorystore.h"
#include "core/storage/deliverybrowser.h"
#include "tests/support/rawclient.h"

#include <QTemporaryDir>
#include <QtTest>

namespace tocsin::test {

using namespace Qt::StringLiterals;

constexpr int patience = 30'000; // ms

inline QByteArray post(const QByteArray &path, const QByteArray &body, const QByteArray &fields = {})
{
    return "POST " + path + " HTTP/1.1\r\nHost: x\r\n" + fields +
           "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

// A desk with a folder of its own, which will listen on a free port; for a test class to derive from:
// openDesk() before each test function, closeDesk() after it.
struct DeskPlace
{
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<secrets::MemoryStore> m_secrets;
    std::unique_ptr<flows::WebhookDesk> m_desk;

    void openDesk()
    {
        m_desk.reset();
        m_folder = std::make_unique<QTemporaryDir>();
        m_secrets = std::make_unique<secrets::MemoryStore>();
        open(options());
    }

    void closeDesk()
    {
        m_desk.reset();
        m_secrets.reset();
    }

    flows::DeskOptions options() const
    {
        flows::DeskOptions options;
        options.dataFolder = m_folder->filePath(u"data"_s);
        options.port = 0;
        return options;
    }

    // Once more: what a restart is, without stop().
    void open() { open(options()); }
    void open(const flows::DeskOptions &options)
    {
        m_desk.reset();
        auto desk = flows::WebhookDesk::open(options, *m_secrets);
        if (!desk)
            qFatal("%s", qPrintable(desk.error().detail));
        m_desk = std::move(*desk);
    }

    void start()
    {
        m_desk->start();
        QTRY_COMPARE_WITH_TIMEOUT(m_desk->state().phase, flows::DeskState::Phase::Listening, patience);
        QVERIFY(m_desk->state().port != 0);
    }

    RawReply ask(const QByteArray &request) { return RawClient(m_desk->state().port).ask(request); }

    domain::Delivery load(domain::DeliveryId id)
    {
        std::optional<Result<domain::Delivery>> loaded;
        m_desk->browser().load(id, m_desk.get(),
                               [&](const Result<domain::Delivery> &delivery) { loaded = delivery; });
        [&] { QTRY_VERIFY_WITH_TIMEOUT(loaded, patience); }();
        return loaded && *loaded ? **loaded : domain::Delivery();
    }

    // The same as soon as it is there.
    domain::Delivery stored(domain::DeliveryId id)
    {
        [&] { QTRY_VERIFY_WITH_TIMEOUT(m_desk->lastStoredId() >= id, patience); }();
        return load(id);
    }

    QList<domain::DeliveryId> find(const QString &text)
    {
        std::optional<Result<QList<domain::DeliveryId>>> found;
        m_desk->browser().find(filter::parse(text).value(), 0, 0, wallClock(), m_desk.get(),
                               [&](const Result<QList<domain::DeliveryId>> &all) { found = all; });
        [&] { QTRY_VERIFY_WITH_TIMEOUT(found, patience); }();
        return found ? found->value_or(QList<domain::DeliveryId>{-1}) : QList<domain::DeliveryId>{-1};
    }
};

} // namespace tocsin::test
