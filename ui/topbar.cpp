// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/topbar.h"

#include "ui/connections/connectionface.h"
#include "ui/text/numbertext.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/look.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/visibletext.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using Phase = flows::DeskState::Phase;

namespace {

Tone dotOf(Phase phase)
{
    switch (phase) {
    case Phase::Listening:
        return Tone::Valid;
    case Phase::Starting:
        return Tone::Stale;
    case Phase::Failed:
        return Tone::Critical;
    case Phase::Stopped:
        break;
    }
    return Tone::Unsigned;
}

QString hostAndPort(const flows::DeskState &state)
{
    const QString host = state.address.contains(u':') ? u'[' + state.address + u']' : state.address;
    return host + u':' + QString::number(state.port);
}

} // namespace

TopBar::TopBar(const Theme &theme, QWidget *parent)
    : QFrame(parent)
    , m_strip(new QFrame(this))
    , m_connection(new Chip(theme, this))
    , m_palette(new QPushButton(this))
    , m_paletteKeys(new PlainLabel)
    , m_listener(new Chip(theme, this))
    , m_warning(new QFrame(this))
    , m_warningText(new PlainLabel(QString(), PlainLabel::Fit::Wrap))
{
    setProperty("look", u"top"_s);
    m_connection->setObjectName(u"connectionChip"_s);
    m_strip->setObjectName(u"productionStrip"_s);
    m_strip->setProperty("look", u"production"_s);
    m_strip->setFixedHeight(3);
    m_strip->hide();
    m_listener->setObjectName(u"listenerChip"_s);
    m_palette->setObjectName(u"paletteButton"_s);
    m_palette->setProperty("look", u"field"_s);
    m_palette->setIcon(icon(u"search"_s, theme));
    m_palette->setText(tr("Search or jump to…"));
    m_paletteKeys->setObjectName(u"paletteKeys"_s);
    m_paletteKeys->setLook(u"muted"_s);
    m_paletteKeys->setAttribute(Qt::WA_TransparentForMouseEvents); // a part of the button's face
    auto *face = new QHBoxLayout(m_palette);
    face->setContentsMargins(12, 0, 12, 0);
    face->addStretch();
    face->addWidget(m_paletteKeys);
    m_palette->setMaximumWidth(520);
    m_palette->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(m_palette, &QPushButton::clicked, this, &TopBar::paletteAsked);
    connect(m_connection, &Chip::clicked, this, &TopBar::connectionAsked);
    connect(m_listener, &Chip::clicked, this, &TopBar::listenerAsked);

    m_warning->setObjectName(u"exposedWarning"_s);
    m_warning->setProperty("look", u"warning"_s);
    auto *warningRow = new QHBoxLayout(m_warning);
    warningRow->setContentsMargins(16, 6, 16, 6);
    warningRow->addWidget(m_warningText);
    m_warning->hide();

    auto *row = new QHBoxLayout;
    row->setContentsMargins(16, 8, 16, 8);
    row->setSpacing(16);
    row->addWidget(m_connection);
    row->addStretch(1);
    row->addWidget(m_palette, 4);
    row->addStretch(1);
    row->addWidget(m_listener);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_strip);
    column->addLayout(row);
    column->addWidget(m_warning);
}

void TopBar::showPaletteKeys(const QString &keys)
{
    m_paletteKeys->setText(keys);
}

void TopBar::showConnection(const ConnectionFace &face)
{
    m_connection->setDot(face.dot);
    m_connection->setTexts(face.name, face.role);
    m_connection->setToolTip(toolTipText(face.toolTip));
    m_connection->setAccessibleName(tr("Connection: %1, %2").arg(face.name, face.role));
    setStyled(*m_strip, "look", face.strip);
    m_strip->setFixedHeight(face.production ? 5 : 3);
    m_strip->setVisible(!face.strip.isEmpty());
}

QWidget *TopBar::connectionChip() const
{
    return m_connection;
}

void TopBar::showListener(const flows::DeskState &state, const flows::DeskCounters &counters)
{
    m_listener->setDot(dotOf(state.phase));
    const bool running = state.phase == Phase::Listening;
    m_listener->setFixedDigits(running);
    switch (state.phase) {
    case Phase::Listening:
        m_listener->setTexts(hostAndPort(state),
                             state.tls ? tr("TLS · %1 captured").arg(numberText(counters.captured))
                                       : tr("%1 captured").arg(numberText(counters.captured)));
        break;
    case Phase::Starting:
        m_listener->setTexts(tr("Starting"), {});
        break;
    case Phase::Stopped:
        m_listener->setTexts(tr("Stopped"), tr("%1 captured").arg(numberText(counters.captured)));
        break;
    case Phase::Failed:
        m_listener->setTexts(tr("Listener failed"), tr("click for the reason"));
        break;
    }
    const QString certificate = state.tls ? tr("\nCertificate SHA-256 %1").arg(state.fingerprint) : QString();
    m_listener->setToolTip(toolTipText(state.error.isEmpty() ? state.url() + certificate : state.error));
    m_warning->setVisible(running && state.exposed);
    if (running && state.exposed)
        m_warningText->setText(tr("The listener is reachable from other machines (%1). Anyone who can reach "
                                  "it can send deliveries.")
                                   .arg(hostAndPort(state)));
}

} // namespace tocsin::ui
