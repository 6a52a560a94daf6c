// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace tocsin::filter {

// The words that only the caller knows.
struct Vocabulary
{
    QStringList endpoints;
    QStringList events;
    QStringList schemes;
    QStringList secretLabels;
    QStringList formats;
};

// One thing that may stand at the cursor: replace the range by the text and put the cursor behind it.
struct Completion
{
    QString insertText; // ends in an operator when a value has to follow, else ready to go on after a blank
    qsizetype replaceFrom = 0;   // UTF-16 units
    qsizetype replaceLength = 0; // from replaceFrom; covers the whole word, also behind the cursor
    QString description;         // plain English, short

    bool operator==(const Completion &) const = default;
};

// What fits the word at the cursor: field names in a fresh word, values behind a field. Words that start with
// what is typed come first, then those that contain it. Works on texts that do not parse; inside quotes of
// free text there is nothing to offer. At most 50.
QList<Completion> complete(QStringView text, qsizetype cursor, const Vocabulary &vocabulary);

} // namespace tocsin::filter
