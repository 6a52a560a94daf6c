// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/filter/completer.h"

#include "core/filter/values.h"

namespace tocsin::filter {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostOffers = 50;

} // namespace

QList<Offer> wordOffers(const QStringList &words)
{
    QList<Offer> offers;
    for (const QString &word : words)
        offers.append({quotedIfNeeded(word), {}});
    return offers;
}

Token tokenAt(QStringView text, qsizetype cursor)
{
    using Kind = Token::Kind;
    Token token = scanToken(text, 0);
    while (token.kind != Kind::End &&
           (token.end < cursor || (token.kind != Kind::Word && token.end == cursor)))
        token = scanToken(text, token.end);
    return token.start <= cursor ? token : Token{};
}

QLatin1StringView usualOperator(QLatin1StringView example)
{
    if (example.contains(">="_L1))
        return ">="_L1;
    return example.contains(u'>') ? ">"_L1 : ":"_L1;
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

} // namespace tocsin::filter
