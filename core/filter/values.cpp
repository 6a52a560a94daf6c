// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/filter/values.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace tocsin::filter {

namespace {

using namespace Qt::StringLiterals;

using Fault = tl::unexpected<ValueFault>;

constexpr qint64 largestNumber = 1LL << 53; // what a double still counts exactly

Fault fault(QString message, QString suggestion = {})
{
    return Fault(ValueFault{std::move(message), std::move(suggestion)});
}

void foldAscii(QString &text, char16_t first, char16_t last, int shift)
{
    for (QChar &c : text) {
        if (c.unicode() >= first && c.unicode() <= last)
            c = QChar(c.unicode() + shift);
    }
}

TextMatch readText(TextField field, bool exact, const QList<ValueChar> &value)
{
    TextMatch match{field, readPattern(value)};
    for (QString &piece : match.pattern.pieces) {
        if (field == TextField::Method)
            foldAscii(piece, u'a', u'z', -32);
        else if (field == TextField::Format)
            foldAscii(piece, u'A', u'Z', 32);
    }
    if (exact || !match.pattern.isExact() || match.pattern.pieces[0].isEmpty())
        return match;
    if (field == TextField::Path)
        match.pattern.pieces.append(QString());
    else if (field == TextField::Title || field == TextField::Actor)
        match.pattern.pieces = {QString(), match.pattern.pieces[0], QString()};
    return match;
}

// Digits with at most one point; no sign, no exponent.
std::optional<double> readDecimal(QStringView text)
{
    const qsizetype point = text.indexOf(u'.');
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (i != point && (text[i] < u'0' || text[i] > u'9'))
            return std::nullopt;
    }
    if (text.isEmpty() || text.size() > 24 || point == 0 || point == text.size() - 1)
        return std::nullopt;
    bool good = false;
    const double value = text.toDouble(&good);
    return good && value <= double(largestNumber) ? std::optional(value) : std::nullopt;
}

// "10", "10k", "1.5m", "2KiB": steps of 1024.
std::optional<qint64> readSize(QStringView text)
{
    if (text.endsWith("ib"_L1, Qt::CaseInsensitive))
        text.chop(2);
    else if (text.endsWith("b"_L1, Qt::CaseInsensitive))
        text.chop(1);
    double factor = 1;
    if (!text.isEmpty()) {
        const qsizetype step = QStringView(u"kmg").indexOf(text.back().toLower());
        if (step >= 0) {
            factor = std::pow(1024, double(step + 1));
            text.chop(1);
        }
    }
    const std::optional<double> value = readDecimal(text);
    if (!value || *value * factor > double(largestNumber))
        return std::nullopt;
    return qint64(std::llround(*value * factor));
}

std::optional<Term> readComparison(FieldId id, Order order, QStringView text)
{
    if (id == FieldId::Risk) {
        const std::optional<double> risk = readDecimal(text);
        return risk ? std::optional<Term>(RiskMatch{order, *risk}) : std::nullopt;
    }
    const NumberField field = id == FieldId::Status    ? NumberField::Status
                              : id == FieldId::Size    ? NumberField::Size
                              : id == FieldId::Attempt ? NumberField::Attempt
                                                       : NumberField::Id;
    const std::optional<qint64> value = id == FieldId::Size ? readSize(text) : readWhole(text);
    return value ? std::optional<Term>(NumberMatch{field, order, *value}) : std::nullopt;
}

bool isStatusClass(QStringView text)
{
    return text.size() == 3 && text[0] >= u'1' && text[0] <= u'5' &&
           text.endsWith("xx"_L1, Qt::CaseInsensitive);
}

tl::expected<Terms, ValueFault> readNumber(const Field &field, Order order, QStringView text)
{
    if (field.id == FieldId::Status && order == Order::Equal && isStatusClass(text)) {
        const qint64 first = (text[0].unicode() - u'0') * 100;
        return Terms{NumberMatch{NumberField::Status, Order::GreaterEqual, first},
                     NumberMatch{NumberField::Status, Order::Less, first + 100}};
    }
    const qsizetype dots = text.indexOf(".."_L1);
    if (dots >= 0 && order == Order::Equal) {
        const auto low = readComparison(field.id, Order::GreaterEqual, text.first(dots));
        const auto high = readComparison(field.id, Order::LessEqual, text.sliced(dots + 2));
        if (low && high)
            return Terms{*low, *high};
    } else if (const auto term = readComparison(field.id, order, text)) {
        return Terms{*term};
    }
    return fault(u"%1 takes a number, not %2: for example %3"_s.arg(field.name, quotedForMessage(text),
                                                                    field.example));
}

tl::expected<Terms, ValueFault> readWord(const Field &field, Order order, QStringView text)
{
    if (field.id == FieldId::Verdict) {
        if (const auto verdict = domain::verdictFromId(text))
            return Terms{VerdictMatch{*verdict}};
    } else if (field.id == FieldId::Severity) {
        if (order == Order::Equal && text.compare("none"_L1, Qt::CaseInsensitive) == 0)
            return Terms{SeverityMatch{order, domain::Severity::None}};
        if (const auto severity = domain::severityFromId(text))
            return Terms{SeverityMatch{order, *severity}};
        if (text.compare("none"_L1, Qt::CaseInsensitive) == 0)
            return fault(u"nothing is above or below no severity: write severity:none"_s);
    } else if (field.id == FieldId::Drift) {
        if (text.compare("any"_L1, Qt::CaseInsensitive) == 0)
            return Terms{DriftMatch{}};
        if (const auto kind = domain::driftKindFromId(text.toString().toLower()))
            return Terms{DriftMatch{*kind}};
    } else {
        const auto words = fieldWords(FieldId::Is);
        for (size_t i = 0; i < words.size(); ++i) {
            if (text.compare(words[i], Qt::CaseInsensitive) == 0)
                return Terms{FlagMatch{Flag(i)}};
        }
    }
    return Fault(notAWord(field.name, text, fieldWords(field.id)));
}

std::optional<TextField> textField(FieldId id)
{
    switch (id) {
    case FieldId::Endpoint:
        return TextField::Endpoint;
    case FieldId::Event:
        return TextField::Event;
    case FieldId::Scheme:
        return TextField::Scheme;
    case FieldId::Secret:
        return TextField::Secret;
    case FieldId::Method:
        return TextField::Method;
    case FieldId::Path:
        return TextField::Path;
    case FieldId::Format:
        return TextField::Format;
    case FieldId::Title:
        return TextField::Title;
    case FieldId::Actor:
        return TextField::Actor;
    default:
        return std::nullopt;
    }
}

} // namespace

std::optional<qint64> readWhole(QStringView text)
{
    if (text.contains(u'.'))
        return std::nullopt;
    const std::optional<double> value = readDecimal(text);
    return value ? std::optional(qint64(*value)) : std::nullopt;
}

ValueFault notAWord(QLatin1StringView field, QStringView typed, std::span<const QLatin1StringView> words)
{
    const QLatin1StringView near = nearestWord(typed, words);
    const QString message = u"%1 has no word %2: "_s.arg(field, quotedForMessage(typed));
    if (!near.isEmpty())
        return {message + u"did you mean %1?"_s.arg(near), QString(near)};
    QStringList all;
    for (const QLatin1StringView word : words)
        all.append(QString(word));
    return {message + u"it takes "_s + all.join(u", "_s), {}};
}

Pattern readPattern(const QList<ValueChar> &value)
{
    Pattern pattern{{QString()}};
    bool afterStar = false;
    for (const ValueChar &c : value) {
        if (c.ch == u'*' && !c.quoted) {
            if (!afterStar)
                pattern.pieces.append(QString());
            afterStar = true;
        } else {
            pattern.pieces.last() += c.ch;
            afterStar = false;
        }
    }
    return pattern;
}

QString quotedForMessage(QStringView text)
{
    constexpr qsizetype longest = 40;
    return u'"' + (text.size() > longest ? text.first(longest).toString() + u'…' : text.toString()) + u'"';
}

tl::expected<Terms, ValueFault> readValue(const Field &field, Order order, bool exact,
                                          const QList<ValueChar> &value)
{
    if (const std::optional<TextField> text = textField(field.id))
        return Terms{readText(*text, exact, value)};
    const QString text = plainText(value);
    switch (field.id) {
    case FieldId::Verdict:
    case FieldId::Severity:
    case FieldId::Is:
    case FieldId::Drift:
        return readWord(field, order, text);
    case FieldId::Ip:
        if (const auto range = addressRangeFromText(text.toLatin1()))
            return Terms{AddressMatch{*range}};
        return fault(u"ip takes an address or a network, not %1: for example 203.0.113.7, "
                     "203.0.113.0/24, 2001:db8::/32"_s.arg(quotedForMessage(text)));
    case FieldId::Since:
    case FieldId::Until: {
        const bool since = field.id == FieldId::Since;
        const auto time = readTime(since ? TimeMatch::Side::Since : TimeMatch::Side::Until, text);
        if (!time)
            return Fault(time.error());
        return Terms{*time};
    }
    default:
        return readNumber(field, order, text);
    }
}

tl::expected<FullText, ValueFault> readFreeText(const QList<ValueChar> &value)
{
    const Pattern pattern = readPattern(value);
    if (pattern.pieces[0].trimmed().isEmpty())
        return fault(u"expected a word to search for"_s);
    if (!pattern.isExact() && !pattern.isPrefix())
        return fault(u"in free text * may only stand at the end of a word"_s);
    return FullText{pattern.pieces[0], pattern.isPrefix()};
}

} // namespace tocsin::filter
