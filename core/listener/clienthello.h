// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace tocsin::listener {

// What the first TLS record of a connection tells before the handshake (RFC 8446 section 4.1.2, RFC 6066
// section 3).
struct ClientHello
{
    enum class State { Partial, NotTls, Read };
    State state = State::Partial;
    QByteArray serverName; // empty when the client names none
};

ClientHello readClientHello(QByteArrayView bytes);

} // namespace tocsin::listener
