// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/incidents/incidentcase.h"

namespace tocsin::ui {

struct ActivityLine
{
    Micros at = 0;
    bool isHere = false; // done or seen by this program; else told by the server
    QString what;        // may hold texts from outside
};

// What is known to have happened to an incident, newest first: what the server told, what was seen and done
// here. Pure.
QList<ActivityLine> activityOf(const IncidentCase &all);

} // namespace tocsin::ui
