// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/filter/parse.h"
#include "tests/support/analystfixture.h"
#include "tests/ui/support/deskfixture.h"
#include "tests/ui/support/layoutfaults.h"
#include "ui/search/searchdialog.h"
#include "ui/search/searchpanel.h"
#include "ui/text/searchtext.h"
#include "ui/text/words.h"
#include "ui/theme/theme.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>

using namespace Qt::StringLiterals;
using namespace tocsin;
using Row = ui::SearchResultsModel::Row;
using Source = flows::SearchSource;

class TestSearchDialog final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { ui::installWords(*qApp); }
    void init() { m_fixture = std::make_unique<test::AnalystFixture>(); }
    void cleanup()
    {
        m_dialog.reset();
        m_theme.reset();
        m_fixture.reset();
    }

    void whatIsTypedIsSearchedHere()
    {
        open({"{\"summary\":\"the red lamp\"}"});
        QTest::keyClicks(field(), u"lam"_s);
        QTRY_COMPARE_WITH_TIMEOUT(hits(Source::Deliveries), 1, patience);
        QTRY_VERIFY_WITH_TIMEOUT(!search("searchQueue").contains(u'…'), patience);
        QCOMPARE(model()->row(0).kind, Row::Kind::AskServer); // it was not told anything
        QCOMPARE(search("searchServer"), u"Server"_s);
        QCOMPARE(search("searchDeliveries"), u"Deliveries  1"_s);
        QVERIFY(model()->result(list()->currentIndex().row())); // the first hit is chosen
        const QModelIndex hit = model()->index(rowOf(Source::Deliveries, Row::Kind::Hit));
        const QString spoken = hit.data(Qt::AccessibleTextRole).toString();
        QVERIFY2(spoken.contains("in the body"_L1) && spoken.contains("red lamp"_L1), qPrintable(spoken));
    }

    void enterAsksTheServerAndThenOpens()
    {
        open();
        const QString value = m_fixture->someEntity(domain::EntityKind::Ip).value;
        QTest::keyClicks(field(), value);
        QTest::keyClick(field(), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(hits(Source::Server) > 0, patience);
        QVERIFY(m_dialog->isVisible());
        QStringList said;
        connect(&panel(), &ui::SearchPanel::leaving, this, [&said] { said.append(u"leaving"_s); });
        connect(&panel(), &ui::SearchPanel::investigationAsked, this,
                [&said](const QString &id) { said.append(id); });
        connect(&panel(), &ui::SearchPanel::entityAsked, this,
                [&said](const domain::Entity &entity) { said.append(entity.value); });
        QTest::keyClick(field(), Qt::Key_Return);
        QCOMPARE(said.size(), 2);
        QCOMPARE(said[0], u"leaving"_s);
        QVERIFY(!m_dialog->isVisible());
        m_dialog->openFresh(); // what was found is still there
        QCOMPARE(field()->selectedText(), value);
        QVERIFY(hits(Source::Server) > 0);
    }

    void eachHitLeadsToItsPlace()
    {
        open();
        const QString kept = m_fixture->keepReport();
        QVERIFY(!kept.isEmpty());
        domain::Entity entity;
        m_fixture->desk->sandbox()->look([&](sandbox::World &world) {
            for (const domain::Entity &one : world.session(kept)->facts.report->entities) {
                if (one.kind == domain::EntityKind::Ip || one.kind == domain::EntityKind::User)
                    entity = one;
            }
        });
        QVERIFY(m_fixture->deliver({"{\"summary\":\"" + entity.value.toUtf8() + "\"}"}));
        askAndSettle(entity.value);
        QSignalSpy report(&panel(), &ui::SearchPanel::investigationAsked);
        QSignalSpy incident(&panel(), &ui::SearchPanel::incidentAsked);
        QSignalSpy delivery(&panel(), &ui::SearchPanel::deliveryAsked);
        QSignalSpy deliveries(&panel(), &ui::SearchPanel::deliveriesAsked);
        QSignalSpy node(&panel(), &ui::SearchPanel::entityAsked);
        activate(Source::Reports, Row::Kind::Hit);
        QCOMPARE(report.takeFirst()[0].toString(), kept);
        activate(Source::Queue, Row::Kind::Hit);
        QVERIFY(incident.takeFirst()[0].toLongLong() > 0);
        activate(Source::Deliveries, Row::Kind::Hit);
        QCOMPARE(delivery.takeFirst()[0].toLongLong(), 1);
        activate(Source::Deliveries, Row::Kind::InWebhooks);
        const auto query = filter::parse(deliveries.takeFirst()[0].toString());
        QVERIFY(query);
        QCOMPARE(std::get<filter::FullText>(query->term).text, entity.value);
        for (int row = 0; row < model()->rowCount(); ++row) {
            const flows::SearchResult *result = model()->result(row);
            if (result && result->kind == flows::SearchResult::Kind::Entity) {
                emit list()->doubleClicked(model()->index(row));
                break;
            }
        }
        QCOMPARE(node.takeFirst()[0].value<domain::Entity>().value, entity.value);
        part<QPushButton>(u"searchToGraph"_s)->click(); // what is typed is an entity itself
        QCOMPARE(node.takeFirst()[0].value<domain::Entity>().value, entity.value);
    }

    void aFailureIsSaidBesideTheRest()
    {
        open({"{\"summary\":\"lamp\"}"});
        m_fixture->desk->sandbox()->setOffline(true);
        askAndSettle(u"lamp"_s);
        QVERIFY(part<QWidget>(u"searchTroubleServer"_s)->isVisible());
        QVERIFY(!part<QWidget>(u"searchTroubleQueue"_s)->isVisible());
        QCOMPARE(hits(Source::Deliveries), 1);
        QCOMPARE(search("searchServer"), u"Server  failed"_s);
        m_fixture->desk->sandbox()->setOffline(false);
        part<QPushButton>(u"searchAgainServer"_s)->click();
        QTRY_VERIFY_WITH_TIMEOUT(!part<QWidget>(u"searchTroubleServer"_s)->isVisible(), patience);
    }

    void aChoiceStaysWhereItIs()
    {
        const domain::Entity entity = [this] {
            open();
            return m_fixture->someEntity(domain::EntityKind::Ip);
        }();
        QList<QByteArray> bodies;
        for (int i = 0; i < 12; ++i)
            bodies.append("{\"n\":" + QByteArray::number(i) + ",\"ip\":\"" + entity.value.toUtf8() + "\"}");
        QVERIFY(m_fixture->deliver(bodies));
        field()->setText(entity.value);
        QTRY_COMPARE_WITH_TIMEOUT(hits(Source::Deliveries), 12, patience);
        const int row = rowOf(Source::Deliveries, Row::Kind::Hit) + 6;
        list()->setCurrentIndex(model()->index(row));
        list()->scrollTo(model()->index(row), QAbstractItemView::PositionAtTop);
        const qint64 chosen = model()->result(row)->delivery;
        const int height = list()->visualRect(list()->currentIndex()).top();
        emit list()->clicked(model()->index(rowOf(Source::Server, Row::Kind::AskServer)));
        QTRY_VERIFY_WITH_TIMEOUT(hits(Source::Server) > 0, patience);
        QCOMPARE(model()->result(list()->currentIndex().row())->delivery, chosen);
        QCOMPARE(list()->visualRect(list()->currentIndex()).top(), height);
    }

    void oneSourceMayBeShownAlone()
    {
        open({"{\"summary\":\"incident lamp\"}"});
        askAndSettle(u"lamp"_s);
        part<QPushButton>(u"searchQueue"_s)->click();
        QCOMPARE(model()->hits(), 0);
        part<QPushButton>(u"searchDeliveries"_s)->click();
        QCOMPARE(model()->hits(), 1);
        QVERIFY(model()->result(list()->currentIndex().row()));
        part<QPushButton>(u"searchAll"_s)->click();
        QCOMPARE(hits(Source::Deliveries), 1);
    }

    void moreIsGivenWhenItIsAskedFor()
    {
        QList<QByteArray> bodies;
        for (int i = 0; i < 25; ++i)
            bodies.append("{\"n\":" + QByteArray::number(i) + ",\"w\":\"lamp\"}");
        open(bodies);
        askAndSettle(u"lamp"_s);
        QCOMPARE(search("searchDeliveries"), u"Deliveries  20+"_s);
        activate(Source::Deliveries, Row::Kind::More);
        QTRY_COMPARE_WITH_TIMEOUT(hits(Source::Deliveries), 25, patience);
        QVERIFY(m_dialog->isVisible());
    }

    void keysGoThroughIt()
    {
        open({"{\"a\":\"lamp one\"}", "{\"a\":\"lamp two\"}"});
        askAndSettle(u"lamp"_s);
        part<QPushButton>(u"searchDeliveries"_s)->click();
        field()->setFocus();
        QTest::keyClick(field(), Qt::Key_Down);
        QVERIFY(list()->hasFocus());
        const int first = list()->currentIndex().row();
        QTest::keyClick(list(), Qt::Key_J);
        QCOMPARE(list()->currentIndex().row(), first + 1);
        QTest::keyClick(list(), Qt::Key_K);
        QCOMPARE(list()->currentIndex().row(), first);
        QTest::keySequence(list(), QKeySequence::Copy);
        QVERIFY(QGuiApplication::clipboard()->text().contains("lamp two"_L1));
        QTest::keyClick(list(), Qt::Key_Slash);
        QVERIFY(field()->hasFocus());
        QTest::keyClick(field(), Qt::Key_Escape);
        QVERIFY(!m_dialog->isVisible());
    }

    void statesSayWhatToDo()
    {
        open();
        QVERIFY(part<QWidget>(u"searchField"_s)->hasFocus());
        field()->setText(u"qqqqqzzzz"_s);
        auto *server = part<QPushButton>(u"searchAskServer"_s);
        QTRY_VERIFY_WITH_TIMEOUT(server->isVisible(), patience);
        server->click();
        QTRY_VERIFY_WITH_TIMEOUT(!search("searchServer").contains(u'…'), patience);
        QTRY_VERIFY_WITH_TIMEOUT(!server->isVisible(), patience);
        field()->clear();
        QTRY_VERIFY_WITH_TIMEOUT(!list()->isVisible(), patience);
        m_fixture->desk->workspace().close();
        askAndSettle(u"lamp"_s);
        QVERIFY(!part<QPushButton>(u"searchServer"_s)->isEnabled());
    }

    void hostileTextsAreDrawnVisibly()
    {
        const QString hostile = test::hostileText();
        open({"{\"lamp\":\"" + hostile.toUtf8() + "\"}", QByteArray("lamp \0 x", 8),
              u"{\"lamp\":\"על שולחן עבודה\"}"_s.toUtf8()});
        askAndSettle(u"lamp"_s);
        QCOMPARE(hits(Source::Deliveries), 2); // the one with a NUL is no text
        QVERIFY(!m_dialog->grab().isNull());
        for (int row = 0; row < model()->rowCount(); ++row) {
            for (const int role : {int(Qt::DisplayRole), int(Qt::AccessibleTextRole), int(Qt::ToolTipRole)})
                QVERIFY(!model()->index(row).data(role).toString().contains(QChar(0x202e)));
        }
    }

    void marksMoveWithWhatIsMadeVisible()
    {
        const flows::Excerpt shown = ui::visibleExcerpt({u"a\u202e lamp\u0007 lamp"_s, {{3, 4}, {9, 4}}});
        QCOMPARE(shown.marks.size(), 2);
        for (const flows::Span &mark : shown.marks)
            QCOMPARE(shown.text.mid(mark.from, mark.length), u"lamp"_s);
    }

    void nothingIsCutOff()
    {
        open({"{\"summary\":\"lamp\"}"});
        m_fixture->desk->sandbox()->setOffline(true);
        askAndSettle(u"lamp"_s);
        m_dialog->resize(842, 512); // in the least window
        QTest::qWait(50);
        QCOMPARE(test::cutTexts(*m_dialog), QStringList());
        QCOMPARE(test::sidewaysBars(*m_dialog), QStringList());
    }

private:
    static constexpr int patience = test::AnalystFixture::patience;

    void open(const QList<QByteArray> &deliveries = {})
    {
        QVERIFY(m_fixture->open());
        if (!deliveries.isEmpty())
            QVERIFY(m_fixture->deliver(deliveries));
        m_theme = std::make_unique<ui::Theme>(*qApp);
        m_dialog = std::make_unique<ui::SearchDialog>(*m_theme, m_fixture->desk->workspace(),
                                                      m_fixture->deliveryStore(), nullptr);
        m_dialog->openFresh();
        QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
        new QAbstractItemModelTester(model(), QAbstractItemModelTester::FailureReportingMode::Fatal,
                                     m_dialog.get());
    }
    void askAndSettle(const QString &text)
    {
        m_dialog->openFor(text);
        QTRY_VERIFY_WITH_TIMEOUT(
            !part<ui::PlainLabel>(u"searchStatus"_s)->original().contains("Searching"_L1), patience);
    }
    void activate(Source source, Row::Kind kind)
    {
        const int row = rowOf(source, kind);
        QVERIFY(row >= 0);
        if (kind == Row::Kind::Hit)
            emit list()->doubleClicked(model()->index(row));
        else
            emit list()->clicked(model()->index(row));
    }
    int rowOf(Source source, Row::Kind kind) const
    {
        for (int row = 0; row < model()->rowCount(); ++row) {
            if (model()->row(row).source == source && model()->row(row).kind == kind)
                return row;
        }
        return -1;
    }
    int hits(Source source) const
    {
        int count = 0;
        for (int row = 0; row < model()->rowCount(); ++row)
            count += model()->result(row) && model()->row(row).source == source ? 1 : 0;
        return count;
    }
    template<class T>
    T *part(const QString &name) const
    {
        T *found = m_dialog->findChild<T *>(name);
        Q_ASSERT_X(found, "part", qPrintable(name));
        return found;
    }
    QString search(const char *button) const
    {
        return part<QPushButton>(QString::fromLatin1(button))->text();
    }
    ui::SearchPanel &panel() const { return m_dialog->panel(); }
    QLineEdit *field() const { return part<QLineEdit>(u"searchField"_s); }
    QListView *list() const { return part<QListView>(u"searchResults"_s); }
    ui::SearchResultsModel *model() const { return static_cast<ui::SearchResultsModel *>(list()->model()); }

    std::unique_ptr<test::AnalystFixture> m_fixture;
    std::unique_ptr<ui::Theme> m_theme;
    std::unique_ptr<ui::SearchDialog> m_dialog;
};

QTEST_MAIN(TestSearchDialog)
#include "tst_searchdialog.moc"
