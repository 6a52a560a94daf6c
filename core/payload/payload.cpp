// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/payload/payload.h"

#include "core/payload/genericpayload.h"
#include "core/payload/idempotencykey.h"
#include "core/payload/socmatepayload.h"
#include "core/payload/socotrapayload.h"
#include "core/payload/socwardenpayload.h"

namespace tocsin::payload {

namespace {

// Objects and arrays are JSON by their look; a bare scalar only when the sender says so.
bool mayBeJson(const domain::HttpMessage &message, QByteArrayView text)
{
    const auto isBlank = [](char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; };
    const auto first = std::find_if_not(text.begin(), text.end(), isBlank);
    if (first == text.end())
        return false;
    return *first == '{' || *first == '[' || message.first("Content-Type").toLower().contains("json");
}

// False when it is JSON of nobody we know.
bool decodeKnown(const JsonBody &body, domain::PayloadSummary &summary)
{
    if (isSocwarden(body))
        decodeSocwarden(body, summary);
    else if (isSocmate(body))
        decodeSocmate(body, summary);
    else if (isSocotra(body))
        decodeSocotra(body, summary);
    else if (isSocotraSuite(body))
        decodeSocotraSuite(body, summary);
    else
        return false;
    return true;
}

// A text with a fault still counts for its sender by the members before the fault. Of nobody we know it is
// JSON only when whole, or when it is our own bound on size or depth that ended the reading.
bool decodeJson(const domain::HttpMessage &message, domain::PayloadSummary &summary)
{
    const QByteArrayView text = jsonText(message.body);
    if (!mayBeJson(message, text))
        return false;
    json::TokenReader reader(text, json::TokenReader::hardDepth);
    const JsonBody body(reader);
    if (body.isObject && decodeKnown(body, summary))
        return true;
    const bool bounded =
        message.body.size() > recognisedBytes || reader.depth() >= json::TokenReader::hardDepth;
    if (!body.isWhole && !bounded)
        return false;
    decodeGenericJson(body, summary);
    return true;
}

} // namespace

domain::PayloadSummary summarise(const domain::HttpMessage &message)
{
    domain::PayloadSummary summary;
    if (!decodeJson(message, summary))
        decodeOther(message, summary);
    if (summary.idempotencyKey.isEmpty())
        summary.idempotencyKey = keyOfBody(message.body);
    return summary;
}

} // namespace tocsin::payload
