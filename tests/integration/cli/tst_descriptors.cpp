// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// tocsinctl listen with few file descriptors.

#include "tests/support/clilistener.h"

using namespace tocsin;
using namespace Qt::StringLiterals;
using test::post;
using test::RawClient;

class DescriptorsTest : public QObject, private test::CliListener
{
    Q_OBJECT

private slots:
    void init() { makeFolder(); }
    void cleanup() { QVERIFY(!secretSeen()); }
    void goesOnAfterRunningOutOfDescriptors();
};

// A crowd takes what it is given and nothing that the program needs itself: a thread that finds no descriptor
// for its event loop would end all of it.
void DescriptorsTest::goesOnAfterRunningOutOfDescriptors()
{
#ifdef Q_OS_UNIX
    constexpr int limit = 64;
    QProcess process;
    process.setProcessEnvironment(environment());
    process.start(u"/bin/sh"_s,
                  {u"-c"_s, u"ulimit -n %1 && exec \"$0\" listen --port 0 --json --store \"$1\""_s.arg(limit),
                   QStringLiteral(TOCSINCTL), m_store});
    m_port = quint16(readRow(process).value(u"port"_s).toInt());
    QVERIFY(m_port != 0);
    std::vector<std::unique_ptr<RawClient>> crowd;
    for (int i = 0; i < 150; ++i)
        crowd.push_back(std::make_unique<RawClient>(m_port));
    QCOMPARE(crowd.front()->ask(post("/first", "x")).status, 200);
#ifdef Q_OS_LINUX
    const QDir open(u"/proc/%1/fd"_s.arg(process.processId()));
    const auto inUse = open.entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot).size();
    QVERIFY2(inUse > limit / 2 && inUse <= limit - 4, QByteArray::number(inUse));
#endif
    // Who had to wait is served when others have gone.
    auto last = std::move(crowd.back());
    crowd.clear();
    QCOMPARE(last->ask(post("/last", "x")).status, 200);
    QCOMPARE(RawClient(m_port).ask(post("/after", "x")).status, 200);
    QCOMPARE(stop(process), 0);
#else
    QSKIP("needs a limit of descriptors");
#endif
}

QTEST_GUILESS_MAIN(DescriptorsTest)
#include "tst_descriptors.moc"
