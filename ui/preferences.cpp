// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/preferences.h"

#include <QSettings>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

using Tls = flows::DeskOptions::Tls;

Tls tlsFromId(const QString &id)
{
    if (id == "self-signed"_L1)
        return Tls::SelfSigned;
    return id == "files"_L1 ? Tls::Files : Tls::Off;
}

QString tlsId(Tls tls)
{
    switch (tls) {
    case Tls::SelfSigned: return u"self-signed"_s;
    case Tls::Files: return u"files"_s;
    case Tls::Off: break;
    }
    return u"off"_s;
}

} // namespace

Preferences readPreferences(QSettings &settings)
{
    Preferences p;
    p.theme = Theme::choiceFromId(settings.value(u"ui/theme"_s).toString());
    flows::DeskOptions &l = p.listener;
    l.address = settings.value(u"listener/address"_s, l.address).toString();
    const int port = settings.value(u"listener/port"_s, int(l.port)).toInt();
    l.port = port >= 0 && port <= 65535 ? quint16(port) : l.port;
    l.tls = tlsFromId(settings.value(u"listener/tls"_s).toString());
    l.certificatePath = settings.value(u"listener/certificate"_s).toString();
    l.keyPath = settings.value(u"listener/key"_s).toString();
    l.clientCaPath = settings.value(u"listener/clientCa"_s).toString();
    return p;
}

void writePreferences(QSettings &settings, const Preferences &p)
{
    settings.setValue(u"ui/theme"_s, Theme::choiceId(p.theme));
    settings.setValue(u"listener/address"_s, p.listener.address);
    settings.setValue(u"listener/port"_s, int(p.listener.port));
    settings.setValue(u"listener/tls"_s, tlsId(p.listener.tls));
    settings.setValue(u"listener/certificate"_s, p.listener.certificatePath);
    settings.setValue(u"listener/key"_s, p.listener.keyPath);
    settings.setValue(u"listener/clientCa"_s, p.listener.clientCaPath);
}

} // namespace tocsin::ui
