// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QPushButton>

namespace tocsin::ui {

class DesktopNotices;
class Theme;

// A bell with the number of notices that nobody has looked at, for the status line; away while there is none.
// A click opens the history, which counts as looking.
class UnreadNotices final : public QPushButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(UnreadNotices)

public:
    UnreadNotices(const Theme &theme, DesktopNotices &notices, QWidget *parent = nullptr);

private:
    void showNumber(int number);
};

} // namespace tocsin::ui
