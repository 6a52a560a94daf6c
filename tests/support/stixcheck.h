// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSet>
#include <QStringList>
#include <QUuid>

namespace tocsin::test {

using namespace Qt::StringLiterals;

// The rules of STIX 2.1 (OASIS Standard) for the object types that Tocsin writes, read from the specification
// and not from our writer: required and allowed properties, identifiers, times, references, lists and
// patterns.
class StixCheck
{
public:
    static QStringList faultsOf(const QByteArray &text)
    {
        StixCheck check;
        check.bundle(QJsonDocument::fromJson(text).object());
        return check.m_faults;
    }

private:
    struct Type
    {
        bool observable;
        QStringList required;
        QStringList optional;
    };

    static QHash<QString, Type> types()
    {
        const auto words = [](const char *text) {
            return QString::fromLatin1(text).split(u' ', Qt::SkipEmptyParts);
        };
        return {
            {u"identity"_s,
             {false, words("name"), words("description roles identity_class sectors contact_information")}},
            {u"report"_s, {false, words("name published object_refs"), words("description report_types")}},
            {u"note"_s, {false, words("content object_refs"), words("abstract authors")}},
            {u"indicator"_s,
             {false, words("pattern pattern_type valid_from"),
              words("name description indicator_types pattern_version valid_until kill_chain_phases")}},
            {u"attack-pattern"_s, {false, words("name"), words("description aliases kill_chain_phases")}},
            {u"ipv4-addr"_s, {true, words("value"), words("resolves_to_refs belongs_to_refs")}},
            {u"ipv6-addr"_s, {true, words("value"), words("resolves_to_refs belongs_to_refs")}},
            {u"domain-name"_s, {true, words("value"), words("resolves_to_refs")}},
            {u"url"_s, {true, words("value"), {}}},
            {u"email-addr"_s, {true, words("value"), words("display_name belongs_to_ref")}},
            {u"user-account"_s, {true, {}, words("user_id account_login account_type display_name")}},
            {u"file"_s, {true, {}, words("hashes name size")}},
        };
    }

    void fault(const QString &what) { m_faults << m_where + ": "_L1 + what; }

    void bundle(const QJsonObject &root)
    {
        m_where = u"bundle"_s;
        if (root["type"_L1] != "bundle"_L1 || root.contains("spec_version"_L1))
            fault(u"not a 2.1 bundle"_s);
        identifier(root["id"_L1].toString(), u"bundle"_s);
        const QJsonArray objects = root["objects"_L1].toArray();
        if (objects.isEmpty())
            fault(u"no objects"_s);
        for (const QJsonValue value : objects) {
            const QString id = value["id"_L1].toString();
            if (m_ids.contains(id))
                fault(u"twice: "_s + id);
            m_ids.insert(id);
        }
        for (const QJsonValue value : objects)
            object(value.toObject());
    }

    void identifier(const QString &id, const QString &type)
    {
        static const QRegularExpression form(
            u"^([a-z0-9-]+)--[0-9a-f]{8}-[0-9a-f]{4}-[45][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"_s);
        const auto match = form.match(id);
        if (!match.hasMatch() || match.captured(1) != type)
            fault(u"identifier "_s + id);
    }

    void object(const QJsonObject &object)
    {
        const QString type = object["type"_L1].toString();
        m_where = object["id"_L1].toString();
        identifier(m_where, type);
        if (object["spec_version"_L1] != "2.1"_L1)
            fault(u"spec_version"_s);
        if (type == "marking-definition"_L1)
            return marking(object);
        const auto all = types();
        const auto known = all.constFind(type);
        if (known == all.constEnd())
            return fault(u"type "_s + type);
        QStringList required = known->required + QStringList{u"type"_s, u"id"_s, u"spec_version"_s};
        QStringList allowed = known->optional + QStringList{u"object_marking_refs"_s};
        if (!known->observable) {
            required << u"created"_s << u"modified"_s;
            allowed << u"created_by_ref"_s << u"external_references"_s << u"labels"_s << u"confidence"_s;
        }
        if (object["created"_L1].toString() > object["modified"_L1].toString())
            fault(u"changed before it was made"_s);
        for (const QString &name : required) {
            if (!object.contains(name))
                fault(u"lacks "_s + name);
        }
        for (const QString &name : object.keys()) {
            if (!required.contains(name) && !allowed.contains(name))
                fault(u"has "_s + name);
            property(name, object[name]);
        }
        if (known->observable)
            observable(type, object);
        if (type == "indicator"_L1)
            pattern(object["pattern"_L1].toString());
    }

    void property(const QString &name, const QJsonValue &value)
    {
        static const QRegularExpression time(u"^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$"_s);
        static const QStringList times{u"created"_s, u"modified"_s, u"published"_s, u"valid_from"_s};
        if (value.isNull() || (value.isArray() && value.toArray().isEmpty()) ||
            (value.isObject() && value.toObject().isEmpty()) ||
            (value.isString() && value.toString().isEmpty()))
            fault(name + " is empty"_L1);
        if (times.contains(name) && !time.match(value.toString()).hasMatch())
            fault(name + " is no time"_L1);
        if (name.endsWith("_ref"_L1))
            reference(value.toString());
        if (name.endsWith("_refs"_L1)) {
            for (const QJsonValue one : value.toArray())
                reference(one.toString());
        }
        if (name == "created_by_ref"_L1 && !value.toString().startsWith("identity--"_L1))
            fault(u"created by no identity"_s);
        if (name == "external_references"_L1) {
            for (const QJsonValue one : value.toArray()) {
                if (one["source_name"_L1].toString().isEmpty())
                    fault(u"a reference without a source"_s);
            }
        }
        if (name == "kill_chain_phases"_L1) {
            for (const QJsonValue one : value.toArray()) {
                if (one["kill_chain_name"_L1].toString().isEmpty() ||
                    one["phase_name"_L1].toString().isEmpty())
                    fault(u"a kill chain phase without names"_s);
            }
        }
    }

    void reference(const QString &id)
    {
        if (!m_ids.contains(id))
            fault(u"points nowhere: "_s + id);
    }

    // Section 2.9: UUIDv5 in OASIS's name space over the contributing properties as canonical JSON.
    void observable(const QString &type, const QJsonObject &object)
    {
        static const QHash<QString, QStringList> contributing{
            {u"file"_s, {u"hashes"_s, u"name"_s}},
            {u"user-account"_s, {u"account_type"_s, u"user_id"_s, u"account_login"_s}}};
        QJsonObject part;
        for (const QString &name : contributing.value(type, {u"value"_s})) {
            if (object.contains(name))
                part[name] = object[name];
        }
        if (part.isEmpty())
            fault(u"nothing identifies it"_s);
        const QUuid space(u"00abedb4-aa42-466c-9c01-fed23315a9b7"_s);
        const QUuid id = QUuid::createUuidV5(space, QJsonDocument(part).toJson(QJsonDocument::Compact));
        if (object["id"_L1].toString() != type + "--"_L1 + id.toString(QUuid::WithoutBraces))
            fault(u"its identifier is not the one of its content"_s);
        static const QHash<QString, int> sizes{{u"MD5"_s, 32}, {u"SHA-1"_s, 40}, {u"SHA-256"_s, 64}};
        const QJsonObject hashes = object["hashes"_L1].toObject();
        for (const QString &name : hashes.keys()) {
            if (hashes[name].toString().size() != sizes.value(name))
                fault(u"hash "_s + name);
        }
    }

    void pattern(const QString &text)
    {
        static const QRegularExpression form(
            u"^\\[(?:(?:ipv4-addr|ipv6-addr|domain-name|url):value|file:hashes\\.'(?:MD5|SHA-1|SHA-256)') = "
            "'(?:[^'\\\\]|\\\\['\\\\])*'\\]$"_s);
        if (!form.match(text).hasMatch())
            fault(u"pattern "_s + text);
    }

    void marking(const QJsonObject &object)
    {
        // https://github.com/oasis-open/cti-stix-common-objects, TLP 2.0.
        static const QHash<QString, QString> published{
            {u"clear"_s, u"94868c89-83c2-464b-929b-a1a8aa3c8487"_s},
            {u"green"_s, u"bab4a63c-aed9-4cf5-a766-dfca5abac2bb"_s},
            {u"amber"_s, u"55d920b0-5e8b-4f79-9ee9-91f868d9b421"_s},
            {u"amber+strict"_s, u"939a9414-2ddd-4d32-a0cd-375ea402b003"_s},
            {u"red"_s, u"e828b379-4e03-4974-9ac4-e53a884c97c1"_s}};
        const QJsonObject extension =
            object["extensions"_L1]["extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d"_L1]
                .toObject();
        const QString word = extension["tlp_2_0"_L1].toString();
        if (extension["extension_type"_L1] != "property-extension"_L1 ||
            object["name"_L1] != "TLP:"_L1 + word.toUpper() ||
            object["created"_L1] != "2022-10-01T00:00:00.000Z"_L1 ||
            object["id"_L1] != "marking-definition--"_L1 + published.value(word))
            fault(u"not the published marking"_s);
    }

    QStringList m_faults;
    QString m_where;
    QSet<QString> m_ids;
};

} // namespace tocsin::test
