// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/support/layoutfaults.h"
#include "tests/ui/support/windowfixture.h"
#include "ui/settings/shortcutbook.h"
#include "ui/settings/shortcuteditor.h"
#include "ui/text/words.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/shortcutpaper.h"
#include "ui/widgets/texttable.h"

#include <QAction>
#include <QKeySequenceEdit>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace tocsin;

// Every key can be another one, a conflict is named, and what was chosen is there at the next start.
class TestShortcuts final : public QObject, private test::WindowFixture
{
    Q_OBJECT

private slots:
    void initTestCase() { ui::installWords(*qApp); }
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }

    void aNewKeyWorksAndTheOldOneNoMore()
    {
        openEditor();
        choose(u"Search or jump to…"_s);
        assign(QKeySequence(Qt::CTRL | Qt::Key_J));
        QCOMPARE(message(), u"It works from now on."_s);
        editor()->close();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
        QVERIFY(!palette() || !palette()->isVisible());
        QTest::keyClick(m_window.get(), Qt::Key_J, Qt::ControlModifier);
        QTRY_VERIFY(palette() && palette()->isVisible());
    }

    void whatWasChosenIsThereAtTheNextStart()
    {
        openEditor();
        choose(u"Search or jump to…"_s);
        assign(QKeySequence(Qt::CTRL | Qt::Key_J));
        m_window.reset();
        m_window = std::make_unique<ui::MainWindow>(*m_theme, m_fixture->desks(), m_fixture->settings());
        QCOMPARE(m_window->commands()[u"palette"_s]->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_J));
        QCOMPARE(m_fixture->settings().value(u"shortcuts/palette"_s).toString(), u"Ctrl+J"_s);
    }

    void aKeyOfAnotherCommandIsNamedAndTakenOnDemand()
    {
        openEditor();
        choose(u"About Tocsin"_s);
        assign(QKeySequence(Qt::CTRL | Qt::Key_K));
        QVERIFY2(message().contains(u"Search or jump to"_s), qPrintable(message()));
        QVERIFY(m_window->commands()[u"about"_s]->shortcut().isEmpty());
        auto *take = editor()->findChild<QPushButton *>(u"takeShortcut"_s);
        QVERIFY(take->isVisible());
        take->click();
        QCOMPARE(m_window->commands()[u"about"_s]->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_K));
        QVERIFY(m_window->commands()[u"palette"_s]->shortcut().isEmpty());
    }

    void theBeginningOfAnotherKeyIsAConflictToo()
    {
        ui::ShortcutBook *book = m_window->findChild<ui::ShortcutBook *>();
        QVERIFY(book->bind(u"about"_s, {QKeySequence(Qt::CTRL | Qt::Key_G, Qt::Key_A)}));
        const Result<void> refused = book->bind(u"checkStore"_s, {QKeySequence(Qt::CTRL | Qt::Key_G)});
        QVERIFY(!refused);
        QVERIFY(refused.error().detail.contains(u"About"_s));
    }

    void keysOfListsCanBeOthersAsWell()
    {
        openEditor();
        ui::ShortcutBook *book = m_window->findChild<ui::ShortcutBook *>();
        QString id;
        for (const ui::ShortcutBook::Row &row : book->rows()) {
            if (row.list == "queue"_L1 && row.keys().contains(QKeySequence(Qt::Key_J)))
                id = row.id;
        }
        QVERIFY(!id.isEmpty());
        // The same letter does another thing in another list: no conflict. In the window it would be one.
        QVERIFY(book->bind(id, {QKeySequence(Qt::Key_Z)}));
        QVERIFY(!book->bind(u"about"_s, {QKeySequence(Qt::Key_Z)}));
        const ui::ShortcutBook other(m_window->commands(), m_fixture->settings());
        QVERIFY(!other.has(u"queue"_s));
    }

    void everyListIsThere()
    {
        openEditor();
        const ui::ShortcutBook *book = m_window->findChild<ui::ShortcutBook *>();
        for (const QString &list :
             {u"deliveries"_s, u"endpoints"_s, u"queue"_s, u"views"_s, u"investigations"_s, u"graph"_s,
              u"entities"_s, u"schemes"_s, u"schemeEditor"_s, u"keys"_s, u"clients"_s, u"integrations"_s,
              u"secrets"_s, u"audit"_s, u"log"_s, u"notices"_s})
            QVERIFY2(book->has(list), qPrintable(list));
        QSet<QString> seen;
        for (const ui::ShortcutBook::Row &row : book->rows()) {
            QVERIFY2(!row.text().isEmpty(), qPrintable(row.id));
            QVERIFY2(!seen.contains(row.id), qPrintable(row.id)); // otherwise one would have the other's keys
            seen.insert(row.id);
        }
    }

    void theSheetKnowsEveryList()
    {
        m_window->commands()[u"shortcuts"_s]->trigger();
        const auto *sheet = m_window->findChild<QDialog *>(u"shortcutSheet"_s);
        QVERIFY(sheet);
        QStringList heads;
        for (const auto *label : sheet->findChildren<ui::PlainLabel *>())
            heads.append(label->original());
        for (const QString &head :
             {u"In the list of API keys"_s, u"In the list of senders"_s, u"In the list of notices"_s,
              u"In the list of schemes"_s, u"In the audit record"_s})
            QVERIFY2(heads.contains(head, Qt::CaseInsensitive), qPrintable(head));
    }

    void theTopBarShowsTheKeyOfThePalette()
    {
        const auto *shown = part<ui::PlainLabel>(u"paletteKeys"_s);
        const auto text = [](const QKeySequence &key) { return key.toString(QKeySequence::NativeText); };
        QCOMPARE(shown->original(), text(Qt::CTRL | Qt::Key_K));
        ui::ShortcutBook *book = m_window->findChild<ui::ShortcutBook *>();
        QVERIFY(book->bind(u"palette"_s, {QKeySequence(Qt::CTRL | Qt::Key_J)}));
        QCOMPARE(shown->original(), text(Qt::CTRL | Qt::Key_J));
        QVERIFY(book->bind(u"palette"_s, {}));
        QCOMPARE(shown->original(), QString());
    }

    void oneAndAllGoBackToTheirDefaults()
    {
        openEditor();
        choose(u"Search or jump to…"_s);
        assign(QKeySequence(Qt::CTRL | Qt::Key_J));
        editor()->findChild<QPushButton *>(u"resetShortcut"_s)->click();
        QCOMPARE(m_window->commands()[u"palette"_s]->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_K));
        QVERIFY(!m_fixture->settings().contains(u"shortcuts/palette"_s));
        choose(u"Search or jump to…"_s);
        editor()->findChild<QPushButton *>(u"clearShortcut"_s)->click();
        QVERIFY(m_window->commands()[u"palette"_s]->shortcut().isEmpty());
        editor()->findChild<QPushButton *>(u"resetShortcuts"_s)->click();
        auto *box = editor()->findChild<QMessageBox *>(u"resetAllShortcuts"_s);
        QVERIFY(box);
        box->findChild<QPushButton *>(u"resetAllShortcutsButton"_s)->click();
        QTRY_COMPARE(m_window->commands()[u"palette"_s]->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_K));
    }

    void theListIsFiltered()
    {
        openEditor();
        const int all = table()->model()->rowCount();
        QVERIFY(all > 60);
        auto *filter = editor()->findChild<QLineEdit *>(u"shortcutFilter"_s);
        filter->setText(u"Ctrl+K"_s);
        QVERIFY(table()->model()->rowCount() >= 1 && table()->model()->rowCount() < all);
        filter->setText(u"nothing at all"_s);
        QCOMPARE(table()->model()->rowCount(), 0);
        QVERIFY(!editor()->findChild<QPushButton *>(u"assignShortcut"_s)->isEnabled());
    }

    void nothingIsCutAndEverythingHasAName()
    {
        openEditor();
        QCOMPARE(test::cutTexts(*editor()), QStringList());
        QCOMPARE(test::namelessControls(*editor()), QStringList());
    }

    void onPaperEveryGroupStandsWithItsKeys()
    {
        const QList<ui::PaperGroup> groups{{u"Go & <b>"_s, {{u"Search"_s, u"Ctrl+K"_s}}},
                                           {u"Lists"_s, {{u"Down"_s, u"J"_s}}}};
        const QByteArray html = ui::paperHtml(groups);
        for (const char *word :
             {"Go &amp; &lt;b&gt;", "Search", "Ctrl+K", "Lists", "Down", "default-src 'none'"})
            QVERIFY2(html.contains(word), word);
        QVERIFY(!html.contains("<b>J<script"));
        const QByteArray pdf = ui::paperPdf(groups);
        QVERIFY(pdf.startsWith("%PDF-") && pdf.size() > 1000);
    }

    void theSheetLeadsToTheEditor()
    {
        m_window->commands()[u"shortcuts"_s]->trigger();
        auto *sheet = m_window->findChild<QDialog *>(u"shortcutSheet"_s);
        QVERIFY(sheet);
        sheet->findChild<QPushButton *>(u"changeShortcutsOfSheet"_s)->click();
        QVERIFY(editor());
    }

private:
    void openEditor() { m_window->commands()[u"changeShortcuts"_s]->trigger(); }
    ui::ShortcutEditor *editor() const { return m_window->findChild<ui::ShortcutEditor *>(); }
    QWidget *palette() const { return m_window->findChild<QWidget *>(u"commandPalette"_s); }
    ui::TextTable *table() const { return editor()->findChild<ui::TextTable *>(u"shortcutTable"_s); }
    QString message() const
    {
        return editor()->findChild<ui::PlainLabel *>(u"shortcutMessage"_s)->original();
    }
    void choose(const QString &text)
    {
        for (int row = 0; row < table()->model()->rowCount(); ++row) {
            if (table()->model()->index(row, 0).data().toString() == text)
                table()->selectRow(row);
        }
        const QModelIndexList rows = table()->selectionModel()->selectedRows();
        QVERIFY(rows.size() == 1);
        QCOMPARE(rows.first().data().toString(), text);
    }
    void assign(const QKeySequence &key)
    {
        editor()->findChild<QKeySequenceEdit *>(u"shortcutKeys"_s)->setKeySequence(key);
        auto *button = editor()->findChild<QPushButton *>(u"assignShortcut"_s);
        QVERIFY(button->isEnabled());
        button->click();
    }
};

QTEST_MAIN(TestShortcuts)

#include "tst_shortcuts.moc"
