// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/keytext.h"

#include "ui/text/errortext.h"
#include "ui/widgets/visibletext.h"

#include <QCoreApplication>
#include <QDateTime>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using flows::KeyEntry;
using flows::KeyState;
using flows::KeyUse;
using flows::Standing;
using storage::KeyRotation;
using storage::KeyStep;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tocsin::ui::KeyText)
};

constexpr int soonDays = 14;
constexpr int longUnusedDays = 90;

QString shown(const QString &text)
{
    return visibleText(text, 80);
}

} // namespace

QString daysText(int days)
{
    return Text::tr("%n day(s)", nullptr, days);
}

QString scopeWords(const QString &scope)
{
    if (scope == "incidents:read"_L1)
        return Text::tr("Read incidents");
    if (scope == "investigations:read"_L1)
        return Text::tr("Read investigations and their reports");
    if (scope == "investigations:write"_L1)
        return Text::tr("Start investigations and ask further questions");
    if (scope == "search:read"_L1)
        return Text::tr("Search past investigations");
    if (scope == "graph:read"_L1)
        return Text::tr("Look up entities in the graph");
    if (scope == flows::adminCapability)
        return Text::tr("Administer keys, models and users");
    return visibleText(scope, 80);
}

QString scopesLine(const QStringList &scopes)
{
    if (scopes.size() == flows::keyScopes().size())
        return Text::tr("all");
    return scopes.join(u", "_s);
}

QString keyUseName(KeyUse use)
{
    switch (use) {
    case KeyUse::Xsoar:
        return Text::tr("XSOAR: poll and investigate");
    case KeyUse::Dashboard:
        return Text::tr("Dashboard: read only");
    case KeyUse::Enrichment:
        return Text::tr("Enrichment: look things up");
    case KeyUse::Copilot:
        return Text::tr("Security Copilot plugin");
    case KeyUse::Console:
        return Text::tr("This console");
    }
    return {};
}

QString keyUseSentence(KeyUse use)
{
    switch (use) {
    case KeyUse::Xsoar:
        return Text::tr("It polls incidents, starts investigations and fetches their reports.");
    case KeyUse::Dashboard:
        return Text::tr("It shows incidents and reports, and starts nothing.");
    case KeyUse::Enrichment:
        return Text::tr("It looks up addresses, users and hosts, and reads no incident.");
    case KeyUse::Copilot:
        return Text::tr("Its four skills need all of them.");
    case KeyUse::Console:
        return Text::tr("Every page has what it asks for.");
    }
    return {};
}

BadgeText keyStateBadge(const KeyEntry &entry, bool isListOffered, Micros now)
{
    switch (flows::keyState(entry, isListOffered, now)) {
    case KeyState::Active:
        return {Mark::Check, Tone::Valid, Text::tr("Active")};
    case KeyState::Disabled:
        return {Mark::Dash, Tone::Muted, Text::tr("Disabled")};
    case KeyState::Expired:
        return {Mark::Clock, Tone::Stale, Text::tr("Expired")};
    case KeyState::Gone:
        return {Mark::Dash, Tone::Muted, Text::tr("Not listed")};
    case KeyState::Unknown:
        break;
    }
    return {Mark::Question, Tone::Unknown, Text::tr("Not told")};
}

QString lastUseWords(const KeyEntry &entry, Micros now)
{
    const auto days = flows::unusedDays(entry, now);
    if (!days)
        return Text::tr("not told");
    if (entry.lastUsed == 0)
        return *days == 0 ? Text::tr("never") : Text::tr("never, for %1").arg(daysText(*days));
    return *days == 0 ? Text::tr("today") : Text::tr("unused for %1").arg(daysText(*days));
}

QString expiryWords(const KeyEntry &entry, Micros now)
{
    const auto left = flows::daysLeft(entry, now);
    if (!left)
        return entry.kind == domain::IssuedKind::Client ? Text::tr("does not") : Text::tr("not told");
    if (*left < 0)
        return Text::tr("%1 ago").arg(daysText(-*left));
    return *left == 0 ? Text::tr("within a day") : Text::tr("in %1").arg(daysText(*left));
}

bool isExpirySoon(const KeyEntry &entry, Micros now)
{
    const auto left = flows::daysLeft(entry, now);
    return left && *left < soonDays;
}

bool isLongUnused(const KeyEntry &entry, Micros now)
{
    return flows::unusedDays(entry, now).value_or(0) >= longUnusedDays;
}

QString dateText(Micros when)
{
    return when == 0 ? QString() : QDateTime::fromMSecsSinceEpoch(when / 1000).date().toString(Qt::ISODate);
}

QString makerWords(const KeyEntry &entry)
{
    if (entry.createdBy.isEmpty())
        return entry.isMine ? Text::tr("this console") : Text::tr("not told");
    return entry.isMine ? Text::tr("%1, here").arg(shown(entry.createdBy)) : shown(entry.createdBy);
}

QString keyAdvice(const KeyEntry &entry, Micros now)
{
    if (entry.disabled != 0 || !entry.active.value_or(true))
        return {};
    if (entry.usedBy.size() > 1)
        return Text::tr(
            "Several connections share it. Make one for each: then one can be ended, and its use be "
            "told apart, without the others.");
    if (flows::daysLeft(entry, now).value_or(0) < 0)
        return Text::tr("It has expired: make another one if somebody still needs it.");
    if (isExpirySoon(entry, now))
        return entry.kind == domain::IssuedKind::Key
                   ? Text::tr("Rotate it before whoever uses it is refused.")
                   : QString();
    if (isLongUnused(entry, now))
        return Text::tr("Nobody has used it for long: ask its owner, and disable it.");
    return {};
}

QString keyStepName(KeyStep step, const KeyRotation &rotation)
{
    switch (step) {
    case KeyStep::Planned:
    case KeyStep::Asked:
    case KeyStep::Created:
        return Text::tr("Make \"%1\" with the same scopes, and store its value").arg(shown(rotation.name));
    case KeyStep::Tested:
        return Text::tr("Test it: one read for each scope");
    case KeyStep::Swapped:
        return rotation.isByHand() ? Text::tr("Put it where the old one is used: this is done by you")
                                   : Text::tr("Swap it in, under the label \"%1\"; the old value is kept")
                                         .arg(rotation.label);
    case KeyStep::Disabled:
    case KeyStep::LeftOver:
        return Text::tr("Disable \"%1\"").arg(shown(rotation.oldName));
    case KeyStep::Cancelled:
        break;
    }
    return {};
}

QString keyRotationSentence(const KeyRotation &rotation)
{
    const QString unsure =
        rotation.isUnsure
            ? u' ' + Text::tr("An answer was lost and this server has no list to look in: a key of the new "
                              "name may be there that nobody can use. End it in the web app.")
            : QString();
    switch (rotation.step) {
    case KeyStep::Planned:
        return Text::tr("Nothing has happened yet. The old key works until the last step.");
    case KeyStep::Asked:
        return Text::tr("The server was asked and its answer is not known: going on looks for it first.") +
               unsure;
    case KeyStep::Created:
        return Text::tr("The new key is there and stored. Nothing uses it yet.") + unsure;
    case KeyStep::Tested:
        return (rotation.isByHand()
                    ? Text::tr("The new key works. Copy it to where the old one is used, then go on.")
                    : Text::tr("The new key works. Next it takes the old one's place.")) +
               unsure;
    case KeyStep::Swapped:
        return Text::tr("The new key is in use. The old one still works: it is disabled last.") + unsure;
    case KeyStep::Disabled:
        return Text::tr("Done. The old key opens nothing any more.") + unsure;
    case KeyStep::LeftOver:
        return Text::tr("The new key is in use. This server offers no disabling: end the old one in its web "
                        "app.") +
               unsure;
    case KeyStep::Cancelled:
        break;
    }
    return Text::tr("Stopped. The old key stays in use.") + unsure;
}

BadgeText standingBadge(Standing standing)
{
    switch (standing) {
    case Standing::May:
        return {Mark::Check, Tone::Valid, Text::tr("May")};
    case Standing::MayNot:
        return {Mark::Cross, Tone::Mismatch, Text::tr("May not")};
    case Standing::Refused:
        return {Mark::Bang, Tone::Malformed, Text::tr("Refused")};
    case Standing::NotTried:
        return {Mark::Dash, Tone::Muted, Text::tr("Not tried")};
    case Standing::Unclear:
        break;
    }
    return {Mark::Question, Tone::Unknown, Text::tr("Unclear")};
}

QString standingSentence(const flows::Capability &capability)
{
    switch (capability.standing) {
    case Standing::May:
        return Text::tr("A read was let in.");
    case Standing::MayNot:
        return capability.scope == flows::adminCapability
                   ? Text::tr("403: this needs an administrator's token.")
                   : Text::tr("403: the credential is good, and this is not among its scopes.");
    case Standing::Refused:
        return Text::tr("401: unknown, expired or disabled.");
    case Standing::NotTried:
        return Text::tr("A try would start one.");
    case Standing::Unclear:
        break;
    }
    return capability.error ? readingErrorSentence(*capability.error) : QString();
}

} // namespace tocsin::ui
