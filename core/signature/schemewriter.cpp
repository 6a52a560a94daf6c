// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/schemewriter.h"

#include "core/signature/handshakewriter.h"
#include "core/signature/recipewriter.h"

namespace tocsin::signature {

namespace {

FileNode textNode(const QString &text)
{
    return FileNode::text(text.toUtf8());
}

FileNode textNode(QLatin1StringView word)
{
    return FileNode::text({word.data(), word.size()});
}

void addTexts(FileNode &object, const char *name, const QStringList &texts)
{
    std::vector<FileNode> nodes;
    for (const QString &text : texts)
        nodes.push_back(textNode(text));
    if (!nodes.empty())
        object.add(name, FileNode::list(std::move(nodes)));
}

void addTexts(FileNode &object, const char *name, const QList<QByteArray> &texts)
{
    if (!texts.isEmpty())
        object.add(name, writeTexts(texts));
}

// An object that would say nothing is left out.
void addObject(FileNode &file, const char *name, FileNode &&object)
{
    if (!object.isEmpty())
        file.add(name, std::move(object));
}

void addParameters(FileNode &file, const QList<Scheme::Parameter> &parameters)
{
    std::vector<FileNode> nodes;
    for (const Scheme::Parameter &parameter : parameters) {
        FileNode node = FileNode::object();
        node.add("name", FileNode::text(parameter.name)).add("about", textNode(parameter.about));
        nodes.push_back(std::move(node));
    }
    if (!nodes.empty())
        file.add("parameters", FileNode::list(std::move(nodes)));
}

FileNode secretNode(const Scheme::SecretRule &rule)
{
    FileNode object = FileNode::object();
    if (rule.minLength != Scheme::SecretRule().minLength)
        object.add("minLength", FileNode::number(rule.minLength));
    if (rule.maxLength != 0)
        object.add("maxLength", FileNode::number(rule.maxLength));
    if (!rule.alphabet.isEmpty())
        object.add("alphabet", FileNode::text(rule.alphabet));
    if (!rule.about.isEmpty())
        object.add("about", textNode(rule.about));
    return object;
}

FileNode detectNode(const Scheme::Signs &signs)
{
    FileNode object = FileNode::object();
    addTexts(object, "headers", signs.headers);
    addTexts(object, "userAgents", signs.userAgents);
    addTexts(object, "body", signs.body);
    if (signs.convention)
        object.add("convention", FileNode::flag(true));
    return object;
}

FileNode retryNode(const Scheme::Retry &retry)
{
    FileNode object = FileNode::object();
    std::vector<FileNode> delays;
    for (const qint64 seconds : retry.delaysSeconds)
        delays.push_back(FileNode::number(seconds));
    if (!delays.empty())
        object.add("delaysSeconds", FileNode::list(std::move(delays)));
    if (!retry.attemptHeader.isEmpty())
        object.add("attemptHeader", FileNode::text(retry.attemptHeader));
    if (!retry.idHeader.isEmpty())
        object.add("idHeader", FileNode::text(retry.idHeader));
    return object;
}

FileNode replyNode(const Scheme::Reply &reply)
{
    FileNode object = FileNode::object();
    if (reply.status != 0)
        object.add("status", FileNode::number(reply.status));
    if (!reply.contentType.isEmpty())
        object.add("contentType", FileNode::text(reply.contentType));
    if (!reply.body.isEmpty())
        object.add("body", FileNode::text(reply.body));
    return object;
}

void addRecipes(FileNode &file, const QList<Recipe> &recipes)
{
    if (recipes.size() == 1 && recipes.first().name.isEmpty())
        return writeRecipe(recipes.first(), file);
    std::vector<FileNode> variants;
    for (const Recipe &recipe : recipes) {
        FileNode variant = FileNode::object();
        variant.add("name", textNode(recipe.name));
        writeRecipe(recipe, variant);
        variants.push_back(std::move(variant));
    }
    file.add("variants", FileNode::list(std::move(variants)));
}

} // namespace

QByteArray writeScheme(const Scheme &scheme)
{
    FileNode file = FileNode::object();
    file.add("id", textNode(scheme.id)).add("name", textNode(scheme.name));
    addTexts(file, "aliases", scheme.aliases);
    addTexts(file, "sources", scheme.sources);
    file.add("evidence", textNode(evidenceId(scheme.evidence)));
    file.add("strength", textNode(strengthId(scheme.strength)));
    addParameters(file, scheme.parameters);
    addObject(file, "secret", secretNode(scheme.secretRule));
    addObject(file, "detect", detectNode(scheme.signs));
    addObject(file, "retry", retryNode(scheme.retry));
    addObject(file, "reply", replyNode(scheme.reply));
    addRecipes(file, scheme.recipes);
    writeHandshakes(scheme.handshakes, file);
    return file.written();
}

} // namespace tocsin::signature
