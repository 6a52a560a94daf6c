// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/drift.h"

#include <QString>

namespace tocsin::ui {

// "New member: string", "Type: integer → string". Texts in it come from outside.
QString driftText(const domain::Drift &drift);
// Where: the JSON pointer, or that it is the whole body.
QString driftPlace(const domain::Drift &drift);

} // namespace tocsin::ui
