// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/filter/complete.h"
#include "core/filter/parse.h"
#include "core/filter/parts.h"

#include <functional>

namespace tocsin::ui {

// What the bar has to know of the language that is typed into it: that of deliveries or that of incidents.
struct FilterLanguage
{
    QString name;    // of the bar; its parts are called <name>Field, <name>Message, ...
    QString example; // shown while nothing is typed
    // The canonical text, by which it is known whether what is asked for has changed; empty = everything.
    std::function<tl::expected<QString, filter::ParseError>(QStringView text)> read;
    std::function<QString(qint64 number, bool atLeast)> countText; // "1 204 deliveries"
    // Of a text that parses, for the chips; null: there are none.
    std::function<QList<filter::FilterPart>(QStringView text)> parts = nullptr;
};

// What may stand at the cursor. It changes with the words that the user's data has.
using FilterCompleter = std::function<QList<filter::Completion>(QStringView text, qsizetype cursor)>;

} // namespace tocsin::ui
