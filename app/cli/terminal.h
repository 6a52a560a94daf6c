// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QString>

#include <utility>

namespace tocsin::cli {

// Text that came from outside must not steer the terminal: control, escape and bidirectional characters are
// shown as <U+001B> and the like, and long texts are cut.
QString visible(const QString &text, qsizetype most = 200);

// Cells beside each other, each but the last as wide as said; negative: filled up on the left. What is in a
// cell stays as it is, whatever a format string would make of it.
QString columns(const QList<std::pair<QString, int>> &cells);

void printLine(const QString &line);
void printJson(const QJsonObject &object);      // one line
QByteArray escapedJson(const QByteArray &text); // a JSON text with no character that steers a terminal
void printBytes(const QByteArray &bytes);       // as they are
void printError(const QString &line);
void flushOutput();

} // namespace tocsin::cli
