// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// How long a report takes to become each kind of file: bench_report [findings] [rounds]. As many entities as
// findings, each finding with a list, a table of evidence and a technique. Prints milliseconds of wall time
// (the median of the rounds), the size, and their sum against the second that all of them together may take.

#include "core/base/clock.h"
#include "core/report/exports.h"
#include "tests/support/reportcase.h"
#ifdef TOCSIN_BENCH_PDF
#include "ui/report/pdfexport.h"

#include <QGuiApplication>
#else
#include <QCoreApplication>
#endif

#include <algorithm>
#include <cstdio>
#include <vector>

using namespace tocsin;

int main(int argc, char **argv)
{
#ifdef TOCSIN_BENCH_PDF
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QGuiApplication app(argc, argv);
#else
    QCoreApplication app(argc, argv);
#endif
    struct Form
    {
        const char *name;
        QByteArray (*write)(const report::Source &source);
    };
    const Form forms[] = {
        {"Markdown", report::markdownExport},
        {"HTML", [](const report::Source &source) { return report::htmlExport(source); }},
        {"JSON", report::jsonExport},
        {"CSV of findings", report::findingsCsv},
        {"CSV of entities", report::entitiesCsv},
        {"Navigator layer", report::navigatorLayer},
        {"STIX bundle", report::stixBundle},
#ifdef TOCSIN_BENCH_PDF
        {"PDF", [](const report::Source &source) { return ui::pdfExport(source, QPageSize(QPageSize::A4)); }},
#endif
    };
    const QStringList arguments = QCoreApplication::arguments();
    const report::Source source = test::bigSource(arguments.value(1, QStringLiteral("400")).toInt());
    const std::size_t rounds = std::size_t(std::max(1, arguments.value(2, QStringLiteral("5")).toInt()));
    double sum = 0;
    for (const Form &form : forms) {
        std::vector<Micros> times;
        qsizetype size = 0;
        for (std::size_t i = 0; i < rounds; ++i) {
            const Micros began = wallClock();
            size = form.write(source).size();
            times.push_back(wallClock() - began);
        }
        std::sort(times.begin(), times.end());
        const double took = double(times[rounds / 2]) / 1000;
        sum += took;
        std::printf("%-16s %8.1f ms %9lld bytes\n", form.name, took, static_cast<long long>(size));
    }
    std::printf("%-16s %8.1f ms, %.2f of a second\n", "all", sum, sum / 1000);
    return 0;
}
