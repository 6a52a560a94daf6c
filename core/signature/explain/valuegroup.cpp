// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/explain/search.h"

#include "core/signature/explain/headernames.h"

namespace tocsin::signature {

namespace {

using namespace Qt::StringLiterals;

constexpr int mostHeaders = 40;

// Every field of the recipe that stands in the signature's header, looked for in another one.
Recipe movedTo(Recipe recipe, const QByteArray &name)
{
    const QByteArray header = recipe.signature.name();
    for (FieldSpec *field : {&recipe.signature, &recipe.timestamp.field, &recipe.messageId, &recipe.tag}) {
        if (field->isHeader() && domain::sameFieldName(field->name(), header))
            field->names = {name};
    }
    return recipe;
}

// A header whose parts hold more than the signature may have another name altogether.
void tryOtherHeaders(Search &search)
{
    const FieldSpec &own = search.recipe().signature;
    int left = mostHeaders;
    for (const domain::HeaderField &field : search.request().message.headers) {
        const bool holdsKey = !own.key.isEmpty() && field.value.contains(own.key + own.assign);
        if (!holdsKey || domain::sameFieldName(field.name, own.name()) || search.isProved() || --left < 0)
            continue;
        const Recipe other = movedTo(search.recipe(), field.name);
        Search again(search, other);
        again.withRecipe({"C7", Party::Setting,
                          u"the signature is in %1, not in %2"_s.arg(QString::fromUtf8(field.name),
                                                                     QString::fromUtf8(own.name())),
                          u"take the signature from %1 in the scheme, or send it under its name"_s.arg(
                              QString::fromUtf8(field.name))},
                         other);
        search.take(again);
    }
}

// Every field of the recipe that stands in the signature's header, cut at another text.
Recipe cutOtherwise(Recipe recipe, const QByteArray &split, const QByteArray &assign)
{
    const QByteArray header = recipe.signature.name();
    for (FieldSpec *field : {&recipe.signature, &recipe.timestamp.field, &recipe.messageId, &recipe.tag}) {
        if (field->isHeader() && field->isCut() && domain::sameFieldName(field->name(), header)) {
            field->split = split;
            field->assign = assign;
        }
    }
    return recipe;
}

} // namespace

void tryNames(Search &search)
{
    const ExplainRequest &request = search.request();
    const std::span<const NamedSecret> secrets(request.secrets.constData(), size_t(request.secrets.size()));
    // Some requests list themselves which headers are signed.
    for (const Renamed &back :
         {withNamesBack(request.message, headersReadBy(search.recipe())), withPlainNames(request.message)}) {
        if (!back.names.isEmpty() && !search.isProved())
            search.withVerifier({"C11", Party::Path,
                                 u"headers were renamed on the way: "_s + renamedText(back),
                                 u"stop the platform on the way from renaming headers"_s},
                                search.recipe(), back.message, request.circumstances, secrets);
    }
}

void tryValues(Search &search)
{
    if (search.isDigest())
        search.withRecipe({}, search.recipe()); // as it is, against every text in the request
    if (search.isProved() || !search.recipe().signature.isCut() || !search.recipe().signature.isHeader())
        return;
    for (const char *split : {",", ";", " ", "&", "|", "."}) {
        for (const char *assign : {"=", ":"}) {
            const Recipe other = cutOtherwise(search.recipe(), split, assign);
            if (search.isProved())
                return;
            // Its own way of cutting finds its own places.
            Search again(search, other);
            again.withRecipe({"C6", Party::Sender,
                              u"%1 is written with \"%2\" between its parts and \"%3\" inside them"_s.arg(
                                  QString::fromUtf8(search.recipe().signature.name()),
                                  QLatin1StringView(split), QLatin1StringView(assign)),
                              u"write the header as documented, or correct how the scheme cuts it"_s},
                             other);
            search.take(again);
        }
    }
    if (!search.isProved())
        tryOtherHeaders(search);
}

} // namespace tocsin::signature
