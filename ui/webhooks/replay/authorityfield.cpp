// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/replay/authorityfield.h"

#include "core/listener/tlsidentity.h"
#include "ui/widgets/buttons.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

AuthorityField::AuthorityField(QWidget *parent) : QWidget(parent), m_path(new QLineEdit)
{
    m_path->setObjectName(u"replayAuthority"_s);
    m_path->setPlaceholderText(tr("The system's only"));
    m_path->setToolTip(tr("A PEM file of certificates that are trusted as well"));
    m_path->setClearButtonEnabled(true);
    QPushButton *choose = textButton(tr("Choose…"), u"chooseAuthority"_s, this);
    choose->setAccessibleName(tr("Choose a file of certificates"));
    connect(choose, &QPushButton::clicked, this, &AuthorityField::choose);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_path, 1);
    row->addWidget(choose);
    setFocusProxy(m_path);
}

Result<QList<QSslCertificate>> AuthorityField::entered() const
{
    const QString path = m_path->text().trimmed();
    return path.isEmpty() ? QList<QSslCertificate>() : listener::readAuthorities(path);
}

void AuthorityField::choose()
{
    auto *dialog = new QFileDialog(this, tr("Certificates to trust"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Certificates (*.pem *.crt *.cer)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, m_path, &QLineEdit::setText);
    dialog->open();
}

} // namespace tocsin::ui
