// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/explain/bodyforms.h"
#include "core/signature/explain/bodyproof.h"
#include "core/signature/explain/search.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <utility>

namespace tocsin::signature {

namespace {

using namespace Qt::StringLiterals;

constexpr qint64 costOfWriting = 4; // bytes that could be hashed while one of a form is written
constexpr qsizetype small = 64 * 1024;
constexpr qsizetype mostKept = 64 * 1024 * 1024; // bytes

bool dependsOnBody(const std::vector<PartSpec> &parts)
{
    using Kind = PartSpec::Kind;
    return std::any_of(parts.begin(), parts.end(), [](const PartSpec &part) {
        const bool own = part.kind == Kind::Body || part.kind == Kind::Form || part.kind == Kind::Json ||
                         part.kind == Kind::RawJson || part.kind == Kind::Canonical ||
                         part.kind == Kind::SortedForm;
        return own || dependsOnBody(part.parts);
    });
}

// Tries the forms of one body. Of a large one first all with the secrets of the endpoint, which most likely
// fit, then the frequent ones with these as they may have been meant and with those of other endpoints, at
// last the rest with those.
class BodySearch
{
public:
    BodySearch(const std::vector<Search *> &searches, qint64 budget)
        : m_request(searches.front()->request())
        , m_message(m_request.message)
        , m_isSmall(m_message.body.size() <= small)
        , m_elsewhere(storedElsewhere(m_request))
        , m_all(searches)
    {
        m_budget = budget + spent();
        for (Search *search : searches) {
            if (search->mayFit(search->recipe()) &&
                (!search->isDigest() || dependsOnBody(search->recipe().message)))
                m_searches.push_back(search);
        }
        // Blanks and prefixes are no matter of public keys, whose checks are dear.
        if (std::any_of(m_searches.begin(), m_searches.end(),
                        [](const Search *search) { return search->isDigest(); }))
            m_otherwise = storedOtherwise(m_request, !m_isSmall);
    }

    BodyOutcome run()
    {
        BodyOutcome outcome;
        if (m_searches.empty())
            return outcome;
        if (!m_request.beyond.isEmpty()) {
            const BodyForm whole{"A29", "text/beyond-length",
                                 u"with what follows it behind the length that Content-Length says"_s,
                                 m_request.message.body + m_request.beyond};
            if (!tryOwn(whole))
                tryOthers(whole, m_elsewhere);
        }
        m_reserve = m_elsewhere.isEmpty() && m_otherwise.isEmpty() ? 0 : (m_budget - spent()) / 4;
        const BodyFormCount count = visit([this](BodyForm &&form) {
            if (tryOwn(form))
                return;
            if (!m_isSmall && m_kept.size() * m_request.message.body.size() < mostKept) {
                if (form.frequent)
                    m_kept.append(std::move(form));
                return;
            }
            if (form.frequent)
                tryOthers(form, m_otherwise);
            if (form.frequent || m_isSmall)
                tryOthers(form, m_elsewhere);
        });
        outcome.isWhole = m_isProved || mayGoOn();
        m_reserve = 0;
        tryKept();
        if (!m_isSmall && !m_elsewhere.isEmpty() && mayGoOn())
            visit([this](BodyForm &&form) {
                if (!form.frequent)
                    tryOthers(form, m_elsewhere);
            });
        outcome.isLimited = count.limited;
        outcome.isWhole = m_isProved || (outcome.isWhole && mayGoOn());
        return outcome;
    }

private:
    BodyFormCount visit(const std::function<void(BodyForm &&form)> &look)
    {
        const domain::HttpMessage &received = m_request.message;
        return forEachBodyForm(received.body, received, {}, [&](BodyForm &&form) {
            m_searches.front()->spend(form.cost * costOfWriting);
            look(std::move(form));
            return mayGoOn();
        });
    }

    qint64 spent() const
    {
        return std::accumulate(m_all.begin(), m_all.end(), qint64(0),
                               [](qint64 sum, const Search *search) { return sum + search->spent(); });
    }

    bool mayGoOn() const
    {
        return !m_isProved && !m_all.front()->isStopped() && spent() < m_budget - m_reserve;
    }

    bool tryOwn(const BodyForm &form)
    {
        m_message.body = form.bytes;
        for (Search *search : m_searches) {
            if (!m_isProved && search->withMessage(bodyChange(*search, form), m_message))
                isProved(*search, form);
        }
        return m_isProved;
    }

    // What fits another secret needs both changes.
    void tryOthers(const BodyForm &form, const QList<OtherSecret> &others)
    {
        m_message.body = form.bytes;
        for (Search *search : m_searches) {
            const Change change = bodyChange(*search, form);
            for (const OtherSecret &other : others) {
                if (!mayGoOn() || search->hasSecond()) // three changes would be guessing
                    return;
                search->setSecond(&other.change);
                if (search->with(change, search->recipe(), m_message, m_request.circumstances,
                                 {&other.secret, 1}))
                    isProved(*search, form);
                search->setSecond(nullptr);
            }
        }
    }

    void tryKept()
    {
        for (const BodyForm &form : std::exchange(m_kept, {})) {
            tryOthers(form, m_otherwise);
            tryOthers(form, m_elsewhere);
        }
    }

    void isProved(Search &search, const BodyForm &form)
    {
        m_isProved = true;
        nameBodyProof(search, form);
    }

    const ExplainRequest &m_request;
    domain::HttpMessage m_message;
    const bool m_isSmall;
    const QList<OtherSecret> m_elsewhere;
    QList<OtherSecret> m_otherwise;
    const std::vector<Search *> m_all;
    std::vector<Search *> m_searches; // of recipes that the body matters to
    qint64 m_budget = 0;
    qint64 m_reserve = 0;   // of that, for the other secrets
    QList<BodyForm> m_kept; // frequent ones, which wait for the other secrets
    bool m_isProved = false;
};

} // namespace

BodyOutcome tryBodies(const std::vector<Search *> &searches, qint64 budget)
{
    return BodySearch(searches, budget).run();
}

} // namespace tocsin::signature
