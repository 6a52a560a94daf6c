// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/catalogue.h"
#include "core/signature/verify.h"
#include "tests/support/signaturedata.h"

#include <QtTest>

#include <QJsonArray>

using namespace tocsin;
using namespace tocsin::signature;
using namespace Qt::StringLiterals;

namespace {

QList<QByteArray> readTexts(const QJsonValue &value)
{
    QList<QByteArray> texts;
    for (const QJsonValue &text : value.toArray())
        texts.append(text.toString().toUtf8());
    return texts;
}

domain::HttpMessage readMessage(const QJsonObject &test, const QJsonObject &bodies)
{
    domain::HttpMessage message;
    message.method = "POST";
    message.target = "/hooks";
    message.body = QByteArray::fromBase64(bodies[test["body"_L1].toString()].toString().toLatin1());
    for (const QJsonValue &field : test["headers"_L1].toArray())
        message.headers.append({field[0].toString().toUtf8(), field[1].toString().toUtf8()});
    return message;
}

std::vector<NamedSecret> readSecrets(const QJsonObject &test)
{
    std::vector<NamedSecret> secrets;
    for (const QJsonValue &secret : test["secrets"_L1].toArray())
        secrets.push_back({secret["label"_L1].toString(), Secret(secret["value"_L1].toString().toUtf8()),
                           secret["tag"_L1].toString(), secret["retired"_L1].toBool()});
    return secrets;
}

} // namespace

// Every case of the reference pages, and what follows from their rules: tests/data/signature/*.json.
class VectorsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void givesTheVerdict_data();
    void givesTheVerdict();
    void everySignedVerdictIsReached();
    void anUnsignedSchemeIsUnsigned();

private:
    Catalogue m_catalogue;
};

void VectorsTest::initTestCase()
{
    auto loaded = Catalogue::load();
    QVERIFY2(loaded.has_value(), loaded ? "" : qPrintable(loaded.error().detail));
    m_catalogue = *loaded;
}

void VectorsTest::givesTheVerdict_data()
{
    QTest::addColumn<QString>("scheme");
    QTest::addColumn<QJsonObject>("bodies");
    QTest::addColumn<QJsonObject>("test");
    for (const QString &name : {u"socwarden.json"_s, u"socotra.json"_s}) {
        const QJsonObject data = test::readSignatureData(name);
        const QString scheme = data["scheme"_L1].toString();
        for (const QJsonValue &test : data["cases"_L1].toArray())
            QTest::newRow(qPrintable(scheme + u": "_s + test["name"_L1].toString()))
                << scheme << data["bodies"_L1].toObject() << test.toObject();
    }
}

void VectorsTest::givesTheVerdict()
{
    QFETCH(QString, scheme);
    QFETCH(QJsonObject, bodies);
    QFETCH(QJsonObject, test);
    const std::vector<NamedSecret> secrets = readSecrets(test);
    const auto found = verify(*m_catalogue.find(scheme), readMessage(test, bodies), secrets,
                              Micros(test["now"_L1].toInteger()));

    QCOMPARE(QString(domain::verdictId(found.verdict)), test["verdict"_L1].toString());
    QCOMPARE(found.secretLabel,
             found.verdict == domain::Verdict::Malformed ? found.secretLabel : test["label"_L1].toString());
    if (test.contains("reason"_L1))
        QCOMPARE(found.reason, test["reason"_L1].toString());
    if (test.contains("notes"_L1))
        QCOMPARE(found.notes, readTexts(test["notes"_L1]));
    if (test.contains("received"_L1))
        QCOMPARE(found.received, readTexts(test["received"_L1]));
    if (test.contains("age"_L1))
        QCOMPARE(found.ageSeconds, std::optional<qint64>(test["age"_L1].toInteger()));
    if (test.contains("tag"_L1))
        QCOMPARE(found.tag, test["tag"_L1].toString().toUtf8());
    const QJsonArray trials = test["trials"_L1].toArray();
    for (qsizetype i = 0; i < trials.size(); ++i) {
        QCOMPARE(found.trials.size(), trials.size());
        const SecretTrial expected{trials[i][0].toString(), trials[i][1].toString().toLatin1(),
                                   trials[i][2].toBool(), trials[i][3].toBool(found.trials[i].namedByTag)};
        QCOMPARE(found.trials[i], expected);
    }
}

void VectorsTest::everySignedVerdictIsReached()
{
    QSet<QString> reached;
    for (const QString &name : {u"socwarden.json"_s, u"socotra.json"_s}) {
        for (const QJsonValue &test : test::readSignatureData(name)["cases"_L1].toArray())
            reached.insert(test["verdict"_L1].toString());
    }
    QCOMPARE(reached.size(), domain::verdictCount - 1); // "unsigned" is below
}

void VectorsTest::anUnsignedSchemeIsUnsigned()
{
    domain::HttpMessage message;
    message.headers = {{"X-Signature-256", "junk"}};
    const NamedSecret secret{u"main"_s, Secret::copyOf("local-test-secret-01"), {}, false};
    const auto found = verify(*m_catalogue.find(u"socmate"), message, std::span(&secret, 1), 1);
    QCOMPARE(found.verdict, domain::Verdict::Unsigned);
    QVERIFY(found.trials.isEmpty());
}

QTEST_GUILESS_MAIN(VectorsTest)
#include "tst_vectors.moc"
