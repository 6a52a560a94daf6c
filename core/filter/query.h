// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/clock.h"
#include "core/domain/drift.h"
#include "core/domain/severity.h"
#include "core/domain/verdict.h"
#include "core/filter/addressrange.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <variant>
#include <vector>

// What the filter bar asks for, as a value. parse.h reads it from text and prints it; the store compiles it.
// No SQL and no clock in here: relative times stay relative until somebody compiles them with a `now`.
namespace tocsin::filter {

enum class Order : quint8 { Equal, Less, LessEqual, Greater, GreaterEqual };

// Words anywhere in the request: full-text search over body, headers and path. Several words are a phrase:
// they stand side by side in this order. Not one of them is an operator of the search engine.
struct FullText
{
    QString text;        // never empty; may hold anything, so quote it for the engine
    bool prefix = false; // the last word may go on: `log*`

    bool operator==(const FullText &) const = default;
};

// Literal pieces with any run of characters (also none) between them: {"a"} is exactly a, {"a",""} starts
// with a, {"","a",""} contains a, {"a","b"} starts with a and ends with b. Pieces in the middle are never
// empty.
struct Pattern
{
    QStringList pieces; // at least one

    bool isExact() const { return pieces.size() == 1; }
    bool isPrefix() const { return pieces.size() == 2 && pieces.last().isEmpty(); }
    bool isContains() const
    {
        return pieces.size() == 3 && pieces.first().isEmpty() && pieces.last().isEmpty();
    }
    bool operator==(const Pattern &) const = default;
};

// Title and Actor compare without regard to (ASCII) case; all others with it. Method comes in upper case,
// Format in lower case. Path is the target up to the first '?'.
enum class TextField : quint8 { Endpoint, Event, Scheme, Secret, Method, Path, Format, Title, Actor };

struct TextMatch
{
    TextField field = TextField::Endpoint;
    Pattern pattern; // an exact empty text asks for deliveries that have none, e.g. scheme:""

    bool operator==(const TextMatch &) const = default;
};

struct VerdictMatch
{
    domain::Verdict verdict = domain::Verdict::Valid;

    bool operator==(const VerdictMatch &) const = default;
};

// Compared by the number of the enum. Severity::None ("severity:none") is only ever met by Equal: a payload
// that states no severity is neither above nor below anything.
struct SeverityMatch
{
    Order order = Order::Equal;
    domain::Severity severity = domain::Severity::None;

    bool operator==(const SeverityMatch &) const = default;
};

// A payload that states no risk meets no comparison.
struct RiskMatch
{
    Order order = Order::Equal;
    double risk = 0; // finite, as the sender's scale has it

    bool operator==(const RiskMatch &) const = default;
};

enum class NumberField : quint8 { Status, Size, Attempt, Id }; // Size in bytes; Id is the DeliveryId

struct NumberMatch
{
    NumberField field = NumberField::Status;
    Order order = Order::Equal;
    qint64 value = 0; // 0 .. 2^53

    bool operator==(const NumberMatch &) const = default;
};

// The peer's address, or the address that the payload names, lies in the range (or is a range that overlaps
// it).
struct AddressMatch
{
    AddressRange range;

    bool operator==(const AddressMatch &) const = default;
};

// Since: received >= the moment. Until: received < the moment.
struct TimeMatch
{
    enum class Side : quint8 { Since, Until };
    enum class Base : quint8 { Ago, At, Day };
    Side side = Side::Since;
    Base base = Base::Ago;
    Micros value = 0; // Ago: how long before now; At: since 1970; Day: 0 = today, 1 = yesterday, local

    Micros resolve(Micros now) const; // of a day the beginning, or for Until its end
    bool operator==(const TimeMatch &) const = default;
};

// Repeat: attempt 2 or later of its event. Differs: a repeat whose body is not that of attempt 1.
enum class Flag : quint8 { Pinned, Noted, Truncated, Malformed, Repeat, Differs };

struct FlagMatch
{
    Flag flag = Flag::Pinned;

    bool operator==(const FlagMatch &) const = default;
};

// The delivery was held against the accepted contract of its event, and differs. Without a kind: in anything.
struct DriftMatch
{
    std::optional<domain::DriftKind> kind;

    bool operator==(const DriftMatch &) const = default;
};

using Term = std::variant<FullText, TextMatch, VerdictMatch, SeverityMatch, RiskMatch, NumberMatch,
                          AddressMatch, TimeMatch, FlagMatch, DriftMatch>;

// A tree in one canonical shape: All and Any have no child of their own kind and at least two children (but
// All without children matches everything), Not has one child, which is not a Not. Not is the plain
// complement: every record meets either x or -x, also where a value is missing (mind NULL when compiling).
// T is what one term may ask of the records in question.
template<class T>
struct BasicQuery
{
    enum class Kind : quint8 { All, Any, Not, Leaf };
    Kind kind = Kind::All;
    std::vector<BasicQuery> children; // empty for Leaf
    T term;                           // only for Leaf

    bool matchesEverything() const { return kind == Kind::All && children.empty(); }
    bool operator==(const BasicQuery &) const = default;
};

using Query = BasicQuery<Term>; // of deliveries

} // namespace tocsin::filter
