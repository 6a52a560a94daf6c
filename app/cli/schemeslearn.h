// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/cli/command.h"
#include "core/signature/learn.h"

#include <QElapsedTimer>
#include <QThread>

#include <atomic>
#include <functional>

namespace tocsin::cli {

// One search of the learner on a thread of its own, with its progress on standard error. Lives on the main
// thread; when it goes, the search ends first.
class SchemesLearn final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SchemesLearn)

public:
    using Done = std::function<void(const Result<signature::Learned> &)>;

    SchemesLearn(signature::LearnRequest &&request, Done done);
    ~SchemesLearn() override;

    void cancel() { m_cancelled = true; }

private:
    void report(const signature::LearnProgress &progress); // on the search's thread

    signature::LearnRequest m_request;
    Done m_done;
    std::atomic<bool> m_cancelled = false;
    QElapsedTimer m_sinceReport;
    Result<signature::Learned> m_learned;
    std::unique_ptr<QThread> m_thread;
};

} // namespace tocsin::cli
