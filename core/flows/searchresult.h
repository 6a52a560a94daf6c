// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/delivery.h"
#include "core/domain/searchhit.h"
#include "core/flows/excerpt.h"
#include "core/storage/incidentstore.h"
#include "core/storage/sessionstore.h"

#include <array>

namespace tocsin::flows {

// Who found it, in the order shown. All but the server's is kept on this machine.
enum class SearchSource : quint8 { Server, Reports, Queue, Deliveries };
inline constexpr std::array searchSources{SearchSource::Server, SearchSource::Reports, SearchSource::Queue,
                                          SearchSource::Deliveries};

// Where in it the words stand.
enum class FoundIn : quint8 {
    Unsaid, // the server gives no reason that can be seen
    Title,
    Excerpt, // of the server's own choice
    Question,
    Report,
    Number,
    Owner,
    Labels,
    Description,
    Body,
    Path,
    Headers,
};

// One hit with its reason. Texts are hostile.
struct SearchResult
{
    enum class Kind : quint8 { Other, Investigation, Entity, Incident, Delivery };

    SearchSource source = SearchSource::Server;
    Kind kind = Kind::Other;
    QString kindText; // as sent
    QString title;
    FoundIn foundIn = FoundIn::Unsaid;
    Excerpt excerpt;
    Micros at = 0; // when it was made or arrived; 0 = not known

    QString session;       // the server's id; empty = it cannot be opened as an investigation
    bool isKept = false;   // the investigation's report is kept here too
    domain::Entity entity; // of Entity
    qint64 incident = 0;   // number
    domain::DeliveryId delivery = 0;
    domain::Severity severity = domain::Severity::None;
    QString severityText;
    std::optional<double> risk;
    QByteArray raw;       // as the server sent it; empty for what is kept here
    QStringList unmapped; // JSON pointers into raw

    bool operator==(const SearchResult &) const = default;
};

// Pure: what a hit of each source is and why. Of several places the one that holds most of the words.
SearchResult resultOf(const domain::SearchHit &hit, const QStringList &words);
SearchResult resultOf(const storage::ReportHit &hit, const QStringList &words);
SearchResult resultOf(const storage::StoredIncident &incident, const QStringList &words);
SearchResult resultOf(const domain::Delivery &delivery, const QStringList &words);

} // namespace tocsin::flows
