// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/shortcutpaper.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFileDialog>
#include <QFuture>
#include <QPageSize>
#include <QPdfWriter>
#include <QPromise>
#include <QSaveFile>
#include <QTextDocument>
#include <QThreadPool>

#include <memory>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(tocsin::ui::ShortcutPaper)
};

QString bodyOf(const QList<PaperGroup> &groups)
{
    QString body = u"<h1>%1</h1>\n"_s.arg(Texts::tr("Keyboard shortcuts of Tocsin").toHtmlEscaped());
    for (const PaperGroup &group : groups) {
        body += u"<h2>%1</h2>\n<table width=\"100%\" cellpadding=\"3\">\n"_s.arg(group.title.toHtmlEscaped());
        for (const auto &[does, keys] : group.keys) {
            body += u"<tr><td width=\"70%\">%1</td><td><b>%2</b></td></tr>\n"_s.arg(does.toHtmlEscaped(),
                                                                                    keys.toHtmlEscaped());
        }
        body += u"</table>\n"_s;
    }
    return body;
}

bool write(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit();
}

} // namespace

QByteArray paperHtml(const QList<PaperGroup> &groups)
{
    const QString page =
        u"<!doctype html>\n<html><head><meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
        "'unsafe-inline'\">\n"
        "<title>%1</title>\n<style>body { font: 11pt sans-serif; margin: 2em auto; max-width: 40em; }\n"
        "h2 { font-size: 12pt; } td { border-bottom: 1px solid #ddd; }</style>\n</head><body>\n%2</body></html>\n"_s;
    return page.arg(Texts::tr("Keyboard shortcuts of Tocsin").toHtmlEscaped(), bodyOf(groups)).toUtf8();
}

QByteArray paperPdf(const QList<PaperGroup> &groups)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        writer.setPageSize(QPageSize(QPageSize::A4));
        writer.setTitle(Texts::tr("Keyboard shortcuts of Tocsin"));
        writer.setCreator(u"Tocsin"_s);
        QTextDocument document;
        document.setHtml(bodyOf(groups));
        document.print(&writer);
    }
    return buffer.data();
}

void askAndSavePaper(QWidget &owner, const QList<PaperGroup> &groups, bool isPdf,
                     const std::function<void(const QString &)> &said)
{
    const QString path = QFileDialog::getSaveFileName(
        &owner, Texts::tr("Save shortcuts"), isPdf ? u"tocsin-shortcuts.pdf"_s : u"tocsin-shortcuts.html"_s,
        isPdf ? Texts::tr("PDF (*.pdf)") : Texts::tr("HTML (*.html)"));
    if (path.isEmpty())
        return;
    auto promise = std::make_shared<QPromise<bool>>();
    promise->start();
    promise->future().then(&owner, [said, path](bool written) {
        said(written ? Texts::tr("Saved as %1.").arg(path) : Texts::tr("%1 cannot be written.").arg(path));
    });
    QThreadPool::globalInstance()->start([promise, path, groups, isPdf] {
        promise->addResult(write(path, isPdf ? paperPdf(groups) : paperHtml(groups)));
        promise->finish();
    });
}

} // namespace tocsin::ui
