// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/report/block.h"

namespace tocsin::report {

// Everything that draws nothing or turns the direction of text is shown as <U+202E>, in all of them.

// The content of an HTML body. Headings begin at level "top"; no attribute holds text from the blocks.
QString htmlOf(const Blocks &blocks, int top = 1);

// CommonMark that reads back as the same blocks: what could be markup in their text is escaped.
QString markdownOf(const Blocks &blocks);

// The words alone, a line per block, for cells and descriptions.
QString plainOf(const Blocks &blocks);

// Jira's wiki markup, and the plain text of a journal field of ServiceNow: what would be markup there in the
// words is none.
QString jiraOf(const Blocks &blocks);
QString serviceNowOf(const Blocks &blocks);

// Words of one text as HTML.
QString htmlText(QStringView text);

} // namespace tocsin::report
