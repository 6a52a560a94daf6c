// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/capture.h"

#include <QHostAddress>
#include <QSslSocket>

namespace tocsin::listener {

// An IPv4 address that came over an IPv6 socket is written as IPv4.
QByteArray addressText(const QHostAddress &address);

// What the handshake has agreed on and who the client says it is; `sni` is not touched.
void readTls(const QSslSocket &socket, domain::TlsInfo &tls);

} // namespace tocsin::listener
