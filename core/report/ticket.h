// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/incident.h"
#include "core/domain/report.h"
#include "core/report/block.h"
#include "core/report/tlp.h"

namespace tocsin::report {

// What a ticket is made from. Nothing is sent anywhere: it is a text that somebody pastes.
struct Ticket
{
    domain::Incident incident;
    QList<domain::Entity> entities;       // found in it
    std::optional<domain::Report> report; // of the newest investigation that has one
    QString session;                      // the server's id of that one
    QDateTime at;                         // when the ticket is made, UTC
    Tlp tlp = Tlp::Amber;
    bool defang = true;

    bool operator==(const Ticket &) const = default;
};

enum class TicketForm : quint8 { Markdown, Jira, ServiceNow };

inline constexpr std::array ticketForms{TicketForm::Markdown, TicketForm::Jira, TicketForm::ServiceNow};

// One line: "[TLP:AMBER] High: Odd sign-in (incident 40217)".
QString ticketTitle(const Ticket &ticket);
QString ticketBody(const Ticket &ticket, TicketForm form);

} // namespace tocsin::report
