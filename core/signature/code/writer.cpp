// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/code/writer.h"

namespace tocsin::signature::code {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype widest = 90; // characters of a line, before texts are laid one below the other

} // namespace

QString Writer::expression(const Expr &expr) const
{
    QStringList items;
    if (expr.kind == Expr::Kind::Call || expr.kind == Expr::Kind::List) {
        for (const Expr &item : expr.items)
            items.append(expression(item));
    }
    switch (expr.kind) {
    case Expr::Kind::Text:
        return bytes(expr.text);
    case Expr::Kind::Number:
        return QString::number(expr.number);
    case Expr::Kind::Name:
        return name(expr.text);
    case Expr::Kind::Member:
        return member(expr.text);
    case Expr::Kind::Call:
        return helper(expr.text) + u'(' + items.join(u", "_s) + u')';
    case Expr::Kind::List:
        return list(items);
    case Expr::Kind::Join:
        return joined(expr.items);
    }
    Q_UNREACHABLE();
}

QString Writer::joined(const std::vector<Expr> &pieces) const
{
    QStringList texts;
    for (const Expr &piece : pieces)
        texts.append(expression(piece));
    const QString line = texts.join(plus() + u' ');
    return line.size() <= widest ? u'(' + line + u')'
                                 : u'(' + texts.join(plus() + u'\n' + indent + indent) + u')';
}

QStringList Writer::unless(const QString &condition, const QString &rejection) const
{
    return {u"if (!%1) %2;"_s.arg(condition, rejection)};
}

Result<QString> Writer::body(const Plan &plan) const
{
    QStringList lines;
    for (const Step &step : plan.steps) {
        switch (step.kind) {
        case Step::Kind::Note:
            lines.append(comment + u' ' + QString::fromLatin1(step.comment));
            break;
        case Step::Kind::Let:
            lines.append(let(name(step.name), expression(step.value)));
            break;
        case Step::Kind::Unless:
            lines.append(unless(expression(step.value),
                                expression(call("reject", {text(step.name), text(step.comment)}))));
            break;
        case Step::Kind::Do:
            lines.append(expression(step.value) + end);
            break;
        case Step::Kind::Return:
            lines.append(u"return "_s + expression(step.value) + end);
            break;
        }
    }
    return indent + lines.join(u'\n' + indent);
}

QString snakeCase(const QByteArray &camelCase)
{
    QString snake;
    for (const char c : camelCase) {
        if (c >= 'A' && c <= 'Z')
            snake += u'_';
        snake += QChar::fromLatin1(c).toLower();
    }
    return snake;
}

} // namespace tocsin::signature::code
