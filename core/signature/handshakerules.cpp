// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/handshakereader.h"
#include "core/signature/scheme.h"

#include <algorithm>
#include <array>

namespace tocsin::signature {

namespace {

using namespace Qt::StringLiterals;
using Content = HandshakeReply::Content;
using Place = HandshakeValue::Place;
using Piece = ReplyPiece::Kind;

constexpr int maxSigned = 256; // characters of what an HMAC may be asked for

// One handshake of the file, at that path.
class Rules
{
public:
    Rules(SchemeFile &file, const Scheme &scheme, const Handshake &handshake, const QString &path)
        : m_file(file)
        , m_scheme(scheme)
        , m_handshake(handshake)
        , m_path(path)
    {}

    bool hold()
    {
        return checkMeant() && checkNeeds() && checkOnly() && checkReply() && checkLearns() && checkConsent();
    }

private:
    bool refuse(const QString &member, const QString &what) { return m_file.refuse(m_path + member, what); }
    bool isNamed(const HandshakeValue &value, const QString &member);
    bool isDeclared(const QByteArray &parameter, const QString &member);
    bool checkMeant();
    bool checkNeeds();
    bool checkNeed(const HandshakeNeed &need, const QString &member);
    bool checkOnly();
    bool checkReply();
    bool checkField(const HandshakeReply::Field &field, const QString &member);
    bool checkPieces(const ReplyText &pieces, Content content, const QString &member);
    bool checkPiece(const ReplyPiece &piece, Content content, const QString &member);
    bool checkDigest(const ReplyPiece &piece, const QString &member);
    bool checkLearns();
    bool checkConsent();

    SchemeFile &m_file;
    const Scheme &m_scheme;
    const Handshake &m_handshake;
    QString m_path;
};

bool Rules::isNamed(const HandshakeValue &value, const QString &member)
{
    return m_handshake.need(value) ||
           refuse(member, u"uses a value that when.has does not name, so nothing bounds it"_s);
}

bool Rules::isDeclared(const QByteArray &parameter, const QString &member)
{
    const auto &all = m_scheme.parameters;
    return std::any_of(all.begin(), all.end(), [&](const auto &p) { return p.name == parameter; }) ||
           refuse(member, u"names a parameter that the scheme does not declare"_s);
}

// A handshake that fits every delivery would swallow them all.
bool Rules::checkMeant()
{
    const QList<QByteArray> &methods = m_handshake.methods;
    const bool carriesNoEvents = std::all_of(methods.begin(), methods.end(), [](const QByteArray &method) {
        return method == "HEAD" || method == "OPTIONS";
    });
    return carriesNoEvents || m_handshake.emptyBody || !m_handshake.has.empty() ||
           refuse(u".when"_s, u"fits every delivery: say what a handshake has"_s);
}

bool Rules::checkNeeds()
{
    for (size_t i = 0; i < m_handshake.has.size(); ++i) {
        if (!checkNeed(m_handshake.has[i], u".when.has[%1]"_s.arg(i)))
            return false;
    }
    return true;
}

bool Rules::checkNeed(const HandshakeNeed &need, const QString &member)
{
    const auto says = [&](QLatin1StringView name) { return m_file.has(m_path + member + u'.' + name); };
    const bool isLimited = says("alphabet"_L1) || says("minLength"_L1) || says("maxLength"_L1);
    if (m_handshake.need(need.value) != &need)
        return refuse(member, u"names a value for the second time"_s);
    if (isLimited && (!need.equals.isEmpty() || need.value.place == Place::Parameter))
        return refuse(member, u"alphabet and length are for values that the sender chooses"_s);
    if (need.value.place == Place::Parameter && (!need.equals.isEmpty() || !need.parameter.isEmpty()))
        return refuse(member, u"a parameter is there or not; it is not compared"_s);
    if (!need.equals.isEmpty() && !need.parameter.isEmpty())
        return refuse(member, u"equals and equalsParameter exclude each other"_s);
    if (need.value.place == Place::Parameter && !isDeclared(need.value.name, member))
        return false;
    return need.parameter.isEmpty() || isDeclared(need.parameter, member + u".equalsParameter"_s);
}

bool Rules::checkOnly()
{
    if (!m_handshake.only)
        return true;
    bool any = false;
    for (const HandshakeNeed &need : m_handshake.has) {
        if (need.value.place == Place::Json && need.value.name.lastIndexOf('/') != 0)
            return refuse(u".when.only"_s, u"goes with members of the body itself, as /challenge"_s);
        any = any || need.value.place == Place::Json;
    }
    return any || refuse(u".when.only"_s, u"has no meaning without a body member in has"_s);
}

bool Rules::checkReply()
{
    const HandshakeReply &reply = m_handshake.reply;
    if (reply.body.empty() != (reply.content == Content::None))
        return refuse(u".reply"_s, u"contentType and body go together"_s);
    if (!reply.body.empty() && reply.status == 204)
        return refuse(u".reply.body"_s, u"cannot be sent with status 204"_s);
    for (size_t i = 0; i < reply.fields.size(); ++i) {
        if (!checkField(reply.fields[i], u".reply.headers[%1]"_s.arg(i)))
            return false;
    }
    return checkPieces(reply.body, reply.content, u".reply.body"_s);
}

bool Rules::checkField(const HandshakeReply::Field &field, const QString &member)
{
    constexpr std::array reserved = {"Content-Length", "Content-Type", "Connection",
                                     "Date",           "Location",     "Set-Cookie",
                                     "Trailer",        "Upgrade",      "Transfer-Encoding"};
    for (const char *name : reserved) {
        if (field.name.compare(name, Qt::CaseInsensitive) == 0)
            return refuse(member + u".name"_s, u"is a header that is not a handshake's to set"_s);
    }
    return checkPieces(field.value, Content::None, member + u".value"_s);
}

bool Rules::checkPieces(const ReplyText &pieces, Content content, const QString &member)
{
    for (size_t i = 0; i < pieces.size(); ++i) {
        if (!checkPiece(pieces[i], content, member + u"[%1]"_s.arg(i)))
            return false;
    }
    return true;
}

bool Rules::checkPiece(const ReplyPiece &piece, Content content, const QString &member)
{
    const bool isFree = piece.kind == Piece::Value || piece.kind == Piece::Url;
    if (content == Content::Json && isFree && !piece.quoted)
        return refuse(member, u"a value in application/json must be quoted"_s);
    if (content != Content::Json && piece.quoted)
        return refuse(member, u"is quoted, which only application/json is"_s);
    if (piece.kind == Piece::Text &&
        std::any_of(piece.text.begin(), piece.text.end(), [](char c) { return c < ' ' || c > '~'; }))
        return refuse(member, u"text is printable ASCII"_s);
    if (piece.kind == Piece::Digest)
        return checkDigest(piece, member);
    if (piece.kind != Piece::Value)
        return true;
    return piece.value.place == Place::Parameter ? isDeclared(piece.value.name, member)
                                                 : isNamed(piece.value, member);
}

// The signing key must never sign what a stranger may choose freely: see oracle.h for what is checked when
// the text is known.
bool Rules::checkDigest(const ReplyPiece &piece, const QString &member)
{
    const bool isKeyed = familyOf(piece.digest) == Family::Hmac;
    if (isKeyed && familyOf(m_scheme.recipe().algorithm) != Family::Hmac)
        return refuse(member, u"an HMAC needs a scheme that signs with one"_s);
    for (size_t i = 0; isKeyed && i < piece.of.size(); ++i) {
        const HandshakeNeed *need = m_handshake.need(piece.of[i].value);
        const bool isStrangers = piece.of[i].kind == Piece::Value && need &&
                                 need->value.place != Place::Parameter && need->equals.isEmpty();
        const bool isNarrow = isStrangers && need->maxLength <= maxSigned &&
                              (need->alphabet == Alphabet::Hex || need->alphabet == Alphabet::Token ||
                               need->alphabet == Alphabet::Base64);
        if (isStrangers && !isNarrow)
            return refuse(
                member + u".of[%1]"_s.arg(i),
                u"what is signed with the secret must be bounded in when.has: alphabet hex, token or "
                "base64, maxLength 256 or less"_s);
    }
    return checkPieces(piece.of, Content::None, member + u".of"_s);
}

bool Rules::checkLearns()
{
    return !m_handshake.learns.isSet() || isNamed(m_handshake.learns, u".learns"_s);
}

bool Rules::checkConsent()
{
    const ConsentSpec &consent = m_handshake.consent;
    if (consent.pointer.isEmpty())
        return !m_file.has(m_path + u".consent"_s) ||
               refuse(u".consent.json"_s, u"must name a member of the body"_s);
    if (!isNamed({Place::Json, consent.pointer}, u".consent.json"_s))
        return false;
    if (!consent.start.startsWith('/'))
        return refuse(u".consent.start"_s, u"must start with '/': it is the start of the path"_s);
    for (const QByteArray &host : consent.hosts) {
        const QByteArrayList labels = host.split('.');
        const bool isPinned =
            labels.size() >= 2 && !labels.last().contains('*') && !labels[labels.size() - 2].contains('*');
        const bool isSpelled = std::all_of(host.begin(), host.end(), [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '*';
        });
        const bool wholeLabels = std::all_of(labels.begin(), labels.end(), [](const QByteArray &label) {
            return label == "*" || (!label.isEmpty() && !label.contains('*'));
        });
        if (!isPinned || !isSpelled || !wholeLabels)
            return refuse(u".consent.hosts"_s,
                          u"are lower-case names of which the last two labels are fixed; * stands for one "
                          "other label"_s);
    }
    return true;
}

} // namespace

bool checkHandshakes(SchemeFile &file, const Scheme &scheme)
{
    for (size_t i = 0; i < scheme.handshakes.size(); ++i) {
        if (!Rules(file, scheme, scheme.handshakes[i], u"handshakes[%1]"_s.arg(i)).hold())
            return false;
    }
    return true;
}

} // namespace tocsin::signature
