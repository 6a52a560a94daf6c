// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/auditing.h"
#include "core/flows/forward.h"
#include "core/flows/replay.h"
#include "core/storage/deliverystore.h"
#include "tests/support/rawtarget.h"
#include "tests/support/sampledelivery.h"
#include "tests/support/socmateplace.h"
#include "tests/support/tenantplace.h"

#include <QSignalSpy>
#include <QTemporaryDir>

using namespace tocsin;
using namespace tocsin::test;
using namespace Qt::StringLiterals;
using socmate::SocmateApi;
using socotra::SocotraApi;

// What this console wrote to servers that are really asked stands in the record, and nothing else does.
class AuditingTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_book.reset();
        m_auditing.reset();
        m_folder = std::make_unique<QTemporaryDir>();
        m_auditing = std::make_unique<flows::Auditing>(path());
    }

    void recordsWritesToSocmateAndNoReads()
    {
        SocmatePlace place(u"default"_s);
        m_auditing->watch(place.client->api);
        socmate::StartRequest request;
        request.query = u"what is behind 203.0.113.7?"_s;
        TOCSIN_GET(started, place.client->ask(&SocmateApi::start, request));
        TOCSIN_GET(session,
                   place.client->ask(&SocmateApi::session, started.sessionId, http::Priority::Asked));
        QCOMPARE(session.id, started.sessionId);
        const QList<audit::Entry> entries = recorded(1);
        QCOMPARE(entries.first().what, u"POST"_s);
        QVERIFY2(entries.first().target.startsWith(place.server->baseUrl().toString()),
                 qPrintable(entries.first().target));
        QVERIFY(entries.first().answer.startsWith(u'2'));
        QCOMPARE(entries.first().who, u"test / API key \"secret\""_s);
    }

    void recordsWhatWasRefused()
    {
        SocmatePlace place(u"default"_s);
        m_auditing->watch(place.client->api);
        socmate::ApiKeyDraft draft;
        draft.name = u"not allowed"_s;
        draft.scopes = {u"incidents:read"_s};
        QVERIFY(!place.client->ask(&SocmateApi::createApiKey, draft));
        QCOMPARE(recorded(1).first().answer, u"403"_s);
    }

    void recordsEveryWriteToATenantWithoutItsSecret()
    {
        TenantPlace place;
        m_auditing->watch(place.client->api);
        const QByteArray secret = "0123456789abcdef0123456789abcdef";
        socotra::Draft draft;
        draft.name = u"alerts"_s;
        draft.type = u"webhook"_s;
        draft.url = u"https://hooks.example/in"_s;
        draft.secured = true;
        draft.from = socotra::Draft::SecretFrom::Fresh;
        draft.secret = Secret(QByteArray(secret));
        draft.tag = u"v1"_s;
        TOCSIN_GET(added, place.client->ask(&SocotraApi::add, draft));
        QVERIFY(added.now);
        TOCSIN_GET(removed, place.client->ask(&SocotraApi::remove, *added.now));
        QCOMPARE(removed.state, socotra::WriteOutcome::State::Applied);
        const QList<audit::Entry> entries = recorded(2); // the newest first
        QCOMPARE(entries.first().what, u"DELETE"_s);
        QCOMPARE(entries.last().what, u"POST"_s);
        m_auditing.reset();
        for (const QFileInfo &file : QDir(m_folder->path()).entryInfoList(QDir::Files)) {
            QFile opened(file.filePath());
            QVERIFY(opened.open(QFile::ReadOnly));
            QVERIFY2(!opened.readAll().contains(secret), qPrintable(file.fileName()));
        }
    }

    void takesASecretOutOfWhatItIsGiven()
    {
        const Secret secret(QByteArray("hunter2-hunter2-hunter2"));
        audit::Entry entry;
        entry.who = u"me"_s;
        entry.what = u"replay"_s;
        entry.target = u"http://127.0.0.1/?key=hunter2-hunter2-hunter2"_s;
        m_auditing->record(entry, {secret});
        QVERIFY(!recorded(1).first().target.contains(u"hunter2"_s));
    }

    void theChainHoldsAcrossRuns()
    {
        for (int run = 0; run < 3; ++run) {
            m_auditing = nullptr; // its thread has written everything
            m_auditing = std::make_unique<flows::Auditing>(path());
            audit::Entry entry;
            entry.what = u"run %1"_s.arg(run);
            m_auditing->record(entry);
        }
        QCOMPARE(recorded(3).first().what, u"run 2"_s);
        std::optional<Result<audit::Check>> check;
        m_auditing->verify({}, this, [&check](const Result<audit::Check> &done) { check = done; });
        QTRY_VERIFY_WITH_TIMEOUT(check, 30'000);
        QVERIFY(*check && (*check)->isGood());
        QCOMPARE((*check)->head.number, 3);
    }

    void saysWhatCouldNotBeRecorded()
    {
        QFile taken(m_folder->filePath(u"taken"_s));
        QVERIFY(taken.open(QFile::WriteOnly) && taken.write("x") == 1);
        taken.close();
        flows::Auditing auditing(taken.fileName() + u"/audit.db"_s); // a folder that cannot be made
        QSignalSpy failed(&auditing, &flows::Auditing::failed);
        audit::Entry entry;
        entry.what = u"POST"_s;
        auditing.record(entry);
        QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, 30'000);
        QCOMPARE(failed.first().first().value<audit::Entry>().what, u"POST"_s);
    }

    void recordsAWriteWhoseAnswerNobodyWaitedFor()
    {
        RawTarget target;
        target.answer = [](const QByteArray &) { return QByteArray(); };
        const domain::Connection connection = connectionTo(target.url(), domain::SignIn::ApiKey);
        auto client = std::make_unique<SocmateClient>(connection, Secret(QByteArray("key")));
        m_auditing->watch(client->api);
        socmate::StartRequest request;
        request.query = u"who?"_s;
        client->api.start(request, this, [](const Result<socmate::Started> &) { QFAIL("no answer came"); });
        QTRY_COMPARE_WITH_TIMEOUT(target.requests.size(), 1, 30'000);
        client.reset();
        QCOMPARE(recorded(1).first().answer, http::answerUnknown());
    }

    // The token has run out between the list that was read and the write, and the password is another one.
    void doesNotRecordWhatNeverLeft()
    {
        sandbox::TenantOptions options;
        options.renews = false;
        TenantPlace place(u"default"_s, options);
        Micros now = microsPerSecond;
        http::Timing timing = http::Timing::real();
        timing.now = [&now] { return now += 7200 * microsPerSecond; };
        http::RequestBudget budget(1'000'000, timing);
        int asked = 0;
        SocotraApi api(
            tenantAt(place.server->baseUrl()),
            [&](const QString &, QObject *, const Handler<Secret> &handler) {
                handler(++asked == 1 ? place.server->tenantPassword() : Secret(QByteArray("not it")));
            },
            {}, budget);
        m_auditing->watch(api);
        QSignalSpy wrote(&api, &SocotraApi::wrote);
        socotra::Draft draft;
        draft.name = u"alerts"_s;
        draft.type = u"webhook"_s;
        draft.url = u"https://hooks.example/in"_s;
        std::optional<Result<socotra::WriteOutcome>> outcome;
        api.add(draft, this, [&](const Result<socotra::WriteOutcome> &done) { outcome = done; });
        QTRY_VERIFY_WITH_TIMEOUT(outcome, 30'000);
        QVERIFY(!*outcome);
        QCOMPARE(outcome->error().kind, Error::Kind::Unauthorised);
        QCOMPARE(asked, 2);
        QCOMPARE(wrote.count(), 0);
        recorded(0);
    }

    void recordsReplaysWithoutTheirQuery()
    {
        makeStore();
        RawTarget target;
        flows::Replay replay(*m_book);
        QSignalSpy finished(&replay, &flows::Replay::finished);
        flows::ReplayPlan plan{{target.url(u"/in?token=hunter2"_s)}, {}, {}, 0, 1, 10'000, {}};
        QVERIFY(replay.start({1, 2}, plan));
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 30'000);
        const QList<audit::Entry> entries = recorded(2);
        QCOMPARE(entries.last().what, u"replay"_s);
        QCOMPARE(entries.last().who, u"this console / delivery 1"_s);
        QCOMPARE(entries.last().answer, u"200"_s);
        QVERIFY2(entries.last().target.startsWith(target.url(u"/in"_s).toString()),
                 qPrintable(entries.last().target));
        QVERIFY(!entries.last().target.contains(u"hunter2"_s));
    }

    void recordsAReplayThatWasCancelled()
    {
        makeStore();
        RawTarget target;
        target.answer = [](const QByteArray &) { return QByteArray(); };
        flows::Replay replay(*m_book);
        QVERIFY(replay.start({1}, {{target.url()}, {}, {}, 0, 1, 10'000, {}}));
        QTRY_COMPARE_WITH_TIMEOUT(target.requests.size(), 1, 30'000);
        replay.cancel();
        QCOMPARE(recorded(1).first().answer, http::answerUnknown());
    }

    void recordsEveryAttemptOfARelay()
    {
        makeStore();
        RawTarget target;
        int tries = 0;
        target.answer = [&tries](const QByteArray &) { return RawTarget::reply(++tries == 1 ? 500 : 204); };
        flows::Forward forward(*m_book);
        forward.setPace({10, 5, 20, 10'000});
        domain::ForwardSpec spec;
        spec.endpoint = u"alerts"_s;
        spec.url = target.url();
        QVERIFY(forward.start(spec, {}, flows::Forward::From::Start));
        QTRY_COMPARE_WITH_TIMEOUT(forward.state().forwarded, 2, 30'000);
        const QList<audit::Entry> entries = recorded(3);
        QCOMPARE(entries.last().what, u"relay"_s);
        QCOMPARE(entries.last().answer, u"500"_s);
        QCOMPARE(entries.first().answer, u"204"_s);
    }

    void manyAtOnceKeepTheirOrder()
    {
        for (int i = 0; i < 500; ++i) {
            audit::Entry entry;
            entry.what = QString::number(i);
            m_auditing->record(entry);
        }
        const QList<audit::Entry> entries = recorded(500, 1000);
        for (int i = 0; i < 500; ++i)
            QCOMPARE(entries.at(499 - i).what, QString::number(i));
    }

    void tellsAtItsEndWhatCouldNotBeRecorded()
    {
        QFile taken(m_folder->filePath(u"taken"_s));
        QVERIFY(taken.open(QFile::WriteOnly) && taken.write("x") == 1);
        taken.close();
        auto auditing = std::make_unique<flows::Auditing>(taken.fileName() + u"/audit.db"_s);
        int told = 0;
        connect(auditing.get(), &flows::Auditing::failed, this, [&told] { ++told; });
        auditing->record({});
        auditing->record({});
        auditing.reset(); // no event loop runs
        QCOMPARE(told, 2);
    }

private:
    void makeStore()
    {
        const QString file = m_folder->filePath(u"d.db"_s);
        auto store = storage::DeliveryStore::open(file);
        QVERIFY(store);
        for (int i = 0; i < 2; ++i) {
            domain::NewDelivery one = sampleDelivery("x");
            one.capture.message.head = "POST /hooks HTTP/1.1\r\nhost: x\r\nContent-Length: 1\r\n\r\n";
            domain::readHead(one.capture.message);
            QVERIFY((*store)->append({&one, 1}));
        }
        store->reset();
        m_book = std::make_unique<storage::ReplayBook>(file);
        m_auditing->watch(*m_book);
    }

    QString path() const { return m_folder->filePath(u"audit.db"_s); }

    QList<audit::Entry> recorded(int count, int atMost = 100)
    {
        [&] { QTRY_COMPARE_WITH_TIMEOUT(m_auditing->pending(), 0, 30'000); }();
        std::optional<Result<QList<audit::Entry>>> entries;
        m_auditing->entries(0, atMost, this,
                            [&entries](const Result<QList<audit::Entry>> &read) { entries = read; });
        [&] { QTRY_VERIFY_WITH_TIMEOUT(entries, 30'000); }();
        [&] { QCOMPARE((*entries)->size(), count); }();
        return entries->value_or(QList<audit::Entry>{});
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<flows::Auditing> m_auditing;
    std::unique_ptr<storage::ReplayBook> m_book;
};

QTEST_GUILESS_MAIN(AuditingTest)
#include "tst_auditing.moc"
