// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/noticepolicy.h"

#include "core/filter/incidentquery.h"

#include <algorithm>

namespace tocsin::flows {

using storage::AnalystStores;
using storage::IncidentId;
using storage::Notice;
using storage::NoticeOutcome;

namespace {

struct NoticeView
{
    QString name;
    filter::IncidentQuery query;
};

// Those of the chosen views that are there and can be read.
Result<QList<NoticeView>> viewsOf(AnalystStores &stores, const QList<qint64> &chosen)
{
    if (chosen.isEmpty())
        return QList<NoticeView>();
    const auto stored = stores.views.views();
    if (!stored)
        return tl::unexpected(stored.error());
    QList<NoticeView> views;
    for (const storage::StoredView &one : *stored) {
        if (!chosen.contains(one.id))
            continue;
        if (const auto query = filter::parseIncidents(one.view.filter))
            views.append({one.view.name, *query});
    }
    return views;
}

// Of those that were not told of before: what they are, and the first view that lets each through.
Result<QList<NoticeCandidate>> candidatesOf(AnalystStores &stores, const QList<IncidentId> &added,
                                            const QList<qint64> &chosen, Micros now)
{
    const auto views = viewsOf(stores, chosen);
    if (!views)
        return tl::unexpected(views.error());
    const auto fresh = stores.incidents.markNoticed(added, now);
    if (!fresh)
        return tl::unexpected(fresh.error());
    const auto rows = stores.incidents.rows(*fresh);
    if (!rows)
        return tl::unexpected(rows.error());
    QHash<IncidentId, QString> through;
    for (const NoticeView &view : *views) {
        const auto matching = stores.incidents.matching(*fresh, view.query, now);
        if (!matching)
            return tl::unexpected(matching.error());
        for (const IncidentId id : *matching) {
            if (!through.contains(id))
                through.insert(id, view.name);
        }
    }
    QList<NoticeCandidate> candidates;
    for (const storage::IncidentRow &row : *rows)
        candidates.append({row.id, row.severity, row.title, through.value(row.id),
                           views->isEmpty() || through.contains(row.id)});
    return candidates;
}

} // namespace

bool isQuiet(const NoticeSettings &settings, Micros now)
{
    if (!settings.quiet || settings.quietFrom == settings.quietTo)
        return false;
    const QTime time = QDateTime::fromMSecsSinceEpoch(now / 1000, settings.zone).time();
    const int minute = time.hour() * 60 + time.minute();
    const bool after = minute >= settings.quietFrom;
    const bool before = minute < settings.quietTo;
    return settings.quietFrom < settings.quietTo ? after && before : after || before;
}

QList<Notice> decideNotices(const NoticeSettings &settings, QList<NoticeCandidate> candidates,
                            const QList<Micros> &shown, Micros now)
{
    std::ranges::stable_sort(candidates, [](const NoticeCandidate &one, const NoticeCandidate &other) {
        return one.severity > other.severity;
    });
    auto left = settings.most - std::ranges::count_if(
                                    shown, [&](Micros at) { return at <= now && now - at < settings.span; });
    QList<Notice> notices;
    for (const NoticeCandidate &candidate : candidates) {
        Notice notice;
        notice.incident = candidate.incident;
        notice.at = now;
        notice.severity = candidate.severity;
        notice.title = candidate.title;
        notice.view = candidate.view;
        if (!settings.on)
            notice.outcome = NoticeOutcome::Off;
        else if (!candidate.matches)
            notice.outcome = NoticeOutcome::Filtered;
        else if (isQuiet(settings, now))
            notice.outcome = NoticeOutcome::QuietHours;
        else
            notice.outcome = left-- > 0 ? NoticeOutcome::Shown : NoticeOutcome::Summarised;
        notices.append(notice);
    }
    return notices;
}

NoticePolicy::NoticePolicy(storage::AnalystBook &book, QString connection, std::function<Micros()> clock,
                           QObject *parent)
    : QObject(parent)
    , m_book(book)
    , m_connection(std::move(connection))
    , m_clock(std::move(clock))
{}

void NoticePolicy::consider(const QList<IncidentId> &added, bool isFirst)
{
    if (added.isEmpty())
        return;
    using Candidates = QList<NoticeCandidate>;
    const Micros now = m_clock();
    m_book.write<Candidates>(
        this,
        [this, isFirst](const Result<Candidates> &candidates) {
            if (!candidates) {
                emit failed(candidates.error());
                return;
            }
            if (!isFirst && !candidates->isEmpty())
                decide(*candidates);
        },
        [added, views = m_settings.views, now](AnalystStores &stores) {
            return candidatesOf(stores, added, views, now);
        });
}

void NoticePolicy::decide(const QList<NoticeCandidate> &candidates)
{
    const Micros now = m_clock();
    QList<Notice> notices = decideNotices(m_settings, candidates, m_shown, now);
    NoticeBatch batch;
    m_shown.removeIf([&](Micros at) { return at > now || now - at >= m_settings.span; });
    for (Notice &notice : notices) {
        notice.connection = m_connection;
        if (notice.outcome == NoticeOutcome::Shown) {
            batch.single.append(notice);
            m_shown.append(now);
        } else if (notice.outcome == NoticeOutcome::Summarised) {
            batch.highest = std::max(batch.highest, notice.severity);
            batch.summarised.append(notice);
        }
    }
    m_book.write<void>(
        this,
        [this](const Result<void> &kept) {
            if (kept)
                emit recorded();
            else
                emit failed(kept.error());
        },
        [notices](AnalystStores &stores) { return stores.notices.append(notices); });
    if (!batch.isEmpty())
        emit told(batch);
}

} // namespace tocsin::flows
