// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/settings/setting.h"

#include <array>

namespace tocsin::settings {

enum class TlsMode { Off, Generated, Files };

constexpr std::array<std::pair<TlsMode, QLatin1StringView>, 3> wordsOf(TlsMode)
{
    return {{{TlsMode::Off, QLatin1StringView("off")},
             {TlsMode::Generated, QLatin1StringView("auto")},
             {TlsMode::Files, QLatin1StringView("files")}}};
}

enum class Theme { System, Light, Dark };

constexpr std::array<std::pair<Theme, QLatin1StringView>, 3> wordsOf(Theme)
{
    return {{{Theme::System, QLatin1StringView("system")},
             {Theme::Light, QLatin1StringView("light")},
             {Theme::Dark, QLatin1StringView("dark")}}};
}

// Every key of the settings file. Sizes in bytes, times in milliseconds unless the name says otherwise.
namespace keys {

using namespace Qt::StringLiterals;

inline constexpr qint64 kibi = 1024;
inline constexpr qint64 mebi = kibi * kibi;
inline constexpr qint64 gibi = kibi * mebi;

// Listener. Any address but a loopback one is the user's explicit choice.
inline const Setting<QString> listenerAddress{"listener/address"_L1, u"127.0.0.1"_s};
inline const Setting<qint64> listenerPort{"listener/port"_L1, 9000, 0, 65535}; // 0 = any that is free
inline const Setting<TlsMode> tlsMode{"listener/tls"_L1, TlsMode::Off};
inline const Setting<QString> tlsCertificate{"listener/tlsCertificate"_L1, QString()}; // PEM, with Files
inline const Setting<QString> tlsKey{"listener/tlsKey"_L1, QString()};                 // PEM, with Files
inline const Setting<QString> tlsClientCa{"listener/tlsClientCa"_L1,
                                          QString()}; // PEM; empty = none asked for

// Bounds of one request and of the listener.
inline const Setting<qint64> requestLineLimit{"limits/requestLine"_L1, 16 * kibi, 256, mebi};
inline const Setting<qint64> headerLimit{"limits/headers"_L1, 64 * kibi, kibi, 16 * mebi};
inline const Setting<qint64> fieldLimit{"limits/fields"_L1, 200, 8, 10'000};
inline const Setting<qint64> bodyLimit{"limits/body"_L1, 10 * mebi, 0, gibi};
inline const Setting<qint64> headerTimeMs{"limits/headerTimeMs"_L1, 10'000, 100, 3'600'000};
inline const Setting<qint64> idleTimeMs{"limits/idleTimeMs"_L1, 30'000, 100, 3'600'000};
inline const Setting<qint64> connectionLimit{"limits/connections"_L1, 1024, 1, 65'536};
inline const Setting<qint64> requestTimeMs{"limits/requestTimeMs"_L1, 300'000, 1'000, 86'400'000};
// Of unfinished bodies, over all connections.
inline const Setting<qint64> unfinishedLimit{"limits/unfinished"_L1, 256 * mebi, mebi, 64 * gibi};
inline const Setting<qint64> pipelinedLimit{"limits/pipelined"_L1, 64, 1, 10'000}; // requests of a connection
inline const Setting<qint64> unsentLimit{"limits/unsent"_L1, mebi, 4 * kibi, gibi}; // answers left unread

// Retention: what is beyond any of the three goes, oldest first, pinned deliveries never. 0 = no limit.
inline const Setting<qint64> retentionDays{"retention/days"_L1, 30, 0, 36'500};
inline const Setting<qint64> retentionCount{"retention/count"_L1, 1'000'000, 0, 1'000'000'000};
inline const Setting<qint64> retentionBytes{"retention/bytes"_L1, 4 * gibi, 0, 1024 * gibi};

// Host names, "HOST" or "HOST:PORT" with commas between, that a replay or a relay may leave this machine for.
// Loopback needs no entry. Read by flows::readAllowList().
inline const Setting<QString> replayHosts{"replay/allowedHosts"_L1, QString()};

// Analyst. The id of the connection that was open last; empty or unknown = the first one.
inline const Setting<QString> connection{"analyst/connection"_L1, QString()};
inline const Setting<bool> sandboxDelivers{"sandbox/delivers"_L1, true}; // its senders, to the listener
inline const Setting<bool> sandboxSeeded{"sandbox/seeded"_L1, false};    // its endpoints were made once
// Investigations and their reports. A report whose risk is at least escalateFrom is marked for escalation;
// the server's scale is not known to be 0 to 10. personas: the words that are offered, as sent, with commas
// between.
inline const Setting<double> escalateFrom{"investigations/escalateFrom"_L1, 7, 0, 1'000'000};
inline const Setting<QString> personas{"investigations/personas"_L1, u"soc_analyst, ciso"_s};
inline const Setting<QString> persona{"investigations/persona"_L1, u"soc_analyst"_s}; // chosen last
inline const Setting<QString> provider{"investigations/provider"_L1, u"sentinel"_s};  // chosen last
inline const Setting<QString> timespan{"investigations/timespan"_L1, u"24 hours"_s};  // of templates
inline const Setting<QString> exportTlp{"export/tlp"_L1, u"amber"_s}; // as core/report/tlp.h spells it
inline const Setting<QString> exportAuthor{"export/author"_L1, QString()};
inline const Setting<bool> exportDefang{"export/defang"_L1, true};
// Desktop notices. Views as ids with commas between, empty = every incident; times in minutes of the local
// day.
inline const Setting<bool> notices{"notices/on"_L1, true};
inline const Setting<QString> noticeViews{"notices/views"_L1, QString()};
inline const Setting<bool> noticeQuiet{"notices/quiet"_L1, false};
inline const Setting<qint64> noticeQuietFrom{"notices/quietFrom"_L1, 22 * 60, 0, 1439};
inline const Setting<qint64> noticeQuietTo{"notices/quietTo"_L1, 7 * 60, 0, 1439};
inline const Setting<qint64> noticesPerMinute{"notices/perMinute"_L1, 3, 1, 60};

// The file of the deliveries, for window and command line; empty = deliveries.db in the user's data folder, a
// relative path begins there.
inline const Setting<QString> storePath{"store/path"_L1, QString()};
inline const Setting<Theme> theme{"window/theme"_L1, Theme::System};

} // namespace keys

} // namespace tocsin::settings
