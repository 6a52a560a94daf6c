// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/inspector/signaturetab.h"

#include "ui/text/errortext.h"
#include "ui/text/timetext.h"
#include "ui/text/verdicttext.h"
#include "ui/theme/theme.h"
#include "ui/webhooks/inspector/digestview.h"
#include "ui/webhooks/inspector/factgrid.h"
#include "ui/webhooks/inspector/verdictbanner.h"
#include "ui/webhooks/inspector/whypanel.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/segmentedview.h"

#include <QGridLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using signature::Verification;

namespace {

void empty(QLayout &layout)
{
    while (QLayoutItem *item = layout.takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

QWidget *part(const QString &title, QWidget *content)
{
    auto *widget = new QWidget;
    auto *column = new QVBoxLayout(widget);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    PlainLabel *label = sectionLabel(title);
    label->setMinimumWidth(40); // two of these stand side by side on a small screen
    column->addWidget(label);
    column->addWidget(content);
    return widget;
}

} // namespace

SignatureTab::SignatureTab(const Theme &theme, flows::Explainer &explainer, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_banner(new VerdictBanner(theme))
    , m_addSecret(textButton(tr("Add secret…"), u"addSecretFromVerdict"_s, this))
    , m_received(new DigestView(theme))
    , m_expected(new DigestView(theme))
    , m_legend(new QHBoxLayout)
    , m_segments(new SegmentedView(theme))
    , m_trials(new QGridLayout)
    , m_clock(new FactGrid)
    , m_why(new WhyPanel(theme, explainer))
{
    m_segments->setObjectName(u"signedString"_s);
    m_received->setObjectName(u"receivedDigest"_s);
    m_expected->setObjectName(u"expectedDigest"_s);
    m_digests = buildDigests();
    auto *signedColumn = new QWidget;
    auto *signedLayout = new QVBoxLayout(signedColumn);
    signedLayout->setContentsMargins(0, 0, 0, 0);
    signedLayout->setSpacing(6);
    signedLayout->addWidget(m_segments);
    signedLayout->addLayout(m_legend);
    m_legend->setSpacing(12);
    m_signedPart = part(tr("What was signed"), signedColumn);
    auto *trials = new QWidget;
    trials->setLayout(m_trials);
    m_trials->setContentsMargins(0, 0, 0, 0);
    m_trials->setHorizontalSpacing(16);
    m_trials->setVerticalSpacing(6);
    m_trials->setColumnStretch(0, 1);
    m_trialsPart = part(tr("Secrets tried"), trials);
    m_clock->layout()->setContentsMargins(0, 0, 0, 0);

    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(16);
    column->addWidget(m_banner);
    column->addWidget(m_addSecret);
    column->addWidget(m_digests);
    column->addWidget(m_signedPart);
    column->addWidget(m_trialsPart);
    column->addWidget(m_clock);
    column->addWidget(m_why);
    column->addStretch();
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scrolled(content));
    connect(m_addSecret, &QPushButton::clicked, this, &SignatureTab::secretsAsked);
    connect(m_why, &WhyPanel::secretsAsked, this, &SignatureTab::secretsAsked);
    connect(m_why, &WhyPanel::proved, m_banner, &VerdictBanner::setMore);
}

QWidget *SignatureTab::buildDigests()
{
    auto *both = new QWidget;
    auto *row = new QHBoxLayout(both);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(16);
    row->addWidget(part(tr("Received"), m_received), 1, Qt::AlignTop);
    row->addWidget(part(tr("Computed here"), m_expected), 1, Qt::AlignTop);
    return both;
}

void SignatureTab::show(const InspectorSubject &subject)
{
    const Verification &v = subject.verification;
    QStringList more;
    if (!v.reason.isEmpty())
        more.append(asSentence(v.reason));
    const QString remedy = verdictRemedy(v, subject.scheme.id.isEmpty() ? nullptr : &subject.scheme);
    if (!remedy.isEmpty())
        more.append(remedy);
    for (const QByteArray &note : v.notes)
        more.append(noteSentence(note));
    m_banner->setTexts(verdictBadge(v.verdict).tone, verdictSentence(v.verdict, v.secretLabel, v.ageSeconds),
                       more.join(u'\n'));
    m_addSecret->setVisible(v.verdict == domain::Verdict::NoSecret);
    showDigests(v);
    showParts(v);
    showTrials(subject);
    showClock(subject);
    // What is valid needs no reason, and what is no HTTP has no signature.
    if (v.verdict == domain::Verdict::Valid ||
        subject.delivery.row.completeness == domain::Completeness::Malformed)
        m_why->clear();
    else
        m_why->explain(subject.delivery);
}

// With several secrets the one that the sender named stands for the expectation, else the first.
void SignatureTab::showDigests(const Verification &v)
{
    m_digests->setVisible(!v.received.isEmpty());
    if (v.received.isEmpty())
        return;
    QByteArray expected = v.trials.isEmpty() ? QByteArray() : v.trials.constFirst().expected;
    for (const signature::SecretTrial &trial : v.trials) {
        if (trial.matched || trial.namedByTag) {
            expected = trial.expected;
            break;
        }
    }
    const bool matched = !v.secretLabel.isEmpty();
    const qsizetype at = matched || expected.isEmpty()
                             ? -1
                             : firstDifference(v.received.constFirst().toLower(), expected.toLower());
    m_received->setDigest(v.received.constFirst(), at);
    m_expected->setDigest(expected, at);
}

void SignatureTab::showParts(const Verification &v)
{
    m_signedPart->setVisible(!v.parts.isEmpty());
    QList<SegmentedView::Segment> segments;
    QList<signature::PartSpec::Kind> kinds;
    for (const signature::SignedPart &p : v.parts) {
        segments.append({p.bytes, partTone(p.kind)});
        if (!kinds.contains(p.kind))
            kinds.append(p.kind);
    }
    m_segments->setSegments(segments);
    empty(*m_legend);
    for (const signature::PartSpec::Kind kind : std::as_const(kinds)) {
        auto *badge = new Badge(m_theme);
        badge->setBadge({Mark::Square, partTone(kind), partName(kind)});
        m_legend->addWidget(badge);
    }
    m_legend->addStretch();
}

void SignatureTab::showTrials(const InspectorSubject &subject)
{
    const Verification &v = subject.verification;
    empty(*m_trials);
    m_trialsPart->setVisible(!v.trials.isEmpty());
    int row = 0;
    for (const signature::SecretTrial &trial : v.trials) {
        auto *label = new PlainLabel(trial.label, PlainLabel::Fit::Elide);
        auto *named = new PlainLabel(trial.namedByTag ? tr("named by the tag") : QString());
        named->setLook(u"muted"_s);
        auto *result = new Badge(m_theme);
        result->setBadge(trial.matched ? BadgeText{Mark::Check, Tone::Valid, tr("Matches")}
                                       : verdictBadge(domain::Verdict::Mismatch));
        m_trials->addWidget(label, row, 0);
        m_trials->addWidget(named, row, 1);
        m_trials->addWidget(result, row++, 2);
    }
}

void SignatureTab::showClock(const InspectorSubject &subject)
{
    const Verification &v = subject.verification;
    m_clock->clear();
    m_clock->setVisible(!v.timestampText.isEmpty());
    if (v.timestampText.isEmpty())
        return;
    m_clock->addHeading(tr("Clock"));
    m_clock->addFact(tr("Timestamp"), QString::fromUtf8(v.timestampText));
    if (v.signedAt)
        m_clock->addFact(tr("Sent"), bothTimes(*v.signedAt));
    m_clock->addFact(tr("Received"), bothTimes(subject.delivery.row.received));
    if (!v.ageSeconds)
        return;
    const QString age = *v.ageSeconds < 0 ? tr("%1 in the future").arg(durationText(-*v.ageSeconds))
                                          : durationText(*v.ageSeconds);
    const qint64 window =
        subject.scheme.id.isEmpty() ? 0 : subject.scheme.recipe(v.variant).timestamp.windowSeconds;
    m_clock->addFact(tr("Age"), window > 0 ? tr("%1 of %2 allowed").arg(age, durationText(window))
                                           : tr("%1; this sender sets no limit").arg(age));
}

} // namespace tocsin::ui
