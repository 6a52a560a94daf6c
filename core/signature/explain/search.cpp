// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/explain/search.h"

#include "core/signature/digesttext.h"
#include "core/signature/keymaterial.h"
#include "core/signature/trial.h"

namespace tocsin::signature {

using namespace Qt::StringLiterals;

namespace {

constexpr quint64 progressEvery = 256;
constexpr qint64 costOfTry = 2000; // bytes that could be hashed in the time of everything else
constexpr qsizetype shownOfSignature = 8;

bool isGenuine(const Verification &v)
{
    using domain::Verdict;
    return v.verdict == Verdict::Valid || v.verdict == Verdict::ValidStale ||
           v.verdict == Verdict::ValidFuture;
}

// One digest over parts decides; nothing else has to fit beside it.
bool isPlainDigest(const Recipe &recipe)
{
    const Family family = familyOf(recipe.algorithm);
    return (family == Family::Hmac || family == Family::Digest) && !recipe.each &&
           !recipe.bodyDigest.field.isSet();
}

} // namespace

Search::Search(const ExplainRequest &request, const Recipe &recipe, const QString &schemeId,
               const ExplainControl &control, const ExplainBudget &budget)
    : m_request(request)
    , m_recipe(recipe)
    , m_schemeId(schemeId)
    , m_control(control)
    , m_budget(budget)
    , m_limit(budget.bytes)
    , m_candidates(recipe, Source{request.message, request.circumstances, request.message.body})
{
    Verification ignored;
    (void)readClaim(recipe, Source{request.message, request.circumstances, request.message.body}, request.now,
                    ignored, m_claim);
}

Search::Search(const Search &other, const ExplainRequest &request)
    : Search(request, other.m_recipe, other.m_schemeId, other.m_control, other.m_budget)
{
    m_second = other.m_second;
}

Search::Search(const Search &other, const Recipe &recipe)
    : Search(other.m_request, recipe, other.m_schemeId, other.m_control, other.m_budget)
{
    m_second = other.m_second;
}

bool Search::isDigest() const
{
    return isPlainDigest(m_recipe);
}

bool Search::withMessage(const Change &change, const domain::HttpMessage &message)
{
    return with(change, m_recipe, message, m_request.circumstances, m_request.secrets);
}

bool Search::withCircumstances(const Change &change, const Circumstances &circumstances)
{
    return with(change, m_recipe, m_request.message, circumstances, m_request.secrets);
}

bool Search::withRecipe(const Change &change, const Recipe &recipe)
{
    return with(change, recipe, m_request.message, m_request.circumstances, m_request.secrets);
}

bool Search::withSecret(const Change &change, const NamedSecret &secret)
{
    return with(change, m_recipe, m_request.message, m_request.circumstances, {&secret, 1});
}

bool Search::with(const Change &change, const Recipe &recipe, const domain::HttpMessage &message,
                  const Circumstances &circumstances, std::span<const NamedSecret> secrets)
{
    if (!isPlainDigest(recipe))
        return withVerifier(change, recipe, message, circumstances, secrets);
    const Source source{message, circumstances, message.body};
    if (!change.cause.isEmpty() && !mayFit(recipe))
        return false;
    Verification ignored;
    Claim claim;
    (void)readClaim(recipe, source, m_request.now, ignored, claim);
    if (!claim.text.missing.isEmpty())
        return false;
    for (const NamedSecret &secret : secrets) {
        const auto key = keyOf(recipe.key, secret.value, claim.values.timestamp);
        if (!key)
            continue;
        const Digest digest = digestOf(recipe.algorithm, key->reveal(), claim.text.parts);
        spend(change, message.body.size(), 1);
        if (lookUp(change, digest.view(), secret.label))
            return true;
    }
    return false;
}

bool Search::withVerifier(const Change &change, const Recipe &recipe, const domain::HttpMessage &message,
                          const Circumstances &circumstances, std::span<const NamedSecret> secrets)
{
    const Verification v = verifyRecipe(recipe, message, secrets, m_request.now, circumstances);
    spend(change, message.body.size() * qint64(secrets.size()), secrets.size());
    if (isGenuine(v))
        keep(change, v.received.value(0), v.secretLabel);
    return isGenuine(v);
}

bool Search::withSignature(const Candidates::Entry &entry)
{
    const Source source{m_request.message, m_request.circumstances, m_request.message.body};
    const Candidate &candidate = entry.candidate;
    const Change change{candidate.cause, candidate.party, candidate.detail, candidate.change};
    Claim claim = m_claim;
    claim.signatures = {entry.bytes};
    for (const NamedSecret &secret : m_request.secrets) {
        spend(change, m_request.message.body.size(), 1);
        const auto result = tryOn(m_recipe, secret.value, claim.text.parts, claim, source);
        if (!result || !result->matched)
            continue;
        keep(change, candidate.text, secret.label);
        return true;
    }
    return false;
}

bool Search::mayFit(const Recipe &recipe) const
{
    return !isPlainDigest(recipe) || m_candidates.hasSize(digestSize(hashOf(recipe.algorithm)));
}

bool Search::withDigest(const Change &change, QByteArrayView digest, const QString &secretLabel, qint64 bytes)
{
    spend(change, bytes, 1);
    return lookUp(change, digest, secretLabel);
}

// A digest that fits a text which does not stand in its place needs that change too. Two at a time are proved
// only where two are being looked for.
bool Search::lookUp(const Change &change, QByteArrayView digest, const QString &secretLabel)
{
    if (digest.isEmpty())
        return false;
    if (change.cause.isEmpty() && lookUpBeginning(digest, secretLabel))
        return true;
    if (!m_candidates.hasSize(digest.size()))
        return false;
    for (const Candidate &candidate : m_candidates.find(digest)) { // the one in its place comes first
        if (candidate.cause.isEmpty()) {
            if (change.cause.isEmpty())
                return false; // it fits as it is: the fault is not here
            keep(change, candidate.text, secretLabel);
            return true;
        }
        const Change value{candidate.cause, candidate.party, candidate.detail, candidate.change};
        if (change.cause.isEmpty()) {
            keep(value, candidate.text, secretLabel);
            return true;
        }
        if (!m_second) {
            m_second = &value;
            keep(change, candidate.text, secretLabel);
            m_second = nullptr;
            return true;
        }
    }
    return false;
}

// The request as it is would fit, but for the end of its signature.
bool Search::lookUpBeginning(QByteArrayView digest, const QString &secretLabel)
{
    const Candidates::Entry *found = m_candidates.beginningOf(digest);
    if (!found)
        return false;
    QString detail = u"the signature is cut off: these are the first %1 of the %2 bytes of the right one"_s
                         .arg(found->bytes.size())
                         .arg(digest.size());
    if (!found->candidate.detail.isEmpty())
        detail += u"; "_s + found->candidate.detail;
    keep({"C12", Party::Path, detail,
          u"let the whole header through: a digest that is cut off is easier to forge and must be refused"_s},
         found->candidate.text, secretLabel);
    return true;
}

void Search::keep(const Change &change, const QByteArray &signature, const QString &secretLabel)
{
    Cause cause;
    cause.id = change.cause;
    cause.certainty = Certainty::Proved;
    cause.party = change.party;
    cause.detail = change.detail;
    cause.change = change.change;
    cause.scheme = m_schemeId;
    cause.variant = m_recipe.name;
    cause.secretLabel = secretLabel;
    cause.signature = signature.left(shownOfSignature);
    cause.offset = change.offset;
    cause.signedBody = change.signedBody;
    if (m_second) {
        cause.with = m_second->cause;
        cause.detail += u"; and "_s + m_second->detail;
        cause.change += u"; and "_s + m_second->change;
    }
    m_proofs.append(cause);
}

void Search::take(const Search &other)
{
    m_proofs += other.m_proofs;
    m_tried += other.m_tried;
    other.addConsidered(m_considered);
    m_bytes += other.m_bytes;
}

void Search::nameLast(const QByteArray &cause)
{
    quint64 &counted = m_considered[m_proofs.last().id];
    if (--counted == 0)
        m_considered.remove(m_proofs.last().id);
    ++m_considered[cause];
    m_proofs.last().id = cause;
}

void Search::addConsidered(QMap<QByteArray, quint64> &all) const
{
    for (auto it = m_considered.begin(); it != m_considered.end(); ++it)
        all[it.key()] += it.value();
}

// No cause of its own: the digest as it is, looked for among all texts of the request.
void Search::spend(const Change &change, qint64 bytes, quint64 tries)
{
    m_considered[change.cause.isEmpty() ? QByteArrayLiteral("C") : change.cause] += tries;
    m_bytes += bytes + costOfTry * qint64(tries);
    const quint64 before = m_tried / progressEvery;
    m_tried += tries;
    if (m_control.progress && m_tried / progressEvery != before)
        m_control.progress(m_tried);
}

} // namespace tocsin::signature
