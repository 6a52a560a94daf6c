// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/filtersql.h"

#include "core/storage/sqlpattern.h"

#include <algorithm>

namespace tocsin::storage {

using namespace Qt::StringLiterals;
using filter::Query;

namespace {

// A phrase for FTS5: everything inside double quotes is words, never an operator.
QString phraseOf(const filter::FullText &text)
{
    QString quoted = text.text;
    quoted.replace(u'"', u"\"\""_s);
    return u"\"%1\"%2"_s.arg(quoted, text.prefix ? u"*"_s : QString());
}

bool isOfKind(const filter::Term &term)
{
    if (const auto *text = std::get_if<filter::TextMatch>(&term))
        return text->field != filter::TextField::Path && text->field != filter::TextField::Title &&
               text->field != filter::TextField::Actor;
    if (const auto *number = std::get_if<filter::NumberMatch>(&term))
        return number->field == filter::NumberField::Status;
    if (const auto *flag = std::get_if<filter::FlagMatch>(&term))
        return flag->flag == filter::Flag::Truncated || flag->flag == filter::Flag::Malformed ||
               flag->flag == filter::Flag::Differs;
    return std::holds_alternative<filter::VerdictMatch>(term) ||
           std::holds_alternative<filter::SeverityMatch>(term);
}

// Whether only what many deliveries share decides, which is answered once for the few hundred kinds.
bool isOfKind(const Query &query)
{
    return query.kind == Query::Kind::Leaf ? isOfKind(query.term)
                                           : std::all_of(query.children.begin(), query.children.end(),
                                                         [](const Query &child) { return isOfKind(child); });
}

class Compiler
{
public:
    Compiler(Micros now, ContractFile contracts) : m_now(now), m_contracts(contracts) {}

    // A condition on table kind, for what isOfKind().
    QString kindExpression(const Query &query) { return plain(query); }

    // A condition on table delivery. Never NULL, so that NOT is the plain complement.
    QString expression(const Query &query)
    {
        if (isOfKind(query) && !query.matchesEverything())
            return u"(delivery.kind IN (SELECT kind.id FROM kind WHERE %1))"_s.arg(kindExpression(query));
        return plain(query);
    }

    QVariantList values;
    bool usesSearch = false;
    bool usesContracts = false;

private:
    QString plain(const Query &query)
    {
        switch (query.kind) {
        case Query::Kind::Leaf:
            return std::visit([this](const auto &term) { return one(term); }, query.term);
        case Query::Kind::Not:
            return u"NOT "_s + part(query.children.front(), isOfKind(query));
        case Query::Kind::All:
            return joined(query, u" AND "_s);
        case Query::Kind::Any:
            return joined(query, u" OR "_s);
        }
        Q_UNREACHABLE();
    }

    QString part(const Query &child, bool onKind) { return onKind ? plain(child) : expression(child); }

    QString joined(const Query &query, const QString &word)
    {
        QStringList parts;
        const bool onKind = isOfKind(query);
        for (const Query &child : query.children)
            parts.append(part(child, onKind));
        return parts.isEmpty() ? u"1"_s : u'(' + parts.join(word) + u')';
    }

    QString bound(const QString &sql, const QVariant &value)
    {
        values.append(value);
        return sql;
    }

    QString one(const filter::FullText &text)
    {
        usesSearch = true;
        return bound(u"(delivery.id IN (SELECT rowid FROM search.request WHERE request MATCH ?))"_s,
                     phraseOf(text));
    }

    QString one(const filter::TextMatch &match)
    {
        switch (match.field) {
        case filter::TextField::Endpoint:
            return text(u"endpoint"_s, match.pattern);
        case filter::TextField::Event:
            return text(u"event"_s, match.pattern);
        case filter::TextField::Scheme:
            return text(u"scheme"_s, match.pattern);
        case filter::TextField::Secret:
            return text(u"secret"_s, match.pattern);
        case filter::TextField::Format:
            return text(u"format"_s, match.pattern);
        case filter::TextField::Method:
            return text(u"method"_s, match.pattern);
        case filter::TextField::Path:
            return text(u"substr(coalesce(target, ''), 1, instr(coalesce(target, '') || '?', '?') - 1)"_s,
                        match.pattern);
        case filter::TextField::Title:
            return folded(u"title"_s, match.pattern);
        case filter::TextField::Actor:
            return folded(u"actor"_s, match.pattern);
        }
        Q_UNREACHABLE();
    }

    QString text(const QString &column, const filter::Pattern &pattern)
    {
        if (pattern.isExact())
            return bound(u"(%1 = ?)"_s.arg(column),
                         pattern.pieces.first().isNull() ? u""_s : pattern.pieces.first());
        return bound(u"(%1 GLOB ?)"_s.arg(column), globOf(pattern));
    }

    QString folded(const QString &column, const filter::Pattern &pattern)
    {
        filter::Pattern lower = pattern;
        for (QString &piece : lower.pieces) {
            for (QChar &c : piece) {
                if (c >= u'A' && c <= u'Z') // what SQLite's lower() folds
                    c = QChar(c.unicode() + 32);
            }
        }
        return text(u"lower(coalesce(%1, ''))"_s.arg(column), lower);
    }

    QString one(const filter::VerdictMatch &match) { return bound(u"(verdict = ?)"_s, int(match.verdict)); }

    QString one(const filter::SeverityMatch &match)
    {
        if (match.order == filter::Order::Equal)
            return bound(u"(severity = ?)"_s, int(match.severity));
        return bound(u"(severity > 0 AND severity %1 ?)"_s.arg(symbolOf(match.order)), int(match.severity));
    }

    QString one(const filter::RiskMatch &match)
    {
        return bound(u"coalesce(risk %1 ?, 0)"_s.arg(symbolOf(match.order)), match.risk);
    }

    QString one(const filter::NumberMatch &match)
    {
        static const QHash<filter::NumberField, QString> columns = {
            {filter::NumberField::Status, u"status"_s},
            {filter::NumberField::Size, u"size"_s},
            {filter::NumberField::Attempt, u"attempt"_s},
            {filter::NumberField::Id, u"delivery.id"_s}};
        const QString condition = u"(%1 %2 ?)"_s.arg(columns.value(match.field), symbolOf(match.order));
        return bound(condition, match.value);
    }

    QString one(const filter::AddressMatch &match)
    {
        const QByteArray first = match.range.firstKey();
        const QByteArray last = match.range.lastKey();
        values << first << last << last << first;
        return u"coalesce(substr(addresses, 1, 16) BETWEEN ? AND ? OR (length(addresses) = 48 AND "
               "substr(addresses, 17, 16) <= ? AND substr(addresses, 33, 16) >= ?), 0)"_s;
    }

    QString one(const filter::TimeMatch &match)
    {
        return bound(match.side == filter::TimeMatch::Side::Since ? u"(received >= ?)"_s
                                                                  : u"(received < ?)"_s,
                     match.resolve(m_now));
    }

    QString one(const filter::FlagMatch &match)
    {
        switch (match.flag) {
        case filter::Flag::Pinned:
            return u"(pinned = 1)"_s;
        case filter::Flag::Noted:
            return u"(note IS NOT NULL)"_s;
        case filter::Flag::Truncated:
            return u"(completeness = 1)"_s;
        case filter::Flag::Malformed:
            return u"(completeness = 2)"_s;
        case filter::Flag::Repeat:
            return u"(attempt > 1)"_s;
        case filter::Flag::Differs:
            return u"(differs = 1)"_s;
        }
        Q_UNREACHABLE();
    }

    QString one(const filter::DriftMatch &match)
    {
        if (m_contracts == ContractFile::None)
            return u"0"_s;
        usesContracts = true;
        if (!match.kind)
            return u"(delivery.id IN (SELECT delivery FROM contracts.drift))"_s;
        return bound(u"(delivery.id IN (SELECT delivery FROM contracts.drift WHERE kind = ?))"_s,
                     QString(domain::driftKindId(*match.kind)));
    }

    const Micros m_now;
    const ContractFile m_contracts;
};

bool isFullText(const Query &query)
{
    return query.kind == Query::Kind::Leaf && std::holds_alternative<filter::FullText>(query.term);
}

} // namespace

FilterSql compileFilter(const Query &query, Micros now, ContractFile contracts)
{
    // What must hold, one condition each, sorted by who can answer it.
    const std::vector<Query> all =
        query.kind == Query::Kind::All ? query.children : std::vector<Query>{query};
    Query ofKind;
    Query rest;
    QStringList phrases;
    FilterSql sql;
    for (const Query &condition : all) {
        if (isFullText(condition))
            phrases.append(phraseOf(std::get<filter::FullText>(condition.term)));
        else
            (isOfKind(condition) ? ofKind : rest).children.push_back(condition);
        const auto *time =
            condition.kind == Query::Kind::Leaf ? std::get_if<filter::TimeMatch>(&condition.term) : nullptr;
        if (time && time->side == filter::TimeMatch::Side::Since)
            sql.since = std::max(time->resolve(now), sql.since.value_or(0));
    }
    Compiler kindCompiler(now, contracts);
    Compiler restCompiler(now, contracts);
    if (!ofKind.children.empty())
        sql.kinds = kindCompiler.kindExpression(ofKind);
    if (!rest.children.empty())
        sql.rest = restCompiler.expression(rest);
    sql.phrases = phrases.join(u" AND "_s);
    sql.kindValues = kindCompiler.values;
    sql.restValues = restCompiler.values;
    sql.usesContracts = restCompiler.usesContracts;
    sql.usesSearch = restCompiler.usesSearch || !phrases.isEmpty();

    QStringList where;
    if (!phrases.isEmpty()) {
        where.append(u"request MATCH ?"_s);
        sql.values.append(sql.phrases);
    }
    if (!sql.kinds.isEmpty()) {
        where.append(u"delivery.kind IN (SELECT kind.id FROM kind WHERE %1)"_s.arg(sql.kinds));
        sql.values.append(sql.kindValues);
    }
    where.append(sql.rest.isEmpty() ? u"1"_s : sql.rest);
    sql.values.append(sql.restValues);
    sql.fromWhere = (phrases.isEmpty() ? u"FROM delivery WHERE "_s
                                       : u"FROM search.request CROSS JOIN delivery ON delivery.id = "
                                         "request.rowid WHERE "_s) +
                    where.join(u" AND "_s);
    return sql;
}

} // namespace tocsin::storage
