// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/listener/peerfacts.h"

#include <QSslCertificate>
#include <QSslCipher>

namespace tocsin::listener {

namespace {

QByteArray protocolName(QSsl::SslProtocol protocol)
{
    switch (protocol) {
    case QSsl::TlsV1_2:
        return "TLSv1.2";
    case QSsl::TlsV1_3:
        return "TLSv1.3";
    default:
        return "TLS";
    }
}

QByteArray subjectText(const QSslCertificate &certificate)
{
    QByteArrayList parts;
    const QList<QByteArray> attributes = certificate.subjectInfoAttributes();
    for (const QByteArray &attribute : attributes) {
        const QStringList values = certificate.subjectInfo(attribute);
        for (const QString &value : values)
            parts.append(attribute + '=' + value.toUtf8());
    }
    return parts.join(',');
}

} // namespace

QByteArray addressText(const QHostAddress &address)
{
    bool isIPv4 = false;
    const quint32 v4 = address.toIPv4Address(&isIPv4); // also of ::ffff:a.b.c.d
    return (isIPv4 ? QHostAddress(v4) : address).toString().toLatin1();
}

void readTls(const QSslSocket &socket, domain::TlsInfo &tls)
{
    tls.version = protocolName(socket.sessionProtocol());
    tls.cipher = socket.sessionCipher().name().toLatin1();
    if (const QSslCertificate peer = socket.peerCertificate(); !peer.isNull())
        tls.clientSubject = subjectText(peer);
}

} // namespace tocsin::listener
