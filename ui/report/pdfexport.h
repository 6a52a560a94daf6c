// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/report/source.h"

#include <QByteArray>
#include <QPageSize>

namespace tocsin::ui {

// A4, and Letter where people measure in inches.
QPageSize usualPaper();

// The report on paper: the marking, the title and the number on every page, text that can be selected and
// found, no link and nothing that is fetched. Needs a QGuiApplication for its fonts, of any platform; the
// offscreen one will do. May run on any thread, and takes its time: never call it on the window's.
QByteArray pdfExport(const report::Source &source, const QPageSize &paper = usualPaper());

} // namespace tocsin::ui
