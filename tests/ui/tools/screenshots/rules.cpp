// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/rawtarget.h"
#include "tests/ui/tools/screenshots/events.h"
#include "tests/ui/tools/screenshots/scenes.h"
#include "tests/ui/tools/screenshots/stage.h"
#include "ui/webhooks/deliverytable.h"
#include "ui/webhooks/endpointlist.h"
#include "ui/widgets/sourceedit.h"

#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace tocsin::pictures {

namespace {

const QByteArray rulesText = R"({
  "rules": [
    {
      "name": "maintenance",
      "enabled": false,
      "answer": { "status": 503, "retryAfterSeconds": 600 }
    },
    {
      "name": "flaky for critical alerts",
      "when": {
        "path": "/hooks/orders*",
        "headers": [{ "name": "X-Event", "test": "equals", "value": "alert.created" }],
        "members": [{ "pointer": "/severity", "test": "equals", "value": "critical" }]
      },
      "answer": {
        "status": 200,
        "headers": [{ "name": "Content-Type", "value": "application/json" }],
        "body": "{\"seen\":\"${json./alert_id}\",\"attempt\":${attempt}}",
        "delayMs": 120,
        "failFirst": 2,
        "retryAfterSeconds": 30
      }
    },
    {
      "name": "cut off low ones",
      "when": { "members": [{ "pointer": "/severity", "test": "equals", "value": "low" }] },
      "answer": { "status": 200, "body": "the second half of this never arrives", "ending": "half-body" }
    },
    {
      "name": "reset the probes",
      "when": { "methods": ["PUT"] },
      "answer": { "ending": "reset" }
    }
  ]
}
)";

// An endpoint that answers by rules and forwards what no rule takes.
void fill(Stage &stage)
{
    // The forward is told to answer during the fill only: what it answered stays in the trace.
    test::RawTarget target;
    target.answer = [](const QByteArray &) {
        return test::RawTarget::reply(200, "{\"taken\": true}\n", "Content-Type: application/json\r\n");
    };
    domain::Endpoint orders;
    orders.name = u"orders"_s;
    orders.pathPrefix = "/hooks/orders";
    orders.rules = rulesText;
    orders.forward.emplace();
    orders.forward->endpoint = orders.name;
    orders.forward->url = target.url();
    orders.forward->returnAnswer = true;
    if (!stage.desk().saveEndpoint(orders) || !stage.desk().saveForward(orders.name, orders.forward))
        qFatal("the endpoint was not saved");
    const QList<domain::HeaderField> headers{{"X-Event", "alert.created"},
                                             {"Content-Type", "application/json"}};
    test::DeskFixture &fixture = stage.fixture();
    fixture.post("/hooks/orders", alert(1, "low"), headers);
    fixture.post("/hooks/orders", alert(2, "medium"), headers);
    for (int attempt = 0; attempt < 3; ++attempt)
        fixture.post("/hooks/orders/new", alert(3, "critical"), headers);
    Stage::settle(900);
}

void drawDialog(Stage &stage)
{
    auto *list = stage.window().findChild<ui::EndpointList *>();
    emit list->rulesAsked(u"alerts"_s);
    QDialog *empty = stage.opened(u"respondDialog"_s);
    stage.save(*empty, u"empty"_s);
    delete empty;
    emit list->rulesAsked(u"orders"_s);
    QDialog *dialog = stage.opened(u"respondDialog"_s);
    dialog->findChild<QListWidget *>(u"ruleList"_s)->setCurrentRow(1);
    stage.save(*dialog, u"dialog"_s);
    const auto *form = dialog->findChild<QWidget *>(u"ruleForm"_s);
    Stage::scrollToEnd(*form);
    stage.save(*dialog, u"answer"_s);
    auto *text = dialog->findChild<ui::SourceEdit *>(u"rulesText"_s);
    text->setPlainText(QString::fromUtf8(QByteArray(rulesText).replace("/hooks/orders*", "hooks")));
    stage.save(*dialog, u"fault"_s);
    dialog->close();
    Stage::settle(100);
    if (auto *box = dialog->findChild<QMessageBox *>()) {
        stage.save(*box, u"question"_s);
        box->findChild<QPushButton *>(u"confirmLoseRulesButton"_s)->click();
    }
    Stage::settle(100);
}

// By the order in which they came: half a body, the forwarded one, three attempts of which two failed.
void draw(Stage &stage)
{
    auto *table = stage.part<ui::DeliveryTable>(u"deliveryTable"_s);
    auto *inspector = stage.part<ui::Inspector>(u"inspector"_s);
    inspector->setTab(ui::Inspector::Response);
    for (const auto &[id, name] : {std::pair(4, u"failed"_s), std::pair(2, u"forwarded"_s),
                                   std::pair(1, u"half"_s), std::pair(5, u"third"_s)}) {
        table->selectId(id);
        Stage::settle();
        stage.save(name);
    }
    inspector->setTab(ui::Inspector::Summary);
    stage.save(u"summary"_s);
    drawDialog(stage);
}

} // namespace

// An endpoint's rules, and the traces that they leave.
Scene rulesScene()
{
    return {"rules", nullptr, fill, draw};
}

} // namespace tocsin::pictures
