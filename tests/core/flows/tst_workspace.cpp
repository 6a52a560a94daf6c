// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/workspace.h"
#include "core/poll/ticker.h"
#include "tests/support/sandboxclient.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace tocsin;
using namespace tocsin::storage;
using namespace Qt::StringLiterals;
using flows::Workspace;

constexpr int patience = 30'000;

// In real time, as in the program.
class WorkspaceTest : public QObject
{
    Q_OBJECT

private slots:
    void worksForTheChosenConnection()
    {
        sandbox::ServerOptions options = test::stillOptions();
        options.clock = wallClock;
        options.runTimes = {100'000, 200'000};
        const auto server = test::served(options);
        const QTemporaryDir folder;
        AnalystBook book(folder.filePath(u"a.db"_s));
        poll::Poller poller([] { return 0.5; });
        poll::Ticker ticker;
        ticker.add(poller);
        connect(&poller, &poll::Poller::changed, &ticker, &poll::Ticker::review);
        const auto secrets = [&](const QString &, QObject *, const Handler<Secret> &handler) {
            handler(server->apiKey());
        };
        {
            Workspace space({book, poller, secrets});
            QVERIFY(!space.isOpen());
            const QSignalSpy switched(&space, &Workspace::switched);
            const QSignalSpy closing(&space, &Workspace::closing);
            space.open(connectionTo(*server, u"one"_s));
            QVERIFY(space.isOpen());
            QTRY_VERIFY_WITH_TIMEOUT(space.sync().state().synced > 0, patience);
            qint64 started = 0;
            flows::InvestigationDraft draft;
            draft.query = u"Who? [quick]"_s;
            space.investigations().start(draft, this, [&](const Result<qint64> &id) { started = *id; });
            QTRY_VERIFY_WITH_TIMEOUT(started != 0 && space.investigations().run(started) &&
                                         space.investigations().run(started)->isWatched(),
                                     patience);
            // To another one, with the first at work.
            space.open(connectionTo(*server, u"two"_s));
            QCOMPARE(switched.size(), 2);
            QCOMPARE(closing.size(), 1);
            QCOMPARE(space.connection().id, u"two"_s);
            QTRY_VERIFY_WITH_TIMEOUT(space.sync().state().synced > 0, patience);
            QVERIFY(!space.investigations().run(started));
            // And back: it goes on.
            space.open(connectionTo(*server, u"one"_s));
            QSignalSpy finished(&space.investigations(), &flows::Investigations::finished);
            QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, patience);
            QCOMPARE(finished.first().first().toLongLong(), started);
            space.close();
            QVERIFY(!space.isOpen());
            QVERIFY(poller.names().isEmpty());
            QCOMPARE(server->counts().starts, 1);
        }
        ticker.remove(poller);
    }

private:
    static domain::Connection connectionTo(const sandbox::Server &server, const QString &id)
    {
        domain::Connection connection;
        connection.id = id;
        connection.api = server.baseUrl();
        connection.proxy = domain::ProxyMode::None;
        connection.secretLabel = u"key"_s;
        connection.requestsPerMinute = 600;
        return connection;
    }
};

QTEST_GUILESS_MAIN(WorkspaceTest)
#include "tst_workspace.moc"
