// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/report/exports.h"

#include "core/entities/defang.h"
#include "core/report/blockwriter.h"
#include "core/report/document.h"
#include "core/report/markdownreader.h"
#include "core/report/markdowntext.h"

#include <QStringList>

namespace tocsin::report {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestCell = 32'000; // spreadsheets cut at 32767

// What spreadsheets begin a formula with, in ASCII and in the wide forms of East Asian input.
bool beginsFormula(QStringView text)
{
    const QStringView bare = text.trimmed();
    return !bare.isEmpty() && QStringView(u"=+-@\uff1d\uff0b\uff0d\uff20").contains(bare[0]);
}

QString cellText(const QString &text)
{
    QString cell = visible(QStringView(text).left(longestCell), true);
    cell.replace(u'\t', u' '); // a tab begins a cell where text is pasted
    if (beginsFormula(cell))
        cell.prepend(u'\'');
    return cell;
}

QString shown(const Source &source, const QString &text)
{
    return source.defang ? entities::defangedText(text) : text;
}

QString wordsOf(const Source &source, const QString &markdown)
{
    return plainOf(readMarkdown(markdown, {source.defang}));
}

} // namespace

QByteArray csvLine(const QStringList &cells)
{
    QByteArray line;
    for (const QString &raw : cells) {
        QString cell = cellText(raw);
        const bool quoted = cell.contains(u'"') || cell.contains(u',') || cell.contains(u'\n') ||
                            cell.contains(u';') || cell.startsWith(u' ') || cell.endsWith(u' ');
        if (&raw != &cells.first())
            line += ',';
        cell.replace(u'"', "\"\""_L1).replace(u'\n', "\r\n"_L1);
        line += quoted ? '"' + cell.toUtf8() + '"' : cell.toUtf8();
    }
    return line + "\r\n";
}

QByteArray findingsCsv(const Source &source)
{
    const domain::Report report = source.report();
    QByteArray out = csvLine({u"tlp"_s, u"session"_s, u"incident"_s, u"number"_s, u"severity"_s, u"title"_s,
                              u"text"_s, u"evidence"_s, u"techniques"_s});
    int number = 0;
    for (const domain::ReportFinding &finding : report.findings) {
        QStringList evidence;
        for (const QString &line : finding.evidence)
            evidence << wordsOf(source, line);
        out += csvLine({QString(tlpLabel(source.tlp)), source.session.id, source.incident,
                        QString::number(++number),
                        finding.severityText.isEmpty() ? QString(domain::severityId(finding.severity))
                                                       : shown(source, finding.severityText),
                        wordsOf(source, finding.title), wordsOf(source, finding.text), evidence.join(u'\n'),
                        shown(source, finding.techniques.join(u' '))});
    }
    return out;
}

QByteArray entitiesCsv(const Source &source)
{
    QByteArray out = csvLine(
        {u"tlp"_s, u"session"_s, u"incident"_s, u"kind"_s, u"kind_as_sent"_s, u"value"_s, u"confidence"_s});
    for (const domain::Entity &entity : entitiesOf(source))
        out += csvLine({QString(tlpLabel(source.tlp)), source.session.id, source.incident,
                        QString(domain::entityKindId(entity.kind)), shown(source, entity.kindText),
                        entity.value, entity.confidence ? QString::number(*entity.confidence) : QString()});
    return out;
}

} // namespace tocsin::report
