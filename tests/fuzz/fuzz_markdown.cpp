// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Markdown from any bytes: what is written from it has only tags of ours and nothing hidden.

#include "core/report/blockwriter.h"
#include "core/report/markdownreader.h"
#include "core/report/markdowntext.h"
#include "tests/support/inerthtml.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

namespace {

void check(bool holds, const char *what, const QString &text)
{
    if (holds)
        return;
    std::fprintf(stderr, "%s: %s\n", what, text.toUtf8().constData());
    std::abort();
}

bool isShown(const QString &text)
{
    const auto points = text.toUcs4();
    return std::none_of(points.begin(), points.end(),
                        [](char32_t c) { return tocsin::report::isHidden(c) && c != U'\n' && c != U'\t'; });
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace tocsin::report;
    const QString text = QString::fromUtf8(reinterpret_cast<const char *>(data), qsizetype(size));
    for (const bool defang : {false, true}) {
        const Blocks blocks = readMarkdown(text, {defang});
        const QString html = htmlOf(blocks);
        check(tocsin::test::foreignTag(html).isNull(), "tag", html);
        check(isShown(html), "hidden in HTML", html);
        check(isShown(plainOf(blocks)), "hidden in words", plainOf(blocks));
        const QString written = markdownOf(blocks);
        check(isShown(written), "hidden in Markdown", written);
        const QString again = htmlOf(readMarkdown(written));
        check(tocsin::test::foreignTag(again).isNull(), "tag", again);
    }
    return 0;
}
