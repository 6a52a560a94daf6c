// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/investigations/stagestrip.h"

#include "core/flows/investigationrun.h"
#include "ui/text/errortext.h"
#include "ui/text/sessiontext.h"
#include "ui/text/timetext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/plainlabel.h"

#include <QPainter>
#include <QStyle>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using domain::SessionState;

namespace {
// socmate.md 5.1: most take 30 to 120 s.
constexpr double usualLeast = 30;
constexpr double usualMost = double(flows::InvestigationRun::usual) / double(microsPerSecond);
constexpr double barEnds = usualMost * 1.5;
constexpr int markSide = 11;
constexpr int barHeight = 6;

// A follow-up question begins anew.
Micros questionTime(const storage::StoredSession &session)
{
    Micros from = session.started > 0 ? session.started : session.asked;
    for (const domain::SessionMessage &message : session.session.messages) {
        if (message.role.compare("user"_L1, Qt::CaseInsensitive) == 0 && message.at.isValid())
            from = std::max<Micros>(from, message.at.toMSecsSinceEpoch() * 1000);
    }
    return from;
}

} // namespace

StageLine::StageLine(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void StageLine::setProgress(std::optional<domain::Stage> stage, bool isOver, double seconds)
{
    m_stage = stage;
    m_isOver = isOver;
    m_seconds = seconds;
    setAccessibleName(
        stage ? tr("Stage %1 of %2: %3").arg(int(*stage) + 1).arg(domain::stageCount).arg(stageText(*stage))
              : tr("The server has named no stage"));
    update();
}

void StageLine::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double share = double(width()) / domain::stageCount;
    for (int number = 0; number < domain::stageCount; ++number) {
        const QRect rect(int(number * share), 0, int(share) - 6, 24);
        paintStage(painter, number, QStyle::visualRect(layoutDirection(), this->rect(), rect));
    }
    paintTime(painter, QRect(0, 32, width(), barHeight));
}

void StageLine::paintStage(QPainter &painter, int number, const QRect &rect) const
{
    const int current = m_stage ? int(*m_stage) : -1;
    const bool isDone = m_isOver || number < current;
    const bool isCurrent = !m_isOver && number == current;
    const Tone tone = isDone ? Tone::Valid : isCurrent ? Tone::Accent : Tone::Faint;
    const QRect mark(rect.left(), rect.center().y() - markSide / 2, markSide, markSide);
    drawMark(painter, QStyle::visualRect(layoutDirection(), rect, mark),
             isDone      ? Mark::Check
             : isCurrent ? Mark::Disc
                         : Mark::Ring,
             m_theme.color(tone));
    QFont used = font();
    used.setWeight(QFont::DemiBold);
    const QString word = stageText(domain::Stage(number));
    const bool isRoom = QFontMetrics(used).horizontalAdvance(word) <= rect.width() - markSide - 5;
    painter.setFont(isCurrent && isRoom ? used : font());
    painter.setPen(m_theme.color(isCurrent ? Tone::Text : Tone::Muted));
    const QRect words = QStyle::visualRect(layoutDirection(), rect, rect.adjusted(markSide + 5, 0, 0, 0));
    painter.drawText(words, int(Qt::AlignVCenter | QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft)),
                     painter.fontMetrics().elidedText(word, Qt::ElideRight, words.width()));
}

// The usual span stands out, so that a glance tells early from late.
void StageLine::paintTime(QPainter &painter, const QRect &rect) const
{
    const auto part = [&](double from, double to) {
        const QRectF span(rect.x() + rect.width() * from / barEnds, rect.y(),
                          rect.width() * (to - from) / barEnds, rect.height());
        return QStyle::visualRect(layoutDirection(), rect, span.toRect());
    };
    painter.fillRect(rect, m_theme.color(Tone::Hairline));
    painter.fillRect(part(usualLeast, usualMost), m_theme.color(Tone::Selection));
    const double reached = std::min(m_seconds, barEnds);
    painter.fillRect(part(0, reached), m_theme.color(m_seconds > usualMost ? Tone::Stale : Tone::Accent));
    painter.setFont(font());
    painter.setPen(m_theme.color(Tone::Muted));
    for (const double at : {usualLeast, usualMost}) {
        const QRect mark = part(at, at + 0.5);
        painter.drawText(QRect(mark.x() - 40, rect.bottom() + 2, 80, 18), Qt::AlignHCenter | Qt::AlignTop,
                         durationText(qint64(at)));
    }
}

StageStrip::StageStrip(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_state(new Badge(theme))
    , m_elapsed(new PlainLabel)
    , m_line(new StageLine(theme))
    , m_sentence(new PlainLabel(QString(), PlainLabel::Fit::Flow))
    , m_stop(textButton(tr("Stop waiting"), u"stopWaiting"_s, this))
    , m_check(textButton(tr("Check now"), u"checkNow"_s, this))
    , m_look(textButton(tr("Look for it"), u"lookForStart"_s, this))
    , m_again(textButton(tr("Ask again…"), u"askAgain"_s, this))
{
    setObjectName(u"stageStrip"_s);
    m_state->setObjectName(u"sessionState"_s);
    m_elapsed->setObjectName(u"sessionElapsed"_s);
    m_sentence->setObjectName(u"sessionSentence"_s);
    m_sentence->setLook(u"muted"_s);
    m_sentence->setSelectable();
    auto *head = new QHBoxLayout;
    head->setSpacing(12);
    head->addWidget(m_state);
    head->addWidget(m_elapsed);
    head->addStretch();
    for (QPushButton *button : {m_look, m_again, m_check, m_stop})
        head->addWidget(button);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 8, 24, 12);
    column->setSpacing(8);
    column->addLayout(head);
    column->addWidget(m_line);
    column->addWidget(m_sentence);
    connect(m_stop, &QPushButton::clicked, this, &StageStrip::stopAsked);
    connect(m_check, &QPushButton::clicked, this, &StageStrip::checkAsked);
    connect(m_look, &QPushButton::clicked, this, &StageStrip::lookAsked);
    connect(m_again, &QPushButton::clicked, this, &StageStrip::againAsked);
}

double StageStrip::seconds() const
{
    return double(std::max<Micros>(0, m_now - m_from)) / double(microsPerSecond);
}

QString StageStrip::sentence() const
{
    QStringList said{sessionSentence(m_session.session.state)};
    const bool isRunning = m_session.session.state == SessionState::Running;
    if (isRunning && seconds() > usualMost)
        said.append(tr("It takes longer than usual; that is no failure."));
    if (isRunning && !m_session.session.stage && !m_session.session.stageText.isEmpty())
        said.append(tr("The server says: %1.").arg(m_session.session.stageText.left(80)));
    if (isRunning)
        said.append(tr("Stop waiting ends the watch here only: the server goes on."));
    if (!m_session.session.error.isEmpty())
        said.append(asSentence(m_session.session.error));
    said.removeAll(QString());
    return said.join(u' ');
}

void StageStrip::show(const storage::StoredSession &session, Micros now)
{
    m_session = session;
    m_from = questionTime(session);
    m_session.session.report.reset(); // may be large, and is shown elsewhere
    m_session.session.raw.clear();
    m_session.session.messages.clear();
    const SessionState state = session.session.state;
    const bool isWaiting = state == SessionState::Queued;
    m_state->setBadge(sessionBadge(state));
    m_stop->setVisible(state == SessionState::Running || isWaiting || state == SessionState::StartUnknown);
    m_stop->setText(isWaiting                             ? tr("Withdraw")
                    : state == SessionState::StartUnknown ? tr("Give it up")
                                                          : tr("Stop waiting"));
    m_check->setVisible(state == SessionState::Running || state == SessionState::NotWatched);
    m_again->setVisible(!session.session.query.isEmpty() &&
                        (state == SessionState::Failed || state == SessionState::NotWatched));
    m_look->setVisible(state == SessionState::StartUnknown);
    m_line->setVisible(state == SessionState::Running || state == SessionState::NotWatched ||
                       state == SessionState::Starting);
    setNow(now);
}

void StageStrip::setNow(Micros now)
{
    m_now = now;
    const bool isRunning =
        m_session.session.state == SessionState::Running || m_session.session.state == SessionState::Starting;
    m_elapsed->setText(
        isRunning
            ? tr("%1, usually %2 to %3 s").arg(durationText(qint64(seconds()))).arg(usualLeast).arg(usualMost)
            : QString());
    m_line->setProgress(m_session.session.stage, false, isRunning ? seconds() : 0);
    m_sentence->setText(sentence());
    m_sentence->setVisible(!m_sentence->original().isEmpty());
}

} // namespace tocsin::ui
