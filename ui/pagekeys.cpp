// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/pagekeys.h"

#include "ui/admin/adminpage.h"
#include "ui/entities/entitiespage.h"
#include "ui/entities/graph/graphview.h"
#include "ui/incidents/incidentspage.h"
#include "ui/investigations/investigationspage.h"
#include "ui/pagestack.h"
#include "ui/schemes/schemespage.h"
#include "ui/webhooks/webhookspage.h"

#include <QAction>
#include <QCoreApplication>
#include <QTableView>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tocsin::ui::PageKeys)
};

bool isKey(const QAction *action)
{
    return !action->shortcuts().isEmpty() && !action->text().isEmpty();
}

// The keys of one widget in the page, by its name; none when it is not there yet.
QList<QAction *> keysOf(const QWidget *part)
{
    QList<QAction *> all = part ? part->actions() : QList<QAction *>();
    all.removeIf([](const QAction *action) { return !isKey(action); });
    return all;
}

QList<QAction *> keysOf(const QWidget &page, const QString &name)
{
    return keysOf(page.findChild<QWidget *>(name));
}

// Of all its tables; the first one to have a key stands for those that have it too.
QList<QAction *> keysOfTables(const QWidget &section)
{
    QList<QAction *> all;
    for (const QTableView *table : section.findChildren<QTableView *>()) {
        for (QAction *action : keysOf(table)) {
            const bool isTaken = std::any_of(all.cbegin(), all.cend(), [action](const QAction *other) {
                return other->shortcut() == action->shortcut();
            });
            if (!isTaken)
                all.append(action);
        }
    }
    return all;
}

QList<QAction *> keysOfPane(const QWidget &section, const QString &name)
{
    const auto *pane = section.findChild<QWidget *>(name);
    return pane ? keysOf(*pane, u"keyTable"_s) : QList<QAction *>();
}

QList<PageKeys> keysOfSection(const QString &name, const QWidget &section)
{
    if (name == "keys"_L1)
        return {{u"keys"_s, Text::tr("In the list of API keys"), keysOfPane(section, u"keyPane"_s)},
                {u"clients"_s, Text::tr("In the list of API clients"), keysOfPane(section, u"clientPane"_s)}};
    if (name == "integrations"_L1)
        return {{u"integrations"_s, Text::tr("In the list of senders"), keysOf(section, u"sendersTable"_s)}};
    const QHash<QString, QString> titles{{u"secrets"_s, Text::tr("In the list of secrets")},
                                         {u"audit"_s, Text::tr("In the audit record")},
                                         {u"log"_s, Text::tr("In the log")},
                                         {u"connections"_s, Text::tr("In the list of connections")}};
    return {{name, titles.value(name, name), keysOfTables(section)}};
}

} // namespace

QList<PageKeys> keysOfPage(PageStack &pages, int page)
{
    switch (PageStack::Page(page)) {
    case PageStack::Webhooks:
        return {{u"deliveries"_s, Text::tr("In the list of deliveries"), pages.webhooks().listActions()},
                {u"endpoints"_s, Text::tr("In the list of endpoints"), pages.webhooks().endpointActions()}};
    case PageStack::Incidents:
        return {{u"queue"_s, Text::tr("In the queue"), pages.incidents().listActions()},
                {u"views"_s, Text::tr("In the list of views"), keysOf(pages.incidents(), u"viewList"_s)}};
    case PageStack::Investigate:
        return {{u"investigations"_s, Text::tr("In the list of investigations"),
                 pages.investigations().listActions() + pages.investigations().actions()}};
    case PageStack::Entities:
        return {{u"graph"_s, Text::tr("In the entity graph"), pages.entities().view().commands()},
                {u"entities"_s, Text::tr("On the page of entities"), pages.entities().actions()}};
    case PageStack::Schemes:
        return {
            {u"schemes"_s, Text::tr("In the list of schemes"), keysOf(pages.schemes(), u"schemesTable"_s)},
            {u"schemeEditor"_s, Text::tr("In the editor of a scheme"),
             keysOf(pages.schemes(), u"schemeEditor"_s)}};
    case PageStack::Admin: {
        QList<PageKeys> all;
        for (const auto &[name, section] : pages.admin().madeSections())
            all += keysOfSection(name, *section);
        return all;
    }
    default:
        return {};
    }
}

QList<PageKeys> keysOfAllPages(PageStack &pages)
{
    pages.admin().makeSections();
    pages.schemes().makeEditor();
    QList<PageKeys> all;
    for (const auto page : {PageStack::Webhooks, PageStack::Incidents, PageStack::Investigate,
                            PageStack::Entities, PageStack::Schemes, PageStack::Admin})
        all += keysOfPage(pages, page);
    return all;
}

} // namespace tocsin::ui
