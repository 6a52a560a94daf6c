// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/command.h"
#include "app/cli/endpointarguments.h"
#include "app/cli/secretarguments.h"
#include "app/cli/terminal.h"
#include "core/flows/requestfile.h"
#include "core/settings/folders.h"
#include "core/signature/catalogue.h"
#include "core/signature/detect.h"

#include <QJsonArray>

namespace tocsin::cli {

using namespace Qt::StringLiterals;

namespace {

class VerifyCommand final : public Command
{
public:
    void declare(QCommandLineParser &parser) const override
    {
        parser.setApplicationDescription(
            u"Checks the signature of an HTTP/1.1 request as it was on the wire."_s);
        parser.addPositionalArgument(u"file"_s, u"The request; - reads standard input."_s, u"FILE"_s);
        parser.addOptions({
            {u"scheme"_s, u"Id of the scheme, or auto."_s, u"ID"_s, u"auto"_s},
            {u"secret"_s,
             u"LABEL=SOURCE, SOURCE being env:NAME, file:PATH, keychain:LABEL or -. Repeatable."_s,
             u"LABEL=SOURCE"_s},
            {u"now"_s, u"Check the clock as of this Unix time instead of now."_s, u"UNIX"_s},
        });
        parser.addOptions(circumstanceOptions());
    }

    void start(const QCommandLineParser &parser) override
    {
        m_json = parser.isSet(u"json"_s);
        m_scheme = parser.value(u"scheme"_s);
        if (parser.positionalArguments().size() != 1)
            return fail(Usage, u"verify takes one FILE; see tocsinctl verify --help"_s);
        m_now = wallClock();
        if (parser.isSet(u"now"_s)) {
            bool good = false;
            m_now = parser.value(u"now"_s).toLongLong(&good) * microsPerSecond;
            if (!good)
                return fail(Usage, u"--now takes Unix seconds, e.g. 1767225600"_s);
        }
        auto catalogue = signature::Catalogue::load(settings::dataFolder() + u"/schemes"_s);
        if (!catalogue)
            return fail(CouldNot, catalogue.error().detail);
        m_catalogue = std::move(*catalogue);
        if (m_scheme != u"auto"_s && !m_catalogue.find(m_scheme))
            return fail(Usage,
                        u"--scheme: there is no scheme \"%1\"; there are %2"_s.arg(m_scheme, schemeIds()));
        auto circumstances = readCircumstances(parser);
        if (!circumstances)
            return fail(Usage, circumstances.error().detail);
        m_circumstances = std::move(*circumstances);
        auto message = flows::readRequestFile(parser.positionalArguments().first());
        if (!message)
            return fail(CouldNot, message.error().detail);
        m_message = std::move(*message);
        resolveSecrets(parser.values(u"secret"_s), this,
                       [this](const Result<QList<signature::NamedSecret>> &secrets) {
                           if (!secrets)
                               return fail(secrets.error().kind == Error::Kind::Rejected ? Usage : CouldNot,
                                           secrets.error().detail);
                           report(*secrets);
                       });
    }

private:
    QString schemeIds() const
    {
        QStringList ids;
        for (const signature::Scheme &scheme : m_catalogue.all())
            ids.append(scheme.id);
        return ids.join(u", "_s);
    }

    std::pair<const signature::Scheme *, signature::Verification>
    check(const QList<signature::NamedSecret> &secrets) const
    {
        const std::span<const signature::NamedSecret> all(secrets.constData(), size_t(secrets.size()));
        if (const signature::Scheme *scheme = m_catalogue.find(m_scheme))
            return {scheme, signature::verify(*scheme, m_message, all, m_now, m_circumstances)};
        auto found = signature::detect(m_catalogue, m_message, all, m_now, m_circumstances);
        return {found.scheme, std::move(found.verification)};
    }

    void report(const QList<signature::NamedSecret> &secrets)
    {
        const auto [scheme, result] = check(secrets);
        const QString verdict = domain::verdictId(result.verdict);
        if (m_json) {
            QJsonArray parts;
            for (const signature::SignedPart &part : result.parts) {
                parts.append(QJsonObject{{u"kind"_s, QString(signature::partKindId(part.kind))},
                                         {u"bytes_base64"_s, QString::fromLatin1(part.bytes.toBase64())}});
            }
            QJsonArray notes;
            for (const QByteArray &note : result.notes)
                notes.append(QString::fromLatin1(note));
            printJson(
                {{u"verdict"_s, verdict},
                 {u"scheme"_s, scheme ? QJsonValue(scheme->id) : QJsonValue()},
                 {u"variant"_s, result.variant.isEmpty() ? QJsonValue() : QJsonValue(result.variant)},
                 {u"secret"_s, result.secretLabel.isEmpty() ? QJsonValue() : QJsonValue(result.secretLabel)},
                 {u"age_s"_s, result.ageSeconds ? QJsonValue(*result.ageSeconds) : QJsonValue()},
                 {u"reason"_s, result.reason},
                 {u"notes"_s, notes},
                 {u"signed"_s, parts}});
        } else {
            printLine(u"verdict  %1"_s.arg(verdict));
            printLine(u"scheme   %1"_s.arg(scheme ? scheme->id : u"none: no header of a known scheme"_s));
            if (!result.variant.isEmpty())
                printLine(u"variant  %1"_s.arg(result.variant));
            if (!result.secretLabel.isEmpty())
                printLine(u"secret   %1"_s.arg(result.secretLabel));
            if (result.ageSeconds)
                printLine(u"age      %1 s"_s.arg(*result.ageSeconds));
            if (!result.reason.isEmpty())
                printLine(u"reason   %1"_s.arg(visible(result.reason)));
            for (const QByteArray &note : result.notes)
                printLine(u"note     %1"_s.arg(QString::fromLatin1(note)));
            for (const signature::SignedPart &part : result.parts) {
                printLine(u"signed   %1 %2"_s.arg(QString(signature::partKindId(part.kind)), -9)
                              .arg(visible(QString::fromUtf8(part.bytes), 160)));
            }
        }
        finish(result.verdict == domain::Verdict::Valid ? Good : No);
    }

    signature::Catalogue m_catalogue;
    domain::HttpMessage m_message;
    signature::Circumstances m_circumstances;
    QString m_scheme;
    Micros m_now = 0;
    bool m_json = false;
};

} // namespace

std::unique_ptr<Command> makeVerifyCommand()
{
    return std::make_unique<VerifyCommand>();
}

} // namespace tocsin::cli
