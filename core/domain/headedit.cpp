// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/domain/headedit.h"

#include <algorithm>

namespace tocsin::domain {

namespace {

QByteArrayView nameOf(const QByteArray &line)
{
    const qsizetype colon = line.indexOf(':');
    return QByteArrayView(line).first(colon < 0 ? 0 : colon);
}

} // namespace

HeadEdit::HeadEdit(const QByteArray &head)
{
    for (qsizetype at = 0; at < head.size();) {
        const qsizetype end = head.indexOf('\n', at);
        const QByteArray line = end < 0 ? head.mid(at) + "\r\n" : head.mid(at, end + 1 - at);
        at = end < 0 ? head.size() : end + 1;
        if (m_requestLine.isEmpty())
            m_requestLine = line;
        else if (line == "\r\n" || line == "\n")
            break;
        else if ((line.startsWith(' ') || line.startsWith('\t')) && !m_lines.isEmpty())
            m_lines.last() += line;
        else
            m_lines.append(line);
    }
}

void HeadEdit::setTarget(const QByteArray &target)
{
    const qsizetype first = m_requestLine.indexOf(' ');
    const qsizetype last = m_requestLine.lastIndexOf(' ');
    if (first > 0 && last > first)
        m_requestLine.replace(first + 1, last - first - 1, target);
}

void HeadEdit::setMethod(const QByteArray &method)
{
    if (const qsizetype end = m_requestLine.indexOf(' '); end > 0)
        m_requestLine.replace(0, end, method);
}

void HeadEdit::replaceAll(const QList<HeaderField> &fields)
{
    m_lines.clear();
    for (const HeaderField &field : fields)
        m_lines.append(field.name + ": " + field.value + "\r\n");
}

void HeadEdit::set(const HeaderField &field)
{
    const auto isIt = [&field](const QByteArray &line) { return sameFieldName(nameOf(line), field.name); };
    const auto first = std::find_if(m_lines.begin(), m_lines.end(), isIt);
    if (first == m_lines.end()) {
        m_lines.append(field.name + ": " + field.value + "\r\n");
        return;
    }
    *first = nameOf(*first).toByteArray() + ": " + field.value + "\r\n";
    m_lines.erase(std::remove_if(std::next(first), m_lines.end(), isIt), m_lines.end());
}

void HeadEdit::remove(QByteArrayView name)
{
    m_lines.removeIf([name](const QByteArray &line) { return sameFieldName(nameOf(line), name); });
}

bool HeadEdit::has(QByteArrayView name) const
{
    return std::any_of(m_lines.begin(), m_lines.end(),
                       [name](const QByteArray &line) { return sameFieldName(nameOf(line), name); });
}

QByteArray HeadEdit::bytes() const
{
    return m_requestLine + m_lines.join() + "\r\n";
}

} // namespace tocsin::domain
