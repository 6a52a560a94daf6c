// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/compare/headers.h"

#include "core/compare/sequence.h"

#include <QHash>

#include <algorithm>

namespace tocsin::compare {

using namespace Qt::StringLiterals;
using domain::HeaderField;

namespace {

using Places = std::vector<qsizetype>;
using ByName = QHash<QByteArray, Places>;

ByName byName(const QList<HeaderField> &fields)
{
    ByName places;
    for (qsizetype i = 0; i < fields.size(); ++i)
        places[fields[i].name.toLower()].push_back(i);
    return places;
}

class Comparison
{
public:
    Comparison(const QList<HeaderField> &left, const QList<HeaderField> &right)
        : m_left(left)
        , m_right(right)
        , m_partner(size_t(left.size()), -1)
        , m_taken(size_t(right.size()), false)
        , m_lefts(byName(left))
        , m_rights(byName(right))
    {}

    Findings run()
    {
        for (auto it = m_lefts.cbegin(); it != m_lefts.cend(); ++it)
            pair(it.value(), m_rights.value(it.key()));
        findMoved();
        for (qsizetype i = 0; i < m_left.size(); ++i)
            reportLeft(i);
        for (qsizetype i = 0; i < m_right.size(); ++i) {
            if (!m_taken[size_t(i)])
                report(m_lefts.contains(m_right[i].name.toLower()) ? Change::DuplicateField : Change::Added,
                       -1, i);
        }
        return std::move(m_findings);
    }

private:
    void pair(const Places &lefts, const Places &rights)
    {
        const auto join = [this](qsizetype l, qsizetype r) {
            m_partner[size_t(l)] = r;
            m_taken[size_t(r)] = true;
        };
        QHash<QByteArray, QList<qsizetype>> byValue; // places of the right, the first at the end
        for (auto it = rights.rbegin(); it != rights.rend(); ++it)
            byValue[m_right[*it].value].append(*it);
        for (const qsizetype l : lefts) {
            auto &equal = byValue[m_left[l].value];
            if (!equal.isEmpty())
                join(l, equal.takeLast());
        }
        auto next = rights.begin();
        for (const qsizetype l : lefts) {
            if (m_partner[size_t(l)] >= 0)
                continue;
            next = std::find_if(next, rights.end(), [&](qsizetype r) { return !m_taken[size_t(r)]; });
            if (next == rights.end())
                return;
            join(l, *next);
        }
    }

    void findMoved()
    {
        Places rights;
        Places lefts;
        for (size_t i = 0; i < m_partner.size(); ++i) {
            if (m_partner[i] >= 0) {
                lefts.push_back(qsizetype(i));
                rights.push_back(m_partner[i]);
            }
        }
        const std::vector<bool> moved = movedIn(rights);
        m_moved.assign(m_partner.size(), false);
        for (size_t i = 0; i < lefts.size(); ++i)
            m_moved[size_t(lefts[i])] = moved[i];
    }

    void reportLeft(qsizetype l)
    {
        const qsizetype r = m_partner[size_t(l)];
        if (r < 0)
            return report(m_rights.contains(m_left[l].name.toLower()) ? Change::DuplicateField
                                                                      : Change::Removed,
                          l, -1);
        if (m_left[l].value != m_right[r].value)
            report(Change::Value, l, r);
        if (m_left[l].name != m_right[r].name)
            report(Change::NameCase, l, r);
        if (m_moved[size_t(l)])
            report(Change::FieldOrder, l, r);
    }

    void report(Change kind, qsizetype l, qsizetype r)
    {
        const bool named = kind == Change::NameCase;
        const auto shown = [&](const HeaderField &field) {
            return excerpt(named ? field.name : field.value);
        };
        const QByteArray &name = l >= 0 ? m_left[l].name : m_right[r].name;
        Difference difference{kind, excerpt(name), l, r, {}, {}, {}, 1};
        if (l >= 0)
            difference.left = shown(m_left[l]);
        if (r >= 0)
            difference.right = shown(m_right[r]);
        if (kind == Change::FieldOrder)
            difference.detail = u"field %1 on the left is field %2 on the right"_s.arg(l + 1).arg(r + 1);
        if (kind == Change::DuplicateField) {
            const QByteArray lower = name.toLower();
            difference.detail =
                u"stands %1 times on the left and %2 times on the right"_s.arg(m_lefts.value(lower).size())
                    .arg(m_rights.value(lower).size());
        }
        m_findings.add(std::move(difference));
    }

    const QList<HeaderField> &m_left;
    const QList<HeaderField> &m_right;
    Places m_partner;          // of each left field, its place on the right; -1 = none
    std::vector<bool> m_taken; // of each right field
    std::vector<bool> m_moved; // of each left field
    ByName m_lefts;
    ByName m_rights;
    Findings m_findings;
};

} // namespace

Findings compareHeaders(const QList<HeaderField> &left, const QList<HeaderField> &right)
{
    return Comparison(left, right).run();
}

} // namespace tocsin::compare
