// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/incidents/ticketdialog.h"

#include "ui/report/reportfile.h"
#include "ui/text/errortext.h"
#include "ui/widgets/background.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/forms.h"
#include "ui/widgets/plainlabel.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QFontDatabase>
#include <QFormLayout>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using report::TicketForm;

namespace {

QString formName(TicketForm form)
{
    switch (form) {
    case TicketForm::Markdown:
        return TicketDialog::tr("Markdown");
    case TicketForm::Jira:
        return TicketDialog::tr("Jira (wiki markup)");
    case TicketForm::ServiceNow:
        return TicketDialog::tr("ServiceNow (plain text)");
    }
    return {};
}

} // namespace

TicketDialog::TicketDialog(const report::Ticket &ticket, QWidget *parent)
    : QDialog(parent)
    , m_ticket(ticket)
    , m_form(new QComboBox)
    , m_tlp(new QComboBox)
    , m_defang(new QCheckBox(tr("Defang indicators")))
    , m_title(new QLineEdit)
    , m_body(new QPlainTextEdit)
    , m_outcome(new PlainLabel(QString(), PlainLabel::Fit::Elide))
{
    setObjectName(u"ticketDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Ticket text"));
    m_outcome->setObjectName(u"ticketOutcome"_s);
    m_outcome->setLook(u"muted"_s);
    QPushButton *close = textButton(tr("Close"), u"closeTicket"_s, this);
    QPushButton *save = textButton(tr("Save…"), u"saveTicket"_s, this);
    QPushButton *copyTitle = textButton(tr("Copy title"), u"copyTicketTitle"_s, this);
    QPushButton *copyText = primaryButton(tr("Copy text"), u"copyTicket"_s, this);
    copyText->setDefault(true);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    connect(save, &QPushButton::clicked, this, &TicketDialog::choosePath);
    connect(copyTitle, &QPushButton::clicked, this,
            [this] { copy(m_title->text(), tr("Copied the title")); });
    connect(copyText, &QPushButton::clicked, this,
            [this] { copy(m_body->toPlainText(), tr("Copied the text")); });
    m_title->setObjectName(u"ticketTitle"_s);
    m_title->setAccessibleName(tr("Title"));
    m_title->setReadOnly(true);
    m_body->setObjectName(u"ticketBody"_s);
    m_body->setAccessibleName(tr("Text"));
    m_body->setReadOnly(true);
    m_body->setTabChangesFocus(true);
    m_body->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 16);
    column->setSpacing(12);
    column->addWidget(buildChoices());
    column->addWidget(m_body, 1);
    column->addLayout(footRow({save}, {close, copyTitle, copyText}, m_outcome));
    resize(720, 560);
    write();
    m_body->setFocus();
}

QWidget *TicketDialog::buildChoices()
{
    m_form->setObjectName(u"ticketForm"_s);
    m_form->setAccessibleName(tr("Form"));
    for (const TicketForm form : report::ticketForms)
        m_form->addItem(formName(form), int(form));
    m_tlp->setObjectName(u"ticketTlp"_s);
    m_tlp->setAccessibleName(tr("Marking"));
    for (const report::Tlp tlp : report::tlps)
        m_tlp->addItem(QString(report::tlpLabel(tlp)), int(tlp));
    m_tlp->setCurrentIndex(m_tlp->findData(int(m_ticket.tlp)));
    m_defang->setObjectName(u"ticketDefang"_s);
    m_defang->setChecked(m_ticket.defang);
    connect(m_form, &QComboBox::currentIndexChanged, this, &TicketDialog::write);
    connect(m_tlp, &QComboBox::currentIndexChanged, this, &TicketDialog::write);
    connect(m_defang, &QCheckBox::toggled, this, &TicketDialog::write);
    auto *line = new QHBoxLayout;
    line->setSpacing(16);
    line->addWidget(m_form);
    line->addWidget(m_tlp);
    line->addWidget(m_defang);
    line->addStretch();
    auto *whole = new QWidget;
    auto *form = new QFormLayout(whole);
    form->setContentsMargins(0, 0, 0, 0);
    form->setVerticalSpacing(8);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("Form"), line);
    form->addRow(tr("Title"), m_title);
    alignLabels(*form);
    return whole;
}

void TicketDialog::write()
{
    m_ticket.tlp = report::Tlp(m_tlp->currentData().toInt());
    m_ticket.defang = m_defang->isChecked();
    showFromStart(*m_title, report::ticketTitle(m_ticket));
    m_body->setPlainText(report::ticketBody(m_ticket, TicketForm(m_form->currentData().toInt())));
    say({}, false);
}

void TicketDialog::copy(const QString &text, const QString &what)
{
    QGuiApplication::clipboard()->setText(text);
    say(what, false);
}

void TicketDialog::choosePath()
{
    auto *dialog = new QFileDialog(this, tr("Save the ticket text"));
    dialog->setObjectName(u"ticketFileDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    const bool isMarkdown = TicketForm(m_form->currentData().toInt()) == TicketForm::Markdown;
    dialog->setDefaultSuffix(isMarkdown ? u"md"_s : u"txt"_s);
    dialog->selectFile(u"ticket-%1.%2"_s.arg(m_ticket.incident.number).arg(dialog->defaultSuffix()));
    connect(dialog, &QFileDialog::fileSelected, this, &TicketDialog::save);
    dialog->open();
}

void TicketDialog::save(const QString &path)
{
    const QByteArray bytes = (m_title->text() + u"\n\n"_s + m_body->toPlainText()).toUtf8();
    runInBackground(
        this, [path, bytes] { return writeReport(path, bytes); },
        [this, path](const Result<void> &done) {
            say(done ? tr("Saved %1").arg(QDir::toNativeSeparators(path)) : errorSentence(done.error()),
                !done);
        });
}

void TicketDialog::say(const QString &text, bool isFault)
{
    m_outcome->setLook(isFault ? u"fault"_s : u"muted"_s);
    m_outcome->setText(text);
    if (!text.isEmpty())
        emit notice(text);
}

} // namespace tocsin::ui
