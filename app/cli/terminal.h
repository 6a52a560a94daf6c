// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QString>

namespace tocsin::cli {

// Text that came from outside must not steer the terminal: control, escape and bidirectional characters are
// shown as <U+001B> and the like, and long texts are cut.
QString visible(const QString &text, qsizetype most = 200);

void printLine(const QString &line);
void printJson(const QJsonObject &object);      // one line
QByteArray escapedJson(const QByteArray &text); // a JSON text with no character that steers a terminal
void printBytes(const QByteArray &bytes);       // as they are
void printError(const QString &line);
void flushOutput();

} // namespace tocsin::cli
