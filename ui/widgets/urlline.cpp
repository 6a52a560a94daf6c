// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/urlline.h"

#include "ui/widgets/plainlabel.h"
#include "ui/widgets/visibletext.h"

#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

UrlLine::UrlLine(const QFont &font, QWidget *parent)
    : QWidget(parent)
    , m_before(new PlainLabel)
    , m_host(new PlainLabel)
    , m_after(new PlainLabel(QString(), PlainLabel::Fit::ElideEnd))
{
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // never holds what is around it to its width
    setLayoutDirection(Qt::LeftToRight);                         // a URL is, wherever it stands
    m_before->setLook(u"muted"_s);
    m_after->setLook(u"muted"_s);
    m_host->setLook(u"strong"_s);
    m_host->setObjectName(u"urlHost"_s);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    for (PlainLabel *label : {m_before, m_host, m_after}) {
        label->setFont(font);
        row->addWidget(label, label == m_after ? 1 : 0);
    }
}

void UrlLine::setUrl(const QByteArray &url, const QByteArray &host)
{
    const qsizetype at = url.indexOf("://");
    const bool found = at >= 0 && !host.isEmpty() && QByteArrayView(url).sliced(at + 3).startsWith(host);
    const qsizetype from = found ? at + 3 : 0;
    m_before->setText(QString::fromUtf8(url.left(from)));
    m_host->setText(QString::fromUtf8(url.mid(from, found ? host.size() : 0)));
    m_after->setText(QString::fromUtf8(url.mid(from + (found ? host.size() : 0))));
    setToolTip(toolTipText(QString::fromUtf8(url)));
    setAccessibleName(visibleText(QString::fromUtf8(url), 400));
}

QString UrlLine::text() const
{
    return m_before->original() + m_host->original() + m_after->original();
}

} // namespace tocsin::ui
