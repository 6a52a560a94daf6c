// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/auditing.h"
#include "core/flows/tenantdesk.h"
#include "tests/support/socotradata.h"
#include "tests/support/tenantplace.h"
#include "tests/ui/support/deskfixture.h"
#include "ui/admin/integrations/conflictdialog.h"
#include "ui/admin/integrations/integrationdialog.h"
#include "ui/admin/integrations/integrationspage.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plainlabel.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

namespace tocsin::test {

using namespace Qt::StringLiterals;

constexpr int patience = 30'000; // ms

// The Integrations page over a real desk and a stand-in tenant, for a test class to derive from: openPage()
// in each test function, closePage() after it.
struct IntegrationsFixture
{
    std::unique_ptr<DeskFixture> m_fixture;
    std::unique_ptr<TenantPlace> m_place;
    std::unique_ptr<flows::Auditing> m_auditing;
    std::unique_ptr<flows::TenantDesk> m_tenants;
    std::unique_ptr<ui::Theme> m_theme;
    std::unique_ptr<ui::IntegrationsPage> m_page;
    QTemporaryDir m_folder;
    QString m_id; // of the tenant

    // What the stand-in is and holds before the page is opened is in the place.
    void openPage(const QString &profile = u"default"_s, const sandbox::TenantOptions &options = {})
    {
        openDesks(profile, options);
        saveTenant(tenantAt(m_place->server->baseUrl()), m_place->server->tenantPassword());
        showPage();
        QTRY_VERIFY_WITH_TIMEOUT(isRead(), patience);
    }

    void openDesks(const QString &profile = u"default"_s, const sandbox::TenantOptions &options = {})
    {
        m_fixture = std::make_unique<DeskFixture>();
        QVERIFY(m_fixture->open());
        m_place = std::make_unique<TenantPlace>(profile, options);
        m_auditing = std::make_unique<flows::Auditing>(m_folder.filePath(u"audit.db"_s));
        m_tenants = std::make_unique<flows::TenantDesk>(m_fixture->analyst(), m_fixture->desk(),
                                                        m_fixture->secretStore(), *m_auditing);
        QTRY_VERIFY_WITH_TIMEOUT(m_tenants->isRead(), patience);
        m_theme = std::make_unique<ui::Theme>(*qApp);
    }

    void saveTenant(const socotra::Tenant &tenant, const Secret &password)
    {
        m_tenants->save({}, tenant, password, m_tenants.get(),
                        [this](const Result<QString> &id) { m_id = id.value_or(u"?"_s); });
        QTRY_VERIFY_WITH_TIMEOUT(!m_id.isEmpty(), patience);
        QVERIFY(m_tenants->state(m_id));
    }

    void showPage()
    {
        m_page = std::make_unique<ui::IntegrationsPage>(*m_theme, *m_tenants, m_fixture->desk(),
                                                        m_fixture->secretStore());
        m_page->resize(1120, 760);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    }

    void closePage()
    {
        m_page.reset();
        m_tenants.reset();
        m_auditing.reset();
        m_place.reset();
        m_fixture.reset();
        m_theme.reset();
        m_id.clear();
    }

    const flows::TenantState *state() const { return m_tenants->state(m_id); }
    bool isRead() const { return state() && state()->read > 0 && !state()->isReading; }

    // A reading that began after this call has ended.
    void refresh()
    {
        const Micros before = state()->read;
        m_page->refresh();
        QTRY_VERIFY_WITH_TIMEOUT(state()->read != before && !state()->isReading, patience);
    }

    QTableView *table() const { return m_page->findChild<QTableView *>(u"sendersTable"_s); }
    QString cell(int row, int column) const { return table()->model()->index(row, column).data().toString(); }
    int rowOf(const QString &name) const
    {
        for (int row = 0; row < table()->model()->rowCount(); ++row) {
            if (cell(row, 0) == name)
                return row;
        }
        return -1;
    }
    void chooseRow(const QString &name)
    {
        QTRY_VERIFY_WITH_TIMEOUT(rowOf(name) >= 0, patience);
        table()->setCurrentIndex(table()->model()->index(rowOf(name), 0));
    }

    template<class T>
    T *part(const QString &name) const
    {
        T *found = m_page->findChild<T *>(name);
        Q_ASSERT_X(found, "part", qPrintable(name));
        return found;
    }
    template<class T>
    T *maybe(const QString &name) const
    {
        return m_page->findChild<T *>(name);
    }
    void click(const QString &name) { part<QAbstractButton>(name)->click(); }
    void type(const QString &name, const QString &words)
    {
        auto *edit = part<QLineEdit>(name);
        edit->selectAll();
        edit->del();
        for (const QChar letter : words) // keyClicks() knows ASCII alone
            QTest::sendKeyEvent(QTest::Click, edit, Qt::Key_unknown, QString(letter), Qt::NoModifier);
    }
    // The texts of all labels that are shown in there.
    QString words(const QString &name) const
    {
        QStringList all;
        for (const auto *label : part<QWidget>(name)->findChildren<ui::PlainLabel *>()) {
            if (label->isVisibleTo(m_page.get()) || !label->window()->isVisible())
                all.append(label->original());
        }
        for (const auto *text : part<QWidget>(name)->findChildren<QPlainTextEdit *>())
            all.append(text->toPlainText());
        return all.join(u'\n');
    }
    // The fault under a field of an open dialog; empty = there is none.
    QString fault(const QString &field) const
    {
        const auto *label = maybe<ui::PlainLabel>(u"fault-"_s + field);
        return label && label->isVisibleTo(label->window()) ? label->original() : QString();
    }
    QString advice(const QString &field) const
    {
        const auto *label = maybe<ui::PlainLabel>(u"advice-"_s + field);
        return label && label->isVisibleTo(label->window()) ? label->original() : QString();
    }

    ui::IntegrationDialog *form() const { return maybe<ui::IntegrationDialog>(u"integrationDialog"_s); }
    void chooseIntegration(const QString &name)
    {
        QTRY_VERIFY_WITH_TIMEOUT(isRead() && socotra::findNamed(state()->integrations, name), patience);
        // An endpoint of this console may have the name, too; the list follows the tenant a moment later.
        const auto *rotate = part<QWidget>(QStringLiteral("rotateSender"));
        QTRY_VERIFY_WITH_TIMEOUT((m_page->choose(m_id, name), rotate->isVisibleTo(m_page.get())), patience);
    }
    void openEdit(const QString &name)
    {
        chooseIntegration(name);
        click(u"editSender"_s);
        QVERIFY(form());
    }
    void untilSaved()
    {
        (void)QTest::qWaitFor([this] { return !form(); }, patience);
        QVERIFY2(!form(), qPrintable(form() ? faults() : QString()));
    }
    // Whatever the form has to object.
    QString faults() const
    {
        QStringList all;
        for (const auto *label : form()->findChildren<ui::PlainLabel *>()) {
            if (label->isVisibleTo(form()) && label->property("look").toString() == QStringLiteral("fault"))
                all.append(label->original());
        }
        return all.join(u' ');
    }

    Secret kept(const QString &label)
    {
        std::optional<Result<secrets::StoredSecret>> found;
        m_fixture->secretStore().get(label, m_page.get(),
                                     [&](const Result<secrets::StoredSecret> &one) { found = one; });
        [&] { QTRY_VERIFY_WITH_TIMEOUT(found, patience); }();
        return found && *found ? (*found)->value : Secret();
    }
    QJsonObject spec(const QString &name) const
    {
        return m_place->stored(name)[u"securitySpec"_s].toObject();
    }

    // An entry at the tenant, with whatever is not documented; made before it is read.
    void put(const QString &name, const QJsonObject &more = {}, const QJsonObject &spec = {})
    {
        QJsonObject security{{u"hmacEnabled"_s, true},
                             {u"secret"_s, QString::fromLatin1(sampleSecret)},
                             {u"secureSSL"_s, true},
                             {u"tag"_s, u"secret-1"_s}};
        for (auto it = spec.begin(); it != spec.end(); ++it)
            security[it.key()] = it.value();
        QJsonObject entry{{u"name"_s, name},
                          {u"type"_s, u"webhook"_s},
                          {u"url"_s, u"https://hooks.example.org/a"_s},
                          {u"headers"_s, QJsonObject{{u"X-Api-Key"_s, u"k-1"_s}, {u"X-Team"_s, u"blue"_s}}},
                          {u"tenantLocator"_s, u"5a1f"_s},
                          {u"securitySpec"_s, security}};
        for (auto it = more.begin(); it != more.end(); ++it)
            entry[it.key()] = it.value();
        m_place->server->lookAtTenant([&](sandbox::Tenant &tenant) { tenant.put(entry); });
    }
};

} // namespace tocsin::test
