// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/sandbox/hostility.h"
#include "core/sandbox/shapes.h"

// The session (socmate.md 5.4 to 5.7): only session_id, status and risk_score are known names.

namespace tocsin::sandbox {

using namespace Qt::StringLiterals;

namespace {

struct StageName
{
    QLatin1StringView key;
    QLatin1StringView display;
};
constexpr StageName stageNames[domain::stageCount] = {
    {"entity_extraction"_L1, "Entity Extraction"_L1},
    {"intent_determination"_L1, "Intent Determination"_L1},
    {"query_planning"_L1, "Query Planning"_L1},
    {"query_generation"_L1, "Query Generation"_L1},
    {"execution"_L1, "Execution"_L1},
    {"evidence_assessment"_L1, "Evidence Assessment"_L1},
    {"report_generation"_L1, "Report Generation"_L1},
};

QString stageText(const Profile &profile, domain::Stage stage)
{
    const StageName &name = stageNames[size_t(stage)];
    return QString(profile.stage == Profile::StageForm::Key ? name.key : name.display);
}

QString statusOf(const Profile &profile, const WorldSession &session)
{
    switch (session.facts.state) {
    case domain::SessionState::Completed:
        return profile.hostile ? u"Completed"_s : u"completed"_s;
    case domain::SessionState::Failed:
        return profile.failure;
    default:
        return session.isFollowUp ? profile.followUpStatus : u"active"_s;
    }
}

QJsonArray messagesJson(const Profile &profile, const WorldSession &session, const Library &library,
                        const std::optional<domain::Report> &report)
{
    QJsonArray rows;
    const auto add = [&rows](const QString &role, const QString &text, const QDateTime &at) {
        rows.append(QJsonObject{{u"role"_s, role}, {u"content"_s, text}, {u"created_at"_s, timeText(at)}});
    };
    for (qsizetype i = 0; i < session.facts.messages.size(); ++i) {
        const domain::SessionMessage &message = session.facts.messages[i];
        add(message.role, message.text, message.at);
        if (i == 0 && profile.report == Profile::ReportForm::Messages && report)
            add(u"assistant"_s, reportMarkdown(*report, library), message.at);
    }
    return rows;
}

} // namespace

QJsonObject sessionRowJson(const Profile &profile, const WorldSession &session)
{
    QJsonObject object = {{u"session_id"_s, session.facts.id},
                          {u"status"_s, statusOf(profile, session)},
                          {u"title"_s, session.facts.title},
                          {u"query"_s, session.facts.query},
                          {u"persona"_s, session.facts.persona},
                          {u"provider"_s, session.facts.provider},
                          {u"created_at"_s, timeText(session.facts.created)},
                          {u"updated_at"_s, timeText(session.facts.updated)}};
    if (session.facts.report && session.facts.report->risk)
        object[u"risk_score"_s] = *session.facts.report->risk;
    if (!session.schedule.isEmpty())
        object[u"schedule_id"_s] = session.schedule;
    return object;
}

QJsonObject sessionJson(const Profile &profile, const World &world, const WorldSession &session, Micros now)
{
    QJsonObject object = sessionRowJson(profile, session);
    std::optional<domain::Report> report = session.facts.report;
    if (report && profile.hostile)
        makeHostile(*report);
    if (session.isOpen && profile.stage != Profile::StageForm::Absent) {
        object[u"current_stage"_s] = stageText(profile, session.run.at(now).stage);
        QJsonArray stages;
        for (qsizetype i = 0; i <= session.run.stepIndex(now); ++i)
            stages.append(stageText(profile, session.run.steps[i].stage));
        object[u"stages"_s] = stages;
    }
    if (session.isOpen && profile.hostile && session.run.at(now).stage == domain::Stage::Execution)
        object[u"status"_s] = u"waiting_for_siem"_s;
    if (!session.facts.error.isEmpty())
        object[u"error"_s] = session.facts.error;
    if (report && profile.report == Profile::ReportForm::Object)
        object[u"report"_s] = reportJson(*report, world.library());
    else if (report && profile.report == Profile::ReportForm::Markdown)
        object[u"report"_s] = reportMarkdown(*report, world.library());
    object[u"messages"_s] = messagesJson(profile, session, world.library(), report);
    return object;
}

} // namespace tocsin::sandbox
