// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// The tolerant readers on any bytes: the first byte chooses the reader, the rest is the answer.

#include "core/socmate/adminreader.h"
#include "core/socmate/errorreader.h"
#include "core/socmate/graphreader.h"
#include "core/socmate/incidentreader.h"
#include "core/socmate/searchreader.h"
#include "core/socmate/sessionreader.h"

#include <QSet>

#include <cstdlib>

namespace {

using namespace tocsin;
using namespace tocsin::socmate;

void check(bool good)
{
    if (!good)
        std::abort();
}

// What is kept is a part of what came, and pointers are pointers.
void checkKept(const QByteArray &answer, const QByteArray &raw, const QStringList &unmapped)
{
    check(answer.contains(raw));
    check(unmapped.size() <= Document::mostUnmapped);
    for (const QString &pointer : unmapped)
        check(pointer.isEmpty() || pointer.startsWith(u'/'));
}

void checkReport(const QByteArray &answer, const std::optional<domain::Report> &report)
{
    if (!report)
        return;
    check(report->shape != domain::Report::Shape::None);
    check(answer.contains(report->raw));
    const QSet<QString> once(report->techniques.begin(), report->techniques.end());
    check(once.size() == report->techniques.size());
}

void checkGraph(const domain::Graph &graph)
{
    QSet<QString> ids;
    for (const domain::GraphNode &node : graph.nodes)
        ids.insert(node.id);
    for (const domain::GraphEdge &edge : graph.edges)
        check(ids.contains(edge.from) && ids.contains(edge.to));
}

template<class T>
void checkFailure(const Result<T> &result)
{
    check(result || !result.error().detail.isEmpty());
}

void readIncidentAnswers(const QByteArray &answer)
{
    const auto page = readIncidents(answer);
    checkFailure(page);
    for (const domain::Incident &one : page ? page->items : QList<domain::Incident>())
        checkKept(answer, one.raw, one.unmapped);
    const auto one = readIncidentDetail(answer);
    checkFailure(one);
    if (one)
        checkKept(answer, one->raw, one->unmapped);
}

void readSessionAnswers(const QByteArray &answer)
{
    const auto page = readSessions(answer);
    checkFailure(page);
    for (const domain::Session &one : page ? page->items : QList<domain::Session>())
        checkKept(answer, one.raw, one.unmapped);
    const auto one = readSessionDetail(answer);
    checkFailure(one);
    if (one) {
        checkKept(answer, one->raw, one->unmapped);
        checkReport(answer, one->report);
    }
    checkFailure(readStarted(answer));
}

void readOtherAnswers(const QByteArray &answer)
{
    checkFailure(readSearch(answer));
    checkFailure(readModels(answer));
    checkFailure(readUsers(answer));
    checkFailure(readCreatedApiKey(answer));
    checkFailure(readCreatedApiClient(answer));
    checkFailure(readSiemTest(answer));
    checkFailure(readSiemProvider(answer));
    readScheduleCheck(answer);
    readCreatedSchedule(answer);
}

void readRefusal(const QByteArray &answer)
{
    http::HttpReply reply;
    reply.status = 400 + (answer.isEmpty() ? 0 : answer.back() & 127);
    reply.headers = {{"Retry-After", answer.left(40)}, {"Date", answer.mid(10, 40)}};
    reply.body = answer;
    const Error error = refusalOf(reply, QStringLiteral("scope"), 1'790'000'000 * microsPerSecond);
    check(!error.detail.isEmpty() && error.detail.size() < 1000);
    check(error.retryAfter >= std::chrono::seconds(0) && error.retryAfter <= std::chrono::hours(1));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const QByteArray answer(reinterpret_cast<const char *>(data) + 1, qsizetype(size) - 1);
    switch (data[0]) {
    case 'i':
        readIncidentAnswers(answer);
        break;
    case 's':
        readSessionAnswers(answer);
        break;
    case 'g':
        if (const auto graph = readGraph(answer))
            checkGraph(*graph);
        break;
    case 'e':
        readRefusal(answer);
        break;
    default:
        readOtherAnswers(answer);
    }
    return 0;
}
