// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/noticepolicy.h"
#include "tests/support/sampleincident.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace tocsin;
using namespace tocsin::flows;
using namespace tocsin::storage;
using namespace Qt::StringLiterals;
using domain::Severity;

Q_DECLARE_METATYPE(tocsin::storage::NoticeOutcome)

namespace {

constexpr Micros second = microsPerSecond;
constexpr Micros start = 1'767'225'600 * second; // 2026-01-01T00:00:00Z

NoticeSettings plain()
{
    NoticeSettings settings;
    settings.zone = QTimeZone::utc();
    return settings;
}

QList<NoticeCandidate> candidates(int count)
{
    QList<NoticeCandidate> all;
    for (int i = 1; i <= count; ++i)
        all.append({i, i % 2 == 0 ? Severity::High : Severity::Low, u"t%1"_s.arg(i), u"view"_s, true});
    return all;
}

QList<NoticeOutcome> outcomes(const QList<Notice> &notices)
{
    QList<NoticeOutcome> all;
    for (const Notice &notice : notices)
        all.append(notice.outcome);
    return all;
}

} // namespace

class NoticePolicyTest : public QObject
{
    Q_OBJECT

private slots:
    void quietHours_data();
    void quietHours();
    void theMostSevereAreShownAndTheRestIsSummarised();
    void whatWasShownBeforeCounts();
    void theReasonOfSilenceIsKept();
    void tellsOfEachOnce();
    void aViewLetsThrough();
    void viewsAreReadAsTheyAreThen();
    void everythingGoesThroughWhenTheChosenViewsAreGone();
};

void NoticePolicyTest::quietHours_data()
{
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("to");
    QTest::addColumn<int>("minute");
    QTest::addColumn<bool>("quiet");
    const auto row = [](const char *name, int from, int to, int minute, bool quiet) {
        QTest::newRow(name) << from << to << minute << quiet;
    };
    row("before", 60, 120, 59, false);
    row("from its minute on", 60, 120, 60, true);
    row("until before its end", 60, 120, 119, true);
    row("its end", 60, 120, 120, false);
    row("over midnight, evening", 1320, 420, 1380, true);
    row("over midnight, morning", 1320, 420, 419, true);
    row("over midnight, noon", 1320, 420, 720, false);
    row("an empty span", 300, 300, 300, false);
}

void NoticePolicyTest::quietHours()
{
    QFETCH(int, from);
    QFETCH(int, to);
    QFETCH(int, minute);
    QFETCH(bool, quiet);
    NoticeSettings settings = plain();
    settings.quietFrom = from;
    settings.quietTo = to;
    const Micros now = start + minute * 60 * second + 30 * second;
    QVERIFY(!isQuiet(settings, now)); // not switched on
    settings.quiet = true;
    QCOMPARE(isQuiet(settings, now), quiet);
    // The user's own hours.
    settings.zone = QTimeZone(3 * 3600);
    QCOMPARE(isQuiet(settings, now - 3 * 3600 * second), quiet);
}

void NoticePolicyTest::theMostSevereAreShownAndTheRestIsSummarised()
{
    const auto notices = decideNotices(plain(), candidates(5), {}, start);
    QCOMPARE(outcomes(notices),
             (QList<NoticeOutcome>{NoticeOutcome::Shown, NoticeOutcome::Shown, NoticeOutcome::Shown,
                                   NoticeOutcome::Summarised, NoticeOutcome::Summarised}));
    QCOMPARE(notices.first().severity, Severity::High);
    QCOMPARE(notices.first().incident, 2); // among equals the first
    QCOMPARE(notices.first().title, u"t2"_s);
    QCOMPARE(notices.last().severity, Severity::Low);
}

void NoticePolicyTest::whatWasShownBeforeCounts()
{
    const QList<Micros> shown{start - 61 * second, start - 50 * second, start - second};
    QCOMPARE(outcomes(decideNotices(plain(), candidates(2), shown, start)),
             (QList<NoticeOutcome>{NoticeOutcome::Shown, NoticeOutcome::Summarised}));
}

void NoticePolicyTest::theReasonOfSilenceIsKept()
{
    NoticeSettings settings = plain();
    QList<NoticeCandidate> one = candidates(1);
    one.first().matches = false;
    QCOMPARE(outcomes(decideNotices(settings, one, {}, start)), QList{NoticeOutcome::Filtered});
    settings.quiet = true;
    settings.quietFrom = 0;
    settings.quietTo = 60;
    QCOMPARE(outcomes(decideNotices(settings, candidates(1), {}, start)), QList{NoticeOutcome::QuietHours});
    settings.on = false;
    QCOMPARE(outcomes(decideNotices(settings, candidates(1), {}, start)), QList{NoticeOutcome::Off});
}

namespace {

// A policy over a real file.
struct Desk
{
    QTemporaryDir folder;
    AnalystBook book{folder.filePath(u"a.db"_s)};
    Micros now = start;
    NoticePolicy policy{book, u"c"_s, [this] { return now; }};
    QList<NoticeBatch> told;

    Desk()
    {
        policy.setSettings(plain());
        QObject::connect(&policy, &NoticePolicy::told, &policy,
                         [this](const NoticeBatch &batch) { told.append(batch); });
    }

    template<class T, class Work>
    T ask(Work work)
    {
        // What the policy wrote, and what that led to, comes first.
        [&] { QTRY_COMPARE_WITH_TIMEOUT(book.pending(), 0, 30'000); }();
        std::optional<Result<T>> got;
        QObject context;
        book.write<T>(
            &context, [&](const Result<T> &result) { got = result; }, work);
        [&] { QTRY_VERIFY_WITH_TIMEOUT(got, 30'000); }();
        if constexpr (std::is_void_v<T>)
            [&] { QVERIFY(got && *got); }();
        else
            return **got;
    }

    QList<IncidentId> arrive(const QList<qint64> &numbers)
    {
        QList<domain::Incident> incidents;
        for (const qint64 number : numbers)
            incidents.append(test::sampleIncident(number));
        incidents.last().severity = Severity::Critical;
        return ask<Upserted>([incidents](AnalystStores &stores) {
                   return stores.incidents.upsert(u"c"_s, incidents, IncidentForm::List, start);
               })
            .added;
    }

    qint64 view(const QString &name, const QString &filter)
    {
        return ask<qint64>([=](AnalystStores &stores) { return stores.views.add({name, filter, {}, {}}); });
    }

    QList<Notice> history()
    {
        return ask<QList<Notice>>([](AnalystStores &stores) { return stores.notices.page(u"c"_s, 0, 100); });
    }
};

} // namespace

void NoticePolicyTest::tellsOfEachOnce()
{
    Desk desk;
    // The first filling of the cache is no news, and does not become any.
    const auto first = desk.arrive({1, 2});
    desk.policy.consider(first, true);
    QCOMPARE(desk.history().size(), 0);
    desk.policy.consider(first, false);
    QCOMPARE(desk.history().size(), 0);
    const auto later = desk.arrive({3, 4, 5, 6, 7});
    desk.policy.consider(later, false);
    QCOMPARE(desk.history().size(), 5);
    QCOMPARE(desk.told.size(), 1);
    QCOMPARE(desk.told.first().single.size(), 3);
    QCOMPARE(desk.told.first().single.first().severity, Severity::Critical);
    QCOMPARE(desk.told.first().summarised.size(), 2);
    QCOMPARE(desk.told.first().highest, Severity::High);
    desk.policy.consider(later, false); // the same sync again
    QCOMPARE(desk.history().size(), 5);
    QCOMPARE(desk.told.size(), 1);
    // Soon after, the rate is used up; later it is not.
    desk.now += 10 * second;
    desk.policy.consider(desk.arrive({8}), false);
    QCOMPARE(desk.history().size(), 6);
    QVERIFY(desk.told.last().single.isEmpty());
    desk.now += 60 * second;
    desk.policy.consider(desk.arrive({9}), false);
    QCOMPARE(desk.history().first().outcome, NoticeOutcome::Shown);
    QCOMPARE(desk.told.last().single.size(), 1);
}

void NoticePolicyTest::aViewLetsThrough()
{
    Desk desk;
    NoticeSettings settings = plain();
    settings.views = {desk.view(u"Nobody"_s, u"owner:nobody"_s),
                      desk.view(u"Worst"_s, u"severity:critical"_s)};
    desk.policy.setSettings(settings);
    desk.policy.consider(desk.arrive({1, 2, 3}), false);
    const QList<Notice> history = desk.history();
    QCOMPARE(history.size(), 3);
    QCOMPARE(desk.told.first().single.size(), 1);
    QCOMPARE(desk.told.first().single.first().view, u"Worst"_s);
    QVERIFY(desk.told.first().summarised.isEmpty());
    QCOMPARE(history.last().outcome, NoticeOutcome::Shown); // newest first
    QCOMPARE(history.first().outcome, NoticeOutcome::Filtered);
}

void NoticePolicyTest::viewsAreReadAsTheyAreThen()
{
    Desk desk;
    const qint64 id = desk.view(u"Worst"_s, u"severity:critical"_s);
    NoticeSettings settings = plain();
    settings.views = {id};
    desk.policy.setSettings(settings);
    desk.ask<void>([id](AnalystStores &stores) {
        return stores.views.change({id, {u"Nobody's"_s, u"owner:nobody"_s, {}, {}}});
    });
    desk.policy.consider(desk.arrive({1, 2}), false);
    for (const Notice &notice : desk.history())
        QCOMPARE(notice.outcome, NoticeOutcome::Filtered);
    QVERIFY(desk.told.isEmpty());
}

void NoticePolicyTest::everythingGoesThroughWhenTheChosenViewsAreGone()
{
    Desk desk;
    const qint64 unreadable = desk.view(u"Unreadable"_s, u"severity>="_s);
    const qint64 gone = desk.view(u"Worst"_s, u"severity:critical"_s);
    desk.ask<void>([gone](AnalystStores &stores) { return stores.views.remove(gone); });
    NoticeSettings settings = plain();
    settings.views = {gone, unreadable};
    desk.policy.setSettings(settings);
    desk.policy.consider(desk.arrive({1, 2}), false);
    QCOMPARE(desk.history().size(), 2);
    QCOMPARE(desk.told.size(), 1);
    QCOMPARE(desk.told.first().single.size(), 2);
    QCOMPARE(desk.told.first().single.first().view, QString());
}

QTEST_GUILESS_MAIN(NoticePolicyTest)
#include "tst_noticepolicy.moc"
