// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/replay/answerview.h"

#include "ui/text/errortext.h"
#include "ui/text/numbertext.h"
#include "ui/text/replaytext.h"
#include "ui/text/timetext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/bytetextview.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/visibletext.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

// A label breaks between words only: what has none is cut in its middle.
QString shortened(const QString &text)
{
    constexpr qsizetype most = 72; // characters
    return text.size() <= most ? text : text.left(most - 24) + u'…' + text.right(23);
}

} // namespace

AnswerView::AnswerView(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_badge(new Badge(theme))
    , m_status(new PlainLabel(QString(), PlainLabel::Fit::ElideEnd))
    , m_facts(new PlainLabel(QString(), PlainLabel::Fit::Flow))
    , m_bytes(new ByteTextView(theme))
{
    m_status->setObjectName(u"answerStatus"_s);
    m_facts->setObjectName(u"answerFacts"_s);
    m_facts->setLook(u"muted"_s);
    m_facts->setSelectable();
    m_bytes->setObjectName(u"answerBytes"_s);
    m_bytes->setAccessibleName(tr("Answer as it came"));
    m_bytes->setWhiteSpaceShown(false);
    m_bytes->setMinimumHeight(160);
    auto *line = new QHBoxLayout;
    line->setSpacing(12);
    line->addWidget(m_badge);
    line->addWidget(m_status, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 8, 16, 8);
    column->setSpacing(6);
    column->addLayout(line);
    column->addWidget(m_facts);
    column->addWidget(m_bytes, 1);
    clear();
}

void AnswerView::show(const domain::ReplayAnswer &answer, const QStringList &changes)
{
    m_badge->setBadge(replayBadge(answer.verdict));
    m_badge->show();
    m_status->setText(answer.status == 0 ? asSentence(answer.error) : answerText(answer));
    m_status->show();
    QStringList facts{
        tr("%1, sent %2, to %3", "time, how, target")
            .arg(listTime(answer.at, wallClock()), sentAsText(answer), shortened(answer.target))};
    QStringList brief;
    for (const QString &change : changes)
        brief.append(shortened(change));
    if (!brief.isEmpty())
        facts.append(tr("Other than captured: %1").arg(brief.join(u"; "_s)));
    if (answer.cut)
        facts.append(tr("The answer went on; its first %1 are kept.").arg(sizeText(answer.body.size())));
    m_facts->setText(facts.join(u'\n'));
    m_facts->setToolTip(toolTipText((QStringList{answer.target} + changes).join(u'\n')));
    m_facts->show();
    m_bytes->setBytes(answer.head + answer.body);
    m_bytes->setVisible(answer.status != 0);
}

void AnswerView::showSentence(const QString &sentence)
{
    m_badge->hide();
    m_status->hide();
    m_bytes->hide();
    m_facts->setToolTip({});
    m_facts->setText(sentence);
    m_facts->setVisible(!sentence.isEmpty());
}

} // namespace tocsin::ui
