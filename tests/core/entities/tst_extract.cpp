// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/entities/distinct.h"
#include "core/entities/extract.h"

#include <QtTest>

using namespace tocsin;
using namespace tocsin::entities;
using namespace Qt::StringLiterals;

namespace {

QString unescaped(QString text)
{
    text.replace("\\n"_L1, "\n"_L1).replace("\\t"_L1, "\t"_L1);
    static const QRegularExpression character(u"\\\\u\\{([0-9A-F]+)\\}"_s);
    for (auto match = character.match(text); match.hasMatch(); match = character.match(text)) {
        const char32_t point = match.captured(1).toUInt(nullptr, 16);
        text.replace(match.capturedStart(), match.capturedLength(), QString::fromUcs4(&point, 1));
    }
    return text;
}

QString toldOf(const Found &found, const QString &text)
{
    QString line = domain::entityKindId(found.entity.kind) + u' ' + found.entity.value;
    if (const QString spelled = text.mid(found.offset, found.length); spelled != found.entity.value)
        line += " at "_L1 + spelled;
    return line;
}

} // namespace

class ExtractTest : public QObject
{
    Q_OBJECT

private slots:
    void findsWhatIsThereAndNothingElse_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("expected");
        QFile file(QStringLiteral(TOCSIN_TEST_DATA "/entities/cases.txt"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QString title, text;
        QStringList expected;
        const auto finish = [&] {
            if (!title.isEmpty())
                QTest::newRow(qPrintable(title)) << text << expected;
        };
        const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n');
        for (const QString &line : lines) {
            if (line.startsWith("= "_L1)) {
                finish();
                title = line.mid(2);
                expected.clear();
            } else if (line.startsWith("> "_L1)) {
                text = unescaped(line.mid(2));
            } else if (!line.isEmpty() && !line.startsWith(u'#')) {
                expected << line;
            }
        }
        finish();
    }
    void findsWhatIsThereAndNothingElse()
    {
        QFETCH(QString, text);
        QStringList told;
        for (const Found &found : extract(text))
            told << toldOf(found, text);
        QTEST(told, "expected");
    }

    void knowsTheCallersAccountDomains()
    {
        const QString text = u"mail from j.doe@contoso.com"_s;
        QCOMPARE(extract(text).value(0).entity.kind, domain::EntityKind::Email);
        Options options;
        options.accountDomains = {u"contoso.com"_s};
        QCOMPARE(extract(text, options).value(0).entity.kind, domain::EntityKind::User);
    }

    void tellsWhatWasDefanged()
    {
        const auto found = extract(u"evil[.]com and good.com");
        QCOMPARE(found.size(), 2);
        QVERIFY(found[0].defanged);
        QVERIFY(!found[1].defanged);
    }

    void stopsAtTheLimit()
    {
        Options options;
        options.most = 3;
        QCOMPARE(extract(u"a.com b.com c.com d.com e.com", options).size(), 3);
    }

    void countsEachOnce()
    {
        const auto all =
            distinct(extract(u"EVIL.com evil[.]com 2001:db8::1 2001:DB8:0::1 evil.com other.com"));
        QCOMPARE(all.size(), 3);
        QCOMPARE(all[0].entity.value, u"evil.com"_s);
        QCOMPARE(all[0].count, 3);
        QCOMPARE(all[1].count, 2);
        QCOMPARE(all[2].first, 5);
    }

    void takesAHostileMegabyte_data()
    {
        QTest::addColumn<QString>("unit");
        for (const char *unit : {"a",         "a.",        "1.",       ":",
                                 "::",        "a:",        "1:2:",     "@",
                                 "a@",        "a@b.",      "\\",       "a\\",
                                 "a\\\\",     "http://",   "http://[", "[.]",
                                 "[[.]",      "(dot)",     "[",        ")",
                                 "hxxp",      "hxxp[://]", "1.1.1.1-", "host ",
                                 "host=",     "a.com ",    "f0",       "\xe2\x80\x8b",
                                 "\xc3\xa4.", "%",         "_",        "NT AUTHORITY\\",
                                 "x.exe\\"})
            QTest::newRow(unit) << QString::fromUtf8(unit);
    }
    // Finishes within the test's own time-out, which a quadratic search would not: a megabyte squared is
    // hours.
    void takesAHostileMegabyte()
    {
        QFETCH(QString, unit);
        const QString text = unit.repeated(1'000'000 / unit.size());
        for (const Found &found : extract(text))
            QVERIFY(found.offset >= 0 && found.length > 0 && found.offset + found.length <= text.size());
    }
};

QTEST_GUILESS_MAIN(ExtractTest)
#include "tst_extract.moc"
