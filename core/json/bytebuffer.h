// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <cstring>
#include <utility>

namespace tocsin::json {

// Bytes that are written piece by piece. QByteArray's own appends are calls that look after sharing and the
// final zero each time, which costs more than the few bytes of a token.
class ByteBuffer
{
public:
    void reserve(qsizetype bytes)
    {
        if (bytes > m_bytes.size())
            grow(bytes);
    }

    qsizetype size() const { return m_size; }

    ByteBuffer &operator+=(char c)
    {
        if (m_size == m_bytes.size())
            grow(m_size + 1);
        m_data[m_size++] = c;
        return *this;
    }

    ByteBuffer &operator+=(QByteArrayView bytes)
    {
        if (bytes.isEmpty())
            return *this;
        if (bytes.size() > m_bytes.size() - m_size)
            grow(m_size + bytes.size());
        std::memcpy(m_data + m_size, bytes.data(), size_t(bytes.size()));
        m_size += bytes.size();
        return *this;
    }

    // Leaves nothing behind.
    QByteArray take()
    {
        m_bytes.resize(m_size);
        m_size = 0;
        m_data = nullptr;
        return std::exchange(m_bytes, {});
    }

private:
    void grow(qsizetype least)
    {
        m_bytes.resize(qMax(least, m_bytes.size() * 2));
        m_data = m_bytes.data();
    }

    QByteArray m_bytes; // its size is what can be written without growing
    char *m_data = nullptr;
    qsizetype m_size = 0;
};

} // namespace tocsin::json
