// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/senders.h"
#include "core/socotra/rules.h"
#include "ui/widgets/badge.h"

namespace tocsin::ui {

// The type of an integration in words; one that nobody documents as it is spelled.
QString integrationTypeName(const QString &type);

// The form's field that a rule is about: "name", "type", "url", "headers", "security", "secret", "tag",
// "signature", "certificate"; empty = the form as a whole.
QString findingField(const socotra::Finding &finding);
// What is wrong and what to do.
QString findingSentence(const socotra::Finding &finding);

// How its messages are signed, in a few words.
QString signedText(const std::optional<socotra::SecuritySpec> &security);
// How messages to an endpoint are checked.
QString checkedText(const domain::Endpoint &endpoint, const QString &schemeName);

// A field of a comparison ("securitySpec/tag") for people, and who has changed it.
QString comparedFieldName(const QString &field);
QString standingText(socotra::FieldVersions::Standing standing);

QString senderKindName(const flows::Sender &sender, const QString &type);

// Whether updates merge or replace, as probed.
QString updateRuleText(flows::UpdateRule rule);
// How far the change of a secret has come.
QString rotationStepText(storage::RotationStep step);

// Socotra's way to name a tenant, and to spell the header of the sign-in.
QString tenantFormName(socotra::Tenant::Form form);
QString headerFormName(socotra::Tenant::HeaderForm form);

// What became of a write, unless it was carried out as it was sent: then empty.
QString outcomeSentence(const socotra::WriteOutcome &outcome);
// What failed about a tenant, and what helps; a refused sign-in is told with what locks accounts.
QString tenantErrorSentence(const Error &error);

} // namespace tocsin::ui
