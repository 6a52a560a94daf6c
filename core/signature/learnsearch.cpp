// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/learnsearch.h"

#include <algorithm>

namespace tocsin::signature {

namespace {

using Sort = Ingredient::Sort;

struct Separator
{
    QByteArrayView text;
    bool closed = false;
};

constexpr Separator separators[] = {{"", false},  {".", false}, {":", false}, {"\n", false},
                                    {"|", false}, {",", false}, {";", false}, {"&", false},
                                    {"-", false}, {" ", false}, {"_", false}, {"\n", true}};
constexpr quint64 reportEvery = 4 << 20; // bytes of work, some milliseconds
constexpr quint64 costOfTry = 512;       // in bytes that could have been hashed instead

Algorithm hmacOf(Hash hash)
{
    constexpr Algorithm algorithms[] = {Algorithm::HmacSha1, Algorithm::HmacSha256, Algorithm::HmacSha384,
                                        Algorithm::HmacSha512};
    return algorithms[size_t(hash)];
}

Algorithm plainOf(Hash hash)
{
    constexpr Algorithm algorithms[] = {Algorithm::Sha1, Algorithm::Sha256, Algorithm::Sha384,
                                        Algorithm::Sha512, Algorithm::Md5};
    return algorithms[size_t(hash)];
}

} // namespace

// Some of the ingredients, all choices of so many of them.
struct LearnSearch::Stage
{
    bool plain = false; // a plain digest, with the secret among the parts
    bool withBody = true;
    int count = 1;  // of ingredients
    int bodies = 0; // that take part, of each sort the first by rank
    int others = 0;
    bool rareKeys = false;
};

LearnSearch::LearnSearch(const Candidates &candidates, const LearnRequest &request,
                         const std::atomic<bool> &cancelled, const LearnHeard &heard)
    : m_candidates(candidates)
    , m_request(request)
    , m_cancelled(cancelled)
    , m_heard(heard)
{
    for (const Hash hash : {Hash::Sha256, Hash::Sha1, Hash::Sha512, Hash::Sha384, Hash::Md5}) {
        const bool wanted = std::any_of(
            candidates.digests.begin(), candidates.digests.end(),
            [&](const DigestCandidate &digest) { return digest.bytes.size() == digestSize(hash); });
        if (wanted)
            m_hashes.push_back(hash);
    }
}

// Of what says the same in several ways one is enough.
bool LearnSearch::mayJoin(const std::vector<int> &chosen, int next) const
{
    const Sort sort = m_candidates.ingredients[size_t(next)].sort;
    if (sort == Sort::Value || sort == Sort::Member)
        return true;
    return std::none_of(chosen.begin(), chosen.end(),
                        [&](int other) { return m_candidates.ingredients[size_t(other)].sort == sort; });
}

bool LearnSearch::extend(const std::vector<int> &pool, size_t from, int missing, std::vector<int> &chosen,
                         const std::function<bool(const std::vector<int> &)> &visit) const
{
    if (missing == 0)
        return visit(chosen);
    for (size_t i = from; i < pool.size(); ++i) {
        if (!mayJoin(chosen, pool[i]))
            continue;
        chosen.push_back(pool[i]);
        const bool over = extend(pool, i + 1, missing - 1, chosen, visit);
        chosen.pop_back();
        if (over)
            return true;
    }
    return false;
}

template<class Visit>
bool LearnSearch::eachChoice(const Stage &stage, const Visit &visit) const
{
    std::vector<int> bodies;
    std::vector<int> others;
    for (size_t i = 0; i < m_candidates.ingredients.size(); ++i) {
        const bool body = m_candidates.ingredients[i].sort == Sort::Body;
        std::vector<int> &pool = body ? bodies : others;
        if (int(pool.size()) < (body ? stage.bodies : stage.others))
            pool.push_back(int(i));
    }
    std::vector<int> chosen;
    if (!stage.withBody)
        return extend(others, 0, stage.count, chosen, visit);
    for (const int body : bodies) {
        chosen = {body};
        if (extend(others, 0, stage.count - 1, chosen, visit))
            return true;
    }
    return false;
}

quint64 LearnSearch::textsOf(const Stage &stage, size_t parts) const
{
    const size_t all = parts + (stage.plain ? 1 : 0);
    quint64 orders = 1;
    for (size_t i = 2; i <= all; ++i)
        orders *= i;
    const auto keys = std::count_if(m_candidates.keys.begin(), m_candidates.keys.end(),
                                    [&](const KeyCandidate &key) { return stage.rareKeys || !key.rare; });
    return orders * (all == 1 ? 1 : std::size(separators)) * quint64(keys) * m_hashes.size();
}

bool LearnSearch::isOver()
{
    const quint64 work = m_bytes + m_progress.tried * costOfTry;
    if (m_heard && work >= m_nextReport) {
        m_nextReport = work + reportEvery;
        m_heard(m_progress);
    }
    m_exhausted = m_progress.tried >= m_request.mostTries || m_bytes >= m_request.mostBytes;
    return m_exhausted || m_cancelled.load(std::memory_order_relaxed);
}

bool LearnSearch::tryKey(const Stage &stage, const std::vector<int> &parts, int key,
                         Construction &construction)
{
    const KeyCandidate &candidate = m_candidates.keys[size_t(key)];
    qsizetype size = 0;
    for (size_t i = 0; i < m_pieces.size(); ++i) {
        if (i % 2 == 0 && parts[i / 2] == Construction::secretPart)
            m_pieces[i] = candidate.bytes.reveal();
        size += m_pieces[i].size();
    }
    for (const Hash algorithm : m_hashes) {
        if (!stage.plain && algorithm == Hash::Md5)
            continue;
        if (isOver())
            return true;
        const Digest digest =
            stage.plain ? hash(algorithm, m_pieces) : hmac(algorithm, candidate.bytes.reveal(), m_pieces);
        ++m_progress.tried;
        m_bytes += quint64(size);
        for (size_t i = 0; i < m_candidates.digests.size(); ++i) {
            if (!sameBytes(digest.view(), m_candidates.digests[i].bytes))
                continue;
            construction.algorithm = stage.plain ? plainOf(algorithm) : hmacOf(algorithm);
            construction.key = key;
            construction.digest = int(i);
            if ((*m_accept)(construction))
                return true;
        }
    }
    return false;
}

bool LearnSearch::tryText(const Stage &stage, const std::vector<int> &parts, QByteArrayView separator,
                          bool closed)
{
    m_pieces.clear();
    for (size_t i = 0; i < parts.size(); ++i) {
        if (i > 0)
            m_pieces.push_back(separator);
        m_pieces.push_back(parts[i] < 0 ? QByteArrayView()
                                        : m_candidates.ingredients[size_t(parts[i])].bytes);
    }
    if (closed)
        m_pieces.push_back(separator);
    Construction construction{parts, separator.toByteArray(), closed, {}, 0, 0};
    for (size_t key = 0; key < m_candidates.keys.size(); ++key) {
        const bool skipped = m_candidates.keys[key].rare && !stage.rareKeys;
        if (!skipped && tryKey(stage, parts, int(key), construction))
            return true;
    }
    return false;
}

bool LearnSearch::tryChoice(const Stage &stage, std::vector<int> parts)
{
    if (stage.plain)
        parts.push_back(Construction::secretPart);
    std::sort(parts.begin(), parts.end());
    do {
        for (const Separator &separator : separators) {
            if (tryText(stage, parts, separator.text, separator.closed))
                return true;
            if (parts.size() == 1)
                break;
        }
    } while (std::next_permutation(parts.begin(), parts.end()));
    return false;
}

void LearnSearch::run(const Accept &accept)
{
    constexpr Stage stages[] = {
        {false, true, 1, 64, 0, true},   {false, true, 2, 8, 24, true},   {false, true, 3, 4, 18, false},
        {true, true, 1, 12, 0, true},    {true, true, 2, 4, 16, false},   {false, true, 2, 32, 64, false},
        {false, false, 1, 0, 96, true},  {false, false, 2, 0, 24, false}, {false, true, 4, 2, 14, false},
        {false, false, 2, 0, 48, false}, {true, true, 3, 3, 10, false},   {false, false, 3, 0, 18, false},
        {true, false, 1, 0, 40, false},  {true, false, 2, 0, 16, false},  {false, true, 3, 10, 32, false},
        {false, true, 4, 3, 18, false},
    };
    m_accept = &accept;
    for (const Stage &stage : stages) {
        eachChoice(stage, [&](const std::vector<int> &chosen) {
            m_progress.planned += textsOf(stage, chosen.size());
            return false;
        });
    }
    m_progress.planned = std::min(m_progress.planned, m_request.mostTries);
    for (const Stage &stage : stages) {
        const bool over =
            eachChoice(stage, [&](const std::vector<int> &chosen) { return tryChoice(stage, chosen); });
        if (over)
            break;
    }
    if (m_heard)
        m_heard(m_progress);
}

} // namespace tocsin::signature
