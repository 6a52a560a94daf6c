// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/requestfile.h"

#include "core/listener/requestparser.h"

#include <QFile>

#include <cstdio>

namespace tocsin::flows {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 mostBytes = 64 * 1024 * 1024;

Result<QByteArray> bytesOf(const QString &path)
{
    QFile file(path);
    const bool opened =
        path == u"-"_s ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    if (!opened)
        return fail(Error::Kind::Storage, u"cannot read \"%1\": %2"_s.arg(path, file.errorString()));
    QByteArray bytes;
    // A pipe gives what is there at the moment; the rest may still be on its way.
    for (QByteArray more = file.read(mostBytes + 1); !more.isEmpty() && bytes.size() <= mostBytes;
         more = file.read(mostBytes + 1 - bytes.size()))
        bytes += more;
    if (file.error() != QFile::NoError)
        return fail(Error::Kind::Storage, u"cannot read \"%1\": %2"_s.arg(path, file.errorString()));
    if (bytes.size() > mostBytes)
        return fail(Error::Kind::Limited, u"\"%1\" is larger than 64 MiB"_s.arg(path));
    return bytes;
}

// A line break that an editor put there, or the next request of a connection, belongs to no body.
bool isMoreOfBody(QByteArrayView rest)
{
    const qsizetype line = rest.indexOf('\n');
    return !rest.trimmed().isEmpty() && !rest.first(line < 0 ? rest.size() : line).contains(" HTTP/1.");
}

Result<SavedRequest> read(const QByteArray &bytes, const QString &name, bool mayBeCutOff)
{
    using State = listener::RequestParser::State;
    listener::Limits limits;
    limits.body = mostBytes;
    listener::RequestParser parser(limits, {});
    const qsizetype used = parser.feed(bytes);
    const QByteArrayView rest = QByteArrayView(bytes).sliced(used);
    if (parser.state() == State::Body && mayBeCutOff)
        return SavedRequest{parser.takeMessage(), {}};
    if (parser.state() != State::Done) {
        if (parser.state() != State::Failed)
            parser.giveUp(rest, 400, u"it ends before the request is complete"_s);
        const QString reason = parser.refusal().reason;
        return fail(Error::Kind::Malformed, u"\"%1\" is not a whole HTTP/1.1 request: %2"_s.arg(
                                                name, reason.isEmpty() ? u"it is empty"_s : reason));
    }
    SavedRequest saved{parser.takeMessage(), {}};
    if (saved.message.first("Content-Length").isNull() && saved.message.first("Transfer-Encoding").isNull())
        saved.message.body = rest.toByteArray();
    else if (isMoreOfBody(rest))
        saved.beyond = rest.toByteArray();
    return saved;
}

domain::HttpMessage messageOf(SavedRequest saved)
{
    return std::move(saved.message);
}

} // namespace

Result<domain::HttpMessage> readRequestFile(const QString &path)
{
    return bytesOf(path).and_then([&](const QByteArray &bytes) { return readRequest(bytes, path); });
}

Result<domain::HttpMessage> readRequest(const QByteArray &bytes, const QString &name)
{
    return read(bytes, name, false).map(messageOf);
}

Result<SavedRequest> readSavedRequestFile(const QString &path)
{
    return bytesOf(path).and_then([&](const QByteArray &bytes) { return readSavedRequest(bytes, path); });
}

Result<SavedRequest> readSavedRequest(const QByteArray &bytes, const QString &name)
{
    return read(bytes, name, true);
}

} // namespace tocsin::flows
