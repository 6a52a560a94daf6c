// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/secret.h"
#include "core/signature/crypto.h"
#include "core/signature/requestvalues.h"

namespace tocsin::signature {

// A value that could be a digest, with the ways to find it, the likeliest first.
struct DigestCandidate
{
    struct Form
    {
        FieldSpec field;
        Encoding encoding = Encoding::HexLower;
    };

    QByteArray bytes;
    std::vector<Form> forms;
};

// What may be a part of the signed text.
struct Ingredient
{
    enum class Sort : quint8 {
        Body, // or a digest of it, or the body written anew: one of them is signed
        Time,
        Method,
        Address,
        Word,   // a literal that is seen beside the signature, as "v0"
        Value,  // of a header or a parameter
        Member, // of the body
    };
    struct Origin // how a scheme names it
    {
        PartSpec part;
        FieldSpec field; // of timestamps and ids
        TimeUnit unit = TimeUnit::Seconds;
    };

    Sort sort = Sort::Value;
    int rank = 0; // small = signed by many senders
    QByteArray bytes;
    std::vector<Origin> origins; // that have these bytes in the delivery that is searched
};

struct KeyCandidate
{
    KeySpec spec;
    Secret bytes;
    bool rare = false; // tried with short texts only
    int time = -1;     // the ingredient that the key begins with
};

struct Candidates
{
    std::vector<DigestCandidate> digests;
    std::vector<Ingredient> ingredients; // sorted by rank
    std::vector<KeyCandidate> keys;
};

// The value as the text of a digest of 16, 20, 32, 48 or 64 bytes.
std::optional<DigestCandidate> digestOf(const FoundValue &value);

std::vector<DigestCandidate> digestsIn(const std::vector<FoundValue> &values);
std::vector<Ingredient> ingredientsIn(const std::vector<FoundValue> &values,
                                      const std::vector<DigestCandidate> &digests, const Source &source);
std::vector<KeyCandidate> keysFor(const Secret &secret, const std::vector<Ingredient> &ingredients);

} // namespace tocsin::signature
