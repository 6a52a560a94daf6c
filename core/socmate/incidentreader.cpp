// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/socmate/incidentreader.h"

#include "core/socmate/fields.h"

namespace tocsin::socmate {

using namespace Qt::StringLiterals;

namespace {

enum Field : int {
    Number,
    Id,
    Provider,
    Title,
    Description,
    SeverityWord,
    Status,
    Owner,
    Classification,
    Labels,
    Tactics,
    Products,
    Alerts,
    Comments,
    Created,
    Modified,
    FirstActivity,
    LastActivity,
    Url,
    FieldCount
};

// The event's name first, then Sentinel's REST and table names (folding makes one of most of them), then what
// other servers of this kind use.
constexpr std::array aliases = {
    Alias{"incidentnumber"_L1, Number},
    Alias{"number"_L1, Number},
    Alias{"incidentno"_L1, Number},
    Alias{"incidentid"_L1, Id},
    Alias{"incidentname"_L1, Id},
    Alias{"sentinelid"_L1, Id},
    Alias{"name"_L1, Id},
    Alias{"id"_L1, Id},
    Alias{"provider"_L1, Provider},
    Alias{"providername"_L1, Provider},
    Alias{"providertype"_L1, Provider},
    Alias{"siem"_L1, Provider},
    Alias{"title"_L1, Title},
    Alias{"displayname"_L1, Title},
    Alias{"description"_L1, Description},
    Alias{"severity"_L1, SeverityWord},
    Alias{"severitylevel"_L1, SeverityWord},
    Alias{"status"_L1, Status},
    Alias{"state"_L1, Status},
    Alias{"owner"_L1, Owner},
    Alias{"assignedto"_L1, Owner},
    Alias{"assignee"_L1, Owner},
    Alias{"classification"_L1, Classification},
    Alias{"labels"_L1, Labels},
    Alias{"tags"_L1, Labels},
    Alias{"tactics"_L1, Tactics},
    Alias{"alertproductnames"_L1, Products},
    Alias{"products"_L1, Products},
    Alias{"alertscount"_L1, Alerts},
    Alias{"alertcount"_L1, Alerts},
    Alias{"commentscount"_L1, Comments},
    Alias{"commentcount"_L1, Comments},
    Alias{"createdtimeutc"_L1, Created},
    Alias{"createdtime"_L1, Created},
    Alias{"createdat"_L1, Created},
    Alias{"created"_L1, Created},
    Alias{"timestamp"_L1, Created},
    Alias{"timegenerated"_L1, Created},
    Alias{"lastmodifiedtimeutc"_L1, Modified},
    Alias{"lastmodifiedtime"_L1, Modified},
    Alias{"updatedat"_L1, Modified},
    Alias{"modifiedat"_L1, Modified},
    Alias{"lastmodified"_L1, Modified},
    Alias{"updated"_L1, Modified},
    Alias{"firstactivitytimeutc"_L1, FirstActivity},
    Alias{"firstactivitytime"_L1, FirstActivity},
    Alias{"firstactivityat"_L1, FirstActivity},
    Alias{"firstactivity"_L1, FirstActivity},
    Alias{"lastactivitytimeutc"_L1, LastActivity},
    Alias{"lastactivitytime"_L1, LastActivity},
    Alias{"lastactivityat"_L1, LastActivity},
    Alias{"lastactivity"_L1, LastActivity},
    Alias{"url"_L1, Url},
    Alias{"incidenturl"_L1, Url},
    Alias{"link"_L1, Url},
};

constexpr std::array ownerNames = {"assignedto"_L1, "userprincipalname"_L1, "email"_L1, "name"_L1,
                                   "displayname"_L1};
constexpr std::array nests = {"properties"_L1, "additionaldata"_L1, "sentinel"_L1, "payload"_L1};
constexpr std::array wrappers = {"incident"_L1, "data"_L1, "result"_L1, "item"_L1};

// The value and the objects that servers put parts of an incident into.
std::vector<Node> homesOf(const Node &value)
{
    std::vector<Node> homes{value};
    for (size_t i = 0; i < homes.size() && homes.size() < 16; ++i) {
        for (const QLatin1StringView nest : nests) {
            if (const Node inner = homes[i].member(nest); inner.isObject())
                homes.push_back(inner);
        }
    }
    return homes;
}

QString ownerOf(const Node &owner)
{
    if (owner.isScalar()) {
        owner.markRead();
        return *owner.text();
    }
    for (const QLatin1StringView name : ownerNames) {
        const Node part = owner.member(name);
        if (const std::optional<QString> text = part.text(); text && !text->isEmpty()) {
            part.markRead();
            return *text;
        }
    }
    return {};
}

} // namespace

domain::Incident readIncident(const Document &document, const Node &value)
{
    domain::Incident incident;
    incident.raw = value.raw();
    if (value.isScalar()) { // a list of bare numbers
        incident.number = value.integer().value_or(0);
        incident.title = incident.number == 0 ? *value.text() : QString();
        return incident;
    }
    const std::vector<Node> homes = homesOf(value);
    const Fields fields = Fields::of(homes, aliases, FieldCount);
    incident.number = fields.integer(Number).value_or(0);
    for (const QLatin1StringView name : {"incidentid"_L1, "id"_L1, "name"_L1}) {
        if (incident.number == 0) // the only id is the number
            incident.number = value.member(name).integer().value_or(0);
    }
    incident.id = fields.text(Id);
    incident.provider = fields.text(Provider);
    incident.title = fields.text(Title);
    incident.description = fields.text(Description);
    incident.severityText = fields.text(SeverityWord);
    incident.severity = domain::severityFromPayload(incident.severityText);
    incident.statusText = fields.text(Status);
    incident.status = domain::incidentStatusFromWord(incident.statusText);
    incident.owner = ownerOf(fields.peek(Owner));
    incident.classification = fields.text(Classification);
    incident.labels = fields.texts(Labels);
    incident.tactics = fields.texts(Tactics);
    incident.products = fields.texts(Products);
    incident.alerts = fields.integer(Alerts).value_or(-1);
    incident.comments = fields.integer(Comments).value_or(-1);
    incident.created = fields.time(Created);
    incident.modified = fields.time(Modified);
    incident.firstActivity = fields.time(FirstActivity);
    incident.lastActivity = fields.time(LastActivity);
    incident.url = fields.text(Url);
    incident.unmapped = document.unmapped(value);
    return incident;
}

Result<Page<domain::Incident>> readIncidents(QByteArray bytes)
{
    static constexpr std::array names = {"incidents"_L1};
    const Result<Document> document = Document::read(std::move(bytes));
    if (!document)
        return tl::unexpected(document.error());
    return readPage<domain::Incident>(
        *document, names,
        [](const Document &whole, const ListBody::Item &item) { return readIncident(whole, item.value); });
}

Result<domain::Incident> readIncidentDetail(QByteArray bytes)
{
    const Result<Document> document = Document::read(std::move(bytes));
    if (!document)
        return tl::unexpected(document.error());
    const Node root = document->root();
    domain::Incident incident = readIncident(*document, root);
    for (const QLatin1StringView wrapper : wrappers) {
        const Node inner = root.member(wrapper);
        if (incident.number != 0 || !inner.isObject())
            continue;
        // What stands beside the wrapped incident belongs to it: raw is the whole answer.
        domain::Incident found = readIncident(*document, inner);
        found.raw = root.raw();
        found.unmapped = document->unmapped(root);
        if (found.number != 0)
            incident = std::move(found);
    }
    if (!root.isObject())
        return fail(Error::Kind::Malformed, u"the answer is no incident but another JSON value"_s);
    return incident;
}

} // namespace tocsin::socmate
