// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/domain/words.h"

namespace tocsin::domain {

QString normalisedWord(QStringView word)
{
    QString text;
    for (const QChar c : word) {
        if (c.isLetterOrNumber())
            text += c.toLower();
        else if (!text.isEmpty() && !text.endsWith(u'_'))
            text += u'_';
    }
    if (text.endsWith(u'_'))
        text.chop(1);
    return text;
}

} // namespace tocsin::domain
