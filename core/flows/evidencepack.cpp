// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/evidencepack.h"

#include "core/flows/copyas.h"
#include "core/flows/evidencefacts.h"
#include "core/signature/crypto.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace tocsin::flows {

using namespace Qt::StringLiterals;
using signature::Cause;

namespace {

QString sha256(const QByteArray &bytes)
{
    return QString::fromLatin1(signature::sha256(bytes).view().toByteArray().toHex());
}

QByteArray toFile(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Indented);
}

QByteArray requestFile(const domain::Capture &capture, const domain::HttpMessage &message)
{
    return toRawHttp(toldAs(capture, message));
}

// Collects files and writes what the manifest says of them.
class Pack
{
public:
    void add(const QString &name, const QByteArray &bytes, const QByteArray &original = {})
    {
        QJsonObject entry{{u"name"_s, name}, {u"bytes"_s, bytes.size()}, {u"sha256"_s, sha256(bytes)}};
        if (!original.isNull() && original != bytes) {
            entry.insert(u"redacted"_s, true);
            entry.insert(u"original_bytes"_s, original.size());
            entry.insert(u"original_sha256"_s, sha256(original));
        }
        m_entries.append(entry);
        m_sums += sha256(bytes).toLatin1() + "  " + name.toLatin1() + '\n';
        m_files.append({name, bytes});
    }

    QStringList names() const
    {
        QStringList names;
        for (const EvidenceFile &file : m_files)
            names.append(file.name);
        return names;
    }

    const QJsonArray &entries() const { return m_entries; }

    QList<EvidenceFile> finish()
    {
        m_files.append({u"SHA256SUMS"_s, m_sums});
        return std::move(m_files);
    }

private:
    QList<EvidenceFile> m_files;
    QJsonArray m_entries;
    QByteArray m_sums;
};

QJsonObject manifest(const Evidence &evidence, const Redactor &redactor, const QJsonArray &files)
{
    QJsonArray redactions;
    for (const Redaction &redaction : redactor.done())
        redactions.append(QJsonObject{
            {u"where"_s, redaction.where}, {u"bytes"_s, redaction.bytes}, {u"times"_s, redaction.times}});
    return {{u"format"_s, u"tocsin-evidence-1"_s},
            {u"program"_s, u"Tocsin"_s},
            {u"version"_s, QStringLiteral(TOCSIN_VERSION)},
            {u"made_at"_s, isoUtc(evidence.now)},
            {u"delivery"_s, evidence.isStored ? QJsonValue(evidence.delivery.row.id) : QJsonValue()},
            {u"raw"_s, evidence.isRaw},
            {u"redactions"_s, redactions},
            {u"secrets_too_short_to_look_for"_s, redactor.tooShort()},
            {u"files"_s, files}};
}

} // namespace

EvidencePack makeEvidencePack(const Evidence &evidence)
{
    const domain::Capture &capture = evidence.delivery.capture;
    Redactor redactor(evidence.scheme, evidence.secrets, !evidence.isRaw);
    const domain::HttpMessage message = redactor.message(capture.message);

    Pack pack;
    const auto addFacts = [&](const QString &name, const QJsonObject &facts) {
        pack.add(name, toFile(redactor.facts(facts)));
    };
    pack.add(u"request.http"_s, requestFile(capture, message), requestFile(capture, capture.message));
    pack.add(u"body.bin"_s, message.body,
             capture.message.body.isNull() ? QByteArray("") : capture.message.body);
    pack.add(u"headers.tsv"_s, headersFile(message));
    addFacts(u"tls.json"_s, tlsFacts(evidence));
    addFacts(u"clock.json"_s, clockFacts(evidence));
    addFacts(u"verdict.json"_s, verdictFacts(evidence, message));
    if (evidence.isStored)
        addFacts(u"attempts.json"_s, attemptFacts(evidence));
    const QList<Cause> &causes = evidence.explanation.causes;
    const auto proof = std::find_if(causes.begin(), causes.end(),
                                    [](const Cause &cause) { return !cause.signedBody.isNull(); });
    if (proof != causes.end())
        pack.add(u"body-signed.bin"_s, redactor.bytes(proof->signedBody), proof->signedBody);

    const QByteArray note = redactor.bytes(evidenceNote(evidence, message, redactor.done(), pack.names()));
    pack.add(u"NOTE.md"_s, note);
    addFacts(u"manifest.json"_s, manifest(evidence, redactor, pack.entries()));
    return {pack.finish(), redactor.done()};
}

} // namespace tocsin::flows
