// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/scheme.h"
#include "tests/support/signaturedata.h"

#include <QtTest>

#include <QDir>
#include <QJsonArray>
#include <QRegularExpression>

using namespace tocsin;
using namespace tocsin::signature;
using namespace Qt::StringLiterals;

namespace {

// As much of JSON Schema (draft 2020-12) as resources/scheme.schema.json uses.
class Validator
{
public:
    explicit Validator(const QJsonObject &root) : m_root(root) {}

    // What is wrong with the value, at which place; empty = nothing.
    QString check(const QJsonValue &value) const { return check(value, m_root, u"/"_s); }

private:
    QString check(const QJsonValue &value, const QJsonObject &schema, const QString &at) const
    {
        static const QStringList known = {u"$ref"_s,
                                          u"$schema"_s,
                                          u"$defs"_s,
                                          u"title"_s,
                                          u"description"_s,
                                          u"type"_s,
                                          u"enum"_s,
                                          u"const"_s,
                                          u"pattern"_s,
                                          u"minLength"_s,
                                          u"maxLength"_s,
                                          u"minimum"_s,
                                          u"items"_s,
                                          u"maximum"_s,
                                          u"minItems"_s,
                                          u"maxItems"_s,
                                          u"properties"_s,
                                          u"required"_s,
                                          u"additionalProperties"_s};
        for (const QString &word : schema.keys()) {
            if (!known.contains(word))
                return at + u": the test does not know "_s + word;
        }
        if (schema.contains(u"$ref"_s))
            return check(value, m_root["$defs"_L1][schema["$ref"_L1].toString().section(u'/', -1)].toObject(),
                         at);
        if (schema.contains(u"const"_s))
            return value == schema["const"_L1] ? QString() : at + u": not the constant"_s;
        if (schema.contains(u"enum"_s))
            return schema["enum"_L1].toArray().contains(value) ? QString() : at + u": not one of the words"_s;
        const QString type = schema["type"_L1].toString();
        if (type == u"object")
            return object(value, schema, at);
        if (type == u"array")
            return array(value, schema, at);
        if (type == u"string")
            return text(value, schema, at);
        if (type == u"integer") {
            const double number = value.toDouble(-1);
            const bool good = value.isDouble() && number == qint64(number) &&
                              number >= schema["minimum"_L1].toDouble() &&
                              number <= schema["maximum"_L1].toDouble();
            return good ? QString() : at + u": not a number in the range"_s;
        }
        return value.isBool() ? QString() : at + u": no boolean"_s;
    }

    QString object(const QJsonValue &value, const QJsonObject &schema, const QString &at) const
    {
        if (!value.isObject())
            return at + u": no object"_s;
        const QJsonObject properties = schema["properties"_L1].toObject();
        const QJsonObject members = value.toObject();
        for (const QJsonValue &name : schema["required"_L1].toArray()) {
            if (!members.contains(name.toString()))
                return at + u": lacks "_s + name.toString();
        }
        for (auto it = members.begin(); it != members.end(); ++it) {
            if (!properties.contains(it.key()))
                return at + it.key() + u": unknown"_s;
            if (const QString fault = check(*it, properties[it.key()].toObject(), at + it.key() + u'/');
                !fault.isEmpty())
                return fault;
        }
        return {};
    }

    QString array(const QJsonValue &value, const QJsonObject &schema, const QString &at) const
    {
        const QJsonArray items = value.toArray();
        if (!value.isArray() || items.size() < schema["minItems"_L1].toInt() ||
            items.size() > schema["maxItems"_L1].toInt())
            return at + u": no array of that size"_s;
        for (const QJsonValue &item : items) {
            if (const QString fault = check(item, schema["items"_L1].toObject(), at); !fault.isEmpty())
                return fault;
        }
        return {};
    }

    static QString text(const QJsonValue &value, const QJsonObject &schema, const QString &at)
    {
        const QString words = value.toString();
        const QRegularExpression pattern(schema["pattern"_L1].toString());
        const bool good = value.isString() && words.size() >= schema["minLength"_L1].toInt() &&
                          words.size() <= schema["maxLength"_L1].toInt(4096) && pattern.isValid() &&
                          pattern.match(words).hasMatch();
        return good ? QString() : at + u": not such a text"_s;
    }

    QJsonObject m_root;
};

QJsonObject readJson(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qPrintable(path));
    return QJsonDocument::fromJson(file.readAll()).object();
}

const QString resources = QStringLiteral(TOCSIN_TEST_DATA "/../../resources/");

} // namespace

// The schema that editors use says the same as the reader.
class JsonSchemaTest : public QObject
{
    Q_OBJECT

private slots:
    void takesEveryBuiltInScheme();
    void refusesTheUnknownWordsThatTheReaderRefuses();
};

void JsonSchemaTest::takesEveryBuiltInScheme()
{
    const Validator validator(readJson(resources + u"scheme.schema.json"_s));
    const QDir dir(resources + u"schemes"_s);
    const QStringList names = dir.entryList({u"*.json"_s}, QDir::Files);
    QVERIFY(names.size() >= 150);
    for (const QString &name : names) {
        const QString fault = validator.check(readJson(dir.filePath(name)));
        QVERIFY2(fault.isEmpty(), qPrintable(name + u' ' + fault));
    }
}

void JsonSchemaTest::refusesTheUnknownWordsThatTheReaderRefuses()
{
    const Validator validator(readJson(resources + u"scheme.schema.json"_s));
    const QJsonObject data = test::readSignatureData(u"broken-schemes.json"_s);
    int refused = 0;
    for (const QJsonValue &test : data["cases"_L1].toArray()) {
        const QString message = test["message"_L1].toString();
        if (!message.contains(u"is not one of"_s) && !message.contains(u"is not a member here"_s))
            continue;
        QStringList lines;
        for (const QJsonValue &line : data["good"_L1].toArray())
            lines += line.toString();
        for (const QJsonValue &edit : test["edits"_L1].toArray())
            lines[edit[0].toInt() - 1] = edit[1].toString();
        const QJsonObject scheme = QJsonDocument::fromJson(lines.join(u'\n').toUtf8()).object();
        QVERIFY2(!validator.check(scheme).isEmpty(), qPrintable(test["name"_L1].toString()));
        ++refused;
    }
    QVERIFY(refused >= 6);
}

QTEST_GUILESS_MAIN(JsonSchemaTest)
#include "tst_jsonschema.moc"
