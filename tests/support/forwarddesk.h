// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/relays.h"
#include "core/storage/replaybook.h"
#include "tests/support/alertsdesk.h"
#include "tests/support/rawtarget.h"

#ifdef Q_OS_UNIX
#include <sys/socket.h>
#endif

namespace tocsin::test {

using namespace Qt::StringLiterals;

// A sender that waits without holding up the test's own thread, on which relay and target live.
class Sender
{
public:
    Sender(quint16 port, const QByteArray &request)
    {
        QObject::connect(&m_socket, &QTcpSocket::readyRead, &m_socket,
                         [this] { answer += m_socket.readAll(); });
        m_socket.connectToHost(QHostAddress::LocalHost, port);
        m_socket.write(request);
    }
    int status() const { return answer.contains("\r\n\r\n") ? answer.mid(9, 3).toInt() : 0; }
    // With a reset where the platform can: who only closes may still read.
    void leave()
    {
#ifdef Q_OS_UNIX
        const linger atOnce{1, 0};
        ::setsockopt(int(m_socket.socketDescriptor()), SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
#endif
        m_socket.abort();
    }

    QByteArray answer;

private:
    QTcpSocket m_socket;
};

// A desk with one endpoint, "a", and a target for what it forwards. What the target answers is up to the
// test.
struct ForwardDesk : AlertsDesk
{
    std::unique_ptr<RawTarget> m_target;

    void openForwardDesk()
    {
        m_target = std::make_unique<RawTarget>();
        openDesk();
        begin();
        domain::Endpoint endpoint;
        endpoint.name = u"a"_s;
        endpoint.pathPrefix = "/hooks/a";
        endpoint.scheme = u"socwarden"_s;
        endpoint.secretLabels = {u"main"_s};
        endpoint.response = {202, {}, "own"};
        QVERIFY(m_desk->saveEndpoint(endpoint));
    }

    void closeForwardDesk()
    {
        m_desk.reset();
        m_target.reset();
        m_secrets.reset();
    }

    void begin()
    {
        m_desk->addSecret(secret());
        m_desk->relays().setPace({20, 20, 50, 10'000});
        start();
    }

    void restart()
    {
        open();
        begin();
    }

    domain::ForwardSpec spec(const QString &path = {}) const
    {
        domain::ForwardSpec spec;
        spec.url = m_target->url(path);
        spec.returnAnswer = true;
        spec.answerSeconds = 60; // a slow machine is no silent target
        return spec;
    }

    void forward(const domain::ForwardSpec &wanted)
    {
        const auto saved = m_desk->saveForward(u"a"_s, wanted);
        QVERIFY2(saved, qPrintable(saved ? QString() : saved.error().detail));
        QTRY_COMPARE_WITH_TIMEOUT(state().phase, flows::ForwardState::Phase::Waiting, patience);
    }

    std::unique_ptr<Sender> send(const QByteArray &body, const QByteArray &path = "/hooks/a")
    {
        return std::make_unique<Sender>(m_desk->state().port, post(path, body));
    }

    QList<domain::ReplayAnswer> answersTo(domain::DeliveryId id)
    {
        std::optional<QList<domain::ReplayAnswer>> found;
        m_desk->replays().history(id, 100, m_desk.get(),
                                  [&found](const Result<QList<domain::ReplayAnswer>> &all) {
                                      found = all.value_or(QList<domain::ReplayAnswer>());
                                  });
        (void)QTest::qWaitFor([&found] { return found.has_value(); }, patience);
        return found.value_or(QList<domain::ReplayAnswer>());
    }

    flows::ForwardState state() const
    {
        return m_desk->relays().state(u"a"_s).value_or(flows::ForwardState());
    }
};

} // namespace tocsin::test
