// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// An analyst's whole session, in the terminal and with what the window stands on, with everything logged that
// can be: afterwards no secret is in any output, log, error, export or file that was left, whatever it was
// signed in with. Who redirects elsewhere sends nobody a credential.

#include "core/flows/analystdesk.h"
#include "core/report/exports.h"
#include "core/secrets/memorystore.h"
#include "tests/support/analystcli.h"
#include "tests/support/rawtarget.h"

#include <QLoggingCategory>

using namespace tocsin;
using namespace Qt::StringLiterals;
using domain::SignIn;
using test::Outcome;
using test::RawTarget;

namespace {

constexpr int patience = 60'000; // ms
QByteArray logged;               // by this program
QtMessageHandler before = nullptr;

void capture(QtMsgType, const QMessageLogContext &context, const QString &text)
{
    logged += QByteArray(context.category) + ' ' + text.toUtf8() + '\n';
}

// As a text, in a URL, in JSON and in a file of Qt's strings; a good part of it is too much as well.
QList<QByteArray> formsOf(const QByteArray &secret)
{
    const QString text = QString::fromUtf8(secret);
    const QByteArray wide(reinterpret_cast<const char *>(text.utf16()), text.size() * 2);
    return {secret.left(secret.size() * 2 / 3), secret.toPercentEncoding(), secret.toBase64(), secret.toHex(),
            wide};
}

// What is around the first of the secrets that is in there; empty when there is none.
QByteArray foundIn(const QByteArray &bytes, const QList<QByteArray> &secrets)
{
    for (const QByteArray &secret : secrets) {
        for (const QByteArray &form : formsOf(secret)) {
            if (const qsizetype at = bytes.indexOf(form); at >= 0)
                return bytes.mid(std::max<qsizetype>(0, at - 200), 400);
        }
    }
    return {};
}

const std::pair<const char *, QByteArray (*)(const report::Source &)> forms[] = {
    {"md", &report::markdownExport},
    {"html", [](const report::Source &source) { return report::htmlExport(source); }},
    // What the PDF is printed from.
    {"print", [](const report::Source &s) { return report::htmlExport(s, report::HtmlUse::Print); }},
    {"json", &report::jsonExport},
    {"csv", &report::findingsCsv},
    {"entities-csv", &report::entitiesCsv},
    {"stix", &report::stixBundle},
    {"navigator", &report::navigatorLayer}};

} // namespace

class LeaksTest : public QObject, private test::AnalystCli
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void theSearchFindsWhatIsThere();
    void aSessionInTheTerminalLeavesNone_data();
    void aSessionInTheTerminalLeavesNone();
    void aSessionOfTheWindowLeavesNone();
    void aRedirectElsewhereCarriesNone_data();
    void aRedirectElsewhereCarriesNone();
    void anExchangeThatIsRedirectedCarriesNone();

private:
    QByteArray connectBy(SignIn signIn);
    void workInTheTerminal();
    void workInTheWindow();
    void searchFor(const QList<QByteArray> &secrets);
    void searchIn(const QByteArray &bytes, const QByteArray &place, const QList<QByteArray> &secrets);
};

void LeaksTest::initTestCase()
{
    const QByteArray rules = "*=true;qt.*=false;qt.network.*=true";
    qputenv("QT_LOGGING_RULES", rules); // of the programs that are started
    QLoggingCategory::setFilterRules(QString::fromLatin1(rules).replace(u';', u'\n'));
}

void LeaksTest::init()
{
    makeFolder();
    logged.clear();
    before = qInstallMessageHandler(capture);
}

void LeaksTest::cleanup()
{
    qInstallMessageHandler(before);
    m_server.reset();
}

void LeaksTest::searchIn(const QByteArray &bytes, const QByteArray &place, const QList<QByteArray> &secrets)
{
    const QByteArray found = foundIn(bytes, secrets);
    QVERIFY2(found.isEmpty(), (place + ": " + found).constData());
}

void LeaksTest::theSearchFindsWhatIsThere()
{
    const QByteArray secret = "sk_live_k_z9y8x7_0a1b+2c3d/4e5f";
    for (const QByteArray &form : formsOf(secret))
        QVERIFY2(!foundIn("x=" + form + ";", {"another-secret", secret}).isEmpty(), form.constData());
    QVERIFY(foundIn("sk_live_k_", {secret}).isEmpty());
}

void LeaksTest::searchFor(const QList<QByteArray> &secrets)
{
    QList<QByteArray> all = secrets;
    all.append(passphrase);
    searchIn(m_seen, "output", all);
    searchIn(logged, "log", all);
    QByteArray names;
    QDirIterator files(m_folder->path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile one(files.next());
        QVERIFY(one.open(QIODevice::ReadOnly));
        names += one.fileName().toUtf8() + '\n';
        searchIn(one.readAll(), one.fileName().toUtf8(), all);
    }
    QVERIFY2(names.contains("analyst.db"), names.constData()); // what should have been searched was there
}

// The connection "lab" with its secret in the vault; gives the secret.
QByteArray LeaksTest::connectBy(SignIn signIn)
{
    serve();
    QStringList more;
    Secret secret = m_server->apiKey();
    if (signIn == SignIn::BearerToken) {
        secret = m_server->userToken();
        more = QStringList{u"--sign-in"_s, u"bearer"_s};
    }
    if (signIn == SignIn::ClientCredentials) {
        secret = m_server->clientSecret();
        more = QStringList{u"--sign-in"_s,   u"client-credentials"_s,
                           u"--token-url"_s, m_server->tokenEndpoint().toString(),
                           u"--client-id"_s, m_server->clientId()};
    }
    const QByteArray bytes = secret.reveal().toByteArray();
    const Outcome added = add(u"lab"_s, m_server->baseUrl(), bytes, more);
    if (added.code != 0)
        qWarning("%s", added.err.constData());
    return bytes;
}

void LeaksTest::aSessionInTheTerminalLeavesNone_data()
{
    QTest::addColumn<SignIn>("signIn");
    QTest::newRow("API key") << SignIn::ApiKey;
    QTest::newRow("bearer token") << SignIn::BearerToken;
    QTest::newRow("client credentials") << SignIn::ClientCredentials;
}

void LeaksTest::aSessionInTheTerminalLeavesNone()
{
    QFETCH(SignIn, signIn);
    const QByteArray secret = connectBy(signIn);
    workInTheTerminal();
    QVERIFY(m_seen.contains("tocsin.http.client")); // the log is on
    // What it says when it is refused, and when there is nobody.
    m_server->failNext(3, 500);
    ask({u"search"_s, u"mail"_s});
    m_server->failNext(0);
    m_server->disableApiKey();
    const Outcome refused = ask({u"incidents"_s, u"list"_s});
    QCOMPARE(refused.code, signIn == SignIn::ApiKey ? 3 : 0);
    ask({u"connections"_s, u"test"_s});
    m_server->setOffline(true);
    QCOMPARE(ask({u"incidents"_s, u"list"_s}).code, 3);
    QCOMPARE(ask({u"connections"_s, u"list"_s, u"--json"_s}).code, 0);
    searchFor({secret});
}

void LeaksTest::workInTheTerminal()
{
    QCOMPARE(ask({u"connections"_s, u"test"_s}).code, 0);
    const auto first = ask({u"incidents"_s, u"list"_s, u"--json"_s, u"--limit"_s, u"1"_s}).json();
    const QString number = QString::number(first["number"_L1].toInteger());
    QCOMPARE(ask({u"incidents"_s, u"show"_s, number, u"--json"_s}).code, 0);
    ask({u"incidents"_s, u"enrich"_s, number});
    const Outcome done = ask({u"investigate"_s, u"What of incident %1? [quick]"_s.arg(number),
                              u"--incident"_s, number, u"--wait"_s, u"--json"_s});
    QVERIFY2(done.code == 0, done.err.constData());
    const QString id = done.lastLine().value("session"_L1).toString();
    ask({u"sessions"_s, u"message"_s, id, u"Which hosts? [quick]"_s, u"--wait"_s});
    QCOMPARE(ask({u"sessions"_s, u"show"_s, id, u"--json"_s}).code, 0);
    for (const auto &[form, write] : forms) {
        const QString format = QString::fromLatin1(form);
        if (format == u"print"_s)
            continue;
        const QString name = u"report-%1"_s.arg(format);
        QCOMPARE(ask({u"report"_s, id, u"--format"_s, format, u"-o"_s, file(name)}).code, 0);
        QVERIFY(!read(name).isEmpty());
        QCOMPARE(ask({u"report"_s, id, u"--format"_s, format, u"--json"_s}).code, 0);
    }
    ask({u"search"_s, u"password"_s, u"--json"_s});
    ask({u"entity"_s, u"10.0.0.1"_s, u"--json"_s});
}

void LeaksTest::aSessionOfTheWindowLeavesNone()
{
    serve();
    workInTheWindow();
    QVERIFY(logged.contains("tocsin.http.client ")); // the log is on
    searchFor({m_server->apiKey().reveal().toByteArray()});
}

void LeaksTest::workInTheWindow()
{
    secrets::MemoryStore store;
    store.put({u"lab-key"_s, {}, {}, 1, m_server->apiKey(), {}}, this, [](const Result<void> &) {});
    flows::AnalystOptions options = flows::AnalystOptions::usual(m_folder->path());
    options.withSandbox = false;
    flows::AnalystDesk desk(options, store);
    QSignalSpy ready(&desk, &flows::AnalystDesk::ready);
    desk.start();
    QTRY_COMPARE_WITH_TIMEOUT(ready.count(), 1, patience);
    domain::Connection connection;
    connection.name = u"lab"_s;
    connection.api = m_server->baseUrl();
    connection.secretLabel = u"lab-key"_s;
    connection.proxy = domain::ProxyMode::None;
    QString id;
    desk.saveConnection(connection, this, [&id](const Result<QString> &saved) { id = saved.value_or(id); });
    QTRY_VERIFY_WITH_TIMEOUT(!id.isEmpty(), patience);
    QVERIFY(desk.choose(id));
    flows::Workspace &workspace = desk.workspace();
    QTRY_VERIFY_WITH_TIMEOUT(workspace.isOpen() && workspace.sync().state().synced > 0, patience);

    QSignalSpy finished(&workspace.investigations(), &flows::Investigations::finished);
    qint64 number = 0;
    workspace.investigations().start({u"Were there password sprays? [quick]"_s}, this,
                                     [&number](const Result<qint64> &begun) { number = begun.value_or(0); });
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, patience);
    report::Source source;
    source.at = QDateTime::fromSecsSinceEpoch(1'790'000'000, Qt::UTC);
    desk.book().read<storage::StoredSession>(
        this,
        [&source](const Result<storage::StoredSession> &kept) {
            if (kept)
                source.session = kept->session;
        },
        [number](storage::AnalystStores &stores) { return stores.sessions.load(number); });
    QTRY_VERIFY_WITH_TIMEOUT(source.session.report.has_value(), patience);
    for (const auto &[form, make] : forms)
        write(u"export-%1"_s.arg(QString::fromLatin1(form)), make(source));

    // A sync that is refused: what is said of it is kept on screen.
    m_server->disableApiKey();
    workspace.sync().syncNow();
    QTRY_VERIFY_WITH_TIMEOUT(workspace.sync().state().job.failures > 0, patience);
    logged += workspace.sync().state().job.error.detail.toUtf8() + '\n';
    QVERIFY(m_server->counts().refused > 0);
}

void LeaksTest::aRedirectElsewhereCarriesNone_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QStringList>("command");
    const QStringList list = {u"incidents"_s, u"list"_s};
    QTest::newRow("read") << 301 << list; // the other ones are the client's own test's
    QTest::newRow("start") << 307 << QStringList{u"investigate"_s, u"Anything? [quick]"_s};
    QTest::newRow("enrich") << 308 << QStringList{u"incidents"_s, u"enrich"_s, u"41200"_s};
    QTest::newRow("report") << 302 << QStringList{u"report"_s, u"sess_1"_s};
    QTest::newRow("test") << 302 << QStringList{u"connections"_s, u"test"_s};
}

// Another host name of this machine: at another port, and at the same one.
void LeaksTest::aRedirectElsewhereCarriesNone()
{
    QFETCH(int, status);
    QFETCH(QStringList, command);
    for (const bool samePort : {false, true}) {
        makeFolder();
        RawTarget other;
        RawTarget first;
        const quint16 port = samePort ? first.port() : other.port();
        int redirected = 0;
        first.answer = [&](const QByteArray &) {
            ++redirected;
            return RawTarget::reply(status, {},
                                    "Location: http://localhost:" + QByteArray::number(port) +
                                        "/api/v1/incidents\r\n");
        };
        QCOMPARE(add(u"lab"_s, first.url(), key).code, 0);
        const Outcome outcome = runBeside(vaulted(command));
        QVERIFY2(outcome.code == 3 || outcome.code == 1, outcome.err.constData());
        QVERIFY2((outcome.out + outcome.err).contains("redirect"), (outcome.out + outcome.err).constData());
        QVERIFY(redirected > 0 && first.requests.join().contains(key)); // it was sent where it belongs
        QCOMPARE(other.connections, 0);
        for (const QByteArray &request : std::as_const(first.requests))
            QVERIFY2(!request.contains("localhost:"), request.constData()); // as the Host of a second request
        searchFor({key});
    }
}

// The token of an exchange, and the secret that it is had for: neither goes where a redirect leads.
void LeaksTest::anExchangeThatIsRedirectedCarriesNone()
{
    const QByteArray token = "token-0a1b2c3d4e5f6a7b8c9d";
    RawTarget other;
    RawTarget first;
    bool moved = true;
    const QByteArray away =
        "Location: http://localhost:" + QByteArray::number(other.port()) + "/elsewhere\r\n";
    first.answer = [&](const QByteArray &request) {
        if (moved || request.startsWith("GET "))
            return RawTarget::reply(307, {}, away);
        return RawTarget::reply(200, R"({"access_token": ")" + token + R"(", "token_type": "Bearer"})");
    };
    const QStringList more = {u"--sign-in"_s,   u"client-credentials"_s,
                              u"--token-url"_s, first.url(u"/oauth/token"_s).toString(),
                              u"--client-id"_s, u"client-1"_s};
    QCOMPARE(add(u"lab"_s, first.url(), key, more).code, 0);
    QCOMPARE(runBeside(vaulted({u"incidents"_s, u"list"_s})).code, 3);
    QCOMPARE(other.connections, 0);
    QVERIFY(!first.requests.join().contains(token));
    moved = false;
    QCOMPARE(runBeside(vaulted({u"incidents"_s, u"list"_s})).code, 3);
    QVERIFY(first.requests.join().contains(token)); // now there was one
    QCOMPARE(other.connections, 0);
    searchFor({key, token});
}

QTEST_GUILESS_MAIN(LeaksTest)
#include "tst_leaks.moc"
