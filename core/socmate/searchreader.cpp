// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/socmate/searchreader.h"

#include "core/socmate/fields.h"

namespace tocsin::socmate {

using namespace Qt::StringLiterals;

namespace {

enum Field : int { SessionId, Id, Title, Excerpt, Kind, Score, At, FieldCount };

constexpr std::array aliases = {
    Alias{"sessionid"_L1, SessionId},
    Alias{"investigationid"_L1, SessionId},
    Alias{"id"_L1, Id},
    Alias{"title"_L1, Title},
    Alias{"query"_L1, Title},
    Alias{"userquery"_L1, Title},
    Alias{"question"_L1, Title},
    Alias{"name"_L1, Title},
    Alias{"value"_L1, Title},
    Alias{"label"_L1, Title},
    Alias{"excerpt"_L1, Excerpt},
    Alias{"snippet"_L1, Excerpt},
    Alias{"highlight"_L1, Excerpt},
    Alias{"summary"_L1, Excerpt},
    Alias{"preview"_L1, Excerpt},
    Alias{"content"_L1, Excerpt},
    Alias{"text"_L1, Excerpt},
    Alias{"type"_L1, Kind},
    Alias{"kind"_L1, Kind},
    Alias{"resulttype"_L1, Kind},
    Alias{"entitytype"_L1, Kind},
    Alias{"score"_L1, Score},
    Alias{"relevance"_L1, Score},
    Alias{"similarity"_L1, Score},
    Alias{"createdat"_L1, At},
    Alias{"timestamp"_L1, At},
    Alias{"completedat"_L1, At},
    Alias{"updatedat"_L1, At},
    Alias{"created"_L1, At},
    Alias{"date"_L1, At},
};

constexpr std::array lists = {"results"_L1, "hits"_L1,     "sessions"_L1, "investigations"_L1,
                              "matches"_L1, "entities"_L1, "items"_L1};
constexpr std::array plainLists = {"results"_L1, "hits"_L1, "matches"_L1, "items"_L1, "data"_L1, "value"_L1};

domain::SearchHit readHit(const ListBody::Item &item)
{
    domain::SearchHit hit;
    hit.raw = item.value.raw();
    if (item.value.isScalar()) {
        hit.title = *item.value.text();
    } else {
        std::vector<Node> homes{item.value};
        for (const QLatin1StringView nest : {"session"_L1, "source"_L1, "document"_L1, "metadata"_L1}) {
            if (const Node inner = item.value.member(nest); inner.isObject())
                homes.push_back(inner);
        }
        const Fields fields = Fields::of(homes, aliases, FieldCount);
        hit.sessionId = fields.text(SessionId);
        if (const QString id = fields.text(Id); hit.sessionId.isEmpty() && id.startsWith("sess_"_L1))
            hit.sessionId = id;
        hit.title = fields.text(Title);
        hit.excerpt = fields.text(Excerpt);
        hit.kindText = fields.text(Kind);
        hit.score = fields.number(Score);
        hit.at = fields.time(At);
    }
    const QString group = foldedName(item.group);
    const bool plain = std::ranges::any_of(plainLists, [&](QLatin1StringView name) { return group == name; });
    if (hit.kindText.isEmpty() && !plain)
        hit.kindText = item.group;
    return hit;
}

} // namespace

Result<Page<domain::SearchHit>> readSearch(QByteArray bytes)
{
    const Result<Document> document = Document::read(std::move(bytes));
    if (!document)
        return tl::unexpected(document.error());
    return readPage<domain::SearchHit>(
        *document, lists,
        [](const Document &whole, const ListBody::Item &item) {
            domain::SearchHit hit = readHit(item);
            if (!item.value.isScalar())
                hit.unmapped = whole.unmapped(item.value);
            return hit;
        },
        Gather::Several);
}

} // namespace tocsin::socmate
