// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/listener/listener.h"
#include "tests/support/recordinghandler.h"

#include <QtTest>

namespace tocsin::test {

// A real listener on a free port whose requests go to a RecordingHandler, for a test class to derive from:
// made before each test function, gone after it.
struct ListenerFixture
{
    std::unique_ptr<RecordingHandler> m_handler;
    std::unique_ptr<listener::Listener> m_listener;

    void makeListener()
    {
        m_handler = std::make_unique<RecordingHandler>();
        m_listener = std::make_unique<listener::Listener>(*m_handler);
        m_handler->listener = m_listener.get();
    }

    void dropListener()
    {
        m_listener.reset();
        m_handler.reset();
    }

    void listen(const listener::Limits &limits = {}, const QHostAddress &address = QHostAddress::LocalHost)
    {
        listener::ListenOptions options;
        options.limits = limits;
        options.address = address;
        const auto bound = m_listener->listen(options);
        QVERIFY2(bound, bound ? "" : qPrintable(bound.error().detail));
        QVERIFY(m_listener->port() != 0);
    }
};

inline QByteArray get(const QByteArray &target, const QByteArray &fields = {})
{
    return "GET " + target + " HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n";
}

} // namespace tocsin::test
