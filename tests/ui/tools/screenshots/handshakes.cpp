// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/tools/screenshots/scenes.h"
#include "tests/ui/tools/screenshots/stage.h"

using namespace Qt::StringLiterals;

namespace tocsin::pictures {

namespace {

// Newest first in the list: a secret handed over, one that leads elsewhere, one that asks.
void fill(Stage &stage)
{
    stage.endpoint(u"topic"_s, u"aws-sns"_s);
    stage.endpoint(u"tasks"_s, u"asana"_s);
    for (const QByteArray host : {"sns.eu-west-1.amazonaws.com", "evil.example"})
        stage.fixture().post("/hooks/topic",
                             "{\"Type\":\"SubscriptionConfirmation\",\"SubscribeURL\":\"https://" + host +
                                 "/?Action=ConfirmSubscription&TopicArn=arn:aws:sns:eu-west-1:123456789012:"
                                 "alerts&Token=2336412f37fb687f5d51e6e2425dacbbabacf1\"}");
    Stage::settle(600);
    stage.fixture().post("/hooks/tasks", "{}", {{"X-Hook-Secret", "b537207f20cbfa02357cf448134da559"}});
    Stage::settle(900);
}

void draw(Stage &stage)
{
    for (int row = 0; row < 3; ++row) {
        stage.choose(row, ui::Inspector::Response);
        stage.save(u"%1-response"_s.arg(row));
        stage.choose(row, ui::Inspector::Signature);
        stage.save(u"%1-signature"_s.arg(row));
    }
}

// The last picture of the scene: the other kind of question, after the first was answered.
void drawOffer(Stage &stage)
{
    draw(stage);
    const auto asked = stage.desk().subscriptions().all();
    if (asked.isEmpty() || stage.theme().isDark())
        return;
    for (const auto &one : asked)
        stage.desk().subscriptions().dismiss(one.url);
    stage.save(u"offer"_s);
}

} // namespace

// What senders ask before they send, and what of it is left to a person.
Scene handshakesScene()
{
    return {"handshakes", nullptr, fill, drawOffer};
}

} // namespace tocsin::pictures
