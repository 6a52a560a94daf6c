// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// STIX Version 2.1 (OASIS Standard, 10 June 2021). TLP 2.0 by OASIS's extension definition.

#include "core/report/exports.h"

#include "core/entities/defang.h"
#include "core/entities/distinct.h"
#include "core/report/attack.h"
#include "core/report/blockwriter.h"
#include "core/report/jsontext.h"
#include "core/report/markdownreader.h"
#include "core/report/markdowntext.h"
#include "core/report/stixids.h"
#include "core/report/stixobservable.h"

#include <QJsonArray>
#include <QSet>

namespace tocsin::report {

using namespace Qt::StringLiterals;

namespace {

// When nobody knows, and for what is the same in every bundle: an identifier has one time of creation.
constexpr auto longAgo = "1970-01-01T00:00:00.000Z"_L1;
constexpr auto tlpExtension = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d"_L1;

class Bundle
{
public:
    explicit Bundle(const Source &source) : m_source(source), m_report(source.report())
    {
        // The same session gives the same bundle: its own time counts before that of the export.
        for (const QDateTime &time : {source.session.updated, source.session.created, source.at}) {
            if (m_time.isEmpty())
                m_time = isoTime(time);
        }
        if (m_time.isEmpty())
            m_time = QString(longAgo);
        // A later state of the session is a later version of the same objects, made at the same time. Where
        // that time is not known they are other objects: two versions must not differ in it.
        m_created = isoTime(source.session.created);
        if (m_created.isEmpty() || m_created > m_time)
            m_created = m_time;
        m_key = source.session.id + u'\n' + m_created;
    }

    QByteArray make()
    {
        marking();
        author();
        entities();
        techniques();
        report();
        findings();
        const QJsonObject bundle{{"type"_L1, u"bundle"_s},
                                 {"id"_L1, own("bundle"_L1, m_key + u'\n' + m_time)},
                                 {"objects"_L1, m_objects}};
        return jsonText(bundle);
    }

private:
    // What is marked otherwise is another object: whoever has the open one must not take it for this one.
    QString own(QLatin1StringView type, const QString &name) const
    {
        return objectId(type, tlpId(m_source.tlp) + u'\n' + name);
    }

    void marking()
    {
        const QJsonObject extension{{"extension_type"_L1, u"property-extension"_s},
                                    {"tlp_2_0"_L1, QString(tlpId(m_source.tlp))}};
        m_objects.append(QJsonObject{{"type"_L1, u"marking-definition"_s},
                                     {"spec_version"_L1, u"2.1"_s},
                                     {"id"_L1, QString(tlpMarking(m_source.tlp))},
                                     {"created"_L1, u"2022-10-01T00:00:00.000Z"_s},
                                     {"name"_L1, QString(tlpLabel(m_source.tlp))},
                                     {"extensions"_L1, QJsonObject{{tlpExtension, extension}}}});
    }

    void author()
    {
        const QString name =
            m_source.author.trimmed().isEmpty() ? u"Tocsin"_s : visible(m_source.author.trimmed(), false);
        m_author = own("identity"_L1, "author:"_L1 + name);
        QJsonObject identity{
            {"type"_L1, u"identity"_s},
            {"id"_L1, m_author},
            {"name"_L1, name},
            {"identity_class"_L1, m_source.author.trimmed().isEmpty() ? u"system"_s : u"organization"_s}};
        identity["spec_version"_L1] = u"2.1"_s;
        identity["created"_L1] = QString(longAgo);
        identity["modified"_L1] = QString(longAgo);
        identity["object_marking_refs"_L1] = QJsonArray{QString(tlpMarking(m_source.tlp))};
        m_objects.append(identity);
    }

    enum class Life : quint8 {
        Observable, // neither times nor an author
        Lasting,    // the same in every bundle: hosts, techniques
        Session,    // of this investigation
    };

    // With what all objects have in common.
    QString add(QJsonObject object, Life life, bool inReport = true)
    {
        const QString id = object["id"_L1].toString();
        if (m_known.contains(id))
            return id;
        m_known.insert(id);
        object["spec_version"_L1] = u"2.1"_s;
        object["object_marking_refs"_L1] = QJsonArray{QString(tlpMarking(m_source.tlp))};
        if (life != Life::Observable) {
            object["created"_L1] = life == Life::Session ? m_created : QString(longAgo);
            object["modified"_L1] = life == Life::Session ? m_time : QString(longAgo);
        }
        if (life == Life::Session)
            object["created_by_ref"_L1] = m_author;
        m_objects.append(object);
        if (inReport)
            m_refs.append(id);
        return id;
    }

    void entities()
    {
        for (const domain::Entity &entity : entities::distinct(m_report.entities)) {
            QJsonObject object = stixObjectFor(entity);
            if (object.isEmpty())
                continue;
            const bool host = object["type"_L1].toString() == "identity"_L1;
            if (host)
                object["id"_L1] = own("identity"_L1, "system:"_L1 + object["name"_L1].toString().toLower());
            add(object, host ? Life::Lasting : Life::Observable);
            if (const QString pattern = stixPatternFor(entity); !pattern.isEmpty())
                add({{"type"_L1, u"indicator"_s},
                     {"id"_L1, own("indicator"_L1, m_key + u'\n' + pattern)},
                     {"name"_L1, entities::defanged(entity)},
                     {"description"_L1,
                      u"Named in the investigation; whether it is malicious is for the reader to judge."_s},
                     {"indicator_types"_L1, QJsonArray{u"unknown"_s}},
                     {"pattern"_L1, pattern},
                     {"pattern_type"_L1, u"stix"_s},
                     {"pattern_version"_L1, u"2.1"_s},
                     {"valid_from"_L1, m_created}},
                    Life::Session);
        }
    }

    void techniques()
    {
        for (const QString &id : techniquesOf(m_report)) {
            if (!isTechniqueId(id))
                continue;
            const Technique technique = techniqueFor(id);
            QJsonObject reference{{"source_name"_L1, u"mitre-attack"_s}, {"external_id"_L1, id}};
            if (technique.known())
                reference["url"_L1] =
                    "https://attack.mitre.org/techniques/"_L1 + QString(id).replace(u'.', u'/');
            QJsonObject object{{"type"_L1, u"attack-pattern"_s},
                               {"id"_L1, own("attack-pattern"_L1, id)},
                               {"name"_L1, technique.known() ? technique.name : id},
                               {"external_references"_L1, QJsonArray{reference}}};
            QJsonArray phases;
            for (const QString &tactic : technique.tactics)
                phases.append(
                    QJsonObject{{"kill_chain_name"_L1, u"mitre-attack"_s}, {"phase_name"_L1, tactic}});
            if (!phases.isEmpty())
                object["kill_chain_phases"_L1] = phases;
            add(object, Life::Lasting);
        }
    }

    void report()
    {
        if (m_refs.isEmpty())
            m_refs.append(m_author); // a report must speak of something
        QJsonObject object{{"type"_L1, u"report"_s},
                           {"id"_L1, own("report"_L1, m_key)},
                           {"name"_L1, visible(titleOf(m_source), false)},
                           {"report_types"_L1, QJsonArray{u"threat-report"_s}},
                           {"published"_L1, m_time},
                           {"object_refs"_L1, m_refs}};
        QString description = plainOf(readMarkdown(m_report.summary));
        description = u"Risk: %1."_s.arg(visible(riskText(m_report), false)) +
                      (description.isEmpty() ? QString() : u'\n' + description);
        object["description"_L1] = description;
        if (!m_source.incident.trimmed().isEmpty())
            object["external_references"_L1] = QJsonArray{QJsonObject{
                {"source_name"_L1, u"incident"_s}, {"external_id"_L1, visible(m_source.incident, false)}}};
        m_reportId = add(object, Life::Session, false);
    }

    void findings()
    {
        int number = 0;
        for (const domain::ReportFinding &finding : m_report.findings) {
            ++number;
            QString content = plainOf(readMarkdown(finding.text));
            for (const QString &line : finding.evidence)
                content += (content.isEmpty() ? QString() : u"\n"_s) + plainOf(readMarkdown(line));
            const QString title = visible(finding.title, false);
            if (content.isEmpty())
                content = title;
            if (content.isEmpty())
                continue;
            QJsonObject note{{"type"_L1, u"note"_s},
                             {"id"_L1, own("note"_L1, m_key + u'\n' + QString::number(number))},
                             {"content"_L1, content},
                             {"object_refs"_L1, QJsonArray{m_reportId}}};
            if (!title.isEmpty())
                note["abstract"_L1] = title;
            add(note, Life::Session, false);
        }
    }

    const Source &m_source;
    const domain::Report m_report;
    QString m_key;
    QString m_created;
    QString m_time;
    QString m_author;
    QString m_reportId;
    QJsonArray m_objects;
    QJsonArray m_refs;
    QSet<QString> m_known;
};

} // namespace

QByteArray stixBundle(const Source &source)
{
    return Bundle(source).make();
}

} // namespace tocsin::report
