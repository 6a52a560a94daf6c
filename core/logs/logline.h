// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/clock.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace tocsin::logs {

enum class Level : quint8 { Debug, Info, Warning, Critical, Fatal };

// One thing that the program has said, without any secret that it knew then.
struct LogLine
{
    qint64 number = 0; // from 1 within a run
    Micros at = 0;
    Level level = Level::Debug;
    QString category; // "tocsin.http.client"; "default" when none was given
    QString text;     // on one line

    bool operator==(const LogLine &) const = default;
};

inline constexpr qsizetype longestLine = 4000; // characters of a text

QLatin1StringView levelWord(Level level); // "warning"
std::optional<Level> levelFromWord(QStringView word);

// As it stands in the file: "2026-11-23T14:02:31.004Z warning tocsin.http.client the text". The number is not
// in there.
QByteArray fileLine(const LogLine &line);

} // namespace tocsin::logs
