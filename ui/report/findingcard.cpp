// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/report/findingcard.h"

#include "ui/report/blockview.h"
#include "ui/report/spantext.h"
#include "ui/text/severitytext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plainlabel.h"

#include <QPainter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {
constexpr int barWidth = 3; // px
constexpr qsizetype mostTechniques = 12;
constexpr qsizetype longestWord = 16;

// A badge takes the room that it needs.
QString shortened(const QString &word)
{
    return word.size() > longestWord ? word.left(longestWord - 1) + u'…' : word;
}

} // namespace

FindingCard::FindingCard(const Theme &theme, const PreparedReport::Finding &finding, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_severity(finding.severity)
{
    auto *title = new SpanText(theme);
    title->setPlain(finding.title.isEmpty() ? tr("Finding without a title") : finding.title,
                    report::Span::Strong);
    auto *head = new QHBoxLayout;
    head->setSpacing(12);
    head->addWidget(title, 1);
    if (finding.severity != domain::Severity::None) {
        auto *badge = new Badge(theme);
        badge->setBadge(severityBadge(finding.severity, shortened(finding.severityText)));
        head->addWidget(badge, 0, Qt::AlignTop);
    }
    auto *column = new QVBoxLayout(this);
    const bool isMirrored = layoutDirection() == Qt::RightToLeft;
    column->setContentsMargins(isMirrored ? 0 : barWidth + 12, 4, isMirrored ? barWidth + 12 : 0, 4);
    column->setSpacing(4);
    column->addLayout(head);
    if (!finding.text.isEmpty())
        column->addWidget(new BlockView(theme, finding.text));
    if (!finding.evidence.isEmpty()) {
        column->addWidget(sectionLabel(tr("Evidence")));
        column->addWidget(new BlockView(theme, finding.evidence));
    }
    if (!finding.techniques.isEmpty()) {
        auto *ids = new PlainLabel(
            finding.techniques.first(qMin(finding.techniques.size(), mostTechniques)).join(u" · "_s),
            PlainLabel::Fit::ElideEnd);
        ids->setFont(theme.fixedFont());
        ids->setLook(u"muted"_s);
        column->addWidget(ids);
    }
}

void FindingCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tone tone = m_severity == domain::Severity::None ? Tone::Hairline : severityBadge(m_severity).tone;
    const int x = layoutDirection() == Qt::RightToLeft ? width() - barWidth : 0;
    painter.fillRect(QRect(x, 0, barWidth, height()), m_theme.color(tone));
}

} // namespace tocsin::ui
