// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Input: a token; behind an empty line, if there is one, the payload of a detached one. The keys are not the
// sender's, so nothing may ever be valid; what was read must be written in one way only.

#include "core/signature/base64text.h"
#include "core/signature/jws.h"

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

void check(const Result<Jws> &jws, QByteArrayView token, QByteArrayView payload)
{
    static const VerifyingKey keys[] = {
        Secret::copyOf("a key that no sender has"),
        PublicKey::parse("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")->first(),
        PublicKey()};
    static constexpr std::array all = {JwsAlgorithm::Hs256, JwsAlgorithm::Hs384, JwsAlgorithm::Hs512,
                                       JwsAlgorithm::Rs256, JwsAlgorithm::Rs384, JwsAlgorithm::Rs512,
                                       JwsAlgorithm::Ps256, JwsAlgorithm::Ps384, JwsAlgorithm::Ps512,
                                       JwsAlgorithm::Es256, JwsAlgorithm::Es384, JwsAlgorithm::EdDsa};
    if (!jws) {
        demand(jws.error().kind == Error::Kind::Malformed && !jws.error().detail.isEmpty());
        demand(jws.error().detail.size() < 500);
        return;
    }
    for (const VerifyingKey &key : keys)
        demand(!verifyJws(*jws, all, key));
    demand(writeBase64Url(jws->header) == jws->headerText);
    const QByteArray middle = payload.isNull() ? jws->payloadText : QByteArray();
    demand(jws->headerText + "." + middle + "." + writeBase64Url(jws->signature) == token);
    demand(payload.isNull() || jws->payload == payload);
    (void)claimText(jws->payload, "sub");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView input(data, qsizetype(size));
    const qsizetype cut = input.indexOf("\n\n");
    const QByteArrayView token = cut < 0 ? input : input.first(cut);
    if (cut >= 0)
        check(readDetachedJws(token, input.sliced(cut + 2)), token, input.sliced(cut + 2));
    else
        check(readJws(token), token, {});
    (void)claimText(input, "sub");
    (void)PublicKey::parse(input);
    return 0;
}
