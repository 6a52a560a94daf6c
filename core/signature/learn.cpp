// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/learn.h"

#include "core/signature/fieldgrammar.h"
#include "core/signature/learnproposal.h"
#include "core/signature/summary.h"

#include <algorithm>

namespace tocsin::signature {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype mostNamed = 4; // values that a message names

QString counted(size_t deliveries)
{
    return deliveries == 1   ? u"the delivery"_s
           : deliveries == 2 ? u"both deliveries"_s
                             : u"all %1 deliveries"_s.arg(deliveries);
}

// "X-Sig holds 32 bytes: SHA-256, and neither SHA-1 nor SHA-512."
QString whatTheShapesSay(const std::vector<DigestCandidate> &digests)
{
    constexpr std::pair<qsizetype, const char *> names[] = {
        {16, "MD5"}, {20, "SHA-1"}, {32, "SHA-256"}, {48, "SHA-384"}, {64, "SHA-512"}};
    QStringList lines;
    for (const DigestCandidate &digest : digests) {
        if (lines.size() == mostNamed) {
            lines.append(u"and %1 more values look like digests"_s.arg(digests.size() - mostNamed));
            break;
        }
        const auto name = std::find_if(std::begin(names), std::end(names),
                                       [&](const auto &entry) { return entry.first == digest.bytes.size(); });
        lines.append(
            u"%1 holds %2 bytes, so its hash could only be %3"_s.arg(placeName(digest.forms.front().field))
                .arg(digest.bytes.size())
                .arg(QString::fromLatin1(name->second)));
    }
    return lines.join(u"; "_s);
}

// Signatures that this search does not cover can be told by their shape.
QString otherShapes(const std::vector<FoundValue> &values)
{
    for (const FoundValue &value : values) {
        for (const FoundValue &cut : cutsOf(value)) {
            if (cut.text.count('.') == 2 && cut.text.startsWith("ey"))
                return u"%1 looks like a JSON Web Signature"_s.arg(placeName(cut.field));
            if (cut.text.size() < 300 && !cut.text.startsWith("MEU") && !cut.text.startsWith("MEQ"))
                continue;
            const auto decoded =
                QByteArray::fromBase64Encoding(cut.text, QByteArray::AbortOnBase64DecodingErrors);
            const qsizetype size = decoded ? decoded.decoded.size() : 0;
            if (size == 256 || size == 384 || size == 512)
                return u"%1 holds %2 bytes, as an RSA signature does"_s.arg(placeName(cut.field)).arg(size);
            if (size >= 68 && size <= 72 && decoded.decoded[0] == 0x30)
                return u"%1 looks like an ECDSA signature"_s.arg(placeName(cut.field));
        }
    }
    return {};
}

QString whyNothing(const Candidates &candidates, const std::vector<FoundValue> &values,
                   const LearnSearch &search)
{
    const QString other = otherShapes(values);
    const QString asymmetric =
        other.isEmpty() ? QString()
                        : u" %1: that needs the sender's public key, not a shared secret."_s.arg(other);
    if (candidates.digests.empty()) {
        return u"No header, parameter or member of the body holds 16, 20, 32, 48 or 64 bytes in hexadecimal "
               u"or "
               "base64, so none of them can be an HMAC or a plain digest."_s +
               asymmetric;
    }
    const QString end = search.isExhausted() ? u"the search ended at its limit"_s : u"all was tried"_s;
    return u"%1 digests and none fits; %2. %3. Is it the right secret, is the body as it was sent, and is "
           u"the URL "
           "the registered one?"_s.arg(QString::number(search.tried()), end,
                                       whatTheShapesSay(candidates.digests)) +
           asymmetric;
}

QString whyThis(const Scheme &scheme, size_t deliveries)
{
    return summaryOf(scheme.recipe()).join(u' ') + u" It verifies %1."_s.arg(counted(deliveries));
}

Result<void> checkRequest(const LearnRequest &request)
{
    if (request.deliveries.empty())
        return fail(Error::Kind::Rejected, u"there is no delivery to learn from"_s);
    if (request.deliveries.size() > LearnRequest::mostDeliveries)
        return fail(Error::Kind::Limited, u"at most %1 deliveries are learned from; there are %2"_s
                                              .arg(LearnRequest::mostDeliveries)
                                              .arg(request.deliveries.size()));
    if (request.secret.isEmpty())
        return fail(Error::Kind::Rejected, u"the secret is empty"_s);
    const size_t circumstances = request.circumstances.size();
    if (circumstances > 1 && circumstances != request.deliveries.size())
        return fail(Error::Kind::Rejected, u"circumstances are told for some of the deliveries only"_s);
    return {};
}

} // namespace

Result<Learned> learn(const LearnRequest &request, const std::atomic<bool> &cancelled,
                      const LearnHeard &heard)
{
    if (auto checked = checkRequest(request); !checked)
        return tl::unexpected(checked.error());
    const domain::HttpMessage &message = request.deliveries.front();
    const Circumstances circumstances =
        request.circumstances.empty() ? Circumstances() : request.circumstances[0];
    const Source source{message, circumstances, message.body};
    const std::vector<FoundValue> values = valuesOf(source);

    Learned learned;
    Candidates candidates;
    candidates.digests = digestsIn(values);
    LearnSearch search(candidates, request, cancelled, heard);
    if (!candidates.digests.empty()) {
        candidates.ingredients = ingredientsIn(values, candidates.digests, source);
        candidates.keys = keysFor(request.secret, candidates.ingredients);
        addFormsOfOthers(candidates.digests, request);
        search.run([&](const Construction &construction) {
            learned.scheme = propose(construction, candidates, request);
            return learned.scheme.has_value();
        });
    }
    learned.tried = search.tried();
    learned.cancelled = cancelled.load();
    if (!learned.scheme && !learned.cancelled)
        learned.scheme = proposeToken(values, request);
    if (learned.scheme)
        learned.why = whyThis(*learned.scheme, request.deliveries.size());
    else if (learned.cancelled)
        learned.why = u"The search was ended after %1 digests."_s.arg(QString::number(learned.tried));
    else
        learned.why = whyNothing(candidates, values, search);
    return learned;
}

} // namespace tocsin::signature
