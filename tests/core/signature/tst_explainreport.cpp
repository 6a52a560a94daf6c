// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/explain/report.h"
#include "tests/support/explaincase.h"

#include <QtTest>

#include <numeric>

using namespace tocsin;
using namespace tocsin::signature;
using namespace Qt::StringLiterals;

class ExplainReportTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void saysWhatWasFound();
    void saysWhatToCaptureWhenNothingIsProved();
    void neverHoldsASecret();
    void whatIsNotKnownIsNull();

private:
    Explanation explained(const QString &name, QList<NamedSecret> *secrets = nullptr) const
    {
        const QJsonObject given = test::explainCase(name);
        const test::Situation situation(given, m_catalogue);
        if (secrets)
            *secrets = situation.secrets + situation.others;
        return explain(situation.request());
    }
    Catalogue m_catalogue;
};

void ExplainReportTest::initTestCase()
{
    auto loaded = Catalogue::load();
    QVERIFY2(loaded.has_value(), loaded ? "" : qPrintable(loaded.error().detail));
    m_catalogue = *loaded;
}

void ExplainReportTest::saysWhatWasFound()
{
    const Explanation found = explained(u"a1-express-json-stripe.json"_s);
    QVERIFY(found.isProved());
    const QJsonObject json = explanationJson(found);
    QCOMPARE(json[u"verdict"_s], u"mismatch"_s);
    QCOMPARE(json[u"scheme"_s], found.scheme);
    QCOMPARE(json[u"tried"_s], qint64(found.tried));
    QCOMPARE(json[u"complete"_s], true);
    const QJsonObject cause = json[u"causes"_s][0].toObject();
    QCOMPARE(cause[u"id"_s], QString::fromLatin1(found.causes.first().id));
    QCOMPARE(cause[u"certainty"_s], u"proved"_s);
    QCOMPARE(cause[u"party"_s], u"path"_s);
    QCOMPARE(cause[u"detail"_s], found.causes.first().detail);
    QCOMPARE(cause[u"change"_s], found.causes.first().change);
    QCOMPARE(cause[u"offset"_s], qint64(found.causes.first().offset));
    QCOMPARE(cause[u"secret"_s], found.causes.first().secretLabel);
    QVERIFY(cause[u"with"_s].isNull());
    // A proof counts for the cause that it is named after.
    const Explanation anew = explained(u"a2-python-dumps.json"_s);
    QVERIFY(anew.considered.value(anew.causes.first().id) > 0);
    // What was considered adds up: what is left of all that was tried is the check of the request as it is.
    const auto sum = std::accumulate(found.considered.begin(), found.considered.end(), quint64(0));
    QVERIFY(sum > 0 && sum <= found.tried);
    QVERIFY(found.tried - sum <= 2);
    const QString lines = explanationLines(found).join(u'\n');
    QVERIFY2(lines.contains(u"proved   A1 on the way: "_s), qPrintable(lines));
    QVERIFY(lines.contains(u"secret "_s + found.causes.first().secretLabel));
}

void ExplainReportTest::saysWhatToCaptureWhenNothingIsProved()
{
    Explanation open;
    open.verification.verdict = domain::Verdict::Mismatch;
    open.ruledOut = u"20 bytes: SHA-1"_s;
    open.captureNext = QStringList{u"the secret, copied anew"_s};
    open.isComplete = false;
    const QJsonObject json = explanationJson(open);
    QCOMPARE(json[u"capture_next"_s], (QJsonArray{u"the secret, copied anew"_s}));
    QCOMPARE(json[u"ruled_out"_s], u"20 bytes: SHA-1"_s);
    QCOMPARE(json[u"complete"_s], false);
    const QString lines = explanationLines(open).join(u'\n');
    QVERIFY(lines.contains(u"capture  the secret, copied anew"_s));
    QVERIFY(lines.contains(u"not all"_s));
}

void ExplainReportTest::neverHoldsASecret()
{
    int cases = 0;
    for (const QString &name : test::explainCases()) {
        QList<NamedSecret> secrets;
        const Explanation found = explained(name, &secrets);
        const QByteArray json = QJsonDocument(explanationJson(found)).toJson();
        const QByteArray lines = explanationLines(found).join(u'\n').toUtf8();
        for (const NamedSecret &secret : std::as_const(secrets)) {
            const QByteArrayView value = secret.value.reveal().trimmed();
            if (value.size() < 6)
                continue;
            ++cases;
            QVERIFY2(!json.contains(value) && !lines.contains(value), qPrintable(name));
        }
        for (const QByteArray &received : found.verification.received)
            QVERIFY2(received.size() < 16 || !json.contains(received), qPrintable(name));
        for (const QJsonValue cause : explanationJson(found)[u"causes"_s].toArray())
            QVERIFY(cause[u"signature"_s].toString().size() <= 8);
    }
    QVERIFY2(cases >= 60, "the corpus is gone");
}

void ExplainReportTest::whatIsNotKnownIsNull()
{
    const QJsonObject json = explanationJson({});
    for (const QString &member :
         {u"scheme"_s, u"variant"_s, u"secret"_s, u"age_s"_s, u"reason"_s, u"ruled_out"_s})
        QVERIFY2(json.contains(member) && json[member].isNull(), qPrintable(member));
    QCOMPARE(json[u"causes"_s], QJsonArray());
    Explanation one;
    one.causes.append(Cause());
    const QJsonObject cause = explanationJson(one)[u"causes"_s][0].toObject();
    for (const QString &member :
         {u"with"_s, u"offset"_s, u"scheme"_s, u"variant"_s, u"secret"_s, u"signature"_s})
        QVERIFY2(cause.contains(member) && cause[member].isNull(), qPrintable(member));
}

QTEST_GUILESS_MAIN(ExplainReportTest)
#include "tst_explainreport.moc"
