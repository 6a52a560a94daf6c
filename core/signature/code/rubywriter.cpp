// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/code/writer.h"

namespace tocsin::signature::code {

namespace {

using namespace Qt::StringLiterals;

class RubyWriter final : public Writer
{
public:
    RubyWriter()
    {
        indent = u"  "_s;
        comment = u"#"_s;
        end.clear();
        itemSuffix = u"_item"_s;
    }
    // The file says that its literals are bytes.
    QString bytes(QByteArrayView text) const override { return u'"' + escaped(text, Escape::Hex) + u'"'; }

protected:
    QString name(const QByteArray &variable) const override { return snakeCase(variable); }
    QString helper(const QByteArray &name) const override { return snakeCase(name); }
    QString let(const QString &variable, const QString &value) const override
    {
        return variable + u" = "_s + value;
    }
    QStringList unless(const QString &condition, const QString &rejection) const override
    {
        return {u"%1 unless %2"_s.arg(rejection, condition)};
    }
};

} // namespace

std::unique_ptr<Writer> rubyWriter()
{
    return std::make_unique<RubyWriter>();
}

} // namespace tocsin::signature::code
