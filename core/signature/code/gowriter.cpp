// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/code/writer.h"

namespace tocsin::signature::code {

namespace {

using namespace Qt::StringLiterals;

class GoWriter final : public Writer
{
public:
    GoWriter()
    {
        indent = u"\t"_s;
        end.clear();
        jsonParameter = u"parsed any, "_s;
    }
    QString bytes(QByteArrayView text) const override { return u'"' + escaped(text, Escape::Hex) + u'"'; }

protected:
    QString name(const QByteArray &variable) const override
    {
        return variable == "json" ? u"parsed"_s : QString::fromLatin1(variable); // json is the package
    }
    QString helper(const QByteArray &name) const override
    {
        // Packages have these names.
        return QString::fromLatin1(name == "hmac" || name == "crc32" ? name + "Of" : name);
    }
    QString list(const QStringList &items) const override
    {
        return u"[]string{%1}"_s.arg(items.join(u", "_s));
    }
    QString let(const QString &variable, const QString &value) const override
    {
        return u"%1 := %2"_s.arg(variable, value);
    }
    QStringList unless(const QString &condition, const QString &rejection) const override
    {
        return {u"if !%1 {"_s.arg(condition), indent + rejection, u"}"_s};
    }
};

} // namespace

std::unique_ptr<Writer> goWriter()
{
    return std::make_unique<GoWriter>();
}

} // namespace tocsin::signature::code
