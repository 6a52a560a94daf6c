// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/support/schemesfixture.h"

#include <QAbstractItemModelTester>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace tocsin;
using test::patience;
using ui::PlainLabel;

class SchemesPageTest final : public QObject, private test::SchemesFixture
{
    Q_OBJECT

private slots:
    void init() { openPage(); }
    void cleanup() { closeWindow(); }

    void listsEverySchemeAndFindsItsWords();
    void saysWhatASchemeDoes();
    void aFieldChangesTheTextAndNothingElse();
    void theTextChangesTheFields();
    void partsAreMovedAddedAndRemoved();
    void aVariantIsEditedInItsPlace();
    void aFaultIsToldAtItsFieldAndLine_data();
    void aFaultIsToldAtItsFieldAndLine();
    void aTextThatIsNoJsonLeavesTheFieldsAlone();
    void undoTakesBackWhatAFieldDid();
    void theLiveCheckFollowsWhatIsTyped();
    void commandsLeadHere();
};

void SchemesPageTest::listsEverySchemeAndFindsItsWords()
{
    const QAbstractItemModelTester tester(list()->model());
    const int all = int(m_fixture->desk().schemes().all().size());
    QVERIFY(all >= 150);
    QCOMPARE(list()->model()->rowCount(), all);
    search(u"X-Hub-Signature-256"_s);
    QVERIFY(list()->model()->rowCount() >= 1 && list()->model()->rowCount() < all);
    search(u"stripe"_s);
    QVERIFY(list()->model()->rowCount() >= 1);
    search(u"no sender has these words"_s);
    QCOMPARE(list()->model()->rowCount(), 0);
    search({});
    QCOMPARE(list()->model()->rowCount(), all);
}

void SchemesPageTest::saysWhatASchemeDoes()
{
    search(u"stripe"_s);
    list()->setCurrentIndex(list()->model()->index(0, 0));
    const auto facts = part<QWidget>(u"schemeFacts"_s)->findChildren<PlainLabel *>();
    const bool said = std::any_of(facts.begin(), facts.end(), [](const PlainLabel *label) {
        return label->original().contains(u"HMAC-SHA256");
    });
    QVERIFY(said);
    QVERIFY(!part<QPushButton>(u"editScheme"_s)->isVisible()); // a built-in one is copied
    QVERIFY(!part<QPushButton>(u"removeScheme"_s)->isVisible());
}

void SchemesPageTest::aFieldChangesTheTextAndNothingElse()
{
    copyOf(u"github"_s);
    setText("{ \"id\": \"mine\",\n\t\"name\" :  \"Mine\", \"sources\": [\"me\"],\n  \"evidence\": "
            "\"documented\", "
            "\"strength\": \"signed\",\n  \"retry\": { \"idHeader\": \"X-Id\" },\n  \"algorithm\": "
            "\"hmac-sha256\",\n  \"signature\": { \"header\": \"X-Own\", \"encoding\": \"base64\" },\n  "
            "\"message\": [{ \"kind\": \"body\", \"lower\": true }]}");
    const QString before = text()->toPlainText();
    type(u"signatureName"_s, u"X-Sig"_s);
    QCOMPARE(text()->toPlainText(), QString(before).replace(u"X-Own"_s, u"X-Sig"_s));
    pick(u"scheme-algorithm"_s, u"hmac-sha512"_s);
    pick(u"scheme-encoding"_s, u"hex-upper"_s);
    type(u"signature-prefixes"_s, u"v0="_s);
    QVERIFY(saveButton()->isEnabled());
    QVERIFY(text()->toPlainText().contains(u"\"encoding\": \"hex-upper\", \"prefixes\": [\"v0=\"] }"_s));
    QVERIFY(text()->toPlainText().contains(u"{ \"kind\": \"body\", \"lower\": true }"_s));
    QVERIFY(text()->toPlainText().contains(u"\t\"name\" :  \"Mine\""_s));
}

void SchemesPageTest::theTextChangesTheFields()
{
    page()->addNew();
    setText(QByteArray(text()->toPlainText().toUtf8())
                .replace("X-Signature", "X-Typed")
                .replace("hex-lower", "base64"));
    QCOMPARE(part<QLineEdit>(u"signatureName"_s)->text(), u"X-Typed"_s);
    QCOMPARE(part<QComboBox>(u"scheme-encoding"_s)->currentText(), u"base64"_s);
    QVERIFY(!part<QLineEdit>(u"timestampName"_s)->isVisible());
    auto *place = part<QComboBox>(u"timestampPlace"_s);
    place->setCurrentIndex(1); // a header
    emit place->activated(1);
    QVERIFY(part<QLineEdit>(u"timestampName"_s)->isVisible());
    QVERIFY(text()->toPlainText().contains(u"\"timestamp\": { \"header\": \"X-Timestamp\""_s));
    place->setCurrentIndex(0);
    emit place->activated(0);
    QVERIFY(!text()->toPlainText().contains(u"timestamp"_s));
}

void SchemesPageTest::partsAreMovedAddedAndRemoved()
{
    page()->addNew();
    click(u"addPart"_s);
    pick(u"partKind1"_s, u"header"_s);
    type(u"partValue1"_s, u"X-Id"_s);
    part<QToolButton>(u"partUp1"_s)->click();
    QVERIFY(saveButton()->isEnabled());
    QVERIFY(text()->toPlainText().contains(
        u"\"message\": [\n    { \"kind\": \"header\", \"header\": \"X-Id\" },\n    { \"kind\": \"body\" }\n  ]"_s));
    QCOMPARE(part<QLineEdit>(u"partValue0"_s)->text(), u"X-Id"_s);
    part<QToolButton>(u"removePart0"_s)->click();
    QVERIFY(!text()->toPlainText().contains(u"X-Id"_s));
}

void SchemesPageTest::aVariantIsEditedInItsPlace()
{
    copyOf(u"github"_s);
    pick(u"scheme-variant"_s, u"sha1"_s);
    QCOMPARE(part<QLineEdit>(u"signatureName"_s)->text(), u"X-Hub-Signature"_s);
    type(u"signatureName"_s, u"X-Old"_s);
    QVERIFY(text()->toPlainText().contains(u"X-Hub-Signature-256"_s));
    QVERIFY(text()->toPlainText().contains(u"\"header\": \"X-Old\""_s));
    QCOMPARE(part<QComboBox>(u"scheme-variant"_s)->currentText(), u"sha1"_s);
}

void SchemesPageTest::aFaultIsToldAtItsFieldAndLine_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("line");
    QTest::newRow("algorithm") << QByteArray("hmac-sha256") << QByteArray("hmac-md4") << u"algorithm"_s
                               << u"Line 7, algorithm"_s;
    QTest::newRow("header") << QByteArray("X-Signature") << QByteArray("X Signature") << u"signature"_s
                            << u"Line 9, signature.header"_s;
    QTest::newRow("part") << QByteArray("\"body\"") << QByteArray("\"bodie\"") << u"message"_s
                          << u"Line 11, message[0].kind"_s;
    QTest::newRow("id") << QByteArray("my-sender") << QByteArray("My Sender") << u"id"_s << u"Line 2, id"_s;
}

void SchemesPageTest::aFaultIsToldAtItsFieldAndLine()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QString, field);
    QFETCH(QString, line);
    page()->addNew();
    const QByteArray good = text()->toPlainText().toUtf8();
    setText(QByteArray(good).replace(from, to));
    auto *label = part<PlainLabel>(u"fault-"_s + field);
    QVERIFY(label->isVisible());
    QVERIFY(part<PlainLabel>(u"schemeFault"_s)->original().startsWith(line));
    QVERIFY(!text()->extraSelections().isEmpty());
    QVERIFY(!saveButton()->isEnabled());
    setText(good);
    QVERIFY(!label->isVisible());
    QVERIFY(!part<PlainLabel>(u"schemeFault"_s)->isVisible());
    QVERIFY(saveButton()->isEnabled());
}

void SchemesPageTest::aTextThatIsNoJsonLeavesTheFieldsAlone()
{
    page()->addNew();
    const QString good = text()->toPlainText();
    setText(good.left(good.size() / 2).toUtf8());
    QVERIFY(!part<QLineEdit>(u"signatureName"_s)->isEnabled());
    QVERIFY(part<PlainLabel>(u"schemeFault"_s)->isVisible());
    setText(good.toUtf8());
    QVERIFY(part<QLineEdit>(u"signatureName"_s)->isEnabled());
}

void SchemesPageTest::undoTakesBackWhatAFieldDid()
{
    page()->addNew();
    const QString before = text()->toPlainText();
    pick(u"scheme-algorithm"_s, u"hmac-sha512"_s);
    QVERIFY(text()->toPlainText() != before);
    text()->undo();
    QCOMPARE(text()->toPlainText(), before);
    QCOMPARE(part<QComboBox>(u"scheme-algorithm"_s)->currentText(), u"hmac-sha256"_s);
}

void SchemesPageTest::theLiveCheckFollowsWhatIsTyped()
{
    m_fixture->postSigned("{\"a\":1}");
    m_fixture->postSigned("{\"a\":2}");
    QVERIFY(m_fixture->waitForStored(2));
    QTRY_COMPARE_WITH_TIMEOUT(m_fixture->desk().lastStoredId(), 2, patience);
    copyOf(u"socwarden"_s);
    auto *endpoint = part<QComboBox>(u"liveEndpoint"_s);
    QCOMPARE(endpoint->currentText(), u"alerts"_s);
    QTRY_COMPARE_WITH_TIMEOUT(liveCount(), u"2 of 2 verify"_s, patience);
    const QString good = text()->toPlainText();
    setText(QByteArray(good.toUtf8()).replace("X-Signature-256", "X-Wrong"));
    QTRY_COMPARE_WITH_TIMEOUT(liveCount(), u"0 of 2 verify"_s, patience);
    setText("{");
    QTRY_VERIFY_WITH_TIMEOUT(part<QTableView>(u"liveTable"_s)->model()->rowCount() == 0, patience);
    setText(good.toUtf8());
    QTRY_COMPARE_WITH_TIMEOUT(liveCount(), u"2 of 2 verify"_s, patience);
    QVERIFY(m_fixture->desk().ownSchemes().isEmpty()); // nothing is kept before it is saved
}

void SchemesPageTest::commandsLeadHere()
{
    m_window->setPage(ui::MainWindow::Webhooks);
    m_window->commands()[u"goSchemes"_s]->trigger();
    QCOMPARE(m_window->page(), ui::MainWindow::Schemes);
    m_window->setPage(ui::MainWindow::Webhooks);
    m_window->commands()[u"newScheme"_s]->trigger();
    QCOMPARE(m_window->page(), ui::MainWindow::Schemes);
    QVERIFY(text()->isVisible());
}

QTEST_MAIN(SchemesPageTest)

#include "tst_schemespage.moc"
