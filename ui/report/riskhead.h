// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/report/preparedreport.h"
#include "ui/widgets/badge.h"

#include <QWidget>

namespace tocsin::ui {

class PlainLabel;
class Theme;

// A bar from 0 to 10 with a mark where escalation begins.
class RiskGauge final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RiskGauge)

public:
    explicit RiskGauge(const Theme &theme, QWidget *parent = nullptr);
    void setRisk(double risk, double threshold); // risk within 0..10
    QSize sizeHint() const override { return {200, 18}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    double m_risk = 0;
    double m_threshold = 0;
};

// What a reader wants first: how bad it is as number and word, whether to escalate, and how much there is.
class RiskHead final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RiskHead)

public:
    explicit RiskHead(const Theme &theme, QWidget *parent = nullptr);
    void show(const PreparedReport &report);
    void setNarrow(bool isNarrow); // the counts, which the sections tell too, make room

private:
    QWidget *buildNumber();
    QWidget *buildMiddle();
    PlainLabel *addCount(QLayout &row, const QString &title);
    void tint();

    const Theme &m_theme;
    Tone m_tone = Tone::Text;
    PlainLabel *m_number;
    PlainLabel *m_of;
    Badge *m_word;
    RiskGauge *m_gauge;
    PlainLabel *m_sentence;
    PlainLabel *m_entities;
    PlainLabel *m_findings;
    PlainLabel *m_techniques;
    QList<QWidget *> m_counts;
};

} // namespace tocsin::ui
