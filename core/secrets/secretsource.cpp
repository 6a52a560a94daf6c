// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/secrets/secretsource.h"

#include "core/secrets/secretrules.h"

#include <QFile>

#include <cstdio>

namespace tocsin::secrets {

namespace {

using namespace Qt::StringLiterals;

Result<Secret> notEmpty(QByteArray &&bytes, const QString &what)
{
    if (bytes.isEmpty())
        return fail(Error::Kind::Rejected, u"%1 holds no secret; it is empty."_s.arg(what));
    return Secret(std::move(bytes));
}

Result<Secret> readEnvironment(const QString &name)
{
    const QByteArray variable = name.toLocal8Bit();
    const QString what = u"The environment variable %1"_s.arg(name);
    if (!qEnvironmentVariableIsSet(variable.constData()))
        return fail(Error::Kind::NotFound,
                    what + u" is not set; export it before starting, or use file:PATH."_s);
    QByteArray value = qgetenv(variable.constData());
    if (value.size() > maxSourceSize) {
        wipe(value);
        return fail(Error::Kind::Limited,
                    u"%1 has more than %2 bytes; is it the right one?"_s.arg(what).arg(maxSourceSize));
    }
    return notEmpty(std::move(value), what);
}

Result<Secret> readFile(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return fail(Error::Kind::NotFound, u"The secret file %1 does not exist; check the path."_s.arg(path));
    // Unbuffered: Qt's own read buffer would keep an unwiped copy.
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return fail(Error::Kind::Storage,
                    u"The secret file %1 cannot be read (%2); check its permissions."_s.arg(
                        path, file.errorString()));
    return readDevice(file, u"The secret file %1"_s.arg(path));
}

Result<Secret> readStandardInput()
{
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly | QIODevice::Unbuffered))
        return fail(Error::Kind::Storage,
                    u"Standard input cannot be read; pipe the secret in, or use file:PATH."_s);
    return readDevice(input, u"Standard input"_s);
}

void takeOffFinalNewline(QByteArray &bytes)
{
    if (!bytes.endsWith('\n'))
        return;
    bytes.chop(1);
    if (bytes.endsWith('\r'))
        bytes.chop(1);
}

} // namespace

Result<SecretSource> parseSource(QStringView text)
{
    using Kind = SecretSource::Kind;
    if (text == "-"_L1)
        return SecretSource{Kind::StandardInput, {}};
    static constexpr std::pair<QLatin1StringView, Kind> forms[] = {
        {"env:"_L1, Kind::Environment}, {"file:"_L1, Kind::File}, {"keychain:"_L1, Kind::Keychain}};
    for (const auto &[prefix, kind] : forms) {
        if (!text.startsWith(prefix))
            continue;
        const QString name = text.sliced(prefix.size()).toString();
        if (name.isEmpty() || name.contains(QChar::Null) ||
            (kind == Kind::Environment && name.contains(u'=')))
            return fail(Error::Kind::Rejected,
                        u"The secret source %1 needs a usable name after the colon."_s.arg(prefix));
        if (kind == Kind::Keychain) {
            if (auto good = checkLabel(name); !good)
                return fail(Error::Kind::Rejected, u"The secret source keychain: "_s + good.error().detail);
        }
        return SecretSource{kind, name};
    }
    return fail(Error::Kind::Rejected,
                u"The secret source is none of env:NAME, file:PATH, keychain:LABEL and - (standard input). "
                "A secret itself is never given as an argument: other users could see it."_s);
}

Result<Secret> readSource(const SecretSource &source)
{
    switch (source.kind) {
    case SecretSource::Kind::Environment:
        return readEnvironment(source.name);
    case SecretSource::Kind::File:
        return readFile(source.name);
    case SecretSource::Kind::StandardInput:
        return readStandardInput();
    case SecretSource::Kind::Keychain:
        break;
    }
    return fail(Error::Kind::Rejected,
                u"The label %1 is looked up in the secret store, not read."_s.arg(source.name));
}

Result<Secret> readDevice(QIODevice &device, const QString &what)
{
    // One array of the whole size: growing would leave unwiped copies behind.
    QByteArray bytes(maxSourceSize + 1, Qt::Uninitialized);
    qsizetype size = 0;
    while (size < bytes.size()) {
        const qint64 got = device.read(bytes.data() + size, bytes.size() - size);
        if (got < 0) {
            wipe(bytes);
            return fail(Error::Kind::Storage, u"%1 cannot be read: %2."_s.arg(what, device.errorString()));
        }
        if (got == 0)
            break;
        size += got;
    }
    if (size > maxSourceSize) {
        wipe(bytes);
        return fail(Error::Kind::Limited,
                    u"%1 has more than %2 bytes; is it the right one?"_s.arg(what).arg(maxSourceSize));
    }
    bytes.resize(size);
    takeOffFinalNewline(bytes);
    return notEmpty(std::move(bytes), what);
}

} // namespace tocsin::secrets
