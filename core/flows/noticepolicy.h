// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/storage/analystbook.h"

#include <QTimeZone>

namespace tocsin::flows {

struct NoticeSettings
{
    bool on = true;
    // Ids of the saved views that let notices through, each as it is at that moment; empty = every incident.
    // When none of them is there any more, everything goes through: nobody is kept in the dark by mistake.
    QList<qint64> views;
    bool quiet = false; // between these, in minutes of the day; from > to goes over midnight
    int quietFrom = 22 * 60;
    int quietTo = 7 * 60;
    QTimeZone zone = QTimeZone::systemTimeZone();
    int most = 3; // shown one by one within the span; what goes beyond is summarised
    Micros span = 60 * microsPerSecond;
};

// What is shown on the desktop: at most `most` single ones and one summary.
struct NoticeBatch
{
    QList<storage::Notice> single;
    QList<storage::Notice> summarised;                 // most severe first
    domain::Severity highest = domain::Severity::None; // of the summarised ones

    bool isEmpty() const { return single.isEmpty() && summarised.isEmpty(); }
};

// What becomes of one incident.
struct NoticeCandidate
{
    storage::IncidentId incident = 0;
    domain::Severity severity = domain::Severity::None;
    QString title;
    QString view; // the first that lets it through
    bool matches = true;
};

// Pure: shown are the times at which single notices were shown before. Most severe first.
QList<storage::Notice> decideNotices(const NoticeSettings &settings, QList<NoticeCandidate> candidates,
                                     const QList<Micros> &shown, Micros now);
bool isQuiet(const NoticeSettings &settings, Micros now);

// Tells of new incidents, of each once in its life, and keeps what it told and what it did not. On the
// thread of its book.
class NoticePolicy final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NoticePolicy)

public:
    NoticePolicy(storage::AnalystBook &book, QString connection, std::function<Micros()> clock,
                 QObject *parent = nullptr);

    const NoticeSettings &settings() const { return m_settings; }
    void setSettings(const NoticeSettings &settings) { m_settings = settings; }

    // From IncidentSync::stored(). At the first filling they are marked as told, and nothing is shown.
    void consider(const QList<storage::IncidentId> &added, bool isFirst);

signals:
    void told(const tocsin::flows::NoticeBatch &batch); // never empty
    void recorded();                                    // the history has grown
    void failed(const tocsin::Error &error);

private:
    void decide(const QList<NoticeCandidate> &candidates);

    storage::AnalystBook &m_book;
    const QString m_connection;
    const std::function<Micros()> m_clock;
    NoticeSettings m_settings;
    QList<Micros> m_shown; // of the last span
};

} // namespace tocsin::flows
