// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/analystfile.h"

#include "core/storage/migrations.h"

namespace tocsin::storage {

using namespace Qt::StringLiterals;

namespace {

// A step that has shipped is never changed. Severity, status, state and stage are the numbers of core/domain.
const QList<QStringList> &steps()
{
    static const QList<QStringList> all = {
        {
            u"CREATE TABLE connection(id TEXT PRIMARY KEY, position INTEGER NOT NULL, settings TEXT NOT "
            u"NULL) "
            "WITHOUT ROWID"_s,

            // The queue: narrow rows. at: when it was created, or first seen here when the server does not
            // say. looked, changed, noticed: 0 = never.
            u"CREATE TABLE incident("
            "id INTEGER PRIMARY KEY, connection TEXT NOT NULL, provider TEXT NOT NULL, number INTEGER NOT "
            "NULL,"
            "severity INTEGER NOT NULL, status INTEGER NOT NULL, at INTEGER NOT NULL, modified INTEGER NOT "
            "NULL,"
            "first_seen INTEGER NOT NULL, last_seen INTEGER NOT NULL, changed INTEGER NOT NULL DEFAULT 0,"
            "looked INTEGER NOT NULL DEFAULT 0, noticed INTEGER NOT NULL DEFAULT 0,"
            "alerts INTEGER NOT NULL, comments INTEGER NOT NULL, notes INTEGER NOT NULL DEFAULT 0,"
            "title TEXT NOT NULL, owner TEXT NOT NULL, severity_text TEXT NOT NULL, status_text TEXT NOT "
            "NULL,"
            "classification TEXT NOT NULL, labels TEXT NOT NULL, tactics TEXT NOT NULL, products TEXT NOT "
            "NULL,"
            "tags TEXT NOT NULL DEFAULT '',"
            "UNIQUE(connection, number, provider))"_s,
            u"CREATE INDEX incident_at ON incident(connection, at)"_s,
            u"CREATE INDEX incident_severity ON incident(connection, severity, at)"_s,
            u"CREATE INDEX incident_changed ON incident(connection, changed)"_s,
            // A list that is sorted by one of these is a walk along its index: 50 000 are not sorted each
            // time.
            u"CREATE INDEX incident_number ON incident(connection, number, at)"_s,
            u"CREATE INDEX incident_title ON incident(connection, title COLLATE NOCASE, at)"_s,
            u"CREATE INDEX incident_owner ON incident(connection, owner COLLATE NOCASE, at)"_s,
            u"CREATE INDEX incident_modified ON incident(connection, modified, at)"_s,

            u"CREATE TABLE sync(connection TEXT PRIMARY KEY, at INTEGER NOT NULL, whole INTEGER NOT NULL) "
            "WITHOUT ROWID"_s,

            // What only the detail asks for. *_fields: which members that form of the record has supplied,
            // bit by bit as in incidentmerge.h; -1 = this form was never seen.
            u"CREATE TABLE incident_body("
            "id INTEGER PRIMARY KEY, siem_id TEXT NOT NULL, description TEXT NOT NULL, created INTEGER NOT "
            "NULL,"
            "first_activity INTEGER NOT NULL, last_activity INTEGER NOT NULL, url TEXT NOT NULL,"
            "unmapped TEXT NOT NULL, list_raw BLOB NOT NULL, detail_raw BLOB NOT NULL,"
            "detail_at INTEGER NOT NULL, list_fields INTEGER NOT NULL, detail_fields INTEGER NOT NULL)"_s,
            u"CREATE VIRTUAL TABLE incident_words USING fts5(words, tokenize='trigram', detail='full')"_s,

            u"CREATE TABLE note(id INTEGER PRIMARY KEY, incident INTEGER NOT NULL, at INTEGER NOT NULL,"
            "text TEXT NOT NULL)"_s,
            u"CREATE INDEX note_incident ON note(incident, id)"_s,

            // incident: its number, 0 = of none. session: the server's id, empty until it has given one.
            u"CREATE TABLE session("
            "id INTEGER PRIMARY KEY, connection TEXT NOT NULL, session TEXT NOT NULL, state INTEGER NOT NULL,"
            "mine INTEGER NOT NULL, provider TEXT NOT NULL, incident INTEGER NOT NULL, query TEXT NOT NULL,"
            "persona TEXT NOT NULL, title TEXT NOT NULL, status_text TEXT NOT NULL, stage INTEGER NOT NULL,"
            "asked INTEGER NOT NULL, started INTEGER NOT NULL,"
            "ended INTEGER NOT NULL, risk REAL, entities INTEGER NOT NULL, findings INTEGER NOT NULL,"
            "error TEXT NOT NULL, watch TEXT NOT NULL, value BLOB NOT NULL, raw BLOB NOT NULL)"_s,
            u"CREATE UNIQUE INDEX session_key ON session(connection, session) WHERE session <> ''"_s,
            u"CREATE INDEX session_incident ON session(connection, incident, provider)"_s,
            u"CREATE INDEX session_asked ON session(connection, asked)"_s,
            u"CREATE VIRTUAL TABLE report_words USING fts5(title, query, body, "
            "tokenize=\"unicode61 remove_diacritics 2\")"_s,

            u"CREATE TABLE done(what TEXT PRIMARY KEY) WITHOUT ROWID"_s, // what is done once in the file's
                                                                         // life
            u"CREATE TABLE view(id INTEGER PRIMARY KEY, position INTEGER NOT NULL, name TEXT NOT NULL UNIQUE,"
            "text TEXT NOT NULL)"_s,
            u"CREATE TABLE notice(id INTEGER PRIMARY KEY, connection TEXT NOT NULL, incident INTEGER NOT "
            u"NULL,"
            "at INTEGER NOT NULL, severity INTEGER NOT NULL, outcome INTEGER NOT NULL, title TEXT NOT NULL,"
            "view TEXT NOT NULL)"_s,
            u"CREATE INDEX notice_connection ON notice(connection, id)"_s,
        },
        {
            // Recommendations that are done: session is the row's id, step the words as sent.
            u"CREATE TABLE tick(session INTEGER NOT NULL, step TEXT NOT NULL, PRIMARY KEY(session, step)) "
            "WITHOUT ROWID"_s,
        },
        {
            // Changes of an integration's secret, without the secrets; step is a number of rotationstore.h.
            u"CREATE TABLE rotation(id INTEGER PRIMARY KEY, tenant TEXT NOT NULL, integration TEXT NOT NULL,"
            "label TEXT NOT NULL, old_tag TEXT NOT NULL, new_tag TEXT NOT NULL, step INTEGER NOT NULL,"
            "kept INTEGER NOT NULL, began INTEGER NOT NULL, changed INTEGER NOT NULL, verified INTEGER NOT NULL)"_s,
            // One at a time.
            u"CREATE UNIQUE INDEX rotation_open ON rotation(tenant, integration) WHERE step < 4"_s,
        },
        {
            // Tenants of Socotra; updates is a number of flows::UpdateRule.
            u"CREATE TABLE tenant(id TEXT PRIMARY KEY, position INTEGER NOT NULL, settings TEXT NOT NULL,"
            "updates INTEGER NOT NULL DEFAULT 0, probed INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID"_s,
            u"CREATE TABLE tenant_link(tenant TEXT NOT NULL, integration TEXT NOT NULL, endpoint TEXT NOT "
            u"NULL,"
            "label TEXT NOT NULL, PRIMARY KEY(tenant, integration)) WITHOUT ROWID"_s,
            // The least severity that was agreed with a sender; least is a number of core/domain.
            u"CREATE TABLE source(endpoint TEXT PRIMARY KEY, least INTEGER NOT NULL) WITHOUT ROWID"_s,
        },
        {
            // Keys and clients that were made from here, and the changes of keys, without any value. kind and
            // step are numbers of domain/issued.h and keyrotationstore.h.
            u"CREATE TABLE issued(id INTEGER PRIMARY KEY, connection TEXT NOT NULL, kind INTEGER NOT NULL,"
            "server_id TEXT NOT NULL, public_id TEXT NOT NULL, name TEXT NOT NULL, description TEXT NOT NULL,"
            "scopes TEXT NOT NULL, created INTEGER NOT NULL, expires INTEGER NOT NULL,"
            "disabled INTEGER NOT NULL, label TEXT NOT NULL)"_s,
            u"CREATE INDEX issued_connection ON issued(connection, id)"_s,
            u"CREATE TABLE key_rotation(id INTEGER PRIMARY KEY, connection TEXT NOT NULL, old_id TEXT NOT "
            u"NULL,"
            "old_name TEXT NOT NULL, name TEXT NOT NULL, description TEXT NOT NULL, scopes TEXT NOT NULL,"
            "days INTEGER NOT NULL, label TEXT NOT NULL, new_label TEXT NOT NULL, new_id TEXT NOT NULL,"
            "new_public_id TEXT NOT NULL, step INTEGER NOT NULL, unsure INTEGER NOT NULL,"
            "began INTEGER NOT NULL, changed INTEGER NOT NULL)"_s,
            u"CREATE UNIQUE INDEX key_rotation_open ON key_rotation(connection, old_id) WHERE step < 5"_s,
        },
        {
            // The analyst's own words of incidents that are in no file; see ownwords.h.
            u"CREATE TABLE own_note(id INTEGER PRIMARY KEY, connection TEXT NOT NULL, number INTEGER NOT "
            u"NULL,"
            "provider TEXT NOT NULL, at INTEGER NOT NULL, text TEXT NOT NULL)"_s,
            u"CREATE INDEX own_note_incident ON own_note(connection, number)"_s,
            u"CREATE TABLE own_tags(connection TEXT NOT NULL, number INTEGER NOT NULL, provider TEXT NOT "
            u"NULL,"
            "tags TEXT NOT NULL, PRIMARY KEY(connection, number, provider)) WITHOUT ROWID"_s,
        }};
    return all;
}

} // namespace

Result<Database> openAnalystFile(const QString &path)
{
    auto database = Database::open(path, Database::Access::ReadWrite);
    if (!database)
        return database;
    if (auto migrated = migrate(*database, steps()); !migrated)
        return tl::unexpected(migrated.error());
    return database;
}

Micros storedTime(const QDateTime &time)
{
    return time.isValid() ? time.toMSecsSinceEpoch() * 1000 : 0;
}

QDateTime timeFromStored(Micros time)
{
    return time == 0 ? QDateTime() : QDateTime::fromMSecsSinceEpoch(time / 1000, Qt::UTC);
}

QString storedText(const QString &text)
{
    return text.isNull() ? u""_s : text;
}

QByteArray storedBytes(const QByteArray &bytes)
{
    return bytes.isNull() ? QByteArray("") : bytes;
}

QString storedList(const QStringList &texts)
{
    QString column;
    for (QString text : texts) {
        text.replace(u'\n', u' ').replace(u'\r', u' ');
        if (!text.isEmpty())
            column += (column.isEmpty() ? u"\n"_s : u""_s) + text + u'\n';
    }
    return storedText(column);
}

QStringList listFromStored(const QString &column)
{
    return column.split(u'\n', Qt::SkipEmptyParts);
}

Result<void> only(const Result<QSqlQuery> &done)
{
    return done ? Result<void>() : tl::unexpected(done.error());
}

} // namespace tocsin::storage
