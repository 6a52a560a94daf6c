// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/listener/clienthello.h"

namespace tocsin::listener {

namespace {

// Takes bytes from the front; once something is missing it stays empty.
class Cursor
{
public:
    explicit Cursor(QByteArrayView bytes) : m_bytes(bytes) {}

    quint32 number(int width)
    {
        quint32 value = 0;
        for (const char c : take(width))
            value = value << 8 | quint8(c);
        return value;
    }

    QByteArrayView take(qsizetype size)
    {
        if (size > m_bytes.size()) {
            m_bytes = {};
            return {};
        }
        const QByteArrayView taken = m_bytes.first(size);
        m_bytes = m_bytes.sliced(size);
        return taken;
    }

    QByteArrayView takeSized(int width) { return take(number(width)); }
    bool isEmpty() const { return m_bytes.isEmpty(); }

private:
    QByteArrayView m_bytes;
};

QByteArray serverNameOf(QByteArrayView extension)
{
    Cursor names(Cursor(extension).takeSized(2));
    while (!names.isEmpty()) {
        const bool isHostName = names.number(1) == 0;
        const QByteArrayView name = names.takeSized(2);
        if (isHostName && name.size() <= 255)
            return name.toByteArray();
    }
    return {};
}

} // namespace

ClientHello readClientHello(QByteArrayView bytes)
{
    if (!bytes.isEmpty() && bytes[0] != 0x16)
        return {ClientHello::State::NotTls, {}};
    if (bytes.size() < 6)
        return {ClientHello::State::Partial, {}};
    if (bytes[5] != 0x01)
        return {ClientHello::State::NotTls, {}};
    Cursor record(bytes);
    record.take(3);
    const auto length = qsizetype(record.number(2));
    if (bytes.size() < 5 + length)
        return {bytes.size() < 16 * 1024 ? ClientHello::State::Partial : ClientHello::State::Read, {}};
    Cursor hello(record.take(length));
    hello.take(4);      // type and length
    hello.take(2 + 32); // version, random
    hello.takeSized(1); // session id
    hello.takeSized(2); // cipher suites
    hello.takeSized(1); // compression methods
    Cursor extensions(hello.takeSized(2));
    while (!extensions.isEmpty()) {
        const quint32 type = extensions.number(2);
        const QByteArrayView body = extensions.takeSized(2);
        if (type == 0)
            return {ClientHello::State::Read, serverNameOf(body)};
    }
    return {ClientHello::State::Read, {}};
}

} // namespace tocsin::listener
