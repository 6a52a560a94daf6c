// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/filter/query.h"

#include <QString>

namespace tocsin::storage {

// What both filters (of deliveries, of incidents) say to SQLite in the same words.

QString symbolOf(filter::Order order); // "=", "<" …

// The pattern for GLOB, with GLOB's own wildcards taken literally.
QString globOf(const filter::Pattern &pattern);

QString folded(QString text); // A-Z only, as SQLite's lower() does

} // namespace tocsin::storage
