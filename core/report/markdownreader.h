// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/report/block.h"

namespace tocsin::report {

struct MarkdownOptions
{
    bool defang = false; // entities outside code blocks
};

// CommonMark with tables, check boxes and strike-through. HTML stays as the characters that it is written in,
// a link becomes its text and its target, an image its description and its source. Any text is safe input:
// beyond 1 MiB, or when it holds more pieces than a report can, it is taken as plain paragraphs.
Blocks readMarkdown(const QString &text, const MarkdownOptions &options = {});

} // namespace tocsin::report
