// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/endpoint.h"
#include "core/listener/response.h"
#include "core/signature/catalogue.h"
#include "core/signature/verify.h"

#include <memory>
#include <vector>

namespace tocsin::flows {

// An endpoint made ready for the capture path: its scheme and secrets looked up, its answers serialised.
struct Route
{
    domain::Endpoint endpoint;
    const signature::Scheme *scheme = nullptr; // null = unsigned; lives as long as the catalogue
    std::vector<signature::NamedSecret> secrets;
    std::shared_ptr<const listener::Response> accepted;
    std::shared_ptr<const listener::Response> unauthorised;
};

// A snapshot of all endpoints, never changed after it was made: the listener's thread reads it without a lock
// while the window builds the next one.
class Routes
{
public:
    // The secrets of an endpoint are those whose label it names. The catch-all endpoint is added when it is
    // missing.
    Routes(const QList<domain::Endpoint> &endpoints, const signature::Catalogue &catalogue,
           const QList<signature::NamedSecret> &secrets);

    // By the path of the target, which may be a whole URL: the longest prefix that ends at a segment of the
    // path; the catch-all when none does.
    const Route &match(QByteArrayView target) const;
    const Route *byName(QStringView name) const;

private:
    std::vector<Route> m_routes; // longest prefix first, catch-all last
};

// Rejected with the field's name and the remedy: name (1-64 characters of letters, digits, '-', '_', '.'),
// path, status, response fields, scheme. `others` are the endpoints beside it.
Result<void> checkEndpoint(const domain::Endpoint &endpoint, const QList<domain::Endpoint> &others,
                           const signature::Catalogue &catalogue);

// Whether the prefix covers the path, by whole segments: "/hooks/a" covers "/hooks/a" and "/hooks/a/b".
bool covers(QByteArrayView prefix, QByteArrayView path);

} // namespace tocsin::flows
