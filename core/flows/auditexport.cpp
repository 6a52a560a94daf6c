// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/auditexport.h"

#include "core/flows/copyas.h"
#include "core/report/exports.h"

#include <QJsonDocument>

namespace tocsin::flows {

using namespace Qt::StringLiterals;
using audit::Entry;
using audit::Head;

QJsonObject auditJson(const Entry &entry)
{
    return {{u"number"_s, entry.number},
            {u"at"_s, isoUtc(entry.at)},
            {u"who"_s, entry.who},
            {u"what"_s, entry.what},
            {u"target"_s, entry.target},
            {u"answer"_s, entry.answer},
            {u"hash"_s, QString::fromLatin1(entry.hash.toHex())}};
}

QByteArray auditFile(const QList<Entry> &entries, AuditFormat format)
{
    QByteArray out;
    if (format == AuditFormat::Csv)
        out =
            report::csvLine({u"number"_s, u"at"_s, u"who"_s, u"what"_s, u"target"_s, u"answer"_s, u"hash"_s});
    for (const Entry &entry : entries) {
        if (format == AuditFormat::Csv)
            out += report::csvLine({QString::number(entry.number), isoUtc(entry.at), entry.who, entry.what,
                                    entry.target, entry.answer, QString::fromLatin1(entry.hash.toHex())});
        else
            out += QJsonDocument(auditJson(entry)).toJson(QJsonDocument::Compact) + '\n';
    }
    return out;
}

QString headText(const Head &head)
{
    return u"%1:%2"_s.arg(head.number).arg(QString::fromLatin1(head.hash.toHex()));
}

Result<Head> readHead(const QString &text)
{
    bool good = false;
    const Head head{text.section(u':', 0, 0).toLongLong(&good),
                    QByteArray::fromHex(text.section(u':', 1).toLatin1())};
    if (!good || head.number < 0 || head.hash.size() != audit::chainStart().size())
        return fail(Error::Kind::Rejected,
                    u"a noted head is NUMBER:HASH, the hash as 64 hexadecimal digits"_s);
    return head;
}

} // namespace tocsin::flows
