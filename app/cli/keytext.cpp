// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/keytext.h"

#include "app/cli/terminal.h"
#include "core/flows/copyas.h"

#include <QJsonArray>

namespace tocsin::cli {

using namespace Qt::StringLiterals;
using flows::KeyEntry;
using flows::KeyState;
using flows::Standing;
using storage::KeyRotation;
using storage::KeyStep;

namespace {

QString stateWord(KeyState state)
{
    switch (state) {
    case KeyState::Active:
        return u"active"_s;
    case KeyState::Disabled:
        return u"disabled"_s;
    case KeyState::Expired:
        return u"expired"_s;
    case KeyState::Gone:
        return u"gone"_s;
    case KeyState::Unknown:
        break;
    }
    return u"not told"_s;
}

QString stepWord(KeyStep step)
{
    switch (step) {
    case KeyStep::Planned:
        return u"planned"_s;
    case KeyStep::Asked:
        return u"asked"_s;
    case KeyStep::Created:
        return u"created"_s;
    case KeyStep::Tested:
        return u"tested"_s;
    case KeyStep::Swapped:
        return u"swapped"_s;
    case KeyStep::Disabled:
        return u"disabled"_s;
    case KeyStep::LeftOver:
        return u"left-over"_s;
    case KeyStep::Cancelled:
        break;
    }
    return u"cancelled"_s;
}

QString standingWord(Standing standing)
{
    switch (standing) {
    case Standing::May:
        return u"may"_s;
    case Standing::MayNot:
        return u"may-not"_s;
    case Standing::Refused:
        return u"refused"_s;
    case Standing::NotTried:
        return u"not-tried"_s;
    case Standing::Unclear:
        break;
    }
    return u"unclear"_s;
}

QJsonValue timeOrNull(Micros time)
{
    return time == 0 ? QJsonValue() : QJsonValue(flows::isoUtc(time));
}

QString dayText(Micros time)
{
    return time == 0 ? u"-"_s : flows::isoUtc(time).left(10);
}

QString expiryText(const KeyEntry &entry, Micros now)
{
    const auto left = flows::daysLeft(entry, now);
    if (!left)
        return u"-"_s;
    return u"%1 (%2 d)"_s.arg(dayText(entry.expires)).arg(*left);
}

QString useText(const KeyEntry &entry, Micros now)
{
    const auto unused = flows::unusedDays(entry, now);
    if (!unused)
        return u"-"_s;
    return entry.lastUsed == 0 ? u"never"_s : u"%1 d ago"_s.arg(*unused);
}

} // namespace

QString keyHeading()
{
    return columns(
        {{u"ID"_s, 28}, {u"STATE"_s, 10}, {u"EXPIRES"_s, 20}, {u"USED"_s, 10}, {u"NAME, SCOPES"_s, 0}});
}

QString keyLine(const KeyEntry &entry, bool isListOffered, Micros now)
{
    const QString used = entry.usedBy.isEmpty() ? QString() : u"  used by "_s + entry.usedBy.join(u", "_s);
    const QString mine = entry.isMine ? u"  made here"_s : QString();
    return columns({{visible(entry.serverId, 60), 28},
                    {stateWord(keyState(entry, isListOffered, now)), 10},
                    {expiryText(entry, now), 20},
                    {useText(entry, now), 10},
                    {visible(entry.name, 80) + u"  "_s + visible(entry.scopes.join(u' '), 200) +
                         visible(used, 200) + mine,
                     0}});
}

QJsonObject keyJson(const KeyEntry &entry, bool isListOffered, Micros now)
{
    const auto unused = flows::unusedDays(entry, now);
    const auto left = flows::daysLeft(entry, now);
    return {{u"kind"_s, entry.kind == domain::IssuedKind::Client ? u"client"_s : u"key"_s},
            {u"id"_s, entry.serverId},
            {u"public_id"_s, entry.publicId},
            {u"name"_s, entry.name},
            {u"description"_s, entry.description},
            {u"scopes"_s, QJsonArray::fromStringList(entry.scopes)},
            {u"state"_s, stateWord(keyState(entry, isListOffered, now))},
            {u"created_by"_s, entry.createdBy},
            {u"created"_s, timeOrNull(entry.created)},
            {u"expires"_s, timeOrNull(entry.expires)},
            {u"days_left"_s, left ? QJsonValue(*left) : QJsonValue()},
            {u"last_used"_s, timeOrNull(entry.lastUsed)},
            {u"unused_days"_s, unused ? QJsonValue(*unused) : QJsonValue()},
            {u"made_here"_s, entry.isMine},
            {u"listed"_s, entry.isListed},
            {u"secret_label"_s, entry.label},
            {u"used_by"_s, QJsonArray::fromStringList(entry.usedBy)}};
}

QString rotationLine(const KeyRotation &rotation)
{
    switch (rotation.step) {
    case KeyStep::Planned:
        return u"planned: \"%1\" follows \"%2\""_s.arg(visible(rotation.name, 80),
                                                       visible(rotation.oldName, 80));
    case KeyStep::Asked:
        return u"asked: the server is asked for \"%1\""_s.arg(visible(rotation.name, 80));
    case KeyStep::Created:
        return u"created: \"%1\" (%2), its value is stored as \"%3\""_s.arg(
            visible(rotation.name, 80), visible(rotation.newPublicId, 60), rotation.newLabel);
    case KeyStep::Tested:
        return u"tested: it reads what it is for"_s;
    case KeyStep::Swapped:
        return rotation.isByHand() ? u"swapped, as you say"_s
                                   : u"swapped: the secret \"%1\" is the new one"_s.arg(rotation.label);
    case KeyStep::Disabled:
        return u"disabled: \"%1\" opens nothing any more"_s.arg(visible(rotation.oldName, 80));
    case KeyStep::LeftOver:
        return u"this server offers no disabling: end \"%1\" (%2) in its web app"_s.arg(
            visible(rotation.oldName, 80), visible(rotation.oldId, 60));
    case KeyStep::Cancelled:
        break;
    }
    return u"cancelled: \"%1\" stays in use"_s.arg(visible(rotation.oldName, 80));
}

QJsonObject rotationJson(const KeyRotation &rotation)
{
    return {{u"step"_s, stepWord(rotation.step)},
            {u"old_id"_s, rotation.oldId},
            {u"old_name"_s, rotation.oldName},
            {u"name"_s, rotation.name},
            {u"new_id"_s, rotation.newId},
            {u"new_public_id"_s, rotation.newPublicId},
            {u"secret_label"_s,
             rotation.step >= KeyStep::Swapped && !rotation.isByHand() ? rotation.label : rotation.newLabel},
            {u"by_hand"_s, rotation.isByHand()},
            {u"unsure"_s, rotation.isUnsure}};
}

QString capabilityLine(const flows::Capability &capability)
{
    const QString why = capability.error ? visible(capability.error->detail, 300) : QString();
    return columns({{capability.scope, 22}, {standingWord(capability.standing), 10}, {why, 0}});
}

QJsonObject capabilityJson(const flows::Capability &capability)
{
    return {{u"scope"_s, capability.scope},
            {u"standing"_s, standingWord(capability.standing)},
            {u"detail"_s, capability.error ? QJsonValue(capability.error->detail) : QJsonValue()}};
}

} // namespace tocsin::cli
