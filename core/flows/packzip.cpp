// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// The one place that speaks to libzip.

#include "core/flows/packwriter.h"

#ifdef TOCSIN_LIBZIP
#include <zip.h>

#include <memory>
#endif

namespace tocsin::flows {

using namespace Qt::StringLiterals;

#ifdef TOCSIN_LIBZIP

namespace {

tl::unexpected<Error> zipError(zip_error_t *error)
{
    const QString reason = QString::fromUtf8(zip_error_strerror(error));
    zip_error_fini(error);
    return fail(Error::Kind::Storage, u"cannot make the archive: "_s + reason);
}

bool addFile(zip_t *archive, const QString &name, const QByteArray &bytes, Micros now)
{
    zip_source_t *source = zip_source_buffer(archive, bytes.constData(), zip_uint64_t(bytes.size()), 0);
    if (!source)
        return false;
    const zip_int64_t index = zip_file_add(archive, name.toUtf8().constData(), source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(source);
        return false;
    }
    constexpr zip_uint32_t ownerOnly = 0100600U << 16; // a plain file, rw-------
    return zip_file_set_mtime(archive, zip_uint64_t(index), time_t(now / microsPerSecond), 0) == 0 &&
           zip_file_set_external_attributes(archive, zip_uint64_t(index), 0, ZIP_OPSYS_UNIX, ownerOnly) == 0;
}

} // namespace

bool canWriteZip()
{
    return true;
}

Result<QByteArray> zipArchive(const QString &folder, const QList<EvidenceFile> &files, Micros now)
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *target = zip_source_buffer_create(nullptr, 0, 0, &error);
    if (!target)
        return zipError(&error);
    const auto freeSource = [](zip_source_t *source) { zip_source_free(source); };
    const std::unique_ptr<zip_source_t, decltype(freeSource)> keeper(target, freeSource);
    zip_t *archive = zip_open_from_source(target, ZIP_TRUNCATE, &error);
    if (!archive)
        return zipError(&error);
    zip_source_keep(target); // closing the archive takes one reference, the keeper has the other
    bool good = true;
    for (const EvidenceFile &file : files)
        good = good && addFile(archive, folder + u'/' + file.name, file.bytes, now);
    if (!good || zip_close(archive) != 0) {
        const QString reason = QString::fromUtf8(zip_strerror(archive));
        zip_discard(archive);
        return fail(Error::Kind::Storage, u"cannot make the archive: "_s + reason);
    }
    zip_stat_t stat;
    zip_stat_init(&stat);
    if (zip_source_stat(target, &stat) != 0 || zip_source_open(target) != 0)
        return fail(Error::Kind::Storage, u"cannot read the archive that was made"_s);
    QByteArray bytes(qsizetype(stat.size), Qt::Uninitialized);
    const zip_int64_t read = zip_source_read(target, bytes.data(), zip_uint64_t(bytes.size()));
    zip_source_close(target);
    if (read != bytes.size())
        return fail(Error::Kind::Storage, u"cannot read the archive that was made"_s);
    return bytes;
}

#else

bool canWriteZip()
{
    return false;
}

Result<QByteArray> zipArchive(const QString &, const QList<EvidenceFile> &, Micros)
{
    return fail(Error::Kind::Rejected, u"this build has no libzip; name a folder instead"_s);
}

#endif

} // namespace tocsin::flows
