// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QRgb>

#include <array>

namespace tocsin::ui {

// What a colour is for. Text, muted and every severity, verdict and segment tone is readable (4.5:1) on
// window, panel and raised; faint is for decoration and disabled things only.
enum class Tone : quint8 {
    Window,
    Panel,
    Raised,
    Hairline,
    Text,
    Muted,
    Faint,
    Accent,
    AccentText,
    Selection,
    Hover,
    Focus,
    Critical,
    High,
    Medium,
    Low,
    Info,
    Valid,
    Stale,
    Mismatch,
    Unknown,
    Unsigned,
    Malformed,
    SegTime,
    SegLiteral,
    SegBody,
    SegId,
    SegTag,
    SegUrl,
    Production,
};
constexpr std::size_t toneCount = 30;

using Tokens = std::array<QRgb, toneCount>;

// clang-format off
inline constexpr Tokens lightTokens = {
    0xfff6f7f9, 0xffffffff, 0xffffffff, 0xffdde1e7, 0xff1a1f27, 0xff5a6472, 0xff6a7482, 0xff1f5fd0, 0xffffffff,
    0xffdbe7fb, 0xffeef2f8, 0xff1f5fd0,
    0xffb3132e, 0xffa64500, 0xff806000, 0xff1f5fd0, 0xff5a6472,
    0xff146c3a, 0xff806000, 0xffb3132e, 0xff5b3fc4, 0xff5a6472, 0xffa64500,
    0xff806000, 0xff5a6472, 0xff1f5fd0, 0xff5b3fc4, 0xff146c3a, 0xffa64500,
    0xffb3132e,
};
inline constexpr Tokens darkTokens = {
    0xff15181d, 0xff1b1f26, 0xff232833, 0xff2e3541, 0xffe6e9ef, 0xff9aa4b2, 0xff8a96a4, 0xff6ea8fe, 0xff0b1220,
    0xff24364f, 0xff20262f, 0xff8fbcff,
    0xffff7d90, 0xffff9f5a, 0xfff2cc4d, 0xff6fb7ff, 0xff9aa4b2,
    0xff5fd38d, 0xfff2cc4d, 0xffff7d90, 0xffb39cff, 0xff9aa4b2, 0xffff9f5a,
    0xfff2cc4d, 0xff9aa4b2, 0xff6ea8fe, 0xffb39cff, 0xff5fd38d, 0xffff9f5a,
    0xffd9485f,
};
// clang-format on

} // namespace tocsin::ui
