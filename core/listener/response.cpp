// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/listener/response.h"

#include <QString>

#include <algorithm>

namespace tocsin::listener {

namespace {

struct Phrase
{
    int status;
    const char *text;
};

// The IANA registry of HTTP status codes without those below 200: RFC 9110 section 15, RFC 2295, 2774,
// 3229, 4918, 5842, 6585, 7725 and 8470.
constexpr Phrase phrases[] = {
    {200, "OK"},
    {201, "Created"},
    {202, "Accepted"},
    {203, "Non-Authoritative Information"},
    {204, "No Content"},
    {205, "Reset Content"},
    {206, "Partial Content"},
    {207, "Multi-Status"},
    {208, "Already Reported"},
    {226, "IM Used"},
    {300, "Multiple Choices"},
    {301, "Moved Permanently"},
    {302, "Found"},
    {303, "See Other"},
    {304, "Not Modified"},
    {305, "Use Proxy"},
    {307, "Temporary Redirect"},
    {308, "Permanent Redirect"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {402, "Payment Required"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {406, "Not Acceptable"},
    {407, "Proxy Authentication Required"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {410, "Gone"},
    {411, "Length Required"},
    {412, "Precondition Failed"},
    {413, "Content Too Large"},
    {414, "URI Too Long"},
    {415, "Unsupported Media Type"},
    {416, "Range Not Satisfiable"},
    {417, "Expectation Failed"},
    {421, "Misdirected Request"},
    {422, "Unprocessable Content"},
    {423, "Locked"},
    {424, "Failed Dependency"},
    {425, "Too Early"},
    {426, "Upgrade Required"},
    {428, "Precondition Required"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {451, "Unavailable For Legal Reasons"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {502, "Bad Gateway"},
    {503, "Service Unavailable"},
    {504, "Gateway Timeout"},
    {505, "HTTP Version Not Supported"},
    {506, "Variant Also Negotiates"},
    {507, "Insufficient Storage"},
    {508, "Loop Detected"},
    {510, "Not Extended"},
    {511, "Network Authentication Required"},
};

bool writtenByListener(const QByteArray &name)
{
    return domain::sameFieldName(name, "Content-Length") || domain::sameFieldName(name, "Connection") ||
           domain::sameFieldName(name, "Transfer-Encoding");
}

bool breaksTheLine(const QByteArray &text)
{
    return std::any_of(text.begin(), text.end(), [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

} // namespace

QByteArray reasonPhrase(int status)
{
    for (const Phrase &phrase : phrases) {
        if (phrase.status == status)
            return phrase.text;
    }
    return "Status";
}

Response::Response(int status, const QList<domain::HeaderField> &headers, const QByteArray &body)
    : m_status(status)
    , m_body(body)
{
    m_head = "HTTP/1.1 " + QByteArray::number(status) + ' ' + reasonPhrase(status) + "\r\n";
    for (const domain::HeaderField &field : headers) {
        if (writtenByListener(field.name) || field.name.isEmpty() || breaksTheLine(field.name + field.value))
            continue;
        m_head += field.name + ": " + field.value + "\r\n";
        m_isDated = m_isDated || domain::sameFieldName(field.name, "Date");
    }
    if (status == 204 || status == 205 || status == 304) // RFC 9110 sections 15.3.5, 15.3.6 and 15.4.5
        m_body.clear();
    if (status != 204)
        m_head += "Content-Length: " + QByteArray::number(m_body.size()) + "\r\n";
}

std::shared_ptr<const Response> Response::plain(int status, const QString &sentence,
                                                const QList<domain::HeaderField> &headers)
{
    QList<domain::HeaderField> all = headers;
    all.append(domain::HeaderField{"Content-Type", "text/plain; charset=utf-8"});
    return std::make_shared<const Response>(status, all, sentence.toUtf8() + '\n');
}

QByteArray Response::wire(Persistence persistence, bool headOnly, QByteArrayView date) const
{
    QByteArray bytes;
    bytes.reserve(m_head.size() + date.size() + m_body.size() + 32);
    bytes += m_head;
    if (!m_isDated)
        bytes += date;
    if (persistence == Persistence::Close)
        bytes += "Connection: close\r\n";
    else if (persistence == Persistence::KeepAndSaySo)
        bytes += "Connection: keep-alive\r\n";
    bytes += "\r\n";
    if (!headOnly)
        bytes += m_body;
    return bytes;
}

} // namespace tocsin::listener
