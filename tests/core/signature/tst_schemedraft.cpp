// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/catalogue.h"
#include "core/signature/schemedraft.h"

#include <QtTest>

using namespace tocsin;
using namespace tocsin::signature;
using namespace Qt::StringLiterals;

class SchemeDraftTest : public QObject
{
    Q_OBJECT

private slots:
    void aNewOneIsGood();
    void changesOneMemberAndNothingElse();
    void removesAMember();
    void makesTheObjectOfAMember();
    void worksInAVariant();
    void tellsTheLineAndTheMember_data();
    void tellsTheLineAndTheMember();
    void whatIsNoJsonStaysAsItIs();
    void everyBuiltInSchemeIsUnchangedByItsOwnValues();
    void aPartChangesItsKind_data();
    void aPartChangesItsKind();
    void aCopyIsAnotherScheme();
};

void SchemeDraftTest::aNewOneIsGood()
{
    const SchemeDraft draft(newSchemeText(u"mine"_s));
    QVERIFY2(draft.scheme(), draft.scheme() ? "" : qPrintable(draft.scheme().error().detail));
    QCOMPARE(draft.scheme()->id, u"mine"_s);
    QCOMPARE(draft.fault().line, 0);
}

void SchemeDraftTest::changesOneMemberAndNothingElse()
{
    SchemeDraft draft(newSchemeText(u"mine"_s));
    const QByteArray before = draft.text();
    draft.setText("/signature", "header", u"X-Own"_s);
    QCOMPARE(draft.text(), QByteArray(before).replace("X-Signature", "X-Own"));
    QCOMPARE(draft.scheme()->recipe().signature.name(), "X-Own");
}

void SchemeDraftTest::removesAMember()
{
    SchemeDraft draft(newSchemeText(u"mine"_s));
    draft.setText({}, "key", {});
    QVERIFY(!draft.has("/key"));
    QVERIFY(draft.scheme());
}

void SchemeDraftTest::makesTheObjectOfAMember()
{
    SchemeDraft draft(newSchemeText(u"mine"_s));
    draft.setText("/timestamp", "header", u"X-Time"_s);
    draft.setText("/timestamp", "unit", u"seconds"_s);
    draft.setRaw("/timestamp", "windowSeconds", "300");
    QVERIFY(draft.text().contains(
        "\n  \"timestamp\": { \"header\": \"X-Time\", \"unit\": \"seconds\", \"windowSeconds\": 300 }\n}"));
    QCOMPARE(draft.value("/timestamp/windowSeconds"), u"300"_s);
}

void SchemeDraftTest::worksInAVariant()
{
    QFile file(u":/schemes/github.json"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    SchemeDraft draft(file.readAll());
    QCOMPARE(draft.variants(), (QStringList{u"sha256"_s, u"sha1"_s}));
    const QByteArray second = draft.recipe(1);
    QCOMPARE(draft.value(second + "/signature/header"), u"X-Hub-Signature"_s);
    draft.setText(second + "/signature", "header", u"X-Old"_s);
    QCOMPARE(draft.scheme()->recipes.at(1).signature.name(), "X-Old");
    QCOMPARE(draft.scheme()->recipes.at(0).signature.name(), "X-Hub-Signature-256");
}

void SchemeDraftTest::tellsTheLineAndTheMember_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<int>("line");
    QTest::addColumn<QString>("member");
    QTest::newRow("a word") << QByteArray("hmac-sha256") << QByteArray("hmac-sha255") << 7 << u"algorithm"_s;
    QTest::newRow("deep in") << QByteArray("\"kind\": \"body\"") << QByteArray("\"kind\": \"bodi\"") << 11
                             << u"message[0].kind"_s;
    QTest::newRow("not known") << QByteArray("\"encoding\"") << QByteArray("\"coding\"") << 9
                               << u"signature.coding"_s;
    QTest::newRow("no JSON") << QByteArray("\"evidence\":") << QByteArray("\"evidence\"") << 5
                             << u"evidence"_s;
}

void SchemeDraftTest::tellsTheLineAndTheMember()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    const SchemeDraft draft(newSchemeText(u"mine"_s).replace(from, to));
    QTEST(draft.fault().line, "line");
    QTEST(draft.fault().member, "member");
    QVERIFY(!draft.fault().what.isEmpty());
}

void SchemeDraftTest::whatIsNoJsonStaysAsItIs()
{
    for (const char *text : {"", "{", "[]", "{\"id\" 1}", "nonsense"}) {
        SchemeDraft draft{QByteArray(text)};
        draft.setText({}, "id", u"mine"_s);
        draft.setText("/a/b", "id", u"mine"_s);
        QCOMPARE(draft.text(), QByteArray(text));
        QVERIFY(!draft.isJson());
    }
}

void SchemeDraftTest::everyBuiltInSchemeIsUnchangedByItsOwnValues()
{
    const QDir folder(u":/schemes"_s);
    for (const QString &name : folder.entryList({u"*.json"_s})) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        SchemeDraft draft(text);
        const QByteArray recipe = draft.recipe(0);
        draft.setText({}, "id", draft.value("/id"));
        draft.setText(recipe, "algorithm", draft.value(recipe + "/algorithm"));
        draft.setRaw(recipe, "message", draft.raw(recipe + "/message"));
        QCOMPARE(draft.text(), text);
    }
}

void SchemeDraftTest::aPartChangesItsKind_data()
{
    QTest::addColumn<QByteArray>("entry");
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("to what needs nothing") << QByteArray("{ \"kind\": \"literal\", \"text\": \".\" }")
                                           << QByteArray("body") << QByteArray("{ \"kind\": \"body\" }");
    QTest::newRow("to what needs a name") << QByteArray("{ \"kind\": \"body\" }") << QByteArray("header")
                                          << QByteArray("{ \"kind\": \"header\", \"header\": \"\" }");
    QTest::newRow("a name is kept") << QByteArray("{ \"kind\": \"header\", \"header\": \"X-A\" }")
                                    << QByteArray("query")
                                    << QByteArray("{ \"kind\": \"query\", \"query\": \"X-A\" }");
    QTest::newRow("what any part may have is kept")
        << QByteArray("{ \"kind\": \"body\", \"hash\": \"sha256\", \"encoding\": \"hex-lower\" }")
        << QByteArray("path")
        << QByteArray("{ \"kind\": \"path\", \"hash\": \"sha256\", \"encoding\": \"hex-lower\" }");
    QTest::newRow("canonical has a profile")
        << QByteArray("{ \"kind\": \"body\" }") << QByteArray("canonical")
        << QByteArray("{ \"kind\": \"canonical\", \"profile\": \"compact\" }");
}

void SchemeDraftTest::aPartChangesItsKind()
{
    QFETCH(QByteArray, entry);
    QFETCH(QByteArray, kind);
    QTEST(partOfKind(entry, kind), "expected");
}

void SchemeDraftTest::aCopyIsAnotherScheme()
{
    QFile file(u":/schemes/stripe.json"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    const auto original = readScheme(text);
    const auto copy = readScheme(renamedSchemeText(text, u"stripe-2"_s, u"Stripe (copy)"_s));
    QVERIFY(copy);
    QCOMPARE(copy->id, u"stripe-2"_s);
    QCOMPARE(copy->recipes, original->recipes);
}

QTEST_APPLESS_MAIN(SchemeDraftTest)

#include "tst_schemedraft.moc"
