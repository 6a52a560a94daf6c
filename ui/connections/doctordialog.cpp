// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/connections/doctordialog.h"

#include "ui/connections/checksteps.h"
#include "ui/connections/connectioncolour.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/visibletext.h"

#include <QClipboard>
#include <QDateTime>
#include <QGuiApplication>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

QString faceOf(const domain::Connection &connection)
{
    QStringList parts{visibleText(connection.api.toString(QUrl::RemoveUserInfo), 200)};
    if (!connection.role.isEmpty())
        parts.append(visibleText(connection.role, 40));
    if (connection.production)
        parts.append(DoctorDialog::tr("production"));
    return parts.join(u" · "_s);
}

} // namespace

DoctorDialog::DoctorDialog(const domain::Connection &connection, socmate::SecretSource secrets,
                           QWidget *parent)
    : QDialog(parent)
    , m_connection(connection)
    , m_secrets(std::move(secrets))
    , m_result(new PlainLabel(QString(), PlainLabel::Fit::Flow))
    , m_steps(new CheckSteps(u"doctorSteps"_s))
    , m_again(textButton(tr("Examine again"), u"examineAgain"_s, this))
    , m_copy(textButton(tr("Copy as text"), u"copyExamination"_s, this))
{
    setObjectName(u"doctorDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Examine connection"));
    auto *strip = new QFrame;
    strip->setObjectName(u"doctorStrip"_s);
    strip->setFixedHeight(4);
    strip->setProperty("look", stripLook(connection));
    strip->setVisible(!stripLook(connection).isEmpty());
    auto *name = new PlainLabel(connection.name, PlainLabel::Fit::Elide);
    name->setLook(u"strong"_s);
    auto *face = new PlainLabel(faceOf(connection), PlainLabel::Fit::Elide);
    face->setLook(u"muted"_s);
    face->setObjectName(u"doctorFace"_s);
    m_result->setObjectName(u"doctorResult"_s);
    QPushButton *close = primaryButton(tr("Close"), u"closeDoctor"_s, this);
    close->setDefault(true);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_again, &QPushButton::clicked, this, &DoctorDialog::examine);
    connect(m_copy, &QPushButton::clicked, this, &DoctorDialog::copy);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 16);
    column->setSpacing(8);
    column->addWidget(strip);
    column->addWidget(name);
    column->addWidget(face);
    column->addSpacing(8);
    column->addWidget(m_steps, 1);
    column->addWidget(m_result);
    column->addLayout(footRow({m_again, m_copy}, {close}));
    resize(720, 560);
    examine();
}

DoctorDialog::~DoctorDialog() = default;

void DoctorDialog::examine()
{
    m_steps->clear();
    m_failed = 0;
    m_again->setEnabled(false);
    m_copy->setEnabled(false);
    m_result->setLook(u"muted"_s);
    m_result->setText(tr("Being examined…"));
    m_check.reset();
    m_budget = std::make_unique<http::RequestBudget>(m_connection.requestsPerMinute);
    m_check = std::make_unique<flows::ConnectionCheck>(m_connection, m_secrets, *m_budget);
    connect(m_check.get(), &flows::ConnectionCheck::stepped, this, &DoctorDialog::onStep);
    connect(m_check.get(), &flows::ConnectionCheck::finished, this, &DoctorDialog::onEnd);
    m_check->start();
}

void DoctorDialog::onStep(const flows::CheckedStep &step)
{
    m_failed += step.error ? 1 : 0;
    m_steps->add(step, m_connection);
}

void DoctorDialog::onEnd(bool isGood)
{
    m_again->setEnabled(true);
    m_copy->setEnabled(true);
    m_result->setLook(isGood ? QString() : u"fault"_s);
    m_result->setText(isGood ? tr("All is well.") : tr("%n step(s) failed.", nullptr, m_failed));
}

void DoctorDialog::copy() const
{
    const QString head = u"%1\n%2\n%3\n\n"_s.arg(visibleText(m_connection.name, 200), faceOf(m_connection),
                                                 QDateTime::currentDateTimeUtc().toString(Qt::ISODate));
    QGuiApplication::clipboard()->setText(head + m_steps->asText() + u'\n' + m_result->original() + u'\n');
}

} // namespace tocsin::ui
