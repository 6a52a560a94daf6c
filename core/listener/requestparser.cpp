// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/listener/requestparser.h"

#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/rfc7230.hpp>

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

// The words that beast has no room for: what the bytes look like when they are no HTTP/1.1 request at all.
QString guess(QByteArrayView head)
{
    if (head.size() >= 2 && head[0] == 0x16 && head[1] == 0x03)
        return u"this is a TLS handshake: the sender uses https:// and this listener speaks http://"_s;
    if (head.startsWith("PRI * HTTP/2"))
        return u"the sender speaks HTTP/2 without being asked; this listener speaks HTTP/1.1"_s;
    if (head.contains("\n\n") && !head.contains("\r\n"))
        return u"lines end with LF alone; HTTP/1.1 ends them with CR LF (RFC 9112 section 2.1)"_s;
    return {};
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

    std::optional<Refusal> refusal;

private:
    void on_request_impl(http::verb, beast::string_view method, beast::string_view target, int,
                         beast::error_code &ec) override
    {
        m_owner.m_message.method = toBytes(method);
        m_owner.m_message.target = toBytes(target);
        if (qint64(method.size() + target.size()) + 10 > m_owner.m_limits.requestLine)
            refuse(414, u"the request line is longer than %1 bytes"_s.arg(m_owner.m_limits.requestLine), ec);
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
    }

    std::size_t on_chunk_body_impl(std::uint64_t, beast::string_view bytes, beast::error_code &ec) override
    {
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
    bool m_inTrailers = false;
};

RequestParser::RequestParser(const Limits &limits, BodyCap bodyCap)
    : m_limits(limits)
    , m_bodyCap(std::move(bodyCap))
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
}

qsizetype RequestParser::feed(QByteArrayView bytes)
{
    qsizetype used = 0;
    if (m_state == State::Head) {
        // RFC 9112 section 2.2: an empty line in front of the request line is skipped.
        while (bytes.sliced(used).startsWith("\r\n"))
            used += 2;
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

qsizetype RequestParser::feedHead(QByteArrayView bytes)
{
    if (bytes.isEmpty())
        return 0;
    beast::error_code ec;
    const auto used = qsizetype(m_adapter->put({bytes.data(), size_t(bytes.size())}, ec));
    if (ec == http::error::need_more) {
        const QByteArrayView start = bytes.first(std::min<qsizetype>(bytes.size(), 4096));
        if (const QString what = guess(start); !what.isEmpty())
            refuse(400, false, what, bytes);
        else if (bytes.size() > m_limits.requestLine && bytes.first(m_limits.requestLine).indexOf('\n') < 0)
            refuse(414, true, u"the request line is longer than %1 bytes"_s.arg(m_limits.requestLine), bytes);
        return used;
    }
    if (ec) {
        if (m_adapter->refusal)
            refuse(m_adapter->refusal->status, true, m_adapter->refusal->reason, bytes);
        else if (ec == http::error::header_limit)
            refuse(431, true,
                   u"the head is longer than %1 bytes"_s.arg(m_limits.requestLine + m_limits.headers), bytes);
        else
            refuse(400, false, guess(bytes).isEmpty() ? words(ec) : guess(bytes), bytes);
        return used;
    }
    m_message.head = bytes.first(used).toByteArray();
    if (used - m_message.head.indexOf('\n') - 1 > m_limits.headers) {
        refuse(431, true, u"the header fields are longer than %1 bytes"_s.arg(m_limits.headers));
        return used;
    }
    const qint64 cap = m_bodyCap ? m_bodyCap(m_message) : m_limits.body;
    if (const auto length = m_adapter->content_length(); length && *length > std::uint64_t(cap)) {
        refuse(413, true,
               u"Content-Length announces %1 bytes; this endpoint takes %2"_s.arg(*length).arg(cap));
        return used;
    }
    m_adapter->setCap(cap);
    m_keepAlive = m_adapter->keep_alive();
    m_adapter->eager(true);
    m_state = m_adapter->is_done() ? State::Done : State::Body;
    m_expectsContinue = m_state == State::Body && m_message.head.contains(" HTTP/1.1\r\n") &&
                        m_message.first("Expect").compare("100-continue", Qt::CaseInsensitive) == 0;
    return used;
}

qsizetype RequestParser::feedBody(QByteArrayView bytes)
{
    m_expectsContinue = false;
    beast::error_code ec;
    const auto used = qsizetype(m_adapter->put({bytes.data(), size_t(bytes.size())}, ec));
    if (m_adapter->is_done()) {
        m_state = State::Done;
    } else if (ec && ec != http::error::need_more) {
        if (m_adapter->refusal)
            refuse(m_adapter->refusal->status, true, m_adapter->refusal->reason);
        else
            refuse(400, false, words(ec));
    } else if (ec == http::error::need_more && bytes.size() > m_limits.headers) {
        refuse(431, true, u"a chunk header or the trailers are longer than %1 bytes"_s.arg(m_limits.headers));
    }
    return used;
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
}

} // namespace tocsin::listener
