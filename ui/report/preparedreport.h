// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/session.h"
#include "core/report/attack.h"
#include "core/report/block.h"
#include "core/report/escalation.h"

namespace tocsin::ui {

// A report read into what widgets show: texts as blocks, indicators defanged, entities and techniques each
// once. A plain value.
struct PreparedReport
{
    struct Finding
    {
        QString title;
        domain::Severity severity = domain::Severity::None;
        QString severityText; // as sent
        report::Blocks text;
        report::Blocks evidence;
        QStringList techniques;
    };
    struct Step
    {
        QString original; // as sent: what a tick is remembered by
        report::Blocks text;
    };
    struct Part
    {
        QString title;
        report::Blocks text;
    };

    bool isThere = false; // false: there are messages at most
    std::optional<double> risk;
    QString riskText; // as sent, when it is not a number
    report::Escalation escalation = report::Escalation::CannotTell;
    double escalateFrom = report::defaultEscalationThreshold;
    report::Blocks summary;
    QList<Finding> findings;
    QList<domain::Entity> entities; // as sent
    QList<report::Technique> techniques;
    QList<Step> recommendations;
    QList<domain::ReportQuery> queries;
    QList<Part> sections;
    QList<Part> conversation; // when there is more of it than the report
    QByteArray raw;           // what arrived, whole
};

// Reads Markdown of any length: not on the window's thread.
PreparedReport prepareReport(const domain::Session &session,
                             double escalateFrom = report::defaultEscalationThreshold);

} // namespace tocsin::ui
