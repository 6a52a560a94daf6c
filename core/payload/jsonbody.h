// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/payload/members.h"

namespace tocsin::payload {

// A member of "data" whose name says that it points to something: policyLocator, locator.
struct LocatorMember
{
    json::Token name;
    json::Token value;
};

constexpr qsizetype recognisedBytes = 1024 * 1024; // of a body are read

// What of a body can be JSON, without the mark that some senders put in front.
QByteArrayView jsonText(QByteArrayView body);

// What the decoders need of a JSON body, gathered in one pass: the members of the top object and those of its
// member "data". The reader must outlive this.
struct JsonBody
{
    explicit JsonBody(json::TokenReader &reader);

    const json::TokenReader &reader;
    Members top;
    Members data;
    std::array<LocatorMember, 8> locators; // the first ones, in the order of the body
    int locatorCount = 0;

    bool isObject = false;
    // The text was read to its end and is JSON. When false, the members are those before the fault.
    bool isWhole = false;

private:
    bool readTop(json::TokenReader &tokens);
    bool readData(json::TokenReader &tokens);
    void keepLocator(const json::Token &name, const json::Token &value);
    int nameOf(const json::Token &key) const;
};

} // namespace tocsin::payload
