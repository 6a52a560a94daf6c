// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/schemeslearn.h"

#include "app/cli/terminal.h"

namespace tocsin::cli {

using namespace Qt::StringLiterals;

namespace {
constexpr qint64 reportEvery = 1000; // ms
}

SchemesLearn::SchemesLearn(signature::LearnRequest &&request, Done done)
    : m_request(std::move(request))
    , m_done(std::move(done))
{
    m_sinceReport.start();
    m_thread.reset(QThread::create([this] {
        m_learned = signature::learn(m_request, m_cancelled,
                                     [this](const signature::LearnProgress &progress) { report(progress); });
    }));
    connect(m_thread.get(), &QThread::finished, this, [this] { m_done(m_learned); });
    m_thread->start();
}

SchemesLearn::~SchemesLearn()
{
    m_cancelled = true;
    m_thread->wait();
}

void SchemesLearn::report(const signature::LearnProgress &progress)
{
    if (m_sinceReport.elapsed() < reportEvery)
        return;
    m_sinceReport.restart();
    printError(u"%1 digests tried, of at most %2"_s.arg(progress.tried).arg(progress.planned));
}

} // namespace tocsin::cli
