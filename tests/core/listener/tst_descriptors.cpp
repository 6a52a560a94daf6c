// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/listener/descriptors.h"

#include <QtTest>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <unistd.h>
#endif

using namespace tocsin::listener;

class DescriptorsTest : public QObject
{
    Q_OBJECT

private slots:
    void othersKeepTheirShare_data();
    void othersKeepTheirShare();
    void theLowestFreeOneIsFound();
};

void DescriptorsTest::othersKeepTheirShare_data()
{
    QTest::addColumn<int>("firstFree");
    QTest::addColumn<int>("limit");
    QTest::addColumn<int>("ceiling");
    QTest::newRow("plenty") << 24 << 1280 << 1216;
    QTest::newRow("just enough for 64") << 24 << 152 << 88;
    QTest::newRow("the half of an even rest") << 24 << 64 << 44;
    QTest::newRow("the half of an odd rest") << 23 << 64 << 43;
    QTest::newRow("one left") << 63 << 64 << 63;
    QTest::newRow("none left") << 64 << 64 << 64;
    QTest::newRow("a limit lowered below what is open") << 80 << 64 << 64;
}

void DescriptorsTest::othersKeepTheirShare()
{
    QFETCH(const int, firstFree);
    QFETCH(const int, limit);
    QTEST(connectionCeiling(firstFree, limit), "ceiling");
}

void DescriptorsTest::theLowestFreeOneIsFound()
{
#ifdef Q_OS_UNIX
    const int first = firstFreeDescriptor();
    QVERIFY(first >= 0 && first < connectionCeiling());
    QCOMPARE(::fcntl(first, F_GETFD), -1);
    const int next = ::open(".", O_RDONLY);
    QCOMPARE(next, first);
    QVERIFY(firstFreeDescriptor() > first);
    ::close(next);
#else
    QVERIFY(firstFreeDescriptor() < connectionCeiling());
#endif
}

QTEST_GUILESS_MAIN(DescriptorsTest)
#include "tst_descriptors.moc"
