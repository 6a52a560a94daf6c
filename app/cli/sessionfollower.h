// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/investigations.h"
#include "core/poll/ticker.h"

namespace tocsin::cli {

// One investigation from here on, kept in the analyst's file at each step, where the window finds it. Lives
// on the main thread; the API and the file outlive it.
class SessionFollower final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SessionFollower)

public:
    // How far it is followed.
    enum class Until : quint8 {
        Taken, // the server has it, or surely not
        Over,  // also while it waits for a slot, and while a lost one is looked for
    };
    // As it stood when the following ended. Limited: that kept it from being started. Unanswered: the
    // question may have been taken or not.
    struct End
    {
        storage::StoredSession stored;
        std::optional<Error> error;
    };

    SessionFollower(socmate::SocmateApi &api, const QString &file, bool isJson);
    ~SessionFollower() override;

    // Tells nothing of how it goes: who does not wait for the end wants one line.
    void setQuiet() { m_quiet = true; }

    // One of these, once.
    void start(const flows::InvestigationDraft &draft, Until until, QObject *context, Handler<End> handler);
    void wait(const QString &session, QObject *context, Handler<End> handler);
    // Of one that is over.
    void ask(const QString &session, const QString &question, Until until, QObject *context,
             Handler<End> handler);

    // Nothing more is awaited. What waits for a slot is withdrawn (true), what runs goes on at the server.
    bool leave();

private:
    void sendQuestion(const QString &question, Until until);
    void onChanged(qint64 id);
    void review();
    bool isEnd() const;
    void printProgress();
    void end(const Result<End> &result);

    const bool m_json;
    storage::AnalystBook m_book;
    poll::Poller m_poller;
    poll::Ticker m_ticker;
    flows::Investigations m_runs; // before the others at the end
    QPointer<QObject> m_context;
    Handler<End> m_handler;
    Until m_until = Until::Over;
    QString m_question; // to be asked when it is over
    Until m_untilAsked = Until::Over;
    bool m_asking = false; // it is on its way
    qint64 m_id = 0;
    std::optional<storage::StoredSession> m_known;
    bool m_quiet = false;
    std::optional<Error> m_lost; // the answer to the question
    QString m_progress;          // told last
};

} // namespace tocsin::cli
