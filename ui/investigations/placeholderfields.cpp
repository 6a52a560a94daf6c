// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/investigations/placeholderfields.h"

#include "ui/widgets/forms.h"

#include <QFormLayout>
#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

PlaceholderFields::PlaceholderFields(int labelWidth, QWidget *parent)
    : QWidget(parent)
    , m_labelWidth(labelWidth)
    , m_form(new QFormLayout(this))
{
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setVerticalSpacing(8);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
}

void PlaceholderFields::setValue(const QString &name, const QString &value)
{
    m_values.insert(name, value);
}

void PlaceholderFields::want(const QStringList &names)
{
    for (const QString &name : m_fields.keys()) {
        if (!names.contains(name))
            m_form->removeRow(m_fields.take(name));
    }
    for (const QString &name : names) {
        if (!m_fields.contains(name))
            addField(name);
    }
    alignLabels(*m_form, m_labelWidth);
    setVisible(!m_fields.isEmpty());
}

void PlaceholderFields::addField(const QString &name)
{
    auto *field = new QLineEdit(m_values.value(name));
    field->setObjectName(u"place-"_s + name);
    field->setAccessibleName(name);
    for (const report::Placeholder &one : report::placeholders()) {
        if (one.name == name)
            field->setPlaceholderText(QString(one.means));
    }
    connect(field, &QLineEdit::textChanged, this, [this, name](const QString &value) {
        m_values.insert(name, value);
        emit changed();
    });
    m_form->addRow(name, field);
    m_fields.insert(name, field);
}

void PlaceholderFields::focusFirst(const QStringList &names)
{
    for (const QString &name : names) {
        if (QLineEdit *field = m_fields.value(name))
            return field->setFocus();
    }
}

} // namespace tocsin::ui
