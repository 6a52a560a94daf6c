// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/sandbox/hostility.h"

#include <QRegularExpression>

namespace tocsin::sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr int deepest = 3; // below it nothing is added: answers grow fast enough

QString hostileText(const QString &text, qint64 number)
{
    switch (number % 9) {
    case 0:
        return u"<img src=x onerror=alert(1)><b>"_s + text + u"</b><script>alert(2)</script>"_s;
    case 1:
        return text + QChar(0x202E) + u"gpj.exe"_s; // right-to-left override
    case 2:
        return u"\x1b[31m"_s + text + u"\x07\x00\x08\x1b]0;title\x07"_s;
    case 3:
        return u"=HYPERLINK(\"http://192.0.2.1/\";\""_s + text + u"\")"_s;
    case 4:
        return text + u"\n\n# "_s + text + u" ![](http://192.0.2.1/p.png) [x](file:///etc/passwd)"_s;
    case 5:
        return text + QChar(0xD83D); // half of a surrogate pair
    case 6:
        return text + u' ' + QString(4000, u'A');
    case 7:
        return QChar(0x2066) + text + u"\u0301\u0301\u0301\u200b\ufeff"_s;
    default:
        return text;
    }
}

} // namespace

void makeHostile(domain::Incident &facts)
{
    facts.title = hostileText(facts.title, facts.number);
    facts.description = hostileText(facts.description, facts.number + 3);
    if (facts.number % 7 == 3)
        facts.severityText = u"Catastrophic"_s;
    if (facts.number % 11 == 5)
        facts.statusText = u"AwaitingTriage"_s;
    if (facts.number % 5 == 0)
        facts.owner = u"<a href=\"javascript:alert(1)\">owner</a>"_s;
    if (facts.number % 6 == 0)
        facts.url = u"javascript:alert(1)"_s;
}

void makeHostile(domain::Report &report)
{
    report.summary += u"\n\n<script>alert(1)</script><iframe src=\"http://192.0.2.1/\"></iframe> "
                      "![pixel](http://192.0.2.1/p.png) [click](javascript:alert(1)) `<b>`"_s;
    domain::ReportFinding finding;
    finding.title = u"<h1>Finding</h1>\x1b[2J"_s;
    finding.severityText = u"apocalyptic"_s;
    finding.techniques = {u"T9999.999"_s, u"not-an-id"_s};
    report.findings.append(finding);
    report.entities.append({domain::EntityKind::Other, u"quantum_device"_s, u"<i>q</i>"_s, 97.0});
    report.entities.append({domain::EntityKind::Other, QString(), QString(), std::nullopt});
    report.techniques.append(u"t1059.1"_s);
}

QJsonValue withStrangeMembers(const QJsonValue &json, int depth)
{
    if (json.isArray()) {
        QJsonArray items;
        const QJsonArray before = json.toArray();
        for (const QJsonValue &item : before)
            items.append(withStrangeMembers(item, depth));
        return items;
    }
    if (!json.isObject() || depth > deepest)
        return json;
    QJsonObject object = json.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        const QString name = it.key();
        const bool mayBeNull = name == u"description"_s || name == u"labels"_s || name == u"comments"_s ||
                               name == u"classification"_s || name == u"notes"_s || name == u"tags"_s;
        *it = mayBeNull ? QJsonValue() : withStrangeMembers(*it, depth + 1);
    }
    object.insert(u""_s, u"a member without a name"_s);
    object.insert(u"x_internal"_s, QJsonObject{{u"a/b~c"_s, QJsonArray{1, QJsonValue(), true, QJsonArray{}}},
                                               {u"nested"_s, QJsonObject{}}});
    object.insert(u"__proto__"_s, QJsonValue());
    object.insert(u"big_number"_s, u"@integer:123456789012345678901234567890"_s);
    object.insert(u"almost_big"_s, qint64(9'007'199'254'740'993));
    return object;
}

QByteArray withBigIntegers(QByteArray text)
{
    static const QRegularExpression marked(u"\"@integer:([0-9]+)\""_s);
    return QString::fromUtf8(text).replace(marked, u"\\1"_s).toUtf8();
}

Reply proxyPage(int status, quint64 request)
{
    Reply reply;
    reply.status = status;
    reply.contentType = request % 2 == 0 ? "text/html; charset=utf-8" : "application/json";
    reply.text = "<!doctype html><html><head><title>" + QByteArray::number(status) +
                 " Bad Gateway</title></head><body><h1>The proxy is unhappy</h1>"
                 "<script>alert(document.cookie)</script></body></html>\n";
    return reply;
}

} // namespace tocsin::sandbox
