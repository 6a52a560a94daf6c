// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/contract/strings.h"

#include <QList>

#include <vector>

namespace tocsin::contract {

// The types of JSON Schema, as a set of bits.
enum Type : quint8 { Null = 1, Boolean = 2, Integer = 4, Number = 8, String = 16, Array = 32, Object = 64 };
using Types = quint8;

struct Member;

// What the values at one place of a kind of payload have in common. Grows with every sample and is bounded
// whatever the samples are; see the constants below.
struct Shape
{
    Types types = 0; // none = nothing is known: anything may stand there
    quint64 samples = 0;

    quint64 strings = 0;
    Format format = Format::None; // of all strings
    bool manyWords = false;       // the strings are no fixed set
    QList<QByteArray> words;      // all of them, sorted, unless manyWords

    quint64 objects = 0;
    std::vector<Member> members; // sorted by name
    bool open = false;           // members of other names are part of it
    bool full = false;           // and none of them gets a shape of its own any more
    std::vector<Shape> rest;     // of those: none = of any shape, or one

    std::vector<Shape> items; // of lists: none = of any shape, or one
    bool anyItems = false;    // not looked into, for it is too deep

    // The fixed set that its strings are from; empty = none. It takes enough samples and few words to say so.
    QList<QByteArray> fixedWords() const;
    bool operator==(const Shape &other) const;
};

struct Member
{
    QByteArray name; // UTF-8
    quint64 seen = 0;
    bool doubled = false; // has stood twice in one object
    Shape shape;

    bool operator==(const Member &other) const;
};

constexpr int mostDepth = 24;                      // what lies deeper is of any shape
constexpr std::size_t mostMembers = 256;           // of one object; more are keys and no names
constexpr int mostShapes = 5000;                   // in one contract
constexpr qsizetype mostWords = 8;                 // in a fixed set
constexpr quint64 leastStrings = 6;                // before a set is called fixed
constexpr qsizetype mostBody = qsizetype(1) << 20; // bytes of a payload that is looked at

int countShapes(const Shape &shape);

const Member *findMember(const Shape &object, QByteArrayView name);

// "integer or null".
QString typeNames(Types types);

// Takes one more payload in. Malformed when it is no JSON or nested too deep, Limited when it is too large.
Result<void> absorb(Shape &shape, QByteArrayView json);

} // namespace tocsin::contract
