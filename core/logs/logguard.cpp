// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/logs/logguard.h"

#include "core/base/spelling.h"

#include <QRegularExpression>

#include <algorithm>

namespace tocsin::logs {

using namespace Qt::StringLiterals;

namespace {

const QByteArray hidden = "(hidden)";

void add(QList<Secret> &all, QByteArray bytes)
{
    if (bytes.size() >= LogGuard::shortest)
        all.append(Secret(std::move(bytes)));
}

// As it is (with the escapes of URLs and JSON, see findSpelled()), in hexadecimal digits, and within base64.
QList<Secret> spellingsOf(const QList<Secret> &values)
{
    QList<Secret> all;
    for (const Secret &value : values) {
        if (value.size() < LogGuard::shortest)
            continue;
        QByteArray bytes = value.reveal().toByteArray();
        add(all, bytes.toHex());
        add(all, bytes.toHex().toUpper());
        for (const QByteArray &letters : withinBase64(bytes))
            add(all, letters);
        wipe(bytes);
        all.append(value);
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const Secret &a, const Secret &b) { return a.size() > b.size(); });
    return all;
}

QByteArray without(const QByteArray &text, QByteArrayView needle)
{
    QByteArray out;
    qsizetype from = 0;
    for (Spelled found = findSpelled(text, from, needle); found.at >= 0;
         found = findSpelled(text, from, needle)) {
        out += text.sliced(from, found.at - from);
        out += hidden;
        from = found.at + found.size;
    }
    return from == 0 ? text : out + text.sliced(from);
}

// What stands where credentials stand, whether it is known or not.
QString withoutPlaces(QString text)
{
    static const QRegularExpression fields(
        u"\\b((?:proxy-)?authorization|(?:set-)?cookie|x-api-key|x-auth-token)\"?\\s*[:=]\\s*\"?[^\"\\n]+"_s,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression schemes(u"\\b(bearer|basic)\\s+[A-Za-z0-9._~+/=-]{8,}"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression keys(u"\\bsk_(?:live|test)_[A-Za-z0-9_-]+"_s);
    static const QRegularExpression parameters(
        u"([?&;](?:api_?key|token|access_token|secret|client_secret|password|sig|signature)=)[^&\\s\"]+"_s,
        QRegularExpression::CaseInsensitiveOption);
    text.replace(fields, u"\\1: (hidden)"_s);
    text.replace(schemes, u"\\1 (hidden)"_s);
    text.replace(keys, u"(hidden)"_s);
    text.replace(parameters, u"\\1(hidden)"_s);
    return text;
}

} // namespace

void LogGuard::know(const QString &source, const QList<Secret> &values)
{
    QList<Secret> spellings = spellingsOf(values);
    const QMutexLocker lock(&m_mutex);
    m_known.removeIf([&source](const Needles &known) { return known.source == source; });
    if (!spellings.isEmpty())
        m_known.append({source, std::move(spellings)});
}

bool LogGuard::knowsAny() const
{
    const QMutexLocker lock(&m_mutex);
    return !m_known.isEmpty();
}

QByteArray LogGuard::guarded(QByteArray bytes) const
{
    {
        const QMutexLocker lock(&m_mutex);
        for (const Needles &known : m_known) {
            for (const Secret &spelling : known.spellings)
                bytes = without(bytes, spelling.reveal());
        }
    }
    return withoutPlaces(QString::fromUtf8(bytes)).toUtf8();
}

QString LogGuard::guarded(const QString &text) const
{
    return QString::fromUtf8(guarded(text.toUtf8()));
}

} // namespace tocsin::logs
