// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/json/objectfile.h"

#include <QStringList>

namespace tocsin::json {

namespace {

using namespace Qt::StringLiterals;
using Kind = json::Token::Kind;

constexpr qsizetype maxText = 1000;

// What the file says, short enough for a message.
QString quoted(const QString &text)
{
    constexpr qsizetype most = 40;
    return u'"' + (text.size() > most ? text.left(most) + u'…' : text) + u'"';
}

bool isTokenCharacter(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
}

QString joined(ObjectFile::Words words)
{
    QStringList texts;
    for (const Word &word : words)
        texts += word.text;
    return texts.join(u", "_s);
}

} // namespace

ObjectFile::ObjectFile(QByteArrayView text) : m_reader(text, 24) {}

bool ObjectFile::failAt(qsizetype offset, const QString &member, const QString &what)
{
    if (m_fault.isEmpty()) {
        const int line = m_reader.placeOf(offset).line;
        m_fault = u"line %1, "_s.arg(line) + (member.isEmpty() ? u"file"_s : member) + u": "_s + what;
    }
    return false;
}

bool ObjectFile::wrong(const Token &value, const QString &wanted)
{
    if (value.kind == Kind::Error)
        return broken();
    return failAt(value.offset, m_path, u"must be "_s + wanted);
}

bool ObjectFile::broken()
{
    const json::ReadError &error = m_reader.error();
    return failAt(error.offset, m_path,
                  u"not JSON: %1 (column %2)"_s.arg(error.reason).arg(m_reader.placeOf(error.offset).column));
}

bool ObjectFile::refuse(const QString &member, const QString &what)
{
    return failAt(m_places.value(member, 0), member, what);
}

bool ObjectFile::document(const Members &members)
{
    const Token first = m_reader.next();
    if (!object(first, members))
        return false;
    return m_reader.next().kind == Kind::End || broken();
}

bool ObjectFile::object(const Token &value, const Members &members)
{
    if (value.kind != Kind::BeginObject)
        return wrong(value, u"an object, { ... }"_s);
    const QString path = m_path;
    quint64 seen = 0;
    Token key = m_reader.next();
    for (; key.kind == Kind::Key; key = m_reader.next()) {
        const QString name = m_reader.text(key);
        m_path = path.isEmpty() ? name.left(60) : path + u'.' + name.left(60);
        if (!readMember(key, members, seen))
            return false;
        m_path = path;
    }
    if (key.kind == Kind::Error)
        return broken();
    quint64 bit = 1;
    for (const Member &member : members) {
        if (member.need == Need::Required && (seen & bit) == 0)
            return failAt(value.offset, path.isEmpty() ? QString(member.name) : path + u'.' + member.name,
                          u"is missing"_s);
        bit <<= 1;
    }
    return true;
}

bool ObjectFile::readMember(const Token &key, const Members &members, quint64 &seen)
{
    Q_ASSERT(members.size() <= 64);
    quint64 bit = 1;
    for (const Member &member : members) {
        if (m_reader.textIs(key, member.name)) {
            if ((seen & bit) != 0)
                return failAt(key.offset, m_path, u"stands here a second time"_s);
            seen |= bit;
            m_places.insert(m_path, key.offset);
            return member.read(m_reader.next());
        }
        bit <<= 1;
    }
    QStringList names;
    for (const Member &member : members)
        names += member.name;
    return failAt(key.offset, m_path, u"is not a member here; known are "_s + names.join(u", "_s));
}

bool ObjectFile::list(const Token &value, int atMost, const Read &item)
{
    if (value.kind != Kind::BeginArray)
        return wrong(value, u"a list, [ ... ]"_s);
    const QString path = m_path;
    int index = 0;
    Token next = m_reader.next();
    for (; next.kind != Kind::EndArray; next = m_reader.next(), ++index) {
        if (index == atMost)
            return failAt(next.offset, path, u"has more than %1 entries"_s.arg(atMost));
        m_path = path + u"[%1]"_s.arg(index);
        m_places.insert(m_path, next.offset);
        if (next.kind == Kind::Error)
            return broken();
        if (!item(next))
            return false;
    }
    m_path = path;
    return index > 0 || failAt(value.offset, path, u"must have an entry; leave the member out instead"_s);
}

bool ObjectFile::text(const Token &value, QString &out)
{
    if (value.kind != Kind::String)
        return wrong(value, u"a text in double quotes"_s);
    if (value.invalidUtf8)
        return failAt(value.offset, m_path, u"is not UTF-8"_s);
    out = m_reader.text(value);
    if (out.isEmpty())
        return failAt(value.offset, m_path, u"must not be empty"_s);
    return out.size() <= maxText ||
           failAt(value.offset, m_path, u"is longer than %1 characters"_s.arg(maxText));
}

bool ObjectFile::bytes(const Token &value, QByteArray &out)
{
    QString content;
    if (!text(value, content))
        return false;
    out = content.toUtf8();
    return true;
}

bool ObjectFile::content(const Token &value, qsizetype atMost, QByteArray &out)
{
    if (value.kind != Kind::String)
        return wrong(value, u"a text in double quotes"_s);
    if (value.invalidUtf8)
        return failAt(value.offset, m_path, u"is not UTF-8"_s);
    out = m_reader.text(value).toUtf8();
    return out.size() <= atMost || failAt(value.offset, m_path, u"is longer than %1 bytes"_s.arg(atMost));
}

bool ObjectFile::token(const Token &value, QByteArray &out)
{
    if (!bytes(value, out))
        return false;
    for (const char c : out) {
        if (!isTokenCharacter(c))
            return failAt(value.offset, m_path,
                          quoted(QString::fromUtf8(out)) +
                              u" is not a header name: letters, digits and hyphens"_s);
    }
    return true;
}

bool ObjectFile::pointer(const Token &value, QByteArray &out)
{
    if (value.kind != Kind::String)
        return wrong(value, u"a JSON pointer in double quotes, as /data/id"_s);
    const QString content = m_reader.text(value);
    if (content.size() > maxText) // as it is meant: an escape counts as the character that it stands for
        return wrong(value, u"a JSON pointer in double quotes, as /data/id"_s);
    out = content.toUtf8();
    return out.isEmpty() || out.startsWith('/') || failAt(value.offset, m_path, u"must start with '/'"_s);
}

bool ObjectFile::texts(const Token &value, int atMost, QList<QByteArray> &out)
{
    return list(value, atMost, [&](const Token &item) {
        out.append(QByteArray());
        return bytes(item, out.last());
    });
}

bool ObjectFile::tokens(const Token &value, int atMost, QList<QByteArray> &out)
{
    return list(value, atMost, [&](const Token &item) {
        out.append(QByteArray());
        return token(item, out.last());
    });
}

bool ObjectFile::number(const Token &value, qint64 least, qint64 most, qint64 &out)
{
    const auto found = m_reader.toInteger(value);
    if (!found || *found < least || *found > most)
        return wrong(value, u"a whole number from %1 to %2"_s.arg(least).arg(most));
    out = *found;
    return true;
}

bool ObjectFile::flag(const Token &value, bool &out)
{
    if (value.kind != Kind::True && value.kind != Kind::False)
        return wrong(value, u"true or false"_s);
    out = value.kind == Kind::True;
    return true;
}

bool ObjectFile::word(const Token &value, Words words, int &out)
{
    QString found;
    if (!text(value, found))
        return false;
    for (const Word &word : words) {
        if (found == word.text) {
            out = word.value;
            return true;
        }
    }
    return failAt(value.offset, m_path, quoted(found) + u" is not one of "_s + joined(words));
}

} // namespace tocsin::json
