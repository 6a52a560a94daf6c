// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/explain/search.h"

#include "core/domain/httpmessage.h"

namespace tocsin::signature {

namespace {

using namespace Qt::StringLiterals;

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
}

} // namespace tocsin::signature
