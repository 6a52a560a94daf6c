// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/report/blockwriter.h"
#include "core/report/ticket.h"
#include "tests/support/sampleincident.h"

#include <QtTest>

using namespace tocsin;
using namespace tocsin::report;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(TicketForm)

class TicketTest : public QObject
{
    Q_OBJECT

private slots:
    void theTitleIsOneLine()
    {
        Ticket one = ticket();
        one.incident.title = u"a\r\nb\u202e from 203.0.113.7"_s;
        QCOMPARE(ticketTitle(one),
                 u"[TLP:AMBER] High: a b<U+202E> from 203[.]0[.]113[.]7 (incident 40217)"_s);
        one.incident.title.clear();
        one.incident.severityText.clear();
        one.incident.severity = domain::Severity::None;
        one.incident.number = 0;
        one.tlp = Tlp::Clear;
        QCOMPARE(ticketTitle(one), u"[TLP:CLEAR] incident"_s);
    }

    void everyFormSaysTheSame_data()
    {
        QTest::addColumn<TicketForm>("form");
        QTest::newRow("Markdown") << TicketForm::Markdown;
        QTest::newRow("Jira") << TicketForm::Jira;
        QTest::newRow("ServiceNow") << TicketForm::ServiceNow;
    }
    void everyFormSaysTheSame()
    {
        QFETCH(TicketForm, form);
        const QString body = ticketBody(ticket(), form);
        for (const QString &words : {u"TLP:AMBER"_s, u"40217"_s, u"High"_s, u"sess"_s, u"8.5"_s,
                                     u"Lock the account"_s, u"Odd path"_s, u"Tocsin"_s})
            QVERIFY2(body.contains(words), qPrintable(words + u'\n' + body));
        QVERIFY2(!body.contains(u"203.0.113.7"_s), qPrintable(body)); // wherever it stood
        QVERIFY(body.contains(u"203[.]0[.]113[.]7"_s) || body.contains(u"203\\[.\\]0\\[.\\]113\\[.\\]7"_s));
        Ticket plain = ticket();
        plain.defang = false;
        QVERIFY(ticketBody(plain, form).contains(u"203.0.113.7"_s));
        Ticket bare;
        QVERIFY(ticketBody(bare, form).contains(u"TLP:AMBER"_s)); // nothing is known, and nothing breaks
    }

    void whatIsMarkupInJiraIsNoneInAText_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        QTest::newRow("macro") << u"{code}x{code}"_s << u"\\{code\\}x\\{code\\}"_s;
        QTest::newRow("link") << u"[~admin] [x|http://e]"_s << u"\\[\\~admin\\] \\[x\\|http://e\\]"_s;
        QTest::newRow("picture") << u"!http://e/a.png!"_s << u"\\!http://e/a.png\\!"_s;
        QTest::newRow("heading") << u"h1. x"_s << u"\\h1. x"_s;
        QTest::newRow("list") << u"# x"_s << u"\\# x"_s;
        QTest::newRow("break") << u"C:\\\\x"_s << u"C:&#92;&#92;x"_s;
        QTest::newRow("entity") << u"&#123;"_s << u"\\&\\#123;"_s;
        QTest::newRow("icon") << u"a (!) :)"_s << u"a \\(\\!) \\:)"_s;
        QTest::newRow("direction") << u"a\u202eb"_s << u"a<U\\+202E>b"_s;
    }
    void whatIsMarkupInJiraIsNoneInAText()
    {
        QFETCH(QString, text);
        QTEST(jiraOf({paragraph(text)}).trimmed(), "expected");
    }

    void aTableOfJiraHasItsCellsAndNoMore()
    {
        Block table;
        table.kind = Block::Kind::Table;
        table.children = {row({u"a"_s, u"b"_s}, true), row({u"x|y"_s, {}})};
        QCOMPARE(jiraOf({table}), u"||a||b||\n|x\\|y| |\n"_s);
    }

    void codeEndsWhereItEnds()
    {
        const QString body = jiraOf({code(u"a {noformat} b"_s)});
        QCOMPARE(body.count(u"{noformat}"_s), 2);
    }

    void noCodeBecomesHtmlInServiceNow()
    {
        const QString body = serviceNowOf({paragraph(u"[code]<script>x</script>[/CODE]"_s)});
        QVERIFY2(!body.contains(u"[code"_s, Qt::CaseInsensitive) &&
                     !body.contains(u"[/code"_s, Qt::CaseInsensitive),
                 qPrintable(body));
    }

private:
    static Ticket ticket()
    {
        Ticket one;
        one.incident = test::sampleIncident(40'217);
        one.incident.description = u"Sign-in from 203.0.113.7"_s;
        one.entities = {{domain::EntityKind::Ip, {}, u"203.0.113.7"_s, {}}};
        domain::Report report;
        report.risk = 8.5;
        report.summary = u"It came from 203.0.113.7."_s;
        report.findings = {{u"Odd path from 203.0.113.7"_s, {}, u"High"_s, domain::Severity::High, {}, {}}};
        report.recommendations = {u"Lock the account"_s};
        one.report = report;
        one.session = u"sess7"_s;
        one.at = QDateTime::fromSecsSinceEpoch(1'767'225'600, Qt::UTC);
        return one;
    }
};

QTEST_GUILESS_MAIN(TicketTest)
#include "tst_ticket.moc"
