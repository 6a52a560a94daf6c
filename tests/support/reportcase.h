// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/report/source.h"

namespace tocsin::test {

using namespace Qt::StringLiterals;

inline domain::ReportFinding finding(const QString &title, domain::Severity severity, const QString &word,
                                     const QString &text, const QStringList &evidence = {},
                                     const QStringList &techniques = {})
{
    domain::ReportFinding one;
    one.title = title;
    one.severity = severity;
    one.severityText = word;
    one.text = text;
    one.evidence = evidence;
    one.techniques = techniques;
    return one;
}

inline report::Source emptySource()
{
    report::Source source;
    source.session.id = u"sess_q81k2v"_s;
    source.at = QDateTime({2026, 5, 3}, {12, 0}, Qt::UTC);
    return source;
}

// What an investigation usually finds, with one of everything.
inline report::Source fullSource()
{
    using domain::EntityKind;
    using domain::Severity;
    report::Source source = emptySource();
    source.incident = u"40217"_s;
    source.author = u"Example SOC"_s;
    domain::Session &session = source.session;
    session.statusText = u"completed"_s;
    session.query = u"Check host FIN-LT-07 for unusual outbound traffic since Monday (incident 40217)"_s;
    session.persona = u"soc_analyst"_s;
    session.provider = u"sentinel"_s;
    session.created = QDateTime({2026, 5, 3}, {10, 31}, Qt::UTC);
    session.updated = QDateTime({2026, 5, 3}, {10, 32, 24, 120}, Qt::UTC);
    session.raw = R"({"session_id": "sess_q81k2v", "score":7.50, "x": [1e2, "\u00e9"]})";
    domain::Report report;
    report.shape = domain::Report::Shape::Object;
    report.risk = 7.5;
    report.title = u"Beaconing from FIN-LT-07"_s;
    report.summary = u"Host **FIN-LT-07** talks to `evil.example.com` (203.0.113.7) every 60 s.\n\n"
                     "1. First seen 2026-05-01\n2. Still active"_s;
    report.findings = {
        finding(
            u"Regular connections to evil.example.com"_s, Severity::High, u"High"_s,
            u"1 204 connections, *jitter* below 2 %.\n\n| Hour | Count |\n|---|---|\n| 10 | 60 |\n| 11 | 59 |"_s,
            {u"DeviceNetworkEvents: 203.0.113.7:443"_s, u"`upd.exe` started by outlook.exe"_s},
            {u"T1071.001"_s}),
        finding(u"Attachment opened"_s, Severity::Medium, u"Medium"_s, u"As in T1566.001."_s),
        finding(u"Nothing about other hosts"_s, Severity::None, {}, {}),
    };
    report.entities = {
        {EntityKind::Host, u"host"_s, u"FIN-LT-07"_s, 0.99},
        {EntityKind::Ip, u"ip"_s, u"203.0.113.7"_s, 0.95},
        {EntityKind::Ip, u"ip"_s, u"10.1.2.3"_s, {}},
        {EntityKind::Ip, u"ip"_s, u"2001:db8::7"_s, {}},
        {EntityKind::Ip, u"ip"_s, u"8.8.8.8"_s, {}},
        {EntityKind::Domain, u"domain"_s, u"evil.example.com"_s, 0.9},
        {EntityKind::Domain, u"domain"_s, u"EVIL.example.com"_s, {}},
        {EntityKind::User, u"account"_s, u"j.doe@contoso.com"_s, {}},
        {EntityKind::Email, u"mail"_s, u"billing@evil.example.com"_s, {}},
        {EntityKind::Hash,
         u"sha256"_s,
         u"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"_s,
         {}},
        {EntityKind::Url, u"url"_s, u"https://evil.example.com/a?b='c'"_s, {}},
        {EntityKind::Process, u"process"_s, u"upd.exe"_s, {}},
        {EntityKind::Other, u"campaign"_s, u"Amber Finch"_s, {}},
    };
    report.techniques = {u"T1071.001"_s, u"T9999"_s};
    report.recommendations = {u"Isolate **FIN-LT-07**"_s, u"Block evil.example.com"_s};
    report.queries = {
        {u"Connections"_s, u"KQL"_s,
         u"DeviceNetworkEvents\n| where RemoteUrl has \"evil.example.com\"\n| summarize count() by bin(Timestamp, 1h)"_s}};
    report.sections = {{u"Business impact"_s, u"One laptop in **finance**."_s}};
    session.report = report;
    return source;
}

// Every text is an attack on one of the formats, and every place has every text.
inline report::Source hostileSource()
{
    using domain::EntityKind;
    using domain::Severity;
    const QString attacks[] = {
        u"<script>alert(1)</script><img src=x onerror=alert(1)>"_s,
        u"\"><svg/onload=alert(1)> ' onmouseover='x"_s,
        u"</style></title></code></pre><h1>owned</h1>"_s,
        u"[click](javascript:alert(1)) ![x](file:///etc/passwd) <http://evil.com>"_s,
        u"# heading\n\n- [x] done\n\n| a | b |\n|---|---|\n\n```\nfence"_s,
        u"=cmd|' /C calc'!A0"_s,
        u"+1+1\t@SUM(A1)\r\n-2"_s,
        u"user\u202egpj.exe\u200b\u2066x"_s,
        u"nul"_s + QChar(0) + u"esc\u001b[31m bell\u0007"_s,
        u"{\"json\": \"\\u0000\"},]}"_s,
        u"lone "_s + QChar(0xd800) + u" surrogate"_s,
        u"',\"';--\"\"\n\"quoted\", and; more"_s,
    };
    report::Source source = emptySource();
    domain::Report report;
    report.shape = domain::Report::Shape::Object;
    QString all;
    for (const QString &attack : attacks) {
        all += attack + "\n\n"_L1;
        report.findings.append(
            finding(attack, Severity::Critical, attack, attack, {attack, attack}, {attack, u"T1078"_s}));
        for (const EntityKind kind :
             {EntityKind::Ip, EntityKind::Domain, EntityKind::Url, EntityKind::User, EntityKind::Hash,
              EntityKind::Host, EntityKind::Process, EntityKind::Email, EntityKind::Other})
            report.entities.append({kind, attack, attack, {}});
        report.techniques << attack;
        report.recommendations << attack;
        report.queries.append({attack, attack, attack});
        report.sections.append({attack, attack});
    }
    report.title = attacks[0] + attacks[7];
    report.riskText = attacks[2];
    report.summary = all;
    source.session.report = report;
    source.session.id = attacks[1];
    source.session.statusText = attacks[5];
    source.session.query = all;
    source.session.raw = "{\"not\": json";
    source.incident = attacks[5];
    source.author = attacks[3] + attacks[8];
    return source;
}

// A conversation that was not understood as a report.
inline report::Source messagesSource()
{
    report::Source source = emptySource();
    source.tlp = report::Tlp::Red;
    source.session.query = u"What is T1110?"_s;
    source.session.messages = {{u"user"_s, u"What is T1110?"_s, QDateTime({2026, 5, 3}, {10, 0}, Qt::UTC)},
                               {u"assistant"_s, u"# Brute force\n\nSee **evil.com**."_s, {}}};
    return source;
}

// So many findings, each with evidence, and as many entities.
inline report::Source bigSource(int rows)
{
    report::Source source = fullSource();
    domain::Report report = source.report();
    for (int i = 0; i < rows; ++i) {
        const QString number = QString::number(i);
        report.findings.append(finding(
            u"Finding "_s + number + u" about host-"_s + number, domain::Severity::Medium, u"Medium"_s,
            u"Host **host-%1** (10.0.%2.%3) reached `c2-%1.example.org`.\n\n- once\n- twice"_s.arg(number)
                .arg(i / 250)
                .arg(i % 250),
            {u"row %1: 198.51.100.%2"_s.arg(i).arg(i % 250)}, {u"T1071.001"_s}));
        report.entities.append({domain::EntityKind::Domain, u"domain"_s, u"c2-%1.example.org"_s.arg(i), 0.5});
    }
    source.session.report = report;
    return source;
}

} // namespace tocsin::test
