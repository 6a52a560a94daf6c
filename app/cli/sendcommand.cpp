// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/command.h"
#include "app/cli/endpointarguments.h"
#include "app/cli/knownschemes.h"
#include "app/cli/secretarguments.h"
#include "app/cli/targetarguments.h"
#include "app/cli/terminal.h"
#include "core/flows/copyas.h"
#include "core/flows/policyrules.h"
#include "core/flows/testrun.h"
#include "core/settings/folders.h"
#include "core/signature/catalogue.h"

#include <QFile>

namespace tocsin::cli {

using namespace Qt::StringLiterals;

namespace {

// Plays a vendor's sender: signed events by any scheme, and what goes wrong between sender and receiver.
class SendCommand final : public Command
{
public:
    void declare(QCommandLineParser &parser) const override;
    void prepare(QStringList &arguments) const override;
    void start(const QCommandLineParser &parser) override;
    void interrupt() override;

private:
    void printSamples(const QString &scheme);
    Result<void> readPlan(const QCommandLineParser &parser);
    Result<void> readEvent(const QCommandLineParser &parser);
    Result<void> readTraffic(const QCommandLineParser &parser);
    Result<void> readRetry(const QCommandLineParser &parser);
    void print(const flows::TestAnswer &answer);

    signature::Catalogue m_catalogue;
    QList<payload::Sample> m_samples;
    flows::TestPlan m_plan;
    flows::TestRun m_run;
    bool m_json = false;
    bool m_many = false; // each line says which event it is about
    bool m_refused = false;
    bool m_unreachable = false;
    bool m_interrupted = false;
};

void SendCommand::declare(QCommandLineParser &parser) const
{
    parser.setApplicationDescription(u"Sends signed test events, as the vendors' senders would.\nSchemes of "
                                     u"public keys sign with the private "
                                     "key, which is given like any secret. Ends with 0 when every event was "
                                     "answered 2xx, 1 when one was not, "
                                     "3 when an answer could not be had."_s);
    parser.addPositionalArgument(u"url"_s, u"Where to, e.g. http://127.0.0.1:9000/hooks/alerts"_s, u"URL"_s);
    parser.addOptions({
        {u"scheme"_s, u"Id of the scheme to sign by; schemes list prints them."_s, u"ID"_s},
        {u"variant"_s, u"Which of the scheme's variants; else the first that fits."_s, u"NAME"_s},
        {u"secret"_s, secretForm(), u"LABEL=SOURCE"_s},
        {u"tag"_s, u"What the sender calls the secret or key, where it says so."_s, u"TEXT"_s},
        {u"sample"_s, u"Built-in event by its id; list prints them."_s, u"ID"_s},
        {u"body"_s, u"Send the bytes of this file as they are."_s, u"FILE"_s},
        {u"header"_s, u"Name: value. Repeatable."_s, u"H"_s},
        {u"count"_s, u"How many events."_s, u"N"_s, u"1"_s},
        {u"rate"_s, u"Start at most N requests per second."_s, u"N"_s, u"0"_s},
        {u"burst"_s, u"Have N requests under way at once; without --count also N events."_s, u"N"_s, u"1"_s},
        {u"duplicate"_s, u"Send each event N times more, byte for byte."_s, u"N"_s, u"0"_s},
        {u"reorder"_s, u"Send in another order than they were signed, one second apart."_s},
        {u"age"_s, u"Sign as if S seconds ago, to prove the receiver's replay window."_s, u"S"_s, u"0"_s},
        {u"retry"_s,
         u"Send again what was not answered 2xx: by the schedule of a scheme (socwarden: after 10, 30, 90, "
         u"270 "
         "and 810 s), or after these seconds, with commas between. Without a value: as socwarden."_s,
         u"[SCHEME|SECONDS]"_s},
        {u"retry-as"_s, u"anew: each attempt with its own time and signature; same: those of the first."_s,
         u"anew|same"_s, u"anew"_s},
        {u"speed"_s, u"Make the waits of --retry N times shorter."_s, u"N"_s, u"1"_s},
        {u"timeout"_s, u"Seconds to wait for an answer."_s, u"S"_s, u"10"_s},
        {u"ca"_s, u"Trust the certificates of this PEM file as well."_s, u"FILE"_s},
    });
    declareSecretStore(parser);
    parser.addOptions(circumstanceOptions());
}

// --retry alone is the schedule of SOCWarden; Qt would take the next word for its value. A schedule begins
// neither with '-' nor as a URL does.
void SendCommand::prepare(QStringList &arguments) const
{
    const qsizetype retry = arguments.indexOf(u"--retry"_s);
    if (retry < 0)
        return;
    const QString next = arguments.value(retry + 1);
    if (next.isEmpty() || next.startsWith(u'-') || next.contains(u"://"_s))
        arguments[retry] = u"--retry=socwarden"_s;
}

void SendCommand::start(const QCommandLineParser &parser)
{
    m_json = parser.isSet(u"json"_s);
    m_samples = payload::samples();
    if (parser.value(u"sample"_s) == u"list"_s)
        return printSamples(parser.value(u"scheme"_s));
    if (const auto plan = readPlan(parser); !plan)
        return fail(plan.error().kind == Error::Kind::Rejected ? Usage : CouldNot, plan.error().detail);
    connect(&m_run, &flows::TestRun::answered, this,
            [this](const flows::TestAnswer &answer) { print(answer); });
    connect(&m_run, &flows::TestRun::finished, this, [this] {
        finish(m_interrupted ? No : m_unreachable ? CouldNot : m_refused ? No : Good);
    });
    resolveSecrets(
        parser, this,
        [this, tag = parser.value(u"tag"_s)](const Result<QList<signature::NamedSecret>> &secrets) {
            if (!secrets)
                return fail(secrets.error().kind == Error::Kind::Rejected ? Usage : CouldNot,
                            secrets.error().detail);
            if (!secrets->isEmpty()) {
                m_plan.secret = secrets->first();
                if (!tag.isEmpty())
                    m_plan.secret->tag = tag;
            }
            if (const auto started = m_run.start(m_plan); !started)
                fail(Usage, started.error().detail);
        });
}

void SendCommand::interrupt()
{
    m_interrupted = true;
    if (m_run.isRunning())
        m_run.cancel();
    else
        finish(No);
}

void SendCommand::printSamples(const QString &scheme)
{
    for (const payload::Sample &sample : std::as_const(m_samples)) {
        if (!scheme.isEmpty() && sample.schemeId != scheme)
            continue;
        if (m_json)
            printJson({{u"id"_s, sample.id}, {u"scheme"_s, sample.schemeId}, {u"title"_s, sample.title}});
        else
            printLine(u"%1  %2  %3"_s.arg(sample.id, -32).arg(sample.schemeId, -24).arg(sample.title));
    }
    finish(Good);
}

// A number of the option, or why it is none.
template<class T>
Result<void> readNumber(const QCommandLineParser &parser, const QString &name, T least, T &value)
{
    bool good = false;
    if constexpr (std::is_same_v<T, double>)
        value = parser.value(name).toDouble(&good);
    else
        value = T(parser.value(name).toLongLong(&good));
    if (!good || value < least)
        return tocsin::fail(Error::Kind::Rejected, u"--%1 takes a number, %2 or more"_s.arg(name).arg(least));
    return {};
}

Result<void> SendCommand::readPlan(const QCommandLineParser &parser)
{
    const QStringList words = parser.positionalArguments();
    m_plan.url = QUrl(words.value(0), QUrl::StrictMode);
    if (words.size() != 1 || !m_plan.url.isValid() ||
        (m_plan.url.scheme() != u"http"_s && m_plan.url.scheme() != u"https"_s))
        return tocsin::fail(Error::Kind::Rejected,
                            u"send takes one URL that begins with http:// or https://"_s);
    m_plan.allowed = flows::allowedBy(policy(), flows::allowOnly(m_plan.url));
    const auto known = knownSchemes();
    if (!known)
        return tocsin::fail(Error::Kind::Storage, known.error().detail);
    m_catalogue = *known->catalogue;
    const QString id = parser.value(u"scheme"_s);
    m_plan.scheme = m_catalogue.find(id);
    if (!m_plan.scheme)
        return tocsin::fail(Error::Kind::Rejected, u"--scheme: "_s + noScheme(m_catalogue, id));
    m_plan.variant = parser.value(u"variant"_s);
    auto circumstances = readCircumstances(parser);
    if (!circumstances)
        return tl::unexpected(circumstances.error());
    m_plan.circumstances = std::move(*circumstances);
    if (auto good = checkParameters(*m_plan.scheme, m_plan.circumstances.parameters); !good)
        return good;
    auto done = readTraffic(parser);
    if (done)
        done = readRetry(parser);
    if (!done)
        return done;
    auto trusted = trustedAuthorities(parser);
    if (!trusted)
        return tl::unexpected(trusted.error());
    m_plan.trusted = std::move(*trusted);
    return readEvent(parser);
}

Result<void> SendCommand::readTraffic(const QCommandLineParser &parser)
{
    int timeout = 10;
    auto done = readNumber(parser, u"count"_s, 1, m_plan.count);
    if (done)
        done = readNumber(parser, u"burst"_s, 1, m_plan.burst);
    if (done)
        done = readNumber(parser, u"rate"_s, 0.0, m_plan.perSecond);
    if (done)
        done = readNumber(parser, u"duplicate"_s, 0, m_plan.duplicates);
    if (done)
        done = readNumber(parser, u"age"_s, -qint64(1e9), m_plan.ageSeconds);
    if (done)
        done = readNumber(parser, u"timeout"_s, 1, timeout);
    m_plan.timeoutMs = std::min(timeout, 86'400) * 1000;
    m_plan.reorder = parser.isSet(u"reorder"_s);
    if (parser.isSet(u"burst"_s) && !parser.isSet(u"count"_s))
        m_plan.count = m_plan.burst;
    m_many = m_plan.count > 1 || m_plan.duplicates > 0;
    return done;
}

Result<void> SendCommand::readRetry(const QCommandLineParser &parser)
{
    const QString as = parser.value(u"retry-as"_s);
    if (as != u"anew"_s && as != u"same"_s)
        return tocsin::fail(Error::Kind::Rejected, u"--retry-as takes anew or same"_s);
    m_plan.retry = as == u"same"_s ? flows::TestPlan::Retry::Identical : flows::TestPlan::Retry::SignedAnew;
    if (auto done = readNumber(parser, u"speed"_s, 0.0, m_plan.speed); !done || !parser.isSet(u"retry"_s))
        return done;
    const QString text = parser.value(u"retry"_s);
    if (const signature::Scheme *scheme = m_catalogue.find(text)) {
        m_plan.retryDelays = scheme->retry.delaysSeconds;
        if (m_plan.retryDelays.isEmpty())
            return tocsin::fail(
                Error::Kind::Rejected,
                u"--retry: the schedule of \"%1\" is not documented; give the seconds"_s.arg(text));
        return {};
    }
    for (const QString &word : text.split(u',')) {
        bool good = false;
        const qint64 seconds = word.trimmed().toLongLong(&good);
        if (!good || seconds < 0 || seconds > 31 * 86'400)
            return tocsin::fail(Error::Kind::Rejected,
                                u"--retry takes a scheme with a schedule, or seconds as in 10,30,90"_s);
        m_plan.retryDelays.append(seconds);
    }
    return {};
}

// A body of the user's own goes with what its sender puts beside it: headers and query of the sample.
Result<void> SendCommand::readEvent(const QCommandLineParser &parser)
{
    const payload::Sample *sample = flows::pickSample(m_samples, parser.value(u"sample"_s), m_plan.scheme);
    if (!sample)
        return tocsin::fail(Error::Kind::Rejected,
                            u"--sample: there is no sample \"%1\"; --sample list prints them"_s.arg(
                                parser.value(u"sample"_s)));
    m_plan.event = *sample;
    for (const QString &text : parser.values(u"header"_s)) {
        const auto field = readHeader(text);
        if (!field)
            return tl::unexpected(field.error());
        m_plan.event.headers.removeIf([&field](const domain::HeaderField &old) {
            return domain::sameFieldName(old.name, field->name);
        });
        m_plan.event.headers.append(*field);
    }
    if (!parser.isSet(u"body"_s))
        return {};
    QFile file(parser.value(u"body"_s));
    if (!file.open(QIODevice::ReadOnly))
        return tocsin::fail(Error::Kind::Storage, u"--body: %1"_s.arg(file.errorString()));
    m_plan.event.body = file.readAll();
    m_plan.freshBody = false;
    return {};
}

void SendCommand::print(const flows::TestAnswer &answer)
{
    m_unreachable = m_unreachable || (answer.status == 0 && !answer.nextInMs);
    m_refused = m_refused || (!answer.isAcknowledged() && !answer.nextInMs);
    if (m_json) {
        const bool answered = answer.status != 0;
        printJson({{u"event"_s, answer.event},
                   {u"copy"_s, answer.copy},
                   {u"attempt"_s, answer.attempt},
                   {u"status"_s, answered ? QJsonValue(answer.status) : QJsonValue()},
                   {u"acknowledged"_s, answer.isAcknowledged()},
                   {u"signed_at"_s, flows::isoUtc(answer.signedAt)},
                   {u"took_ms"_s, double(answer.took) / 1000.0},
                   {u"next_in_ms"_s, answer.nextInMs ? QJsonValue(double(*answer.nextInMs)) : QJsonValue()},
                   {u"error"_s, answered ? QJsonValue() : QJsonValue(answer.error)}});
        return flushOutput();
    }
    QString line = m_many ? u"event %1%2, attempt %3: "_s.arg(answer.event)
                                .arg(answer.copy > 0 ? u" (again, %1)"_s.arg(answer.copy) : QString())
                                .arg(answer.attempt)
                          : u"attempt %1: "_s.arg(answer.attempt);
    line += answer.status != 0 ? u"answered %1"_s.arg(answer.status) : visible(answer.error, 400);
    if (answer.nextInMs)
        line += u"; again in %1 s"_s.arg(double(*answer.nextInMs) / 1000);
    printLine(line);
    flushOutput();
}

} // namespace

std::unique_ptr<Command> makeSendCommand()
{
    return std::make_unique<SendCommand>();
}

} // namespace tocsin::cli
