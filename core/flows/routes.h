// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/capture.h"
#include "core/domain/endpoint.h"
#include "core/listener/response.h"
#include "core/rules/rule.h"
#include "core/signature/catalogue.h"
#include "core/signature/detect.h"

#include <memory>
#include <vector>

namespace tocsin::flows {

// An endpoint made ready for the capture path: its scheme and secrets looked up, its answers serialised.
struct Route
{
    domain::Endpoint endpoint;
    const signature::Scheme *scheme = nullptr;       // null = unsigned, or found by each request
    const signature::Catalogue *findAmong = nullptr; // null = the scheme is fixed
    std::vector<signature::NamedSecret> secrets;
    signature::Circumstances plain; // of a request over plain HTTP
    signature::Circumstances overTls;
    std::shared_ptr<const listener::Response> accepted;
    std::shared_ptr<const listener::Response> unauthorised;
    QList<rules::Rule> rules; // of the endpoint, read
    QString rulesFault;       // why there are none, when what is stored cannot be read
};

// The signature check of a request as of its receipt. Without a scheme nothing in it is, or looks, signed.
signature::Detection check(const Route &route, const domain::Capture &capture);
// The same by one scheme.
signature::Verification checkBy(const signature::Scheme &scheme, const Route &route,
                                const domain::Capture &capture);

// A snapshot of all endpoints, never changed after it was made: the listener's thread reads it without a lock
// while the window builds the next one.
class Routes
{
public:
    // The secrets of an endpoint are those whose label it names. The catch-all endpoint is added when it is
    // missing. The catalogue outlives the routes.
    Routes(const QList<domain::Endpoint> &endpoints, const signature::Catalogue &catalogue,
           const QList<signature::NamedSecret> &secrets);

    // By the path of the target, which may be a whole URL: the longest prefix that ends at a segment of the
    // path; the catch-all when none does.
    const Route &match(QByteArrayView target) const;
    const Route *byName(QStringView name) const;
    bool haveRules() const;

private:
    std::vector<Route> m_routes; // longest prefix first, catch-all last
};

// Rejected with the field's name and the remedy: name (1-64 characters of letters, digits, '-', '_', '.'),
// path, status, response fields, scheme, url, parameters, rules. `others` are the endpoints beside it.
Result<void> checkEndpoint(const domain::Endpoint &endpoint, const QList<domain::Endpoint> &others,
                           const signature::Catalogue &catalogue);

// Whether the URL as registered with the sender is part of what some recipe signs, so that a proxy in between
// makes it needed.
bool signsUrl(const signature::Scheme &scheme);

// Whether the prefix covers the path, by whole segments: "/hooks/a" covers "/hooks/a" and "/hooks/a/b".
bool covers(QByteArrayView prefix, QByteArrayView path);

} // namespace tocsin::flows
