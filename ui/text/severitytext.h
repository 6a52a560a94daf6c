// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/severity.h"
#include "ui/widgets/badge.h"

namespace tocsin::ui {

// Shape, colour and word. For Unknown the word is the sender's own (severityText); None gives an empty badge.
BadgeText severityBadge(domain::Severity severity, const QString &severityText = {});

} // namespace tocsin::ui
