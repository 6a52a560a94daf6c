// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/filter/complete.h"
#include "core/filter/fields.h"
#include "core/filter/parse.h"
#include "core/filter/query.h"

// The language of parse.h for the record of writes: `what:PUT -answer:2* who:acme since:8h`. Free text is
// looked for in all four texts of an entry, in any case.
namespace tocsin::filter {

enum class AuditField : quint8 { Who, What, Target, Answer, Since, Until };

// In any case. Who and Target look inside the text, unless it is asked for as a whole (`who=`).
struct AuditTextMatch
{
    AuditField field = AuditField::Who;
    Pattern pattern;

    bool operator==(const AuditTextMatch &) const = default;
};

using AuditTerm = std::variant<FullText, AuditTextMatch, TimeMatch>;
using AuditQuery = BasicQuery<AuditTerm>;

std::span<const FieldOf<AuditField>> auditFields(); // in the order in which help shows them
tl::expected<AuditQuery, ParseError> parseAudit(QStringView text);
QString toText(const AuditQuery &query); // canonical, as toText(Query)
QList<Completion> completeAudit(QStringView text, qsizetype cursor);

// What an entry is asked about.
struct AuditTexts
{
    QStringView who;
    QStringView what;
    QStringView target;
    QStringView answer;
    Micros at = 0;
};
bool matches(const AuditQuery &query, const AuditTexts &entry, Micros now);

} // namespace tocsin::filter
