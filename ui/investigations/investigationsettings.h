// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/report/escalation.h"
#include "core/report/templates/owntemplates.h"
#include "core/report/tlp.h"

#include <QStringList>

class QSettings;

namespace tocsin::ui {

// How the user asks and hands on, kept from run to run. A plain value.
struct InvestigationSettings
{
    double escalateFrom = report::defaultEscalationThreshold;
    QStringList personas; // as sent; the first is the usual one
    QString persona;      // chosen last
    QString provider;
    QString timespan; // what templates get for {timespan}
    report::Tlp tlp = report::Tlp::Amber;
    QString author;
    bool defang = true;
    QList<report::QueryTemplate> templates; // the user's own

    bool operator==(const InvestigationSettings &) const = default;
};

// An entry that cannot be used is as if it were not there.
InvestigationSettings readInvestigationSettings(QSettings &file);
// The first entry that is refused is answered, the others are written.
Result<void> writeInvestigationSettings(QSettings &file, const InvestigationSettings &settings);

// Words with commas or line ends between: each once, in their order, at most mostPersonas.
QStringList personasFromText(const QString &text);
inline constexpr qsizetype mostPersonas = 40;
inline constexpr qsizetype longestPersona = 80; // characters

} // namespace tocsin::ui
