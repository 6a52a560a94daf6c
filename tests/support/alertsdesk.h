// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/signedrequest.h"
#include "tests/support/deskplace.h"

namespace tocsin::test {

inline const QByteArray keyText = "A1b2C3d4E5f6G7h8_J9k0L1m2N3p4Q5r";
inline const QByteArray newKeyText = "Z9y8X7w6V5u4T3s2_R1q0P9o8N7m6L5k";

inline signature::NamedSecret secret(const QByteArray &value = keyText)
{
    return {u"main"_s, Secret::copyOf(value), {}, false};
}

// A desk for alerts that SOCWarden signs.
struct AlertsDesk : DeskPlace
{
    using Endpoint = domain::Endpoint;

    static Endpoint alerts(Endpoint::Mode mode = Endpoint::Mode::Inspect)
    {
        Endpoint endpoint;
        endpoint.name = u"alerts"_s;
        endpoint.pathPrefix = "/hooks/alerts";
        endpoint.scheme = u"socwarden"_s;
        endpoint.secretLabels = {u"main"_s};
        endpoint.mode = mode;
        return endpoint;
    }

    QByteArray signedPost(const QByteArray &body, const QByteArray &key = keyText,
                          const QByteArray &path = "/hooks/alerts") const
    {
        const signature::NamedSecret named = secret(key);
        payload::Sample sample;
        sample.body = body;
        const auto event =
            flows::signedEvent(QUrl(m_desk->state().url(path)), m_desk->schemes().find(u"socwarden"_s),
                               &named, sample, wallClock());
        QByteArray fields;
        for (const domain::HeaderField &field : event.value().message.headers)
            fields += field.name + ": " + field.value + "\r\n";
        return post(path, body, fields);
    }
};

} // namespace tocsin::test
