// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/delivery.h"
#include "core/payload/samples.h"

#include <QRandomGenerator>
#include <QStringList>

namespace tocsin::bench {

// Deliveries as a busy month would leave them: a dozen endpoints, every sample of ours filled up with words
// to about 1 KB, one in seven not valid, one in fifty repeated, addresses and risks all over. The same seed
// makes the same deliveries.
class Filler
{
public:
    Filler();

    domain::NewDelivery next(Micros received);

private:
    QByteArray words(qsizetype bytes);

    QRandomGenerator m_random{20261122};
    QList<payload::Sample> m_samples = payload::samples();
    QList<QByteArray> m_words;
    QByteArray m_lastBody;
    qint64 m_made = 0;
};

inline const QString rareWord = QStringLiteral("zanzibar"); // in one of 100 000

// Makes the store with so many deliveries and its search index, unless the file is there; says how far it is.
bool fillStore(const QString &path, int deliveries);

} // namespace tocsin::bench
