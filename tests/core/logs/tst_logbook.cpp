// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/logs/logbook.h"

#include <QDir>
#include <QLoggingCategory>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QThread>
#include <QtTest>

using namespace tocsin;
using namespace Qt::StringLiterals;
using logs::Level;
using logs::LogBook;
using logs::LogFile;
using logs::LogLine;

namespace {

Q_LOGGING_CATEGORY(lcTest, "tocsin.test.log")

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class LogBookTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_book = std::make_unique<LogBook>(folder());
    }

    void keepsWhatTheCategoriesSay()
    {
        m_book->install();
        QSignalSpy added(m_book.get(), &LogBook::added);
        qCWarning(lcTest) << "a warning" << 7;
        qCInfo(lcTest) << "a fact";
        const QList<LogLine> lines = m_book->lines();
        QCOMPARE(lines.size(), 2);
        QCOMPARE(lines.first().category, u"tocsin.test.log"_s);
        QCOMPARE(lines.first().level, Level::Warning);
        QCOMPARE(lines.first().text, u"a warning 7"_s);
        QCOMPARE(lines.last().level, Level::Info);
        QTRY_COMPARE(added.count(), 1); // both together
        QCOMPARE(m_book->lines(lines.first().number).size(), 1);
        const QByteArray file = contentOf(folder() + u"/tocsin.log"_s);
        QVERIFY2(file.contains(" warning tocsin.test.log a warning 7\n"), file.constData());
    }

    void isTheUsersAlone()
    {
        m_book->add(Level::Info, u"tocsin.x"_s, u"text"_s, 1);
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther |
                            QFile::WriteOther | QFile::ExeOther;
        QCOMPARE(QFile::permissions(folder()) & others, QFile::Permissions());
        QCOMPARE(QFile::permissions(folder() + u"/tocsin.log"_s) & others, QFile::Permissions());
    }

    void holdsNoSecretAnywhere()
    {
        const QByteArray value = "hunter2/hunter2+hunter2";
        m_book->guard().know(u"store"_s, {Secret::copyOf(value)});
        m_book->install();
        qCWarning(lcTest).noquote() << "in clear" << value << "and" << value.toBase64() << value.toHex();
        QVERIFY(!m_book->lines().first().text.contains(u"hunter2"_s));
        const QByteArray file = contentOf(folder() + u"/tocsin.log"_s);
        for (const QByteArray &form : {value, value.toBase64(), value.toHex(), value.toPercentEncoding()})
            QVERIFY2(!file.contains(form), file.constData());
        QCOMPARE(file.count("(hidden)"), 3);
    }

    void hidesInAnOldLineWhatBecameKnownLater()
    {
        m_book->add(Level::Info, u"tocsin.x"_s, u"it is hunter2-later"_s, 1);
        m_book->guard().know(u"store"_s, {Secret(QByteArray("hunter2-later"))});
        QVERIFY(!m_book->newestOfFiles(10'000).contains("hunter2"));
    }

    void oneLineEach()
    {
        m_book->add(Level::Info, u"tocsin.x"_s, u"first\n2026-01-01T00:00:00.000Z fatal forged\x1b[2J"_s, 1);
        QCOMPARE(contentOf(folder() + u"/tocsin.log"_s).count('\n'), 1);
        QVERIFY(!m_book->lines().first().text.contains(QChar(0x1b)));
    }

    void theFileIsFollowedByTheNext()
    {
        LogFile file(folder(), 1000, 2);
        for (int i = 0; i < 100; ++i)
            QVERIFY(file.write(QByteArray(90, 'x') + QByteArray::number(i) + '\n'));
        QCOMPARE(file.paths().size(), 3);
        for (const QString &path : file.paths()) {
            QVERIFY(QFileInfo(path).size() <= 1000);
            QVERIFY(!QFile::permissions(path).testFlag(QFile::ReadGroup));
        }
        QVERIFY(contentOf(file.paths().first()).contains("x99\n"));
    }

    void forgetsWhatNamesOneThing()
    {
        m_book->add(Level::Warning, u"tocsin.http"_s, u"soc.acme.example does not answer"_s, 1);
        m_book->add(Level::Warning, u"tocsin.http"_s, u"other.example does not answer"_s, 2);
        m_book->add(Level::Info, u"tocsin.http"_s, u"SOC.ACME.example again"_s, 3);
        QCOMPARE(m_book->countNaming({u"soc.acme.example"_s}), 2);
        const auto gone = m_book->forget({u"soc.acme.example"_s});
        QVERIFY(gone);
        QCOMPARE(*gone, 2);
        QCOMPARE(m_book->lines().size(), 1);
        const QByteArray left = contentOf(folder() + u"/tocsin.log"_s);
        QVERIFY(!left.toLower().contains("acme"));
        QVERIFY(left.contains("other.example"));
        m_book->add(Level::Info, u"tocsin.x"_s, u"goes on"_s, 4);
        QVERIFY(contentOf(folder() + u"/tocsin.log"_s).endsWith("goes on\n"));
        QVERIFY(!QFile::permissions(folder() + u"/tocsin.log"_s).testFlag(QFile::ReadGroup));
    }

    void memoryHasAnEnd()
    {
        LogBook book(m_folder->filePath(u"small"_s));
        for (qsizetype i = 0; i < LogBook::capacity + 10; ++i)
            book.add(Level::Debug, u"tocsin.x"_s, QString::number(i), 1);
        QCOMPARE(book.lines().size(), LogBook::capacity);
        QCOMPARE(book.lines().first().text, u"10"_s);
    }

    void saysWhyNothingGetsToTheDisk()
    {
        QFile taken(m_folder->filePath(u"taken"_s));
        QVERIFY(taken.open(QFile::WriteOnly));
        taken.close();
        LogBook book(taken.fileName() + u"/log"_s);
        book.add(Level::Info, u"tocsin.x"_s, u"text"_s, 1);
        QVERIFY(!book.fault().isEmpty());
        QCOMPARE(book.lines().size(), 1);
    }

    void takesLinesFromEveryThread()
    {
        m_book->install();
        QList<QThread *> threads;
        for (int i = 0; i < 4; ++i) {
            threads.append(QThread::create([] {
                for (int n = 0; n < 100; ++n)
                    qCInfo(lcTest) << n;
            }));
            threads.last()->start();
        }
        for (QThread *thread : std::as_const(threads)) {
            QVERIFY(thread->wait(30'000));
            delete thread;
        }
        QCOMPARE(m_book->lines().size(), 400);
        QCOMPARE(contentOf(folder() + u"/tocsin.log"_s).count('\n'), 400);
    }

private:
    QString folder() const { return m_folder->filePath(u"data/log"_s); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<LogBook> m_book;
};

QTEST_GUILESS_MAIN(LogBookTest)
#include "tst_logbook.moc"
