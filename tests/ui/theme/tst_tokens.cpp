// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/severitytext.h"
#include "ui/text/verdicttext.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QPainter>
#include <QSignalSpy>
#include <QTest>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace tocsin::ui;

namespace {

double channel(int value)
{
    const double c = value / 255.0;
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

// WCAG 2.1, relative luminance and contrast ratio.
double contrast(QRgb a, QRgb b)
{
    const auto luminance = [](QRgb c) {
        return 0.2126 * channel(qRed(c)) + 0.7152 * channel(qGreen(c)) + 0.0722 * channel(qBlue(c));
    };
    const double x = luminance(a);
    const double y = luminance(b);
    return (qMax(x, y) + 0.05) / (qMin(x, y) + 0.05);
}

QColor colorOfPixmap(const QPixmap &pixmap)
{
    const QImage image = pixmap.toImage();
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (qAlpha(image.pixel(x, y)) == 255)
                return image.pixelColor(x, y);
        }
    }
    return {};
}

} // namespace

class TestTokens final : public QObject
{
    Q_OBJECT

private slots:
    void everyTextToneIsReadableOnEverySurface_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void everyTextToneIsReadableOnEverySurface()
    {
        QFETCH(bool, dark);
        const Tokens &tokens = dark ? darkTokens : lightTokens;
        for (const Tone surface : {Tone::Window, Tone::Panel, Tone::Raised}) {
            for (int tone = int(Tone::Text); tone < int(Tone::Production); ++tone) {
                if (tone == int(Tone::Faint) || tone == int(Tone::AccentText) ||
                    tone == int(Tone::Selection) || tone == int(Tone::Hover))
                    continue;
                const double ratio = contrast(tokens[std::size_t(tone)], tokens[std::size_t(surface)]);
                QVERIFY2(ratio >= 4.5,
                         qPrintable(u"tone %1 on %2: %3"_s.arg(tone).arg(int(surface)).arg(ratio)));
            }
        }
        QVERIFY(contrast(tokens[std::size_t(Tone::AccentText)], tokens[std::size_t(Tone::Accent)]) >= 4.5);
        for (const Tone tone :
             {Tone::Text, Tone::Critical, Tone::High, Tone::Medium, Tone::Valid, Tone::Mismatch})
            QVERIFY(contrast(tokens[std::size_t(tone)], tokens[std::size_t(Tone::Selection)]) >= 4.5);
    }

    // A mark stands on a row, which may be chosen or under the pointer.
    void everySeverityAndVerdictStandsOutFromWhatItStandsOn_data()
    {
        everyTextToneIsReadableOnEverySurface_data();
    }
    void everySeverityAndVerdictStandsOutFromWhatItStandsOn()
    {
        QFETCH(bool, dark);
        const Tokens &tokens = dark ? darkTokens : lightTokens;
        for (const Tone surface : {Tone::Window, Tone::Panel, Tone::Raised, Tone::Selection, Tone::Hover}) {
            for (int tone = int(Tone::Critical); tone <= int(Tone::Malformed); ++tone) {
                const double ratio = contrast(tokens[std::size_t(tone)], tokens[std::size_t(surface)]);
                QVERIFY2(ratio >= 3.0,
                         qPrintable(u"tone %1 on %2: %3"_s.arg(tone).arg(int(surface)).arg(ratio)));
            }
        }
    }

    void severitiesAndVerdictsDifferInShapeAndWordNotInColourAlone()
    {
        QList<BadgeText> severities;
        for (int s = int(tocsin::domain::Severity::Info); s <= int(tocsin::domain::Severity::Critical); ++s)
            severities.append(severityBadge(tocsin::domain::Severity(s)));
        for (qsizetype i = 0; i < severities.size(); ++i) {
            QVERIFY(severities.at(i).mark != Mark::None && !severities.at(i).word.isEmpty());
            for (qsizetype j = 0; j < i; ++j) {
                QVERIFY(severities.at(i).mark != severities.at(j).mark);
                QVERIFY(severities.at(i).word != severities.at(j).word);
            }
        }
        QSet<QString> words;
        for (int v = 0; v < tocsin::domain::verdictCount; ++v) {
            const BadgeText badge = verdictBadge(tocsin::domain::Verdict(v));
            QVERIFY(badge.mark != Mark::None && !badge.word.isEmpty());
            words.insert(badge.word);
        }
        QCOMPARE(words.size(), qsizetype(tocsin::domain::verdictCount));
    }

    void switchingTheThemeTintsIconsAnewAndSaysSoOnce()
    {
        Theme theme(*qApp);
        theme.setChoice(Theme::Choice::Light);
        const QIcon copy = icon(u"copy"_s, theme, Tone::Accent);
        QVERIFY(!copy.isNull());
        QCOMPARE(colorOfPixmap(copy.pixmap(96, 96)), theme.color(Tone::Accent));
        QSignalSpy changed(&theme, &Theme::changed);
        theme.setChoice(Theme::Choice::Dark);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(theme.color(Tone::Window), QColor::fromRgb(darkTokens[0]));
        QCOMPARE(colorOfPixmap(copy.pixmap(96, 96)), theme.color(Tone::Accent));
        theme.setChoice(Theme::Choice::Dark);
        QCOMPARE(changed.size(), 1);
    }

    void iconsAreRenderedForThePixelsAskedFor_data()
    {
        QTest::addColumn<double>("ratio");
        for (const double ratio : {1.0, 1.25, 1.5, 2.0})
            QTest::newRow(qPrintable(QString::number(ratio))) << ratio;
    }
    void iconsAreRenderedForThePixelsAskedFor()
    {
        QFETCH(double, ratio);
        Theme theme(*qApp);
        const QPixmap pixmap = icon(u"webhooks"_s, theme).pixmap(QSize(20, 20), ratio);
        QCOMPARE(pixmap.width(), qRound(20 * ratio));
    }
};

QTEST_MAIN(TestTokens)
#include "tst_tokens.moc"
