// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Keys and clients as an administrator works on them, over the real sandbox, the real files and a store of
// secrets. Where a value may be seen it is seen, and afterwards it is nowhere.

#include "tests/support/keybench.h"
#include "tests/ui/support/hostilefaults.h"
#include "tests/ui/support/layoutfaults.h"
#include "ui/admin/keys/keyspage.h"
#include "ui/admin/keys/keytablemodel.h"
#include "ui/text/words.h"
#include "ui/theme/theme.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QMessageBox>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTableView>
#include <QtTest>

using namespace tocsin;
using namespace Qt::StringLiterals;
using domain::IssuedKind;
using storage::KeyRotation;
using storage::KeyStep;
using test::KeyBench;
using M = ui::KeyTableModel;

namespace {

constexpr int patience = 30'000; // ms

} // namespace

class KeysPageTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { ui::installWords(*qApp); }
    void init() { open(u"default"_s); }
    void cleanup();
    void listsWhatTheServerKnows();
    void makesAKeyThatIsSeenOnce();
    void asksBeforeAValueIsLost();
    void aKeyBecomesAConnection();
    void aUseIsItsSmallestSet();
    void aProductionServerIsTold();
    void keysOfTheListAreActions();
    void saysWhatIsWrongWithADraft();
    void saysPlainlyThatThereIsNoList();
    void saysWhoMayAdminister();
    void saysWhenNoConnectionIsOpen();
    void rotatesAtOnce();
    void aRotationGoesOnAfterARestart();
    void byHandTheNewKeyCanBeCopied();
    void aFailedStepIsNamedAndTriedAgain();
    void aRotationCanBeCancelled();
    void sortsAndKeepsWhatIsChosen();
    void disablesAfterAQuestion();
    void clientsGetANewSecret();
    void theNewSecretOfAClientGoesIntoItsConnection();
    void showsWhatACredentialMayDo();
    void anotherServerLeavesNothingOfTheOneBefore();
    void hostileNamesStayText();
    void nothingIsCutOff();

private:
    void open(const QString &profile);
    void showPage();
    QWidget *pane(const QString &name = u"keyPane"_s) const { return m_page->findChild<QWidget *>(name); }
    template<class T>
    T *part(const QString &name, const QWidget *in = nullptr) const
    {
        T *found = (in ? in : pane())->findChild<T *>(name);
        if (!found)
            qFatal("there is no %s", qPrintable(name));
        return found;
    }
    QAbstractItemModel *keys() const { return part<QTableView>(u"keyTable"_s)->model(); }
    QString cell(int row, int column) const { return keys()->index(row, column).data().toString(); }
    int rowOf(const QString &name) const
    {
        for (int row = 0; row < keys()->rowCount(); ++row) {
            if (cell(row, M::Name) == name)
                return row;
        }
        return -1;
    }
    void choose(const QString &name) { part<QTableView>(u"keyTable"_s)->selectRow(rowOf(name)); }
    QDialog *dialog(const QString &name, const QString &in = u"keyPane"_s)
    {
        QDialog *found = nullptr;
        (void)QTest::qWaitFor(
            [&] { return (found = pane(in)->findChild<QDialog *>(name)) && found->isVisible(); }, patience);
        if (!found)
            qFatal("no %s was opened", qPrintable(name));
        return found;
    }
    void answer(const QString &question) // with its verb
    {
        QPushButton *verb = nullptr;
        QVERIFY(QTest::qWaitFor(
            [&] { return (verb = m_page->findChild<QPushButton *>(question + u"Button"_s)) != nullptr; },
            patience));
        verb->click();
    }
    // Through the dialogs; what is in the second one is the value.
    QByteArray make(const QString &name, const QString &in = u"keyPane"_s);
    void closeMade(const QString &in = u"keyPane"_s);

    std::unique_ptr<ui::Theme> m_theme;
    std::unique_ptr<KeyBench> m_bench;
    std::unique_ptr<ui::KeysPage> m_page;
};

void KeysPageTest::open(const QString &profile)
{
    m_page.reset();
    if (!m_theme)
        m_theme = std::make_unique<ui::Theme>(*qApp);
    m_bench = std::make_unique<KeyBench>(profile);
    showPage();
}

void KeysPageTest::showPage()
{
    m_page = std::make_unique<ui::KeysPage>(*m_theme, *m_bench->office, nullptr);
    m_page->resize(1000, 700);
    m_page->show();
}

void KeysPageTest::cleanup()
{
    m_page.reset();
    m_bench.reset();
    QGuiApplication::clipboard()->clear();
}

QByteArray KeysPageTest::make(const QString &name, const QString &in)
{
    part<QPushButton>(u"newKey"_s, pane(in))->click();
    QDialog *form = dialog(u"newKeyDialog"_s, in);
    part<QLineEdit>(u"keyName"_s, form)->setText(name);
    part<QPushButton>(u"createKey"_s, form)->click();
    QDialog *made = dialog(u"madeKeyDialog"_s, in);
    part<QPushButton>(u"showKey"_s, made)->click();
    const QByteArray value = part<ui::PlainLabel>(u"keyValue"_s, made)->original().toUtf8();
    part<QPushButton>(u"showKey"_s, made)->click();
    return value;
}

void KeysPageTest::closeMade(const QString &in)
{
    QPointer<QDialog> made = dialog(u"madeKeyDialog"_s, in);
    part<QPushButton>(u"newKeyCopy"_s, made)->click();
    part<QPushButton>(u"doneKey"_s, made)->click();
    QTRY_VERIFY(!made);
}

void KeysPageTest::listsWhatTheServerKnows()
{
    QTRY_COMPARE_WITH_TIMEOUT(keys()->rowCount(), 1, patience);
    QAbstractItemModelTester tester(keys(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(cell(0, M::Name), u"Sandbox"_s);
    QCOMPARE(cell(0, M::State), u"Active"_s);
    QCOMPARE(cell(0, M::Scopes), u"all"_s);
    QCOMPARE(cell(0, M::LastUse), u"never"_s);
    QCOMPARE(cell(0, M::Expires), u"not told"_s);
    QCOMPARE(cell(0, M::Maker), u"admin"_s);
    m_bench->make({u"incidents:read"_s});
    QTRY_COMPARE_WITH_TIMEOUT(keys()->rowCount(), 2, patience);
    const int row = rowOf(u"Lab desk"_s);
    QCOMPARE(cell(row, M::Scopes), u"incidents:read"_s);
    QCOMPARE(cell(row, M::Expires), u"in 89 days"_s);
    QCOMPARE(cell(row, M::Maker), u"admin, here"_s);
    choose(u"Lab desk"_s);
    QTRY_COMPARE(part<ui::PlainLabel>(u"keyDetailName"_s)->original(), u"Lab desk"_s);
}

void KeysPageTest::makesAKeyThatIsSeenOnce()
{
    QTRY_COMPARE_WITH_TIMEOUT(keys()->rowCount(), 1, patience);
    QSignalSpy noticed(m_page.get(), &ui::KeysPage::notice);
    const QByteArray value = make(u"XSOAR"_s);
    QVERIFY(value.startsWith("sk_live_"));
    QVERIFY(m_bench->opens(Secret::copyOf(value)));
    QPointer<QDialog> made = dialog(u"madeKeyDialog"_s);
    auto *shown = part<ui::PlainLabel>(u"keyValue"_s, made);
    QVERIFY(!shown->original().contains(u"sk_live"_s)); // masked again, and not by the widget alone
    part<QPushButton>(u"newKeyCopy"_s, made)->click();
    QCOMPARE(QGuiApplication::clipboard()->text().toUtf8(), value);
    part<QPushButton>(u"newKeyClear"_s, made)->click();
    QVERIFY(QGuiApplication::clipboard()->text().isEmpty());
    part<QPushButton>(u"storeKey"_s, made)->click();
    QTRY_COMPARE_WITH_TIMEOUT(noticed.count(), 1, patience);
    QCOMPARE(m_bench->stored(u"socmate-xsoar"_s).value.reveal(), value);
    QVERIFY(!part<QPushButton>(u"useKey"_s, made)->isEnabled());
    part<QPushButton>(u"doneKey"_s, made)->click();
    QTRY_VERIFY(!made);
    QTRY_VERIFY_WITH_TIMEOUT(rowOf(u"XSOAR"_s) >= 0, patience);
    for (const ui::PlainLabel *label : m_page->findChildren<ui::PlainLabel *>())
        QVERIFY(!label->original().toUtf8().contains(value));
    m_page.reset();
    QVERIFY(!m_bench->isAnywhere(value));
    const auto entries = test::waited<QList<audit::Entry>>([this](QObject *context, const auto &handler) {
        m_bench->auditing->entries(0, 9, context, handler);
    });
    QCOMPARE(entries->size(), 1);
    QVERIFY(entries->first().target.endsWith(u"/api/admin/api-keys"_s));
}

void KeysPageTest::asksBeforeAValueIsLost()
{
    make(u"Wall display"_s);
    QPointer<QDialog> made = dialog(u"madeKeyDialog"_s);
    part<QPushButton>(u"doneKey"_s, made)->click();
    auto *question = part<QMessageBox>(u"loseKey"_s, made);
    question->button(QMessageBox::Cancel)->click();
    QVERIFY(made->isVisible());
    QTest::keyClick(made, Qt::Key_Escape);
    answer(u"loseKey"_s);
    QTRY_VERIFY(!made);
}

void KeysPageTest::aKeyBecomesAConnection()
{
    make(u"Night shift"_s);
    QDialog *made = dialog(u"madeKeyDialog"_s);
    auto *target = part<QComboBox>(u"keyTarget"_s, made);
    QCOMPARE(target->count(), 2); // a new one, and the one that signs in by a key
    part<QPushButton>(u"useKey"_s, made)->click();
    QTRY_VERIFY_WITH_TIMEOUT(!m_bench->stored(u"socmate-night-shift"_s).value.isEmpty(), patience);
    QTRY_VERIFY(part<ui::PlainLabel>(u"madeKeyMessage"_s, made)->text().contains(u"Night shift"_s));
    part<QPushButton>(u"doneKey"_s, made)->click();
}

void KeysPageTest::aUseIsItsSmallestSet()
{
    part<QPushButton>(u"newKey"_s)->click();
    QDialog *form = dialog(u"newKeyDialog"_s);
    auto *use = part<QComboBox>(u"keyUse"_s, form);
    const auto isChecked = [&](const QString &scope) {
        return part<QCheckBox>(u"scope "_s + scope, form)->isChecked();
    };
    QCOMPARE(part<QLineEdit>(u"keyName"_s, form)->text(), u"XSOAR"_s);
    QVERIFY(isChecked(u"investigations:write"_s) && !isChecked(u"graph:read"_s));
    use->setCurrentIndex(1);
    emit use->activated(1);
    QVERIFY(isChecked(u"incidents:read"_s) && !isChecked(u"investigations:write"_s));
    QVERIFY(part<QLineEdit>(u"keyName"_s, form)->text().isEmpty());
    part<QCheckBox>(u"scope graph:read"_s, form)->click();
    QCOMPARE(use->currentIndex(), use->count() - 1);
    part<QSpinBox>(u"keyDays"_s, form)->setValue(10);
    const QString day = QDate::currentDate().addDays(10).toString(Qt::ISODate);
    QVERIFY(part<ui::PlainLabel>(u"keyEnd"_s, form)->text().contains(day));
}

void KeysPageTest::aProductionServerIsTold()
{
    part<QPushButton>(u"newKey"_s)->click();
    QVERIFY(!dialog(u"newKeyDialog"_s)->findChild<QFrame *>(u"productionNote"_s));
    m_page.reset();
    domain::Connection admin = m_bench->office->connection();
    admin.production = true;
    m_bench->office->use(admin);
    showPage();
    QTRY_VERIFY_WITH_TIMEOUT(keys()->rowCount() > 0, patience);
    part<QPushButton>(u"newKey"_s)->click();
    QDialog *form = dialog(u"newKeyDialog"_s);
    const auto *note = part<QFrame>(u"productionNote"_s, form);
    QVERIFY(note->isVisible());
    QVERIFY(note->findChild<ui::PlainLabel *>()->original().contains(admin.name));
    form->reject();
    part<QTableView>(u"keyTable"_s)->selectRow(0);
    part<QPushButton>(u"disableKey"_s)->click();
    auto *question = part<QMessageBox>(u"confirmDisable"_s);
    QVERIFY2(question->text().contains(u"Production"_s), qPrintable(question->text()));
    question->button(QMessageBox::Cancel)->click();
}

// Which is why they can be changed.
void KeysPageTest::keysOfTheListAreActions()
{
    (void)m_bench->make();
    QTRY_VERIFY_WITH_TIMEOUT(keys()->rowCount() > 1, patience);
    auto *table = part<QTableView>(u"keyTable"_s);
    m_page->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    table->setFocus();
    table->selectRow(0);
    QTest::keyClick(table, Qt::Key_J);
    QCOMPARE(table->currentIndex().row(), 1);
    QTest::keyClick(table, Qt::Key_K);
    QCOMPARE(table->currentIndex().row(), 0);
    table->actions().first()->setShortcut(Qt::Key_N);
    QTest::keyClick(table, Qt::Key_J);
    QCOMPARE(table->currentIndex().row(), 0);
    QTest::keyClick(table, Qt::Key_N);
    QCOMPARE(table->currentIndex().row(), 1);
    QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
    QVERIFY(!QGuiApplication::clipboard()->text().isEmpty());
}

void KeysPageTest::saysWhatIsWrongWithADraft()
{
    QTRY_COMPARE_WITH_TIMEOUT(keys()->rowCount(), 1, patience); // nothing else is asked from then on
    part<QPushButton>(u"newKey"_s)->click();
    QDialog *form = dialog(u"newKeyDialog"_s);
    part<QLineEdit>(u"keyName"_s, form)->clear();
    part<QPushButton>(u"createKey"_s, form)->click();
    auto *message = part<ui::PlainLabel>(u"newKeyMessage"_s, form);
    QTRY_VERIFY(message->text().contains(u"name: 1 to 80"_s, Qt::CaseInsensitive));
    part<QLineEdit>(u"keyName"_s, form)->setText(u"Desk"_s);
    m_bench->server->failNext(1, 409);
    part<QPushButton>(u"createKey"_s, form)->click();
    QTRY_VERIFY_WITH_TIMEOUT(message->text().contains(u"409"_s), patience);
    QVERIFY(form->isVisible()); // nothing that was typed is lost
}

void KeysPageTest::saysPlainlyThatThereIsNoList()
{
    open(u"bare-array"_s);
    auto *states = part<QStackedWidget>(u"keyStates"_s);
    QTRY_COMPARE_WITH_TIMEOUT(states->currentIndex(), 2, patience);
    part<QPushButton>(u"firstKey"_s)->click();
    QDialog *form = dialog(u"newKeyDialog"_s);
    part<QPushButton>(u"createKey"_s, form)->click();
    closeMade();
    QTRY_COMPARE_WITH_TIMEOUT(states->currentIndex(), 1, patience);
    QVERIFY(part<QWidget>(u"keyNote"_s)->isVisible());
    QVERIFY(part<ui::PlainLabel>(u"keyNote"_s)->text().contains(u"offers no list"_s));
    QCOMPARE(cell(0, M::State), u"Not told"_s);
    QCOMPARE(cell(0, M::Maker), u"this console"_s);
    QSignalSpy noticed(m_page.get(), &ui::KeysPage::notice);
    part<QPushButton>(u"disableKey"_s)->click();
    answer(u"confirmDisable"_s);
    QTRY_COMPARE_WITH_TIMEOUT(noticed.count(), 1, patience);
    QVERIFY(noticed.first().first().toString().contains(u"web app"_s));
}

void KeysPageTest::saysWhoMayAdminister()
{
    m_bench->keep(m_bench->console.secretLabel, m_bench->server->apiKey());
    m_bench->office->use(m_bench->console);
    auto *connect = part<QPushButton>(u"adminConnection"_s);
    QTRY_VERIFY_WITH_TIMEOUT(connect->isVisible(), patience);
    QSignalSpy asked(m_page.get(), &ui::KeysPage::connectionAsked);
    connect->click();
    QCOMPARE(asked.count(), 1);
    m_bench->office->use(m_bench->admin);
    QTRY_COMPARE_WITH_TIMEOUT(keys()->rowCount(), 1, patience);
}

void KeysPageTest::saysWhenNoConnectionIsOpen()
{
    m_page.reset();
    m_bench->office = std::make_unique<flows::KeyOffice>(*m_bench->book, m_bench->vault, *m_bench->auditing,
                                                         m_bench->source());
    showPage();
    QTRY_COMPARE(part<QStackedWidget>(u"keyStates"_s)->currentIndex(), 2);
    QVERIFY(part<QPushButton>(u"adminConnection"_s)->isVisible());
    QVERIFY(!part<QPushButton>(u"newKey"_s)->isEnabled());
}

void KeysPageTest::rotatesAtOnce()
{
    m_page.reset();
    const flows::MadeKey made = m_bench->make();
    showPage(); // reads it once it is in use
    QTRY_VERIFY_WITH_TIMEOUT(rowOf(u"Lab desk"_s) >= 0, patience);
    choose(u"Lab desk"_s);
    part<QPushButton>(u"rotateKey"_s)->click();
    QDialog *wizard = dialog(u"keyRotationDialog"_s);
    QCOMPARE(part<QComboBox>(u"rotationTarget"_s, wizard)->currentIndex(), 0); // who signs in with it
    part<QPushButton>(u"goOnRotating"_s, wizard)->click();
    auto *message = part<ui::PlainLabel>(u"rotationMessage"_s, wizard);
    QTRY_VERIFY_WITH_TIMEOUT(message->text().startsWith(u"Done"_s), patience);
    QVERIFY(!part<QPushButton>(u"goOnRotating"_s, wizard)->isVisible());
    QVERIFY(part<ui::PlainLabel>(u"step1More"_s, wizard)->text().contains(u"incidents:read: may"_s));
    QVERIFY(!m_bench->opens(made.value));
    QVERIFY(m_bench->opens(m_bench->stored(u"socmate-lab"_s).value));
    part<QPushButton>(u"closeRotation"_s, wizard)->click();
    QTRY_COMPARE_WITH_TIMEOUT(cell(rowOf(u"Lab desk"_s), M::State), u"Disabled"_s, patience);
    choose(u"Lab desk"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!part<QPushButton>(u"rotateKey"_s)->isEnabled(), patience);
}

void KeysPageTest::aRotationGoesOnAfterARestart()
{
    m_bench->make();
    const flows::KeyEntry entry = [this] {
        for (const flows::KeyEntry &one : m_bench->list().entries) {
            if (one.isMine)
                return one;
        }
        return flows::KeyEntry();
    }();
    const auto planned = m_bench->plan(entry, u"c-console"_s);
    QVERIFY(planned && m_bench->advance(*planned));
    m_page.reset();
    QCOMPARE(m_bench->restarted().step, KeyStep::Created);
    showPage();
    QTRY_VERIFY_WITH_TIMEOUT(rowOf(u"Lab desk"_s) >= 0, patience);
    choose(u"Lab desk"_s);
    QTRY_VERIFY(part<QWidget>(u"keyAdvice"_s)->isVisible());
    part<QPushButton>(u"rotateKey"_s)->click();
    QDialog *wizard = dialog(u"keyRotationDialog"_s);
    part<QPushButton>(u"oneStep"_s, wizard)->click();
    auto *message = part<ui::PlainLabel>(u"rotationMessage"_s, wizard);
    QTRY_VERIFY_WITH_TIMEOUT(message->text().startsWith(u"The new key works"_s), patience);
    QTRY_VERIFY(part<QPushButton>(u"goOnRotating"_s, wizard)->isEnabled());
    part<QPushButton>(u"goOnRotating"_s, wizard)->click();
    QTRY_VERIFY_WITH_TIMEOUT(message->text().startsWith(u"Done"_s), patience);
    QVERIFY(m_bench->opens(m_bench->stored(u"socmate-lab"_s).value));
}

void KeysPageTest::byHandTheNewKeyCanBeCopied()
{
    const auto made = m_bench->create({IssuedKind::Key, u"XSOAR"_s, {}, {u"incidents:read"_s}, 30});
    QTRY_VERIFY_WITH_TIMEOUT(rowOf(u"XSOAR"_s) >= 0, patience);
    choose(u"XSOAR"_s);
    part<QPushButton>(u"rotateKey"_s)->click();
    QDialog *wizard = dialog(u"keyRotationDialog"_s);
    part<QPushButton>(u"goOnRotating"_s, wizard)->click();
    auto *copy = part<QPushButton>(u"waitingKeyCopy"_s, wizard);
    QTRY_VERIFY_WITH_TIMEOUT(copy->isVisible() && copy->isEnabled(), patience);
    copy->click();
    const QString fresh = QGuiApplication::clipboard()->text();
    QVERIFY(m_bench->opens(Secret(fresh.toUtf8())));
    QVERIFY(m_bench->opens(made->value));
    QTRY_VERIFY(part<QPushButton>(u"goOnRotating"_s, wizard)->isEnabled());
    part<QPushButton>(u"goOnRotating"_s, wizard)->click(); // it is swapped there
    QTRY_VERIFY_WITH_TIMEOUT(part<ui::PlainLabel>(u"rotationMessage"_s, wizard)->text().startsWith(u"Done"_s),
                             patience);
    QVERIFY(!copy->isVisible());
    QVERIFY(!m_bench->opens(made->value));
    QVERIFY(m_bench->opens(Secret(fresh.toUtf8())));
}

void KeysPageTest::aFailedStepIsNamedAndTriedAgain()
{
    m_page.reset();
    m_bench->make();
    showPage(); // reads the list once
    QTRY_VERIFY_WITH_TIMEOUT(rowOf(u"Lab desk"_s) >= 0, patience);
    choose(u"Lab desk"_s);
    part<QPushButton>(u"rotateKey"_s)->click();
    QDialog *wizard = dialog(u"keyRotationDialog"_s);
    m_bench->server->failNext(1, 403);
    part<QPushButton>(u"goOnRotating"_s, wizard)->click();
    auto *message = part<ui::PlainLabel>(u"rotationMessage"_s, wizard);
    QTRY_VERIFY_WITH_TIMEOUT(message->text().contains(u"403"_s), patience);
    QTRY_VERIFY(part<QPushButton>(u"goOnRotating"_s, wizard)->isEnabled());
    part<QPushButton>(u"goOnRotating"_s, wizard)->click();
    QTRY_VERIFY_WITH_TIMEOUT(message->text().startsWith(u"Done"_s), patience);
}

void KeysPageTest::aRotationCanBeCancelled()
{
    const auto made = m_bench->create({IssuedKind::Key, u"XSOAR"_s, {}, {u"incidents:read"_s}, 30});
    QTRY_VERIFY_WITH_TIMEOUT(rowOf(u"XSOAR"_s) >= 0, patience);
    choose(u"XSOAR"_s);
    part<QPushButton>(u"rotateKey"_s)->click();
    QDialog *wizard = dialog(u"keyRotationDialog"_s);
    part<QPushButton>(u"goOnRotating"_s, wizard)->click();
    auto *cancel = part<QPushButton>(u"cancelRotation"_s, wizard);
    QTRY_VERIFY_WITH_TIMEOUT(part<QPushButton>(u"waitingKeyCopy"_s, wizard)->isVisible(), patience);
    QTRY_VERIFY(cancel->isEnabled());
    cancel->click();
    answer(u"confirmCancelRotation"_s);
    QTRY_VERIFY_WITH_TIMEOUT(
        part<ui::PlainLabel>(u"rotationMessage"_s, wizard)->text().startsWith(u"Stopped"_s), patience);
    QVERIFY(m_bench->opens(made->value));
}

void KeysPageTest::sortsAndKeepsWhatIsChosen()
{
    for (const auto &[name, days] :
         {std::pair(u"Beta"_s, 30), std::pair(u"Alpha"_s, 90), std::pair(u"Gamma"_s, 10)})
        QVERIFY(m_bench->create({IssuedKind::Key, name, {}, {u"incidents:read"_s}, days}));
    QTRY_COMPARE_WITH_TIMEOUT(keys()->rowCount(), 4, patience);
    choose(u"Beta"_s);
    const auto order = [this] {
        QStringList names;
        for (int row = 0; row < keys()->rowCount(); ++row)
            names.append(cell(row, M::Name));
        return names;
    };
    auto *table = part<QTableView>(u"keyTable"_s);
    table->sortByColumn(M::Expires, Qt::AscendingOrder);
    QCOMPARE(order(), (QStringList{u"Gamma"_s, u"Beta"_s, u"Alpha"_s, u"Sandbox"_s}));
    QCOMPARE(table->currentIndex().row(), 1);
    table->sortByColumn(M::Name, Qt::DescendingOrder);
    QCOMPARE(order(), (QStringList{u"Sandbox"_s, u"Gamma"_s, u"Beta"_s, u"Alpha"_s}));
    QCOMPARE(table->currentIndex().row(), 2);
    part<QPushButton>(u"refreshKeys"_s)->click();
    QVERIFY(m_bench->create({IssuedKind::Key, u"Zeta"_s, {}, {u"incidents:read"_s}, 5}));
    QTRY_COMPARE_WITH_TIMEOUT(keys()->rowCount(), 5, patience);
    QCOMPARE(order().first(), u"Zeta"_s);
    QCOMPARE(table->currentIndex().row(), 3);
}

void KeysPageTest::disablesAfterAQuestion()
{
    const flows::MadeKey made = m_bench->make();
    QTRY_VERIFY_WITH_TIMEOUT(rowOf(u"Lab desk"_s) >= 0, patience);
    choose(u"Lab desk"_s);
    QSignalSpy noticed(m_page.get(), &ui::KeysPage::notice);
    part<QPushButton>(u"disableKey"_s)->click();
    auto *question = part<QMessageBox>(u"confirmDisable"_s);
    QVERIFY(question->text().contains(u"Lab"_s));
    question->button(QMessageBox::Cancel)->click();
    QVERIFY(m_bench->opens(made.value));
    part<QPushButton>(u"disableKey"_s)->click();
    answer(u"confirmDisable"_s);
    QTRY_COMPARE_WITH_TIMEOUT(noticed.count(), 1, patience);
    QVERIFY(!m_bench->opens(made.value));
    QTRY_COMPARE_WITH_TIMEOUT(cell(rowOf(u"Lab desk"_s), M::State), u"Disabled"_s, patience);
}

void KeysPageTest::clientsGetANewSecret()
{
    m_page->showTab(ui::KeysPage::Tab::Clients);
    const QString in = u"clientPane"_s;
    const QByteArray first = make(u"Robot"_s, in);
    closeMade(in);
    auto *table = part<QTableView>(u"keyTable"_s, pane(in));
    QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 2, patience);
    const int row = table->model()->index(0, M::Name).data() == u"Robot"_s ? 0 : 1;
    table->selectRow(row);
    part<QPushButton>(u"rotateKey"_s, pane(in))->click();
    answer(u"confirmRegenerate"_s);
    QDialog *made = dialog(u"madeKeyDialog"_s, in);
    part<QPushButton>(u"showKey"_s, made)->click();
    const QByteArray second = part<ui::PlainLabel>(u"keyValue"_s, made)->original().toUtf8();
    QVERIFY(second.startsWith("cs_") && second != first);
    closeMade(in);
    m_page.reset();
    QVERIFY(!m_bench->isAnywhere(first) && !m_bench->isAnywhere(second));
}

void KeysPageTest::theNewSecretOfAClientGoesIntoItsConnection()
{
    const auto client = m_bench->create({IssuedKind::Client, u"Robot"_s, {}, flows::keyScopes(), 0});
    QVERIFY(client);
    domain::Connection robot = m_bench->office->connectionFor(*client);
    const auto used = test::waited<QString>([&](QObject *context, const auto &handler) {
        m_bench->office->useIn(*client, robot, context, handler);
    });
    QVERIFY(used);
    robot.id = *used;
    robot.signIn = domain::SignIn::ClientCredentials;
    robot.clientId = client->entry.publicId;
    robot.tokenEndpoint = client->tokenEndpoint;
    robot.secretLabel = u"socmate-robot"_s;
    QCOMPARE(m_bench->stored(robot.secretLabel).value.reveal(), client->value.reveal());
    m_bench->office->setConnections({m_bench->admin, m_bench->console, robot});
    m_page->showTab(ui::KeysPage::Tab::Clients);
    const QString in = u"clientPane"_s;
    auto *table = part<QTableView>(u"keyTable"_s, pane(in));
    QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 2, patience);
    table->selectRow(table->model()->index(0, M::Name).data() == u"Robot"_s ? 0 : 1);
    part<QPushButton>(u"rotateKey"_s, pane(in))->click();
    answer(u"confirmRegenerate"_s);
    QDialog *made = dialog(u"madeKeyDialog"_s, in);
    auto *message = part<ui::PlainLabel>(u"madeKeyMessage"_s, made);
    QVERIFY2(message->original().contains(u"put the new one in"_s), qPrintable(message->original()));
    QCOMPARE(part<QComboBox>(u"keyTarget"_s, made)->currentText(), u"Robot"_s);
    QCOMPARE(part<QLineEdit>(u"keyLabel"_s, made)->text(), u"socmate-robot"_s);
    part<QPushButton>(u"showKey"_s, made)->click();
    const QByteArray second = part<ui::PlainLabel>(u"keyValue"_s, made)->original().toUtf8();
    part<QPushButton>(u"useKey"_s, made)->click();
    QTRY_VERIFY_WITH_TIMEOUT(message->original().contains(u"signs in with it"_s), patience);
    const secrets::StoredSecret stored = m_bench->stored(u"socmate-robot"_s);
    QCOMPARE(stored.value.reveal(), QByteArrayView(second));
    QCOMPARE(stored.retired.value(0).reveal(), client->value.reveal());
    const auto may = test::waited<QList<flows::Capability>>([&](QObject *context, const auto &handler) {
        m_bench->office->capabilities(robot, context, handler);
    });
    QVERIFY(may && std::ranges::any_of(*may, [](const flows::Capability &one) {
                return one.standing == flows::Standing::May; // it works
            }));
}

void KeysPageTest::showsWhatACredentialMayDo()
{
    m_bench->make({u"search:read"_s});
    m_page->showTab(ui::KeysPage::Tab::Capabilities);
    QWidget *may = pane(u"capabilityPane"_s);
    auto *connection = part<QComboBox>(u"capabilityConnection"_s, may);
    QCOMPARE(connection->count(), 2);
    connection->setCurrentIndex(1);
    part<QPushButton>(u"readCapabilities"_s, may)->click();
    QAbstractItemModel *model = part<QTableView>(u"capabilityTable"_s, may)->model();
    QTRY_COMPARE_WITH_TIMEOUT(model->rowCount(), 6, patience);
    QCOMPARE(model->index(0, 1).data().toString(), u"May not"_s);
    QCOMPARE(model->index(2, 1).data().toString(), u"Not tried"_s);
    QCOMPARE(model->index(3, 1).data().toString(), u"May"_s);
    QVERIFY(model->index(0, 2).data().toString().startsWith(u"403"_s));
    m_bench->keep(u"socmate-lab"_s, Secret::copyOf("sk_live_nobody"));
    part<QPushButton>(u"readCapabilities"_s, may)->click();
    QTRY_COMPARE_WITH_TIMEOUT(model->index(0, 1).data().toString(), u"Refused"_s, patience);
}

void KeysPageTest::anotherServerLeavesNothingOfTheOneBefore()
{
    QTRY_COMPARE_WITH_TIMEOUT(keys()->rowCount(), 1, patience);
    part<QPushButton>(u"newKey"_s)->click();
    QPointer<QDialog> form = dialog(u"newKeyDialog"_s);
    m_bench->server->setOffline(true);
    m_bench->office->use(m_bench->admin);
    QCOMPARE(keys()->rowCount(), 0);
    QTRY_VERIFY(!form);
}

void KeysPageTest::hostileNamesStayText()
{
    const QString name = u"<img src='file:///etc/passwd'>\u202Egpj"_s;
    const auto made = m_bench->create({IssuedKind::Key, name, name, {u"incidents:read"_s}, 30});
    QVERIFY(made);
    QTRY_COMPARE_WITH_TIMEOUT(keys()->rowCount(), 2, patience);
    for (int row = 0; row < 2; ++row) {
        if (cell(row, M::Name).contains(u"img"_s))
            part<QTableView>(u"keyTable"_s)->selectRow(row);
    }
    test::checkEveryWidget(*m_page);
    part<QPushButton>(u"rotateKey"_s)->click();
    test::checkEveryWidget(*dialog(u"keyRotationDialog"_s)->window());
}

void KeysPageTest::nothingIsCutOff()
{
    m_bench->make();
    QTRY_VERIFY_WITH_TIMEOUT(rowOf(u"Lab desk"_s) >= 0, patience);
    choose(u"Lab desk"_s);
    m_page->resize(760, 560);
    QTest::qWait(1);
    QTRY_COMPARE(test::cutTexts(*m_page).join(u'\n'), QString());
    part<QPushButton>(u"newKey"_s)->click();
    QDialog *form = dialog(u"newKeyDialog"_s);
    QTRY_COMPARE(test::cutTexts(*form).join(u'\n'), QString());
    form->close();
    part<QPushButton>(u"rotateKey"_s)->click();
    QTRY_COMPARE(test::cutTexts(*dialog(u"keyRotationDialog"_s)).join(u'\n'), QString());
}

QTEST_MAIN(KeysPageTest)
#include "tst_keyspage.moc"
