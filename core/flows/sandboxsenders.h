// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/testrun.h"
#include "core/sandbox/server.h"
#include "core/signature/catalogue.h"

namespace tocsin::flows {

// Where one of the sandbox's senders delivers to: SoCMate, SOCWarden or Socotra, by the id of its scheme.
struct SandboxTarget
{
    QString sender;
    QUrl url;                                     // of this machine
    std::optional<signature::NamedSecret> secret; // needed where the scheme signs
    QList<QSslCertificate> trusted = {};          // besides the system's authorities
};

// Plays the senders of a sandbox: lets its time pass and delivers what happens, signed, and again by the
// sender's own schedule until it is answered 2xx. What no target is given for is not sent. Sends to this
// machine only. Lives on one thread; the server must outlive it.
class SandboxSenders final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SandboxSenders)

public:
    explicit SandboxSenders(sandbox::Server &server, QObject *parent = nullptr);
    ~SandboxSenders() override;

    // Rejected or Forbidden: a target is unknown or of another machine; NotFound: no such scheme. Waits
    // between attempts are divided by the server's speed.
    Result<void> start(const QList<SandboxTarget> &targets,
                       const std::shared_ptr<const signature::Catalogue> &schemes);
    void stop(); // also what waits for its next attempt
    bool isRunning() const { return m_timer.isActive(); }
    int underWay() const { return int(m_runs.size()); }
    // Also to every integration of the tenant that is a webhook, of this machine alone: with its headers,
    // signed with the secret and tag that it has at that moment. After start().
    void deliverToIntegrations(const QList<QSslCertificate> &trusted = {});
    void tell(const sandbox::Event &event); // one that did not happen in the world
    // What has happened since the last look is sent now. The timer does it once a second.
    void look();

    static constexpr int mostUnderWay = 64; // events; more are left out, see leftOut()

signals:
    void sent(const QString &sender, const QString &kind, const tocsin::flows::TestAnswer &answer);
    void leftOut(const QString &sender, const QString &kind, const QString &why);

private:
    bool isIntegration(const sandbox::Event &event, const QUrl &url) const;
    TestPlan planOf(const sandbox::Event &event) const;
    void play(const sandbox::Event &event, const TestPlan &plan);
    void tellIntegrations(const sandbox::Event &event);

    sandbox::Server &m_server;
    QList<SandboxTarget> m_targets;
    bool m_toIntegrations = false;
    QList<QSslCertificate> m_trusted; // of the integrations' receivers
    std::shared_ptr<const signature::Catalogue> m_schemes;
    std::vector<std::unique_ptr<TestRun>> m_runs;
    QTimer m_timer;
};

} // namespace tocsin::flows
