// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Where a value stands and how it is cut out, as calls of helpers.

#include "core/signature/code/plan.h"
#include "core/signature/fieldgrammar.h"

namespace tocsin::signature::code {

namespace {

using Place = FieldSpec::Place;

Expr found(const FieldSpec &field)
{
    const Expr request = name("request");
    switch (field.place) {
    case Place::Header:
        return call("header", {request, text(field.name())});
    case Place::AnyHeader:
        return call("anyHeader", {request, list(field.names)});
    case Place::NumberedHeader:
        return call("numberedHeader", {request, text(field.name())});
    case Place::Query:
        return call("queryValue", {request, text(field.name())});
    case Place::Form:
        return call("formValue", {request, text(field.name())});
    case Place::Json:
        return call("jsonValue", {name("json"), text(field.name())});
    case Place::Body:
        return call("wholeBody", {request});
    case Place::None:
    case Place::Claim:
        break;
    }
    return list({});
}

Expr cut(const FieldSpec &field, QByteArrayView restKey, Expr values)
{
    if (!field.isCut())
        return field.groups.isEmpty() ? std::move(values)
                                      : call("splitAll", {std::move(values), text(field.groups)});
    if (!restKey.isEmpty() && restKey == field.key)
        return call("restOf", {std::move(values), text(field.key)});
    if (!restKey.isEmpty())
        values = call("beforeRest", {std::move(values), text(restKey.toByteArray())});
    if (!field.key.isEmpty())
        return call("pairs", {std::move(values), text(field.groups),
                              text(field.split.isEmpty() ? QByteArray(",") : field.split), text(field.assign),
                              text(field.key)});
    return call("places", {std::move(values), text(field.groups), text(field.split), number(field.index),
                           number(field.takesRest ? 2
                                  : field.rest    ? 1
                                                  : 0),
                           text(field.first)});
}

} // namespace

Expr fieldValues(const Recipe &recipe, const FieldSpec &field)
{
    Expr values = found(field);
    if (field.isCut() && !field.prefixes.isEmpty())
        values = call("dropPrefix", {std::move(values), list(field.prefixes)});
    if (field.unpack)
        values = call("unpack", {std::move(values), text(*field.unpack)});
    values = cut(field, restKeyOf(recipe, field), std::move(values));
    return field.unescape ? call("percentDecodeAll", {std::move(values)}) : values;
}

} // namespace tocsin::signature::code
