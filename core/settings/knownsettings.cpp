// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/settings/knownsettings.h"

#include "core/settings/keys.h"

#include <algorithm>

namespace tocsin::settings {

namespace {

template<class T>
KnownSetting known(const Setting<T> &setting)
{
    const auto parsed = [setting](const QString &text) -> Result<T> {
        const std::optional<T> value = SettingText<T>::read(text);
        if (!value || !setting.accepts(*value))
            return fail(Error::Kind::Rejected, refused(setting.key, text, setting.expected()));
        return *value;
    };
    return {setting.key,
            SettingText<T>::write(setting.fallback),
            setting.expected(),
            [setting](const QSettings &file) { return SettingText<T>::write(setting.read(file).value); },
            [setting](const QSettings &file) { return setting.read(file).message; },
            [parsed](const QString &text) -> Result<void> {
                const Result<T> value = parsed(text);
                return value ? Result<void>() : tl::unexpected(value.error());
            },
            [setting, parsed](QSettings &file, const QString &text) -> Result<void> {
                const Result<T> value = parsed(text);
                return value ? setting.write(file, *value) : tl::unexpected(value.error());
            }};
}

} // namespace

const QList<KnownSetting> &knownSettings()
{
    static const QList<KnownSetting> all = {
        known(keys::listenerAddress),  known(keys::listenerPort),
        known(keys::tlsMode),          known(keys::tlsCertificate),
        known(keys::tlsKey),           known(keys::tlsClientCa),
        known(keys::requestLineLimit), known(keys::headerLimit),
        known(keys::fieldLimit),       known(keys::bodyLimit),
        known(keys::headerTimeMs),     known(keys::idleTimeMs),
        known(keys::connectionLimit),  known(keys::requestTimeMs),
        known(keys::unfinishedLimit),  known(keys::pipelinedLimit),
        known(keys::unsentLimit),      known(keys::retentionDays),
        known(keys::retentionCount),   known(keys::retentionBytes),
        known(keys::replayHosts),      known(keys::connection),
        known(keys::sandboxDelivers),  known(keys::sandboxSeeded),
        known(keys::escalateFrom),     known(keys::personas),
        known(keys::persona),          known(keys::provider),
        known(keys::timespan),         known(keys::exportTlp),
        known(keys::exportAuthor),     known(keys::exportDefang),
        known(keys::notices),          known(keys::noticeViews),
        known(keys::noticeQuiet),      known(keys::noticeQuietFrom),
        known(keys::noticeQuietTo),    known(keys::noticesPerMinute),
        known(keys::storePath),        known(keys::theme),
    };
    return all;
}

const KnownSetting *knownSetting(const QString &key)
{
    const QList<KnownSetting> &all = knownSettings();
    const auto found =
        std::find_if(all.cbegin(), all.cend(), [&key](const KnownSetting &one) { return one.key == key; });
    return found == all.cend() ? nullptr : &*found;
}

} // namespace tocsin::settings
