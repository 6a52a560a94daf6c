// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/tools/screenshots/analyst.h"
#include "tests/ui/tools/screenshots/scenes.h"
#include "tests/ui/tools/screenshots/stage.h"

#include <QDialog>
#include <QListView>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTest>
#include <QThread>

using namespace Qt::StringLiterals;

namespace tocsin::pictures {

namespace {

using domain::EntityKind;

domain::Session completed(const QString &query, const domain::Report &report)
{
    domain::Session session;
    session.id = u"sess_"_s + QString::number(qHash(query), 16);
    session.state = domain::SessionState::Completed;
    session.query = query;
    session.persona = u"soc_analyst"_s;
    session.provider = u"sentinel"_s;
    session.report = report;
    session.raw = R"({"session_id":"sess_1","status":"completed","report":{"risk_score":7.5,"extra":null}})";
    return session;
}

domain::Report fullReport()
{
    domain::Report report;
    report.shape = domain::Report::Shape::Object;
    report.risk = 8.2;
    report.title = u"Impossible travel of j.doe, then mail rules that hide replies"_s;
    report.summary = u"The account **j.doe** signed in from *Lisbon* and 41 minutes later from *Osaka*, from "
                     "203.0.113.7, with a token and without a second factor.\n\nWhat speaks for a taken "
                     "session:\n\n- the user agent changed within the session\n- an inbox rule moves "
                     "replies to `RSS Feeds`\n- 1 204 messages were read in 9 minutes"_s;
    report.findings = {{u"Sign-in from 203.0.113.7 with a stolen token"_s,
                        u"No second factor was asked: the token had been issued in Lisbon."_s,
                        u"High"_s,
                        domain::Severity::High,
                        {u"SigninLogs, 2 rows, 03:12 and 03:53"_s, u"user agent `python-requests/2.31`"_s},
                        {u"T1078.004"_s, u"T1550.001"_s}},
                       {u"Inbox rule \"..\" hides replies"_s,
                        u"Made eleven minutes after the sign-in."_s,
                        u"Medium"_s,
                        domain::Severity::Medium,
                        {u"OfficeActivity, New-InboxRule"_s},
                        {u"T1564.008"_s}},
                       {u"No sign of spread"_s, {}, u"Low"_s, domain::Severity::Low, {}, {}}};
    report.entities = {{EntityKind::User, u"user"_s, u"j.doe@example.com"_s, 0.98},
                       {EntityKind::Ip, u"ip"_s, u"203.0.113.7"_s, 0.95},
                       {EntityKind::Host, u"host"_s, u"FIN-LT-07"_s, {}},
                       {EntityKind::Url, u"url"_s, u"https://login.evil.example/oauth?next=%2Fmail"_s, 0.6},
                       {EntityKind::Other, u"campaign"_s, u"Quiet Dune"_s, 0.4}};
    report.techniques = {u"T1078.004"_s, u"T1550.001"_s, u"T1564.008"_s};
    report.recommendations = {u"Revoke every session of j.doe and reset the password."_s,
                              u"Remove the inbox rule `..` and look for forwards."_s,
                              u"Block 203.0.113.7 at the gateway for 30 days."_s};
    report.queries = {{u"Sign-ins of the account"_s, u"KQL"_s,
                       u"SigninLogs\n| where UserPrincipalName == \"j.doe@example.com\"\n| where "
                       "TimeGenerated > ago(24h)\n| summarize count() by IPAddress, Location"_s}};
    report.sections = {{u"Business impact"_s, u"Mail of the finance team was read."_s}};
    return report;
}

domain::Report hostileReport()
{
    const QString bad = u"<img src=x onerror=alert(1)> \u202Egpj.exe [click](file:///etc/passwd) "_s +
                        QString(300, u'W') + u" \u05E9\u05DC\u05D5\u05DD \u0645\u0631\u062D\u0628\u0627"_s;
    domain::Report report = fullReport();
    report.title = bad;
    report.summary = bad + u"\n\n| a | b |\n|---|---|\n| "_s + QString(80, u'x') + u" | <b>y</b> |"_s;
    report.risk.reset();
    report.riskText = u"very <b>high</b> \u202E"_s;
    report.findings = {{bad, bad, bad, domain::Severity::Unknown, {bad, bad}, {bad, u"T1078"_s}}};
    report.entities.prepend({EntityKind::Other, bad, bad, 1e300});
    report.recommendations = {bad, QString(500, u'a')};
    report.techniques = {u"T9999"_s, u"T1078"_s};
    report.queries = {{bad, bad, QString(400, u'q')}};
    report.sections = {{bad, bad}};
    return report;
}

void fill(Stage &stage)
{
    auto *analyst = new Analyst(stage);
    analyst->start();
    domain::Report hundred = fullReport();
    hundred.risk = 82;
    hundred.title = u"Rated out of a hundred"_s;
    hundred.recommendations.clear();
    hundred.techniques.clear();
    domain::Report words;
    words.shape = domain::Report::Shape::Text;
    words.summary =
        u"# Report\n\nNothing was found that speaks *for* it.\n\n## Next\n\n1. Close it.\n2. Tell the owner."_s;
    analyst->keep(completed(u"As Markdown only"_s, words));
    analyst->keep(completed(u"Out of a hundred"_s, hundred));
    analyst->keep(completed(u"\u202E<b>hostile</b> "_s + QString(300, u'Q'), hostileReport()));
    analyst->keep(completed(u"Is j.doe's sign-in from Osaka real? Last 24 hours, more than one country."_s,
                            fullReport()),
                  40217);
}

void drawDown(Stage &stage, Analyst &analyst, const QString &name)
{
    auto *bar = analyst.page().findChild<QScrollArea *>(u"reportScroll"_s)->verticalScrollBar();
    for (int part = 0; part < 3; ++part) {
        bar->setValue(bar->maximum() * part / 2);
        Stage::settle(100);
        stage.save(analyst.page(), u"%1-%2"_s.arg(name).arg(part));
    }
    bar->setValue(0);
}

void draw(Stage &stage)
{
    Analyst &analyst = Analyst::of(stage);
    analyst.lookAs(stage);
    auto *list = analyst.page().findChild<QListView *>(u"sessionList"_s);
    const QStringList names{u"full"_s, u"hostile"_s, u"hundred"_s, u"markdown"_s};
    for (int row = 0; row < names.size() && row < list->model()->rowCount(); ++row) {
        list->setCurrentIndex(list->model()->index(row, 0));
        Stage::settle(600);
        drawDown(stage, analyst, names.at(row));
    }
    // The disk is slow: what is shown meanwhile.
    analyst.desk().book().read<int>(
        &analyst, [](const Result<int> &) {},
        [](storage::AnalystStores &) -> Result<int> {
            QThread::msleep(1500);
            return 0;
        });
    list->setCurrentIndex(list->model()->index(0, 0));
    Stage::settle(700);
    stage.save(analyst.page(), u"loading"_s);
    Stage::settle(1500);
    emit analyst.desk().failed(Error{Error::Kind::Storage, u"database disk image is malformed"_s});
    Stage::settle(100);
    stage.save(analyst.page(), u"error"_s);
    analyst.page().openOptions();
    auto *options = analyst.page().findChild<QDialog *>(u"investigationOptions"_s);
    Stage::settle(200);
    stage.save(*options, u"options"_s);
    Stage::close(*options);
    analyst.page().findChild<QPushButton *>(u"retrySessions"_s)->click();
    Stage::settle(600);
}

} // namespace

// The report page at its fullest and its worst, while it is read and when it cannot be.
Scene reportsScene()
{
    return {"reports", nullptr, fill, draw};
}

} // namespace tocsin::pictures
