// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/report/block.h"
#include "core/report/source.h"

namespace tocsin::report {

// The report as one document, from which Markdown, HTML and PDF are written. In English, as what it is made
// of. The title is not in it.
Blocks documentOf(const Source &source);

// The table at its head: name and value.
QList<std::pair<QString, QString>> factsOf(const Source &source);

// Entities each once, defanged when the source wants it.
QList<domain::Entity> entitiesOf(const Source &source);

} // namespace tocsin::report
