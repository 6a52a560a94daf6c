// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QLatin1StringView>
#include <QList>
#include <QString>

#include <array>

namespace tocsin::compare {

// What kind of change it is. The left side is taken for the earlier one.
enum class Change : quint8 {
    // Of JSON, of which the first five leave what the text says as it was:
    WhiteSpace,
    Escape,         // the same characters, written with other escapes
    NumberSpelling, // the same number: 1.0 and 1
    KeyOrder,
    Newline, // CR LF against LF, or a line end at the end, between values or within one
    Value,
    Added,
    Removed,
    DuplicateKey, // a name stands more often on one side
    // Of header fields, besides Value, Added and Removed:
    NameCase,
    FieldOrder,
    DuplicateField, // a name stands more often on one side
    // Of bytes:
    Bytes,
};
constexpr int changeCount = int(Change::Bytes) + 1;

QLatin1StringView changeId(Change kind);   // stable: "white-space"
QLatin1StringView changeText(Change kind); // plain English: "white space"

struct Difference
{
    Change kind = Change::Value;
    QByteArray path;        // JSON pointer or name of the field, shortened when it is very long
    qsizetype leftAt = -1;  // offset in bytes, of a field its number from 0; -1 = not on that side
    qsizetype rightAt = -1; // the same
    QByteArray left;        // what stands there, cut to the excerpt limit; null = not on that side
    QByteArray right;
    QString detail;       // plain English, where there is more to say
    qsizetype places = 1; // white space and line ends between values are one difference with many places

    bool operator==(const Difference &) const = default;
};

// The differences in one view of two things.
struct Findings
{
    static constexpr qsizetype mostDifferences = 1000;

    QList<Difference> differences;                  // the first so many, in the order of the left side
    std::array<qsizetype, changeCount> counts = {}; // of all, also of those left out
    bool isComplete = true;                         // false: some were left out, or a bound was reached
    QString cannot;                                 // why this view does not exist; empty = it does

    bool isSame() const { return cannot.isEmpty() && total() == 0; }
    qsizetype total() const;
    qsizetype count(Change kind) const { return counts[size_t(kind)]; }
    void add(Difference difference);
};

constexpr qsizetype excerptLimit = 160; // bytes
QByteArray excerpt(QByteArrayView bytes, qsizetype limit = excerptLimit);

} // namespace tocsin::compare
