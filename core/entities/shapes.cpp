// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/entities/shapes.h"

#include "core/entities/suffixes.h"

#include <QHostAddress>

#include <algorithm>

namespace tocsin::entities {

using namespace Qt::StringLiterals;

namespace {

bool isHexDigit(QChar c)
{
    return isDigit(c) || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
}

bool isLabel(QStringView label, bool last)
{
    if (label.isEmpty() || label.size() > 63 || label.startsWith(u'-') || label.endsWith(u'-'))
        return false;
    return std::all_of(label.begin(), label.end(), [last](QChar c) {
        return isAsciiLetter(c) || isDigit(c) || c == u'-' || (c == u'_' && !last) ||
               (c.unicode() > 127 && c.isLetterOrNumber());
    });
}

bool isUpper(QStringView text)
{
    return std::none_of(text.begin(), text.end(), [](QChar c) { return c.isLower(); });
}

// Code and file names look like domains: "System.IO", "DeviceInfo.Id", "setup.sh", "backup.tar.zip".
bool readsLikeAName(const QList<QStringView> &labels, QStringView whole)
{
    const QStringView last = labels.last();
    const bool lower = std::none_of(last.begin(), last.end(), [](QChar c) { return c.isUpper(); });
    if (!lower && !isUpper(whole))
        return false;
    if (!isAlsoFileType(last))
        return true;
    return labels.size() > 2 && std::none_of(labels.begin(), labels.end() - 1, isFileType);
}

} // namespace

bool isAsciiLetter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
}

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

bool isNameChar(QChar c)
{
    if (c.unicode() > 127)
        return c.isLetterOrNumber();
    return isAsciiLetter(c) || isDigit(c) || QStringView(u"._-+%$").contains(c);
}

bool isIpv4(QStringView text)
{
    if (text.size() < 7 || text.size() > 15)
        return false;
    const auto parts = text.split(u'.');
    return parts.size() == 4 && std::all_of(parts.begin(), parts.end(), [](QStringView part) {
               if (part.isEmpty() || part.size() > 3 || (part.size() > 1 && part[0] == u'0'))
                   return false;
               return std::all_of(part.begin(), part.end(), isDigit) && part.toInt() <= 255;
           });
}

QString ipv6(QStringView text)
{
    if (text.size() < 3 || text.size() > 45 || std::none_of(text.begin(), text.end(), isDigit))
        return {};
    const bool shortened = text.contains(u"::");
    const auto groups = text.split(u':');
    // Eight pairs of digits are a hardware address, and short decimal groups are something else, too.
    const bool wide = std::any_of(groups.begin(), groups.end(), [](QStringView g) { return g.size() > 2; });
    if (!shortened && !wide)
        return {};
    QHostAddress address;
    if (!address.setAddress(text.toString()) || address.protocol() != QAbstractSocket::IPv6Protocol)
        return {};
    return address.toString();
}

bool isHash(QStringView text)
{
    if (text.size() != 32 && text.size() != 40 && text.size() != 64)
        return false;
    return std::all_of(text.begin(), text.end(), isHexDigit) &&
           std::any_of(text.begin(), text.end(), isDigit) &&
           std::any_of(text.begin(), text.end(), isAsciiLetter);
}

Name dottedName(QStringView text, bool surely)
{
    if (text.size() < 4 || text.size() > 253)
        return Name::None;
    const auto labels = text.split(u'.');
    if (labels.size() < 2 || std::all_of(labels.begin(), labels.end(), [](QStringView label) {
            return std::all_of(label.begin(), label.end(), isDigit);
        }))
        return Name::None;
    for (qsizetype i = 0; i < labels.size(); ++i) {
        if (!isLabel(labels[i], i + 2 >= labels.size()))
            return Name::None;
    }
    if (isPrivateSuffix(labels.last()))
        return Name::PrivateHost;
    if (!isTopLevel(labels.last()) || (!surely && !readsLikeAName(labels, text)))
        return Name::None;
    return Name::Domain;
}

bool isHostLabel(QStringView text)
{
    return text.size() <= 63 && isLabel(text, true) && std::any_of(text.begin(), text.end(), isAsciiLetter);
}

QStringView lastLabel(QStringView text)
{
    return text.sliced(text.lastIndexOf(u'.') + 1);
}

bool isProgramFile(QStringView text)
{
    const qsizetype dot = text.lastIndexOf(u'.');
    return dot > 0 && text.size() <= 260 && isProgramType(text.sliced(dot + 1));
}

} // namespace tocsin::entities
