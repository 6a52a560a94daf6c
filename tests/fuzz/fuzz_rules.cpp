// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/rules/evaluate.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>

using namespace tocsin;

namespace {

domain::HttpMessage sample(QByteArrayView body)
{
    domain::HttpMessage message;
    message.method = "POST";
    message.target = "/hooks/a?x=1";
    message.headers = {{"Host", "localhost"}, {"X-Event", "a\"<\r\n"}};
    message.body = body.toByteArray();
    return message;
}

void demand(bool good, const char *what)
{
    if (!good) {
        std::fprintf(stderr, "%s\n", what);
        std::abort();
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView text(data, qsizetype(size));
    const auto rules = rules::readRules(text);
    if (!rules) {
        const QString &detail = rules.error().detail;
        demand(detail.startsWith(QStringLiteral("line ")) && detail.size() < 2000, qPrintable(detail));
        return 0;
    }
    const auto again = rules::readRules(rules::writeRules(*rules));
    demand(again && *again == *rules, "what is written is not what was read");
    const domain::HttpMessage message = sample(text); // the file itself is JSON with members to look for
    for (int attempt = 1; attempt < 4; ++attempt) {
        const auto found = rules::evaluate(*rules, {message, domain::Verdict::Valid, attempt, 1, 0});
        demand(found.trace.size() == rules->size(), "a rule is not in the trace");
        demand(found.reply.has_value() == (found.matched >= 0),
               "a reply without a rule, or the other way round");
        if (!found.reply)
            continue;
        demand(found.reply->body.size() <= 1024 * 1024, "an answer beyond its bound");
        for (const domain::HeaderField &field : found.reply->headers)
            demand(!field.value.contains('\r') && !field.value.contains('\n'),
                   "a field that breaks the line");
    }
    return 0;
}
