// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/support/layoutfaults.h"
#include "tests/ui/support/windowfixture.h"
#include "ui/text/words.h"
#include "ui/webhooks/endpointlist.h"
#include "ui/webhooks/inspector/inspector.h"
#include "ui/widgets/confirm.h"
#include "ui/widgets/sourceedit.h"

#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QFontInfo>
#include <QMessageBox>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tocsin;

// That the window is whole on the smallest screen it promises to fit: nothing cut, nothing that scrolls
// sideways, and dialogs in which Enter and the eye find what the dialog is for.
class TestLayout final : public QObject, private test::WindowFixture
{
    Q_OBJECT

private:
    static constexpr int patience = 30'000;
    static constexpr QSize small{1024, 700};

    // Three deliveries, the newest of them spoiled on the way; one is chosen.
    bool fill()
    {
        const QByteArray body = R"({"event":"alert.created","source":"socwarden","alert_id":"a-1","n":1.50})";
        if (m_fixture->postSigned(body) == 0 || m_fixture->postSigned(body) == 0 ||
            m_fixture->postSpoiled(body, QByteArray(body).replace(",", ", "), {{"Via", "1.1 relay"}}) == 0)
            return false;
        if (!QTest::qWaitFor([this] { return table()->model()->rowCount() == 3; }, patience))
            return false;
        table()->setCurrentIndex(table()->model()->index(0, ui::DeliveryTableModel::Event));
        auto *inspector = part<ui::Inspector>(u"inspector"_s);
        return QTest::qWaitFor([inspector] { return inspector->subject().has_value(); }, patience);
    }
    QDialog *open(const QString &command, const QString &name)
    {
        if (command == "editEndpoint"_L1)
            emit m_window->findChild<ui::EndpointList *>()->editAsked(u"alerts"_s);
        else
            m_window->commands()[command]->trigger();
        return QTest::qWaitFor([&] { return m_window->findChild<QDialog *>(name); }, patience)
                   ? m_window->findChild<QDialog *>(name)
                   : nullptr;
    }

private slots:
    void initTestCase()
    {
        ui::installWords(*qApp);
        // What fits is known for the letters that most Linux systems have; others are wider or narrower.
        if (!QFontInfo(QApplication::font()).family().contains(u"DejaVu Sans"_s))
            QSKIP("measured with another font");
    }
    void init()
    {
        openWindow();
        m_window->resize(small);
        m_window->commands()[u"resetLayout"_s]->trigger();
    }
    void cleanup() { closeWindow(); }

    void theFirstPageFitsTheSmallestWindow()
    {
        const auto *line = part<ui::PlainLabel>(u"curlLine"_s);
        QTRY_VERIFY_WITH_TIMEOUT(line->isVisible() && line->original().contains(u"http"_s), patience);
        QCOMPARE(m_window->size(), small);
        const QString url = line->original().section(u' ', -1);
        QTRY_VERIFY_WITH_TIMEOUT(line->width() >= line->fontMetrics().horizontalAdvance(url) &&
                                     line->height() >= 2 * line->fontMetrics().height(),
                                 patience);
        QTRY_COMPARE_WITH_TIMEOUT(test::cutTexts(*m_window).join(u'\n'), QString(), patience);
    }

    void everyPageFitsTheSmallestWindow()
    {
        QVERIFY(fill());
        for (int page = 0; page < ui::MainWindow::PageCount; ++page) {
            m_window->setPage(ui::MainWindow::Page(page));
            QTest::qWait(50);
            QCOMPARE(m_window->size(), small);
            QCOMPARE(test::cutTexts(*m_window).join(u'\n'), QString());
            QCOMPARE(test::sidewaysBars(*m_window).join(u'\n'), QString());
        }
    }

    void everyTabOfTheInspectorFitsTheSmallestWindow()
    {
        QVERIFY(fill());
        auto *inspector = part<ui::Inspector>(u"inspector"_s);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->findChild<QWidget *>(u"provedCause"_s) ||
                                     inspector->tab() != ui::Inspector::Signature,
                                 patience);
        for (int tab = ui::Inspector::Summary; tab <= ui::Inspector::Contract; ++tab) {
            inspector->setTab(ui::Inspector::Tab(tab));
            QTest::qWait(50);
            QCOMPARE(m_window->size(), small);
            QCOMPARE(test::cutTexts(*inspector).join(u'\n'), QString());
            QCOMPARE(test::sidewaysBars(*inspector).join(u'\n'), QString());
        }
    }

    void questionsStandAwayFromBothEdges_data()
    {
        QTest::addColumn<Qt::LayoutDirection>("direction");
        QTest::newRow("from the left") << Qt::LeftToRight;
        QTest::newRow("from the right") << Qt::RightToLeft;
    }
    void questionsStandAwayFromBothEdges()
    {
        QFETCH(Qt::LayoutDirection, direction);
        m_window->setLayoutDirection(direction);
        ui::confirm(m_window.get(),
                    {u"ask"_s, u"Delete"_s, u"Delete 1 delivery with its bytes?"_s, u"Delete it"_s}, [] {});
        auto *box = m_window->findChild<QMessageBox *>(u"ask"_s);
        QVERIFY(box);
        QTRY_VERIFY_WITH_TIMEOUT(box->isVisible(), patience);
        const auto *text = box->findChild<QLabel *>(u"qt_msgbox_label"_s);
        const auto *verb = box->findChild<QPushButton *>(u"askButton"_s);
        const auto *cancel = box->button(QMessageBox::Cancel);
        QVERIFY(text && verb && cancel);
        const auto area = [box](const QWidget *part) {
            return QRect(part->mapTo(box, QPoint()), part->size());
        };
        const QRect all = area(text) | area(verb) | area(cancel);
        QVERIFY2(all.left() >= 20 && qAbs(all.left() - (box->width() - 1 - all.right())) <= 6,
                 qPrintable(u"%1 to %2 of %3"_s.arg(all.left()).arg(all.right()).arg(box->width())));
        box->reject();
    }

    // Also in a window that is read from the right.
    void sourcesAreReadFromTheLeft()
    {
        QWidget window;
        window.setLayoutDirection(Qt::RightToLeft);
        const ui::SourceEdit edit(*m_theme, &window);
        QCOMPARE(edit.layoutDirection(), Qt::LeftToRight);
    }

    void dialogs_data()
    {
        QTest::addColumn<QString>("command");
        QTest::addColumn<QString>("dialog");
        QTest::addColumn<QString>("way");   // the button that leaves
        QTest::addColumn<QString>("main");  // the button of Enter; empty = none
        QTest::addColumn<QString>("focus"); // where the keyboard starts; empty = not told
        const auto row = [](const char *command, const char *dialog, const char *way, const char *main,
                            const char *focus) {
            QTest::newRow(dialog) << QString::fromLatin1(command) << QString::fromLatin1(dialog)
                                  << QString::fromLatin1(way) << QString::fromLatin1(main)
                                  << QString::fromLatin1(focus);
        };
        row("editEndpoint", "endpointEditor", "cancelEndpoint", "saveEndpoint", "endpointName");
        row("secrets", "secretEditor", "closeSecrets", "saveSecret", "secretLabel");
        row("sendTest", "testDialog", "closeTest", "testSend", "testSend");
        row("replay", "replayDialog", "closeReplay", "startReplay", "");
        row("forward", "forwardDialog", "closeForward", "saveForward", "");
        row("verificationCode", "codeDialog", "closeCode", "", "codeText");
        row("evidence", "evidenceDialog", "closeEvidence", "evidenceFolder", "evidenceFolder");
        row("learnScheme", "learnDialog", "closeLearn", "learnSearch", "learnLabel");
        row("rotation", "rotationDialog", "closeRotation", "", "closeRotation");
        row("note", "noteDialog", "cancelNote", "saveNote", "noteText");
    }

    void dialogs()
    {
        QFETCH(QString, command);
        QFETCH(QString, dialog);
        QFETCH(QString, way);
        QFETCH(QString, main);
        QFETCH(QString, focus);
        QVERIFY(fill());
        QDialog *shown = open(command, dialog);
        QVERIFY(shown);
        QTRY_VERIFY_WITH_TIMEOUT(shown->isVisible(), patience);
        if (!main.isEmpty())
            QTRY_VERIFY_WITH_TIMEOUT(!shown->findChild<QPushButton *>(main)->isHidden(), patience);
        if (dialog == "evidenceDialog"_L1)
            QTRY_VERIFY_WITH_TIMEOUT(shown->findChild<QPushButton *>(main)->isEnabled(), patience);
        QVERIFY(shown->width() <= small.width() && shown->height() <= small.height());
        QCOMPARE(test::cutTexts(*shown).join(u'\n'), QString());
        QStringList defaults;
        for (const QPushButton *button : shown->findChildren<QPushButton *>()) {
            if (button->isDefault())
                defaults.append(button->objectName());
        }
        QCOMPARE(defaults.join(u' '), main);
        if (!focus.isEmpty())
            QTRY_COMPARE_WITH_TIMEOUT(shown->focusWidget() ? shown->focusWidget()->objectName() : QString(),
                                      focus, patience);
        const auto *leaves = shown->findChild<QPushButton *>(way);
        QVERIFY(leaves);
        QVERIFY(leaves->property("look").toString().isEmpty()); // the way out is not what it is for
        const auto *does = shown->findChild<QPushButton *>(main);
        const auto place = [shown](const QWidget *widget) { return widget->mapTo(shown, QPoint()); };
        if (does && place(does).y() == place(leaves).y())
            QVERIFY2(place(does).x() > place(leaves).x(), "what the dialog is for stands last");
        shown->close();
    }
};

QTEST_MAIN(TestLayout)
#include "tst_layout.moc"
