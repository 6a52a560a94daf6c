// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/explain/explain.h"

#include "core/signature/detect.h"
#include "core/signature/explain/headernames.h"
#include "core/signature/explain/search.h"
#include "core/signature/explain/signs.h"

#include <algorithm>
#include <deque>
#include <functional>
#include <numeric>

namespace tocsin::signature {

namespace {

using namespace Qt::StringLiterals;
using domain::Verdict;

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
void trySingles(Search &search)
{
    for (const auto group : {tryValues, trySecrets, tryUrls, tryTimes, tryRecipes, tryConstructions}) {
        if (search.isProved() || !search.mayGoOn())
            return;
        group(search);
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
    trySingles(second);
    if (!second.isProved() && second.mayGoOn())
        tryBodies({&second}, search.left());
    search.take(second);
}

// A short list: another URL beside another secret.
void tryPairs(Search &search, const ExplainRequest &request, const ExplainControl &control,
              const ExplainBudget &budget)
{
    tryBesideNames(search, request);
    for (const OtherSecret &other : storedElsewhere(request)) {
        if (search.isProved() || !search.mayGoOn())
            return;
        ExplainRequest with = request;
        with.secrets = {other.secret};
        with.others.clear();
        Search second(with, search.recipe(), search.schemeId(), control, budget);
        second.setSecond(&other.change);
        tryUrls(second);
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

// Looks for a proof under one scheme, all its variants together.
class SchemeSearch
{
public:
    SchemeSearch(const ExplainRequest &request, const Scheme &scheme, const ExplainControl &control,
                 const ExplainBudget &budget)
        : m_request(request)
        , m_scheme(scheme)
        , m_control(control)
        , m_budget(budget)
    {
        for (const Recipe &recipe : scheme.recipes)
            m_searches.emplace_back(request, recipe, scheme.id, control, budget);
    }

    // Most of the budget is for the forms of the body.
    void run(Explanation &explanation)
    {
        // Under another name a variant would look like another change of the one before it.
        (void)(each(tryNames, left() / 3) || each(trySingles, left() / 3) || bodies(left() / 8 * 7) ||
               each(tryOtherSecrets, left()) || anotherScheme(explanation) ||
               each([this](Search &search) { tryPairs(search, m_request, m_control, m_budget); }, left()));
        for (const Search &search : m_searches) {
            explanation.tried += search.tried();
            search.addConsidered(explanation.considered);
            explanation.causes += search.proofs();
        }
        explanation.isComplete = m_isWhole && !m_bodies.isLimited;
        explanation.leftOutForms = m_bodies.isLimited;
    }

private:
    qint64 left() const
    {
        return std::accumulate(m_searches.begin(), m_searches.end(), m_budget.bytes,
                               [](qint64 rest, const Search &search) { return rest - search.spent(); });
    }

    // Each variant that the request could be of has its share, or the first would leave nothing to the
    // others.
    bool each(const std::function<void(Search &)> &look, qint64 budget)
    {
        const auto fitting = std::count_if(m_searches.begin(), m_searches.end(), [](const Search &search) {
            return search.mayFit(search.recipe());
        });
        for (Search &search : m_searches) {
            search.allow(budget / std::max<qint64>(1, fitting));
            if (search.mayGoOn())
                look(search);
            if (search.isProved())
                return true;
            m_isWhole = m_isWhole && search.mayGoOn();
        }
        return false;
    }

    bool bodies(qint64 budget)
    {
        std::vector<Search *> searches;
        for (Search &search : m_searches)
            searches.push_back(&search);
        m_bodies = tryBodies(searches, budget);
        m_isWhole = m_isWhole && m_bodies.isWhole;
        return std::any_of(m_searches.begin(), m_searches.end(),
                           [](const Search &search) { return search.isProved(); });
    }

    bool anotherScheme(Explanation &explanation)
    {
        const auto other = otherScheme(m_request, &m_scheme, explanation.tried);
        if (other)
            explanation.causes.append(*other);
        return other.has_value();
    }

    const ExplainRequest &m_request;
    const Scheme &m_scheme;
    const ExplainControl &m_control;
    const ExplainBudget &m_budget;
    std::deque<Search> m_searches; // by variant
    BodyOutcome m_bodies;
    bool m_isWhole = true; // nothing was ended early
};

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
    Verification &v = explanation.verification;
    if (v.verdict == Verdict::NoSecret && v.reason.isEmpty())
        v.reason = u"no secret was given to check the signature with"_s;
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
        SchemeSearch(request, *scheme, control, budget).run(explanation);
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
