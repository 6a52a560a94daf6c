// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/secrets/vaultfile.h"

#include "core/secrets/privatefile.h"

#include <QFile>
#include <QFileInfo>
#include <QLockFile>
#include <QtEndian>

namespace tocsin::secrets {

namespace {

using namespace Qt::StringLiterals;

constexpr QByteArrayView magic("TOCSINVT");
constexpr qsizetype costAt = 11; // version, kdf and cipher stand before it
constexpr qsizetype saltAt = 20;
constexpr qsizetype saltSize = 32;
constexpr qsizetype nonceAt = saltAt + saltSize;
constexpr qsizetype headerSize = nonceAt + vaultNonceSize;
constexpr qint64 maxFileSize = 64 * 1024 * 1024;
constexpr std::chrono::seconds lockPatience{5};

Result<QByteArray> makeHeader(const ScryptCost &cost)
{
    Result<QByteArray> random = randomBytes(saltSize + vaultNonceSize);
    if (!random)
        return random;
    QByteArray header;
    header.reserve(headerSize);
    header.append(magic).append("\x01\x01\x01", 3).append(char(cost.log2N));
    header.resize(saltAt);
    qToLittleEndian(cost.r, header.data() + costAt + 1);
    qToLittleEndian(cost.p, header.data() + costAt + 5);
    header.append(*random);
    return header;
}

Result<ScryptCost> readHeader(QByteArrayView header)
{
    if (header.size() < headerSize || !header.startsWith(magic))
        return fail(Error::Kind::Malformed, u"This is not a vault file; check the path."_s);
    if (header.sliced(magic.size(), 3) != QByteArrayView("\x01\x01\x01"))
        return fail(Error::Kind::Malformed,
                    u"The vault was written in a form that this version does not know; "
                    "use a newer Tocsin."_s);
    ScryptCost cost;
    cost.log2N = quint8(header[costAt]);
    cost.r = qFromLittleEndian<quint32>(header.data() + costAt + 1);
    cost.p = qFromLittleEndian<quint32>(header.data() + costAt + 5);
    if (auto good = checkCost(cost); !good)
        return tl::unexpected(good.error());
    return cost;
}

QByteArrayView saltOf(QByteArrayView header)
{
    return header.sliced(saltAt, saltSize);
}

QByteArrayView nonceOf(QByteArrayView header)
{
    return header.sliced(nonceAt, vaultNonceSize);
}

QByteArray headerOnDisk(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.read(headerSize) : QByteArray();
}

} // namespace

VaultFile::VaultFile(QString path, Secret passphrase)
    : m_path(std::move(path))
    , m_passphrase(std::move(passphrase))
{}

Result<VaultFile> VaultFile::open(const QString &path, const Secret &passphrase)
{
    VaultFile vault(path, passphrase);
    if (auto read = vault.refresh(); !read)
        return tl::unexpected(read.error());
    return vault;
}

Result<VaultFile> VaultFile::create(const QString &path, const Secret &passphrase, const ScryptCost &cost)
{
    if (passphrase.isEmpty())
        return fail(Error::Kind::Rejected,
                    u"The passphrase is empty; a vault needs one. Several words are best."_s);
    if (auto good = checkCost(cost); !good)
        return tl::unexpected(good.error());
    if (QFileInfo::exists(path))
        return fail(Error::Kind::Rejected,
                    u"%1 is there already; open it with its passphrase, or choose another path."_s.arg(path));
    VaultFile vault(path, passphrase);
    vault.m_cost = cost;
    if (auto written = vault.write({}); !written)
        return tl::unexpected(written.error());
    return vault;
}

QByteArray VaultFile::version(const QString &path)
{
    return headerOnDisk(path).mid(saltAt).toHex(); // salt and nonce, fresh at every write
}

Result<const Entries *> VaultFile::entries()
{
    if (auto read = refresh(); !read)
        return tl::unexpected(read.error());
    return &m_entries;
}

Result<void> VaultFile::locked(const std::function<Result<void>()> &work)
{
    QLockFile lock(m_path + u".lock"_s);
    if (!lock.tryLock(int(std::chrono::milliseconds(lockPatience).count()))) {
        const bool busy = lock.error() == QLockFile::LockFailedError;
        return fail(Error::Kind::Storage,
                    busy
                        ? u"The vault %1 is in use by another program; try again."_s.arg(m_path)
                        : u"The lock file beside the vault %1 cannot be made; check the folder's permissions "
                          "and the free space."_s.arg(m_path));
    }
    if (auto read = refresh(); !read)
        return read;
    return work();
}

Result<void> VaultFile::change(const std::function<Result<void>(Entries &)> &edit)
{
    return locked([&]() -> Result<void> {
        Entries edited = m_entries;
        if (auto good = edit(edited); !good)
            return good;
        return write(edited);
    });
}

Result<void> VaultFile::changePassphrase(const Secret &fresh)
{
    if (fresh.isEmpty())
        return fail(Error::Kind::Rejected,
                    u"The passphrase is empty; a vault needs one. Several words are best."_s);
    return locked([&]() -> Result<void> {
        const Secret former = std::exchange(m_passphrase, fresh);
        auto written = write(m_entries);
        if (!written)
            m_passphrase = former;
        return written;
    });
}

Result<void> VaultFile::refresh()
{
    if (!m_header.isEmpty() && headerOnDisk(m_path) == m_header)
        return {};
    const Result<QByteArray> bytes = readPrivateFile(m_path, maxFileSize);
    if (!bytes)
        return tl::unexpected(bytes.error());
    const Result<ScryptCost> cost = readHeader(*bytes);
    if (!cost)
        return tl::unexpected(cost.error());
    const QByteArray header = bytes->first(headerSize);
    const Result<Secret> key = deriveKey(m_passphrase, saltOf(header), *cost);
    if (!key)
        return tl::unexpected(key.error());
    const Result<Secret> plain =
        unseal(*key, nonceOf(header), header, QByteArrayView(*bytes).sliced(headerSize));
    if (!plain)
        return tl::unexpected(plain.error());
    Result<Entries> entries = decode(plain->reveal());
    if (!entries)
        return tl::unexpected(entries.error());
    m_hasTakenOver = m_hasTakenOver || !m_header.isEmpty();
    m_entries = std::move(*entries);
    m_header = header;
    m_cost = *cost;
    return {};
}

Result<void> VaultFile::write(const Entries &entries)
{
    const Result<QByteArray> made = makeHeader(m_cost);
    if (!made)
        return tl::unexpected(made.error());
    const QByteArray &header = *made;
    const Result<Secret> key = deriveKey(m_passphrase, saltOf(header), m_cost);
    if (!key)
        return tl::unexpected(key.error());
    const Secret plain = encode(entries);
    if (plain.size() > maxFileSize - headerSize - vaultTagSize)
        return fail(Error::Kind::Limited, u"The vault is full; remove secrets that are no longer used."_s);
    const Result<QByteArray> sealed = seal(*key, nonceOf(header), header, plain.reveal());
    if (!sealed)
        return tl::unexpected(sealed.error());
    if (auto written = replacePrivateFile(m_path, header + *sealed); !written)
        return written;
    m_entries = entries;
    m_header = header;
    return {};
}

} // namespace tocsin::secrets
