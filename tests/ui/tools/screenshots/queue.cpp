// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/analystdesk.h"
#include "core/secrets/memorystore.h"
#include "tests/ui/tools/screenshots/scenes.h"
#include "tests/ui/tools/screenshots/stage.h"
#include "ui/incidents/incidentspage.h"
#include "ui/incidents/incidenttable.h"
#include "ui/widgets/fittedtabs.h"

#include <QLineEdit>
#include <QListView>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace tocsin::pictures {

namespace {

// The page over a desk of its own, in the place that it has in the window.
struct Queue
{
    QTemporaryDir folder;
    secrets::MemoryStore secrets;
    std::unique_ptr<flows::AnalystDesk> desk;
    std::unique_ptr<ui::IncidentsPage> page;

    template<class T>
    T *part(const QString &name) const
    {
        T *found = page->findChild<T *>(name);
        if (!found)
            qFatal("the queue has no %s", qPrintable(name));
        return found;
    }
    ui::IncidentTable *table() const { return part<ui::IncidentTable>(u"incidentTable"_s); }
    void choose(int row) const
    {
        auto *list = table();
        list->selectId(static_cast<ui::IncidentTableModel *>(list->model())->idAt(row));
        Stage::settle(700); // the whole record is read
    }
    void filter(const QString &text) const
    {
        auto *field = part<QLineEdit>(u"incidentFilterField"_s);
        field->setText(text);
        emit field->returnPressed();
        Stage::settle(400);
    }
};

flows::AnalystOptions quiet(const Queue &queue)
{
    flows::AnalystOptions options = flows::AnalystOptions::usual(queue.folder.path());
    options.sandbox.coldDelayMs = 0;
    options.sandbox.syncInterval = 3'600 * microsPerSecond; // nothing comes between two pictures
    return options;
}

std::shared_ptr<Queue> opened(Stage &stage, const std::function<void(flows::AnalystOptions &)> &change,
                              const std::function<void(Queue &)> &started = {})
{
    auto queue = std::make_shared<Queue>();
    flows::AnalystOptions options = quiet(*queue);
    if (change)
        change(options);
    queue->desk = std::make_unique<flows::AnalystDesk>(options, queue->secrets);
    queue->page = std::make_unique<ui::IncidentsPage>(stage.theme(), *queue->desk, stage.window().commands());
    queue->page->show();
    queue->desk->start();
    if (started)
        started(*queue);
    Stage::settle(2500);
    return queue;
}

void notes(Queue &queue)
{
    queue.part<QLineEdit>(u"incidentTags"_s)->setText(u"vip, travel confirmed"_s);
    emit queue.part<QLineEdit>(u"incidentTags"_s)->editingFinished();
    const auto id = queue.table()->currentId();
    queue.desk->book().write<storage::Note>(
        queue.page.get(), [](const Result<storage::Note> &) {},
        [id, now = queue.desk->now()](storage::AnalystStores &stores) {
            return stores.notes.add(id,
                                    u"Asked the owner: on a flight since 09:10, "
                                    u"call back after 14:00."_s,
                                    now);
        });
    Stage::settle(400);
}

void addHostile(Queue &queue)
{
    const QString titles[] = {
        u"W"_s.repeated(600), u"many words of one title that does not end "_s.repeated(20),
        u"<img src=x onerror=alert(1)> <b>bold</b> &amp; <a href='file:///etc/passwd'>link</a>"_s,
        u"invoice\u202Egpj.exe\u202C and \u200Bzero\u2060 width, line\nfeed"_s,
        u"\u05d4\u05ea\u05d7\u05d1\u05e8\u05d5\u05ea \u05d7\u05e9\u05d5\u05d3\u05d4, \u4f60\u597d \U0001F525"_s};
    QList<domain::Incident> made;
    for (qint64 i = 0; i < 5; ++i) {
        domain::Incident incident;
        incident.number = 9'007'199'254'740'000 + i;
        incident.provider = titles[1].left(200);
        incident.title = titles[i];
        incident.description = titles[i].repeated(3);
        incident.severityText = i == 0 ? titles[2] : u"High"_s;
        incident.severity = i == 0 ? domain::Severity::None : domain::Severity::High;
        incident.statusText = i == 1 ? titles[1] : u"new"_s;
        incident.status = i == 1 ? domain::IncidentStatus::Unknown : domain::IncidentStatus::New;
        incident.owner = titles[i].left(300);
        incident.labels = {titles[i].left(80), titles[2]};
        incident.tactics = {titles[1].left(60), u"InitialAccess"_s};
        incident.url = u"javascript:alert(1)//"_s + titles[2];
        incident.created = QDateTime::currentDateTimeUtc().addSecs(600 - i);
        incident.raw = "{\"title\": \"x\", \"host\": \"SRV-77\", \"url\": \"https://evil.example/a\"}";
        made.append(incident);
    }
    queue.desk->book().write<storage::Upserted>(
        queue.page.get(), [](const Result<storage::Upserted> &) {},
        [made, connection = queue.desk->workspace().connection().id,
         now = queue.desk->now()](storage::AnalystStores &stores) {
            return stores.incidents.upsert(connection, made, storage::IncidentForm::List, now);
        });
    queue.filter(u"is:open"_s); // asks anew
    Stage::settle(500);
}

struct Queues
{
    std::shared_ptr<Queue> full;
    std::shared_ptr<Queue> hostile;
    std::shared_ptr<Queue> empty;
    std::shared_ptr<Queue> waiting;
    std::shared_ptr<Queue> broken;
    std::shared_ptr<Queue> none;
};

void fill(Stage &stage)
{
    auto queues = std::make_shared<Queues>();
    queues->full = opened(stage, {});
    queues->full->choose(1);
    notes(*queues->full);
    QMetaObject::invokeMethod(queues->full->table(), "investigateAsked");
    queues->full->desk->sandbox()->arrive(4);
    queues->full->desk->workspace().sync().syncNow();
    queues->hostile = opened(stage, [](flows::AnalystOptions &options) {
        if (const auto profile = sandbox::Profile::load(u"hostile"_s))
            options.sandbox.profile = *profile;
    });
    addHostile(*queues->hostile);
    queues->empty = opened(stage, [](flows::AnalystOptions &options) { options.sandbox.incidents = 0; });
    queues->waiting =
        opened(stage, [](flows::AnalystOptions &options) { options.sandbox.coldDelayMs = 3'600'000; });
    queues->broken = opened(stage, {}, [](Queue &queue) { queue.desk->sandbox()->setOffline(true); });
    queues->none = opened(stage, [](flows::AnalystOptions &options) { options.withSandbox = false; });
    stage.prop = queues;
}

void drawFull(Stage &stage, Queue &queue)
{
    auto *tabs = queue.part<ui::FittedTabs>(u"incidentTabs"_s);
    queue.filter({});
    queue.choose(3);
    stage.save(*queue.page, u"list"_s);
    queue.filter(u"severity>=high -status:closed is:open"_s);
    stage.save(*queue.page, u"chips"_s);
    queue.filter(u"severity>=hgih"_s);
    stage.save(*queue.page, u"fault"_s);
    queue.filter(u"owner:nobody-has-this-name since:PT2H -title:\"two words\" (is:noted OR is:tagged)"_s);
    stage.save(*queue.page, u"nomatch"_s);
    queue.filter(u"is:noted"_s);
    queue.choose(0);
    for (int tab = 0; tab < tabs->count(); ++tab) {
        tabs->setCurrentIndex(tab);
        stage.save(*queue.page, u"tab%1"_s.arg(tab));
    }
    tabs->setCurrentIndex(0);
    queue.filter({});
    queue.table()->setColumns(
        {u"number"_s, u"severity"_s, u"title"_s, u"tags"_s, u"notes"_s, u"products"_s, u"modified"_s});
    stage.save(*queue.page, u"columns"_s);
    queue.table()->setColumns({});
}

void draw(Stage &stage)
{
    const auto queues = std::static_pointer_cast<Queues>(stage.prop);
    const QSize size(stage.window().width() - 73, stage.window().height() - 100);
    for (const auto &queue :
         {queues->full, queues->hostile, queues->empty, queues->waiting, queues->broken, queues->none})
        queue->page->resize(size);
    Stage::settle(200);
    drawFull(stage, *queues->full);
    for (int row = 0; row < 5; ++row) {
        queues->hostile->choose(row);
        stage.save(*queues->hostile->page, u"hostile%1"_s.arg(row));
    }
    stage.save(*queues->empty->page, u"empty"_s);
    stage.save(*queues->waiting->page, u"waiting"_s);
    stage.save(*queues->broken->page, u"broken"_s);
    stage.save(*queues->none->page, u"none"_s);
    queues->full->desk->sandbox()->setOffline(true);
    queues->full->desk->workspace().sync().syncNow();
    Stage::settle(800);
    stage.save(*queues->full->page, u"offline"_s);
    queues->full->desk->sandbox()->setOffline(false);
    queues->full->desk->workspace().sync().syncNow();
    Stage::settle(500);
}

} // namespace

// The queue of the sandbox, and what stands in its place.
Scene queueScene()
{
    return {"queue", nullptr, fill, draw};
}

} // namespace tocsin::pictures
