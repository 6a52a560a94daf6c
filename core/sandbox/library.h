// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/graph.h"
#include "core/domain/report.h"

#include <QHash>

namespace tocsin::sandbox {

// A kind of incident: texts with {role} and {number} in braces, see resources/sandbox/stories.
struct Story
{
    struct Role
    {
        QString name;  // "user2"
        QString kind;  // "user", "admin", "server", "ip", ...
        QString fixed; // its value when the story says so
    };
    struct Number
    {
        QString name;
        int least = 0;
        int most = 0;
    };
    struct Relation
    {
        QString from; // role
        domain::RelationKind kind = domain::RelationKind::Other;
        QString to;
    };

    QString id;
    QString title;
    QString description;
    QStringList severities; // one is drawn
    QString product;
    QStringList tactics;
    QStringList techniques;
    QList<Role> roles;
    QList<Number> numbers;
    QList<Relation> relations;
    QString question;
    QString summary;
    QList<domain::ReportFinding> findings;
    QList<domain::ReportQuery> queries;
    QStringList recommendations;
};

struct Technique
{
    QString name;
    QString tactic;
};

// Everything that the world's texts are made of. Read once from :/sandbox, then read-only.
struct Library
{
    QList<Story> stories; // by id
    QHash<QString, QStringList> names;
    QString organisation;
    QHash<QString, Technique> techniques; // by ATT&CK id
    QList<QStringList> chains;            // stories of a campaign, in order

    static const Library &builtIn();
    qsizetype storyIndex(const QString &id) const; // -1: there is none
};

// What a role's kind is called in reports and graphs: "admin" is a user, "server" a host.
QString entityWordOf(const QString &roleKind);
// The text with {name} replaced; what has no value stays.
QString filled(const QString &text, const QHash<QString, QString> &values);

} // namespace tocsin::sandbox
