// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/fuzzy.h"

namespace tocsin::ui {

std::optional<int> fuzzyScore(QStringView typed, QStringView text)
{
    int score = 0;
    int run = 0;
    qsizetype at = 0;
    for (const QChar wanted : typed) {
        if (wanted.isSpace())
            continue;
        bool found = false;
        for (; at < text.size() && !found; ++at) {
            if (text[at].toCaseFolded() != wanted.toCaseFolded()) {
                run = 0;
                continue;
            }
            found = true;
            const bool wordStart = at == 0 || !text[at - 1].isLetterOrNumber();
            score += 1 + (wordStart ? 8 : 0) + 3 * run;
            ++run;
        }
        if (!found)
            return std::nullopt;
    }
    if (typed.size() > 1 && text.contains(typed, Qt::CaseInsensitive))
        score += 40; // written out beats letters found here and there
    return score * 100 - int(qMin<qsizetype>(text.size(), 99));
}

} // namespace tocsin::ui
