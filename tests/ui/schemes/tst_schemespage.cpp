// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/schemedraft.h"
#include "tests/ui/support/windowfixture.h"
#include "ui/schemes/schemespage.h"
#include "ui/widgets/plainlabel.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QComboBox>
#include <QFileDialog>
#include <QLineEdit>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace tocsin;
using ui::PlainLabel;

namespace {
constexpr int patience = 30'000; // ms
}

class SchemesPageTest final : public QObject, test::WindowFixture
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    ui::SchemesPage *page() const { return part<ui::SchemesPage>(u"schemesPage"_s); }
    QTableView *list() const { return part<QTableView>(u"schemesTable"_s); }
    QPlainTextEdit *text() const { return part<QPlainTextEdit>(u"schemeText"_s); }
    QPushButton *saveButton() const { return part<QPushButton>(u"saveScheme"_s); }
    QString liveCount() const { return part<PlainLabel>(u"liveCount"_s)->original(); }

    // Plain typing, as a person would: it replaces what stands in the field.
    void type(const QString &field, const QString &words)
    {
        auto *edit = part<QLineEdit>(field);
        edit->selectAll();
        QTest::keyClicks(edit, words);
    }
    void pick(const QString &field, const QString &word)
    {
        auto *box = part<QComboBox>(field);
        const int row = box->findText(word);
        QVERIFY(row >= 0);
        box->setCurrentIndex(row);
        emit box->activated(row);
    }
    void setText(const QByteArray &content) { text()->setPlainText(QString::fromUtf8(content)); }
    void search(const QString &words) { part<QLineEdit>(u"schemeSearch"_s)->setText(words); }
    void click(const QString &button) { part<QPushButton>(button)->click(); }
    void copyOf(const QString &id)
    {
        search(id);
        QVERIFY(list()->model()->rowCount() > 0);
        list()->setCurrentIndex(list()->model()->index(0, 0));
        click(u"copyScheme"_s);
    }
    // Answers the question of that name.
    void confirm(const QString &name)
    {
        auto *box = m_window->findChild<QMessageBox *>(name);
        QVERIFY(box);
        box->findChild<QPushButton *>(name + u"Button"_s)->click();
    }
    void chooseFile(const QString &dialog, const QString &path)
    {
        auto *found = m_window->findChild<QFileDialog *>(dialog);
        QVERIFY(found);
        emit found->fileSelected(path);
        found->close();
    }
    void write(const QString &name, const QByteArray &content)
    {
        QFile file(m_folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(content), content.size());
    }

private slots:
    void init()
    {
        openWindow();
        m_window->setPage(ui::MainWindow::Schemes);
    }
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
    void aSavedSchemeIsInUse();
    void theLiveCheckFollowsWhatIsTyped();
    void deletesAfterAsking();
    void aBrokenFileIsListedAndMended();
    void importsIntoTheEditor();
    void exportsTheFileAsItIs();
    void leavingAsksWhenSomethingWouldBeLost();
    void aDraftWaitsWhileOtherPagesAreShown();
    void closingTheWindowAsksAboutADraft_data();
    void closingTheWindowAsksAboutADraft();
    void aFaultyDraftCannotBeSavedOnTheWayOut();
    void anotherSchemeDoesNotTakeThePlaceOfADraft();
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

void SchemesPageTest::aSavedSchemeIsInUse()
{
    QSignalSpy notices(page(), &ui::SchemesPage::notice);
    page()->addNew();
    type(u"scheme-id"_s, u"shop"_s);
    type(u"scheme-name"_s, u"The shop"_s);
    saveButton()->click();
    QTRY_COMPARE_WITH_TIMEOUT(notices.size(), 1, patience);
    QVERIFY(m_fixture->desk().schemes().find(u"shop"));
    QVERIFY(list()->isVisible());
    QCOMPARE(part<PlainLabel>(u"schemeTitle"_s)->original(), u"The shop"_s); // it is chosen
    QVERIFY(part<PlainLabel>(u"schemeCount"_s)->original().contains(u"1 yours"));
    click(u"editScheme"_s);
    QVERIFY(!saveButton()->isEnabled()); // nothing has changed yet
    type(u"signatureName"_s, u"X-Shop"_s);
    QTest::keyClick(text(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(notices.size(), 2, patience);
    QCOMPARE(m_fixture->desk().schemes().find(u"shop")->recipe().signature.name(), "X-Shop");
    QCOMPARE(m_fixture->desk().ownSchemes().size(), 1);
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

void SchemesPageTest::deletesAfterAsking()
{
    page()->addNew();
    saveButton()->click();
    QTRY_COMPARE_WITH_TIMEOUT(m_fixture->desk().ownSchemes().size(), 1, patience);
    QTRY_VERIFY_WITH_TIMEOUT(part<QPushButton>(u"removeScheme"_s)->isVisible(), patience);
    click(u"removeScheme"_s);
    QCOMPARE(m_fixture->desk().ownSchemes().size(), 1);
    confirm(u"confirmRemoveScheme"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_fixture->desk().ownSchemes().isEmpty(), patience);
    QVERIFY(!m_fixture->desk().schemes().find(u"my-sender"));
}

void SchemesPageTest::aBrokenFileIsListedAndMended()
{
    const QString folder = m_fixture->desk().options().dataFolder + u"/schemes"_s;
    QVERIFY(QDir().mkpath(folder));
    QFile broken(folder + u"/broken.json"_s);
    QVERIFY(broken.open(QIODevice::WriteOnly));
    broken.write("{\n\"id\": 3}");
    broken.close();
    click(u"reloadSchemes"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_fixture->desk().ownSchemes().size(), 1, patience);
    list()->setCurrentIndex(list()->model()->index(0, 0));
    QVERIFY(part<PlainLabel>(u"schemeFileFault"_s)->original().contains(u"id"));
    click(u"editScheme"_s);
    QVERIFY(part<PlainLabel>(u"schemeFault"_s)->original().startsWith(u"Line 2, id"));
    setText(signature::newSchemeText(u"mended"_s));
    saveButton()->click();
    QTRY_VERIFY_WITH_TIMEOUT(m_fixture->desk().schemes().find(u"mended"), patience);
    QCOMPARE(m_fixture->desk().ownSchemes().size(), 1);
}

void SchemesPageTest::importsIntoTheEditor()
{
    write(u"theirs.json"_s, signature::newSchemeText(u"stripe"_s).replace("hmac-sha256", "hmac-md4"));
    m_window->commands()[u"importScheme"_s]->trigger();
    chooseFile(u"importScheme"_s, m_folder.filePath(u"theirs.json"_s));
    QVERIFY(part<PlainLabel>(u"schemeFault"_s)->original().startsWith(u"Line 7, algorithm"));
    QVERIFY(text()->toPlainText().contains(u"\"stripe-2\""_s)); // no built-in one is replaced unasked
    QVERIFY(m_fixture->desk().ownSchemes().isEmpty());
    pick(u"scheme-algorithm"_s, u"hmac-sha1"_s);
    QVERIFY(saveButton()->isEnabled());
}

void SchemesPageTest::exportsTheFileAsItIs()
{
    search(u"stripe"_s);
    list()->setCurrentIndex(list()->model()->index(0, 0));
    const QString id = list()->currentIndex().data(ui::SchemesTableModel::KeyRole).toString();
    part<QPushButton>(u"exportScheme"_s)->click();
    chooseFile(u"exportScheme"_s, m_folder.filePath(u"out.json"_s));
    QFile file(m_folder.filePath(u"out.json"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), ui::builtInSchemeText(id));
}

void SchemesPageTest::leavingAsksWhenSomethingWouldBeLost()
{
    copyOf(u"stripe"_s);
    type(u"scheme-name"_s, u"Mine"_s);
    click(u"leaveScheme"_s);
    QVERIFY(text()->isVisible());
    confirm(u"confirmLeaveScheme"_s);
    QTRY_VERIFY_WITH_TIMEOUT(list()->isVisible(), patience);
    QVERIFY(m_fixture->desk().ownSchemes().isEmpty());
}

void SchemesPageTest::aDraftWaitsWhileOtherPagesAreShown()
{
    copyOf(u"stripe"_s);
    type(u"scheme-name"_s, u"Mine"_s);
    const QString typed = text()->toPlainText();
    m_window->commands()[u"goWebhooks"_s]->trigger();
    QVERIFY(!page()->isVisible());
    const auto labels = m_window->findChildren<PlainLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [](const PlainLabel *label) {
        return label->original().contains(u"not saved yet");
    }));
    m_window->commands()[u"goSchemes"_s]->trigger();
    QVERIFY(text()->isVisible());
    QCOMPARE(text()->toPlainText(), typed);
}

void SchemesPageTest::closingTheWindowAsksAboutADraft_data()
{
    QTest::addColumn<QString>("button");
    QTest::addColumn<bool>("closes");
    QTest::addColumn<int>("saved");
    QTest::newRow("save") << u"Save"_s << true << 1;
    QTest::newRow("discard") << u"Button"_s << true << 0;
    QTest::newRow("keep editing") << QString() << false << 0;
}

void SchemesPageTest::closingTheWindowAsksAboutADraft()
{
    QFETCH(QString, button);
    QFETCH(bool, closes);
    QFETCH(int, saved);
    copyOf(u"stripe"_s);
    type(u"scheme-name"_s, u"Mine"_s);
    const QString typed = text()->toPlainText();
    m_window->setPage(ui::MainWindow::Webhooks);
    QVERIFY(!m_window->close());
    QVERIFY(!m_window->close()); // asks once
    const auto boxes = m_window->findChildren<QMessageBox *>(u"confirmLeaveScheme"_s);
    QCOMPARE(boxes.size(), 1);
    QVERIFY(text()->isVisible()); // what is asked about is shown
    auto *found = button.isEmpty()
                      ? static_cast<QPushButton *>(boxes.first()->button(QMessageBox::Cancel))
                      : boxes.first()->findChild<QPushButton *>(u"confirmLeaveScheme"_s + button);
    QVERIFY(found);
    found->click();
    QTRY_COMPARE_WITH_TIMEOUT(m_window->isVisible(), !closes, patience);
    QCOMPARE(m_fixture->desk().ownSchemes().size(), saved);
    if (!closes)
        QCOMPARE(text()->toPlainText(), typed);
}

void SchemesPageTest::aFaultyDraftCannotBeSavedOnTheWayOut()
{
    page()->addNew();
    setText("{ half");
    QVERIFY(!m_window->close());
    QVERIFY(m_window->findChild<QMessageBox *>(u"confirmLeaveScheme"_s));
    QVERIFY(!m_window->findChild<QPushButton *>(u"confirmLeaveSchemeSave"_s));
    confirm(u"confirmLeaveScheme"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->isVisible(), patience);
}

void SchemesPageTest::anotherSchemeDoesNotTakeThePlaceOfADraft()
{
    copyOf(u"stripe"_s);
    type(u"scheme-name"_s, u"Mine"_s);
    const QString typed = text()->toPlainText();
    QSignalSpy notices(page(), &ui::SchemesPage::notice);
    m_window->commands()[u"newScheme"_s]->trigger();
    page()->openDraft(signature::newSchemeText(u"other"_s), u"Learnt"_s);
    QCOMPARE(notices.size(), 2);
    QCOMPARE(text()->toPlainText(), typed);
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
