// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/explain/report.h"

#include <QJsonArray>

namespace tocsin::signature {

namespace {

using namespace Qt::StringLiterals;

QJsonValue orNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QJsonObject causeJson(const Cause &cause)
{
    return {{u"id"_s, QString::fromLatin1(cause.id)},
            {u"with"_s, orNull(QString::fromLatin1(cause.with))},
            {u"certainty"_s, QString(certaintyId(cause.certainty))},
            {u"party"_s, QString(partyId(cause.party))},
            {u"detail"_s, cause.detail},
            {u"change"_s, cause.change},
            {u"offset"_s, cause.offset < 0 ? QJsonValue() : QJsonValue(qint64(cause.offset))},
            {u"scheme"_s, orNull(cause.scheme)},
            {u"variant"_s, orNull(cause.variant)},
            {u"secret"_s, orNull(cause.secretLabel)},
            {u"signature"_s, orNull(QString::fromUtf8(cause.signature.left(8)))}};
}

QString place(Party party)
{
    const QString places[] = {u"at the sender"_s, u"on the way"_s, u"in the setting here"_s, u"at a clock"_s};
    return places[int(party)];
}

QString line(const QString &name, const QString &value)
{
    return u"%1 %2"_s.arg(name, -8).arg(value);
}

void appendCause(QStringList &lines, const Cause &cause)
{
    const QString id =
        QString::fromLatin1(cause.with.isEmpty() ? cause.id : cause.id + " with " + cause.with);
    lines += line(certaintyId(cause.certainty), u"%1 %2: %3"_s.arg(id, place(cause.party), cause.detail));
    if (!cause.change.isEmpty())
        lines += line(u"  change"_s, cause.change);
    if (cause.certainty == Certainty::Proved) {
        QStringList facts;
        if (!cause.scheme.isEmpty())
            facts += u"scheme %1"_s.arg(cause.scheme);
        if (!cause.variant.isEmpty())
            facts += u"variant %1"_s.arg(cause.variant);
        if (!cause.secretLabel.isEmpty())
            facts += u"secret %1"_s.arg(cause.secretLabel);
        if (!cause.signature.isEmpty())
            facts += u"signature %1…"_s.arg(QString::fromUtf8(cause.signature.left(8)));
        if (!facts.isEmpty())
            lines += line(u"  fits"_s, facts.join(u", "_s));
    }
    if (cause.offset >= 0)
        lines += line(u"  differs"_s, u"from byte %1 of the body on"_s.arg(cause.offset));
}

} // namespace

QJsonObject explanationJson(const Explanation &explanation)
{
    const Verification &v = explanation.verification;
    QJsonArray causes;
    for (const Cause &cause : explanation.causes)
        causes.append(causeJson(cause));
    QJsonObject considered;
    for (auto it = explanation.considered.begin(); it != explanation.considered.end(); ++it)
        considered.insert(QString::fromLatin1(it.key()), qint64(it.value()));
    return {{u"verdict"_s, domain::verdictId(v.verdict)},
            {u"scheme"_s, orNull(explanation.scheme)},
            {u"variant"_s, orNull(v.variant)},
            {u"secret"_s, orNull(v.secretLabel)},
            {u"age_s"_s, v.ageSeconds ? QJsonValue(*v.ageSeconds) : QJsonValue()},
            {u"reason"_s, orNull(v.reason)},
            {u"causes"_s, causes},
            {u"tried"_s, qint64(explanation.tried)},
            {u"considered"_s, considered},
            {u"complete"_s, explanation.isComplete},
            {u"left_out_forms"_s, explanation.leftOutForms},
            {u"ruled_out"_s, orNull(explanation.ruledOut)},
            {u"capture_next"_s, QJsonArray::fromStringList(explanation.captureNext)}};
}

QStringList explanationLines(const Explanation &explanation)
{
    const Verification &v = explanation.verification;
    QStringList lines{line(u"verdict"_s, domain::verdictId(v.verdict)),
                      line(u"scheme"_s, explanation.scheme.isEmpty() ? u"none: no header of a known scheme"_s
                                                                     : explanation.scheme)};
    if (!v.variant.isEmpty())
        lines += line(u"variant"_s, v.variant);
    if (!v.secretLabel.isEmpty())
        lines += line(u"secret"_s, v.secretLabel);
    if (v.ageSeconds)
        lines += line(u"age"_s, u"%1 s"_s.arg(*v.ageSeconds));
    if (!v.reason.isEmpty())
        lines += line(u"reason"_s, v.reason);
    for (const Cause &cause : explanation.causes)
        appendCause(lines, cause);
    if (!explanation.ruledOut.isEmpty())
        lines += line(u"shape"_s, explanation.ruledOut);
    for (const QString &next : explanation.captureNext)
        lines += line(u"capture"_s, next);
    const QString causes =
        explanation.considered.size() == 1 ? u"1 cause"_s : u"%1 causes"_s.arg(explanation.considered.size());
    QString left;
    if (explanation.leftOutForms)
        left = u"; not all, some forms of the body were left out"_s;
    else if (!explanation.isComplete)
        left = u"; not all, the search was ended early"_s;
    lines += line(u"tried"_s, u"%1 checks, %2%3"_s.arg(QString::number(explanation.tried), causes, left));
    return lines;
}

} // namespace tocsin::signature
