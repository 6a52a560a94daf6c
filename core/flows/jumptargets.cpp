// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/jumptargets.h"

#include "core/filter/incidentquery.h"

#include <algorithm>

namespace tocsin::flows {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestId = 200; // characters
constexpr int mostLooked = 60;       // newest sessions that are looked at

bool isId(QStringView text)
{
    return !text.isEmpty() && text.size() <= longestId &&
           std::ranges::all_of(text, [](QChar c) { return c.isLetterOrNumber() || c == u'_' || c == u'-'; });
}

// The path behind that of the web app; empty when the link leads elsewhere.
QString pathIn(const QUrl &link, const QUrl &webApp)
{
    if (webApp.isEmpty())
        return link.path();
    const auto port = [](const QUrl &url) { return url.port(url.scheme() == "https"_L1 ? 443 : 80); };
    if (link.host() != webApp.host() || port(link) != port(webApp))
        return {};
    QString base = webApp.path();
    while (base.endsWith(u'/'))
        base.chop(1);
    return link.path().startsWith(base + u'/') ? link.path().sliced(base.size()) : QString();
}

filter::IncidentQuery titled(const QStringList &words)
{
    filter::IncidentQuery all;
    for (const QString &word : words) {
        filter::IncidentQuery leaf;
        leaf.kind = filter::IncidentQuery::Kind::Leaf;
        leaf.term = filter::IncidentTextMatch{filter::IncidentField::Title, {{QString(), word, QString()}}};
        all.children.push_back(leaf);
    }
    return all.children.size() == 1 ? all.children.front() : all;
}

bool holdsAll(const QString &text, const QStringList &words)
{
    return std::ranges::all_of(
        words, [&text](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
}

} // namespace

PastedId pastedId(const QString &text, const QUrl &webApp)
{
    if (text.startsWith("sess_"_L1) && isId(text))
        return {0, text};
    const QUrl link(text, QUrl::StrictMode);
    if (!link.isValid() || (link.scheme() != "https"_L1 && link.scheme() != "http"_L1))
        return {};
    QStringList parts = pathIn(link, webApp).split(u'/', Qt::SkipEmptyParts);
    if (parts.size() < 2)
        return {};
    if (parts[0] == "investigations"_L1 && isId(parts[1]))
        return {0, parts[1]};
    bool isNumber = false;
    const qint64 number = parts[1].toLongLong(&isNumber);
    return parts[0] == "incidents"_L1 && isNumber && number > 0 ? PastedId{number, {}} : PastedId{};
}

Result<JumpTargets> jumpTargets(storage::AnalystStores &stores, const QString &connection,
                                const QString &text, Micros now, int limit)
{
    JumpTargets found;
    const auto views = stores.views.views();
    if (!views)
        return tl::unexpected(views.error());
    found.views = *views;
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    if (text.trimmed().size() < shortestTitle || connection.isEmpty())
        return found;
    const auto ids = stores.incidents.find(connection, titled(words), {}, now, limit);
    if (!ids)
        return tl::unexpected(ids.error());
    const auto rows = stores.incidents.rows(*ids);
    if (!rows)
        return tl::unexpected(rows.error());
    found.incidents = *rows;
    // The store looks into reports as well: here a name is looked for.
    const auto sessions = stores.sessions.page(connection, 0, mostLooked, {.words = text});
    if (!sessions)
        return tl::unexpected(sessions.error());
    for (const storage::SessionRow &row : *sessions) {
        if (found.investigations.size() < limit && holdsAll(row.title + u' ' + row.query, words))
            found.investigations.append(row);
    }
    return found;
}

} // namespace tocsin::flows
