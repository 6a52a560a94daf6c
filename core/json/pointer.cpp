// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/json/pointer.h"

#include "core/json/tokenreader.h"

namespace tocsin::json {

namespace {

using Kind = Token::Kind;

// "/a~1b/0" as "a/b", "0".
QList<QByteArray> segmentsOf(QByteArrayView pointer)
{
    QList<QByteArray> segments = pointer.toByteArray().split('/');
    segments.removeFirst(); // what stands before the first slash
    for (QByteArray &segment : segments)
        segment.replace("~1", "/").replace("~0", "~");
    return segments;
}

class Search
{
public:
    Search(QByteArrayView text, QByteArrayView pointer)
        : m_text(text)
        , m_reader(text, TokenReader::hardDepth)
        , m_segments(segmentsOf(pointer))
    {}

    std::optional<QByteArrayView> run()
    {
        const std::optional<QByteArrayView> found = below(0);
        return m_reader.next().kind == Kind::End ? found : std::nullopt;
    }

private:
    std::optional<QByteArrayView> below(qsizetype depth)
    {
        const Token first = m_reader.next();
        if (depth == m_segments.size()) {
            const Token whole = m_reader.wholeValue(first);
            return whole.isOver() ? std::nullopt : std::optional(m_text.sliced(whole.offset, whole.length));
        }
        if (first.kind == Kind::BeginObject)
            return inObject(depth);
        if (first.kind == Kind::BeginArray)
            return inArray(first, depth);
        return std::nullopt;
    }

    std::optional<QByteArrayView> inObject(qsizetype depth)
    {
        std::optional<QByteArrayView> found;
        for (Token key = m_reader.next(); key.kind == Kind::Key; key = m_reader.next()) {
            if (m_reader.textIs(key, m_segments[depth]))
                found = below(depth + 1);
            else
                (void)m_reader.skipValue();
        }
        return found;
    }

    std::optional<QByteArrayView> inArray(const Token &array, qsizetype depth)
    {
        const Token whole = m_reader.wholeValue(array);
        if (whole.isOver())
            return std::nullopt;
        const QByteArrayView text = m_text.sliced(whole.offset, whole.length);
        const auto items = itemsAt(text, {});
        bool good = false;
        const qsizetype index = m_segments[depth].toLongLong(&good);
        if (!items || !good || index < 0 || index >= items->size())
            return std::nullopt;
        QByteArray rest;
        for (const QByteArray &segment : m_segments.sliced(depth + 1))
            rest += '/' + QByteArray(segment).replace("~", "~0").replace("/", "~1");
        return valueAt((*items)[index], rest);
    }

    QByteArrayView m_text;
    TokenReader m_reader;
    QList<QByteArray> m_segments;
};

} // namespace

std::optional<QByteArrayView> valueAt(QByteArrayView text, QByteArrayView pointer)
{
    return Search(text, pointer).run();
}

std::optional<QList<QByteArrayView>> itemsAt(QByteArrayView text, QByteArrayView pointer)
{
    const auto array = pointer.isEmpty() ? std::optional(text) : valueAt(text, pointer);
    if (!array)
        return std::nullopt;
    TokenReader reader(*array, TokenReader::hardDepth);
    if (reader.next().kind != Kind::BeginArray)
        return std::nullopt;
    QList<QByteArrayView> items;
    for (Token first = reader.next(); first.kind != Kind::EndArray; first = reader.next()) {
        const Token whole = reader.wholeValue(first);
        if (whole.isOver())
            return std::nullopt;
        items.append(array->sliced(whole.offset, whole.length));
    }
    return items;
}

std::optional<QByteArray> scalarText(QByteArrayView value)
{
    TokenReader reader(value);
    const Token token = reader.next();
    switch (token.kind) {
    case Kind::String: {
        const QByteArray text =
            token.escaped ? reader.text(token).toUtf8() : reader.inner(token).toByteArray();
        return text.isNull() ? QByteArray("") : text;
    }
    case Kind::Number:
    case Kind::True:
    case Kind::False:
        return reader.spelling(token).toByteArray();
    default:
        return std::nullopt;
    }
}

} // namespace tocsin::json
