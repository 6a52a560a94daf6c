// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/handshakes.h"

namespace tocsin::flows {

using domain::Verdict;

std::optional<signature::HandshakeAnswer> handshakeOf(const Route &route, const domain::Capture &capture,
                                                      const signature::Detection &found)
{
    const bool proved = route.findAmong && found.verification.verdict == Verdict::Valid;
    const signature::Scheme *scheme = proved ? found.scheme : route.scheme;
    if (!route.endpoint.answersHandshakes || !scheme || scheme->handshakes.empty())
        return std::nullopt;
    return signature::answerHandshake(*scheme, capture.message, route.secrets,
                                      capture.tls.version.isEmpty() ? route.plain : route.overTls,
                                      capture.lastByte);
}

Verdict verdictOf(const signature::HandshakeAnswer &answer, const signature::Verification &check)
{
    const bool carriesNone = check.verdict == Verdict::MissingSignature ||
                             (check.verdict == Verdict::NoSecret && check.received.isEmpty());
    return carriesNone && !answer.refused ? Verdict::Unsigned : check.verdict;
}

} // namespace tocsin::flows
