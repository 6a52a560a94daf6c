// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QWidget>

#include <functional>

namespace tocsin::ui {

// One line of a detail that leads on: a small button and what it leads to, with the reason below if there is
// one. The texts may come from outside.
QWidget *linkLine(const QString &link, const QString &words, const std::function<void()> &act,
                  const QString &reason = {});

} // namespace tocsin::ui
