// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QString>

namespace tocsin::report {

// Whether a character draws nothing or changes the direction of what stands around it; all controls are such.
bool isHidden(char32_t c);
// The text with each of these shown as <U+202E>; line feeds and tabs stay if they may.
QString visible(QStringView text, bool keepLines);

// Text from outside within Markdown (CommonMark 0.30, GitHub's extensions): it says what it says and formats,
// links, mentions and hides nothing. Control and bidirectional characters are shown as <U+001B>, long texts
// are cut.

// As a code span, whatever backticks it has. Empty: the words "(empty)".
QString codeSpan(const QString &text, qsizetype most = 200);
QString codeSpan(const QByteArray &text, qsizetype most = 200);
// Within a sentence.
QString escaped(const QString &text, qsizetype most = 600);

} // namespace tocsin::report
