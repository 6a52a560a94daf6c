// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/audit/entry.h"

#include <QCryptographicHash>

namespace tocsin::audit {

using namespace Qt::StringLiterals;

namespace {

QString cleanedText(QString text, const QList<Secret> &secrets)
{
    constexpr qsizetype shortest = 4; // what is shorter is a part of many words
    for (const Secret &secret : secrets) {
        if (secret.size() < shortest)
            continue;
        const QByteArray bytes = secret.reveal().toByteArray();
        for (const QByteArray &form : {bytes, bytes.toPercentEncoding()})
            text.replace(QString::fromUtf8(form), u"(hidden)"_s);
    }
    for (QChar &c : text) {
        if (c.category() == QChar::Other_Control)
            c = u' ';
    }
    text = text.left(longestText);
    return text.isNull() ? u""_s : text;
}

} // namespace

QByteArray chainStart()
{
    return QByteArray(32, '\0');
}

QByteArray chainedHash(const QByteArray &former, const Entry &entry)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    const auto add = [&hash](const QByteArray &bytes) {
        hash.addData(QByteArray::number(bytes.size()) + ':');
        hash.addData(bytes);
    };
    add("tocsin audit 1");
    add(former);
    add(QByteArray::number(entry.number));
    add(QByteArray::number(entry.at));
    for (const QString &text : {entry.who, entry.what, entry.target, entry.answer})
        add(text.toUtf8());
    return hash.result();
}

Entry cleaned(Entry entry, const QList<Secret> &secrets)
{
    for (QString Entry::*text : {&Entry::who, &Entry::what, &Entry::target, &Entry::answer})
        entry.*text = cleanedText(entry.*text, secrets);
    return entry;
}

} // namespace tocsin::audit
