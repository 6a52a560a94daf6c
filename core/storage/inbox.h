// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/storage/recordfile.h"

namespace tocsin::storage {

// Where deliveries are durable before they are filed, so that an acknowledgement waits for one small append.
// Two files beside the store take turns: while one is written, what is in the other one is filed. For one
// thread.
class Inbox
{
public:
    struct Batch
    {
        domain::DeliveryId first = 0;
        domain::DeliveryId last = 0;
        QByteArray bytes; // see deliverycodec.h
    };

    static QString pathFor(const QString &storePath, int which = 0); // "<store>.inbox-1" and -2
    // What cannot be read is an error, unless all that is missing is filed: has an id up to that one.
    static Result<std::unique_ptr<Inbox>> open(const QString &storePath, domain::DeliveryId filed = 0);

    // On the disk when it returns. Ids rise.
    Result<void> add(domain::DeliveryId first, domain::DeliveryId last, const QByteArray &bytes);
    void removeUpTo(domain::DeliveryId filed);
    // The batch that holds that delivery, or else the first one after it; none = there is no such.
    Result<std::optional<Batch>> next(domain::DeliveryId from);
    domain::DeliveryId lastId() const; // greatest id in it, 0 when empty
    void shrink();                     // at rest and at the end: of what is filed nothing stays on the disk

private:
    explicit Inbox(std::unique_ptr<RecordFile> one, std::unique_ptr<RecordFile> two);
    Result<void> takeTurns();

    std::unique_ptr<RecordFile> m_now;   // is written to
    std::unique_ptr<RecordFile> m_other; // older, or empty
    bool m_hasFailed = false;            // the last append: the next one has to be written over it
};

} // namespace tocsin::storage
