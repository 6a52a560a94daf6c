// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/command.h"
#include "app/cli/deliveryselection.h"
#include "app/cli/endpointarguments.h"
#include "app/cli/knownschemes.h"
#include "app/cli/secretarguments.h"
#include "app/cli/targetarguments.h"
#include "app/cli/terminal.h"
#include "app/cli/usersettings.h"
#include "app/cli/writesrecord.h"
#include "core/flows/copyas.h"
#include "core/flows/replay.h"
#include "core/settings/folders.h"
#include "core/signature/catalogue.h"
#include "core/storage/replaybook.h"

#include <QFile>
#include <QJsonArray>

namespace tocsin::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostAnswersShown = 100; // of one delivery

// Sends what was captured again and prints one line per delivery; with --answers it prints what was answered
// before.
class ReplayCommand final : public Command
{
public:
    void declare(QCommandLineParser &parser) const override;
    void prepare(QStringList &arguments) const override { spellNegations(arguments); }
    void start(const QCommandLineParser &parser) override;
    void interrupt() override;

private:
    Result<void> readPlan(const QCommandLineParser &parser);
    Result<void> readEdit(const QCommandLineParser &parser);
    Result<void> select(const QCommandLineParser &parser);
    void run();
    void showAnswers();
    void onResult(const flows::ReplayResult &result);
    void print(const domain::ReplayAnswer &answer, const flows::ReplayResult *result) const;
    void failFor(const Error &error);

    signature::Catalogue m_catalogue;
    flows::ReplayPlan m_plan;
    QString m_store;
    QList<domain::DeliveryId> m_ids;
    std::unique_ptr<flows::Auditing> m_auditing; // before those whose last writes it records
    std::unique_ptr<storage::ReplayBook> m_book;
    std::unique_ptr<flows::Replay> m_replay;
    bool m_json = false;
    bool m_no = false;
    bool m_couldNot = false;
    bool m_interrupted = false;
    bool m_shown = false; // an answer that was kept
};

void ReplayCommand::declare(QCommandLineParser &parser) const
{
    parser.setApplicationDescription(
        u"Sends captured deliveries again: the same bytes, but for Host (and the path, when the URL has "
        u"one). "
        "With an option that edits or signs, the request is marked \"X-Tocsin-Test: made by Tocsin for "
        "testing\".\nTargets are this machine and the hosts that were allowed; redirects are not followed. "
        "Ends with 0 when every answer was 2xx, 1 when one was not, 3 when one could not be had."_s);
    parser.addPositionalArgument(u"filter"_s, u"Filter words, as in: verdict:mismatch since:2h"_s,
                                 u"[FILTER]"_s);
    parser.addOptions({
        {u"id"_s, u"Delivery by its number, instead of a filter. Repeatable."_s, u"N"_s},
        {u"limit"_s, u"At most N deliveries, the newest."_s, u"N"_s, u"0"_s},
        {u"store"_s, u"Store file; the default is the user's own."_s, u"FILE"_s},
        {u"to"_s, u"Where to. Without a path the captured one stays."_s, u"URL"_s},
        {u"keep-host"_s, u"Leave the Host field as it was captured."_s},
        {u"resign"_s, u"Sign anew by this scheme, with a fresh time and id."_s, u"SCHEME"_s},
        {u"secret"_s, secretForm(), u"LABEL=SOURCE"_s},
        {u"set-body"_s, u"Send the bytes of this file instead of the captured body."_s, u"FILE"_s},
        {u"param"_s,
         u"NAME=VALUE of a parameter of the scheme of --resign, as PayPal's webhook-id. Repeatable."_s,
         u"NAME=VALUE"_s},
        {u"method"_s, u"Send this method instead of the captured one."_s, u"M"_s},
        {u"path"_s, u"Send this path and query instead of the captured ones."_s, u"PATH"_s},
        {u"fresh-body"_s, u"Put new ids and times into a JSON body."_s},
        {u"header"_s, u"Name: value, in place of the captured one or added. Repeatable."_s, u"H"_s},
        {u"remove-header"_s, u"Leave this field out. Repeatable."_s, u"NAME"_s},
        {u"rate"_s, u"Start at most N per second."_s, u"N"_s, u"0"_s},
        {u"concurrency"_s, u"Have N under way at once."_s, u"N"_s, u"1"_s},
        {u"timeout"_s, u"Seconds to wait for an answer."_s, u"S"_s, u"30"_s},
        {u"answers"_s, u"Send nothing; print the answers that are kept, the newest first."_s},
    });
    declareSecretStore(parser);
    declareTargetOptions(parser);
}

void ReplayCommand::failFor(const Error &error)
{
    const bool usage = error.kind == Error::Kind::Rejected || error.kind == Error::Kind::Forbidden;
    fail(usage ? Usage : CouldNot, error.detail);
}

void ReplayCommand::start(const QCommandLineParser &parser)
{
    m_json = parser.isSet(u"json"_s);
    const auto store = chosenStorePath(parser);
    if (!store)
        return fail(CouldNot, store.error().detail);
    m_store = *store;
    const bool onlyAnswers = parser.isSet(u"answers"_s);
    if (!onlyAnswers) {
        if (auto plan = readPlan(parser); !plan)
            return failFor(plan.error());
    }
    if (auto selected = select(parser); !selected)
        return failFor(selected.error());
    if (m_ids.isEmpty())
        return finish(No);
    m_book = std::make_unique<storage::ReplayBook>(m_store);
    if (onlyAnswers)
        return showAnswers();
    resolveSecrets(parser, this, [this](const Result<QList<signature::NamedSecret>> &secrets) {
        if (!secrets)
            return failFor(secrets.error());
        if (m_plan.edit && m_plan.edit->scheme)
            m_plan.edit->secret = secrets->first();
        run();
    });
}

Result<void> ReplayCommand::readPlan(const QCommandLineParser &parser)
{
    if (!parser.isSet(u"to"_s))
        return tocsin::fail(Error::Kind::Rejected, u"--to URL says where to send them"_s);
    m_plan.target.url = QUrl(parser.value(u"to"_s), QUrl::StrictMode);
    m_plan.target.keepHost = parser.isSet(u"keep-host"_s);
    auto allowed = allowedHosts(parser, policy());
    if (!allowed)
        return tl::unexpected(allowed.error());
    m_plan.allowed = *allowed;
    if (auto target = flows::checkTarget(m_plan.target.url, m_plan.allowed); !target)
        return target;
    auto trusted = trustedAuthorities(parser);
    if (!trusted)
        return tl::unexpected(trusted.error());
    m_plan.trusted = *trusted;
    bool rate = false;
    bool many = false;
    bool seconds = false;
    m_plan.perSecond = parser.value(u"rate"_s).toDouble(&rate);
    m_plan.concurrency = parser.value(u"concurrency"_s).toInt(&many);
    const int timeout = parser.value(u"timeout"_s).toInt(&seconds);
    if (!rate || !many || !seconds || timeout < 1 || timeout > 3600)
        return tocsin::fail(Error::Kind::Rejected,
                            u"--rate, --concurrency and --timeout (1 to 3600 s) take numbers"_s);
    m_plan.timeoutMs = timeout * 1000;
    return readEdit(parser);
}

Result<void> ReplayCommand::readEdit(const QCommandLineParser &parser)
{
    flows::ReplayEdit edit;
    bool edited = parser.isSet(u"fresh-body"_s);
    edit.freshBody = edited;
    if (parser.isSet(u"set-body"_s)) {
        QFile file(parser.value(u"set-body"_s));
        if (!file.open(QIODevice::ReadOnly))
            return tocsin::fail(Error::Kind::Storage, u"--set-body: %1"_s.arg(file.errorString()));
        edit.body = file.readAll();
        edited = true;
    }
    for (const QString &text : parser.values(u"header"_s)) {
        const auto field = readHeader(text);
        if (!field)
            return tl::unexpected(field.error());
        edit.headers.append(*field);
        edited = true;
    }
    for (const QString &name : parser.values(u"remove-header"_s)) {
        edit.removed.append(name.toUtf8());
        edited = true;
    }
    if (parser.isSet(u"method"_s)) {
        edit.method = parser.value(u"method"_s).toUtf8();
        edited = true;
    }
    if (parser.isSet(u"path"_s)) {
        edit.target = parser.value(u"path"_s).toUtf8();
        edited = true;
    }
    if (parser.isSet(u"param"_s) && !parser.isSet(u"resign"_s))
        return tocsin::fail(Error::Kind::Rejected, u"--param goes with --resign"_s);
    if (parser.isSet(u"resign"_s) != parser.isSet(u"secret"_s))
        return tocsin::fail(Error::Kind::Rejected, u"--resign and --secret go together"_s);
    if (parser.isSet(u"resign"_s)) {
        const auto known = knownSchemes();
        if (!known)
            return tl::unexpected(known.error());
        m_catalogue = *known->catalogue;
        const QString id = parser.value(u"resign"_s);
        edit.scheme = m_catalogue.find(id);
        if (!edit.scheme)
            return tocsin::fail(Error::Kind::Rejected, u"--resign: "_s + noScheme(m_catalogue, id));
        if (!edit.scheme->isSigned())
            return tocsin::fail(Error::Kind::Rejected,
                                u"--resign: the scheme %1 signs nothing"_s.arg(edit.scheme->id));
        auto parameters = readParameters(parser.values(u"param"_s));
        if (!parameters)
            return tl::unexpected(parameters.error());
        if (auto good = checkParameters(*edit.scheme, *parameters); !good)
            return good;
        edit.parameters = *parameters;
        edited = true;
    }
    if (edited)
        m_plan.edit = edit;
    return {};
}

Result<void> ReplayCommand::select(const QCommandLineParser &parser)
{
    bool good = false;
    const int limit = parser.value(u"limit"_s).toInt(&good);
    if (!good || limit < 0)
        return tocsin::fail(Error::Kind::Rejected, u"--limit takes a number"_s);
    const QStringList words = parser.positionalArguments();
    const QStringList numbers = parser.values(u"id"_s);
    if (words.isEmpty() == numbers.isEmpty())
        return tocsin::fail(Error::Kind::Rejected,
                            u"give a filter or --id, so that it is clear which deliveries are meant"_s);
    for (const QString &number : numbers) {
        m_ids.append(number.toLongLong(&good));
        if (!good || m_ids.last() < 1)
            return tocsin::fail(Error::Kind::Rejected, u"--id takes the number of a delivery, e.g. 17"_s);
    }
    auto database = storage::Database::open(m_store, storage::Database::Access::ReadOnly);
    if (!database)
        return tl::unexpected(database.error());
    if (!numbers.isEmpty())
        return {};
    auto found = findDeliveries(*database, words.join(u' '), limit);
    if (!found)
        return tl::unexpected(found.error());
    m_ids = *found;
    return {};
}

void ReplayCommand::run()
{
    m_auditing = recordWrites();
    m_auditing->watch(*m_book);
    m_replay = std::make_unique<flows::Replay>(*m_book);
    connect(m_replay.get(), &flows::Replay::answered, this,
            [this](const flows::ReplayResult &result) { onResult(result); });
    connect(m_replay.get(), &flows::Replay::finished, this, [this] {
        finish(m_couldNot ? CouldNot : m_no || m_interrupted ? No : Good);
    });
    if (auto started = m_replay->start(m_ids, m_plan); !started)
        failFor(started.error());
}

void ReplayCommand::interrupt()
{
    m_interrupted = true;
    if (m_replay && m_replay->isRunning())
        m_replay->cancel();
    else
        finish(No);
}

void ReplayCommand::onResult(const flows::ReplayResult &result)
{
    print(result.answer, &result);
    flushOutput();
    if (!result.notKept.isEmpty())
        printError(visible(u"the answer is not kept: %1"_s.arg(result.notKept)));
    const bool notThere = result.notSent && (result.notSent->kind == Error::Kind::NotFound ||
                                             result.notSent->kind == Error::Kind::Rejected);
    m_no = m_no || notThere || (result.answer.status != 0 && !domain::isPassing(result.answer.status));
    m_couldNot = m_couldNot || (!notThere && result.answer.status == 0);
}

void ReplayCommand::print(const domain::ReplayAnswer &answer, const flows::ReplayResult *result) const
{
    const QString why = result && result->notSent ? result->notSent->detail : answer.error;
    const bool sent = !result || !result->notSent;
    if (m_json) {
        const auto orNull = [](bool there, const QJsonValue &value) { return there ? value : QJsonValue(); };
        const QString text = QString::fromUtf8(answer.body);
        const bool isText = text.toUtf8() == answer.body;
        QJsonObject object{
            {u"id"_s, answer.delivery},
            {u"target"_s, answer.target},
            {u"sent"_s, sent},
            {u"edited"_s, answer.kind == domain::ReplayKind::Edited},
            {u"scheme"_s, orNull(!answer.scheme.isEmpty(), answer.scheme)},
            {u"status"_s, orNull(answer.status != 0, answer.status)},
            {u"verdict"_s, orNull(sent, QString(domain::replayVerdictId(answer.verdict)))},
            {u"at"_s, flows::isoUtc(answer.at)},
            {u"took_ms"_s, double(answer.took) / 1000.0},
            {u"error"_s, orNull(!why.isEmpty(), why)},
            {u"head"_s, QString::fromUtf8(answer.head)},
            {isText ? u"body"_s : u"body_base64"_s,
             isText ? text : QString::fromLatin1(answer.body.toBase64())},
            {u"cut"_s, answer.cut},
        };
        if (result)
            object.insert(u"changes"_s, QJsonArray::fromStringList(result->changes));
        return printJson(object);
    }
    const QString outcome = !sent ? u"not sent"_s
                            : answer.status == 0
                                ? u"no answer"_s
                                : u"%1 in %2 ms"_s.arg(answer.status).arg(answer.took / 1000);
    QString line = u"#%1  %2  %3"_s.arg(answer.delivery)
                       .arg(outcome, -16)
                       .arg(sent ? QString(domain::replayVerdictId(answer.verdict)) : QString());
    if (!why.isEmpty())
        line += u"  "_s + visible(why, 400);
    printLine(line);
}

void ReplayCommand::showAnswers()
{
    if (m_ids.isEmpty())
        return finish(m_shown ? Good : No);
    m_book->history(m_ids.takeFirst(), mostAnswersShown, this,
                    [this](const Result<QList<domain::ReplayAnswer>> &answers) {
                        if (!answers)
                            return failFor(answers.error());
                        for (const domain::ReplayAnswer &answer : *answers)
                            print(answer, nullptr);
                        m_shown = m_shown || !answers->isEmpty();
                        showAnswers();
                    });
}

} // namespace

std::unique_ptr<Command> makeReplayCommand()
{
    return std::make_unique<ReplayCommand>();
}

} // namespace tocsin::cli
