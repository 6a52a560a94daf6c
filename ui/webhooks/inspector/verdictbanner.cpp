// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/inspector/verdictbanner.h"

#include "ui/theme/theme.h"
#include "ui/widgets/plainlabel.h"

#include <QEvent>
#include <QPainter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

VerdictBanner::VerdictBanner(const Theme &theme, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_sentence(new PlainLabel(QString(), PlainLabel::Fit::Flow))
    , m_more(new PlainLabel(QString(), PlainLabel::Fit::Flow))
{
    m_sentence->setObjectName(u"verdictSentence"_s);
    m_sentence->setLook(u"strong"_s);
    m_more->setLook(u"muted"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(15, 8, 8, 8);
    column->setSpacing(4);
    for (PlainLabel *label : {m_sentence, m_more}) {
        label->setSelectable();
        column->addWidget(label);
    }
}

void VerdictBanner::setTexts(Tone tone, const QString &sentence, const QString &more)
{
    m_tone = tone;
    m_sentence->setText(sentence);
    setMore(more);
    update();
}

void VerdictBanner::setMore(const QString &more)
{
    m_more->setText(more);
    m_more->setVisible(!more.isEmpty());
}

bool VerdictBanner::event(QEvent *event)
{
    if (event->type() == QEvent::Polish || event->type() == QEvent::LayoutDirectionChange) {
        const bool mirrored = layoutDirection() == Qt::RightToLeft;
        layout()->setContentsMargins(mirrored ? 8 : 15, 8, mirrored ? 15 : 8, 8);
    }
    return QFrame::event(event);
}

void VerdictBanner::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const int x = layoutDirection() == Qt::RightToLeft ? width() - 3 : 0;
    painter.fillRect(QRect(x, 0, 3, height()), m_theme.color(m_tone));
}

} // namespace tocsin::ui
