// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/socmate/sessionreader.h"

#include "core/socmate/fields.h"
#include "core/socmate/reportreader.h"

namespace tocsin::socmate {

using namespace Qt::StringLiterals;

namespace {

enum Field : int {
    Id,
    Status,
    Title,
    Query,
    Persona,
    Provider,
    Failure,
    StageWord,
    Messages,
    ReportValue,
    Risk,
    Created,
    Updated,
    FieldCount
};

constexpr std::array aliases = {
    Alias{"sessionid"_L1, Id},
    Alias{"investigationid"_L1, Id},
    Alias{"id"_L1, Id},
    Alias{"status"_L1, Status},
    Alias{"state"_L1, Status},
    Alias{"title"_L1, Title},
    Alias{"name"_L1, Title},
    Alias{"query"_L1, Query},
    Alias{"userquery"_L1, Query},
    Alias{"initialquery"_L1, Query},
    Alias{"question"_L1, Query},
    Alias{"prompt"_L1, Query},
    Alias{"persona"_L1, Persona},
    Alias{"provider"_L1, Provider},
    Alias{"providertype"_L1, Provider},
    Alias{"error"_L1, Failure},
    Alias{"errormessage"_L1, Failure},
    Alias{"failurereason"_L1, Failure},
    Alias{"currentstage"_L1, StageWord},
    Alias{"stage"_L1, StageWord},
    Alias{"phase"_L1, StageWord},
    Alias{"currentstep"_L1, StageWord},
    Alias{"step"_L1, StageWord},
    Alias{"messages"_L1, Messages},
    Alias{"history"_L1, Messages},
    Alias{"conversation"_L1, Messages},
    Alias{"chathistory"_L1, Messages},
    Alias{"turns"_L1, Messages},
    Alias{"report"_L1, ReportValue},
    Alias{"finalreport"_L1, ReportValue},
    Alias{"investigationreport"_L1, ReportValue},
    Alias{"result"_L1, ReportValue},
    Alias{"results"_L1, ReportValue},
    Alias{"output"_L1, ReportValue},
    Alias{"answer"_L1, ReportValue},
    Alias{"response"_L1, ReportValue},
    Alias{"riskscore"_L1, Risk},
    Alias{"createdat"_L1, Created},
    Alias{"startedat"_L1, Created},
    Alias{"created"_L1, Created},
    Alias{"starttime"_L1, Created},
    Alias{"timestamp"_L1, Created},
    Alias{"updatedat"_L1, Updated},
    Alias{"completedat"_L1, Updated},
    Alias{"finishedat"_L1, Updated},
    Alias{"updated"_L1, Updated},
    Alias{"lastactivity"_L1, Updated},
};

namespace line {
enum Field : int { Role, Text, At, Count };
constexpr std::array aliases = {
    Alias{"role"_L1, Role},    Alias{"sender"_L1, Role},  Alias{"author"_L1, Role},  Alias{"type"_L1, Role},
    Alias{"content"_L1, Text}, Alias{"text"_L1, Text},    Alias{"message"_L1, Text}, Alias{"body"_L1, Text},
    Alias{"timestamp"_L1, At}, Alias{"createdat"_L1, At}, Alias{"time"_L1, At},
};
} // namespace line

constexpr std::array wrappers = {"session"_L1, "data"_L1, "result"_L1, "investigation"_L1};

// A content may be a list of parts, each with a text.
QString contentOf(const Node &content)
{
    if (!content.isArray())
        return {};
    QStringList parts;
    for (const Node &part : content.items()) {
        const Node text = part.isObject() ? part.member("text"_L1) : part;
        if (const std::optional<QString> found = text.text()) {
            text.markRead();
            parts.append(*found);
        }
    }
    return parts.join(u"\n\n"_s);
}

QList<domain::SessionMessage> messagesOf(const Node &list)
{
    QList<domain::SessionMessage> found;
    for (const Node &item : list.items()) {
        if (!item.isObject())
            continue;
        const Fields fields = Fields::of(std::array{item}, line::aliases, line::Count);
        domain::SessionMessage one;
        one.role = fields.text(line::Role);
        one.text = fields.text(line::Text);
        if (one.text.isEmpty())
            one.text = contentOf(fields.peek(line::Text));
        one.at = fields.time(line::At);
        if (one != domain::SessionMessage())
            found.append(one);
    }
    return found;
}

// "error": "text", or an object with a message in it.
QString failureOf(const Node &failure)
{
    const Node said = failure.isObject() ? failure.member("message"_L1) : failure;
    const std::optional<QString> text = said.text();
    if (text)
        said.markRead();
    return text.value_or(QString());
}

// "stage": "execution", or an object with the name in it.
QString stageOf(const Node &stage)
{
    for (const Node &part :
         {stage, stage.member("name"_L1), stage.member("stage"_L1), stage.member("key"_L1)}) {
        if (const std::optional<QString> text = part.text()) {
            part.markRead();
            return *text;
        }
    }
    return {};
}

std::optional<domain::Report> reportIn(const Document &document, const Node &value, const Fields &fields,
                                       const QList<domain::SessionMessage> &messages)
{
    const Node own = fields.peek(ReportValue);
    // A running session may hold an empty result or a link beside its findings.
    if (std::optional<domain::Report> report = readReport(document, own))
        return report;
    if (holdsReport(value))
        return readReport(document, value);
    return reportOf(messages);
}

Node unwrapped(const Node &root, bool (*fits)(const Node &))
{
    if (fits(root))
        return root;
    for (const QLatin1StringView name : wrappers) {
        const Node inner = root.member(name);
        if (inner.isObject() && fits(inner))
            return inner;
    }
    return root;
}

bool looksLikeSession(const Node &node)
{
    return node.member("status"_L1).isScalar() || node.member("state"_L1).isScalar() ||
           node.member("sessionid"_L1).isScalar();
}

} // namespace

domain::Session readSession(const Document &document, const Node &value)
{
    domain::Session session;
    session.raw = value.raw();
    if (value.isScalar()) { // a list of bare ids
        session.id = *value.text();
        return session;
    }
    std::vector<Node> homes{value};
    for (const QLatin1StringView nest : {"progress"_L1, "metadata"_L1}) {
        if (const Node inner = value.member(nest); inner.isObject())
            homes.push_back(inner);
    }
    const Fields fields = Fields::of(homes, aliases, FieldCount);
    session.id = fields.text(Id);
    session.statusText = fields.text(Status);
    session.state = domain::sessionStateFromWord(session.statusText);
    session.title = fields.text(Title);
    session.query = fields.text(Query);
    session.persona = fields.text(Persona);
    session.provider = fields.text(Provider);
    session.error = failureOf(fields.peek(Failure));
    session.stageText = stageOf(fields.peek(StageWord));
    session.stage = domain::stageFromWord(session.stageText);
    session.messages = messagesOf(fields.peek(Messages));
    session.created = fields.time(Created);
    session.updated = fields.time(Updated);
    session.report = reportIn(document, value, fields, session.messages);
    session.risk = fields.number(Risk);
    if (session.report && !session.report->risk)
        session.report->risk = session.risk;
    session.unmapped = document.unmapped(value);
    return session;
}

Result<domain::Session> readSessionDetail(QByteArray bytes)
{
    const Result<Document> document = Document::read(std::move(bytes));
    if (!document)
        return tl::unexpected(document.error());
    const Node root = document->root();
    if (!root.isObject())
        return fail(Error::Kind::Malformed, u"the answer is no session but another JSON value"_s);
    domain::Session session = readSession(*document, unwrapped(root, looksLikeSession));
    session.raw = root.raw(); // what stands beside a wrapped one belongs to it
    session.unmapped = document->unmapped(root);
    return session;
}

Result<Page<domain::Session>> readSessions(QByteArray bytes)
{
    static constexpr std::array names = {"sessions"_L1, "investigations"_L1};
    const Result<Document> document = Document::read(std::move(bytes));
    if (!document)
        return tl::unexpected(document.error());
    return readPage<domain::Session>(*document, names, [](const Document &whole, const ListBody::Item &item) {
        return readSession(whole, item.value);
    });
}

Result<Started> readStarted(QByteArray bytes)
{
    const Result<domain::Session> session = readSessionDetail(std::move(bytes));
    if (!session)
        return tl::unexpected(session.error());
    if (session->id.isEmpty())
        return fail(Error::Kind::Malformed, u"the server started something but named no session id"_s);
    return Started{session->id, session->statusText, session->raw};
}

} // namespace tocsin::socmate
