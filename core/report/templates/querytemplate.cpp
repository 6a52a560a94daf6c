// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/report/templates/querytemplate.h"

#include "core/report/markdowntext.h"

#include <algorithm>

namespace tocsin::report {

using namespace Qt::StringLiterals;

namespace {

constexpr Placeholder known[] = {
    {"incident.number"_L1, "the incident's number"_L1},
    {"incident.title"_L1, "its title"_L1},
    {"incident.severity"_L1, "its severity, as sent"_L1},
    {"incident.status"_L1, "its status, as sent"_L1},
    {"incident.created"_L1, "when it was created, UTC"_L1},
    {"entity.kind"_L1, "ip, user, host, domain, hash, email, url or process"_L1},
    {"entity.value"_L1, "the entity itself"_L1},
    {"timespan"_L1, "the time looked at: \"24 hours\""_L1},
    {"delivery.event"_L1, "the event of a captured delivery"_L1},
    {"delivery.title"_L1, "what the delivery says"_L1},
};

constexpr qsizetype longestName = 40;
constexpr qsizetype longestValue = 2000;

QString oneLine(const QString &value)
{
    QString text;
    for (const QChar c : value.left(longestValue).simplified())
        text += c.isSurrogate() || !isHidden(c.unicode()) ? c : QChar(u' ');
    return text.simplified();
}

// One piece of a template: words, or what stands in braces.
struct Piece
{
    enum class Kind : quint8 { Words, Name, NotClosed };
    Kind kind = Kind::Words;
    qsizetype offset = 0;
    QStringView text; // without the braces
};

// Names are short, so looking for the end of one is bounded.
qsizetype closingBrace(QStringView text, qsizetype from)
{
    const qsizetype limit = std::min(text.size(), from + longestName + 1);
    for (qsizetype i = from; i < limit && text[i] != u'{' && text[i] != u'\n'; ++i) {
        if (text[i] == u'}')
            return i;
    }
    return -1;
}

QList<Piece> piecesOf(QStringView text)
{
    QList<Piece> pieces;
    qsizetype words = 0;
    const auto flush = [&](qsizetype to) {
        if (to > words)
            pieces.append({Piece::Kind::Words, words, text.sliced(words, to - words)});
    };
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool doubled = i + 1 < text.size() && text[i + 1] == text[i];
        if ((text[i] == u'{' || text[i] == u'}') && doubled) {
            flush(i + 1); // one of the two
            words = ++i + 1;
        } else if (text[i] == u'{') {
            const qsizetype end = closingBrace(text, i + 1);
            flush(i);
            if (end < 0) {
                pieces.append({Piece::Kind::NotClosed, i, text.sliced(i, 1)});
                words = i + 1;
            } else {
                pieces.append({Piece::Kind::Name, i, text.sliced(i + 1, end - i - 1)});
                words = end + 1;
                i = end;
            }
        }
    }
    flush(text.size());
    return pieces;
}

} // namespace

QList<Placeholder> placeholders()
{
    return QList<Placeholder>(std::begin(known), std::end(known));
}

QList<QueryTemplate> builtInTemplates()
{
    return {
        {u"Incident: what happened"_s, u"Investigate incident {incident.number} ({incident.title}): what "
                                       u"happened in the last {timespan}, which "
                                       "users and hosts are affected, and is it malicious?"_s},
        {u"Incident: is it contained"_s, u"For incident {incident.number}, show any activity of its users, "
                                         u"hosts and addresses in the last {timespan} "
                                         "that came after the alerts. Is it contained?"_s},
        {u"Entity: unusual activity"_s, u"Check {entity.kind} {entity.value} for unusual activity in the "
                                        u"last {timespan}, compared with the 30 days "
                                        "before."_s},
        {u"Entity: failed sign-ins"_s, u"Show failed sign-ins of or from {entity.value} in the last "
                                       u"{timespan}: more than 5 failures followed by a "
                                       "success, by address and country."_s},
        {u"Entity: who else"_s, u"Which other users and hosts had contact with {entity.kind} {entity.value} "
                                u"in the last {timespan}, and how "
                                "often?"_s},
        {u"Delivery: is it real"_s, u"An alert says \"{delivery.title}\" ({delivery.event}). Is there "
                                    u"evidence for it in the last {timespan}, and "
                                    "any sign of follow-up?"_s},
    };
}

Filled fill(QStringView text, const Values &values)
{
    Filled filled;
    for (const Piece &piece : piecesOf(text)) {
        if (piece.kind != Piece::Kind::Name) {
            filled.text += piece.text;
            continue;
        }
        const QString name = piece.text.trimmed().toString().toLower();
        const QString value = oneLine(values.value(name));
        if (!value.isEmpty()) {
            filled.text += value;
            continue;
        }
        filled.text += u'{' + piece.text.toString() + u'}';
        if (!filled.missing.contains(name))
            filled.missing << name;
    }
    return filled;
}

QList<TemplateFault> faultsOf(QStringView text)
{
    QList<TemplateFault> faults;
    for (const Piece &piece : piecesOf(text)) {
        if (piece.kind == Piece::Kind::NotClosed)
            faults.append({TemplateFault::Kind::NotClosed, piece.offset, {}});
        if (piece.kind != Piece::Kind::Name)
            continue;
        const QString name = piece.text.trimmed().toString().toLower();
        const bool there = std::any_of(std::begin(known), std::end(known),
                                       [&name](const Placeholder &one) { return name == one.name; });
        if (!there)
            faults.append({TemplateFault::Kind::UnknownName, piece.offset, piece.text.toString()});
    }
    return faults;
}

} // namespace tocsin::report
