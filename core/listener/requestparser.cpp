// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/listener/requestparser.h"

#include "core/domain/rawhead.h"
#include "core/listener/requestline.h"

#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/rfc7230.hpp>

#include <algorithm>
#include <cctype>
#include <limits>
#include <optional>

namespace tocsin::listener {

using namespace Qt::StringLiterals;
namespace beast = boost::beast;
namespace http = boost::beast::http;

namespace {

QByteArray toBytes(beast::string_view text)
{
    return QByteArray(text.data(), qsizetype(text.size()));
}

// RFC 9112 section 7.1: last-chunk = 1*("0").
bool isLastChunk(QByteArrayView line)
{
    const auto end = std::find_if_not(line.begin(), line.end(), [](char c) { return c == '0'; });
    return end != line.begin() && (end == line.end() || !std::isxdigit(quint8(*end)));
}

QString words(const beast::error_code &error)
{
    return QString::fromStdString(error.message());
}

} // namespace

class RequestParser::Adapter final : public http::basic_parser<true>
{
public:
    explicit Adapter(RequestParser &owner) : m_owner(owner)
    {
        header_limit(std::uint32_t(owner.m_limits.requestLine + owner.m_limits.headers));
        body_limit(std::numeric_limits<std::uint64_t>::max()); // ours, per endpoint: see feedHead()
    }

    void setCap(qint64 bytes) { m_cap = bytes; }
    std::uint64_t chunkLeft() const { return m_chunkLeft; } // 0 between two chunks
    bool isHttp11() const { return m_version == 11; }

    std::optional<Refusal> refusal;

private:
    void on_request_impl(http::verb, beast::string_view method, beast::string_view target, int version,
                         beast::error_code &) override
    {
        m_version = version;
        m_owner.m_message.method = toBytes(method);
        m_owner.m_message.target = toBytes(target);
    }

    void on_field_impl(http::field, beast::string_view name, beast::string_view value,
                       beast::error_code &ec) override
    {
        QList<domain::HeaderField> &fields =
            m_inTrailers ? m_owner.m_message.trailers : m_owner.m_message.headers;
        if (fields.size() >= m_owner.m_limits.headerFields)
            return refuse(431, u"more than %1 header fields"_s.arg(m_owner.m_limits.headerFields), ec);
        fields.append({toBytes(name), toBytes(value)});
    }

    void on_header_impl(beast::error_code &) override { m_inTrailers = true; }

    void on_body_init_impl(const boost::optional<std::uint64_t> &length, beast::error_code &) override
    {
        if (length)
            m_owner.m_message.body.reserve(qsizetype(std::min<std::uint64_t>(*length, 256 * 1024)));
    }

    std::size_t on_body_impl(beast::string_view bytes, beast::error_code &ec) override
    {
        QByteArray &body = m_owner.m_message.body;
        const qint64 room = m_cap - body.size();
        body.append(bytes.data(), qsizetype(std::min<std::uint64_t>(bytes.size(), std::uint64_t(room))));
        if (qint64(bytes.size()) > room)
            refuse(413, u"the body is longer than %1 bytes"_s.arg(m_cap), ec);
        return bytes.size();
    }

    void on_chunk_header_impl(std::uint64_t size, beast::string_view, beast::error_code &ec) override
    {
        if (size == 0)
            return;
        if (m_owner.m_chunkSizes.size() >= maxChunksNoted)
            return refuse(413, u"more than %1 chunks"_s.arg(maxChunksNoted), ec);
        m_owner.m_chunkSizes.append(qint64(std::min<std::uint64_t>(size, std::uint64_t(INT64_MAX))));
        m_chunkLeft = size;
    }

    std::size_t on_chunk_body_impl(std::uint64_t, beast::string_view bytes, beast::error_code &ec) override
    {
        m_chunkLeft -= bytes.size();
        return on_body_impl(bytes, ec);
    }

    void on_finish_impl(beast::error_code &) override {}
    void on_response_impl(int, beast::string_view, int, beast::error_code &) override {}

    void refuse(int status, const QString &reason, beast::error_code &ec)
    {
        refusal = Refusal{status, true, reason};
        ec = http::error::body_limit;
    }

    static constexpr qsizetype maxChunksNoted = 100'000;
    RequestParser &m_owner;
    qint64 m_cap = 0;
    std::uint64_t m_chunkLeft = 0;
    int m_version = 0;
    bool m_inTrailers = false;
};

RequestParser::RequestParser(const Limits &limits, BodyCap bodyCap, Host host)
    : m_limits(limits)
    , m_bodyCap(std::move(bodyCap))
    , m_host(host)
{
    reset();
}

RequestParser::~RequestParser() = default;

void RequestParser::reset()
{
    m_message = {};
    m_chunkSizes.clear();
    m_refusal = {};
    m_state = State::Head;
    m_keepAlive = true;
    m_expectsContinue = false;
    m_adapter = std::make_unique<Adapter>(*this);
    m_scanned = 0;
    m_lineEnd = -1;
}

bool RequestParser::isHttp10() const
{
    return !m_adapter->isHttp11();
}

qsizetype RequestParser::feed(QByteArrayView bytes)
{
    qsizetype used = 0;
    if (m_state == State::Head) {
        // RFC 9112 section 2.2: an empty line in front of the request line is skipped.
        while (bytes.sliced(used).startsWith("\r\n"))
            used += 2;
        if (bytes.sliced(used) == "\r")
            return used; // perhaps one more
        used += feedHead(bytes.sliced(used));
    }
    while (m_state == State::Body && used < bytes.size()) {
        const qsizetype step = feedBody(bytes.sliced(used));
        if (step == 0)
            break;
        used += step;
    }
    return used;
}

// The head goes to beast whole: it takes a head apart line by line otherwise, and whether a request is good
// must not depend on how its bytes come.
qsizetype RequestParser::feedHead(QByteArrayView bytes)
{
    if (m_lineEnd < 0)
        m_lineEnd = bytes.indexOf('\n', m_scanned);
    const qsizetype blankLine = bytes.indexOf("\r\n\r\n", std::max<qsizetype>(0, m_scanned - 3));
    const QByteArrayView head = blankLine < 0 ? bytes : bytes.first(blankLine + 4);
    if (!isWithinBounds(head))
        return 0;
    if (blankLine < 0) {
        m_scanned = bytes.size();
        return 0;
    }
    m_message.head = head.toByteArray();
    beast::error_code ec;
    const QByteArray known = asKnownVersion(m_message.head, m_lineEnd);
    m_adapter->put({known.data(), size_t(known.size())}, ec);
    if (ec) {
        if (m_adapter->refusal)
            refuse(m_adapter->refusal->status, true, m_adapter->refusal->reason);
        else
            refuse(400, false, words(ec));
    } else if (!m_adapter->is_header_done()) {
        refuse(400, false, u"the head ends in the middle of a field"_s);
    } else if (isForUs() && hasKnownFraming()) {
        beginBody();
    }
    return head.size();
}

bool RequestParser::isWithinBounds(QByteArrayView head)
{
    const bool lineIsWhole = m_lineEnd >= 0 && m_lineEnd < head.size();
    const QByteArrayView line =
        head.first(std::min<qsizetype>(lineIsWhole ? m_lineEnd + 1 : head.size(), m_limits.requestLine));
    const bool lineIsTooLong = (lineIsWhole ? m_lineEnd + 1 : head.size()) > m_limits.requestLine;
    if (const QString what = whyNoRequest(line, lineIsWhole && !lineIsTooLong); !what.isEmpty())
        refuse(400, false, what, head);
    else if (lineIsWhole && !lineIsTooLong && majorVersion(line) != 1)
        refuse(505, false, u"this is another HTTP than HTTP/1.1 (RFC 9110 section 15.6.6)"_s, head);
    else if (lineIsTooLong)
        refuse(414, true, u"the request line is longer than %1 bytes"_s.arg(m_limits.requestLine), head);
    else if (lineIsWhole && head.size() - line.size() > m_limits.headers)
        refuse(431, true, u"the header fields are longer than %1 bytes"_s.arg(m_limits.headers), head);
    return m_state != State::Failed;
}

// A request that is meant for another server, or for two.
bool RequestParser::isForUs()
{
    const auto hosts = std::count_if(
        m_message.headers.cbegin(), m_message.headers.cend(),
        [](const domain::HeaderField &field) { return domain::sameFieldName(field.name, "Host"); });
    // To a sender that asks for a tunnel, 2xx would mean that its bytes now go to another server.
    if (m_message.method == "CONNECT")
        refuse(501, false,
               u"CONNECT asks a proxy for a tunnel; this listener is none (RFC 9110 section 9.3.6)"_s);
    else if (hosts > 1)
        refuse(400, false, u"more than one Host field (RFC 9112 section 3.2)"_s);
    else if (hosts == 0 && m_host == Host::Needed && !isHttp10())
        refuse(400, false, u"no Host field, which HTTP/1.1 has to have (RFC 9112 section 3.2)"_s);
    return m_state != State::Failed;
}

// RFC 9112 section 9.3: "close" counts before "keep-alive", which beast does not see in HTTP/1.0.
bool RequestParser::saysClose() const
{
    const auto &fields = m_message.headers;
    return std::any_of(fields.cbegin(), fields.cend(), [](const domain::HeaderField &field) {
        return domain::sameFieldName(field.name, "Connection") &&
               http::token_list({field.value.data(), size_t(field.value.size())}).exists("close");
    });
}

// RFC 9112 section 6.1: where a body ends must be beyond doubt, or what follows it could be smuggled.
bool RequestParser::hasKnownFraming()
{
    QByteArrayList codings;
    for (const domain::HeaderField &field : std::as_const(m_message.headers)) {
        if (domain::sameFieldName(field.name, "Transfer-Encoding"))
            codings.append(field.value);
    }
    if (codings.isEmpty())
        return true;
    if (!m_adapter->isHttp11())
        refuse(400, false, u"Transfer-Encoding does not exist in HTTP/1.0 (RFC 9112 section 6.1)"_s);
    else if (!m_adapter->chunked())
        refuse(400, false, u"Transfer-Encoding does not end with chunked (RFC 9112 section 6.1)"_s);
    else if (codings.size() > 1 || codings.first().compare("chunked", Qt::CaseInsensitive) != 0)
        refuse(501, false, u"Transfer-Encoding: of the codings only chunked is understood"_s);
    return m_state != State::Failed;
}

void RequestParser::beginBody()
{
    const qint64 cap = m_bodyCap ? m_bodyCap(m_message) : m_limits.body;
    if (const auto length = m_adapter->content_length(); length && *length > std::uint64_t(cap)) {
        refuse(413, true,
               u"Content-Length announces %1 bytes; this endpoint takes %2"_s.arg(*length).arg(cap));
        return;
    }
    m_adapter->setCap(cap);
    m_scanned = 0;
    m_lineEnd = -1;
    m_keepAlive = m_adapter->keep_alive() && !(isHttp10() && saysClose());
    m_adapter->eager(true);
    m_state = m_adapter->is_done() ? State::Done : State::Body;
    m_expectsContinue = m_state == State::Body && m_adapter->isHttp11() &&
                        m_message.first("Expect").compare("100-continue", Qt::CaseInsensitive) == 0;
}

qsizetype RequestParser::feedBody(QByteArrayView bytes)
{
    m_expectsContinue = false;
    if (m_adapter->chunked()) {
        const std::uint64_t left = m_adapter->chunkLeft();
        bytes = left > 0 ? bytes.first(qsizetype(std::min<std::uint64_t>(left, std::uint64_t(bytes.size()))))
                         : wholeChunkHead(bytes);
        if (bytes.isEmpty())
            return 0;
    }
    beast::error_code ec;
    const auto used = qsizetype(m_adapter->put({bytes.data(), size_t(bytes.size())}, ec));
    if (m_adapter->is_done()) {
        m_state = State::Done;
    } else if (ec && (ec != http::error::need_more || used == 0)) {
        if (m_adapter->refusal)
            refuse(m_adapter->refusal->status, true, m_adapter->refusal->reason);
        else
            refuse(400, false, words(ec));
    }
    return used;
}

// The line in front of a chunk, or the last one with its trailers; empty while it is not all there. Like a
// head it goes to beast whole: beast asserts what the bytes of a last chunk that comes in pieces need not
// hold.
QByteArrayView RequestParser::wholeChunkHead(QByteArrayView bytes)
{
    const qsizetype start =
        !m_chunkSizes.isEmpty() && bytes.startsWith("\r\n") ? 2 : 0; // ends the chunk before
    if (m_lineEnd < 0)
        m_lineEnd = bytes.indexOf("\r\n", std::max(start, m_scanned - 1));
    qsizetype size = m_lineEnd < 0 ? -1 : m_lineEnd + 2;
    if (m_lineEnd >= 0 && isLastChunk(bytes.first(m_lineEnd).sliced(start))) {
        const qsizetype end = bytes.indexOf("\r\n\r\n", std::max(m_lineEnd, m_scanned - 3));
        size = end < 0 ? -1 : end + 4;
    }
    if ((size < 0 ? bytes.size() : size) > m_limits.headers) {
        refuse(431, true, u"a chunk header or the trailers are longer than %1 bytes"_s.arg(m_limits.headers));
        return {};
    }
    m_scanned = size < 0 ? bytes.size() : 0;
    if (size < 0)
        return {};
    m_lineEnd = -1;
    return bytes.first(size);
}

bool RequestParser::giveUp(QByteArrayView unread, int status, const QString &reason)
{
    if (m_state == State::Done || m_state == State::Failed)
        return false;
    if (m_state == State::Head && unread.isEmpty())
        return false;
    refuse(status, true, reason, m_state == State::Head ? unread : QByteArrayView());
    return true;
}

void RequestParser::refuse(int status, bool truncated, const QString &reason, QByteArrayView seen)
{
    m_state = State::Failed;
    m_keepAlive = false;
    m_expectsContinue = false;
    m_refusal = {status, truncated, reason};
    if (m_message.head.isEmpty() && !seen.isEmpty()) {
        // Of a head that never ended, what was read up to its bound is kept.
        const qint64 most = m_limits.requestLine + m_limits.headers;
        m_message.head = seen.first(std::min<qsizetype>(seen.size(), most)).toByteArray();
    }
    if (truncated && m_message.method.isEmpty())
        domain::readHead(m_message);
}

} // namespace tocsin::listener
