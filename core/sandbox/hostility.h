// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/incident.h"
#include "core/sandbox/exchange.h"

namespace tocsin::sandbox {

// What the profile "hostile" does to answers that are otherwise good. Always the same for the same input.

// Titles with markup, control and bidirectional characters, very long ones; words that no list knows.
void makeHostile(domain::Incident &facts);
void makeHostile(domain::Report &report);
// Extra members of every kind, an empty member name, nulls for what may be absent.
QJsonValue withStrangeMembers(const QJsonValue &json, int depth = 0);
// Integers beyond 64 bits, which QJsonValue cannot hold, are written as "@integer:<digits>" and become
// numbers here.
QByteArray withBigIntegers(QByteArray text);
// What a proxy in between would answer: HTML under a JSON content type or its own.
Reply proxyPage(int status, quint64 request);

} // namespace tocsin::sandbox
