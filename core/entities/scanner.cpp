// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/entities/scanner.h"

#include "core/entities/shapes.h"

#include <algorithm>
#include <array>

namespace tocsin::entities {

using namespace Qt::StringLiterals;
using domain::EntityKind;

namespace {

constexpr qsizetype longestUrl = 8192;
constexpr qsizetype longestName = 512;
constexpr std::array schemes{"http"_L1, "https"_L1, "ftp"_L1, "ftps"_L1, "sftp"_L1, "ws"_L1,
                             "wss"_L1,  "ldap"_L1,  "tcp"_L1, "smb"_L1,  "ssh"_L1,  "rtsp"_L1};

bool endsUrl(QChar c)
{
    return c.isSpace() || c.unicode() < 0x21 || c.unicode() == 0x7f ||
           QStringView(u"<>\"`{}|^\\").contains(c);
}

// Punctuation of the sentence around, and brackets that were opened before the URL.
qsizetype trimmedUrlEnd(QStringView text, qsizetype from, qsizetype to)
{
    qsizetype round = 0;
    qsizetype square = 0;
    for (qsizetype i = from; i < to; ++i) {
        round += text[i] == u'(' ? 1 : text[i] == u')' ? -1 : 0;
        square += text[i] == u'[' ? 1 : text[i] == u']' ? -1 : 0;
    }
    for (; to > from; --to) {
        const QChar last = text[to - 1];
        if (last == u')' && round < 0)
            ++round;
        else if (last == u']' && square < 0)
            ++square;
        else if (!QStringView(u".,;:!?'*_").contains(last))
            break;
    }
    return to;
}

} // namespace

Scanner::Scanner(const PlainText &plain, const Options &options)
    : m_plain(plain)
    , m_options(options)
    , m_text(plain.text)
{}

QChar Scanner::at(qsizetype place) const
{
    return place >= 0 && place < m_text.size() ? m_text[place] : QChar();
}

QStringView Scanner::between(qsizetype from, qsizetype to) const
{
    return m_text.sliced(from, to - from);
}

qsizetype Scanner::nameEnd(qsizetype from) const
{
    while (from < m_text.size() && isNameChar(m_text[from]))
        ++from;
    return from;
}

QList<Found> Scanner::run()
{
    while (m_at < m_text.size() && m_found.size() < m_options.most) {
        const QChar c = m_text[m_at];
        if (isNameChar(c))
            word();
        else if ((c == u':' && longAddress()) || (c == u'\\' && shareHost()))
            continue;
        else
            ++m_at;
    }
    return std::move(m_found);
}

void Scanner::word()
{
    const qsizetype from = m_at;
    if (url() || longAddress())
        return;
    const qsizetype end = nameEnd(from);
    if ((at(end) == u'@' && mail(end)) || (at(end) == u'\\' && account(end)))
        return;
    // Punctuation of the sentence around.
    qsizetype first = from;
    qsizetype last = end;
    while (first < last && QStringView(u"._-+%$").contains(m_text[first]))
        ++first;
    while (last > first && QStringView(u"._-+%").contains(m_text[last - 1]))
        --last;
    m_at = end;
    if (first == last)
        return;
    name(first, last);
    m_lastFrom = first;
    m_lastTo = last;
}

bool Scanner::url()
{
    qsizetype colon = m_at;
    while (colon < m_at + 6 && isAsciiLetter(at(colon)))
        ++colon;
    if (!m_text.sliced(colon).startsWith("://"_L1))
        return false;
    const QString scheme = between(m_at, colon).toString().toLower();
    if (std::find(schemes.begin(), schemes.end(), scheme) == schemes.end())
        return false;
    qsizetype end = colon + 3;
    while (end < m_text.size() && !endsUrl(m_text[end]))
        ++end;
    const qsizetype from = m_at;
    const qsizetype to = trimmedUrlEnd(m_text, from, end);
    m_at = end;
    m_lastFrom = m_lastTo = end;
    if (to <= colon + 3 || to - from > longestUrl)
        return true;
    // Scheme and host are the same in any case, the rest is not.
    qsizetype path = colon + 3;
    while (path < to && !QStringView(u"/?#").contains(m_text[path]))
        ++path;
    const qsizetype host = colon + 3 + between(colon + 3, path).lastIndexOf(u'@') + 1;
    const QString value = scheme + between(colon, host).toString() +
                          between(host, path).toString().toLower() + between(path, to).toString();
    add(EntityKind::Url, from, to, value);
    if (m_options.hostsOfUrls)
        hostOfUrl(host, path);
    return true;
}

void Scanner::hostOfUrl(qsizetype from, qsizetype to)
{
    if (at(from) == u'[') {
        const qsizetype close = m_text.sliced(0, to).indexOf(u']', from);
        const QString address = close > from ? ipv6(between(from + 1, close)) : QString();
        if (!address.isEmpty())
            add(EntityKind::Ip, from + 1, close, address);
        return;
    }
    if (const qsizetype port = between(from, to).indexOf(u':'); port >= 0)
        to = from + port;
    const QStringView host = between(from, to);
    if (isIpv4(host)) {
        add(EntityKind::Ip, from, to, host.toString());
        return;
    }
    const Name kind = dottedName(host, true);
    if (kind != Name::None)
        add(kind == Name::Domain ? EntityKind::Domain : EntityKind::Host, from, to,
            host.toString().toLower());
}

bool Scanner::longAddress()
{
    if (isNameChar(at(m_at - 1)))
        return false;
    const qsizetype limit = std::min(m_text.size(), m_at + 64);
    qsizetype end = m_at;
    qsizetype colons = 0;
    for (; end < limit; ++end) {
        const QChar c = m_text[end];
        const bool hex = isDigit(c) || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
        if (!hex && c != u':' && c != u'.')
            break;
        colons += c == u':';
    }
    if (colons < 2 || (isNameChar(at(end)) && at(end) != u'%')) // a zone may follow
        return false;
    while (end > m_at && (at(end - 1) == u'.' || (at(end - 1) == u':' && at(end - 2) != u':')))
        --end;
    const QString address = ipv6(between(m_at, end));
    if (address.isEmpty())
        return false;
    add(EntityKind::Ip, m_at, end, address);
    m_at = m_lastFrom = m_lastTo = end;
    return true;
}

void Scanner::name(qsizetype from, qsizetype to)
{
    const QStringView text = between(from, to);
    if (text.size() > longestName)
        return;
    if (isHash(text))
        return add(EntityKind::Hash, from, to, text.toString().toLower());
    if (isProgramFile(text))
        return add(EntityKind::Process, from, to, text.toString());
    if (shortAddress(from, to))
        return;
    // A piece of a path or of a call is no domain.
    const bool piece = at(from - 1) == u'\\' || at(to) == u'(' || text.contains(u'%');
    const Name kind = piece ? Name::None : dottedName(text, m_plain.changed(from, to));
    if (kind == Name::Domain)
        add(EntityKind::Domain, from, to, text.toString().toLower());
    else if (kind == Name::PrivateHost)
        add(EntityKind::Host, from, to, text.toString().toLower());
    else
        signalled(from, to);
}

// "192.0.2.1-192.0.2.9" and "192.0.2.1_backup" begin with an address, "1.2.3.4.5" and "version 1.2.3.4" do
// not.
bool Scanner::shortAddress(qsizetype from, qsizetype to)
{
    qsizetype end = from;
    while (end < to && (isDigit(m_text[end]) || m_text[end] == u'.'))
        ++end;
    if (!isIpv4(between(from, end)) || isAsciiLetter(at(end)) || saysVersion(from))
        return false;
    add(EntityKind::Ip, from, end, between(from, end).toString());
    if (end < to && m_text[end] == u'-' && isIpv4(between(end + 1, to)))
        add(EntityKind::Ip, end + 1, to, between(end + 1, to).toString());
    return true;
}

void Scanner::add(EntityKind kind, qsizetype from, qsizetype to, QString value)
{
    Found found;
    found.entity.kind = kind;
    found.entity.value = std::move(value);
    found.offset = m_plain.originOf(from);
    found.length = m_plain.originOf(to) - found.offset;
    found.defanged = m_plain.changed(from, to);
    m_found.append(found);
}

} // namespace tocsin::entities
