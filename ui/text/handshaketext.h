// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/webhookdesk.h"

#include <QString>

namespace tocsin::ui {

// What was asked and how it stands; then the rule that the URL keeps and what opening it does.
QString subscriptionSentence(const flows::Subscription &asked, const QString &sender);
QString subscriptionRule(const flows::Subscription &asked);

// "Answered as a handshake of Slack (url verification), because it is a POST with …".
QString handshakeSentence(const flows::HandshakeFacts &facts, const QString &sender);

} // namespace tocsin::ui
