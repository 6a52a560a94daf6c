// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/report.h"
#include "core/socmate/document.h"

namespace tocsin::socmate {

// The lists of a report; each accepts an array of texts or of objects, or one text. What is read is marked.
QList<domain::ReportFinding> readFindings(const Node &value);
QList<domain::Entity> readEntities(const Node &value); // also { "ip": ["192.0.2.1"], ... }
QList<domain::ReportQuery> readQueries(const Node &value);
QList<domain::ReportSection> readSections(const Node &value);
QStringList readRecommendations(const Node &value);
QStringList readTechniques(const Node &value); // the ATT&CK ids in it, each once

} // namespace tocsin::socmate
