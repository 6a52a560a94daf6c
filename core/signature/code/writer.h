// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/signature/code/literal.h"
#include "core/signature/code/plan.h"

#include <QStringList>

#include <memory>

namespace tocsin::signature::code {

// Spells the plan in one language. The base class writes what most of them share; a subclass changes what is
// different.
class Writer
{
public:
    Writer() = default;
    Writer(const Writer &) = delete;
    Writer &operator=(const Writer &) = delete;
    virtual ~Writer() = default;

    // The lines of the function that verifies. Rejected: a value cannot be written in this language.
    virtual Result<QString> body(const Plan &plan) const;
    virtual QString bytes(QByteArrayView text) const = 0; // a literal

    QString indent = QStringLiteral("    ");
    QString comment = QStringLiteral("//");
    QString end = QStringLiteral(";");
    QString itemSuffix = QStringLiteral("Item"); // verify -> verifyItem
    QString jsonParameter = QStringLiteral("json, ");

protected:
    virtual QString name(const QByteArray &variable) const { return QString::fromLatin1(variable); }
    virtual QString helper(const QByteArray &name) const { return QString::fromLatin1(name); }
    virtual QString member(const QByteArray &name) const
    {
        return QStringLiteral("request.") + QString::fromLatin1(name);
    }
    virtual QString list(const QStringList &items) const
    {
        return QStringLiteral("[%1]").arg(items.join(QStringLiteral(", ")));
    }
    virtual QString let(const QString &variable, const QString &value) const = 0;
    virtual QStringList unless(const QString &condition, const QString &rejection) const;
    virtual QString plus() const { return QStringLiteral(" +"); }

    QString expression(const Expr &expr) const;

private:
    QString joined(const std::vector<Expr> &pieces) const;
};

std::unique_ptr<Writer> nodeWriter();
std::unique_ptr<Writer> pythonWriter();
std::unique_ptr<Writer> goWriter();
std::unique_ptr<Writer> javaWriter();
std::unique_ptr<Writer> csharpWriter();
std::unique_ptr<Writer> phpWriter();
std::unique_ptr<Writer> rubyWriter();
std::unique_ptr<Writer> shellWriter();

QString snakeCase(const QByteArray &camelCase); // "decodeHex" as "decode_hex"

} // namespace tocsin::signature::code
