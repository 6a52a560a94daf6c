// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/evidencepack.h"

#include <QJsonObject>

namespace tocsin::flows {

// What the files of an evidence pack say.
QByteArray headersFile(const domain::HttpMessage &message);
QJsonObject tlsFacts(const Evidence &evidence);
QJsonObject clockFacts(const Evidence &evidence);
// Digests by eight characters; `told` is the request as it is told to others.
QJsonObject verdictFacts(const Evidence &evidence, const domain::HttpMessage &told);
QJsonObject attemptFacts(const Evidence &evidence);

// Whether eight characters of what stood in the request may be told: they are still in what is told of it.
bool maySay(const domain::HttpMessage &told, const QByteArray &text);

} // namespace tocsin::flows
