// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/signature/verify.h"

#include <algorithm>
#include <ctime>
#include <vector>

namespace tocsin::bench {

constexpr Micros now = 1'767'225'600'000'000;

inline QByteArray jsonOf(qsizetype size)
{
    QByteArray body = R"({"event":"alert.created","items":[)";
    int number = 0;
    while (body.size() < size - 120) {
        body += R"({"id":)" + QByteArray::number(9007199254740993 + number) +
                R"(,"score":136.0,"path":"/a/b","name":"Zürich & Söhne","tags":["x","y"]},)";
        ++number;
    }
    body.chop(1);
    return body + R"(],"note":null})";
}

inline domain::HttpMessage messageOf(const signature::Scheme &scheme, const signature::NamedSecret &secret,
                                     const QByteArray &body)
{
    domain::HttpMessage message;
    message.method = "POST";
    message.target = "/hooks/in";
    message.headers = {{"Host", "hooks.example.com"}, {"Content-Type", "application/json"}};
    message.body = body;
    message.headers += signature::sign(scheme, message, secret, now).value();
    return message;
}

// This program's own processor time, as `openssl speed` counts it: what else runs here does not enter.
inline double processorMs()
{
    return double(std::clock()) * 1000 / CLOCKS_PER_SEC;
}

template<class Work>
double medianMs(int rounds, Work work)
{
    std::vector<double> times;
    for (int i = 0; i < rounds; ++i) {
        const double began = processorMs();
        work();
        times.push_back(processorMs() - began);
    }
    std::sort(times.begin(), times.end());
    return times[times.size() / 2];
}

// Of one call, of `loops` in each of 11 rounds.
template<class Work>
double medianUs(int loops, Work work)
{
    return medianMs(11,
                    [&] {
                        for (int i = 0; i < loops; ++i)
                            work();
                    }) *
           1000 / loops;
}

} // namespace tocsin::bench
