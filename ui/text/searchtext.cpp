// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/searchtext.h"

#include "ui/text/graphtext.h"
#include "ui/widgets/visibletext.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using flows::FoundIn;
using flows::SearchResult;
using flows::SearchSource;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tocsin::ui::SearchText)
};

constexpr qsizetype longestName = 40;

} // namespace

QString sourceText(SearchSource source)
{
    switch (source) {
    case SearchSource::Server:
        return Text::tr("Server");
    case SearchSource::Reports:
        return Text::tr("Reports kept here");
    case SearchSource::Queue:
        return Text::tr("Queue kept here");
    case SearchSource::Deliveries:
        return Text::tr("Deliveries");
    }
    return {};
}

QString sourceTip(SearchSource source, const QString &connection)
{
    switch (source) {
    case SearchSource::Server:
        return connection.isEmpty() ? Text::tr("No connection is open")
                                    : Text::tr("Past investigations and entities, as %1 finds them")
                                          .arg(visibleText(connection, longestName));
    case SearchSource::Reports:
        return Text::tr("Full text of finished investigations that were read here; needs no network");
    case SearchSource::Queue:
        return Text::tr("Incidents of the queue as last synced; needs no network");
    case SearchSource::Deliveries:
        return Text::tr("Path, headers and body of captured deliveries; needs no network");
    }
    return {};
}

QString sourceTitle(SearchSource source, const QString &connection)
{
    switch (source) {
    case SearchSource::Server:
        return Text::tr("Found by the server %1").arg(visibleText(connection, longestName));
    case SearchSource::Reports:
        return Text::tr("Reports kept on this machine");
    case SearchSource::Queue:
        return Text::tr("Queue kept on this machine");
    case SearchSource::Deliveries:
        return Text::tr("Deliveries captured on this machine");
    }
    return {};
}

QString foundInText(FoundIn place)
{
    switch (place) {
    case FoundIn::Unsaid:
        return {};
    case FoundIn::Title:
        return Text::tr("in the title");
    case FoundIn::Excerpt:
        return Text::tr("in the server's excerpt");
    case FoundIn::Question:
        return Text::tr("in the question");
    case FoundIn::Report:
        return Text::tr("in the report");
    case FoundIn::Number:
        return Text::tr("in the number");
    case FoundIn::Owner:
        return Text::tr("in the owner");
    case FoundIn::Labels:
        return Text::tr("in labels and tactics");
    case FoundIn::Description:
        return Text::tr("in the description");
    case FoundIn::Body:
        return Text::tr("in the body");
    case FoundIn::Path:
        return Text::tr("in the path");
    case FoundIn::Headers:
        return Text::tr("in the headers");
    }
    return {};
}

QString resultIdentity(const SearchResult &result)
{
    switch (result.kind) {
    case SearchResult::Kind::Investigation:
        return result.session.isEmpty()
                   ? Text::tr("Investigation")
                   : Text::tr("Investigation %1").arg(visibleText(result.session, longestName));
    case SearchResult::Kind::Entity: {
        const QString kind = entityKindText(result.entity.kind, result.entity.kindText);
        return result.session.isEmpty() ? kind
                                        : Text::tr("%1, named in %2", "kind of entity, session")
                                              .arg(kind, visibleText(result.session, longestName));
    }
    case SearchResult::Kind::Incident:
        return result.incident > 0 ? Text::tr("Incident %1").arg(result.incident) : Text::tr("Incident");
    case SearchResult::Kind::Delivery:
        return Text::tr("Delivery %1").arg(result.delivery);
    case SearchResult::Kind::Other:
        break;
    }
    return result.kindText.isEmpty() ? Text::tr("Of a kind that is not known")
                                     : visibleText(result.kindText, longestName);
}

flows::Excerpt visibleExcerpt(const flows::Excerpt &excerpt)
{
    flows::Excerpt shown;
    qsizetype from = 0;
    const QStringView all = excerpt.text;
    for (const flows::Span &mark : excerpt.marks) {
        if (mark.from < from || mark.from + mark.length > all.size())
            continue;
        shown.text += visibleText(all.mid(from, mark.from - from));
        const QString marked = visibleText(all.mid(mark.from, mark.length));
        shown.marks.append({shown.text.size(), marked.size()});
        shown.text += marked;
        from = mark.from + mark.length;
    }
    shown.text += visibleText(all.mid(from));
    return shown;
}

} // namespace tocsin::ui
