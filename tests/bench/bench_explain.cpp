// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0
//
// What it costs to explain a signature that cannot be explained (everything is tried) and one that can, and
// to verify one of each family beside the same primitive alone. Median of rounds; no arguments.

#include "core/json/layouts.h"
#include "core/signature/catalogue.h"
#include "core/signature/crypto.h"
#include "core/signature/detect.h"
#include "core/signature/explain/explain.h"

#include <algorithm>
#include <cstdio>
#include <ctime>

using namespace tocsin;
using namespace tocsin::signature;
using namespace Qt::StringLiterals;

namespace {

constexpr Micros now = 1'767'225'600'000'000;

QByteArray jsonOf(qsizetype size)
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

domain::HttpMessage messageOf(const Scheme &scheme, const NamedSecret &secret, const QByteArray &body)
{
    domain::HttpMessage message;
    message.method = "POST";
    message.target = "/hooks/in";
    message.headers = {{"Host", "hooks.example.com"}, {"Content-Type", "application/json"}};
    message.body = body;
    message.headers += sign(scheme, message, secret, now).value();
    return message;
}

// This program's own processor time, as `openssl speed` counts it: what else runs here does not enter.
double processorMs()
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

QList<NamedSecret> secretsOf(int count, const QString &name)
{
    QList<NamedSecret> secrets;
    for (int i = 0; i < count; ++i)
        secrets.append({name + QString::number(i),
                        Secret((u"a-secret-that-does-not-fit-"_s + name + QString::number(i)).toUtf8()),
                        {},
                        false});
    return secrets;
}

struct Situation
{
    const char *what;
    int own;
    int others;
    bool isProved; // the sender signed the spaced form (A1)
};

void explainFigures(const Catalogue &catalogue)
{
    const Situation situations[] = {{"unprovable, 1 secret", 1, 0, false},
                                    {"unprovable, 10 secrets", 2, 8, false},
                                    {"A1, 10 secrets", 2, 8, true}};
    for (const QString &id : {u"socwarden"_s, u"github"_s, u"stripe"_s}) {
        for (const qsizetype size : {qsizetype(1024), qsizetype(1024 * 1024)}) {
            for (const Situation &situation : situations) {
                const Scheme &scheme = *catalogue.find(id);
                const QByteArray body = jsonOf(size);
                const QList<NamedSecret> own = secretsOf(situation.own, u"own"_s);
                const NamedSecret unknown{u"?"_s, Secret::copyOf("what the sender has"), {}, false};
                domain::HttpMessage message = messageOf(
                    scheme, situation.isProved ? own.last() : unknown,
                    situation.isProved ? *json::reformat(body, *json::layout("spaced"), 2 * size) : body);
                message.body = body;
                const ExplainRequest request{
                    message, catalogue.all(), &scheme, own, secretsOf(situation.others, u"other"_s), {}, now};
                Explanation found;
                const double ms = medianMs(size > 2000 ? 3 : 21, [&] { found = explain(request); });
                std::printf("explain %-10s %8lld bytes, %-22s: %8.2f ms, %5llu tried%s%s\n", qPrintable(id),
                            qlonglong(size), situation.what, ms, qulonglong(found.tried),
                            found.leftOutForms ? ", forms left out"
                            : found.isComplete ? ""
                                               : ", budget used up",
                            found.isProved() == situation.isProved ? "" : ", WRONG");
            }
        }
    }
}

void verifyFigures(const Catalogue &catalogue)
{
    constexpr int loops = 20000;
    const QByteArray body = jsonOf(1024);
    const QByteArray key = "local-test-secret-of-32-bytes-00";
    const QByteArrayView whole = body;
    const double bare = medianMs(11, [&] {
        for (int i = 0; i < loops; ++i)
            (void)hmac(Hash::Sha256, key, {&whole, 1});
    });
    std::printf("HMAC-SHA-256 alone, %lld bytes: %.2f us\n", qlonglong(body.size()), bare * 1000 / loops);
    for (const QString &id : {u"github"_s, u"socwarden"_s, u"stripe"_s, u"slack"_s, u"shopify"_s}) {
        const Scheme &scheme = *catalogue.find(id);
        const NamedSecret secret{u"main"_s, Secret::copyOf(key), {}, false};
        const domain::HttpMessage message = messageOf(scheme, secret, body);
        const double ms = medianMs(11, [&] {
            for (int i = 0; i < loops; ++i)
                (void)verify(scheme, message, {&secret, 1}, now);
        });
        std::printf("verify %-12s %.2f us, %.2f of the HMAC alone\n", qPrintable(id), ms * 1000 / loops,
                    ms / bare);
    }
}

// What `auto` costs beside the scheme that is known, with a secret that fits and with one that does not.
void detectFigures(const Catalogue &catalogue)
{
    constexpr int loops = 2000;
    const QByteArray body = jsonOf(1024);
    const NamedSecret fits{u"main"_s, Secret::copyOf("local-test-secret-of-32-bytes-00"), {}, false};
    const NamedSecret other{u"other"_s, Secret::copyOf("local-test-secret-of-32-bytes-01"), {}, false};
    for (const QString &id : {u"github"_s, u"socwarden"_s, u"stripe"_s, u"slack"_s, u"standard-webhooks"_s}) {
        const Scheme &scheme = *catalogue.find(id);
        const domain::HttpMessage message = messageOf(scheme, fits, body);
        const auto us = [&](auto work) {
            return medianMs(7,
                            [&] {
                                for (int i = 0; i < loops; ++i)
                                    work();
                            }) *
                   1000 / loops;
        };
        const auto askAll = [&] {
            for (const Scheme &one : catalogue.all()) {
                if (one.isSigned() && likeness(one, message, {}) > 0)
                    (void)verify(one, message, {&fits, 1}, now);
            }
        };
        std::printf(
            "detect %-18s set %6.2f us, auto %6.2f, auto that fails %6.2f, asking every scheme %7.2f\n",
            qPrintable(id), us([&] {
                (void)verify(scheme, message, {&fits, 1}, now);
            }),
            us([&] {
                (void)detect(catalogue, message, {&fits, 1}, now);
            }),
            us([&] {
                (void)detect(catalogue, message, {&other, 1}, now);
            }),
            us(askAll));
    }
}

} // namespace

int main()
{
    const auto catalogue = Catalogue::load();
    if (!catalogue) {
        std::fprintf(stderr, "%s\n", qPrintable(catalogue.error().detail));
        return 1;
    }
    std::printf("catalogue: %.1f ms for %lld schemes\n", medianMs(5, [] { (void)Catalogue::load(); }),
                qlonglong(catalogue->all().size()));
    verifyFigures(*catalogue);
    detectFigures(*catalogue);
    explainFigures(*catalogue);
    return 0;
}
