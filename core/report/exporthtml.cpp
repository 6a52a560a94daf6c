// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/report/exports.h"

#include "core/entities/defang.h"
#include "core/report/blockwriter.h"
#include "core/report/document.h"

namespace tocsin::report {

using namespace Qt::StringLiterals;

namespace {

// Nothing may be fetched or run, whatever a text turns out to hold.
constexpr auto policy =
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"_L1;

constexpr auto screenStyle = R"(
:root { color-scheme: light dark; --ink: #1b1f24; --paper: #ffffff; --soft: #f3f4f6; --line: #c9ced6; --quiet: #59616d; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e8eb; --paper: #16191d; --soft: #20252b; --line: #3b434d; --quiet: #a2abb7; }
}
* { box-sizing: border-box; }
body { margin: 2rem auto; max-width: 62rem; padding: 0 1.5rem; color: var(--ink); background: var(--paper);
  font: 15px/1.5 system-ui, "Segoe UI", sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 1rem 0; }
h2 { font-size: 1.25rem; margin: 2rem 0 .5rem; padding-bottom: .25rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1.05rem; margin: 1.5rem 0 .25rem; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0; }
th, td { border: 1px solid var(--line); padding: .35rem .6rem; text-align: left; vertical-align: top; }
th { background: var(--soft); color: var(--quiet); font-weight: 600; }
code { font-family: ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", monospace; font-size: .92em; }
pre { background: var(--soft); border: 1px solid var(--line); padding: .75rem; overflow-x: auto; white-space: pre-wrap; }
blockquote { margin: .5rem 0; padding-left: 1rem; border-left: 3px solid var(--line); color: var(--quiet); }
.tlp { display: inline-block; background: #000000; font-weight: 700; padding: .1rem .6rem; }
@media print { body { margin: 0; max-width: none; } h2, h3 { break-after: avoid; } tr { break-inside: avoid; } }
)"_L1;

// The subset of Qt's rich text; no media rules, which would make it drop the rest. Families are those of the
// system: the generic names of CSS are not known everywhere.
constexpr auto printStyle = R"(
body { color: #1b1f24; font-size: 9.5pt; }
h1 { font-size: 17pt; margin-top: 6px; margin-bottom: 8px; }
h2 { font-size: 13pt; margin-top: 16px; margin-bottom: 4px; }
h3 { font-size: 10.5pt; margin-top: 10px; margin-bottom: 2px; }
p { margin-top: 2px; margin-bottom: 5px; }
table { border-color: #c9ced6; border-style: solid; border-collapse: collapse; margin-top: 4px; margin-bottom: 4px; }
th { background-color: #f3f4f6; color: #59616d; }
code { font-size: 8.5pt; }
pre { background-color: #f3f4f6; font-size: 8.5pt; white-space: pre-wrap; }
blockquote { color: #59616d; }
)"_L1;

QString label(const Source &source)
{
    return "<p><span class=\"tlp\" style=\"background-color: #000000; color: "_L1 + tlpColour(source.tlp) +
           "\">&nbsp;"_L1 + tlpLabel(source.tlp) + "&nbsp;</span></p>\n"_L1;
}

} // namespace

QByteArray htmlExport(const Source &source, HtmlUse use)
{
    const QString title = source.defang ? entities::defangedText(titleOf(source)) : titleOf(source);
    QString out = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"_L1 + policy +
                  "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                  "<meta name=\"referrer\" content=\"no-referrer\">\n<title>"_L1 +
                  htmlText(title) + "</title>\n<style>"_L1 +
                  (use == HtmlUse::Print ? printStyle : screenStyle) + "</style>\n</head>\n<body>\n"_L1;
    if (use == HtmlUse::Screen) // on paper it stands on every page
        out += label(source);
    out += htmlOf({heading(1, title)});
    out += htmlOf(documentOf(source));
    if (use == HtmlUse::Screen)
        out += label(source);
    return (out + "</body>\n</html>\n"_L1).toUtf8();
}

} // namespace tocsin::report
