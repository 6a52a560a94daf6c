// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/keyoffice.h"

#include <QJsonObject>

namespace tocsin::cli {

// Keys and clients as lines and JSON, never with a value.
QString keyHeading();
QString keyLine(const flows::KeyEntry &entry, bool isListOffered, Micros now);
QJsonObject keyJson(const flows::KeyEntry &entry, bool isListOffered, Micros now);

QString rotationLine(const storage::KeyRotation &rotation);
QJsonObject rotationJson(const storage::KeyRotation &rotation);

QString capabilityLine(const flows::Capability &capability);
QJsonObject capabilityJson(const flows::Capability &capability);

} // namespace tocsin::cli
