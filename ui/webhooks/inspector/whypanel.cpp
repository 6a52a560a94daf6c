// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/inspector/whypanel.h"

#include "core/signature/explain/report.h"
#include "ui/text/causetext.h"
#include "ui/text/errortext.h"
#include "ui/text/numbertext.h"
#include "ui/theme/theme.h"
#include "ui/webhooks/inspector/causeview.h"
#include "ui/webhooks/inspector/consideredlist.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/bytediff.h"
#include "ui/widgets/plainlabel.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QLineEdit>
#include <QMenu>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using signature::Certainty;
using signature::Explanation;

namespace {
constexpr int patienceMs = 300;
} // namespace

WhyPanel::WhyPanel(const Theme &theme, flows::Explainer &explainer, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_explainer(explainer)
    , m_content(new QWidget)
    , m_problem(new PlainLabel(QString(), PlainLabel::Fit::Wrap))
    , m_again(textButton(tr("Search again"), u"whyAgain"_s, this))
    , m_causes(new QVBoxLayout)
    , m_considered(new ConsideredList(theme))
{
    setObjectName(u"whyPanel"_s);
    m_problem->setObjectName(u"whyProblem"_s);
    m_problem->setLook(u"muted"_s);
    m_causes->setSpacing(12);
    auto *column = new QVBoxLayout(m_content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    column->addWidget(buildHead());
    column->addWidget(m_progress = buildProgress());
    column->addWidget(m_problem);
    column->addWidget(m_again);
    column->addLayout(m_causes);
    column->addWidget(m_considered);
    column->addWidget(buildTrial());
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_content);
    m_patience.setSingleShot(true);
    m_patience.setInterval(patienceMs);
    connect(&m_patience, &QTimer::timeout, m_progress, [this] { m_progress->setVisible(m_running); });
    connect(m_again, &QPushButton::clicked, this, &WhyPanel::ask);
    connect(&m_explainer, &flows::Explainer::progressed, this, [this](domain::DeliveryId id, quint64 tried) {
        if (m_running && id == m_delivery.row.id)
            m_progressText->setText(tr("Searching: %1 checks").arg(numberText(qint64(tried))));
    });
    connect(&m_explainer, &flows::Explainer::outdated, this, [this] {
        if (m_delivery.row.id != 0)
            explain(m_delivery);
    });
    clear();
}

QWidget *WhyPanel::buildHead()
{
    auto *head = new QWidget;
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(sectionLabel(tr("Why")), 1);
    m_copy = iconTextButton(m_theme, u"copy"_s, tr("Copy report ▾"), u"whyCopy"_s, this);
    row->addWidget(m_copy);
    auto *menu = new QMenu(m_copy);
    menu->addAction(tr("Copy as text"), this, [this] {
        if (m_shown)
            QGuiApplication::clipboard()->setText(signature::explanationLines(*m_shown).join(u'\n') + u'\n');
    });
    menu->addAction(tr("Copy as JSON"), this, [this] {
        if (m_shown)
            QGuiApplication::clipboard()->setText(
                QString::fromUtf8(QJsonDocument(signature::explanationJson(*m_shown)).toJson()));
    });
    m_copy->setMenu(menu);
    return head;
}

QWidget *WhyPanel::buildProgress()
{
    auto *progress = new QWidget;
    progress->setObjectName(u"whyProgress"_s);
    m_progressText = new PlainLabel(QString(), PlainLabel::Fit::ElideEnd);
    m_progressText->setLook(u"muted"_s);
    QPushButton *cancel = textButton(tr("Cancel"), u"whyCancel"_s, this);
    connect(cancel, &QPushButton::clicked, this, [this] { m_explainer.cancel(); });
    auto *row = new QHBoxLayout(progress);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_progressText, 1);
    row->addWidget(cancel);
    return progress;
}

QWidget *WhyPanel::buildTrial()
{
    auto *trial = new QWidget;
    m_secret = new QLineEdit;
    m_secret->setObjectName(u"whySecret"_s);
    m_secret->setEchoMode(QLineEdit::Password);
    m_secret->setPlaceholderText(tr("Another secret, not stored"));
    m_secret->setAccessibleName(tr("Another secret, tried once and not stored"));
    m_try = textButton(tr("Try once"), u"whyTry"_s, this);
    m_try->setEnabled(false);
    connect(m_secret, &QLineEdit::textChanged, m_try,
            [this](const QString &text) { m_try->setEnabled(!text.isEmpty()); });
    connect(m_secret, &QLineEdit::returnPressed, this, &WhyPanel::tryOnce);
    connect(m_try, &QPushButton::clicked, this, &WhyPanel::tryOnce);
    auto *row = new QHBoxLayout(trial);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_secret, 1);
    row->addWidget(m_try);
    return trial;
}

void WhyPanel::explain(const domain::Delivery &delivery)
{
    if (delivery.row.id != m_delivery.row.id)
        m_secret->clear();
    m_delivery = delivery;
    m_content->show();
    if (isVisible()) {
        ask();
    } else {
        m_wanted = true;
        empty();
    }
}

void WhyPanel::clear()
{
    ++m_question;
    if (m_running)
        m_explainer.cancel();
    m_running = m_wanted = false;
    m_delivery = {};
    m_secret->clear();
    empty();
    m_content->hide();
}

void WhyPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (std::exchange(m_wanted, false))
        ask();
}

void WhyPanel::ask()
{
    begin();
    m_explainer.explain(m_delivery, this, handler({}));
}

// The secret lives in the field until here and in the search after it, nowhere else.
void WhyPanel::tryOnce()
{
    if (m_secret->text().isEmpty())
        return;
    const QString label = tr("just entered");
    const signature::NamedSecret secret{label, Secret(m_secret->text().toUtf8()), {}, false};
    m_secret->clear();
    begin();
    m_explainer.explainWith(m_delivery, secret, this, handler(label));
}

void WhyPanel::begin()
{
    ++m_question;
    m_wanted = false;
    empty();
    m_running = true;
    m_progressText->setText(tr("Searching…"));
    m_patience.start();
}

Handler<flows::SharedExplanation> WhyPanel::handler(const QString &enteredLabel)
{
    return [this, enteredLabel, question = m_question](const Result<flows::SharedExplanation> &found) {
        if (question != m_question)
            return;
        empty();
        if (!found)
            return fail(found.error());
        m_shown = *found;
        show(**found, enteredLabel);
    };
}

void WhyPanel::empty()
{
    m_running = false;
    m_patience.stop();
    m_shown.reset();
    while (QLayoutItem *item = m_causes->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (QWidget *part : {static_cast<QWidget *>(m_progress), static_cast<QWidget *>(m_problem),
                          static_cast<QWidget *>(m_again), static_cast<QWidget *>(m_copy),
                          static_cast<QWidget *>(m_considered)})
        part->hide();
}

void WhyPanel::fail(const Error &error)
{
    m_problem->setText(error.kind == Error::Kind::Cancelled ? tr("The search was cancelled.")
                                                            : errorSentence(error));
    m_problem->show();
    m_again->setText(tr("Search again"));
    m_again->show();
}

void WhyPanel::show(const Explanation &explanation, const QString &enteredLabel)
{
    const domain::Verdict verdict = explanation.verification.verdict;
    if (explanation.scheme.isEmpty() && explanation.causes.isEmpty()) {
        addLine(tr("Nothing in this request stands where a scheme that is known here has its signature."),
                u"muted"_s, u"whyNothing"_s);
        return;
    }
    if (verdict == domain::Verdict::Valid)
        showFit(explanation, enteredLabel);
    showCauses(explanation);
    if (!explanation.isProved() && verdict != domain::Verdict::Valid)
        showNext(explanation);
    if (!enteredLabel.isEmpty()) {
        m_problem->setText(tr("This is with the secret that you entered. It was not stored."));
        m_problem->show();
        m_again->setText(tr("Without it"));
        m_again->show();
    }
    m_copy->show();
    m_considered->show(explanation);
    m_considered->setVisible(explanation.tried > 0);
    if (explanation.isProved() && enteredLabel.isEmpty()) {
        const signature::Cause &cause = explanation.causes.first();
        emit proved(tr("Proved: %1").arg(cause.detail) + u".\n"_s + causeRemedy(cause));
    }
}

void WhyPanel::showCauses(const Explanation &explanation)
{
    bool more = false;
    QWidget *before = m_copy; // what came later would be the last to be reached
    for (const signature::Cause &cause : explanation.causes) {
        if (explanation.isProved() && !more && cause.certainty != Certainty::Proved)
            addSection(tr("Beside it"));
        more = more || cause.certainty != Certainty::Proved;
        auto *view = new CauseView(m_theme, cause, m_delivery.capture.message.body);
        m_causes->addWidget(view);
        connect(view, &CauseView::compareAsked, this, &WhyPanel::compareAsked);
        if (auto *bytes = view->findChild<ByteDiff *>()) {
            setTabOrder(before, bytes);
            before = view->findChild<QPushButton *>(u"causeCompare"_s);
            setTabOrder(bytes, before);
        }
    }
}

void WhyPanel::showFit(const Explanation &explanation, const QString &enteredLabel)
{
    const QString &label = explanation.verification.secretLabel;
    if (!enteredLabel.isEmpty() && label == enteredLabel) {
        m_causes->addWidget(new CauseView(
            m_theme, tr("The sender signed exactly these bytes with the secret that you entered."),
            tr("To fix, in the setting here: store it for this endpoint.")));
        QPushButton *add = textButton(tr("Add secret…"), u"whyAddSecret"_s, this);
        connect(add, &QPushButton::clicked, this, &WhyPanel::secretsAsked);
        m_causes->addWidget(add);
        return;
    }
    m_causes->addWidget(new CauseView(
        m_theme, tr("This is signed as scheme %1 says, with secret %2.").arg(explanation.scheme, label),
        tr("To fix, in the setting here: give the endpoint this scheme.")));
}

void WhyPanel::showNext(const Explanation &explanation)
{
    auto *none = new PlainLabel(tr("No single change, and none of the usual pairs, makes the signature fit."),
                                PlainLabel::Fit::Flow);
    none->setObjectName(u"whyUnproved"_s);
    none->setLook(u"strong"_s);
    m_causes->insertWidget(0, none);
    if (!explanation.ruledOut.isEmpty())
        addLine(tr("By its shape: %1.").arg(explanation.ruledOut), u"muted"_s, u"whyRuledOut"_s);
    if (explanation.captureNext.isEmpty())
        return;
    addSection(tr("What would tell more"));
    addLine(u"• "_s + explanation.captureNext.join(u"\n• "_s), {}, u"whyNext"_s);
}

void WhyPanel::addSection(const QString &title)
{
    m_causes->addWidget(sectionLabel(title));
}

void WhyPanel::addLine(const QString &text, const QString &look, const QString &name)
{
    auto *label = new PlainLabel(text, PlainLabel::Fit::Flow);
    label->setObjectName(name);
    label->setLook(look);
    label->setSelectable();
    m_causes->addWidget(label);
}

} // namespace tocsin::ui
