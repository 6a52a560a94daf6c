// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Parts of a JSON body: what was inside an envelope, one member, one item.

#include "core/json/layouts.h"
#include "core/signature/explain/formsink.h"

namespace tocsin::signature {

namespace {

using namespace Qt::StringLiterals;
using json::Token;
using json::TokenTree;
using Kind = Token::Kind;

constexpr int mostMembers = 24; // of one object that are looked at
constexpr int mostDepth = 3;
constexpr int mostSlices = 64; // values that are looked at in all

QByteArrayView spellingOf(const TokenTree &tree, qsizetype at)
{
    const qsizetype from = tree.token(at).offset;
    return tree.bytes().sliced(from, tree.token(tree.behind(at) - 1).end() - from);
}

QByteArrayView innerOf(const TokenTree &tree, qsizetype at)
{
    const Token &token = tree.token(at);
    return tree.bytes().sliced(token.offset + 1, token.length - 2);
}

bool textForms(FormSink &sink, const TokenTree &tree, qsizetype at, const QByteArray &path)
{
    const QByteArray text = json::plainBytes(innerOf(tree, at));
    const QString where = QString::fromUtf8(path);
    if (!sink.offer("A27", "inside/" + path, u"only the text of %1"_s.arg(where), text))
        return false;
    const auto decoded = QByteArray::fromBase64Encoding(text, QByteArray::AbortOnBase64DecodingErrors);
    return text.size() < 8 || !decoded ||
           sink.offer("A27", "inside-base64/" + path, u"only %1, decoded from base64"_s.arg(where), *decoded);
}

bool valueForms(FormSink &sink, const TokenTree &tree, qsizetype at, const QByteArray &path)
{
    const QByteArrayView raw = spellingOf(tree, at);
    const QString where = QString::fromUtf8(path);
    if (!sink.offer("A28", "part/" + path, u"only %1"_s.arg(where), raw.toByteArray()))
        return false;
    for (const char *id : {"compact", "javascript", "python"}) {
        const auto bytes = json::reformat(raw, *json::layout(id), sink.formBytes());
        if (bytes && !sink.offer("A28", "part-" + QByteArray(id) + '/' + path,
                                 u"only %1, written anew (%2)"_s.arg(where, QLatin1StringView(id)), *bytes))
            return false;
    }
    return true;
}

bool memberForms(FormSink &sink, const TokenTree &tree, qsizetype container, const QByteArray &path,
                 int depth, int &left)
{
    const bool object = tree.token(container).kind == Kind::BeginObject;
    const qsizetype last = tree.behind(container) - 1;
    int count = 0;
    for (qsizetype at = container + 1; at < last && count < mostMembers && left > 0;
         at = tree.behind(at), ++count) {
        QByteArray here = path + '/' + QByteArray::number(count);
        if (object)
            here = path + '/' + json::plainBytes(innerOf(tree, at++));
        const Token &value = tree.token(at);
        if (value.kind != Kind::String && !value.opens())
            continue;
        --left;
        if (value.kind == Kind::String && !textForms(sink, tree, at, here))
            return false;
        if (value.opens() && (!valueForms(sink, tree, at, here) ||
                              (depth < mostDepth && !memberForms(sink, tree, at, here, depth + 1, left))))
            return false;
    }
    return true;
}

// A list of events with a line per event, as SendGrid lays it out.
bool eventLines(FormSink &sink, const TokenTree &tree)
{
    if (tree.token(0).kind != Kind::BeginArray)
        return true;
    for (const char *end : {"\r\n", "\n"}) {
        QByteArray out = "[";
        for (qsizetype at = 1; at < tree.size() - 1; at = tree.behind(at)) {
            if (at > 1)
                (out += ',') += end;
            out += spellingOf(tree, at);
        }
        (out += ']') += end;
        const bool crlf = *end == '\r';
        if (!sink.offer("A17", crlf ? "json/event-lines-crlf" : "json/event-lines",
                        crlf ? u"with CRLF behind every event"_s : u"with a newline behind every event"_s,
                        out))
            return false;
    }
    return true;
}

} // namespace

bool sliceForms(FormSink &sink, const TokenTree &tree)
{
    const Token &root = tree.token(0);
    if (root.kind == Kind::String &&
        !sink.offer("A26", "json/decoded-once", u"the text that the body is a JSON string of"_s,
                    json::plainBytes(innerOf(tree, 0))))
        return false;
    if (!eventLines(sink, tree))
        return false;
    int left = mostSlices;
    return !root.opens() || memberForms(sink, tree, 0, {}, 1, left);
}

} // namespace tocsin::signature
