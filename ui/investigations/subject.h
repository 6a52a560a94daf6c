// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/delivery.h"
#include "core/domain/entity.h"
#include "core/report/templates/querytemplate.h"
#include "core/storage/incidentstore.h"

namespace tocsin::ui {

// What a question is about: what the placeholders of a template stand for. Texts are from outside.
struct Subject
{
    qint64 incident = 0; // its number; 0 = none
    QString provider;    // of the incident; empty = the usual one
    report::Values values;

    bool operator==(const Subject &) const = default;
};

Subject subjectOf(const storage::IncidentRow &incident);
Subject subjectOf(const domain::Entity &entity);
Subject subjectOf(const domain::DeliveryRow &delivery);

// The first template that is about this kind of thing: everything but the time span is known. -1 = none.
int templateFor(const Subject &subject, const QList<report::QueryTemplate> &templates);

} // namespace tocsin::ui
