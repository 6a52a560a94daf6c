// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/jwk.h"

#include "core/json/tokenreader.h"
#include "core/signature/base64text.h"
#include "core/signature/derbytes.h"

#include <QSet>

namespace tocsin::signature {

namespace {

using namespace Qt::StringLiterals;
using json::Token;
using json::TokenReader;

constexpr qsizetype maxKeyIdSize = 500; // bytes
constexpr int maxMembers = 100;         // of one object

auto refuse(const QString &what)
{
    return fail(Error::Kind::Rejected, what);
}

// The texts of one JWK. Null = absent.
struct Jwk
{
    QByteArray kty, crv, use, kid, n, e, x, y;
    bool isPrivate = false; // has d or k
};

QByteArray *memberOf(Jwk &key, const QString &name)
{
    const std::pair<QLatin1StringView, QByteArray *> members[] = {
        {"kty"_L1, &key.kty}, {"crv"_L1, &key.crv}, {"use"_L1, &key.use}, {"kid"_L1, &key.kid},
        {"n"_L1, &key.n},     {"e"_L1, &key.e},     {"x"_L1, &key.x},     {"y"_L1, &key.y}};
    for (const auto &[known, text] : members) {
        if (name == known)
            return text;
    }
    return nullptr;
}

Error broken(const TokenReader &reader)
{
    const QString where = reader.errorText();
    return {Error::Kind::Rejected, u"the key is not the JSON of a JWK or a JWK set%1"_s.arg(
                                       where.isEmpty() ? u""_s : u": "_s + where)};
}

// Calls member(name, first token) for each member of the object that was just opened; the call must read the
// whole value. Refuses names that stand twice.
template<class Member>
std::optional<Error> eachMember(TokenReader &reader, Member &&member)
{
    QSet<QString> seen;
    for (Token token = reader.next(); token.kind != Token::Kind::EndObject; token = reader.next()) {
        if (token.kind != Token::Kind::Key)
            return broken(reader);
        const QString name = reader.text(token);
        if (seen.contains(name))
            return Error{Error::Kind::Rejected, u"a member of the JWK stands twice"_s};
        if (seen.size() == maxMembers)
            return Error{Error::Kind::Rejected, u"a JWK has more than %1 members"_s.arg(maxMembers)};
        seen.insert(name);
        if (std::optional<Error> error = member(name, reader.next()))
            return error;
    }
    return std::nullopt;
}

std::optional<Error> readMember(TokenReader &reader, const QString &name, const Token &value, Jwk &key)
{
    key.isPrivate = key.isPrivate || name == "d"_L1 || name == "k"_L1;
    QByteArray *text = memberOf(key, name);
    if (!text)
        return reader.wholeValue(value).kind == Token::Kind::Error ? std::optional(broken(reader))
                                                                   : std::nullopt;
    if (value.kind != Token::Kind::String || value.invalidUtf8)
        return Error{Error::Kind::Rejected, u"the member \"%1\" of a JWK must be a text"_s.arg(name)};
    *text = reader.text(value).toUtf8();
    return std::nullopt;
}

bool isPassedOver(const Jwk &key) // in a set
{
    if (key.use == "enc")
        return true;
    if (key.kty == "RSA")
        return false;
    return !(key.kty == "EC" && (key.crv == "P-256" || key.crv == "P-384")) &&
           !(key.kty == "OKP" && key.crv == "Ed25519");
}

// One number or coordinate; the size must be exact when it is given.
Result<QByteArray> field(const QByteArray &text, QLatin1StringView name, qsizetype size = 0)
{
    const auto bytes = readBase64(text, Base64Form::Url);
    if (!bytes || bytes->isEmpty())
        return refuse(u"the member \"%1\" of the JWK must be base64url without padding"_s.arg(name));
    if (size > 0 && bytes->size() != size)
        return refuse(u"the member \"%1\" of the JWK must be %2 bytes; it has %3"_s.arg(name).arg(size).arg(
            bytes->size()));
    return *bytes;
}

Result<QByteArray> derOf(const Jwk &key)
{
    if (key.kty == "RSA") {
        const auto n = field(key.n, "n"_L1);
        const auto e = n ? field(key.e, "e"_L1) : n;
        return e ? rsaPublicKeyDer(*n, *e) : e;
    }
    if (key.kty == "OKP") {
        const auto x = field(key.x, "x"_L1, 32);
        return x ? spkiOfRawKey(*x) : x;
    }
    const qsizetype size = key.crv == "P-384" ? 48 : 32;
    const auto x = field(key.x, "x"_L1, size);
    const auto y = x ? field(key.y, "y"_L1, size) : x;
    return y ? spkiOfRawKey("\x04" + *x + *y) : y;
}

Result<PublicKey> keyOf(const Jwk &key)
{
    if (key.kty == "oct")
        return refuse(u"the JWK is a symmetric secret (\"kty\": \"oct\"); a public key is expected"_s);
    if (key.isPrivate)
        return refuse(u"the JWK is a private key; only its public members belong here"_s);
    if (isPassedOver(key))
        return refuse(
            u"the JWK is of a kind that is not read here; expected are RSA, EC with P-256 or P-384, and "
            "OKP with Ed25519, for signatures"_s);
    if (key.kid.size() > maxKeyIdSize)
        return refuse(u"the \"kid\" of a JWK is longer than %1 bytes"_s.arg(maxKeyIdSize));
    const auto der = derOf(key);
    return der ? PublicKey::fromDer(*der, key.kid) : tl::unexpected(der.error());
}

Result<QList<Jwk>> readKeys(TokenReader &reader, const Token &first)
{
    if (first.kind != Token::Kind::BeginArray)
        return refuse(u"\"keys\" of a JWK set must be a list"_s);
    QList<Jwk> keys;
    for (Token token = reader.next(); token.kind != Token::Kind::EndArray; token = reader.next()) {
        if (token.kind != Token::Kind::BeginObject)
            return tl::unexpected(broken(reader));
        if (keys.size() == PublicKey::maxKeys)
            return refuse(u"the JWK set has more than %1 keys"_s.arg(PublicKey::maxKeys));
        Jwk key;
        const auto error = eachMember(reader, [&](const QString &name, const Token &value) {
            return readMember(reader, name, value, key);
        });
        if (error)
            return tl::unexpected(*error);
        keys.append(key);
    }
    return keys;
}

} // namespace

Result<QList<PublicKey>> readJwks(QByteArrayView json)
{
    TokenReader reader(json);
    Jwk single;
    std::optional<QList<Jwk>> set;
    if (reader.next().kind != Token::Kind::BeginObject)
        return tl::unexpected(broken(reader));
    const auto error =
        eachMember(reader, [&](const QString &name, const Token &value) -> std::optional<Error> {
            if (name != "keys"_L1)
                return readMember(reader, name, value, single);
            auto keys = readKeys(reader, value);
            if (!keys)
                return keys.error();
            set = std::move(*keys);
            return std::nullopt;
        });
    if (error)
        return tl::unexpected(*error);
    if (reader.next().kind != Token::Kind::End)
        return tl::unexpected(broken(reader));

    QList<PublicKey> found;
    for (const Jwk &key : set ? *set : QList<Jwk>{single}) {
        const bool mayLack = set && !key.isPrivate && key.kty != "oct" && isPassedOver(key);
        if (mayLack)
            continue;
        auto read = keyOf(key);
        if (!read)
            return tl::unexpected(read.error());
        found.append(std::move(*read));
    }
    if (found.isEmpty())
        return refuse(u"the JWK set holds no key for signatures of RSA, P-256, P-384 or Ed25519"_s);
    return found;
}

} // namespace tocsin::signature
