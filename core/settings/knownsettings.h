// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/settings/layers.h"

#include <functional>

namespace tocsin::settings {

// One key of keys.h without its type, for whoever deals with all of them: the command line, the list of
// sources, export and import.
struct KnownSetting
{
    QLatin1StringView key;
    QString fallback; // the default, as text
    QString expected; // "true or false"

    std::function<QString(const QSettings &)> text;     // in effect
    std::function<QString(const QSettings &)> problem;  // why what the file holds is not used; empty = it is
    std::function<Result<void>(const QString &)> check; // Rejected
    std::function<Result<void>(QSettings &, const QString &)> write; // Rejected, Forbidden

    Source source(const QSettings &file) const { return layered(file, key).source; }
    void reset(QSettings &file) const { file.remove(QString(key)); } // the user's own value
};

const QList<KnownSetting> &knownSettings();           // in the order of keys.h
const KnownSetting *knownSetting(const QString &key); // null: there is none of that name

} // namespace tocsin::settings
