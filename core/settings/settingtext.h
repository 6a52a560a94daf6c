// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QLatin1StringView>
#include <QString>
#include <QVariant>

#include <optional>
#include <type_traits>
#include <utility>

namespace tocsin::settings {

constexpr qsizetype maxTextLength = 4096; // characters of a text setting

// How a T stands in the settings file. For an enumeration, declare beside it
// `constexpr std::array<std::pair<E, QLatin1StringView>, n> wordsOf(E)`.
template<class T>
struct SettingText
{
    static_assert(std::is_enum_v<T>,
                  "a setting is bool, qint64, double, QString or an enumeration with words");

    static std::optional<T> read(QStringView text)
    {
        for (const auto &[value, word] : wordsOf(T()))
            if (text == word)
                return value;
        return std::nullopt;
    }
    static QString write(T value)
    {
        for (const auto &[known, word] : wordsOf(T()))
            if (known == value)
                return QString(word);
        return {};
    }
    static QString expected(T, T)
    {
        QString words;
        for (const auto &[value, word] : wordsOf(T()))
            words += (words.isEmpty() ? QLatin1StringView() : QLatin1StringView(", ")) + word;
        return QStringLiteral("one of ") + words;
    }
};

template<>
struct SettingText<bool>
{
    static std::optional<bool> read(QStringView text);
    static QString write(bool value);
    static QString expected(bool, bool);
};

template<>
struct SettingText<qint64>
{
    static std::optional<qint64> read(QStringView text); // decimal digits, blanks around them allowed
    static QString write(qint64 value);
    static QString expected(qint64 least, qint64 most);
};

template<>
struct SettingText<double>
{
    static std::optional<double> read(QStringView text); // "7.5", whatever the language; finite
    static QString write(double value);                  // as short as it is read back the same
    static QString expected(double least, double most);
};

template<>
struct SettingText<QString>
{
    static std::optional<QString> read(QStringView text); // at most maxTextLength, no control characters
    static QString write(const QString &value);
    static QString expected(const QString &, const QString &);
};

// The text of a value in a QSettings file. One with commas that a person wrote without quotes comes as a
// list.
QString textOf(const QVariant &value);

// The sentences for a value in the file that is not used, and for a value that is not written.
QString unusable(QLatin1StringView key, const QString &found, const QString &expected, const QString &used);
QString refused(QLatin1StringView key, const QString &value, const QString &expected);

} // namespace tocsin::settings
