// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/connection.h"
#include "ui/theme/tokens.h"

#include <QString>

namespace tocsin::ui {

class Theme;

QString colourName(domain::ConnectionColour colour);
// By which the style sheet paints a strip: "mark-blue", and "production" where there is no other colour for a
// production system. Empty: no strip.
QString stripLook(const domain::Connection &connection);

} // namespace tocsin::ui
