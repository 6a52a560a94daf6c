// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

namespace tocsin::report {

// A question that is asked again and again, with places for what it is about: "Check {entity.value} since
// {timespan}". "{{" and "}}" are braces.
struct QueryTemplate
{
    QString name;
    QString text;

    bool operator==(const QueryTemplate &) const = default;
};

// The placeholders that there are, with what they stand for, in the order of a menu.
struct Placeholder
{
    QLatin1StringView name;  // "incident.number"
    QLatin1StringView means; // in English, as a hint
};
QList<Placeholder> placeholders();

QList<QueryTemplate> builtInTemplates();

using Values = QHash<QString, QString>; // by placeholder name

struct Filled
{
    QString text;
    QStringList missing; // placeholders without a value, each once; they stay in the text as they are

    bool operator==(const Filled &) const = default;
};

// The text with every placeholder replaced. A value is put in as it is, on one line, without control
// characters, and is not searched for placeholders.
Filled fill(QStringView text, const Values &values);

struct TemplateFault
{
    enum class Kind : quint8 { UnknownName, NotClosed };

    Kind kind = Kind::UnknownName;
    qsizetype offset = 0; // of the brace
    QString name;         // as written

    bool operator==(const TemplateFault &) const = default;
};
QList<TemplateFault> faultsOf(QStringView text);

} // namespace tocsin::report
