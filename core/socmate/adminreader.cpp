// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/socmate/adminreader.h"

#include "core/socmate/fields.h"
#include "core/socmate/listreader.h"

namespace tocsin::socmate {

using namespace Qt::StringLiterals;

namespace {

enum Field : int {
    Id,
    KeyId,
    Key,
    ClientId,
    ClientSecret,
    Name,
    Scopes,
    Expires,
    HeaderName,
    TokenEndpoint,
    Status,
    Message,
    Latency,
    ProviderType,
    Workspace,
    Tenant,
    Masked,
    Default,
    Checked,
    Email,
    Roles,
    Active,
    LastLogin,
    Provider,
    ModelId,
    Description,
    Created,
    CreatedBy,
    LastUsed,
    Disabled,
    FieldCount
};

constexpr std::array aliases = {
    Alias{"id"_L1, Id},
    Alias{"scheduleid"_L1, Id},
    Alias{"keyid"_L1, KeyId},
    Alias{"apikey"_L1, Key},
    Alias{"key"_L1, Key},
    Alias{"clientid"_L1, ClientId},
    Alias{"clientsecret"_L1, ClientSecret},
    Alias{"name"_L1, Name},
    Alias{"displayname"_L1, Name},
    Alias{"modelname"_L1, Name},
    Alias{"scopes"_L1, Scopes},
    Alias{"expiresat"_L1, Expires},
    Alias{"headername"_L1, HeaderName},
    Alias{"tokenendpoint"_L1, TokenEndpoint},
    Alias{"status"_L1, Status},
    Alias{"message"_L1, Message},
    Alias{"latencyms"_L1, Latency},
    Alias{"providertype"_L1, ProviderType},
    Alias{"workspaceid"_L1, Workspace},
    Alias{"tenantid"_L1, Tenant},
    Alias{"clientsecretmasked"_L1, Masked},
    Alias{"isdefault"_L1, Default},
    Alias{"lasthealthcheck"_L1, Checked},
    Alias{"email"_L1, Email},
    Alias{"roles"_L1, Roles},
    Alias{"role"_L1, Roles},
    Alias{"isactive"_L1, Active},
    Alias{"active"_L1, Active},
    Alias{"lastlogin"_L1, LastLogin},
    Alias{"lastloginat"_L1, LastLogin},
    Alias{"provider"_L1, Provider},
    Alias{"model"_L1, ModelId},
    Alias{"description"_L1, Description},
    Alias{"createdat"_L1, Created},
    Alias{"createdby"_L1, CreatedBy},
    Alias{"lastusedat"_L1, LastUsed},
    Alias{"lastused"_L1, LastUsed},
    Alias{"enabled"_L1, Active},
    Alias{"disabled"_L1, Disabled},
    Alias{"isdisabled"_L1, Disabled},
    Alias{"revoked"_L1, Disabled},
};

Fields fieldsOf(const Document &document)
{
    return Fields::of(std::array{document.root()}, aliases, FieldCount);
}

Secret secretOf(const Fields &fields, Field field)
{
    return Secret(fields.text(field).toUtf8());
}

Model readModel(const ListBody::Item &item)
{
    Model model;
    model.raw = item.value.raw();
    if (item.value.isScalar()) {
        model.name = *item.value.text();
        return model;
    }
    const Fields fields =
        Fields::of(std::array{item.value, item.value.member("modelinfo"_L1)}, aliases, FieldCount);
    model.name = fields.text(Name);
    model.id = fields.text(Id);
    model.provider = fields.text(Provider);
    model.model = fields.text(ModelId);
    return model;
}

User readUser(const ListBody::Item &item)
{
    User user;
    user.raw = item.value.raw();
    const Fields fields = Fields::of(std::array{item.value}, aliases, FieldCount);
    user.id = fields.text(Id);
    user.email = fields.text(Email);
    user.name = fields.text(Name);
    user.roles = fields.texts(Roles);
    user.active = fields.peek(Active).boolean();
    user.lastLogin = fields.time(LastLogin);
    return user;
}

// By a flag, by the opposite one, or by a word.
std::optional<bool> activeOf(const Fields &fields)
{
    if (const std::optional<bool> active = fields.peek(Active).boolean())
        return active;
    if (const std::optional<bool> disabled = fields.peek(Disabled).boolean())
        return !*disabled;
    const QString word = fields.text(Status).toLower();
    if (word.isEmpty())
        return std::nullopt;
    return word == "active"_L1 || word == "enabled"_L1 || word == "valid"_L1;
}

IssuedRow readIssuedRow(const ListBody::Item &item, IssuedKind kind)
{
    const Fields fields = Fields::of(std::array{item.value}, aliases, FieldCount);
    IssuedRow row;
    row.id = fields.text(Id);
    row.publicId = fields.text(kind == IssuedKind::Key ? KeyId : ClientId);
    row.name = fields.text(Name);
    row.description = fields.text(Description);
    row.scopes = fields.texts(Scopes);
    const Node by = fields.peek(CreatedBy);
    row.createdBy = by.isObject() ? nameOf(by) : fields.text(CreatedBy);
    row.created = fields.time(Created);
    row.expires = fields.time(Expires);
    row.lastUsed = fields.time(LastUsed);
    row.active = activeOf(fields);
    return row;
}

// Everything that a check says in words, however deep.
void collectTexts(const Node &node, QStringList &texts)
{
    constexpr qsizetype most = 50;
    if (texts.size() >= most)
        return;
    if (node.isString() && !node.isEmpty())
        texts.append(*node.text());
    for (const Node::Member &member : node.members())
        collectTexts(member.value, texts);
    for (const Node &item : node.items())
        collectTexts(item, texts);
}

} // namespace

Result<CreatedApiKey> readCreatedApiKey(QByteArray bytes)
{
    const Result<Document> document = Document::read(std::move(bytes));
    if (!document)
        return tl::unexpected(document.error());
    const Fields fields = fieldsOf(*document);
    CreatedApiKey made;
    made.id = fields.text(Id);
    made.keyId = fields.text(KeyId);
    made.apiKey = secretOf(fields, Key);
    made.name = fields.text(Name);
    made.scopes = fields.texts(Scopes);
    made.expires = fields.time(Expires);
    made.headerName = fields.text(HeaderName);
    if (made.apiKey.isEmpty())
        return fail(Error::Kind::Malformed,
                    u"the server made a key but its answer does not hold it: disable it and make another"_s);
    return made;
}

Result<CreatedApiClient> readCreatedApiClient(QByteArray bytes)
{
    const Result<Document> document = Document::read(std::move(bytes));
    if (!document)
        return tl::unexpected(document.error());
    const Fields fields = fieldsOf(*document);
    CreatedApiClient made;
    made.id = fields.text(Id);
    made.clientId = fields.text(ClientId);
    made.clientSecret = secretOf(fields, ClientSecret);
    made.name = fields.text(Name);
    made.scopes = fields.texts(Scopes);
    made.tokenEndpoint = fields.text(TokenEndpoint);
    if (made.clientSecret.isEmpty())
        return fail(Error::Kind::Malformed,
                    u"the server made a client but its answer does not hold the secret"_s);
    return made;
}

Result<Page<IssuedRow>> readIssued(QByteArray bytes, IssuedKind kind)
{
    static constexpr std::array keyNames = {"apikeys"_L1, "keys"_L1};
    static constexpr std::array clientNames = {"apiclients"_L1, "clients"_L1};
    const Result<Document> document = Document::read(std::move(bytes));
    if (!document)
        return tl::unexpected(document.error());
    auto page = readPage<IssuedRow>(
        *document, kind == IssuedKind::Key ? keyNames : clientNames,
        [kind](const Document &, const ListBody::Item &item) { return readIssuedRow(item, kind); });
    if (page)
        page->raw.clear();
    return page;
}

Result<SiemTest> readSiemTest(QByteArray bytes)
{
    const Result<Document> document = Document::read(std::move(bytes));
    if (!document)
        return tl::unexpected(document.error());
    const Fields fields = fieldsOf(*document);
    SiemTest test;
    test.status = fields.text(Status);
    test.message = fields.text(Message);
    test.latencyMs = fields.number(Latency);
    test.raw = document->bytes();
    if (test.status.isEmpty())
        return fail(Error::Kind::Malformed, u"the answer to the test has no status"_s);
    return test;
}

Result<SiemProvider> readSiemProvider(QByteArray bytes)
{
    const Result<Document> document = Document::read(std::move(bytes));
    if (!document)
        return tl::unexpected(document.error());
    const Fields fields = fieldsOf(*document);
    SiemProvider made;
    made.id = fields.text(Id);
    made.name = fields.text(Name);
    made.providerType = fields.text(ProviderType);
    made.status = fields.text(Status);
    made.workspaceId = fields.text(Workspace);
    made.tenantId = fields.text(Tenant);
    made.clientId = fields.text(ClientId);
    made.maskedSecret = fields.text(Masked);
    made.isDefault = fields.peek(Default).boolean();
    made.lastHealthCheck = fields.time(Checked);
    made.raw = document->bytes();
    return made;
}

Result<Page<Model>> readModels(QByteArray bytes)
{
    static constexpr std::array names = {"models"_L1};
    const Result<Document> document = Document::read(std::move(bytes));
    if (!document)
        return tl::unexpected(document.error());
    return readPage<Model>(*document, names,
                           [](const Document &, const ListBody::Item &item) { return readModel(item); });
}

Result<Page<User>> readUsers(QByteArray bytes)
{
    static constexpr std::array names = {"users"_L1};
    const Result<Document> document = Document::read(std::move(bytes));
    if (!document)
        return tl::unexpected(document.error());
    return readPage<User>(*document, names,
                          [](const Document &, const ListBody::Item &item) { return readUser(item); });
}

ScheduleCheck readScheduleCheck(const QByteArray &bytes)
{
    ScheduleCheck check;
    check.raw = bytes;
    const Result<Document> document = Document::read(bytes);
    if (!document) {
        const QString text = QString::fromUtf8(bytes).simplified();
        check.texts = text.isEmpty() ? QStringList() : QStringList{text.left(1000)};
        return check;
    }
    const Node root = document->root();
    for (const QLatin1StringView name :
         {"valid"_L1, "isvalid"_L1, "isspecific"_L1, "specific"_L1, "accepted"_L1, "ok"_L1, "passed"_L1}) {
        if (!check.accepted)
            check.accepted = root.member(name).boolean();
    }
    collectTexts(root, check.texts);
    return check;
}

CreatedSchedule readCreatedSchedule(const QByteArray &bytes)
{
    CreatedSchedule made;
    made.raw = bytes;
    const Result<Document> document = Document::read(bytes);
    if (!document)
        return made;
    std::vector<Node> homes{document->root()};
    for (const QLatin1StringView name : {"schedule"_L1, "data"_L1})
        homes.push_back(homes[0].member(name));
    constexpr std::array ids = {Alias{"scheduleid"_L1, Id}, Alias{"id"_L1, Id}};
    made.id = Fields::of(homes, ids, FieldCount).text(Id);
    return made;
}

} // namespace tocsin::socmate
