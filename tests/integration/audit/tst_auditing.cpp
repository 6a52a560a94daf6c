// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/auditing.h"
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
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"a write could not be recorded"_s));
        auditing.record(entry);
        QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, 30'000);
        QCOMPARE(failed.first().first().value<audit::Entry>().what, u"POST"_s);
    }

private:
    QString path() const { return m_folder->filePath(u"audit.db"_s); }

    QList<audit::Entry> recorded(int count)
    {
        [&] { QTRY_COMPARE_WITH_TIMEOUT(m_auditing->pending(), 0, 30'000); }();
        std::optional<Result<QList<audit::Entry>>> entries;
        m_auditing->entries(0, 100, this,
                            [&entries](const Result<QList<audit::Entry>> &read) { entries = read; });
        [&] { QTRY_VERIFY_WITH_TIMEOUT(entries, 30'000); }();
        [&] { QCOMPARE((*entries)->size(), count); }();
        return entries->value_or(QList<audit::Entry>{});
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<flows::Auditing> m_auditing;
};

QTEST_GUILESS_MAIN(AuditingTest)
#include "tst_auditing.moc"
