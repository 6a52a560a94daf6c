// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// What the client makes of refusals, strange answers and pages.

#include "core/socmate/pagewalk.h"
#include "tests/support/rawtarget.h"
#include "tests/support/sandboxclient.h"
#include "tests/support/socmateclient.h"

using namespace tocsin;
using namespace tocsin::socmate;
using namespace Qt::StringLiterals;
using test::connectionTo;
using test::RawTarget;
using test::SocmateClient;

namespace {

constexpr auto asked = http::Priority::Asked;

} // namespace

class SocmateRefusalsTest : public QObject
{
    Q_OBJECT

private slots:
    void tellsEachRefusal_data();
    void tellsEachRefusal();
    void badParametersAreToldOrPutRight_data();
    void badParametersAreToldOrPutRight();
    void aServersOwnPageSizeHidesNothing();
    void wordsInAnyCaseAreKnown();
    void whatIsNoJsonIsMalformed_data();
    void whatIsNoJsonIsMalformed();
};

void SocmateRefusalsTest::tellsEachRefusal_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Error::Kind>("read");
    QTest::addColumn<Error::Kind>("write");
    QTest::addColumn<QString>("says");
    using Kind = Error::Kind;
    const QByteArray page = "<!doctype html><html><head><title>Bad Gateway</title></head><body>"
                            "<h1>Bad Gateway</h1><script>alert(1)</script></body></html>";
    QTest::newRow("400") << 400 << QByteArray(R"({"detail": "no"})") << Kind::Rejected << Kind::Rejected
                         << u": no"_s;
    QTest::newRow("401") << 401 << QByteArray(R"({"detail": "expired"})") << Kind::Unauthorised
                         << Kind::Unauthorised << u"expired"_s;
    QTest::newRow("403") << 403 << QByteArray("{}") << Kind::Forbidden << Kind::Forbidden << u"scope"_s;
    QTest::newRow("403, a page") << 403 << page << Kind::Forbidden << Kind::Forbidden << u"Bad Gateway"_s;
    QTest::newRow("404") << 404 << QByteArray() << Kind::NotFound << Kind::NotFound << u"not found"_s;
    QTest::newRow("409") << 409 << QByteArray(R"({"detail": "state"})") << Kind::Rejected << Kind::Rejected
                         << u"state"_s;
    QTest::newRow("413, a page") << 413 << page << Kind::Rejected << Kind::Rejected << u"413"_s;
    QTest::newRow("422")
        << 422
        << QByteArray(R"({"detail": [{"loc": ["body", "query"], "msg": "field required", "type": "x"}]})")
        << Kind::Rejected << Kind::Rejected << u"query: field required"_s;
    QTest::newRow("429, a page") << 429 << page << Kind::Limited << Kind::Limited << u"too many"_s;
    QTest::newRow("500") << 500 << QByteArray(R"({"detail": {"trace": "x"}})") << Kind::Transient
                         << Kind::Transient << u"trace"_s;
    QTest::newRow("502, a page") << 502 << page << Kind::Transient << Kind::Unanswered << u"Bad Gateway"_s;
    QTest::newRow("503") << 503 << QByteArray(R"({"detail": "Sentinel is down"})") << Kind::Transient
                         << Kind::Transient << u"Sentinel is down"_s;
    QTest::newRow("504, empty") << 504 << QByteArray() << Kind::Transient << Kind::Unanswered << u"504"_s;
    QTest::newRow("418") << 418 << QByteArray("\xff\xfe\0x") << Kind::Rejected << Kind::Rejected << u"418"_s;
}

void SocmateRefusalsTest::tellsEachRefusal()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(Error::Kind, read);
    QFETCH(Error::Kind, write);
    QFETCH(QString, says);
    RawTarget target;
    target.answer = [&](const QByteArray &) { return RawTarget::reply(status, body); };
    SocmateClient client(connectionTo(target.url(u"/base/"_s)), Secret("the-key"));
    const auto incident = client.ask(&SocmateApi::incident, 7, asked);
    QVERIFY(!incident);
    QCOMPARE(incident.error().kind, read);
    QVERIFY2(incident.error().detail.contains(says), qPrintable(incident.error().detail));
    QVERIFY(!incident.error().detail.contains(u"alert(1)"_s) && !incident.error().detail.contains(u'<'));
    QCOMPARE(target.requests.size(), read == Error::Kind::Transient ? 4 : 1);
    QVERIFY(target.requests[0].startsWith("GET /base/api/v1/incidents/7 HTTP/1.1\r\n"));
    QVERIFY(target.requests[0].contains("\r\nX-API-Key: the-key\r\n"));
    QVERIFY(!target.requests[0].contains("Authorization"));

    client.budget.resume();
    target.requests.clear();
    const auto sent = client.ask(&SocmateApi::message, u"sess_1"_s, u"And?"_s);
    QVERIFY(!sent);
    QCOMPARE(sent.error().kind, write);
    QCOMPARE(target.requests.size(), 1);
}

void SocmateRefusalsTest::badParametersAreToldOrPutRight_data()
{
    QTest::addColumn<QString>("profile");
    for (const QString &name : sandbox::Profile::names())
        QTest::newRow(qPrintable(name)) << name;
}

void SocmateRefusalsTest::badParametersAreToldOrPutRight()
{
    QFETCH(QString, profile);
    const auto server = test::served(test::stillOptions(profile));
    SocmateClient client(connectionTo(server->baseUrl()), server->apiKey());
    const IncidentQuery wrong{{}, {}, u"last week"_s, 500, -3};
    const auto page = client.ask(&SocmateApi::incidents, wrong, asked);
    if (server->options().profile.badParameter == sandbox::Profile::BadParameter::Clamp) {
        QVERIFY(page);
        QCOMPARE(page->items.size(), 100); // never asked for more (socmate.md 3.4)
        return;
    }
    QVERIFY(!page);
    QCOMPARE(page.error().kind, Error::Kind::Rejected);
    QVERIFY2(page.error().detail.contains(u"timespan: an ISO 8601"_s), qPrintable(page.error().detail));
}

void SocmateRefusalsTest::aServersOwnPageSizeHidesNothing()
{
    RawTarget target;
    const int all = 130;
    const int cap = 40;
    target.answer = [all, cap](const QByteArray &request) {
        const QByteArray line = request.left(request.indexOf('\r'));
        const int offset =
            QUrlQuery(QUrl::fromEncoded(line.split(' ')[1])).queryItemValue(u"offset"_s).toInt();
        QByteArray items;
        for (int i = offset; i < std::min(all, offset + cap); ++i)
            items +=
                (items.isEmpty() ? "" : ",") + ("{\"incident_number\":" + QByteArray::number(i + 1) + "}");
        return RawTarget::reply(200, '[' + items + ']');
    };
    SocmateClient client(connectionTo(target.url()), Secret("k"));
    PageWalk<domain::Incident> pages(
        [](const domain::Incident &one) { return QByteArray::number(one.number); });
    QSet<qint64> found;
    while (!pages.isDone()) {
        const IncidentQuery query{{}, {}, {}, pages.limit(), pages.offset()};
        TOCSIN_GET(page, client.ask(&SocmateApi::incidents, query, asked));
        for (const domain::Incident &incident : pages.take(page))
            found.insert(incident.number);
    }
    QCOMPARE(found.size(), all);
    QVERIFY(target.requests.size() <= 5);
}

void SocmateRefusalsTest::wordsInAnyCaseAreKnown()
{
    RawTarget target;
    target.answer = [](const QByteArray &request) {
        return RawTarget::reply(200,
                                request.contains("/sessions/")
                                    ? R"({"Session_Id": "sess_1", "STATUS": "COMPLETED", "Report": "# R"})"
                                    : R"([{"incident_number": 1, "severity": "HIGH", "status": "New"},
                           {"incident_number": 2, "severity": "Critical", "status": "CLOSED"},
                           {"incident_number": 3, "severity": "Catastrophic", "status": "Parked"}])");
    };
    SocmateClient client(connectionTo(target.url()), Secret("k"));
    TOCSIN_GET(page, client.ask(&SocmateApi::incidents, IncidentQuery(), asked));
    QCOMPARE(page.items.size(), 3);
    QCOMPARE(page.items[0].severity, domain::Severity::High);
    QCOMPARE(page.items[0].severityText, u"HIGH"_s); // as sent
    QCOMPARE(page.items[0].status, domain::IncidentStatus::New);
    QCOMPARE(page.items[1].severity, domain::Severity::Critical);
    QCOMPARE(page.items[1].status, domain::IncidentStatus::Closed);
    QCOMPARE(page.items[2].severityText, u"Catastrophic"_s);
    QCOMPARE(page.items[2].status, domain::IncidentStatus::Unknown);
    QCOMPARE(page.items[2].statusText, u"Parked"_s);
    TOCSIN_GET(session, client.ask(&SocmateApi::session, u"sess_1"_s, asked));
    QCOMPARE(session.state, domain::SessionState::Completed);
}

void SocmateRefusalsTest::whatIsNoJsonIsMalformed_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("a sign-in page") << QByteArray("<!doctype html><title>Sign in</title>");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("half") << QByteArray("[{\"incident_number\": 1}, {");
    QTest::newRow("deep") << QByteArray(100'000, '[');
    QTest::newRow("text") << QByteArray("OK");
    QTest::newRow("no list") << QByteArray(R"({"status": "ok"})");
}

void SocmateRefusalsTest::whatIsNoJsonIsMalformed()
{
    QFETCH(QByteArray, body);
    RawTarget target;
    target.answer = [&](const QByteArray &) { return RawTarget::reply(200, body); };
    SocmateClient client(connectionTo(target.url()), Secret("k"));
    const auto page = client.ask(&SocmateApi::incidents, IncidentQuery(), asked);
    QVERIFY(!page);
    QCOMPARE(page.error().kind, Error::Kind::Malformed);
    QVERIFY(!page.error().detail.isEmpty());
}

QTEST_GUILESS_MAIN(SocmateRefusalsTest)
#include "tst_refusals.moc"
