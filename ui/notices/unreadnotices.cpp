// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/notices/unreadnotices.h"

#include "ui/notices/desktopnotices.h"
#include "ui/text/numbertext.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {
constexpr int most = 99; // what is counted ends at a hundred
} // namespace

UnreadNotices::UnreadNotices(const Theme &theme, DesktopNotices &notices, QWidget *parent)
    : QPushButton(parent)
{
    setObjectName(u"unreadNotices"_s);
    setProperty("look", u"quiet"_s);
    setIcon(ui::icon(u"bell"_s, theme));
    connect(this, &QPushButton::clicked, &notices, &DesktopNotices::showHistory);
    connect(&notices, &DesktopNotices::unreadChanged, this, &UnreadNotices::showNumber);
    showNumber(notices.unread());
}

void UnreadNotices::showNumber(int number)
{
    setText(number > most ? tr("%1+", "more than this number").arg(numberText(most)) : numberText(number));
    const QString words = tr("%n notice(s) not looked at", nullptr, number);
    setToolTip(words);
    setAccessibleName(words);
    setVisible(number > 0);
}

} // namespace tocsin::ui
