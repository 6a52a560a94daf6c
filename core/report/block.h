// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace tocsin::report {

// A run of text in one style. A line feed is a line break that the writer wanted.
struct Span
{
    enum Style : quint8 { Plain = 0, Emphasis = 1, Strong = 2, Strike = 4, Code = 8 };

    QString text;
    quint8 style = Plain; // Style, added up

    bool operator==(const Span &) const = default;
};

// A piece of a document that can do nothing: there is no markup in it, no picture and no link, only words and
// where they stand. What Markdown says is read into it, and every document that is written starts as it.
struct Block
{
    enum class Kind : quint8 { Paragraph, Heading, List, Item, Table, Row, Cell, Code, Quote, Rule };

    Kind kind = Kind::Paragraph;
    int level = 0;               // Heading: 1 to 6; List: the first number, 0 when it has none
    std::optional<bool> checked; // Item with a check box
    bool head = false;           // Row of headings
    QString language;            // Code
    QList<Span> spans;           // Paragraph, Heading, Cell and Code
    QList<Block> children;       // List: Items; Table: Rows; Row: Cells; Item, Quote: anything else

    bool operator==(const Block &) const = default;
};

using Blocks = QList<Block>;

// Short cuts for documents that are made rather than read.
Block heading(int level, const QString &text);
Block paragraph(const QString &text, quint8 style = Span::Plain);
Block code(const QString &text, const QString &language = {});
Block cell(const QString &text, quint8 style = Span::Plain);
Block row(const QStringList &cells, bool head = false);

} // namespace tocsin::report
