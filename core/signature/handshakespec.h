// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/signature/recipe.h"

namespace tocsin::signature {

// The member `handshakes` of docs/scheme-language.md as values: what is said there of a member holds for it
// here.

// What a value that comes from outside may be made of. None of them holds a control character, '<' or '>'.
enum class Alphabet : quint8 {
    Hex,     // 0-9 a-f
    Token,   // letters, digits, '-', '_', '.'
    Base64,  // letters, digits, '+', '/', '-', '_', and '=' at the end
    Visible, // printable ASCII without blank
    Text,    // printable ASCII
};

// A value of the request, or a parameter of the endpoint, by its name.
struct HandshakeValue
{
    enum class Place : quint8 { None, Query, Header, Json, Parameter };

    Place place = Place::None;
    QByteArray name; // a pointer for Json

    bool isSet() const { return place != Place::None; }
    bool operator==(const HandshakeValue &) const = default;
};

// A value that must be there, and what it may be.
struct HandshakeNeed
{
    HandshakeValue value;
    QByteArray equals;    // the handshake is meant only if it is this; empty = whatever it is
    QByteArray parameter; // the handshake is refused unless it is this parameter's value; empty = none
    Alphabet alphabet = Alphabet::Text;
    int minLength = 1;
    int maxLength = 512;

    bool operator==(const HandshakeNeed &) const = default;
};

// One piece of an answer, in order.
struct ReplyPiece
{
    enum class Kind : quint8 { Text, Value, Url, Digest };

    Kind kind = Kind::Text;
    QByteArray text;      // Text
    HandshakeValue value; // Value
    bool quoted = false;  // Value: written as a JSON string
    Algorithm digest = Algorithm::Sha256;
    Encoding encoding = Encoding::HexLower; // Digest
    std::vector<ReplyPiece> of;             // Digest: what it is taken over

    bool operator==(const ReplyPiece &) const = default;
};

using ReplyText = std::vector<ReplyPiece>;

struct HandshakeReply
{
    enum class Content : quint8 { None, Text, Json };
    struct Field
    {
        QByteArray name;
        ReplyText value;
        bool operator==(const Field &) const = default;
    };

    int status = 200;
    Content content = Content::None;
    std::vector<Field> fields;
    ReplyText body;

    bool operator==(const HandshakeReply &) const = default;
};

// A URL in the message that only a person may have opened (SNS), and where it must lead.
struct ConsentSpec
{
    QByteArray pointer;      // empty = none
    QList<QByteArray> hosts; // '*' stands for one label: "sns.*.amazonaws.com"
    QByteArray start;        // of path and query

    bool operator==(const ConsentSpec &) const = default;
};

struct Handshake
{
    // Checked: a signature that is there must be right. Required: there must be one.
    enum class Signed : quint8 { Ignored, Checked, Required };

    QString name; // for people
    QList<QByteArray> methods;
    std::vector<HandshakeNeed> has;
    std::vector<HandshakeValue> lacks;
    bool only = false;      // the body is an object with no members but those that `has` names
    bool emptyBody = false; // there is no body
    Signed signature = Signed::Ignored;
    HandshakeReply reply;
    HandshakeValue learns; // where a secret stands that the sender wants to be kept
    ConsentSpec consent;

    const HandshakeNeed *need(const HandshakeValue &value) const; // null when `has` does not name it
    bool operator==(const Handshake &) const = default;
};

// For people: "query parameter challenge", "header X-Hook-Secret", "body member /challenge".
QString placeName(const HandshakeValue &value);

// Whether it is of that alphabet alone.
bool isWithin(QByteArrayView text, Alphabet alphabet);

} // namespace tocsin::signature
