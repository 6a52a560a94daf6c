// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <optional>

namespace tocsin::signature {

// Structured field values (RFC 8941), as far as signatures need them: dictionaries.

struct SfBare
{
    enum class Kind : quint8 { Integer, Decimal, String, Token, Bytes, Boolean };
    Kind kind = Kind::Boolean;
    QByteArray
        value; // decoded: a string's characters, a byte sequence's bytes, "1" and "0", else the spelling
    QByteArray spelling; // in the canonical form of section 4.1

    bool operator==(const SfBare &) const = default;
};

struct SfParameter
{
    QByteArray name;
    SfBare value;

    bool operator==(const SfParameter &) const = default;
};
using SfParameters =
    QList<SfParameter>; // a name that came twice stands at its first place with its last value

struct SfItem
{
    SfBare bare;
    SfParameters parameters;

    bool operator==(const SfItem &) const = default;
};

struct SfMember
{
    QByteArray name;
    bool isList = false;
    QList<SfItem> items;     // of the inner list; else exactly one
    SfParameters parameters; // of the inner list; an item keeps its own

    bool operator==(const SfMember &) const = default;
};

struct SfDictionary
{
    QList<SfMember> members; // a name that came twice: as with parameters
    bool hasDuplicates = false;

    const SfMember *find(QByteArrayView name) const; // null = absent
};

const SfBare *findParameter(const SfParameters &parameters, QByteArrayView name); // null = absent

// The value of a dictionary field, its lines joined with commas; nothing when any part of it breaks the
// grammar. Any bytes are safe input.
std::optional<SfDictionary> readSfDictionary(QByteArrayView text);

// The canonical text (section 4.1).
QByteArray writeSf(const SfParameters &parameters);
QByteArray writeSf(const SfItem &item);
QByteArray writeSf(const SfMember &member); // the value without the name
QByteArray writeSf(const SfDictionary &dictionary);
QByteArray writeSfString(QByteArrayView ascii);
QByteArray writeSfBytes(QByteArrayView bytes);

} // namespace tocsin::signature
