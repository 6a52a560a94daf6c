// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/recipewriter.h"

#include "core/signature/schemewords.h"

namespace tocsin::signature {

namespace {

using namespace words;
using Place = FieldSpec::Place;
using Part = PartSpec::Kind;

constexpr int digitsOfSeconds = 12; // as the reader has them when the file is silent
constexpr int digitsOfMillis = 15;

template<class Enum>
FileNode wordNode(SchemeFile::Words list, Enum value)
{
    const QLatin1StringView text = wordOf(list, value);
    return FileNode::text({text.data(), text.size()});
}

void addText(FileNode &object, const char *name, const QByteArray &text)
{
    if (!text.isEmpty())
        object.add(name, FileNode::text(text));
}

void addTexts(FileNode &object, const char *name, const QList<QByteArray> &texts)
{
    if (!texts.isEmpty())
        object.add(name, writeTexts(texts));
}

void addFlag(FileNode &object, const char *name, bool value)
{
    if (value)
        object.add(name, FileNode::flag(true));
}

void addPlace(FileNode &object, const FieldSpec &field)
{
    switch (field.place) {
    case Place::None:
        break;
    case Place::Header:
        object.add("header", FileNode::text(field.name()));
        break;
    case Place::AnyHeader:
        object.add("headers", writeTexts(field.names));
        break;
    case Place::NumberedHeader:
        object.add("numberedHeader", FileNode::text(field.name()));
        break;
    case Place::Query:
        object.add("query", FileNode::text(field.name()));
        break;
    case Place::Form:
        object.add("form", FileNode::text(field.name()));
        break;
    case Place::Json:
        object.add("json", FileNode::text(field.name()));
        break;
    case Place::Body:
        object.add("body", FileNode::flag(true));
        break;
    case Place::Claim:
        object.add("claim", FileNode::text(field.name()));
        break;
    }
}

FileNode fieldNode(const FieldSpec &field)
{
    FileNode object = FileNode::object();
    addPlace(object, field);
    addTexts(object, "prefixes", field.prefixes);
    addTexts(object, "toleratedPrefixes", field.toleratedPrefixes);
    if (field.unpack) {
        object.add("unpack", FileNode::text("base64-json"));
        addText(object, "member", *field.unpack);
    }
    addText(object, "groups", field.groups);
    addText(object, "split", field.split);
    addText(object, "first", field.first);
    addText(object, "key", field.key);
    if (field.assign != "=")
        addText(object, "assign", field.assign);
    if (field.index >= 0)
        object.add("index", FileNode::number(field.index));
    addFlag(object, "rest", field.rest);
    addFlag(object, "takesRest", field.takesRest);
    addFlag(object, "unescape", field.unescape);
    return object;
}

FileNode keyNode(const KeySpec &key)
{
    FileNode object = FileNode::object();
    object.add("form", wordNode(keyForms, key.form));
    addTexts(object, "prefixes", key.prefixes);
    if (key.hash != PartHash::None)
        object.add("hash", wordNode(digests, key.hash));
    if (key.afterTimestamp)
        object.add("before", FileNode::text("timestamp"));
    return object;
}

FileNode timeNode(const TimeSpec &time)
{
    FileNode object = fieldNode(time.field);
    object.add("unit", wordNode(timeUnits, time.unit));
    const bool number = time.unit <= TimeUnit::SecondsOrMilliseconds;
    if (number && time.maxDigits != (time.unit == TimeUnit::Seconds ? digitsOfSeconds : digitsOfMillis))
        object.add("maxDigits", FileNode::number(time.maxDigits));
    object.add("windowSeconds", FileNode::number(time.windowSeconds));
    return object;
}

FileNode partNode(const PartSpec &part);

FileNode partsNode(const std::vector<PartSpec> &parts)
{
    std::vector<FileNode> nodes;
    for (const PartSpec &part : parts)
        nodes.push_back(partNode(part));
    return FileNode::list(std::move(nodes));
}

void addArgument(FileNode &object, const PartSpec &part)
{
    switch (part.kind) {
    case Part::Literal:
        object.add("text", FileNode::text(part.text));
        break;
    case Part::Header:
        object.add("header", FileNode::text(part.text));
        break;
    case Part::Query:
        object.add("query", FileNode::text(part.text));
        break;
    case Part::Form:
        object.add("form", FileNode::text(part.text));
        break;
    case Part::Json:
    case Part::RawJson:
        object.add("json", FileNode::text(part.text));
        break;
    case Part::Canonical:
        addText(object, "json", part.text);
        object.add("profile", FileNode::text(part.profile));
        break;
    case Part::Parameter:
        object.add("parameter", FileNode::text(part.text));
        break;
    case Part::SignedHeaders:
        if (part.layout != PartSpec::Layout::Values)
            object.add("layout", wordNode(layouts, part.layout));
        addText(object, "join", part.join);
        break;
    case Part::Group:
        object.add("parts", partsNode(part.parts));
        break;
    default:
        break;
    }
}

FileNode partNode(const PartSpec &part)
{
    FileNode object = FileNode::object();
    object.add("kind", wordNode(partKinds, part.kind));
    addArgument(object, part);
    addFlag(object, "decoded", part.decoded);
    addFlag(object, "lower", part.lower);
    if (part.hash != PartHash::None)
        object.add("hash", wordNode(hashes, part.hash));
    if (part.encoding)
        object.add("encoding", wordNode(partEncodings, *part.encoding));
    addFlag(object, "optional", part.optional);
    addText(object, "before", part.before);
    addText(object, "after", part.after);
    return object;
}

FileNode jwsNode(const JwsSpec &jws)
{
    FileNode object = FileNode::object();
    object.add("algorithms", writeTexts(jws.algorithms));
    object.add("payload", wordNode(payloads, jws.payload));
    if (!jws.bodyClaim.isEmpty()) {
        FileNode claim = FileNode::object();
        claim.add("claim", FileNode::text(jws.bodyClaim));
        claim.add("hash", wordNode(digests, jws.bodyHash));
        claim.add("encoding", wordNode(encodings, jws.bodyEncoding));
        object.add("bodyClaim", std::move(claim));
    }
    if (!jws.requestClaim.isEmpty()) {
        FileNode claim = FileNode::object();
        claim.add("claim", FileNode::text(jws.requestClaim));
        if (!jws.basePath.isEmpty())
            claim.add("basePath", FileNode::text(jws.basePath));
        object.add("requestClaim", std::move(claim));
    }
    if (!jws.claims.isEmpty()) {
        std::vector<FileNode> list;
        for (const ClaimSpec &spec : jws.claims) {
            FileNode claim = FileNode::object();
            claim.add("claim", FileNode::text(spec.claim));
            claim.add("parameter", FileNode::text(spec.parameter));
            list.push_back(std::move(claim));
        }
        object.add("claims", FileNode::list(std::move(list)));
    }
    return object;
}

FileNode httpSignatureNode(const HttpSignatureSpec &spec)
{
    FileNode object = FileNode::object();
    object.add("edition", wordNode(editions, spec.edition));
    addTexts(object, "components", spec.components);
    addText(object, "digestHeader", spec.digestHeader);
    return object;
}

FileNode bodyDigestNode(const BodyDigestSpec &digest)
{
    FileNode object = fieldNode(digest.field);
    object.add("hash", wordNode(digests, digest.hash));
    object.add("encoding", wordNode(encodings, digest.encoding));
    return object;
}

FileNode signatureNode(const Recipe &recipe, Family family)
{
    FileNode object = fieldNode(recipe.signature);
    const bool needed = family == Family::Hmac || family == Family::Digest || family == Family::PublicKey;
    if (needed || recipe.encoding != Encoding::HexLower)
        object.add("encoding", wordNode(encodings, recipe.encoding));
    return object;
}

} // namespace

FileNode writeTexts(const QList<QByteArray> &texts)
{
    std::vector<FileNode> nodes;
    for (const QByteArray &text : texts)
        nodes.push_back(FileNode::text(text));
    return FileNode::list(std::move(nodes));
}

void writeRecipe(const Recipe &recipe, FileNode &object)
{
    const Family family = familyOf(recipe.algorithm);
    object.add("algorithm", wordNode(algorithms, recipe.algorithm));
    if (recipe.key != KeySpec{} || family == Family::Hmac || family == Family::Digest)
        object.add("key", keyNode(recipe.key));
    if (recipe.each)
        object.add("each", FileNode::text(*recipe.each));
    if (recipe.signature.isSet())
        object.add("signature", signatureNode(recipe, family));
    if (recipe.timestamp.field.isSet())
        object.add("timestamp", timeNode(recipe.timestamp));
    if (recipe.messageId.isSet())
        object.add("messageId", fieldNode(recipe.messageId));
    if (recipe.tag.isSet())
        object.add("tag", fieldNode(recipe.tag));
    if (recipe.signedHeaders.field.isSet()) {
        FileNode list = fieldNode(recipe.signedHeaders.field);
        list.add("separator", FileNode::text(recipe.signedHeaders.separator));
        object.add("signedHeaders", std::move(list));
    }
    if (recipe.bodyDigest.field.isSet())
        object.add("bodyDigest", bodyDigestNode(recipe.bodyDigest));
    if (!recipe.message.empty())
        object.add("message", partsNode(recipe.message));
    if (family == Family::Jws)
        object.add("jws", jwsNode(recipe.jws));
    if (family == Family::HttpSignature)
        object.add("httpSignature", httpSignatureNode(recipe.httpSignature));
}

} // namespace tocsin::signature
