// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/handshakewriter.h"

#include "core/signature/handshakewords.h"
#include "core/signature/recipewriter.h"

namespace tocsin::signature {

namespace {

using namespace words;
using Place = HandshakeValue::Place;
using Piece = ReplyPiece::Kind;

template<class Enum>
FileNode wordNode(SchemeFile::Words list, Enum value)
{
    const QLatin1StringView text = wordOf(list, value);
    return FileNode::text({text.data(), text.size()});
}

template<class Items, class Write>
FileNode listOf(const Items &items, Write write)
{
    std::vector<FileNode> nodes;
    for (const auto &item : items)
        nodes.push_back(write(item));
    return FileNode::list(std::move(nodes));
}

FileNode placeNode(const HandshakeValue &value)
{
    constexpr const char *names[] = {"", "query", "header", "json", "parameter"};
    FileNode object = FileNode::object();
    object.add(names[size_t(value.place)], FileNode::text(value.name));
    return object;
}

FileNode needNode(const HandshakeNeed &need)
{
    const HandshakeNeed usual;
    FileNode object = placeNode(need.value);
    if (!need.equals.isEmpty())
        object.add("equals", FileNode::text(need.equals));
    if (!need.parameter.isEmpty())
        object.add("equalsParameter", FileNode::text(need.parameter));
    if (need.alphabet != usual.alphabet)
        object.add("alphabet", wordNode(alphabets, need.alphabet));
    if (need.minLength != usual.minLength)
        object.add("minLength", FileNode::number(need.minLength));
    if (need.maxLength != usual.maxLength)
        object.add("maxLength", FileNode::number(need.maxLength));
    return object;
}

FileNode piecesNode(const ReplyText &pieces);

FileNode pieceNode(const ReplyPiece &piece)
{
    FileNode object = FileNode::object();
    switch (piece.kind) {
    case Piece::Text:
        object.add("text", FileNode::text(piece.text));
        break;
    case Piece::Value:
        object = placeNode(piece.value);
        if (piece.quoted)
            object.add("quoted", FileNode::flag(true));
        break;
    case Piece::Url:
        object.add("url", FileNode::flag(true));
        break;
    case Piece::Digest:
        object.add("digest", wordNode(replyDigests, piece.digest))
            .add("of", piecesNode(piece.of))
            .add("encoding", wordNode(replyEncodings, piece.encoding));
        break;
    }
    return object;
}

FileNode piecesNode(const ReplyText &pieces)
{
    return listOf(pieces, pieceNode);
}

FileNode whenNode(const Handshake &handshake)
{
    FileNode object = FileNode::object();
    object.add("methods", writeTexts(handshake.methods));
    if (!handshake.has.empty())
        object.add("has", listOf(handshake.has, needNode));
    if (!handshake.lacks.empty())
        object.add("lacks", listOf(handshake.lacks, placeNode));
    if (handshake.only)
        object.add("only", FileNode::flag(true));
    if (handshake.emptyBody)
        object.add("emptyBody", FileNode::flag(true));
    return object;
}

FileNode fieldNode(const HandshakeReply::Field &field)
{
    FileNode object = FileNode::object();
    object.add("name", FileNode::text(field.name)).add("value", piecesNode(field.value));
    return object;
}

FileNode replyNode(const HandshakeReply &reply)
{
    FileNode object = FileNode::object();
    object.add("status", FileNode::number(reply.status));
    if (reply.content != HandshakeReply::Content::None)
        object.add("contentType", wordNode(replyContents, reply.content));
    if (!reply.fields.empty())
        object.add("headers", listOf(reply.fields, fieldNode));
    if (!reply.body.empty())
        object.add("body", piecesNode(reply.body));
    return object;
}

FileNode handshakeNode(const Handshake &handshake)
{
    FileNode object = FileNode::object();
    object.add("name", FileNode::text(handshake.name.toUtf8())).add("when", whenNode(handshake));
    if (handshake.signature != Handshake::Signed::Ignored)
        object.add("signature", wordNode(handshakeSignatures, handshake.signature));
    object.add("reply", replyNode(handshake.reply));
    if (handshake.learns.isSet())
        object.add("learns", placeNode(handshake.learns));
    if (!handshake.consent.pointer.isEmpty()) {
        FileNode consent = FileNode::object();
        consent.add("json", FileNode::text(handshake.consent.pointer))
            .add("hosts", writeTexts(handshake.consent.hosts))
            .add("start", FileNode::text(handshake.consent.start));
        object.add("consent", std::move(consent));
    }
    return object;
}

} // namespace

void writeHandshakes(const std::vector<Handshake> &handshakes, FileNode &file)
{
    if (!handshakes.empty())
        file.add("handshakes", listOf(handshakes, handshakeNode));
}

} // namespace tocsin::signature
