<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name>AreasDialog</name>
        <message numerus="yes">
            <source>%n burst(s) are looked for …</source>
            <translation>
                <numerusform>%n burst is looked for …</numerusform>
                <numerusform>%n bursts are looked for …</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Learned on %1 from %n burst(s) of a drill and %2 repaired.</source>
            <translation>
                <numerusform>Learned on %1 from %n burst of a drill and %2 repaired.</numerusform>
                <numerusform>Learned on %1 from %n bursts of a drill and %2 repaired.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ChartStack</name>
        <message numerus="yes">
            <source>%n chart(s) from %1 to %2: %3.</source>
            <translation>
                <numerusform>%n chart from %1 to %2: %3.</numerusform>
                <numerusform>%n charts from %1 to %2: %3.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DesktopNotices</name>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>and %n more</numerusform>
                <numerusform>and %n more</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DrillDialog</name>
        <message numerus="yes">
            <source>%n burst(s) are in %1. Hand out all of it but the folder truth: who looks for them makes a project of network.inp, loggers and sensors.csv, or fills in answers.csv.</source>
            <translation>
                <numerusform>%n burst is in %1. Hand out all of it but the folder truth: who looks for it makes a project of network.inp, loggers and sensors.csv, or fills in answers.csv.</numerusform>
                <numerusform>%n bursts are in %1. Hand out all of it but the folder truth: who looks for them makes a project of network.inp, loggers and sensors.csv, or fills in answers.csv.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Found %1 of %2; %n false alarm(s) in %3 zone-weeks.</source>
            <translation>
                <numerusform>Found %1 of %2; %n false alarm in %3 zone-weeks.</numerusform>
                <numerusform>Found %1 of %2; %n false alarms in %3 zone-weeks.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>EventPanel</name>
        <message numerus="yes">
            <source>The filter hides all %n event(s)</source>
            <translation>
                <numerusform>The filter hides the only event</numerusform>
                <numerusform>The filter hides all %n events</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ExportDialog</name>
        <message numerus="yes">
            <source>%n file(s), %1</source>
            <translation>
                <numerusform>%n file, %1</numerusform>
                <numerusform>%n files, %1</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>, %n page(s)</source>
            <translation>
                <numerusform>, %n page</numerusform>
                <numerusform>, %n pages</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>All %n event(s) that the table shows</source>
            <translation>
                <numerusform>The one event that the table shows</numerusform>
                <numerusform>All %n events that the table shows</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %n more remark(s)</source>
            <translation>
                <numerusform>and %n more remark</numerusform>
                <numerusform>and %n more remarks</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FlagsDialog</name>
        <message numerus="yes">
            <source>%n span(s)</source>
            <translation>
                <numerusform>%n span</numerusform>
                <numerusform>%n spans</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n taken for good</source>
            <translation>
                <numerusform>%n taken for good</numerusform>
                <numerusform>%n taken for good</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ImportDialog</name>
        <message numerus="yes">
            <source>%n channel(s) name no unit of %1.</source>
            <translation>
                <numerusform>%n channel names no unit of %1.</numerusform>
                <numerusform>%n channels name no unit of %1.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n channel(s) of %1 cannot be in the unit they name (%2).</source>
            <translation>
                <numerusform>%n channel of %1 cannot be in the unit it names (%2).</numerusform>
                <numerusform>%n channels of %1 cannot be in the unit they name (%2).</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) with %1 readings would go in</source>
            <translation>
                <numerusform>%n file with %1 readings would go in</numerusform>
                <numerusform>%n files with %1 readings would go in</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>, %n repair(s)</source>
            <translation>
                <numerusform>, %n repair</numerusform>
                <numerusform>, %n repairs</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>; %n file(s) stay out</source>
            <translation>
                <numerusform>; %n file stays out</numerusform>
                <numerusform>; %n files stay out</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message numerus="yes">
            <source>%1 is written, with %n remark(s).</source>
            <translation>
                <numerusform>%1 is written, with %n remark.</numerusform>
                <numerusform>%1 is written, with %n remarks.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 new readings are in from %n file(s)</source>
            <translation>
                <numerusform>%1 new readings are in from %n file</numerusform>
                <numerusform>%1 new readings are in from %n files</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n page(s) went to the printer.</source>
            <translation>
                <numerusform>%n page went to the printer.</numerusform>
                <numerusform>%n pages went to the printer.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n pipe(s) in view, the likeliest first.</source>
            <translation>
                <numerusform>%n pipe in view.</numerusform>
                <numerusform>%n pipes in view, the likeliest first.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n task(s) were done again because a worker ended early. The result is whole.</source>
            <translation>
                <numerusform>%n task was done again because a worker ended early. The result is whole.</numerusform>
                <numerusform>%n tasks were done again because a worker ended early. The result is whole.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>MapView</name>
        <message numerus="yes">
            <source>Most probable of %n pipe(s): %1, %2.</source>
            <translation>
                <numerusform>Most probable of %n pipe: %1, %2.</numerusform>
                <numerusform>Most probable of %n pipes: %1, %2.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>NewProjectDialog</name>
        <message numerus="yes">
            <source>%n remark(s)</source>
            <translation>
                <numerusform>%n remark</numerusform>
                <numerusform>%n remarks</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ProjectTreeModel</name>
        <message numerus="yes">
            <source>%1: %n open burst(s) or leak(s). Double click filters by this zone</source>
            <translation>
                <numerusform>%1: %n open burst or leak. Double click filters by this zone</numerusform>
                <numerusform>%1: %n open bursts or leaks. Double click filters by this zone</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Run %1 by Mainsight %2 with %n worker(s), %3</source>
            <translation>
                <numerusform>Run %1 by Mainsight %2 with %n worker, %3</numerusform>
                <numerusform>Run %1 by Mainsight %2 with %n workers, %3</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>RateTrialBox</name>
        <message numerus="yes">
            <source>%n zone(s), %1 zone-weeks; bursts are looked for by flow alone.</source>
            <translation>
                <numerusform>%n zone, %1 zone-weeks; bursts are looked for by flow alone.</numerusform>
                <numerusform>%n zones, %1 zone-weeks; bursts are looked for by flow alone.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ReviewFixForm</name>
        <message numerus="yes">
            <source>&lt;b&gt;%n channels&lt;/b&gt;: what you change here changes in all of them</source>
            <translation>
                <numerusform>&lt;b&gt;%n channel&lt;/b&gt;: what you change here changes in it</numerusform>
                <numerusform>&lt;b&gt;%n channels&lt;/b&gt;: what you change here changes in all of them</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>RunDialog</name>
        <message numerus="yes">
            <source>%n sensor(s)</source>
            <translation>
                <numerusform>%n sensor</numerusform>
                <numerusform>%n sensors</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>About %1 false alarms are to be expected in this period and %n zone(s); %2 a year.</source>
            <translation>
                <numerusform>About %1 false alarms are to be expected in this period and %n zone; %2 a year.</numerusform>
                <numerusform>About %1 false alarms are to be expected in this period and %n zones; %2 a year.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Only %n pressure logger(s) of %1</source>
            <translation>
                <numerusform>Only %n pressure logger of %1</numerusform>
                <numerusform>Only %n pressure loggers of %1</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>processes; this computer has %n core(s)</source>
            <translation>
                <numerusform>processes; this computer has %n core</numerusform>
                <numerusform>processes; this computer has %n cores</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Session</name>
        <message numerus="yes">
            <source>Import of %n file(s)</source>
            <translation>
                <numerusform>Import of %n file</numerusform>
                <numerusform>Import of %n files</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>StatusLine</name>
        <message numerus="yes">
            <source>%n node(s)</source>
            <translation>
                <numerusform>%n node</numerusform>
                <numerusform>%n nodes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n pipe(s)</source>
            <translation>
                <numerusform>%n pipe</numerusform>
                <numerusform>%n pipes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n sensor(s)</source>
            <translation>
                <numerusform>%n sensor</numerusform>
                <numerusform>%n sensors</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>TaskLanes</name>
        <message numerus="yes">
            <source>%n failed</source>
            <translation>
                <numerusform>%n failed</numerusform>
                <numerusform>%n failed</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n task(s)</source>
            <translation>
                <numerusform>%n task</numerusform>
                <numerusform>%n tasks</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n worker(s)</source>
            <translation>
                <numerusform>%n worker</numerusform>
                <numerusform>%n workers</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>TasksPanel</name>
        <message numerus="yes">
            <source>%n message(s)</source>
            <translation>
                <numerusform>%n message</numerusform>
                <numerusform>%n messages</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n retry(s)</source>
            <translation>
                <numerusform>%n retry</numerusform>
                <numerusform>%n retries</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n worker(s)</source>
            <translation>
                <numerusform>%n worker</numerusform>
                <numerusform>%n workers</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>WatchPanel</name>
        <message numerus="yes">
            <source>%n file(s) of back-fill still to come</source>
            <translation>
                <numerusform>%n file of back-fill still to come</numerusform>
                <numerusform>%n files of back-fill still to come</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n source(s)</source>
            <translation>
                <numerusform>%n source</numerusform>
                <numerusform>%n sources</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n zone(s) catching up</source>
            <translation>
                <numerusform>%n zone catching up</numerusform>
                <numerusform>%n zones catching up</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>WhatIfPanel</name>
        <message numerus="yes">
            <source>The model did not converge at %n instant(s); they are left out.</source>
            <translation>
                <numerusform>The model did not converge at %n instant; it is left out.</numerusform>
                <numerusform>The model did not converge at %n instants; they are left out.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ms::session</name>
        <message numerus="yes">
            <source>%1 and %n more</source>
            <translation>
                <numerusform>%1 and one more</numerusform>
                <numerusform>%1 and %n more</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 spoke loudest for %n event(s) that were dismissed, and for none that was confirmed: look at its readings, or leave them out.</source>
            <translation>
                <numerusform>%1 spoke loudest for %n event that was dismissed, and for none that was confirmed: look at its readings, or leave them out.</numerusform>
                <numerusform>%1 spoke loudest for %n events that were dismissed, and for none that was confirmed: look at its readings, or leave them out.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 to %2, %n mean(s) of three hours</source>
            <translation>
                <numerusform>%1 to %2, one mean of three hours</numerusform>
                <numerusform>%1 to %2, %n means of three hours</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n burst(s) and leaks were dismissed, %1 a zone-week, where %2 were asked for: a rate of %3 would keep what you asked for, and miss more of the small ones.</source>
            <translation>
                <numerusform>%n burst or leak was dismissed, %1 a zone-week, where %2 were asked for: a rate of %3 would keep what you asked for, and miss more of the small ones.</numerusform>
                <numerusform>%n bursts and leaks were dismissed, %1 a zone-week, where %2 were asked for: a rate of %3 would keep what you asked for, and miss more of the small ones.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n dismissed event(s) began on %1: if that was no ordinary day, put it into the calendar.</source>
            <translation>
                <numerusform>%n dismissed event began on %1: if that was no ordinary day, put it into the calendar.</numerusform>
                <numerusform>%n dismissed events began on %1: if that was no ordinary day, put it into the calendar.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n dismissed event(s) of %1 began between %2: if that is planned work, keep the zone quiet then.</source>
            <translation>
                <numerusform>%n dismissed event of %1 began between %2: if that is planned work, keep the zone quiet then.</numerusform>
                <numerusform>%n dismissed events of %1 began between %2: if that is planned work, keep the zone quiet then.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n dismissed event(s) of %1 began on a %3 between %2: if that is planned work, keep the zone quiet then.</source>
            <translation>
                <numerusform>%n dismissed event of %1 began on a %3 between %2: if that is planned work, keep the zone quiet then.</numerusform>
                <numerusform>%n dismissed events of %1 began on a %3 between %2: if that is planned work, keep the zone quiet then.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n event(s)</source>
            <translation>
                <numerusform>%n event</numerusform>
                <numerusform>%n events</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n minute(s)</source>
            <translation>
                <numerusform>%n minute</numerusform>
                <numerusform>%n minutes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n repair(s)</source>
            <translation>
                <numerusform>%n repair</numerusform>
                <numerusform>%n repairs</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n second(s)</source>
            <translation>
                <numerusform>%n second</numerusform>
                <numerusform>%n seconds</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>All %n logger(s) can be trusted: once calibrated they are usually %1 off.</source>
            <translation>
                <numerusform>The one logger can be trusted: once calibrated it is usually %1 off.</numerusform>
                <numerusform>All %n loggers can be trusted: once calibrated they are usually %1 off.</numerusform>
            </translation>
        </message>
    </context>
</TS>
