// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <memory>

class QDebug;

namespace tocsin {

// Key material or a password. Copies share one buffer, which is overwritten when the last copy goes. It has
// no conversion, no comparison by value and no stream operator: whoever needs the bytes writes reveal(), and
// that word is what a reviewer searches for.
class Secret
{
public:
    Secret() = default;
    // Takes the bytes and overwrites the array that was handed in.
    explicit Secret(QByteArray &&bytes);
    // Copies the bytes; the caller keeps the duty to wipe its own.
    static Secret copyOf(QByteArrayView bytes);

    bool isEmpty() const { return size() == 0; }
    qsizetype size() const;
    // Valid as long as this object or a copy of it lives.
    QByteArrayView reveal() const;

private:
    struct Buffer;
    std::shared_ptr<const Buffer> m_buffer;
};

const QDebug &operator<<(const QDebug &, const Secret &) = delete;

// Overwrites the bytes in place in a way that the optimiser must keep.
void wipe(QByteArray &bytes);

} // namespace tocsin
