// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// The forms that need a look at what stands around them: accounts, addresses of people, and names that are
// hosts or users because the word before says so.

#include "core/entities/scanner.h"

#include "core/domain/words.h"
#include "core/entities/shapes.h"
#include "core/entities/suffixes.h"

#include <algorithm>
#include <span>

namespace tocsin::entities {

using namespace Qt::StringLiterals;
using domain::EntityKind;

namespace {

constexpr QLatin1StringView hostWords[] = {
    "host"_L1,     "hostname"_L1,     "device"_L1, "devicename"_L1, "computer"_L1,
    "endpoint"_L1, "computername"_L1, "server"_L1, "machine"_L1,    "workstation"_L1,
};
constexpr QLatin1StringView userWords[] = {
    "user"_L1,        "username"_L1,       "account"_L1,   "accountname"_L1,       "upn"_L1,
    "accountupn"_L1,  "samaccountname"_L1, "login"_L1,     "userprincipalname"_L1, "logon"_L1,
    "initiatedby"_L1, "actor"_L1,          "principal"_L1,
};
constexpr QLatin1StringView versionWords[] = {"version"_L1, "ver"_L1, "v"_L1, "build"_L1, "release"_L1};
constexpr QLatin1StringView nothings[] = {"unknown"_L1, "none"_L1,  "null"_L1, "true"_L1, "false"_L1,
                                          "n"_L1,       "empty"_L1, "the"_L1,  "is"_L1,   "name"_L1};

bool isOneOf(QStringView word, std::span<const QLatin1StringView> words)
{
    if (word.isEmpty() || word.size() > 24)
        return false;
    QString plain = domain::normalisedWord(word);
    plain.remove(u'_');
    return std::find(words.begin(), words.end(), plain) != words.end();
}

bool isAccountName(QStringView text)
{
    return !text.isEmpty() && text.size() <= 64 && !text.contains(u'%') &&
           std::any_of(text.begin(), text.end(), [](QChar c) { return c.isLetter(); });
}

// "src\main.cpp" and "System32\cmd.exe" are files.
bool endsLikeAFile(QStringView text)
{
    return text.contains(u'.') && isFileType(lastLabel(text));
}

} // namespace

QStringView Scanner::wordBefore(qsizetype from, bool &assigned) const
{
    const QStringView gap = between(m_lastTo, from);
    if (gap.size() > 4 || m_lastTo == 0)
        return {};
    assigned = gap.contains(u':') || gap.contains(u'=');
    const bool together =
        std::all_of(gap.begin(), gap.end(), [](QChar c) { return QStringView(u" \t:=\"'`*").contains(c); });
    return together ? between(m_lastFrom, m_lastTo) : QStringView();
}

bool Scanner::saysUser(qsizetype from) const
{
    bool assigned = false;
    return isOneOf(wordBefore(from, assigned), userWords);
}

bool Scanner::saysVersion(qsizetype from) const
{
    bool assigned = false;
    return isOneOf(wordBefore(from, assigned), versionWords);
}

// "host FIN-LT-07", "hostname=alpha", "user: jdoe". Without a sign of assignment only what no word looks
// like.
void Scanner::signalled(qsizetype from, qsizetype to)
{
    bool assigned = false;
    const QStringView before = wordBefore(from, assigned);
    const QStringView text = between(from, to);
    const bool host = isOneOf(before, hostWords);
    if (!host && !isOneOf(before, userWords))
        return;
    const bool digit = std::any_of(text.begin(), text.end(), isDigit);
    if (!(assigned || (host && digit)) || isOneOf(text, nothings))
        return;
    if (host && isHostLabel(text))
        add(EntityKind::Host, from, to, text.toString());
    else if (!host && isAccountName(text) && !endsLikeAFile(text))
        add(EntityKind::User, from, to, text.toString());
}

// local@domain; the domain decides whether it is one. Accounts and mail look alike: the word before, the
// caller's list and Microsoft's own account domain say "account", else it is mail.
bool Scanner::mail(qsizetype end)
{
    qsizetype to = end + 1;
    while (to < m_text.size() && isNameChar(m_text[to]) && !QStringView(u"+%$").contains(m_text[to]))
        ++to;
    const qsizetype next = to;
    while (to > end + 1 && QStringView(u"._-").contains(m_text[to - 1]))
        --to;
    qsizetype from = m_at;
    while (from < end && QStringView(u"._-+%$").contains(m_text[from]))
        ++from;
    const QStringView host = between(end + 1, to);
    if (from == end || end - from > 64 || dottedName(host, true) == Name::None)
        return false;
    const QString lower = host.toString().toLower();
    const bool user = saysUser(from) || m_options.accountDomains.contains(lower) ||
                      lower.endsWith(".onmicrosoft.com"_L1) || isPrivateSuffix(lastLabel(lower));
    add(user ? EntityKind::User : EntityKind::Email, from, to, between(from, end).toString() + u'@' + lower);
    m_lastFrom = from;
    m_lastTo = to;
    m_at = next;
    return true;
}

// DOMAIN\user, with the backslash doubled or not. Not a path, and not a key of the registry.
bool Scanner::account(qsizetype end)
{
    qsizetype from = m_at;
    while (from < end && m_text[from] == u'_') // Markdown's emphasis
        ++from;
    const QStringView domain = between(from, end);
    const QChar before = at(m_at - 1);
    const qsizetype user = at(end + 1) == u'\\' ? end + 2 : end + 1;
    const qsizetype next = nameEnd(user);
    qsizetype to = next;
    while (to > user && QStringView(u"._-+%").contains(m_text[to - 1]))
        --to;
    const QStringView name = between(user, to);
    if (before == u'\\' || before == u'/' || before == u':' || at(next) == u'\\' || domain.size() < 2 ||
        domain.size() > 64 || domain.startsWith("HK"_L1) || !isAsciiLetter(domain[0]) ||
        !isAccountName(domain) || !isAccountName(name) || endsLikeAFile(name) || endsLikeAFile(domain))
        return false;
    bool assigned = false; // "NT AUTHORITY\SYSTEM", "NT SERVICE\..."
    if ((domain == "AUTHORITY"_L1 || domain == "SERVICE"_L1) && wordBefore(from, assigned) == "NT"_L1)
        from = m_lastFrom;
    add(EntityKind::User, from, to, between(from, end).toString() + u'\\' + name.toString());
    m_lastFrom = from;
    m_lastTo = to;
    m_at = next;
    return true;
}

// The host of a UNC path, with the backslashes doubled or not.
bool Scanner::shareHost()
{
    qsizetype from = m_at;
    while (at(from) == u'\\' && from - m_at < 5)
        ++from;
    const qsizetype slashes = from - m_at;
    const QChar before = at(m_at - 1);
    const qsizetype to = nameEnd(from);
    const QStringView name = between(from, to);
    if ((slashes != 2 && slashes != 4) || isNameChar(before) || before == u':' || at(to) != u'\\' ||
        name.size() > 253)
        return false;
    if (isIpv4(name))
        add(EntityKind::Ip, from, to, name.toString());
    else if (isHostLabel(name) || dottedName(name, true) != Name::None)
        add(EntityKind::Host, from, to, name.toString());
    else
        return false;
    m_at = m_lastFrom = m_lastTo = to;
    return true;
}

} // namespace tocsin::entities
