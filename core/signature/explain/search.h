// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/signature/claim.h"
#include "core/signature/explain/candidates.h"
#include "core/signature/explain/explain.h"

#include <span>
#include <vector>

namespace tocsin::signature {

// One change, as a hypothesis.
struct Change
{
    QByteArray cause;
    Party party = Party::Setting;
    QString detail;
    QString change;
    QByteArray signedBody = {}; // when the body is what changed
    qsizetype offset = -1;
};

// Computes hypotheses and keeps the proofs. The signatures that the request holds anywhere are known
// (Candidates), so one digest answers for all the ways to cut one out.
class Search
{
public:
    Search(const ExplainRequest &request, const Recipe &recipe, const QString &schemeId,
           const ExplainControl &control, const ExplainBudget &budget);

    // For the same request under another recipe, and for another request; both must live as long.
    Search(const Search &other, const Recipe &recipe);
    Search(const Search &other, const ExplainRequest &request);

    const ExplainRequest &request() const { return m_request; }
    const Recipe &recipe() const { return m_recipe; }
    const QString &schemeId() const { return m_schemeId; }
    const Candidates &candidates() const { return m_candidates; }
    const Claim &claim() const { return m_claim; } // of the request as it is
    // Made of parts and keys, so that a digest can be computed and looked up.
    bool isDigest() const;

    // Each answers whether it is a proof. Secrets: the endpoint's, unless others are given.
    bool withMessage(const Change &change, const domain::HttpMessage &message);
    bool withCircumstances(const Change &change, const Circumstances &circumstances);
    bool withRecipe(const Change &change, const Recipe &recipe);
    bool withSecret(const Change &change, const NamedSecret &secret);
    bool with(const Change &change, const Recipe &recipe, const domain::HttpMessage &message,
              const Circumstances &circumstances, std::span<const NamedSecret> secrets);
    // As the verifier has it, header by header.
    bool withVerifier(const Change &change, const Recipe &recipe, const domain::HttpMessage &message,
                      const Circumstances &circumstances, std::span<const NamedSecret> secrets);
    // Whether the request holds a text that such a digest could be; without one nothing is hashed.
    bool mayFit(const Recipe &recipe) const;
    // A digest that was computed outside, over so many bytes.
    bool withDigest(const Change &change, QByteArrayView digest, const QString &secretLabel, qint64 bytes);

    // Of a public key, with the request as it is: this text of it in the place of the signature.
    bool withSignature(const Candidates::Entry &entry);

    // A second change for the time of a call of `pairs`: what is proved then needs both.
    void setSecond(const Change *second) { m_second = second; }
    bool hasSecond() const { return m_second != nullptr; }

    void nameLast(const QByteArray &cause); // the check that proved it counts for this cause then
    Cause &lastProof() { return m_proofs.last(); }
    void spend(qint64 bytes) { m_bytes += bytes; } // for what was made and not hashed

    bool isStopped() const { return m_control.stop.stop_requested(); }
    void allow(qint64 bytes) { m_limit = m_bytes + bytes; } // from now on, in place of the whole budget
    bool mayGoOn() const { return !isStopped() && m_bytes < m_limit; }
    qint64 left() const { return m_limit - m_bytes; }
    bool isProved() const { return !m_proofs.isEmpty(); }
    const QList<Cause> &proofs() const { return m_proofs; }
    quint64 tried() const { return m_tried; }
    qint64 spent() const { return m_bytes; }
    void take(const Search &other);                           // its proofs and its costs
    void addConsidered(QMap<QByteArray, quint64> &all) const; // tried(), by cause

private:
    bool lookUp(const Change &change, QByteArrayView digest, const QString &secretLabel);
    bool lookUpBeginning(QByteArrayView digest, const QString &secretLabel);
    void keep(const Change &change, const QByteArray &signature, const QString &secretLabel);
    void spend(const Change &change, qint64 bytes, quint64 tries);

    const ExplainRequest &m_request;
    const Recipe &m_recipe;
    QString m_schemeId;
    const ExplainControl &m_control;
    const ExplainBudget &m_budget;
    qint64 m_limit;
    Claim m_claim;
    Candidates m_candidates;
    const Change *m_second = nullptr;
    QList<Cause> m_proofs;
    quint64 m_tried = 0;
    qint64 m_bytes = 0;
    QMap<QByteArray, quint64> m_considered;
};

// A secret other than the endpoint's, and the change that it stands for.
struct OtherSecret
{
    NamedSecret secret;
    Change change;
};

// B1 and B2: those that are stored for something else. B4 and B6: those of the endpoint without the blanks at
// their ends, with and without prefixes; few: only what is likely.
QList<OtherSecret> storedElsewhere(const ExplainRequest &request);
QList<OtherSecret> storedOtherwise(const ExplainRequest &request, bool few);

// How group A ended.
struct BodyOutcome
{
    bool isWhole = true;    // false: cancelled, or the budget was used up
    bool isLimited = false; // some forms of the body were left out
};

// Group A for all recipes of a scheme at once: forms are dear to make. A form that needs another secret too
// is proved with both. The searches together spend that budget at most.
BodyOutcome tryBodies(const std::vector<Search *> &searches, qint64 budget);

// The groups of failure-reasons.md. Each stops when something is proved or the search may not go on.
void trySecrets(Search &search);       // B
void tryOtherSecrets(Search &search);  // B, of those that are stored for something else
void tryNames(Search &search);         // C11: headers that were renamed
void tryValues(Search &search);        // C
void tryConstructions(Search &search); // D
void tryRecipes(Search &search);       // C and D where no digest can be computed: public keys, tokens, items
void tryUrls(Search &search);          // E
void tryTimes(Search &search);         // D8 to D10: another time or id was signed

} // namespace tocsin::signature
