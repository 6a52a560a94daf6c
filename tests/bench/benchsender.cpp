// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/bench/benchsender.h"

#include "core/payload/freshen.h"
#include "core/payload/samples.h"

#include <QRandomGenerator>

#include <arpa/inet.h>
#include <array>
#include <chrono>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace tocsin::bench {

namespace {

constexpr int connections = 16;
constexpr int ticksPerSecond = 100;

int connectTo(quint16 port)
{
    const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(fd, reinterpret_cast<const sockaddr *>(&to), sizeof to) != 0)
        return -1;
    return fd;
}

} // namespace

Sender::Sender(quint16 port, const signature::Scheme &scheme, const signature::NamedSecret &secret,
               int perSecond)
    : m_port(port)
    , m_scheme(scheme)
    , m_secret(secret)
    , m_perSecond(perSecond)
    , m_body(payload::samples().first().body)
    , m_thread([this] { work(); })
{}

Sender::~Sender()
{
    m_stop = true;
    m_thread.join();
}

QByteArray Sender::request(QRandomGenerator &random) const
{
    domain::HttpMessage message;
    message.method = "POST";
    message.target = "/hooks/alerts";
    const Micros now = wallClock();
    message.body = payload::freshened(m_body, now, random);
    QByteArray wire = "POST /hooks/alerts HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                      "Content-Length: " +
                      QByteArray::number(message.body.size()) + "\r\n";
    if (const auto fields = signature::sign(m_scheme, message, m_secret, now)) {
        for (const domain::HeaderField &field : *fields)
            wire += field.name + ": " + field.value + "\r\n";
    }
    return wire + "\r\n" + message.body;
}

void Sender::work()
{
    QRandomGenerator random(7);
    std::array<int, connections> sockets{};
    for (int &fd : sockets)
        fd = connectTo(m_port);
    auto next = std::chrono::steady_clock::now();
    std::array<char, 65536> answers{};
    for (int tick = 0; !m_stop; ++tick) {
        const int each = m_perSecond / ticksPerSecond / 4; // four connections take turns
        for (int i = 0; i < 4; ++i) {
            const int fd = sockets[size_t(tick * 4 + i) % connections];
            QByteArray wire;
            for (int n = 0; n < each; ++n)
                wire += request(random);
            qsizetype written = 0;
            while (written < wire.size() && !m_stop) {
                const auto n =
                    ::send(fd, wire.constData() + written, size_t(wire.size() - written), MSG_NOSIGNAL);
                if (n <= 0)
                    return;
                written += n;
            }
            while (::recv(fd, answers.data(), answers.size(), MSG_DONTWAIT) > 0) {
            }
            m_sent += each;
        }
        next += std::chrono::milliseconds(1000 / ticksPerSecond);
        std::this_thread::sleep_until(next);
    }
    for (const int fd : sockets)
        ::close(fd);
}

} // namespace tocsin::bench
