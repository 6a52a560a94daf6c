// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/json/pretty.h"

#include "core/json/tokenreader.h"

namespace tocsin::json {

namespace {

using Kind = Token::Kind;

void breakLine(QByteArray &out, int depth)
{
    out += '\n';
    out.append(qsizetype(depth) * 2, ' ');
}

// What stands between two neighbours. depth is the one of the line that the token goes on.
void separate(QByteArray &out, const Token *previous, const Token &token, int depth)
{
    if (!previous)
        return;
    if (previous->kind == Kind::Key) {
        out += ": ";
        return;
    }
    if (token.closes()) {
        if (!previous->opens()) // an empty container stays on its line
            breakLine(out, depth);
        return;
    }
    if (!previous->opens())
        out += ',';
    breakLine(out, depth);
}

} // namespace

QByteArray pretty(QByteArrayView text, qsizetype limit)
{
    TokenReader reader(text);
    QByteArray out;
    out.reserve(qMin(text.size() + text.size() / 2, limit));
    Token previous;
    bool started = false;
    for (;;) {
        const Token token = reader.next();
        if (token.kind == Kind::End)
            return out;
        const qsizetype rest = text.size() - previous.end();
        if (token.kind == Kind::Error || out.size() + rest > limit) {
            out += text.sliced(previous.end());
            return out;
        }
        separate(out, started ? &previous : nullptr, token,
                 token.opens() ? reader.depth() - 1 : reader.depth());
        out += reader.spelling(token);
        previous = token;
        started = true;
    }
}

} // namespace tocsin::json
