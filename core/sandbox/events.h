// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/sandbox/world.h"

class QRandomGenerator;

namespace tocsin::sandbox {

// The notification events of socmate.md section 10, with the members that it lists.
Event incidentAlert(const WorldIncident &incident, Micros at);
Event investigationCompleted(const WorldSession &session, const Schedule &schedule, const QString &webApp,
                             Micros at);
Event investigationFailed(const WorldSession &session, const Schedule &schedule, const QString &webApp,
                          Micros at);
Event scheduleDisabled(const Schedule &schedule, const QString &webApp, Micros at);

// An alert of SOCWarden about the account and the address that the incident names, when it names both kinds.
std::optional<Event> wardenAlert(const WorldIncident &incident, QRandomGenerator &random, Micros at);
// Socotra's event stream has nothing to do with incidents: one of the samples, as new.
Event socotraEvent(quint64 tick, QRandomGenerator &random, Micros at);

} // namespace tocsin::sandbox
