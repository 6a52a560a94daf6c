// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/rules/rule.h"

namespace tocsin::rules {

using namespace Qt::StringLiterals;

QLatin1StringView testId(Test test)
{
    constexpr QLatin1StringView ids[] = {"present"_L1, "absent"_L1, "equals"_L1, "contains"_L1};
    return ids[int(test)];
}

QLatin1StringView endingId(Ending ending)
{
    constexpr QLatin1StringView ids[] = {"whole"_L1, "half-body"_L1, "close"_L1, "reset"_L1};
    return ids[int(ending)];
}

Result<void> checkRules(const QList<Rule> &rules)
{
    const auto read = readRules(writeRules(rules));
    if (!read)
        return fail(Error::Kind::Rejected, read.error().detail);
    if (*read != rules) // such as bytes that are not UTF-8
        return fail(Error::Kind::Rejected, u"a rule holds what cannot be written down"_s);
    return {};
}

} // namespace tocsin::rules
