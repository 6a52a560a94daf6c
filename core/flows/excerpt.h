// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace tocsin::flows {

// In UTF-16 units.
struct Span
{
    qsizetype from = 0;
    qsizetype length = 0;

    bool operator==(const Span &) const = default;
};

// A piece of a text on one line, and where the words that were sought stand in it: ascending, none touches
// another. The text is the source's own and hostile.
struct Excerpt
{
    QString text;
    QList<Span> marks;

    bool operator==(const Excerpt &) const = default;
};

// What is sought when that is typed: the parts between blanks, without quotes, each once, at most twelve.
QStringList searchWords(QStringView typed);

// How many of the words the text holds, in any case and with or without accents, as the full-text indexes
// compare. A word that stands nowhere as it is typed may stand there by its letters: a.b as "a b".
int wordsHeld(const QString &text, const QStringList &words);

// The part round the first of the words; the beginning when none is there. "…" stands where it is cut.
Excerpt excerptOf(const QString &text, const QStringList &words, qsizetype length = 180);

// Of a text with a sign before and behind each found word.
Excerpt excerptOfMarked(const QString &text, QChar start, QChar end);

} // namespace tocsin::flows
