// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/report.h"

namespace tocsin::sandbox {

class World;
struct WorldIncident;
struct WorldSession;

// The report of a finished investigation: what the incident's story says, joined with what the world knows
// beside it. Without an incident it says that nothing was found.
domain::Report reportOf(const World &world, const WorldSession &session);
// The answer to a follow-up question, as Markdown.
QString followUpAnswer(const World &world, const WorldSession &session);
// Earlier incidents that share an address, account, host, domain, hash or sender with this one, newest first.
QList<const WorldIncident *> relatedTo(const World &world, const WorldIncident &incident, int most);

} // namespace tocsin::sandbox
