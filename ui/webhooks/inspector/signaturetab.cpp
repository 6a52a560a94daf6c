// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/inspector/signaturetab.h"

#include "core/flows/routes.h"
#include "ui/text/errortext.h"
#include "ui/text/schemetext.h"
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
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using signature::Family;
using signature::Verification;

namespace {

void empty(QLayout &layout)
{
    while (QLayoutItem *item = layout.takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

PlainLabel *caption(const QString &text)
{
    PlainLabel *label = sectionLabel(text);
    label->setMinimumWidth(40); // two of these stand side by side on a small screen
    return label;
}

// A caption with the button that leads on from what stands below it.
QWidget *caption(const QString &text, QPushButton *button)
{
    auto *head = new QWidget;
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(caption(text), 1);
    row->addWidget(button);
    return head;
}

QWidget *part(QWidget *head, QWidget *content)
{
    auto *widget = new QWidget;
    auto *column = new QVBoxLayout(widget);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(head);
    column->addWidget(content);
    return widget;
}

Family familyOf(const InspectorSubject &subject)
{
    return subject.scheme.recipes.isEmpty()
               ? Family::None
               : signature::familyOf(subject.scheme.recipe(subject.verification.variant).algorithm);
}

bool isSecretThatTravels(Family family)
{
    return family == Family::Token || family == Family::Basic;
}

// Where one digest in two spellings is the same.
bool isHex(signature::Encoding encoding)
{
    return encoding == signature::Encoding::HexLower || encoding == signature::Encoding::HexUpper;
}

} // namespace

SignatureTab::SignatureTab(const Theme &theme, flows::Explainer &explainer, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_banner(new VerdictBanner(theme))
    , m_addSecret(textButton(tr("Add secret…"), u"addSecretFromVerdict"_s, this))
    , m_rotation(textButton(tr("Secrets over time…"), u"rotationFromSignature"_s, this))
    , m_received(new DigestView(theme))
    , m_expected(new DigestView(theme))
    , m_legend(new QHBoxLayout)
    , m_segments(new SegmentedView(theme))
    , m_trials(new QGridLayout)
    , m_clock(new FactGrid)
    , m_scheme(new FactGrid)
    , m_code(textButton(tr("Verification code…"), u"signatureCode"_s, this))
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
    m_signedPart = part(caption(tr("What was signed")), signedColumn);
    auto *trials = new QWidget;
    trials->setLayout(m_trials);
    m_trials->setContentsMargins(0, 0, 0, 0);
    m_trials->setHorizontalSpacing(16);
    m_trials->setVerticalSpacing(6);
    m_trials->setColumnStretch(0, 1);
    m_trialsPart = part(caption(tr("Secrets tried"), m_rotation), trials);
    m_schemePart = part(caption(tr("How the sender signs"), m_code), m_scheme);
    m_clock->layout()->setContentsMargins(0, 0, 0, 0);
    m_scheme->layout()->setContentsMargins(0, 0, 0, 0);
    m_scheme->setObjectName(u"signatureScheme"_s);

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
    column->addWidget(m_schemePart);
    column->addWidget(m_why);
    column->addStretch();
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    m_scroll = static_cast<QScrollArea *>(scrolled(content));
    outer->addWidget(m_scroll);
    connect(m_addSecret, &QPushButton::clicked, this, &SignatureTab::secretsAsked);
    connect(m_rotation, &QPushButton::clicked, this, &SignatureTab::rotationAsked);
    m_rotation->setToolTip(tr("Which secret of this endpoint still matches, and how many failed"));
    connect(m_code, &QPushButton::clicked, this, &SignatureTab::codeAsked);
    connect(m_why, &WhyPanel::compareAsked, this, &SignatureTab::compareAsked);
    connect(m_why, &WhyPanel::secretsAsked, this, &SignatureTab::secretsAsked);
    connect(m_why, &WhyPanel::proved, m_banner, &VerdictBanner::setMore);
}

QWidget *SignatureTab::buildDigests()
{
    auto *both = new QWidget;
    auto *row = new QHBoxLayout(both);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(16);
    m_receivedTitle = caption(QString());
    m_expectedPart = part(caption(tr("Computed here")), m_expected);
    row->addWidget(part(m_receivedTitle, m_received), 1, Qt::AlignTop);
    row->addWidget(m_expectedPart, 1, Qt::AlignTop);
    return both;
}

void SignatureTab::show(const InspectorSubject &subject)
{
    // The answer stands at the top; of another delivery it is to be seen first.
    if (const domain::DeliveryId id = subject.delivery.row.id; id != m_shownId) {
        m_shownId = id;
        m_scroll->verticalScrollBar()->setValue(0);
    }
    showBanner(subject);
    m_addSecret->setVisible(subject.verification.verdict == domain::Verdict::NoSecret);
    m_rotation->setVisible(subject.verification.verdict != domain::Verdict::Unsigned);
    showDigests(subject);
    showParts(subject);
    showTrials(subject);
    showClock(subject);
    showScheme(subject);
    // What is valid needs no reason; what is no HTTP, and what only asks before it sends, has no signature.
    const domain::Verdict verdict = subject.verification.verdict;
    if (verdict == domain::Verdict::Valid ||
        subject.delivery.row.completeness == domain::Completeness::Malformed ||
        (verdict == domain::Verdict::Unsigned && !subject.delivery.handshake.isEmpty()))
        m_why->clear();
    else
        m_why->explain(subject.delivery);
}

void SignatureTab::showBanner(const InspectorSubject &subject)
{
    const Verification &v = subject.verification;
    const bool hasScheme = !subject.scheme.id.isEmpty();
    QStringList more;
    if (!v.reason.isEmpty())
        more.append(asSentence(v.reason));
    if (!subject.delivery.handshake.isEmpty() && v.reason != subject.delivery.handshake)
        more.append(asSentence(subject.delivery.handshake));
    const QString remedy = verdictRemedy(v, hasScheme ? &subject.scheme : nullptr);
    if (!remedy.isEmpty())
        more.append(remedy);
    if (v.verdict == domain::Verdict::Mismatch && flows::signsUrl(subject.scheme) &&
        subject.endpoint.url.isEmpty()) {
        more.append(tr("This sender signs its URL: behind a proxy or a tunnel, the endpoint needs the URL as "
                       "registered there."));
    }
    for (const QByteArray &note : v.notes)
        more.append(noteSentence(note));
    const bool nothingFound = subject.endpoint.scheme == domain::autoScheme && !hasScheme;
    m_banner->setTexts(verdictBadge(v.verdict).tone,
                       nothingFound
                           ? tr("No sender that is known signs where this request has something.")
                           : verdictSentence(v.verdict, v.secretLabel, v.ageSeconds, subject.scheme.strength),
                       more.join(u'\n'));
}

// With several secrets the one that the sender named stands for the expectation, else the first. Public keys
// and secrets that travel have no digest to expect.
void SignatureTab::showDigests(const InspectorSubject &subject)
{
    const Verification &v = subject.verification;
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
    const Family family = familyOf(subject);
    const bool computes = family == Family::Hmac || family == Family::Digest || !expected.isEmpty();
    m_expectedPart->setVisible(computes);
    m_receivedTitle->setText(isSecretThatTravels(family) ? tr("Received, the beginning only")
                                                         : tr("Received"));
    const bool matched = !v.secretLabel.isEmpty();
    const bool hex = isHex(subject.scheme.recipes.isEmpty() ? signature::Encoding::HexLower
                                                            : subject.scheme.recipe(v.variant).encoding);
    const auto spelled = [hex](const QByteArray &digest) { return hex ? digest.toLower() : digest; };
    const qsizetype at = matched || expected.isEmpty()
                             ? -1
                             : firstDifference(spelled(v.received.constFirst()), spelled(expected));
    m_received->setDigest(v.received.constFirst(), at);
    m_expected->setDigest(expected, at);
}

void SignatureTab::showParts(const InspectorSubject &subject)
{
    const bool isSigned =
        !isSecretThatTravels(familyOf(subject)) && subject.verification.verdict != domain::Verdict::Unsigned;
    const QList<signature::SignedPart> parts =
        isSigned ? subject.verification.parts : QList<signature::SignedPart>();
    m_signedPart->setVisible(!parts.isEmpty());
    QList<SegmentedView::Segment> segments;
    QList<signature::PartSpec::Kind> kinds;
    for (const signature::SignedPart &p : parts) {
        if (p.kind == signature::PartSpec::Kind::Secret)
            segments.append({{}, partTone(p.kind), tr("(the secret)")});
        else
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

void SignatureTab::showScheme(const InspectorSubject &subject)
{
    const signature::Scheme &scheme = subject.scheme;
    const Verification &v = subject.verification;
    m_scheme->clear();
    m_schemePart->setVisible(!scheme.id.isEmpty());
    m_code->setVisible(scheme.isSigned());
    if (scheme.id.isEmpty())
        return;
    m_scheme->addFact(tr("Sender"), tr("%1 (%2)", "name and id").arg(schemeName(scheme), scheme.id));
    if (!v.variant.isEmpty()) {
        const QString variant = v.variant;
        m_scheme->addFact(tr("Variant"),
                          v.secretLabel.isEmpty() ? tr("%1, which came closest").arg(variant) : variant);
    }
    m_scheme->addFact(tr("Strength"), strengthSentence(scheme.strength));
    m_scheme->addFact(tr("Evidence"), evidenceSentence(scheme.evidence));
}

} // namespace tocsin::ui
