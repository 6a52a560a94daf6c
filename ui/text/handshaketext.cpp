// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/handshaketext.h"

#include "ui/text/errortext.h"
#include "ui/text/verdicttext.h"
#include "ui/widgets/visibletext.h"

#include <QCoreApplication>

namespace tocsin::ui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tocsin::ui::HandshakeText)
};

} // namespace

QString subscriptionSentence(const flows::Subscription &asked, const QString &sender)
{
    using State = flows::Subscription::State;
    switch (asked.state) {
    case State::Waiting:
        return Text::tr("%1 asks for this URL to be opened before it sends to %2")
            .arg(sender, asked.endpoint);
    case State::Opening:
        return Text::tr("Opening the URL of %1 for %2…").arg(sender, asked.endpoint);
    case State::Confirmed:
        return Text::tr("The URL of %1 for %2 was opened and answered %3: the subscription is confirmed")
            .arg(sender, asked.endpoint, QString::number(asked.status));
    case State::Failed:
        return Text::tr("The URL of %1 for %2 did not confirm the subscription: %3")
            .arg(sender, asked.endpoint, visibleText(asked.error, 200));
    }
    return {};
}

QString subscriptionRule(const flows::Subscription &asked)
{
    return Text::tr(
               "Signature: %1. The host keeps the rule %2. It is opened once, by GET, and only if you say "
               "so; do so if you have just subscribed this endpoint.")
        .arg(verdictBadge(asked.verdict).word.toLower(), QString::fromUtf8(asked.rule));
}

QString handshakeSentence(const flows::HandshakeFacts &facts, const QString &sender)
{
    const QString name = visibleText(facts.name, 80);
    const QString because = visibleText(facts.recognition, 400);
    return facts.refused
               ? Text::tr("Refused as a handshake of %1 (%2). It was taken for one because it is %3.")
                     .arg(sender, name, because)
               : Text::tr("Answered as a handshake of %1 (%2), because it is %3.").arg(sender, name, because);
}

} // namespace tocsin::ui
