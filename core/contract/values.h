// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/contract/shape.h"
#include "core/json/reformat.h"

namespace tocsin::contract {

// One member of an object of a payload. Of a name that stands twice the last value counts, as with most
// parsers.
struct ReadMember
{
    QByteArray name;    // UTF-8
    bool isName = true; // false: the key of something, or no text
    bool doubled = false;
    qsizetype value = 0; // its place in the tree
};

// In the order in which the names stand first.
std::vector<ReadMember> readMembers(const json::TokenTree &tree, qsizetype object);

// The type of the value; a number without a fraction is an integer, however it is spelled.
Type typeOf(const json::TokenTree &tree, qsizetype value);

// The characters of a string, as UTF-8; long ones are cut, for nothing looks at the rest.
QByteArray stringAt(const json::TokenTree &tree, qsizetype value);

Result<json::TokenTree> readPayload(QByteArrayView json);

} // namespace tocsin::contract
