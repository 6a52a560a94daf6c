// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/explain/explain.h"

#include "core/signature/detect.h"
#include "core/signature/explain/headernames.h"
#include "core/signature/explain/search.h"
#include "core/signature/explain/signs.h"

#include <algorithm>

namespace tocsin::signature {

namespace {

using namespace Qt::StringLiterals;
using domain::Verdict;

constexpr int mostForms = 400;
constexpr int mostFormsOfPairs = 40; // beside a second change

bool isGenuine(Verdict verdict)
{
    return verdict == Verdict::Valid || verdict == Verdict::ValidStale || verdict == Verdict::ValidFuture;
}

// Malformed for its time alone.
bool hasRightDigest(const Verification &v)
{
    return v.verdict == Verdict::Malformed &&
           std::any_of(v.trials.begin(), v.trials.end(),
                       [](const SecretTrial &trial) { return trial.matched; });
}

// Cheap ones first, and those first that a smaller change explains.
void trySingles(Search &search, int forms)
{
    const std::function<void()> groups[] = {
        [&] { tryNames(search); },         [&] { tryValues(search); },       [&] { trySecrets(search); },
        [&] { tryUrls(search); },          [&] { tryTimes(search); },        [&] { tryRecipes(search); },
        [&] { tryConstructions(search); }, [&] { tryBodies(search, forms); }};
    for (const auto &group : groups) {
        if (search.isProved() || !search.mayGoOn())
            return;
        group();
    }
}

// Headers were renamed, and something else is wrong besides.
void tryBesideNames(Search &search, const ExplainRequest &request)
{
    const Renamed back = withNamesBack(request.message, headersReadBy(search.recipe()));
    if (back.names.isEmpty() || search.isProved() || !search.mayGoOn())
        return;
    const ExplainRequest with{back.message,   request.schemes,       request.scheme, request.secrets,
                              request.others, request.circumstances, request.now};
    Search second(search, with);
    const Change renamed{"C11", Party::Path, u"headers were renamed on the way: "_s + renamedText(back),
                         u"stop the platform on the way from renaming headers"_s};
    second.setSecond(&renamed);
    trySingles(second, mostFormsOfPairs);
    search.take(second);
}

// A short list: another URL beside another secret, a body that was written anew beside one with blanks.
void tryPairs(Search &search, const ExplainRequest &request, const ExplainControl &control,
              const ExplainBudget &budget, const QString &schemeId)
{
    tryBesideNames(search, request);
    for (const NamedSecret &other : request.others) {
        if (search.isProved() || !search.mayGoOn())
            return;
        ExplainRequest with = request;
        with.secrets = {other};
        with.others.clear();
        Search second(with, search.recipe(), schemeId, control, budget);
        const Change secret{other.retired ? "B2" : "B1", Party::Setting,
                            u"it was signed with secret %1"_s.arg(other.label),
                            u"use secret %1 for this endpoint"_s.arg(other.label)};
        second.setSecond(&secret);
        tryUrls(second);
        search.take(second);
    }
    for (const NamedSecret &own : request.secrets) {
        const QByteArray trimmed = own.value.reveal().trimmed().toByteArray();
        if (search.isProved() || !search.mayGoOn() || trimmed.size() == own.value.size())
            continue;
        ExplainRequest with = request;
        with.secrets = {{own.label, Secret::copyOf(trimmed), own.tag, own.retired}};
        with.others.clear();
        Search second(with, search.recipe(), schemeId, control, budget);
        const Change secret{"B4", Party::Setting,
                            u"secret %1 has blanks or a line break at an end"_s.arg(own.label),
                            u"correct secret %1 where it is stored"_s.arg(own.label)};
        second.setSecond(&secret);
        tryBodies(second, mostFormsOfPairs);
        search.take(second);
    }
}

// Another scheme than the one that is set verifies the request as it is.
std::optional<Cause> otherScheme(const ExplainRequest &request, const Scheme *set, quint64 &tried)
{
    QList<NamedSecret> all = request.secrets + request.others;
    const auto found = detect(request.schemes, request.message, {all.constData(), size_t(all.size())},
                              request.now, request.circumstances);
    tried += found.tried;
    if (!found.scheme || found.scheme == set || !isGenuine(found.verification.verdict))
        return std::nullopt;
    Cause cause;
    cause.id = "D13";
    cause.certainty = Certainty::Proved;
    cause.party = Party::Setting;
    cause.detail = u"the request is signed as %1 signs (%2)"_s.arg(found.scheme->name, found.scheme->id);
    cause.change = u"set the endpoint's scheme to %1"_s.arg(found.scheme->id);
    cause.scheme = found.scheme->id;
    cause.variant = found.verification.variant;
    cause.secretLabel = found.verification.secretLabel;
    cause.signature = found.verification.received.value(0).left(8);
    return cause;
}

void explainScheme(const ExplainRequest &request, const Scheme &scheme, const ExplainControl &control,
                   ExplainBudget budget, Explanation &explanation)
{
    const auto account = [&](const Search &search) {
        explanation.tried += search.tried();
        search.addConsidered(explanation.considered);
        explanation.causes += search.proofs();
        explanation.isComplete = explanation.isComplete && search.mayGoOn();
        budget.bytes -= search.spent();
        return search.isProved();
    };
    // Under another name a variant would look like another change of the one before it.
    for (const Recipe &recipe : scheme.recipes) {
        Search search(request, recipe, scheme.id, control, budget);
        if (search.mayGoOn())
            tryNames(search);
        if (account(search))
            return;
    }
    // Each variant has its share, or the first would leave nothing to the others.
    const qint64 share = budget.bytes / qint64(scheme.recipes.size());
    for (const Recipe &recipe : scheme.recipes) {
        const ExplainBudget own{share};
        Search search(request, recipe, scheme.id, control, own);
        trySingles(search, mostForms);
        if (account(search))
            return;
    }
    if (const auto other = otherScheme(request, &scheme, explanation.tried)) {
        explanation.causes.append(*other);
        return;
    }
    for (const Recipe &recipe : scheme.recipes) {
        const ExplainBudget rest = budget;
        Search search(request, recipe, scheme.id, control, rest);
        if (search.mayGoOn())
            tryPairs(search, request, control, rest, scheme.id);
        if (account(search))
            return;
    }
}

// A platform that renames headers hides the scheme too. The one that is found without that, unless another
// fits the request with its names put back.
const Scheme *schemeOfRenamed(const ExplainRequest &request, const Detection &asItIs, quint64 &tried)
{
    const Renamed plain = withPlainNames(request.message);
    if (plain.names.isEmpty())
        return asItIs.scheme;
    const std::span<const NamedSecret> secrets(request.secrets.constData(), size_t(request.secrets.size()));
    const Detection found =
        detect(request.schemes, plain.message, secrets, request.now, request.circumstances);
    tried += found.tried;
    const bool fits = found.scheme && (!asItIs.scheme || isGenuine(found.verification.verdict));
    return fits ? found.scheme : asItIs.scheme;
}

} // namespace

Explanation explain(const ExplainRequest &request, const ExplainControl &control, const ExplainBudget &budget)
{
    Explanation explanation;
    const std::span<const NamedSecret> secrets(request.secrets.constData(), size_t(request.secrets.size()));
    const Scheme *scheme = request.scheme;
    if (scheme) {
        explanation.verification =
            verify(*scheme, request.message, secrets, request.now, request.circumstances);
        explanation.tried = secrets.size();
    } else {
        Detection found =
            detect(request.schemes, request.message, secrets, request.now, request.circumstances);
        explanation.tried = found.tried;
        scheme = isGenuine(found.verification.verdict) ? found.scheme
                                                       : schemeOfRenamed(request, found, explanation.tried);
        explanation.verification = scheme == found.scheme ? std::move(found.verification)
                                                          : verify(*scheme, request.message, secrets,
                                                                   request.now, request.circumstances);
    }
    const Verification &v = explanation.verification;
    if (!scheme || !scheme->isSigned()) {
        if (const auto other = scheme ? otherScheme(request, scheme, explanation.tried) : std::nullopt)
            explanation.causes.append(*other);
        explanation.scheme = scheme ? scheme->id : QString();
        return explanation;
    }
    explanation.scheme = scheme->id;
    if (v.verdict == Verdict::Valid)
        return explanation;
    const Recipe &recipe = scheme->recipe(v.variant);
    if (isGenuine(v.verdict) || hasRightDigest(v)) {
        explanation.causes = clockCauses(request, recipe, v);
        for (Cause &cause : explanation.causes)
            cause.scheme = scheme->id;
        return explanation;
    }
    if (!request.secrets.isEmpty() || !request.others.isEmpty())
        explainScheme(request, *scheme, control, budget, explanation);
    if (!explanation.isProved()) {
        const QList<Cause> signs = signsOf(request, &recipe, v);
        explanation.causes += signs;
        std::stable_sort(explanation.causes.begin(), explanation.causes.end(),
                         [](const Cause &a, const Cause &b) { return a.certainty < b.certainty; });
        explanation.ruledOut = ruledOutBy(v, recipe);
        explanation.captureNext = whatToCapture(request, &recipe, signs);
    }
    return explanation;
}

} // namespace tocsin::signature
