// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/secrettext.h"

#include "ui/text/timetext.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using flows::SecretKind;
using flows::SecretRow;
using flows::SecretUse;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tocsin::ui::SecretText)
};

constexpr qint64 day = 24 * 3600; // seconds

} // namespace

QString kindWord(SecretKind kind)
{
    switch (kind) {
    case SecretKind::Unused:
        return Text::tr("Not used");
    case SecretKind::Signing:
    case SecretKind::Integration:
        return Text::tr("Signing secret");
    case SecretKind::ApiKey:
        return Text::tr("API key");
    case SecretKind::Token:
        return Text::tr("Bearer token");
    case SecretKind::ClientSecret:
        return Text::tr("Client secret");
    case SecretKind::ProxyPassword:
        return Text::tr("Proxy password");
    case SecretKind::Passphrase:
        return Text::tr("Passphrase");
    case SecretKind::Password:
        return Text::tr("Password");
    }
    return {};
}

QString useText(const SecretUse &use)
{
    switch (use.kind) {
    case SecretKind::Signing:
        return Text::tr("endpoint %1").arg(use.name);
    case SecretKind::Integration:
        return Text::tr("integration %1").arg(use.name);
    case SecretKind::Password:
        return Text::tr("tenant %1").arg(use.name);
    default:
        return Text::tr("connection %1, %2").arg(use.name, kindWord(use.kind));
    }
}

QString usesText(const SecretRow &row)
{
    QStringList names;
    for (const SecretUse &use : row.uses) {
        if (!names.contains(use.name))
            names.append(use.name);
    }
    return names.isEmpty() ? Text::tr("nothing") : names.join(u", "_s);
}

QString ageText(const SecretRow &row, Micros now)
{
    if (row.secret.addedAt == 0)
        return Text::tr("unknown");
    const qint64 seconds = qMax<qint64>(0, now / microsPerSecond - row.secret.addedAt);
    return seconds < day ? Text::tr("today") : Text::tr("%n day(s)", nullptr, int(seconds / day));
}

QString matchText(const SecretRow &row, Micros now)
{
    if (row.lastMatched != 0)
        return relativeTime(row.lastMatched, now);
    return row.kind() == SecretKind::Signing ? Text::tr("never") : u"–"_s;
}

QString retireQuestion(const SecretRow &row, Micros now)
{
    QStringList sentences = {
        row.uses.isEmpty() ? Text::tr("Retire %1? Nothing uses it.").arg(row.secret.label)
                           : Text::tr("Retire %1? It is taken off %2.").arg(row.secret.label, usesText(row))};
    sentences.append(Text::tr("Its value and its earlier values are removed from this machine, and what was "
                              "signed with them can no longer be verified."));
    if (row.lastMatched != 0)
        sentences.append(Text::tr("It last verified a delivery %1: a sender may still use it.")
                             .arg(relativeTime(row.lastMatched, now)));
    return sentences.join(u' ');
}

QStringList goingLines(const flows::ForgetPlan &plan)
{
    QStringList lines = {Text::tr("The connection %1").arg(plan.connection.name)};
    if (plan.isOpen)
        lines.append(Text::tr("It is the one that is open: another one is opened in its place"));
    if (plan.incidents > 0)
        lines.append(Text::tr("%n incident(s) with your notes and what was received of them", nullptr,
                              int(plan.incidents)));
    if (plan.investigations > 0)
        lines.append(Text::tr("%n investigation(s) with their reports", nullptr, int(plan.investigations)));
    if (plan.notices > 0)
        lines.append(Text::tr("%n notice(s)", nullptr, int(plan.notices)));
    for (const QString &label : plan.secrets)
        lines.append(Text::tr("The secret %1, with its earlier values").arg(label));
    if (plan.logLines > 0)
        lines.append(Text::tr("%n line(s) of the log that name it", nullptr, plan.logLines));
    return lines;
}

QStringList stayingLines(const flows::ForgetPlan &plan)
{
    QStringList lines;
    for (auto one = plan.sharedSecrets.begin(); one != plan.sharedSecrets.end(); ++one)
        lines.append(Text::tr("The secret %1: %2 uses it too").arg(one.key(), one.value()));
    lines.append(Text::tr("The record of what was written to it: it is there to be kept"));
    lines.append(Text::tr("Everything at the server: revoke the key there as well"));
    return lines;
}

} // namespace tocsin::ui
