// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace tocsin::socmate {

// A part of a Markdown text between two headings. Only what carries a report's structure is recognised:
// headings (# and bold lines), fences and list items; everything else is text and stays as it is.
struct MarkdownPart
{
    struct Fence
    {
        QString language; // the first word behind the ticks
        QString text;
    };

    int level = 0; // of the heading: 1 to 6, 7 for a bold line; 0 = what stands before the first one
    QString heading;
    QString text; // all lines below the heading, fences included
    std::vector<Fence> fences;
    QStringList items;     // of lists at the left edge, with the lines that belong to them
    bool hasOther = false; // a line of the text stands neither in a fence nor in an item
};

std::vector<MarkdownPart> markdownParts(const QString &text);

// ATT&CK ids (T1059, T1059.001) in order of appearance, each once.
QStringList techniqueIds(QStringView text);

} // namespace tocsin::socmate
