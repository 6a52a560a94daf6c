// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/evidencefacts.h"

#include "core/flows/copyas.h"

#include <QJsonArray>

namespace tocsin::flows {

using namespace Qt::StringLiterals;
using signature::Cause;

namespace {

QString plain(const QByteArray &bytes)
{
    return QString::fromUtf8(bytes);
}

// Enough to compare by eye, not enough to forge with.
QJsonObject shortened(const QByteArray &digest, bool isSecret)
{
    QJsonObject object{{u"length"_s, digest.size()}};
    if (!isSecret)
        object.insert(u"begins"_s, plain(digest.left(8)));
    return object;
}

// One cell. A tab would end it, a line break the row, and spreadsheets compute what begins with these four.
QByteArray cell(const QByteArray &bytes)
{
    QByteArray out;
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        const char c = bytes[i];
        const bool formula = i == 0 && QByteArrayView("=+-@").contains(c);
        if (uchar(c) < 0x20 || uchar(c) >= 0x7f || c == '\\' || formula)
            out += "\\x" + QByteArray(1, c).toHex();
        else
            out += c;
    }
    return out;
}

QJsonValue timeOf(Micros time)
{
    return time == 0 ? QJsonValue() : QJsonValue(QJsonObject{{u"utc"_s, isoUtc(time)}, {u"unix_us"_s, time}});
}

bool isToken(const signature::Scheme *scheme)
{
    return scheme && scheme->strength == signature::Scheme::Strength::Token;
}

QJsonObject causeFacts(const Cause &cause, bool saysSignature)
{
    QJsonObject object{{u"id"_s, plain(cause.id)},
                       {u"certainty"_s, QString(certaintyId(cause.certainty))},
                       {u"party"_s, QString(partyId(cause.party))},
                       {u"detail"_s, cause.detail},
                       {u"change"_s, cause.change}};
    const auto put = [&](const QString &name, const QString &value) {
        if (!value.isEmpty())
            object.insert(name, value);
    };
    put(u"with"_s, plain(cause.with));
    put(u"scheme"_s, cause.scheme);
    put(u"variant"_s, cause.variant);
    put(u"secret"_s, cause.secretLabel);
    if (saysSignature)
        put(u"signature_begins"_s, plain(cause.signature.left(8)));
    if (cause.offset >= 0)
        object.insert(u"body_differs_at"_s, cause.offset);
    return object;
}

} // namespace

bool maySay(const domain::HttpMessage &told, const QByteArray &text)
{
    const QByteArray start = text.left(8);
    return !start.isEmpty() &&
           (told.head.contains(start) || told.target.contains(start) || told.body.contains(start));
}

QByteArray headersFile(const domain::HttpMessage &message)
{
    QByteArray out = "number\tpart\tname\tvalue\n";
    int number = 0;
    const auto write = [&](const QList<domain::HeaderField> &fields, const char *part) {
        for (const domain::HeaderField &field : fields)
            out += QByteArray::number(++number) + '\t' + part + '\t' + cell(field.name) + '\t' +
                   cell(field.value) + '\n';
    };
    write(message.headers, "header");
    write(message.trailers, "trailer");
    return out;
}

QJsonObject tlsFacts(const Evidence &evidence)
{
    const domain::TlsInfo &tls = evidence.delivery.capture.tls;
    if (!evidence.isStored)
        return {{u"known"_s, false}};
    if (tls.version.isEmpty())
        return {{u"known"_s, true}, {u"encrypted"_s, false}};
    return {{u"known"_s, true},
            {u"encrypted"_s, true},
            {u"version"_s, plain(tls.version)},
            {u"cipher"_s, plain(tls.cipher)},
            {u"server_name"_s, plain(tls.sni)},
            {u"client_subject"_s, plain(tls.clientSubject)}};
}

QJsonObject clockFacts(const Evidence &evidence)
{
    const domain::Capture &capture = evidence.delivery.capture;
    const signature::Verification &v = evidence.explanation.verification;
    QJsonObject object{{u"clock"_s, u"the receiver's system clock, UTC"_s},
                       {u"first_byte"_s, timeOf(capture.firstByte)},
                       {u"head_read"_s, timeOf(capture.headRead)},
                       {u"last_byte"_s, timeOf(capture.lastByte)},
                       {u"stored"_s, timeOf(evidence.delivery.committed)},
                       {u"answered"_s, timeOf(evidence.delivery.answered)},
                       {u"signed"_s, v.signedAt ? timeOf(*v.signedAt) : QJsonValue()},
                       {u"pack_made"_s, timeOf(evidence.now)}};
    if (v.ageSeconds)
        object.insert(u"age_s"_s, *v.ageSeconds);
    if (evidence.scheme)
        object.insert(u"window_s"_s, evidence.scheme->recipe(v.variant).timestamp.windowSeconds);
    return object;
}

QJsonObject verdictFacts(const Evidence &evidence, const domain::HttpMessage &told)
{
    const signature::Explanation &explanation = evidence.explanation;
    const signature::Verification &v = explanation.verification;
    const bool token = isToken(evidence.scheme);
    QJsonArray received;
    for (const QByteArray &signature : v.received)
        received.append(shortened(signature, token || !maySay(told, signature)));
    QJsonArray trials;
    for (const signature::SecretTrial &trial : v.trials)
        trials.append(QJsonObject{{u"secret"_s, trial.label},
                                  {u"matched"_s, trial.matched},
                                  {u"expected"_s, shortened(trial.expected, token)}});
    QJsonArray parts;
    for (const signature::SignedPart &part : v.parts)
        parts.append(
            QJsonObject{{u"kind"_s, QString(partKindId(part.kind))}, {u"bytes"_s, part.bytes.size()}});
    QJsonArray causes;
    for (const Cause &cause : explanation.causes)
        causes.append(causeFacts(cause, !token && maySay(told, cause.signature)));
    QJsonArray notes;
    for (const QByteArray &note : v.notes)
        notes.append(plain(note));
    return {{u"verdict"_s, QString(domain::verdictId(v.verdict))},
            {u"verdict_on_arrival"_s,
             evidence.isStored
                 ? QJsonValue(QString(domain::verdictId(evidence.delivery.row.signature.verdict)))
                 : QJsonValue()},
            {u"scheme"_s, evidence.scheme ? QJsonValue(evidence.scheme->id) : QJsonValue()},
            {u"variant"_s, v.variant},
            {u"secret"_s, v.secretLabel},
            {u"reason"_s, v.reason},
            {u"notes"_s, notes},
            {u"timestamp"_s, plain(v.timestampText.left(100))},
            {u"received"_s, received},
            {u"signed_parts"_s, parts},
            {u"trials"_s, trials},
            {u"causes"_s, causes},
            {u"tried"_s, qint64(explanation.tried)},
            {u"search_complete"_s, explanation.isComplete},
            {u"ruled_out"_s, explanation.ruledOut},
            {u"would_help"_s, QJsonArray::fromStringList(explanation.captureNext)}};
}

QJsonObject attemptFacts(const Evidence &evidence)
{
    QJsonArray attempts;
    for (const domain::DeliveryRow &row : evidence.attempts)
        attempts.append(QJsonObject{{u"attempt"_s, row.attempt},
                                    {u"delivery"_s, row.id},
                                    {u"received_at"_s, isoUtc(row.received)},
                                    {u"verdict"_s, QString(domain::verdictId(row.signature.verdict))},
                                    {u"status"_s, row.responseStatus},
                                    {u"size"_s, row.size},
                                    {u"body_differs"_s, row.bodyDiffers}});
    return {{u"this"_s, evidence.delivery.row.attempt},
            {u"known"_s, evidence.delivery.attemptsOfEvent},
            {u"attempts"_s, attempts}};
}

} // namespace tocsin::flows
