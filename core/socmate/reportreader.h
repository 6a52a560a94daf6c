// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/session.h"
#include "core/socmate/document.h"

namespace tocsin::socmate {

// A report from any shape that socmate.md 5.7 allows: a Markdown text, a text that holds a JSON object, an
// object, or a list of sections. Nothing for what is empty.
std::optional<domain::Report> readReport(const Document &document, const Node &value);

// From a conversation: the last text of an assistant. Nothing when there is none.
std::optional<domain::Report> reportOf(const QList<domain::SessionMessage> &messages);

// Does this object, which is something else first, hold findings, a summary or a risk of its own?
bool holdsReport(const Node &object);

} // namespace tocsin::socmate
