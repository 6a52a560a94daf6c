// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/report/source.h"

#include <array>

namespace tocsin::ui {

// The files that a report can become.
enum class ReportForm : quint8 { Markdown, Html, Pdf, Json, FindingsCsv, EntitiesCsv, Navigator, Stix };

inline constexpr std::array reportForms{
    ReportForm::Markdown,    ReportForm::Html,        ReportForm::Pdf,       ReportForm::Json,
    ReportForm::FindingsCsv, ReportForm::EntitiesCsv, ReportForm::Navigator, ReportForm::Stix};

QString reportFormName(ReportForm form);     // "PDF"
QString reportFormSentence(ReportForm form); // whom it is for
bool isDocument(ReportForm form);            // for people: indicators can be defanged in it

// "impossible-travel-2026-05-03.pdf": plain letters, whatever the title holds.
QString reportFileName(const report::Source &source, ReportForm form);
QByteArray reportBytes(const report::Source &source, ReportForm form); // not on the window's thread
// Whole or not at all, for its owner's eyes only. Storage.
Result<void> writeReport(const QString &path, const QByteArray &bytes);

} // namespace tocsin::ui
