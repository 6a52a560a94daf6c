// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/deliverytools.h"

#include "ui/webhooks/codedialog.h"
#include "ui/webhooks/inspector/inspector.h"

#include <QSettings>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

DeliveryTools::DeliveryTools(const Theme &theme, const Inspector &inspector, QWidget *window)
    : QObject(window)
    , m_theme(theme)
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

void DeliveryTools::saveState(QSettings &settings) const
{
    settings.setValue(u"webhooks/codeLanguage"_s, m_language);
}

void DeliveryTools::restoreState(const QSettings &settings)
{
    m_language = settings.value(u"webhooks/codeLanguage"_s).toString();
}

} // namespace tocsin::ui
