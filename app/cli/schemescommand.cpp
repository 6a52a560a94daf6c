// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/checkarguments.h"
#include "app/cli/command.h"
#include "app/cli/endpointarguments.h"
#include "app/cli/knownschemes.h"
#include "app/cli/schemescheck.h"
#include "app/cli/schemeslearn.h"
#include "app/cli/secretarguments.h"
#include "app/cli/terminal.h"
#include "core/flows/requestfile.h"
#include "core/settings/folders.h"
#include "core/signature/catalogue.h"
#include "core/signature/schemewriter.h"
#include "core/signature/summary.h"

#include <QFile>
#include <QJsonArray>

#include <algorithm>

namespace tocsin::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longLine = 2000;

// The scheme's file: that of the program when the user has none of that id, else what is written of it.
QByteArray fileOf(const signature::Scheme &scheme)
{
    QFile file(u":/schemes/%1.json"_s.arg(scheme.id));
    const QByteArray text = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    const auto builtIn = signature::readScheme(text);
    return builtIn && *builtIn == scheme ? text : signature::writeScheme(scheme);
}

QStringList summaryOf(const signature::Scheme &scheme)
{
    QStringList lines;
    for (const signature::Recipe &recipe : scheme.recipes) {
        for (const QString &line : signature::summaryOf(recipe))
            lines.append(recipe.name.isEmpty() ? line : recipe.name + u": "_s + line);
    }
    for (const signature::Scheme::Parameter &parameter : scheme.parameters)
        lines.append(u"The parameter %1 is %2."_s.arg(QString::fromUtf8(parameter.name), parameter.about));
    if (!scheme.secretRule.about.isEmpty())
        lines.append(u"The secret: %1."_s.arg(scheme.secretRule.about));
    return lines;
}

// Works on schemes: the built-in ones, the user's own, files that are to become such, and requests of a
// sender that has none yet.
class SchemesCommand final : public Command
{
public:
    void declare(QCommandLineParser &parser) const override
    {
        parser.setApplicationDescription(
            u"Works on signature schemes: the built-in ones and those in the user's folder,\n  %1\n"
            "learn searches for the scheme by which captured requests were signed."_s.arg(
                settings::dataFolder() + u"/schemes"_s));
        parser.addPositionalArgument(u"action"_s,
                                     u"list | show ID | check FILE|FOLDER... | learn REQUESTFILE..."_s);
        parser.addPositionalArgument(
            u"what"_s, u"An id, scheme files, or requests as they were on the wire."_s, u"[ID|FILE...]"_s);
        parser.addOptions({
            {u"secret"_s, u"Of check and learn: "_s + secretForm(), u"LABEL=SOURCE"_s},
            {u"delivery"_s, u"Of check: a request that the scheme must verify. Repeatable."_s,
             u"REQUESTFILE"_s},
            {u"url"_s, u"Of check and learn: the URL that the sender posted to."_s, u"URL"_s},
            {u"param"_s, u"Of check: NAME=VALUE of a parameter of the scheme. Repeatable."_s,
             u"NAME=VALUE"_s},
            {u"now"_s, u"Of check: the clock as of this Unix time."_s, u"UNIX"_s},
            {u"output"_s, u"Of learn: write the scheme to this new file."_s, u"FILE"_s},
        });
        declareSecretStore(parser);
    }

    void start(const QCommandLineParser &parser) override
    {
        m_json = parser.isSet(u"json"_s);
        m_output = parser.value(u"output"_s);
        m_what = parser.positionalArguments();
        m_action = m_what.isEmpty() ? QString() : m_what.takeFirst();
        if (!optionsFit(parser))
            return;
        if (m_action == u"list"_s)
            return list();
        if (m_action == u"show"_s)
            return show();
        if (!readHow(parser) ||
            !readDeliveries(m_action == u"learn"_s ? m_what : parser.values(u"delivery"_s)))
            return;
        resolveSecrets(parser, this, [this](const Result<QList<signature::NamedSecret>> &secrets) {
            if (!secrets)
                return fail(secrets.error().kind == Error::Kind::Rejected ? Usage : CouldNot,
                            secrets.error().detail);
            if (m_action == u"check"_s)
                check(*secrets);
            else
                learn(*secrets);
        });
    }

    void interrupt() override
    {
        if (m_search)
            m_search->cancel(); // it answers soon
        else
            finish(CouldNot);
    }

private:
    // What an action cannot use is a mistake, not something to pass over.
    bool optionsFit(const QCommandLineParser &parser)
    {
        const bool checks = m_action == u"check"_s;
        const bool learns = m_action == u"learn"_s;
        if (m_action != u"list"_s && m_action != u"show"_s && !checks && !learns)
            return fail(Usage, u"use: schemes list | show ID | check FILE... | learn REQUESTFILE..."_s),
                   false;
        if (m_action == u"list"_s ? !m_what.isEmpty()
                                  : m_what.isEmpty() || (!checks && !learns && m_what.size() > 1))
            return fail(Usage, m_action == u"list"_s   ? u"list takes nothing more"_s
                               : m_action == u"show"_s ? u"show takes one id; schemes list prints them"_s
                                                       : u"%1 takes files"_s.arg(m_action)),
                   false;
        const std::pair<QString, bool> fits[] = {{u"secret"_s, checks || learns},
                                                 {u"vault"_s, checks || learns},
                                                 {u"passphrase"_s, checks || learns},
                                                 {u"delivery"_s, checks},
                                                 {u"url"_s, checks || learns},
                                                 {u"param"_s, checks},
                                                 {u"now"_s, checks},
                                                 {u"output"_s, learns}};
        for (const auto &[option, good] : fits) {
            if (parser.isSet(option) && !good)
                return fail(Usage, u"--%1 does not go with %2"_s.arg(option, m_action)), false;
        }
        if (learns && parser.values(u"secret"_s).size() != 1)
            return fail(Usage, u"learn takes one --secret LABEL=SOURCE, the one that signed the requests"_s),
                   false;
        if (checks && parser.isSet(u"delivery"_s) != parser.isSet(u"secret"_s))
            return fail(Usage, u"--delivery and --secret go together"_s), false;
        return true;
    }

    bool readHow(const QCommandLineParser &parser)
    {
        auto circumstances = readCircumstances(parser);
        if (!circumstances)
            return fail(Usage, circumstances.error().detail), false;
        m_circumstances = *std::move(circumstances);
        const auto now = readNow(parser);
        if (!now)
            return fail(Usage, now.error().detail), false;
        m_now = *now ? **now : wallClock();
        return true;
    }

    bool readDeliveries(const QStringList &paths)
    {
        for (const QString &path : paths) {
            auto message = flows::readRequestFile(path);
            if (!message)
                return fail(CouldNot, message.error().detail), false;
            m_deliveries.emplace_back(path, std::move(*message));
        }
        return true;
    }

    // Whose the scheme is: "built-in", "own", or "replaced" for one of the user's in a built-in one's place.
    static QString origin(const flows::LoadedSchemes &schemes, const QString &id)
    {
        const bool isOwn =
            std::any_of(schemes.own.begin(), schemes.own.end(),
                        [&id](const flows::OwnScheme &own) { return own.scheme && own.scheme->id == id; });
        if (!isOwn)
            return u"built-in"_s;
        return QFile::exists(u":/schemes/%1.json"_s.arg(id)) ? u"replaced"_s : u"own"_s;
    }

    void list()
    {
        const auto known = knownSchemes();
        if (!known)
            return fail(CouldNot, known.error().detail);
        const auto &catalogue = known->catalogue;
        for (const signature::Scheme &scheme : catalogue->all()) {
            const QString strength = signature::strengthId(scheme.strength);
            const QString evidence = signature::evidenceId(scheme.evidence);
            const QString algorithm = signature::algorithmId(scheme.recipe().algorithm);
            QStringList variants;
            for (const signature::Recipe &recipe : scheme.recipes) {
                if (!recipe.name.isEmpty())
                    variants.append(recipe.name);
            }
            if (m_json) {
                printJson({{u"id"_s, scheme.id},
                           {u"name"_s, scheme.name},
                           {u"strength"_s, strength},
                           {u"evidence"_s, evidence},
                           {u"algorithm"_s, algorithm},
                           {u"origin"_s, origin(*known, scheme.id)},
                           {u"variants"_s, QJsonArray::fromStringList(variants)}});
            } else {
                const QString names =
                    variants.isEmpty() ? QString() : u" ("_s + variants.join(u", "_s) + u')';
                const QString whose = origin(*known, scheme.id);
                const QString mark = whose == u"own"_s ? u"  [your own]"_s
                                     : whose == u"replaced"_s
                                         ? u"  [your own, in place of the built-in one]"_s
                                         : QString();
                printLine(u"%1  %2  %3  %4  %5%6"_s.arg(scheme.id, -26)
                              .arg(strength, -8)
                              .arg(evidence, -10)
                              .arg(algorithm, -21)
                              .arg(visible(scheme.name + names, 120), mark));
            }
        }
        if (m_json)
            printJson({{u"count"_s, catalogue->all().size()}});
        else
            printLine(u"%1 schemes"_s.arg(catalogue->all().size()));
        finish(Good);
    }

    void show()
    {
        const auto known = knownSchemes();
        if (!known)
            return fail(CouldNot, known.error().detail);
        const signature::Scheme *scheme = known->catalogue->find(m_what.first());
        if (!scheme)
            return fail(No, noScheme(*known->catalogue, m_what.first()));
        const QByteArray file = fileOf(*scheme);
        const QStringList summary = summaryOf(*scheme);
        if (m_json) {
            printJson({{u"id"_s, scheme->id},
                       {u"name"_s, scheme->name},
                       {u"summary"_s, QJsonArray::fromStringList(summary)},
                       {u"file"_s, QString::fromUtf8(file)}});
        } else {
            printLine(visible(scheme->name));
            for (const QString &line : summary)
                printLine(u"  "_s + visible(line, longLine));
            printLine({});
            printBytes(file);
        }
        finish(Good);
    }

    void check(const QList<signature::NamedSecret> &secrets)
    {
        finish(SchemesCheck{m_what, std::move(m_deliveries), secrets, m_circumstances, m_now, m_json}.run());
    }

    void learn(const QList<signature::NamedSecret> &secrets)
    {
        signature::LearnRequest request;
        for (auto &[path, message] : m_deliveries)
            request.deliveries.push_back(std::move(message));
        request.secret = secrets.first().value;
        request.circumstances = {m_circumstances};
        m_search = std::make_unique<SchemesLearn>(
            std::move(request), [this](const Result<signature::Learned> &learned) { report(learned); });
    }

    void report(const Result<signature::Learned> &learned)
    {
        if (!learned)
            return fail(Usage, learned.error().detail);
        const QByteArray file = learned->scheme ? signature::writeScheme(*learned->scheme) : QByteArray();
        if (learned->scheme && !m_output.isEmpty()) {
            QFile output(m_output);
            if (!output.open(QIODevice::WriteOnly | QIODevice::NewOnly) ||
                output.write(file) != file.size() || !output.flush())
                return fail(CouldNot, u"--output: %1: %2"_s.arg(m_output, output.errorString()));
        }
        if (m_json) {
            printJson({{u"found"_s, learned->scheme.has_value()},
                       {u"cancelled"_s, learned->cancelled},
                       {u"tried"_s, qint64(learned->tried)},
                       {u"why"_s, learned->why},
                       {u"file"_s, learned->scheme ? QJsonValue(QString::fromUtf8(file)) : QJsonValue()}});
        } else {
            printError(visible(learned->why, longLine));
            if (m_output.isEmpty())
                printBytes(file);
        }
        finish(learned->scheme ? Good : learned->cancelled ? CouldNot : No);
    }

    QString m_action;
    QStringList m_what;
    QString m_output;
    std::vector<std::pair<QString, domain::HttpMessage>> m_deliveries;
    signature::Circumstances m_circumstances;
    Micros m_now = 0;
    std::unique_ptr<SchemesLearn> m_search;
    bool m_json = false;
};

} // namespace

std::unique_ptr<Command> makeSchemesCommand()
{
    return std::make_unique<SchemesCommand>();
}

} // namespace tocsin::cli
