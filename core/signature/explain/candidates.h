// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/signature/explain/explanation.h"

#include <QMultiHash>
#include <QSet>

namespace tocsin::signature {

// A text in the request that decodes to the bytes of a digest.
struct Candidate
{
    QByteArray cause; // what is wrong with where or how it stands; empty = it stands where the recipe looks
    QString detail;
    QString change;
    QByteArray text; // as it stands
};

// Everything in a request that may be a signature, in every reading: other headers and members, other
// encodings, prefixes, blanks, escapes (group C). Bounded: a hostile request has thousands of fields.
class Candidates
{
public:
    Candidates(const Recipe &recipe, const Source &source);

    // Those with exactly these bytes, the one in its place first.
    QList<Candidate> find(QByteArrayView digest) const;
    bool hasSize(qsizetype bytes) const { return m_sizes.contains(bytes); }
    const QSet<qsizetype> &sizes() const { return m_sizes; }
    bool isEmpty() const { return m_byBytes.isEmpty(); }

private:
    void addReadings(const QByteArray &text, const Candidate &origin, Encoding expected);
    void add(QByteArray bytes, const Candidate &candidate);

    QMultiHash<QByteArray, Candidate> m_byBytes;
    QSet<qsizetype> m_sizes;
    int m_readings = 0;
};

} // namespace tocsin::signature
