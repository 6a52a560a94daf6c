// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/explainer.h"

#include <QTimer>
#include <QWidget>

class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace tocsin::ui {

class ConsideredList;
class PlainLabel;
class Theme;

// Why the signature does not fit: the proved cause first, then signs, then what would help, then everything
// that was tried. Asks when it is looked at, shows how far the search is and ends it on demand. A secret that
// is typed here is tried once and not stored.
class WhyPanel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WhyPanel)

public:
    WhyPanel(const Theme &theme, flows::Explainer &explainer, QWidget *parent = nullptr);

    void explain(const domain::Delivery &delivery);
    void clear(); // nothing is to be explained

signals:
    void proved(const QString &what); // the cause and the remedy, for who shows the verdict
    void secretsAsked();
    void compareAsked(const QByteArray &signedBody); // with the one that arrived

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *buildHead();
    QWidget *buildProgress();
    QWidget *buildTrial();
    void ask();
    void tryOnce();
    Handler<flows::SharedExplanation> handler(const QString &enteredLabel);
    void begin();
    void fail(const Error &error);
    void show(const signature::Explanation &explanation, const QString &enteredLabel);
    void showCauses(const signature::Explanation &explanation);
    void showNext(const signature::Explanation &explanation);
    void showFit(const signature::Explanation &explanation, const QString &enteredLabel);
    void addSection(const QString &title);
    void addLine(const QString &text, const QString &look, const QString &name);
    void empty();

    const Theme &m_theme;
    flows::Explainer &m_explainer;
    domain::Delivery m_delivery;
    flows::SharedExplanation m_shown;
    bool m_wanted = false; // ask as soon as somebody looks
    bool m_running = false;
    quint64 m_question = 0; // answers to older ones are dropped
    QTimer m_patience;      // what takes longer than 300 ms shows where it stands
    QWidget *m_content;
    QWidget *m_progress;
    PlainLabel *m_progressText;
    PlainLabel *m_problem;
    QPushButton *m_again;
    QPushButton *m_copy;
    QVBoxLayout *m_causes;
    ConsideredList *m_considered;
    QLineEdit *m_secret;
    QPushButton *m_try;
};

} // namespace tocsin::ui
