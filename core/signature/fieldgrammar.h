// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/signature/recipe.h"
#include "core/signature/source.h"

#include <QVarLengthArray>

namespace tocsin::signature {

// What a FieldSpec finds in a request.
struct FieldValues
{
    qsizetype places = 0; // headers of that name, or other places that hold it; see hasOne
    bool hasOne = false;  // the value is there and not ambiguous: one header of each name
    bool hasParts = true; // false: the value is not made of the parts that the recipe names at all
    QVarLengthArray<QByteArray, 2> values; // in order, cut out; may be empty texts
};

// Looks the value up and cuts it as docs/scheme-language.md says under "Fields", except for the prefixes of
// signatures, which are the business of who reads the digest. restKey: if not empty, the first ",<restKey>="
// (blanks allowed after the comma) ends the cutting at commas: all that follows belongs to that key, as it
// stands (socotra.md section 6, "Parsing"). Names in the value are compared exactly.
FieldValues readField(const FieldSpec &spec, QByteArrayView restKey, const Source &source);

// The key of that header, among all fields of the recipe, whose value takes the rest; empty = none does.
QByteArrayView restKeyOf(const Recipe &recipe, const FieldSpec &field);

// Where the value is, for messages: "Stripe-Signature: v1=", "query parameter hmac".
QString placeName(const FieldSpec &spec);

} // namespace tocsin::signature
