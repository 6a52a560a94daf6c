// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/filter/parse.h"

#include "core/filter/parser.h"

namespace tocsin::filter {

namespace {

struct Deliveries
{
    using Term = filter::Term;
    using Field = filter::Field;

    static std::span<const Field> fields() { return filter::fields(); }

    static tl::expected<Terms, ValueFault> readValue(const Field &field, Order order, bool exact,
                                                     const QList<ValueChar> &value)
    {
        return filter::readValue(field, order, exact, value);
    }

    static tl::expected<Term, ValueFault> readFreeText(const QList<ValueChar> &value)
    {
        const auto text = filter::readFreeText(value);
        return text ? tl::expected<Term, ValueFault>(*text) : tl::unexpected(text.error());
    }
};

} // namespace

tl::expected<Query, ParseError> parse(QStringView text)
{
    return grammar::Parser<Deliveries>(text).run();
}

} // namespace tocsin::filter
