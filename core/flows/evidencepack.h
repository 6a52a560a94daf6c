// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/delivery.h"
#include "core/flows/redaction.h"
#include "core/signature/explain/explanation.h"

namespace tocsin::flows {

struct EvidenceFile
{
    QString name;
    QByteArray bytes;
};

// What a pack is made of.
struct Evidence
{
    domain::Delivery delivery;
    bool isStored = true; // false: read from a file, so that nothing is known of clock, peer and attempts
    const signature::Scheme *scheme = nullptr; // that of the explanation; null = none was found
    signature::Explanation explanation;
    QList<signature::NamedSecret> secrets; // whose texts may not leave
    QList<domain::DeliveryRow> attempts;   // of the same event, oldest first
    Micros now = 0;                        // when the pack is made
    bool isRaw = false;                    // the bytes as they are, secrets included
};

struct EvidencePack
{
    QList<EvidenceFile> files; // NOTE.md first, SHA256SUMS last
    QList<Redaction> redactions;
};

// One delivery as files for the sender's support desk: NOTE.md says what happened, what was checked and what
// is asked; request.http and body.bin are the bytes, headers.tsv the fields in order, tls.json, clock.json,
// verdict.json and attempts.json the facts; manifest.json has version, redactions and the SHA-256 of each.
// Digests that were computed with a secret are told by eight characters and their length only. Unless it is
// raw, secrets are taken out (see Redactor) and the manifest says so with the SHA-256 of the original, so
// that whoever holds the original can show that it is the same. Pure.
EvidencePack makeEvidencePack(const Evidence &evidence);

// The covering note. `message` is the request as it is told to others.
QByteArray evidenceNote(const Evidence &evidence, const domain::HttpMessage &message,
                        const QList<Redaction> &redactions, const QStringList &files);

} // namespace tocsin::flows
