// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Input: header lines "name: value", an empty line, the URL. Read in both editions. The keys are not the
// sender's, so nothing may ever be valid; a dictionary that was read must be written in one way only.

#include "core/signature/httpcomponents.h"
#include "core/signature/httpsignature.h"

#include <cstdint>
#include <cstdlib>

using namespace tocsin;
using namespace tocsin::signature;

namespace {

void demand(bool good)
{
    if (!good)
        std::abort();
}

// Reads one line off the front.
QByteArrayView takeLine(QByteArrayView &input)
{
    const qsizetype end = input.indexOf('\n');
    const QByteArrayView line = end < 0 ? input : input.first(end);
    input = end < 0 ? QByteArrayView() : input.sliced(end + 1);
    return line;
}

void check(HttpSignatureEdition edition, const domain::HttpMessage &message, QByteArrayView url)
{
    static const VerifyingKey keys[] = {
        Secret::copyOf("a key that no sender has"),
        PublicKey::parse("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")->first()};
    const auto found = readHttpSignatures(edition, message, url);
    if (!found) {
        demand(found.error().detail.size() < 500);
        return;
    }
    demand(!found->isEmpty());
    for (const HttpSignature &signature : *found) {
        demand(!signature.fault.isEmpty() || !signature.base.isEmpty());
        // A line for every component, and for RFC 9421 the one of the parameters.
        const bool isNew = edition == HttpSignatureEdition::Rfc9421;
        demand(!signature.fault.isEmpty() ||
               signature.base.count('\n') == signature.components.size() - (isNew ? 0 : 1));
        for (const VerifyingKey &key : keys)
            demand(!verifyHttpSignature(signature, key));
    }
}

void checkDictionary(QByteArrayView text)
{
    const auto read = readSfDictionary(text);
    if (!read)
        return;
    const QByteArray written = writeSf(*read);
    const auto again = readSfDictionary(written);
    demand(again && again->members == read->members && writeSf(*again) == written);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    QByteArrayView input(data, qsizetype(size));
    domain::HttpMessage message;
    message.method = "POST";
    message.target = "/hooks?a=1";
    message.body = "{}";
    while (!input.isEmpty()) {
        const QByteArrayView line = takeLine(input);
        const qsizetype colon = line.indexOf(':');
        if (line.isEmpty())
            break;
        message.headers.append({line.first(qMax<qsizetype>(colon, 0)).toByteArray(),
                                line.sliced(colon + 1).trimmed().toByteArray()});
        checkDictionary(message.headers.last().value);
    }
    check(HttpSignatureEdition::Rfc9421, message, input);
    check(HttpSignatureEdition::Cavage, message, input);
    (void)checkContentDigest(message);
    (void)checkDigest(message);
    return 0;
}
