// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QList>
#include <QString>
#include <QStringView>

// The words of a filter text, for the parser and for completion. Private to the layer.
namespace tocsin::filter {

// One character of a value. A quoted one is never an operator.
struct ValueChar
{
    QChar ch;
    bool quoted = false;
    qsizetype at = 0;
};

struct Token
{
    enum class Kind : quint8 { End, Open, Close, Or, And, Not, Word };
    Kind kind = Kind::End;
    qsizetype start = 0;
    qsizetype end = 0;
    // For words only:
    QStringView field;     // as typed; empty = free text
    QStringView operation; // ":", "=", ">=", ":>=" ...
    qsizetype valueStart = 0;
    QList<ValueChar> value;
    qsizetype openQuote = -1; // where a quote was opened that is not closed

    bool hasQuoted() const;
};

// Reads one token at or behind the position, skipping blanks. Never fails: what is wrong is for the caller to
// see.
// `-` is Not only where a term begins, which is the case for every token.
Token scanToken(QStringView text, qsizetype position);

QString plainText(const QList<ValueChar> &value);

} // namespace tocsin::filter
