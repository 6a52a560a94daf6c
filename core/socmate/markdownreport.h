// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/report.h"

namespace tocsin::socmate {

// A report that is one Markdown text: its headings are recognised by their words (summary, findings,
// recommendations, queries, entities, techniques); what is below any other heading is a section of its own.
// Every line ends up in at least one member.
domain::Report readMarkdownReport(const QString &text);

// Adds to a report what the text holds, where the report has nothing yet.
void addMarkdown(domain::Report &report, const QString &text);

// The lines of a Markdown list, or the paragraphs of a text without one.
QStringList markdownLines(const QString &text);

} // namespace tocsin::socmate
