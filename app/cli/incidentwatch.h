// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/incidentsync.h"
#include "core/poll/ticker.h"

#include <QTemporaryDir>

namespace tocsin::cli {

// Prints incidents that are new or have changed, one line each. It keeps what it has seen in a file of its
// own: in the window's, whichever of the two asked first would take the news from the other.
class IncidentWatch final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(IncidentWatch)

public:
    IncidentWatch(socmate::SocmateApi &api, Micros every, bool isJson);
    ~IncidentWatch() override;

    Result<void> start();

signals:
    void halted(const tocsin::Error &error); // asking again would be answered the same

private:
    void onStored(const storage::Upserted &page, bool isFirst);
    void onChanged();
    void print(const storage::StoredIncident &stored, const QStringList &members) const;

    const bool m_json;
    QTemporaryDir m_folder;
    std::unique_ptr<storage::AnalystBook> m_book;
    poll::Poller m_poller;
    poll::Ticker m_ticker;
    std::unique_ptr<flows::IncidentSync> m_sync; // before the others at the end
    socmate::SocmateApi &m_api;
    const Micros m_every;
    bool m_ready = false;
    int m_failures = 0;
};

} // namespace tocsin::cli
