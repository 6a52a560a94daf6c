// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/command.h"
#include "app/cli/secretarguments.h"
#include "app/cli/terminal.h"
#include "core/flows/requestfile.h"
#include "core/settings/folders.h"
#include "core/signature/catalogue.h"
#include "core/signature/explain/explain.h"
#include "core/signature/explain/report.h"

#include <QUrl>
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
        parser.addPositionalArgument(u"file"_s, u"The request; - reads standard input."_s, u"FILE"_s);
        parser.addOptions({
            {u"scheme"_s, u"Id of the scheme, or auto."_s, u"ID"_s, u"auto"_s},
            {u"secret"_s,
             u"LABEL=SOURCE, SOURCE being env:NAME, file:PATH, keychain:LABEL or -. Repeatable."_s,
             u"LABEL=SOURCE"_s},
            {u"other"_s, u"The same of a secret that is stored for something else. Repeatable."_s,
             u"LABEL=SOURCE"_s},
            {u"url"_s, u"The URL as it is registered with the sender, where the scheme signs it."_s,
             u"URL"_s},
            {u"param"_s, u"NAME=VALUE of a parameter of the scheme, as PayPal's webhook id. Repeatable."_s,
             u"NAME=VALUE"_s},
            {u"now"_s, u"Check the clock as of this Unix time instead of now."_s, u"UNIX"_s},
        });
    }

    void start(const QCommandLineParser &parser) override
    {
        if (auto read = readArguments(parser); !read)
            return fail(read.error().kind == Error::Kind::Rejected ? Usage : CouldNot, read.error().detail);
        resolve(parser.values(u"secret"_s), m_secrets, [this, others = parser.values(u"other"_s)] {
            resolve(others, m_others, [this] { explain(); });
        });
    }

    // What was found until then is printed.
    void interrupt() override { m_stop.request_stop(); }

private:
    static Error usage(const QString &text) { return {Error::Kind::Rejected, text}; }

    Result<void> readArguments(const QCommandLineParser &parser)
    {
        m_json = parser.isSet(u"json"_s);
        if (parser.positionalArguments().size() != 1)
            return tl::unexpected(usage(u"explain takes one FILE; see tocsinctl explain --help"_s));
        m_now = wallClock();
        if (parser.isSet(u"now"_s)) {
            bool good = false;
            m_now = parser.value(u"now"_s).toLongLong(&good) * microsPerSecond;
            if (!good)
                return tl::unexpected(usage(u"--now takes Unix seconds, e.g. 1767225600"_s));
        }
        auto catalogue = signature::Catalogue::load(settings::dataFolder() + u"/schemes"_s);
        if (!catalogue)
            return tocsin::fail(Error::Kind::Malformed, catalogue.error().detail);
        m_catalogue = std::move(*catalogue);
        const QString scheme = parser.value(u"scheme"_s);
        m_scheme = m_catalogue.find(scheme);
        if (!m_scheme && scheme != u"auto"_s)
            return tl::unexpected(
                usage(u"--scheme: there is no scheme \"%1\"; there are %2"_s.arg(scheme, schemeIds())));
        if (auto read = readCircumstances(parser); !read)
            return read;
        auto message = flows::readRequestFile(parser.positionalArguments().first());
        if (!message)
            return tocsin::fail(Error::Kind::Malformed, message.error().detail);
        m_message = std::move(*message);
        return {};
    }

    Result<void> readCircumstances(const QCommandLineParser &parser)
    {
        if (parser.isSet(u"url"_s)) {
            const QUrl url(parser.value(u"url"_s), QUrl::StrictMode);
            if (!url.isValid() || url.host().isEmpty())
                return tl::unexpected(usage(u"--url takes a whole URL, e.g. https://example.org/hooks/a"_s));
            m_circumstances.url = url.toEncoded(QUrl::RemoveFragment);
        }
        for (const QString &parameter : parser.values(u"param"_s)) {
            const qsizetype equals = parameter.indexOf(u'=');
            if (equals <= 0)
                return tl::unexpected(
                    usage(u"--param takes NAME=VALUE, e.g. webhookId=8PT597110X687430LKGECATA"_s));
            m_circumstances.parameters.insert(parameter.left(equals).toUtf8(),
                                              parameter.mid(equals + 1).toUtf8());
        }
        return {};
    }

    QString schemeIds() const
    {
        QStringList ids;
        for (const signature::Scheme &scheme : m_catalogue.all())
            ids.append(scheme.id);
        return ids.join(u", "_s);
    }

    void resolve(const QStringList &arguments, QList<signature::NamedSecret> &into,
                 const std::function<void()> &then)
    {
        resolveSecrets(arguments, this,
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
            signature::ExplainRequest request{m_message, m_catalogue.all(), m_scheme};
            request.secrets = m_secrets;
            request.others = m_others;
            request.circumstances = m_circumstances;
            request.now = m_now;
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

    signature::Catalogue m_catalogue;
    const signature::Scheme *m_scheme = nullptr; // null: auto
    domain::HttpMessage m_message;
    signature::Circumstances m_circumstances;
    QList<signature::NamedSecret> m_secrets;
    QList<signature::NamedSecret> m_others;
    std::stop_source m_stop;
    Micros m_now = 0;
    bool m_json = false;
};

} // namespace

std::unique_ptr<Command> makeExplainCommand()
{
    return std::make_unique<ExplainCommand>();
}

} // namespace tocsin::cli
