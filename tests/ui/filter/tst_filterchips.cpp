// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/filter/incidentquery.h"
#include "ui/filter/filterchip.h"
#include "ui/filter/filterchips.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tocsin;

namespace {

QList<filter::FilterPart> partsOf(const QString &text)
{
    return filter::partsOf(*filter::parseIncidents(text));
}

} // namespace

class TestFilterChips final : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_theme = std::make_unique<ui::Theme>(*qApp);
        m_chips = std::make_unique<ui::FilterChips>(*m_theme);
        m_chips->resize(600, 40);
    }
    void cleanup()
    {
        m_chips.reset();
        m_theme.reset();
    }

    void aConditionIsSaidInWords_data()
    {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<QString>("words");
        QTest::newRow("is") << u"severity:high"_s << u"severity is high"_s;
        QTest::newRow("is not") << u"-status:closed"_s << u"status is not closed"_s;
        QTest::newRow("at least") << u"severity>=high"_s << u"severity is ≥ high"_s;
        QTest::newRow("more than") << u"alerts>3"_s << u"alerts is > 3"_s;
        QTest::newRow("looks inside") << u"owner:kim"_s << u"owner has kim"_s;
        QTest::newRow("exactly") << u"owner=kim"_s << u"owner is kim"_s;
        QTest::newRow("a flag") << u"-is:open"_s << u"is not open"_s;
        QTest::newRow("words") << u"mailbox"_s << u"text has mailbox"_s;
        QTest::newRow("no words") << u"-\"two words\""_s << u"text has not \"two words\""_s;
        QTest::newRow("alternatives")
            << u"status:new OR status:active"_s << u"it is status:new OR status:active"_s;
        QTest::newRow("not both") << u"-(status:new owner:kim)"_s << u"it is not status:new owner:kim"_s;
    }
    void aConditionIsSaidInWords()
    {
        QFETCH(QString, filter);
        QFETCH(QString, words);
        m_chips->setParts(partsOf(filter));
        const auto chips = m_chips->findChildren<ui::FilterChip *>();
        QCOMPARE(chips.size(), 1);
        QCOMPARE(chips[0]->words(), words);
        QCOMPARE(chips[0]->accessibleName(), words);
    }

    void clickAsksForTheOppositeAndTheCrossTakesOut()
    {
        m_chips->show();
        m_chips->setParts(partsOf(u"severity:high status:new"_s));
        QSignalSpy asked(m_chips.get(), &ui::FilterChips::filterAsked);
        auto *second = m_chips->findChildren<ui::FilterChip *>().at(1);
        QTest::mouseClick(second, Qt::LeftButton, {}, QPoint(10, second->height() / 2));
        QCOMPARE(asked.takeFirst().at(0).toString(), u"severity:high -status:new"_s);
        QTest::mouseClick(second, Qt::LeftButton, {}, QPoint(second->width() - 10, second->height() / 2));
        QCOMPARE(asked.takeFirst().at(0).toString(), u"severity:high"_s);
        QTest::keyClick(second, Qt::Key_Space);
        QCOMPARE(asked.takeFirst().at(0).toString(), u"severity:high -status:new"_s);
        QTest::keyClick(second, Qt::Key_Delete);
        QCOMPARE(asked.takeFirst().at(0).toString(), u"severity:high"_s);
    }

    void chipsThatDoNotFitGoIntoAnotherLine()
    {
        m_chips->show();
        QVERIFY(m_chips->findChildren<ui::FilterChip *>().isEmpty());
        m_chips->setParts(partsOf(u"severity:high status:new owner:kim tag:vip label:x is:open"_s));
        const int one = m_chips->height();
        m_chips->resize(220, m_chips->height());
        QTRY_VERIFY(m_chips->height() > one);
        for (const ui::FilterChip *chip : m_chips->findChildren<ui::FilterChip *>())
            QVERIFY(m_chips->rect().contains(chip->geometry()));
    }

    void aLongValueIsCutAndWholeInTheToolTip()
    {
        m_chips->show();
        m_chips->setParts(partsOf(u"owner=\"%1\""_s.arg(QString(500, u'x'))));
        auto *chip = m_chips->findChild<ui::FilterChip *>();
        QVERIFY(chip->width() < 400);
        QVERIFY(chip->toolTip().contains(QString(200, u'x')));
    }

    void withoutConditionsNothingIsThere()
    {
        m_chips->setParts(partsOf(u"is:open"_s));
        QVERIFY(!m_chips->isHidden());
        m_chips->setParts({});
        QVERIFY(m_chips->isHidden());
    }

private:
    std::unique_ptr<ui::Theme> m_theme;
    std::unique_ptr<ui::FilterChips> m_chips;
};

QTEST_MAIN(TestFilterChips)

#include "tst_filterchips.moc"
