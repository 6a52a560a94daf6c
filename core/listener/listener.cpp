// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/listener/listener.h"

#include "core/listener/descriptors.h"
#include "core/listener/engine.h"

namespace tocsin::listener {

using namespace Qt::StringLiterals;

namespace {

QString sentence(QAbstractSocket::SocketError error, const QString &where, const QString &words)
{
    switch (error) {
    case QAbstractSocket::AddressInUseError:
        return u"%1 is in use by another program: choose another port, or 0 for a free one"_s.arg(where);
    case QAbstractSocket::SocketAccessError:
        return u"%1 may not be bound by this user: choose a port of 1024 or above"_s.arg(where);
    case QAbstractSocket::SocketAddressNotAvailableError:
        return u"%1 is not an address of this machine: choose 127.0.0.1, ::1 or one of its own"_s.arg(where);
    default:
        return u"%1 cannot be bound: %2"_s.arg(where, words);
    }
}

} // namespace

Listener::Listener(RequestHandler &handler, QObject *parent) : QObject(parent), m_handler(handler)
{
    m_thread.setObjectName(u"listener"_s);
}

Listener::~Listener()
{
    m_thread.quit();
    m_thread.wait();
}

Result<void> Listener::listen(const ListenOptions &options)
{
    Q_ASSERT(!m_engine);
    if (options.loopbackOnly && !options.address.isLoopback()) {
        return fail(
            Error::Kind::Forbidden,
            u"listener address: the policy of this machine allows none that other machines reach, and %1 "
            "is one; use 127.0.0.1 or ::1"_s.arg(options.address.toString()));
    }
    makeRoomFor(options.limits.connections);
    auto *engine = new Engine(options, m_handler, m_counters);
    if (!engine->QTcpServer::listen(options.address, options.port)) {
        const QString where = u"%1 port %2"_s.arg(options.address.toString()).arg(options.port);
        const QString detail = sentence(engine->serverError(), where, engine->errorString());
        delete engine;
        return fail(Error::Kind::Rejected, detail);
    }
    m_engine = engine;
    m_address = engine->serverAddress();
    m_port = engine->serverPort();
    connect(engine, &Engine::stopped, this, &Listener::stopped);
    connect(engine, &Engine::handshakeFailed, this, &Listener::handshakeFailed);
    connect(&m_thread, &QThread::started, engine, &Engine::startClock);
    connect(&m_thread, &QThread::finished, engine, &QObject::deleteLater);
    engine->moveToThread(&m_thread);
    m_thread.start();
    return {};
}

void Listener::answer(std::vector<Answer> answers)
{
    QMetaObject::invokeMethod(
        m_engine, [engine = m_engine, answers = std::move(answers)] { engine->answer(answers); },
        Qt::QueuedConnection);
}

void Listener::stop(int graceMs)
{
    if (m_engine)
        QMetaObject::invokeMethod(m_engine, [engine = m_engine, graceMs] { engine->stop(graceMs); });
}

} // namespace tocsin::listener
