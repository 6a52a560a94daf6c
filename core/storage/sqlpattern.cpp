// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/sqlpattern.h"

#include <QStringList>

namespace tocsin::storage {

using namespace Qt::StringLiterals;

QString symbolOf(filter::Order order)
{
    switch (order) {
    case filter::Order::Equal:
        return u"="_s;
    case filter::Order::Less:
        return u"<"_s;
    case filter::Order::LessEqual:
        return u"<="_s;
    case filter::Order::Greater:
        return u">"_s;
    case filter::Order::GreaterEqual:
        return u">="_s;
    }
    Q_UNREACHABLE();
}

QString globOf(const filter::Pattern &pattern)
{
    QStringList pieces;
    for (QString piece : pattern.pieces) {
        piece.replace(u'[', u"[[]"_s).replace(u'*', u"[*]"_s).replace(u'?', u"[?]"_s);
        pieces.append(piece);
    }
    return pieces.join(u'*');
}

QString folded(QString text)
{
    for (QChar &c : text) {
        if (c >= u'A' && c <= u'Z')
            c = QChar(c.unicode() + 32);
    }
    return text;
}

} // namespace tocsin::storage
