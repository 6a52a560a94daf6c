// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/signature/verify.h"

#include <atomic>
#include <thread>

class QRandomGenerator;

namespace tocsin::bench {

// A thread that posts freshly signed alerts over 16 keep-alive connections at a steady pace, as long as it
// lives.
class Sender
{
public:
    Sender(quint16 port, const signature::Scheme &scheme, const signature::NamedSecret &secret,
           int perSecond);
    ~Sender();
    Q_DISABLE_COPY_MOVE(Sender)

    qint64 sent() const { return m_sent; }

private:
    void work();
    QByteArray request(QRandomGenerator &random) const;

    const quint16 m_port;
    const signature::Scheme &m_scheme;
    const signature::NamedSecret &m_secret;
    const int m_perSecond;
    QByteArray m_body;
    std::atomic<qint64> m_sent = 0;
    std::atomic<bool> m_stop = false;
    std::thread m_thread; // last: the others must exist before it runs
};

} // namespace tocsin::bench
