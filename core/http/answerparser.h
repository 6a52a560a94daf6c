// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>

#include <memory>
#include <utility>

namespace tocsin::http {

// Reads one HTTP/1.x answer from the bytes of a connection, through Beast. Interim answers (1xx but 101) are
// passed over. Of the body it keeps as much as it was told to and is done when there is more. Has no thread.
class AnswerParser
{
public:
    enum class State { Reading, Done, Failed };

    AnswerParser(bool headOnly, qint64 keep); // headOnly: the answer to HEAD, which has no body
    ~AnswerParser();
    Q_DISABLE_COPY_MOVE(AnswerParser)

    State feed(QByteArrayView bytes);
    State end(); // the connection was closed: the end of a body without a length, else a failure

    State state() const { return m_state; }
    bool isUntouched() const { return m_status == 0 && m_in.isEmpty(); } // no byte of an answer came
    const QString &reason() const { return m_reason; }                   // Failed: why

    int status() const { return m_status; }
    const QByteArray &head() const { return m_head; } // status line and fields as received
    const QList<std::pair<QByteArray, QByteArray>> &headers() const { return m_headers; }
    const QByteArray &body() const { return m_body; } // without chunk framing
    bool wasCut() const { return m_cut; }             // the body goes on behind what was kept

    static constexpr qsizetype headLimit = 64 * 1024;
    static constexpr int mostInterim = 16;

private:
    class Adapter;
    void restart();
    State fail(const QString &reason);

    const bool m_headOnly;
    const qint64 m_keep;
    std::unique_ptr<Adapter> m_adapter;
    QByteArray m_in; // not yet taken by the adapter
    State m_state = State::Reading;
    QString m_reason;
    int m_status = 0;
    int m_interim = 0;
    bool m_cut = false;
    QByteArray m_head;
    QList<std::pair<QByteArray, QByteArray>> m_headers;
    QByteArray m_body;
};

} // namespace tocsin::http
