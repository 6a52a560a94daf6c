// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/keyoffice.h"

#include "core/flows/analystdesk.h"
#include "core/flows/connectionsecrets.h"

#include <algorithm>

namespace tocsin::flows {

using namespace Qt::StringLiterals;
using domain::Connection;
using socmate::IssuedRow;
using storage::IssuedRecord;

namespace {

// The sandbox's connection signs in as an analyst's console does; its administrator has a token.
Connection administratorOf(Connection connection)
{
    if (connection.sandbox) {
        connection.signIn = domain::SignIn::BearerToken;
        connection.secretLabel = AnalystDesk::sandboxAdminLabel;
    }
    return connection;
}

Result<void> check(const NewKey &draft)
{
    const QString name = draft.name.trimmed();
    if (name.isEmpty() || name.size() > 80)
        return fail(Error::Kind::Rejected, u"name: 1 to 80 characters"_s);
    if (draft.description.size() > 500)
        return fail(Error::Kind::Rejected, u"description: at most 500 characters"_s);
    if (draft.scopes.isEmpty())
        return fail(Error::Kind::Rejected, u"scopes: choose at least one"_s);
    for (const QString &scope : draft.scopes) {
        if (!keyScopes().contains(scope))
            return fail(Error::Kind::Rejected,
                        u"scopes: \"%1\" is none; there are %2"_s.arg(scope, keyScopes().join(u", "_s)));
    }
    if (draft.kind == domain::IssuedKind::Key && (draft.days < 1 || draft.days > 3650))
        return fail(Error::Kind::Rejected, u"expires: 1 to 3650 days"_s);
    return {};
}

Micros microsOf(const QDateTime &time)
{
    return time.isValid() ? time.toMSecsSinceEpoch() * 1000 : 0;
}

QStringList orElse(const QStringList &told, const QStringList &asked)
{
    return told.isEmpty() ? asked : told;
}

} // namespace

// What works for the one administrator's connection.
struct KeyOffice::Parts
{
    http::RequestBudget budget;
    socmate::SocmateApi api;
    KeyRotator rotator;

    Parts(const Connection &connection, KeyOffice &office)
        : budget(connection.requestsPerMinute)
        , api(connection, office.m_source, budget)
        , rotator(api, budget, office.m_secrets, office.m_book)
    {}
};

// Of one connection's credential; ends by itself.
struct KeyOffice::Survey final : QObject
{
    http::RequestBudget budget;
    socmate::SocmateApi api;
    ScopeProbe probe;

    Survey(const Connection &connection, KeyOffice &office)
        : QObject(&office)
        , budget(connection.requestsPerMinute)
        , api(connection, office.m_source, budget)
        , probe(api)
    {}
};

KeyOffice::KeyOffice(storage::AnalystBook &book, secrets::SecretStore &secrets, Auditing &auditing,
                     socmate::SecretSource source, QObject *parent)
    : QObject(parent)
    , m_book(book)
    , m_secrets(secrets)
    , m_auditing(auditing)
    , m_source(std::move(source))
{}

KeyOffice::~KeyOffice()
{
    qDeleteAll(findChildren<QObject *>(Qt::FindDirectChildrenOnly)); // they refer to this
}

void KeyOffice::follow(AnalystDesk &desk)
{
    m_desk = &desk;
    const auto look = [this] {
        m_connections = m_desk->connections();
        if (!m_desk->workspace().isOpen())
            return close();
        const Connection wanted = administratorOf(m_desk->workspace().connection());
        if (!m_parts || connection() != wanted)
            use(wanted);
    };
    connect(&desk, &AnalystDesk::ready, this, look);
    connect(&desk, &AnalystDesk::connectionsChanged, this, look);
    connect(&desk.workspace(), &Workspace::switched, this, look);
    look();
}

void KeyOffice::use(const Connection &connection)
{
    m_parts = std::make_unique<Parts>(administratorOf(connection), *this);
    m_auditing.watch(m_parts->api);
    connect(&m_parts->rotator, &KeyRotator::noted, this, [this](const storage::KeyRotation &rotation) {
        using storage::KeyStep; // the other steps change nothing that is listed
        if (rotation.isOver() || rotation.step == KeyStep::Created || rotation.step == KeyStep::Swapped)
            emit changed();
    });
    emit switched();
}

void KeyOffice::close()
{
    if (!m_parts)
        return;
    m_parts.reset();
    emit switched();
}

const Connection &KeyOffice::connection() const
{
    return m_parts->api.connection();
}

KeyRotator &KeyOffice::rotator()
{
    return m_parts->rotator;
}

void KeyOffice::list(Kind kind, QObject *context, Handler<KeyList> handler)
{
    using Rows = std::optional<QList<IssuedRow>>;
    m_parts->api.issued(kind, context, [this, kind, context, handler](const Result<Rows> &rows) {
        if (!rows)
            return handler(tl::unexpected(rows.error()));
        m_book.read<QList<IssuedRecord>>(
            context,
            [this, kind, rows = *rows, handler](const Result<QList<IssuedRecord>> &records) {
                if (!records)
                    return handler(tl::unexpected(records.error()));
                KeyList list = joined(rows, *records, kind);
                nameUsers(list, m_connections);
                handler(list);
            },
            [id = connection().id](storage::AnalystStores &stores) { return stores.issued.of(id); });
    });
}

void KeyOffice::create(const NewKey &draft, QObject *context, Handler<MadeKey> handler)
{
    if (const auto good = check(draft); !good) {
        QMetaObject::invokeMethod(
            context, [handler, error = good.error()] { handler(tl::unexpected(error)); },
            Qt::QueuedConnection);
        return;
    }
    if (draft.kind == Kind::Key) {
        m_parts->api.createApiKey({draft.name.trimmed(), draft.description, draft.scopes, draft.days},
                                  context,
                                  [this, draft, context, handler](const Result<socmate::CreatedApiKey> &key) {
                                      if (!key)
                                          return handler(tl::unexpected(key.error()));
                                      MadeKey made{{}, key->apiKey, {}, {}};
                                      made.entry.serverId = key->id.isEmpty() ? key->keyId : key->id;
                                      made.entry.publicId = key->keyId;
                                      made.entry.scopes = orElse(key->scopes, draft.scopes);
                                      made.entry.expires = microsOf(key->expires);
                                      created(draft, made, context, handler);
                                  });
        return;
    }
    m_parts->api.createApiClient(
        {draft.name.trimmed(), draft.description, draft.scopes}, context,
        [this, draft, context, handler](const Result<socmate::CreatedApiClient> &client) {
            if (!client)
                return handler(tl::unexpected(client.error()));
            MadeKey made{{}, client->clientSecret, QUrl(client->tokenEndpoint), {}};
            made.entry.serverId = client->id.isEmpty() ? client->clientId : client->id;
            made.entry.publicId = client->clientId;
            made.entry.scopes = orElse(client->scopes, draft.scopes);
            created(draft, made, context, handler);
        });
}

// Its value is handed over whatever becomes of the record: there is no second chance to see it.
void KeyOffice::created(const NewKey &draft, const MadeKey &given, QObject *context,
                        const Handler<MadeKey> &handler)
{
    MadeKey made = given;
    made.entry.kind = draft.kind;
    made.entry.name = draft.name.trimmed();
    made.entry.description = draft.description;
    made.entry.created = wallClock();
    made.entry.isMine = true;
    IssuedRecord record;
    record.connection = connection().id;
    record.kind = draft.kind;
    record.serverId = made.entry.serverId;
    record.publicId = made.entry.publicId;
    record.name = made.entry.name;
    record.description = draft.description;
    record.scopes = made.entry.scopes;
    record.created = made.entry.created;
    record.expires = made.entry.expires;
    m_book.write<IssuedRecord>(
        context,
        [this, made, handler](const Result<IssuedRecord> &added) {
            MadeKey told = made;
            if (!added)
                told.unrecorded = added.error();
            emit changed();
            handler(told);
        },
        [record](storage::AnalystStores &stores) { return stores.issued.add(record); });
}

void KeyOffice::disable(const KeyEntry &entry, QObject *context, Handler<socmate::Offered> handler)
{
    using socmate::Offered;
    m_parts->api.disable(entry.kind, entry.serverId, context,
                         [this, entry, context, handler](const Result<Offered> &ended) {
                             if (!ended || *ended == Offered::No)
                                 return handler(ended);
                             m_book.write<void>(
                                 context,
                                 [this, handler](const Result<void> &noted) {
                                     emit changed();
                                     if (noted)
                                         handler(Offered::Yes);
                                     else
                                         handler(tl::unexpected(noted.error()));
                                 },
                                 [id = connection().id, entry](storage::AnalystStores &stores) {
                                     return stores.issued.setDisabled(id, entry.serverId, wallClock());
                                 });
                         });
}

void KeyOffice::regenerate(const KeyEntry &entry, QObject *context, Handler<std::optional<MadeKey>> handler)
{
    using Renewed = std::optional<socmate::CreatedApiClient>;
    m_parts->api.regenerateClient(
        entry.serverId, context, [this, entry, handler](const Result<Renewed> &renewed) {
            if (!renewed)
                return handler(tl::unexpected(renewed.error()));
            if (!*renewed)
                return handler(std::optional<MadeKey>());
            emit changed();
            handler(
                std::optional(MadeKey{entry, (*renewed)->clientSecret, QUrl((*renewed)->tokenEndpoint), {}}));
        });
}

void KeyOffice::rotations(QObject *context, Handler<QList<storage::KeyRotation>> handler)
{
    m_book.read<QList<storage::KeyRotation>>(
        context, std::move(handler),
        [id = connection().id](storage::AnalystStores &stores) { return stores.keyRotations.of(id); });
}

void KeyOffice::capabilities(const Connection &connection, QObject *context,
                             Handler<QList<Capability>> handler)
{
    auto *survey = new Survey(connection, *this);
    survey->probe.start(
        keyScopes() + QStringList{adminCapability},
        [survey, safe = QPointer<QObject>(context), handler](const Result<QList<Capability>> &found) {
            survey->deleteLater();
            if (safe)
                handler(found);
        });
}

} // namespace tocsin::flows
