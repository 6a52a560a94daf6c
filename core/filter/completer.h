// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/filter/complete.h"
#include "core/filter/fields.h"
#include "core/filter/parse.h"
#include "core/filter/scan.h"

#include <algorithm>

// Completion for any language of the grammar: the language gives its fields and what may stand behind one.
// Private to the layer.
namespace tocsin::filter {

struct Offer
{
    QString text;
    QString description;
};

// The words that the user's own data gives, quoted where they have to be.
QList<Offer> wordOffers(const QStringList &words);

// The word that the cursor is in or right behind; anything else when it is in none.
Token tokenAt(QStringView text, qsizetype cursor);

// Those that fit, best first: what starts with what is typed, then what contains it.
QList<Completion> ranked(const QList<Offer> &offers, QStringView typed, QStringView replaced, qsizetype from);

// The operator that the field's example shows.
QLatin1StringView usualOperator(QLatin1StringView example);

template<class Field>
QList<Offer> fieldOffers(std::span<const Field> fields, bool withOperator)
{
    QList<Offer> offers;
    for (const Field &field : fields) {
        const QString insert = withOperator ? field.name + usualOperator(field.example) : QString(field.name);
        offers.append({insert, QStringLiteral("%1, for example %2").arg(field.meaning, field.example)});
    }
    return offers;
}

// valueOffers(field, ordered): ordered is true behind > and <.
template<class Field, class ValueOffers>
QList<Completion> completeValue(QStringView text, qsizetype cursor, const Token &token,
                                std::span<const Field> fields, const ValueOffers &valueOffers)
{
    const Field *field = findField(fields, token.field);
    if (!field)
        return {};
    qsizetype from = token.valueStart;
    qsizetype to = token.end;
    for (const ValueChar &c : token.value) {
        if (!field->list || c.quoted || c.ch != u',')
            continue;
        if (c.at < cursor)
            from = c.at + 1;
        else
            to = std::min(to, c.at);
    }
    QStringView typed = text.sliced(from, cursor - from);
    if (typed.startsWith(u'"'))
        typed = typed.sliced(1);
    const bool ordered = token.operation.contains(u'<') || token.operation.contains(u'>');
    return ranked(valueOffers(*field, ordered), typed, text.sliced(from, to - from), from);
}

template<class Field, class ValueOffers>
QList<Completion> completeIn(QStringView text, qsizetype cursor, std::span<const Field> fields,
                             const ValueOffers &valueOffers)
{
    if (text.size() > maxLength)
        return {};
    cursor = std::clamp<qsizetype>(cursor, 0, text.size());
    const Token token = tokenAt(text, cursor);
    if (token.kind == Token::Kind::Word && !token.field.isEmpty() && cursor >= token.valueStart)
        return completeValue(text, cursor, token, fields, valueOffers);
    if (token.kind == Token::Kind::Word && text[token.start] == u'"')
        return {};
    if (token.kind == Token::Kind::Word) {
        const qsizetype end = token.field.isEmpty() ? token.end : token.start + token.field.size();
        const QStringView word = text.sliced(token.start, end - token.start);
        // A cursor between name and value stands in the operator: nothing to say there.
        if (cursor > end)
            return {};
        return ranked(fieldOffers(fields, token.field.isEmpty()),
                      text.sliced(token.start, cursor - token.start), word, token.start);
    }
    return ranked(fieldOffers(fields, true), {}, {}, cursor);
}

} // namespace tocsin::filter
