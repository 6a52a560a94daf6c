// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Parsers that print 136.0 as 136 do it to the fields that their sender holds as fractions, not to its counts
// and ids: which of the names those are cannot be known, so sets of names are tried (A7).

#include "core/json/layouts.h"
#include "core/signature/explain/formsink.h"

#include <algorithm>
#include <bit>

namespace tocsin::signature {

namespace {

using namespace Qt::StringLiterals;
using json::Token;
using json::TokenTree;

constexpr qsizetype mostNames = 16;   // that are tried alone
constexpr qsizetype mostTogether = 4; // that are tried in every set
constexpr qsizetype longestCount = 9; // digits; longer ones are ids and times

bool isWhole(QByteArrayView number)
{
    return !number.contains('.') && !number.contains('e') && !number.contains('E');
}

bool isMemberWithWhole(const TokenTree &tree, qsizetype key)
{
    return tree.token(key).kind == Token::Kind::Key && tree.token(key + 1).kind == Token::Kind::Number &&
           isWhole(tree.spelling(tree.token(key + 1)));
}

// A name that a sender would hardly keep a fraction under.
bool looksLikeId(const QByteArray &quoted, QByteArrayView number)
{
    const QByteArray name = quoted.mid(1, quoted.size() - 2).toLower();
    return number.size() > longestCount || name.endsWith("id") || name.endsWith("_at") ||
           name.contains("time") || name.contains("count") || name.contains("version");
}

struct Names
{
    QList<QByteArray> likely; // in their quotes
    QList<QByteArray> others;
    bool areAll = true;
};

Names wholeNumberNames(const TokenTree &tree)
{
    Names names;
    for (qsizetype at = 0; at + 1 < tree.size(); ++at) {
        if (!isMemberWithWhole(tree, at))
            continue;
        const QByteArray name = tree.spelling(tree.token(at)).toByteArray();
        if (names.likely.contains(name) || names.others.contains(name))
            continue;
        if (names.likely.size() + names.others.size() == mostNames) {
            names.areAll = false;
            break;
        }
        (looksLikeId(name, tree.spelling(tree.token(at + 1))) ? names.others : names.likely) += name;
    }
    return names;
}

QByteArray withPointZero(const TokenTree &tree, const QList<QByteArray> &names)
{
    QByteArray out;
    qsizetype from = 0;
    for (qsizetype at = 0; at + 1 < tree.size(); ++at) {
        if (!isMemberWithWhole(tree, at) ||
            std::none_of(names.begin(), names.end(),
                         [&](const QByteArray &name) { return tree.spelling(tree.token(at)) == name; }))
            continue;
        const Token &value = tree.token(at + 1);
        out += tree.bytes().sliced(from, value.end() - from);
        out += ".0";
        from = value.end();
    }
    out += tree.bytes().sliced(from);
    return out;
}

bool forms(FormSink &sink, const TokenTree &tree, const QList<QByteArray> &names)
{
    const QByteArray text = withPointZero(tree, names);
    const QByteArray id = "point-zero:" + names.join('+');
    const QString what = u"%1 with .0"_s.arg(QString::fromUtf8(names.join(", ")));
    if (!sink.offer("A7", "json/" + id, what, text))
        return false;
    // What prints such a fraction is often Python, which spaces and escapes.
    const auto anew = TokenTree::read(text);
    for (const char *layout : {"spaced", "python"}) {
        if (anew && !sink.offerJson("A7", id + '/' + layout, what + u", spaced"_s,
                                    json::reformat(*anew, *json::layout(layout), sink.formBytes())))
            return false;
    }
    return true;
}

} // namespace

bool fractionForms(FormSink &sink, const TokenTree &tree)
{
    const Names names = wholeNumberNames(tree);
    if (!names.areAll)
        sink.leaveOut();
    const QList<QByteArray> all = names.likely + names.others;
    for (const QByteArray &name : all) {
        if (!forms(sink, tree, {name}))
            return false;
    }
    const unsigned sets = 1U << std::min(all.size(), mostTogether);
    for (unsigned set = 1; set < sets; ++set) {
        QList<QByteArray> chosen;
        for (qsizetype i = 0; i < mostTogether; ++i) {
            if (set & (1U << i))
                chosen += all[i];
        }
        if (std::popcount(set) > 1 && !forms(sink, tree, chosen))
            return false;
    }
    return sink.wants();
}

} // namespace tocsin::signature
