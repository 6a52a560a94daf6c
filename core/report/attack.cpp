// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/report/attack.h"

#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

namespace tocsin::report {

using namespace Qt::StringLiterals;

namespace {

struct Table
{
    QString version;
    QStringList tactics;
    QHash<QString, QString> tacticNames;
    QHash<QString, Technique> techniques;
};

Table readTable()
{
    Table table;
    QFile file(u":/attack/techniques.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        return table;
    const QJsonObject root = QJsonDocument::fromJson(file.readAll()).object();
    table.version = root["attackVersion"_L1].toString();
    for (const QJsonValue tactic : root["tactics"_L1].toArray()) {
        const QString id = tactic["shortName"_L1].toString();
        table.tactics << id;
        table.tacticNames.insert(id, tactic["name"_L1].toString());
    }
    for (const QJsonValue entry : root["techniques"_L1].toArray()) {
        Technique one{entry["id"_L1].toString(), entry["name"_L1].toString(), {}};
        for (const QJsonValue tactic : entry["tactics"_L1].toArray())
            one.tactics << tactic.toString();
        // Parents stand before their sub-techniques, whose names say little alone.
        if (const qsizetype dot = one.id.indexOf(u'.'); dot > 0)
            one.name = table.techniques.value(one.id.first(dot)).name + ": "_L1 + one.name;
        table.techniques.insert(one.id, one);
    }
    return table;
}

const Table &table()
{
    static const Table read = readTable();
    return read;
}

bool isDigit(QStringView text, qsizetype at)
{
    return at < text.size() && text[at] >= u'0' && text[at] <= u'9';
}

bool areDigits(QStringView text, qsizetype from, qsizetype count)
{
    while (count > 0 && isDigit(text, from)) {
        ++from;
        --count;
    }
    return count == 0;
}

// The length of the id that begins there; 0 when none does.
qsizetype idLength(QStringView text, qsizetype at)
{
    if ((text[at] != u'T' && text[at] != u't') || !areDigits(text, at + 1, 4) || isDigit(text, at + 5))
        return 0;
    if (at + 5 >= text.size() || text[at + 5] != u'.' || !isDigit(text, at + 6))
        return 5;
    return areDigits(text, at + 6, 3) && !isDigit(text, at + 9) ? 9 : 0;
}

void addTo(QStringList &all, QSet<QString> &seen, const QStringList &ids)
{
    for (const QString &id : ids) {
        const QString upper = id.trimmed().toUpper();
        if (!upper.isEmpty() && !seen.contains(upper)) {
            seen.insert(upper);
            all << upper;
        }
    }
}

} // namespace

QString attackVersion()
{
    return table().version;
}

Technique techniqueFor(QStringView id)
{
    const QString upper = id.trimmed().toString().toUpper();
    return table().techniques.value(upper, Technique{upper, {}, {}});
}

bool isTechniqueId(QStringView id)
{
    return !id.isEmpty() && idLength(id, 0) == id.size();
}

QString tacticName(QStringView shortName)
{
    return table().tacticNames.value(shortName.toString(), shortName.toString());
}

QStringList tacticOrder()
{
    return table().tactics;
}

QStringList techniquesIn(QStringView text)
{
    QStringList found;
    QSet<QString> seen;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const qsizetype length = idLength(text, i);
        if (length == 0)
            continue;
        const bool begins = i == 0 || !text[i - 1].isLetterOrNumber();
        const bool ends = i + length == text.size() || !text[i + length].isLetterOrNumber();
        const QString id = text.sliced(i, length).toString().toUpper();
        if (begins && ends && table().techniques.contains(id))
            addTo(found, seen, {id});
        i += length - 1;
    }
    return found;
}

QStringList techniquesOf(const domain::Report &report)
{
    QStringList all;
    QSet<QString> seen;
    addTo(all, seen, report.techniques);
    for (const domain::ReportFinding &finding : report.findings)
        addTo(all, seen, finding.techniques);
    addTo(all, seen, techniquesIn(report.summary));
    for (const domain::ReportFinding &finding : report.findings) {
        addTo(all, seen, techniquesIn(finding.title));
        addTo(all, seen, techniquesIn(finding.text));
        for (const QString &line : finding.evidence)
            addTo(all, seen, techniquesIn(line));
    }
    for (const QString &line : report.recommendations)
        addTo(all, seen, techniquesIn(line));
    for (const domain::ReportSection &section : report.sections)
        addTo(all, seen, techniquesIn(section.text));
    return all;
}

} // namespace tocsin::report
