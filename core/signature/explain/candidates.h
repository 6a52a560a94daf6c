// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/signature/explain/explanation.h"

#include <QHash>
#include <QSet>

namespace tocsin::signature {

// A text in the request that decodes to the bytes of a digest or signature.
struct Candidate
{
    QByteArray cause; // what is wrong with where or how it stands; empty = it stands where the recipe looks
    QString detail;
    QString change;
    Party party = Party::Setting;
    QByteArray text; // as it stands
};

// Everything in a request that may be a signature, in every reading: other headers and members, other
// encodings, prefixes, blanks, escapes (group C). Bounded: a hostile request has thousands of fields.
class Candidates
{
public:
    Candidates(const Recipe &recipe, const Source &source);

    struct Entry
    {
        QByteArray bytes;
        Candidate candidate;
    };

    // The smallest change first: in its place, then elsewhere in its header, then elsewhere in the request.
    const QList<Entry> &all() const { return m_all; }
    QList<Candidate> find(QByteArrayView digest) const; // those with exactly these bytes, in that order
    // One that is the beginning of the digest, long enough that this is no chance.
    const Entry *beginningOf(QByteArrayView digest) const;
    bool hasSize(qsizetype bytes) const { return m_sizes.contains(bytes); }

private:
    void addInPlace(const Recipe &recipe, const QByteArray &value);
    void addHeaders(const Recipe &recipe, const Source &source, bool hasParts);
    void addMembers(const Recipe &recipe, const Source &source);
    void addReadings(const QByteArray &text, const Candidate &origin, Encoding expected);
    void add(const QByteArray &bytes, const Candidate &candidate);

    QList<Entry> m_all;
    QMultiHash<QByteArray, qsizetype> m_byBytes;
    QSet<qsizetype> m_sizes;
    qsizetype m_longest = 0; // of a reading, in bytes
};

} // namespace tocsin::signature
