// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/commands.h"
#include "ui/pagecommands.h"
#include "ui/text/words.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QApplication>
#include <QMenuBar>
#include <QTest>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace tocsin;

// What the palette offers: every command, and every key of what is shown.
class TestCommands final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { ui::installWords(*qApp); }
    void init()
    {
        m_theme = std::make_unique<ui::Theme>(*qApp);
        m_window = std::make_unique<QWidget>();
        m_commands = new ui::Commands(*m_theme, m_window.get());
        m_page = new QWidget(m_window.get());
        auto *column = new QVBoxLayout(m_window.get());
        auto *bar = new QMenuBar;
        m_commands->fillMenuBar(*bar);
        column->addWidget(bar);
        column->addWidget(m_page);
        m_window->show();
    }
    void cleanup()
    {
        m_window.reset();
        m_theme.reset();
    }

    void aKeyOfThePageThatIsShownIsInThePalette()
    {
        int runs = 0;
        auto *action = new QAction(u"&Lock the place"_s, m_page);
        action->setShortcut(Qt::Key_L);
        connect(action, &QAction::triggered, this, [&runs] { ++runs; });
        m_page->addAction(action);
        QCOMPARE(count(u"Lock the place"_s), 1);
        entry(u"Lock the place"_s).run();
        QCOMPARE(runs, 1);
        action->setEnabled(false);
        QCOMPARE(count(u"Lock the place"_s), 0);
        action->setEnabled(true);
        m_page->hide();
        QCOMPARE(count(u"Lock the place"_s), 0);
    }

    void nothingStandsThereTwice()
    {
        auto *again = new QAction(u"Refresh"_s, m_page); // the window has it already
        m_page->addAction(again);
        QCOMPARE(count(u"Refresh"_s), 1);
        QCOMPARE(count(u"File"_s), 0); // a menu is no command
    }

    void aCommandOfAPageIsOfferedWhileThePageIsShown()
    {
        int runs = 0;
        QAction *command = (*m_commands)[u"ticketText"_s];
        QVERIFY(!command->isEnabled()); // no page has taken it yet
        auto *own = new ui::PageCommands(m_page);
        own->add(command, [&runs] { ++runs; });
        QVERIFY(command->isEnabled());
        command->trigger();
        QCOMPARE(runs, 1);
        m_page->hide();
        QVERIFY(!command->isEnabled());
        QCOMPARE(count(u"Ticket text…"_s), 0);
        m_page->show();
        QCOMPARE(count(u"Ticket text…"_s), 1);
    }

private:
    int count(const QString &text) const
    {
        const QList<ui::PaletteEntry> all = m_commands->paletteEntries();
        return int(std::ranges::count_if(all, [&text](const auto &one) { return one.text == text; }));
    }
    ui::PaletteEntry entry(const QString &text) const
    {
        for (const ui::PaletteEntry &one : m_commands->paletteEntries()) {
            if (one.text == text)
                return one;
        }
        return {};
    }

    std::unique_ptr<ui::Theme> m_theme;
    std::unique_ptr<QWidget> m_window;
    ui::Commands *m_commands = nullptr; // the window's
    QWidget *m_page = nullptr;          // likewise
};

QTEST_MAIN(TestCommands)

#include "tst_commands.moc"
