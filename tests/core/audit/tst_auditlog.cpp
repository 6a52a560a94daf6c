// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// The record of what was written to others: chained, and every way to tamper with it is seen at its place.

#include "core/audit/auditlog.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QtTest>

using namespace tocsin;
using namespace tocsin::audit;
using namespace Qt::StringLiterals;
using Fault = Check::Fault;

class AuditLogTest : public QObject
{
    Q_OBJECT

private slots:
    void anEmptyOneIsGood();
    void entriesComeBackAsTheyWere();
    void theChainGoesOnAfterAReopen();
    void twoProgramsAppendToOneChain();
    void pagesGoBackByNumber();
    void seesTampering_data();
    void seesTampering();
    void aRewrittenChainIsSeenByANotedHead();
    void anOlderNotedHeadStillHolds();
    void theFileRefusesChanges();
    void noSecretGetsIn();
    void textsStayOnOneLineAndWithinBounds();
    void everyFieldIsUnderTheHash();
    void theFileIsItsOwnersAlone();

private:
    static Entry entry(int i)
    {
        return {0,
                1'000'000 + i,
                u"Acme / admin"_s,
                u"PUT"_s,
                u"https://api.example.org/integrations/%1"_s.arg(i),
                u"200"_s,
                {}};
    }
    static void fill(AuditLog &log, int count)
    {
        for (int i = 1; i <= count; ++i)
            QVERIFY(log.append(entry(i)));
    }
    QString path() const
    {
        return m_folder.filePath(
            u"%1/audit.db"_s.arg(QString::fromLatin1(QTest::currentTestFunction()) +
                                 QString::fromLatin1(QTest::currentDataTag()).replace(u' ', u'_')));
    }

    QTemporaryDir m_folder;
};

#define OPEN(log)                                                                                            \
    auto log##Result = AuditLog::open(path());                                                               \
    QVERIFY2(log##Result, log##Result ? "" : qPrintable(log##Result.error().detail));                        \
    AuditLog &log = *log##Result

void AuditLogTest::anEmptyOneIsGood()
{
    OPEN(log);
    const auto check = log.verify();
    QVERIFY(check);
    QVERIFY(check->isGood());
    QCOMPARE(check->head, Head());
    QCOMPARE(log.entries()->size(), 0);
}

void AuditLogTest::entriesComeBackAsTheyWere()
{
    OPEN(log);
    fill(log, 3);
    const auto all = log.entries();
    QVERIFY(all);
    QCOMPARE(all->size(), 3);
    for (int i = 0; i < 3; ++i) {
        Entry expected = entry(3 - i);
        expected.number = 3 - i;
        expected.hash = all->at(i).hash;
        QCOMPARE(all->at(i), expected);
        QCOMPARE(expected.hash.size(), 32);
    }
    QVERIFY(log.verify()->isGood());
}

void AuditLogTest::theChainGoesOnAfterAReopen()
{
    {
        OPEN(log);
        fill(log, 2);
    }
    OPEN(log);
    fill(log, 2);
    QVERIFY(log.verify()->isGood());
    QCOMPARE(log.head()->number, 4);
}

void AuditLogTest::twoProgramsAppendToOneChain()
{
    OPEN(one);
    OPEN(other);
    for (int i = 0; i < 10; ++i) {
        QVERIFY(one.append(entry(i)));
        QVERIFY(other.append(entry(i)));
    }
    QVERIFY(one.verify()->isGood());
    QCOMPARE(*one.head(), *other.head());
    QCOMPARE(one.head()->number, 20);
}

void AuditLogTest::pagesGoBackByNumber()
{
    OPEN(log);
    fill(log, 5);
    QList<qint64> numbers;
    for (qint64 before = 0;;) {
        const auto page = log.entries(before, 2);
        QVERIFY(page);
        if (page->isEmpty())
            break;
        for (const Entry &one : *page)
            numbers.append(one.number);
        before = page->last().number;
    }
    QCOMPARE(numbers, (QList<qint64>{5, 4, 3, 2, 1}));
}

void AuditLogTest::seesTampering_data()
{
    QTest::addColumn<QStringList>("statements");
    QTest::addColumn<int>("fault");
    QTest::addColumn<int>("number");
    const auto row = [](const char *name, const QStringList &statements, Fault fault, int number) {
        QTest::newRow(name) << statements << int(fault) << number;
    };
    for (const QString &column : {u"at"_s, u"who"_s, u"what"_s, u"target"_s, u"answer"_s, u"hash"_s})
        row(qPrintable(column + u" changed"_s), {u"UPDATE entry SET %1 = '7' WHERE number = 3"_s.arg(column)},
            Fault::Changed, 3);
    row("one removed", {u"DELETE FROM entry WHERE number = 2"_s}, Fault::Missing, 2);
    row("the first removed", {u"DELETE FROM entry WHERE number = 1"_s}, Fault::Missing, 1);
    row("the last removed", {u"DELETE FROM entry WHERE number = 5"_s}, Fault::CutOff, 5);
    row("all removed", {u"DELETE FROM entry"_s}, Fault::CutOff, 1);
    row("one removed and the others moved up",
        {u"DELETE FROM entry WHERE number = 2"_s, u"UPDATE entry SET number = number - 1 WHERE number = 3"_s,
         u"UPDATE entry SET number = number - 1 WHERE number = 4"_s,
         u"UPDATE entry SET number = number - 1 WHERE number = 5"_s},
        Fault::Changed, 2);
    row("two exchanged",
        {u"UPDATE entry SET number = 99 WHERE number = 2"_s,
         u"UPDATE entry SET number = 2 WHERE number = 3"_s,
         u"UPDATE entry SET number = 3 WHERE number = 99"_s},
        Fault::Changed, 2);
    row("one put before the first",
        {u"INSERT INTO entry SELECT 0, at, who, what, target, answer, hash FROM entry WHERE number = 1"_s},
        Fault::Changed, 0);
    row("one put behind the last",
        {u"INSERT INTO entry SELECT 6, at, who, what, target, answer, hash FROM entry WHERE number = 1"_s},
        Fault::Changed, 6);
    row("the head set back",
        {u"UPDATE head SET number = 4, hash = (SELECT hash FROM entry WHERE number = 4)"_s}, Fault::CutOff,
        6);
}

void AuditLogTest::seesTampering()
{
    QFETCH(const QStringList, statements);
    QFETCH(const int, fault);
    QFETCH(const int, number);
    {
        OPEN(log);
        fill(log, 5);
        QVERIFY(log.verify()->isGood());
    }
    {
        auto database = storage::Database::open(path(), storage::Database::Access::ReadWrite);
        QVERIFY(database);
        for (const char16_t *name : {u"entry_is_not_changed", u"entry_is_not_removed"})
            QVERIFY(database->run(u"DROP TRIGGER "_s + QString::fromUtf16(name)));
        for (const QString &statement : statements)
            QVERIFY2(database->run(statement), qPrintable(statement));
    }
    OPEN(log);
    const auto check = log.verify();
    QVERIFY(check);
    QCOMPARE(int(check->fault), fault);
    QCOMPARE(check->number, number);
}

// Whoever can write the file can write a chain of his own. It is another one, all the same.
void AuditLogTest::aRewrittenChainIsSeenByANotedHead()
{
    OPEN(log);
    fill(log, 3);
    const Head noted = *log.head();
    QVERIFY(log.verify(noted)->isGood());
    auto forgedResult = AuditLog::open(m_folder.filePath(u"forged.db"_s));
    QVERIFY(forgedResult);
    for (int i = 1; i <= 4; ++i)
        QVERIFY(forgedResult->append(entry(i == 2 ? 7 : i)));
    QVERIFY(forgedResult->verify()->isGood());
    const auto check = forgedResult->verify(noted);
    QVERIFY(check);
    QCOMPARE(check->fault, Fault::Other);
    QCOMPARE(check->number, 3);
    auto shorter = AuditLog::open(m_folder.filePath(u"shorter.db"_s));
    QVERIFY(shorter);
    fill(*shorter, 2);
    QCOMPARE(shorter->verify(noted)->fault, Fault::CutOff);
}

void AuditLogTest::anOlderNotedHeadStillHolds()
{
    OPEN(log);
    const Head empty = *log.head();
    fill(log, 2);
    const Head noted = *log.head();
    fill(log, 3);
    QVERIFY(log.verify(noted)->isGood());
    QVERIFY(log.verify(empty)->isGood());
}

void AuditLogTest::theFileRefusesChanges()
{
    OPEN(log);
    fill(log, 2);
    auto database = storage::Database::open(path(), storage::Database::Access::ReadWrite);
    QVERIFY(database);
    QVERIFY(!database->run(u"UPDATE entry SET answer = '500' WHERE number = 1"_s));
    QVERIFY(!database->run(u"DELETE FROM entry WHERE number = 1"_s));
    QVERIFY(log.verify()->isGood());
}

void AuditLogTest::noSecretGetsIn()
{
    const QByteArray secret = "A1b2C3d4E5f6G7h8_J9k0L1m2N3p4Q5r";
    const QByteArray spaced = "pass word/with";
    {
        OPEN(log);
        Entry told = entry(1);
        told.answer = u"400: \"%1\" is no secret"_s.arg(QString::fromLatin1(secret));
        told.target += u'/' + QString::fromLatin1(spaced.toPercentEncoding());
        told.who = QString::fromLatin1(spaced);
        QVERIFY(log.append(told, {Secret::copyOf(secret), Secret::copyOf(spaced)}));
        QVERIFY(log.verify()->isGood());
        QVERIFY(log.entries()->first().answer.contains(u"(hidden)"_s));
    }
    const QFileInfo place(path());
    for (const QFileInfo &file : place.dir().entryInfoList(QDir::Files)) {
        QFile opened(file.filePath());
        QVERIFY(opened.open(QIODevice::ReadOnly));
        const QByteArray bytes = opened.readAll();
        for (const QByteArray &one : {secret, spaced, spaced.toPercentEncoding()})
            QVERIFY2(!bytes.contains(one), qPrintable(file.fileName()));
    }
}

void AuditLogTest::textsStayOnOneLineAndWithinBounds()
{
    OPEN(log);
    Entry told = entry(1);
    told.answer = u"a\r\nb\tc"_s + QString(10'000, u'x');
    const auto kept = log.append(told);
    QVERIFY(kept);
    QVERIFY(kept->answer.startsWith(u"a  b c"_s));
    QCOMPARE(kept->answer.size(), longestText);
    QVERIFY(log.append(Entry())); // empty ones are texts too
    QVERIFY(log.verify()->isGood());
}

void AuditLogTest::everyFieldIsUnderTheHash()
{
    const Entry base = entry(1);
    QSet<QByteArray> seen = {chainedHash(chainStart(), base)};
    Entry moved = base; // the same characters, cut elsewhere
    moved.who.chop(1);
    moved.what.prepend(base.who.back());
    seen.insert(chainedHash(chainStart(), moved));
    for (int i = 0; i < 6; ++i) {
        Entry other = base;
        if (i == 0)
            ++other.number;
        else if (i == 1)
            ++other.at;
        else
            (other.*(std::array{&Entry::who, &Entry::what, &Entry::target, &Entry::answer}[size_t(i - 2)])) +=
                u'x';
        seen.insert(chainedHash(chainStart(), other));
    }
    seen.insert(chainedHash(QByteArray(32, '\1'), base));
    QCOMPARE(seen.size(), 9);
}

void AuditLogTest::theFileIsItsOwnersAlone()
{
    OPEN(log);
    fill(log, 1);
    const auto others =
        QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;
    QVERIFY(!(QFileInfo(path()).permissions() & others));
    QVERIFY(!(QFileInfo(QFileInfo(path()).path()).permissions() & others));
}

QTEST_GUILESS_MAIN(AuditLogTest)
#include "tst_auditlog.moc"
