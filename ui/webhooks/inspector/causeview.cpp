// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/inspector/causeview.h"

#include "ui/text/causetext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/bytediff.h"
#include "ui/widgets/plainlabel.h"

#include <QEvent>
#include <QPainter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

PlainLabel *wrapped(const QString &text, const QString &look, const QString &name)
{
    auto *label = new PlainLabel(text, PlainLabel::Fit::Flow);
    label->setObjectName(name);
    label->setLook(look);
    label->setSelectable();
    return label;
}

} // namespace

CauseView::CauseView(const Theme &theme, bool proved)
    : m_theme(theme)
    , m_proved(proved)
    , m_column(new QVBoxLayout(this))
{
    setObjectName(proved ? u"provedCause"_s : u"openCause"_s);
    m_column->setContentsMargins(proved ? 15 : 0, proved ? 6 : 0, 0, proved ? 6 : 0);
    m_column->setSpacing(4);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

CauseView::CauseView(const Theme &theme, const signature::Cause &cause, const QByteArray &arrivedBody)
    : CauseView(theme, cause.certainty == signature::Certainty::Proved)
{
    const QByteArray ids = cause.with.isEmpty() ? cause.id : cause.id + " + " + cause.with;
    addHead(certaintyBadge(cause.certainty),
            u"%1 · %2"_s.arg(QString::fromLatin1(ids), partyPlace(cause.party)));
    addTexts(causeSentence(cause), causeRemedy(cause));
    if (!m_proved)
        return;
    QStringList facts;
    if (!cause.secretLabel.isEmpty())
        facts += tr("secret %1").arg(cause.secretLabel);
    if (!cause.scheme.isEmpty())
        facts += tr("scheme %1").arg(cause.scheme);
    if (!cause.variant.isEmpty())
        facts += tr("variant %1").arg(cause.variant);
    if (!cause.signature.isEmpty())
        facts += tr("signature %1…").arg(QString::fromUtf8(cause.signature.left(8)));
    if (!facts.isEmpty())
        m_column->addWidget(
            wrapped(tr("Then it fits: %1").arg(facts.join(u", "_s)), u"muted"_s, u"causeFacts"_s));
    if (!cause.signedBody.isNull())
        addBytes(cause.signedBody, arrivedBody);
}

CauseView::CauseView(const Theme &theme, const QString &sentence, const QString &remedy)
    : CauseView(theme, true)
{
    addHead(certaintyBadge(signature::Certainty::Proved), {});
    addTexts(sentence, remedy);
}

void CauseView::addHead(const BadgeText &badge, const QString &more)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    auto *mark = new Badge(m_theme);
    mark->setBadge(badge);
    mark->setObjectName(u"causeCertainty"_s);
    auto *place = new PlainLabel(more, PlainLabel::Fit::ElideEnd);
    place->setObjectName(u"causePlace"_s);
    place->setLook(u"muted"_s);
    row->addWidget(mark);
    row->addWidget(place, 1);
    m_column->addLayout(row);
}

void CauseView::addTexts(const QString &sentence, const QString &remedy)
{
    m_column->addWidget(wrapped(sentence, m_proved ? u"strong"_s : QString(), u"causeSentence"_s));
    if (!remedy.isEmpty())
        m_column->addWidget(wrapped(remedy, m_proved ? QString() : u"muted"_s, u"causeRemedy"_s));
}

void CauseView::addBytes(const QByteArray &signedBody, const QByteArray &arrivedBody)
{
    auto *titles = new QHBoxLayout;
    titles->setContentsMargins(0, 6, 0, 0);
    titles->setSpacing(12);
    for (const QString &title : {tr("Body that was signed"), tr("Body that arrived")}) {
        auto *label = new PlainLabel(title, PlainLabel::Fit::ElideEnd);
        label->setLook(u"section"_s);
        titles->addWidget(label, 1);
    }
    auto *bytes = new ByteDiff(m_theme);
    bytes->setObjectName(u"causeBytes"_s);
    bytes->setAccessibleName(tr("The body that was signed beside the one that arrived"));
    bytes->setBytes(signedBody, arrivedBody);
    m_column->addLayout(titles);
    m_column->addWidget(bytes);
    m_column->addWidget(wrapped(bytes->caption(), u"muted"_s, u"causeDifference"_s));
    QPushButton *compare = textButton(tr("Compare…"), u"causeCompare"_s, this);
    compare->setAccessibleName(tr("Compare the body that was signed with the one that arrived"));
    connect(compare, &QPushButton::clicked, this, [this, signedBody] { emit compareAsked(signedBody); });
    m_column->addWidget(compare);
}

bool CauseView::event(QEvent *event)
{
    if (m_proved && (event->type() == QEvent::Polish || event->type() == QEvent::LayoutDirectionChange)) {
        const bool mirrored =
            layoutDirection() == Qt::RightToLeft; // margins are not turned round by themselves
        m_column->setContentsMargins(mirrored ? 0 : 15, 6, mirrored ? 15 : 0, 6);
    }
    return QFrame::event(event);
}

void CauseView::paintEvent(QPaintEvent *)
{
    if (!m_proved)
        return;
    QPainter painter(this);
    const int x = layoutDirection() == Qt::RightToLeft ? width() - 3 : 0;
    painter.fillRect(QRect(x, 0, 3, height()), m_theme.color(Tone::Valid));
}

} // namespace tocsin::ui
