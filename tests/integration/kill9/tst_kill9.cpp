// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// TOCSIN_KILL_ROUNDS times (5): signed alerts, each with an id of its own, are posted over several
// connections to `tocsinctl listen`, which is killed at a random moment. Every alert that was answered 200
// must be in the store after the next start, and the store must be sound.

#include "core/signature/catalogue.h"
#include "core/signature/verify.h"
#include "core/storage/database.h"
#include "core/storage/deliverystore.h"

#include <QTcpSocket>
#include <QTemporaryDir>
#include <QtTest>

using namespace tocsin;
using namespace Qt::StringLiterals;

namespace {

constexpr int connections = 16;
constexpr int pipelined = 8;

// One connection that keeps a few requests on their way and notes which were answered.
class Sender
{
public:
    Sender(quint16 port, int round, int number, const signature::Scheme &scheme,
           const signature::NamedSecret &secret)
        : m_prefix("al_" + QByteArray::number(round) + '_' + QByteArray::number(number) + '_')
        , m_scheme(scheme)
        , m_secret(secret)
    {
        QObject::connect(&m_socket, &QTcpSocket::connected, &m_socket, [this] { fill(); });
        QObject::connect(&m_socket, &QTcpSocket::readyRead, &m_socket, [this] { read(); });
        m_socket.connectToHost(QHostAddress::LocalHost, port);
    }

    // What came before the end still counts: it was written only after the commit.
    void drain() { read(); }

    QList<QByteArray> acked;
    int refused = 0;

private:
    void fill()
    {
        while (m_sent - acked.size() < pipelined) {
            domain::HttpMessage message;
            message.method = "POST";
            message.target = "/hooks/a";
            message.body = "{\"event\":\"alert.created\",\"alert_id\":\"" + m_prefix +
                           QByteArray::number(m_sent) + "\",\"severity\":\"high\",\"title\":\"" +
                           QByteArray(200, 't') + "\"}";
            QByteArray bytes = "POST /hooks/a HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
            const auto fields = sign(m_scheme, message, m_secret, wallClock()).value();
            for (const domain::HeaderField &field : fields)
                bytes += field.name + ": " + field.value + "\r\n";
            bytes += "Content-Length: " + QByteArray::number(message.body.size()) + "\r\n\r\n";
            m_socket.write(bytes + message.body);
            ++m_sent;
        }
    }

    void read()
    {
        m_in += m_socket.readAll();
        // The kill may cut the last one. A good one has no body.
        for (qsizetype end = m_in.indexOf(headEnd); end >= 0; end = m_in.indexOf(headEnd)) {
            const QByteArray head = m_in.first(end + 2);
            if (!head.startsWith("HTTP/1.1 200 OK\r\n") || !head.contains("\r\nContent-Length: 0\r\n")) {
                ++refused;
                break;
            }
            acked.append(m_prefix + QByteArray::number(acked.size()));
            m_in.remove(0, end + headEnd.size());
        }
        if (m_socket.state() == QAbstractSocket::ConnectedState)
            fill();
    }

    static constexpr QByteArrayView headEnd = "\r\n\r\n";
    const QByteArray m_prefix;
    const signature::Scheme &m_scheme;
    const signature::NamedSecret &m_secret;
    QByteArray m_in;
    int m_sent = 0;
    QTcpSocket m_socket;
};

} // namespace

class KillTest : public QObject
{
    Q_OBJECT

private slots:
    void nothingAckedIsLost();

private:
    void playRound(int round);
    // Starts the listener and waits until it is ready.
    quint16 start(QProcess &process);
    void check(int round);

    QTemporaryDir m_folder;
    QString m_store;
    signature::Catalogue m_catalogue;
    const signature::NamedSecret m_secret = {
        u"main"_s, Secret::copyOf("kill-9-only-secret-0123456789abcdef"), {}, false};
    QList<QByteArray> m_acked;
};

quint16 KillTest::start(QProcess &process)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"KILL_KEY"_s, QString::fromLatin1(m_secret.value.reveal()));
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(TOCSINCTL),
                  {u"listen"_s, u"--port"_s, u"0"_s, u"--json"_s, u"--quiet"_s, u"--store"_s, m_store,
                   u"--endpoint"_s, u"alerts:/hooks/a:socwarden:main"_s, u"--secret"_s,
                   u"main=env:KILL_KEY"_s});
    while (!process.canReadLine() && process.waitForReadyRead(30'000)) {
    }
    return quint16(QJsonDocument::fromJson(process.readLine()).object().value(u"port"_s).toInt());
}

void KillTest::playRound(int round)
{
    QProcess process;
    const quint16 port = start(process);
    QVERIFY2(port != 0, process.readAllStandardError().constData());
    std::vector<std::unique_ptr<Sender>> senders;
    for (int i = 0; i < connections; ++i)
        senders.push_back(
            std::make_unique<Sender>(port, round, i, *m_catalogue.find(u"socwarden"), m_secret));

    bool dead = false;
    QTimer::singleShot(QRandomGenerator::global()->bounded(5, 800), this, [&] {
        process.kill(); // SIGKILL
        dead = true;
    });
    QTRY_VERIFY_WITH_TIMEOUT(dead, 30'000);
    QTRY_COMPARE(process.state(), QProcess::NotRunning);
    for (const auto &sender : senders) {
        sender->drain();
        QCOMPARE(sender->refused, 0);
        m_acked += sender->acked;
    }
}

// Another start files what the kill left behind; what it then holds is compared.
void KillTest::check(int round)
{
    {
        QProcess process;
        QVERIFY2(start(process) != 0, process.readAllStandardError().constData());
        process.terminate();
        QVERIFY(process.waitForFinished() && process.exitCode() == 0);
    }
    auto database = storage::Database::open(m_store, storage::Database::Access::ReadOnly);
    QVERIFY(database);
    auto sound = database->run(u"PRAGMA integrity_check"_s);
    QVERIFY(sound && sound->next());
    QCOMPARE(sound->value(0).toString(), u"ok"_s);
    auto query = database->run(u"SELECT body FROM content"_s);
    QVERIFY(query);
    QSet<QByteArray> stored;
    while (query->next()) {
        const QByteArray body = query->value(0).toByteArray();
        const qsizetype from = body.indexOf("al_");
        stored.insert(body.mid(from, body.indexOf('"', from) - from));
    }
    int missing = 0;
    for (const QByteArray &id : std::as_const(m_acked))
        missing += stored.contains(id) ? 0 : 1;
    QVERIFY2(missing == 0, qPrintable(u"round %1: %2 of %3 acked are missing"_s.arg(round).arg(missing).arg(
                               m_acked.size())));
}

void KillTest::nothingAckedIsLost()
{
    auto catalogue = signature::Catalogue::load();
    QVERIFY(catalogue);
    m_catalogue = *catalogue;
    m_store = m_folder.filePath(u"deliveries.db"_s);
    bool given = false;
    const int asked = qEnvironmentVariableIntValue("TOCSIN_KILL_ROUNDS", &given);
    const int rounds = given ? asked : 5;
    for (int round = 1; round <= rounds; ++round) {
        playRound(round);
        if (QTest::currentTestFailed())
            return;
        if (round % 10 == 0 || round == rounds)
            check(round);
        if (QTest::currentTestFailed())
            return;
    }
    qInfo("%d rounds, %lld acked, none lost", rounds, qlonglong(m_acked.size()));
    QVERIFY(m_acked.size() > rounds);
}

QTEST_GUILESS_MAIN(KillTest)
#include "tst_kill9.moc"
