// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/domain/delivery.h"

#include <QFile>

#include <deque>
#include <memory>

namespace tocsin::storage {

// A file of records that are appended, each on the disk when append() returns: one write and one sync, with
// nothing else to keep consistent. It begins with a mark of its own at random; so does each record, with its
// ids, its size and checksums. What a crash has cut short at the end was never acknowledged and is written
// over. Whatever else cannot be read is an error: it must not pass for none. The mark also keeps what a
// sender wrote into a body from being taken for a record. For one thread.
//
// Numbers are little-endian. Head: "TocsinR1", mark (64 bits), CRC-32 of both, 32 bits 0. Record: mark, first
// id, last id (64 bits each), size, CRC-32 of the content, CRC-32 of all that, 32 bits 0; the content; zeros
// up to the next multiple of 8.
class RecordFile
{
public:
    struct Record
    {
        domain::DeliveryId first = 0;
        domain::DeliveryId last = 0;
        qint64 at = 0; // of its content
        quint32 size = 0;
        quint32 sum = 0;
    };

    // Makes the file, 0600, when there is none. Storage: it cannot be opened, or what is in it above the id
    // `done` cannot be read.
    static Result<std::unique_ptr<RecordFile>> open(const QString &path, domain::DeliveryId done);

    const std::deque<Record> &records() const { return m_records; } // ids rise
    qint64 size() const { return m_end; }                           // bytes up to the end of the last record

    Result<void> append(domain::DeliveryId first, domain::DeliveryId last, const QByteArray &content);
    Result<QByteArray> content(const Record &record);
    // Those that end there or before. They stay on the disk until they are written over.
    void forgetUpTo(domain::DeliveryId last);
    // When it has no records: the next one is written over what was there, which is cheaper than new room. Of
    // that it keeps so many bytes at most.
    Result<void> restart(qint64 keptRoom);

private:
    explicit RecordFile(const QString &path) : m_file(path) {}
    Result<void> readHead(domain::DeliveryId done);
    Result<void> readRecords(domain::DeliveryId done);
    std::optional<qint64> nextMark(qint64 from);
    QByteArray readAt(qint64 at, qint64 size); // fewer at the end of the file
    std::optional<Record> recordAt(qint64 at);
    Result<void> write(qint64 at, const QByteArray &bytes);
    tl::unexpected<Error> failed(const QString &what) const;
    tl::unexpected<Error> damaged() const;

    QFile m_file;
    QByteArray m_mark;
    std::deque<Record> m_records;
    qint64 m_end = 0;
    bool m_isUnreadable = false; // the system could not read a part of it: that is not the end of the records
};

} // namespace tocsin::storage
