// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/json/reformat.h"

#include "core/json/members.h"

namespace tocsin::json {

namespace {

using Kind = Token::Kind;
using Space = Layout::Space;
using Empty = Layout::Empty;

// Writes one tree in one layout. Recursion is bounded by the depth the reader allows.
class Writer
{
public:
    Writer(const TokenTree &tree, const Layout &layout, qsizetype limit)
        : m_tree(tree)
        , m_layout(layout)
        , m_limit(limit)
    {
        m_out.reserve(qMin(limit, tree.bytes().size() + tree.bytes().size() / 4));
    }

    std::optional<QByteArray> run()
    {
        const bool keep = m_layout.space == Space::Keep;
        if (keep)
            m_out += m_tree.bytes().first(m_tree.token(0).offset);
        if (!value(0, 0))
            return std::nullopt;
        if (keep)
            m_out += m_tree.bytes().sliced(m_tree.token(m_tree.size() - 1).end());
        if (m_layout.trailingNewline)
            m_out += m_layout.newline;
        return m_out.size() <= m_limit ? std::optional(m_out.take()) : std::nullopt;
    }

private:
    bool value(qsizetype at, int depth)
    {
        const Token &token = m_tree.token(at);
        switch (token.kind) {
        case Kind::BeginObject:
            return m_layout.moves() ? movedObject(at, depth) : container(at, depth);
        case Kind::BeginArray:
            return container(at, depth);
        case Kind::Key:
        case Kind::String:
            return string(token);
        case Kind::Number:
            return number(token);
        default:
            m_out += m_tree.spelling(token);
            return fits();
        }
    }

    bool fits() const { return m_out.size() <= m_limit; }

    bool string(const Token &token)
    {
        if (!m_layout.escapes) {
            m_out += m_tree.spelling(token);
            return fits();
        }
        m_out += '"';
        const bool good = appendEscaped(m_out, m_tree.bytes().sliced(token.offset + 1, token.length - 2),
                                        *m_layout.escapes);
        m_out += '"';
        return good && fits();
    }

    bool number(const Token &token)
    {
        if (surelyKept(m_tree.spelling(token), m_layout.numbers)) {
            m_out += m_tree.spelling(token);
            return fits();
        }
        const auto spelled = spellNumber(m_tree.spelling(token), m_layout.numbers);
        if (!spelled)
            return false;
        m_out += *spelled;
        return fits();
    }

    // What lies between a token and the next, comma and colon too.
    void gap(qsizetype before)
    {
        const qsizetype from = m_tree.token(before).end();
        m_out += m_tree.bytes().sliced(from, m_tree.token(before + 1).offset - from);
    }

    bool isInline(bool object) const { return !object && m_layout.inlineArrays; }

    void breakLine(bool object, int depth)
    {
        if (m_layout.space != Space::Indented)
            return;
        if (isInline(object)) {
            m_out += ' ';
            return;
        }
        m_out += m_layout.newline;
        for (int i = 0; i < depth; ++i)
            m_out += m_layout.indent;
    }

    void comma(bool object, int depth)
    {
        m_out += ',';
        if (m_layout.space == Space::Spaced)
            m_out += ' ';
        breakLine(object, depth);
    }

    void colon()
    {
        if (m_layout.space == Space::Indented)
            m_out += m_layout.colon;
        else
            m_out += m_layout.space == Space::Spaced ? ": " : ":";
    }

    bool emptyContainer(bool object, int depth)
    {
        const bool braces = object && !m_layout.emptyObjectsAsArrays;
        m_out += braces ? '{' : '[';
        if (m_layout.space == Space::Indented && m_layout.empty == Empty::Blank)
            m_out += ' ';
        // Ruby's generator leaves the root's empty object closed, and breaks the line of an empty array
        // twice.
        if (m_layout.space == Space::Indented && m_layout.empty == Empty::Broken) {
            if (!object)
                m_out += m_layout.newline;
            breakLine(true, depth);
        }
        m_out += braces ? '}' : ']';
        return fits();
    }

    bool container(qsizetype at, int depth)
    {
        const bool object = m_tree.token(at).kind == Kind::BeginObject;
        const bool keep = m_layout.space == Space::Keep;
        const qsizetype last = m_tree.behind(at) - 1;
        if (last == at + 1 && (!keep || (object && m_layout.emptyObjectsAsArrays)))
            return emptyContainer(object, depth);
        const int inside = isInline(object) ? depth : depth + 1;
        m_out += object ? '{' : '[';
        for (qsizetype item = at + 1; item < last; item = m_tree.behind(item)) {
            if (keep)
                gap(item - 1);
            else if (item == at + 1)
                breakLine(object, inside);
            else
                comma(object, inside);
            if (object) {
                if (!string(m_tree.token(item)))
                    return false;
                keep ? gap(item) : colon();
                ++item;
            }
            if (!value(item, inside))
                return false;
        }
        keep ? gap(last - 1) : breakLine(object, depth);
        m_out += object ? '}' : ']';
        return fits();
    }

    // An object whose members moved. Blanks that are kept stay with the places, not with the members.
    bool movedObject(qsizetype at, int depth)
    {
        const bool keep = m_layout.space == Space::Keep;
        const std::vector<Member> members = membersOf(m_tree, at, m_layout);
        if (members.empty() && (!keep || m_tree.behind(at) > at + 2))
            return emptyContainer(true, depth);
        m_out += '{';
        qsizetype place = at + 1; // the key that stood there
        for (size_t i = 0; i < members.size(); ++i) {
            if (keep) {
                gap(place - 1);
                place = m_tree.behind(place + 1);
            } else if (i == 0) {
                breakLine(true, depth + 1);
            } else {
                comma(true, depth + 1);
            }
            if (!string(m_tree.token(members[i].key)))
                return false;
            keep ? gap(members[i].key) : colon();
            if (!value(members[i].value, depth + 1))
                return false;
        }
        keep ? gap(m_tree.behind(at) - 2) : breakLine(true, depth);
        m_out += '}';
        return fits();
    }

    const TokenTree &m_tree;
    const Layout &m_layout;
    const qsizetype m_limit;
    ByteBuffer m_out;
};

} // namespace

std::optional<TokenTree> TokenTree::read(QByteArrayView json)
{
    TokenTree tree;
    tree.m_bytes = json;
    TokenReader reader(json, TokenReader::hardDepth);
    std::vector<size_t> open;
    for (Token token = reader.next(); token.kind != Kind::End; token = reader.next()) {
        if (token.kind == Kind::Error || tree.size() == mostTokens)
            return std::nullopt;
        const size_t at = tree.m_tokens.size();
        tree.m_tokens.push_back(token);
        tree.m_behind.push_back(qsizetype(at) + 1);
        if (token.opens()) {
            open.push_back(at);
        } else if (token.closes()) {
            tree.m_behind[open.back()] = qsizetype(at) + 1;
            open.pop_back();
        }
    }
    return tree;
}

std::optional<QByteArray> reformat(const TokenTree &tree, const Layout &layout, qsizetype limit)
{
    return Writer(tree, layout, limit).run();
}

std::optional<QByteArray> reformat(QByteArrayView json, const Layout &layout, qsizetype limit)
{
    const auto tree = TokenTree::read(json);
    return tree ? reformat(*tree, layout, limit) : std::nullopt;
}

} // namespace tocsin::json
