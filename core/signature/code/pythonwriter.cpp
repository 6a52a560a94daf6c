// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/code/writer.h"

namespace tocsin::signature::code {

namespace {

using namespace Qt::StringLiterals;

class PythonWriter final : public Writer
{
public:
    PythonWriter()
    {
        comment = u"#"_s;
        end.clear();
        itemSuffix = u"_item"_s;
        jsonParameter = u"parsed, "_s;
    }
    QString bytes(QByteArrayView text) const override { return u"b'"_s + escaped(text, Escape::Hex) + u'\''; }

protected:
    QString name(const QByteArray &variable) const override
    {
        return variable == "json" ? u"parsed"_s : snakeCase(variable); // json is the module
    }
    QString helper(const QByteArray &name) const override
    {
        return name == "hmac" ? u"hmac_of"_s : snakeCase(name); // hmac is the module
    }
    QString let(const QString &variable, const QString &value) const override
    {
        return variable + u" = "_s + value;
    }
    QStringList unless(const QString &condition, const QString &rejection) const override
    {
        return {u"if not %1:"_s.arg(condition), indent + rejection};
    }
};

} // namespace

std::unique_ptr<Writer> pythonWriter()
{
    return std::make_unique<PythonWriter>();
}

} // namespace tocsin::signature::code
