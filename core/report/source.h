// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/session.h"
#include "core/report/escalation.h"
#include "core/report/tlp.h"

namespace tocsin::report {

// What is exported, and how. Every export is a pure function of it.
struct Source
{
    domain::Session session; // with its report; without one the messages are what there is
    QString incident;        // as people call it: "40217"; empty when there is none
    QString author;          // who hands it on: the organisation or the analyst; may be empty
    QDateTime at;            // when the export is made, UTC
    Tlp tlp = Tlp::Amber;
    bool defang = true; // in documents for people; data formats hold the plain values
    double escalateFrom = defaultEscalationThreshold;

    domain::Report report() const { return session.report.value_or(domain::Report()); }
};

// What the whole is called: the report's title, the session's, or the question.
QString titleOf(const Source &source);
QString riskText(const domain::Report &report); // "7.5", as sent when it is no number, else "not stated"
QString isoTime(const QDateTime &time);         // "2026-05-03T10:31:00.000Z"; empty when invalid
QString generator();                            // "Tocsin 0.1.0"

} // namespace tocsin::report
