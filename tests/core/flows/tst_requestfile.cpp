// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/requestfile.h"

#include <QTemporaryDir>
#include <QtTest>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <thread>
#endif

using namespace tocsin;
using namespace tocsin::flows;
using namespace Qt::StringLiterals;

class RequestFileTest : public QObject
{
    Q_OBJECT

private slots:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void aSavedOneMayBeCutOff();
    void aSavedOneMayGoOn_data();
    void aSavedOneMayGoOn();
    void readsFromDisk();
    void aMissingFileIsSaid();
    void waitsForTheRestOfAPipe();
};

void RequestFileTest::reads_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("with a length") << QByteArray("POST / HTTP/1.1\r\nContent-Length: 2\r\n\r\nok")
                                   << QByteArray("ok");
    QTest::newRow("without a length") << QByteArray("POST / HTTP/1.1\r\nHost: x\r\n\r\nall of\r\n\r\nthis\n")
                                      << QByteArray("all of\r\n\r\nthis\n");
    QTest::newRow("more than its length")
        << QByteArray("POST / HTTP/1.1\r\nContent-Length: 2\r\n\r\nok\n") << QByteArray("ok");
    QTest::newRow("length zero") << QByteArray("POST / HTTP/1.1\r\nContent-Length: 0\r\n\r\nmore")
                                 << QByteArray();
    QTest::newRow("chunked")
        << QByteArray("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n")
        << QByteArray("ok");
    QTest::newRow("no body") << QByteArray("GET / HTTP/1.1\r\n\r\n") << QByteArray();
    QTest::newRow("larger than a listener takes")
        << QByteArray("POST / HTTP/1.1\r\nContent-Length: 20000000\r\n\r\n") + QByteArray(20'000'000, 'b')
        << QByteArray(20'000'000, 'b');
}

void RequestFileTest::reads()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, body);
    const auto message = readRequest(bytes, u"name"_s);
    QVERIFY2(message, message ? "" : qPrintable(message.error().detail));
    QVERIFY(message->body == body);
    QCOMPARE(message->target, "/");
    QCOMPARE(message->head, bytes.first(bytes.indexOf("\r\n\r\n") + 4));
}

void RequestFileTest::refuses_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("word");
    QTest::newRow("empty") << QByteArray() << u"empty"_s;
    QTest::newRow("cut in the head") << QByteArray("POST / HTTP/1.1\r\nHost") << u"ends before"_s;
    QTest::newRow("cut in the body") << QByteArray("POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nok")
                                     << u"ends before"_s;
    QTest::newRow("LF alone") << QByteArray("POST / HTTP/1.1\nHost: x\n\nbody") << u"LF alone"_s;
    QTest::newRow("a response") << QByteArray("HTTP/1.1 200 OK\r\n\r\n") << u"name"_s;
    QTest::newRow("JSON") << QByteArray("{\"a\":1}") << u"no HTTP request"_s;
}

void RequestFileTest::refuses()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, word);
    const auto message = readRequest(bytes, u"name"_s);
    QVERIFY(!message);
    QCOMPARE(message.error().kind, Error::Kind::Malformed);
    QVERIFY(message.error().detail.contains(u"\"name\""_s));
    QVERIFY2(message.error().detail.contains(word), qPrintable(message.error().detail));
}

// A capture that ends early is a finding, not an error, where nothing else is done with it.
void RequestFileTest::aSavedOneMayBeCutOff()
{
    const QByteArray bytes = "POST / HTTP/1.1\r\nContent-Length: 100\r\n\r\n{\"id\":1}";
    QVERIFY(!readRequest(bytes, u"name"_s));
    const auto saved = readSavedRequest(bytes, u"name"_s);
    QVERIFY2(saved, saved ? "" : qPrintable(saved.error().detail));
    QCOMPARE(saved->message.body, "{\"id\":1}");
    QCOMPARE(saved->message.first("Content-Length"), "100");
    QVERIFY(saved->beyond.isEmpty());
    const auto chunked = readSavedRequest(
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n5\r\nno", u"name"_s);
    QVERIFY(chunked && chunked->message.body.startsWith("ok"));
    QVERIFY(!readSavedRequest("POST / HTTP/1.1\r\nContent-Le", u"name"_s));
    QVERIFY(!readSavedRequest("no request\r\n\r\n", u"name"_s));
    QVERIFY(!readSavedRequest("", u"name"_s));
}

void RequestFileTest::aSavedOneMayGoOn_data()
{
    QTest::addColumn<QByteArray>("rest");
    QTest::addColumn<QByteArray>("beyond");
    QTest::newRow("more of the body") << QByteArray("\":1}") << QByteArray("\":1}");
    QTest::newRow("an editor's line break") << QByteArray("\r\n") << QByteArray();
    QTest::newRow("the next request") << QByteArray("POST /b HTTP/1.1\r\n\r\n") << QByteArray();
    QTest::newRow("nothing") << QByteArray() << QByteArray();
}

void RequestFileTest::aSavedOneMayGoOn()
{
    QFETCH(QByteArray, rest);
    const auto saved =
        readSavedRequest("POST / HTTP/1.1\r\nContent-Length: 4\r\n\r\n{\"id" + rest, u"name"_s);
    QVERIFY2(saved, saved ? "" : qPrintable(saved.error().detail));
    QCOMPARE(saved->message.body, "{\"id");
    QTEST(saved->beyond, "beyond");
}

void RequestFileTest::readsFromDisk()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(u"a.http"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("GET /disk HTTP/1.1\r\n\r\n") > 0);
    file.close();
    QCOMPARE(readRequestFile(file.fileName())->target, "/disk");
    QVERIFY(file.resize(64 * 1024 * 1024 + 1));
    const auto tooLarge = readRequestFile(file.fileName());
    QVERIFY(!tooLarge);
    QCOMPARE(tooLarge.error().kind, Error::Kind::Limited);
}

void RequestFileTest::aMissingFileIsSaid()
{
    const auto message = readRequestFile(u"/nonexistent/file"_s);
    QVERIFY(!message);
    QCOMPARE(message.error().kind, Error::Kind::Storage);
    QVERIFY(message.error().detail.contains(u"/nonexistent/file"_s));
}

// What is in the pipe at the moment is not the whole request: the rest is written once the first part was
// read.
void RequestFileTest::waitsForTheRestOfAPipe()
{
#ifdef Q_OS_UNIX
    QTemporaryDir folder;
    const QString path = folder.filePath(u"pipe"_s);
    QCOMPARE(::mkfifo(path.toLocal8Bit().constData(), 0600), 0);
    std::thread sender([&path] {
        const int pipe = ::open(path.toLocal8Bit().constData(), O_WRONLY);
        const auto put = [pipe](QByteArrayView bytes) {
            return ::write(pipe, bytes.data(), size_t(bytes.size())) == bytes.size();
        };
        bool isGood = put("POST / HTTP/1.1\r\nHost: x\r\n\r\n");
        for (int waiting = 1; isGood && waiting > 0; std::this_thread::yield())
            isGood = ::ioctl(pipe, FIONREAD, &waiting) == 0;
        isGood = isGood && put("late");
        ::close(pipe);
        if (!isGood)
            qWarning("the pipe could not be written");
    });
    const auto message = readRequestFile(path);
    sender.join();
    QVERIFY2(message, message ? "" : qPrintable(message.error().detail));
    QCOMPARE(message->body, "late");
#else
    QSKIP("needs a named pipe");
#endif
}

QTEST_GUILESS_MAIN(RequestFileTest)
#include "tst_requestfile.moc"
