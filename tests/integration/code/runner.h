// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/signature/code/verificationcode.h"

#include <QStandardPaths>
#include <QStringList>

namespace tocsin::test {

using namespace Qt::StringLiterals;

// What a language needs on this machine, and the driver that runs many jobs in one process.
struct Runner
{
    signature::Language language;
    QString tool;
    QStringList driver; // empty: a process for each job
    bool sampled = false;
};

// What is left of a recipe when names are all that tells it from another.
inline signature::Recipe shapeOf(signature::Recipe recipe)
{
    recipe.name.clear();
    for (signature::FieldSpec *field : {&recipe.signature, &recipe.timestamp.field, &recipe.messageId,
                                        &recipe.tag, &recipe.bodyDigest.field})
        field->names.clear();
    recipe.signature.prefixes =
        recipe.signature.prefixes.isEmpty() ? QList<QByteArray>() : QList<QByteArray>{""};
    recipe.timestamp.windowSeconds = recipe.timestamp.windowSeconds > 0;
    return recipe;
}

// The first of the tools that is not on this machine; empty: all are.
inline QString missingTool(const Runner &runner)
{
    QStringList tools{runner.tool};
    if (runner.language == signature::Language::CSharp)
        tools.append(u"mcs"_s); // the compiler
    for (const QString &tool : std::as_const(tools)) {
        if (QStandardPaths::findExecutable(tool).isEmpty())
            return tool;
    }
    return {};
}

inline const Runner &runnerOf(signature::Language language)
{
    using signature::Language;
    static const QString folder = QStringLiteral(TOCSIN_CODE_DIR "/");
    static const QList<Runner> runners = {
        {Language::Node, u"node"_s, {folder + u"driver.cjs"_s}},
        {Language::Python, u"python3"_s, {folder + u"driver.py"_s}},
        {Language::Go, u"go"_s, {}, true},
        {Language::Java, u"java"_s, {folder + u"Driver.java"_s}, true},
        {Language::CSharp, u"mono"_s, {folder + u"Driver.cs"_s}}, // .NET needs a project and a package server
        {Language::Php, u"php"_s, {folder + u"driver.php"_s}},
        {Language::Ruby, u"ruby"_s, {folder + u"driver.rb"_s}},
        {Language::Shell, u"openssl"_s, {}},
    };
    return runners[qsizetype(language)];
}

} // namespace tocsin::test
