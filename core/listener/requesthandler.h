// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/capture.h"
#include "core/listener/requestparser.h"
#include "core/listener/response.h"

#include <span>

namespace tocsin::listener {

// Who takes the requests. All calls come on the listener's thread.
class RequestHandler
{
public:
    virtual ~RequestHandler() = default;

    // How many bytes of body this request may have, asked when its head is complete.
    virtual qint64 bodyCap(const domain::HttpMessage &message) = 0;

    // One request, whole or refused (capture.completeness says which; `refusal` is then not null). Every
    // ticket leads to exactly one Listener::answer(), now or later, from any thread.
    virtual void handle(Ticket ticket, domain::Capture &&capture, const Refusal *refusal) = 0;

    // The answers to these tickets have been handed to the operating system. Once for every
    // Listener::answer(), in their order, until the listener has stopped; those whose connection was gone,
    // and those that are held(), are not among them.
    virtual void answered(std::span<const Ticket> tickets, Micros at) = 0;

    // Of the answers of which answered() is told next, these leave later: by their plan, or because they
    // stand behind one with a plan. Not called when there are none.
    virtual void held(std::span<const Ticket> tickets) { Q_UNUSED(tickets) }
    // A held answer has left. 0: it never will, for the connection is gone or ends without it.
    virtual void answeredLate(Ticket ticket, Micros at)
    {
        Q_UNUSED(ticket)
        Q_UNUSED(at)
    }
};

} // namespace tocsin::listener
