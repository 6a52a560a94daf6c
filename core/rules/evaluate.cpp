// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/rules/evaluate.h"

#include "core/domain/requesttarget.h"
#include "core/rules/bodytemplate.h"

#include <algorithm>

namespace tocsin::rules {

using namespace Qt::StringLiterals;
using domain::HeaderField;

namespace {

QString quoted(QByteArrayView text)
{
    constexpr qsizetype most = 60;
    const QString shown = QString::fromUtf8(text.first(std::min(text.size(), most)));
    return u'"' + shown + (text.size() > most ? u"…\""_s : u"\""_s);
}

// '*' is any text. Never goes back further than to the last star, so that the cost is bounded by the product
// of the lengths.
bool fitsGlob(QByteArrayView glob, QByteArrayView text)
{
    qsizetype g = 0;
    qsizetype t = 0;
    qsizetype star = -1;
    qsizetype resume = 0;
    while (t < text.size()) {
        if (g < glob.size() && glob[g] == '*') {
            star = g++;
            resume = t;
        } else if (g < glob.size() && glob[g] == text[t]) {
            ++g;
            ++t;
        } else if (star >= 0) {
            g = star + 1;
            t = ++resume;
        } else {
            return false;
        }
    }
    while (g < glob.size() && glob[g] == '*')
        ++g;
    return g == glob.size();
}

bool covers(QByteArrayView prefix, QByteArrayView path)
{
    return path.startsWith(prefix) &&
           (path.size() == prefix.size() || prefix.endsWith('/') || path[prefix.size()] == '/');
}

class Matcher
{
public:
    explicit Matcher(const Facts &facts) : m_facts(facts), m_body(facts.message.body) {}

    // Why the rule does not match; empty = it does. Cheap conditions first.
    QString mismatch(const Conditions &when)
    {
        QString reason = request(when);
        for (qsizetype i = 0; reason.isEmpty() && i < when.headers.size(); ++i)
            reason = header(when.headers[i]);
        for (qsizetype i = 0; reason.isEmpty() && i < when.members.size(); ++i)
            reason = member(when.members[i]);
        return reason;
    }

    BodyValues &body() { return m_body; }

private:
    QString request(const Conditions &when) const
    {
        const QByteArrayView path = domain::pathOf(m_facts.message.target);
        if (!when.path.isEmpty() && !fitsGlob(when.path, path))
            return u"the path %1 does not fit %2"_s.arg(quoted(path), quoted(when.path));
        if (!when.pathPrefix.isEmpty() && !covers(when.pathPrefix, path))
            return u"the path %1 is not below %2"_s.arg(quoted(path), quoted(when.pathPrefix));
        if (!when.methods.isEmpty() && !when.methods.contains(m_facts.message.method))
            return u"the method %1 is not %2"_s.arg(quoted(m_facts.message.method),
                                                    quoted(when.methods.join(", ")));
        if (!when.verdicts.isEmpty() && !when.verdicts.contains(m_facts.verdict))
            return u"the verdict is %1"_s.arg(QString(domain::verdictId(m_facts.verdict)));
        if (when.attemptFrom > 0 && m_facts.attempt < when.attemptFrom)
            return u"it is attempt %1, before %2"_s.arg(m_facts.attempt).arg(when.attemptFrom);
        if (when.attemptTo > 0 && m_facts.attempt > when.attemptTo)
            return u"it is attempt %1, after %2"_s.arg(m_facts.attempt).arg(when.attemptTo);
        return {};
    }

    QString header(const HeaderCondition &condition) const
    {
        const QString name = QString::fromUtf8(condition.name);
        const auto any = [&](const auto &holds) {
            return std::any_of(m_facts.message.headers.begin(), m_facts.message.headers.end(),
                               [&](const HeaderField &field) {
                                   return domain::sameFieldName(field.name, condition.name) &&
                                          holds(field.value);
                               });
        };
        const bool present = any([](const QByteArray &) { return true; });
        if (condition.test == Test::Absent)
            return present ? u"the header %1 is there"_s.arg(name) : QString();
        if (!present)
            return u"the header %1 is absent"_s.arg(name);
        if (condition.test == Test::Present)
            return {};
        const bool equals = condition.test == Test::Equals;
        if (any([&](const QByteArray &value) {
                return equals ? value == condition.value : value.contains(condition.value);
            }))
            return {};
        return (equals ? u"the header %1 is %2, not %3"_s : u"the header %1 is %2, without %3"_s)
            .arg(name, quoted(m_facts.message.first(condition.name)), quoted(condition.value));
    }

    QString member(const MemberCondition &condition)
    {
        const QString pointer = quoted(condition.pointer);
        const QByteArray value = m_body.at(condition.pointer);
        if (condition.test == Test::Absent)
            return value.isNull() ? QString() : u"the member %1 is there"_s.arg(pointer);
        if (value.isNull()) {
            const QString fault = m_body.fault();
            return fault.isEmpty() ? u"the member %1 is absent"_s.arg(pointer) : fault;
        }
        if (condition.test == Test::Equals && value != condition.value)
            return u"the member %1 is %2, not %3"_s.arg(pointer, quoted(value), quoted(condition.value));
        return {};
    }

    const Facts &m_facts;
    BodyValues m_body;
};

QByteArray contentTypeOf(const QList<HeaderField> &headers)
{
    for (const HeaderField &field : headers) {
        if (domain::sameFieldName(field.name, "Content-Type"))
            return field.value;
    }
    return {};
}

bool failsNow(const Answer &answer, const Facts &facts)
{
    return facts.attempt <= answer.failFirst;
}

Reply replyOf(const Answer &answer, const Facts &facts, BodyValues &body)
{
    Reply reply;
    reply.plan = {answer.delayMs, answer.dripBytesPerSecond, answer.ending};
    reply.headers = answer.headers;
    const bool fails = failsNow(answer, facts);
    reply.status = fails ? answer.failStatus : answer.status;
    const QByteArray type = contentTypeOf(answer.headers);
    reply.body = expand(answer.body, {facts.message, body, facts.attempt, facts.id, facts.now}, type);
    if (!reply.body.isEmpty() && type.isEmpty())
        reply.headers.append(HeaderField{"Content-Type", "text/plain; charset=utf-8"});
    if (!answer.redirect.isEmpty() && !fails)
        reply.headers.append(HeaderField{"Location", answer.redirect});
    // With failFirst it is the failing attempts that are told when to come again.
    if (answer.retryAfterSeconds >= 0 && (answer.failFirst == 0 || fails))
        reply.headers.append(HeaderField{"Retry-After", QByteArray::number(answer.retryAfterSeconds)});
    return reply;
}

QString matchedText(const Answer &answer, const Facts &facts)
{
    if (answer.failFirst == 0)
        return u"all of its conditions hold"_s;
    return (failsNow(answer, facts)
                ? u"all of its conditions hold; attempt %1 is one of the first %2, which fail"_s
                : u"all of its conditions hold; attempt %1 is behind the first %2, which failed"_s)
        .arg(facts.attempt)
        .arg(answer.failFirst);
}

} // namespace

QLatin1StringView outcomeId(TraceLine::Outcome outcome)
{
    constexpr QLatin1StringView ids[] = {"matched"_L1, "not-matched"_L1, "not-reached"_L1, "disabled"_L1};
    return ids[int(outcome)];
}

Evaluation evaluate(const QList<Rule> &rules, const Facts &facts)
{
    using Outcome = TraceLine::Outcome;
    Evaluation evaluation;
    Matcher matcher(facts);
    for (qsizetype i = 0; i < rules.size(); ++i) {
        const Rule &rule = rules[i];
        if (!rule.isEnabled) {
            evaluation.trace.append({rule.name, Outcome::Disabled, u"it is switched off"_s});
            continue;
        }
        if (evaluation.matched >= 0) {
            evaluation.trace.append(
                {rule.name, Outcome::NotReached,
                 u"the rule \"%1\" stands before it and matched"_s.arg(rules[evaluation.matched].name)});
            continue;
        }
        const QString reason = matcher.mismatch(rule.when);
        if (!reason.isEmpty()) {
            evaluation.trace.append({rule.name, Outcome::NotMatched, reason});
            continue;
        }
        evaluation.matched = i;
        evaluation.reply = replyOf(rule.answer, facts, matcher.body());
        evaluation.trace.append({rule.name, Outcome::Matched, matchedText(rule.answer, facts)});
    }
    return evaluation;
}

} // namespace tocsin::rules
