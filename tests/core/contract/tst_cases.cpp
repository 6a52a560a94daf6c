// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/contract/compare.h"
#include "core/contract/schema.h"

#include <QtTest>

using namespace tocsin;
using namespace tocsin::contract;
using namespace Qt::StringLiterals;

namespace {

const QString folder = QStringLiteral(TOCSIN_TEST_DATA "/contract/");

QJsonArray readCases()
{
    QFile file(folder + u"cases.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cases.json cannot be read");
    return QJsonDocument::fromJson(file.readAll()).object()["cases"_L1].toArray();
}

Shape shapeOf(const QJsonArray &samples)
{
    Shape shape;
    for (const QJsonValue &sample : samples) {
        const QByteArray text = (sample.isString() ? sample : sample["text"_L1]).toString().toUtf8();
        for (int i = 0; i < sample["times"_L1].toInt(1); ++i) {
            if (!absorb(shape, text))
                qFatal("a sample is refused: %s", text.constData());
        }
    }
    return shape;
}

QJsonObject schemaOf(const Shape &shape)
{
    return QJsonDocument::fromJson(writeSchema(shape, {}, Counts::Leave)).object();
}

QString lineOf(const domain::Drift &drift)
{
    return u"%1 %2 %3 %4 -> %5"_s.arg(QString(domain::driftKindId(drift.kind)),
                                      QString::fromUtf8(drift.place), QString::fromUtf8(drift.pointer),
                                      drift.was, drift.now);
}

QStringList linesOf(const QList<domain::Drift> &drifts)
{
    QStringList lines;
    for (const domain::Drift &drift : drifts)
        lines.append(lineOf(drift));
    return lines;
}

QStringList linesOf(const QJsonArray &expected)
{
    QStringList lines;
    for (const QJsonValue &line : expected)
        lines.append(line.toString());
    return lines;
}

} // namespace

// The cases of tests/data/contract/cases.json.
class ContractCasesTest : public QObject
{
    Q_OBJECT

private slots:
    void infersAndCompares_data();
    void infersAndCompares();
    void takingADriftInMakesItFit_data() { infersAndCompares_data(); }
    void takingADriftInMakesItFit();
    void aValidatorAgrees();
};

void ContractCasesTest::infersAndCompares_data()
{
    QTest::addColumn<QJsonObject>("data");
    const QJsonArray cases = readCases();
    QVERIFY(cases.size() >= 16);
    for (const QJsonValue &one : cases)
        QTest::newRow(qPrintable(one["name"_L1].toString())) << one.toObject();
}

void ContractCasesTest::infersAndCompares()
{
    QFETCH(QJsonObject, data);
    const Shape shape = shapeOf(data["samples"_L1].toArray());
    QJsonObject schema = schemaOf(shape);
    QCOMPARE(schema.take(u"$schema"_s).toString(), u"https://json-schema.org/draft/2020-12/schema"_s);
    const auto text = [](const QJsonObject &object) { return QJsonDocument(object).toJson(); };
    QCOMPARE(text(schema), text(data["schema"_L1].toObject()));
    for (const QJsonValue &sample : data["samples"_L1].toArray()) {
        const QByteArray same = (sample.isString() ? sample : sample["text"_L1]).toString().toUtf8();
        QCOMPARE(linesOf(compare(shape, same)), QStringList());
    }
    // What was written and read again says the same; without counts nothing is known of doubled names.
    const auto noted = readSchema(writeSchema(shape, {}, Counts::Note));
    const auto plain = readSchema(writeSchema(shape, u"a title"_s, Counts::Leave));
    QVERIFY2(noted, noted ? "" : qPrintable(noted.error().detail));
    QVERIFY2(plain, plain ? "" : qPrintable(plain.error().detail));
    QVERIFY(*noted == shape);
    for (const QJsonValue &payload : data["payloads"_L1].toArray()) {
        const QByteArray body = payload["text"_L1].toString().toUtf8();
        const QStringList expected = linesOf(payload["drifts"_L1].toArray());
        QCOMPARE(linesOf(compare(shape, body)), expected);
        QCOMPARE(linesOf(compare(*noted, body)), expected);
        QStringList without = linesOf(compare(*plain, body));
        without.removeIf([&](const QString &line) {
            return line.startsWith(u"duplicate-member"_s) && !expected.contains(line);
        });
        QCOMPARE(without, expected);
    }
}

void ContractCasesTest::takingADriftInMakesItFit()
{
    QFETCH(QJsonObject, data);
    for (const QJsonValue &payload : data["payloads"_L1].toArray()) {
        Shape shape = shapeOf(data["samples"_L1].toArray());
        const QByteArray body = payload["text"_L1].toString().toUtf8();
        if (!absorb(shape, body))
            continue; // no JSON
        QCOMPARE(linesOf(compare(shape, body)), QStringList());
    }
}

// The jsonschema package of Python, where there is one.
void ContractCasesTest::aValidatorAgrees()
{
    QProcess python;
    python.start(u"python3"_s, {u"-c"_s, u"from jsonschema import Draft202012Validator"_s});
    if (!python.waitForFinished(60'000) || python.exitCode() != 0)
        QSKIP("python3 with the package jsonschema is not installed");
    QByteArray lines;
    for (const QJsonValue &one : readCases()) {
        const QJsonObject schema = schemaOf(shapeOf(one["samples"_L1].toArray()));
        for (const QJsonValue &payload : one["payloads"_L1].toArray()) {
            const QStringList drifts = linesOf(payload["drifts"_L1].toArray());
            const QString all = drifts.join(u'\n');
            if (all.contains(u"format-change"_s) || all.contains(u"not-comparable"_s))
                continue;
            const QJsonObject line{{u"name"_s, one["name"_L1]},
                                   {u"schema"_s, schema},
                                   {u"payload"_s, payload["text"_L1]},
                                   {u"fits"_s, drifts.isEmpty() || payload["schemaFits"_L1].toBool()}};
            lines += QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n';
        }
    }
    QVERIFY(lines.count('\n') >= 30);
    python.start(u"python3"_s, {folder + u"validate.py"_s});
    python.write(lines);
    python.closeWriteChannel();
    QVERIFY(python.waitForFinished(60'000));
    QVERIFY2(python.exitCode() == 0,
             (python.readAllStandardOutput() + python.readAllStandardError()).constData());
}

QTEST_GUILESS_MAIN(ContractCasesTest)
#include "tst_cases.moc"
