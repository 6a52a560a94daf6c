// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/theme/theme.h"

#include <QStringList>

#include <tl/expected.hpp>

#include <optional>

namespace tocsin {

// What was asked for on the command line; what was not stays as the settings have it.
struct Arguments
{
    QString storePath;
    std::optional<quint16> port;
    std::optional<ui::Theme::Choice> theme;
    bool listen = true;
    double sandboxSpeed = 1; // its investigations are so many times faster than real ones
};

// Unexpected: the exit code, after help, version or what is wrong has been printed (0 or 2).
tl::expected<Arguments, int> readArguments(const QStringList &words);

} // namespace tocsin
