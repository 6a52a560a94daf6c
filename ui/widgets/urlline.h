// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QWidget>

namespace tocsin::ui {

class PlainLabel;

// A URL of somebody else as plain text, its host standing out: that is what a person has to judge. Never a
// link. What does not fit is elided behind the host; the whole is on hover.
class UrlLine final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(UrlLine)

public:
    explicit UrlLine(const QFont &font, QWidget *parent = nullptr);
    // A host that the URL does not begin with is not picked out of its middle: then nothing stands out.
    void setUrl(const QByteArray &url, const QByteArray &host);
    QString text() const; // as it stands there, for tests

private:
    PlainLabel *m_before;
    PlainLabel *m_host;
    PlainLabel *m_after;
};

} // namespace tocsin::ui
