// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/keyrotationturn.h"
#include "core/secrets/secretrules.h"

// The first step of a rotation: a new key is made, and none is left that nobody knows of.

namespace tocsin::flows {

using namespace Qt::StringLiterals;
using socmate::IssuedKind;
using socmate::IssuedRow;
using socmate::Offered;
using storage::KeyStep;

// What is written down first is that there may be a key from here on.
void KeyRotator::ask(const TurnPtr &turn)
{
    if (turn->rotation.step == KeyStep::Asked)
        return endLost(turn, [this, turn] { create(turn); });
    turn->rotation.step = KeyStep::Asked;
    write(turn, [this, turn] { create(turn); });
}

// Keys of the new name that are in no record: their values went with a lost answer, or with a program that
// ended at that moment.
void KeyRotator::endLost(const TurnPtr &turn, const std::function<void()> &go)
{
    using Rows = std::optional<QList<IssuedRow>>;
    m_admin.issued(IssuedKind::Key, this, [this, turn, go](const Result<Rows> &rows) {
        if (!rows)
            return turn->fail(rows.error());
        if (!*rows) { // it cannot be looked for: a person has to
            turn->rotation.isUnsure = true;
            return write(turn, go);
        }
        QStringList ids;
        for (const IssuedRow &row : **rows) {
            if (row.name == turn->rotation.name && row.id != turn->rotation.oldId &&
                row.active.value_or(true))
                ids.append(row.id);
        }
        m_book.read<QStringList>(
            this,
            [this, turn, go](const Result<QStringList> &lost) {
                if (!lost)
                    return turn->fail(lost.error());
                endEach(turn, *lost, go);
            },
            [ids,
             connection = turn->rotation.connection](storage::AnalystStores &stores) -> Result<QStringList> {
                QStringList unknown; // made from here and recorded: somebody has it
                for (const QString &id : ids) {
                    const auto record = stores.issued.find(connection, id);
                    if (!record)
                        return tl::unexpected(record.error());
                    if (!*record)
                        unknown.append(id);
                }
                return unknown;
            });
    });
}

void KeyRotator::endEach(const TurnPtr &turn, const QStringList &ids, const std::function<void()> &go)
{
    if (ids.isEmpty())
        return go();
    m_admin.disable(IssuedKind::Key, ids.first(), this,
                    [this, turn, left = ids.mid(1), go](const Result<Offered> &ended) {
                        if (!ended)
                            return turn->fail(ended.error());
                        turn->rotation.isUnsure = turn->rotation.isUnsure || *ended == Offered::No;
                        write(turn, [this, turn, left, go] { endEach(turn, left, go); });
                    });
}

void KeyRotator::create(const TurnPtr &turn)
{
    const socmate::ApiKeyDraft draft = {turn->rotation.name, turn->rotation.description,
                                        turn->rotation.scopes, turn->rotation.days};
    m_admin.createApiKey(draft, this, [this, turn](const Result<socmate::CreatedApiKey> &made) {
        if (made)
            return onCreated(turn, *made);
        const bool mayBeThere =
            made.error().kind == Error::Kind::Unanswered || made.error().kind == Error::Kind::Malformed;
        if (mayBeThere)
            return turn->fail(made.error());
        turn->rotation.step = KeyStep::Planned; // refused: there is none
        write(turn, [turn, error = made.error()] { turn->fail(error); });
    });
}

void KeyRotator::onCreated(const TurnPtr &turn, const socmate::CreatedApiKey &made)
{
    Rotation &rotation = turn->rotation;
    rotation.newId = made.id.isEmpty() ? made.keyId : made.id;
    rotation.newPublicId = made.keyId;
    Stored stored;
    stored.label = rotation.newLabel;
    stored.tag = rotation.newId.left(secrets::maxMetadataLength);
    stored.addedAt = turn->now / microsPerSecond;
    stored.value = made.apiKey;
    storage::IssuedRecord record;
    record.connection = rotation.connection;
    record.serverId = rotation.newId;
    record.publicId = made.keyId;
    record.name = rotation.name;
    record.description = rotation.description;
    record.scopes = made.scopes.isEmpty() ? rotation.scopes : made.scopes;
    record.created = turn->now;
    record.expires = made.expires.isValid() ? made.expires.toMSecsSinceEpoch() * 1000 : 0;
    record.label = rotation.newLabel;
    m_secrets.put(stored, this, [this, turn, record](const Result<void> &put) {
        if (!put) // its value is known to nobody then: the next try finds it by its name and ends it
            return turn->fail(put.error());
        note(turn, KeyStep::Created, [record](storage::AnalystStores &stores) -> Result<void> {
            const auto added = stores.issued.add(record);
            return added ? Result<void>() : tl::unexpected(added.error());
        });
    });
}

} // namespace tocsin::flows
