// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/coderun.h"

#include "core/flows/copyas.h"
#include "core/flows/routes.h"

#include <QDir>
#include <QSaveFile>

namespace tocsin::flows {

using namespace Qt::StringLiterals;

namespace {

QByteArray signedUrl(const domain::Delivery &delivery, const domain::Endpoint &endpoint)
{
    signature::Circumstances circumstances;
    circumstances.url = endpoint.url;
    circumstances.overTls = !delivery.capture.tls.version.isEmpty();
    const domain::HttpMessage &message = delivery.capture.message;
    return signature::Source{message, circumstances, message.body}.url();
}

// The clock is set to the time of receipt: a delivery of last week would be too old today.
QStringList commandOf(const domain::Delivery &delivery, const domain::Endpoint &endpoint,
                      const signature::Scheme &scheme, const signature::LanguageInfo &info)
{
    QByteArrayList words{"NOW=" + QByteArray::number(delivery.capture.lastByte / microsPerSecond)};
    if (signsUrl(scheme))
        words.append("URL=" + shellQuoted(signedUrl(delivery, endpoint)));
    for (const signature::Scheme::Parameter &parameter : scheme.parameters) {
        const QByteArray value = endpoint.parameters.value(parameter.name);
        if (!value.isEmpty())
            words.append(signature::parameterVariable(parameter.name) + '=' + shellQuoted(value));
    }
    words.append(QByteArray(info.command.data(), info.command.size()));
    words.append(CodeRun::headName.data());
    words.append(CodeRun::bodyName.data());
    QStringList lines;
    if (info.language == signature::Language::CSharp)
        lines.append(u"# in a console project (dotnet new console) whose Program.cs is Verify.cs"_s);
    // Typed, not part of the command: what stands in a command is kept in the shell's history.
    lines.append(u"read -rs SECRET && export SECRET"_s);
    lines.append(QString::fromUtf8(words.join(' ')));
    return lines;
}

Result<void> write(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
        return {};
    return fail(Error::Kind::Storage, u"%1: %2"_s.arg(QDir::toNativeSeparators(path), file.errorString()));
}

} // namespace

Result<CodeRun> codeRunOf(const domain::Delivery &delivery, const domain::Endpoint &endpoint,
                          const signature::Scheme &scheme, const QString &variant,
                          signature::Language language)
{
    const signature::LanguageInfo &info = signature::languages()[size_t(language)];
    auto program = signature::verificationCode(scheme.recipe(variant), scheme, language);
    if (!program)
        return tl::unexpected(program.error());
    return CodeRun{info.fileName, std::move(*program), delivery.capture.message.head,
                   delivery.capture.message.body, commandOf(delivery, endpoint, scheme, info)};
}

Result<void> saveCodeRun(const CodeRun &run, const QString &folder)
{
    const QDir dir(folder);
    if (!dir.mkpath(u"."_s))
        return fail(Error::Kind::Storage,
                    u"%1: the folder cannot be made"_s.arg(QDir::toNativeSeparators(folder)));
    for (const auto &[name, bytes] :
         {std::pair(run.fileName, run.program.toUtf8()), std::pair(QString(CodeRun::headName), run.head),
          std::pair(QString(CodeRun::bodyName), run.body)}) {
        if (auto done = write(dir.filePath(name), bytes); !done)
            return done;
    }
    return {};
}

} // namespace tocsin::flows
