// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/entities/fromjson.h"

#include "core/domain/words.h"
#include "core/entities/plaintext.h"
#include "core/entities/shapes.h"
#include "core/json/tokenreader.h"

#include <algorithm>
#include <vector>

namespace tocsin::entities {

using namespace Qt::StringLiterals;
using domain::EntityKind;
using json::Token;

namespace {

constexpr qsizetype longestPointer = 1024;

QByteArray step(const QByteArray &parent, QByteArray name)
{
    name.replace("~", "~0").replace("/", "~1");
    return parent.size() + name.size() < longestPointer ? parent + '/' + name : parent;
}

// A container that is open: where it stands and what comes next in it.
struct Level
{
    QByteArray pointer;
    bool array = false;
    qsizetype index = 0;
    QByteArray member; // pointer of the member whose value comes next
    EntityKind hint = EntityKind::Other;
};

bool fits(EntityKind kind, QStringView value)
{
    if (value.isEmpty() || value.size() > 253)
        return false;
    if (kind == EntityKind::Host)
        return isHostLabel(value) || dottedName(value, true) != Name::None;
    if (std::any_of(value.begin(), value.end(), [](QChar c) { return c.isSpace() || c.unicode() < 0x20; }))
        return false;
    if (kind == EntityKind::User)
        return std::any_of(value.begin(), value.end(), [](QChar c) { return c.isLetter(); });
    return kind == EntityKind::Process && !value.contains(u'/') && !value.contains(u'\\');
}

class Walk
{
public:
    Walk(QByteArrayView text, const Options &options) : m_reader(text), m_options(options) {}

    QList<FoundInJson> run()
    {
        for (Token token = m_reader.next(); !token.isOver() && m_found.size() < m_options.most;
             token = m_reader.next())
            take(token);
        return std::move(m_found);
    }

private:
    void take(const Token &token)
    {
        if (token.closes()) {
            m_levels.pop_back();
            return;
        }
        if (token.kind == Token::Kind::Key) {
            const QString name = m_reader.text(token);
            m_levels.back().member = step(m_levels.back().pointer, name.toUtf8());
            m_levels.back().hint = kindOfMember(name);
            return;
        }
        QByteArray pointer;
        EntityKind hint = EntityKind::Other;
        if (!m_levels.empty()) {
            Level &level = m_levels.back();
            pointer = level.array ? step(level.pointer, QByteArray::number(level.index++)) : level.member;
            hint = level.hint;
        }
        if (token.opens()) // names of lists speak of their entries: "hosts": ["a", "b"]
            m_levels.push_back({pointer,
                                token.kind == Token::Kind::BeginArray,
                                0,
                                {},
                                token.kind == Token::Kind::BeginArray ? hint : EntityKind::Other});
        else if (token.kind == Token::Kind::String)
            text(m_reader.text(token), pointer, hint);
    }

    void text(const QString &value, const QByteArray &pointer, EntityKind hint)
    {
        if (fits(hint, value)) {
            Found found;
            found.entity = {hint, {}, plainText(value).text, {}};
            found.length = value.size();
            found.defanged = found.entity.value != value;
            m_found.append({found, pointer});
            return;
        }
        for (const Found &found : extract(value, m_options))
            m_found.append({found, pointer});
    }

    json::TokenReader m_reader;
    const Options &m_options;
    std::vector<Level> m_levels;
    QList<FoundInJson> m_found;
};

} // namespace

QList<FoundInJson> extractFromJson(QByteArrayView text, const Options &options)
{
    return Walk(text, options).run();
}

EntityKind kindOfMember(QStringView name)
{
    if (name.size() > 64)
        return EntityKind::Other;
    QString word = domain::normalisedWord(name);
    word.remove(u'_');
    const auto ends = [&word](std::initializer_list<QLatin1StringView> endings) {
        return std::any_of(endings.begin(), endings.end(),
                           [&](QLatin1StringView e) { return word.endsWith(e); });
    };
    if (ends({"host"_L1, "hosts"_L1, "hostname"_L1, "devicename"_L1, "computer"_L1, "computername"_L1,
              "machinename"_L1, "workstation"_L1}))
        return EntityKind::Host;
    if (ends({"upn"_L1, "userprincipalname"_L1, "username"_L1, "accountname"_L1, "user"_L1, "users"_L1,
              "samaccountname"_L1}))
        return EntityKind::User;
    if (ends({"process"_L1, "processname"_L1, "processfilename"_L1, "processes"_L1}))
        return EntityKind::Process;
    return EntityKind::Other;
}

} // namespace tocsin::entities
