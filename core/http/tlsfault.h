// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QList>
#include <QSslError>
#include <QString>

namespace tocsin::http {

// What is wrong with a server's certificate and what can be done about it: "the certificate of "x" (issued by
// "y") has expired on 2026-01-31: ...". The text of a failure without any such fault is the socket's own.
// There is no way to go on in spite of it.
QString tlsFault(const QList<QSslError> &errors, const QString &host, const QString &socketText);

} // namespace tocsin::http
