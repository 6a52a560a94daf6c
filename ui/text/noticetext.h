// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/noticepolicy.h"

namespace tocsin::ui {

// What stands on the desktop. Titles are hostile: plain text with control and bidirectional characters made
// visible, and so short that no desktop has to cut it.
QString noticeTitle(const storage::Notice &notice); // "High: Impossible travel for one account"
QString noticeBody(const storage::Notice &notice, const QString &connection);
QString summaryTitle(const flows::NoticeBatch &batch); // "4 more incidents, up to High"
QString summaryBody(const flows::NoticeBatch &batch);  // the most severe of them, one a line

// What became of a notice, for the history: "Shown", "Silent: quiet hours".
QString outcomeText(const storage::Notice &notice);
bool wasSilent(storage::NoticeOutcome outcome); // neither shown nor in a summary
// What the user has not heard of counts as unread; what he asked not to hear of does not.
bool countsAsNews(storage::NoticeOutcome outcome);

constexpr qsizetype longestNoticeTitle = 160; // characters, also of each line of a body

} // namespace tocsin::ui
