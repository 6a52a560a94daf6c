// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QString>

namespace tocsin::flows {

// Text from outside within Markdown (CommonMark 0.30, GitHub's extensions): it says what it says and formats,
// links, mentions and hides nothing. Control and bidirectional characters are shown as <U+001B>, long texts
// are cut.

// As a code span, whatever backticks it has. Empty: the words "(empty)".
QString codeSpan(const QString &text, qsizetype most = 200);
QString codeSpan(const QByteArray &text, qsizetype most = 200);
// Within a sentence.
QString escaped(const QString &text, qsizetype most = 600);

} // namespace tocsin::flows
