// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

#include <vector>

namespace tocsin::entities {

// A text with its defanged spellings undone, and the way back to places in the original.
struct PlainText
{
    // From that place in the plain text on, the original is "shift" units ahead.
    struct Step
    {
        qsizetype plain = 0;
        qsizetype shift = 0;
    };

    QString text;
    std::vector<Step> steps; // ascending

    qsizetype originOf(qsizetype plain) const;
    // Whether a mark was undone within [from, to).
    bool changed(qsizetype from, qsizetype to) const;
};

// Undoes [.] (.) {.} [dot] (dot) {dot} [:] [@] (@) [at] (at) [://] and hxxp, in any case and however they are
// nested: the result holds none of them. One pass.
PlainText plainText(QStringView text);

} // namespace tocsin::entities
