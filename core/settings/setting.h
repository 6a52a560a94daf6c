// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/settings/layers.h"
#include "core/settings/settingtext.h"

#include <QSettings>

namespace tocsin::settings {

// What a setting is to be taken as. When the file holds something that cannot be used, value is the default
// and message says what was found, where, and what to write instead.
template<class T>
struct Reading
{
    T value;
    QString message; // empty = all is well

    bool operator==(const Reading &) const = default;
};

// One entry of the settings file: key, type, default and range declared once. T is bool, qint64, double,
// QString or an enumeration with words (see SettingText). Secrets and the geometry of windows are never
// settings.
template<class T>
struct Setting
{
    QLatin1StringView key; // "group/name"
    T fallback;
    T least = {}; // numbers only, both included
    T most = {};

    Reading<T> read(const QSettings &file) const
    {
        const Layered found = layered(file, key);
        if (found.source == Source::Default)
            return {fallback, {}};
        const std::optional<T> value = SettingText<T>::read(found.text);
        if (value && accepts(*value))
            return {*value, {}};
        return {fallback, unusable(key, found.text, expected(), SettingText<T>::write(fallback))};
    }

    // Rejected when out of range, Forbidden when a policy has another value; nothing is changed then.
    Result<void> write(QSettings &file, const T &value) const
    {
        if (!accepts(value))
            return fail(Error::Kind::Rejected, refused(key, SettingText<T>::write(value), expected()));
        return writeLayered(file, key, SettingText<T>::write(value));
    }

    bool accepts(const T &value) const
    {
        if constexpr (std::is_same_v<T, qint64> || std::is_same_v<T, double>)
            return value >= least && value <= most;
        else
            return SettingText<T>::read(SettingText<T>::write(value)).has_value();
    }

    QString expected() const { return SettingText<T>::expected(least, most); }
};

} // namespace tocsin::settings
