// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/filter/query.h"

#include <tl/expected.hpp>

namespace tocsin::filter {

constexpr qsizetype maxLength = 4096; // UTF-16 units, as a line edit counts
constexpr int maxNesting = 32;        // parentheses
constexpr int maxTerms = 200;

// Where and why a text is not a filter. Positions are UTF-16 units from the start of the text.
struct ParseError
{
    qsizetype position = 0;
    qsizetype length = 0; // 0 = something is missing at the position
    QString message; // what is wrong and what was expected: severity has no word "hgih": did you mean high?
    QString suggestion; // what to put in place of the marked text; empty = none

    bool operator==(const ParseError &) const = default;
};

// The language, e.g. `endpoint:orders severity>=high since:2h "free text" -path:/health (status:404 OR
// status>=500)`. Blanks mean and; OR or | binds weaker than that; - or NOT negates one term or group. Fields
// and their values: see fields.h. A bare word or a "quoted phrase" is searched for in the text; in quotes \"
// and \\ stand for themselves. `*` outside quotes is any run of characters. A comma between values is an or:
// verdict:mismatch,malformed; `a..b` is a range of numbers. Local times are read in the zone of this
// process. An empty text matches everything.
tl::expected<Query, ParseError> parse(QStringView text);

// The canonical text: parse(toText(q)) == q for every query that parse() gave, unless the quotes that are
// added make it longer than maxLength.
QString toText(const Query &query);

} // namespace tocsin::filter
