// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/checkarguments.h"
#include "app/cli/command.h"
#include "app/cli/secretarguments.h"
#include "app/cli/terminal.h"
#include "core/signature/explain/explain.h"
#include "core/signature/explain/report.h"

#include <QtConcurrentRun>

namespace tocsin::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestLine = 2000; // characters

class ExplainCommand final : public Command
{
public:
    void declare(QCommandLineParser &parser) const override
    {
        parser.setApplicationDescription(
            u"Says why the signature of an HTTP/1.1 request does not fit, by proof where there is one."_s);
        declareFileCheck(parser);
        parser.addOption({u"other"_s,
                          u"The same of a secret that is stored for something else. Repeatable."_s,
                          u"LABEL=SOURCE"_s});
    }

    void start(const QCommandLineParser &parser) override
    {
        m_json = parser.isSet(u"json"_s);
        auto read = readFileCheck(parser, u"explain"_s, CutOff::Taken);
        if (!read)
            return fail(read.error().kind == Error::Kind::Rejected ? Usage : CouldNot, read.error().detail);
        m_request = std::move(*read);
        m_store = std::make_shared<ChosenSecretStore>(parser);
        resolve(parser.values(u"secret"_s), m_secrets, [this, others = parser.values(u"other"_s)] {
            resolve(others, m_others, [this] { explain(); });
        });
    }

    // What was found until then is printed.
    void interrupt() override { m_stop.request_stop(); }

private:
    void resolve(const QStringList &arguments, QList<signature::NamedSecret> &into,
                 const std::function<void()> &then)
    {
        resolveSecrets(arguments, m_store, this,
                       [this, &into, then](const Result<QList<signature::NamedSecret>> &secrets) {
                           if (!secrets)
                               return fail(secrets.error().kind == Error::Kind::Rejected ? Usage : CouldNot,
                                           secrets.error().detail);
                           into = *secrets;
                           then();
                       });
    }

    void explain()
    {
        QtConcurrent::run([this] {
            signature::ExplainRequest request{m_request.message, m_request.how.catalogue.all(),
                                              m_request.scheme()};
            request.secrets = m_secrets;
            request.others = m_others;
            request.circumstances = m_request.how.circumstances;
            request.now = m_request.now();
            request.beyond = m_request.beyond;
            return signature::explain(request, {{}, m_stop.get_token()});
        }).then(this, [this](const signature::Explanation &explanation) { report(explanation); });
    }

    void report(const signature::Explanation &explanation)
    {
        if (m_json) {
            printJson(signature::explanationJson(explanation));
        } else {
            for (const QString &line : signature::explanationLines(explanation))
                printLine(visible(line, longestLine));
        }
        finish(explanation.verification.verdict == domain::Verdict::Valid ? Good : No);
    }

    FileCheck m_request;
    std::shared_ptr<ChosenSecretStore> m_store;
    QList<signature::NamedSecret> m_secrets;
    QList<signature::NamedSecret> m_others;
    std::stop_source m_stop;
    bool m_json = false;
};

} // namespace

std::unique_ptr<Command> makeExplainCommand()
{
    return std::make_unique<ExplainCommand>();
}

} // namespace tocsin::cli
