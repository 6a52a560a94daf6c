// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/handshakenotice.h"

#include "ui/text/errortext.h"
#include "ui/text/handshaketext.h"
#include "ui/text/numbertext.h"
#include "ui/text/schemetext.h"
#include "ui/text/timetext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/urlline.h"
#include "ui/widgets/visibletext.h"

#include <QHBoxLayout>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using flows::HandshakeOffer;
using flows::Subscription;

HandshakeNotice::HandshakeNotice(const Theme &theme, flows::WebhookDesk &desk, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_desk(desk)
    , m_sentence(new PlainLabel(QString(), PlainLabel::Fit::Flow))
    , m_url(new UrlLine(theme.fixedFont()))
    , m_more(new PlainLabel(QString(), PlainLabel::Fit::Flow))
    , m_count(new PlainLabel)
    , m_yes(textButton(QString(), u"handshakeYes"_s, this))
    , m_no(textButton(QString(), u"handshakeNo"_s, this))
    , m_open(textButton(tr("Show request"), u"handshakeOpen"_s, this))
{
    setObjectName(u"handshakeNotice"_s);
    setProperty("look", u"top"_s);
    setAccessibleName(tr("Handshake"));
    m_sentence->setObjectName(u"handshakeSentence"_s);
    m_sentence->setLook(u"strong"_s);
    m_url->setObjectName(u"handshakeUrl"_s);
    m_more->setObjectName(u"handshakeMore"_s);
    m_more->setLook(u"muted"_s);
    m_count->setObjectName(u"handshakeCount"_s);
    m_count->setLook(u"muted"_s);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_yes);
    buttons->addWidget(m_no);
    buttons->addWidget(m_open);
    buttons->addStretch();
    buttons->addWidget(m_count);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 10, 16, 10);
    column->setSpacing(4);
    column->addWidget(m_sentence);
    column->addWidget(m_url);
    column->addWidget(m_more);
    column->addSpacing(4);
    column->addLayout(buttons);
    connect(m_yes, &QPushButton::clicked, this, &HandshakeNotice::agree);
    connect(m_no, &QPushButton::clicked, this, &HandshakeNotice::decline);
    connect(m_open, &QPushButton::clicked, this, [this] {
        if (m_shown)
            emit openAsked(std::visit([](const auto &item) { return item.delivery; }, *m_shown));
    });
    connect(&desk, &flows::WebhookDesk::handshakeSecretOffered, this, &HandshakeNotice::refresh);
    connect(&desk.subscriptions(), &flows::Subscriptions::changed, this, &HandshakeNotice::refresh);
    refresh();
}

void HandshakeNotice::paintEvent(QPaintEvent *event)
{
    QFrame::paintEvent(event);
    QPainter painter(this);
    const int x = layoutDirection() == Qt::RightToLeft ? width() - 3 : 0;
    painter.fillRect(QRect(x, 0, 3, height()), m_theme.color(Tone::High));
}

QList<HandshakeNotice::Item> HandshakeNotice::waiting() const
{
    QList<Item> all;
    for (const Subscription &asked : m_desk.subscriptions().all()) {
        if (!asked.dismissed)
            all.append(asked);
    }
    for (const HandshakeOffer &offer : m_desk.handshakeOffers())
        all.append(offer);
    return all;
}

void HandshakeNotice::refresh()
{
    const QList<Item> all = waiting();
    m_shown.reset();
    setVisible(!all.isEmpty());
    if (all.isEmpty())
        return;
    m_shown = all.constFirst();
    m_count->setText(all.size() > 1 ? tr("1 of %1").arg(numberText(all.size())) : QString());
    std::visit([this](const auto &item) { showOne(item); }, *m_shown);
}

QString HandshakeNotice::nameOf(const QString &scheme) const
{
    const signature::Scheme *known = m_desk.schemes().find(scheme);
    return known ? schemeName(*known) : scheme;
}

QString HandshakeNotice::origin(const QByteArray &peer, Micros received) const
{
    return tr("From %1, %2.").arg(QString::fromLatin1(peer), listTime(received, wallClock()));
}

void HandshakeNotice::setButtons(const QString &yes, const QString &no)
{
    m_yes->setText(yes);
    m_yes->setVisible(!yes.isEmpty());
    m_no->setText(no);
    m_no->setVisible(!no.isEmpty());
}

void HandshakeNotice::showOne(const Subscription &asked)
{
    m_url->setUrl(asked.url, asked.host);
    m_url->show();
    m_sentence->setText(subscriptionSentence(asked, nameOf(asked.scheme)));
    m_more->setText(origin(asked.peer, asked.received) + u' ' + subscriptionRule(asked));
    using State = Subscription::State;
    if (asked.state == State::Confirmed)
        setButtons({}, tr("Done"));
    else if (asked.state == State::Opening)
        setButtons({}, {});
    else
        setButtons(asked.state == State::Failed ? tr("Try again") : tr("Confirm: open it once"),
                   tr("Ignore"));
    m_yes->setEnabled(true);
}

void HandshakeNotice::showOne(const HandshakeOffer &offer)
{
    m_url->hide();
    m_sentence->setText(tr("%1 has handed over its secret for %2").arg(nameOf(offer.scheme), offer.endpoint));
    m_more->setText(origin(offer.peer, offer.received) + u' ' +
                    tr("It came in %1 and is used for nothing yet. Anybody who knows the URL can send one: "
                       "keep it if you "
                       "have just set this webhook up. It is stored as %2 and given to the endpoint.")
                        .arg(visibleText(offer.place, 80), visibleText(offer.label, 80)));
    setButtons(tr("Keep the secret"), tr("Discard it"));
    m_yes->setEnabled(!m_keeping);
}

void HandshakeNotice::agree()
{
    if (!m_shown)
        return;
    if (const auto *asked = std::get_if<Subscription>(&*m_shown)) {
        m_desk.subscriptions().confirm(Subscription(*asked));
        return;
    }
    const HandshakeOffer offer = std::get<HandshakeOffer>(*m_shown);
    m_keeping = true;
    m_yes->setEnabled(false);
    m_desk.acceptHandshakeSecret(offer.endpoint, offer.label, this, [this, offer](const Result<void> &kept) {
        m_keeping = false;
        emit notice(kept ? tr("Secret %1 is kept and used for %2").arg(offer.label, offer.endpoint)
                         : errorSentence(kept.error()));
        refresh();
    });
}

void HandshakeNotice::decline()
{
    if (!m_shown)
        return;
    if (const auto *asked = std::get_if<Subscription>(&*m_shown)) {
        m_desk.subscriptions().dismiss(QByteArray(asked->url));
        return;
    }
    const HandshakeOffer offer = std::get<HandshakeOffer>(*m_shown);
    m_desk.declineHandshakeSecret(offer.endpoint, offer.label);
    emit notice(tr("The secret was discarded"));
    refresh();
}

} // namespace tocsin::ui
