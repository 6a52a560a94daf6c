// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// How long the learner searches: bench_learn [body bytes] [rounds]. Constructions of two to four parts, and
// one that is not there to be found. Prints milliseconds of wall time (the median of the rounds) and the
// digests tried.

#include "core/base/clock.h"
#include "core/signature/crypto.h"
#include "core/signature/learn.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstdio>

using namespace tocsin;
using namespace tocsin::signature;

namespace {

const QByteArray key = "benchmark secret of the learner";
const std::atomic<bool> goOn = false;

struct Case
{
    const char *name;
    QByteArrayList (*parts)(const domain::HttpMessage &message, const QByteArray &time);
    const char *separator;
};

const Case cases[] = {
    {"timestamp.body",
     [](const domain::HttpMessage &m, const QByteArray &t) {
         return QByteArrayList{t, m.body};
     },
     "."},
    {"id.timestamp.body",
     [](const domain::HttpMessage &m, const QByteArray &t) {
         return QByteArrayList{m.first("X-Delivery-Id"), t, m.body};
     },
     "."},
    {"method, target, timestamp, body in lines",
     [](const domain::HttpMessage &m, const QByteArray &t) {
         return QByteArrayList{m.method, m.target, t, m.body};
     },
     "\n"},
    {"body;event type;target;timestamp",
     [](const domain::HttpMessage &m, const QByteArray &t) {
         return QByteArrayList{m.body, m.first("X-Event-Type"), m.target, t};
     },
     ";"},
    {"nothing that can be found",
     [](const domain::HttpMessage &m, const QByteArray &t) {
         return QByteArrayList{t, "unknown", m.target, m.body};
     },
     "/"},
};

// What a sender behind a proxy posts.
domain::HttpMessage delivery(const Case &one, int number, qsizetype bodySize)
{
    const QByteArray n = QByteArray::number(number);
    const QByteArray time = QByteArray::number(1767225600 + number);
    domain::HttpMessage message;
    message.method = "POST";
    message.target = "/hooks/alerts?tenant=" + n;
    message.body = "{\"id\":\"evt_" + n + "\",\"type\":\"alert.created\",\"created\":" + time +
                   ",\"data\":{\"object\":\"alert\",\"severity\":\"high\",\"text\":\"";
    message.body += QByteArray(std::max<qsizetype>(bodySize - message.body.size() - 3, 0), 'x') + "\"}}";
    for (const auto &[name, value] : std::initializer_list<std::pair<const char *, QByteArray>>{
             {"Host", "hooks.example.org"},
             {"User-Agent", "Sender/2.1"},
             {"Accept", "*/*"},
             {"Content-Type", "application/json"},
             {"Content-Length", QByteArray::number(message.body.size())},
             {"X-Forwarded-For", "203.0.113.9"},
             {"X-Forwarded-Proto", "https"},
             {"X-Request-Id", "req-" + n},
             {"X-Delivery-Id", "dlv-" + n},
             {"X-Event-Type", "alert.created"},
             {"X-Attempt", "1"},
             {"X-Api-Version", "2026-01-01"},
             {"Accept-Encoding", "gzip"},
             {"Connection", "close"}})
        message.headers.append(domain::HeaderField{name, value});
    const QByteArray text = one.parts(message, time).join(one.separator);
    const QByteArrayView whole = text;
    const QByteArray digest = hmac(Hash::Sha256, key, {&whole, 1}).view().toByteArray();
    message.headers.append(domain::HeaderField{"X-Sig", "t=" + time + ",v1=" + digest.toHex()});
    return message;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const qsizetype bodySize = arguments.value(1, QStringLiteral("2048")).toInt();
    const size_t rounds = size_t(std::max(1, arguments.value(2, QStringLiteral("3")).toInt()));
    for (const Case &one : cases) {
        LearnRequest request;
        request.secret = Secret::copyOf(key);
        for (int i = 1; i <= 3; ++i)
            request.deliveries.push_back(delivery(one, i, bodySize));
        std::vector<Micros> times;
        Learned learned;
        for (size_t i = 0; i < rounds; ++i) {
            const Micros began = wallClock();
            learned = learn(request, goOn).value_or(Learned());
            times.push_back(wallClock() - began);
        }
        std::sort(times.begin(), times.end());
        std::printf("%-42s %8.1f ms %9llu digests  %s\n", one.name, double(times[rounds / 2]) / 1000,
                    static_cast<unsigned long long>(learned.tried), learned.scheme ? "found" : "not found");
    }
    return 0;
}
