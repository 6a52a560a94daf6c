// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/entity.h"
#include "core/domain/severity.h"

#include <QByteArray>
#include <QList>
#include <QStringList>

namespace tocsin::domain {

struct ReportFinding
{
    QString title;
    QString text; // Markdown
    QString severityText;
    Severity severity = Severity::None;
    QStringList evidence;   // Markdown or plain lines
    QStringList techniques; // ATT&CK ids

    bool operator==(const ReportFinding &) const = default;
};

struct ReportQuery
{
    QString title;
    QString language; // "KQL", ...; empty when not said
    QString text;

    bool operator==(const ReportQuery &) const = default;
};

// A part of the report that is none of the named ones: business impact, compliance, timeline, ...
struct ReportSection
{
    QString title;
    QString text; // Markdown

    bool operator==(const ReportSection &) const = default;
};

// What an investigation found, from any of the shapes that socmate.md 5.7 allows. All texts are
// machine-written from data that an attacker may influence: Markdown without HTML, images and live links.
struct Report
{
    enum class Shape : quint8 { None, Object, Text, Messages };

    Shape shape = Shape::None;
    std::optional<double> risk; // the range is not stated; a gauge is drawn for 0..10 only
    QString riskText;           // as sent, when it is not a number
    QString title;
    QString question;
    QString persona;
    QString summary; // Markdown
    QList<ReportFinding> findings;
    QList<Entity> entities;
    QStringList techniques; // ATT&CK ids, in order of appearance, each once
    QStringList recommendations;
    QList<ReportQuery> queries;
    QList<ReportSection> sections;
    QByteArray raw;       // the report's JSON value as it arrived
    QStringList unmapped; // JSON pointers into raw

    bool operator==(const Report &) const = default;
};

} // namespace tocsin::domain
