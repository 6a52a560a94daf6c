// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// What the program says of itself, and what it ends with when it is used wrongly or cannot.

#include "tests/support/clifixture.h"

using namespace tocsin;
using namespace Qt::StringLiterals;
using test::Outcome;

class UsageTest : public QObject, private test::CliFixture
{
    Q_OBJECT

private slots:
    void init() { makeFolder(); }
    void cleanup() { QVERIFY(!secretSeen()); }
    void everyCommandHasHelp_data();
    void everyCommandHasHelp();
    void everyOptionOfSendIsDocumented();
    void wrongUsageIsTwo_data();
    void wrongUsageIsTwo();
    void strictNeedsWhatCanBeValid_data();
    void strictNeedsWhatCanBeValid();
    void anUnknownSchemeHasANeighbour_data();
    void anUnknownSchemeHasANeighbour();
    void whatCannotBeIsThree_data();
    void whatCannotBeIsThree();
};

void UsageTest::everyCommandHasHelp_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QStringList>("words");
    QTest::newRow("none") << QStringList{u"--help"_s}
                          << QStringList{u"listen"_s,     u"verify"_s,  u"explain"_s, u"send"_s,
                                         u"deliveries"_s, u"schemes"_s, u"secrets"_s, u"code"_s,
                                         u"replay"_s,     u"forward"_s};
    QTest::newRow("listen") << QStringList{u"listen"_s, u"--help"_s}
                            << QStringList{u"--port"_s,   u"--bind"_s,   u"--store"_s, u"--endpoint"_s,
                                           u"--strict"_s, u"--secret"_s, u"--url"_s,   u"--param"_s,
                                           u"--rules"_s,  u"--tls"_s,    u"--count"_s, u"--json"_s};
    QTest::newRow("verify") << QStringList{u"verify"_s, u"--help"_s}
                            << QStringList{u"--scheme"_s, u"--secret"_s, u"--url"_s, u"--now"_s, u"--json"_s};
    QTest::newRow("code") << QStringList{u"code"_s, u"--help"_s}
                          << QStringList{u"--scheme"_s, u"--language"_s, u"--variant"_s, u"--output"_s,
                                         u"csharp"_s};
    QTest::newRow("explain") << QStringList{u"explain"_s, u"--help"_s}
                             << QStringList{u"--scheme"_s, u"--secret"_s, u"--other"_s, u"--url"_s,
                                            u"--param"_s,  u"--now"_s,    u"--json"_s};
    QTest::newRow("send") << QStringList{u"send"_s, u"-h"_s}
                          << QStringList{u"--scheme"_s, u"--secret"_s, u"--sample"_s,
                                         u"--body"_s,   u"--header"_s, u"--count"_s,
                                         u"--retry"_s,  u"--url"_s,    u"--param"_s};
    QTest::newRow("deliveries") << QStringList{u"deliveries"_s, u"--help"_s}
                                << QStringList{u"list"_s, u"show"_s,   u"export"_s,
                                               u"pin"_s,  u"delete"_s, u"--format"_s};
    QTest::newRow("replay") << QStringList{u"replay"_s, u"--help"_s}
                            << QStringList{u"--id"_s,     u"--to"_s,     u"--allow"_s,    u"--resign"_s,
                                           u"--secret"_s, u"--header"_s, u"--set-body"_s, u"--rate"_s};
    QTest::newRow("forward") << QStringList{u"forward"_s, u"--help"_s}
                             << QStringList{u"--endpoint"_s,     u"--to"_s,   u"--allow"_s,
                                            u"--verify-first"_s, u"--from"_s, u"--backlog"_s,
                                            u"--once"_s};
    QTest::newRow("the analyst's") << QStringList{u"--help"_s}
                                   << QStringList{u"connections"_s, u"incidents"_s, u"investigate"_s,
                                                  u"sessions"_s,    u"report"_s,    u"search"_s,
                                                  u"entity"_s};
    QTest::newRow("connections") << QStringList{u"connections"_s, u"--help"_s}
                                 << QStringList{u"--api"_s,   u"--key"_s,     u"--label"_s,
                                                u"--vault"_s, u"--ca-file"_s, u"--proxy"_s};
    QTest::newRow("incidents") << QStringList{u"incidents"_s, u"--help"_s}
                               << QStringList{u"--connection"_s, u"--severity"_s, u"--status"_s,
                                              u"--timespan"_s,   u"--limit"_s,    u"--every"_s};
    QTest::newRow("investigate") << QStringList{u"investigate"_s, u"--help"_s}
                                 << QStringList{u"--incident"_s, u"--persona"_s, u"--provider"_s, u"--wait"_s,
                                                u"--fail-on-risk"_s};
    QTest::newRow("report") << QStringList{u"report"_s, u"--help"_s}
                            << QStringList{u"--format"_s, u"--tlp"_s, u"--output"_s, u"navigator"_s,
                                           u"stix"_s};
    QTest::newRow("secrets") << QStringList{u"secrets"_s, u"--help"_s}
                             << QStringList{u"add"_s, u"list"_s, u"rotate"_s, u"remove"_s, u"--vault"_s};
}

void UsageTest::everyCommandHasHelp()
{
    QFETCH(QStringList, arguments);
    QFETCH(QStringList, words);
    const Outcome outcome = run(arguments);
    QCOMPARE(outcome.code, 0);
    QVERIFY(outcome.err.isEmpty());
    for (const QString &word : std::as_const(words))
        QVERIFY2(outcome.out.contains(word.toUtf8()), qPrintable(word));
}

void UsageTest::everyOptionOfSendIsDocumented()
{
    QFile page(QStringLiteral(TOCSIN_TEST_DATA "/../../docs/sending.md"));
    QVERIFY(page.open(QFile::ReadOnly));
    const QString text = QString::fromUtf8(page.readAll());
    static const QRegularExpression option(u"^ +(?:-\\w, )?--([a-z-]+)"_s,
                                           QRegularExpression::MultilineOption);
    auto found = option.globalMatch(QString::fromUtf8(run({u"send"_s, u"--help"_s}).out));
    int count = 0;
    while (found.hasNext()) {
        const QString name = found.next().captured(1);
        if (name.startsWith(u"help"_s))
            continue;
        QVERIFY2(text.contains(u"`--%1"_s.arg(name)), qPrintable(name));
        ++count;
    }
    QVERIFY(count > 15);
}

void UsageTest::wrongUsageIsTwo_data()
{
    QTest::addColumn<QStringList>("arguments");
    const auto row = [](const QString &line) {
        QTest::newRow(qPrintable(line)) << line.split(u' ', Qt::SkipEmptyParts);
    };
    row(u""_s);
    row(u"nonsense"_s);
    row(u"listen --nonsense"_s);
    row(u"listen extra"_s);
    row(u"code"_s);
    row(u"code --scheme stripe"_s);
    row(u"code --scheme stripe --language cobol"_s);
    row(u"code --scheme nobody --language node"_s);
    row(u"code --scheme stripe --language node --variant none"_s);
    row(u"code file --scheme stripe --language node"_s);
    row(u"listen --port 70000"_s);
    row(u"listen --port x"_s);
    row(u"listen --count 0"_s);
    row(u"listen --endpoint a"_s);
    row(u"listen --port 0 --endpoint a:nopath"_s);
    row(u"listen --port 0 --endpoint a:/x:noscheme"_s);
    row(u"listen --port 0 --url a=https://example.org/"_s); // of which endpoint?
    row(u"listen --port 0 --endpoint a:/x:square --url https://example.org/"_s);
    row(u"listen --port 0 --endpoint a:/x:square --url b=https://example.org/"_s);
    row(u"listen --port 0 --endpoint a:/x:square --url a=example.org"_s);
    row(u"listen --port 0 --endpoint a:/x:paypal --param webhook-id=1"_s);
    row(u"listen --port 0 --endpoint a:/x:paypal --param a:webhook-id"_s);
    row(u"listen --port 0 --endpoint a:/x:paypal --param a:other=1"_s);
    row(u"listen --port 0 --endpoint a:/x:paypal --param a:webhook-id="_s);
    row(u"listen --secret novalue"_s);
    row(u"listen --secret a=unknown:x"_s);
    row(u"listen --tls one"_s);
    row(u"verify"_s);
    row(u"verify a b"_s);
    row(u"verify - --scheme none"_s);
    row(u"verify - --now tomorrow"_s);
    row(u"verify - --url example.org"_s);
    row(u"verify - --url="_s);
    row(u"verify - --now 9223372036854775807"_s);
    row(u"verify - --param webhook-id"_s);
    row(u"send http://127.0.0.1:1 --scheme square --url example.org"_s);
    row(u"explain"_s);
    row(u"explain a b"_s);
    row(u"explain - --scheme none"_s);
    row(u"explain - --now tomorrow"_s);
    row(u"explain - --url nowhere"_s);
    row(u"explain - --param novalue"_s);
    row(u"send"_s);
    row(u"send ftp://x --scheme socwarden"_s);
    row(u"send http://127.0.0.1:1 --scheme none"_s);
    row(u"send http://127.0.0.1:1 --scheme socwarden --count 0"_s);
    row(u"send http://127.0.0.1:1 --scheme socwarden"_s); // signs, and no secret is named
    row(u"secrets"_s);
    row(u"secrets add label"_s);
    row(u"secrets list extra"_s);
}

void UsageTest::wrongUsageIsTwo()
{
    QFETCH(QStringList, arguments);
    if (arguments.value(0) == u"listen"_s)
        arguments += {u"--store"_s, m_store};
    const Outcome outcome = run(arguments);
    QVERIFY2(outcome.code == 2, outcome.err.constData());
    QVERIFY(outcome.out.isEmpty());
    QVERIFY2(outcome.err.startsWith("tocsinctl: "), outcome.err.constData());
}

void UsageTest::strictNeedsWhatCanBeValid_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QByteArray>("word");
    const QString good = u" --endpoint good:/g:socwarden:main"_s;
    QTest::newRow("no scheme") << good + u" --endpoint bare:/b"_s << QByteArray("\"bare\" has no scheme");
    QTest::newRow("an empty scheme") << u" --endpoint bare:/b::main"_s
                                     << QByteArray("\"bare\" has no scheme");
    QTest::newRow("no secret") << u" --endpoint keyless:/k:socwarden"_s
                               << QByteArray("\"keyless\" has no secret");
    QTest::newRow("saved endpoints") << QString() << QByteArray("--endpoint");
}

void UsageTest::strictNeedsWhatCanBeValid()
{
    QFETCH(QString, line);
    QFETCH(QByteArray, word);
    const Outcome outcome =
        run((u"listen --port 0 --strict --store "_s + m_store + line).split(u' ', Qt::SkipEmptyParts));
    QCOMPARE(outcome.code, 2);
    QVERIFY2(outcome.err.contains(word), outcome.err);
    QVERIFY2(outcome.err.contains("--strict"), outcome.err); // and what to do about it
    QVERIFY(!QFile::exists(m_store));
}

void UsageTest::anUnknownSchemeHasANeighbour_data()
{
    QTest::addColumn<QString>("line");
    QTest::newRow("explain") << u"explain - --scheme GitHb"_s;
    QTest::newRow("verify") << u"verify - --scheme GitHb --secret a=env:KEY"_s;
    QTest::newRow("code") << u"code --scheme GitHb --language go"_s;
    QTest::newRow("send") << u"send http://127.0.0.1:9/ --scheme GitHb --secret a=env:KEY"_s;
    QTest::newRow("schemes") << u"schemes show GitHb"_s;
    QTest::newRow("secrets") << u"secrets add a env:KEY --scheme GitHb"_s;
}

// Not with all two hundred.
void UsageTest::anUnknownSchemeHasANeighbour()
{
    QFETCH(QString, line);
    const Outcome outcome = run(line.split(u' '));
    QVERIFY(outcome.code == 1 || outcome.code == 2);
    QVERIFY2(outcome.err.contains("there is no scheme \"GitHb\": did you mean github?"),
             outcome.err.constData());
    QVERIFY(outcome.err.size() < 200);
}

void UsageTest::whatCannotBeIsThree_data()
{
    QTest::addColumn<QString>("line");
    QTest::newRow("no such key variable")
        << u"listen --port 0 --store %1/d.db --secret a=env:NOT_SET_ANYWHERE"_s;
    QTest::newRow("no such key file") << u"listen --port 0 --store %1/d.db --secret a=file:%1/none"_s;
    QTest::newRow("a store that is none") << u"listen --port 0 --store %1/text"_s;
    QTest::newRow("an address of another machine") << u"listen --port 0 --store %1/d.db --bind 192.0.2.1"_s;
    QTest::newRow("no certificate") << u"listen --port 0 --store %1/d.db --tls %1/text,%1/text"_s;
    QTest::newRow("no store to list") << u"deliveries list --store %1/none.db"_s;
    QTest::newRow("text to list") << u"deliveries list --store %1/text"_s;
    QTest::newRow("no file to verify") << u"verify %1/none"_s;
    QTest::newRow("no scheme to write code from") << u"code %1/none --language go"_s;
    QTest::newRow("text to write code from") << u"code %1/text --language go"_s;
    QTest::newRow("no place for code") << u"code --scheme stripe --language go --output %1/none/a.go"_s;
    QTest::newRow("no request to verify") << u"verify %1/text"_s;
    QTest::newRow("nobody listens") << u"send http://127.0.0.1:1/ --scheme socmate"_s;
    QTest::newRow("no body file") << u"send http://127.0.0.1:1/ --scheme socmate --body %1/none"_s;
}

void UsageTest::whatCannotBeIsThree()
{
    QFETCH(QString, line);
    QFile text(file(u"text"_s));
    QVERIFY(text.open(QIODevice::WriteOnly) && text.write(QByteArray(5000, 'x')) == 5000);
    text.close();
    const Outcome outcome = run(line.arg(m_folder->path()).split(u' '));
    QVERIFY2(outcome.code == 3, (outcome.out + outcome.err).constData());
}

QTEST_GUILESS_MAIN(UsageTest)
#include "tst_usage.moc"
