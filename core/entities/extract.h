// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/entity.h"

#include <QList>
#include <QStringList>
#include <QStringView>

namespace tocsin::entities {

// An entity and where it stands. The value is the plain one: "evil[.]com" is found as evil.com, hashes,
// domains and addresses in their canonical lower-case spelling; users, hosts and processes as they are
// written.
struct Found
{
    domain::Entity entity;
    qsizetype offset = 0; // in UTF-16 units of the text that was searched
    qsizetype length = 0;
    bool defanged = false; // it was written so that nobody can follow it

    bool operator==(const Found &) const = default;
};

struct Options
{
    QStringList accountDomains; // addresses at these domains are users, not e-mail; in lower case
    bool hostsOfUrls = true;    // the host of a URL is an entity of its own
    qsizetype most = 10'000;    // stops after that many
};

// Every entity of the eight kinds that a text shows by its form, in the order of the text. Takes time linear
// in the text whatever the text is. docs/reports.md says which kind wins where a form is ambiguous.
QList<Found> extract(QStringView text, const Options &options = {});

} // namespace tocsin::entities
