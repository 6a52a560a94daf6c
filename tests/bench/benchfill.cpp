// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/bench/benchfill.h"

#include "core/payload/freshen.h"
#include "core/payload/payload.h"
#include "core/storage/deliverystore.h"
#include "core/storage/searchindex.h"

#include <QFileInfo>
#include <QThread>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace tocsin::bench {

namespace {

constexpr qsizetype bodyBytes = 1024;
constexpr Micros apart = 500'000; // two deliveries a second

QByteArray word(QRandomGenerator &random)
{
    static constexpr QByteArrayView consonants("bcdfghklmnprstvw");
    static constexpr QByteArrayView vowels("aeiou");
    QByteArray made;
    for (quint32 i = random.bounded(2u, 5u); i > 0; --i) {
        made += consonants[random.bounded(int(consonants.size()))];
        made += vowels[random.bounded(int(vowels.size()))];
    }
    return made;
}

} // namespace

Filler::Filler()
{
    for (int i = 0; i < 20'000; ++i)
        m_words.append(word(m_random));
}

// Few words are often used and many seldom, as in any language.
QByteArray Filler::words(qsizetype bytes)
{
    QByteArray text;
    while (text.size() < bytes) {
        const double place = m_random.generateDouble();
        text += m_words.at(qsizetype(place * place * place * double(m_words.size() - 1))) + ' ';
    }
    return text;
}

domain::NewDelivery Filler::next(Micros received)
{
    const quint32 dice = m_random.bounded(1000u);
    const payload::Sample &sample = m_samples.at(m_random.bounded(int(m_samples.size())));
    domain::NewDelivery delivery;
    domain::Capture &capture = delivery.capture;
    QByteArray body = payload::freshened(sample.body, received, m_random);
    if (++m_made % 100'000 == 77'777)
        body.insert(body.lastIndexOf('}'), ",\"place\":\"" + rareWord.toLatin1() + "\"");
    const qsizetype missing = bodyBytes - body.size();
    if (missing > 30)
        body.insert(body.lastIndexOf('}'), ",\"context\":\"" + words(missing - 20) + '"');
    capture.message.body = m_lastBody = dice % 50 == 0 && !m_lastBody.isEmpty() ? m_lastBody : body;
    const QByteArray peer =
        QByteArray::number(m_random.bounded(1, 224)) + '.' + QByteArray::number(m_random.bounded(256)) + '.' +
        QByteArray::number(m_random.bounded(256)) + '.' + QByteArray::number(m_random.bounded(1, 255));
    const int endpoint = m_random.bounded(12);
    delivery.endpoint = u"endpoint-%1"_s.arg(endpoint);
    capture.message.method = "POST";
    capture.message.target = "/hooks/endpoint-" + QByteArray::number(endpoint);
    capture.message.head = "POST " + capture.message.target +
                           " HTTP/1.1\r\nHost: hooks.example.test\r\nUser-Agent: SOCWarden-Webhook/1.0\r\n"
                           "Content-Type: application/json\r\nX-Timestamp: " +
                           QByteArray::number(received / microsPerSecond) +
                           "\r\nX-Signature-256: " + QByteArray::number(m_random.generate64(), 16) +
                           "\r\n\r\n";
    capture.peerAddress = peer;
    capture.localAddress = "127.0.0.1";
    capture.firstByte = capture.headRead = capture.lastByte = received;
    delivery.summary = payload::summarise(capture.message);
    if (delivery.summary.severity != domain::Severity::None)
        delivery.summary.severity = domain::Severity(2 + m_random.bounded(5));
    if (delivery.summary.risk)
        delivery.summary.risk = m_random.bounded(100);
    delivery.signature = {domain::Verdict::Valid, sample.schemeId, u"bench"_s, m_random.bounded(5)};
    if (dice >= 860)
        delivery.signature = {dice < 910   ? domain::Verdict::Mismatch
                              : dice < 950 ? domain::Verdict::ValidStale
                                           : domain::Verdict::MissingSignature,
                              sample.schemeId,
                              {},
                              {}};
    delivery.responseStatus = 200;
    return delivery;
}

bool fillStore(const QString &path, int deliveries)
{
    if (QFileInfo::exists(path))
        return true;
    auto store = storage::DeliveryStore::open(path);
    if (!store) {
        std::fprintf(stderr, "%s\n", qPrintable(store.error().detail));
        return false;
    }
    Filler filler;
    Micros at = wallClock() - deliveries * apart;
    constexpr int batchSize = 1000;
    for (int done = 0; done < deliveries; done += batchSize) {
        std::vector<domain::NewDelivery> batch;
        for (int i = 0; i < batchSize; ++i)
            batch.push_back(filler.next(at += apart));
        const auto first = (*store)->append(batch);
        if (!first) {
            std::fprintf(stderr, "%s\n", qPrintable(first.error().detail));
            return false;
        }
        (*store)->noteTimes(*first, at, std::vector<qint32>(batchSize, 500));
        if (done % 50'000 == 0) {
            (void)(*store)->checkpoint();
            std::fprintf(stderr, "\rfilling: %d of %d ", done, deliveries);
        }
    }
    (void)(*store)->writeTimes();
    (void)(*store)->checkpoint();
    storage::SearchIndex index(path);
    while (index.error().isEmpty() && index.indexedUpTo() < (*store)->lastId()) {
        std::fprintf(stderr, "\rindexing: %lld       ", qlonglong(index.indexedUpTo()));
        QThread::msleep(500);
    }
    std::fprintf(stderr, "\r                          \r");
    return index.error().isEmpty();
}

} // namespace tocsin::bench
