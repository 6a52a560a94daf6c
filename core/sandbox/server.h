// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/sandbox/exchange.h"
#include "core/sandbox/tenant.h"

#include <QUrl>

#include <functional>
#include <memory>

namespace tocsin::sandbox {

struct ServerOptions
{
    quint64 seed = 1;
    Profile profile;
    double speed = 1; // investigations, sync ticks and the slow first request are this much faster
    quint16 port = 0; // on loopback; 0 = a free one
    std::function<Micros()> clock = wallClock; // called from any thread
    int incidents = 420;
    int pastSessions = 25;
    Micros syncInterval = 30 * microsPerSecond;
    RunTimes runTimes;
    std::optional<RunKind> runKind; // of every investigation, whatever the question says
    Micros cacheTime = 300 * microsPerSecond;
    int coldDelayMs = 900;   // real time, of the first incident request after the cache lapsed
    int keyPerMinute = 120;  // requests of an API key; 0 = no limit
    int userPerMinute = 100; // socmate.md 3.3
    int concurrent = 5;      // investigations of one credential
    Micros tokenLifetime = 1800 * microsPerSecond;
    int insertedBetweenPages = 0; // incidents that arrive after each page of the list
    TenantOptions tenant;         // of Socotra, at the same address
};

// How much the server was asked, since it began.
struct ServerCounts
{
    qint64 requests = 0;
    qint64 starts = 0;   // accepted
    qint64 limited = 0;  // answered 429
    qint64 refused = 0;  // answered 401 or 403
    qint64 failures = 0; // answered 5xx

    bool operator==(const ServerCounts &) const = default;
};

// A stand-in SoCMate on loopback, see docs/sandbox.md: the contract of socmate.md, the guesses of a profile,
// a made-up world. Every function may be called from any thread but listen(), and destruction, which belong
// to the maker's. Requests are answered on the listener's thread.
class Server
{
public:
    explicit Server(ServerOptions options = {});
    ~Server();
    Q_DISABLE_COPY_MOVE(Server)

    Result<void> listen();      // Rejected, as the listener says
    QUrl baseUrl() const;       // "http://127.0.0.1:PORT", after listen()
    QUrl webApp() const;        // another host name of the same place: "http://localhost:PORT"
    QUrl tokenEndpoint() const; // of the client below
    Secret apiKey() const;      // made up at each start, with all five scopes; does not expire
    Secret userToken() const;   // a bearer token with the role analyst; does not expire
    Secret adminToken() const;  // likewise, with the role admin
    QString clientId() const;   // of a client with all five scopes
    Secret clientSecret() const;
    const ServerOptions &options() const;

    Micros now() const;              // the clock with what was added by advance()
    void advance(Micros by);         // time passes: sync ticks and ends of investigations happen
    void tick();                     // what happened since the last request or call happens now
    std::vector<Event> takeEvents(); // after tick(): what its senders would tell a listener
    void arrive(int incidents);      // at once
    void look(const std::function<void(World &)> &with);          // while no request is answered
    void lookAtTenant(const std::function<void(Tenant &)> &with); // likewise
    Secret tenantPassword() const;     // of the user in the options, made up at each start
    Secret tenantClientSecret() const; // of the client in the options, likewise

    // What goes wrong between server and client.
    // The first ones that come after that many others.
    void dropNext(int count, int after = 0); // carried out, but the connection ends in the answer's place
    void failNext(int count, int status = 503, int after = 0); // not carried out
    void setOffline(bool isOffline); // every connection is reset before anything is done
    void disableApiKey();            // 401 from now on
    ServerCounts counts() const;

private:
    struct Inner;
    std::unique_ptr<Inner> m;
};

} // namespace tocsin::sandbox
