// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/recordfile.h"

#include "core/base/disk.h"
#include "core/storage/database.h"

#include <QFileInfo>
#include <QRandomGenerator>
#include <QtEndian>

#include <zlib.h>

#include <algorithm>
#include <cerrno>

namespace tocsin::storage {

using namespace Qt::StringLiterals;
using domain::DeliveryId;

namespace {

constexpr qsizetype fileHead = 24;
constexpr qsizetype recordHead = 40;
constexpr qsizetype markSize = 8;
constexpr QByteArrayView layout("TocsinR1");

quint32 sumOf(QByteArrayView bytes)
{
    return quint32(::crc32_z(0, reinterpret_cast<const Bytef *>(bytes.data()), size_t(bytes.size())));
}

template<class Number>
void put(QByteArray &bytes, Number number)
{
    char raw[sizeof number];
    qToLittleEndian(number, raw);
    bytes.append(raw, sizeof number);
}

template<class Number>
Number numberAt(QByteArrayView bytes, qsizetype at)
{
    return qFromLittleEndian<Number>(bytes.data() + at);
}

// With the checksum of what is in it so far, and zeros up to `size`.
QByteArray closed(QByteArray head, qsizetype size)
{
    put(head, sumOf(head));
    head.append(size - head.size(), '\0');
    return head;
}

bool isClosed(QByteArrayView head, qsizetype sumAt)
{
    return sumOf(head.first(sumAt)) == numberAt<quint32>(head, sumAt);
}

qint64 padded(qint64 size)
{
    return (size + 7) / 8 * 8;
}

QByteArray newMark()
{
    QByteArray mark;
    put(mark, QRandomGenerator::system()->generate64());
    return mark;
}

} // namespace

tl::unexpected<Error> RecordFile::failed(const QString &what) const
{
    // ENOSPC and the like
    const bool isFull = m_file.error() == QFileDevice::ResourceError;
    return fail(Error::Kind::Storage,
                u"\"%1\" %2: %3"_s.arg(m_file.fileName(), what,
                                       isFull
                                           ? u"the disk is full; free some space or set a smaller retention"_s
                                           : m_file.errorString()));
}

tl::unexpected<Error> RecordFile::damaged() const
{
    return fail(Error::Kind::Storage, u"\"%1\" is damaged: it holds deliveries that cannot be read. Put back "
                                      u"a copy of it, or move it away to "
                                      "go on without them"_s.arg(m_file.fileName()));
}

Result<std::unique_ptr<RecordFile>> RecordFile::open(const QString &path, DeliveryId done)
{
    const bool isNew = !QFileInfo::exists(path);
    if (auto made = makePrivateFile(path); !made)
        return tl::unexpected(made.error());
    if (isNew)
        syncFolder(QFileInfo(path).absolutePath());
    std::unique_ptr<RecordFile> file(new RecordFile(path));
    if (!file->m_file.open(QIODevice::ReadWrite | QIODevice::Unbuffered))
        return file->failed(u"cannot be opened"_s);
    if (auto read = file->readHead(done); !read)
        return tl::unexpected(read.error());
    return file;
}

// A crash while the file was made leaves it empty, or zeros.
Result<void> RecordFile::readHead(DeliveryId done)
{
    const QByteArray head = m_file.read(fileHead);
    if (m_file.error() != QFileDevice::NoError)
        return failed(u"cannot be read"_s);
    if (std::ranges::all_of(head, [](char c) { return c == 0; }))
        return restart(0);
    if (head.size() < fileHead || !head.startsWith(layout) || !isClosed(head, layout.size() + markSize))
        return damaged();
    m_mark = head.sliced(layout.size(), markSize);
    m_end = fileHead;
    return readRecords(done);
}

// The one whose head and content are whole; its content is read.
std::optional<RecordFile::Record> RecordFile::recordAt(qint64 at)
{
    const QByteArray head = readAt(at, recordHead);
    if (head.size() < recordHead || !head.startsWith(m_mark) || !isClosed(head, 32))
        return {};
    const Record record{numberAt<qint64>(head, 8), numberAt<qint64>(head, 16), at + recordHead,
                        numberAt<quint32>(head, 24), numberAt<quint32>(head, 28)};
    if (record.first > record.last || record.size > m_file.size() - record.at)
        return {};
    const auto read = content(record);
    return read ? std::optional(record) : std::nullopt;
}

QByteArray RecordFile::readAt(qint64 at, qint64 size)
{
    QByteArray bytes = m_file.seek(at) ? m_file.read(size) : QByteArray();
    if (m_file.error() != QFileDevice::NoError)
        m_isUnreadable = true;
    return bytes;
}

// Where the mark stands next.
std::optional<qint64> RecordFile::nextMark(qint64 from)
{
    constexpr qint64 window = 1024 * 1024;
    for (; from < m_file.size(); from += window) {
        const qsizetype at = readAt(from, window + markSize - 1).indexOf(m_mark);
        if (at >= 0)
            return from + at;
    }
    return {};
}

// Behind the end there may be a part of the record that was being written. A whole one behind something that
// is none follows on one that is lost, unless what is missing between them is done.
Result<void> RecordFile::readRecords(DeliveryId done)
{
    std::optional<qint64> at = m_end;
    for (DeliveryId upTo = done; at; at = nextMark(*at + 1)) {
        while (const auto record = recordAt(*at)) {
            const bool isGap = *at != m_end && record->first > upTo + 1;
            if (isGap)
                return damaged();
            upTo = std::max(upTo, record->last);
            m_records.push_back(*record);
            m_end = padded(record->at + record->size);
            at = m_end;
        }
    }
    return m_isUnreadable ? Result<void>(damaged()) : Result<void>();
}

Result<void> RecordFile::write(qint64 at, const QByteArray &bytes)
{
    if (m_file.pos() != at && !m_file.seek(at))
        return failed(u"cannot be written"_s);
    if (m_file.write(bytes) != bytes.size())
        return failed(u"cannot be written"_s);
    return {};
}

Result<void> RecordFile::append(DeliveryId first, DeliveryId last, const QByteArray &content)
{
    QByteArray head = m_mark;
    head.reserve(recordHead);
    put(head, first);
    put(head, last);
    put(head, quint32(content.size()));
    put(head, sumOf(content));
    const Record record{first, last, m_end + recordHead, quint32(content.size()),
                        numberAt<quint32>(head, 28)};
    auto done = write(m_end, closed(std::move(head), recordHead));
    if (done)
        done = write(record.at, content);
    if (done && !syncFile(m_file))
        done = fail(Error::Kind::Storage,
                    u"\"%1\" does not reach the disk: %2"_s.arg(m_file.fileName(), qt_error_string(errno)));
    if (!done)
        return done; // the next one is written over it
    m_records.push_back(record);
    m_end = padded(record.at + record.size);
    return {};
}

Result<QByteArray> RecordFile::content(const Record &record)
{
    QByteArray bytes = readAt(record.at, record.size);
    if (m_file.error() != QFileDevice::NoError)
        return failed(u"cannot be read"_s);
    if (bytes.size() != qsizetype(record.size) || sumOf(bytes) != record.sum)
        return damaged();
    return bytes;
}

void RecordFile::forgetUpTo(DeliveryId last)
{
    while (!m_records.empty() && m_records.front().last <= last)
        m_records.pop_front();
}

// On the disk with the first record at the latest.
Result<void> RecordFile::restart(qint64 keptRoom)
{
    Q_ASSERT(m_records.empty());
    const qint64 kept = std::max<qint64>(keptRoom, fileHead);
    if (m_file.size() > kept && !m_file.resize(kept))
        return failed(u"cannot be cut"_s);
    QByteArray mark = newMark();
    if (auto done = write(0, closed(layout.toByteArray() + mark, fileHead)); !done)
        return done;
    m_mark = std::move(mark);
    m_end = fileHead;
    return {};
}

} // namespace tocsin::storage
