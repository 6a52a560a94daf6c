// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/preferences.h"

#include "core/flows/listenersettings.h"
#include "core/settings/keys.h"

namespace tocsin::ui {

namespace keys = settings::keys;

namespace {

Theme::Choice choiceOf(settings::Theme theme)
{
    switch (theme) {
    case settings::Theme::Light:
        return Theme::Choice::Light;
    case settings::Theme::Dark:
        return Theme::Choice::Dark;
    case settings::Theme::System:
        break;
    }
    return Theme::Choice::System;
}

settings::Theme themeOf(Theme::Choice choice)
{
    switch (choice) {
    case Theme::Choice::Light:
        return settings::Theme::Light;
    case Theme::Choice::Dark:
        return settings::Theme::Dark;
    case Theme::Choice::System:
        break;
    }
    return settings::Theme::System;
}

} // namespace

Preferences readPreferences(const QSettings &file)
{
    const settings::Reading<settings::Theme> theme = keys::theme.read(file);
    flows::ListenerSettings listener = flows::readListenerSettings(file);
    if (!theme.message.isEmpty())
        listener.problems.prepend(theme.message);
    return {choiceOf(theme.value), std::move(listener.options), std::move(listener.problems)};
}

Result<void> writePreferences(QSettings &file, const Preferences &p)
{
    Result<void> first;
    if (const settings::Theme theme = themeOf(p.theme); keys::theme.read(file).value != theme)
        first = keys::theme.write(file, theme);
    const Result<void> listener = flows::writeListenerSettings(file, p.listener);
    return first ? listener : first;
}

} // namespace tocsin::ui
