// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/noticepolicy.h"

#include <QSettings>

namespace tocsin::ui {

// What the user decides about notices; a plain value.
struct NoticePreferences
{
    bool on = true;
    QList<qint64> views; // ids of saved views that let through; empty = every incident
    bool quiet = false;  // between these, in minutes of the local day
    int quietFrom = 22 * 60;
    int quietTo = 7 * 60;
    int perMinute = 3;    // shown one by one; the rest in a summary
    QStringList problems; // entries of the file that could not be used, each with its remedy

    bool operator==(const NoticePreferences &) const = default;
};

NoticePreferences readNoticePreferences(const QSettings &file);
// The first entry that is refused is answered, the others are written.
Result<void> writeNoticePreferences(QSettings &file, const NoticePreferences &preferences);

flows::NoticeSettings noticeSettings(const NoticePreferences &preferences);

} // namespace tocsin::ui
