// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/logs/logline.h"

#include <QDateTime>

#include <array>

namespace tocsin::logs {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<QLatin1StringView, 5> words = {"debug"_L1, "info"_L1, "warning"_L1, "critical"_L1,
                                                    "fatal"_L1};

} // namespace

QLatin1StringView levelWord(Level level)
{
    return words[size_t(level)];
}

std::optional<Level> levelFromWord(QStringView word)
{
    for (size_t i = 0; i < words.size(); ++i) {
        if (word == words[i])
            return Level(i);
    }
    return std::nullopt;
}

QByteArray fileLine(const LogLine &line)
{
    const QString at = QDateTime::fromMSecsSinceEpoch(line.at / 1000, Qt::UTC).toString(Qt::ISODateWithMs);
    return u"%1 %2 %3 "_s.arg(at, levelWord(line.level), line.category).toUtf8() + line.text.toUtf8() + '\n';
}

} // namespace tocsin::logs
