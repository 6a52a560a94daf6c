// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/settings/keys.h"
#include "ui/notices/noticepreferences.h"
#include "ui/text/noticetext.h"
#include "ui/text/words.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace tocsin;
using namespace tocsin::ui;
using namespace Qt::StringLiterals;
using domain::Severity;
using storage::Notice;
using storage::NoticeOutcome;

namespace {

Notice noticeOf(const QString &title, Severity severity = Severity::High)
{
    Notice notice;
    notice.title = title;
    notice.severity = severity;
    return notice;
}

} // namespace

class NoticePreferencesTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { installWords(*qApp); }
    void areReadAsWritten();
    void whatCannotBeUsedIsSaid();
    void outOfRangeIsRefused();
    void reachThePolicy();
    void theSeverityComesFirst_data();
    void theSeverityComesFirst();
    void hostileTitlesAreTamed();
    void aSummaryNamesTheWorst();
    void aBodyNamesConnectionAndView();
};

void NoticePreferencesTest::areReadAsWritten()
{
    QTemporaryDir folder;
    QSettings file(folder.filePath(u"a.ini"_s), QSettings::IniFormat);
    QCOMPARE(readNoticePreferences(file), NoticePreferences());
    const NoticePreferences chosen{false, {3, 17}, true, 1320, 0, 12, {}};
    QVERIFY(writeNoticePreferences(file, chosen));
    file.sync();
    const QSettings again(file.fileName(), QSettings::IniFormat);
    QCOMPARE(readNoticePreferences(again), chosen);
}

void NoticePreferencesTest::whatCannotBeUsedIsSaid()
{
    QTemporaryDir folder;
    QSettings file(folder.filePath(u"a.ini"_s), QSettings::IniFormat);
    file.setValue(u"notices/views"_s, u"4, x,-1,4,9"_s);
    file.setValue(u"notices/quietFrom"_s, 1440);
    file.setValue(u"notices/perMinute"_s, u"many"_s);
    const NoticePreferences read = readNoticePreferences(file);
    QCOMPARE(read.views, (QList<qint64>{4, 9}));
    QCOMPARE(read.quietFrom, NoticePreferences().quietFrom);
    QCOMPARE(read.perMinute, NoticePreferences().perMinute);
    QCOMPARE(read.problems.size(), 4);
    QVERIFY2(read.problems.first().contains(u"\"x\""), qPrintable(read.problems.first()));
}

void NoticePreferencesTest::outOfRangeIsRefused()
{
    QTemporaryDir folder;
    QSettings file(folder.filePath(u"a.ini"_s), QSettings::IniFormat);
    NoticePreferences chosen;
    chosen.perMinute = 0;
    chosen.quiet = true;
    QVERIFY(!writeNoticePreferences(file, chosen));
    const NoticePreferences read = readNoticePreferences(file);
    QCOMPARE(read.perMinute, NoticePreferences().perMinute);
    QVERIFY(read.quiet); // the others are written
}

void NoticePreferencesTest::reachThePolicy()
{
    const flows::NoticeSettings settings = noticeSettings({false, {3}, true, 60, 120, 5, {}});
    QVERIFY(!settings.on);
    QCOMPARE(settings.views, QList<qint64>{3});
    QVERIFY(settings.quiet);
    QCOMPARE(settings.quietFrom, 60);
    QCOMPARE(settings.quietTo, 120);
    QCOMPARE(settings.most, 5);
    QCOMPARE(settings.span, 60 * microsPerSecond);
}

void NoticePreferencesTest::theSeverityComesFirst_data()
{
    QTest::addColumn<Severity>("severity");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("said");
    QTest::newRow("critical") << Severity::Critical << u"A"_s << u"Critical: A"_s;
    QTest::newRow("info") << Severity::Info << u"A"_s << u"Info: A"_s;
    QTest::newRow("a word of its own") << Severity::Unknown << u"A"_s << u"Unknown severity: A"_s;
    QTest::newRow("none") << Severity::None << u"A"_s << u"A"_s;
    QTest::newRow("no title") << Severity::High << u" "_s << u"High: Incident without a title"_s;
    QTest::newRow("what looks like a place") << Severity::High << u"%1 %2 %n"_s << u"High: %1 %2 %n"_s;
}

void NoticePreferencesTest::theSeverityComesFirst()
{
    QFETCH(Severity, severity);
    QFETCH(QString, title);
    QTEST(noticeTitle(noticeOf(title, severity)), "said");
}

void NoticePreferencesTest::hostileTitlesAreTamed()
{
    const QString said = noticeTitle(noticeOf(u"a\nb\u202Egpj.exe\x1b[2J"_s));
    QCOMPARE(said, u"High: a␊b⟨U+202E⟩gpj.exe␛[2J"_s);
    // Eight characters stand for one that is invisible.
    const QString long_ = noticeTitle(noticeOf(QString(5000, QChar(0x202e))));
    QVERIFY2(long_.size() <= longestNoticeTitle, qPrintable(QString::number(long_.size())));
    QVERIFY(long_.endsWith(u'…'));
    QVERIFY(!long_.contains(QChar(0x202e)));
    for (int before = 0; before < 4; ++before) { // never in the midst of a character
        const QString cut = noticeTitle(noticeOf(QString(before, u'a') + u"😀"_s.repeated(500)));
        QVERIFY(cut.size() <= longestNoticeTitle);
        QVERIFY(!cut.at(cut.size() - 2).isHighSurrogate());
    }
}

void NoticePreferencesTest::aSummaryNamesTheWorst()
{
    flows::NoticeBatch batch;
    batch.highest = Severity::Critical;
    batch.summarised = {noticeOf(u"one"_s, Severity::Critical)};
    QCOMPARE(summaryTitle(batch), u"1 more incident, up to Critical"_s);
    QCOMPARE(summaryBody(batch), u"Critical: one"_s);
    for (int i = 2; i <= 5; ++i)
        batch.summarised.append(noticeOf(QString::number(i), Severity::Low));
    QCOMPARE(summaryTitle(batch), u"5 more incidents, up to Critical"_s);
    QCOMPARE(summaryBody(batch), u"Critical: one\nLow: 2\nLow: 3\nand 2 others"_s);
    batch.highest = Severity::None;
    QCOMPARE(summaryTitle(batch), u"5 more incidents"_s);
}

void NoticePreferencesTest::aBodyNamesConnectionAndView()
{
    Notice notice = noticeOf(u"a"_s);
    QCOMPARE(noticeBody(notice, u"Work"_s), u"Work"_s);
    notice.view = u"Open\u202E, high first"_s;
    QCOMPARE(noticeBody(notice, u"Work"_s), u"Work · view Open⟨U+202E⟩, high first"_s);
    notice.outcome = NoticeOutcome::QuietHours;
    QVERIFY(wasSilent(notice.outcome));
    QVERIFY(countsAsNews(notice.outcome));
    QCOMPARE(outcomeText(notice), u"Silent: quiet hours"_s);
}

QTEST_MAIN(NoticePreferencesTest)
#include "tst_noticepreferences.moc"
