// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Usage: scheme_pictures FOLDER. Saves pictures of the schemes, the learner and the rotation view in both
// themes and both sizes. Needs a display or QT_QPA_PLATFORM=offscreen.

#include "core/signature/schemedraft.h"
#include "core/storage/deliverystore.h"
#include "tests/support/sampledelivery.h"
#include "tests/ui/support/deskfixture.h"
#include "ui/mainwindow.h"
#include "ui/schemes/schemespage.h"
#include "ui/text/words.h"
#include "ui/webhooks/deliverytable.h"
#include "ui/webhooks/inspector/inspector.h"
#include "ui/webhooks/rotationdialog.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QLineEdit>
#include <QMessageAuthenticationCode>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tocsin;

namespace {

constexpr Micros hour = 3600 * microsPerSecond;

// Seven weeks of an endpoint that went from one secret to another; an outage in between.
void fillHistory(const QString &path)
{
    auto store = storage::DeliveryStore::open(path).value();
    QList<domain::NewDelivery> batch;
    const Micros now = wallClock();
    for (int h = 49 * 24; h > 0; h -= 2) {
        for (int i = 0; i < 2 + (h * 7) % 5; ++i) {
            domain::NewDelivery delivery = test::sampleDelivery();
            delivery.endpoint = u"orders"_s;
            delivery.capture.firstByte = now - h * hour + i * microsPerSecond;
            const bool failed = (h < 25 * 24 && h > 23 * 24 && i > 0) || (h + i) % 41 == 0;
            const bool old = h > 24 * 24;
            delivery.signature =
                failed ? domain::SignatureFacts{domain::Verdict::Mismatch, u"socwarden"_s, {}, 1}
                       : domain::SignatureFacts{domain::Verdict::Valid, u"socwarden"_s,
                                                old ? u"orders-2025"_s : u"orders-2026"_s, 1};
            batch.append(delivery);
        }
    }
    if (!store->append(batch))
        qWarning("nothing was stored");
}

void addOrders(test::DeskFixture &fixture)
{
    for (const QString &label : {u"orders-2025"_s, u"orders-2026"_s, u"orders-next"_s}) {
        secrets::StoredSecret secret;
        secret.label = label;
        secret.value = Secret::copyOf("secret-of-orders-0123456789abcdefgh-" + label.toUtf8());
        fixture.secretStore().put(secret, &fixture.desk(), [](const Result<void> &) {});
    }
    domain::Endpoint orders;
    orders.name = u"orders"_s;
    orders.pathPrefix = "/hooks/orders";
    orders.scheme = u"socwarden"_s;
    orders.secretLabels = {u"orders-2025"_s, u"orders-2026"_s, u"orders-next"_s};
    if (!fixture.desk().saveEndpoint(orders))
        qWarning("orders not saved");
}

void post(test::DeskFixture &fixture, const QByteArray &body, const QByteArray &key)
{
    const QByteArray time = QByteArray::number(wallClock() / microsPerSecond);
    const QByteArray mac =
        QMessageAuthenticationCode::hash(time + "." + body, key, QCryptographicHash::Sha256).toHex();
    fixture.post("/elsewhere", body, {{"X-Shop-Time", time}, {"X-Shop-Sig", "v1=" + mac}});
}

class Camera
{
public:
    Camera(ui::MainWindow &window, const QString &folder, const QString &suffix)
        : m_window(window)
        , m_folder(folder)
        , m_suffix(suffix)
    {}

    void save(QWidget &widget, const QString &name) const
    {
        QTest::qWait(350);
        widget.grab().save(m_folder + u'/' + name + m_suffix + u".png"_s);
    }

    void shootSchemes() const
    {
        m_window.setPage(ui::MainWindow::Schemes);
        auto *search = m_window.findChild<QLineEdit *>(u"schemeSearch"_s);
        auto *list = m_window.findChild<QTableView *>(u"schemesTable"_s);
        search->clear();
        list->setCurrentIndex(list->model()->index(0, 0));
        save(m_window, u"schemes"_s);
        search->setText(u"github"_s);
        list->setCurrentIndex(list->model()->index(0, 0));
        save(m_window, u"schemes-search"_s);
        search->setText(u"nothing has this"_s);
        save(m_window, u"schemes-none"_s);
        search->setText(u"socwarden"_s);
        list->setCurrentIndex(list->model()->index(0, 0));
        m_window.findChild<QPushButton *>(u"copyScheme"_s)->click();
        QTest::qWait(600);
        save(m_window, u"scheme-editor"_s);
        auto *text = m_window.findChild<QPlainTextEdit *>(u"schemeText"_s);
        const QString good = text->toPlainText();
        text->setPlainText(QString(good).replace(u"hmac-sha256"_s, u"hmac-sha255"_s));
        save(m_window, u"scheme-fault"_s);
        text->setPlainText(QString(good).replace(u"\"literal\""_s, u"\"literal\", \"optional\": true"_s));
        text->setPlainText(good.left(good.size() - 20));
        save(m_window, u"scheme-nojson"_s);
        text->setPlainText(good);
        m_window.findChild<QPushButton *>(u"leaveScheme"_s)->click();
        if (auto *discard = m_window.findChild<QPushButton *>(u"confirmLeaveSchemeButton"_s))
            discard->click();
        QTest::qWait(100);
    }

    void shootRotation() const
    {
        m_window.setPage(ui::MainWindow::Webhooks);
        m_window.commands()[u"rotation"_s]->trigger();
        auto *dialog = m_window.findChild<ui::RotationDialog *>();
        auto *period = dialog->findChild<QComboBox *>(u"rotationPeriod"_s);
        for (const QString &endpoint : {u"orders"_s, u"alerts"_s, u"catch-all"_s}) {
            dialog->showEndpoint(endpoint);
            for (int i = 0; i < (endpoint == u"orders"_s ? period->count() : 1); ++i) {
                period->setCurrentIndex(endpoint == u"orders"_s ? i : 2);
                save(*dialog, u"rotation-%1-%2"_s.arg(endpoint).arg(i));
            }
        }
        dialog->close();
    }

    void shootLearner() const
    {
        auto *table = m_window.findChild<ui::DeliveryTable *>(u"deliveryTable"_s);
        table->setFocus();
        m_window.findChild<ui::Inspector *>(u"inspector"_s)->setTab(ui::Inspector::Signature);
        table->setCurrentIndex(table->model()->index(4, 1));
        save(m_window, u"signature-tab"_s);
        table->clearSelection();
        for (int row = 0; row < 3; ++row)
            table->selectionModel()->select(table->model()->index(row, 0),
                                            QItemSelectionModel::Select | QItemSelectionModel::Rows);
        m_window.commands()[u"learnScheme"_s]->trigger();
        auto *dialog = m_window.findChild<QDialog *>(u"learnDialog"_s);
        auto *label = dialog->findChild<QComboBox *>(u"learnLabel"_s);
        save(*dialog, u"learn-start"_s);
        label->setCurrentIndex(label->count() - 1);
        dialog->findChild<QLineEdit *>(u"learnValue"_s)->setText(u"another-secret-that-nobody-knows"_s);
        dialog->findChild<QPushButton *>(u"learnSearch"_s)->click();
        save(*dialog, u"learn-running"_s);
        dialog->findChild<QPushButton *>(u"learnSearch"_s)->click();
        (void)QTest::qWaitFor([&] { return dialog->findChild<QPushButton *>(u"learnSearch"_s)->isEnabled(); },
                              20'000);
        save(*dialog, u"learn-stopped"_s);
        dialog->findChild<QLineEdit *>(u"learnValue"_s)->setText(u"a-secret-of-a-shop-0123456789"_s);
        dialog->findChild<QPushButton *>(u"learnSearch"_s)->click();
        (void)QTest::qWaitFor([&] { return dialog->findChild<QPushButton *>(u"openProposal0"_s); }, 30'000);
        save(*dialog, u"learn-found"_s);
        dialog->close();
        QTest::qWait(50);
    }

private:
    ui::MainWindow &m_window;
    QString m_folder;
    QString m_suffix;
};

} // namespace

int main(int argc, char *argv[])
{
    QApplication app(argc, argv);
    ui::installWords(app);
    const QString folder = app.arguments().value(1, u"."_s);
    QDir().mkpath(folder);
    ui::Theme theme(app);
    test::DeskFixture fixture;
    fixture.beforeOpen = [](const QString &data) { fillHistory(data + u"/deliveries.db"_s); };
    if (!fixture.open())
        return 3;
    addOrders(fixture);
    fixture.desk().saveScheme(signature::newSchemeText(u"our-shop"_s), {}, &fixture.desk(),
                              [](const Result<QString> &) {});
    ui::MainWindow window(theme, fixture.desk(), fixture.secretStore(), fixture.settings());
    window.resize(1360, 860);
    window.show();
    for (int n = 0; n < 4; ++n)
        fixture.postSigned("{\"event\":\"alert.created\",\"n\":" + QByteArray::number(n) + "}");
    fixture.postSpoiled("{\"a\":1}", "{\"a\":2}");
    for (int n = 0; n < 3; ++n)
        post(fixture, "{\"order\":" + QByteArray::number(1000 + 37 * n) + "}",
             "a-secret-of-a-shop-0123456789");
    QTest::qWait(900);
    for (const ui::Theme::Choice choice : {ui::Theme::Choice::Dark, ui::Theme::Choice::Light}) {
        theme.setChoice(choice);
        for (const QSize size : {QSize(1360, 860), QSize(1024, 700)}) {
            window.resize(size);
            window.commands()[u"resetLayout"_s]->trigger();
            const Camera camera(window, folder,
                                u'-' + ui::Theme::choiceId(choice) + u'-' + QString::number(size.width()));
            camera.shootSchemes();
            camera.shootRotation();
            camera.shootLearner();
        }
    }
    return 0;
}
