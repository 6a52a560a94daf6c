// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/code/writer.h"

namespace tocsin::signature::code {

namespace {

using namespace Qt::StringLiterals;

class CSharpWriter final : public Writer
{
public:
    CSharpWriter()
    {
        indent = u"        "_s;
        jsonParameter = u"Json json, "_s;
    }
    QString bytes(QByteArrayView text) const override { return u'"' + escaped(text, Escape::Unicode) + u'"'; }

protected:
    QString helper(const QByteArray &name) const override
    {
        QString upper = QString::fromLatin1(name);
        upper[0] = upper[0].toUpper();
        return upper;
    }
    QString member(const QByteArray &name) const override { return u"request."_s + helper(name); }
    QString list(const QStringList &items) const override
    {
        return items.isEmpty() ? u"new List<string>()"_s
                               : u"new List<string> { %1 }"_s.arg(items.join(u", "_s));
    }
    QString let(const QString &variable, const QString &value) const override
    {
        return u"var %1 = %2;"_s.arg(variable, value);
    }
    QStringList unless(const QString &condition, const QString &rejection) const override
    {
        return {u"if (!%1) throw %2;"_s.arg(condition, rejection)};
    }
};

} // namespace

std::unique_ptr<Writer> csharpWriter()
{
    return std::make_unique<CSharpWriter>();
}

} // namespace tocsin::signature::code
