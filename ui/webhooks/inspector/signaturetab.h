// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/webhooks/inspector/subject.h"

#include <QWidget>

class QGridLayout;
class QHBoxLayout;
class QPushButton;
class QScrollArea;

namespace tocsin::flows {
class Explainer;
}

namespace tocsin::ui {

class DigestView;
class FactGrid;
class PlainLabel;
class SegmentedView;
class Theme;
class VerdictBanner;
class WhyPanel;

// The proof laid open: verdict, both digests, what was signed, every secret tried, the clock.
class SignatureTab final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SignatureTab)

public:
    SignatureTab(const Theme &theme, flows::Explainer &explainer, QWidget *parent = nullptr);
    void show(const InspectorSubject &subject);

signals:
    void secretsAsked();
    void rotationAsked();
    void compareAsked(const QByteArray &signedBody);
    void codeAsked(); // a program that verifies as this was checked

private:
    QWidget *buildDigests();
    void showBanner(const InspectorSubject &subject);
    void showDigests(const InspectorSubject &subject);
    void showParts(const InspectorSubject &subject);
    void showTrials(const InspectorSubject &subject);
    void showClock(const InspectorSubject &subject);
    void showScheme(const InspectorSubject &subject);

    const Theme &m_theme;
    domain::DeliveryId m_shownId = 0;
    QScrollArea *m_scroll = nullptr;
    VerdictBanner *m_banner;
    QPushButton *m_addSecret;
    QPushButton *m_rotation;
    QWidget *m_digests;
    DigestView *m_received;
    DigestView *m_expected;
    PlainLabel *m_receivedTitle = nullptr;
    QWidget *m_expectedPart = nullptr;
    QWidget *m_signedPart;
    QHBoxLayout *m_legend;
    SegmentedView *m_segments;
    QWidget *m_trialsPart;
    QGridLayout *m_trials;
    FactGrid *m_clock;
    QWidget *m_schemePart;
    FactGrid *m_scheme;
    QPushButton *m_code;
    WhyPanel *m_why;
};

} // namespace tocsin::ui
