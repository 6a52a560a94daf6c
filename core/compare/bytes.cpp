// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/compare/bytes.h"

#include <algorithm>
#include <vector>

namespace tocsin::compare {

namespace {

constexpr qsizetype mostEdits = 1000;               // the search costs their square
constexpr qsizetype mostSteps = 64LL * 1024 * 1024; // bytes compared
constexpr qsizetype leastBetween = 4;               // fewer equal bytes than these do not part two hunks

struct Point
{
    qsizetype x = 0; // in the left
    qsizetype y = 0; // in the right
};

class Search
{
public:
    Search(QByteArrayView left, QByteArrayView right) : m_left(left), m_right(right) {}

    // The way as far as it was found, as hunks from the start; `end` is how far that is.
    QList<ByteHunk> run(Point &end)
    {
        std::vector<qsizetype> furthest(2 * size_t(mostEdits) + 3,
                                        0); // x on diagonal k, at k + mostEdits + 1
        for (qsizetype edits = 0; edits <= mostEdits && m_steps < mostSteps; ++edits) {
            if (const auto done = round(edits, furthest); done.x >= 0) {
                end = done;
                return wayTo(done, edits);
            }
        }
        return best(end);
    }

private:
    static size_t slot(qsizetype k) { return size_t(k + mostEdits + 1); }

    // With that many edits; the end when it is reached, else x = -1.
    Point round(qsizetype edits, std::vector<qsizetype> &furthest)
    {
        for (qsizetype k = -edits; k <= edits; k += 2) {
            const bool down = k == -edits || (k != edits && furthest[slot(k - 1)] < furthest[slot(k + 1)]);
            qsizetype x = edits == 0 ? 0 : down ? furthest[slot(k + 1)] : furthest[slot(k - 1)] + 1;
            qsizetype y = x - k;
            while (x < m_left.size() && y < m_right.size() && m_left[x] == m_right[y]) {
                ++x;
                ++y;
                ++m_steps;
            }
            furthest[slot(k)] = x;
            if (x >= m_left.size() && y >= m_right.size()) {
                keep(edits, furthest);
                return {x, y};
            }
        }
        keep(edits, furthest);
        return {-1, -1};
    }

    void keep(qsizetype edits, const std::vector<qsizetype> &furthest)
    {
        m_rounds.emplace_back(furthest.begin() + qsizetype(slot(-edits)),
                              furthest.begin() + qsizetype(slot(edits)) + 1);
    }

    // The point that got furthest when the search was given up.
    QList<ByteHunk> best(Point &end) const
    {
        const qsizetype edits = qsizetype(m_rounds.size()) - 1;
        end = {};
        for (qsizetype k = -edits; k <= edits; k += 2) {
            const qsizetype x = m_rounds.back()[size_t(k + edits)];
            const qsizetype y = x - k;
            if (x <= m_left.size() && y >= 0 && y <= m_right.size() && x + y > end.x + end.y)
                end = {x, y};
        }
        return wayTo(end, end.x + end.y == 0 ? 0 : edits);
    }

    // Back from there, round by round.
    QList<ByteHunk> wayTo(Point point, qsizetype edits) const
    {
        QList<ByteHunk> hunks; // from the last to the first
        for (; edits > 0; --edits) {
            const qsizetype k = point.x - point.y;
            const std::vector<qsizetype> &before = m_rounds[size_t(edits - 1)];
            const auto at = [&](qsizetype diagonal) { return before[size_t(diagonal + edits - 1)]; };
            const bool down = k == -edits || (k != edits && at(k - 1) < at(k + 1));
            const qsizetype x = at(down ? k + 1 : k - 1);
            point = {x, x - (down ? k + 1 : k - 1)};
            hunks.append(down ? ByteHunk{point.x, 0, point.y, 1} : ByteHunk{point.x, 1, point.y, 0});
        }
        std::reverse(hunks.begin(), hunks.end());
        return hunks;
    }

    QByteArrayView m_left;
    QByteArrayView m_right;
    qsizetype m_steps = 0;
    std::vector<std::vector<qsizetype>> m_rounds;
};

void append(QList<ByteHunk> &hunks, const ByteHunk &hunk)
{
    if (!hunks.isEmpty()) {
        ByteHunk &last = hunks.last();
        if (hunk.leftAt - (last.leftAt + last.leftSize) < leastBetween) {
            last.leftSize = hunk.leftAt + hunk.leftSize - last.leftAt;
            last.rightSize = hunk.rightAt + hunk.rightSize - last.rightAt;
            return;
        }
    }
    hunks.append(hunk);
}

} // namespace

BytesComparison compareBytes(QByteArrayView left, QByteArrayView right)
{
    BytesComparison found;
    found.leftSize = left.size();
    found.rightSize = right.size();
    const qsizetype shorter = std::min(left.size(), right.size());
    found.commonPrefix =
        std::mismatch(left.begin(), left.begin() + shorter, right.begin()).first - left.begin();
    if (found.commonPrefix == left.size() && left.size() == right.size())
        return found;
    const qsizetype most = shorter - found.commonPrefix;
    while (found.commonSuffix < most &&
           left[left.size() - 1 - found.commonSuffix] == right[right.size() - 1 - found.commonSuffix])
        ++found.commonSuffix;

    const qsizetype from = found.commonPrefix;
    const QByteArrayView a = left.sliced(from, left.size() - from - found.commonSuffix);
    const QByteArrayView b = right.sliced(from, right.size() - from - found.commonSuffix);
    Point end;
    QList<ByteHunk> edits;
    if (!a.isEmpty() && !b.isEmpty())
        edits = Search(a, b).run(end);
    if (end.x < a.size() || end.y < b.size()) {
        found.isComplete = a.isEmpty() || b.isEmpty();
        edits.append({end.x, a.size() - end.x, end.y, b.size() - end.y});
    }
    for (const ByteHunk &edit : std::as_const(edits))
        append(found.hunks, {edit.leftAt + from, edit.leftSize, edit.rightAt + from, edit.rightSize});
    if (found.hunks.size() > BytesComparison::mostHunks) {
        ByteHunk &last = found.hunks[BytesComparison::mostHunks - 1];
        const ByteHunk end2 = found.hunks.last();
        last.leftSize = end2.leftAt + end2.leftSize - last.leftAt;
        last.rightSize = end2.rightAt + end2.rightSize - last.rightAt;
        found.hunks.resize(BytesComparison::mostHunks);
        found.isComplete = false;
    }
    return found;
}

Findings toFindings(const BytesComparison &comparison, QByteArrayView left, QByteArrayView right)
{
    Findings findings;
    for (const ByteHunk &hunk : comparison.hunks) {
        Difference difference;
        difference.kind = hunk.leftSize == 0    ? Change::Added
                          : hunk.rightSize == 0 ? Change::Removed
                                                : Change::Bytes;
        difference.leftAt = hunk.leftAt;
        difference.rightAt = hunk.rightAt;
        if (hunk.leftSize > 0)
            difference.left = excerpt(left.sliced(hunk.leftAt, hunk.leftSize));
        if (hunk.rightSize > 0)
            difference.right = excerpt(right.sliced(hunk.rightAt, hunk.rightSize));
        findings.add(std::move(difference));
    }
    findings.isComplete = comparison.isComplete;
    return findings;
}

} // namespace tocsin::compare
