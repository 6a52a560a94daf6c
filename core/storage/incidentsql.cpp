// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/incidentsql.h"

#include "core/storage/sqlpattern.h"

namespace tocsin::storage {

using namespace Qt::StringLiterals;
using filter::IncidentField;
using filter::IncidentQuery;

namespace {

QString columnOf(IncidentField field)
{
    switch (field) {
    case IncidentField::Owner:
        return u"owner"_s;
    case IncidentField::Title:
        return u"title"_s;
    case IncidentField::Label:
        return u"labels"_s;
    case IncidentField::Tag:
        return u"tags"_s;
    case IncidentField::Tactic:
        return u"tactics"_s;
    case IncidentField::Product:
        return u"products"_s;
    case IncidentField::Provider:
        return u"provider"_s;
    case IncidentField::Classification:
        return u"classification"_s;
    case IncidentField::Number:
        return u"number"_s;
    case IncidentField::Alerts:
        return u"alerts"_s;
    case IncidentField::Comments:
        return u"comments"_s;
    default:
        Q_UNREACHABLE();
    }
}

bool isList(IncidentField field)
{
    return field == IncidentField::Label || field == IncidentField::Tag || field == IncidentField::Tactic ||
           field == IncidentField::Product;
}

class Compiler
{
public:
    explicit Compiler(Micros now) : m_now(now) {}

    QString expression(const IncidentQuery &query)
    {
        switch (query.kind) {
        case IncidentQuery::Kind::Leaf:
            return std::visit([this](const auto &term) { return one(term); }, query.term);
        case IncidentQuery::Kind::Not:
            return u"NOT "_s + expression(query.children.front());
        case IncidentQuery::Kind::All:
        case IncidentQuery::Kind::Any:
            break;
        }
        QStringList parts;
        for (const IncidentQuery &child : query.children)
            parts.append(expression(child));
        const QString word = query.kind == IncidentQuery::Kind::Any ? u" OR "_s : u" AND "_s;
        return parts.isEmpty() ? u"1"_s : u'(' + parts.join(word) + u')';
    }

    QVariantList values;

private:
    QString bound(const QString &sql, const QVariant &value)
    {
        values.append(value);
        return sql;
    }

    // The index knows runs of three characters; shorter texts are looked for one by one.
    QString one(const filter::FullText &text)
    {
        constexpr qsizetype shortest = 3;
        QString literal = text.text;
        if (text.text.toUcs4().size() >= shortest)
            return bound(u"(incident.id IN (SELECT rowid FROM incident_words WHERE words MATCH ?))"_s,
                         u'"' + literal.replace(u'"', u"\"\""_s) + u'"');
        literal.replace(u'\\', u"\\\\"_s).replace(u'%', u"\\%"_s).replace(u'_', u"\\_"_s);
        return bound(u"(incident.id IN (SELECT rowid FROM incident_words WHERE words LIKE ? ESCAPE '\\'))"_s,
                     u'%' + literal + u'%');
    }

    QString one(const filter::SeverityMatch &match)
    {
        if (match.order == filter::Order::Equal)
            return bound(u"(severity = ?)"_s, int(match.severity));
        return bound(u"(severity > 0 AND severity %1 ?)"_s.arg(symbolOf(match.order)), int(match.severity));
    }

    QString one(const filter::StatusMatch &match) { return bound(u"(status = ?)"_s, int(match.status)); }

    QString one(const filter::IncidentTextMatch &match)
    {
        const QString column = columnOf(match.field);
        const QStringList &pieces = match.pattern.pieces;
        if (match.pattern.isExact() && pieces[0].isEmpty())
            return u"(%1 = '')"_s.arg(column);
        if (isList(match.field)) {
            // Every text has a line end before and behind it; see storedList().
            const QString start = pieces.first().isEmpty() ? QString() : u"\n"_s;
            const QString end = pieces.last().isEmpty() ? QString() : u"\n"_s;
            const QString text = start + folded(pieces.join(QString())) + end;
            return bound(u"(instr(lower(%1), ?) > 0)"_s.arg(column), text.isEmpty() ? u"\n"_s : text);
        }
        if (match.pattern.isExact())
            return bound(u"(lower(%1) = ?)"_s.arg(column), folded(pieces[0]));
        if (match.pattern.isContains())
            return bound(u"(instr(lower(%1), ?) > 0)"_s.arg(column), folded(pieces[1]));
        return bound(u"(lower(%1) GLOB ?)"_s.arg(column), folded(globOf(match.pattern)));
    }

    QString one(const filter::IncidentNumberMatch &match)
    {
        const QString column = columnOf(match.field);
        return bound(u"(%1 >= 0 AND %1 %2 ?)"_s.arg(column, symbolOf(match.order)), match.value);
    }

    QString one(const filter::TimeMatch &match)
    {
        const bool since = match.side == filter::TimeMatch::Side::Since;
        return bound(since ? u"(at >= ?)"_s : u"(at < ?)"_s, match.resolve(m_now));
    }

    QString one(const filter::ChangedMatch &match)
    {
        return bound(u"(changed > 0 AND changed >= ?)"_s, match.time.resolve(m_now));
    }

    QString one(const filter::IncidentFlagMatch &match)
    {
        switch (match.flag) {
        case filter::IncidentFlag::Unseen:
            return u"(looked = 0)"_s;
        case filter::IncidentFlag::Changed:
            return u"(looked > 0 AND changed > looked)"_s;
        case filter::IncidentFlag::Noted:
            return u"(notes > 0)"_s;
        case filter::IncidentFlag::Tagged:
            return u"(tags <> '')"_s;
        case filter::IncidentFlag::Investigated:
            return u"EXISTS(SELECT 1 FROM session WHERE session.connection = incident.connection AND "
                   "session.incident = incident.number AND (session.provider IN ('', incident.provider) OR "
                   "incident.provider = ''))"_s;
        case filter::IncidentFlag::Open:
            return bound(u"(status <> ?)"_s, int(domain::IncidentStatus::Closed));
        }
        Q_UNREACHABLE();
    }

    const Micros m_now;
};

} // namespace

IncidentSql compileIncidents(const IncidentQuery &query, Micros now)
{
    Compiler compiler(now);
    QString where = compiler.expression(query);
    return {std::move(where), std::move(compiler.values)};
}

} // namespace tocsin::storage
