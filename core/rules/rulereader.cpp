// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/json/objectfile.h"
#include "core/rules/bodytemplate.h"
#include "core/rules/rule.h"

#include <QUrl>

#include <algorithm>

namespace tocsin::rules {

namespace {

using namespace Qt::StringLiterals;
using json::ObjectFile;
using json::Word;
using Token = json::Token;
using Need = ObjectFile::Need;
using domain::HeaderField;

constexpr qsizetype mostFile = 8 * 1024 * 1024;
constexpr int mostHeaders = 32;
constexpr qsizetype mostValue = 4096; // of a header field or a compared value
constexpr int mostDelayMs = 10 * 60 * 1000;

constexpr Word headerTests[] = {{"present"_L1, int(Test::Present)},
                                {"absent"_L1, int(Test::Absent)},
                                {"equals"_L1, int(Test::Equals)},
                                {"contains"_L1, int(Test::Contains)}};
constexpr std::span<const Word> memberTests = std::span(headerTests).first(3);
constexpr Word endings[] = {{"whole"_L1, int(Ending::Whole)},
                            {"half-body"_L1, int(Ending::HalfBody)},
                            {"close"_L1, int(Ending::Close)},
                            {"reset"_L1, int(Ending::Reset)}};

bool isVisible(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return uchar(c) > 0x20 && uchar(c) < 0x7f; });
}

// A field value goes onto the wire as it is (RFC 9110 section 5.5).
bool isFieldValue(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return c == '\t' || (uchar(c) >= 0x20 && c != 0x7f); });
}

bool isWrittenByListener(const QByteArray &name)
{
    return domain::sameFieldName(name, "Content-Length") || domain::sameFieldName(name, "Connection") ||
           domain::sameFieldName(name, "Transfer-Encoding");
}

bool isRedirectStatus(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

class Reader
{
public:
    explicit Reader(QByteArrayView text) : m_file(text) {}

    Result<QList<Rule>> read()
    {
        const bool good = m_file.document(
            {{"rules"_L1, Need::Optional, [this](auto &v) {
                  return m_file.list(v, mostRules, [this](auto &item) { return readRule(item); });
              }}});
        if (!good)
            return tl::unexpected(m_file.error());
        return std::move(m_rules);
    }

private:
    bool readRule(const Token &value)
    {
        const QString path = m_file.path();
        Rule rule;
        const bool good = m_file.object(
            value, {{"name"_L1, Need::Required, [&](auto &v) { return readName(v, rule.name); }},
                    {"enabled"_L1, Need::Optional, [&](auto &v) { return m_file.flag(v, rule.isEnabled); }},
                    {"when"_L1, Need::Optional, [&](auto &v) { return readConditions(v, rule.when); }},
                    {"answer"_L1, Need::Required, [&](auto &v) { return readAnswer(v, rule.answer); }}});
        if (!good || !checkAnswer(path + u".answer"_s, rule.answer))
            return false;
        m_rules.append(std::move(rule));
        return true;
    }

    bool readName(const Token &value, QString &out)
    {
        if (!m_file.text(value, out))
            return false;
        if (out.size() > 100)
            return m_file.refuseHere(u"is longer than 100 characters"_s);
        const auto same = [&](const Rule &rule) { return rule.name == out; };
        return std::none_of(m_rules.begin(), m_rules.end(), same) ||
               m_file.refuseHere(u"is the name of an earlier rule"_s);
    }

    template<class Number>
    bool number(const Token &value, qint64 least, qint64 most, Number &out)
    {
        qint64 found = 0;
        const bool good = m_file.number(value, least, most, found);
        out = good ? Number(found) : out;
        return good;
    }

    bool readPath(const Token &value, QByteArray &out, bool isGlob)
    {
        if (!m_file.bytes(value, out))
            return false;
        const bool good = isVisible(out) && !out.contains('?') && !out.contains('#') &&
                          (out.startsWith('/') || (isGlob && out.startsWith('*')));
        return good || m_file.refuseHere(u"must be a path that starts with '/', without query and blanks"_s);
    }

    bool readConditions(const Token &value, Conditions &when)
    {
        const QString path = m_file.path();
        const bool good = m_file.object(
            value,
            {{"path"_L1, Need::Optional, [&](auto &v) { return readPath(v, when.path, true); }},
             {"pathPrefix"_L1, Need::Optional, [&](auto &v) { return readPath(v, when.pathPrefix, false); }},
             {"methods"_L1, Need::Optional,
              [&](auto &v) { return m_file.tokens(v, mostConditions, when.methods); }},
             {"headers"_L1, Need::Optional,
              [&](auto &v) {
                  return m_file.list(v, mostConditions, [&](auto &item) {
                      return readHeaderCondition(item, when.headers.emplaceBack());
                  });
              }},
             {"members"_L1, Need::Optional,
              [&](auto &v) {
                  return m_file.list(v, mostConditions, [&](auto &item) {
                      return readMemberCondition(item, when.members.emplaceBack());
                  });
              }},
             {"verdicts"_L1, Need::Optional,
              [&](auto &v) {
                  return m_file.list(v, domain::verdictCount,
                                     [&](auto &item) { return readVerdict(item, when.verdicts); });
              }},
             {"attemptFrom"_L1, Need::Optional,
              [&](auto &v) { return number(v, 1, 1'000'000, when.attemptFrom); }},
             {"attemptTo"_L1, Need::Optional,
              [&](auto &v) { return number(v, 1, 1'000'000, when.attemptTo); }}});
        return good && (when.attemptTo == 0 || when.attemptFrom <= when.attemptTo ||
                        m_file.refuse(path + u".attemptTo"_s, u"is less than attemptFrom"_s));
    }

    bool readVerdict(const Token &value, QList<domain::Verdict> &out)
    {
        QString word;
        if (!m_file.text(value, word))
            return false;
        const auto verdict = domain::verdictFromId(word);
        if (!verdict || out.contains(*verdict))
            return m_file.refuseHere(verdict ? u"stands twice"_s : u"is no verdict, such as mismatch"_s);
        out.append(*verdict);
        return true;
    }

    bool readTest(const QString &path, Test test, bool hasValue)
    {
        const bool needed = test == Test::Equals || test == Test::Contains;
        if (needed == hasValue)
            return true;
        return m_file.refuse(hasValue ? path + u".value"_s : path,
                             hasValue ? u"goes with the tests equals and contains only"_s
                                      : u"has no value, which this test needs"_s);
    }

    bool readHeaderCondition(const Token &value, HeaderCondition &out)
    {
        const QString path = m_file.path();
        const bool good = m_file.object(
            value,
            {{"name"_L1, Need::Required, [&](auto &v) { return m_file.token(v, out.name); }},
             {"test"_L1, Need::Required, [&](auto &v) { return m_file.choice(v, headerTests, out.test); }},
             {"value"_L1, Need::Optional, [&](auto &v) { return m_file.content(v, mostValue, out.value); }}});
        return good && readTest(path, out.test, m_file.has(path + u".value"_s));
    }

    bool readMemberCondition(const Token &value, MemberCondition &out)
    {
        const QString path = m_file.path();
        const bool good = m_file.object(
            value,
            {{"pointer"_L1, Need::Required, [&](auto &v) { return m_file.pointer(v, out.pointer); }},
             {"test"_L1, Need::Required, [&](auto &v) { return m_file.choice(v, memberTests, out.test); }},
             {"value"_L1, Need::Optional, [&](auto &v) { return m_file.content(v, mostValue, out.value); }}});
        return good && readTest(path, out.test, m_file.has(path + u".value"_s));
    }

    bool readField(const Token &value, QList<HeaderField> &out)
    {
        HeaderField field;
        const bool good = m_file.object(
            value, {{"name"_L1, Need::Required,
                     [&](auto &v) {
                         return m_file.token(v, field.name) &&
                                (!isWrittenByListener(field.name) ||
                                 m_file.refuseHere(u"is written by the listener itself"_s));
                     }},
                    {"value"_L1, Need::Required, [&](auto &v) {
                         return m_file.content(v, mostValue, field.value) &&
                                (isFieldValue(field.value) ||
                                 m_file.refuseHere(u"has a character that cannot stand in a header field"_s));
                     }}});
        out.append(field);
        return good;
    }

    bool readBody(const Token &value, QByteArray &out)
    {
        if (!m_file.content(value, mostBody, out))
            return false;
        const QString fault = faultOf(out);
        return fault.isEmpty() || m_file.refuseHere(fault);
    }

    bool readRedirect(const Token &value, QByteArray &out)
    {
        if (!m_file.bytes(value, out))
            return false;
        const QUrl url = QUrl::fromEncoded(out, QUrl::StrictMode);
        const bool whole = (url.scheme() == u"http"_s || url.scheme() == u"https"_s) && !url.host().isEmpty();
        return (isVisible(out) && url.isValid() && (whole || (out.startsWith('/') && url.isRelative()))) ||
               m_file.refuseHere(u"must be a whole URL of http or https, or a path"_s);
    }

    bool readAnswer(const Token &value, Answer &out)
    {
        return m_file.object(
            value,
            {{"status"_L1, Need::Optional, [&](auto &v) { return number(v, 200, 599, out.status); }},
             {"headers"_L1, Need::Optional,
              [&](auto &v) {
                  return m_file.list(v, mostHeaders,
                                     [&](auto &item) { return readField(item, out.headers); });
              }},
             {"body"_L1, Need::Optional, [&](auto &v) { return readBody(v, out.body); }},
             {"delayMs"_L1, Need::Optional, [&](auto &v) { return number(v, 0, mostDelayMs, out.delayMs); }},
             {"dripBytesPerSecond"_L1, Need::Optional,
              [&](auto &v) { return number(v, 1, 1'000'000, out.dripBytesPerSecond); }},
             {"ending"_L1, Need::Optional, [&](auto &v) { return m_file.choice(v, endings, out.ending); }},
             {"redirect"_L1, Need::Optional, [&](auto &v) { return readRedirect(v, out.redirect); }},
             {"retryAfterSeconds"_L1, Need::Optional,
              [&](auto &v) { return number(v, 0, 31 * 24 * 3600, out.retryAfterSeconds); }},
             {"failFirst"_L1, Need::Optional,
              [&](auto &v) { return number(v, 1, 1'000'000, out.failFirst); }},
             {"failStatus"_L1, Need::Optional,
              [&](auto &v) { return number(v, 400, 599, out.failStatus); }}});
    }

    // Members that need or exclude each other.
    bool checkAnswer(const QString &path, const Answer &answer)
    {
        if (!answer.redirect.isEmpty() && !isRedirectStatus(answer.status))
            return m_file.refuse(path + u".redirect"_s, u"needs a status of 301, 302, 303, 307 or 308"_s);
        if (m_file.has(path + u".failStatus"_s) && answer.failFirst == 0)
            return m_file.refuse(path + u".failStatus"_s, u"has no meaning without failFirst"_s);
        if (answer.ending == Ending::HalfBody && answer.body.isEmpty())
            return m_file.refuse(path + u".ending"_s, u"half-body needs a body"_s);
        const auto own = [&](const char *name) {
            return std::any_of(
                answer.headers.begin(), answer.headers.end(),
                [name](const HeaderField &field) { return domain::sameFieldName(field.name, name); });
        };
        if (!answer.redirect.isEmpty() && own("Location"))
            return m_file.refuse(path + u".redirect"_s, u"stands among the headers too, as Location"_s);
        if (answer.retryAfterSeconds >= 0 && own("Retry-After"))
            return m_file.refuse(path + u".retryAfterSeconds"_s, u"stands among the headers too"_s);
        return true;
    }

    ObjectFile m_file;
    QList<Rule> m_rules;
};

} // namespace

Result<QList<Rule>> readRules(QByteArrayView json)
{
    if (json.size() > mostFile)
        return fail(Error::Kind::Malformed, u"line 1, file: larger than 8 MiB, which no rules need"_s);
    return Reader(json).read();
}

} // namespace tocsin::rules
