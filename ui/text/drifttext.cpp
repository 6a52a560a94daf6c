// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/drifttext.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tocsin::ui::DriftText)
};

} // namespace

QString driftText(const domain::Drift &drift)
{
    switch (drift.kind) {
    case domain::DriftKind::NewMember:
        return Text::tr("New member: %1", "its type").arg(drift.now);
    case domain::DriftKind::MissingMember:
        return Text::tr("Missing: was %1", "its type").arg(drift.was);
    case domain::DriftKind::TypeChange:
        return Text::tr("Type: %1 → %2").arg(drift.was, drift.now);
    case domain::DriftKind::NewValue:
        return Text::tr("New value: %1 (known: %2)").arg(drift.now, drift.was);
    case domain::DriftKind::FormatChange:
        return Text::tr("Format: %1 → %2").arg(drift.was, drift.now);
    case domain::DriftKind::DuplicateMember:
        return Text::tr("Stands twice");
    case domain::DriftKind::NotComparable:
        break;
    }
    return Text::tr("Cannot be compared: %1").arg(drift.now);
}

QString driftPlace(const domain::Drift &drift)
{
    return drift.pointer.isEmpty() ? Text::tr("the whole body") : QString::fromUtf8(drift.pointer);
}

} // namespace tocsin::ui
