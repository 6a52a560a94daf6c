// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/listener/listener.h"
#include "core/listener/requesthandler.h"

#include <QHash>

#include <mutex>
#include <optional>

namespace tocsin::test {

// Keeps every request and answers 200 with the target as body; what is refused gets its own status. With
// hold(), nothing is answered until release().
class RecordingHandler final : public listener::RequestHandler
{
public:
    struct Held
    {
        listener::Ticket ticket;
        QByteArray target;
    };

    listener::Listener *listener = nullptr;
    qint64 cap = 10 * 1024 * 1024;
    QByteArray answerBody;                       // instead of the target
    QHash<QByteArray, domain::AnswerPlan> plans; // how the answer leaves, by target

    struct Late
    {
        listener::Ticket ticket;
        Micros at;
    };

    qint64 bodyCap(const domain::HttpMessage &) override { return cap; }

    void handle(listener::Ticket ticket, domain::Capture &&capture, const listener::Refusal *refusal) override
    {
        const QByteArray target = capture.message.target;
        {
            const std::lock_guard lock(m_mutex);
            m_captures.append(std::move(capture));
            if (m_holding && !refusal) {
                m_held.append({ticket, target});
                return;
            }
        }
        if (refusal)
            listener->answer({{ticket, listener::Response::plain(refusal->status, refusal->reason)}});
        else
            listener->answer({{ticket, responseTo(target), plans.value(target)}});
    }

    void held(std::span<const listener::Ticket> tickets) override
    {
        const std::lock_guard lock(m_mutex);
        m_heldBack += qsizetype(tickets.size());
    }

    void answeredLate(listener::Ticket ticket, Micros at) override
    {
        const std::lock_guard lock(m_mutex);
        m_late.append({ticket, at});
    }

    void answered(std::span<const listener::Ticket> tickets, Micros) override
    {
        const std::lock_guard lock(m_mutex);
        m_answered += qsizetype(tickets.size());
    }

    void hold()
    {
        const std::lock_guard lock(m_mutex);
        m_holding = true;
    }

    // Each in a batch of its own, the last one first when asked for.
    void release(bool lastFirst = false)
    {
        QList<Held> held;
        {
            const std::lock_guard lock(m_mutex);
            m_holding = false;
            held.swap(m_held);
        }
        if (lastFirst)
            std::reverse(held.begin(), held.end());
        for (const Held &one : std::as_const(held))
            listener->answer({{one.ticket, responseTo(one.target), plans.value(one.target)}});
    }

    qsizetype count() const
    {
        const std::lock_guard lock(m_mutex);
        return m_captures.size();
    }
    qsizetype heldCount() const
    {
        const std::lock_guard lock(m_mutex);
        return m_held.size();
    }
    qsizetype answeredCount() const
    {
        const std::lock_guard lock(m_mutex);
        return m_answered;
    }
    qsizetype heldBackCount() const
    {
        const std::lock_guard lock(m_mutex);
        return m_heldBack;
    }
    QList<Late> late() const
    {
        const std::lock_guard lock(m_mutex);
        return m_late;
    }
    QList<domain::Capture> captures() const
    {
        const std::lock_guard lock(m_mutex);
        return m_captures;
    }

private:
    std::shared_ptr<const listener::Response> responseTo(const QByteArray &target) const
    {
        return std::make_shared<const listener::Response>(200, QList<domain::HeaderField>{},
                                                          answerBody.isEmpty() ? target : answerBody);
    }

    mutable std::mutex m_mutex;
    QList<domain::Capture> m_captures;
    QList<Held> m_held;
    QList<Late> m_late;
    qsizetype m_answered = 0;
    qsizetype m_heldBack = 0;
    bool m_holding = false;
};

} // namespace tocsin::test
