// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/admin/secrets/forgetdialog.h"

#include "ui/text/errortext.h"
#include "ui/text/secrettext.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/spinner.h"
#include "ui/widgets/visibletext.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

ForgetDialog::ForgetDialog(flows::ForgetPlaces &places, const QString &connection, QWidget *parent)
    : QDialog(parent)
    , m_places(places)
    , m_lines(new QVBoxLayout)
    , m_spinner(new Spinner)
    , m_message(new PlainLabel(QString(), PlainLabel::Fit::Flow))
    , m_forget(textButton(tr("Forget this connection"), u"forgetConnection"_s, this))
{
    setObjectName(u"forgetDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Forget connection"));
    m_message->setObjectName(u"forgetMessage"_s);
    m_forget->setProperty("look", u"danger"_s);
    m_forget->setAutoDefault(false);
    m_forget->setEnabled(false);
    QPushButton *cancel = textButton(tr("Cancel"), u"cancelForget"_s, this);
    cancel->setDefault(true);
    m_lines->setSpacing(4);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 16);
    column->setSpacing(12);
    column->addWidget(m_spinner);
    column->addLayout(m_lines);
    column->addStretch();
    column->addWidget(m_message);
    column->addLayout(footRow({m_forget}, {cancel}));
    resize(520, 380);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_forget, &QPushButton::clicked, this, &ForgetDialog::forget);
    cancel->setFocus();
    m_spinner->start(tr("Looking what there is…"));
    m_places.plan(connection, this, [this](const Result<flows::ForgetPlan> &plan) {
        m_spinner->stop();
        if (plan)
            showPlan(*plan);
        else
            say(errorSentence(plan.error()), u"fault"_s);
    });
}

void ForgetDialog::showPlan(const flows::ForgetPlan &plan)
{
    m_plan = plan;
    setWindowTitle(tr("Forget %1").arg(visibleText(plan.connection.name, 80)));
    addLines(tr("This goes, and cannot be brought back"), goingLines(plan), u"forgetGoes"_s);
    addLines(tr("This stays"), stayingLines(plan), u"forgetStays"_s);
    m_forget->setEnabled(true);
}

void ForgetDialog::addLines(const QString &title, const QStringList &lines, const QString &name)
{
    auto *heading = sectionLabel(title);
    heading->setContentsMargins(0, m_lines->count() == 0 ? 0 : 12, 0, 0);
    m_lines->addWidget(heading);
    QStringList marked;
    for (const QString &line : lines)
        marked.append(u"• "_s + line);
    for (const QString &line : std::as_const(marked)) {
        auto *label = new PlainLabel(line, PlainLabel::Fit::Flow);
        label->setObjectName(name);
        m_lines->addWidget(label);
    }
}

void ForgetDialog::forget()
{
    m_forget->setEnabled(false);
    say(tr("Forgetting…"), u"muted"_s);
    m_places.forget(m_plan, this, [this](const Result<void> &done) {
        if (!done) {
            m_forget->setEnabled(true); // what is done already is done, and the rest can be tried again
            say(errorSentence(done.error()), u"fault"_s);
            return;
        }
        emit forgotten(m_plan.connection.name);
        accept();
    });
}

void ForgetDialog::say(const QString &text, const QString &look)
{
    m_message->setLook(look);
    m_message->setText(text);
}

} // namespace tocsin::ui
