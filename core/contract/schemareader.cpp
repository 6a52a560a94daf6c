// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/contract/schema.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace tocsin::contract {

namespace {

using namespace Qt::StringLiterals;

constexpr quint64 mostCounted = quint64(1) << 50;

class Reader
{
public:
    QString fault; // empty while all is well

    Shape shape(const QJsonValue &value, const QString &at, int depth)
    {
        Shape shape;
        if (value.isBool() && value.toBool())
            return shape;
        if (!value.isObject())
            return broken(at, u"is no schema"_s);
        if (depth > mostDepth + 1 || ++m_shapes > mostShapes)
            return broken(at, u"is nested too deep, or the schema is too large"_s);
        const QJsonObject schema = value.toObject();
        if (const QString unknown = unknownKeyword(schema, depth == 0); !unknown.isEmpty())
            return broken(at, u"\"%1\" is not a keyword that a contract has"_s.arg(unknown.left(60)));
        const QJsonObject counts = schema["x-tocsin"_L1].toObject();
        readTypes(shape, schema["type"_L1], at);
        shape.samples = count(counts["samples"_L1], 1);
        if (counts["integer"_L1].toBool() && (shape.types & Number))
            shape.types |= Integer;
        if (shape.types & String)
            readStrings(shape, schema, counts, at);
        else if (schema.contains("enum"_L1) || schema.contains("format"_L1))
            return broken(at, u"lists values or a format, but strings are not allowed"_s);
        if (shape.types & Object)
            readObject(shape, schema, counts, at, depth);
        if (shape.types & Array)
            readArray(shape, schema, counts, at, depth);
        return shape;
    }

private:
    Shape broken(const QString &at, const QString &what)
    {
        if (fault.isEmpty())
            fault = u"%1: %2"_s.arg(at.isEmpty() ? u"the schema"_s : at.left(400), what);
        return {};
    }

    static QString unknownKeyword(const QJsonObject &schema, bool isRoot)
    {
        static const QStringList known{u"type"_s,     u"enum"_s,  u"format"_s,     u"properties"_s,
                                       u"required"_s, u"items"_s, u"x-tocsin"_s,   u"additionalProperties"_s,
                                       u"title"_s,    u"$id"_s,   u"description"_s};
        for (auto it = schema.begin(); it != schema.end(); ++it) {
            if (!known.contains(it.key()) && !(isRoot && it.key() == "$schema"_L1))
                return it.key();
        }
        return {};
    }

    static quint64 count(const QJsonValue &value, quint64 otherwise)
    {
        const qint64 number = value.toInteger(-1);
        return number < 0 ? otherwise : std::min<quint64>(quint64(number), mostCounted);
    }

    void readTypes(Shape &shape, const QJsonValue &value, const QString &at)
    {
        QStringList names;
        if (value.isString())
            names.append(value.toString());
        for (const QJsonValue &name : value.toArray())
            names.append(name.toString());
        for (const QString &name : std::as_const(names)) {
            Types type = 0;
            for (const Type one : {Null, Boolean, Integer, Number, String, Array, Object}) {
                if (name == typeNames(one))
                    type = one;
            }
            if (type == 0)
                broken(at, u"\"%1\" is not a type"_s.arg(name.left(60)));
            shape.types |= type;
        }
        if (names.isEmpty() && !value.isUndefined())
            broken(at, u"\"type\" names no type"_s);
    }

    void readStrings(Shape &shape, const QJsonObject &schema, const QJsonObject &counts, const QString &at)
    {
        shape.strings = std::max<quint64>(1, count(counts["strings"_L1], 1));
        shape.manyWords = true;
        if (const QJsonValue name = schema["format"_L1]; !name.isUndefined()) {
            const auto format = formatFromName(name.toString());
            if (!format)
                broken(at, u"\"%1\" is not a format that is known here"_s.arg(name.toString().left(60)));
            shape.format = format.value_or(Format::None);
        }
        const QJsonValue noted = counts["words"_L1];
        const QJsonValue fixed = schema["enum"_L1];
        if (!noted.isArray() && fixed.isUndefined())
            return;
        shape.manyWords = false;
        for (const QJsonValue &word : (noted.isArray() ? noted : fixed).toArray()) {
            if (word.isString() && !shape.words.contains(word.toString().toUtf8()))
                shape.words.append(word.toString().toUtf8());
            else if (!word.isString() && !word.isNull())
                broken(at, u"lists a value that is no string"_s);
        }
        std::sort(shape.words.begin(), shape.words.end());
        if (shape.words.size() > mostWords && noted.isUndefined())
            broken(at, u"lists more than %1 values"_s.arg(mostWords));
        if (noted.isUndefined()) // so many that the set stays fixed
            shape.strings = std::max<quint64>(leastStrings, quint64(shape.words.size()) * 3);
        if (!fixed.isUndefined() && shape.fixedWords().isEmpty())
            broken(at, u"\"enum\" stands where other values are allowed too"_s);
    }

    void readObject(Shape &shape, const QJsonObject &schema, const QJsonObject &counts, const QString &at,
                    int depth)
    {
        shape.objects = std::max<quint64>(1, count(counts["objects"_L1], 1));
        const QJsonValue further = schema["additionalProperties"_L1];
        shape.open = further.isUndefined() || !further.isBool() || further.toBool();
        shape.full = shape.open && (counts.isEmpty() || counts["full"_L1].toBool());
        if (further.isObject())
            shape.rest.push_back(this->shape(further, at + u"/additionalProperties"_s, depth + 1));
        QStringList required;
        for (const QJsonValue &name : schema["required"_L1].toArray())
            required.append(name.toString());
        const QJsonObject properties = schema["properties"_L1].toObject();
        if (std::size_t(properties.size()) > mostMembers + 1) {
            broken(at, u"has more than %1 properties"_s.arg(mostMembers));
            return;
        }
        for (auto it = properties.begin(); it != properties.end() && fault.isEmpty(); ++it) {
            Member member;
            member.name = it.key().toUtf8();
            member.shape = this->shape(*it, at + u"/properties/"_s + it.key().left(100), depth + 1);
            const QJsonObject noted = (*it)["x-tocsin"_L1].toObject();
            const bool always = required.removeAll(it.key()) > 0;
            member.seen = always ? shape.objects : std::min(count(noted["seen"_L1], 0), shape.objects - 1);
            member.doubled = noted["doubled"_L1].toBool();
            shape.members.push_back(std::move(member));
        }
        if (!required.isEmpty())
            broken(at, u"requires \"%1\", which is not among its properties"_s.arg(required[0].left(100)));
        std::sort(shape.members.begin(), shape.members.end(),
                  [](const Member &a, const Member &b) { return a.name < b.name; });
    }

    void readArray(Shape &shape, const QJsonObject &schema, const QJsonObject &counts, const QString &at,
                   int depth)
    {
        const QJsonValue items = schema["items"_L1];
        if (!items.isUndefined())
            shape.items.push_back(this->shape(items, at + u"/items"_s, depth + 1));
        shape.anyItems = items.isUndefined() && (counts.isEmpty() || counts["anyItems"_L1].toBool());
    }

    int m_shapes = 0;
};

} // namespace

Result<Shape> readSchema(QByteArrayView json)
{
    if (json.size() > largestSchema)
        return fail(Error::Kind::Limited, u"a schema has at most %1 bytes"_s.arg(largestSchema));
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json.toByteArray(), &error);
    if (!document.isObject())
        return fail(Error::Kind::Malformed, error.error == QJsonParseError::NoError
                                                ? u"the schema is no object"_s
                                                : u"the schema is no JSON: %1"_s.arg(error.errorString()));
    Reader reader;
    Shape shape = reader.shape(document.object(), {}, 0);
    if (!reader.fault.isEmpty())
        return fail(Error::Kind::Malformed, reader.fault);
    return shape;
}

} // namespace tocsin::contract
