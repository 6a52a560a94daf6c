// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/incident.h"
#include "core/domain/session.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

namespace tocsin::test {

// What a reader kept of an answer: the texts of its fields, and pointers to what is shown as a tree.
struct Kept
{
    QString texts;
    QStringList unmapped;

    void add(const QString &text) { (texts += text) += QChar(1); }
    void add(const QStringList &list)
    {
        for (const QString &text : list)
            add(text);
    }
    void add(double number) { add(QString::number(number, 'g', 17)); }
    void add(const QDateTime &time) { add(time.toUTC().toString(Qt::ISODate)); }
};

inline Kept keptOf(const domain::Incident &incident)
{
    Kept kept{{}, incident.unmapped};
    for (const QString &text :
         {incident.id, incident.provider, incident.title, incident.description, incident.severityText,
          incident.statusText, incident.owner, incident.classification, incident.url})
        kept.add(text);
    for (const QStringList &list : {incident.labels, incident.tactics, incident.products})
        kept.add(list);
    for (const qint64 number : {incident.number, incident.alerts, incident.comments})
        kept.add(double(number));
    for (const QDateTime &time :
         {incident.created, incident.modified, incident.firstActivity, incident.lastActivity})
        kept.add(time);
    return kept;
}

inline void keep(Kept &kept, const domain::Report &report)
{
    kept.add({report.riskText, report.title, report.question, report.persona, report.summary});
    kept.add(report.risk.value_or(0));
    kept.add(report.techniques + report.recommendations);
    for (const domain::ReportFinding &one : report.findings)
        kept.add(QStringList{one.title, one.text, one.severityText} + one.evidence + one.techniques);
    for (const domain::Entity &one : report.entities) {
        kept.add({one.kindText, one.value});
        kept.add(one.confidence.value_or(0));
    }
    for (const domain::ReportQuery &one : report.queries)
        kept.add({one.title, one.language, one.text});
    for (const domain::ReportSection &one : report.sections)
        kept.add({one.title, one.text});
}

inline Kept keptOf(const domain::Session &session)
{
    Kept kept{{}, session.unmapped};
    kept.add({session.id, session.statusText, session.title, session.query, session.persona, session.provider,
              session.error, session.stageText});
    kept.add(session.created);
    kept.add(session.updated);
    kept.add(session.risk.value_or(0));
    for (const domain::SessionMessage &message : session.messages) {
        kept.add({message.role, message.text});
        kept.add(message.at);
    }
    if (session.report) {
        keep(kept, *session.report);
        kept.unmapped += session.report->unmapped;
    }
    return kept;
}

// A text is kept as it is, or word by word where a report was made of its Markdown: without the marks, and
// without the headings that became fields.
inline bool holdsText(const Kept &kept, const QString &text)
{
    if (kept.texts.contains(text.trimmed(), Qt::CaseInsensitive))
        return true;
    static const QRegularExpression marks(QStringLiteral("^#.*$|^\\d+\\. "),
                                          QRegularExpression::MultilineOption);
    static const QRegularExpression word(QStringLiteral("[\\w.:/@-]*\\w"),
                                         QRegularExpression::UseUnicodePropertiesOption);
    const QString plain = QString(text).remove(marks);
    for (const QRegularExpressionMatch &match : word.globalMatch(plain)) {
        if (!kept.texts.contains(match.captured(), Qt::CaseInsensitive))
            return false;
    }
    return text.contains(u'\n');
}

// A half of a pair stands for nothing: our reader puts the replacement character there, Qt's leaves it.
inline QString withoutHalfPairs(QString text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool pair = text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate();
        if (pair)
            ++i;
        else if (text[i].isSurrogate())
            text[i] = QChar::ReplacementCharacter;
    }
    return text;
}

inline void collectLost(const QJsonValue &value, const QString &pointer, const Kept &kept, QStringList &lost)
{
    const auto shown = [&pointer](const QString &at) {
        return pointer == at || pointer.startsWith(at + u'/');
    };
    if (std::ranges::any_of(kept.unmapped, shown))
        return;
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it) {
            QString name = it.key();
            name.replace(u'~', QStringLiteral("~0")).replace(u'/', QStringLiteral("~1")); // RFC 6901
            collectLost(*it, pointer + u'/' + name, kept, lost);
        }
    } else if (value.isArray()) {
        const QJsonArray array = value.toArray();
        for (qsizetype i = 0; i < array.size(); ++i)
            collectLost(array[i], pointer + u'/' + QString::number(i), kept, lost);
    } else if (value.isDouble()) {
        if (!kept.texts.contains(QString::number(value.toDouble(), 'g', 17)))
            lost.append(pointer);
    } else if (value.isString()) {
        if (!holdsText(kept, withoutHalfPairs(value.toString())))
            lost.append(pointer);
    } else if (value.isBool()) {
        lost.append(pointer); // no field of ours is one
    }
}

// JSON pointers to the values of the raw bytes that are neither in a field nor shown as a tree.
inline QStringList lostIn(const QByteArray &raw, const Kept &kept)
{
    QStringList lost;
    const QJsonDocument document = QJsonDocument::fromJson(raw);
    if (document.isNull())
        lost.append(QStringLiteral("(not JSON)"));
    collectLost(document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object()), {}, kept,
                lost);
    return lost;
}

} // namespace tocsin::test
