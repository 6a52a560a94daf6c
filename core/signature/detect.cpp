// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/detect.h"

#include "core/json/pointer.h"
#include "core/signature/fieldgrammar.h"
#include "core/signature/trial.h"

#include <algorithm>
#include <tuple>

namespace tocsin::signature {

namespace {

// What a sign is worth. A value of the right shape in the right place says more than a companion, and a
// companion of the sender's own name more than the lack of one.
constexpr int inPlace = 20;
constexpr int shaped = 20;
constexpr int hasTime = 6;
constexpr int lacksTime = -10;
constexpr int companion = 10;
constexpr int agent = 8;
constexpr int bodySign = 4;
constexpr int prefixed = 6;
constexpr int proves = 4; // a signature rather than a token that anything could equal

bool hasShape(const Recipe &recipe, QByteArrayView value, bool &hasPrefix)
{
    for (const QByteArray &prefix : recipe.signature.prefixes) {
        if (value.startsWith(prefix)) {
            hasPrefix = true;
            value = value.sliced(prefix.size()).trimmed();
            break;
        }
    }
    switch (familyOf(recipe.algorithm)) {
    case Family::Jws:
        return value.count('.') == 2;
    case Family::Token:
        return false; // anything is one
    default:
        return readSignature(recipe, value).has_value();
    }
}

int likenessOf(const Recipe &recipe, const Source &source)
{
    if (familyOf(recipe.algorithm) == Family::HttpSignature) {
        const QByteArray own = recipe.signature.name();
        return source.message.countOf(own.isEmpty() ? QByteArray("Signature") : own) == 1 ? inPlace + proves
                                                                                          : 0;
    }
    const FieldValues found = readField(recipe.signature, restKeyOf(recipe, recipe.signature), source);
    if (found.places == 0)
        return 0;
    int score = inPlace;
    bool hasPrefix = false;
    const bool anyShaped =
        std::any_of(found.values.begin(), found.values.end(),
                    [&](const QByteArray &value) { return hasShape(recipe, value, hasPrefix); });
    if (!anyShaped && recipe.signature.place == FieldSpec::Place::Body)
        return 0; // every request has a body
    score += anyShaped ? shaped : 0;
    score += hasPrefix ? prefixed : 0;
    if (recipe.timestamp.field.isSet() && recipe.timestamp.field.place != FieldSpec::Place::Claim) {
        const FieldValues time =
            readField(recipe.timestamp.field, restKeyOf(recipe, recipe.timestamp.field), source);
        score += time.values.isEmpty() ? lacksTime : hasTime;
    }
    const Family family = familyOf(recipe.algorithm);
    return score + (family == Family::Token || family == Family::Basic ? 0 : proves);
}

int signsOf(const Scheme::Signs &signs, const domain::HttpMessage &message)
{
    int score = 0;
    for (const QByteArray &header : signs.headers)
        score += message.countOf(header) > 0 ? companion : 0;
    const QByteArray userAgent = message.first("User-Agent");
    for (const QByteArray &start : signs.userAgents)
        score += userAgent.startsWith(start) ? agent : 0;
    for (const QByteArray &pointer : signs.body)
        score += json::valueAt(message.body, pointer) ? bodySign : 0;
    return score;
}

bool isGenuine(domain::Verdict verdict)
{
    return verdict == domain::Verdict::Valid || verdict == domain::Verdict::ValidStale ||
           verdict == domain::Verdict::ValidFuture;
}

// A sender that says who it is, and did not.
bool lacksCompanions(const Scheme::Signs &signs, const domain::HttpMessage &message)
{
    return !signs.headers.isEmpty() &&
           std::none_of(signs.headers.begin(), signs.headers.end(),
                        [&message](const QByteArray &header) { return message.countOf(header) > 0; });
}

struct Candidate
{
    qsizetype place;
    int likeness;
    bool known; // nothing that it should have with it is missing
    bool convention;
    bool confirmed;

    auto rank() const { return std::tuple(likeness, known, convention, confirmed); }
};

// Those that look like the request, most alike first; the order of the list between equals.
QVarLengthArray<Candidate, 64> candidatesOf(const QList<Scheme> &schemes, const SchemeIndex &index,
                                            const domain::HttpMessage &message,
                                            const Circumstances &circumstances)
{
    QVarLengthArray<Candidate, 64> candidates;
    for (const qsizetype place : index.candidates(message)) {
        const Scheme &scheme = schemes[place];
        if (const int like = likeness(scheme, message, circumstances); like > 0)
            candidates.append({place, like, !lacksCompanions(scheme.signs, message), scheme.signs.convention,
                               scheme.evidence == Scheme::Evidence::Confirmed});
    }
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate &a, const Candidate &b) { return a.rank() > b.rank(); });
    return candidates;
}

Detection detectAmong(const QList<Scheme> &schemes, const SchemeIndex &index,
                      const domain::HttpMessage &message, std::span<const NamedSecret> secrets, Micros now,
                      const Circumstances &circumstances)
{
    Detection found;
    QVarLengthArray<qsizetype, 16> failed; // twins of what was recomputed
    for (const Candidate &candidate : candidatesOf(schemes, index, message, circumstances)) {
        const qsizetype twin = index.twinOf(candidate.place);
        if (failed.contains(twin))
            continue;
        failed.append(twin);
        const Scheme &scheme = schemes[candidate.place];
        Verification verification = verify(scheme, message, secrets, now, circumstances);
        found.tried += quint64(verification.trials.size());
        // Malformed and the like are not compared: a wrong scheme fails in any way.
        const bool genuine = isGenuine(verification.verdict);
        if (!found.scheme || genuine) {
            found.scheme = &scheme;
            found.verification = std::move(verification);
        }
        if (genuine)
            break;
    }
    return found;
}

} // namespace

int likeness(const Scheme &scheme, const domain::HttpMessage &message, const Circumstances &circumstances)
{
    int best = 0;
    for (const Recipe &recipe : scheme.recipes) {
        const auto items = recipe.each ? json::itemsAt(message.body, *recipe.each) : std::nullopt;
        const QByteArrayView json =
            items && !items->isEmpty() ? items->first() : QByteArrayView(message.body);
        best = std::max(best, likenessOf(recipe, Source{message, circumstances, json}));
    }
    return best == 0 ? 0 : std::max(1, best + signsOf(scheme.signs, message));
}

Detection detect(const Catalogue &catalogue, const domain::HttpMessage &message,
                 std::span<const NamedSecret> secrets, Micros now, const Circumstances &circumstances)
{
    return detectAmong(catalogue.all(), catalogue.index(), message, secrets, now, circumstances);
}

Detection detect(const QList<Scheme> &schemes, const domain::HttpMessage &message,
                 std::span<const NamedSecret> secrets, Micros now, const Circumstances &circumstances)
{
    return detectAmong(schemes, SchemeIndex(schemes), message, secrets, now, circumstances);
}

QStringList alsoVerify(const Catalogue &catalogue, const Scheme &found, const domain::HttpMessage &message,
                       std::span<const NamedSecret> secrets, Micros now, const Circumstances &circumstances)
{
    QStringList ids;
    const QList<Scheme> &schemes = catalogue.all();
    QHash<qsizetype, bool> genuine; // by twin
    for (const Candidate &candidate : candidatesOf(schemes, catalogue.index(), message, circumstances)) {
        const Scheme &scheme = schemes[candidate.place];
        const qsizetype twin = catalogue.index().twinOf(candidate.place);
        if (!genuine.contains(twin))
            genuine[twin] = isGenuine(verify(scheme, message, secrets, now, circumstances).verdict);
        if (genuine[twin] && scheme.id != found.id)
            ids.append(scheme.id);
    }
    return ids;
}

} // namespace tocsin::signature
