// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/catalogue.h"
#include "ui/webhooks/schemefield.h"
#include "ui/webhooks/schemematches.h"

#include <QAbstractItemModelTester>
#include <QAbstractItemView>
#include <QApplication>
#include <QCompleter>
#include <QLineEdit>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTest>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace tocsin;
using ui::SchemeField;

class TestSchemeField final : public QObject
{
    Q_OBJECT

private:
    signature::Catalogue m_catalogue;
    std::unique_ptr<QWidget> m_window;
    SchemeField *m_field = nullptr;

    void type(const QString &text)
    {
        m_field->setFocus();
        m_field->lineEdit()->selectAll();
        QTest::keyClicks(m_field->lineEdit(), text);
    }
    // As the completer's list passes it on.
    void press(Qt::Key key)
    {
        QWidget *popup = QApplication::activePopupWidget();
        QTest::keyClick(popup ? popup : m_field, key);
    }
    QStringList offered()
    {
        QStringList ids;
        const QAbstractItemModel *model = m_field->completer()->model();
        for (int row = 0; row < model->rowCount(); ++row)
            ids.append(model->index(row, 0).data(ui::SchemeId).toString());
        return ids;
    }

private slots:
    void initTestCase()
    {
        auto loaded = signature::Catalogue::load();
        QVERIFY(loaded);
        m_catalogue = *std::move(loaded);
    }

    void init()
    {
        m_window = std::make_unique<QWidget>();
        m_field = new SchemeField;
        m_field->addChoice(u"Unsigned"_s, QString(), {});
        m_field->addSchemes(m_catalogue.all(), false);
        auto *column = new QVBoxLayout(m_window.get());
        column->addWidget(m_field);
        column->addWidget(new QLineEdit); // another place for the focus
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
    void cleanup() { m_window.reset(); }

    void aWordAnywhereInNameOrIdNarrowsTheList_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("first");
        QTest::newRow("name") << u"Stripe"_s << u"stripe"_s;
        QTest::newRow("without case") << u"sTRIpe"_s << u"stripe"_s;
        QTest::newRow("id") << u"hubspot-v2"_s << u"hubspot-v2"_s;
        QTest::newRow("words in any order") << u"key github"_s << u"github-public-key"_s;
        QTest::newRow("what begins so comes first") << u"git"_s << u"gitea"_s;
    }
    void aWordAnywhereInNameOrIdNarrowsTheList()
    {
        QFETCH(QString, typed);
        QFETCH(QString, first);
        type(typed);
        QVERIFY(!offered().isEmpty());
        QVERIFY(offered().size() < 30);
        QCOMPARE(offered().constFirst(), first);
    }

    void otherNamesAreSearchedToo()
    {
        signature::Scheme own = *m_catalogue.find(u"stripe");
        own.id = u"own"_s;
        own.name = u"Own"_s;
        own.aliases = {u"Formerly Known"_s};
        m_field->addSchemes({own}, false);
        type(u"formerly"_s);
        QCOMPARE(offered(), QStringList{u"own"_s});
    }

    void enterTakesTheFirstThatIsLeft()
    {
        QSignalSpy changed(m_field, &SchemeField::schemeChanged);
        type(u"stri"_s);
        QTRY_VERIFY(QApplication::activePopupWidget());
        press(Qt::Key_Return);
        QVERIFY(!QApplication::activePopupWidget());
        QCOMPARE(m_field->scheme(), std::optional(u"stripe"_s));
        QCOMPARE(m_field->currentText(), u"Stripe"_s);
        QVERIFY(changed.count() > 0);
    }

    void escapeClosesTheListThenGivesBackWhatWasChosen()
    {
        m_field->setScheme(u"twilio"_s);
        type(u"stri"_s);
        QTRY_VERIFY(QApplication::activePopupWidget());
        press(Qt::Key_Escape);
        QVERIFY(!QApplication::activePopupWidget());
        QCOMPARE(m_field->currentText(), u"stri"_s);
        press(Qt::Key_Escape);
        QCOMPARE(m_field->currentText(), u"Twilio"_s);
    }

    void theArrowsChooseAmongThem()
    {
        type(u"hubspot"_s);
        QTRY_VERIFY(QApplication::activePopupWidget());
        const QStringList ids = offered();
        QVERIFY(ids.size() >= 3);
        auto *list = m_field->completer()->popup();
        while (list->currentIndex().row() != 2)
            press(Qt::Key_Down);
        press(Qt::Key_Return);
        QVERIFY(!QApplication::activePopupWidget());
        QCOMPARE(m_field->scheme(), std::optional(ids.at(2)));
    }

    void aClickInTheListChooses()
    {
        type(u"hubspot"_s);
        QTRY_VERIFY(QApplication::activePopupWidget());
        const QStringList ids = offered();
        auto *list = m_field->completer()->popup();
        const QRect row = list->visualRect(list->model()->index(1, 0));
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, row.center());
        QCOMPARE(m_field->scheme(), std::optional(ids.at(1)));
    }

    void whatNamesOneIsTakenWithoutEnter()
    {
        type(u"twilio"_s); // an id
        press(Qt::Key_Tab);
        QVERIFY(!m_field->hasFocus());
        QCOMPARE(m_field->currentText(), u"Twilio"_s);
        m_field->setEditText(u"github key"_s); // words that only one has
        QCOMPARE(m_field->scheme(), std::optional(u"github-public-key"_s));
    }

    void whatNamesNoneOrSeveralIsNoChoice()
    {
        m_field->setScheme(u"stripe"_s);
        for (const QString &typed : {u"nobody"_s, u"hubspot"_s, QString()}) {
            m_field->setEditText(typed);
            QVERIFY(!m_field->scheme());
            QCOMPARE(m_field->currentText(), typed);
            QVERIFY(m_field->problem().contains(typed));
        }
        type(u"nobody"_s);
        press(Qt::Key_Return);
        QVERIFY(!m_field->scheme());
        press(Qt::Key_Escape);
        QCOMPARE(m_field->currentText(), u"Stripe"_s);
        QCOMPARE(m_field->scheme(), std::optional(u"stripe"_s));
    }

    void enterOnASearchIsNotForTheDialog()
    {
        struct Counter final : QWidget
        {
            int keys = 0;
            void keyPressEvent(QKeyEvent *) override { ++keys; }
        } outer;
        auto *column = new QVBoxLayout(&outer);
        column->addWidget(m_field);
        outer.show();
        QVERIFY(QTest::qWaitForWindowExposed(&outer));
        m_field->setEditText(u"nobody"_s);
        QTest::keyClick(m_field, Qt::Key_Return);
        QCOMPARE(outer.keys, 0);
        m_field->setScheme(u"stripe"_s);
        QTest::keyClick(m_field, Qt::Key_Return);
        QCOMPARE(outer.keys, 1);
    }

    void aSchemeWhoseFileIsGoneIsKept()
    {
        m_field->setScheme(u"own-that-is-gone"_s);
        QVERIFY(m_field->currentText().startsWith(u"own-that-is-gone"_s));
        QCOMPARE(m_field->scheme(), std::optional(u"own-that-is-gone"_s));
    }

    void theMatchesAreAGoodModel()
    {
        QStandardItemModel model;
        ui::SchemeMatches matches;
        QAbstractItemModelTester tester(&matches, QAbstractItemModelTester::FailureReportingMode::QtTest);
        matches.setSourceModel(&model);
        for (const signature::Scheme &scheme : m_catalogue.all()) {
            auto *item = new QStandardItem(scheme.name);
            item->setData(scheme.name + u'\n' + scheme.id, ui::SchemeWords);
            model.appendRow(item);
        }
        for (const QString &typed : {u"a"_s, u"web hook"_s, u"zzz"_s, u""_s})
            matches.setTyped(typed);
        QCOMPARE(matches.rowCount(), model.rowCount());
    }
};

QTEST_MAIN(TestSchemeField)
#include "tst_schemefield.moc"
