// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/signature/learn.h"
#include "core/signature/learncandidates.h"

namespace tocsin::signature {

// One way in which a digest of the request came out. Numbers are places in Candidates.
struct Construction
{
    static constexpr int secretPart = -1; // in parts: the key's bytes

    std::vector<int> parts;
    QByteArray separator;
    bool closed = false; // the separator stands at the end too
    Algorithm algorithm = Algorithm::HmacSha256;
    int key = 0;
    int digest = 0;
};

// What is made of the texts that the ingredients give: every choice of parts in every order with every
// separator, the common ones first, under every key.
class LearnSearch
{
public:
    // Is handed what came out; answers whether that ends the search.
    using Accept = std::function<bool(const Construction &)>;

    LearnSearch(const Candidates &candidates, const LearnRequest &request, const std::atomic<bool> &cancelled,
                const LearnHeard &heard);

    void run(const Accept &accept);

    quint64 tried() const { return m_progress.tried; }
    bool isExhausted() const { return m_exhausted; } // a limit ended it

private:
    struct Stage;

    bool mayJoin(const std::vector<int> &chosen, int next) const;
    template<class Visit>
    bool eachChoice(const Stage &stage, const Visit &visit) const;
    bool extend(const std::vector<int> &pool, size_t from, int missing, std::vector<int> &chosen,
                const std::function<bool(const std::vector<int> &)> &visit) const;
    quint64 textsOf(const Stage &stage, size_t parts) const;
    bool tryChoice(const Stage &stage, std::vector<int> parts);
    bool tryText(const Stage &stage, const std::vector<int> &parts, QByteArrayView separator, bool closed);
    bool tryKey(const Stage &stage, const std::vector<int> &parts, int key, Construction &construction);
    bool isOver();

    const Candidates &m_candidates;
    const LearnRequest &m_request;
    const std::atomic<bool> &m_cancelled;
    const LearnHeard &m_heard;
    const Accept *m_accept = nullptr;
    std::vector<Hash> m_hashes; // that have the size of a digest candidate
    std::vector<QByteArrayView> m_pieces;
    LearnProgress m_progress;
    quint64 m_bytes = 0; // hashed
    quint64 m_nextReport = 0;
    bool m_exhausted = false;
};

} // namespace tocsin::signature
