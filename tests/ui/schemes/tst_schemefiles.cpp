// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// What the Schemes page does with files: saves, deletes, imports, exports, and never loses a draft.

#include "core/signature/schemedraft.h"
#include "tests/ui/support/schemesfixture.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace tocsin;
using test::patience;
using ui::PlainLabel;

class SchemeFilesTest final : public QObject, private test::SchemesFixture
{
    Q_OBJECT

private slots:
    void init() { openPage(); }
    void cleanup() { closeWindow(); }

    void aSavedSchemeIsInUse();
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
};

void SchemeFilesTest::aSavedSchemeIsInUse()
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

void SchemeFilesTest::deletesAfterAsking()
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

void SchemeFilesTest::aBrokenFileIsListedAndMended()
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

void SchemeFilesTest::importsIntoTheEditor()
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

void SchemeFilesTest::exportsTheFileAsItIs()
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

void SchemeFilesTest::leavingAsksWhenSomethingWouldBeLost()
{
    copyOf(u"stripe"_s);
    type(u"scheme-name"_s, u"Mine"_s);
    click(u"leaveScheme"_s);
    QVERIFY(text()->isVisible());
    confirm(u"confirmLeaveScheme"_s);
    QTRY_VERIFY_WITH_TIMEOUT(list()->isVisible(), patience);
    QVERIFY(m_fixture->desk().ownSchemes().isEmpty());
}

void SchemeFilesTest::aDraftWaitsWhileOtherPagesAreShown()
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

void SchemeFilesTest::closingTheWindowAsksAboutADraft_data()
{
    QTest::addColumn<QString>("button");
    QTest::addColumn<bool>("closes");
    QTest::addColumn<int>("saved");
    QTest::newRow("save") << u"Save"_s << true << 1;
    QTest::newRow("discard") << u"Button"_s << true << 0;
    QTest::newRow("keep editing") << QString() << false << 0;
}

void SchemeFilesTest::closingTheWindowAsksAboutADraft()
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

void SchemeFilesTest::aFaultyDraftCannotBeSavedOnTheWayOut()
{
    page()->addNew();
    setText("{ half");
    QVERIFY(!m_window->close());
    QVERIFY(m_window->findChild<QMessageBox *>(u"confirmLeaveScheme"_s));
    QVERIFY(!m_window->findChild<QPushButton *>(u"confirmLeaveSchemeSave"_s));
    confirm(u"confirmLeaveScheme"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->isVisible(), patience);
}

void SchemeFilesTest::anotherSchemeDoesNotTakeThePlaceOfADraft()
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

QTEST_MAIN(SchemeFilesTest)

#include "tst_schemefiles.moc"
