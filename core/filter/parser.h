// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/filter/fields.h"
#include "core/filter/parse.h"
#include "core/filter/scan.h"
#include "core/filter/values.h"

#include <algorithm>
#include <array>

// The grammar of parse.h for any table of fields. Private to the layer.
namespace tocsin::filter {

namespace grammar {

using namespace Qt::StringLiterals;

inline tl::unexpected<ParseError> error(qsizetype from, qsizetype to, QString message,
                                        QString suggestion = {})
{
    return tl::unexpected(ParseError{from, to - from, std::move(message), std::move(suggestion)});
}

template<class T>
BasicQuery<T> leaf(T term)
{
    return {BasicQuery<T>::Kind::Leaf, {}, std::move(term)};
}

// Keeps the one shape: no group within a group of its own kind, no group of one.
template<class T>
BasicQuery<T> group(typename BasicQuery<T>::Kind kind, std::vector<BasicQuery<T>> members)
{
    using Query = BasicQuery<T>;
    if (members.size() == 1)
        return std::move(members.front());
    Query query{kind, {}, {}};
    for (Query &member : members) {
        if (member.kind == kind)
            std::move(member.children.begin(), member.children.end(), std::back_inserter(query.children));
        else
            query.children.push_back(std::move(member));
    }
    return query;
}

template<class T>
BasicQuery<T> negated(BasicQuery<T> query)
{
    using Query = BasicQuery<T>;
    if (query.kind == Query::Kind::Not) {
        Query inner = std::move(query.children.front());
        return inner;
    }
    Query result{Query::Kind::Not, {}, {}};
    result.children.push_back(std::move(query));
    return result;
}

inline std::optional<Order> orderOf(QStringView operation)
{
    if (operation.size() > 1 && operation.startsWith(u':'))
        operation = operation.sliced(1);
    struct Sign
    {
        QStringView text;
        Order order;
    };
    static constexpr std::array signs = {
        Sign{u":", Order::Equal},      Sign{u"=", Order::Equal},   Sign{u"<", Order::Less},
        Sign{u"<=", Order::LessEqual}, Sign{u">", Order::Greater}, Sign{u">=", Order::GreaterEqual},
    };
    for (const Sign &sign : signs) {
        if (operation == sign.text)
            return sign.order;
    }
    return std::nullopt;
}

// Values between commas outside quotes; one value when the field takes no list.
inline QList<QList<ValueChar>> splitList(const QList<ValueChar> &value, bool list)
{
    QList<QList<ValueChar>> parts{{}};
    for (const ValueChar &c : value) {
        if (list && c.ch == u',' && !c.quoted)
            parts.append(QList<ValueChar>());
        else
            parts.last().append(c);
    }
    return parts;
}

// A Language says which fields there are and what their values mean:
//   using Term = ...; using Field = FieldOf<...>;
//   static std::span<const Field> fields();
//   static tl::expected<QList<Term>, ValueFault> readValue(const Field &, Order, bool exact, const
//   QList<ValueChar> &); static tl::expected<Term, ValueFault> readFreeText(const QList<ValueChar> &);
template<class Language>
class Parser
{
    using Term = typename Language::Term;
    using Field = typename Language::Field;
    using Query = BasicQuery<Term>;
    using Kind = typename Query::Kind;
    using Parsed = tl::expected<Query, ParseError>;

public:
    explicit Parser(QStringView text) : m_text(text), m_next(scanToken(text, 0)) {}

    Parsed run()
    {
        if (m_text.size() > maxLength)
            return error(maxLength, m_text.size(),
                         u"a filter may have %1 characters, not more"_s.arg(maxLength));
        if (m_next.kind == Token::Kind::End)
            return Query{};
        Parsed query = any(0);
        if (query && m_next.kind == Token::Kind::Close)
            return error(m_next.start, m_next.end, u"this parenthesis closes nothing"_s);
        return query;
    }

private:
    void advance() { m_next = scanToken(m_text, m_next.end); }

    Parsed any(int depth)
    {
        std::vector<Query> members;
        while (true) {
            Parsed member = all(depth);
            if (!member)
                return member;
            members.push_back(std::move(*member));
            if (m_next.kind != Token::Kind::Or)
                return group<Term>(Kind::Any, std::move(members));
            advance();
        }
    }

    Parsed all(int depth)
    {
        std::vector<Query> members;
        do {
            if (m_next.kind == Token::Kind::And && !members.empty())
                advance();
            Parsed member = unary(depth);
            if (!member)
                return member;
            members.push_back(std::move(*member));
        } while (m_next.kind != Token::Kind::End && m_next.kind != Token::Kind::Or &&
                 m_next.kind != Token::Kind::Close);
        return group<Term>(Kind::All, std::move(members));
    }

    Parsed unary(int depth)
    {
        bool negative = false;
        while (m_next.kind == Token::Kind::Not) {
            const Token sign = m_next;
            advance();
            const bool apart = m_next.kind == Token::Kind::End || m_next.start != sign.end;
            if (m_text[sign.start] == u'-' && apart)
                return error(sign.start, sign.end,
                             u"expected a term right behind -; to search for the sign write \"-\""_s);
            negative = !negative;
        }
        Parsed query = primary(depth);
        if (query && negative)
            return negated(std::move(*query));
        return query;
    }

    Parsed primary(int depth)
    {
        const Token token = m_next;
        if (token.kind == Token::Kind::Open)
            return parenthesis(depth + 1);
        if (token.kind != Token::Kind::Word)
            return missingTerm();
        advance();
        return word(token);
    }

    Parsed parenthesis(int depth)
    {
        const Token open = m_next;
        if (depth > maxNesting)
            return error(open.start, open.end,
                         u"parentheses may be nested %1 deep, not more"_s.arg(maxNesting));
        advance();
        Parsed inner = any(depth);
        if (!inner)
            return inner;
        if (m_next.kind != Token::Kind::Close)
            return error(open.start, open.end, u"this parenthesis is not closed"_s);
        advance();
        return inner;
    }

    tl::unexpected<ParseError> missingTerm() const
    {
        const QStringView found = m_text.sliced(m_next.start, m_next.end - m_next.start);
        if (m_next.kind == Token::Kind::End)
            return error(m_next.start, m_next.end, u"expected a term here, the filter ends"_s);
        return error(m_next.start, m_next.end, u"expected a term before %1"_s.arg(quotedForMessage(found)));
    }

    Parsed word(const Token &token)
    {
        if (token.openQuote >= 0)
            return error(token.openQuote, m_text.size(), u"this quote is not closed"_s,
                         m_text.sliced(token.openQuote).toString() + u'"');
        if (!token.field.isEmpty())
            return fieldTerm(token);
        const auto term = Language::readFreeText(token.value);
        if (!term)
            return error(token.start, token.end, term.error().message, term.error().suggestion);
        return counted({leaf<Term>(*term)}, Kind::All, token);
    }

    Parsed fieldTerm(const Token &token)
    {
        const Field *field = findField<Field>(Language::fields(), token.field);
        if (!field)
            return unknownField(token);
        const qsizetype sign = token.start + token.field.size();
        const std::optional<Order> order = orderOf(token.operation);
        if (!order) {
            const QStringView value = m_text.sliced(token.valueStart, token.end - token.valueStart);
            return error(token.start, token.end,
                         u"there is no %1: put - in front of the term"_s.arg(token.operation),
                         u"-%1:%2"_s.arg(field->name, value));
        }
        if (*order != Order::Equal && !field->ordered)
            return error(sign, token.valueStart,
                         u"%1 takes : or =, not %2"_s.arg(field->name, token.operation), u":"_s);
        if (token.value.isEmpty() && !token.hasQuoted())
            return error(token.valueStart, token.end,
                         u"expected a value for %1, for example %2"_s.arg(field->name, field->example));
        return values(token, *field, *order);
    }

    Parsed values(const Token &token, const Field &field, Order order)
    {
        const bool exact = token.operation.endsWith(u'=');
        const auto parts = splitList(token.value, field.list);
        std::vector<Query> alternatives;
        for (const QList<ValueChar> &part : parts) {
            if (parts.size() > 1 && part.isEmpty())
                return error(token.valueStart, token.end, u"expected a value on both sides of each comma"_s);
            if (parts.size() > 1 && order != Order::Equal)
                return error(token.valueStart, token.end, u"%1 takes one value here"_s.arg(token.operation));
            const bool whole = parts.size() == 1;
            const qsizetype from = whole ? token.valueStart : part.first().at;
            const qsizetype to = whole ? token.end : part.last().at + 1;
            auto terms = Language::readValue(field, order, exact, part);
            if (!terms)
                return error(from, to, terms.error().message, terms.error().suggestion);
            std::vector<Query> together;
            for (Term &term : *terms)
                together.push_back(leaf<Term>(std::move(term)));
            Parsed alternative = counted(std::move(together), Kind::All, token);
            if (!alternative)
                return alternative;
            alternatives.push_back(std::move(*alternative));
        }
        return group<Term>(Kind::Any, std::move(alternatives));
    }

    tl::unexpected<ParseError> unknownField(const Token &token) const
    {
        std::array<QLatin1StringView, 32> names;
        size_t count = 0;
        for (const Field &field : Language::fields())
            names[count++] = field.name;
        const QLatin1StringView near = nearestWord(token.field, std::span(names).first(count));
        const QString message = u"there is no field %1: "_s.arg(quotedForMessage(token.field));
        const qsizetype end = token.start + token.field.size();
        if (!near.isEmpty())
            return error(token.start, end, message + u"did you mean %1?"_s.arg(near), QString(near));
        QString quoted = m_text.sliced(token.start, token.end - token.start).toString();
        quoted.replace(u"\\"_s, u"\\\\"_s).replace(u"\""_s, u"\\\""_s);
        return error(token.start, token.end, message + u"to search for the text, put it in quotes"_s,
                     u'"' + quoted + u'"');
    }

    Parsed counted(std::vector<Query> terms, Kind kind, const Token &token)
    {
        m_terms += int(terms.size());
        if (m_terms > maxTerms)
            return error(token.start, token.end, u"a filter may have %1 terms, not more"_s.arg(maxTerms));
        return group<Term>(kind, std::move(terms));
    }

    QStringView m_text;
    Token m_next;
    int m_terms = 0;
};

} // namespace grammar

} // namespace tocsin::filter
