// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/compare/requests.h"

#include "core/compare/headers.h"
#include "core/compare/json.h"

namespace tocsin::compare {

namespace {

void compareWord(Findings &findings, const QByteArray &what, const QByteArray &left, const QByteArray &right)
{
    if (left != right)
        findings.add({Change::Value, what, 0, 0, excerpt(left), excerpt(right), {}, 1});
}

} // namespace

RequestComparison compareRequests(const domain::HttpMessage &left, const domain::HttpMessage &right)
{
    RequestComparison found;
    compareWord(found.line, "method", left.method, right.method);
    compareWord(found.line, "target", left.target, right.target);
    found.headers = compareHeaders(left.headers, right.headers);
    found.trailers = compareHeaders(left.trailers, right.trailers);
    found.head = compareBytes(left.head, right.head);
    found.body = compareBytes(left.body, right.body);
    found.json = compareJson(left.body, right.body);
    return found;
}

} // namespace tocsin::compare
