// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/graph.h"
#include "core/sandbox/profile.h"
#include "core/sandbox/world.h"

#include <QJsonArray>
#include <QJsonObject>

namespace tocsin::sandbox {

// How the guess layer writes what the world knows. Every name in these functions that socmate.md does not
// state is a guess.

QJsonObject incidentJson(const Profile &profile, const WorldIncident &incident);       // of a list
QJsonObject incidentDetailJson(const Profile &profile, const WorldIncident &incident); // "complete payload"
QJsonObject enrichmentJson(const World &world, const WorldIncident &incident);
QJsonObject sessionJson(const Profile &profile, const World &world, const WorldSession &session, Micros now);
QJsonObject sessionRowJson(const Profile &profile, const WorldSession &session); // of a list
QJsonObject reportJson(const domain::Report &report, const Library &library);
QString reportMarkdown(const domain::Report &report, const Library &library);
QJsonObject graphJson(const Profile &profile, const QString &value, const domain::Graph &graph);

QString timeText(const QDateTime &at);

} // namespace tocsin::sandbox
