// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Usage: rule_pictures FOLDER. An endpoint that answers by rules and forwards what no rule takes: its
// deliveries with their traces, and the dialog that edits the rules, in both themes and two sizes. Needs a
// display or QT_QPA_PLATFORM=offscreen.

#include "tests/support/rawtarget.h"
#include "tests/ui/support/deskfixture.h"
#include "ui/mainwindow.h"
#include "ui/text/words.h"
#include "ui/webhooks/deliverytable.h"
#include "ui/webhooks/endpointlist.h"
#include "ui/webhooks/inspector/inspector.h"
#include "ui/webhooks/respond/responddialog.h"
#include "ui/widgets/sourceedit.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tocsin;

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

QByteArray alert(int n, const char *severity)
{
    return R"({"event":"alert.created","source":"socwarden","alert_id":"6f1c6f1e-)" +
           QByteArray::number(1000 + n) + R"(","severity":")" + severity +
           R"(","summary":"Impossible travel for user-17: Oslo, then Lima","risk_score":87})";
}

void save(QWidget &widget, const QString &folder, const QString &name)
{
    QTest::qWait(350);
    if (!widget.grab().save(folder + u'/' + name + u".png"_s))
        qWarning("%s not saved", qPrintable(name));
}

bool fill(test::DeskFixture &fixture, const test::RawTarget &target)
{
    domain::Endpoint orders;
    orders.name = u"orders"_s;
    orders.pathPrefix = "/hooks/orders";
    orders.rules = rulesText;
    orders.forward.emplace();
    orders.forward->endpoint = orders.name;
    orders.forward->url = target.url();
    orders.forward->returnAnswer = true;
    if (const auto saved = fixture.desk().saveEndpoint(orders); !saved) {
        qWarning("%s", qPrintable(saved.error().detail));
        return false;
    }
    if (const auto saved = fixture.desk().saveForward(orders.name, orders.forward); !saved) {
        qWarning("%s", qPrintable(saved.error().detail));
        return false;
    }
    const QList<domain::HeaderField> headers{{"X-Event", "alert.created"},
                                             {"Content-Type", "application/json"}};
    fixture.post("/hooks/orders", alert(1, "low"), headers);
    fixture.post("/hooks/orders", alert(2, "medium"), headers);
    for (int attempt = 0; attempt < 3; ++attempt)
        fixture.post("/hooks/orders/new", alert(3, "critical"), headers);
    QTest::qWait(800);
    return true;
}

// From the newest: the third attempt, a failed one, the one of the relay, the half one.
void shootTraces(ui::MainWindow &window, const QString &folder, const QString &suffix)
{
    auto *table = window.findChild<ui::DeliveryTable *>(u"deliveryTable"_s);
    auto *inspector = window.findChild<ui::Inspector *>(u"inspector"_s);
    for (const auto &[id, name] : {std::pair(4, u"failed"_s), std::pair(2, u"forwarded"_s),
                                   std::pair(1, u"half"_s), std::pair(5, u"third"_s)}) {
        table->selectId(id);
        QTest::qWait(300);
        inspector->setTab(ui::Inspector::Response);
        save(window, folder, u"trace-"_s + name + suffix);
    }
    inspector->setTab(ui::Inspector::Summary);
    save(window, folder, u"trace-summary"_s + suffix);
    inspector->setTab(ui::Inspector::Response);
}

void shootDialog(ui::MainWindow &window, const QString &folder, const QString &suffix)
{
    auto *list = window.findChild<ui::EndpointList *>();
    emit list->rulesAsked(u"alerts"_s);
    auto *empty = window.findChild<ui::RespondDialog *>();
    save(*empty, folder, u"rules-empty"_s + suffix);
    delete empty;
    emit list->rulesAsked(u"orders"_s);
    auto *dialog = window.findChild<ui::RespondDialog *>();
    auto *rules = dialog->findChild<QListWidget *>(u"ruleList"_s);
    rules->setCurrentRow(1);
    save(*dialog, folder, u"rules"_s + suffix);
    auto *form = dialog->findChild<QWidget *>(u"ruleForm"_s);
    QScrollArea *scroll = nullptr;
    for (QWidget *parent = form; parent && !scroll; parent = parent->parentWidget())
        scroll = qobject_cast<QScrollArea *>(parent);
    scroll->verticalScrollBar()->setValue(scroll->verticalScrollBar()->maximum());
    save(*dialog, folder, u"rules-answer"_s + suffix);
    scroll->verticalScrollBar()->setValue(0);
    auto *text = dialog->findChild<ui::SourceEdit *>(u"rulesText"_s);
    text->setPlainText(QString::fromUtf8(QByteArray(rulesText).replace("/hooks/orders*", "hooks")));
    save(*dialog, folder, u"rules-fault"_s + suffix);
    dialog->close();
    QTest::qWait(100);
    if (auto *box = dialog->findChild<QMessageBox *>()) {
        save(*box, folder, u"rules-question"_s + suffix);
        box->findChild<QPushButton *>(u"confirmLoseRulesButton"_s)->click();
    }
    QTest::qWait(100);
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication app(argc, argv);
    ui::installWords(app);
    const QString folder = app.arguments().value(1, u"."_s);
    QDir().mkpath(folder);
    ui::Theme theme(app);
    test::DeskFixture fixture;
    if (!fixture.open())
        return 3;
    test::RawTarget target;
    target.answer = [](const QByteArray &) {
        return test::RawTarget::reply(200, "{\"taken\": true}\n", "Content-Type: application/json\r\n");
    };
    ui::MainWindow window(theme, fixture.desk(), fixture.secretStore(), fixture.settings());
    window.show();
    window.setPage(ui::MainWindow::Webhooks);
    if (!fill(fixture, target))
        return 4;
    for (const ui::Theme::Choice choice : {ui::Theme::Choice::Dark, ui::Theme::Choice::Light}) {
        theme.setChoice(choice);
        for (const QSize size : {QSize(1360, 860), QSize(1024, 700)}) {
            window.resize(size);
            window.commands()[u"resetLayout"_s]->trigger();
            const QString suffix = u'-' + ui::Theme::choiceId(choice) + u'-' + QString::number(size.width());
            shootTraces(window, folder, suffix);
            shootDialog(window, folder, suffix);
        }
    }
    return 0;
}
