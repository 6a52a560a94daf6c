<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>tocsin::ui::AttemptText</name>
    <message numerus="yes">
        <source>%n attempt(s) before it did not arrive</source>
        <translation>
            <numerusform>%n attempt before it did not arrive</numerusform>
            <numerusform>%n attempts before it did not arrive</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This event was delivered %n time(s).</source>
        <translation>
            <numerusform>This event was delivered once.</numerusform>
            <numerusform>This event was delivered %n times.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The newest %n are shown.</source>
        <translation>
            <numerusform>The newest one is shown.</numerusform>
            <numerusform>The newest %n are shown.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tocsin::ui::AttemptsTab</name>
    <message numerus="yes">
        <source>%1, %n missing</source>
        <translation>
            <numerusform>%1, %n missing</numerusform>
            <numerusform>%1, %n missing</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tocsin::ui::AuditPage</name>
    <message numerus="yes">
        <source>%n write(s) and more</source>
        <translation>
            <numerusform>%n write and more</numerusform>
            <numerusform>%n writes and more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n write(s)</source>
        <translation>
            <numerusform>%n write</numerusform>
            <numerusform>%n writes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n write(s) went out and are not in this record, the last one %1 to %2. %3</source>
        <translation>
            <numerusform>%n write went out and is not in this record, the last one %1 to %2. %3</numerusform>
            <numerusform>%n writes went out and are not in this record, the last one %1 to %2. %3</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Saved %n write(s) to %1</source>
        <translation>
            <numerusform>Saved %n write to %1</numerusform>
            <numerusform>Saved %n writes to %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tocsin::ui::ChainStrip</name>
    <message numerus="yes">
        <source>Whole: %n entry(s), and all up to the noted one are what they were.</source>
        <translation>
            <numerusform>Whole: %n entry, and all up to the noted one are what they were.</numerusform>
            <numerusform>Whole: %n entries, and all up to the noted one are what they were.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Whole: %n entry(s), each chained to the one before it.</source>
        <translation>
            <numerusform>Whole: %n entry, each chained to the one before it.</numerusform>
            <numerusform>Whole: %n entries, each chained to the one before it.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tocsin::ui::ChangeText</name>
    <message numerus="yes">
        <source>%n difference(s)</source>
        <translation>
            <numerusform>%n difference</numerusform>
            <numerusform>%n differences</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tocsin::ui::CompareDialog</name>
    <message numerus="yes">
        <source> and %n more place(s)</source>
        <translation>
            <numerusform> and %n more place</numerusform>
            <numerusform> and %n more places</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tocsin::ui::ConflictDialog</name>
    <message numerus="yes">
        <source>%n field(s) to choose</source>
        <translation>
            <numerusform>%n field to choose</numerusform>
            <numerusform>%n fields to choose</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tocsin::ui::ConnectionTab</name>
    <message numerus="yes">
        <source>%n chunk(s)</source>
        <translation>
            <numerusform>%n chunk</numerusform>
            <numerusform>%n chunks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tocsin::ui::ConsideredList</name>
    <message numerus="yes">
        <source>%n check(s) computed</source>
        <translation>
            <numerusform>%n check computed</numerusform>
            <numerusform>%n checks computed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cause(s) considered</source>
        <translation>
            <numerusform>%n cause considered</numerusform>
            <numerusform>%n causes considered</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tocsin::ui::ContractTab</name>
    <message numerus="yes">
        <source>This delivery differs from its contract in %n place(s).</source>
        <translation>
            <numerusform>This delivery differs from its contract in %n place.</numerusform>
            <numerusform>This delivery differs from its contract in %n places.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tocsin::ui::DeleteDialog</name>
    <message numerus="yes">
        <source>%n name it: %1</source>
        <translation>
            <numerusform>One names it: %1</numerusform>
            <numerusform>%n name it: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tocsin::ui::DeliveryActions</name>
    <message numerus="yes">
        <source>%n delivery(s) pinned: retention leaves them alone</source>
        <translation>
            <numerusform>%n delivery pinned: retention leaves them alone</numerusform>
            <numerusform>%n deliveries pinned: retention leaves them alone</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n delivery(s) unpinned</source>
        <translation>
            <numerusform>%n delivery unpinned</numerusform>
            <numerusform>%n deliveries unpinned</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n delivery(s)…</source>
        <translation>
            <numerusform>Delete %n delivery…</numerusform>
            <numerusform>Delete %n deliveries…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n delivery(s) with their bytes? This cannot be undone.</source>
        <translation>
            <numerusform>Delete %n delivery with its bytes? This cannot be undone.</numerusform>
            <numerusform>Delete %n deliveries with their bytes? This cannot be undone.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them is/are pinned.</source>
        <translation>
            <numerusform>%n of them is pinned.</numerusform>
            <numerusform>%n of them are pinned.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n delivery(s)</source>
        <translation>
            <numerusform>Delete %n delivery</numerusform>
            <numerusform>Delete %n deliveries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) copied</source>
        <translation>
            <numerusform>%n row copied</numerusform>
            <numerusform>%n rows copied</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tocsin::ui::DoctorDialog</name>
    <message numerus="yes">
        <source>%n step(s) failed.</source>
        <translation>
            <numerusform>%n step failed.</numerusform>
            <numerusform>%n steps failed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tocsin::ui::DriftDialog</name>
    <message numerus="yes">
        <source>%n integrations differ from the file.</source>
        <translation>
            <numerusform>One integration differs from the file.</numerusform>
            <numerusform>%n integrations differ from the file.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tocsin::ui::EntitiesPage</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <comment>looking up an entity</comment>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tocsin::ui::EvidenceDialog</name>
    <message numerus="yes">
        <source>%1, %n time(s)</source>
        <translation>
            <numerusform>%1, %n time</numerusform>
            <numerusform>%1, %n times</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tocsin::ui::ForwardDialog</name>
    <message numerus="yes">
        <source>%n delivery(s) wait</source>
        <translation>
            <numerusform>%n delivery waits</numerusform>
            <numerusform>%n deliveries wait</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed attempt(s)</source>
        <translation>
            <numerusform>%n failed attempt</numerusform>
            <numerusform>%n failed attempts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tocsin::ui::GraphText</name>
    <message numerus="yes">
        <source>%1 node(s)</source>
        <comment>the number is put in grouped, by locale</comment>
        <translation>
            <numerusform>%1 node</numerusform>
            <numerusform>%1 nodes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 connection(s)</source>
        <comment>the number is put in grouped, by locale</comment>
        <translation>
            <numerusform>%1 connection</numerusform>
            <numerusform>%1 connections</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n other kind(s)</source>
        <translation>
            <numerusform>%n other kind</numerusform>
            <numerusform>%n other kinds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tocsin::ui::ImportDialog</name>
    <message numerus="yes">
        <source>%n integrations were imported.</source>
        <translation>
            <numerusform>One integration was imported.</numerusform>
            <numerusform>%n integrations were imported.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tocsin::ui::IncidentDetail</name>
    <message numerus="yes">
        <source>%n member(s), in Raw</source>
        <translation>
            <numerusform>%n member, in Raw</numerusform>
            <numerusform>%n members, in Raw</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tocsin::ui::IncidentText</name>
    <message numerus="yes">
        <source>%1 incident(s)</source>
        <comment>the number is put in grouped, by locale</comment>
        <translation>
            <numerusform>%1 incident</numerusform>
            <numerusform>%1 incidents</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tocsin::ui::InvestigationsPage</name>
    <message numerus="yes">
        <source>%n investigation(s) running</source>
        <translation>
            <numerusform>%n investigation running</numerusform>
            <numerusform>%n investigations running</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n question(s) are on their way</source>
        <translation>
            <numerusform>The question is on its way</numerusform>
            <numerusform>%n questions are on their way</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tocsin::ui::KeyText</name>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tocsin::ui::LogPage</name>
    <message numerus="yes">
        <source>%1 of %n line(s)</source>
        <translation>
            <numerusform>%1 of %n line</numerusform>
            <numerusform>%1 of %n lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n line</numerusform>
            <numerusform>%n lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copied %n line(s)</source>
        <translation>
            <numerusform>Copied %n line</numerusform>
            <numerusform>Copied %n lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tocsin::ui::NewInvestigation</name>
    <message numerus="yes">
        <source>Investigate %n incident(s)</source>
        <translation>
            <numerusform>Investigate %n incident</numerusform>
            <numerusform>Investigate %n incidents</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and the same for %n more</source>
        <translation>
            <numerusform>and the same for %n more</numerusform>
            <numerusform>and the same for %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tocsin::ui::NoticeText</name>
    <message numerus="yes">
        <source>%n more incident(s)</source>
        <translation>
            <numerusform>%n more incident</numerusform>
            <numerusform>%n more incidents</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more incident(s), up to %1</source>
        <translation>
            <numerusform>%n more incident, up to %1</numerusform>
            <numerusform>%n more incidents, up to %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n other(s)</source>
        <translation>
            <numerusform>and %n other</numerusform>
            <numerusform>and %n others</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tocsin::ui::NumberText</name>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n byte</numerusform>
            <numerusform>%n bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 delivery(s)</source>
        <comment>the number is put in grouped, by locale</comment>
        <translation>
            <numerusform>%1 delivery</numerusform>
            <numerusform>%1 deliveries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tocsin::ui::PassphraseDialog</name>
    <message numerus="yes">
        <source>New passphrase: use at least %n character(s).</source>
        <translation>
            <numerusform>New passphrase: use at least %n character.</numerusform>
            <numerusform>New passphrase: use at least %n characters.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tocsin::ui::ReplayDialog</name>
    <message numerus="yes">
        <source>Replay %n delivery(s)</source>
        <translation>
            <numerusform>Replay %n delivery</numerusform>
            <numerusform>Replay %n deliveries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tocsin::ui::ReplaysView</name>
    <message numerus="yes">
        <source>Sent again %n time(s), the newest first.</source>
        <translation>
            <numerusform>Sent again once.</numerusform>
            <numerusform>Sent again %n times, the newest first.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tocsin::ui::ResponseTab</name>
    <message numerus="yes">
        <source>%n rule(s) first; where none matches, what follows</source>
        <translation>
            <numerusform>%n rule first; where it does not match, what follows</numerusform>
            <numerusform>%n rules first; where none matches, what follows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tocsin::ui::RevealDialog</name>
    <message numerus="yes">
        <source>%n byte(s), in hexadecimal digits: </source>
        <translation>
            <numerusform>%n byte, in hexadecimal digits: </numerusform>
            <numerusform>%n bytes, in hexadecimal digits: </numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It is hidden again after %n second(s).</source>
        <translation>
            <numerusform>It is hidden again after %n second.</numerusform>
            <numerusform>It is hidden again after %n seconds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tocsin::ui::RotationSteps</name>
    <message numerus="yes">
        <source>For messages that are under way, for %n days after it was used last.</source>
        <translation>
            <numerusform>For messages that are under way, for a day after it was used last.</numerusform>
            <numerusform>For messages that are under way, for %n days after it was used last.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Nothing has used it among the newest %n deliveries.</source>
        <translation>
            <numerusform>Nothing has used it in the newest delivery.</numerusform>
            <numerusform>Nothing has used it among the newest %n deliveries.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tocsin::ui::RotationText</name>
    <message numerus="yes">
        <source>Not used for %n day(s).</source>
        <translation>
            <numerusform>Not used for %n day.</numerusform>
            <numerusform>Not used for %n days.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A secret may be retired once it has matched nothing for %n day(s) and others have verified 10 deliveries since.</source>
        <translation>
            <numerusform>A secret may be retired once it has matched nothing for %n day and others have verified 10 deliveries since.</numerusform>
            <numerusform>A secret may be retired once it has matched nothing for %n days and others have verified 10 deliveries since.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tocsin::ui::RowsTable</name>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>%n new</numerusform>
            <numerusform>%n new</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tocsin::ui::SchemeDetail</name>
    <message numerus="yes">
        <source>%n more time(s), after %1</source>
        <translation>
            <numerusform>once more, after %1</numerusform>
            <numerusform>%n more times, after %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tocsin::ui::SchemesPage</name>
    <message numerus="yes">
        <source>%1 of %n scheme(s)</source>
        <translation>
            <numerusform>%1 of %n scheme</numerusform>
            <numerusform>%1 of %n schemes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n scheme(s)</source>
        <translation>
            <numerusform>%n scheme</numerusform>
            <numerusform>%n schemes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n scheme(s), %1 yours</source>
        <translation>
            <numerusform>%n scheme, %1 yours</numerusform>
            <numerusform>%n schemes, %1 yours</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tocsin::ui::SecretChoice</name>
    <message numerus="yes">
        <source>The tenant tells it: set, %n character(s).</source>
        <translation>
            <numerusform>The tenant tells it: set, one character.</numerusform>
            <numerusform>The tenant tells it: set, %n characters.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tocsin::ui::SecretEditor</name>
    <message numerus="yes">
        <source>%n retired value(s) dropped.</source>
        <translation>
            <numerusform>%n retired value dropped.</numerusform>
            <numerusform>%n retired values dropped.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tocsin::ui::SecretText</name>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n incident(s) with your notes and what was received of them</source>
        <translation>
            <numerusform>%n incident with your notes and what was received of them</numerusform>
            <numerusform>%n incidents with your notes and what was received of them</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n investigation(s) with their reports</source>
        <translation>
            <numerusform>%n investigation with their reports</numerusform>
            <numerusform>%n investigations with their reports</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n notice(s)</source>
        <translation>
            <numerusform>%n notice</numerusform>
            <numerusform>%n notices</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) of the log that name it</source>
        <translation>
            <numerusform>%n line of the log that names it</numerusform>
            <numerusform>%n lines of the log that name it</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tocsin::ui::SecretsPage</name>
    <message numerus="yes">
        <source>%n stored delivery(s)</source>
        <translation>
            <numerusform>%n stored delivery</numerusform>
            <numerusform>%n stored deliveries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n earlier value(s) dropped</source>
        <translation>
            <numerusform>%n earlier value dropped</numerusform>
            <numerusform>%n earlier values dropped</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tocsin::ui::SenderFacts</name>
    <message numerus="yes">
        <source>set, %n character(s)</source>
        <translation>
            <numerusform>set, one character</numerusform>
            <numerusform>set, %n characters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tocsin::ui::SettingsPage</name>
    <message numerus="yes">
        <source> day(s)</source>
        <comment>after a number in its field</comment>
        <translation>
            <numerusform> day</numerusform>
            <numerusform> days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source> delivery(s)</source>
        <comment>after a number in its field</comment>
        <translation>
            <numerusform> delivery</numerusform>
            <numerusform> deliveries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tocsin::ui::SettingsSources</name>
    <message numerus="yes">
        <source>%n setting(s) are pinned</source>
        <translation>
            <numerusform>%n setting is pinned</numerusform>
            <numerusform>%n settings are pinned</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Change %n setting(s)</source>
        <translation>
            <numerusform>Change %n setting</numerusform>
            <numerusform>Change %n settings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n setting(s) changed. Some hold from the next start.</source>
        <translation>
            <numerusform>%n setting changed. Some hold from the next start.</numerusform>
            <numerusform>%n settings changed. Some hold from the next start.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tocsin::ui::SummaryTab</name>
    <message numerus="yes">
        <source>≠ %n difference(s)</source>
        <translation>
            <numerusform>≠ %n difference</numerusform>
            <numerusform>≠ %n differences</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tocsin::ui::TimeText</name>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tocsin::ui::TimedClipboard</name>
    <message numerus="yes">
        <source>In the clipboard for %n more second(s)</source>
        <translation>
            <numerusform>In the clipboard for %n more second</numerusform>
            <numerusform>In the clipboard for %n more seconds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tocsin::ui::UnreadNotices</name>
    <message numerus="yes">
        <source>%n notice(s) not looked at</source>
        <translation>
            <numerusform>%n notice not looked at</numerusform>
            <numerusform>%n notices not looked at</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tocsin::ui::VaultPanel</name>
    <message numerus="yes">
        <source>Passphrase: use at least %n character(s).</source>
        <translation>
            <numerusform>Passphrase: use at least %n character.</numerusform>
            <numerusform>Passphrase: use at least %n characters.</numerusform>
        </translation>
    </message>
</context>
</TS>
