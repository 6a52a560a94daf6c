// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/code/writer.h"

namespace tocsin::signature::code {

namespace {

using namespace Qt::StringLiterals;

class JavaWriter final : public Writer
{
public:
    JavaWriter() { indent = u"        "_s; }
    QString bytes(QByteArrayView text) const override { return u'"' + escaped(text, Escape::Octal) + u'"'; }

protected:
    QString member(const QByteArray &name) const override
    {
        return u"request.%1()"_s.arg(QString::fromLatin1(name));
    }
    QString list(const QStringList &items) const override
    {
        return u"List.of(%1)"_s.arg(items.join(u", "_s));
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

std::unique_ptr<Writer> javaWriter()
{
    return std::make_unique<JavaWriter>();
}

} // namespace tocsin::signature::code
