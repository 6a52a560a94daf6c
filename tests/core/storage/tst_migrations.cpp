// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/migrations.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace tocsin;
using namespace tocsin::storage;
using namespace Qt::StringLiterals;

class MigrationsTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_database.reset(); }
    void anEmptyFileGetsTheCurrentSchema();
    void aSecondRunChangesNothing();
    void aNewerFileIsRefused();
    void aStepThatFailsIsTakenBack();
    void repeatsAreReadFromTheirIndexAlone();
    void writesSurviveAPowerCut();

private:
    QString schema();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::optional<Database> m_database;
};

void MigrationsTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    auto database = Database::open(m_folder->filePath(u"a.db"_s), Database::Access::ReadWrite);
    QVERIFY(database);
    m_database.emplace(std::move(*database));
}

QString MigrationsTest::schema()
{
    auto query = m_database->run(u"SELECT group_concat(sql, ';') FROM sqlite_schema"_s);
    return query && query->next() ? query->value(0).toString() : QString();
}

void MigrationsTest::anEmptyFileGetsTheCurrentSchema()
{
    QVERIFY(migrate(*m_database));
    QCOMPARE(m_database->number(u"PRAGMA user_version"_s).value_or(-1), schemaVersion);
    QVERIFY(m_database->number(u"SELECT count(*) FROM delivery"_s));
}

void MigrationsTest::aSecondRunChangesNothing()
{
    QVERIFY(migrate(*m_database));
    const QString before = schema();
    QVERIFY(!before.isEmpty());
    QVERIFY(migrate(*m_database));
    QCOMPARE(schema(), before);
}

void MigrationsTest::aNewerFileIsRefused()
{
    QVERIFY(m_database->run(u"PRAGMA user_version=%1"_s.arg(schemaVersion + 5)));
    const auto done = migrate(*m_database);
    QVERIFY(!done);
    QVERIFY(done.error().detail.contains(u"newer"_s));
    QVERIFY(done.error().detail.contains(u"a.db"_s));
    QCOMPARE(schema(), QString());
}

void MigrationsTest::aStepThatFailsIsTakenBack()
{
    QVERIFY(m_database->run(u"CREATE TABLE endpoint(mine)"_s)); // in the way of the first step
    const QString before = schema();
    QVERIFY(!migrate(*m_database));
    QCOMPARE(schema(), before);
    QCOMPARE(m_database->number(u"PRAGMA user_version"_s).value_or(-1), 0);
}

// The statement of Occurrences::load(), which every start waits for before the first delivery is filed.
void MigrationsTest::repeatsAreReadFromTheirIndexAlone()
{
    QVERIFY(migrate(*m_database));
    auto plan = m_database->run(u"EXPLAIN QUERY PLAN SELECT occurrence, max(attempt) FROM delivery WHERE "
                                "attempt > 1 GROUP BY occurrence"_s);
    QVERIFY(plan && plan->next());
    QVERIFY2(plan->value(3).toString().contains(u"USING COVERING INDEX delivery_repeat"_s),
             qPrintable(plan->value(3).toString()));
    QVERIFY(!plan->next());
}

void MigrationsTest::writesSurviveAPowerCut()
{
    QCOMPARE(m_database->number(u"PRAGMA synchronous"_s).value_or(-1), 2); // FULL
    auto mode = m_database->run(u"PRAGMA journal_mode"_s);
    QVERIFY(mode && mode->next());
    QCOMPARE(mode->value(0).toString(), u"wal"_s);
}

QTEST_GUILESS_MAIN(MigrationsTest)
#include "tst_migrations.moc"
