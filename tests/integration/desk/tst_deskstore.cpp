// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// What a desk keeps, over a restart, an abrupt end, a full disk.

#include "tests/support/alertsdesk.h"

#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/resource.h>
#endif

using namespace tocsin;
using namespace tocsin::flows;
using namespace tocsin::test;
using namespace Qt::StringLiterals;
using domain::Endpoint;

class DeskStoreTest : public QObject, private AlertsDesk
{
    Q_OBJECT

private slots:
    void init() { openDesk(); }
    void cleanup() { closeDesk(); }
    void aFullDiskIsToldAndRecoveredFrom();
    void endpointsSurviveARestart();
    void theCatchAllMayBeSavedAgainAndAgain();
    void endpointsForThisRunAreNotSaved();
    void whatIsAckedIsThereAfterAnAbruptEnd();
    void oneDeskPerStore();
    void aStoreThatIsNoneIsSaid();
};

void DeskStoreTest::aFullDiskIsToldAndRecoveredFrom()
{
#ifdef Q_OS_UNIX
    start();
    QCOMPARE(ask(post("/1", "before")).status, 200);
    QTRY_COMPARE(m_desk->lastStoredId(), 1);
    QTRY_VERIFY(load(1).answered > 0); // nothing more is being written

    // No file of this process may grow: what a full disk is to SQLite.
    rlimit before{};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit none{0, before.rlim_max};
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &none), 0);
    const RawReply refused = ask(post("/2", "refused"));
    const RawReply again = ask(post("/3", "refused too"));
    ::setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, handler);

    QCOMPARE(refused.status, 503);
    QVERIFY(refused.field("Retry-After").toInt() > 0);
    QCOMPARE(again.status, 503);
    QCOMPARE(m_desk->counters().notStored, 2);
    QVERIFY(!m_desk->counters().storeError.isEmpty());
    QCOMPARE(m_desk->counters().captured, 1);

    QTRY_COMPARE(ask(post("/4", "after")).status, 200);
    QTRY_COMPARE(m_desk->counters().storeError, QString());
    QTRY_VERIFY(!find(u"path:/4"_s).isEmpty());
    QCOMPARE(find(u"path:/2 OR path:/3"_s), QList<domain::DeliveryId>());
#else
    QSKIP("needs a limit of file sizes");
#endif
}

void DeskStoreTest::endpointsSurviveARestart()
{
    Endpoint full = alerts(Endpoint::Mode::Strict);
    full.response = {202, {{"X-A", "1"}}, "thanks"};
    full.bodyCap = 1000;
    Endpoint catchAll;
    catchAll.name = domain::catchAllName;
    catchAll.pathPrefix = "/";
    catchAll.response.status = 404;
    QVERIFY(m_desk->saveEndpoint(full));
    QVERIFY(m_desk->saveEndpoint(catchAll, domain::catchAllName));
    open(options());
    QCOMPARE(m_desk->endpoints(), QList<Endpoint>({full, catchAll}));
    start();
    QCOMPARE(ask(post("/none", "x")).status, 404);
}

void DeskStoreTest::theCatchAllMayBeSavedAgainAndAgain()
{
    Endpoint catchAll = m_desk->endpoints().constLast();
    for (const int status : {201, 202, 204}) {
        catchAll.response.status = status;
        QVERIFY(m_desk->saveEndpoint(catchAll));
        QVERIFY(m_desk->saveEndpoint(catchAll, domain::catchAllName));
        QCOMPARE(m_desk->endpoints(), QList<Endpoint>{catchAll});
    }
    catchAll.pathPrefix = "/other";
    QVERIFY(!m_desk->saveEndpoint(catchAll));
    Endpoint renamed = catchAll;
    renamed.name = u"renamed"_s;
    QVERIFY(!m_desk->saveEndpoint(renamed, domain::catchAllName));
    QVERIFY(m_desk->saveEndpoint(alerts()));
    Endpoint usurper = alerts();
    usurper.name = domain::catchAllName;
    usurper.pathPrefix = "/";
    QVERIFY(!m_desk->saveEndpoint(usurper, u"alerts"_s));
    QVERIFY(!m_desk->removeEndpoint(domain::catchAllName));
    open(options());
    QCOMPARE(m_desk->endpoints().constLast().response.status, 204);
    QCOMPARE(m_desk->endpoints().size(), 2);
}

void DeskStoreTest::endpointsForThisRunAreNotSaved()
{
    QVERIFY(m_desk->saveEndpoint(alerts()));
    Endpoint other = alerts();
    other.name = u"other"_s;
    QVERIFY(m_desk->useEndpoints({other}));
    QCOMPARE(m_desk->endpoints().constFirst().name, u"other"_s);
    QVERIFY(!m_desk->useEndpoints({other, other}));
    open(options());
    QCOMPARE(m_desk->endpoints().constFirst().name, u"alerts"_s);
}

void DeskStoreTest::whatIsAckedIsThereAfterAnAbruptEnd()
{
    start();
    constexpr int senders = 8;
    constexpr int each = 200;
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int s = 0; s < senders; ++s) {
        clients.push_back(std::make_unique<RawClient>(m_desk->state().port));
        QByteArray requests;
        for (int i = 0; i < each; ++i)
            requests += post("/" + QByteArray::number(s) + '/' + QByteArray::number(i), "x");
        clients.back()->send(requests);
    }
    QList<QByteArray> acked;
    for (int s = 0; s < senders; ++s) {
        for (int i = 0; i < 10 * (s + 1); ++i) {
            QCOMPARE(clients[size_t(s)]->read().status, 200);
            acked.append("/" + QByteArray::number(s) + '/' + QByteArray::number(i));
        }
    }
    open(options()); // the old one ends without stop()
    for (int s = 0; s < senders; ++s) {
        for (int i = 10 * (s + 1); i < each && clients[size_t(s)]->read().status == 200; ++i)
            acked.append("/" + QByteArray::number(s) + '/' + QByteArray::number(i));
    }
    const QList<domain::DeliveryId> ids = find(u""_s);
    std::optional<Result<QList<domain::DeliveryRow>>> rows;
    m_desk->browser().rows(ids, this, [&](const Result<QList<domain::DeliveryRow>> &all) { rows = all; });
    QTRY_VERIFY(rows && *rows);
    QSet<QByteArray> stored;
    for (const domain::DeliveryRow &row : **rows)
        stored.insert(row.target);
    for (const QByteArray &target : std::as_const(acked))
        QVERIFY2(stored.contains(target), target.constData());
    std::optional<Result<QStringList>> problems;
    m_desk->browser().checkIntegrity(this, [&](const Result<QStringList> &found) { problems = found; });
    QTRY_VERIFY(problems);
    QCOMPARE(problems->value(), QStringList());
}

void DeskStoreTest::oneDeskPerStore()
{
    secrets::MemoryStore store;
    const auto second = WebhookDesk::open(options(), store);
    QVERIFY(!second);
    QCOMPARE(second.error().kind, Error::Kind::Storage);
    QVERIFY2(!second.error().detail.isEmpty(), qPrintable(second.error().detail));
}

void DeskStoreTest::aStoreThatIsNoneIsSaid()
{
    DeskOptions own = options();
    own.storePath = m_folder->filePath(u"text"_s);
    QFile file(own.storePath);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(QByteArray(5000, 'x')) == 5000);
    file.close();
    secrets::MemoryStore store;
    const auto desk = WebhookDesk::open(own, store);
    QVERIFY(!desk);
    QVERIFY2(desk.error().detail.contains(u"not a store"_s), qPrintable(desk.error().detail));
}

QTEST_GUILESS_MAIN(DeskStoreTest)
#include "tst_deskstore.moc"
