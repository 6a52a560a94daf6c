// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/compare/json.h"

#include "core/compare/jsonmembers.h"
#include "core/compare/jsonside.h"
#include "core/compare/meaning.h"

#include <algorithm>
#include <optional>

namespace tocsin::compare {

using namespace Qt::StringLiterals;

namespace {

using json::Token;
using json::TokenTree;
using Kind = Token::Kind;

constexpr qsizetype mostPath = 400; // bytes
constexpr qsizetype mostNames = 5;  // of moved members

QLatin1StringView kindText(Kind kind)
{
    switch (kind) {
    case Kind::BeginObject:
        return "an object"_L1;
    case Kind::BeginArray:
        return "an array"_L1;
    case Kind::String:
        return "a string"_L1;
    case Kind::Number:
        return "a number"_L1;
    case Kind::Null:
        return "null"_L1;
    default:
        return "true or false"_L1;
    }
}

QByteArray withoutCr(QByteArrayView bytes)
{
    return bytes.toByteArray().replace("\r\n", "\n").replace('\r', '\n');
}

QByteArrayView withoutLastLineEnds(QByteArrayView bytes)
{
    while (bytes.endsWith('\n') || bytes.endsWith('\r'))
        bytes.chop(1);
    return bytes;
}

// Recursion is bounded by the depth that the reader allows.
class Walk
{
public:
    Walk(const TokenTree &left, const TokenTree &right) : m_left{left}, m_right{right} {}

    Findings run()
    {
        gap(0, 0);
        value(0, 0);
        const qsizetype l = m_left.token(m_left.tree.size() - 1).end();
        const qsizetype r = m_right.token(m_right.tree.size() - 1).end();
        blanks(m_left.tree.bytes().sliced(l), l, m_right.tree.bytes().sliced(r), r, true);
        for (auto &blank : m_blanks) {
            if (blank)
                m_findings.add(std::move(*blank));
        }
        return std::move(m_findings);
    }

private:
    // Where the walk is; the path is only spelled when something is told.
    struct Step
    {
        const TokenTree *tree = nullptr; // of a member; null for an item
        qsizetype at = 0;                // its key, or the item's number
    };

    QByteArray path() const
    {
        QByteArray pointer;
        for (const Step &step : m_path) {
            pointer += '/';
            if (step.tree)
                pointer +=
                    meaningOf(*step.tree, step.tree->token(step.at)).replace("~", "~0").replace("/", "~1");
            else
                pointer += QByteArray::number(step.at);
            if (pointer.size() > mostPath)
                return excerpt(pointer, mostPath);
        }
        return pointer;
    }

    // left, right: places of tokens, -1 = not on that side.
    void tell(Change kind, qsizetype left, qsizetype right, const QString &detail = {}, bool token = false)
    {
        Difference difference{kind, path(), -1, -1, {}, {}, detail, 1};
        const auto shown = [token](const JsonSide &side, qsizetype at) {
            return excerpt(token ? side.tree.spelling(side.token(at)) : side.whole(at));
        };
        if (left >= 0) {
            difference.leftAt = m_left.token(left).offset;
            difference.left = shown(m_left, left);
        }
        if (right >= 0) {
            difference.rightAt = m_right.token(right).offset;
            difference.right = shown(m_right, right);
        }
        m_findings.add(std::move(difference));
    }

    void gap(qsizetype l, qsizetype r)
    {
        blanks(m_left.gap(l), m_left.gapAt(l), m_right.gap(r), m_right.gapAt(r), false);
    }

    void blanks(QByteArrayView left, qsizetype leftAt, QByteArrayView right, qsizetype rightAt, bool last)
    {
        if (left == right)
            return;
        const QByteArray a = withoutCr(left);
        const QByteArray b = withoutCr(right);
        const bool newline = a == b || (last && withoutLastLineEnds(a) == withoutLastLineEnds(b));
        auto &blank = m_blanks[newline ? 1 : 0];
        if (blank)
            ++blank->places;
        else
            blank = Difference{newline ? Change::Newline : Change::WhiteSpace,
                               path(),
                               leftAt,
                               rightAt,
                               excerpt(left),
                               excerpt(right),
                               u"between values"_s,
                               1};
    }

    void value(qsizetype l, qsizetype r)
    {
        const Token &a = m_left.token(l);
        const Token &b = m_right.token(r);
        const bool booleans = (a.kind == Kind::True || a.kind == Kind::False) &&
                              (b.kind == Kind::True || b.kind == Kind::False);
        if (a.kind != b.kind)
            return tell(Change::Value, l, r,
                        booleans ? QString() : u"%1 became %2"_s.arg(kindText(a.kind), kindText(b.kind)));
        switch (a.kind) {
        case Kind::BeginObject:
            return object(l, r);
        case Kind::BeginArray:
            return array(l, r);
        case Kind::String:
            return string(l, r);
        case Kind::Number:
            return number(l, r);
        default:
            return;
        }
    }

    void string(qsizetype l, qsizetype r)
    {
        const Token &a = m_left.token(l);
        const Token &b = m_right.token(r);
        if (m_left.tree.spelling(a) == m_right.tree.spelling(b))
            return;
        const QByteArray x = meaningOf(m_left.tree, a);
        const QByteArray y = meaningOf(m_right.tree, b);
        if (x == y)
            return tell(Change::Escape, l, r);
        if (withoutCr(x) == withoutCr(y))
            return tell(Change::Newline, l, r, u"within the value"_s);
        tell(Change::Value, l, r, x.trimmed() == y.trimmed() ? u"only blanks at an end differ"_s : QString());
    }

    void number(qsizetype l, qsizetype r)
    {
        const QByteArrayView a = m_left.tree.spelling(m_left.token(l));
        const QByteArrayView b = m_right.tree.spelling(m_right.token(r));
        if (a == b)
            return;
        if (sameNumber(a, b))
            return tell(Change::NumberSpelling, l, r);
        bool good = false;
        const double x = a.toDouble(&good);
        const bool rounded = good && x == b.toDouble(&good) && good;
        tell(Change::Value, l, r,
             rounded ? u"the same to a reader that holds numbers as doubles"_s : QString());
    }

    void object(qsizetype l, qsizetype r)
    {
        const std::vector<qsizetype> lefts = keysOf(m_left.tree, l);
        const std::vector<qsizetype> rights = keysOf(m_right.tree, r);
        for (size_t i = 0; i < std::min(lefts.size(), rights.size()); ++i) {
            m_path.push_back({&m_left.tree, lefts[i]});
            gap(lefts[i], rights[i]);
            gap(lefts[i] + 1, rights[i] + 1);
            m_path.pop_back();
        }
        if (lefts.empty() == rights.empty())
            gap(m_left.behind(l) - 1, m_right.behind(r) - 1);
        const MemberPairs pairs = pairMembers(m_left.tree, lefts, m_right.tree, rights);
        if (pairs.movedCount > 0)
            tellOrder(l, r, pairs);
        for (const MemberPair &pair : pairs.both) {
            m_path.push_back({&m_left.tree, pair.left});
            if (m_left.tree.spelling(m_left.token(pair.left)) !=
                m_right.tree.spelling(m_right.token(pair.right)))
                tell(Change::Escape, pair.left, pair.right, u"in the name"_s, true);
            value(pair.left + 1, pair.right + 1);
            m_path.pop_back();
        }
        for (const qsizetype key : pairs.leftOnly)
            tellMember(Change::Removed, true, key);
        for (const qsizetype key : pairs.rightOnly)
            tellMember(Change::Added, false, key);
        for (const MemberPairs::Extra &extra : pairs.extras) {
            tellMember(Change::DuplicateKey, extra.isLeft, extra.key,
                       u"stands %1 times on the left and %2 times on the right"_s.arg(extra.timesLeft)
                           .arg(extra.timesRight));
        }
    }

    void tellMember(Change kind, bool isLeft, qsizetype key, const QString &detail = {})
    {
        m_path.push_back({isLeft ? &m_left.tree : &m_right.tree, key});
        tell(kind, isLeft ? key + 1 : -1, isLeft ? -1 : key + 1, detail);
        m_path.pop_back();
    }

    void tellOrder(qsizetype l, qsizetype r, const MemberPairs &pairs)
    {
        QStringList names;
        for (size_t i = 0; i < pairs.both.size() && names.size() < mostNames; ++i) {
            const QByteArrayView name = m_left.tree.spelling(m_left.token(pairs.both[i].left));
            if (pairs.moved[i])
                names.append(QString::fromUtf8(excerpt(name, 40)));
        }
        if (pairs.movedCount > names.size())
            names.append(u"…"_s);
        tell(Change::KeyOrder, l, r,
             u"%1 of %2 members moved: %3"_s.arg(pairs.movedCount)
                 .arg(pairs.both.size())
                 .arg(names.join(u", "_s)));
    }

    static std::vector<qsizetype> itemsOf(const JsonSide &side, qsizetype array)
    {
        std::vector<qsizetype> items;
        for (qsizetype at = array + 1; side.token(at).kind != Kind::EndArray; at = side.behind(at))
            items.push_back(at);
        return items;
    }

    void array(qsizetype l, qsizetype r)
    {
        const std::vector<qsizetype> lefts = itemsOf(m_left, l);
        const std::vector<qsizetype> rights = itemsOf(m_right, r);
        const size_t shorter = std::min(lefts.size(), rights.size());
        for (size_t i = 0; i < shorter; ++i) {
            m_path.push_back({nullptr, qsizetype(i)});
            gap(lefts[i], rights[i]);
            m_path.pop_back();
        }
        if (lefts.empty() == rights.empty())
            gap(m_left.behind(l) - 1, m_right.behind(r) - 1);
        size_t front = shorter; // so many are joined from the front, the rest of the shorter one from the end
        if (lefts.size() != rights.size()) {
            const auto same = [&](size_t i, size_t j) {
                return m_left.meaning(lefts[i]) == m_right.meaning(rights[j]);
            };
            size_t start = 0;
            while (start < shorter && same(start, start))
                ++start;
            size_t end = 0;
            while (end < shorter - start && same(lefts.size() - 1 - end, rights.size() - 1 - end))
                ++end;
            front = shorter - end;
        }
        for (size_t i = 0; i < front; ++i)
            item(i, lefts[i], rights[i]);
        for (size_t i = front; i < front + lefts.size() - shorter; ++i)
            item(i, lefts[i], -1);
        for (size_t i = front; i < front + rights.size() - shorter; ++i)
            item(i, -1, rights[i]);
        for (size_t i = shorter - front; i > 0; --i)
            item(lefts.size() - i, lefts[lefts.size() - i], rights[rights.size() - i]);
    }

    void item(size_t number, qsizetype l, qsizetype r)
    {
        m_path.push_back({nullptr, qsizetype(number)});
        if (l >= 0 && r >= 0)
            value(l, r);
        else
            tell(l >= 0 ? Change::Removed : Change::Added, l, r);
        m_path.pop_back();
    }

    JsonSide m_left;
    JsonSide m_right;
    std::vector<Step> m_path;
    std::array<std::optional<Difference>, 2> m_blanks; // white space and line ends between values
    Findings m_findings;
};

QString whyNot(QByteArrayView text)
{
    json::TokenReader reader(text, json::TokenReader::hardDepth);
    Token token = reader.next();
    while (!token.isOver())
        token = reader.next();
    return token.kind == Token::Kind::Error ? reader.errorText() : u"more values than are compared"_s;
}

} // namespace

Findings compareJson(QByteArrayView left, QByteArrayView right)
{
    const auto a = TokenTree::read(left);
    const auto b = TokenTree::read(right);
    Findings findings;
    if (!a)
        findings.cannot = u"the left is not JSON: "_s + whyNot(left);
    else if (!b)
        findings.cannot = u"the right is not JSON: "_s + whyNot(right);
    else if (left != right)
        findings = Walk(*a, *b).run();
    return findings;
}

} // namespace tocsin::compare
