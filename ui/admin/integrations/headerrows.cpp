// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/admin/integrations/headerrows.h"

#include "core/socotra/reader.h"
#include "core/socotra/rules.h"
#include "ui/widgets/buttons.h"

#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using socotra::Header;

HeaderRows::HeaderRows(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(4);
    QPushButton *add = textButton(tr("Add header"), u"addHeader"_s, this);
    auto *foot = new QHBoxLayout;
    foot->addWidget(add);
    foot->addStretch(1);
    m_column->addLayout(foot);
    setFocusProxy(add);
    connect(add, &QPushButton::clicked, this, [this] {
        addRow({});
        m_rows.last().name->setFocus();
        emit changed();
    });
}

void HeaderRows::setHeaders(const QList<Header> &headers)
{
    for (const Row &row : std::as_const(m_rows))
        delete row.widget;
    m_rows.clear();
    for (const Header &header : headers)
        addRow(header);
}

void HeaderRows::addRow(const Header &header)
{
    Row row{new QWidget, new QLineEdit, new QLineEdit, {}};
    auto *line = new QHBoxLayout(row.widget);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(8);
    row.name->setObjectName(u"headerName"_s);
    row.name->setAccessibleName(tr("Header name"));
    row.name->setPlaceholderText(tr("Name"));
    row.name->setMaxLength(200);
    row.name->setText(header.name);
    row.value->setObjectName(u"headerValue"_s);
    row.value->setAccessibleName(tr("Header value"));
    row.value->setPlaceholderText(tr("Value"));
    row.value->setMaxLength(8000);
    if (socotra::isSensitiveHeader(header.name) && socotra::looksMasked(header.value.reveal())) {
        row.masked = header.value;
        row.value->setPlaceholderText(tr("masked by the tenant: enter it again"));
    } else {
        row.value->setText(QString::fromUtf8(header.value.reveal()));
    }
    const auto follow = [name = row.name, value = row.value] {
        value->setEchoMode(socotra::isSensitiveHeader(name->text()) ? QLineEdit::Password
                                                                    : QLineEdit::Normal);
    };
    follow();
    QToolButton *remove = iconButton(m_theme, u"trash"_s, tr("Remove header"), u"removeHeader"_s, this);
    line->addWidget(row.name, 2);
    line->addWidget(row.value, 3);
    line->addWidget(remove);
    connect(row.name, &QLineEdit::textChanged, this, follow);
    connect(row.name, &QLineEdit::textChanged, this, &HeaderRows::changed);
    connect(row.value, &QLineEdit::textChanged, this, &HeaderRows::changed);
    connect(remove, &QToolButton::clicked, this, [this, widget = row.widget] { removeRow(widget); });
    m_column->insertWidget(int(m_rows.size()), row.widget);
    m_rows.append(row);
}

void HeaderRows::removeRow(QWidget *widget)
{
    m_rows.removeIf([widget](const Row &row) { return row.widget == widget; });
    widget->hide();
    widget->deleteLater(); // its button is being pressed
    emit changed();
}

QList<Header> HeaderRows::headers() const
{
    QList<Header> headers;
    for (const Row &row : m_rows) {
        const QString name = row.name->text().trimmed();
        const QString value = row.value->text();
        if (name.isEmpty() && value.isEmpty())
            continue;
        headers.append(
            {name, value.isEmpty() && !row.masked.isEmpty() ? row.masked : Secret(value.toUtf8())});
    }
    return headers;
}

} // namespace tocsin::ui
