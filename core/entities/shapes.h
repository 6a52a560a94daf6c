// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>
#include <QStringView>

namespace tocsin::entities {

// What the form of a text alone says. Each answers in time linear in the text, and refuses long ones early.

// Characters of names: ASCII letters, digits, and . _ - + % $, and every letter and digit beyond ASCII.
bool isNameChar(QChar c);
bool isAsciiLetter(QChar c);
bool isDigit(QChar c);

bool isIpv4(QStringView text); // four decimal numbers without leading zeros
// The canonical spelling (RFC 5952); empty when it is no IPv6 address that a text would mean. "ab::cd" is
// none and neither is "12:34:56".
QString ipv6(QStringView text);
bool isHash(QStringView text); // 32, 40 or 64 hexadecimal digits with a letter and a digit among them

enum class Name : quint8 { None, Domain, PrivateHost };
// A dotted name: Domain when it ends in a public suffix and reads like a name rather than a file or a piece
// of code. "surely" takes file-like names too: the text says by other means that it is a domain.
Name dottedName(QStringView text, bool surely);
bool isHostLabel(QStringView text); // RFC 1123, with a letter, at most 63

bool isProgramFile(QStringView text); // "cmd.exe"
QStringView lastLabel(QStringView text);

} // namespace tocsin::entities
