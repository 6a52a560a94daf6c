// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/analystcommand.h"
#include "app/cli/incidenttext.h"
#include "app/cli/incidentwatch.h"
#include "app/cli/terminal.h"
#include "core/domain/timespan.h"
#include "core/socmate/pagewalk.h"

namespace tocsin::cli {

using namespace Qt::StringLiterals;
using domain::Incident;

namespace {

const QStringList severities = {u"informational"_s, u"low"_s, u"medium"_s, u"high"_s, u"critical"_s};
const QStringList statuses = {u"new"_s, u"active"_s, u"closed"_s};
constexpr int mostListed = socmate::PageWalk<Incident>::mostPages * socmate::mostLimit;

// The server's queue of incidents.
class IncidentsCommand final : public AnalystCommand
{
public:
    void declare(QCommandLineParser &parser) const override;
    void interrupt() override;

protected:
    Result<void> read(const QCommandLineParser &parser) override;
    void run() override;

private:
    Result<void> readQuery(const QCommandLineParser &parser);
    void askPage();
    void onPage(const Result<socmate::Page<Incident>> &page);
    void show();
    void enrich();
    void watch();
    void print(const Incident &incident) const;

    QString m_action;
    qint64 m_number = 0;
    socmate::IncidentQuery m_query;
    int m_most = socmate::defaultLimit;
    Micros m_every = 0;
    socmate::PageWalk<Incident> m_pages = socmate::incidentWalk();
    int m_printed = 0;
    std::unique_ptr<IncidentWatch> m_watch;
};

void IncidentsCommand::declare(QCommandLineParser &parser) const
{
    parser.setApplicationDescription(
        u"Works on the incidents of a SoCMate server.\n"
        "list prints the newest ones, show one whole, enrich has the server fetch more about one, and watch\n"
        "prints what is new or has changed from now on, until Ctrl+C."_s);
    parser.addPositionalArgument(u"action"_s, u"list | show NUMBER | watch | enrich NUMBER"_s);
    parser.addPositionalArgument(u"number"_s, u"Number of an incident."_s, u"[NUMBER]"_s);
    parser.addOptions({
        {u"severity"_s, u"Of list: %1."_s.arg(severities.join(u", "_s)), u"WORD"_s},
        {u"status"_s, u"Of list: %1."_s.arg(statuses.join(u", "_s)), u"WORD"_s},
        {u"timespan"_s, u"Of list, for how long back: 24h, 7d, P7D; the server's own default is 7 days."_s,
         u"SPAN"_s},
        {u"limit"_s, u"Of list: at most N."_s, u"N"_s, QString::number(socmate::defaultLimit)},
        {u"every"_s, u"Of watch: ask each N seconds."_s, u"N"_s, u"300"_s},
    });
    declareConnection(parser);
}

Result<void> IncidentsCommand::read(const QCommandLineParser &parser)
{
    const QStringList words = parser.positionalArguments();
    m_action = words.value(0);
    const bool ofOne = m_action == u"show"_s || m_action == u"enrich"_s;
    const bool ofAll = m_action == u"list"_s || m_action == u"watch"_s;
    if ((!ofOne && !ofAll) || words.size() != (ofOne ? 2 : 1))
        return refuse(u"use: incidents list | show NUMBER | watch | enrich NUMBER"_s);
    bool good = true;
    if (ofOne)
        m_number = words[1].toLongLong(&good);
    if (!good || m_number < 0 || (ofOne && m_number == 0))
        return refuse(u"the number of an incident is a whole number above 0"_s);
    const auto every = parser.value(u"every"_s).toLongLong(&good);
    if (!good || every < 1 || every > 86'400)
        return refuse(u"--every takes seconds, 1 to 86400"_s);
    m_every = every * microsPerSecond;
    return readQuery(parser);
}

Result<void> IncidentsCommand::readQuery(const QCommandLineParser &parser)
{
    for (const QString &name : {u"severity"_s, u"status"_s, u"timespan"_s, u"limit"_s}) {
        if (parser.isSet(name) && m_action != u"list"_s)
            return refuse(u"--%1 belongs to incidents list"_s.arg(name));
    }
    m_query.severity = parser.value(u"severity"_s).toLower();
    m_query.status = parser.value(u"status"_s).toLower();
    if (m_query.severity == domain::severityId(domain::Severity::Info)) // our own word, as we print it
        m_query.severity = severities.constFirst();
    if (!m_query.severity.isEmpty() && !severities.contains(m_query.severity))
        return refuse(u"--severity takes one of: %1"_s.arg(severities.join(u", "_s)));
    if (!m_query.status.isEmpty() && !statuses.contains(m_query.status))
        return refuse(u"--status takes one of: %1"_s.arg(statuses.join(u", "_s)));
    if (parser.isSet(u"timespan"_s)) {
        const auto span = domain::readTimeSpan(parser.value(u"timespan"_s));
        if (!span)
            return refuse(u"--timespan: "_s + span.error().detail);
        m_query.timespan = domain::isoDuration(*span);
    }
    bool good = false;
    m_most = parser.value(u"limit"_s).toInt(&good);
    if (!good || m_most < 1 || m_most > mostListed)
        return refuse(u"--limit takes a number from 1 to %1"_s.arg(mostListed));
    return {};
}

void IncidentsCommand::run()
{
    if (m_action == u"show"_s)
        return show();
    if (m_action == u"enrich"_s)
        return enrich();
    if (m_action == u"watch"_s)
        return watch();
    m_pages = socmate::incidentWalk(std::min(m_most, socmate::mostLimit));
    askPage();
}

void IncidentsCommand::askPage()
{
    m_query.limit = m_pages.limit();
    m_query.offset = m_pages.offset();
    api().incidents(m_query, http::Priority::Asked, this,
                    [this](const Result<socmate::Page<Incident>> &page) { onPage(page); });
}

void IncidentsCommand::onPage(const Result<socmate::Page<Incident>> &page)
{
    if (!page)
        return failBy(page.error());
    for (const Incident &incident : m_pages.take(*page)) {
        if (m_printed == m_most)
            break;
        print(incident);
        ++m_printed;
    }
    if (m_printed < m_most && !m_pages.isDone())
        return askPage();
    finish(m_printed > 0 ? Good : No);
}

void IncidentsCommand::print(const Incident &incident) const
{
    if (isJson())
        printJson(incidentJson(incident));
    else
        printLine(incidentLine(incident));
}

void IncidentsCommand::show()
{
    api().incident(m_number, http::Priority::Asked, this, [this](const Result<Incident> &incident) {
        if (!incident)
            return failBy(incident.error());
        if (isJson()) {
            printJson(incidentWholeJson(*incident));
        } else {
            for (const QString &line : incidentFacts(*incident))
                printLine(line);
        }
        finish(Good);
    });
}

void IncidentsCommand::enrich()
{
    api().enrich(m_number, this, [this](const Result<socmate::Acknowledged> &done) {
        if (!done)
            return failBy(done.error());
        if (isJson())
            printJson({{u"number"_s, m_number}, {u"status"_s, done->status}, {u"enriched"_s, true}});
        else
            printLine(u"%1 is being enriched (answered %2); incidents show %1 tells what is known then"_s
                          .arg(m_number)
                          .arg(done->status));
        finish(Good);
    });
}

void IncidentsCommand::watch()
{
    m_watch = std::make_unique<IncidentWatch>(api(), m_every, isJson());
    connect(m_watch.get(), &IncidentWatch::halted, this, [this](const Error &error) { failBy(error); });
    if (const auto started = m_watch->start(); !started)
        failBy(started.error());
}

void IncidentsCommand::interrupt()
{
    m_watch.reset();
    finish(m_action == u"watch"_s ? Good : CouldNot);
}

} // namespace

std::unique_ptr<Command> makeIncidentsCommand()
{
    return std::make_unique<IncidentsCommand>();
}

} // namespace tocsin::cli
