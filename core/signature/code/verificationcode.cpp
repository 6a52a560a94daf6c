// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/code/verificationcode.h"

#include "core/signature/code/plan.h"
#include "core/signature/code/template.h"
#include "core/signature/code/writer.h"

#include <array>

namespace tocsin::signature {

namespace {

using namespace Qt::StringLiterals;

constexpr std::array<LanguageInfo, 8> all = {{
    {Language::Node, "node"_L1, "Node.js"_L1, "verify.js"_L1, "node verify.js"_L1},
    {Language::Python, "python"_L1, "Python"_L1, "verify.py"_L1, "python3 verify.py"_L1},
    {Language::Go, "go"_L1, "Go"_L1, "verify.go"_L1, "go run verify.go"_L1},
    {Language::Java, "java"_L1, "Java"_L1, "Verify.java"_L1, "java Verify.java"_L1},
    {Language::CSharp, "csharp"_L1, "C#"_L1, "Verify.cs"_L1, "dotnet run"_L1},
    {Language::Php, "php"_L1, "PHP"_L1, "verify.php"_L1, "php verify.php"_L1},
    {Language::Ruby, "ruby"_L1, "Ruby"_L1, "verify.rb"_L1, "ruby verify.rb"_L1},
    {Language::Shell, "shell"_L1, "Shell (openssl)"_L1, "verify.sh"_L1, "bash verify.sh"_L1},
}};

std::unique_ptr<code::Writer> writerOf(Language language)
{
    switch (language) {
    case Language::Node:
        return code::nodeWriter();
    case Language::Python:
        return code::pythonWriter();
    case Language::Go:
        return code::goWriter();
    case Language::Java:
        return code::javaWriter();
    case Language::CSharp:
        return code::csharpWriter();
    case Language::Php:
        return code::phpWriter();
    case Language::Ruby:
        return code::rubyWriter();
    case Language::Shell:
        return code::shellWriter();
    }
    Q_UNREACHABLE();
}

void collect(const code::Expr &expr, QSet<QByteArray> &needs)
{
    if (expr.kind == code::Expr::Kind::Call)
        needs.insert(expr.text);
    for (const code::Expr &item : expr.items)
        collect(item, needs);
}

QSet<QByteArray> needsOf(const code::Plan &plan)
{
    QSet<QByteArray> needs = plan.needs;
    for (const code::Step &step : plan.steps)
        collect(step.value, needs);
    return needs;
}

QString titleOf(const Recipe &recipe, const Scheme &scheme)
{
    QString title =
        u"Verifies the webhooks of %1 (scheme %2"_s.arg(scheme.name.left(100), scheme.id.left(100));
    if (!recipe.name.isEmpty())
        title += u", variant "_s + recipe.name.left(100);
    return code::inComment(title + u")."_s);
}

} // namespace

std::span<const LanguageInfo> languages()
{
    return all;
}

const LanguageInfo *languageOf(QStringView id)
{
    for (const LanguageInfo &info : all) {
        if (info.id == id)
            return &info;
    }
    return nullptr;
}

QByteArray parameterVariable(const QByteArray &parameter)
{
    return "PARAM_" + code::environmentName(parameter);
}

Result<QString> verificationCode(const Recipe &recipe, const Scheme &scheme, Language language)
{
    const auto plan = code::planOf(recipe);
    if (!plan)
        return tl::unexpected(plan.error());
    const LanguageInfo &info = all[size_t(language)];
    const auto writer = writerOf(language);
    const code::Template pieces(QString(info.id));
    const QSet<QByteArray> needs = needsOf(*plan);
    if (const auto possible = pieces.program(needs, {}); !possible)
        return possible;
    auto body = writer->body(*plan);
    if (!body)
        return body;
    const QHash<QString, QString> holes{
        {u"title"_s, titleOf(recipe, scheme)},
        {u"body"_s, std::move(*body)},
        {u"item"_s, plan->each ? writer->itemSuffix : QString()},
        {u"json"_s, plan->each ? writer->jsonParameter : QString()},
        {u"each"_s, plan->each ? writer->bytes(*plan->each) : QString()},
        {u"file"_s, QString(info.fileName)},
    };
    return pieces.program(needs, holes);
}

} // namespace tocsin::signature
