// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace tocsin::signature {

// One piece of the bytes that are signed, in order.
struct PartSpec
{
    // Url: the request target as written, path and query; Path: the same up to the '?'.
    enum class Kind : quint8 { Literal, Timestamp, Id, Header, Method, Url, Path, Body, Tag };
    Kind kind = Kind::Literal;
    QByteArray text;       // Literal: the bytes; Header: the field name
    bool optional = false; // vanishes together with its `before` when its value is absent or empty
    QByteArray before;     // literal in front of an optional part, e.g. the dot before Socotra's tag

    bool operator==(const PartSpec &) const = default;
};

// Where in the request a value (signature, timestamp, id, tag) is found.
struct FieldSpec
{
    QByteArray header;      // field name, any case; empty = this scheme has no such value
    QByteArray key;         // key inside a "k=v,k=v" header; empty = the whole value
    bool takesRest = false; // the key's value runs to the end of the header, commas included (Socotra's tag)

    bool operator==(const FieldSpec &) const = default;
};

// How a sender signs, as data: resources/schemes/<id>.json or the user's own file, read by readScheme().
struct Scheme
{
    enum class Encoding : quint8 { HexLower, HexUpper, Base64, Base64Url };
    enum class Algorithm : quint8 { None, HmacSha1, HmacSha256, HmacSha384, HmacSha512 };
    enum class KeyForm : quint8 { Utf8, Base64, Hex, PrefixedBase64 };
    enum class TimeUnit : quint8 { Seconds, Milliseconds, Iso8601 };

    struct SecretRule // the vendor's rule for what a secret may be
    {
        int minLength = 1;   // characters
        int maxLength = 0;   // 0 = no limit
        QByteArray alphabet; // named class: "" any, "word" letters digits underscore
        bool operator==(const SecretRule &) const = default;
    };

    QString id;
    QString name;                          // the sender, for people
    QString source;                        // where the facts come from
    Algorithm algorithm = Algorithm::None; // None = unsigned by contract
    Encoding encoding = Encoding::HexLower;
    KeyForm keyForm = KeyForm::Utf8;
    QByteArray keyPrefix; // PrefixedBase64: text taken off before decoding, e.g. "whsec_"
    FieldSpec signature;
    FieldSpec timestamp;
    FieldSpec messageId;
    FieldSpec tag;
    QList<QByteArray> documentedPrefixes; // stripped silently before the digest is read
    QList<QByteArray> toleratedPrefixes;  // stripped, and noted as not documented
    QList<PartSpec> message;
    TimeUnit timeUnit = TimeUnit::Seconds;
    int timestampMaxDigits = 12;
    qint64 windowSeconds = 300; // both ways; 0 = the clock is not checked
    SecretRule secretRule;

    bool isSigned() const { return algorithm != Algorithm::None; }
    bool operator==(const Scheme &) const = default;
};

// Reads one scheme file: a JSON object whose members are the fields above. Words are lower case with hyphens
// ("hmac-sha256", "hex-lower", "prefixed-base64", "iso8601"); the built-in files in resources/schemes show
// the layout. Members that are not known, stand twice or contradict each other are errors: a typing mistake
// must not turn into a scheme that checks less. Every text is bounded. Errors are Malformed and name the line
// and the member, e.g. "line 7, message[1].kind: \"timestmp\" is not one of ...". The file's own name is put
// in front by the caller.
Result<Scheme> readScheme(QByteArrayView json);

// The vendor's rule for secrets, e.g. "Socotra secrets have 32 to 64 characters; this one has 31.". An ok
// result may still carry advice (blanks at an end), returned as text; empty = nothing to say.
Result<QString> checkSecret(const Scheme &scheme, QByteArrayView secret);

} // namespace tocsin::signature
