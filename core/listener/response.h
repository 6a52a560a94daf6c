// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/answerplan.h"
#include "core/domain/httpmessage.h"

#include <QByteArray>

#include <memory>

namespace tocsin::listener {

// What an answer says of the connection that it comes on. HTTP/1.1 is kept unless it says otherwise; an
// HTTP/1.0 sender that asked for it must be told (RFC 9112 section 9.3 and appendix C.2.2).
enum class Persistence { Close, Keep, KeepAndSaySo };

// A final answer, made once and sent many times: the head is serialised when it is built. Field values with
// CR or LF and the names Content-Length, Connection and Transfer-Encoding, which the listener writes itself,
// are left out.
class Response
{
public:
    Response(int status, const QList<domain::HeaderField> &headers = {}, const QByteArray &body = {});
    // A plain-text answer of the listener itself.
    static std::shared_ptr<const Response> plain(int status, const QString &sentence,
                                                 const QList<domain::HeaderField> &headers = {});

    int status() const { return m_status; }
    const QByteArray &head() const { return m_head; } // without Date, Connection and the empty line
    const QByteArray &body() const { return m_body; }
    qsizetype bodySize() const { return m_body.size(); }
    // Bytes for the wire. HEAD gets the head alone (RFC 9110 section 9.3.2), as do 204 and 304. `date` is a
    // whole field line, left out when this answer has a Date of its own.
    QByteArray wire(Persistence persistence, bool headOnly, QByteArrayView date) const;

private:
    int m_status;
    bool m_isDated = false; // by its own headers
    QByteArray m_head;      // status line and fields, without Date, Connection and the empty line
    QByteArray m_body;
};

QByteArray reasonPhrase(int status);

// Names one request of one connection until it is answered. Connections count from 1; 0 is nobody's.
struct Ticket
{
    quint64 connection = 0;
    quint32 sequence = 0;
};

struct Answer
{
    Ticket ticket;
    std::shared_ptr<const Response> response; // never null
    domain::AnswerPlan plan = {};
};

} // namespace tocsin::listener
