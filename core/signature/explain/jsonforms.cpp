// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Forms that a JSON body takes when a program parses it and writes it again, or changes one thing in it.

#include "core/json/languagereader.h"
#include "core/json/languagetext.h"
#include "core/json/layouts.h"
#include "core/signature/explain/formsink.h"

#include <QSet>

#include <array>

namespace tocsin::signature {

namespace {

using namespace Qt::StringLiterals;
using json::Layout;
using json::Numbers;
using json::TokenTree;

struct Cause
{
    const char *cause;
    const char *layout;
};

// One change each, so that a hit names the cause and not a language that makes several. Frequent ones first.
constexpr Cause single[] = {
    {"A1", "compact"},         {"A2", "spaced"},        {"A9", "slash"},
    {"A9", "plain-slash"},     {"A10", "ascii"},        {"A10", "unicode"},
    {"A10", "hex-lower"},      {"A10", "hex-upper"},    {"A10", "ascii-upper"},
    {"A10", "ascii-slash"},    {"A11", "markup"},       {"A11", "plain-markup"},
    {"A12", "meta"},           {"A13", "pairs"},        {"A13", "plain-pairs"},
    {"A4", "sorted"},          {"A4", "sorted-spaced"}, {"A7", "without-point-zero"},
    {"A7", "with-point-zero"}, {"A3", "indent-2"},      {"A3", "indent-4"},
    {"A3", "indent-tab"},      {"A3", "indent-2-crlf"}, {"A3", "indent-4-crlf"},
    {"A3", "indent-tab-crlf"}, {"A32", "unique"},       {"A33", "without-nulls"},
};

constexpr Cause languages[] = {
    {"A1", "javascript"}, {"A2", "python"},      {"A2", "python-utf8"},   {"A1", "python-compact"},
    {"A9", "php"},        {"A9", "php-decoded"}, {"A11", "go"},           {"A11", "go-raw"},
    {"A4", "jcs"},        {"A4", "go-map"},      {"A4", "python-sorted"}, {"A4", "python-sorted-spaced"},
};

// The rest of what languages write.
constexpr Cause others[] = {
    {"A11", "rails"},
    {"A11", "gson"},
    {"A11", "gson-without-nulls"},
    {"A1", "gson-plain"},
    {"A11", "gson-map"},
    {"A11", "go-plain"},
    {"A11", "go-1.22"},
    {"A4", "go-map-plain"},
    {"A3", "go-indent"},
    {"A1", "jackson"},
    {"A10", "jackson-ascii"},
    {"A3", "jackson-pretty"},
    {"A3", "gson-pretty"},
    {"A12", "dotnet"},
    {"A12", "dotnet-relaxed"},
    {"A3", "dotnet-indented"},
    {"A1", "newtonsoft"},
    {"A3", "newtonsoft-indented"},
    {"A1", "ruby"},
    {"A10", "ruby-ascii"},
    {"A3", "ruby-pretty"},
    {"A4", "perl"},
    {"A4", "perl-ascii"},
    {"A3", "perl-pretty"},
    {"A9", "php-plain-slash"},
    {"A9", "php-unicode"},
    {"A1", "php-plain"},
    {"A11", "php-hex"},
    {"A7", "php-point-zero"},
    {"A7", "php-precision-17"},
    {"A9", "php-array"},
    {"A3", "php-pretty"},
    {"A3", "php-pretty-plain"},
    {"A1", "python-utf8-compact"},
    {"A3", "python-indent-2"},
    {"A3", "python-indent-4"},
    {"A3", "python-indent-tab"},
    {"A3", "javascript-indent-2"},
    {"A3", "javascript-indent-4"},
    {"A3", "javascript-indent-tab"},
    {"A1", "jq"},
    {"A4", "jq-sorted"},
    {"A10", "jq-ascii"},
    {"A3", "jq-pretty"},
    {"A3", "jq-tab"},
};

QString said(const char *layout)
{
    for (const json::NamedLayout &named : json::layouts()) {
        if (named.id == QLatin1StringView(layout))
            return named.what;
    }
    return {};
}

bool written(FormSink &sink, const TokenTree &tree, std::span<const Cause> causes)
{
    for (const Cause &cause : causes) {
        const Layout *layout = json::layout(cause.layout);
        if (!sink.wants() || (layout && !sink.offerJson(cause.cause, cause.layout, said(cause.layout),
                                                        json::reformat(tree, *layout, sink.formBytes()))))
            return false;
    }
    return true;
}

// One change to escapes together with compact or spaced white space.
bool pairs(FormSink &sink, const TokenTree &tree)
{
    constexpr Cause changes[] = {
        {"A9", "slash"},   {"A9", "plain-slash"},   {"A10", "ascii"}, {"A10", "unicode"},
        {"A11", "markup"}, {"A11", "plain-markup"}, {"A12", "meta"},  {"A7", "without-point-zero"},
        {"A4", "sorted"}};
    for (const Cause &change : changes) {
        for (const char *white : {"compact", "spaced"}) {
            Layout layout = *json::layout(change.layout);
            layout.space = json::layout(white)->space;
            if (!sink.wants() || !sink.offerJson(change.cause, QByteArray(white) + '+' + change.layout,
                                                 said(white) + u", "_s + said(change.layout),
                                                 json::reformat(tree, layout, sink.formBytes())))
                return false;
        }
    }
    return true;
}

// What was written anew and then ended by a newline, as editors and print statements do.
bool ended(FormSink &sink, const TokenTree &tree)
{
    for (const char *id : {"compact", "javascript", "spaced", "python", "sorted", "indent-2", "indent-4"}) {
        Layout layout = *json::layout(id);
        layout.trailingNewline = true;
        if (!sink.wants() ||
            !sink.offerJson("A17", QByteArray(id) + "+newline", said(id) + u", with a newline at the end"_s,
                            json::reformat(tree, layout, sink.formBytes())))
            return false;
    }
    return true;
}

// Numbers alone, everything else as it stands.
bool numbersAlone(FormSink &sink, const TokenTree &tree)
{
    struct Spelling
    {
        Numbers numbers;
        const char *id;
        QString what;
    };
    const Spelling spellings[] = {
        {Numbers::JavaScript, "numbers-javascript", u"numbers as JavaScript prints them"_s},
        {Numbers::Python, "numbers-python", u"numbers as Python prints them"_s},
        {Numbers::Php, "numbers-php", u"numbers as PHP prints them"_s},
        {Numbers::Php17, "numbers-php-17", u"numbers as PHP prints them with serialize_precision 17"_s},
        {Numbers::Ruby, "numbers-ruby", u"numbers as Ruby prints them"_s},
        {Numbers::Java, "numbers-java", u"numbers as Java prints them"_s},
    };
    for (const Spelling &spelling : spellings) {
        Layout layout;
        layout.numbers = spelling.numbers;
        if (!sink.wants() ||
            !sink.offerJson("A7", spelling.id, spelling.what, json::reformat(tree, layout, sink.formBytes())))
            return false;
    }
    return true;
}

// The white space between tokens, not that inside strings.
QByteArray withTabs(const TokenTree &tree)
{
    QByteArray out;
    qsizetype from = 0;
    for (qsizetype at = 0; at <= tree.size(); ++at) {
        const bool last = at == tree.size();
        const qsizetype until = last ? tree.bytes().size() : tree.token(at).offset;
        out += tree.bytes().sliced(from, until - from).toByteArray().replace(' ', '\t');
        if (!last)
            out += tree.spelling(tree.token(at));
        from = last ? until : tree.token(at).end();
    }
    return out;
}

} // namespace

bool languageForms(FormSink &sink, QByteArrayView body)
{
    struct Printed
    {
        json::LanguageText language;
        const char *id;
        QString what;
    };
    const Printed kinds[] = {
        {json::LanguageText::Python, "python-text/", u"the JSON that Python printed as a dict"_s},
        {json::LanguageText::Ruby, "ruby-text/", u"the JSON that Ruby printed as a hash"_s}};
    for (const Printed &kind : kinds) {
        const auto text = json::jsonOfLanguageText(body, kind.language, sink.formBytes());
        const auto tree = text ? TokenTree::read(*text) : std::nullopt;
        if (!tree)
            continue;
        for (const std::span<const Cause> causes :
             {std::span<const Cause>(single), std::span<const Cause>(languages),
              std::span<const Cause>(others)}) {
            for (const Cause &cause : causes) {
                const Layout *layout = json::layout(cause.layout);
                const auto bytes =
                    layout && sink.wants() ? json::reformat(*tree, *layout, sink.formBytes()) : std::nullopt;
                if (bytes && !sink.offer("A5", kind.id + QByteArray(cause.layout),
                                         kind.what + u", "_s + said(cause.layout), *bytes))
                    return false;
            }
        }
    }
    return sink.wants();
}

bool jsonForms(FormSink &sink, const TokenTree &tree)
{
    return written(sink, tree, single) && written(sink, tree, languages);
}

bool rareJsonForms(FormSink &sink, const TokenTree &tree)
{
    return ended(sink, tree) && numbersAlone(sink, tree) && pairs(sink, tree) &&
           written(sink, tree, others) &&
           sink.offer("A31", "paste/blank-is-tab", u"with a tab for every blank outside the strings"_s,
                      withTabs(tree)) &&
           sink.offerJson("A5", "python-text", u"as Python prints a dict, not JSON"_s,
                          json::languageText(tree, json::LanguageText::Python, sink.formBytes())) &&
           sink.offerJson("A5", "ruby-text", u"as Ruby prints a hash, not JSON"_s,
                          json::languageText(tree, json::LanguageText::Ruby, sink.formBytes()));
}

} // namespace tocsin::signature
