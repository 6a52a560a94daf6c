// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/replay/targetfield.h"

#include "core/flows/webhookdesk.h"
#include "ui/text/errortext.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/visibletext.h"

#include <QComboBox>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

// With its port, so that no more is allowed than was asked for.
QString hostAndPort(const QUrl &url)
{
    const QString host = url.host(QUrl::FullyEncoded);
    const int port = url.port(url.scheme() == u"https"_s ? 443 : 80);
    return u"%1:%2"_s.arg(host.contains(u':') ? u'[' + host + u']' : host).arg(port);
}

} // namespace

TargetField::TargetField(flows::WebhookDesk &desk, const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_field(new QComboBox)
    , m_line(new PlainLabel(QString(), PlainLabel::Fit::Wrap))
    , m_allow(textButton({}, name + u"Allow"_s, this))
{
    m_field->setObjectName(name);
    m_field->setEditable(true);
    m_field->setInsertPolicy(QComboBox::NoInsert);
    m_field->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_field->setMinimumContentsLength(24);
    m_field->lineEdit()->setMaxLength(2048);
    m_field->lineEdit()->setPlaceholderText(u"http://127.0.0.1:3000"_s);
    m_field->lineEdit()->setAccessibleName(tr("Target"));
    m_field->setAccessibleName(tr("Target"));
    m_line->setObjectName(name + u"Line"_s);
    m_line->hide();
    m_allow->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(m_field);
    column->addWidget(m_line);
    column->addWidget(m_allow);
    setFocusProxy(m_field);
    connect(m_field, &QComboBox::currentTextChanged, this, &TargetField::follow);
    connect(m_allow, &QPushButton::clicked, this, &TargetField::allow);
    connect(&m_desk, &flows::WebhookDesk::allowedHostsChanged, this, &TargetField::follow);
}

void TargetField::setHistory(const QStringList &targets)
{
    const QString typed = m_field->currentText();
    m_field->clear();
    m_field->addItems(targets);
    if (!typed.isEmpty())
        m_field->setCurrentText(typed);
    m_field->lineEdit()->setCursorPosition(0);
}

void TargetField::setUrl(const QUrl &url)
{
    m_field->setCurrentText(url.toString(QUrl::FullyEncoded));
    m_field->lineEdit()->setCursorPosition(0);
}

QString TargetField::text() const
{
    return m_field->currentText().trimmed();
}

void TargetField::follow()
{
    const QUrl url(text(), QUrl::StrictMode);
    const Result<void> may = flows::checkTarget(url, m_desk.options().allowed);
    const bool isOther = !may && may.error().kind == Error::Kind::Forbidden;
    m_line->setVisible(isOther);
    m_allow->setVisible(isOther && !m_desk.options().allowed.isPinned);
    if (isOther && m_desk.options().allowed.isPinned) {
        m_line->setLook(u"fault"_s);
        m_line->setText(tr("This is another machine, and the policy of this machine does not let captured "
                           "requests go there."));
    } else if (isOther) {
        m_line->setLook(u"advice"_s);
        m_line->setText(tr("This is another machine. What was captured may hold what others sent in "
                           "confidence; it leaves for hosts that you allow, and for no other."));
        m_allow->setText(tr("Allow %1").arg(visibleText(hostAndPort(url), 48)).replace(u'&', u"&&"_s));
        m_allow->setToolTip(toolTipText(tr("Kept in the settings until you take it off the list there")));
    }
    emit changed();
}

void TargetField::allow()
{
    const Result<flows::AllowList> host = flows::readAllowList(hostAndPort(QUrl(text(), QUrl::StrictMode)));
    if (host && host->entries.size() == 1) {
        m_desk.allowHost(host->entries.constFirst());
        m_field->setFocus();
    }
}

std::optional<QUrl> TargetField::accepted()
{
    follow();
    const QUrl url(text(), QUrl::StrictMode);
    const Result<void> may = flows::checkTarget(url, m_desk.options().allowed);
    if (may)
        return url;
    if (may.error().kind == Error::Kind::Forbidden) {
        m_allow->setFocus();
        return std::nullopt;
    }
    const QString detail = may.error().detail;
    m_line->setLook(u"fault"_s);
    m_line->setText(asSentence(detail.mid(detail.indexOf(u": "_s) + 2)));
    m_line->show();
    m_field->setFocus();
    return std::nullopt;
}

} // namespace tocsin::ui
