// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/filter/complete.h"

#include "core/filter/fields.h"
#include "core/filter/parse.h"
#include "core/filter/scan.h"
#include "core/filter/values.h"

#include <algorithm>
#include <array>

namespace tocsin::filter {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype mostOffers = 50;

struct Offer
{
    QString text;
    QString description;
};

struct Hint
{
    FieldId field;
    QLatin1StringView text;
    QLatin1StringView description;
};

// The words with what they mean, and useful values for fields that take any.
constexpr std::array hints = {
    Hint{FieldId::Verdict, "valid"_L1, "signature matches, inside the time window"_L1},
    Hint{FieldId::Verdict, "valid-stale"_L1, "signature matches, too old"_L1},
    Hint{FieldId::Verdict, "valid-future"_L1, "signature matches, sender's clock is ahead"_L1},
    Hint{FieldId::Verdict, "mismatch"_L1, "signature does not match"_L1},
    Hint{FieldId::Verdict, "missing-signature"_L1, "the signature header is missing"_L1},
    Hint{FieldId::Verdict, "missing-timestamp"_L1, "the timestamp is missing"_L1},
    Hint{FieldId::Verdict, "malformed"_L1, "the signature cannot be read"_L1},
    Hint{FieldId::Verdict, "no-secret"_L1, "no secret to check with"_L1},
    Hint{FieldId::Verdict, "unsigned"_L1, "the endpoint expects no signature"_L1},
    Hint{FieldId::Severity, "critical"_L1, ""_L1},
    Hint{FieldId::Severity, "high"_L1, ""_L1},
    Hint{FieldId::Severity, "medium"_L1, ""_L1},
    Hint{FieldId::Severity, "low"_L1, ""_L1},
    Hint{FieldId::Severity, "info"_L1, ""_L1},
    Hint{FieldId::Severity, "unknown"_L1, "a word that is none of these"_L1},
    Hint{FieldId::Severity, "none"_L1, "the payload states no severity"_L1},
    Hint{FieldId::Is, "pinned"_L1, "kept by retention"_L1},
    Hint{FieldId::Is, "noted"_L1, "has a note"_L1},
    Hint{FieldId::Is, "truncated"_L1, "the request ended early"_L1},
    Hint{FieldId::Is, "malformed"_L1, "the request is not HTTP/1.1"_L1},
    Hint{FieldId::Is, "repeat"_L1, "second or later attempt of an event"_L1},
    Hint{FieldId::Is, "differs"_L1, "a repeat with another body"_L1},
    Hint{FieldId::Drift, "any"_L1, "differs from the accepted contract"_L1},
    Hint{FieldId::Drift, "new-member"_L1, "has a member that the contract does not know"_L1},
    Hint{FieldId::Drift, "missing-member"_L1, "lacks one that was always there"_L1},
    Hint{FieldId::Drift, "type-change"_L1, "a value of another type"_L1},
    Hint{FieldId::Drift, "new-value"_L1, "a word that never stood there"_L1},
    Hint{FieldId::Drift, "format-change"_L1, "no longer a date, an address, a UUID"_L1},
    Hint{FieldId::Drift, "duplicate-member"_L1, "a member that stands twice"_L1},
    Hint{FieldId::Drift, "not-comparable"_L1, "no JSON, or too large"_L1},
    Hint{FieldId::Method, "POST"_L1, ""_L1},
    Hint{FieldId::Method, "GET"_L1, ""_L1},
    Hint{FieldId::Method, "PUT"_L1, ""_L1},
    Hint{FieldId::Method, "PATCH"_L1, ""_L1},
    Hint{FieldId::Method, "DELETE"_L1, ""_L1},
    Hint{FieldId::Status, "2xx"_L1, "accepted"_L1},
    Hint{FieldId::Status, "4xx"_L1, "refused"_L1},
    Hint{FieldId::Status, "5xx"_L1, "could not be taken"_L1},
    Hint{FieldId::Since, "15m"_L1, "15 minutes ago"_L1},
    Hint{FieldId::Since, "1h"_L1, "an hour ago"_L1},
    Hint{FieldId::Since, "1d"_L1, "24 hours ago"_L1},
    Hint{FieldId::Since, "1w"_L1, "7 days ago"_L1},
    Hint{FieldId::Until, "15m"_L1, "15 minutes ago"_L1},
    Hint{FieldId::Until, "1h"_L1, "an hour ago"_L1},
    Hint{FieldId::Until, "1d"_L1, "24 hours ago"_L1},
    Hint{FieldId::Until, "1w"_L1, "7 days ago"_L1},
};

// The word that the cursor is in or right behind; anything else when it is in none.
Token tokenAt(QStringView text, qsizetype cursor)
{
    using Kind = Token::Kind;
    Token token = scanToken(text, 0);
    while (token.kind != Kind::End &&
           (token.end < cursor || (token.kind != Kind::Word && token.end == cursor)))
        token = scanToken(text, token.end);
    return token.start <= cursor ? token : Token{};
}

// The operator that the field's example shows.
QLatin1StringView usualOperator(const Field &field)
{
    if (field.example.contains(">="_L1))
        return ">="_L1;
    return field.example.contains(u'>') ? ">"_L1 : ":"_L1;
}

QList<Offer> fieldOffers(bool withOperator)
{
    QList<Offer> offers;
    for (const Field &field : fields()) {
        const QString insert = withOperator ? field.name + usualOperator(field) : QString(field.name);
        offers.append({insert, u"%1, for example %2"_s.arg(field.meaning, field.example)});
    }
    return offers;
}

// "auth.*" for every first part that at least two event names share.
QList<Offer> eventFamilies(const QStringList &events)
{
    QList<Offer> offers;
    QStringList seen;
    for (const QString &event : events) {
        const qsizetype dot = event.indexOf(u'.');
        if (dot <= 0)
            continue;
        const QString stem = event.first(dot + 1);
        if (seen.count(stem) == 1)
            offers.append({quotedIfNeeded(stem) + u'*', u"all that start with %1"_s.arg(stem)});
        seen.append(stem);
    }
    return offers;
}

QList<Offer> vocabularyOffers(const QStringList &words)
{
    QList<Offer> offers;
    for (const QString &word : words)
        offers.append({quotedIfNeeded(word), {}});
    return offers;
}

QList<Offer> valueOffers(const Field &field, bool ordered, const Vocabulary &vocabulary)
{
    switch (field.id) {
    case FieldId::Endpoint:
        return vocabularyOffers(vocabulary.endpoints);
    case FieldId::Event:
        return eventFamilies(vocabulary.events) + vocabularyOffers(vocabulary.events);
    case FieldId::Scheme:
        return vocabularyOffers(vocabulary.schemes);
    case FieldId::Secret:
        return vocabularyOffers(vocabulary.secretLabels);
    case FieldId::Format:
        return vocabularyOffers(vocabulary.formats);
    default:
        break;
    }
    QList<Offer> offers;
    for (const Hint &hint : hints) {
        const bool onlyEqual = hint.text == "none"_L1 || field.id == FieldId::Status;
        if (hint.field == field.id && !(ordered && onlyEqual))
            offers.append({QString(hint.text), QString(hint.description)});
    }
    return offers;
}

QList<Completion> ranked(const QList<Offer> &offers, QStringView typed, QStringView replaced, qsizetype from)
{
    QList<Completion> first;
    QList<Completion> second;
    for (const Offer &offer : offers) {
        if (offer.text == replaced)
            continue;
        const QStringView bare = offer.text.startsWith(u'"') ? QStringView(offer.text).sliced(1) : offer.text;
        const Completion completion{offer.text, from, replaced.size(), offer.description};
        if (bare.startsWith(typed, Qt::CaseInsensitive))
            first.append(completion);
        else if (bare.contains(typed, Qt::CaseInsensitive))
            second.append(completion);
    }
    first += second;
    return first.first(std::min(first.size(), mostOffers));
}

QList<Completion> completeValue(QStringView text, qsizetype cursor, const Token &token,
                                const Vocabulary &vocabulary)
{
    const Field *field = findField(token.field);
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
    return ranked(valueOffers(*field, ordered, vocabulary), typed, text.sliced(from, to - from), from);
}

} // namespace

QList<Completion> complete(QStringView text, qsizetype cursor, const Vocabulary &vocabulary)
{
    if (text.size() > maxLength)
        return {};
    cursor = std::clamp<qsizetype>(cursor, 0, text.size());
    const Token token = tokenAt(text, cursor);
    if (token.kind == Token::Kind::Word && !token.field.isEmpty() && cursor >= token.valueStart)
        return completeValue(text, cursor, token, vocabulary);
    if (token.kind == Token::Kind::Word && text[token.start] == u'"')
        return {};
    if (token.kind == Token::Kind::Word) {
        const qsizetype end = token.field.isEmpty() ? token.end : token.start + token.field.size();
        const QStringView word = text.sliced(token.start, end - token.start);
        // A cursor between name and value stands in the operator: nothing to say there.
        if (cursor > end)
            return {};
        return ranked(fieldOffers(token.field.isEmpty()), text.sliced(token.start, cursor - token.start),
                      word, token.start);
    }
    return ranked(fieldOffers(true), {}, {}, cursor);
}

} // namespace tocsin::filter
