// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/report/riskhead.h"

#include "ui/text/numbertext.h"
#include "ui/text/sessiontext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/visibletext.h"

#include <QPainter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {
constexpr double scale = 10;
constexpr int barHeight = 8; // px
constexpr qsizetype longestWord = 12;
constexpr double numberSize = 2.4; // of the usual one
constexpr double wordSize = 1.4;

// A server that states no number may state anything.
QString riskWord(const QString &sent)
{
    const QString word = visibleText(sent, 100);
    return word.size() > longestWord ? word.left(longestWord - 1) + u'…' : word;
}

} // namespace

RiskGauge::RiskGauge(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void RiskGauge::setRisk(double risk, double threshold)
{
    m_risk = risk;
    m_threshold = threshold;
    setAccessibleName(tr("Risk %1 of 10").arg(riskNumber(risk)));
    update();
}

void RiskGauge::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF bar(0, (height() - barHeight) / 2.0, width(), barHeight);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.color(Tone::Hairline));
    painter.drawRoundedRect(bar, barHeight / 2.0, barHeight / 2.0);
    const bool isMirrored = layoutDirection() == Qt::RightToLeft;
    const auto partTo = [&](double value) { return bar.width() * qBound(0.0, value / scale, 1.0); };
    QRectF filled(bar.topLeft(), QSizeF(partTo(m_risk), bar.height()));
    if (isMirrored)
        filled.moveRight(bar.right());
    painter.setBrush(m_theme.color(riskBadge(m_risk).tone));
    if (m_risk > 0)
        painter.drawRoundedRect(filled, barHeight / 2.0, barHeight / 2.0);
    if (m_threshold < 0 || m_threshold > scale)
        return;
    const qreal x = isMirrored ? bar.right() - partTo(m_threshold) : bar.left() + partTo(m_threshold);
    painter.fillRect(QRectF(qBound(bar.left(), x - 1, bar.right() - 2), 0, 2, height()),
                     m_theme.color(Tone::Text));
}

RiskHead::RiskHead(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_number(new PlainLabel)
    , m_of(new PlainLabel)
    , m_word(new Badge(theme))
    , m_gauge(new RiskGauge(theme))
    , m_sentence(new PlainLabel(QString(), PlainLabel::Fit::Flow))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(32);
    row->addWidget(buildNumber());
    row->addWidget(buildMiddle(), 1);
    m_entities = addCount(*row, tr("Entities"));
    m_findings = addCount(*row, tr("Findings"));
    m_techniques = addCount(*row, tr("Techniques"));
    connect(&theme, &Theme::changed, this, &RiskHead::tint);
}

QWidget *RiskHead::buildNumber()
{
    m_number->setObjectName(u"riskNumber"_s);
    m_number->setAccessibleName(tr("Risk"));
    m_of->setLook(u"muted"_s);
    auto *whole = new QWidget;
    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(m_number);
    line->addWidget(m_of, 0, Qt::AlignBottom);
    auto *column = new QVBoxLayout(whole);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(sectionLabel(tr("Risk")));
    column->addLayout(line);
    return whole;
}

QWidget *RiskHead::buildMiddle()
{
    m_sentence->setObjectName(u"escalation"_s);
    m_word->setObjectName(u"riskWord"_s);
    auto *whole = new QWidget;
    auto *words = new QHBoxLayout;
    words->setSpacing(12);
    words->addWidget(m_word);
    words->addWidget(m_sentence, 1);
    auto *column = new QVBoxLayout(whole);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addStretch();
    column->addWidget(m_gauge);
    column->addLayout(words);
    column->addStretch();
    return whole;
}

PlainLabel *RiskHead::addCount(QLayout &row, const QString &title)
{
    auto *number = new PlainLabel;
    number->setLook(u"strong"_s);
    number->setAccessibleName(title);
    auto *whole = new QWidget;
    auto *column = new QVBoxLayout(whole);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addStretch();
    column->addWidget(sectionLabel(title));
    column->addWidget(number);
    column->addStretch();
    row.addWidget(whole);
    m_counts.append(whole);
    return number;
}

void RiskHead::show(const PreparedReport &report)
{
    const BadgeText word = riskBadge(report.risk);
    const bool onScale = isOnScale(report.risk);
    m_tone = onScale ? word.tone : Tone::Text;
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * (report.risk ? numberSize : wordSize));
    large.setWeight(QFont::Bold);
    m_number->setFont(large);
    m_number->setText(report.risk                  ? riskNumber(*report.risk)
                      : !report.riskText.isEmpty() ? riskWord(report.riskText)
                                                   : u"–"_s);
    m_of->setText(onScale ? tr("of 10") : QString());
    m_word->setBadge(word);
    m_word->setVisible(onScale);
    m_gauge->setVisible(onScale);
    if (onScale)
        m_gauge->setRisk(*report.risk, report.escalateFrom);
    QString sentence = escalationSentence(report.escalation, report.escalateFrom);
    if (report.risk && !onScale)
        sentence +=
            u". "_s + tr("The number is as sent: it lies outside 0 to 10, and its scale is not known.");
    m_sentence->setText(sentence);
    m_sentence->setLook(report.escalation == report::Escalation::Yes ? u"strong"_s : u"muted"_s);
    m_entities->setText(numberText(report.entities.size()));
    m_findings->setText(numberText(report.findings.size()));
    m_techniques->setText(numberText(report.techniques.size()));
    tint();
}

void RiskHead::setNarrow(bool isNarrow)
{
    for (QWidget *count : m_counts)
        count->setVisible(!isNarrow);
}

void RiskHead::tint()
{
    QPalette colours = m_number->palette();
    colours.setColor(QPalette::WindowText, m_theme.color(m_tone));
    m_number->setPalette(colours);
}

} // namespace tocsin::ui
