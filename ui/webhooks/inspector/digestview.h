// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QWidget>

namespace tocsin::ui {

class Theme;

// A digest in groups of eight, with the part from the first difference on in the colour of a mismatch.
class DigestView final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DigestView)

public:
    explicit DigestView(const Theme &theme, QWidget *parent = nullptr);
    // differsFrom: index of the first different character; -1 = nothing to mark.
    void setDigest(const QByteArray &digest, qsizetype differsFrom);
    qsizetype differsFrom() const { return m_differsFrom; }

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override { return {200, heightForWidth(200)}; }
    QSize minimumSizeHint() const override { return {110, heightForWidth(qMax(110, width()))}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int perLine(int width) const; // characters, a multiple of a group

    const Theme &m_theme;
    QString m_digest;
    qsizetype m_differsFrom = -1;
};

qsizetype firstDifference(const QByteArray &a, const QByteArray &b); // -1 = equal

} // namespace tocsin::ui
