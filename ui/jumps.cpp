// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/jumps.h"

#include "core/entities/extract.h"
#include "core/flows/analystdesk.h"
#include "ui/pagestack.h"
#include "ui/widgets/visibletext.h"

#include <QCoreApplication>

namespace tocsin::ui {

namespace {

constexpr qsizetype shortest = 3; // that is worth a search
constexpr qsizetype mostShown = 60;

struct Jumps
{
    Q_DECLARE_TR_FUNCTIONS(tocsin::ui::Jumps)
};

QList<PaletteEntry> numbered(qint64 id, PageStack &pages, bool hasIncidents)
{
    QList<PaletteEntry> entries{{Jumps::tr("Open delivery %1").arg(id), Jumps::tr("Delivery"),
                                 [&pages, id] { pages.showDelivery(id); }}};
    const PaletteEntry incident{Jumps::tr("Open incident %1").arg(id), Jumps::tr("Incident"),
                                [&pages, id] { pages.showIncident(id); }};
    if (hasIncidents)
        entries.insert(pages.page() == PageStack::Webhooks ? 1 : 0, incident);
    return entries;
}

} // namespace

QList<PaletteEntry> jumpsFrom(const QString &typed, PageStack &pages, flows::AnalystDesk &desk,
                              const std::function<void(const QString &text)> &search)
{
    const QString text = typed.trimmed();
    const bool isOpen = desk.workspace().isOpen();
    QList<PaletteEntry> entries;
    bool isNumber = false;
    if (const qint64 id = text.toLongLong(&isNumber); isNumber && id > 0)
        entries = numbered(id, pages, isOpen);
    if (text.isEmpty() || !isOpen)
        return entries;
    const QString shown = visibleText(text, mostShown);
    if (const auto found = entities::extract(text);
        found.size() == 1 && found.constFirst().length == text.size())
        entries.append({Jumps::tr("Show %1 in the graph").arg(shown), Jumps::tr("Entity"),
                        [&pages, entity = found.constFirst().entity] { pages.showEntity(entity); }});
    if (text.contains(u' '))
        entries.append({Jumps::tr("Investigate: %1").arg(shown), Jumps::tr("Question"),
                        [&pages, text] { pages.investigate(text); }});
    if (text.size() >= shortest)
        entries.append({Jumps::tr("Search everywhere for %1").arg(shown), Jumps::tr("Search"),
                        [search, text] { search(text); }});
    return entries;
}

} // namespace tocsin::ui
