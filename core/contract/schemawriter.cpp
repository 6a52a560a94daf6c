// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/contract/schema.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace tocsin::contract {

namespace {

using namespace Qt::StringLiterals;

QJsonValue typesJson(Types types)
{
    const QStringList names = typeNames(types).split(u" or "_s);
    return names.size() == 1 ? QJsonValue(names.constFirst()) : QJsonValue(QJsonArray::fromStringList(names));
}

QJsonArray wordsJson(const QList<QByteArray> &words)
{
    QJsonArray list;
    for (const QByteArray &word : words)
        list.append(QString::fromUtf8(word));
    return list;
}

// A count beyond 2^53 would lose its last digits, and with them "in all samples": both are told apart by
// "required".
QJsonValue count(quint64 number)
{
    return qint64(number);
}

QJsonObject countsOf(const Shape &shape)
{
    QJsonObject counts{{u"samples"_s, count(shape.samples)}};
    if (shape.types & Integer)
        counts.insert(u"integer"_s, true); // beside number it does not show
    if (shape.strings > 0) {
        counts.insert(u"strings"_s, count(shape.strings));
        if (!shape.manyWords)
            counts.insert(u"words"_s, wordsJson(shape.words));
    }
    if (shape.objects > 0)
        counts.insert(u"objects"_s, count(shape.objects));
    if (shape.full)
        counts.insert(u"full"_s, true);
    if (shape.anyItems)
        counts.insert(u"anyItems"_s, true);
    return counts;
}

QJsonObject schemaOf(const Shape &shape, Counts counts);

void addObject(QJsonObject &schema, const Shape &shape, Counts counts)
{
    QJsonObject properties;
    QJsonArray required;
    for (const Member &member : shape.members) {
        const QString name = QString::fromUtf8(member.name);
        QJsonObject property = schemaOf(member.shape, counts);
        if (counts == Counts::Note) {
            QJsonObject noted = property["x-tocsin"_L1].toObject();
            noted.insert(u"seen"_s, count(member.seen));
            if (member.doubled)
                noted.insert(u"doubled"_s, true);
            property.insert(u"x-tocsin"_s, noted);
        }
        properties.insert(name, property);
        if (member.seen == shape.objects)
            required.append(name);
    }
    if (!properties.isEmpty())
        schema.insert(u"properties"_s, properties);
    if (!required.isEmpty())
        schema.insert(u"required"_s, required);
    if (!shape.open)
        schema.insert(u"additionalProperties"_s, false);
    else if (!shape.rest.empty())
        schema.insert(u"additionalProperties"_s, schemaOf(shape.rest.front(), counts));
}

QJsonObject schemaOf(const Shape &shape, Counts counts)
{
    QJsonObject schema;
    if (shape.types != 0)
        schema.insert(u"type"_s, typesJson(shape.types));
    if (const QList<QByteArray> words = shape.fixedWords(); !words.isEmpty()) {
        QJsonArray list = wordsJson(words);
        if (shape.types & Null)
            list.append(QJsonValue());
        schema.insert(u"enum"_s, list);
    }
    if (shape.format != Format::None)
        schema.insert(u"format"_s, QString(formatName(shape.format)));
    if (shape.types & Object)
        addObject(schema, shape, counts);
    if (!shape.items.empty())
        schema.insert(u"items"_s, schemaOf(shape.items.front(), counts));
    if (counts == Counts::Note)
        schema.insert(u"x-tocsin"_s, countsOf(shape));
    return schema;
}

// Characters that draw nothing or steer a terminal are escaped: names come from outside. They stand only
// within strings.
QByteArray withVisibleText(const QByteArray &json)
{
    QString shown;
    const QString text = QString::fromUtf8(json);
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool pair = text[i].isHighSurrogate() && i + 1 < text.size();
        const char32_t point = pair ? QChar::surrogateToUcs4(text[i], text[i + 1]) : text[i].unicode();
        const QChar::Category category = QChar::category(point);
        const bool isPlain =
            point < 0x7f || (category != QChar::Other_Control && category != QChar::Other_Format &&
                             category != QChar::Separator_Line && category != QChar::Separator_Paragraph);
        for (const qsizetype end = i + (pair ? 1 : 0); i <= end; ++i)
            shown += isPlain ? QString(text[i]) : u"\\u%1"_s.arg(uint(text[i].unicode()), 4, 16, QChar(u'0'));
        --i;
    }
    return shown.toUtf8();
}

} // namespace

QByteArray writeSchema(const Shape &shape, const QString &title, Counts counts)
{
    QJsonObject schema = schemaOf(shape, counts);
    schema.insert(u"$schema"_s, u"https://json-schema.org/draft/2020-12/schema"_s);
    if (!title.isEmpty())
        schema.insert(u"title"_s, title);
    return withVisibleText(QJsonDocument(schema).toJson(counts == Counts::Note ? QJsonDocument::Compact
                                                                               : QJsonDocument::Indented));
}

} // namespace tocsin::contract
