// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/graphtext.h"

#include "ui/text/numbertext.h"
#include "ui/widgets/visibletext.h"

#include <QCoreApplication>

#include <limits>

namespace tocsin::ui {

using domain::EntityKind;
using domain::RelationKind;

namespace {

constexpr int longestWord = 40; // characters of a foreign word

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tocsin::ui::GraphText)
};

int pluralForm(qint64 number)
{
    return int(qMin<qint64>(number, std::numeric_limits<int>::max()));
}

} // namespace

QString entityKindText(EntityKind kind, const QString &kindText)
{
    switch (kind) {
    case EntityKind::Ip:
        return Text::tr("Address");
    case EntityKind::User:
        return Text::tr("User");
    case EntityKind::Host:
        return Text::tr("Host");
    case EntityKind::Domain:
        return Text::tr("Domain");
    case EntityKind::Hash:
        return Text::tr("Hash");
    case EntityKind::Email:
        return Text::tr("E-mail");
    case EntityKind::Url:
        return Text::tr("URL");
    case EntityKind::Process:
        return Text::tr("Process");
    case EntityKind::Other:
        break;
    }
    return kindText.isEmpty() ? Text::tr("Other") : visibleText(kindText, longestWord);
}

QString relationText(RelationKind kind, const QString &kindText)
{
    switch (kind) {
    case RelationKind::SignedInFrom:
        return Text::tr("signed in from");
    case RelationKind::ConnectedTo:
        return Text::tr("connected to");
    case RelationKind::ResolvedTo:
        return Text::tr("resolved to");
    case RelationKind::RanOn:
        return Text::tr("ran on");
    case RelationKind::DownloadedFrom:
        return Text::tr("downloaded from");
    case RelationKind::CommunicatedWith:
        return Text::tr("communicated with");
    case RelationKind::AssociatedWith:
        return Text::tr("associated with");
    case RelationKind::InvestigatedIn:
        return Text::tr("investigated in");
    case RelationKind::Other:
        break;
    }
    return kindText.isEmpty() ? Text::tr("no word given") : visibleText(kindText, longestWord);
}

QString nodesText(qint64 number)
{
    return Text::tr("%1 node(s)", "the number is put in grouped, by locale", pluralForm(number))
        .arg(numberText(number));
}

QString connectionsText(qint64 number)
{
    return Text::tr("%1 connection(s)", "the number is put in grouped, by locale", pluralForm(number))
        .arg(numberText(number));
}

QString otherKindsText(int number)
{
    return Text::tr("%n other kind(s)", nullptr, number);
}

QString leftOutText(const graph::Merged &merged, const graph::Limits &limits)
{
    if (merged.nodesLeftOut > 0)
        return Text::tr("%1 are drawn at most. Of the last answer, %2 and %3 are left out: expand a smaller "
                        "neighbourhood, or start from another entity.")
            .arg(nodesText(limits.nodes), nodesText(merged.nodesLeftOut),
                 connectionsText(merged.edgesLeftOut));
    if (merged.edgesLeftOut > 0)
        return Text::tr("%1 are drawn at most. Of the last answer, %2 are left out.")
            .arg(connectionsText(limits.edges), connectionsText(merged.edgesLeftOut));
    return {};
}

} // namespace tocsin::ui
