// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArrayView>
#include <QList>

namespace tocsin::ui {

// One place in two byte strings that are laid side by side: a character of UTF-8, or a byte that is none, of
// each; a gap where one of them has nothing.
struct AlignedPlace
{
    qsizetype left = -1; // offset; -1 = a gap
    qsizetype right = -1;
    int leftSize = 0; // bytes
    int rightSize = 0;
    bool same = true;
};

struct ByteAlignment
{
    QList<AlignedPlace> places; // around the first difference
    qsizetype first = -1;       // index of the first place that differs; -1 = all are the same
    qsizetype firstByte = -1;   // its offset, the same in both
    bool isCut = false;         // there is more before or after
};

// Finds the shortest way from one to the other around their first difference, so that what was put in or
// left out is marked and nothing else. Bounded: at most `around` bytes of each are looked at, and beyond some
// hundred changes the rest is laid side by side as it stands.
ByteAlignment alignBytes(QByteArrayView left, QByteArrayView right, qsizetype around = 4096);

// How many bytes the character at this offset has; 1 for a byte that belongs to none.
int characterSize(QByteArrayView bytes, qsizetype at);

} // namespace tocsin::ui
