// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/httpmessage.h"
#include "core/listener/limits.h"

#include <QString>

#include <functional>
#include <memory>

namespace tocsin::listener {

// Why a request is refused, with the answer it gets (0: none can be given).
struct Refusal
{
    int status = 0;
    bool truncated = false; // understood so far, but not read to its end; otherwise it is not HTTP/1.1
    QString reason;

    bool operator==(const Refusal &) const = default;
};

// Turns the bytes of one connection into requests, one at a time, with Boost.Beast's sans-I/O parser. Keeps
// the raw head, every field in order and case, the de-chunked body, the chunk sizes and the trailers; of a
// refused request, whatever was read. Not thread-safe; owned by a Connection.
class RequestParser
{
public:
    enum class State {
        Head,   // waiting for the end of the head
        Body,   // head complete
        Done,   // take the request, then reset()
        Failed, // refusal() says why; the connection cannot go on
    };

    // The body cap may depend on the endpoint, which is known once the head is; it is asked for once per
    // request.
    using BodyCap = std::function<qint64(const domain::HttpMessage &)>;
    // RFC 9112 section 3.2: a server has to refuse HTTP/1.1 without Host; a request that is read from a file
    // may lack it.
    enum class Host : quint8 { MayLack, Needed };

    RequestParser(const Limits &limits, BodyCap bodyCap, Host host = Host::MayLack);
    ~RequestParser();
    Q_DISABLE_COPY_MOVE(RequestParser)

    // Reads from the front of the bytes and returns how many are used up; the rest must be given again, with
    // more behind it. Stops after a whole request.
    qsizetype feed(QByteArrayView bytes);
    // The sender closed, or a time limit struck: what is unfinished becomes a refusal with this status and
    // reason. `unread` are the bytes that feed() has left. False when nothing of a request was there.
    bool giveUp(QByteArrayView unread, int status, const QString &reason);
    void reset();

    State state() const { return m_state; }
    const Refusal &refusal() const { return m_refusal; }
    bool keepAlive() const { return m_keepAlive; }
    bool isHttp10() const; // once the head is complete
    // True while the sender waits for "100 Continue" before it sends the body (RFC 9110 section 10.1.1).
    bool expectsContinue() const { return m_expectsContinue; }
    // Bytes that the unfinished request takes in memory, but for its head.
    qint64 heldBytes() const { return m_message.body.size() + m_chunkSizes.size() * qint64(sizeof(qint64)); }
    domain::HttpMessage takeMessage() { return std::move(m_message); }
    QList<qint64> takeChunkSizes() { return std::move(m_chunkSizes); }

private:
    class Adapter;

    qsizetype feedHead(QByteArrayView bytes);
    bool isWithinBounds(QByteArrayView head);
    bool isForUs();
    bool hasKnownFraming();
    bool saysClose() const;
    void beginBody();
    qsizetype feedBody(QByteArrayView bytes);
    QByteArrayView wholeChunkHead(QByteArrayView bytes);
    void refuse(int status, bool truncated, const QString &reason, QByteArrayView seen = {});

    const Limits m_limits;
    const BodyCap m_bodyCap;
    const Host m_host;
    std::unique_ptr<Adapter> m_adapter;
    domain::HttpMessage m_message;
    QList<qint64> m_chunkSizes;
    Refusal m_refusal;
    State m_state = State::Head;
    bool m_keepAlive = true;
    bool m_expectsContinue = false;
    qsizetype m_scanned = 0;  // bytes of an unfinished head, or chunk head, that were looked at
    qsizetype m_lineEnd = -1; // of its first line, once it is there
};

} // namespace tocsin::listener
