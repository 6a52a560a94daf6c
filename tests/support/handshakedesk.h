// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/support/deskplace.h"

namespace tocsin::test {

using namespace Qt::StringLiterals;

inline QByteArray jsonPost(const QByteArray &path, const QByteArray &body, const QByteArray &fields = {})
{
    return post(path, body, "Content-Type: application/json\r\n" + fields);
}

// A desk with one endpoint, "in", whose scheme has a handshake.
struct HandshakeDesk : DeskPlace
{
    using Mode = domain::Endpoint::Mode;

    void serve(const QString &scheme, const QByteArray &secret = {}, Mode mode = Mode::Inspect,
               const QMap<QByteArray, QByteArray> &parameters = {})
    {
        domain::Endpoint endpoint;
        endpoint.name = u"in"_s;
        endpoint.pathPrefix = "/in";
        endpoint.scheme = scheme;
        endpoint.mode = mode;
        endpoint.parameters = parameters;
        endpoint.response = {202, {}, "the endpoint's own"};
        if (!secret.isEmpty()) {
            m_desk->addSecret({u"main"_s, Secret::copyOf(secret), {}, false});
            endpoint.secretLabels = {u"main"_s};
        }
        const auto saved = m_desk->saveEndpoint(endpoint);
        QVERIFY2(saved, saved ? "" : qPrintable(saved.error().detail));
        start();
    }
};

} // namespace tocsin::test
