// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/filtersql.h"

namespace tocsin::storage {

using namespace Qt::StringLiterals;
using filter::Query;

namespace {

QString symbol(filter::Order order)
{
    switch (order) {
    case filter::Order::Equal:
        return u"="_s;
    case filter::Order::Less:
        return u"<"_s;
    case filter::Order::LessEqual:
        return u"<="_s;
    case filter::Order::Greater:
        return u">"_s;
    case filter::Order::GreaterEqual:
        return u">="_s;
    }
    Q_UNREACHABLE();
}

// GLOB with its own wildcards taken literally.
QString globOf(const filter::Pattern &pattern)
{
    QStringList pieces;
    for (QString piece : pattern.pieces) {
        piece.replace(u'[', u"[[]"_s).replace(u'*', u"[*]"_s).replace(u'?', u"[?]"_s);
        pieces.append(piece);
    }
    return pieces.join(u'*');
}

// A phrase for FTS5: everything inside double quotes is words, never an operator.
QString phraseOf(const filter::FullText &text)
{
    QString quoted = text.text;
    quoted.replace(u'"', u"\"\""_s);
    return u"\"%1\"%2"_s.arg(quoted, text.prefix ? u"*"_s : QString());
}

class Compiler
{
public:
    explicit Compiler(Micros now) : m_now(now) {}

    // Never NULL, so that NOT is the plain complement.
    QString expression(const Query &query)
    {
        switch (query.kind) {
        case Query::Kind::Leaf:
            return std::visit([this](const auto &term) { return one(term); }, query.term);
        case Query::Kind::Not:
            return u"NOT "_s + expression(query.children.front());
        case Query::Kind::All:
            return joined(query, u" AND "_s);
        case Query::Kind::Any:
            return joined(query, u" OR "_s);
        }
        Q_UNREACHABLE();
    }

    QVariantList values;
    bool usesSearch = false;

private:
    QString joined(const Query &query, const QString &word)
    {
        QStringList parts;
        for (const Query &child : query.children)
            parts.append(expression(child));
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
            return ofKind(text(u"endpoint"_s, match.pattern));
        case filter::TextField::Event:
            return ofKind(text(u"event"_s, match.pattern));
        case filter::TextField::Scheme:
            return ofKind(text(u"scheme"_s, match.pattern));
        case filter::TextField::Secret:
            return ofKind(text(u"secret"_s, match.pattern));
        case filter::TextField::Format:
            return ofKind(text(u"format"_s, match.pattern));
        case filter::TextField::Method:
            return ofKind(text(u"method"_s, match.pattern));
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

    // A condition on what many deliveries share: answered once for the few hundred kinds.
    static QString ofKind(const QString &condition)
    {
        return u"(delivery.kind IN (SELECT kind.id FROM kind WHERE %1))"_s.arg(condition);
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

    QString one(const filter::VerdictMatch &match)
    {
        return bound(ofKind(u"verdict = ?"_s), int(match.verdict));
    }

    QString one(const filter::SeverityMatch &match)
    {
        if (match.order == filter::Order::Equal)
            return bound(ofKind(u"severity = ?"_s), int(match.severity));
        return bound(ofKind(u"severity > 0 AND severity %1 ?"_s.arg(symbol(match.order))),
                     int(match.severity));
    }

    QString one(const filter::RiskMatch &match)
    {
        return bound(u"coalesce(risk %1 ?, 0)"_s.arg(symbol(match.order)), match.risk);
    }

    QString one(const filter::NumberMatch &match)
    {
        static const QHash<filter::NumberField, QString> columns = {
            {filter::NumberField::Status, u"status"_s},
            {filter::NumberField::Size, u"size"_s},
            {filter::NumberField::Attempt, u"attempt"_s},
            {filter::NumberField::Id, u"delivery.id"_s}};
        const QString condition = u"(%1 %2 ?)"_s.arg(columns.value(match.field), symbol(match.order));
        return bound(match.field == filter::NumberField::Status ? ofKind(condition) : condition, match.value);
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
            return ofKind(u"completeness = 1"_s);
        case filter::Flag::Malformed:
            return ofKind(u"completeness = 2"_s);
        case filter::Flag::Repeat:
            return u"(attempt > 1)"_s;
        case filter::Flag::Differs:
            return ofKind(u"differs = 1"_s);
        }
        Q_UNREACHABLE();
    }

    const Micros m_now;
};

bool isFullText(const Query &query)
{
    return query.kind == Query::Kind::Leaf && std::holds_alternative<filter::FullText>(query.term);
}

} // namespace

FilterSql compileFilter(const Query &query, Micros now)
{
    Compiler compiler(now);
    Query rest = query;
    QStringList phrases;
    if (isFullText(query)) {
        phrases.append(phraseOf(std::get<filter::FullText>(query.term)));
        rest = Query{};
    } else if (query.kind == Query::Kind::All) {
        std::erase_if(rest.children, [&phrases](const Query &child) {
            if (!isFullText(child))
                return false;
            phrases.append(phraseOf(std::get<filter::FullText>(child.term)));
            return true;
        });
    }
    FilterSql sql;
    if (phrases.isEmpty()) {
        sql.fromWhere = u"FROM delivery WHERE "_s + compiler.expression(rest);
    } else {
        compiler.values.append(phrases.join(u" AND "_s));
        sql.fromWhere =
            u"FROM search.request CROSS JOIN delivery ON delivery.id = request.rowid WHERE request MATCH ? "
            "AND "_s +
            compiler.expression(rest);
        compiler.usesSearch = true;
    }
    sql.values = compiler.values;
    sql.usesSearch = compiler.usesSearch;
    return sql;
}

} // namespace tocsin::storage
