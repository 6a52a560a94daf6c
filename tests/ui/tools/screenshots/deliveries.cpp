// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/tools/screenshots/events.h"
#include "tests/ui/tools/screenshots/scenes.h"
#include "tests/ui/tools/screenshots/stage.h"
#include "ui/webhooks/webhookspage.h"
#include "ui/widgets/spinner.h"

#include <QAction>
#include <QSqlDatabase>
#include <QSqlQuery>

using namespace Qt::StringLiterals;

namespace tocsin::pictures {

namespace {

void fill(Stage &stage)
{
    stage.endpoint(u"orders"_s, u"socotra"_s);
    const struct
    {
        const char *severity, *title, *type;
    } alerts[] = {
        {"high", "Impossible travel for user-17: Oslo, then Lima 20 minutes later", "impossible_travel"},
        {"medium", "Scanning from 203.0.113.9 against the sign-in page", "scan"},
        {"critical", "Credential spray, 41 accounts", "credential_spray"},
        {"low", "New country for admin-2", "new_country"},
        {"info", "Model retrained", "ml"}};
    int n = 0;
    test::DeskFixture &fixture = stage.fixture();
    for (const auto &a : alerts)
        fixture.postSigned(alert(++n, a.severity, a.title, a.type));
    fixture.postSigned(alert(1, alerts[0].severity, alerts[0].title, alerts[0].type));
    fixture.postSigned(alert(9, "high", "Token replay from a new device", "token"), 900);
    fixture.post("/hooks/orders",
                 "{\"id\":\"31000000007\",\"timestamp\":1767225600250,\"type\":\"policy.issue\",\"username\":"
                 "\"zo\xc3\xab\",\"data\":{}}",
                 {{"Socotra-Signature",
                   "t=1767225600300,v1=b798f00f0eb4f5d11f9cf2cd6b85aa00b798f00f0eb4f5d11f9cf2cd6b85aa00,tag="
                   "rot-2026-01"}});
    fixture.post("/hooks/alerts", alert(3, "high", "Changed on the way", "x"),
                 {{"X-Signature-256", QByteArray(64, 'a')},
                  {"X-Timestamp", QByteArray::number(wallClock() / 1000000)}});
    fixture.post("/.env", "nothing here", {{"X-Probe", "1"}, {"X-Probe", "2"}});
    Stage::settle(900);
}

// The store is there, but not what it should hold: the page says so until it was listed again.
void drawBroken(Stage &stage)
{
    {
        QSqlDatabase other = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"pictures"_s);
        other.setDatabaseName(stage.desk().options().dataFolder + u"/deliveries.db"_s);
        other.open();
        QSqlQuery(other).exec(u"ALTER TABLE delivery RENAME TO hidden"_s);
        stage.window().commands()[u"refresh"_s]->trigger();
        stage.save(u"broken"_s);
        QSqlQuery(other).exec(u"ALTER TABLE hidden RENAME TO delivery"_s);
    }
    QSqlDatabase::removeDatabase(u"pictures"_s);
    stage.click(u"retryFind"_s);
    Stage::settle(300);
}

void draw(Stage &stage)
{
    const QString tabs[] = {u"summary"_s,  u"signature"_s, u"body"_s,       u"headers"_s,
                            u"attempts"_s, u"response"_s,  u"connection"_s, u"contract"_s};
    for (int tab = ui::Inspector::Summary; tab <= ui::Inspector::Contract; ++tab) {
        stage.choose(3, ui::Inspector::Tab(tab));
        stage.save(tabs[tab]);
    }
    stage.choose(2, ui::Inspector::Signature);
    stage.save(u"no-secret"_s);
    stage.choose(0, ui::Inspector::Headers);
    stage.save(u"unsigned"_s);
    auto *spinner = stage.window().webhooks().findChild<ui::Spinner *>();
    spinner->start(u"Listing"_s);
    Stage::settle(1200);
    stage.save(u"loading"_s);
    spinner->stop();
    drawBroken(stage);
}

} // namespace

// The page over a little of everything, each tab, and a list that is on its way or cannot be had.
Scene deliveriesScene()
{
    return {"deliveries", nullptr, fill, draw};
}

} // namespace tocsin::pictures
