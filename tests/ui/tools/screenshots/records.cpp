// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/auditing.h"
#include "core/logs/logbook.h"
#include "core/secrets/fallbackstore.h"
#include "tests/ui/tools/screenshots/scenes.h"
#include "tests/ui/tools/screenshots/stage.h"
#include "ui/admin/audit/auditpage.h"
#include "ui/admin/audit/audittable.h"
#include "ui/admin/logs/logpage.h"
#include "ui/admin/logs/logtable.h"
#include "ui/admin/logs/supportdialog.h"
#include "ui/admin/secrets/forgetdialog.h"
#include "ui/admin/secrets/passphrasedialog.h"
#include "ui/admin/secrets/revealdialog.h"
#include "ui/admin/secrets/secretspage.h"
#include "ui/filter/filterbar.h"

#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace tocsin::pictures {

namespace {

struct Records
{
    QTemporaryDir folder;
    std::unique_ptr<flows::Auditing> auditing;
    std::unique_ptr<logs::LogBook> log;
    QString connection;
};

void record(flows::Auditing &auditing, int minutesAgo, const QStringList &texts)
{
    audit::Entry entry;
    entry.at = wallClock() - minutesAgo * 60 * microsPerSecond;
    entry.who = texts.at(0);
    entry.what = texts.at(1);
    entry.target = texts.at(2);
    entry.answer = texts.at(3);
    auditing.record(entry);
}

void fillAudit(flows::Auditing &auditing)
{
    const QString acme = u"Acme production / API key \"socmate-acme\""_s;
    const QString tenant = u"Harbour tenant / tenant.admin"_s;
    record(auditing, 300, {acme, u"POST"_s, u"https://soc.acme.example/api/investigation/start"_s, u"202"_s});
    record(auditing, 240, {acme, u"POST"_s, u"https://soc.acme.example/api/admin/api-keys"_s, u"201"_s});
    record(auditing, 180, {tenant, u"PUT"_s, u"https://api.harbour.example/integrations/alerts"_s, u"200"_s});
    record(auditing, 95,
           {tenant, u"DELETE"_s, u"https://api.harbour.example/integrations/old-alerts"_s, u"403"_s});
    record(auditing, 40,
           {u"this console / delivery 1204"_s, u"replay, edited"_s, u"http://127.0.0.1:9100/hooks/orders"_s,
            u"500"_s});
    record(auditing, 12,
           {u"this console / delivery 1207"_s, u"relay"_s, u"http://127.0.0.1:9100/hooks"_s,
            u"connection refused"_s});
    record(
        auditing, 3,
        {acme, u"POST"_s, u"https://soc.acme.example/api/incidents/40217/enrich"_s, http::answerUnknown()});
}

void fillLog(logs::LogBook &log)
{
    using logs::Level;
    const Micros now = wallClock();
    log.add(Level::Info, u"tocsin.desktop"_s, u"started, version 0.9"_s, now - 4000 * microsPerSecond);
    log.add(Level::Warning, u"tocsin.http.client"_s,
            u"https://soc.acme.example/api/incidents: no answer within 60 s"_s, now - 900 * microsPerSecond);
    log.add(Level::Warning, u"tocsin.flows.analystdesk"_s,
            u"soc.acme.example answers again; the queue was 4 min old"_s, now - 620 * microsPerSecond);
    log.add(Level::Critical, u"tocsin.storage.writer"_s,
            u"deliveries.db cannot be written: the disk is full; 12 requests were answered 503"_s,
            now - 70 * microsPerSecond);
    log.add(Level::Debug, u"tocsin.flows.sandboxfeed"_s, u"next delivery in 15 s"_s, now);
}

void fill(Stage &stage)
{
    auto records = std::make_shared<Records>();
    records->auditing = std::make_unique<flows::Auditing>(records->folder.filePath(u"audit.db"_s));
    records->log = std::make_unique<logs::LogBook>(records->folder.filePath(u"log"_s));
    fillAudit(*records->auditing);
    fillLog(*records->log);
    stage.secret(u"socmate-acme"_s, "local-test-secret-01");
    stage.secret(u"orders-2026"_s, "local-test-secret-02");
    stage.endpoint(u"orders"_s, u"stripe"_s, {u"orders-2026"_s});
    domain::Connection connection;
    connection.name = u"Acme production"_s;
    connection.role = u"analyst"_s;
    connection.production = true;
    connection.api = QUrl(u"https://soc.acme.example"_s);
    connection.webApp = connection.api;
    connection.secretLabel = u"socmate-acme"_s;
    bool isSaved = false;
    stage.fixture().analyst().saveConnection(connection, &stage.window(), [&](const Result<QString> &id) {
        records->connection = id.value_or(QString());
        isSaved = true;
    });
    (void)QTest::qWaitFor([&] { return isSaved; });
    stage.prop = records;
}

void drawAudit(Stage &stage, Records &records, QSize size)
{
    ui::AuditPage page(stage.theme(), *records.auditing);
    page.resize(size);
    page.show();
    Stage::settle();
    page.findChild<QPushButton *>(u"checkChain"_s)->click();
    Stage::settle();
    stage.save(page, u"audit"_s);
    page.findChild<ui::FilterBar *>()->setText(u"-answer:2* since:8h"_s);
    Stage::settle();
    stage.save(page, u"audit-filtered"_s);
    page.findChild<ui::FilterBar *>()->setText(u"who:nobody"_s);
    Stage::settle();
    stage.save(page, u"audit-none"_s);
}

void drawLog(Stage &stage, Records &records, QSize size)
{
    ui::LogPage page(stage.theme(), *records.log);
    page.resize(size);
    page.show();
    page.findChild<ui::LogTable *>()->selectRowAt(1);
    Stage::settle();
    stage.save(page, u"log"_s);
    ui::SupportDialog support(flows::supportFacts(stage.desk(), stage.fixture().analyst(),
                                                  stage.fixture().secretStore(), stage.fixture().settings()),
                              *records.log);
    support.setAttribute(Qt::WA_DeleteOnClose, false);
    support.show();
    Stage::settle(600);
    stage.save(support, u"support"_s);
}

void drawSecrets(Stage &stage, Records &records, QSize size)
{
    ui::SecretsPage page(stage.theme(), stage.desk(), stage.fixture().analyst(),
                         stage.fixture().secretStore());
    page.setLog(records.log.get());
    page.resize(size);
    page.show();
    Stage::settle(600);
    stage.save(page, u"secrets"_s);
    page.forget(records.connection);
    Stage::settle(600);
    auto *forget = page.findChild<ui::ForgetDialog *>();
    stage.save(*forget, u"forget"_s);
    Stage::close(*forget);
}

void drawVault(Stage &stage, QSize size)
{
    QTemporaryDir data;
    secrets::FallbackStore fallback(data.filePath(u"secrets.vault"_s));
    ui::SecretsPage page(stage.theme(), stage.desk(), stage.fixture().analyst(), fallback);
    page.resize(size);
    page.show();
    Stage::settle();
    stage.save(page, u"secrets-memory"_s);
    bool isOpen = false;
    fallback.openVault(Secret(QByteArray("correct horse")), &page,
                       [&](const Result<void> &) { isOpen = true; });
    (void)QTest::qWaitFor([&] { return isOpen; });
    ui::RevealDialog reveal(fallback, u"orders-2026"_s);
    reveal.setAttribute(Qt::WA_DeleteOnClose, false);
    reveal.show();
    stage.save(reveal, u"reveal"_s);
    ui::PassphraseDialog passphrase(fallback);
    passphrase.setAttribute(Qt::WA_DeleteOnClose, false);
    passphrase.show();
    passphrase.findChild<QPushButton *>(u"changePassphrase"_s)->click();
    stage.save(passphrase, u"passphrase"_s);
}

void draw(Stage &stage)
{
    auto &records = *std::static_pointer_cast<Records>(stage.prop);
    const QSize size = stage.window().size() - QSize(72 + 170, 88); // what the sections leave
    drawAudit(stage, records, size);
    drawLog(stage, records, size);
    drawSecrets(stage, records, size);
    drawVault(stage, size);
}

} // namespace

// What the administrator looks things up in: the record of writes, the log, the secrets.
Scene recordsScene()
{
    return {"records", nullptr, fill, draw};
}

} // namespace tocsin::pictures
