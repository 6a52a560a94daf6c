// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/searchresult.h"

namespace tocsin::ui {

QString sourceText(flows::SearchSource source);                             // "Server", "Reports kept here"
QString sourceTip(flows::SearchSource source, const QString &connection);   // what is searched there
QString sourceTitle(flows::SearchSource source, const QString &connection); // above its results
QString foundInText(flows::FoundIn place);                                  // "in the body"; empty = unsaid
// What it is and how it is known: "Investigation sess_7f3a", "Incident 1042".
QString resultIdentity(const flows::SearchResult &result);
// Made visible, the marks moved with it.
flows::Excerpt visibleExcerpt(const flows::Excerpt &excerpt);

} // namespace tocsin::ui
