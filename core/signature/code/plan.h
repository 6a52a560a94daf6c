// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/signature/scheme.h"

#include <QSet>

#include <vector>

namespace tocsin::signature::code {

// A value of the generated program: a text of bytes, or a list of such texts. The same in every language.
struct Expr
{
    enum class Kind : quint8 {
        Text,   // a literal
        Number, // a whole number
        Name,   // a variable: request, json, secret, now or one that a step has made
        Member, // of the request: method, target, body
        Call,   // a helper of the language's template
        Join,   // texts one after the other
        List,   // a list of texts
    };

    Kind kind = Kind::Text;
    QByteArray text; // the literal's bytes, or the name
    qint64 number = 0;
    std::vector<Expr> items;
};

Expr text(QByteArray bytes);
Expr number(qint64 value);
Expr name(QByteArray name);
Expr member(QByteArray name);
Expr call(QByteArray helper, std::vector<Expr> arguments);
Expr list(const QList<QByteArray> &texts);
Expr join(std::vector<Expr> pieces);

// One line of the generated program.
struct Step
{
    enum class Kind : quint8 { Note, Let, Unless, Do, Return };

    Kind kind = Kind::Note;
    QByteArray name;    // Let: the variable. Unless: the verdict
    QByteArray comment; // Note: its words. Unless: the reason
    Expr value;         // Let, Do, Return; Unless: the condition
};

// What the program does, in order, without a word of any language.
struct Plan
{
    std::vector<Step> steps;
    QSet<QByteArray> needs; // helpers beside those that the steps call
    bool usesJson = false;
    std::optional<QByteArray> each; // pointer to the items, each signed by itself
};

// Rejected when no language has the means.
Result<Plan> planOf(const Recipe &recipe);

// HTTP signatures: what the sender says that it has signed is read from the request, and held against what
// the scheme fixes. The key is a variable that the steps before have made.
void addHttpSteps(const Recipe &recipe, Expr key, Plan &plan);

// The pieces of it: what finds a field's values in the request, as a list, and what a part's bytes are.
Expr fieldValues(const Recipe &recipe, const FieldSpec &field);
Result<Expr> messageOf(const Recipe &recipe, const std::vector<PartSpec> &parts);
bool needsPart(const std::vector<PartSpec> &parts, PartSpec::Kind kind); // one that must be there
bool mentions(const std::vector<PartSpec> &parts, PartSpec::Kind kind);

QByteArray environmentName(const QByteArray &parameter); // "WEBHOOK_ID" of "webhook-id"

// What the program calls the encoding and the hash: "decodeHex", "sha256".
QByteArray decoderOf(Encoding encoding);
Expr encoded(Encoding encoding, Expr value);
QByteArray hashName(PartHash hash);
QByteArray algorithmHash(Algorithm algorithm); // its hash, by the same name
qint64 digestLength(const QByteArray &hash);   // bytes
Expr digestCall(PartHash hash, Expr value);
QByteArray publicKeyHelper(Algorithm algorithm);
QByteArray unitHelper(TimeUnit unit);

} // namespace tocsin::signature::code
