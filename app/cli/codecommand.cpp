// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/command.h"
#include "app/cli/knownschemes.h"
#include "app/cli/terminal.h"
#include "core/signature/code/verificationcode.h"

#include <QFile>
#include <QSaveFile>

namespace tocsin::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 maxSchemeFile = 1024 * 1024;

QString languageIds()
{
    QStringList ids;
    for (const signature::LanguageInfo &info : signature::languages())
        ids.append(info.id);
    return ids.join(u", "_s);
}

class CodeCommand final : public Command
{
public:
    void declare(QCommandLineParser &parser) const override
    {
        parser.setApplicationDescription(
            u"Prints a program that verifies a sender's webhooks, written from its signature scheme."_s);
        parser.addPositionalArgument(u"file"_s, u"A scheme file; or name one with --scheme."_s, u"[FILE]"_s);
        parser.addOptions({
            {u"scheme"_s, u"Id of a scheme that is built in or in the data folder."_s, u"ID"_s},
            {u"language"_s, u"One of %1."_s.arg(languageIds()), u"LANGUAGE"_s},
            {u"variant"_s, u"Name of the variant, where the scheme has several. The first otherwise."_s,
             u"NAME"_s},
            {u"output"_s, u"Write to this file instead of standard output."_s, u"FILE"_s},
        });
    }

    void start(const QCommandLineParser &parser) override
    {
        const signature::LanguageInfo *language = signature::languageOf(parser.value(u"language"_s));
        if (!language)
            return fail(Usage, u"--language takes one of %1"_s.arg(languageIds()));
        if (parser.positionalArguments().size() != (parser.isSet(u"scheme"_s) ? 0 : 1))
            return fail(Usage, u"code takes one FILE or --scheme ID; see tocsinctl code --help"_s);
        const auto scheme = parser.isSet(u"scheme"_s) ? findScheme(parser.value(u"scheme"_s))
                                                      : readFile(parser.positionalArguments().first());
        if (!scheme)
            return fail(scheme.error().kind == Error::Kind::NotFound ? Usage : CouldNot,
                        scheme.error().detail);
        const QString variant = parser.value(u"variant"_s);
        const signature::Recipe &recipe = scheme->recipe(variant);
        if (!variant.isEmpty() && recipe.name != variant)
            return fail(Usage, u"--variant: the scheme has no variant of this name"_s);
        const auto code = signature::verificationCode(recipe, *scheme, language->language);
        if (!code)
            return fail(No, code.error().detail);
        if (!parser.isSet(u"output"_s)) {
            if (parser.isSet(u"json"_s))
                printJson({{u"scheme"_s, scheme->id},
                           {u"variant"_s, recipe.name},
                           {u"language"_s, QString(language->id)},
                           {u"code"_s, *code}});
            else
                printLine(code->chopped(1));
            return finish(Good);
        }
        QSaveFile file(parser.value(u"output"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write(code->toUtf8()) < 0 || !file.commit())
            return fail(CouldNot, u"%1: %2"_s.arg(file.fileName(), file.errorString()));
        finish(Good);
    }

private:
    static Result<signature::Scheme> findScheme(const QString &id)
    {
        const auto known = knownSchemes();
        if (!known)
            return tl::unexpected(known.error());
        if (const signature::Scheme *scheme = known->catalogue->find(id))
            return *scheme;
        return tocsin::fail(Error::Kind::NotFound, u"--scheme: "_s + noScheme(*known->catalogue, id));
    }

    static Result<signature::Scheme> readFile(const QString &path)
    {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return tocsin::fail(Error::Kind::Storage, u"%1: %2"_s.arg(path, file.errorString()));
        auto scheme = signature::readScheme(file.read(maxSchemeFile));
        if (!scheme)
            return tocsin::fail(scheme.error().kind == Error::Kind::NotFound ? Error::Kind::Malformed
                                                                             : scheme.error().kind,
                                u"%1: %2"_s.arg(path, scheme.error().detail));
        return scheme;
    }
};

} // namespace

std::unique_ptr<Command> makeCodeCommand()
{
    return std::make_unique<CodeCommand>();
}

} // namespace tocsin::cli
