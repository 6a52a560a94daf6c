// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace tocsin::sandbox {

// Numbers that look random and depend on nothing but the seed, the stream's name and the index, on every
// platform: what happens at one place does not change with how often another one was asked.
class Dice
{
public:
    Dice(quint64 seed, QByteArrayView stream, quint64 index = 0);

    quint64 next();
    int between(int least, int most); // both included
    double unit();                    // [0, 1)
    bool chance(int percent) { return between(1, 100) <= percent; }
    QByteArray hex(int digits);
    template<class List>
    auto pick(const List &list)
    {
        return list.at(between(0, int(list.size()) - 1));
    }

private:
    quint64 m_state;
};

} // namespace tocsin::sandbox
