// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Known secrets go through everything that uses them, on real servers, sockets and files. Afterwards no file
// of the program, nothing that it exported or logged, and no error holds one of them, however it is spelled;
// and all that was made is the user's alone.

#include "core/base/spelling.h"
#include "core/flows/analystdesk.h"
#include "core/flows/auditing.h"
#include "core/flows/evidencepack.h"
#include "core/flows/explainer.h"
#include "core/flows/guardedsecrets.h"
#include "core/flows/packwriter.h"
#include "core/flows/replay.h"
#include "core/flows/supportbundle.h"
#include "core/logs/logbook.h"
#include "core/secrets/fallbackstore.h"
#include "core/signature/verify.h"
#include "core/storage/deliverybrowser.h"
#include "tests/support/rawclient.h"
#include "tests/support/rawtarget.h"
#include "tests/support/socmateplace.h"
#include "tests/support/tenantplace.h"

#include <QDirIterator>
#include <QLoggingCategory>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#endif

using namespace tocsin;
using namespace tocsin::flows;
using namespace tocsin::test;
using namespace Qt::StringLiterals;
using socmate::SocmateApi;
using socotra::SocotraApi;

namespace {

constexpr int patience = 30'000; // ms
const QByteArray signing = "A1b2C3d4E5f6G7h8_J9k0L1m2N3p4Q5r";
const QByteArray integrationSecret = "Zz9Yy8Xx7Ww6Vv5Uu4Tt3Ss2Rr1Qq0Pp";
const QByteArray passphrase = "a passphrase that nobody guesses";

Q_LOGGING_CATEGORY(lcTest, "tocsin.test.nosecret")

} // namespace

class NoSecretTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void everyFlowOfAnEndpoint();
    void everyFlowOfAConnection();
    void anIntegrationAndItsSecret();
    void whatIsSaidOfIt();
    void nothingHoldsASecret();
    void everythingIsTheUsersAlone();
    void noProgramWasGivenOne();
    void cleanupTestCase();

private:
    QString path(const QString &name) const { return m_folder->filePath(name); }
    void keep(const QString &label, const QByteArray &value);
    domain::Delivery receive();
    void note(const Error &error) { m_errors.append(error.detail); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<logs::LogBook> m_log;
    std::unique_ptr<secrets::FallbackStore> m_store;
    std::unique_ptr<GuardedSecrets> m_guarded;
    std::unique_ptr<Auditing> m_auditing;
    std::unique_ptr<WebhookDesk> m_desk;
    std::unique_ptr<AnalystDesk> m_analyst;
    std::unique_ptr<SocmatePlace> m_server;
    std::unique_ptr<TenantPlace> m_tenant;
    QList<QByteArray> m_known; // every secret there is
    QStringList m_errors;
};

void NoSecretTest::initTestCase()
{
#ifdef Q_OS_UNIX
    ::umask(0077); // as the programs do at their start
#endif
    m_folder = std::make_unique<QTemporaryDir>();
    m_log = std::make_unique<logs::LogBook>(path(u"data/log"_s));
    m_log->install();
    m_store = std::make_unique<secrets::FallbackStore>(path(u"data/secrets.vault"_s));
    std::optional<Result<void>> opened;
    m_store->openVault(Secret::copyOf(passphrase), this, [&](const Result<void> &done) { opened = done; });
    QTRY_VERIFY_WITH_TIMEOUT(opened, patience);
    QVERIFY(*opened);
    m_guarded = std::make_unique<GuardedSecrets>(*m_store, m_log->guard());
    m_auditing = std::make_unique<Auditing>(path(u"data/audit.db"_s));
    m_known = {signing, integrationSecret, passphrase};
}

void NoSecretTest::keep(const QString &label, const QByteArray &value)
{
    QSignalSpy told(m_guarded.get(), &GuardedSecrets::told);
    std::optional<Result<void>> put;
    m_store->put({label, {}, {}, wallClock() / microsPerSecond, Secret::copyOf(value), {}}, this,
                 [&](const Result<void> &done) { put = done; });
    QTRY_VERIFY_WITH_TIMEOUT(put && !told.isEmpty(), patience);
    QVERIFY(*put);
    if (!m_known.contains(value))
        m_known.append(value);
}

domain::Delivery NoSecretTest::receive()
{
    domain::HttpMessage message;
    message.method = "POST";
    message.target = "/orders";
    message.body = R"({"event":"order.created"})";
    const auto fields = signature::sign(*m_desk->schemes().find(u"socwarden"_s), message,
                                        {u"orders"_s, Secret::copyOf(signing), {}, false}, wallClock());
    QByteArray head;
    for (const domain::HeaderField &field : fields.value_or(QList<domain::HeaderField>()))
        head += field.name + ": " + field.value + "\r\n";
    const domain::DeliveryId before = m_desk->lastStoredId();
    RawClient(m_desk->state().port)
        .ask("POST /orders HTTP/1.1\r\nHost: x\r\n" + head +
             "Content-Length: " + QByteArray::number(message.body.size()) + "\r\n\r\n" + message.body);
    [&] { QTRY_VERIFY_WITH_TIMEOUT(m_desk->lastStoredId() > before, patience); }();
    std::optional<Result<domain::Delivery>> loaded;
    m_desk->browser().load(m_desk->lastStoredId(), this,
                           [&](const Result<domain::Delivery> &one) { loaded = one; });
    [&] { QTRY_VERIFY_WITH_TIMEOUT(loaded, patience); }();
    return loaded->value_or(domain::Delivery());
}

void NoSecretTest::everyFlowOfAnEndpoint()
{
    keep(u"orders"_s, signing);
    DeskOptions options;
    options.dataFolder = path(u"data"_s);
    options.port = 0;
    TOCSIN_GET(desk, WebhookDesk::open(options, *m_store));
    m_desk = std::move(desk);
    m_auditing->watch(m_desk->replays());
    domain::Endpoint endpoint;
    endpoint.name = u"orders"_s;
    endpoint.pathPrefix = "/orders";
    endpoint.scheme = u"socwarden"_s;
    endpoint.secretLabels = {u"orders"_s};
    QVERIFY(m_desk->saveEndpoint(endpoint));
    QTRY_VERIFY_WITH_TIMEOUT(!m_desk->currentSecrets().isEmpty(), patience);
    m_desk->start();
    QTRY_COMPARE_WITH_TIMEOUT(m_desk->state().phase, DeskState::Phase::Listening, patience);
    const domain::Delivery delivery = receive();
    QCOMPARE(delivery.row.signature.verdict, domain::Verdict::Valid);

    RawTarget target; // signed anew with the secret
    Replay replay(m_desk->replays());
    ReplayEdit edit;
    edit.scheme = m_desk->schemes().find(u"socwarden"_s);
    edit.secret = signature::NamedSecret{u"orders"_s, Secret::copyOf(signing), {}, false};
    QSignalSpy finished(&replay, &Replay::finished);
    QVERIFY(replay.start({delivery.row.id}, {{target.url(u"/x"_s)}, {}, edit, 0, 1, 10'000, {}}));
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, patience);
    QCOMPARE(target.requests.size(), 1);

    Evidence evidence;
    evidence.delivery = delivery;
    evidence.scheme = m_desk->schemes().find(u"socwarden"_s);
    evidence.secrets = m_desk->currentSecrets();
    evidence.now = wallClock();
    QVERIFY(writePackFolder(path(u"evidence"_s), makeEvidencePack(evidence).files));
}

void NoSecretTest::everyFlowOfAConnection()
{
    m_server = std::make_unique<SocmatePlace>(u"default"_s);
    keep(u"acme-key"_s, m_server->server->apiKey().reveal().toByteArray());
    keep(u"acme-admin"_s, m_server->server->adminToken().reveal().toByteArray());
    AnalystOptions options = AnalystOptions::usual(path(u"data"_s));
    options.withSandbox = false;
    m_analyst = std::make_unique<AnalystDesk>(options, *m_store);
    const Workspace &workspace = m_analyst->workspace();
    connect(&workspace, &Workspace::switched, m_auditing.get(), [this, &workspace] {
        if (workspace.isOpen())
            m_auditing->watch(workspace.api());
    });
    QSignalSpy ready(m_analyst.get(), &AnalystDesk::ready);
    m_analyst->start();
    QTRY_COMPARE_WITH_TIMEOUT(ready.count(), 1, patience);
    domain::Connection connection = m_server->connection(domain::SignIn::BearerToken);
    connection.name = u"Acme"_s;
    connection.role = u"admin"_s;
    connection.secretLabel = u"acme-admin"_s;
    std::optional<Result<QString>> saved;
    m_analyst->saveConnection(connection, this, [&](const Result<QString> &done) { saved = done; });
    QTRY_VERIFY_WITH_TIMEOUT(saved, patience);
    QVERIFY2(*saved, *saved ? "" : qPrintable(saved->error().detail));
    QVERIFY(m_analyst->choose(**saved));
    socmate::ApiKeyDraft draft;
    draft.name = u"from the console"_s;
    draft.scopes = {u"incidents:read"_s};
    std::optional<Result<socmate::CreatedApiKey>> made;
    m_analyst->workspace().api().createApiKey(
        draft, this, [&](const Result<socmate::CreatedApiKey> &done) { made = done; });
    QTRY_VERIFY_WITH_TIMEOUT(made, patience);
    QVERIFY2(*made, *made ? "" : qPrintable(made->error().detail));
    keep(u"made-key"_s, (*made)->apiKey.reveal().toByteArray());

    domain::Connection wrong = m_server->connection(); // a key that the server does not know
    keep(u"wrong"_s, "sk_live_this-is-not-the-key-0123");
    wrong.secretLabel = u"wrong"_s;
    SocmateClient client(wrong, Secret(QByteArray("sk_live_this-is-not-the-key-0123")));
    const auto refused = client.ask(&SocmateApi::incident, qint64(1), http::Priority::Asked);
    QVERIFY(!refused);
    note(refused.error());
}

void NoSecretTest::anIntegrationAndItsSecret()
{
    keep(u"integration"_s, integrationSecret);
    m_tenant = std::make_unique<TenantPlace>();
    keep(u"tenant-password"_s, m_tenant->server->tenantPassword().reveal().toByteArray());
    m_auditing->watch(m_tenant->client->api);
    socotra::Draft draft;
    draft.name = u"alerts"_s;
    draft.type = u"webhook"_s;
    draft.url = u"https://hooks.example/in"_s;
    draft.secured = true;
    draft.from = socotra::Draft::SecretFrom::Fresh;
    draft.secret = Secret::copyOf(integrationSecret);
    draft.tag = u"v1"_s;
    TOCSIN_GET(added, m_tenant->client->ask(&SocotraApi::add, draft));
    QVERIFY(added.now);
    const auto twice = m_tenant->client->ask(&SocotraApi::add, draft); // which is refused
    QVERIFY(!twice);
    note(twice.error());
}

void NoSecretTest::whatIsSaidOfIt()
{
    for (const QByteArray &secret : std::as_const(m_known)) {
        if (secret == passphrase) // what is in no store cannot be known to the log
            continue;
        qCWarning(lcTest).noquote() << "said by mistake:" << secret << secret.toBase64() << secret.toHex();
    }
    for (const QString &error : std::as_const(m_errors))
        qCWarning(lcTest).noquote() << error;
    QTRY_COMPARE_WITH_TIMEOUT(m_auditing->pending(), 0, patience);
    for (const AuditFormat format : {AuditFormat::JsonLines, AuditFormat::Csv}) {
        std::optional<Result<qint64>> written;
        m_auditing->exportTo(path(format == AuditFormat::Csv ? u"audit.csv"_s : u"audit.jsonl"_s), format, {},
                             this, [&](const Result<qint64> &done) { written = done; });
        QTRY_VERIFY_WITH_TIMEOUT(written, patience);
        QVERIFY(*written && **written >= 3); // key, integration, replay
    }
    const QSettings settings(path(u"settings.ini"_s), QSettings::IniFormat);
    const QList<EvidenceFile> bundle =
        supportBundle(supportFacts(*m_desk, *m_analyst, *m_store, settings), *m_log);
    QVERIFY(writePackFolder(path(u"bundle"_s), bundle));
    QVERIFY(bundle.last().bytes.contains("said by mistake: (hidden)"));
}

void NoSecretTest::nothingHoldsASecret()
{
    m_analyst.reset(); // everything is on the disk, in its last form
    m_desk.reset();
    m_auditing.reset();
    QHash<QByteArray, QByteArrayList> spellings;
    for (const QByteArray &secret : std::as_const(m_known))
        spellings.insert(secret, withinBase64(secret) + QByteArrayList{secret, secret.toHex(),
                                                                       secret.toHex().toUpper(),
                                                                       secret.toPercentEncoding()});
    int looked = 0;
    QDirIterator files(m_folder->path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QFile::ReadOnly));
        const QByteArray bytes = file.readAll();
        ++looked;
        for (const QByteArrayList &forms : std::as_const(spellings)) {
            for (const QByteArray &form : forms)
                QVERIFY2(!bytes.contains(form), qPrintable(file.fileName() + u" holds a secret"_s));
        }
    }
    QVERIFY(looked > 10);
    for (const QString &error : std::as_const(m_errors)) {
        for (const QByteArray &secret : std::as_const(m_known))
            QVERIFY2(!error.contains(QString::fromUtf8(secret)), qPrintable(error));
    }
    for (const logs::LogLine &line : m_log->lines()) {
        for (const QByteArray &secret : std::as_const(m_known))
            QVERIFY2(!line.text.contains(QString::fromUtf8(secret)), qPrintable(line.text));
    }
}

void NoSecretTest::everythingIsTheUsersAlone()
{
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther |
                        QFile::WriteOther | QFile::ExeOther;
    QDirIterator all(m_folder->path(), QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot,
                     QDirIterator::Subdirectories);
    int folders = 0;
    while (all.hasNext()) {
        const QFileInfo one(all.next());
        folders += one.isDir() ? 1 : 0;
        QVERIFY2((one.permissions() & others) == QFile::Permissions(),
                 qPrintable(u"%1 is %2"_s.arg(one.filePath()).arg(int(one.permissions()), 0, 16)));
    }
    QVERIFY(folders >= 3);
}

// Whatever runs here can be listed by every user of the machine with its arguments.
void NoSecretTest::noProgramWasGivenOne()
{
    QFile own(u"/proc/self/cmdline"_s);
    if (!own.open(QFile::ReadOnly))
        QSKIP("no list of programs here");
    const QByteArray line = own.readAll() + QCoreApplication::arguments().join(u' ').toUtf8();
    for (const QByteArray &secret : std::as_const(m_known))
        QVERIFY(!line.contains(secret));
}

void NoSecretTest::cleanupTestCase()
{
    m_tenant.reset();
    m_server.reset();
    m_guarded.reset();
    m_store.reset();
    m_log.reset();
}

QTEST_GUILESS_MAIN(NoSecretTest)
#include "tst_nosecret.moc"
