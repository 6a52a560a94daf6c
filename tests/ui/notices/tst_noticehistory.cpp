// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/support/layoutfaults.h"
#include "tests/ui/support/noticesfixture.h"
#include "ui/notices/noticehistory.h"
#include "ui/notices/noticesettingsform.h"
#include "ui/notices/noticetablemodel.h"
#include "ui/text/words.h"
#include "ui/widgets/badgedelegate.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/plainlabel.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QClipboard>
#include <QListWidget>
#include <QPushButton>
#include <QSpinBox>
#include <QTableView>
#include <QTimeEdit>
#include <QtTest>

using namespace tocsin;
using namespace Qt::StringLiterals;
using domain::Severity;
using storage::Notice;
using storage::NoticeOutcome;
using ui::DesktopNotices;
using ui::NoticeTableModel;
using M = ui::NoticeTableModel;

namespace {

constexpr int patience = 30'000; // ms

} // namespace

class NoticeHistoryTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup() { m_fixture.reset(); }
    void saysWhatBecameOfEach();
    void newsAreMarkedUntilItIsClosed();
    void readsPageByPageAndPutsNewOnesAbove();
    void hostileTitlesStayText();
    void enterOpensTheIncident();
    void rowsAreCopied();
    void saysWhenThereIsNothing();
    void saysWhenThereIsNoConnection();
    void saysWhenItCannotBeRead();
    void settingsAreInForceAtOnce();
    void viewsThatAreGoneAreForgotten();
    void nothingIsCutOff();

private:
    void fill(const QList<Notice> &notices);
    QList<Notice> sample() const;
    ui::NoticeHistory *history();
    template<class T>
    T *part(const QString &name)
    {
        T *found = history()->findChild<T *>(name);
        Q_ASSERT_X(found, "part", qPrintable(name));
        return found;
    }
    QString cell(int row, int column)
    {
        QAbstractItemModel *model = part<QTableView>(u"noticeTable"_s)->model();
        return model->index(row, column).data().toString();
    }
    int rows() { return part<QTableView>(u"noticeTable"_s)->model()->rowCount(); }

    std::unique_ptr<test::NoticesFixture> m_fixture;
};

void NoticeHistoryTest::initTestCase()
{
    ui::installWords(*qApp);
    // Nothing of what is told here is for the desktop of whoever runs it.
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus");
}

void NoticeHistoryTest::init()
{
    m_fixture = std::make_unique<test::NoticesFixture>();
}

ui::NoticeHistory *NoticeHistoryTest::history()
{
    auto *open = m_fixture->window->findChild<ui::NoticeHistory *>(u"noticeHistory"_s);
    if (open)
        return open;
    m_fixture->notices->showHistory();
    return m_fixture->window->findChild<ui::NoticeHistory *>(u"noticeHistory"_s);
}

QList<Notice> NoticeHistoryTest::sample() const
{
    QList<Notice> all;
    for (const NoticeOutcome outcome :
         {NoticeOutcome::Off, NoticeOutcome::Filtered, NoticeOutcome::QuietHours, NoticeOutcome::Summarised,
          NoticeOutcome::Shown}) {
        Notice notice;
        notice.at = m_fixture->time - (5 - all.size()) * 60 * microsPerSecond;
        notice.severity = Severity::High;
        notice.outcome = outcome;
        notice.title = u"t%1"_s.arg(all.size());
        notice.view = u"Worst"_s;
        all.append(notice);
    }
    return all;
}

void NoticeHistoryTest::fill(const QList<Notice> &notices)
{
    QList<Notice> all = notices;
    for (Notice &notice : all)
        notice.connection = m_fixture->desk->workspace().connection().id;
    QVERIFY(
        m_fixture->book<void>([all](storage::AnalystStores &stores) { return stores.notices.append(all); }));
}

void NoticeHistoryTest::saysWhatBecameOfEach()
{
    QVERIFY(m_fixture->open());
    fill(sample());
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 5, patience);
    QStringList said;
    for (int row = 0; row < 5; ++row)
        said.append(cell(row, M::Outcome));
    QCOMPARE(said,
             (QStringList{u"Shown, view Worst"_s, u"In a summary: rate limit"_s, u"Silent: quiet hours"_s,
                          u"Silent: in no chosen view"_s, u"Silent: notices were off"_s}));
    QCOMPARE(cell(0, M::Title), u"t4"_s); // newest first
    QCOMPARE(cell(0, M::Severity), u"High"_s);
    QCOMPARE(cell(0, M::Time), u"60 s ago"_s);
    const QVariant badge =
        part<QTableView>(u"noticeTable"_s)->model()->index(0, M::Severity).data(M::badgeRole);
    QCOMPARE(badge.value<ui::BadgeText>().mark, ui::Mark::Triangle);
}

void NoticeHistoryTest::newsAreMarkedUntilItIsClosed()
{
    QVERIFY(m_fixture->open());
    fill(sample());
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 5, patience);
    QStringList marks;
    for (int row = 0; row < 5; ++row)
        marks.append(cell(row, M::News));
    QCOMPARE(marks, (QStringList{u"New"_s, u"New"_s, u"New"_s, QString(), QString()}));
    history()->close();
    QTRY_VERIFY_WITH_TIMEOUT(!m_fixture->window->findChild<ui::NoticeHistory *>(u"noticeHistory"_s),
                             patience);
    QTRY_COMPARE_WITH_TIMEOUT(m_fixture->notices->unread(), 0, patience);
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 5, patience);
    QCOMPARE(cell(0, M::News), QString());
    // One that comes while it is open is new; those below it are not.
    QVERIFY(m_fixture->arrive({m_fixture->incident(1, u"fresh"_s)}));
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 6, patience);
    QCOMPARE(cell(0, M::Title), u"fresh"_s);
    QCOMPARE(cell(0, M::News), u"New"_s);
    QCOMPARE(cell(1, M::News), QString());
}

void NoticeHistoryTest::readsPageByPageAndPutsNewOnesAbove()
{
    QVERIFY(m_fixture->open());
    QList<Notice> many;
    for (int i = 0; i < 450; ++i) {
        Notice notice;
        notice.at = m_fixture->time;
        notice.title = QString::number(i);
        many.append(notice);
    }
    fill(many);
    const QString connection = m_fixture->connections.first();
    NoticeTableModel checked(m_fixture->desk->book());
    const QAbstractItemModelTester tester(&checked); // which may fetch by itself
    checked.setConnection(connection, 0);
    NoticeTableModel model(m_fixture->desk->book());
    model.setConnection(connection, 0);
    QTRY_COMPARE_WITH_TIMEOUT(model.rowCount(), 200, patience);
    model.fetchMore({});
    QVERIFY(!model.canFetchMore({})); // not twice
    QTRY_COMPARE_WITH_TIMEOUT(model.rowCount(), 400, patience);
    model.fetchMore({});
    QTRY_COMPARE_WITH_TIMEOUT(model.rowCount(), 450, patience);
    QVERIFY(!model.canFetchMore({}));
    QCOMPARE(model.at(449)->title, u"0"_s);
    const auto fetchAll = [&checked] {
        checked.fetchMore({});
        return checked.rowCount() == 450;
    };
    QVERIFY(QTest::qWaitFor(fetchAll, patience));
    const QPersistentModelIndex kept = model.index(3, M::Title);
    fill({many.first()});
    for (NoticeTableModel *one : {&model, &checked}) {
        one->refresh();
        QTRY_COMPARE_WITH_TIMEOUT(one->rowCount(), 451, patience);
    }
    QCOMPARE(kept.row(), 4);
    fill(many); // more than a page at once: begun anew
    model.refresh();
    QTRY_COMPARE_WITH_TIMEOUT(model.rowCount(), 200, patience);
    QVERIFY(model.canFetchMore({}));
    model.setConnection({}, 0);
    QCOMPARE(model.rowCount(), 0);
}

void NoticeHistoryTest::hostileTitlesStayText()
{
    QVERIFY(m_fixture->open());
    Notice notice;
    notice.at = m_fixture->time;
    notice.title = u"<img src=x>\u202Eab\nc\td"_s;
    notice.view = u"<b>v</b>\u202E"_s;
    fill({notice});
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 1, patience);
    QCOMPARE(cell(0, M::Title), u"<img src=x>⟨U+202E⟩ab␊c␉d"_s);
    QVERIFY(!cell(0, M::Outcome).contains(QChar(0x202e)));
    const QString tip =
        part<QTableView>(u"noticeTable"_s)->model()->index(0, M::Title).data(Qt::ToolTipRole).toString();
    QVERIFY2(tip.contains(u"&lt;img") && !tip.contains(u"<img"), qPrintable(tip));
}

void NoticeHistoryTest::enterOpensTheIncident()
{
    QVERIFY(m_fixture->open());
    QVERIFY(m_fixture->arrive({m_fixture->incident(815, u"a"_s)}));
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 1, patience);
    QSignalSpy asked(m_fixture->notices, &DesktopNotices::incidentAsked);
    auto *table = part<QTableView>(u"noticeTable"_s);
    QTest::keyClick(table, Qt::Key_J);
    QCOMPARE(table->currentIndex().row(), 0);
    QTest::keyClick(table, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(asked.count(), 1, patience);
    QCOMPARE(asked.first().first().toLongLong(), 815);
    QTRY_VERIFY_WITH_TIMEOUT(!m_fixture->window->findChild<ui::NoticeHistory *>(u"noticeHistory"_s),
                             patience);
    // One that is not kept any more stays open and says so.
    Notice gone;
    gone.at = m_fixture->time;
    gone.incident = 99;
    gone.title = u"gone"_s;
    fill({gone});
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 2, patience);
    part<QTableView>(u"noticeTable"_s)->selectRow(0);
    QTest::mouseClick(part<QPushButton>(u"openNotice"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!part<ui::PlainLabel>(u"noticeSaid"_s)->original().isEmpty(), patience);
    QCOMPARE(asked.count(), 1);
}

void NoticeHistoryTest::rowsAreCopied()
{
    QVERIFY(m_fixture->open());
    QList<Notice> two = sample().last(2);
    two.last().title = u"a\tb\nc"_s;
    two.first().at = two.last().at = 1'767'225'600 * microsPerSecond;
    fill(two);
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 2, patience);
    auto *table = part<QTableView>(u"noticeTable"_s);
    QVERIFY(!part<QPushButton>(u"copyNotices"_s)->isEnabled());
    table->selectAll();
    QVERIFY(part<QPushButton>(u"copyNotices"_s)->isEnabled());
    const QString wanted = u"2026-01-01T00:00:00.000Z\tHigh\ta␉b␊c\tShown, view Worst\n"
                           "2026-01-01T00:00:00.000Z\tHigh\tt3\tIn a summary: rate limit\n"_s;
    QTest::keySequence(table, QKeySequence(QKeySequence::Copy));
    QCOMPARE(QGuiApplication::clipboard()->text(), wanted);
    QGuiApplication::clipboard()->clear();
    QTest::mouseClick(part<QPushButton>(u"copyNotices"_s), Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), wanted);
}

void NoticeHistoryTest::saysWhenThereIsNothing()
{
    QVERIFY(m_fixture->open());
    QTRY_VERIFY_WITH_TIMEOUT(part<ui::EmptyState>(u"noticesEmpty"_s)->isVisible(), patience);
    QVERIFY(part<QPushButton>(u"toNoticeSettings"_s)->isVisible());
    QVERIFY(!part<QPushButton>(u"readNoticesAgain"_s)->isVisible());
    QVERIFY(!part<QPushButton>(u"openNotice"_s)->isEnabled());
    QTest::mouseClick(part<QPushButton>(u"toNoticeSettings"_s), Qt::LeftButton);
    QVERIFY(part<QCheckBox>(u"noticesOn"_s)->isVisible());
    QVERIFY(!part<QPushButton>(u"openNotice"_s)->isVisible());
}

void NoticeHistoryTest::saysWhenThereIsNoConnection()
{
    QVERIFY(m_fixture->open({}));
    QVERIFY(part<ui::EmptyState>(u"noticesEmpty"_s)->isVisible());
    QVERIFY(!part<QPushButton>(u"toNoticeSettings"_s)->isVisible());
}

void NoticeHistoryTest::saysWhenItCannotBeRead()
{
    QVERIFY(m_fixture->open());
    QVERIFY(m_fixture->book<void>([](storage::AnalystStores &stores) -> Result<void> {
        if (auto moved = stores.database().run(u"ALTER TABLE notice RENAME TO elsewhere"_s); !moved)
            return tl::unexpected(moved.error());
        return {};
    }));
    QTRY_VERIFY_WITH_TIMEOUT(part<ui::EmptyState>(u"noticesEmpty"_s)->isVisible(), patience);
    QPushButton *again = part<QPushButton>(u"readNoticesAgain"_s);
    QTRY_VERIFY_WITH_TIMEOUT(again->isVisible(), patience);
    QVERIFY(part<QPushButton>(u"copyDetails"_s)->isVisible());
    QVERIFY(m_fixture->book<void>([](storage::AnalystStores &stores) -> Result<void> {
        if (auto moved = stores.database().run(u"ALTER TABLE elsewhere RENAME TO notice"_s); !moved)
            return tl::unexpected(moved.error());
        return {};
    }));
    fill(sample());
    QTest::mouseClick(again, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 5, patience);
    QVERIFY(part<QTableView>(u"noticeTable"_s)->isVisible());
}

void NoticeHistoryTest::settingsAreInForceAtOnce()
{
    QVERIFY(m_fixture->open());
    history()->showSettings();
    auto *views = part<QListWidget>(u"noticeViews"_s);
    QTRY_VERIFY_WITH_TIMEOUT(views->count() > 0, patience); // those of a fresh profile
    const flows::NoticePolicy &policy = m_fixture->desk->workspace().notices();
    views->item(0)->setCheckState(Qt::Checked);
    QCOMPARE(policy.settings().views.size(), 1);
    part<QCheckBox>(u"noticesQuiet"_s)->setChecked(true);
    part<QTimeEdit>(u"noticesQuietFrom"_s)->setTime(QTime(23, 30));
    part<QTimeEdit>(u"noticesQuietTo"_s)->setTime(QTime(6, 15));
    part<QSpinBox>(u"noticesPerMinute"_s)->setValue(9);
    part<QCheckBox>(u"noticesOn"_s)->setChecked(false);
    QVERIFY(!policy.settings().on);
    QVERIFY(policy.settings().quiet);
    QCOMPARE(policy.settings().quietFrom, 23 * 60 + 30);
    QCOMPARE(policy.settings().quietTo, 6 * 60 + 15);
    QCOMPARE(policy.settings().most, 9);
    // The next one shows them as they were chosen.
    history()->close();
    QTRY_VERIFY_WITH_TIMEOUT(!m_fixture->window->findChild<ui::NoticeHistory *>(u"noticeHistory"_s),
                             patience);
    QCOMPARE(part<QSpinBox>(u"noticesPerMinute"_s)->value(), 9);
    QCOMPARE(part<QTimeEdit>(u"noticesQuietTo"_s)->time(), QTime(6, 15));
    views = part<QListWidget>(u"noticeViews"_s);
    QTRY_VERIFY_WITH_TIMEOUT(views->count() > 0, patience);
    QCOMPARE(views->item(0)->checkState(), Qt::Checked);
    QCOMPARE(m_fixture->notices->preferences().views.size(), 1);
}

void NoticeHistoryTest::viewsThatAreGoneAreForgotten()
{
    QVERIFY(m_fixture->open());
    ui::NoticePreferences chosen;
    chosen.views = {4711};
    QVERIFY(m_fixture->notices->setPreferences(chosen));
    ui::NoticeSettingsForm form(*m_fixture->notices, m_fixture->desk->book());
    QCOMPARE(m_fixture->notices->preferences().views, QList<qint64>{4711}); // not before it is known
    QTRY_VERIFY_WITH_TIMEOUT(m_fixture->notices->preferences().views.isEmpty(), patience);
}

void NoticeHistoryTest::nothingIsCutOff()
{
    QVERIFY(m_fixture->open());
    fill(sample());
    for (const QSize size : {QSize(860, 560), QSize(640, 420)}) {
        history()->resize(size);
        QTRY_COMPARE_WITH_TIMEOUT(rows(), 5, patience);
        QCOMPARE(test::cutTexts(*history()), QStringList());
        QCOMPARE(test::sidewaysBars(*history()), QStringList());
        history()->showSettings();
        QTRY_VERIFY_WITH_TIMEOUT(part<QListWidget>(u"noticeViews"_s)->count() > 0, patience);
        QCoreApplication::processEvents();
        QCOMPARE(test::cutTexts(*history()), QStringList());
        QCOMPARE(test::sidewaysBars(*history()), QStringList());
        history()->close();
        QTRY_VERIFY_WITH_TIMEOUT(!m_fixture->window->findChild<ui::NoticeHistory *>(u"noticeHistory"_s),
                                 patience);
    }
}

QTEST_MAIN(NoticeHistoryTest)
#include "tst_noticehistory.moc"
