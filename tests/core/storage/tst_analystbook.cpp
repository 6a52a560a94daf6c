// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/analystbook.h"
#include "tests/support/sampleincident.h"

#include <QScopeGuard>
#include <QSemaphore>
#include <QTemporaryDir>
#include <QtTest>

using namespace tocsin;
using namespace tocsin::storage;
using namespace Qt::StringLiterals;
using domain::Connection;

class AnalystBookTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void writesAndReadsOnOtherThreads()
    {
        AnalystBook book(path());
        const QThread *mine = QThread::currentThread();
        bool elsewhere = false;
        qint64 count = -1;
        book.write<Upserted>(
            this,
            [&](const Result<Upserted> &done) {
                QVERIFY(done);
                QCOMPARE(QThread::currentThread(), mine);
                book.read<qint64>(
                    this, [&](const Result<qint64> &counted) { count = *counted; },
                    [](AnalystStores &stores) { return stores.incidents.count(u"c"_s); });
            },
            [&elsewhere, mine](AnalystStores &stores) {
                elsewhere = QThread::currentThread() != mine;
                return stores.incidents.upsert(u"c"_s, {test::sampleIncident(1)}, IncidentForm::List, 1);
            });
        QCOMPARE(book.pending(), 1);
        QTRY_COMPARE_WITH_TIMEOUT(count, 1, 30'000);
        QVERIFY(elsewhere);
        QCOMPARE(book.pending(), 0);
    }

    void anAskerThatIsGoneIsNotAnswered()
    {
        AnalystBook book(path());
        auto asker = std::make_unique<QObject>();
        bool answered = false;
        book.read<qint64>(
            asker.get(), [&](const Result<qint64> &) { answered = true; },
            [](AnalystStores &stores) { return stores.incidents.count(u"c"_s); });
        asker.reset();
        QTRY_COMPARE_WITH_TIMEOUT(book.pending(), 0, 30'000);
        QVERIFY(!answered);
    }

    // The counts beside a list take what they take.
    void whatIsReadAsideHoldsUpNoList()
    {
        AnalystBook book(path());
        const auto mayEnd = std::make_shared<QSemaphore>();
        const auto letGo = qScopeGuard([mayEnd] { mayEnd->release(); });
        bool isCounted = false;
        bool isListed = false;
        book.readAside<int>(
            this, [&](const Result<int> &) { isCounted = true; },
            [mayEnd](AnalystStores &) -> Result<int> {
                mayEnd->acquire();
                return 0;
            });
        book.read<qint64>(
            this, [&](const Result<qint64> &counted) { isListed = counted.has_value(); },
            [](AnalystStores &stores) { return stores.incidents.count(u"c"_s); });
        QTRY_VERIFY_WITH_TIMEOUT(isListed, 30'000);
        QVERIFY(!isCounted);
        mayEnd->release();
        QTRY_VERIFY_WITH_TIMEOUT(isCounted, 30'000);
    }

    void aFileThatIsNoneIsSaid()
    {
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(4096, 'x'));
        file.close();
        AnalystBook book(path());
        Error error;
        book.read<qint64>(
            this, [&](const Result<qint64> &counted) { error = counted.error(); },
            [](AnalystStores &stores) { return stores.incidents.count(u"c"_s); });
        QTRY_COMPARE_WITH_TIMEOUT(error.kind, Error::Kind::Storage, 30'000);
    }

    void connectionsSurviveWithoutSecrets()
    {
        Connection full;
        full.name = u"Work"_s;
        full.role = u"admin"_s;
        full.production = true;
        full.api = QUrl(u"https://api.soc.example/base"_s);
        full.webApp = QUrl(u"https://soc.example"_s);
        full.tokenEndpoint = QUrl(u"https://auth.soc.example/oauth/token"_s);
        full.signIn = domain::SignIn::ClientCredentials;
        full.secretLabel = u"work-secret"_s;
        full.clientId = u"id"_s;
        full.scopes = {u"incidents:read"_s};
        full.proxy = domain::ProxyMode::Manual;
        full.proxyUrl = QUrl(u"socks5://user@proxy.example:1080"_s);
        full.proxyLabel = u"proxy"_s;
        full.caFile = u"/ca.pem"_s;
        full.clientFile = u"/c.p12"_s;
        full.clientLabel = u"p12"_s;
        full.timeoutMs = 5000;
        full.requestsPerMinute = 200;
        full.messageMember = u"content"_s;
        {
            const auto stores = *AnalystStores::open(path());
            full.id = *stores->connections.save(full);
            Connection second = full;
            second.id.clear();
            second.name = u"Other"_s;
            QVERIFY(stores->connections.save(second));
            full.name = u"Renamed"_s;
            QCOMPARE(*stores->connections.save(full), full.id);
        }
        const auto stores = *AnalystStores::open(path());
        QCOMPARE(stores->connections.connections()->size(), 2);
        QCOMPARE(stores->connections.connections()->first(), full);
        Connection sandbox = full;
        sandbox.name = u"Sandbox"_s;
        stores->connections.setSandbox(sandbox);
        QCOMPARE(stores->connections.connections()->first().id, u"sandbox"_s);
        QVERIFY(stores->connections.connections()->first().sandbox);
        QCOMPARE(stores->connections.save(stores->connections.connections()->first()).error().kind,
                 Error::Kind::Rejected);
        QVERIFY(stores->connections.remove(full.id));
        QCOMPARE(stores->connections.connections()->size(), 2);
    }

    void refusesConnectionsThatCannotBeUsed_data()
    {
        QTest::addColumn<Connection>("connection");
        QTest::addColumn<QString>("member");
        Connection good;
        good.name = u"n"_s;
        good.api = QUrl(u"https://api.example"_s);
        QTest::newRow("good") << good << QString();
        Connection bad = good;
        bad.name = u" "_s;
        QTest::newRow("no name") << bad << u"name"_s;
        for (const char *url : {"", "api.example", "ftp://api.example", "https://", "https://u:p@api.example",
                                "https://api.example?x=1", "https://api.example#x", "file:///etc"}) {
            bad = good;
            bad.api = QUrl(QString::fromLatin1(url));
            QTest::newRow(qPrintable(u"api "_s + QString::fromLatin1(url))) << bad << u"API address"_s;
        }
        bad = good;
        bad.signIn = domain::SignIn::ClientCredentials;
        QTest::newRow("no token host") << bad << u"token address"_s;
        bad.tokenEndpoint = QUrl(u"https://auth.example/token"_s);
        QTest::newRow("no client id") << bad << u"client id"_s;
        bad = good;
        bad.proxy = domain::ProxyMode::Manual;
        bad.proxyUrl = QUrl(u"http://u:secret@proxy.example:1"_s);
        QTest::newRow("secret in the proxy") << bad << u"proxy"_s;
        bad = good;
        bad.requestsPerMinute = 0;
        QTest::newRow("no budget") << bad << u"requests per minute"_s;
        bad = good;
        bad.messageMember = u" "_s;
        QTest::newRow("no follow-up member") << bad << u"follow-up member"_s;
    }

    void refusesConnectionsThatCannotBeUsed()
    {
        QFETCH(Connection, connection);
        QFETCH(QString, member);
        const auto checked = checkConnection(connection);
        QCOMPARE(checked.has_value(), member.isEmpty());
        if (!checked)
            QVERIFY2(checked.error().detail.startsWith(member), qPrintable(checked.error().detail));
    }

    void viewsKeepTheirOrderAndTheirNames()
    {
        const auto stores = *AnalystStores::open(path());
        QVERIFY(stores->views.addUsual());
        const auto usual = *stores->views.views();
        QVERIFY(usual.size() >= 5);
        SavedView mine{u"Mine"_s, u"owner:me is:open"_s, {IncidentColumn::Severity, false}, {u"title"_s}};
        const qint64 id = *stores->views.add(mine);
        QCOMPARE(stores->views.views()->last(), (StoredView{id, mine}));
        QCOMPARE(stores->views.add(mine).error().kind, Error::Kind::Rejected);
        mine.filter = u"owner:"_s;
        QCOMPARE(stores->views.change({id, mine}).error().kind, Error::Kind::Rejected);
        mine.filter = u"owner:you"_s;
        QVERIFY(stores->views.change({id, mine}));
        QVERIFY(stores->views.setOrder({id, usual.first().id}));
        QCOMPARE(stores->views.views()->first(), (StoredView{id, mine}));
        // What the user has removed does not come back with the next start.
        const auto left = stores->views.views();
        for (const StoredView &view : *left)
            QVERIFY(stores->views.remove(view.id));
        QVERIFY(stores->views.addUsual());
        QVERIFY(stores->views.views()->isEmpty());
    }

    void readsWhatItWrites()
    {
        const SavedView view{u"Open: high, first"_s,
                             u"severity>=high -\"a: b\""_s,
                             {IncidentColumn::Alerts, false},
                             {u"title"_s, u"notes"_s}};
        QCOMPARE(*readView(viewText(view)), view);
        const SavedView least{u"n"_s, {}, {}, {}};
        QCOMPARE(*readView(viewText(least)), least);
        QCOMPARE(*readView(u"# from a colleague\r\n\r\ntocsin view 1\r\n name : n \r\n"_s), least);
    }

    void namesWhatIsWrongInAView_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("fault");
        const auto row = [](const char *name, const char *text, const char *fault) {
            QTest::newRow(name) << QString::fromLatin1(text) << QString::fromLatin1(fault);
        };
        row("nothing", "", "line 1: a view starts with");
        row("something else", "hello", "line 1: a view starts with");
        row("newer", "tocsin view 2\nname: n", "line 1: a view starts with");
        row("no name", "tocsin view 1\nsort: at\n", "has no name");
        row("filter", "tocsin view 1\nname: n\nfilter: severity:hgih", "line 3: in the filter, character 10");
        row("sort", "tocsin view 1\nname: n\nsort: -colour", "line 3: cannot sort by");
        row("column", "tocsin view 1\nname: n\n\ncolumns: title colour",
            "line 4: there is no column \"colour\"");
        row("column twice", "tocsin view 1\nname: n\ncolumns: title title", "stands there twice");
        row("key twice", "tocsin view 1\nname: n\nname: m", "line 3: name stands there twice");
        row("unknown key", "tocsin view 1\nname: n\nscript: x", "line 3: \"script\" is none of");
        row("no key", "tocsin view 1\nname", "line 2: expected");
    }

    void namesWhatIsWrongInAView()
    {
        QFETCH(QString, text);
        QFETCH(QString, fault);
        const auto view = readView(text);
        QVERIFY(!view);
        QCOMPARE(view.error().kind, Error::Kind::Malformed);
        QVERIFY2(view.error().detail.contains(fault), qPrintable(view.error().detail));
    }

    void noticesArePagedAndBounded()
    {
        const auto stores = *AnalystStores::open(path());
        QList<Notice> many;
        for (int i = 0; i < NoticeStore::mostNotices + 10; ++i)
            many.append({0, u"c"_s, i, i, domain::Severity::High, NoticeOutcome::Summarised, u"t"_s, u"v"_s});
        QVERIFY(stores->notices.append(many));
        const auto first = *stores->notices.page(u"c"_s, 0, 3);
        QCOMPARE(first.size(), 3);
        QCOMPARE(first.first().incident, many.last().incident);
        QCOMPARE(first.first().outcome, NoticeOutcome::Summarised);
        QCOMPARE(stores->notices.page(u"c"_s, first.last().id, 1)->first().id, first.last().id - 1);
        QCOMPARE(stores->notices.page(u"c"_s, 0, 100'000)->size(), NoticeStore::mostNotices);
    }

private:
    QString path() const { return m_folder->filePath(u"a.db"_s); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(AnalystBookTest)
#include "tst_analystbook.moc"
