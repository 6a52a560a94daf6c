// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/sandbox/dice.h"

namespace tocsin::sandbox {

namespace {

// SplitMix64 (Steele, Lea, Flood 2014) for the numbers, FNV-1a for the stream's name.
constexpr quint64 golden = 0x9E37'79B9'7F4A'7C15;

quint64 mixed(quint64 z)
{
    z = (z ^ (z >> 30)) * 0xBF58'476D'1CE4'E5B9;
    z = (z ^ (z >> 27)) * 0x94D0'49BB'1331'11EB;
    return z ^ (z >> 31);
}

} // namespace

Dice::Dice(quint64 seed, QByteArrayView stream, quint64 index)
{
    quint64 hash = 0xCBF2'9CE4'8422'2325;
    for (const char c : stream)
        hash = (hash ^ quint8(c)) * 0x0000'0100'0000'01B3;
    m_state = mixed(seed + golden) ^ mixed(hash + index * golden);
}

quint64 Dice::next()
{
    m_state += golden;
    return mixed(m_state);
}

int Dice::between(int least, int most)
{
    return most <= least ? least : least + int(next() % quint64(most - least + 1));
}

double Dice::unit()
{
    return double(next() >> 11) / double(quint64(1) << 53);
}

QByteArray Dice::hex(int digits)
{
    QByteArray text;
    while (text.size() < digits)
        text += QByteArray::number(next(), 16).rightJustified(16, '0');
    text.truncate(digits);
    return text;
}

} // namespace tocsin::sandbox
