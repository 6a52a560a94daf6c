// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/inspector/headerstab.h"

#include "ui/text/numbertext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/texttable.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

constexpr int widestName = 180; // px: the rest is for the values

using Rows = QList<QList<TextTableModel::Cell>>;

void addFields(Rows &rows, const QList<domain::HeaderField> &fields, bool trailers)
{
    for (qsizetype i = 0; i < fields.size(); ++i) {
        const domain::HeaderField &field = fields.at(i);
        int same = 0;
        for (const domain::HeaderField &other : fields)
            same += domain::sameFieldName(field.name, other.name) ? 1 : 0;
        const QString place = trailers ? HeadersTab::tr("trailer") : numberText(i + 1);
        rows.append({{same > 1 ? HeadersTab::tr("%1, repeated").arg(place) : place, same > 1},
                     {QString::fromUtf8(field.name)},
                     {QString::fromUtf8(field.value)}});
    }
}

} // namespace

HeadersTab::HeadersTab(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_requestLine(new PlainLabel(QString(), PlainLabel::Fit::Elide))
    , m_model(new TextTableModel(theme, {tr("Place"), tr("Name"), tr("Value")}, this))
    , m_table(new TextTable(theme, *m_model, u"headerTable"_s))
{
    m_model->setFixedColumns({1, 2});
    m_table->setAccessibleName(tr("Headers"));
    m_requestLine->setFont(theme.fixedFont());
    m_requestLine->setObjectName(u"requestLine"_s);
    QPushButton *copyHead = iconTextButton(theme, u"copy"_s, tr("Copy head"), u"copyHead"_s, this);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(16, 8, 16, 4);
    row->addWidget(m_requestLine, 1);
    row->addWidget(copyHead);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(row);
    column->addWidget(m_table, 1);
    connect(copyHead, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(QString::fromUtf8(m_head)); });
}

void HeadersTab::show(const InspectorSubject &subject)
{
    const domain::HttpMessage &message = subject.delivery.capture.message;
    m_head = message.head;
    m_requestLine->setText(QString::fromUtf8(message.head.left(
        message.head.indexOf("\r\n") < 0 ? message.head.size() : message.head.indexOf("\r\n"))));
    Rows rows;
    addFields(rows, message.headers, false);
    addFields(rows, message.trailers, true);
    m_model->setRows(rows);
    m_table->resizeColumnToContents(0);
    m_table->resizeColumnToContents(1);
    m_table->setColumnWidth(1, qMin(m_table->columnWidth(1), widestName));
}

} // namespace tocsin::ui
