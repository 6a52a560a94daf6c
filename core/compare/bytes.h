// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/compare/difference.h"

namespace tocsin::compare {

// A stretch that is not the same: these bytes on the left stand where those stand on the right.
struct ByteHunk
{
    qsizetype leftAt = 0;
    qsizetype leftSize = 0;
    qsizetype rightAt = 0;
    qsizetype rightSize = 0;

    bool operator==(const ByteHunk &) const = default;
};

struct BytesComparison
{
    static constexpr qsizetype mostHunks = 200;

    qsizetype leftSize = 0;
    qsizetype rightSize = 0;
    qsizetype commonPrefix = 0; // bytes; also the offset of the first difference
    qsizetype commonSuffix = 0; // bytes, not counting those of the prefix
    QList<ByteHunk> hunks;      // in order; stretches that are nearly adjacent are one
    bool isComplete = true;     // false: the last hunk spans what was too different to be looked into

    bool isSame() const { return hunks.isEmpty(); }
};

// Byte by byte. Finds the fewest edits (Myers, "An O(ND) Difference Algorithm", 1986) as long as they are
// few; time and memory are bounded whatever the bytes are.
BytesComparison compareBytes(QByteArrayView left, QByteArrayView right);

// The hunks with excerpts.
Findings toFindings(const BytesComparison &comparison, QByteArrayView left, QByteArrayView right);

} // namespace tocsin::compare
