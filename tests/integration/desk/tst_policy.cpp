// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// What the policy of a machine forbids does not happen: no listening for others, no way around its proxy, and
// nothing of a server in a file.

#include "core/flows/analystdesk.h"
#include "core/flows/policyrules.h"
#include "core/flows/webhookdesk.h"
#include "core/secrets/memorystore.h"
#include "core/storage/analyststores.h"
#include "tests/support/listenerfixture.h"
#include "tests/support/rawtarget.h"
#include "tests/support/sandboxclient.h"
#include "tests/support/socmateclient.h"
#include "tests/support/tunnelproxy.h"

#include <QDirIterator>
#include <QTemporaryDir>

using namespace tocsin;
using namespace Qt::StringLiterals;

class PolicyTest : public QObject, private test::ListenerFixture
{
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        makeListener();
    }
    void cleanup()
    {
        m_desk.reset();
        dropListener();
    }
    void theListenerBindsLoopbackAlone_data();
    void theListenerBindsLoopbackAlone();
    void theDeskSaysWhyItDoesNotListen();
    void newOptionsDoNotLiftIt();
    void everyRequestGoesThroughThePinnedProxy();
    void aPinnedProxyIsInEveryConnection();
    void withoutACacheNoFileHoldsAnIncident();
    void whatWasKeptBeforeIsDeleted();
    void aFaultyPolicyKeepsNothingAndDeletesNothing();
    void notesAndTagsOutliveTheCache();
    void notesAndTagsAreWrittenWithoutACache();
    void aForgottenConnectionTakesItsNotesAlong();

private:
    template<class T>
    std::optional<T> asked(const std::function<Result<T>(storage::AnalystStores &)> &ask);
    QString openConnection(const test::RawTarget &target, const QByteArray &policy);
    void reopen(const QString &id, const QByteArray &policy);
    QStringList ownWords(); // the notes of incident 7, then its tags
    void syncOnce();
    settings::Policy policyOf(const QByteArray &text);
    void openDesk(const settings::Policy &policy);
    bool isInSomeFile(const QByteArray &text) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    secrets::MemoryStore m_secrets;
    std::unique_ptr<flows::AnalystDesk> m_desk;
};

settings::Policy PolicyTest::policyOf(const QByteArray &text)
{
    const QString path = m_folder->filePath(u"policy.ini"_s);
    QFile file(path);
    if (file.open(QIODevice::WriteOnly))
        file.write(text);
    file.close();
    return settings::readPolicy(path);
}

void PolicyTest::theListenerBindsLoopbackAlone_data()
{
    QTest::addColumn<QHostAddress>("address");
    QTest::addColumn<bool>("bound");
    QTest::newRow("loopback") << QHostAddress(QHostAddress::LocalHost) << true;
    QTest::newRow("every") << QHostAddress(QHostAddress::AnyIPv4) << false;
    QTest::newRow("every one of both kinds") << QHostAddress(QHostAddress::Any) << false;
    QTest::newRow("another") << QHostAddress(u"192.0.2.1"_s) << false;
}

void PolicyTest::theListenerBindsLoopbackAlone()
{
    QFETCH(QHostAddress, address);
    QFETCH(bool, bound);
    listener::ListenOptions options;
    options.address = address;
    options.loopbackOnly = policyOf("[policy]\nloopbackOnly=true\n").loopbackOnly;
    QVERIFY(options.loopbackOnly);
    const Result<void> listening = m_listener->listen(options);
    QCOMPARE(bool(listening), bound);
    if (!bound)
        QCOMPARE(listening.error().kind, Error::Kind::Forbidden);
}

void PolicyTest::theDeskSaysWhyItDoesNotListen()
{
    flows::DeskOptions options;
    options.dataFolder = m_folder->path();
    options.storePath = m_folder->filePath(u"deliveries.db"_s);
    options.address = u"0.0.0.0"_s;
    options.port = 0;
    options.loopbackOnly = true;
    const auto desk = flows::WebhookDesk::open(options, m_secrets);
    QVERIFY(desk);
    (*desk)->start();
    QTRY_COMPARE((*desk)->state().phase, flows::DeskState::Phase::Failed);
    QVERIFY2((*desk)->state().error.contains(u"policy"_s), qPrintable((*desk)->state().error));
}

void PolicyTest::newOptionsDoNotLiftIt()
{
    flows::DeskOptions options;
    options.dataFolder = m_folder->path();
    options.storePath = m_folder->filePath(u"deliveries.db"_s);
    options.loopbackOnly = true;
    const auto desk = flows::WebhookDesk::open(options, m_secrets);
    QVERIFY(desk);
    options.loopbackOnly = false;
    options.address = u"0.0.0.0"_s;
    options.port = 0;
    (*desk)->setOptions(options);
    (*desk)->start();
    QTRY_COMPARE((*desk)->state().phase, flows::DeskState::Phase::Failed);
}

void PolicyTest::openDesk(const settings::Policy &policy)
{
    flows::AnalystOptions options = flows::AnalystOptions::usual(m_folder->filePath(u"data"_s));
    options.withSandbox = false;
    options.rules = flows::analystRules(policy);
    m_desk = std::make_unique<flows::AnalystDesk>(options, m_secrets);
    QSignalSpy ready(m_desk.get(), &flows::AnalystDesk::ready);
    m_desk->start();
    QVERIFY(ready.wait(10'000));
}

// The connection says "none", the host is one that only the proxy can reach.
void PolicyTest::everyRequestGoesThroughThePinnedProxy()
{
    test::RawTarget target;
    target.answer = [](const QByteArray &) {
        return test::RawTarget::reply(200, R"({"incidents": [], "total": 0})");
    };
    test::TunnelProxy proxy;
    proxy.target = target.port();
    m_secrets.put({u"secret"_s, {}, {}, 1, Secret("key"), {}}, this, [](const Result<void> &) {});
    openDesk(policyOf("[policy]\nproxy=http://127.0.0.1:" + QByteArray::number(proxy.port()) + '\n'));
    domain::Connection connection = test::connectionTo(QUrl(u"http://api.invalid"_s));
    QCOMPARE(connection.proxy, domain::ProxyMode::None);
    QSignalSpy changed(m_desk.get(), &flows::AnalystDesk::connectionsChanged);
    QString id;
    m_desk->saveConnection(connection, this,
                           [&id](const Result<QString> &saved) { id = saved.value_or(QString()); });
    QTRY_VERIFY(!id.isEmpty());
    QVERIFY(m_desk->choose(id));
    QTRY_VERIFY_WITH_TIMEOUT(!target.requests.isEmpty(), 20'000);
    QVERIFY(proxy.heads.first().contains("api.invalid"));
}

void PolicyTest::aPinnedProxyIsInEveryConnection()
{
    openDesk(policyOf("[policy]\nproxy=none\n"));
    domain::Connection connection = test::connectionTo(QUrl(u"https://soc.example"_s));
    connection.proxy = domain::ProxyMode::Manual;
    connection.proxyUrl = QUrl(u"http://my.own.proxy:3128"_s);
    QString id;
    m_desk->saveConnection(connection, this,
                           [&id](const Result<QString> &saved) { id = saved.value_or(QString()); });
    QTRY_VERIFY(!id.isEmpty());
    QCOMPARE(m_desk->connections().first().proxy, domain::ProxyMode::None);
    QVERIFY(m_desk->connections().first().proxyUrl.isEmpty());
}

bool PolicyTest::isInSomeFile(const QByteArray &text) const
{
    QDirIterator files(m_folder->path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly) && file.readAll().contains(text))
            return true;
    }
    return false;
}

void PolicyTest::withoutACacheNoFileHoldsAnIncident()
{
    test::RawTarget target;
    target.answer = [](const QByteArray &) {
        return test::RawTarget::reply(
            200, R"({"incidents": [{"incident_number": 7, "title": "Quarkleberry"}], "total": 1})");
    };
    m_secrets.put({u"secret"_s, {}, {}, 1, Secret("key"), {}}, this, [](const Result<void> &) {});
    openDesk(policyOf("[policy]\ncache=false\n"));
    QString id;
    m_desk->saveConnection(test::connectionTo(target.url()), this,
                           [&id](const Result<QString> &saved) { id = saved.value_or(QString()); });
    QTRY_VERIFY(!id.isEmpty());
    QVERIFY(m_desk->choose(id));
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->workspace().sync().state().synced > 0, 20'000);
    // It is there for whoever looks now,
    qint64 count = -1;
    m_desk->book().read<qint64>(
        this, [&count](const Result<qint64> &found) { count = found.value_or(-1); },
        [](storage::AnalystStores &stores) {
            return stores.database().number(u"SELECT count(*) FROM incident WHERE title='Quarkleberry'"_s);
        });
    QTRY_COMPARE(count, qint64(1));
    QVERIFY(!isInSomeFile("Quarkleberry")); // and nowhere else,
    m_desk.reset();
    QVERIFY(!isInSomeFile("Quarkleberry"));
    openDesk(policyOf("[policy]\ncache=false\n"));
    QCOMPARE(m_desk->connections().size(), 1); // while the connection itself is kept
}

// By the one connection that writes.
template<class T>
std::optional<T> PolicyTest::asked(const std::function<Result<T>(storage::AnalystStores &)> &ask)
{
    std::optional<Result<T>> answer;
    m_desk->book().write<T>(
        this, [&answer](const Result<T> &told) { answer = told; }, ask);
    [&] { QTRY_VERIFY(answer); }();
    if (answer && !*answer)
        qWarning("%s", qPrintable(answer->error().detail));
    return answer && *answer ? std::optional<T>(**answer) : std::nullopt;
}

QString PolicyTest::openConnection(const test::RawTarget &target, const QByteArray &policy)
{
    m_secrets.put({u"secret"_s, {}, {}, 1, Secret("key"), {}}, this, [](const Result<void> &) {});
    openDesk(policy.isEmpty() ? settings::Policy() : policyOf(policy));
    QString id;
    m_desk->saveConnection(test::connectionTo(target.url()), this,
                           [&id](const Result<QString> &saved) { id = saved.value_or(QString()); });
    [&] { QTRY_VERIFY(!id.isEmpty()); }();
    if (!m_desk->choose(id))
        qFatal("no connection");
    syncOnce();
    return id;
}

void PolicyTest::reopen(const QString &id, const QByteArray &policy)
{
    m_desk.reset();
    openDesk(policy.isEmpty() ? settings::Policy() : policyOf(policy));
    if (!m_desk->workspace().isOpen())
        QVERIFY(m_desk->choose(id));
    syncOnce();
}

QStringList PolicyTest::ownWords()
{
    const auto words = asked<QStringList>([](storage::AnalystStores &stores) -> Result<QStringList> {
        const auto id = stores.database().number(u"SELECT id FROM incident WHERE number=7"_s);
        auto notes = id ? stores.notes.notes(*id) : tl::unexpected(id.error());
        auto row = id ? stores.incidents.rows({*id}) : tl::unexpected(id.error());
        if (!notes || !row || row->size() != 1)
            return fail(Error::Kind::NotFound, u"no such incident"_s);
        QStringList all;
        for (const storage::Note &note : *notes)
            all.append(note.text);
        if (row->first().notes != notes->size())
            all.append(u"(counted wrong)"_s);
        return all + row->first().tags;
    });
    return words.value_or(QStringList{u"(none)"_s});
}

namespace {

Result<bool> annotate(storage::AnalystStores &stores, const QStringList &notes, const QStringList &tags)
{
    const auto id = stores.database().number(u"SELECT id FROM incident WHERE number=7"_s);
    if (!id)
        return tl::unexpected(id.error());
    for (const QString &text : notes) {
        if (const auto added = stores.notes.add(*id, text, 1); !added)
            return tl::unexpected(added.error());
    }
    const auto set = stores.notes.setTags(*id, tags);
    return set ? Result<bool>(true) : tl::unexpected(set.error());
}

QByteArray oneIncident(const QByteArray &)
{
    return test::RawTarget::reply(
        200, R"({"incidents": [{"incident_number": 7, "title": "Quarkleberry"}], "total": 1})");
}

const QByteArray noCache = "[policy]\ncache=false\n";

} // namespace

void PolicyTest::notesAndTagsOutliveTheCache()
{
    test::RawTarget target;
    target.answer = oneIncident;
    const QString id = openConnection(target, {});
    QVERIFY(asked<bool>([](storage::AnalystStores &stores) {
        return annotate(stores, {u"my first"_s, u"my second"_s}, {u"mine"_s});
    }));
    const QStringList own{u"my first"_s, u"my second"_s, u"mine"_s};
    QCOMPARE(ownWords(), own);
    reopen(id, noCache);
    QVERIFY(!isInSomeFile("Quarkleberry")); // the server's went,
    QVERIFY(isInSomeFile("my first"));      // what is one's own did not,
    QCOMPARE(ownWords(), own);              // and is seen.
    reopen(id, noCache);
    QCOMPARE(ownWords(), own); // no more of them either
    reopen(id, {});
    QCOMPARE(ownWords(), own);
    reopen(id, {});
    QCOMPARE(ownWords(), own);
}

void PolicyTest::notesAndTagsAreWrittenWithoutACache()
{
    test::RawTarget target;
    target.answer = oneIncident;
    const QString id = openConnection(target, noCache);
    QVERIFY(asked<bool>([](storage::AnalystStores &stores) {
        return annotate(stores, {u"first"_s, u"second"_s, u"third"_s}, {u"old"_s});
    }));
    reopen(id, noCache);
    QCOMPARE(ownWords(), QStringList({u"first"_s, u"second"_s, u"third"_s, u"old"_s}));
    QVERIFY(asked<bool>([](storage::AnalystStores &stores) -> Result<bool> {
        const auto seven = stores.database().number(u"SELECT id FROM incident WHERE number=7"_s);
        const auto notes = stores.notes.notes(*seven);
        if (!stores.notes.change(notes->at(0).id, u"other"_s) || !stores.notes.remove(notes->at(1).id))
            return fail(Error::Kind::Storage, u"not changed"_s);
        return annotate(stores, {}, {u"new"_s});
    }));
    const QStringList own{u"other"_s, u"third"_s, u"new"_s};
    QCOMPARE(ownWords(), own);
    reopen(id, noCache);
    QCOMPARE(ownWords(), own);
    reopen(id, {});
    QCOMPARE(ownWords(), own);
}

void PolicyTest::aForgottenConnectionTakesItsNotesAlong()
{
    test::RawTarget target;
    target.answer = oneIncident;
    const QString id = openConnection(target, noCache);
    QVERIFY(asked<bool>([](storage::AnalystStores &stores) {
        return annotate(stores, {u"Snozzwanger"_s}, {u"Quizzlewit"_s});
    }));
    QVERIFY(isInSomeFile("Snozzwanger"));
    bool gone = false;
    m_desk->removeConnection(id, this, [&gone](const Result<void> &done) { gone = bool(done); });
    QTRY_VERIFY(gone);
    m_desk.reset();
    QVERIFY(!isInSomeFile("Snozzwanger"));
    QVERIFY(!isInSomeFile("Quizzlewit"));
}

// Until something has been told by the connection that was kept last.
void PolicyTest::syncOnce()
{
    QTRY_VERIFY(m_desk->workspace().isOpen());
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->workspace().sync().state().synced > 0, 20'000);
}

void PolicyTest::aFaultyPolicyKeepsNothingAndDeletesNothing()
{
    QByteArray title = "Quarkleberry";
    test::RawTarget target;
    target.answer = [&title](const QByteArray &) {
        return test::RawTarget::reply(200, R"({"incidents": [{"incident_number": 7, "title": ")" + title +
                                               R"("}], "total": 1})");
    };
    m_secrets.put({u"secret"_s, {}, {}, 1, Secret("key"), {}}, this, [](const Result<void> &) {});
    openDesk({});
    QString id;
    m_desk->saveConnection(test::connectionTo(target.url()), this,
                           [&id](const Result<QString> &saved) { id = saved.value_or(QString()); });
    QTRY_VERIFY(!id.isEmpty());
    QVERIFY(m_desk->choose(id));
    syncOnce();
    m_desk.reset();
    title = "Snozzwanger";
    openDesk(policyOf("[policy]\nlopbackOnly=true\n"));
    if (!m_desk->workspace().isOpen())
        QVERIFY(m_desk->choose(id));
    syncOnce();
    m_desk.reset();
    QVERIFY(!isInSomeFile("Snozzwanger"));
    QVERIFY(isInSomeFile("Quarkleberry")); // it was a slip: the administrator decides
}

void PolicyTest::whatWasKeptBeforeIsDeleted()
{
    test::RawTarget target;
    target.answer = [](const QByteArray &) {
        return test::RawTarget::reply(
            200, R"({"incidents": [{"incident_number": 7, "title": "Quarkleberry"}], "total": 1})");
    };
    m_secrets.put({u"secret"_s, {}, {}, 1, Secret("key"), {}}, this, [](const Result<void> &) {});
    openDesk({});
    QString id;
    m_desk->saveConnection(test::connectionTo(target.url()), this,
                           [&id](const Result<QString> &saved) { id = saved.value_or(QString()); });
    QTRY_VERIFY(!id.isEmpty());
    QVERIFY(m_desk->choose(id));
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->workspace().sync().state().synced > 0, 20'000);
    m_desk.reset();
    QVERIFY(isInSomeFile("Quarkleberry"));
    target.close();
    openDesk(policyOf("[policy]\ncache=false\n"));
    m_desk.reset();
    QVERIFY(!isInSomeFile("Quarkleberry"));
}

QTEST_GUILESS_MAIN(PolicyTest)
#include "tst_policy.moc"
