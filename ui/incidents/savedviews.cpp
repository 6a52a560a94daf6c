// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/incidents/savedviews.h"

#include "ui/incidents/incidentfeed.h"
#include "ui/incidents/viewlist.h"
#include "ui/text/errortext.h"
#include "ui/widgets/confirm.h"
#include "ui/widgets/visibletext.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QInputDialog>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using storage::AnalystStores;
using storage::SavedView;
using storage::StoredView;

SavedViews::SavedViews(IncidentFeed &feed, ViewList &list, std::function<SavedView()> shown, QObject *parent)
    : QObject(parent)
    , m_feed(feed)
    , m_list(list)
    , m_shown(std::move(shown))
{
    m_countTimer.setSingleShot(true);
    m_countTimer.setInterval(200);
    connect(&m_countTimer, &QTimer::timeout, this, &SavedViews::count);
    connect(&feed, &IncidentFeed::loaded, this, &SavedViews::countSoon);
    connect(&feed, &IncidentFeed::connectionChanged, this, &SavedViews::countSoon);
    connectList();
}

void SavedViews::connectList()
{
    connect(&m_list, &ViewList::chosen, this, &SavedViews::viewChosen);
    connect(&m_list, &ViewList::saveAsked, this, [this] {
        askName(tr("Save this view"), {}, [this](const QString &name) {
            SavedView view = m_shown();
            view.name = name;
            add(view);
        });
    });
    connect(&m_list, &ViewList::updateAsked, this, [this](const StoredView &before) {
        StoredView view{before.id, m_shown()};
        view.view.name = before.view.name;
        change(view);
    });
    connect(&m_list, &ViewList::renameAsked, this, [this](const StoredView &before) {
        askName(tr("Rename view"), before.view.name, [this, before](const QString &name) {
            StoredView view = before;
            view.view.name = name;
            change(view);
        });
    });
    connect(&m_list, &ViewList::removeAsked, this, &SavedViews::remove);
    connect(&m_list, &ViewList::copyAsked, this, [this](const StoredView &view) {
        QGuiApplication::clipboard()->setText(storage::viewText(view.view));
        emit notice(tr("Copied the view as text"));
    });
    connect(&m_list, &ViewList::pasteAsked, this, &SavedViews::paste);
}

void SavedViews::reload(qint64 choose)
{
    // Not a writing question as long as there are views: it would wait for the sync.
    m_feed.book().read<QList<StoredView>>(
        this,
        [this, choose](const Result<QList<StoredView>> &views) {
            if (views && views->isEmpty())
                addUsual(choose);
            else
                take(views, choose);
        },
        [](AnalystStores &stores) { return stores.views.views(); });
}

// Those of a fresh profile; somebody who has removed every view gets none.
void SavedViews::addUsual(qint64 choose)
{
    m_feed.book().write<QList<StoredView>>(
        this, [this, choose](const Result<QList<StoredView>> &views) { take(views, choose); },
        [](AnalystStores &stores) -> Result<QList<StoredView>> {
            if (const auto usual = stores.views.addUsual(); !usual)
                return tl::unexpected(usual.error());
            return stores.views.views();
        });
}

void SavedViews::take(const Result<QList<StoredView>> &views, qint64 choose)
{
    if (!views) {
        emit notice(errorSentence(views.error()));
        emit failed();
        return;
    }
    m_list.setViews(*views);
    if (choose != 0)
        m_list.showSelected(choose);
    countSoon();
    emit loaded();
}

void SavedViews::countSoon()
{
    if (!m_countTimer.isActive())
        m_countTimer.start();
}

void SavedViews::count()
{
    const QString connection = m_feed.connection();
    if (connection.isEmpty())
        return;
    QList<filter::IncidentQuery> queries;
    for (const StoredView &view : m_list.views())
        queries.append(filter::parseIncidents(view.view.filter).value_or(filter::IncidentQuery()));
    m_feed.book().readAside<QList<qint64>>(
        this,
        [this](const Result<QList<qint64>> &counts) {
            if (counts)
                m_list.setCounts(*counts);
        },
        [connection, queries, now = m_feed.now()](AnalystStores &stores) {
            return stores.incidents.counts(connection, queries, now);
        });
}

void SavedViews::add(const SavedView &view)
{
    m_feed.book().write<qint64>(
        this,
        [this](const Result<qint64> &id) {
            if (id)
                reload(*id);
            else
                emit notice(errorSentence(id.error()));
        },
        [view](AnalystStores &stores) { return stores.views.add(view); });
}

void SavedViews::change(const StoredView &view)
{
    m_feed.book().write<void>(
        this,
        [this, id = view.id](const Result<void> &done) {
            if (done)
                reload(id);
            else
                emit notice(errorSentence(done.error()));
        },
        [view](AnalystStores &stores) { return stores.views.change(view); });
}

void SavedViews::remove(const StoredView &view)
{
    const QString name = visibleText(view.view.name, 80);
    confirm(&m_list,
            {u"removeView"_s, tr("Remove view"),
             tr("The view \"%1\" is removed. No incident is: a view only says what is shown.").arg(name),
             tr("Remove view")},
            [this, id = view.id] {
                m_feed.book().write<void>(
                    this,
                    [this](const Result<void> &done) {
                        if (!done)
                            emit notice(errorSentence(done.error()));
                        reload();
                    },
                    [id](AnalystStores &stores) { return stores.views.remove(id); });
            });
}

void SavedViews::paste()
{
    const Result<SavedView> view = storage::readView(QGuiApplication::clipboard()->text());
    if (view)
        add(*view);
    else
        emit notice(tr("What was copied is no view: %1").arg(errorSentence(view.error())));
}

void SavedViews::askName(const QString &title, const QString &before,
                         const std::function<void(const QString &)> &then)
{
    auto *dialog = new QInputDialog(&m_list);
    dialog->setObjectName(u"viewName"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(title);
    dialog->setLabelText(tr("Name"));
    dialog->setTextValue(before);
    connect(dialog, &QInputDialog::textValueSelected, this, [then](const QString &name) {
        if (!name.trimmed().isEmpty())
            then(name.trimmed());
    });
    dialog->open();
}

} // namespace tocsin::ui
