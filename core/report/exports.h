// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/report/source.h"

#include <QByteArray>

namespace tocsin::report {

// A finished report as a file; docs/reports.md describes each form. All are UTF-8, and the same source gives
// the same bytes.

QByteArray markdownExport(const Source &source);

enum class HtmlUse : quint8 {
    Screen, // light and dark, by what the reader's system wants
    Print,  // what Qt's rich text understands: the PDF is made of it
};
QByteArray htmlExport(const Source &source, HtmlUse use = HtmlUse::Screen);

QByteArray jsonExport(const Source &source); // own shape, and what the server sent beside it

QByteArray findingsCsv(const Source &source);
QByteArray entitiesCsv(const Source &source);
// A line of RFC 4180, with CRLF. A cell that a spreadsheet would take for a formula gets an apostrophe before
// it.
QByteArray csvLine(const QStringList &cells);

QByteArray navigatorLayer(const Source &source); // ATT&CK Navigator, layer format 4.5
QByteArray stixBundle(const Source &source);     // STIX 2.1

} // namespace tocsin::report
