// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/signature/scheme.h"

#include <QLatin1StringView>

#include <span>

namespace tocsin::signature {

enum class Language : quint8 { Node, Python, Go, Java, CSharp, Php, Ruby, Shell };

struct LanguageInfo
{
    Language language;
    QLatin1StringView id;       // stable, as on the command line: "node"
    QLatin1StringView name;     // for people: "Node.js"
    QLatin1StringView fileName; // the program's: "verify.js"
    QLatin1StringView command;  // what runs it, with its name: "node verify.js"
};

std::span<const LanguageInfo> languages();      // in the order of the enum
const LanguageInfo *languageOf(QStringView id); // null: there is none of that id

// The environment variable that the programs read a parameter from: "PARAM_WEBHOOK_ID" of "webhook-id".
QByteArray parameterVariable(const QByteArray &parameter);

// A whole program that verifies what the recipe signs, as an integrator would paste it. It runs as
//     SECRET=... [URL=...] [PARAM_<NAME>=...] <program> HEAD_FILE BODY_FILE
// with the head and the body of a request as they were on the wire, prints "valid", "valid-stale",
// "valid-future" or "<verdict>: <reason>" with the words of domain::verdictId(), and ends with 0 for valid
// only. Nothing of the scheme can break out of a literal or a comment. Rejected says in one sentence why the
// language cannot do it.
Result<QString> verificationCode(const Recipe &recipe, const Scheme &scheme, Language language);

} // namespace tocsin::signature
