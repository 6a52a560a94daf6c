// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/report/templates/owntemplates.h"
#include "core/report/templates/queryhelp.h"
#include "core/report/templates/querytemplate.h"

#include <QtTest>

using namespace tocsin::report;
using namespace Qt::StringLiterals;

class TemplatesTest : public QObject
{
    Q_OBJECT

private slots:
    void fillsInValues_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        QTest::addColumn<QStringList>("missing");
        QTest::newRow("values") << u"Check {entity.value} for {timespan}"_s << u"Check a.com for 24 hours"_s
                                << QStringList();
        QTest::newRow("any case and blanks") << u"{ Entity.Value }"_s << u"a.com"_s << QStringList();
        QTest::newRow("missing stay") << u"{incident.number} {incident.number} {entity.kind}"_s
                                      << u"{incident.number} {incident.number} {entity.kind}"_s
                                      << QStringList{u"incident.number"_s, u"entity.kind"_s};
        QTest::newRow("braces") << u"{{x}} {{{entity.value}}}"_s << u"{x} {a.com}"_s << QStringList();
        QTest::newRow("values are not templates")
            << u"{incident.title}"_s << u"x {timespan} y"_s << QStringList();
        QTest::newRow("not closed") << u"a {entity.value"_s << u"a {entity.value"_s << QStringList();
        QTest::newRow("one line") << u"{delivery.title}"_s << u"a b c"_s << QStringList();
    }
    void fillsInValues()
    {
        QFETCH(QString, text);
        const Values values{{u"entity.value"_s, u"a.com"_s},
                            {u"timespan"_s, u"24 hours"_s},
                            {u"incident.title"_s, u"x {timespan} y"_s},
                            {u"delivery.title"_s, u"a\r\nb\u202e c"_s}};
        const Filled filled = fill(text, values);
        QTEST(filled.text, "expected");
        QTEST(filled.missing, "missing");
    }

    void tellsWhetherOneCanBeKept_data()
    {
        using Kind = TemplateCheck::Kind;
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("text");
        QTest::addColumn<TemplateCheck>("expected");
        QTest::newRow("known") << u"a"_s << u"{entity.value}"_s << TemplateCheck{Kind::Fine, {}};
        QTest::newRow("asked for") << u"a"_s << u"{ Ticket } {ticket} {x}"_s
                                   << TemplateCheck{Kind::Fine, {u"ticket"_s, u"x"_s}};
        QTest::newRow("no name") << u" \n"_s << u"x"_s << TemplateCheck{Kind::NoName, {}};
        QTest::newRow("taken") << u" TAKEN "_s << u"x"_s << TemplateCheck{Kind::NameTaken, {}};
        QTest::newRow("no text") << u"a"_s << u" "_s << TemplateCheck{Kind::NoText, {}};
        QTest::newRow("not closed") << u"a"_s << u"{entity.value"_s << TemplateCheck{Kind::NotClosed, {}};
        QTest::newRow("long name") << QString(longestTemplateName + 1, u'a') << u"x"_s
                                   << TemplateCheck{Kind::TooLong, {}};
        QTest::newRow("long text") << u"a"_s << QString(longestTemplateText + 1, u'x')
                                   << TemplateCheck{Kind::TooLong, {}};
    }
    void tellsWhetherOneCanBeKept()
    {
        QFETCH(QString, name);
        QFETCH(QString, text);
        QTEST(checkTemplate({name, text}, {{u"Taken"_s, u"x"_s}}), "expected");
    }

    void takesFromAFileWhatCanBeKept()
    {
        const QList<QueryTemplate> read{
            {u" a "_s, u"x"_s}, {u"A"_s, u"y"_s}, {{}, u"z"_s}, {u"b"_s, u"{"_s}, {u"c"_s, u"{n}"_s}};
        QCOMPARE(usableTemplates(read), (QList<QueryTemplate>{{u"a"_s, u"x"_s}, {u"c"_s, u"{n}"_s}}));
        QList<QueryTemplate> many;
        for (int i = 0; i < 2 * mostTemplates; ++i)
            many.append({QString::number(i), u"x"_s});
        QCOMPARE(usableTemplates(many).size(), mostTemplates);
    }

    void namesFaults()
    {
        using Kind = TemplateFault::Kind;
        QCOMPARE(faultsOf(u"{entity.value} {nosuch} {open"),
                 (QList<TemplateFault>{{Kind::UnknownName, 15, u"nosuch"_s}, {Kind::NotClosed, 24, {}}}));
    }

    void builtInOnesAreWholeAndComplete()
    {
        Values values;
        for (const Placeholder &one : placeholders())
            values.insert(one.name, u"1"_s);
        values[u"entity.value"_s] = u"203.0.113.7"_s;
        values[u"timespan"_s] = u"24 hours"_s;
        values[u"delivery.title"_s] = u"sign-in from 203.0.113.7"_s;
        for (const QueryTemplate &one : builtInTemplates()) {
            QVERIFY2(faultsOf(one.text).isEmpty(), qPrintable(one.name));
            const Filled filled = fill(one.text, values);
            QVERIFY2(filled.missing.isEmpty() && helpFor(filled.text).complete(), qPrintable(filled.text));
        }
    }

    void sayWhatAQuestionLacks_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QString>("has");
        QTest::newRow("all") << u"Did 203.0.113.7 cause more than 5 failed logons in the last 24 hours?"_s
                             << u"etc"_s;
        QTest::newRow("nothing") << u"Is everything fine?"_s << u""_s;
        QTest::newRow("incident") << u"Explain incident #40217"_s << u"e"_s;
        QTest::newRow("host") << u"Check host FIN-LT-07 since Monday"_s << u"et"_s;
        QTest::newRow("ISO duration") << u"evil.com PT12H"_s << u"et"_s;
        QTest::newRow("date") << u"since 2026-05-03 outbound >= 10"_s << u"tc"_s;
        QTest::newRow("how many") << u"how many users"_s << u"c"_s;
        QTest::newRow("a week") << u"past week"_s << u"t"_s;
        QTest::newRow("for is no time alone") << u"look for trouble"_s << u""_s;
    }
    void sayWhatAQuestionLacks()
    {
        QFETCH(QString, query);
        const QueryHelp help = helpFor(query);
        QString has;
        has += help.entity ? u"e"_s : QString();
        has += help.time ? u"t"_s : QString();
        has += help.condition ? u"c"_s : QString();
        QTEST(has, "has");
    }
};

QTEST_GUILESS_MAIN(TemplatesTest)
#include "tst_templates.moc"
