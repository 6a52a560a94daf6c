// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/checkarguments.h"

#include "app/cli/endpointarguments.h"
#include "app/cli/knownschemes.h"
#include "app/cli/secretarguments.h"
#include "app/cli/terminal.h"
#include "core/flows/requestfile.h"

namespace tocsin::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 latest = 253'402'300'799; // s, the end of the year 9999

Error usage(const QString &text)
{
    return {Error::Kind::Rejected, text};
}

} // namespace

QList<QCommandLineOption> checkOptions()
{
    const QList<QCommandLineOption> options = {
        {u"scheme"_s, u"Id of the scheme, or auto."_s, u"ID"_s, u"auto"_s},
        {u"secret"_s, secretForm() + u" Repeatable."_s, u"LABEL=SOURCE"_s},
        {u"now"_s, u"Check the clock as of this Unix time."_s, u"UNIX"_s},
    };
    return options + secretStoreOptions() + circumstanceOptions();
}

Result<std::optional<Micros>> readNow(const QCommandLineParser &parser)
{
    if (!parser.isSet(u"now"_s))
        return std::optional<Micros>();
    bool good = false;
    const qint64 seconds = parser.value(u"now"_s).toLongLong(&good);
    if (!good || seconds < 0 || seconds > latest)
        return tl::unexpected(usage(u"--now takes Unix seconds, e.g. 1767225600"_s));
    return seconds * microsPerSecond;
}

Result<CheckArguments> readCheckArguments(const QCommandLineParser &parser)
{
    CheckArguments read;
    const auto now = readNow(parser);
    if (!now)
        return tl::unexpected(now.error());
    read.now = *now;
    auto circumstances = readCircumstances(parser);
    if (!circumstances)
        return tl::unexpected(circumstances.error());
    read.circumstances = std::move(*circumstances);
    const auto known = knownSchemes();
    if (!known)
        return fail(Error::Kind::Malformed, known.error().detail);
    read.catalogue = *known->catalogue;
    const QString id = parser.value(u"scheme"_s);
    read.scheme = id == u"auto"_s ? QString() : id;
    if (id != u"auto"_s && !read.catalogue.find(id)) {
        return tl::unexpected(usage(u"--scheme: "_s + noScheme(read.catalogue, id)));
    }
    if (const signature::Scheme *scheme = read.catalogue.find(read.scheme)) {
        if (auto good = checkParameters(*scheme, read.circumstances.parameters); !good)
            return tl::unexpected(good.error());
    }
    return read;
}

void declareFileCheck(QCommandLineParser &parser)
{
    parser.addPositionalArgument(u"file"_s, u"The request; - reads standard input."_s, u"FILE"_s);
    parser.addOptions(checkOptions());
}

Result<FileCheck> readFileCheck(const QCommandLineParser &parser, const QString &command, CutOff cutOff)
{
    if (parser.positionalArguments().size() != 1)
        return tl::unexpected(usage(u"%1 takes one FILE; see tocsinctl %1 --help"_s.arg(command)));
    auto how = readCheckArguments(parser);
    if (!how)
        return tl::unexpected(how.error());
    const QString path = parser.positionalArguments().first();
    auto saved = cutOff == CutOff::Taken ? flows::readSavedRequestFile(path)
                                         : flows::readRequestFile(path).map([](domain::HttpMessage message) {
                                               return flows::SavedRequest{std::move(message), {}};
                                           });
    if (!saved)
        return fail(Error::Kind::Malformed, saved.error().detail);
    return FileCheck{std::move(*how), std::move(saved->message), std::move(saved->beyond)};
}

} // namespace tocsin::cli
