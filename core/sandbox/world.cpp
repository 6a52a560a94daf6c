// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/sandbox/world.h"

#include "core/sandbox/dice.h"
#include "core/sandbox/events.h"
#include "core/sandbox/reporter.h"

#include <QRandomGenerator>
#include <QRegularExpression>

#include <algorithm>

namespace tocsin::sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr Micros day = 86'400 * microsPerSecond;
constexpr Micros span = 14 * day;
constexpr size_t mostEvents = 1000;
constexpr int mostTicksAtOnce = 50'000; // after a long sleep the rest of the time stays without incidents

} // namespace

World::World(const WorldOptions &options)
    : m_library(Library::builtIn())
    , m_options(options)
    , m_population(m_library, options.seed, options.now)
    , m_maker(m_library, m_population, options.seed, options.webApp)
    , m_now(options.now)
    , m_nextSync(options.now + std::max<Micros>(1, Micros(double(options.syncInterval) / options.speed)))
    , m_nextNumber(41'000 + qint64(options.seed % 9'000))
{
    addSchedules();
    addPast();
}

// Incidents at even distances with some jitter; sessions about some of them, finished within the hour.
void World::addPast()
{
    Dice dice(m_options.seed, "past");
    const Micros begin = m_options.now - span;
    for (int i = 0; i < m_options.incidents; ++i) {
        const double place = (i + 0.8 * dice.unit()) / m_options.incidents;
        m_incidents.push_back(
            m_maker.make(m_nextNumber++, begin + Micros(place * double(span - 60 * microsPerSecond)), m_now));
    }
    for (int i = 0; i < m_options.pastSessions && !m_incidents.empty(); ++i) {
        const double place = (i + dice.unit()) / m_options.pastSessions;
        const auto from = size_t(double(m_incidents.size()) * place * 0.98);
        const WorldIncident *about = &m_incidents[std::min(from, m_incidents.size() - 1)];
        for (size_t next = from; next < m_incidents.size() && next < from + 12; ++next) {
            if (m_incidents[next].campaign >= 0) { // rather one that leads somewhere
                about = &m_incidents[next];
                break;
            }
        }
        const Story &story = m_library.stories[about->story];
        const QString question = u"Investigate incident #%1: %2"_s.arg(about->facts.number)
                                     .arg(filled(story.question, about->values));
        const Micros at = std::min(about->created + dice.between(120, 3000) * microsPerSecond,
                                   m_options.now - 600 * microsPerSecond);
        WorldSession &session =
            start(question, i % 6 == 5 ? u"ciso"_s : u"soc_analyst"_s, u"past"_s, at, RunKind::Plain);
        if (i % 4 == 3)
            session.schedule = m_schedules[(i / 4) % 2].id;
        finish(session, at + 45 * microsPerSecond);
    }
}

void World::addSchedules()
{
    const auto add = [this](const QString &name, const QString &question, bool fails = false) {
        Schedule schedule;
        schedule.name = name;
        schedule.question = question;
        schedule.persona = u"soc_analyst"_s;
        schedule.frequency = u"daily"_s;
        schedule.time = u"06:00"_s;
        schedule.owner = u"schedule"_s;
        schedule.created = m_options.now - span;
        schedule.alwaysFails = fails;
        addSchedule(schedule);
    };
    add(u"Daily failed sign-in check"_s, u"Were there password sprays in the last 24 hours?"_s);
    add(u"Daily new services on servers"_s,
        u"Which services were installed on servers in the last 24 hours?"_s);
    // Fails each time, until it is switched off: one sees that, too.
    add(u"Hourly VPN baseline"_s, u"Compare VPN sign-ins with the baseline of 30 days"_s, true);
}

const Schedule &World::addSchedule(Schedule schedule)
{
    schedule.id = u"sched_"_s +
                  QString::fromLatin1(Dice(m_options.seed, "schedule", quint64(m_schedules.size())).hex(6));
    m_schedules.append(schedule);
    return m_schedules.last();
}

void World::advance(Micros now)
{
    now = std::max(now, m_now);
    const Micros interval = std::max<Micros>(1, Micros(double(m_options.syncInterval) / m_options.speed));
    int ticks = 0;
    for (;;) {
        WorldSession *next = nullptr; // the one that ends first
        for (WorldSession &session : m_sessions) {
            if (session.isOpen && session.run.ends <= now && (!next || session.run.ends < next->run.ends))
                next = &session;
        }
        if (m_nextSync <= now && (!next || m_nextSync < next->run.ends)) {
            m_now = m_nextSync;
            sync(m_nextSync);
            m_nextSync = ++ticks > mostTicksAtOnce ? now + interval : m_nextSync + interval;
        } else if (next) {
            m_now = std::max(m_now, next->run.ends);
            finish(*next, next->run.ends);
        } else {
            break;
        }
    }
    m_now = now;
}

// One look at the SIEM: none to two new incidents, and some older ones that were worked on.
void World::sync(Micros at)
{
    ++m_ticks;
    Dice dice(m_options.seed, "sync", m_ticks);
    const int drawn = dice.between(1, 100);
    const int count = m_ticks == 1 || drawn <= 55 ? 1
                      : drawn <= 65               ? 2
                                                  : 0; // the first one always brings one
    for (int i = 0; i < count; ++i)
        arrive(at - dice.between(1, 20) * microsPerSecond);
    for (int i = 0; i < 2 && !m_incidents.empty(); ++i) {
        const int back = dice.between(1, int(std::min<size_t>(60, m_incidents.size())));
        WorldIncident &incident = m_incidents[m_incidents.size() - size_t(back)];
        if (at - incident.created > 60 * microsPerSecond && dice.chance(35))
            workOn(incident, m_library, at, dice);
    }
    if (m_ticks % 3 == 2) {
        QRandomGenerator random(quint32(dice.next()));
        emitEvent(socotraEvent(m_ticks / 3, random, at));
    }
    if (m_ticks % 4 == 0)
        runSchedule(at);
}

const WorldIncident &World::arrive(Micros at)
{
    m_incidents.push_back(m_maker.make(m_nextNumber++, at, at));
    const WorldIncident &incident = m_incidents.back();
    // socmate.md 10.1: medium, high and critical raise one; low and informational do not.
    if (incident.facts.severity >= domain::Severity::Medium)
        emitEvent(incidentAlert(incident, at));
    QRandomGenerator random(quint32(Dice(m_options.seed, "warden", quint64(incident.facts.number)).next()));
    if (auto alert = wardenAlert(incident, random, at); alert && incident.facts.number % 2 == 0)
        emitEvent(std::move(*alert));
    if (m_incidents.size() > mostIncidents)
        m_incidents.pop_front();
    return m_incidents.back();
}

void World::runSchedule(Micros at)
{
    const qsizetype which = qsizetype(m_ticks / 4) % m_schedules.size();
    const Schedule &schedule = m_schedules[which];
    if (schedule.isDisabled)
        return;
    // About the newest incident of the kind, so that the report says something.
    const QStringList wanted = {u"password-spray"_s, u"new-service"_s};
    const qsizetype story = m_library.storyIndex(wanted.value(which));
    const auto found = std::ranges::find_if(m_incidents.rbegin(), m_incidents.rend(),
                                            [story](const WorldIncident &one) { return one.story == story; });
    WorldSession &session = begin(schedule.question, schedule.persona, u"schedule"_s, at,
                                  schedule.alwaysFails ? RunKind::Failing : RunKind::Plain,
                                  found == m_incidents.rend() ? nullptr : &*found);
    session.schedule = schedule.id;
    session.facts.title = schedule.name;
}

const WorldIncident *World::incident(qint64 number) const
{
    if (m_incidents.empty())
        return nullptr;
    const qint64 place = number - m_incidents.front().facts.number;
    return place < 0 || place >= qint64(m_incidents.size()) ? nullptr : &m_incidents[size_t(place)];
}

WorldIncident *World::incident(qint64 number)
{
    return const_cast<WorldIncident *>(std::as_const(*this).incident(number));
}

WorldSession *World::session(const QString &id)
{
    const auto found = std::ranges::find_if(
        m_sessions, [&id](const WorldSession &session) { return session.facts.id == id; });
    return found == m_sessions.end() ? nullptr : &*found;
}

const WorldIncident *World::subjectOf(const QString &question) const
{
    static const QRegularExpression numbers(
        u"(?<![0-9A-Za-z.:])#?([0-9]{4,9})(?![0-9A-Za-z]|:[0-9A-Fa-f:])"_s);
    for (auto it = numbers.globalMatch(question); it.hasNext();) {
        if (const WorldIncident *found = incident(it.next().capturedView(1).toLongLong()))
            return found;
    }
    const auto newest = [this](auto &&fits) -> const WorldIncident * {
        const auto found = std::find_if(m_incidents.rbegin(), m_incidents.rend(), fits);
        return found == m_incidents.rend() ? nullptr : &*found;
    };
    if (const WorldIncident *found = newest([&question](const WorldIncident &one) {
            return question.contains(one.facts.title, Qt::CaseInsensitive);
        }))
        return found;
    return newest([&question](const WorldIncident &one) {
        return std::ranges::any_of(one.entities, [&question](const domain::Entity &entity) {
            return entity.kind != domain::EntityKind::Process &&
                   question.contains(entity.value, Qt::CaseInsensitive);
        });
    });
}

WorldSession &World::start(const QString &question, const QString &persona, const QString &owner, Micros now,
                           std::optional<RunKind> kind)
{
    return begin(question, persona, owner, now, kind, subjectOf(question));
}

WorldSession &World::begin(const QString &question, const QString &persona, const QString &owner, Micros now,
                           std::optional<RunKind> kind, const WorldIncident *about)
{
    Dice dice(m_options.seed, "session", m_sessionsMade++);
    WorldSession session;
    session.facts.id = u"sess_"_s + QString::fromLatin1(dice.hex(8));
    session.facts.query = session.asked = question;
    session.facts.persona = persona;
    session.facts.provider = u"sentinel"_s;
    session.facts.created = session.facts.updated = utc(now);
    session.facts.messages.append({u"user"_s, question, utc(now)});
    session.owner = owner;
    if (about) {
        session.incident = about->facts.number;
        session.facts.title = about->facts.title;
    } else {
        session.facts.title = question.left(80);
    }
    const RunKind drawn = runKindOf(question, dice);
    session.run = planRun(kind.value_or(drawn), now, m_options.runTimes, m_options.speed, dice);
    if (m_sessions.size() >= mostSessions)
        m_sessions.pop_front();
    m_sessions.push_back(session);
    return m_sessions.back();
}

void World::followUp(WorldSession &session, const QString &question, Micros now)
{
    Dice dice(m_options.seed, "message " + session.facts.id.toUtf8(), quint64(session.facts.messages.size()));
    const RunTimes shorter = {m_options.runTimes.least / 3, m_options.runTimes.most / 3};
    const RunKind kind = question.contains(u'[') ? runKindOf(question, dice) : RunKind::Plain;
    session.asked = question;
    session.isOpen = session.isFollowUp = true;
    session.facts.state = domain::SessionState::Running;
    session.facts.updated = utc(now);
    session.facts.messages.append({u"user"_s, question, utc(now)});
    session.run = planRun(kind, now, shorter, m_options.speed, dice);
}

int World::openSessions(const QString &owner) const
{
    return int(std::ranges::count_if(m_sessions, [&owner](const WorldSession &session) {
        return session.isOpen && session.owner == owner;
    }));
}

void World::finish(WorldSession &session, Micros at)
{
    session.isOpen = false;
    session.facts.updated = utc(at);
    if (session.run.kind == RunKind::Failing) {
        session.facts.state = domain::SessionState::Failed;
        session.facts.error = u"Sentinel query execution timed out after 120 seconds"_s;
    } else {
        session.facts.state = domain::SessionState::Completed;
        session.facts.error.clear();
        if (session.isFollowUp)
            session.facts.messages.append({u"assistant"_s, followUpAnswer(*this, session), utc(at)});
        else
            session.facts.report = reportOf(*this, session);
    }
    if (!session.schedule.isEmpty() && session.owner != u"past"_s)
        finishScheduled(session, at);
}

// socmate.md 10.1: only scheduled investigations tell how they ended; five failures in a row end the
// schedule.
void World::finishScheduled(const WorldSession &session, Micros at)
{
    const auto found = std::ranges::find_if(
        m_schedules, [&session](const Schedule &schedule) { return schedule.id == session.schedule; });
    if (found == m_schedules.end())
        return;
    if (session.facts.state == domain::SessionState::Completed) {
        found->failures = 0;
        emitEvent(investigationCompleted(session, *found, m_options.webApp, at));
        return;
    }
    ++found->failures;
    emitEvent(investigationFailed(session, *found, m_options.webApp, at));
    if (found->failures >= 5 && !found->isDisabled) {
        found->isDisabled = true;
        emitEvent(scheduleDisabled(*found, m_options.webApp, at));
    }
}

void World::emitEvent(Event event)
{
    if (m_events.size() >= mostEvents)
        m_events.erase(m_events.begin());
    m_events.push_back(std::move(event));
}

void World::setWebApp(const QString &url)
{
    m_options.webApp = url;
    m_maker.setWebApp(url);
    for (WorldIncident &incident : m_incidents)
        incident.facts.url = url + u"/incidents/"_s + QString::number(incident.facts.number);
}

std::vector<Event> World::takeEvents()
{
    std::vector<Event> events;
    events.swap(m_events);
    return events;
}

} // namespace tocsin::sandbox
