// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/command.h"
#include "app/cli/requestarguments.h"
#include "app/cli/secretarguments.h"
#include "app/cli/terminal.h"
#include "app/cli/usersettings.h"
#include "core/flows/packwriter.h"

#include <QJsonArray>

namespace tocsin::cli {

using namespace Qt::StringLiterals;

namespace {

class EvidenceCommand final : public Command
{
public:
    void declare(QCommandLineParser &parser) const override
    {
        parser.setApplicationDescription(
            u"Packs one delivery for the sender's support desk: the request, its header fields in order, "
            u"TLS,\n"
            "clock, verdict, attempts, checksums and a covering note. Secrets are taken out; give them with\n"
            "--secret, so that their texts are found wherever they stand."_s);
        parser.addPositionalArgument(
            u"request"_s, u"A request in a file, - for standard input, or the number of a delivery."_s,
            u"FILE|ID"_s);
        parser.addOptions({
            {u"output"_s, u"New folder to make, or new archive if the name ends in .zip."_s, u"PATH"_s},
            {u"id"_s, u"The number of a delivery of the store."_s, u"N"_s},
            {u"store"_s, u"Store file; the default is the user's own."_s, u"FILE"_s},
            {u"raw"_s, u"Keep the bytes as they are, secrets included."_s},
        });
        parser.addOptions(checkOptions());
    }

    void start(const QCommandLineParser &parser) override
    {
        m_json = parser.isSet(u"json"_s);
        m_isRaw = parser.isSet(u"raw"_s);
        m_output = parser.value(u"output"_s);
        if (m_output.isEmpty())
            return fail(Usage, u"evidence needs --output FOLDER or --output NAME.zip"_s);
        QStringList words = parser.positionalArguments();
        if (parser.isSet(u"id"_s)) {
            bool good = false;
            if (parser.value(u"id"_s).toLongLong(&good) < 1 || !good)
                return fail(Usage, u"--id takes the number of a delivery, e.g. 17"_s);
            words.append(parser.value(u"id"_s));
        }
        if (words.size() != 1)
            return fail(Usage, u"evidence takes one FILE or --id N; see tocsinctl evidence --help"_s);
        auto arguments = readCheckArguments(parser);
        if (!arguments)
            return failBy(arguments.error());
        m_arguments = std::move(*arguments);
        const auto store = chosenStorePath(parser);
        if (!store)
            return fail(CouldNot, store.error().detail);
        auto request = readRequestArgument(words.first(), *store);
        if (!request)
            return fail(CouldNot, request.error().detail);
        m_request = std::move(*request);
        resolveSecrets(parser, this, [this](const Result<QList<signature::NamedSecret>> &secrets) {
            if (!secrets)
                return failBy(secrets.error());
            pack(*secrets);
        });
    }

private:
    void failBy(const Error &error)
    {
        fail(error.kind == Error::Kind::Rejected ? Usage : CouldNot, error.detail);
    }

    void pack(const QList<signature::NamedSecret> &secrets)
    {
        flows::Evidence evidence;
        evidence.explanation = explainRequest(m_request, m_arguments, secrets);
        evidence.scheme = m_arguments.catalogue.find(evidence.explanation.scheme);
        evidence.delivery = std::move(m_request.delivery);
        evidence.attempts = m_request.attempts;
        evidence.isStored = m_request.isStored;
        evidence.secrets = secrets;
        evidence.now = wallClock();
        evidence.isRaw = m_isRaw;
        const flows::EvidencePack pack = flows::makeEvidencePack(evidence);
        const bool isZip = m_output.endsWith(u".zip"_s, Qt::CaseInsensitive);
        if (const auto written = isZip ? flows::writePackZip(m_output, pack.files, evidence.now)
                                       : flows::writePackFolder(m_output, pack.files);
            !written)
            return failBy(written.error());
        report(evidence, pack);
    }

    void report(const flows::Evidence &evidence, const flows::EvidencePack &pack)
    {
        const QString verdict = domain::verdictId(evidence.explanation.verification.verdict);
        if (m_json) {
            QJsonArray files;
            for (const flows::EvidenceFile &file : pack.files)
                files.append(file.name);
            QJsonArray redactions;
            for (const flows::Redaction &redaction : pack.redactions)
                redactions.append(QJsonObject{{u"where"_s, redaction.where},
                                              {u"bytes"_s, redaction.bytes},
                                              {u"times"_s, redaction.times}});
            printJson({{u"output"_s, m_output},
                       {u"verdict"_s, verdict},
                       {u"files"_s, files},
                       {u"redactions"_s, redactions},
                       {u"raw"_s, m_isRaw}});
            return finish(Good);
        }
        printLine(u"verdict   %1"_s.arg(verdict));
        for (const flows::EvidenceFile &file : pack.files)
            printLine(u"file      %1  %2 bytes"_s.arg(file.name, -16).arg(file.bytes.size()));
        for (const flows::Redaction &redaction : pack.redactions)
            printLine(u"redacted  %1  %2 bytes"_s.arg(visible(redaction.where)).arg(redaction.bytes));
        if (m_isRaw)
            printLine(u"raw       secrets in the request are still there"_s);
        printLine(u"written   %1"_s.arg(visible(m_output)));
        finish(Good);
    }

    CheckArguments m_arguments;
    RequestArgument m_request;
    QString m_output;
    bool m_isRaw = false;
    bool m_json = false;
};

} // namespace

std::unique_ptr<Command> makeEvidenceCommand()
{
    return std::make_unique<EvidenceCommand>();
}

} // namespace tocsin::cli
