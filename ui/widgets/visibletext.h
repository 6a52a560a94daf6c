// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArrayView>
#include <QString>

namespace tocsin::ui {

// Text from outside, made safe to look at: C0 controls become their pictures (U+2400 block), bidirectional
// overrides, zero-width and other invisible characters become "⟨U+202E⟩", lone surrogates U+FFFD. More than
// `cap` characters are cut and the cut is marked with the number left out. Line feeds and tabs stay when
// keepLines is true. Copying must take the original, never this.
QString visibleText(QStringView text, qsizetype cap = 4000, bool keepLines = false);
QString visibleText(QByteArrayView utf8, qsizetype cap = 4000, bool keepLines = false);

// The same as rich text for tool tips, which cannot be told to be plain: everything escaped, lines kept.
QString toolTipText(QStringView text, qsizetype cap = 1000);

// Whether a character draws nothing or changes the direction of what stands around it.
bool isInvisible(char32_t c);

} // namespace tocsin::ui
