// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>
#include <vector>

namespace tocsin::signature {

// The words of docs/scheme-language.md as values: what is said there of a member holds for it here.

enum class Algorithm : quint8 {
    None, // unsigned by contract
    Token,
    Basic,
    HmacSha1,
    HmacSha256,
    HmacSha384,
    HmacSha512,
    Md5,
    Sha1,
    Sha256,
    Sha384,
    Sha512,
    Ed25519,
    EcdsaP256Sha256,
    EcdsaP256Sha256Raw,
    EcdsaP256Sha1,
    RsaSha1,
    RsaSha256,
    RsaSha512,
    RsaPssSha256,
    RsaPssSha512,
    Jws,
    HttpSignature,
};

// What an algorithm does with the message and the key.
enum class Family : quint8 { None, Token, Basic, Hmac, Digest, PublicKey, Jws, HttpSignature };
Family familyOf(Algorithm algorithm);

enum class Encoding : quint8 { HexLower, HexUpper, Base64, Base64Url, Base64Hex, Decimal, Raw };
enum class PartHash : quint8 { None, Md5, Sha1, Sha256, Sha384, Sha512, Crc32 };

// Where in the request a value (signature, timestamp, id, tag) is found, and how it is cut out.
struct FieldSpec
{
    enum class Place : quint8 { None, Header, AnyHeader, NumberedHeader, Query, Form, Json, Body, Claim };

    Place place = Place::None; // None = this recipe has no such value
    QList<QByteArray> names;   // one; several for AnyHeader; a pointer for Json; none for Body
    QList<QByteArray> prefixes;
    QList<QByteArray> toleratedPrefixes; // taken off too, and noted as not documented
    std::optional<QByteArray> unpack;    // pointer into the JSON that the value is base64 of
    QByteArray groups;
    QByteArray split;
    QByteArray assign = "=";
    QByteArray key;
    int index = -1; // from 0
    bool rest = false;
    QByteArray first;
    bool takesRest = false;
    bool unescape = false;

    bool isSet() const { return place != Place::None; }
    bool isHeader() const { return place == Place::Header; }
    bool isCut() const { return !key.isEmpty() || index >= 0; }
    QByteArray name() const { return names.value(0); }
    bool operator==(const FieldSpec &) const = default;
};

// One piece of the bytes that are signed, in order.
struct PartSpec
{
    enum class Kind : quint8 {
        Literal,
        Timestamp,
        Id,
        Header,
        Method,
        Target, // path and query, as written in the request line
        Path,   // the same up to the '?'
        Body,
        Tag,
        Url, // the whole one
        Query,
        Form,
        Json,
        RawJson,
        Canonical,
        SortedForm,
        SignedHeaders,
        Parameter,
        Secret,
        Group,
    };
    enum class Layout : quint8 { Names, Values, Pairs };

    Kind kind = Kind::Literal;
    QByteArray text; // the literal; else the name or pointer that goes with the kind
    bool optional = false;
    QByteArray before; // of an optional part, e.g. the dot before Socotra's tag
    QByteArray after;
    bool lower = false;
    PartHash hash = PartHash::None;
    std::optional<Encoding> encoding;
    QByteArray profile;             // Canonical: id of a json::layout()
    bool decoded = false;           // Url
    Layout layout = Layout::Values; // SignedHeaders
    QByteArray join;                // SignedHeaders
    std::vector<PartSpec> parts;    // Group

    bool operator==(const PartSpec &) const = default;
};

// The stable word, as in scheme files and on the command line: "timestamp", "raw-json".
QLatin1StringView partKindId(PartSpec::Kind kind);

enum class KeyForm : quint8 { Utf8, Base64, Hex, PrefixedBase64, PublicKey };

struct KeySpec
{
    KeyForm form = KeyForm::Utf8;
    QList<QByteArray> prefixes; // PrefixedBase64: the first that fits is taken off, e.g. "whsec_"
    PartHash hash = PartHash::None;
    bool afterTimestamp = false; // the timestamp's text stands in front

    bool operator==(const KeySpec &) const = default;
};

enum class TimeUnit : quint8 { Seconds, Milliseconds, SecondsOrMilliseconds, Iso8601, Iso8601Utc, HttpDate };

struct TimeSpec
{
    FieldSpec field;
    TimeUnit unit = TimeUnit::Seconds;
    int maxDigits = 12;
    qint64 windowSeconds = 0; // both ways; 0 = the clock is not checked

    bool operator==(const TimeSpec &) const = default;
};

struct BodyDigestSpec // a signed value that must be the body's digest, e.g. Twilio's bodySHA256
{
    FieldSpec field;
    PartHash hash = PartHash::Sha256;
    Encoding encoding = Encoding::HexLower;

    bool operator==(const BodyDigestSpec &) const = default;
};

struct HeaderListSpec // names of the headers that are signed, as the request lists them
{
    FieldSpec field;
    QByteArray separator;

    bool operator==(const HeaderListSpec &) const = default;
};

struct ClaimSpec // a claim that must equal a parameter of the scheme, if that is given
{
    QByteArray claim;
    QByteArray parameter;

    bool operator==(const ClaimSpec &) const = default;
};

struct JwsSpec
{
    enum class Payload : quint8 { Token, Body, Parts };

    QList<QByteArray> algorithms; // "ES256"; nothing else is accepted, whatever the token says
    Payload payload = Payload::Token;
    QByteArray bodyClaim; // empty = none
    PartHash bodyHash = PartHash::Sha256;
    Encoding bodyEncoding = Encoding::HexLower;
    QByteArray requestClaim; // that must be the queryStringHash(); empty = none
    QByteArray basePath;     // the parameter that says what the hash leaves out of the path; empty = none
    QList<ClaimSpec> claims;

    bool operator==(const JwsSpec &) const = default;
};

struct HttpSignatureSpec
{
    enum class Edition : quint8 { Rfc9421, Cavage };

    Edition edition = Edition::Rfc9421;
    QList<QByteArray> components; // must be covered
    QByteArray digestHeader;      // must be covered and equal the body's digest; empty = none

    bool operator==(const HttpSignatureSpec &) const = default;
};

// One way to sign. A scheme has one or, where a sender has several or its documents are unclear, more.
struct Recipe
{
    QString name; // of the variant; empty when there is one only
    Algorithm algorithm = Algorithm::None;
    Encoding encoding = Encoding::HexLower; // of the signature
    KeySpec key;
    FieldSpec signature;
    TimeSpec timestamp;
    FieldSpec messageId;
    FieldSpec tag;
    std::vector<PartSpec> message;
    std::optional<QByteArray> each; // pointer to an array of separately signed items
    BodyDigestSpec bodyDigest;
    HeaderListSpec signedHeaders;
    JwsSpec jws;
    HttpSignatureSpec httpSignature;

    bool isSigned() const { return algorithm != Algorithm::None; }
    // What it is verified with may be known to all; else it is shared with the sender and with nobody else.
    bool usesPublicKey() const
    {
        return familyOf(algorithm) == Family::PublicKey || key.form == KeyForm::PublicKey;
    }
    bool operator==(const Recipe &) const = default;
};

} // namespace tocsin::signature
