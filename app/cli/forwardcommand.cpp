// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/command.h"
#include "app/cli/targetarguments.h"
#include "app/cli/terminal.h"
#include "app/cli/usersettings.h"
#include "app/cli/writesrecord.h"
#include "core/flows/forward.h"
#include "core/storage/endpointstore.h"
#include "core/storage/replaybook.h"

namespace tocsin::cli {

using namespace Qt::StringLiterals;
using Phase = flows::ForwardState::Phase;

namespace {

constexpr qsizetype longestWarning = 1000; // characters

// Follows a store that a listener, the window's or `tocsinctl listen`, writes to, and relays one endpoint.
class ForwardCommand final : public Command
{
public:
    void declare(QCommandLineParser &parser) const override;
    void start(const QCommandLineParser &parser) override;
    void interrupt() override { finish(Good); }

private:
    Result<void> begin(const QCommandLineParser &parser);
    static void warnOfUnknown(const QString &store, const QString &endpoint);
    void onState();
    void printReady(const flows::ForwardState &state) const;
    void printAnswer(const domain::ReplayAnswer &answer) const;
    void printWithheld(domain::DeliveryId id, const QString &why) const;

    std::unique_ptr<flows::Auditing> m_auditing; // before those whose last writes it records
    std::unique_ptr<storage::ReplayBook> m_book;
    std::unique_ptr<flows::Forward> m_forward;
    bool m_json = false;
    bool m_once = false;
    bool m_ready = false;
};

void ForwardCommand::declare(QCommandLineParser &parser) const
{
    parser.setApplicationDescription(
        u"Relays what is captured for an endpoint to a URL, in order and byte for byte (but for Host, and "
        u"the "
        "path when the URL has one), while a listener fills the store. Its place is kept and moves on only "
        "when the target answers 2xx; until then it tries again, after 1 s and up to 60 s. Nothing is signed "
        "anew, and the sender has its answer from the endpoint already.\n"
        "Ends with 0 on Ctrl+C, 1 when more wait than --backlog allows, 3 when it cannot go on."_s);
    parser.addOptions({
        {u"endpoint"_s, u"Name of the endpoint."_s, u"NAME"_s},
        {u"to"_s, u"Where to. Without a path the captured one stays."_s, u"URL"_s},
        {u"store"_s, u"Store file; the default is the user's own."_s, u"FILE"_s},
        {u"from"_s,
         u"cursor: where it was left, or now when it never ran. now: what comes from now on. start: "
         "everything in the store."_s,
         u"cursor|now|start"_s, u"cursor"_s},
        {u"verify-first"_s, u"Leave out what was not valid on arrival."_s},
        {u"backlog"_s, u"Stop when more than N wait."_s, u"N"_s, u"1000"_s},
        {u"once"_s, u"End when nothing is left (0), or when the target does not take one (1)."_s},
    });
    declareTargetOptions(parser);
}

// A listener may have the endpoint for its run only, so that this is no fault; a slip of the pen is likelier.
void ForwardCommand::warnOfUnknown(const QString &store, const QString &endpoint)
{
    const auto saved = storage::loadEndpoints(store);
    if (!saved)
        return; // whoever opens the store next says why
    QStringList names;
    for (const domain::Endpoint &one : *saved)
        names.append(one.name);
    if (names.contains(endpoint))
        return;
    const QString there = names.isEmpty() ? u"none is"_s : u"there are: "_s + names.join(u", "_s);
    printError(visible(
        u"warning: no endpoint \"%1\" is saved (%2); what a listener captures under this name is sent on all the same"_s
            .arg(endpoint, there),
        longestWarning));
}

void ForwardCommand::start(const QCommandLineParser &parser)
{
    m_json = parser.isSet(u"json"_s);
    m_once = parser.isSet(u"once"_s);
    if (auto begun = begin(parser); !begun) {
        const Error::Kind kind = begun.error().kind;
        fail(kind == Error::Kind::Rejected || kind == Error::Kind::Forbidden ? Usage : CouldNot,
             begun.error().detail);
    }
}

Result<void> ForwardCommand::begin(const QCommandLineParser &parser)
{
    if (!parser.positionalArguments().isEmpty() || !parser.isSet(u"endpoint"_s) || !parser.isSet(u"to"_s))
        return tocsin::fail(Error::Kind::Rejected, u"forward takes --endpoint NAME and --to URL"_s);
    domain::ForwardSpec spec;
    spec.endpoint = parser.value(u"endpoint"_s);
    spec.url = QUrl(parser.value(u"to"_s), QUrl::StrictMode);
    spec.verifyFirst = parser.isSet(u"verify-first"_s);
    bool good = false;
    spec.backlogLimit = parser.value(u"backlog"_s).toInt(&good);
    if (!good || spec.backlogLimit < 1)
        return tocsin::fail(Error::Kind::Rejected, u"--backlog takes a number, 1 or more"_s);
    const QString word = parser.value(u"from"_s);
    const auto from = word == u"start"_s ? flows::Forward::From::Start
                      : word == u"now"_s ? flows::Forward::From::Now
                                         : flows::Forward::From::Cursor;
    if (from == flows::Forward::From::Cursor && word != u"cursor"_s)
        return tocsin::fail(Error::Kind::Rejected, u"--from takes cursor, now or start"_s);
    const auto allowed = allowedHosts(parser, policy());
    if (!allowed)
        return tl::unexpected(allowed.error());
    const auto trusted = trustedAuthorities(parser);
    if (!trusted)
        return tl::unexpected(trusted.error());
    const auto store = chosenStorePath(parser);
    if (!store)
        return tl::unexpected(store.error());
    warnOfUnknown(*store, spec.endpoint);
    m_book = std::make_unique<storage::ReplayBook>(*store);
    m_auditing = recordWrites();
    m_auditing->watch(*m_book);
    m_forward = std::make_unique<flows::Forward>(*m_book);
    connect(m_forward.get(), &flows::Forward::stateChanged, this, [this] { onState(); });
    connect(m_forward.get(), &flows::Forward::relayed, this,
            [this](const domain::ReplayAnswer &answer) { printAnswer(answer); });
    connect(m_forward.get(), &flows::Forward::withheld, this,
            [this](qint64 id, const QString &why) { printWithheld(id, why); });
    return m_forward->start(spec, *allowed, from, *trusted);
}

void ForwardCommand::onState()
{
    const flows::ForwardState state = m_forward->state();
    if (state.phase == Phase::Failed)
        return fail(CouldNot, visible(state.reason, 1000));
    if (state.phase == Phase::BacklogFull)
        return fail(No, visible(state.reason, 1000));
    if (!m_ready && state.phase != Phase::Starting) {
        m_ready = true;
        printReady(state);
    }
    if (m_once && state.phase == Phase::Retrying)
        fail(No, visible(state.reason, 1000));
    else if (m_once && state.phase == Phase::Waiting)
        finish(Good);
}

void ForwardCommand::printReady(const flows::ForwardState &state) const
{
    const QString target = m_forward->spec().url.toString();
    if (m_json)
        printJson({{u"ready"_s, true},
                   {u"endpoint"_s, m_forward->spec().endpoint},
                   {u"target"_s, target},
                   {u"after"_s, state.cursor}});
    else
        printLine(u"relaying %1 to %2, after #%3"_s.arg(visible(m_forward->spec().endpoint), target)
                      .arg(state.cursor));
    flushOutput();
}

void ForwardCommand::printAnswer(const domain::ReplayAnswer &answer) const
{
    const bool passed = domain::isPassing(answer.status);
    if (m_json)
        printJson({{u"id"_s, answer.delivery},
                   {u"status"_s, answer.status == 0 ? QJsonValue() : QJsonValue(answer.status)},
                   {u"forwarded"_s, passed},
                   {u"took_ms"_s, double(answer.took) / 1000.0},
                   {u"error"_s, answer.error.isEmpty() ? QJsonValue() : QJsonValue(answer.error)}});
    else
        printLine(u"#%1  %2  %3"_s.arg(answer.delivery)
                      .arg(answer.status == 0 ? visible(answer.error)
                                              : u"%1 in %2 ms"_s.arg(answer.status).arg(answer.took / 1000),
                           passed ? u"forwarded"_s : u"tried again until it is taken"_s));
    flushOutput();
}

void ForwardCommand::printWithheld(domain::DeliveryId id, const QString &why) const
{
    if (m_json)
        printJson({{u"id"_s, id}, {u"forwarded"_s, false}, {u"withheld"_s, why}});
    else
        printLine(u"#%1  withheld: %2"_s.arg(id).arg(visible(why)));
    flushOutput();
}

} // namespace

std::unique_ptr<Command> makeForwardCommand()
{
    return std::make_unique<ForwardCommand>();
}

} // namespace tocsin::cli
