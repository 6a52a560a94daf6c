// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/http/answerparser.h"

#include <boost/beast/http/basic_parser.hpp>

#include <algorithm>
#include <limits>

namespace tocsin::http {

using namespace Qt::StringLiterals;
namespace beast = boost::beast;

namespace {

QByteArray toBytes(beast::string_view text)
{
    return QByteArray(text.data(), qsizetype(text.size()));
}

} // namespace

class AnswerParser::Adapter final : public beast::http::basic_parser<false>
{
public:
    explicit Adapter(AnswerParser &owner) : m_owner(owner)
    {
        header_limit(headLimit);
        body_limit(std::numeric_limits<std::uint64_t>::max()); // ours: see on_body_impl()
        eager(true);
        skip(owner.m_headOnly);
    }

private:
    void on_request_impl(beast::http::verb, beast::string_view, beast::string_view, int,
                         beast::error_code &) override
    {}
    void on_response_impl(int code, beast::string_view, int, beast::error_code &) override
    {
        m_owner.m_status = code;
    }
    void on_field_impl(beast::http::field, beast::string_view name, beast::string_view value,
                       beast::error_code &) override
    {
        if (!m_inTrailers)
            m_owner.m_headers.append({toBytes(name), toBytes(value)});
    }
    void on_header_impl(beast::error_code &) override { m_inTrailers = true; }
    void on_body_init_impl(const boost::optional<std::uint64_t> &, beast::error_code &) override {}
    std::size_t on_body_impl(beast::string_view bytes, beast::error_code &ec) override
    {
        const qint64 room = m_owner.m_keep - m_owner.m_body.size();
        m_owner.m_body.append(bytes.data(), std::min(qint64(bytes.size()), room));
        if (qint64(bytes.size()) > room) {
            m_owner.m_cut = true;
            ec = beast::http::error::body_limit;
        }
        return bytes.size();
    }
    void on_chunk_header_impl(std::uint64_t, beast::string_view, beast::error_code &) override {}
    std::size_t on_chunk_body_impl(std::uint64_t, beast::string_view bytes, beast::error_code &ec) override
    {
        return on_body_impl(bytes, ec);
    }
    void on_finish_impl(beast::error_code &) override {}

    AnswerParser &m_owner;
    bool m_inTrailers = false;
};

AnswerParser::AnswerParser(bool headOnly, qint64 keep)
    : m_headOnly(headOnly)
    , m_keep(std::max<qint64>(0, keep))
{
    restart();
}

AnswerParser::~AnswerParser() = default;

void AnswerParser::restart()
{
    m_adapter = std::make_unique<Adapter>(*this);
    m_status = 0;
    m_head.clear();
    m_headers.clear();
}

AnswerParser::State AnswerParser::fail(const QString &reason)
{
    m_reason = reason;
    return m_state = State::Failed;
}

AnswerParser::State AnswerParser::feed(QByteArrayView bytes)
{
    m_in += bytes;
    while (m_state == State::Reading && !m_in.isEmpty()) {
        const bool hadHead = m_adapter->is_header_done();
        beast::error_code ec;
        const auto used =
            qsizetype(m_adapter->put(boost::asio::const_buffer(m_in.constData(), size_t(m_in.size())), ec));
        if (!hadHead && m_adapter->is_header_done())
            m_head = m_in.first(m_in.indexOf("\r\n\r\n") + 4);
        m_in.remove(0, used);
        if (m_cut)
            return m_state = State::Done;
        if (ec && ec != beast::http::error::need_more)
            return fail(u"it is no HTTP/1.1 answer: %1"_s.arg(QString::fromStdString(ec.message())));
        if (m_adapter->is_done()) {
            const bool interim = m_status >= 100 && m_status < 200 && m_status != 101;
            if (!interim)
                return m_state = State::Done;
            if (++m_interim > mostInterim)
                return fail(u"more than %1 interim answers"_s.arg(mostInterim));
            restart();
        } else if (used == 0) {
            break;
        }
    }
    return m_state;
}

AnswerParser::State AnswerParser::end()
{
    if (m_state != State::Reading)
        return m_state;
    if (!m_adapter->got_some())
        return fail(u"the connection was closed without an answer"_s);
    beast::error_code ec;
    if (m_adapter->is_header_done())
        m_adapter->put_eof(ec);
    if (ec || !m_adapter->is_done())
        return fail(u"the connection was closed before the answer was complete"_s);
    return m_state = State::Done;
}

} // namespace tocsin::http
