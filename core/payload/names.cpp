// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/payload/names.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace tocsin::payload {

namespace {

struct Entry
{
    std::string_view text;
    Name name;
};

constexpr std::array<Entry, nameCount> unsorted = {{
    {"action", Name::Action},
    {"actor", Name::Actor},
    {"alert_id", Name::AlertId},
    {"alert_type", Name::AlertType},
    {"created_at", Name::CreatedAt},
    {"data", Name::Data},
    {"error", Name::Error},
    {"event", Name::Event},
    {"event_id", Name::EventId},
    {"event_type", Name::EventType},
    {"id", Name::Id},
    {"incident_number", Name::IncidentNumber},
    {"ip", Name::Ip},
    {"level", Name::Level},
    {"locator", Name::Locator},
    {"message", Name::Message},
    {"mitre", Name::Mitre},
    {"name", Name::Name},
    {"priority", Name::Priority},
    {"reminderName", Name::ReminderName},
    {"requestId", Name::RequestId},
    {"risk_score", Name::RiskScore},
    {"schedule_id", Name::ScheduleId},
    {"schedule_name", Name::ScheduleName},
    {"session_id", Name::SessionId},
    {"severity", Name::Severity},
    {"source", Name::Source},
    {"summary", Name::Summary},
    {"timestamp", Name::Timestamp},
    {"title", Name::Title},
    {"transactionId", Name::TransactionId},
    {"type", Name::Type},
    {"url", Name::Url},
    {"user", Name::User},
    {"userLocator", Name::UserLocator},
    {"username", Name::Username},
}};

constexpr size_t longest = 15;

// By length, so that a lookup compares with the two or three names of the same length only.
constexpr auto byLength = [] {
    auto entries = unsorted;
    std::sort(entries.begin(), entries.end(),
              [](const Entry &a, const Entry &b) { return a.text.size() < b.text.size(); });
    return entries;
}();

constexpr auto firstOfLength = [] {
    std::array<quint8, longest + 2> first{};
    for (size_t length = 0; length < first.size(); ++length)
        first[length] = quint8(std::count_if(byLength.begin(), byLength.end(),
                                             [&](const Entry &entry) { return entry.text.size() < length; }));
    return first;
}();
static_assert(byLength.back().text.size() == longest);

} // namespace

int findName(QByteArrayView utf8)
{
    const auto length = size_t(utf8.size());
    if (length > longest)
        return nameCount;
    const std::string_view text(utf8.data(), length);
    for (size_t i = firstOfLength[length]; i < firstOfLength[length + 1]; ++i) {
        if (byLength[i].text == text)
            return int(byLength[i].name);
    }
    return nameCount;
}

} // namespace tocsin::payload
