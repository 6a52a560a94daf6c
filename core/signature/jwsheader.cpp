// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/jwsheader.h"

#include "core/json/tokenreader.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

namespace tocsin::signature {

namespace {

using namespace Qt::StringLiterals;
using json::Token;
using json::TokenReader;

constexpr int maxMembers = 50;

auto malformed(const QString &what)
{
    return fail(Error::Kind::Malformed, u"the token's header: "_s + what);
}

// What the members say, before they are held against each other.
struct Members
{
    std::optional<QByteArray> algorithm;
    QByteArray keyId;
    std::optional<bool> encoded;
    std::optional<QList<QString>> critical;
};

std::optional<QList<QString>> readTexts(TokenReader &reader, const Token &first)
{
    if (first.kind != Token::Kind::BeginArray)
        return std::nullopt;
    QList<QString> texts;
    for (Token item = reader.next(); item.kind != Token::Kind::EndArray; item = reader.next()) {
        if (item.kind != Token::Kind::String || texts.size() == maxMembers)
            return std::nullopt;
        texts.append(reader.text(item));
    }
    return texts;
}

// What is wrong with the member, or nothing.
QString readMember(TokenReader &reader, const QString &name, Members &members)
{
    const Token value = reader.next();
    if (name == "alg"_L1 || name == "kid"_L1) {
        if (value.kind != Token::Kind::String || value.invalidUtf8)
            return u"\"%1\" must be a text"_s.arg(name);
        const QByteArray text = reader.text(value).toUtf8();
        if (text.size() > maxJwsKeyId)
            return u"\"%1\" is longer than %2 bytes"_s.arg(name).arg(maxJwsKeyId);
        (name == "alg"_L1 ? members.algorithm.emplace() : members.keyId) = text;
    } else if (name == "b64"_L1) {
        if (value.kind != Token::Kind::True && value.kind != Token::Kind::False)
            return u"\"b64\" must be true or false"_s;
        members.encoded = value.kind == Token::Kind::True;
    } else if (name == "crit"_L1) {
        members.critical = readTexts(reader, value);
        if (!members.critical)
            return u"\"crit\" must be a list of texts"_s;
    } else if (reader.wholeValue(value).kind == Token::Kind::Error) {
        return reader.errorText();
    }
    return {};
}

Result<JwsHeader> judge(const Members &members)
{
    if (!members.algorithm)
        return malformed(u"it has no \"alg\""_s);
    if (members.algorithm->compare("none", Qt::CaseInsensitive) == 0)
        return malformed(u"\"alg\" is none, which signs nothing"_s);
    const auto algorithm = readJwsAlgorithm(*members.algorithm);
    if (!algorithm)
        return malformed(
            u"\"alg\" is none of HS256, RS256, PS256 and their 384 and 512, ES256, ES384 and EdDSA"_s);
    // RFC 7515 section 4.1.11: not empty, no name twice, nothing that is not understood.
    if (members.critical && *members.critical != QList<QString>{u"b64"_s})
        return malformed(u"\"crit\" may name \"b64\" once and nothing else"_s);
    if (members.critical.has_value() != members.encoded.has_value())
        return malformed(u"\"b64\" and \"crit\" must stand together"_s);
    return JwsHeader{*algorithm, members.keyId, members.encoded.value_or(true)};
}

QByteArray quoted(QByteArrayView text)
{
    const QByteArray list = QJsonDocument(QJsonArray{QString::fromUtf8(text)}).toJson(QJsonDocument::Compact);
    return list.sliced(1, list.size() - 2);
}

} // namespace

Result<JwsHeader> readJwsHeader(QByteArrayView json)
{
    TokenReader reader(json);
    if (reader.next().kind != Token::Kind::BeginObject)
        return malformed(u"it is not a JSON object"_s);
    Members members;
    QSet<QString> seen;
    for (Token token = reader.next(); token.kind != Token::Kind::EndObject; token = reader.next()) {
        if (token.kind != Token::Kind::Key)
            return malformed(reader.errorText());
        const QString name = reader.text(token);
        if (seen.contains(name))
            return malformed(u"a member stands twice"_s);
        if (seen.size() == maxMembers)
            return malformed(u"it has more than %1 members"_s.arg(maxMembers));
        seen.insert(name);
        if (const QString fault = readMember(reader, name, members); !fault.isEmpty())
            return malformed(fault);
    }
    if (reader.next().kind != Token::Kind::End)
        return malformed(reader.errorText());
    return judge(members);
}

QByteArray writeJwsHeader(JwsAlgorithm algorithm, const JwsOptions &options)
{
    QByteArray json = "{\"alg\":" + quoted(nameOf(algorithm));
    if (!options.type.isEmpty())
        json += ",\"typ\":" + quoted(options.type);
    if (!options.keyId.isEmpty())
        json += ",\"kid\":" + quoted(options.keyId);
    if (!options.encoded)
        json += R"(,"b64":false,"crit":["b64"])";
    return json + "}";
}

} // namespace tocsin::signature
