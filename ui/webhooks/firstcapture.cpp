// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/firstcapture.h"

#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/plainlabel.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

FirstCapture::FirstCapture(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_curl(new PlainLabel(QString(), PlainLabel::Fit::Wrap))
{
    auto *empty = new EmptyState(theme, u"webhooks"_s);
    empty->setTexts(tr("Nothing captured yet"),
                    tr("Point a sender at an endpoint's URL, or send a signed test from "
                       "here.\nThis works from any terminal:"));
    auto *line = new QFrame;
    line->setProperty("look", u"box"_s);
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(10, 4, 4, 4);
    m_curl->setObjectName(u"curlLine"_s);
    m_curl->setFont(theme.fixedFont());
    m_curl->setSelectable();
    m_curl->keepLines();
    QPushButton *test = empty->addButton(tr("Send a test"), u"emptySendTest"_s, true);
    QToolButton *copy = iconButton(theme, u"copy"_s, tr("Copy this line"), u"copyCurlLine"_s, line);
    row->addWidget(m_curl, 1);
    row->addWidget(copy, 0, Qt::AlignTop);
    empty->addLine(line);
    connect(test, &QPushButton::clicked, this, &FirstCapture::testAsked);
    connect(copy, &QToolButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_curl->original());
        emit copied();
    });
    auto *column = new QHBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(empty);
}

void FirstCapture::setUrl(const QString &url)
{
    const QString command =
        url.isEmpty() ? tr("The listener is stopped: start it first") : u"curl -d '{\"hello\":\"tocsin\"}'"_s;
    m_curl->setText(url.isEmpty() ? command : command + u' ' + url);
    // In two lines, neither of which is cut.
    const QFontMetrics metrics = m_curl->fontMetrics();
    m_curl->setMinimumWidth(qMax(metrics.horizontalAdvance(command), metrics.horizontalAdvance(url)) + 2);
}

} // namespace tocsin::ui
