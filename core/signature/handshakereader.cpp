// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/handshakereader.h"

#include "core/signature/handshakewords.h"

namespace tocsin::signature {

namespace {

using namespace Qt::StringLiterals;
using namespace words;
using Need = SchemeFile::Need;
using Place = HandshakeValue::Place;
using Piece = ReplyPiece::Kind;

constexpr int maxHandshakes = 8;
constexpr int maxEntries = 16;
constexpr qint64 maxValue = 1024;

} // namespace

bool HandshakeReader::read(const Token &value, std::vector<Handshake> &out)
{
    return m_file.list(value, maxHandshakes,
                       [&](auto &item) { return readHandshake(item, out.emplace_back()); });
}

// Exactly one place; the caller checks that there is one.
SchemeFile::Members HandshakeReader::placeMembers(HandshakeValue &value, bool withParameter)
{
    const auto place = [this, &value](Place where, bool good) {
        const bool second = value.isSet();
        value.place = where;
        return good && (!second || m_file.refuseHere(u"says a second place; the value has one"_s));
    };
    Members members = {
        {"query"_L1, Need::Optional,
         [this, &value, place](auto &v) { return place(Place::Query, m_file.bytes(v, value.name)); }},
        {"header"_L1, Need::Optional,
         [this, &value, place](auto &v) { return place(Place::Header, m_file.token(v, value.name)); }},
        {"json"_L1, Need::Optional,
         [this, &value, place](auto &v) { return place(Place::Json, m_file.pointer(v, value.name)); }},
    };
    if (withParameter)
        members.push_back({"parameter"_L1, Need::Optional, [this, &value, place](auto &v) {
                               return place(Place::Parameter, m_file.token(v, value.name));
                           }});
    return members;
}

bool HandshakeReader::readHandshake(const Token &value, Handshake &handshake)
{
    const auto readLearns = [this, &handshake](auto &v) {
        return m_file.object(v, placeMembers(handshake.learns, false)) &&
               (handshake.learns.isSet() || m_file.refuseHere(u"must say where: header, query or json"_s));
    };
    return m_file.object(
        value, {{"name"_L1, Need::Required, [&](auto &v) { return m_file.text(v, handshake.name); }},
                {"when"_L1, Need::Required, [&](auto &v) { return readWhen(v, handshake); }},
                {"signature"_L1, Need::Optional,
                 [&](auto &v) { return m_file.choice(v, handshakeSignatures, handshake.signature); }},
                {"reply"_L1, Need::Required, [&](auto &v) { return readReply(v, handshake.reply); }},
                {"learns"_L1, Need::Optional, readLearns},
                {"consent"_L1, Need::Optional, [&](auto &v) { return readConsent(v, handshake.consent); }}});
}

bool HandshakeReader::readWhen(const Token &value, Handshake &handshake)
{
    const auto readMethod = [this, &handshake](auto &item) {
        int index = 0;
        const bool good = m_file.word(item, handshakeMethods, index);
        handshake.methods.append(
            QByteArray(handshakeMethods[index].text.data(), handshakeMethods[index].text.size()));
        return good;
    };
    const auto readAbsent = [this, &handshake](auto &item) {
        HandshakeValue &absent = handshake.lacks.emplace_back();
        return m_file.object(item, placeMembers(absent, false)) &&
               (absent.isSet() || m_file.refuseHere(u"must say where: header, query or json"_s));
    };
    return m_file.object(
        value,
        {{"methods"_L1, Need::Required, [&](auto &v) { return m_file.list(v, maxEntries, readMethod); }},
         {"has"_L1, Need::Optional,
          [&](auto &v) {
              return m_file.list(v, maxEntries,
                                 [&](auto &item) { return readNeed(item, handshake.has.emplace_back()); });
          }},
         {"lacks"_L1, Need::Optional, [&](auto &v) { return m_file.list(v, maxEntries, readAbsent); }},
         {"only"_L1, Need::Optional, [&](auto &v) { return m_file.flag(v, handshake.only); }},
         {"emptyBody"_L1, Need::Optional, [&](auto &v) { return m_file.flag(v, handshake.emptyBody); }}});
}

bool HandshakeReader::readNeed(const Token &value, HandshakeNeed &need)
{
    const auto length = [this](auto &v, int &out) {
        qint64 number = 0;
        const bool good = m_file.number(v, 1, maxValue, number);
        out = good ? int(number) : out;
        return good;
    };
    Members members = placeMembers(need.value, true);
    members.push_back({"equals"_L1, Need::Optional, [&](auto &v) { return m_file.bytes(v, need.equals); }});
    members.push_back(
        {"equalsParameter"_L1, Need::Optional, [&](auto &v) { return m_file.token(v, need.parameter); }});
    members.push_back(
        {"alphabet"_L1, Need::Optional, [&](auto &v) { return m_file.choice(v, alphabets, need.alphabet); }});
    members.push_back({"minLength"_L1, Need::Optional, [&](auto &v) { return length(v, need.minLength); }});
    members.push_back({"maxLength"_L1, Need::Optional, [&](auto &v) { return length(v, need.maxLength); }});
    return m_file.object(value, members) &&
           (need.value.isSet() || m_file.refuseHere(u"must say where: header, query, json or parameter"_s)) &&
           (need.minLength <= need.maxLength || m_file.refuseHere(u"maxLength is less than minLength"_s));
}

bool HandshakeReader::readReply(const Token &value, HandshakeReply &reply)
{
    return m_file.object(
        value, {{"status"_L1, Need::Required,
                 [&](auto &v) {
                     qint64 number = 0;
                     const bool good = m_file.number(v, 200, 299, number);
                     reply.status = good ? int(number) : reply.status;
                     return good;
                 }},
                {"contentType"_L1, Need::Optional,
                 [&](auto &v) { return m_file.choice(v, replyContents, reply.content); }},
                {"headers"_L1, Need::Optional,
                 [&](auto &v) {
                     return m_file.list(v, maxEntries, [&](auto &item) {
                         return readField(item, reply.fields.emplace_back());
                     });
                 }},
                {"body"_L1, Need::Optional, [&](auto &v) { return readPieces(v, reply.body, false); }}});
}

bool HandshakeReader::readField(const Token &value, HandshakeReply::Field &field)
{
    return m_file.object(
        value, {{"name"_L1, Need::Required, [&](auto &v) { return m_file.token(v, field.name); }},
                {"value"_L1, Need::Required, [&](auto &v) { return readPieces(v, field.value, false); }}});
}

bool HandshakeReader::readPieces(const Token &value, ReplyText &pieces, bool inDigest)
{
    return m_file.list(value, maxEntries,
                       [&](auto &item) { return readPiece(item, pieces.emplace_back(), inDigest); });
}

bool HandshakeReader::readPiece(const Token &value, ReplyPiece &piece, bool inDigest)
{
    int kinds = 0;
    const auto is = [&piece, &kinds](Piece kind, bool good) {
        piece.kind = kind;
        ++kinds;
        return good;
    };
    bool url = false;
    bool encoded = false;
    Members members = placeMembers(piece.value, true);
    members.push_back(
        {"text"_L1, Need::Optional, [&](auto &v) { return is(Piece::Text, m_file.bytes(v, piece.text)); }});
    members.push_back(
        {"url"_L1, Need::Optional, [&](auto &v) { return is(Piece::Url, m_file.flag(v, url)); }});
    members.push_back({"quoted"_L1, Need::Optional, [&](auto &v) { return m_file.flag(v, piece.quoted); }});
    if (!inDigest) {
        members.push_back({"digest"_L1, Need::Optional, [&](auto &v) {
                               return is(Piece::Digest, m_file.choice(v, replyDigests, piece.digest));
                           }});
        members.push_back({"of"_L1, Need::Optional, [&](auto &v) { return readPieces(v, piece.of, true); }});
        members.push_back({"encoding"_L1, Need::Optional, [&](auto &v) {
                               encoded = true;
                               return m_file.choice(v, replyEncodings, piece.encoding);
                           }});
    }
    if (!m_file.object(value, members))
        return false;
    if (piece.value.isSet())
        is(Piece::Value, true);
    const bool isDigest = piece.kind == Piece::Digest && kinds == 1;
    if (kinds != 1 || (piece.kind == Piece::Url && !url))
        return m_file.refuseHere(u"must be exactly one of text, query, header, json, parameter, url "
                                 "(true) and digest"_s);
    if (isDigest != encoded || isDigest == piece.of.empty())
        return m_file.refuseHere(u"a digest has the members of and encoding, and nothing else has them"_s);
    return !piece.quoted || piece.kind == Piece::Value || m_file.refuseHere(u"only a value can be quoted"_s);
}

bool HandshakeReader::readConsent(const Token &value, ConsentSpec &consent)
{
    return m_file.object(
        value,
        {{"json"_L1, Need::Required, [&](auto &v) { return m_file.pointer(v, consent.pointer); }},
         {"hosts"_L1, Need::Required, [&](auto &v) { return m_file.texts(v, maxEntries, consent.hosts); }},
         {"start"_L1, Need::Required, [&](auto &v) { return m_file.bytes(v, consent.start); }}});
}

} // namespace tocsin::signature
