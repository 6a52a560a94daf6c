// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/deliverytools.h"

#include "core/flows/webhookdesk.h"
#include "core/storage/deliverybrowser.h"
#include "ui/text/errortext.h"
#include "ui/text/timetext.h"
#include "ui/webhooks/codedialog.h"
#include "ui/webhooks/comparedialog.h"
#include "ui/webhooks/deliverytable.h"
#include "ui/webhooks/evidencedialog.h"
#include "ui/webhooks/inspector/inspector.h"
#include "ui/webhooks/rowtext.h"

#include <QSettings>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

ComparedRequest sideOf(const domain::Delivery &delivery)
{
    const domain::DeliveryRow &row = delivery.row;
    return {DeliveryTools::tr("delivery %1 · %2 · %3", "number, time, title")
                .arg(QString::number(row.id), listTime(row.received, wallClock()), rowTitle(row)),
            delivery.capture.message};
}

} // namespace

DeliveryTools::DeliveryTools(const Theme &theme, flows::WebhookDesk &desk, const DeliveryTable &table,
                             const Inspector &inspector, QWidget *window)
    : QObject(window)
    , m_theme(theme)
    , m_desk(desk)
    , m_table(table)
    , m_inspector(inspector)
    , m_window(window)
{}

void DeliveryTools::showCode()
{
    if (!m_inspector.subject()) {
        emit notice(tr("Choose a delivery first"));
        return;
    }
    auto *dialog = new CodeDialog(m_theme, *m_inspector.subject(), m_language, m_window);
    connect(dialog, &CodeDialog::languageChosen, this, [this](const QString &id) { m_language = id; });
    connect(dialog, &CodeDialog::notice, this, &DeliveryTools::notice);
    dialog->open();
}

void DeliveryTools::packEvidence()
{
    if (!m_inspector.subject()) {
        emit notice(tr("Choose a delivery first"));
        return;
    }
    auto *dialog = new EvidenceDialog(m_theme, m_desk, m_inspector.subject()->delivery, m_window);
    connect(dialog, &EvidenceDialog::notice, this, &DeliveryTools::notice);
    dialog->open();
}

// The earlier one is the left, whatever the order in the list.
void DeliveryTools::compare()
{
    QList<domain::DeliveryId> ids = m_table.selectedIds();
    if (ids.size() != 2) {
        emit notice(
            tr("Choose two deliveries in the list to compare them: Ctrl or Shift and a click, or Shift "
               "and an arrow key"));
        return;
    }
    std::sort(ids.begin(), ids.end());
    m_desk.browser().load(ids[0], this, [this, second = ids[1]](const Result<domain::Delivery> &left) {
        if (!left) {
            emit notice(errorSentence(left.error()));
            return;
        }
        m_desk.browser().load(second, this, [this, left = *left](const Result<domain::Delivery> &right) {
            if (right)
                compareTwo(left, *right);
            else
                emit notice(errorSentence(right.error()));
        });
    });
}

void DeliveryTools::compareTwo(const domain::Delivery &left, const domain::Delivery &right)
{
    (new CompareDialog(m_theme, sideOf(left), sideOf(right), false, m_window))->open();
}

void DeliveryTools::compareSigned(const QByteArray &signedBody)
{
    if (!m_inspector.subject())
        return;
    ComparedRequest arrived = sideOf(m_inspector.subject()->delivery);
    ComparedRequest sent = arrived;
    sent.message.body = signedBody;
    sent.title = tr("the body that was signed");
    arrived.title = tr("the body that arrived");
    (new CompareDialog(m_theme, sent, arrived, true, m_window))->open();
}

void DeliveryTools::saveState(QSettings &settings) const
{
    settings.setValue(u"webhooks/codeLanguage"_s, m_language);
}

void DeliveryTools::restoreState(const QSettings &settings)
{
    m_language = settings.value(u"webhooks/codeLanguage"_s).toString();
}

} // namespace tocsin::ui
