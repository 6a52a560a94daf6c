// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/bytealignment.h"

#include <algorithm>
#include <vector>

namespace tocsin::ui {

namespace {

constexpr qsizetype lead = 160; // bytes shown before the first difference
constexpr int mostEdits = 600;

struct Unit
{
    qsizetype at = 0;
    int size = 0;
};

struct Side
{
    QByteArrayView bytes;
    QList<Unit> units;
    bool isCut = false; // there are more bytes behind the units

    Side(QByteArrayView all, qsizetype from, qsizetype most) : bytes(all)
    {
        const qsizetype end = std::min(all.size(), from + most);
        for (qsizetype at = from; at < end; at += units.constLast().size)
            units.append({at, characterSize(all, at)});
        isCut = end < all.size();
    }
    QByteArrayView at(qsizetype i) const { return bytes.sliced(units[i].at, units[i].size); }
};

enum class Edit : quint8 { Keep, Remove, Insert };

// E. Myers, "An O(ND) difference algorithm and its variations", 1986, with the furthest reach of every round
// kept for the way back. Empty when more edits than allowed are needed.
std::vector<Edit> shortestEdits(const Side &a, const Side &b)
{
    const int n = int(a.units.size());
    const int m = int(b.units.size());
    const int most = std::min(mostEdits, n + m);
    std::vector<int> reach(size_t(2 * most + 2), 0);
    std::vector<std::vector<int>> rounds;
    const auto goesDown = [](const std::vector<int> &from, int k, int d, int middle) {
        return k == -d || (k != d && from[size_t(middle + k - 1)] < from[size_t(middle + k + 1)]);
    };
    for (int d = 0; d <= most; ++d) {
        rounds.push_back(reach);
        for (int k = -d; k <= d; k += 2) {
            int x =
                goesDown(reach, k, d, most) ? reach[size_t(most + k + 1)] : reach[size_t(most + k - 1)] + 1;
            while (x < n && x - k < m && x - k >= 0 && a.at(x) == b.at(x - k))
                ++x;
            reach[size_t(most + k)] = x;
            if (x < n || x - k < m)
                continue;
            std::vector<Edit> edits;
            int y = m;
            x = n;
            for (int back = d; back > 0; --back) {
                const std::vector<int> &before = rounds[size_t(back)];
                const int diagonal = x - y;
                const bool down = goesDown(before, diagonal, back, most);
                const int from = down ? diagonal + 1 : diagonal - 1;
                const int fromX = before[size_t(most + from)];
                for (const int start = down ? fromX : fromX + 1; x > start; --x, --y)
                    edits.push_back(Edit::Keep);
                edits.push_back(down ? Edit::Insert : Edit::Remove);
                x = fromX;
                y = fromX - from;
            }
            edits.insert(edits.end(), size_t(x), Edit::Keep);
            std::reverse(edits.begin(), edits.end());
            return edits;
        }
    }
    return {};
}

AlignedPlace place(const Side &a, qsizetype i, const Side &b, qsizetype j)
{
    AlignedPlace made;
    if (i >= 0 && i < a.units.size()) {
        made.left = a.units[i].at;
        made.leftSize = a.units[i].size;
    }
    if (j >= 0 && j < b.units.size()) {
        made.right = b.units[j].at;
        made.rightSize = b.units[j].size;
    }
    made.same = made.left >= 0 && made.right >= 0 && a.at(i) == b.at(j);
    return made;
}

// What was taken out stands beside what came in its place.
QList<AlignedPlace> placesOf(const std::vector<Edit> &edits, const Side &a, const Side &b)
{
    QList<AlignedPlace> places;
    qsizetype i = 0;
    qsizetype j = 0;
    for (size_t at = 0; at < edits.size();) {
        if (edits[at] == Edit::Keep) {
            places.append(place(a, i++, b, j++));
            ++at;
            continue;
        }
        qsizetype removed = 0;
        qsizetype inserted = 0;
        for (; at < edits.size() && edits[at] != Edit::Keep; ++at)
            ++(edits[at] == Edit::Remove ? removed : inserted);
        for (qsizetype k = 0; k < std::max(removed, inserted); ++k) {
            places.append(place(a, k < removed ? i + k : -1, b, k < inserted ? j + k : -1));
            places.last().same = false;
        }
        i += removed;
        j += inserted;
    }
    return places;
}

} // namespace

int characterSize(QByteArrayView bytes, qsizetype at)
{
    const auto c = static_cast<unsigned char>(bytes[at]);
    const int size = c >= 0xf0 && c < 0xf5 ? 4 : c >= 0xe0 && c < 0xf0 ? 3 : c >= 0xc2 && c < 0xe0 ? 2 : 1;
    if (at + size > bytes.size())
        return 1;
    for (int i = 1; i < size; ++i) {
        if ((static_cast<unsigned char>(bytes[at + i]) & 0xc0) != 0x80)
            return 1;
    }
    return size;
}

ByteAlignment alignBytes(QByteArrayView left, QByteArrayView right, qsizetype around)
{
    qsizetype from = std::mismatch(left.begin(), left.end(), right.begin(), right.end()).first - left.begin();
    from = std::max<qsizetype>(0, from - lead);
    while (from > 0 && from < left.size() && (static_cast<unsigned char>(left[from]) & 0xc0) == 0x80)
        --from;
    const Side a(left, from, around);
    const Side b(right, from, around);
    ByteAlignment alignment;
    alignment.isCut = from > 0 || a.isCut || b.isCut;
    const std::vector<Edit> edits = shortestEdits(a, b);
    if (edits.empty()) {
        for (qsizetype i = 0; i < std::max(a.units.size(), b.units.size()); ++i)
            alignment.places.append(place(a, i, b, i));
    } else {
        alignment.places = placesOf(edits, a, b);
    }
    // Where one side was cut, the end of the other has nothing to stand beside.
    while (!alignment.places.isEmpty() && ((a.isCut && alignment.places.constLast().left < 0) ||
                                           (b.isCut && alignment.places.constLast().right < 0)))
        alignment.places.removeLast();
    for (qsizetype i = 0; i < alignment.places.size() && alignment.first < 0; ++i) {
        if (!alignment.places[i].same)
            alignment.first = i;
    }
    if (alignment.first >= 0) {
        const AlignedPlace &place = alignment.places[alignment.first];
        alignment.firstByte = std::max(place.left, place.right);
    }
    return alignment;
}

} // namespace tocsin::ui
