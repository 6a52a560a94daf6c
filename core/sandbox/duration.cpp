// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/sandbox/duration.h"

#include <QRegularExpression>

namespace tocsin::sandbox {

using namespace Qt::StringLiterals;

std::optional<Micros> durationFrom(QStringView text)
{
    static const QRegularExpression form(
        u"^P(?=.)(?:(\\d{1,6})Y)?(?:(\\d{1,6})M)?(?:(\\d{1,6})W)?(?:(\\d{1,6})D)?"
        "(?:T(?=.)(?:(\\d{1,9})H)?(?:(\\d{1,9})M)?(?:(\\d{1,9})S)?)?$"_s);
    const auto match = form.match(text.toString());
    if (!match.hasMatch())
        return std::nullopt;
    constexpr qint64 seconds[] = {365 * 86'400, 30 * 86'400, 7 * 86'400, 86'400, 3600, 60, 1};
    qint64 sum = 0;
    for (int i = 0; i < 7; ++i)
        sum += match.captured(i + 1).toLongLong() * seconds[i];
    if (sum > qint64(100) * 365 * 86'400)
        return std::nullopt;
    return sum * microsPerSecond;
}

} // namespace tocsin::sandbox
