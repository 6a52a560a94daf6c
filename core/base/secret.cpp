// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/base/secret.h"

#include <cstring>

namespace tocsin {

namespace {

void overwrite(char *data, qsizetype size)
{
    volatile char *p = data;
    for (qsizetype i = 0; i < size; ++i)
        p[i] = 0;
}

} // namespace

struct Secret::Buffer
{
    explicit Buffer(QByteArrayView bytes)
        : data(std::make_unique<char[]>(size_t(bytes.size())))
        , size(bytes.size())
    {
        if (size > 0)
            std::memcpy(data.get(), bytes.data(), size_t(size));
    }
    ~Buffer() { overwrite(data.get(), size); }
    Q_DISABLE_COPY_MOVE(Buffer)

    std::unique_ptr<char[]> data;
    qsizetype size;
};

Secret::Secret(QByteArray &&bytes) : m_buffer(std::make_shared<const Buffer>(bytes))
{
    wipe(bytes);
}

Secret Secret::copyOf(QByteArrayView bytes)
{
    Secret secret;
    secret.m_buffer = std::make_shared<const Buffer>(bytes);
    return secret;
}

qsizetype Secret::size() const
{
    return m_buffer ? m_buffer->size : 0;
}

QByteArrayView Secret::reveal() const
{
    return m_buffer ? QByteArrayView(m_buffer->data.get(), m_buffer->size) : QByteArrayView();
}

void wipe(QByteArray &bytes)
{
    // Detaches when shared: another owner's copy is that owner's duty.
    if (!bytes.isEmpty())
        overwrite(bytes.data(), bytes.size());
    bytes.clear();
}

} // namespace tocsin
