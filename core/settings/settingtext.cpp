// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/settings/settingtext.h"

#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <cmath>

namespace tocsin::settings {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype shownLength = 60; // of a value that is quoted in a message

QString quoted(const QString &text)
{
    return u'"' + text.left(shownLength) + (text.size() > shownLength ? u"...\""_s : u"\""_s);
}

} // namespace

std::optional<bool> SettingText<bool>::read(QStringView text)
{
    if (text == "true"_L1)
        return true;
    if (text == "false"_L1)
        return false;
    return std::nullopt;
}

QString SettingText<bool>::write(bool value)
{
    return value ? u"true"_s : u"false"_s;
}

QString SettingText<bool>::expected(bool, bool)
{
    return u"true or false"_s;
}

std::optional<qint64> SettingText<qint64>::read(QStringView text)
{
    bool good = false;
    const qint64 value = text.trimmed().toLongLong(&good, 10);
    return good ? std::optional(value) : std::nullopt;
}

QString SettingText<qint64>::write(qint64 value)
{
    return QString::number(value);
}

QString SettingText<qint64>::expected(qint64 least, qint64 most)
{
    return u"a whole number from %1 to %2"_s.arg(least).arg(most);
}

std::optional<double> SettingText<double>::read(QStringView text)
{
    bool good = false;
    const double value = text.trimmed().toDouble(&good);
    return good && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

QString SettingText<double>::write(double value)
{
    return QString::number(value, 'g', QLocale::FloatingPointShortest);
}

QString SettingText<double>::expected(double least, double most)
{
    return u"a number from %1 to %2"_s.arg(write(least), write(most));
}

std::optional<QString> SettingText<QString>::read(QStringView text)
{
    const bool plain = std::none_of(text.cbegin(), text.cend(),
                                    [](QChar c) { return c.category() == QChar::Other_Control; });
    return plain && text.size() <= maxTextLength ? std::optional(text.toString()) : std::nullopt;
}

QString SettingText<QString>::write(const QString &value)
{
    return value;
}

QString SettingText<QString>::expected(const QString &, const QString &)
{
    return u"text of at most %1 characters on one line"_s.arg(maxTextLength);
}

QString textOf(const QVariant &value)
{
    return value.typeId() == QMetaType::QStringList ? value.toStringList().join(u", "_s) : value.toString();
}

QString unusable(QLatin1StringView key, const QString &found, const QString &expected, const QString &used)
{
    return u"The setting %1 is %2, which is not %3; %4 is used instead. Correct it in the settings."_s.arg(
        key, quoted(found), expected, used.isEmpty() ? u"nothing"_s : quoted(used));
}

QString refused(QLatin1StringView key, const QString &value, const QString &expected)
{
    return u"%1 cannot be %2; give %3."_s.arg(key, quoted(value), expected);
}

} // namespace tocsin::settings
