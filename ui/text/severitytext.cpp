// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/severitytext.h"

#include "ui/widgets/visibletext.h"

#include <QCoreApplication>

namespace tocsin::ui {

using domain::Severity;

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tocsin::ui::SeverityText)
};
} // namespace

BadgeText severityBadge(Severity severity, const QString &severityText)
{
    switch (severity) {
    case Severity::Critical:
        return {Mark::Diamond, Tone::Critical, Text::tr("Critical")};
    case Severity::High:
        return {Mark::Triangle, Tone::High, Text::tr("High")};
    case Severity::Medium:
        return {Mark::Disc, Tone::Medium, Text::tr("Medium")};
    case Severity::Low:
        return {Mark::Square, Tone::Low, Text::tr("Low")};
    case Severity::Info:
        return {Mark::Ring, Tone::Info, Text::tr("Info")};
    case Severity::Unknown:
        return {Mark::Question, Tone::Muted, visibleText(severityText, 40)};
    case Severity::None:
        break;
    }
    return {};
}

} // namespace tocsin::ui
