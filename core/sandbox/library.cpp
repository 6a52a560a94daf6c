// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/sandbox/library.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace tocsin::sandbox {

using namespace Qt::StringLiterals;

namespace {

QJsonObject objectOf(const QString &path)
{
    QFile file(u":/sandbox/"_s + path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QJsonDocument::fromJson(file.readAll()).object();
}

QStringList textsOf(const QJsonValue &value)
{
    QStringList texts;
    for (const QJsonValue &item : value.toArray())
        texts.append(item.toString());
    return texts;
}

Story storyOf(const QJsonObject &object)
{
    Story story;
    story.id = object["id"_L1].toString();
    story.title = object["title"_L1].toString();
    story.description = object["description"_L1].toString();
    story.severities = textsOf(object["severities"_L1]);
    story.product = object["product"_L1].toString();
    story.tactics = textsOf(object["tactics"_L1]);
    story.techniques = textsOf(object["techniques"_L1]);
    const QJsonObject roles = object["roles"_L1].toObject();
    for (auto it = roles.begin(); it != roles.end(); ++it) {
        const QStringList parts = it->toString().split(u'=');
        story.roles.append({it.key(), parts.first(), parts.value(1)});
    }
    const QJsonObject numbers = object["numbers"_L1].toObject();
    for (auto it = numbers.begin(); it != numbers.end(); ++it)
        story.numbers.append({it.key(), it->toArray().at(0).toInt(), it->toArray().at(1).toInt()});
    for (const QJsonValue &relation : object["relations"_L1].toArray())
        story.relations.append({relation[0].toString(), domain::relationKindFromWord(relation[1].toString()),
                                relation[2].toString()});
    story.question = object["question"_L1].toString();
    story.summary = object["summary"_L1].toString();
    for (const QJsonValue &value : object["findings"_L1].toArray()) {
        domain::ReportFinding finding;
        finding.title = value["title"_L1].toString();
        finding.text = value["text"_L1].toString();
        finding.severityText = value["severity"_L1].toString();
        finding.severity = domain::severityFromPayload(finding.severityText);
        finding.evidence = textsOf(value["evidence"_L1]);
        finding.techniques = textsOf(value["techniques"_L1]);
        story.findings.append(finding);
    }
    for (const QJsonValue &query : object["queries"_L1].toArray())
        story.queries.append({query["title"_L1].toString(), u"KQL"_s, query["text"_L1].toString()});
    story.recommendations = textsOf(object["recommendations"_L1]);
    return story;
}

Library read()
{
    Library library;
    const QStringList files = QDir(u":/sandbox/stories"_s).entryList({u"*.json"_s}, QDir::Files, QDir::Name);
    for (const QString &file : files)
        library.stories.append(storyOf(objectOf(u"stories/"_s + file)));
    const QJsonObject names = objectOf(u"names.json"_s);
    for (auto it = names.begin(); it != names.end(); ++it)
        library.names.insert(it.key(), textsOf(*it));
    library.organisation = names["organisation"_L1].toString();
    const QJsonObject techniques = objectOf(u"techniques.json"_s);
    for (auto it = techniques.begin(); it != techniques.end(); ++it)
        library.techniques.insert(it.key(), {(*it)[0].toString(), (*it)[1].toString()});
    for (const QJsonValue &chain : objectOf(u"campaigns.json"_s)["chains"_L1].toArray())
        library.chains.append(textsOf(chain));
    return library;
}

} // namespace

const Library &Library::builtIn()
{
    static const Library library = read();
    return library;
}

qsizetype Library::storyIndex(const QString &id) const
{
    for (qsizetype i = 0; i < stories.size(); ++i) {
        if (stories[i].id == id)
            return i;
    }
    return -1;
}

QString entityWordOf(const QString &roleKind)
{
    if (roleKind == u"admin"_s || roleKind == u"service"_s)
        return u"user"_s;
    return roleKind == u"server"_s ? u"host"_s : roleKind;
}

QString filled(const QString &text, const QHash<QString, QString> &values)
{
    QString result;
    qsizetype at = 0;
    while (at < text.size()) {
        const qsizetype open = text.indexOf(u'{', at);
        const qsizetype close = open < 0 ? -1 : text.indexOf(u'}', open);
        if (close < 0)
            break;
        const QString name = text.sliced(open + 1, close - open - 1);
        result += QStringView(text).sliced(at, open - at);
        result += values.value(name, u'{' + name + u'}');
        at = close + 1;
    }
    result += QStringView(text).sliced(at);
    return result;
}

} // namespace tocsin::sandbox
