// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// The dialog of a new question over the real sandbox: what it is about, templates, and asking again.

#include "tests/ui/support/investigationsfixture.h"
#include "ui/investigations/investigationoptions.h"
#include "ui/investigations/templatesdialog.h"
#include "ui/text/words.h"
#include "ui/widgets/plainlabel.h"

#include <QComboBox>
#include <QLineEdit>

using namespace tocsin;
using namespace Qt::StringLiterals;

class TestNewInvestigation final : public QObject, private test::InvestigationsFixture
{
    Q_OBJECT

private slots:
    void initTestCase() { ui::installWords(*qApp); }
    void init() { begin(); }
    void cleanup() { end(); }

    void aTemplateAsksForWhatIsMissing()
    {
        open();
        m_page->investigateIncidents({incident(40217, u"Travel"_s)});
        auto *dialog = newest();
        auto *start = dialog->findChild<QPushButton *>(u"startInvestigation"_s);
        auto *span = dialog->findChild<QLineEdit *>(u"place-timespan"_s);
        QVERIFY(span);
        span->clear();
        QVERIFY(!start->isEnabled()); // the time is missing
        QTest::keyClicks(span, u"3 days"_s);
        QVERIFY(start->isEnabled());
        QVERIFY2(dialog->question().contains(u"40217 (Travel)"_s) &&
                     dialog->question().contains(u"3 days"_s) && !dialog->question().contains(u'{'),
                 qPrintable(dialog->question()));
    }

    void whatItIsAboutIsFilledIn_data()
    {
        QTest::addColumn<int>("from");
        QTest::addColumn<QString>("says");
        QTest::newRow("incident") << 0 << u"incident 40217 (Travel)"_s;
        QTest::newRow("entity") << 1 << u"ip 203.0.113.7"_s;
        QTest::newRow("delivery") << 2 << u"\"Odd sign-in\" (alert.created)"_s;
        QTest::newRow("text") << 3 << u"who is {j.doe}?"_s;
    }
    void whatItIsAboutIsFilledIn()
    {
        QFETCH(int, from);
        QFETCH(QString, says);
        open();
        if (from == 0)
            m_page->investigateIncidents({incident(40217, u"Travel"_s)});
        else if (from == 1)
            m_page->investigateEntity({domain::EntityKind::Ip, {}, u"203.0.113.7"_s, {}});
        else if (from == 2)
            m_page->investigateDelivery(delivery());
        else
            m_page->investigateText(says);
        QVERIFY2(newest()->question().contains(says), qPrintable(newest()->question()));
        auto *start = newest()->findChild<QPushButton *>(u"startInvestigation"_s);
        QVERIFY(start->isEnabled()); // one key starts it
        start->click();
        QTRY_COMPARE_WITH_TIMEOUT(list()->rowCount(), 1, patience);
        QTRY_VERIFY_WITH_TIMEOUT(detail()->shown().has_value(), patience);
        QVERIFY(detail()->shown()->session.query.contains(says));
        QCOMPARE(detail()->shown()->incident, from == 0 ? 40217 : 0);
    }

    void aHostileTitleHidesNothing()
    {
        open();
        const QString title = u"a\u202Eb\n{timespan}\u0007 <b>c</b>"_s;
        m_page->investigateIncidents({incident(7, title)});
        for (const QLineEdit *field : newest()->findChildren<QLineEdit *>())
            QVERIFY(!field->text().contains(u'\u202E') && !field->text().contains(u'\n'));
        QVERIFY(!newest()->question().contains(u'\u202E'));
        QVERIFY(newest()->question().contains(u"{timespan} <b>c</b>"_s)); // a value is no template
        newest()->reject();
        m_page->investigateText(title);
        QVERIFY(!newest()->question().contains(u'\u202E'));
    }

    void aSelectionIsAskedAboutOneByOne()
    {
        open();
        m_page->investigateIncidents({incident(1, u"One"_s), incident(2, u"Two"_s), incident(3, {})});
        auto *dialog = newest();
        auto *start = dialog->findChild<QPushButton *>(u"startInvestigation"_s);
        QVERIFY(
            dialog->findChild<ui::PlainLabel *>(u"investigationPreview"_s)->original().contains(u"2 more"_s));
        if (auto *title = dialog->findChild<QLineEdit *>(u"place-incident.title"_s)) {
            QVERIFY(!start->isEnabled()); // the third has none
            title->setText(u"Untitled"_s);
        }
        QVERIFY(start->isEnabled());
        start->click();
        QTRY_COMPARE_WITH_TIMEOUT(list()->rowCount(), 3, patience);
        QSet<qint64> incidents;
        const auto rows = m_desk->workspace().investigations().live();
        for (const qint64 id : rows)
            incidents.insert(m_desk->workspace().investigations().run(id)->stored().incident);
        QCOMPARE(incidents, (QSet<qint64>{1, 2, 3}));
    }

    void aPersonaThatIsTypedIsKept()
    {
        open();
        m_page->newInvestigation();
        auto *dialog = newest();
        dialog->findChild<QPlainTextEdit *>(u"investigationQuery"_s)->setPlainText(u"What is odd today?"_s);
        dialog->findChild<QComboBox *>(u"persona"_s)->setEditText(u"threat_hunter"_s);
        dialog->findChild<QPushButton *>(u"startInvestigation"_s)->click();
        QTRY_COMPARE_WITH_TIMEOUT(list()->rowCount(), 1, patience);
        close();
        open();
        m_page->newInvestigation();
        auto *persona = newest()->findChild<QComboBox *>(u"persona"_s);
        QCOMPARE(persona->currentText(), u"threat_hunter"_s);
        QVERIFY(persona->findData(u"ciso"_s) >= 0);
    }

    void thePersonasOfferedCanBeEdited()
    {
        open();
        m_page->openOptions();
        auto *options = part<ui::InvestigationOptions>(u"investigationOptions"_s);
        auto *personas = options->findChild<QPlainTextEdit *>(u"personaList"_s);
        auto *save = options->findChild<QPushButton *>(u"saveInvestigationOptions"_s);
        QCOMPARE(personas->toPlainText(), u"soc_analyst\nciso"_s);
        personas->setPlainText(u" , \n"_s);
        QVERIFY(!save->isEnabled()); // none at all
        personas->setPlainText(u"ciso\n  threat  hunter \nCISO"_s);
        save->click();
        m_page->newInvestigation();
        auto *persona = newest()->findChild<QComboBox *>(u"persona"_s);
        QCOMPARE(persona->count(), 2);
        QCOMPARE(persona->itemData(1).toString(), u"threat hunter"_s);
        QCOMPARE(persona->currentData().toString(), u"ciso"_s);
    }

    void bracesThatSomebodyTypesStay()
    {
        open();
        m_page->newInvestigation();
        auto *dialog = part<ui::NewInvestigation>(u"newInvestigation"_s);
        dialog->findChild<QPlainTextEdit *>(u"investigationQuery"_s)
            ->setPlainText(u"extend {{a}} {timespan}"_s);
        QCOMPARE(dialog->question(), u"extend {{a}} {timespan}"_s);
        QVERIFY(dialog->findChild<QPushButton *>(u"startInvestigation"_s)->isEnabled());
    }

    void theHelpFollowsWhatIsTyped()
    {
        open();
        m_page->newInvestigation();
        auto *dialog = part<ui::NewInvestigation>(u"newInvestigation"_s);
        auto *query = dialog->findChild<QPlainTextEdit *>(u"investigationQuery"_s);
        const auto isMet = [dialog](const QString &name) {
            return dialog->findChild<ui::PlainLabel *>(name)->accessibleName().startsWith(u"Yes"_s);
        };
        query->setPlainText(u"something odd"_s);
        QVERIFY(!isMet(u"helpEntity"_s) && !isMet(u"helpTime"_s));
        query->setPlainText(u"Failed sign-ins of j.doe@example.com in the last 24 hours, more than 5"_s);
        QVERIFY(isMet(u"helpEntity"_s) && isMet(u"helpTime"_s) && isMet(u"helpCondition"_s));
        QVERIFY(dialog->findChild<QPushButton *>(u"startInvestigation"_s)->isEnabled());
    }

    void anOwnTemplateIsKeptAndAsked()
    {
        open();
        m_page->investigateEntity({domain::EntityKind::Host, {}, u"FIN-LT-07"_s, {}});
        keepTemplate(u"Ticket"_s, u"What did {entity.value} do before {ticket}?"_s);
        close();
        open(); // another run of the program
        m_page->investigateEntity({domain::EntityKind::Host, {}, u"FIN-LT-07"_s, {}});
        auto *all = newest()->findChild<QComboBox *>(u"queryTemplates"_s);
        QVERIFY(all->findText(u"Ticket"_s) > 0);
        all->setCurrentIndex(all->findText(u"Ticket"_s));
        emit all->activated(all->currentIndex());
        auto *start = newest()->findChild<QPushButton *>(u"startInvestigation"_s);
        QVERIFY(!start->isEnabled()); // nobody knows {ticket}
        auto *ticket = newest()->findChild<QLineEdit *>(u"place-ticket"_s);
        QVERIFY(ticket);
        ticket->setText(u"SEC-12"_s);
        QCOMPARE(newest()->question(), u"What did FIN-LT-07 do before SEC-12?"_s);
        QVERIFY(start->isEnabled());
    }

    void aQuestionBecomesATemplate()
    {
        open();
        m_page->investigateText(u"What is odd about {entity.value} today?"_s);
        newest()->findChild<QPushButton *>(u"saveAsTemplate"_s)->click();
        QCOMPARE(templates()->findChild<QPlainTextEdit *>(u"templateText"_s)->toPlainText(),
                 u"What is odd about {entity.value} today?"_s);
        templates()->findChild<QPushButton *>(u"saveTemplates"_s)->click();
        auto *all = newest()->findChild<QComboBox *>(u"queryTemplates"_s);
        QCOMPARE(all->itemText(all->count() - 1), u"New template"_s);
        QCOMPARE(newest()->question(), u"What is odd about {entity.value} today?"_s); // as it was
    }

    void whatCannotBeKeptIsNotSaved_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("isKept");
        QTest::newRow("fine") << u"a"_s << u"Who is {entity.value}?"_s << true;
        QTest::newRow("no name") << u" "_s << u"x"_s << false;
        QTest::newRow("no question") << u"a"_s << u" "_s << false;
        QTest::newRow("not closed") << u"a"_s << u"Who is {entity.value?"_s << false;
    }
    void whatCannotBeKeptIsNotSaved()
    {
        QFETCH(QString, name);
        QFETCH(QString, text);
        open();
        m_page->newInvestigation();
        newest()->findChild<QPushButton *>(u"manageTemplates"_s)->click();
        templates()->findChild<QPushButton *>(u"addTemplate"_s)->click();
        templates()->findChild<QLineEdit *>(u"templateName"_s)->setText(name);
        templates()->findChild<QPlainTextEdit *>(u"templateText"_s)->setPlainText(text);
        QTEST(templates()->findChild<QPushButton *>(u"saveTemplates"_s)->isEnabled(), "isKept");
        QVERIFY(!templates()->findChild<ui::PlainLabel *>(u"templateSaid"_s)->text().isEmpty());
    }

    void whatComesWithTheProgramIsCopiedAndNotChanged()
    {
        open();
        m_page->newInvestigation();
        newest()->findChild<QPushButton *>(u"manageTemplates"_s)->click();
        auto *name = templates()->findChild<QLineEdit *>(u"templateName"_s);
        auto *remove = templates()->findChild<QPushButton *>(u"removeTemplate"_s);
        QVERIFY(name->isReadOnly() && !remove->isEnabled());
        const QString builtIn = name->text();
        templates()->findChild<QPushButton *>(u"copyTemplate"_s)->click();
        QVERIFY(!name->isReadOnly() && remove->isEnabled());
        QCOMPARE(name->text(), builtIn);
        templates()->findChild<QPushButton *>(u"copyTemplate"_s)->click();
        QCOMPARE(name->text(), builtIn + u" 2"_s);
        remove->click();
        templates()->findChild<QPushButton *>(u"saveTemplates"_s)->click();
        auto *all = newest()->findChild<QComboBox *>(u"queryTemplates"_s);
        QCOMPARE(all->itemText(all->count() - 1), builtIn);
    }

    void oneThatFailedIsAskedAgain()
    {
        open(sandbox::RunKind::Failing);
        m_page->investigateIncidents({incident(40217, u"Travel"_s)});
        newest()->findChild<QComboBox *>(u"persona"_s)->setEditText(u"ciso"_s);
        newest()->findChild<QPushButton *>(u"startInvestigation"_s)->click();
        QTRY_VERIFY_WITH_TIMEOUT(isSoFar(domain::SessionState::Failed), patience);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        auto *again = part<QPushButton>(u"askAgain"_s);
        QTRY_VERIFY(again->isVisible());
        again->click();
        QCOMPARE(newest()->question(), detail()->shown()->session.query);
        QCOMPARE(newest()->findChild<QComboBox *>(u"persona"_s)->currentData().toString(), u"ciso"_s);
        const qint64 first = detail()->id();
        newest()->findChild<QPushButton *>(u"startInvestigation"_s)->click();
        QTRY_COMPARE_WITH_TIMEOUT(list()->rowCount(), 2, patience);
        QTRY_VERIFY_WITH_TIMEOUT(detail()->shown() && detail()->id() != first, patience);
        QCOMPARE(detail()->shown()->incident, 40217);
    }

    void oneThatIsNotWatchedAnyMoreIsAskedAgainAndOneThatRunsIsNot()
    {
        open(sandbox::RunKind::Endless);
        ask(u"Never ends"_s);
        QTRY_VERIFY_WITH_TIMEOUT(isIn(domain::SessionState::Running), patience);
        auto *again = part<QPushButton>(u"askAgain"_s);
        QVERIFY(!again->isVisible());
        part<QPushButton>(u"stopWaiting"_s)->click();
        QTRY_VERIFY_WITH_TIMEOUT(isIn(domain::SessionState::NotWatched), patience);
        QTRY_VERIFY(again->isVisible());
    }

private:
    ui::TemplatesDialog *templates() const
    {
        auto *found = newest()->findChild<ui::TemplatesDialog *>();
        Q_ASSERT_X(found, "templates", "no dialog");
        return found;
    }
    void keepTemplate(const QString &name, const QString &text)
    {
        newest()->findChild<QPushButton *>(u"manageTemplates"_s)->click();
        templates()->findChild<QPushButton *>(u"addTemplate"_s)->click();
        templates()->findChild<QLineEdit *>(u"templateName"_s)->setText(name);
        templates()->findChild<QPlainTextEdit *>(u"templateText"_s)->setPlainText(text);
        templates()->findChild<QPushButton *>(u"saveTemplates"_s)->click();
    }
};

QTEST_MAIN(TestNewInvestigation)
#include "tst_newinvestigation.moc"
