// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/signature/scheme.h"
#include "core/signature/source.h"

#include <QHash>
#include <QVarLengthArray>

#include <vector>

namespace tocsin::signature {

// Which schemes of a list look for their signature where a request has something: by the names of headers,
// parameters and members instead of asking each scheme. Built once for a list, whose places it keeps; a
// value, read-only afterwards, so that any thread may ask it.
class SchemeIndex
{
public:
    SchemeIndex() = default;
    explicit SchemeIndex(const QList<Scheme> &schemes);

    using Places = QVarLengthArray<qsizetype, 64>;

    // Ascending. None that could carry a signature here is left out; some may turn out to have none.
    Places candidates(const domain::HttpMessage &message) const;
    // The first scheme of the list with the same recipes: what verifies one verifies the other.
    qsizetype twinOf(qsizetype scheme) const { return m_twins[size_t(scheme)]; }

private:
    void add(const Recipe &recipe, qsizetype scheme);

    QHash<QByteArray, QList<qsizetype>> m_byHeader; // lower case
    QHash<QByteArray, QList<qsizetype>> m_byMember; // of the body, the outermost
    QList<qsizetype> m_inMembers;                   // all of m_byMember
    QList<qsizetype> m_inQuery;
    QList<qsizetype> m_inForm;
    QList<qsizetype> m_always;
    std::vector<qsizetype> m_twins;
};

} // namespace tocsin::signature
