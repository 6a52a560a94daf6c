// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// The covering note of an evidence pack.

#include "core/domain/timespan.h"
#include "core/flows/copyas.h"
#include "core/flows/evidencefacts.h"
#include "core/report/markdowntext.h"
#include "core/signature/crypto.h"

namespace tocsin::flows {

using namespace Qt::StringLiterals;
using domain::Verdict;
using report::codeSpan;
using report::escaped;
using signature::Certainty;
using signature::Party;

namespace {

QString sentenceOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Valid:
        return u"the signature is valid"_s;
    case Verdict::ValidStale:
        return u"the signature is right, but older than allowed"_s;
    case Verdict::ValidFuture:
        return u"the signature is right, but its time lies in the future"_s;
    case Verdict::Mismatch:
        return u"the signature does not match"_s;
    case Verdict::MissingSignature:
        return u"there is no signature"_s;
    case Verdict::MissingTimestamp:
        return u"there is no timestamp"_s;
    case Verdict::Malformed:
        return u"the signature cannot be read"_s;
    case Verdict::NoSecret:
        return u"no secret was there to check it with"_s;
    case Verdict::Unsigned:
        return u"it is not signed"_s;
    }
    Q_UNREACHABLE();
}

QString partyText(Party party)
{
    switch (party) {
    case Party::Sender:
        return u"the sender"_s;
    case Party::Path:
        return u"something on the way"_s;
    case Party::Setting:
        return u"the receiver's settings"_s;
    case Party::Clock:
        return u"a clock"_s;
    }
    Q_UNREACHABLE();
}

QString certaintyText(Certainty certainty)
{
    switch (certainty) {
    case Certainty::Proved:
        return u"Proved by computing it"_s;
    case Certainty::Likely:
        return u"Likely"_s;
    case Certainty::Possible:
        return u"Possible"_s;
    }
    Q_UNREACHABLE();
}

QString fileText(const QString &name)
{
    static const std::pair<QString, QString> texts[] = {
        {u"request.http"_s, u"the request as it was on the wire: head and body"_s},
        {u"body.bin"_s, u"its body alone"_s},
        {u"headers.tsv"_s, u"its header fields in order; other bytes than printable ASCII as \\\\xNN"_s},
        {u"tls.json"_s, u"the encrypted connection"_s},
        {u"clock.json"_s, u"when it arrived, was answered and says that it was signed"_s},
        {u"verdict.json"_s, u"the check in full; digests by their first 8 characters"_s},
        {u"attempts.json"_s, u"all attempts of the same event"_s},
        {u"body-signed.bin"_s, u"the body with which the signature fits"_s},
    };
    for (const auto &[known, text] : texts) {
        if (known == name)
            return text;
    }
    return {};
}

class Note
{
public:
    Note(const Evidence &evidence, const domain::HttpMessage &message)
        : m_evidence(evidence)
        , m_message(message)
        , m_explanation(evidence.explanation)
        , m_verification(evidence.explanation.verification)
    {}

    QByteArray write(const QList<Redaction> &redactions, const QStringList &files)
    {
        line(u"# Webhook delivery: "_s + sentenceOf(m_verification.verdict));
        whatHappened();
        whatWasChecked();
        whatWasFound();
        whatIsAsked();
        heading(u"In this pack"_s);
        for (const QString &name : files)
            item(u"`%1`: %2"_s.arg(name, fileText(name)));
        item(
            u"`manifest.json`, `SHA256SUMS`: the SHA-256 of each file; `sha256sum -c SHA256SUMS` checks them"_s);
        whatIsMissing(redactions);
        line(u"Made by Tocsin %1 at %2."_s.arg(QStringLiteral(TOCSIN_VERSION), isoUtc(m_evidence.now)));
        return m_text.toUtf8();
    }

private:
    void line(const QString &text) { m_text += text + u"\n\n"_s; }
    void heading(const QString &text)
    {
        m_text += (m_inList ? u"\n## "_s : u"## "_s) + text + u"\n\n"_s;
        m_inList = false;
    }
    void item(const QString &text)
    {
        m_text += u"- "_s + text + u'\n';
        m_inList = true;
    }

    void whatHappened()
    {
        const domain::Delivery &delivery = m_evidence.delivery;
        const domain::Capture &capture = delivery.capture;
        heading(u"What happened"_s);
        item(u"Request: "_s + codeSpan(m_message.method, 40) + u' ' + codeSpan(m_message.target));
        if (m_evidence.isStored) {
            item(u"Received: "_s + isoUtc(capture.firstByte) +
                 (delivery.row.responseStatus > 0
                      ? u", answered with status %1"_s.arg(delivery.row.responseStatus)
                      : u", not answered: the connection was gone"_s));
            item(u"From: "_s + codeSpan(capture.peerAddress, 60) +
                 (capture.tls.version.isEmpty() ? u", not encrypted"_s
                                                : u", "_s + codeSpan(capture.tls.version, 20)));
            item(u"Attempt: %1 of %2 known of this event"_s.arg(delivery.row.attempt)
                     .arg(delivery.attemptsOfEvent));
            if (delivery.row.bodyDiffers)
                item(u"Its body is not that of the first attempt."_s);
        }
        if (capture.completeness != domain::Completeness::Complete)
            item(u"The request did not arrive whole: "_s + escaped(capture.reason));
        // Of the body as it arrived, so that the sender can compare it with what was sent.
        const QByteArray &body = capture.message.body;
        item(u"Body: %1 bytes, SHA-256 `%2`"_s.arg(body.size())
                 .arg(QString::fromLatin1(signature::sha256(body).view().toByteArray().toHex())));
    }

    void whatWasChecked()
    {
        heading(u"What was checked"_s);
        if (!m_evidence.scheme) {
            item(u"No signature of a known kind was found in the request."_s);
            return;
        }
        const bool token = m_evidence.scheme->strength == signature::Scheme::Strength::Token;
        item(u"Scheme: "_s + codeSpan(m_evidence.scheme->name, 80) + u", id "_s +
             codeSpan(m_evidence.scheme->id, 80));
        item(u"The check was computed over the bytes as they arrived, before anything decoded them."_s);
        for (const signature::SecretTrial &trial : m_verification.trials) {
            QString text = u"Secret "_s + codeSpan(trial.label, 80) +
                           (trial.matched ? u": matches"_s : u": does not match"_s);
            if (!token && !trial.expected.isEmpty())
                text += u"; expected %1… (%2 characters)"_s.arg(codeSpan(trial.expected.left(8)))
                            .arg(trial.expected.size());
            item(text);
        }
        for (const QByteArray &received : m_verification.received) {
            if (!token && maySay(m_message, received))
                item(u"Received: %1… (%2 characters)"_s.arg(codeSpan(received.left(8))).arg(received.size()));
        }
        if (m_verification.signedAt)
            item(u"Signed at "_s + isoUtc(*m_verification.signedAt) + ageText());
        if (!m_verification.reason.isEmpty())
            item(u"Reason: "_s + escaped(m_verification.reason));
    }

    QString ageText() const
    {
        if (!m_verification.ageSeconds)
            return {};
        const qint64 age = *m_verification.ageSeconds;
        return age < 0 ? u", which was %1 after it was checked"_s.arg(domain::plainSeconds(-age))
                       : u", which was %1 before it was checked"_s.arg(domain::plainSeconds(age));
    }

    void whatWasFound()
    {
        if (m_explanation.causes.isEmpty() && m_explanation.ruledOut.isEmpty())
            return;
        heading(u"What was found"_s);
        for (const signature::Cause &cause :
             m_explanation.causes.first(qMin<qsizetype>(8, m_explanation.causes.size())))
            item(u"%1 (%2): %3. Concerns %4."_s.arg(certaintyText(cause.certainty),
                                                    escaped(QString::fromLatin1(cause.id)),
                                                    escaped(cause.detail), partyText(cause.party)));
        if (!m_explanation.ruledOut.isEmpty())
            item(u"Ruled out: "_s + escaped(m_explanation.ruledOut));
        if (!m_explanation.isComplete)
            item(u"The search for causes was ended before it had tried everything."_s);
    }

    void whatIsAsked()
    {
        heading(u"What we ask"_s);
        const Verdict verdict = m_verification.verdict;
        if (verdict == Verdict::Valid) {
            item(u"Nothing about the signature; this pack records the delivery."_s);
            return;
        }
        if (m_explanation.isProved() && m_explanation.causes.first().party == Party::Setting) {
            item(u"Please confirm what was found above; we change our settings accordingly."_s);
            return;
        }
        if (m_explanation.isProved() && m_explanation.causes.first().party == Party::Sender)
            item(u"Please correct what was found above, or tell us where it is documented."_s);
        if (verdict == Verdict::ValidStale || verdict == Verdict::ValidFuture)
            item(u"Please tell us when this delivery was signed and sent, by your clock."_s);
        if (verdict == Verdict::MissingSignature || verdict == Verdict::Unsigned ||
            verdict == Verdict::NoSecret)
            item(u"Please tell us whether this delivery was meant to be signed, and in which header."_s);
        item(
            u"Please compare the SHA-256 of the body above with that of the body that you signed and sent."_s);
        item(u"Please tell us the exact bytes that were signed, and which secret (its name or id, never the "
             u"secret "
             "itself) signed them."_s);
    }

    void whatIsMissing(const QList<Redaction> &redactions)
    {
        heading(u"What was taken out"_s);
        if (m_evidence.isRaw) {
            line(u"Nothing: the bytes are as they arrived, secrets included. Treat this pack as a secret."_s);
            return;
        }
        if (redactions.isEmpty()) {
            line(u"Nothing was found that had to be taken out."_s);
            return;
        }
        for (const Redaction &redaction : redactions)
            item(u"%1: %2 bytes"_s.arg(codeSpan(redaction.where, 100)).arg(redaction.bytes) +
                 (redaction.times > 1 ? u", %1 times"_s.arg(redaction.times) : QString()));
        m_text += u'\n';
        line(u"`[redacted N bytes]` stands in their place. A signature over a changed file no longer fits; "
             "`manifest.json` has the SHA-256 of the original."_s);
    }

    const Evidence &m_evidence;
    const domain::HttpMessage &m_message;
    const signature::Explanation &m_explanation;
    const signature::Verification &m_verification;
    QString m_text;
    bool m_inList = false;
};

} // namespace

QByteArray evidenceNote(const Evidence &evidence, const domain::HttpMessage &message,
                        const QList<Redaction> &redactions, const QStringList &files)
{
    return Note(evidence, message).write(redactions, files);
}

} // namespace tocsin::flows
