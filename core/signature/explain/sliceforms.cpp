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

constexpr int mostMembers = 64; // of one object or list that are looked at
constexpr int mostDepth = 3;
constexpr int mostSlices = 96; // values that are looked at in all

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
    const auto part = TokenTree::read(raw);
    for (const char *id : {"compact", "javascript", "python"}) {
        const auto bytes = part ? json::reformat(*part, *json::layout(id), sink.formBytes()) : std::nullopt;
        if (bytes && !sink.offer("A28", "part-" + QByteArray(id) + '/' + path,
                                 u"only %1, written anew (%2)"_s.arg(where, QLatin1StringView(id)), *bytes))
            return false;
    }
    return true;
}

// A container whose members are still to be looked at.
struct Inside
{
    qsizetype at = 0;
    QByteArray path;
    int depth = 1;
};

// Level by level: what was cut out stands near the top, and a long list beside it must not use up the limit.
bool memberForms(FormSink &sink, const TokenTree &tree)
{
    QList<Inside> level{{0, {}, 1}};
    int left = mostSlices;
    for (qsizetype next = 0; next < level.size(); ++next) {
        const Inside inside = level[next];
        const bool object = tree.token(inside.at).kind == Kind::BeginObject;
        const qsizetype last = tree.behind(inside.at) - 1;
        int count = 0;
        for (qsizetype at = inside.at + 1; at < last; at = tree.behind(at), ++count) {
            QByteArray path = inside.path + '/' + QByteArray::number(count);
            if (object)
                path = inside.path + '/' + json::plainBytes(innerOf(tree, at++));
            const Token &value = tree.token(at);
            if (value.kind != Kind::String && !value.opens())
                continue;
            if (left == 0 || count >= mostMembers) {
                sink.leaveOut();
                break;
            }
            --left;
            if (!(value.opens() ? valueForms(sink, tree, at, path) : textForms(sink, tree, at, path)))
                return false;
            if (value.opens() && inside.depth < mostDepth)
                level.append({at, path, inside.depth + 1});
        }
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
    return !root.opens() || memberForms(sink, tree);
}

} // namespace tocsin::signature
