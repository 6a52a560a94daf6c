// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0
//
// What it costs to explain a signature that cannot be explained (everything is tried) and one that can, and
// to find out the scheme. Median of rounds; no arguments.

#include "core/json/layouts.h"
#include "core/signature/catalogue.h"
#include "core/signature/detect.h"
#include "core/signature/explain/explain.h"
#include "tests/bench/signaturebench.h"

#include <cstdio>

using namespace tocsin;
using namespace tocsin::signature;
using namespace tocsin::bench;
using namespace Qt::StringLiterals;

namespace {

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
    detectFigures(*catalogue);
    explainFigures(*catalogue);
    return 0;
}
