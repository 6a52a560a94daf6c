// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// A report as a reader sees it: what is shown, what cannot happen, and how much of an endless one.

#include "tests/ui/support/layoutfaults.h"
#include "ui/report/entitysection.h"
#include "ui/report/findingcard.h"
#include "ui/report/portions.h"
#include "ui/report/reportfile.h"
#include "ui/report/reportview.h"
#include "ui/report/riskhead.h"
#include "ui/report/spantext.h"
#include "ui/text/words.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/texttable.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTextEdit>
#include <QToolButton>
#include <QTreeView>

using namespace tocsin;
using namespace Qt::StringLiterals;

namespace {

domain::Session sessionOf(const domain::Report &report)
{
    domain::Session session;
    session.id = u"sess_1"_s;
    session.state = domain::SessionState::Completed;
    session.query = u"What happened?"_s;
    session.report = report;
    session.raw = R"({"report": {"summary": "x"}})";
    return session;
}

domain::Report fullReport()
{
    domain::Report report;
    report.shape = domain::Report::Shape::Object;
    report.risk = 7.5;
    report.title = u"Impossible travel"_s;
    report.summary = u"The account signed in from **two countries**, from 203.0.113.7 too.\n\n"
                     "- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```kql\nSigninLogs\n```"_s;
    domain::ReportFinding finding;
    finding.title = u"Sign-in from evil.example.com"_s;
    finding.severity = domain::Severity::High;
    finding.evidence = {u"SigninLogs, 2 rows"_s};
    finding.techniques = {u"T1078.004"_s};
    report.findings = {finding};
    report.entities = {{domain::EntityKind::Ip, u"ip"_s, u"203.0.113.7"_s, 0.9},
                       {domain::EntityKind::Url, u"url"_s, u"https://evil.example.com/a"_s, {}}};
    report.techniques = {u"T1078.004"_s, u"T9999"_s};
    report.recommendations = {u"Revoke the sessions"_s, u"Block 203.0.113.7"_s};
    report.queries = {{u"Sign-ins"_s, u"KQL"_s, u"SigninLogs\n| take 10"_s}};
    report.sections = {{u"Business impact"_s, u"None known."_s}};
    return report;
}

} // namespace

class TestReportView final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<ui::Theme> m_theme;
    std::unique_ptr<ui::ReportView> m_view;

    void show(const domain::Report &report, const QSet<QString> &ticked = {})
    {
        m_view->show(ui::prepareReport(sessionOf(report)), ticked);
        QCoreApplication::processEvents();
    }
    QString words() const // all that is drawn
    {
        QStringList all;
        for (const ui::SpanText *text : m_view->findChildren<ui::SpanText *>())
            all.append(text->text());
        for (const ui::PlainLabel *label : m_view->findChildren<ui::PlainLabel *>())
            all.append(label->text());
        return all.join(u'\n');
    }
    QString label(const QString &name) const { return m_view->findChild<ui::PlainLabel *>(name)->text(); }

private slots:
    void initTestCase() { ui::installWords(*qApp); }
    void init()
    {
        m_theme = std::make_unique<ui::Theme>(*qApp);
        m_view = std::make_unique<ui::ReportView>(*m_theme);
        m_view->resize(1000, 800);
        m_view->setVisible(true);
    }
    void cleanup()
    {
        m_view.reset();
        m_theme.reset();
    }

    void everyPartIsThere()
    {
        show(fullReport());
        const QString drawn = words();
        for (const QString &part :
             {u"Summary"_s, u"two countries"_s, u"Findings"_s, u"Evidence"_s, u"SigninLogs, 2 rows"_s,
              u"Entities"_s, u"Cloud Accounts"_s, u"Initial Access"_s, u"T9999"_s, u"Revoke the sessions"_s,
              u"Sign-ins"_s, u"Business impact"_s, u"None known."_s})
            QVERIFY2(drawn.contains(part), qPrintable(part + u" is missing in\n"_s + drawn));
        QCOMPARE(m_view->findChildren<QCheckBox *>(u"recommendation"_s).size(), 2);
        QCOMPARE(test::cutTexts(*m_view), QStringList());
        QCOMPARE(test::sidewaysBars(*m_view), QStringList());
    }

    void theGaugeIsForZeroToTenOnly_data()
    {
        QTest::addColumn<double>("risk");
        QTest::addColumn<bool>("isStated");
        QTest::addColumn<bool>("hasGauge");
        QTest::addColumn<QString>("number");
        QTest::addColumn<QString>("escalation");
        QTest::newRow("high") << 7.5 << true << true << u"7.5"_s << u"Escalate"_s;
        QTest::newRow("low") << 3.0 << true << true << u"3"_s << u"Below"_s;
        QTest::newRow("nought") << 0.0 << true << true << u"0"_s << u"Below"_s;
        QTest::newRow("ten") << 10.0 << true << true << u"10"_s << u"Escalate"_s;
        QTest::newRow("of a hundred") << 75.0 << true << false << u"75"_s << u"outside 0 to 10"_s;
        QTest::newRow("below nought") << -1.0 << true << false << u"-1"_s << u"outside 0 to 10"_s;
        QTest::newRow("none") << 0.0 << false << false << u"–"_s << u"cannot be told"_s;
    }
    void theGaugeIsForZeroToTenOnly()
    {
        QFETCH(double, risk);
        QFETCH(bool, isStated);
        QFETCH(bool, hasGauge);
        domain::Report report = fullReport();
        report.risk = isStated ? std::optional(risk) : std::nullopt;
        show(report);
        QCOMPARE(m_view->findChild<ui::RiskGauge *>()->isVisible(), hasGauge);
        QTEST(label(u"riskNumber"_s), "number");
        QFETCH(QString, escalation);
        QVERIFY2(label(u"escalation"_s).contains(escalation), qPrintable(label(u"escalation"_s)));
    }

    void aWordInPlaceOfTheRiskIsShortened()
    {
        domain::Report report = fullReport();
        report.risk.reset();
        report.riskText = u"rather high\u202E"_s + QString(300, u'!');
        show(report);
        QCOMPARE(label(u"riskNumber"_s), u"rather high…"_s);
        QVERIFY(label(u"escalation"_s).contains(u"cannot be told"_s));
    }

    void indicatorsAreDefanged()
    {
        show(fullReport());
        QVERIFY(!words().contains(u"203.0.113.7"_s));
        QVERIFY(!words().contains(u"evil.example.com"_s));
        auto *table = m_view->findChild<ui::TextTable *>(u"reportEntities"_s);
        table->selectRow(0);
        table->findChild<QAction *>(u"copyDefanged"_s)->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"203[.]0[.]113[.]7"_s);
        table->findChild<QAction *>(u"copyOriginal"_s)->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"203.0.113.7"_s);
        QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
        QVERIFY(!QGuiApplication::clipboard()->text().contains(u"203.0.113.7"_s));
    }

    void anEntityLeadsOn()
    {
        show(fullReport());
        QSignalSpy graph(m_view.get(), &ui::ReportView::graphAsked);
        QSignalSpy incidents(m_view.get(), &ui::ReportView::incidentsAsked);
        QSignalSpy deliveries(m_view.get(), &ui::ReportView::deliveriesAsked);
        auto *table = m_view->findChild<ui::TextTable *>(u"reportEntities"_s);
        table->selectRow(1);
        for (const QString &name : {u"entityGraph"_s, u"entityIncidents"_s, u"entityDeliveries"_s})
            table->findChild<QAction *>(name)->trigger();
        QCOMPARE(graph.count() + incidents.count() + deliveries.count(), 3);
        QCOMPARE(graph.constFirst().constFirst().value<domain::Entity>().value,
                 u"https://evil.example.com/a"_s);
    }

    void ticksAreToldAndShown()
    {
        show(fullReport(), {u"Block 203.0.113.7"_s});
        QSignalSpy ticked(m_view.get(), &ui::ReportView::ticked);
        const auto boxes = m_view->findChildren<QCheckBox *>(u"recommendation"_s);
        QVERIFY(!boxes.at(0)->isChecked() && boxes.at(1)->isChecked());
        boxes.at(0)->click();
        QCOMPARE(ticked.constFirst(), (QVariantList{u"Revoke the sessions"_s, true}));
    }

    void aQueryIsCopiedAsSent()
    {
        show(fullReport());
        for (QToolButton *copy : m_view->findChildren<QToolButton *>(u"copyCode"_s))
            copy->click(); // the last one is that of the query
        QCOMPARE(QGuiApplication::clipboard()->text(), u"SigninLogs\n| take 10"_s);
    }

    void whatWasSentIsOneClickAway()
    {
        show(fullReport());
        auto *tree = m_view->findChild<QTreeView *>(u"reportRaw"_s);
        QVERIFY(!tree->isVisible());
        m_view->findChild<QPushButton *>(u"showRaw"_s)->click();
        QVERIFY(tree->isVisible());
        QVERIFY(tree->model()->rowCount() > 0);
    }

    void markupFromOutsideIsText()
    {
        const QString bad =
            u"<img src='http://192.0.2.1/p.png'><b>x</b>\u202Egpj.exe ![](http://192.0.2.1/q) "
            "[click](file:///etc/passwd) <a href='http://192.0.2.1/'>y</a>"_s;
        domain::Report report = fullReport();
        report.summary = bad;
        report.findings.first().title = bad;
        report.findings.first().text = bad;
        report.recommendations = {bad};
        report.sections = {{bad, bad}};
        report.queries = {{bad, bad, bad}};
        report.techniques = {bad};
        report.riskText = bad;
        report.risk.reset();
        show(report);
        m_view->grab(); // paints all of it
        QVERIFY(m_view->findChildren<QTextEdit *>().isEmpty());
        for (const QLabel *label : m_view->findChildren<QLabel *>()) {
            QCOMPARE(label->textFormat(), Qt::PlainText);
            QVERIFY(!label->text().contains(u'\u202E'));
        }
        QVERIFY(!words().contains(u'\u202E'));
        QVERIFY(words().contains(u"<img"_s)); // it says what it says
    }

    void nothingFromOutsideMakesItWider()
    {
        const QString wide = QString(400, u'W') + u" x"_s;
        domain::Report report = fullReport();
        report.risk.reset();
        report.riskText = wide;
        report.summary = wide + u"\n\n| a | b |\n|---|---|\n| "_s + wide + u" | "_s + wide + u" |"_s;
        report.findings.first() = {wide, wide, wide, domain::Severity::Unknown, {wide}, {wide, wide}};
        report.recommendations = {wide};
        report.sections = {{wide, wide}};
        report.queries = {{wide, wide, wide}};
        report.entities = {{domain::EntityKind::Other, wide, wide, 1e300}};
        report.techniques = {u"T9999"_s};
        for (const int width : {420, 671, 1000}) {
            m_view->resize(width, 800);
            show(report);
            auto *page = m_view->findChild<QScrollArea *>(u"reportScroll"_s)->widget();
            QVERIFY2(page->width() <= width, qPrintable(u"%1 in %2"_s.arg(page->width()).arg(width)));
        }
    }

    void anEndlessReportCostsAPortion()
    {
        domain::Report report = fullReport();
        const domain::ReportFinding finding = report.findings.constFirst();
        report.findings.fill(finding, 5000);
        report.recommendations.fill(u"Do *it*"_s, 5000);
        report.techniques.clear();
        for (int id = 1000; id < 6000; ++id)
            report.techniques.append(u"T%1"_s.arg(id));
        QString text;
        for (int line = 0; line < 3000; ++line)
            text += u"Paragraph %1\n\n"_s.arg(line);
        report.summary = text + QString(200, u'>') + u" deep"_s;
        show(report);
        QVERIFY2(m_view->findChildren<QWidget *>().size() < 3000,
                 qPrintable(QString::number(m_view->findChildren<QWidget *>().size())));
        auto *cards = m_view->findChild<ui::Portions *>(u"reportFindings"_s);
        const qsizetype before = cards->shown();
        cards->findChild<QPushButton *>(u"showMore"_s, Qt::FindDirectChildrenOnly)->click();
        QVERIFY(cards->shown() > before);
    }

    void aParagraphWrapsWithinAWord()
    {
        ui::SpanText text(*m_theme);
        text.setPlain(QString(4000, u'A'));
        QVERIFY(text.heightForWidth(200) > 4 * text.heightForWidth(2000));
        text.resize(200, text.heightForWidth(200));
        text.show();
        QTest::keyClick(&text, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(&text, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text().size(), 4000);
    }

    void everyFormIsWritten_data()
    {
        QTest::addColumn<ui::ReportForm>("form");
        QTest::addColumn<QByteArray>("begins");
        QTest::newRow("markdown") << ui::ReportForm::Markdown << QByteArray();
        QTest::newRow("html") << ui::ReportForm::Html << QByteArray("<!");
        QTest::newRow("pdf") << ui::ReportForm::Pdf << QByteArray("%PDF-");
        QTest::newRow("json") << ui::ReportForm::Json << QByteArray("{");
        QTest::newRow("findings") << ui::ReportForm::FindingsCsv << QByteArray();
        QTest::newRow("entities") << ui::ReportForm::EntitiesCsv << QByteArray();
        QTest::newRow("navigator") << ui::ReportForm::Navigator << QByteArray("{");
        QTest::newRow("stix") << ui::ReportForm::Stix << QByteArray("{");
    }
    void everyFormIsWritten()
    {
        QFETCH(ui::ReportForm, form);
        QFETCH(QByteArray, begins);
        report::Source source;
        source.session = sessionOf(fullReport());
        source.at = QDateTime(QDate(2026, 5, 3), QTime(10, 0), Qt::UTC);
        QTemporaryDir folder;
        const QString name = ui::reportFileName(source, form);
        QVERIFY2(name.startsWith(u"impossible-travel-2026-05-03"_s), qPrintable(name));
        const QString path = folder.filePath(name);
        QVERIFY(ui::writeReport(path, ui::reportBytes(source, form)));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        QVERIFY(!bytes.isEmpty() && bytes.startsWith(begins));
        QVERIFY(!(file.permissions() & (QFile::ReadGroup | QFile::ReadOther)));
        QCOMPARE(ui::writeReport(folder.filePath(u"no/such/folder"_s), bytes).error().kind,
                 Error::Kind::Storage);
    }

    void aFileNameIsPlainWhateverTheTitle_data()
    {
        QTest::addColumn<QString>("title");
        QTest::addColumn<QString>("name");
        QTest::newRow("path") << u"../../etc/passwd"_s << u"etc-passwd.md"_s;
        QTest::newRow("nothing plain") << u"漢字"_s << u"report.md"_s;
        QTest::newRow("device") << u"C:\\a|b\u202E?"_s << u"c-a-b.md"_s;
    }
    void aFileNameIsPlainWhateverTheTitle()
    {
        QFETCH(QString, title);
        report::Source source;
        source.session = sessionOf(fullReport());
        source.session.report->title = title;
        QTEST(ui::reportFileName(source, ui::ReportForm::Markdown), "name");
    }
};

QTEST_MAIN(TestReportView)
#include "tst_reportview.moc"
