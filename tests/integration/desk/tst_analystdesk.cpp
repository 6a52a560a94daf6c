// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// The first start without a window: the sandbox's queue is there and grows, its senders deliver to the
// listener, and other connections take its place. Real servers, files and sockets.

#include "core/flows/analystdesk.h"
#include "core/flows/firststart.h"
#include "core/flows/sandboxfeed.h"
#include "core/flows/webhookdesk.h"
#include "core/secrets/memorystore.h"
#include "core/storage/deliverybrowser.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace tocsin;
using namespace tocsin::flows;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 30'000; // ms

} // namespace

class AnalystDeskTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void theQueueIsFullAndGrows();
    void sendersDeliverToTheListener();
    void sendersFollowWhatIsChanged();
    void anotherConnectionTakesItsPlace();
    void aSecondStartShowsOneWorldOnly();
    void theSandboxNeedsNoNetwork();
    void aBrokenBookIsTold();

private:
    void open(const QString &chosen = {});
    void openWebhooks();
    qint64 stored(const QString &connection);
    template<class T>
    Result<T> ask(const std::function<void(QObject *, Handler<T>)> &question);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<secrets::MemoryStore> m_secrets;
    std::unique_ptr<WebhookDesk> m_webhooks;
    std::unique_ptr<AnalystDesk> m_desk;
};

void AnalystDeskTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_secrets = std::make_unique<secrets::MemoryStore>();
}

void AnalystDeskTest::cleanup()
{
    m_desk.reset();
    m_webhooks.reset();
}

void AnalystDeskTest::open(const QString &chosen)
{
    m_desk.reset();
    AnalystOptions options = AnalystOptions::usual(m_folder->path());
    options.sandbox.incidents = 60;
    options.sandbox.pastSessions = 3;
    options.sandbox.coldDelayMs = 0;
    m_desk = std::make_unique<AnalystDesk>(options, *m_secrets);
    QSignalSpy ready(m_desk.get(), &AnalystDesk::ready);
    m_desk->start(chosen);
    QTRY_COMPARE_WITH_TIMEOUT(ready.count(), 1, patience);
}

void AnalystDeskTest::openWebhooks()
{
    DeskOptions options;
    options.dataFolder = m_folder->path();
    options.port = 0;
    auto desk = WebhookDesk::open(options, *m_secrets);
    QVERIFY2(desk, desk ? "" : qPrintable(desk.error().detail));
    m_webhooks = std::move(*desk);
    m_webhooks->start();
    QTRY_COMPARE_WITH_TIMEOUT(m_webhooks->state().phase, DeskState::Phase::Listening, patience);
}

template<class T>
Result<T> AnalystDeskTest::ask(const std::function<void(QObject *, Handler<T>)> &question)
{
    std::optional<Result<T>> answer;
    QObject context;
    question(&context, [&answer](const Result<T> &result) { answer = result; });
    if (!QTest::qWaitFor([&answer] { return answer.has_value(); }, patience))
        return fail(Error::Kind::Transient, u"no answer"_s);
    return *answer;
}

qint64 AnalystDeskTest::stored(const QString &connection)
{
    return ask<qint64>([&](QObject *context, const Handler<qint64> &handler) {
               m_desk->book().read<qint64>(context, handler, [connection](storage::AnalystStores &stores) {
                   return stores.incidents.count(connection);
               });
           })
        .value_or(-1);
}

void AnalystDeskTest::theQueueIsFullAndGrows()
{
    open();
    QCOMPARE(m_desk->connections().size(), 1);
    Workspace &workspace = m_desk->workspace();
    QVERIFY(workspace.isOpen() && workspace.connection().sandbox);
    QTRY_VERIFY_WITH_TIMEOUT(workspace.sync().state().synced > 0, patience);
    const qint64 before = stored(u"sandbox"_s);
    QVERIFY2(before >= 50, qPrintable(QString::number(before)));
    m_desk->sandbox()->arrive(2);
    workspace.sync().syncNow();
    QTRY_COMPARE_WITH_TIMEOUT(stored(u"sandbox"_s), before + 2, patience);
}

void AnalystDeskTest::sendersDeliverToTheListener()
{
    openWebhooks();
    open();
    const auto seeded = ask<bool>([this](QObject *context, const Handler<bool> &handler) {
        seedFirstStart(*m_webhooks, *m_secrets, context, handler);
    });
    QVERIFY(seeded && *seeded);
    SandboxFeed feed(*m_webhooks, *m_desk->sandbox());
    seedSandboxEndpoints(*m_webhooks, *m_secrets, this, [](const Result<void> &) {});
    QTRY_COMPARE_WITH_TIMEOUT(feed.senders(), (QStringList{u"socwarden"_s, u"socotra"_s, u"socmate"_s}),
                              patience);
    m_desk->sandbox()->arrive(12); // not every incident raises an event
    QTRY_VERIFY_WITH_TIMEOUT(m_webhooks->lastStoredId() >= 3, patience);
    const auto first =
        ask<domain::Delivery>([this](QObject *context, const Handler<domain::Delivery> &handler) {
            m_webhooks->browser().load(1, context, handler);
        });
    QVERIFY(first);
    QVERIFY(first->row.signature.verdict == domain::Verdict::Valid ||
            first->row.signature.verdict == domain::Verdict::Unsigned); // SoCMate signs nothing
    QCOMPARE(first->row.responseStatus, 200);
}

void AnalystDeskTest::sendersFollowWhatIsChanged()
{
    openWebhooks();
    open();
    SandboxFeed feed(*m_webhooks, *m_desk->sandbox());
    QVERIFY(!feed.isSending()); // nobody takes it
    domain::Endpoint endpoint;
    endpoint.name = u"events"_s;
    endpoint.pathPrefix = "/events";
    endpoint.scheme = u"socmate"_s;
    QVERIFY(m_webhooks->saveEndpoint(endpoint));
    QTRY_COMPARE_WITH_TIMEOUT(feed.senders(), QStringList{u"socmate"_s}, patience);
    feed.setOn(false);
    QVERIFY(!feed.isSending());
    feed.setOn(true);
    QVERIFY(feed.isSending());
    m_webhooks->stop();
    QTRY_VERIFY_WITH_TIMEOUT(!feed.isSending(), patience);
}

void AnalystDeskTest::anotherConnectionTakesItsPlace()
{
    open();
    sandbox::ServerOptions options;
    options.seed = 7;
    options.incidents = 40;
    options.pastSessions = 0;
    options.coldDelayMs = 0;
    sandbox::Server server(options);
    QVERIFY(server.listen());
    secrets::StoredSecret key;
    key.label = u"other"_s;
    key.value = server.apiKey();
    const auto put = ask<void>(
        [&](QObject *context, const Handler<void> &handler) { m_secrets->put(key, context, handler); });
    QVERIFY(put);
    domain::Connection connection;
    connection.name = u"Other"_s;
    connection.api = server.baseUrl();
    connection.secretLabel = u"other"_s;
    connection.proxy = domain::ProxyMode::None;
    const auto id = ask<QString>([&](QObject *context, const Handler<QString> &handler) {
        m_desk->saveConnection(connection, context, handler);
    });
    QVERIFY2(id, id ? "" : qPrintable(id.error().detail));
    QCOMPARE(m_desk->connections().size(), 2);
    QSignalSpy switched(&m_desk->workspace(), &Workspace::switched);
    QVERIFY(m_desk->choose(*id));
    QCOMPARE(switched.count(), 1);
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->workspace().sync().state().synced > 0, patience);
    QVERIFY(stored(*id) >= 30);
    const auto removed = ask<void>([&](QObject *context, const Handler<void> &handler) {
        m_desk->removeConnection(*id, context, handler);
    });
    QVERIFY(removed);
    QVERIFY(m_desk->workspace().connection().sandbox);
    QCOMPARE(stored(*id), 0);
    QCOMPARE(m_desk->choose(*id).error().kind, Error::Kind::NotFound);
}

void AnalystDeskTest::aSecondStartShowsOneWorldOnly()
{
    open();
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->workspace().sync().state().synced > 0, patience);
    m_desk->sandbox()->arrive(20); // the next world does not have them
    m_desk->workspace().sync().syncNow();
    QTRY_VERIFY_WITH_TIMEOUT(stored(u"sandbox"_s) >= 70, patience);
    open(u"sandbox"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->workspace().sync().state().synced > 0, patience);
    QVERIFY(stored(u"sandbox"_s) < 70);
}

void AnalystDeskTest::theSandboxNeedsNoNetwork()
{
    open();
    m_desk->setConditions({.offline = true});
    QVERIFY(!m_desk->workspace().poller().conditions().offline);
    domain::Connection elsewhere;
    elsewhere.name = u"Elsewhere"_s;
    elsewhere.api = m_desk->workspace().connection().api;
    elsewhere.proxy = domain::ProxyMode::None;
    const auto id = ask<QString>([&](QObject *context, const Handler<QString> &handler) {
        m_desk->saveConnection(elsewhere, context, handler);
    });
    QVERIFY2(id, id ? "" : qPrintable(id.error().detail));
    QVERIFY(m_desk->choose(*id));
    QVERIFY(m_desk->workspace().poller().conditions().offline);
    QVERIFY(m_desk->choose(u"sandbox"_s));
    QVERIFY(!m_desk->workspace().poller().conditions().offline);
}

void AnalystDeskTest::aBrokenBookIsTold()
{
    QFile file(m_folder->filePath(u"analyst.db"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) &&
            file.write("no database, but more than a hundred bytes of text "
                       "that SQLite will not take for one of its files") > 0);
    file.close();
    AnalystDesk desk(AnalystOptions::usual(m_folder->path()), *m_secrets);
    QSignalSpy failed(&desk, &AnalystDesk::failed);
    desk.start();
    QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, patience);
    QVERIFY(!desk.workspace().isOpen());
}

QTEST_GUILESS_MAIN(AnalystDeskTest)

#include "tst_analystdesk.moc"
