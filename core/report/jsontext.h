// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QJsonObject>

namespace tocsin::report {

// The object as text, indented. Values stay as they are, but what draws nothing or turns the direction of
// text is written as \uXXXX: who opens the file in an editor sees what there is.
QByteArray jsonText(const QJsonObject &object);

// What is one whole JSON value in UTF-8 as it is; anything else as a JSON string of its text.
QByteArray embeddable(const QByteArray &raw);

} // namespace tocsin::report
