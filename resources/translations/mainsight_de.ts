<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
    <context>
        <name>AboutDialog</name>
        <message>
            <source>&lt;h2&gt;Mainsight %1&lt;/h2&gt;&lt;p&gt;Where has the main burst?&lt;/p&gt;&lt;p&gt;Free software under the GNU General Public License, version 3 or later, without any warranty.&lt;/p&gt;&lt;p&gt;Made with Qt %2, Eigen, SQLite, GDAL, zstd and libarchive.&lt;br&gt;Colours by Okabe and Ito, viridis by Smith and van der Walt.&lt;/p&gt;</source>
            <translation>&lt;h2&gt;Mainsight %1&lt;/h2&gt;&lt;p&gt;Wo ist das Rohr gebrochen?&lt;/p&gt;&lt;p&gt;Freie Software unter der GNU General Public License, Version 3 oder später, ohne jede Gewähr.&lt;/p&gt;&lt;p&gt;Gemacht mit Qt %2, Eigen, SQLite, GDAL, zstd und libarchive.&lt;br&gt;Farben von Okabe und Ito, viridis von Smith und van der Walt.&lt;/p&gt;</translation>
        </message>
        <message>
            <source>About Mainsight</source>
            <translation>Über Mainsight</translation>
        </message>
        <message>
            <source>Copy details</source>
            <translation>Einzelheiten kopieren</translation>
        </message>
    </context>
    <context>
        <name>AreasDialog</name>
        <message numerus="yes">
            <source>%n burst(s) are looked for …</source>
            <translation>
                <numerusform>%n Bruch wird gesucht …</numerusform>
                <numerusform>%n Brüche werden gesucht …</numerusform>
            </translation>
        </message>
        <message>
            <source>&amp;Bursts</source>
            <translation>&amp;Brüche</translation>
        </message>
        <message>
            <source>&amp;Forget</source>
            <translation>&amp;Vergessen</translation>
        </message>
        <message>
            <source>&amp;Learn …</source>
            <translation>&amp;Lernen …</translation>
        </message>
        <message>
            <source>A drill needs a network model, and this project has none.</source>
            <translation>Eine Übung braucht ein Netzmodell, und dieses Projekt hat keines.</translation>
        </message>
        <message>
            <source>An area of</source>
            <translation>Ein Gebiet von</translation>
        </message>
        <message>
            <source>An area of 90 % should hold the burst nine times in ten. Where the model is surer than it is right, the area has to take more of what it thinks probable, elsewhere less. How much shows a drill: bursts are invented on this network, measured by its own sensors and looked for.</source>
            <translation>Ein Gebiet von 90 % soll den Bruch in neun von zehn Fällen enthalten. Wo das Modell sicherer ist, als es recht hat, muss das Gebiet mehr von dem nehmen, was es für wahrscheinlich hält, anderswo weniger. Wie viel, zeigt eine Übung: In diesem Netz werden Brüche erfunden, von seinen eigenen Sensoren gemessen und gesucht.</translation>
        </message>
        <message>
            <source>Areas go by this from the next analysis on.</source>
            <translation>Ab der nächsten Analyse richten sich Suchgebiete danach.</translation>
        </message>
        <message>
            <source>Areas of this network</source>
            <translation>Suchgebiete dieses Netzes</translation>
        </message>
        <message>
            <source>Areas take the model at its word again</source>
            <translation>Suchgebiete nehmen das Modell wieder beim Wort</translation>
        </message>
        <message>
            <source>Forget what areas need</source>
            <translation>Vergessen, was Suchgebiete brauchen</translation>
        </message>
        <message>
            <source>Found %1 of %2; as they are, areas of 90 % held %3 of them.</source>
            <translation>%1 von %2 gefunden; so wie sie sind, enthielten Gebiete von 90 % davon %3.</translation>
        </message>
        <message>
            <source>Learn what areas need</source>
            <translation>Lernen, was Suchgebiete brauchen</translation>
        </message>
        <message numerus="yes">
            <source>Learned on %1 from %n burst(s) of a drill and %2 repaired.</source>
            <translation>
                <numerusform>Am %1 gelernt, aus %n Bruch einer Übung und %2 reparierten.</numerusform>
                <numerusform>Am %1 gelernt, aus %n Brüchen einer Übung und %2 reparierten.</numerusform>
            </translation>
        </message>
        <message>
            <source>No area told anything, so nothing can be learned.</source>
            <translation>Kein Gebiet sagte etwas aus, darum lässt sich nichts lernen.</translation>
        </message>
        <message>
            <source>No folder could be made for the drill: %1</source>
            <translation>Für die Übung ließ sich kein Ordner anlegen: %1</translation>
        </message>
        <message>
            <source>Nothing was learned of this network yet: areas take the model at its word.</source>
            <translation>Über dieses Netz wurde noch nichts gelernt: Suchgebiete nehmen das Modell beim Wort.</translation>
        </message>
        <message>
            <source>Number of bursts</source>
            <translation>Anzahl der Brüche</translation>
        </message>
        <message>
            <source>Progress</source>
            <translation>Fortschritt</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Anhalten</translation>
        </message>
        <message>
            <source>Stopped; nothing was changed.</source>
            <translation>Abgebrochen; nichts wurde geändert.</translation>
        </message>
        <message>
            <source>The drill failed.</source>
            <translation>Die Übung ist gescheitert.</translation>
        </message>
        <message>
            <source>The drill is made …</source>
            <translation>Die Übung wird gemacht …</translation>
        </message>
        <message>
            <source>The project cannot be changed just now.</source>
            <translation>Das Projekt lässt sich gerade nicht ändern.</translation>
        </message>
        <message>
            <source>What areas take</source>
            <translation>Was Suchgebiete nehmen</translation>
        </message>
        <message>
            <source>takes of the probability</source>
            <translation>nimmt von der Wahrscheinlichkeit</translation>
        </message>
    </context>
    <context>
        <name>Backdrop</name>
        <message>
            <source>Background: %1</source>
            <translation>Hintergrund: %1</translation>
        </message>
    </context>
    <context>
        <name>BackgroundDialog</name>
        <message>
            <source>&amp;Choose …</source>
            <translation>&amp;Wählen …</translation>
        </message>
        <message>
            <source>&amp;None</source>
            <translation>&amp;Keiner</translation>
        </message>
        <message>
            <source>&amp;Strength</source>
            <translation>&amp;Stärke</translation>
        </message>
        <message>
            <source>A &amp;file of this computer</source>
            <translation>Eine &amp;Datei dieses Rechners</translation>
        </message>
        <message>
            <source>Address of the tiles</source>
            <translation>Adresse der Kacheln</translation>
        </message>
        <message>
            <source>An address begins with https://.</source>
            <translation>Eine Adresse beginnt mit https://.</translation>
        </message>
        <message>
            <source>Background of the map</source>
            <translation>Hintergrund der Karte</translation>
        </message>
        <message>
            <source>Choose a file.</source>
            <translation>Wählen Sie eine Datei.</translation>
        </message>
        <message>
            <source>Choose the file of the background</source>
            <translation>Die Datei des Hintergrunds wählen</translation>
        </message>
        <message>
            <source>File of the background</source>
            <translation>Datei des Hintergrunds</translation>
        </message>
        <message>
            <source>GeoTIFF, MBTiles, or a picture with a world file</source>
            <translation>GeoTIFF, MBTiles, oder ein Bild mit World-Datei</translation>
        </message>
        <message>
            <source>Maps (*.tif *.tiff *.mbtiles *.gpkg *.vrt *.png *.jpg *.jp2 *.webp);;All files (*)</source>
            <translation>Karten (*.tif *.tiff *.mbtiles *.gpkg *.vrt *.png *.jpg *.jp2 *.webp);;Alle Dateien (*)</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>Zeigen</translation>
        </message>
        <message>
            <source>Strength of the background, per cent</source>
            <translation>Stärke des Hintergrunds, Prozent</translation>
        </message>
        <message>
            <source>The address must hold %1.</source>
            <translation>Die Adresse muss %1 enthalten.</translation>
        </message>
        <message>
            <source>The project names no coordinate system, so tiles cannot be put in their place.</source>
            <translation>Das Projekt nennt kein Koordinatensystem, daher lassen sich Kacheln nicht an ihren Ort legen.</translation>
        </message>
        <message>
            <source>There is no such file.</source>
            <translation>Es gibt keine solche Datei.</translation>
        </message>
        <message>
            <source>Tiles from an &amp;address</source>
            <translation>Kacheln von einer &amp;Adresse</translation>
        </message>
        <message>
            <source>What is wrong</source>
            <translation>Was nicht stimmt</translation>
        </message>
        <message>
            <source>Whoever runs the address learns which places you look at. What was fetched is kept on this computer; without a network the map works as without a background.</source>
            <translation>Wer die Adresse betreibt, erfährt, welche Orte Sie ansehen. Was geholt wurde, bleibt auf diesem Rechner; ohne Netzverbindung arbeitet die Karte wie ohne Hintergrund.</translation>
        </message>
    </context>
    <context>
        <name>CalendarDialog</name>
        <message>
            <source>&amp;Add</source>
            <translation>&amp;Hinzufügen</translation>
        </message>
        <message>
            <source>&amp;Days</source>
            <translation>&amp;Tage</translation>
        </message>
        <message>
            <source>&amp;Holidays of</source>
            <translation>&amp;Feiertage von</translation>
        </message>
        <message>
            <source>&amp;Live as</source>
            <translation>Sind &amp;wie</translation>
        </message>
        <message>
            <source>&amp;Occasion</source>
            <translation>&amp;Anlass</translation>
        </message>
        <message>
            <source>&amp;Selected one is a working day</source>
            <translation>Der &amp;gewählte ist ein Werktag</translation>
        </message>
        <message>
            <source>&amp;Take the selected one back</source>
            <translation>Den &amp;gewählten zurücknehmen</translation>
        </message>
        <message>
            <source>&amp;Year</source>
            <translation>&amp;Jahr</translation>
        </message>
        <message>
            <source>A day of your own</source>
            <translation>Ein eigener Tag</translation>
        </message>
        <message>
            <source>All Saints' Day</source>
            <translation>Allerheiligen</translation>
        </message>
        <message>
            <source>Ascension Day</source>
            <translation>Christi Himmelfahrt</translation>
        </message>
        <message>
            <source>Assumption Day</source>
            <translation>Mariä Himmelfahrt</translation>
        </message>
        <message>
            <source>Austria</source>
            <translation>Österreich</translation>
        </message>
        <message>
            <source>Belgium</source>
            <translation>Belgien</translation>
        </message>
        <message>
            <source>Calendar</source>
            <translation>Kalender</translation>
        </message>
        <message>
            <source>Change whose holidays count</source>
            <translation>Andere Feiertage wählen</translation>
        </message>
        <message>
            <source>Christmas Day</source>
            <translation>Weihnachten</translation>
        </message>
        <message>
            <source>Corpus Christi</source>
            <translation>Fronleichnam</translation>
        </message>
        <message>
            <source>Date</source>
            <translation>Datum</translation>
        </message>
        <message>
            <source>Days of the year</source>
            <translation>Tage des Jahres</translation>
        </message>
        <message>
            <source>Easter Monday</source>
            <translation>Ostermontag</translation>
        </message>
        <message>
            <source>England and Wales</source>
            <translation>England und Wales</translation>
        </message>
        <message>
            <source>Epiphany</source>
            <translation>Dreikönigstag</translation>
        </message>
        <message>
            <source>First day</source>
            <translation>Erster Tag</translation>
        </message>
        <message>
            <source>France</source>
            <translation>Frankreich</translation>
        </message>
        <message>
            <source>Germany</source>
            <translation>Deutschland</translation>
        </message>
        <message>
            <source>Good Friday</source>
            <translation>Karfreitag</translation>
        </message>
        <message>
            <source>Ireland</source>
            <translation>Irland</translation>
        </message>
        <message>
            <source>Italy</source>
            <translation>Italien</translation>
        </message>
        <message>
            <source>Last day</source>
            <translation>Letzter Tag</translation>
        </message>
        <message>
            <source>Lives as</source>
            <translation>Ist wie</translation>
        </message>
        <message>
            <source>Make a holiday a working day</source>
            <translation>Feiertag zum Werktag machen</translation>
        </message>
        <message>
            <source>May Day</source>
            <translation>Tag der Arbeit</translation>
        </message>
        <message>
            <source>Netherlands</source>
            <translation>Niederlande</translation>
        </message>
        <message>
            <source>New Year's Day</source>
            <translation>Neujahr</translation>
        </message>
        <message>
            <source>Occasion</source>
            <translation>Anlass</translation>
        </message>
        <message>
            <source>On these days people use water as on a Sunday. Say here what the rules do not know: carnival, the works holiday, a holiday on which your town works. It counts from the next analysis on; a watch takes it in when it is started anew.</source>
            <translation>An diesen Tagen wird Wasser gebraucht wie an einem Sonntag. Sagen Sie hier, was die Regeln nicht wissen: Karneval, Betriebsferien, einen Feiertag, an dem bei Ihnen gearbeitet wird. Es gilt ab der nächsten Auswertung; eine laufende Überwachung übernimmt es, wenn sie neu gestartet wird.</translation>
        </message>
        <message>
            <source>Poland</source>
            <translation>Polen</translation>
        </message>
        <message>
            <source>Portugal</source>
            <translation>Portugal</translation>
        </message>
        <message>
            <source>Put days into the calendar</source>
            <translation>Tage in den Kalender setzen</translation>
        </message>
        <message>
            <source>Said by</source>
            <translation>Woher</translation>
        </message>
        <message>
            <source>Spain</source>
            <translation>Spanien</translation>
        </message>
        <message>
            <source>Sunday</source>
            <translation>Sonntag</translation>
        </message>
        <message>
            <source>Switzerland</source>
            <translation>Schweiz</translation>
        </message>
        <message>
            <source>Take a day out of the calendar</source>
            <translation>Tag aus dem Kalender nehmen</translation>
        </message>
        <message>
            <source>Whit Monday</source>
            <translation>Pfingstmontag</translation>
        </message>
        <message>
            <source>Whose holidays</source>
            <translation>Wessen Feiertage</translation>
        </message>
        <message>
            <source>Year</source>
            <translation>Jahr</translation>
        </message>
        <message>
            <source>a Sunday</source>
            <translation>ein Sonntag</translation>
        </message>
        <message>
            <source>a working day</source>
            <translation>ein Werktag</translation>
        </message>
        <message>
            <source>carnival, say</source>
            <translation>Karneval etwa</translation>
        </message>
        <message>
            <source>no country</source>
            <translation>kein Land</translation>
        </message>
        <message>
            <source>rules</source>
            <translation>Regel</translation>
        </message>
        <message>
            <source>the day after Christmas</source>
            <translation>Zweiter Weihnachtstag</translation>
        </message>
        <message>
            <source>the project's time zone, %1 (no rules known)</source>
            <translation>die Zeitzone des Projekts, %1 (keine Regeln bekannt)</translation>
        </message>
        <message>
            <source>the project's time zone, %1: %2</source>
            <translation>die Zeitzone des Projekts, %1: %2</translation>
        </message>
        <message>
            <source>to</source>
            <translation>bis</translation>
        </message>
        <message>
            <source>working day</source>
            <translation>Werktag</translation>
        </message>
        <message>
            <source>you</source>
            <translation>Sie</translation>
        </message>
        <message>
            <source>you, against the rules</source>
            <translation>Sie, gegen die Regel</translation>
        </message>
    </context>
    <context>
        <name>CalibrationDialog</name>
        <message>
            <source>%1 (%2 to %3)</source>
            <translation>%1 (%2 bis %3)</translation>
        </message>
        <message>
            <source>%1 to %2</source>
            <translation>%1 bis %2</translation>
        </message>
        <message>
            <source>&amp;Calibrate</source>
            <translation>&amp;Kalibrieren</translation>
        </message>
        <message>
            <source>&amp;Discard all</source>
            <translation>&amp;Alle verwerfen</translation>
        </message>
        <message>
            <source>&amp;Export .inp …</source>
            <translation>.inp &amp;exportieren …</translation>
        </message>
        <message>
            <source>&amp;Layer</source>
            <translation>&amp;Schicht</translation>
        </message>
        <message>
            <source>&amp;Take it</source>
            <translation>Ü&amp;bernehmen</translation>
        </message>
        <message>
            <source>&amp;Weeks</source>
            <translation>&amp;Wochen</translation>
        </message>
        <message>
            <source>&amp;up to the end of</source>
            <translation>bis &amp;Ende des</translation>
        </message>
        <message>
            <source>90 % interval</source>
            <translation>90-%-Intervall</translation>
        </message>
        <message>
            <source>An analysis runs: layers can be changed when it is over.</source>
            <translation>Eine Analyse läuft: Schichten lassen sich ändern, wenn sie vorbei ist.</translation>
        </message>
        <message>
            <source>Analyses use this layer from now on; undo (Ctrl+Z) takes it away again</source>
            <translation>Analysen verwenden diese Schicht von nun an; Rückgängig (Strg+Z) nimmt sie wieder weg</translation>
        </message>
        <message>
            <source>By how much the log likelihood rises when it is shut, after the price of looking at all pipes</source>
            <translation>Um wie viel die logarithmierte Wahrscheinlichkeit steigt, wenn sie geschlossen ist, abzüglich des Preises dafür, dass alle Leitungen betrachtet wurden</translation>
        </message>
        <message>
            <source>Ca&amp;ncel</source>
            <translation>Abbre&amp;chen</translation>
        </message>
        <message>
            <source>Calibrate the model</source>
            <translation>Modell kalibrieren</translation>
        </message>
        <message>
            <source>Cancel the calibration</source>
            <translation>Die Kalibrierung abbrechen</translation>
        </message>
        <message>
            <source>Counts now: %1</source>
            <translation>Gilt jetzt: %1</translation>
        </message>
        <message>
            <source>Demand of the model</source>
            <translation>Verbrauch des Modells</translation>
        </message>
        <message>
            <source>Demands</source>
            <translation>Verbrauch</translation>
        </message>
        <message>
            <source>Doubtful: more than three times as far off as usual</source>
            <translation>Zweifelhaft: mehr als dreimal so weit daneben wie gewöhnlich</translation>
        </message>
        <message>
            <source>EPANET networks (*.inp)</source>
            <translation>EPANET-Netze (*.inp)</translation>
        </message>
        <message>
            <source>Earlier: %1</source>
            <translation>Früher: %1</translation>
        </message>
        <message>
            <source>Evidence</source>
            <translation>Belege</translation>
        </message>
        <message>
            <source>Export the calibrated network</source>
            <translation>Das kalibrierte Netz exportieren</translation>
        </message>
        <message>
            <source>Fits the model to the readings, without the times of events. The model on file stays as it is: what is found is a layer over it, which analyses use once it is taken.</source>
            <translation>Passt das Modell an die Messwerte an, ohne die Zeiten von Ereignissen. Das Modell in der Datei bleibt, wie es ist: Was gefunden wird, ist eine Schicht darüber, die Analysen verwenden, sobald sie übernommen ist.</translation>
        </message>
        <message>
            <source>Fitting: step %1 of at most %2.</source>
            <translation>Anpassen: Schritt %1 von höchstens %2.</translation>
        </message>
        <message>
            <source>Group of pipes</source>
            <translation>Gruppe von Leitungen</translation>
        </message>
        <message>
            <source>How far the calibration is</source>
            <translation>Wie weit die Kalibrierung ist</translation>
        </message>
        <message>
            <source>How many weeks are looked at</source>
            <translation>Wie viele Wochen betrachtet werden</translation>
        </message>
        <message>
            <source>It came out as the layer that counts already.</source>
            <translation>Es ist dieselbe Schicht herausgekommen, die schon gilt.</translation>
        </message>
        <message>
            <source>It rests on readings up to %1: analyses with hindsight and what is watched from now on use it, a live analysis only for a period that begins after that.</source>
            <translation>Sie beruht auf Messwerten bis zum %1: Analysen im Rückblick und was von nun an überwacht wird, verwenden sie, eine Live-Analyse nur für einen Zeitraum, der danach beginnt.</translation>
        </message>
        <message>
            <source>Junctions</source>
            <translation>Knoten</translation>
        </message>
        <message>
            <source>Layer that is shown</source>
            <translation>Gezeigte Schicht</translation>
        </message>
        <message>
            <source>Length</source>
            <translation>Länge</translation>
        </message>
        <message>
            <source>Logger</source>
            <translation>Logger</translation>
        </message>
        <message>
            <source>Loggers</source>
            <translation>Logger</translation>
        </message>
        <message>
            <source>Loss too large by</source>
            <translation>Verlust zu groß um</translation>
        </message>
        <message>
            <source>Measured head less modelled: of the elevation on file, or of the instrument</source>
            <translation>Gemessene Druckhöhe minus gerechnete: der Höhe in der Datei oder des Geräts</translation>
        </message>
        <message>
            <source>Misfit after</source>
            <translation>Abweichung danach</translation>
        </message>
        <message>
            <source>Misfit before</source>
            <translation>Abweichung davor</translation>
        </message>
        <message>
            <source>New, not taken yet: %1</source>
            <translation>Neu, noch nicht übernommen: %1</translation>
        </message>
        <message>
            <source>None of the pressure loggers lies at a junction of the model, so there is nothing to calibrate to. Say where they are: import a sensors.csv.</source>
            <translation>Keiner der Drucklogger liegt an einem Knoten des Modells, also gibt es nichts, woran kalibriert werden kann. Sagen Sie, wo sie liegen: importieren Sie eine sensors.csv.</translation>
        </message>
        <message>
            <source>None: the model is as it is on file</source>
            <translation>Keine: Das Modell gilt, wie es in der Datei steht</translation>
        </message>
        <message>
            <source>Nothing later is looked at</source>
            <translation>Nichts Späteres wird betrachtet</translation>
        </message>
        <message>
            <source>Of the value on file: C, height or n</source>
            <translation>Des Werts in der Datei: C, Höhe oder n</translation>
        </message>
        <message>
            <source>Offset</source>
            <translation>Versatz</translation>
        </message>
        <message>
            <source>Part of the model's head loss on the way to the logger that it does not have</source>
            <translation>Teil der Verlusthöhe, den das Modell auf dem Weg zum Logger zu viel hat</translation>
        </message>
        <message>
            <source>Pipe</source>
            <translation>Leitung</translation>
        </message>
        <message>
            <source>Reading the measurements.</source>
            <translation>Die Messwerte werden gelesen.</translation>
        </message>
        <message>
            <source>Root mean square of measured less modelled, with the model as it is on file</source>
            <translation>Quadratisches Mittel von gemessen minus gerechnet, mit dem Modell, wie es in der Datei steht</translation>
        </message>
        <message>
            <source>Roughness</source>
            <translation>Rauheit</translation>
        </message>
        <message>
            <source>Roughness on file</source>
            <translation>Rauheit der Datei</translation>
        </message>
        <message>
            <source>Take &amp;away</source>
            <translation>&amp;Wegnehmen</translation>
        </message>
        <message>
            <source>Takes all layers away: the model is as it is on file</source>
            <translation>Nimmt alle Schichten weg: Das Modell gilt, wie es in der Datei steht</translation>
        </message>
        <message>
            <source>Takes away the layer that counts; the one before it counts again</source>
            <translation>Nimmt die Schicht weg, die gilt; die davor gilt wieder</translation>
        </message>
        <message>
            <source>The factor lies in it with 90 %</source>
            <translation>Der Faktor liegt mit 90 % darin</translation>
        </message>
        <message>
            <source>The offset lies in it with 90 %</source>
            <translation>Der Versatz liegt mit 90 % darin</translation>
        </message>
        <message>
            <source>The same once calibrated</source>
            <translation>Dasselbe nach der Kalibrierung</translation>
        </message>
        <message>
            <source>The search had not settled when it ended: the figures may move in a further run.</source>
            <translation>Die Suche war noch nicht zur Ruhe gekommen, als sie endete: In einem weiteren Lauf können sich die Zahlen noch bewegen.</translation>
        </message>
        <message>
            <source>This project can only be read: a calibration can be looked at and exported, not kept.</source>
            <translation>Dieses Projekt kann nur gelesen werden: Eine Kalibrierung kann angesehen und exportiert, aber nicht behalten werden.</translation>
        </message>
        <message>
            <source>This project has no model, so there is nothing to calibrate. Make a project with an .inp of the network.</source>
            <translation>Dieses Projekt hat kein Modell, also gibt es nichts zu kalibrieren. Legen Sie ein Projekt mit einer .inp des Netzes an.</translation>
        </message>
        <message>
            <source>This project has no readings of pressure loggers, so there is nothing to calibrate to. Import them first.</source>
            <translation>Dieses Projekt hat keine Messwerte von Druckloggern, also gibt es nichts, woran kalibriert werden kann. Importieren Sie sie zuerst.</translation>
        </message>
        <message>
            <source>Trust</source>
            <translation>Vertrauen</translation>
        </message>
        <message>
            <source>Trying what a shut valve would explain: pipe %1 of %2.</source>
            <translation>Was ein geschlossener Schieber erklären würde: Leitung %1 von %2.</translation>
        </message>
        <message>
            <source>Valves that may be shut</source>
            <translation>Vielleicht geschlossene Schieber</translation>
        </message>
        <message>
            <source>What customers without meters take, over what the model gives them</source>
            <translation>Was Kunden ohne Zähler nehmen, durch das, was das Modell ihnen gibt</translation>
        </message>
        <message>
            <source>Which loggers to trust</source>
            <translation>Welchen Loggern zu trauen ist</translation>
        </message>
        <message>
            <source>Writes the network with the shown layer in it</source>
            <translation>Schreibt das Netz mit der gezeigten Schicht darin</translation>
        </message>
        <message>
            <source>Written: %1</source>
            <translation>Geschrieben: %1</translation>
        </message>
        <message>
            <source>Zone</source>
            <translation>Zone</translation>
        </message>
        <message>
            <source>yes</source>
            <translation>ja</translation>
        </message>
        <message>
            <source>▲ doubtful</source>
            <translation>▲ zweifelhaft</translation>
        </message>
    </context>
    <context>
        <name>ChartFeed</name>
        <message>
            <source>%1, %2</source>
            <translation>%1, %2</translation>
        </message>
        <message>
            <source>Cannot be read: %1</source>
            <translation>Nicht lesbar: %1</translation>
        </message>
        <message>
            <source>Net inflow %1, %2</source>
            <translation>Nettozufluss %1, %2</translation>
        </message>
        <message>
            <source>No flow meter is known for this zone</source>
            <translation>Für diese Zone ist kein Durchflussmesser bekannt</translation>
        </message>
        <message>
            <source>what if</source>
            <translation>was wäre wenn</translation>
        </message>
    </context>
    <context>
        <name>ChartPane</name>
        <message>
            <source>%1 %2</source>
            <translation>%1 %2</translation>
        </message>
        <message>
            <source>%1 to %2 %3</source>
            <translation>%1 bis %2 %3</translation>
        </message>
        <message>
            <source>%1: off by %2</source>
            <translation>%1: daneben um %2</translation>
        </message>
        <message>
            <source>No readings in this span</source>
            <translation>Keine Messwerte in diesem Zeitraum</translation>
        </message>
        <message>
            <source>expected</source>
            <translation>erwartet</translation>
        </message>
        <message>
            <source>expected %1 to %2</source>
            <translation>erwartet %1 bis %2</translation>
        </message>
        <message>
            <source>last week</source>
            <translation>letzte Woche</translation>
        </message>
        <message>
            <source>measured</source>
            <translation>gemessen</translation>
        </message>
        <message>
            <source>without: %1</source>
            <translation>ohne: %1</translation>
        </message>
    </context>
    <context>
        <name>ChartStack</name>
        <message>
            <source>%1 in %2, %3</source>
            <translation>%1 in %2, %3</translation>
        </message>
        <message numerus="yes">
            <source>%n chart(s) from %1 to %2: %3.</source>
            <translation>
                <numerusform>%n Diagramm von %1 bis %2: %3.</numerusform>
                <numerusform>%n Diagramme von %1 bis %2: %3.</numerusform>
            </translation>
        </message>
        <message>
            <source>Charts</source>
            <translation>Diagramme</translation>
        </message>
        <message>
            <source>Charts are written as .png, .svg or .csv.</source>
            <translation>Diagramme werden als .png, .svg oder .csv geschrieben.</translation>
        </message>
        <message>
            <source>Copy image</source>
            <translation>Bild kopieren</translation>
        </message>
        <message>
            <source>Frame the event</source>
            <translation>Ereignis einrahmen</translation>
        </message>
        <message>
            <source>Last week's line</source>
            <translation>Linie der letzten Woche</translation>
        </message>
        <message>
            <source>Lay sensors of one quantity over each other</source>
            <translation>Sensoren einer Größe übereinanderlegen</translation>
        </message>
        <message>
            <source>No readings yet.
Drop logger files or folders into the window, or use Import.</source>
            <translation>Noch keine Messwerte.
Ziehen Sie Loggerdateien oder Ordner ins Fenster, oder nehmen Sie Importieren.</translation>
        </message>
        <message>
            <source>Picture (*.png);;Drawing (*.svg);;Values of the visible span (*.csv)</source>
            <translation>Bild (*.png);;Zeichnung (*.svg);;Werte des sichtbaren Zeitraums (*.csv)</translation>
        </message>
        <message>
            <source>Raw readings, flagged ones too</source>
            <translation>Rohe Messwerte, auch markierte</translation>
        </message>
        <message>
            <source>Save as PNG, SVG or CSV…</source>
            <translation>Als PNG, SVG oder CSV speichern …</translation>
        </message>
        <message>
            <source>Save charts</source>
            <translation>Diagramme speichern</translation>
        </message>
        <message>
            <source>Select an event or a sensor to see its charts.</source>
            <translation>Wählen Sie ein Ereignis oder einen Sensor, um die Diagramme zu sehen.</translation>
        </message>
        <message>
            <source>Show all</source>
            <translation>Alles zeigen</translation>
        </message>
        <message>
            <source>There are no readings to write.</source>
            <translation>Es gibt keine Messwerte zu schreiben.</translation>
        </message>
        <message>
            <source>There is no chart to write.</source>
            <translation>Es gibt kein Diagramm zu schreiben.</translation>
        </message>
        <message>
            <source>Time (%1)</source>
            <translation>Zeit (%1)</translation>
        </message>
        <message>
            <source>note: %1</source>
            <translation>Notiz: %1</translation>
        </message>
        <message>
            <source>repair %1 %2, %3</source>
            <translation>Reparatur %1 %2, %3</translation>
        </message>
    </context>
    <context>
        <name>DatabaseDialog</name>
        <message>
            <source>&amp;Query</source>
            <translation>&amp;Abfrage</translation>
        </message>
        <message>
            <source>&amp;Test</source>
            <translation>&amp;Testen</translation>
        </message>
        <message>
            <source>A &amp;service of the service file</source>
            <translation>Ein &amp;Dienst aus der Dienstdatei</translation>
        </message>
        <message>
            <source>A password has no place here, others read the project: write it into ~/.pgpass, or into the service file.</source>
            <translation>Ein Passwort gehört nicht hierher, denn andere lesen das Projekt: Schreiben Sie es in ~/.pgpass oder in die Dienstdatei.</translation>
        </message>
        <message>
            <source>A se&amp;rver</source>
            <translation>Ein Se&amp;rver</translation>
        </message>
        <message>
            <source>Column of the sensor</source>
            <translation>Spalte des Sensors</translation>
        </message>
        <message>
            <source>Column of the time</source>
            <translation>Spalte der Zeit</translation>
        </message>
        <message>
            <source>Column of the value</source>
            <translation>Spalte des Wertes</translation>
        </message>
        <message>
            <source>Columns</source>
            <translation>Spalten</translation>
        </message>
        <message>
            <source>Connected to %1, but: %2</source>
            <translation>Verbunden mit %1, aber: %2</translation>
        </message>
        <message>
            <source>Connected to %1. Time is %2, sensor %3, value %4.</source>
            <translation>Verbunden mit %1. Zeit ist %2, Sensor %3, Wert %4.</translation>
        </message>
        <message>
            <source>Connecting …</source>
            <translation>Verbindet sich …</translation>
        </message>
        <message>
            <source>Database</source>
            <translation>Datenbank</translation>
        </message>
        <message>
            <source>Host</source>
            <translation>Rechner</translation>
        </message>
        <message>
            <source>Measurements</source>
            <translation>Messwerte</translation>
        </message>
        <message>
            <source>Measurements in a database</source>
            <translation>Messwerte in einer Datenbank</translation>
        </message>
        <message>
            <source>Name of the service</source>
            <translation>Name des Dienstes</translation>
        </message>
        <message>
            <source>Name the server, or at least its database.</source>
            <translation>Nennen Sie den Server oder wenigstens seine Datenbank.</translation>
        </message>
        <message>
            <source>Name the service, or a server.</source>
            <translation>Nennen Sie den Dienst oder einen Server.</translation>
        </message>
        <message>
            <source>Name the table.</source>
            <translation>Nennen Sie die Tabelle.</translation>
        </message>
        <message>
            <source>Port</source>
            <translation>Port</translation>
        </message>
        <message>
            <source>Query</source>
            <translation>Abfrage</translation>
        </message>
        <message>
            <source>Sensor</source>
            <translation>Sensor</translation>
        </message>
        <message>
            <source>T&amp;able or view</source>
            <translation>T&amp;abelle oder Sicht</translation>
        </message>
        <message>
            <source>Table or view</source>
            <translation>Tabelle oder Sicht</translation>
        </message>
        <message>
            <source>Test connects and shows the first rows. Nothing is changed there.</source>
            <translation>Der Test verbindet sich und zeigt die ersten Zeilen. Dort wird nichts geändert.</translation>
        </message>
        <message>
            <source>The first rows</source>
            <translation>Die ersten Zeilen</translation>
        </message>
        <message>
            <source>The password is not asked for here and never kept in the project: it stands in ~/.pgpass, or in the service file (~/.pg_service.conf).</source>
            <translation>Nach dem Passwort wird hier nicht gefragt, und im Projekt steht es nie: Es steht in ~/.pgpass oder in der Dienstdatei (~/.pg_service.conf).</translation>
        </message>
        <message>
            <source>There are no rows yet.</source>
            <translation>Es gibt noch keine Zeilen.</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>Zeit</translation>
        </message>
        <message>
            <source>Use these</source>
            <translation>Diese verwenden</translation>
        </message>
        <message>
            <source>User</source>
            <translation>Benutzer</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>Wert</translation>
        </message>
        <message>
            <source>Write the query.</source>
            <translation>Schreiben Sie die Abfrage.</translation>
        </message>
        <message>
            <source>database</source>
            <translation>Datenbank</translation>
        </message>
        <message>
            <source>host, or folder of its socket</source>
            <translation>Rechner oder Ordner seines Sockets</translation>
        </message>
        <message>
            <source>sensor: by its name</source>
            <translation>Sensor: nach seinem Namen</translation>
        </message>
        <message>
            <source>time: by its name</source>
            <translation>Zeit: nach ihrem Namen</translation>
        </message>
        <message>
            <source>user; empty = you</source>
            <translation>Benutzer; leer = Sie selbst</translation>
        </message>
        <message>
            <source>value: by its name</source>
            <translation>Wert: nach seinem Namen</translation>
        </message>
    </context>
    <context>
        <name>DesktopNotices</name>
        <message>
            <source>Event %1 was revised, zone %2</source>
            <translation>Ereignis %1 wurde berichtigt, Zone %2</translation>
        </message>
        <message>
            <source>Event %1, zone %2</source>
            <translation>Ereignis %1, Zone %2</translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>und %n weiteres</numerusform>
                <numerusform>und %n weitere</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DrillDialog</name>
        <message numerus="yes">
            <source>%n burst(s) are in %1. Hand out all of it but the folder truth: who looks for them makes a project of network.inp, loggers and sensors.csv, or fills in answers.csv.</source>
            <translation>
                <numerusform>%n Bruch liegt in %1. Geben Sie alles aus, nur nicht den Ordner truth: Wer sucht, legt aus network.inp, loggers und sensors.csv ein Projekt an oder füllt answers.csv aus.</numerusform>
                <numerusform>%n Brüche liegen in %1. Geben Sie alles aus, nur nicht den Ordner truth: Wer sucht, legt aus network.inp, loggers und sensors.csv ein Projekt an oder füllt answers.csv aus.</numerusform>
            </translation>
        </message>
        <message>
            <source>&amp;Bursts</source>
            <translation>&amp;Brüche</translation>
        </message>
        <message>
            <source>&amp;Choose …</source>
            <translation>&amp;Wählen …</translation>
        </message>
        <message>
            <source>&amp;Make</source>
            <translation>&amp;Anlegen</translation>
        </message>
        <message>
            <source>&amp;Number</source>
            <translation>&amp;Nummer</translation>
        </message>
        <message>
            <source>&amp;Sizes</source>
            <translation>&amp;Größen</translation>
        </message>
        <message>
            <source>A drill needs a network model, and this project has none.</source>
            <translation>Eine Übung braucht ein Netzmodell, und dieses Projekt hat keines.</translation>
        </message>
        <message>
            <source>An answer sheet …</source>
            <translation>Ein Antwortblatt …</translation>
        </message>
        <message>
            <source>Answer sheet</source>
            <translation>Antwortblatt</translation>
        </message>
        <message>
            <source>Area</source>
            <translation>Gebiet</translation>
        </message>
        <message>
            <source>Burst</source>
            <translation>Bruch</translation>
        </message>
        <message>
            <source>Burst drill</source>
            <translation>Rohrbruchübung</translation>
        </message>
        <message>
            <source>Bursts are invented on this project's network and measured by its own sensors. Hand the readings out to train, or analyse them to see what would be found here.</source>
            <translation>Rohrbrüche werden im Netz dieses Projekts erfunden und von seinen eigenen Sensoren gemessen. Geben Sie die Messwerte zum Üben aus, oder werten Sie sie aus, um zu sehen, was hier gefunden würde.</translation>
        </message>
        <message>
            <source>Folder of the drill</source>
            <translation>Ordner der Übung</translation>
        </message>
        <message numerus="yes">
            <source>Found %1 of %2; %n false alarm(s) in %3 zone-weeks.</source>
            <translation>
                <numerusform>%1 von %2 gefunden; %n Fehlalarm in %3 Zonenwochen.</numerusform>
                <numerusform>%1 von %2 gefunden; %n Fehlalarme in %3 Zonenwochen.</numerusform>
            </translation>
        </message>
        <message>
            <source>In the area</source>
            <translation>Im Gebiet</translation>
        </message>
        <message>
            <source>Make a drill</source>
            <translation>Eine Übung anlegen</translation>
        </message>
        <message>
            <source>Number of bursts</source>
            <translation>Anzahl der Brüche</translation>
        </message>
        <message>
            <source>Number of the drill</source>
            <translation>Nummer der Übung</translation>
        </message>
        <message>
            <source>Of inflow</source>
            <translation>Vom Zufluss</translation>
        </message>
        <message>
            <source>Of those found the area holds %1, at %2 % of the zone's pipes in the median; told after %3 h, size off by %4 %.</source>
            <translation>Bei %1 der gefundenen liegt der Bruch im Gebiet, das im Median %2 % der Leitungen der Zone umfasst; gemeldet nach %3 h, Größe um %4 % daneben.</translation>
        </message>
        <message>
            <source>Pipe</source>
            <translation>Leitung</translation>
        </message>
        <message>
            <source>Place of the burst's pipe among those of the area, most probable first</source>
            <translation>Platz der Bruchleitung unter denen des Gebiets, die wahrscheinlichste zuerst</translation>
        </message>
        <message>
            <source>Progress</source>
            <translation>Fortschritt</translation>
        </message>
        <message>
            <source>Rank</source>
            <translation>Rang</translation>
        </message>
        <message>
            <source>Sc&amp;ore</source>
            <translation>We&amp;rten</translation>
        </message>
        <message>
            <source>Score a drill</source>
            <translation>Eine Übung werten</translation>
        </message>
        <message>
            <source>Share of the zone's pipe length</source>
            <translation>Anteil an der Leitungslänge der Zone</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Größe</translation>
        </message>
        <message>
            <source>Size of the largest, as a share of the zone's mean inflow</source>
            <translation>Größe des größten, als Anteil am mittleren Zufluss der Zone</translation>
        </message>
        <message>
            <source>Size of the smallest, as a share of the zone's mean inflow</source>
            <translation>Größe des kleinsten, als Anteil am mittleren Zufluss der Zone</translation>
        </message>
        <message>
            <source>Stated size over the true one</source>
            <translation>Angegebene Größe gegen die wahre</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Anhalten</translation>
        </message>
        <message>
            <source>Stopped; what was written so far lies in %1.</source>
            <translation>Angehalten; was bis dahin geschrieben wurde, liegt in %1.</translation>
        </message>
        <message>
            <source>Tables (*.csv *.xlsx *.ods)</source>
            <translation>Tabellen (*.csv *.xlsx *.ods)</translation>
        </message>
        <message>
            <source>The events of this project</source>
            <translation>Die Ereignisse dieses Projekts</translation>
        </message>
        <message>
            <source>The same number gives the same bursts; another number another drill</source>
            <translation>Dieselbe Nummer ergibt dieselben Brüche, eine andere eine andere Übung</translation>
        </message>
        <message>
            <source>Told after</source>
            <translation>Gemeldet nach</translation>
        </message>
        <message>
            <source>What became of each burst</source>
            <translation>Was aus jedem Bruch wurde</translation>
        </message>
        <message>
            <source>What is scored</source>
            <translation>Was gewertet wird</translation>
        </message>
        <message>
            <source>Zone</source>
            <translation>Zone</translation>
        </message>
        <message>
            <source>missed</source>
            <translation>übersehen</translation>
        </message>
        <message>
            <source>no</source>
            <translation>nein</translation>
        </message>
        <message>
            <source>of the zone's mean inflow</source>
            <translation>des mittleren Zuflusses der Zone</translation>
        </message>
        <message>
            <source>to</source>
            <translation>bis</translation>
        </message>
        <message>
            <source>yes</source>
            <translation>ja</translation>
        </message>
    </context>
    <context>
        <name>EventPanel</name>
        <message>
            <source>%1 false alarms a zone-week</source>
            <translation>%1 Fehlalarme je Zone und Woche</translation>
        </message>
        <message>
            <source>%1 of %2 shown</source>
            <translation>%1 von %2 gezeigt</translation>
        </message>
        <message>
            <source>Bursts that were found are listed here.</source>
            <translation>Gefundene Rohrbrüche stehen hier.</translation>
        </message>
        <message>
            <source>Change what stands in the filter field, or clear it.</source>
            <translation>Ändern Sie, was im Filterfeld steht, oder leeren Sie es.</translation>
        </message>
        <message>
            <source>Clear filter</source>
            <translation>Filter leeren</translation>
        </message>
        <message>
            <source>Drop files or folders of loggers onto the window, or import them.</source>
            <translation>Ziehen Sie Loggerdateien oder Ordner auf das Fenster, oder importieren Sie sie.</translation>
        </message>
        <message>
            <source>Events</source>
            <translation>Ereignisse</translation>
        </message>
        <message>
            <source>Events appear here as soon as they are found.</source>
            <translation>Ereignisse erscheinen hier, sobald sie gefunden sind.</translation>
        </message>
        <message>
            <source>Group the events</source>
            <translation>Ereignisse gruppieren</translation>
        </message>
        <message>
            <source>Import data …</source>
            <translation>Daten importieren …</translation>
        </message>
        <message>
            <source>Keep events of one zone, kind or status together</source>
            <translation>Ereignisse einer Zone, Art oder eines Status zusammenhalten</translation>
        </message>
        <message>
            <source>Let Mainsight look for bursts in the measurements.</source>
            <translation>Lassen Sie Mainsight in den Messungen nach Rohrbrüchen suchen.</translation>
        </message>
        <message>
            <source>No events</source>
            <translation>Keine Ereignisse</translation>
        </message>
        <message>
            <source>No measurements yet</source>
            <translation>Noch keine Messungen</translation>
        </message>
        <message>
            <source>Not analysed yet</source>
            <translation>Noch nicht analysiert</translation>
        </message>
        <message>
            <source>Opening …</source>
            <translation>Wird geöffnet …</translation>
        </message>
        <message>
            <source>Run again with another period, or allow more false alarms.</source>
            <translation>Starten Sie mit einem anderen Zeitraum neu, oder lassen Sie mehr Fehlalarme zu.</translation>
        </message>
        <message>
            <source>Run analysis …</source>
            <translation>Analyse starten …</translation>
        </message>
        <message>
            <source>The analysis runs</source>
            <translation>Die Analyse läuft</translation>
        </message>
        <message numerus="yes">
            <source>The filter hides all %n event(s)</source>
            <translation>
                <numerusform>Der Filter verbirgt das einzige Ereignis</numerusform>
                <numerusform>Der Filter verbirgt alle %n Ereignisse</numerusform>
            </translation>
        </message>
        <message>
            <source>The last run found no events</source>
            <translation>Der letzte Lauf fand keine Ereignisse</translation>
        </message>
        <message>
            <source>The rate of false alarms that the last run was set to</source>
            <translation>Die Fehlalarmrate, auf die der letzte Lauf eingestellt war</translation>
        </message>
        <message>
            <source>by kind</source>
            <translation>nach Art</translation>
        </message>
        <message>
            <source>by status</source>
            <translation>nach Status</translation>
        </message>
        <message>
            <source>by zone</source>
            <translation>nach Zone</translation>
        </message>
        <message>
            <source>not grouped</source>
            <translation>nicht gruppiert</translation>
        </message>
        <message>
            <source>partial</source>
            <translation>unvollständig</translation>
        </message>
        <message>
            <source>so far</source>
            <translation>bisher</translation>
        </message>
    </context>
    <context>
        <name>EventTableModel</name>
        <message>
            <source>%1 of pipes hold the burst with %2; %3 of the zone</source>
            <translation>%1 Leitungen enthalten den Bruch mit %2; %3 der Zone</translation>
        </message>
        <message>
            <source>%1, with 90 % between %2 and %3</source>
            <translation>%1, mit 90 % zwischen %2 und %3</translation>
        </message>
        <message>
            <source>Area</source>
            <translation>Gebiet</translation>
        </message>
        <message>
            <source>Began %1 (%2 to %3), called %4</source>
            <translation>Begann %1 (%2 bis %3), gemeldet %4</translation>
        </message>
        <message>
            <source>Begin, in %1</source>
            <translation>Beginn, in %1</translation>
        </message>
        <message>
            <source>Conf.</source>
            <translation>Sich.</translation>
        </message>
        <message>
            <source>Confidence that it is what the kind says</source>
            <translation>Sicherheit, dass es ist, was die Art sagt</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>Art</translation>
        </message>
        <message>
            <source>Start</source>
            <translation>Beginn</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>Status</translation>
        </message>
        <message>
            <source>Zone</source>
            <translation>Zone</translation>
        </message>
        <message>
            <source>whole zone</source>
            <translation>ganze Zone</translation>
        </message>
    </context>
    <context>
        <name>ExportDialog</name>
        <message>
            <source>%1 is a file, not a folder.</source>
            <translation>%1 ist eine Datei, kein Ordner.</translation>
        </message>
        <message>
            <source>%1 is a folder, not a zip.</source>
            <translation>%1 ist ein Ordner, keine Zip-Datei.</translation>
        </message>
        <message>
            <source>%1 is there already and will be replaced.</source>
            <translation>%1 gibt es schon und wird ersetzt.</translation>
        </message>
        <message>
            <source>%1 is there already: files of the same name will be replaced.</source>
            <translation>%1 gibt es schon: Dateien gleichen Namens werden ersetzt.</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s), %1</source>
            <translation>
                <numerusform>%n Datei, %1</numerusform>
                <numerusform>%n Dateien, %1</numerusform>
            </translation>
        </message>
        <message>
            <source>&amp;Folder</source>
            <translation>&amp;Ordner</translation>
        </message>
        <message numerus="yes">
            <source>, %n page(s)</source>
            <translation>
                <numerusform>, %n Seite</numerusform>
                <numerusform>, %n Seiten</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>All %n event(s) that the table shows</source>
            <translation>
                <numerusform>Das eine Ereignis, das die Tabelle zeigt</numerusform>
                <numerusform>Alle %n Ereignisse, die die Tabelle zeigt</numerusform>
            </translation>
        </message>
        <message>
            <source>Browse …</source>
            <translation>Durchsuchen …</translation>
        </message>
        <message>
            <source>Cancelled: nothing was written.</source>
            <translation>Abgebrochen: Es wurde nichts geschrieben.</translation>
        </message>
        <message>
            <source>Choose where to write</source>
            <translation>Wählen, wohin geschrieben wird</translation>
        </message>
        <message>
            <source>Event %1, the selected one</source>
            <translation>Ereignis %1, das gewählte</translation>
        </message>
        <message>
            <source>Events</source>
            <translation>Ereignisse</translation>
        </message>
        <message>
            <source>File</source>
            <translation>Datei</translation>
        </message>
        <message>
            <source>Files of the pack</source>
            <translation>Dateien des Pakets</translation>
        </message>
        <message>
            <source>Folder for the map pack</source>
            <translation>Ordner für das Kartenpaket</translation>
        </message>
        <message>
            <source>For</source>
            <translation>Für</translation>
        </message>
        <message>
            <source>Formats</source>
            <translation>Formate</translation>
        </message>
        <message>
            <source>Look</source>
            <translation>Aussehen</translation>
        </message>
        <message>
            <source>Making the pack …</source>
            <translation>Das Paket wird gemacht …</translation>
        </message>
        <message>
            <source>Map pack</source>
            <translation>Kartenpaket</translation>
        </message>
        <message>
            <source>No PDF is ticked: no pages.</source>
            <translation>Kein PDF ist angehakt: keine Seiten.</translation>
        </message>
        <message>
            <source>Nothing was written.</source>
            <translation>Es wurde nichts geschrieben.</translation>
        </message>
        <message>
            <source>One &amp;zip</source>
            <translation>Eine &amp;Zip-Datei</translation>
        </message>
        <message>
            <source>Page %1 of %2</source>
            <translation>Seite %1 von %2</translation>
        </message>
        <message>
            <source>Pages of the PDF</source>
            <translation>Seiten des PDF</translation>
        </message>
        <message>
            <source>Progress</source>
            <translation>Fortschritt</translation>
        </message>
        <message>
            <source>Run record</source>
            <translation>Protokoll des Laufs</translation>
        </message>
        <message>
            <source>Say where the pack is to lie.</source>
            <translation>Sagen Sie, wo das Paket liegen soll.</translation>
        </message>
        <message>
            <source>Show in folder</source>
            <translation>Im Ordner zeigen</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Größe</translation>
        </message>
        <message>
            <source>Size of the pack</source>
            <translation>Größe des Pakets</translation>
        </message>
        <message>
            <source>The selected event</source>
            <translation>Das gewählte Ereignis</translation>
        </message>
        <message>
            <source>There is no event to export.</source>
            <translation>Es gibt kein Ereignis zu exportieren.</translation>
        </message>
        <message>
            <source>There is no folder %1.</source>
            <translation>Einen Ordner %1 gibt es nicht.</translation>
        </message>
        <message>
            <source>Tick for whom the pack is, or a format.</source>
            <translation>Haken Sie an, für wen das Paket ist, oder ein Format.</translation>
        </message>
        <message>
            <source>What for</source>
            <translation>Wofür</translation>
        </message>
        <message>
            <source>What is to be known</source>
            <translation>Was zu wissen ist</translation>
        </message>
        <message>
            <source>Where to write</source>
            <translation>Wohin geschrieben wird</translation>
        </message>
        <message>
            <source>Write</source>
            <translation>Schreiben</translation>
        </message>
        <message>
            <source>Written: %1</source>
            <translation>Geschrieben: %1</translation>
        </message>
        <message>
            <source>Zip (*.zip)</source>
            <translation>Zip (*.zip)</translation>
        </message>
        <message numerus="yes">
            <source>and %n more remark(s)</source>
            <translation>
                <numerusform>und %n weitere Bemerkung</numerusform>
                <numerusform>und %n weitere Bemerkungen</numerusform>
            </translation>
        </message>
        <message>
            <source>event-%1</source>
            <translation>ereignis-%1</translation>
        </message>
    </context>
    <context>
        <name>ExportLook</name>
        <message>
            <source> dpi</source>
            <translation> dpi</translation>
        </message>
        <message>
            <source>%1 cannot be read</source>
            <translation>%1 kann nicht gelesen werden</translation>
        </message>
        <message>
            <source>&amp;Company</source>
            <translation>&amp;Firma</translation>
        </message>
        <message>
            <source>&amp;Template</source>
            <translation>&amp;Vorlage</translation>
        </message>
        <message>
            <source>Charts</source>
            <translation>Diagramme</translation>
        </message>
        <message>
            <source>Choose the logo</source>
            <translation>Das Logo wählen</translation>
        </message>
        <message>
            <source>Choose …</source>
            <translation>Wählen …</translation>
        </message>
        <message>
            <source>Colour of headings</source>
            <translation>Farbe der Überschriften</translation>
        </message>
        <message>
            <source>Colour …</source>
            <translation>Farbe …</translation>
        </message>
        <message>
            <source>Company</source>
            <translation>Firma</translation>
        </message>
        <message>
            <source>Height of pictures</source>
            <translation>Höhe der Bilder</translation>
        </message>
        <message>
            <source>Landscape</source>
            <translation>Querformat</translation>
        </message>
        <message>
            <source>Logo</source>
            <translation>Logo</translation>
        </message>
        <message>
            <source>No logo</source>
            <translation>Kein Logo</translation>
        </message>
        <message>
            <source>None</source>
            <translation>Keines</translation>
        </message>
        <message>
            <source>Notes</source>
            <translation>Notizen</translation>
        </message>
        <message>
            <source>Orientation</source>
            <translation>Ausrichtung</translation>
        </message>
        <message>
            <source>Paper</source>
            <translation>Papier</translation>
        </message>
        <message>
            <source>Pick a look, or type a new name to keep this one under it</source>
            <translation>Ein Aussehen wählen, oder einen neuen Namen eingeben, um dieses darunter zu behalten</translation>
        </message>
        <message>
            <source>Pictures</source>
            <translation>Bilder</translation>
        </message>
        <message>
            <source>Pictures (*.png *.jpg *.jpeg *.svg *.bmp)</source>
            <translation>Bilder (*.png *.jpg *.jpeg *.svg *.bmp)</translation>
        </message>
        <message>
            <source>Pipes</source>
            <translation>Leitungen</translation>
        </message>
        <message>
            <source>Portrait</source>
            <translation>Hochformat</translation>
        </message>
        <message>
            <source>Resolution of PNG</source>
            <translation>Auflösung der PNG</translation>
        </message>
        <message>
            <source>Run record</source>
            <translation>Protokoll des Laufs</translation>
        </message>
        <message>
            <source>Sections</source>
            <translation>Abschnitte</translation>
        </message>
        <message>
            <source>Standard</source>
            <translation>Standard</translation>
        </message>
        <message>
            <source>Template</source>
            <translation>Vorlage</translation>
        </message>
        <message>
            <source>Width of pictures</source>
            <translation>Breite der Bilder</translation>
        </message>
        <message>
            <source>show the whole network</source>
            <translation>das ganze Netz zeigen</translation>
        </message>
    </context>
    <context>
        <name>FilterBar</name>
        <message>
            <source>Clear the filter</source>
            <translation>Filter leeren</translation>
        </message>
        <message>
            <source>Filter</source>
            <translation>Filter</translation>
        </message>
        <message>
            <source>Filter events and sensors</source>
            <translation>Ereignisse und Sensoren filtern</translation>
        </message>
        <message>
            <source>Filter: zone, kind, size, a sensor, a pipe …   Ctrl+L</source>
            <translation>Filter: zone, kind, size, ein Sensor, eine Leitung …   Strg+L</translation>
        </message>
        <message>
            <source>Remove filter %1</source>
            <translation>Filter %1 entfernen</translation>
        </message>
        <message>
            <source>Take this part out of the filter</source>
            <translation>Diesen Teil aus dem Filter nehmen</translation>
        </message>
        <message>
            <source>zone:DMA02  kind:burst,leak  status:new  since:2024-08-01  until:2024-09-01  size&gt;1  conf&gt;80  words</source>
            <translation>zone:DMA02  kind:burst,leak  status:new  since:2024-08-01  until:2024-09-01  size&gt;1  conf&gt;80  Wörter</translation>
        </message>
    </context>
    <context>
        <name>FitPlot</name>
        <message>
            <source>%1: measured %2, modelled %3</source>
            <translation>%1: gemessen %2, modelliert %3</translation>
        </message>
        <message>
            <source>Each dot a sensor; on the dashed line the model explains what was measured, in the band nearly so</source>
            <translation>Jeder Punkt ein Sensor; auf der gestrichelten Linie erklärt das Modell, was gemessen wurde, im Band beinahe</translation>
        </message>
        <message>
            <source>Measured against modelled change per sensor</source>
            <translation>Gemessene gegen modellierte Änderung je Sensor</translation>
        </message>
        <message>
            <source>measured change</source>
            <translation>gemessene Änderung</translation>
        </message>
        <message>
            <source>modelled change</source>
            <translation>modellierte Änderung</translation>
        </message>
    </context>
    <context>
        <name>FlagTableModel</name>
        <message>
            <source>Fault</source>
            <translation>Fehler</translation>
        </message>
        <message>
            <source>Flagged</source>
            <translation>Markiert</translation>
        </message>
        <message>
            <source>From</source>
            <translation>Von</translation>
        </message>
        <message>
            <source>Sensor</source>
            <translation>Sensor</translation>
        </message>
        <message>
            <source>To</source>
            <translation>Bis</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>Warum</translation>
        </message>
        <message>
            <source>by you</source>
            <translation>von Ihnen</translation>
        </message>
        <message>
            <source>by you: %1</source>
            <translation>von Ihnen: %1</translation>
        </message>
        <message>
            <source>clock shifted</source>
            <translation>Uhr verstellt</translation>
        </message>
        <message>
            <source>drifts</source>
            <translation>driftet</translation>
        </message>
        <message>
            <source>flagged</source>
            <translation>markiert</translation>
        </message>
        <message>
            <source>left out</source>
            <translation>weggelassen</translation>
        </message>
        <message>
            <source>noisy</source>
            <translation>verrauscht</translation>
        </message>
        <message>
            <source>offset</source>
            <translation>versetzt</translation>
        </message>
        <message>
            <source>out of range</source>
            <translation>außer Bereich</translation>
        </message>
        <message>
            <source>spike</source>
            <translation>Ausreißer</translation>
        </message>
        <message>
            <source>stuck</source>
            <translation>hängt fest</translation>
        </message>
        <message>
            <source>taken for good</source>
            <translation>für gut genommen</translation>
        </message>
    </context>
    <context>
        <name>FlagsDialog</name>
        <message numerus="yes">
            <source>%n span(s)</source>
            <translation>
                <numerusform>%n Zeitraum</numerusform>
                <numerusform>%n Zeiträume</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n taken for good</source>
            <translation>
                <numerusform>%n für gut genommen</numerusform>
                <numerusform>%n für gut genommen</numerusform>
            </translation>
        </message>
        <message>
            <source>&amp;Leave out</source>
            <translation>&amp;Weglassen</translation>
        </message>
        <message>
            <source>&amp;Readings of</source>
            <translation>&amp;Messwerte von</translation>
        </message>
        <message>
            <source>&amp;Sensor</source>
            <translation>&amp;Sensor</translation>
        </message>
        <message>
            <source>As in the c&amp;harts</source>
            <translation>Wie in den &amp;Diagrammen</translation>
        </message>
        <message>
            <source>First reading to leave out</source>
            <translation>Erster wegzulassender Messwert</translation>
        </message>
        <message>
            <source>Flagged readings</source>
            <translation>Markierte Messwerte</translation>
        </message>
        <message>
            <source>Last reading to leave out</source>
            <translation>Letzter wegzulassender Messwert</translation>
        </message>
        <message>
            <source>Leave out more</source>
            <translation>Mehr weglassen</translation>
        </message>
        <message>
            <source>Nothing is flagged.</source>
            <translation>Nichts ist markiert.</translation>
        </message>
        <message>
            <source>R&amp;eason</source>
            <translation>&amp;Grund</translation>
        </message>
        <message>
            <source>Readings are never changed: a flag keeps them out of detection and location, and can be taken back.</source>
            <translation>Messwerte werden nie geändert: Eine Markierung hält sie aus Erkennung und Ortung heraus, und lässt sich zurücknehmen.</translation>
        </message>
        <message>
            <source>Sensor whose flagged readings are shown</source>
            <translation>Sensor, dessen markierte Messwerte gezeigt werden</translation>
        </message>
        <message>
            <source>Sensor whose readings to leave out</source>
            <translation>Sensor, dessen Messwerte weggelassen werden</translation>
        </message>
        <message>
            <source>Show in &amp;charts</source>
            <translation>In &amp;Diagrammen zeigen</translation>
        </message>
        <message>
            <source>Show the selected readings in the charts</source>
            <translation>Die gewählten Messwerte in den Diagrammen zeigen</translation>
        </message>
        <message>
            <source>Spans of flagged readings</source>
            <translation>Zeiträume markierter Messwerte</translation>
        </message>
        <message>
            <source>Take the period that the charts show</source>
            <translation>Den Zeitraum nehmen, den die Diagramme zeigen</translation>
        </message>
        <message>
            <source>The period ends before it begins.</source>
            <translation>Der Zeitraum endet, bevor er beginnt.</translation>
        </message>
        <message>
            <source>The project cannot be written: changes are lost when it is closed.</source>
            <translation>Das Projekt kann nicht geschrieben werden: Änderungen gehen mit dem Schließen verloren.</translation>
        </message>
        <message>
            <source>There are no measurements.</source>
            <translation>Es gibt keine Messungen.</translation>
        </message>
        <message>
            <source>Wait until the run has ended.</source>
            <translation>Warten Sie, bis der Lauf zu Ende ist.</translation>
        </message>
        <message>
            <source>Why these readings are left out</source>
            <translation>Warum diese Messwerte weggelassen werden</translation>
        </message>
        <message>
            <source>all sensors</source>
            <translation>alle Sensoren</translation>
        </message>
        <message>
            <source>for those who look at it later</source>
            <translation>für die, die es später ansehen</translation>
        </message>
        <message>
            <source>from</source>
            <translation>von</translation>
        </message>
        <message>
            <source>to</source>
            <translation>bis</translation>
        </message>
    </context>
    <context>
        <name>HelpWindow</name>
        <message>
            <source>&amp;Back</source>
            <translation>&amp;Zurück</translation>
        </message>
        <message>
            <source>Help</source>
            <translation>Hilfe</translation>
        </message>
        <message>
            <source>Help text</source>
            <translation>Hilfetext</translation>
        </message>
        <message>
            <source>Pages</source>
            <translation>Seiten</translation>
        </message>
        <message>
            <source>Search all pages of the help</source>
            <translation>Alle Seiten der Hilfe durchsuchen</translation>
        </message>
        <message>
            <source>Search all pages …</source>
            <translation>Alle Seiten durchsuchen …</translation>
        </message>
    </context>
    <context>
        <name>ImportDialog</name>
        <message>
            <source>%1 cannot be written: %2</source>
            <translation>%1 kann nicht geschrieben werden: %2</translation>
        </message>
        <message>
            <source>%1 left</source>
            <translation>noch %1</translation>
        </message>
        <message>
            <source>%1 of %2</source>
            <translation>%1 von %2</translation>
        </message>
        <message>
            <source>%1 readings taken in</source>
            <translation>%1 Messwerte übernommen</translation>
        </message>
        <message numerus="yes">
            <source>%n channel(s) name no unit of %1.</source>
            <translation>
                <numerusform>%n Kanal nennt keine Einheit für %1.</numerusform>
                <numerusform>%n Kanäle nennen keine Einheit für %1.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n channel(s) of %1 cannot be in the unit they name (%2).</source>
            <translation>
                <numerusform>%n Kanal mit %1 kann nicht in der Einheit sein, die er nennt (%2).</numerusform>
                <numerusform>%n Kanäle mit %1 können nicht in der Einheit sein, die sie nennen (%2).</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) with %1 readings would go in</source>
            <translation>
                <numerusform>%n Datei mit %1 Messwerten würde übernommen</numerusform>
                <numerusform>%n Dateien mit %1 Messwerten würden übernommen</numerusform>
            </translation>
        </message>
        <message>
            <source>&amp;Clock of the files</source>
            <translation>&amp;Uhr der Dateien</translation>
        </message>
        <message>
            <source>&amp;Map</source>
            <translation>&amp;Karte</translation>
        </message>
        <message>
            <source>&amp;Map (%1 to match)</source>
            <translation>&amp;Karte (%1 zuzuordnen)</translation>
        </message>
        <message>
            <source>&amp;Remove</source>
            <translation>&amp;Entfernen</translation>
        </message>
        <message>
            <source>&amp;Save as sensors.csv …</source>
            <translation>Als sensors.csv &amp;speichern …</translation>
        </message>
        <message>
            <source>, %1 replaced</source>
            <translation>, %1 ersetzt</translation>
        </message>
        <message>
            <source>, %1 rows put aside</source>
            <translation>, %1 Zeilen beiseitegelegt</translation>
        </message>
        <message>
            <source>, %1 were there already</source>
            <translation>, %1 waren schon da</translation>
        </message>
        <message numerus="yes">
            <source>, %n repair(s)</source>
            <translation>
                <numerusform>, %n Reparatur</numerusform>
                <numerusform>, %n Reparaturen</numerusform>
            </translation>
        </message>
        <message>
            <source>. Undo takes all of it back.</source>
            <translation>. Rückgängig nimmt alles davon zurück.</translation>
        </message>
        <message>
            <source>; %1 rows put aside</source>
            <translation>; %1 Zeilen ausgesondert</translation>
        </message>
        <message numerus="yes">
            <source>; %n file(s) stay out</source>
            <translation>
                <numerusform>; %n Datei bleibt draußen</numerusform>
                <numerusform>; %n Dateien bleiben draußen</numerusform>
            </translation>
        </message>
        <message>
            <source>Add &amp;files …</source>
            <translation>&amp;Dateien hinzufügen …</translation>
        </message>
        <message>
            <source>Add a folder</source>
            <translation>Einen Ordner hinzufügen</translation>
        </message>
        <message>
            <source>Add files</source>
            <translation>Dateien hinzufügen</translation>
        </message>
        <message>
            <source>Add fol&amp;der …</source>
            <translation>&amp;Ordner hinzufügen …</translation>
        </message>
        <message>
            <source>Add folder</source>
            <translation>Ordner hinzufügen</translation>
        </message>
        <message>
            <source>Add what your loggers wrote. Nothing is taken in before you press Import.</source>
            <translation>Fügen Sie hinzu, was Ihre Logger geschrieben haben. Nichts wird übernommen, bevor Sie Importieren drücken.</translation>
        </message>
        <message>
            <source>Another run is under way; wait for it, or cancel it.</source>
            <translation>Ein anderer Lauf ist im Gang; warten Sie, oder brechen Sie ihn ab.</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Cancel import</source>
            <translation>Import abbrechen</translation>
        </message>
        <message>
            <source>Cancel the import: nothing is taken in</source>
            <translation>Den Import abbrechen: Es wird nichts übernommen</translation>
        </message>
        <message>
            <source>Cancelled: the project is as it was.</source>
            <translation>Abgebrochen: das Projekt ist, wie es war.</translation>
        </message>
        <message>
            <source>Cancelling …</source>
            <translation>Wird abgebrochen …</translation>
        </message>
        <message>
            <source>Clock of the files</source>
            <translation>Uhr der Dateien</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <source>Close the review</source>
            <translation>Die Durchsicht schließen</translation>
        </message>
        <message>
            <source>Copy details</source>
            <translation>Einzelheiten kopieren</translation>
        </message>
        <message>
            <source>Copy the details of the review</source>
            <translation>Die Einzelheiten der Durchsicht kopieren</translation>
        </message>
        <message>
            <source>Files of the import and their channels</source>
            <translation>Dateien des Imports und ihre Kanäle</translation>
        </message>
        <message>
            <source>How times without an offset are read. Loggers often keep winter time all year: choose UTC for GMT</source>
            <translation>Wie Zeiten ohne Zonenangabe gelesen werden. Datenlogger halten oft das ganze Jahr Winterzeit: UTC für GMT wählen</translation>
        </message>
        <message>
            <source>Imp&amp;ort</source>
            <translation>Imp&amp;ortieren</translation>
        </message>
        <message>
            <source>Import measurements</source>
            <translation>Messungen importieren</translation>
        </message>
        <message>
            <source>Import the files</source>
            <translation>Die Dateien importieren</translation>
        </message>
        <message>
            <source>Import waits for an answer: %1</source>
            <translation>Der Import wartet auf eine Antwort: %1</translation>
        </message>
        <message>
            <source>List of sensors</source>
            <translation>Liste der Sensoren</translation>
        </message>
        <message>
            <source>List of sensors (*.csv)</source>
            <translation>Liste der Sensoren (*.csv)</translation>
        </message>
        <message>
            <source>Looking for files …</source>
            <translation>Dateien werden gesucht …</translation>
        </message>
        <message>
            <source>Measurements (*.csv *.txt *.prn *.sli *.tsv *.gz *.zst *.zip *.xlsx *.ods *.tsd *.dat);;All files (*)</source>
            <translation>Messungen (*.csv *.txt *.prn *.sli *.tsv *.gz *.zst *.zip *.xlsx *.ods *.tsd *.dat);;Alle Dateien (*)</translation>
        </message>
        <message>
            <source>None of these files can be taken in. The column State says why.</source>
            <translation>Keine dieser Dateien kann übernommen werden. Die Spalte Zustand sagt, warum.</translation>
        </message>
        <message>
            <source>Open a project first.</source>
            <translation>Öffnen Sie zuerst ein Projekt.</translation>
        </message>
        <message>
            <source>Progress</source>
            <translation>Fortschritt</translation>
        </message>
        <message>
            <source>Read a&amp;gain</source>
            <translation>Noch &amp;einmal lesen</translation>
        </message>
        <message>
            <source>Read again what is not read</source>
            <translation>Noch einmal lesen, was nicht gelesen ist</translation>
        </message>
        <message>
            <source>Reading: %1 of %2 files</source>
            <translation>Wird gelesen: %1 von %2 Dateien</translation>
        </message>
        <message>
            <source>Remove the selected files from the review</source>
            <translation>Die gewählten Dateien aus der Durchsicht nehmen</translation>
        </message>
        <message>
            <source>Save as sensors.csv</source>
            <translation>Als sensors.csv speichern</translation>
        </message>
        <message>
            <source>Save what is known about the channels as sensors.csv</source>
            <translation>Was über die Kanäle bekannt ist, als sensors.csv speichern</translation>
        </message>
        <message>
            <source>Se&amp;nsor list</source>
            <translation>Se&amp;nsorliste</translation>
        </message>
        <message>
            <source>Set for a&amp;ll</source>
            <translation>Für a&amp;lle setzen</translation>
        </message>
        <message>
            <source>Set for a&amp;ll (%1)</source>
            <translation>Für a&amp;lle setzen (%1)</translation>
        </message>
        <message>
            <source>Set this unit for all of them</source>
            <translation>Diese Einheit für alle setzen</translation>
        </message>
        <message>
            <source>So that the next import of such files needs no corrections</source>
            <translation>Damit der nächste Import solcher Dateien keine Korrekturen braucht</translation>
        </message>
        <message>
            <source>State of the import</source>
            <translation>Stand des Imports</translation>
        </message>
        <message>
            <source>Stop readin&amp;g</source>
            <translation>Lesen an&amp;halten</translation>
        </message>
        <message>
            <source>Stop reading</source>
            <translation>Lesen anhalten</translation>
        </message>
        <message>
            <source>Takes the selected files out of the review (Delete)</source>
            <translation>Nimmt die gewählten Dateien aus der Durchsicht (Entf)</translation>
        </message>
        <message>
            <source>Taking in: %1 of %2 files</source>
            <translation>Wird übernommen: %1 von %2 Dateien</translation>
        </message>
        <message>
            <source>The import failed; the project is as it was.</source>
            <translation>Der Import schlug fehl; das Projekt ist, wie es war.</translation>
        </message>
        <message>
            <source>Unit of the channels that name none</source>
            <translation>Einheit der Kanäle, die keine nennen</translation>
        </message>
        <message>
            <source>What are they in?</source>
            <translation>Worin sind sie?</translation>
        </message>
        <message>
            <source>Written to %1</source>
            <translation>Geschrieben nach %1</translation>
        </message>
        <message>
            <source>as the project (%1)</source>
            <translation>wie das Projekt (%1)</translation>
        </message>
        <message>
            <source>choose</source>
            <translation>wählen</translation>
        </message>
        <message>
            <source>none</source>
            <translation>keine</translation>
        </message>
        <message>
            <source>or drop files and folders here</source>
            <translation>oder Dateien und Ordner hierher ziehen</translation>
        </message>
        <message>
            <source>sensors.csv: which column is which sensor, where, and in what unit. One in a dropped folder is found by itself</source>
            <translation>sensors.csv: welche Spalte welcher Sensor ist, wo, und in welcher Einheit. Eine in einem hergezogenen Ordner wird von selbst gefunden</translation>
        </message>
    </context>
    <context>
        <name>ImportReviewModel</name>
        <message>
            <source>Channels</source>
            <translation>Kanäle</translation>
        </message>
        <message>
            <source>Clock</source>
            <translation>Uhr</translation>
        </message>
        <message>
            <source>File</source>
            <translation>Datei</translation>
        </message>
        <message>
            <source>Format</source>
            <translation>Format</translation>
        </message>
        <message>
            <source>From – to</source>
            <translation>Von – bis</translation>
        </message>
        <message>
            <source>Kept</source>
            <translation>Behalten</translation>
        </message>
        <message>
            <source>Place</source>
            <translation>Ort</translation>
        </message>
        <message>
            <source>Put aside</source>
            <translation>Beiseite</translation>
        </message>
        <message>
            <source>Quantity</source>
            <translation>Größe</translation>
        </message>
        <message>
            <source>Readings that would go in</source>
            <translation>Messwerte, die übernommen würden</translation>
        </message>
        <message>
            <source>Rows and cells that would not: listed below with line and reason</source>
            <translation>Zeilen und Zellen, die es nicht würden: unten mit Zeile und Grund aufgeführt</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Zustand</translation>
        </message>
        <message>
            <source>The clock by which times without an offset are read</source>
            <translation>Die Uhr, nach der Zeiten ohne Zonenangabe gelesen werden</translation>
        </message>
        <message>
            <source>The node or pipe of the network where the sensor stands</source>
            <translation>Der Knoten oder die Leitung des Netzes, wo der Sensor steht</translation>
        </message>
        <message>
            <source>The zone (DMA) that the sensor belongs to</source>
            <translation>Die Zone (DMA), zu der der Sensor gehört</translation>
        </message>
        <message>
            <source>Unit</source>
            <translation>Einheit</translation>
        </message>
        <message>
            <source>Zone</source>
            <translation>Zone</translation>
        </message>
        <message>
            <source>by coordinates</source>
            <translation>nach Koordinaten</translation>
        </message>
        <message>
            <source>missing</source>
            <translation>fehlt</translation>
        </message>
    </context>
    <context>
        <name>InspectorPanel</name>
        <message>
            <source>&amp;Merge with</source>
            <translation>&amp;Vereinen mit</translation>
        </message>
        <message>
            <source>&amp;Split at the cursor</source>
            <translation>Am Zeiger &amp;teilen</translation>
        </message>
        <message>
            <source>&amp;Split at the cursor, %1</source>
            <translation>Am Zeiger &amp;teilen, %1</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>Hinzufügen</translation>
        </message>
        <message>
            <source>Add the note</source>
            <translation>Notiz hinzufügen</translation>
        </message>
        <message>
            <source>Confirm</source>
            <translation>Bestätigen</translation>
        </message>
        <message>
            <source>Dismiss</source>
            <translation>Verwerfen</translation>
        </message>
        <message>
            <source>Dismiss the event for this reason</source>
            <translation>Das Ereignis aus diesem Grund verwerfen</translation>
        </message>
        <message>
            <source>Dismiss …</source>
            <translation>Verwerfen …</translation>
        </message>
        <message>
            <source>Event</source>
            <translation>Ereignis</translation>
        </message>
        <message>
            <source>Event inspector</source>
            <translation>Ereignis im Einzelnen</translation>
        </message>
        <message>
            <source>Evidence</source>
            <translation>Belege</translation>
        </message>
        <message>
            <source>Evidence per sensor</source>
            <translation>Belege je Sensor</translation>
        </message>
        <message>
            <source>Export this event as PDF, PNG, GeoPackage or CSV (Ctrl+E)</source>
            <translation>Dieses Ereignis als PDF, PNG, GeoPackage oder CSV exportieren (Strg+E)</translation>
        </message>
        <message>
            <source>How it became known</source>
            <translation>Wie es bekannt wurde</translation>
        </message>
        <message>
            <source>It is no burst: say why (Ctrl+Z takes it back)</source>
            <translation>Es ist kein Rohrbruch: sagen Sie warum (Strg+Z nimmt es zurück)</translation>
        </message>
        <message>
            <source>It is what it says (Ctrl+Z takes it back)</source>
            <translation>Es ist, was es sagt (Strg+Z nimmt es zurück)</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>Behalten</translation>
        </message>
        <message>
            <source>Keep the event</source>
            <translation>Das Ereignis behalten</translation>
        </message>
        <message>
            <source>Link a &amp;repair</source>
            <translation>&amp;Reparatur verknüpfen</translation>
        </message>
        <message>
            <source>Link a repair (none are known)</source>
            <translation>Reparatur verknüpfen (keine bekannt)</translation>
        </message>
        <message>
            <source>Link a repair, merge with another event, split at the time cursor</source>
            <translation>Eine Reparatur verknüpfen, mit einem anderen Ereignis vereinen, am Zeitzeiger teilen</translation>
        </message>
        <message>
            <source>Make it new again</source>
            <translation>Wieder als neu führen</translation>
        </message>
        <message>
            <source>Map …</source>
            <translation>Karte …</translation>
        </message>
        <message>
            <source>More</source>
            <translation>Mehr</translation>
        </message>
        <message>
            <source>More to do with this event</source>
            <translation>Was noch mit diesem Ereignis zu tun ist</translation>
        </message>
        <message>
            <source>Next event (J)</source>
            <translation>Nächstes Ereignis (J)</translation>
        </message>
        <message>
            <source>No event selected</source>
            <translation>Kein Ereignis gewählt</translation>
        </message>
        <message>
            <source>Note on this event</source>
            <translation>Notiz zu diesem Ereignis</translation>
        </message>
        <message>
            <source>Notes</source>
            <translation>Notizen</translation>
        </message>
        <message>
            <source>Pipes, most probable first</source>
            <translation>Leitungen, die wahrscheinlichste zuerst</translation>
        </message>
        <message>
            <source>Previous event (K)</source>
            <translation>Voriges Ereignis (K)</translation>
        </message>
        <message>
            <source>Reason for dismissing</source>
            <translation>Grund der Verwerfung</translation>
        </message>
        <message>
            <source>Reopen</source>
            <translation>Wieder öffnen</translation>
        </message>
        <message>
            <source>Select an event in the table, or step through them with J and K.</source>
            <translation>Wählen Sie ein Ereignis in der Tabelle, oder gehen Sie mit J und K durch.</translation>
        </message>
        <message>
            <source>Suppose a burst on the selected pipe, else on the likeliest one (Ctrl+H)</source>
            <translation>Einen Bruch auf der gewählten Leitung annehmen, sonst auf der wahrscheinlichsten (Strg+H)</translation>
        </message>
        <message>
            <source>The analysis still runs: its events are not settled yet</source>
            <translation>Die Analyse läuft noch: ihre Ereignisse stehen noch nicht fest</translation>
        </message>
        <message>
            <source>What if</source>
            <translation>Was wäre wenn</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>Warum</translation>
        </message>
        <message>
            <source>Why is it no burst?</source>
            <translation>Warum ist es kein Rohrbruch?</translation>
        </message>
        <message>
            <source>Write a note (M) …</source>
            <translation>Notiz schreiben (M) …</translation>
        </message>
        <message>
            <source>event %1, %2 %3</source>
            <translation>Ereignis %1, %2 %3</translation>
        </message>
    </context>
    <context>
        <name>LagModel</name>
        <message>
            <source>Behind</source>
            <translation>Zurück</translation>
        </message>
        <message>
            <source>Behind the newest reading of all sensors</source>
            <translation>Hinter dem neuesten Messwert aller Sensoren zurück</translation>
        </message>
        <message>
            <source>Newest reading</source>
            <translation>Neuester Messwert</translation>
        </message>
        <message>
            <source>Sensor</source>
            <translation>Sensor</translation>
        </message>
        <message>
            <source>Zone</source>
            <translation>Zone</translation>
        </message>
        <message>
            <source>none yet</source>
            <translation>noch keiner</translation>
        </message>
    </context>
    <context>
        <name>LauncherField</name>
        <message>
            <source>A worker on %1 answered after %2 s.</source>
            <translation>Ein Arbeitsprozess auf %1 antwortete nach %2 s.</translation>
        </message>
        <message>
            <source>Launcher of the workers</source>
            <translation>Startprogramm der Arbeitsprozesse</translation>
        </message>
        <message>
            <source>No worker answered: %1</source>
            <translation>Kein Arbeitsprozess antwortete: %1</translation>
        </message>
        <message>
            <source>Starting a worker …</source>
            <translation>Startet einen Arbeitsprozess …</translation>
        </message>
        <message>
            <source>Test</source>
            <translation>Testen</translation>
        </message>
        <message>
            <source>Test the launcher</source>
            <translation>Das Startprogramm testen</translation>
        </message>
        <message>
            <source>on this computer; for Slurm: srun -n1 --unbuffered</source>
            <translation>auf diesem Rechner; für Slurm: srun -n1 --unbuffered</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>%1 could not be opened</source>
            <translation>%1 ließ sich nicht öffnen</translation>
        </message>
        <message>
            <source>%1 events began or changed</source>
            <translation>%1 Ereignisse haben begonnen oder sich geändert</translation>
        </message>
        <message numerus="yes">
            <source>%1 is written, with %n remark(s).</source>
            <translation>
                <numerusform>%1 ist geschrieben, mit %n Anmerkung.</numerusform>
                <numerusform>%1 ist geschrieben, mit %n Anmerkungen.</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 is written.</source>
            <translation>%1 ist geschrieben.</translation>
        </message>
        <message>
            <source>%1 known already</source>
            <translation>%1 schon bekannt</translation>
        </message>
        <message numerus="yes">
            <source>%1 new readings are in from %n file(s)</source>
            <translation>
                <numerusform>%1 neue Messwerte aus %n Datei sind übernommen</numerusform>
                <numerusform>%1 neue Messwerte aus %n Dateien sind übernommen</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 replaced</source>
            <translation>%1 ersetzt</translation>
        </message>
        <message>
            <source>%1 rows put aside</source>
            <translation>%1 Zeilen ausgesondert</translation>
        </message>
        <message numerus="yes">
            <source>%n page(s) went to the printer.</source>
            <translation>
                <numerusform>%n Seite ging zum Drucker.</numerusform>
                <numerusform>%n Seiten gingen zum Drucker.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n pipe(s) in view, the likeliest first.</source>
            <translation>
                <numerusform>%n Leitung im Bild.</numerusform>
                <numerusform>%n Leitungen im Bild, die wahrscheinlichste zuerst.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n task(s) were done again because a worker ended early. The result is whole.</source>
            <translation>
                <numerusform>%n Aufgabe wurde wiederholt, weil ein Arbeiter vorzeitig endete. Das Ergebnis ist vollständig.</numerusform>
                <numerusform>%n Aufgaben wurden wiederholt, weil ein Arbeiter vorzeitig endete. Das Ergebnis ist vollständig.</numerusform>
            </translation>
        </message>
        <message>
            <source>&amp;About Mainsight</source>
            <translation>&amp;Über Mainsight</translation>
        </message>
        <message>
            <source>&amp;Analysis</source>
            <translation>A&amp;nalyse</translation>
        </message>
        <message>
            <source>&amp;Back</source>
            <translation>&amp;Zurück</translation>
        </message>
        <message>
            <source>&amp;Background …</source>
            <translation>&amp;Hintergrund …</translation>
        </message>
        <message>
            <source>&amp;Burst drill …</source>
            <translation>Rohrbruch&amp;übung …</translation>
        </message>
        <message>
            <source>&amp;Cancel</source>
            <translation>&amp;Abbrechen</translation>
        </message>
        <message>
            <source>&amp;Clear filter</source>
            <translation>Filter &amp;leeren</translation>
        </message>
        <message>
            <source>&amp;Close project</source>
            <translation>Projekt s&amp;chließen</translation>
        </message>
        <message>
            <source>&amp;Colour the pipes by</source>
            <translation>Leitungen &amp;färben nach</translation>
        </message>
        <message>
            <source>&amp;Confirm</source>
            <translation>&amp;Bestätigen</translation>
        </message>
        <message>
            <source>&amp;Copy the charts</source>
            <translation>Diagramme &amp;kopieren</translation>
        </message>
        <message>
            <source>&amp;Copy the pipe's number</source>
            <translation>Nummer der Leitung &amp;kopieren</translation>
        </message>
        <message>
            <source>&amp;Dark</source>
            <translation>&amp;Dunkel</translation>
        </message>
        <message>
            <source>&amp;Dismiss …</source>
            <translation>Ver&amp;werfen …</translation>
        </message>
        <message>
            <source>&amp;Edit</source>
            <translation>&amp;Bearbeiten</translation>
        </message>
        <message>
            <source>&amp;File</source>
            <translation>&amp;Datei</translation>
        </message>
        <message>
            <source>&amp;Filter by this pipe</source>
            <translation>Nach dieser Leitung &amp;filtern</translation>
        </message>
        <message>
            <source>&amp;Filter by zone %1</source>
            <translation>Nach Zone %1 &amp;filtern</translation>
        </message>
        <message>
            <source>&amp;Find a sensor or pipe</source>
            <translation>Sensor oder Leitung &amp;suchen</translation>
        </message>
        <message>
            <source>&amp;Flagged readings …</source>
            <translation>&amp;Markierte Messwerte …</translation>
        </message>
        <message>
            <source>&amp;Forget this list</source>
            <translation>Diese Liste &amp;vergessen</translation>
        </message>
        <message>
            <source>&amp;Full screen</source>
            <translation>Voll&amp;bild</translation>
        </message>
        <message>
            <source>&amp;Ghost of last week</source>
            <translation>&amp;Letzte Woche dahinter</translation>
        </message>
        <message>
            <source>&amp;Help</source>
            <translation>&amp;Hilfe</translation>
        </message>
        <message>
            <source>&amp;Hypothetical burst here</source>
            <translation>&amp;Bruch hier annehmen</translation>
        </message>
        <message>
            <source>&amp;Import …</source>
            <translation>&amp;Importieren …</translation>
        </message>
        <message>
            <source>&amp;Investigate</source>
            <translation>&amp;Untersuchen</translation>
        </message>
        <message>
            <source>&amp;Keys</source>
            <translation>&amp;Tasten</translation>
        </message>
        <message>
            <source>&amp;Light</source>
            <translation>&amp;Hell</translation>
        </message>
        <message>
            <source>&amp;Measure a distance</source>
            <translation>&amp;Entfernung messen</translation>
        </message>
        <message>
            <source>&amp;Measured against modelled</source>
            <translation>Ge&amp;messen gegen Modell</translation>
        </message>
        <message>
            <source>&amp;New …</source>
            <translation>&amp;Neu …</translation>
        </message>
        <message>
            <source>&amp;Next event</source>
            <translation>&amp;Nächstes Ereignis</translation>
        </message>
        <message>
            <source>&amp;Open …</source>
            <translation>Ö&amp;ffnen …</translation>
        </message>
        <message>
            <source>&amp;Overlay the charts</source>
            <translation>Diagramme &amp;übereinanderlegen</translation>
        </message>
        <message>
            <source>&amp;Play</source>
            <translation>Ab&amp;spielen</translation>
        </message>
        <message>
            <source>&amp;Prepare</source>
            <translation>&amp;Vorbereiten</translation>
        </message>
        <message>
            <source>&amp;Previous event</source>
            <translation>&amp;Voriges Ereignis</translation>
        </message>
        <message>
            <source>&amp;Quit</source>
            <translation>&amp;Beenden</translation>
        </message>
        <message>
            <source>&amp;Reopen</source>
            <translation>Wieder &amp;öffnen</translation>
        </message>
        <message>
            <source>&amp;Residuals at the time cursor</source>
            <translation>&amp;Abweichungen am Zeitzeiger</translation>
        </message>
        <message>
            <source>&amp;Run …</source>
            <translation>&amp;Starten …</translation>
        </message>
        <message>
            <source>&amp;Save as …</source>
            <translation>&amp;Speichern unter …</translation>
        </message>
        <message>
            <source>&amp;Save the charts …</source>
            <translation>Diagramme &amp;speichern …</translation>
        </message>
        <message>
            <source>&amp;Save the help as PDF …</source>
            <translation>Hilfe als PDF &amp;speichern …</translation>
        </message>
        <message>
            <source>&amp;Show its chart</source>
            <translation>Sein &amp;Diagramm zeigen</translation>
        </message>
        <message>
            <source>&amp;Standard layout</source>
            <translation>&amp;Standardanordnung</translation>
        </message>
        <message>
            <source>&amp;Theme</source>
            <translation>Farb&amp;schema</translation>
        </message>
        <message>
            <source>&amp;Units</source>
            <translation>&amp;Einheiten</translation>
        </message>
        <message>
            <source>&amp;View</source>
            <translation>&amp;Ansicht</translation>
        </message>
        <message>
            <source>&amp;Watch</source>
            <translation>&amp;Beobachten</translation>
        </message>
        <message>
            <source>&amp;Watch …</source>
            <translation>&amp;Beobachten …</translation>
        </message>
        <message>
            <source>&amp;What dismissals suggest</source>
            <translation>&amp;Was Verworfenes nahelegt</translation>
        </message>
        <message>
            <source>&amp;What if …</source>
            <translation>&amp;Was wäre wenn …</translation>
        </message>
        <message>
            <source>&amp;Window</source>
            <translation>&amp;Fenster</translation>
        </message>
        <message>
            <source>A project keeps the network it was made with. Start a new project for %1.</source>
            <translation>Ein Projekt behält das Netz, mit dem es angelegt wurde. Legen Sie für %1 ein neues an.</translation>
        </message>
        <message>
            <source>A run is under way. What it has not finished is lost when the window closes.</source>
            <translation>Ein Lauf ist im Gang. Was er nicht beendet hat, geht verloren, wenn das Fenster schließt.</translation>
        </message>
        <message>
            <source>Add to the selection</source>
            <translation>Zur Auswahl hinzunehmen</translation>
        </message>
        <message>
            <source>All panels back to where they were</source>
            <translation>Alle Bereiche zurück an ihren Platz</translation>
        </message>
        <message>
            <source>Analysis</source>
            <translation>Analyse</translation>
        </message>
        <message>
            <source>Areas of this &amp;network …</source>
            <translation>Suchgebiete dieses &amp;Netzes …</translation>
        </message>
        <message>
            <source>Arrows</source>
            <translation>Pfeiltasten</translation>
        </message>
        <message>
            <source>As the &amp;desktop</source>
            <translation>Wie die &amp;Arbeitsfläche</translation>
        </message>
        <message>
            <source>At</source>
            <translation>An</translation>
        </message>
        <message>
            <source>Back to what you looked at before; nothing of the project changes</source>
            <translation>Zurück zu dem, was Sie vorher ansahen; am Projekt ändert sich nichts</translation>
        </message>
        <message>
            <source>Background %1</source>
            <translation>Hintergrund %1</translation>
        </message>
        <message>
            <source>Backspace</source>
            <translation>Rücktaste</translation>
        </message>
        <message>
            <source>Brush a span</source>
            <translation>Einen Zeitraum überstreichen</translation>
        </message>
        <message>
            <source>C&amp;olour the pipes by</source>
            <translation>Leitungen fä&amp;rben nach</translation>
        </message>
        <message>
            <source>Calen&amp;dar …</source>
            <translation>Kalen&amp;der …</translation>
        </message>
        <message>
            <source>Calendar …</source>
            <translation>Kalender …</translation>
        </message>
        <message>
            <source>Calibra&amp;te the model …</source>
            <translation>Modell kalibrie&amp;ren …</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>Änderung</translation>
        </message>
        <message>
            <source>Charts</source>
            <translation>Diagramme</translation>
        </message>
        <message>
            <source>Clear the filter</source>
            <translation>Filter leeren</translation>
        </message>
        <message>
            <source>Click along a way; Escape ends it</source>
            <translation>Klicken Sie einen Weg entlang; Esc beendet es</translation>
        </message>
        <message>
            <source>Coor&amp;dinate system …</source>
            <translation>Koor&amp;dinatensystem …</translation>
        </message>
        <message>
            <source>Coordinate system</source>
            <translation>Koordinatensystem</translation>
        </message>
        <message>
            <source>Copy the charts as a picture</source>
            <translation>Die Diagramme als Bild kopieren</translation>
        </message>
        <message>
            <source>Copy the coordinates %1</source>
            <translation>Koordinaten %1 kopieren</translation>
        </message>
        <message>
            <source>Ctrl+click</source>
            <translation>Strg+Klick</translation>
        </message>
        <message>
            <source>Data and network: project, map and charts</source>
            <translation>Daten und Netz: Projekt, Karte und Diagramme</translation>
        </message>
        <message>
            <source>Database and name of the project. The password stands in ~/.pgpass or in the service file.
Example: service=team#town, or postgresql://db.example/water#town</source>
            <translation>Datenbank und Name des Projekts. Das Passwort steht in ~/.pgpass oder in der Dienstdatei.
Beispiel: service=team#town oder postgresql://db.example/water#town</translation>
        </message>
        <message>
            <source>Diameter, mm</source>
            <translation>Durchmesser, mm</translation>
        </message>
        <message>
            <source>Double click</source>
            <translation>Doppelklick</translation>
        </message>
        <message>
            <source>Double click on a pipe</source>
            <translation>Doppelklick auf eine Leitung</translation>
        </message>
        <message>
            <source>E&amp;vent</source>
            <translation>E&amp;reignis</translation>
        </message>
        <message>
            <source>East</source>
            <translation>Ost</translation>
        </message>
        <message>
            <source>Edit</source>
            <translation>Bearbeiten</translation>
        </message>
        <message>
            <source>Escape</source>
            <translation>Esc</translation>
        </message>
        <message>
            <source>Event</source>
            <translation>Ereignis</translation>
        </message>
        <message>
            <source>Event %1, zone %2: %3</source>
            <translation>Ereignis %1, Zone %2: %3</translation>
        </message>
        <message>
            <source>Events</source>
            <translation>Ereignisse</translation>
        </message>
        <message>
            <source>Events %1</source>
            <translation>Ereignisse %1</translation>
        </message>
        <message>
            <source>Fi&amp;lter</source>
            <translation>Fi&amp;lter</translation>
        </message>
        <message>
            <source>File</source>
            <translation>Datei</translation>
        </message>
        <message>
            <source>Filter field</source>
            <translation>Filterfeld</translation>
        </message>
        <message>
            <source>Find a burst: everything</source>
            <translation>Einen Bruch finden: alles</translation>
        </message>
        <message>
            <source>Find: type a sensor, pipe or zone</source>
            <translation>Suchen: Sensor, Leitung oder Zone eintippen</translation>
        </message>
        <message>
            <source>Fit the model to the readings: offsets of loggers, demands, roughness, valves that may be shut</source>
            <translation>Das Modell an die Messwerte anpassen: Versatz der Logger, Verbrauch, Rauheit, vielleicht geschlossene Schieber</translation>
        </message>
        <message>
            <source>Flagged readings …</source>
            <translation>Markierte Messwerte …</translation>
        </message>
        <message>
            <source>Flow</source>
            <translation>Durchfluss</translation>
        </message>
        <message>
            <source>Fly to the event</source>
            <translation>Zum Ereignis fliegen</translation>
        </message>
        <message>
            <source>Follow what comes in: events, overview and charts</source>
            <translation>Verfolgen, was hereinkommt: Ereignisse, Übersicht und Diagramme</translation>
        </message>
        <message>
            <source>For&amp;ward</source>
            <translation>&amp;Vor</translation>
        </message>
        <message>
            <source>Forward again</source>
            <translation>Wieder vor</translation>
        </message>
        <message>
            <source>Go to the selected &amp;event</source>
            <translation>Zum gewählten &amp;Ereignis</translation>
        </message>
        <message>
            <source>Hand it on: map and event</source>
            <translation>Weitergeben: Karte und Ereignis</translation>
        </message>
        <message>
            <source>Hand results on: PDF, web page, pictures, GIS, spreadsheet, model</source>
            <translation>Ergebnisse weitergeben: PDF, Webseite, Bilder, GIS, Tabelle, Modell</translation>
        </message>
        <message>
            <source>Help</source>
            <translation>Hilfe</translation>
        </message>
        <message>
            <source>Home</source>
            <translation>Pos1</translation>
        </message>
        <message>
            <source>How much of the probability areas take to hold the burst as often as they say</source>
            <translation>Wie viel der Wahrscheinlichkeit Suchgebiete nehmen, um den Bruch so oft zu enthalten, wie sie sagen</translation>
        </message>
        <message>
            <source>Hypothetical burst here (needs a hydraulic model)</source>
            <translation>Bruch hier annehmen (braucht ein hydraulisches Modell)</translation>
        </message>
        <message>
            <source>Import measurements</source>
            <translation>Messungen importieren</translation>
        </message>
        <message>
            <source>Invent bursts on this network, to train and to see what would be found here</source>
            <translation>Rohrbrüche in diesem Netz erfinden: zum Üben, und um zu sehen, was hier gefunden würde</translation>
        </message>
        <message>
            <source>It is no burst: say why</source>
            <translation>Es ist kein Rohrbruch: sagen Sie warum</translation>
        </message>
        <message>
            <source>It is what it says</source>
            <translation>Es ist, was es sagt</translation>
        </message>
        <message>
            <source>Lan&amp;guage</source>
            <translation>S&amp;prache</translation>
        </message>
        <message>
            <source>Lay sensors of one quantity over each other in one chart</source>
            <translation>Sensoren einer Größe in einem Diagramm übereinanderlegen</translation>
        </message>
        <message>
            <source>Lay the map over a picture of the ground: a file, or tiles from an address</source>
            <translation>Die Karte über ein Bild der Gegend legen: eine Datei, oder Kacheln von einer Adresse</translation>
        </message>
        <message>
            <source>Layout %1</source>
            <translation>Anordnung %1</translation>
        </message>
        <message>
            <source>Left, Right</source>
            <translation>Links, Rechts</translation>
        </message>
        <message>
            <source>Length, m</source>
            <translation>Länge, m</translation>
        </message>
        <message>
            <source>Let the lines run through flagged readings too, instead of crossing them out</source>
            <translation>Die Linien auch durch markierte Messwerte ziehen, statt sie auszukreuzen</translation>
        </message>
        <message>
            <source>Let the time cursor run through what the charts show, with the residuals on the map</source>
            <translation>Den Zeitzeiger durch das laufen lassen, was die Diagramme zeigen, mit den Abweichungen auf der Karte</translation>
        </message>
        <message>
            <source>List all keys</source>
            <translation>Alle Tasten auflisten</translation>
        </message>
        <message>
            <source>Look for bursts</source>
            <translation>Nach Rohrbrüchen suchen</translation>
        </message>
        <message>
            <source>Mainsight</source>
            <translation>Mainsight</translation>
        </message>
        <message>
            <source>Mainsight ended without being closed. The project is as you left it; what you were typing may be lost.</source>
            <translation>Mainsight endete, ohne geschlossen zu werden. Das Projekt ist, wie Sie es verließen; was Sie gerade tippten, kann fehlen.</translation>
        </message>
        <message>
            <source>Mainsight projects (*.mainsight)</source>
            <translation>Mainsight-Projekte (*.mainsight)</translation>
        </message>
        <message>
            <source>Make a chip of what was typed</source>
            <translation>Aus dem Getippten eine Marke machen</translation>
        </message>
        <message>
            <source>Make it new again</source>
            <translation>Wieder als neu führen</translation>
        </message>
        <message>
            <source>Map</source>
            <translation>Karte</translation>
        </message>
        <message>
            <source>Map &amp;pack …</source>
            <translation>Karten&amp;paket …</translation>
        </message>
        <message>
            <source>Map and charts as &amp;tables …</source>
            <translation>Karte und Diagramme als &amp;Tabellen …</translation>
        </message>
        <message>
            <source>Map and charts to the selected event</source>
            <translation>Karte und Diagramme zum gewählten Ereignis</translation>
        </message>
        <message>
            <source>Material</source>
            <translation>Werkstoff</translation>
        </message>
        <message>
            <source>Model fit</source>
            <translation>Modellgüte</translation>
        </message>
        <message>
            <source>Move the visible range</source>
            <translation>Den sichtbaren Zeitraum verschieben</translation>
        </message>
        <message>
            <source>Narrow or widen it</source>
            <translation>Ihn enger oder weiter machen</translation>
        </message>
        <message>
            <source>New project …</source>
            <translation>Neues Projekt …</translation>
        </message>
        <message>
            <source>Next &amp;pane</source>
            <translation>&amp;Nächster Bereich</translation>
        </message>
        <message>
            <source>No&amp;te …</source>
            <translation>No&amp;tiz …</translation>
        </message>
        <message>
            <source>North</source>
            <translation>Nord</translation>
        </message>
        <message>
            <source>Nothing is lost. The damaged file is kept as %1.</source>
            <translation>Nichts ist verloren. Die beschädigte Datei liegt als %1 daneben.</translation>
        </message>
        <message>
            <source>One more logger</source>
            <translation>Ein Logger mehr</translation>
        </message>
        <message>
            <source>Open &amp;recent</source>
            <translation>&amp;Zuletzt geöffnet</translation>
        </message>
        <message>
            <source>Open a project</source>
            <translation>Ein Projekt öffnen</translation>
        </message>
        <message>
            <source>Open a project that a team has in a PostgreSQL database</source>
            <translation>Ein Projekt öffnen, das ein Team in einer PostgreSQL-Datenbank hat</translation>
        </message>
        <message>
            <source>Open a s&amp;hared project …</source>
            <translation>&amp;Gemeinsames Projekt öffnen …</translation>
        </message>
        <message>
            <source>Open a shared project</source>
            <translation>Gemeinsames Projekt öffnen</translation>
        </message>
        <message>
            <source>Open again</source>
            <translation>Erneut öffnen</translation>
        </message>
        <message>
            <source>Open project</source>
            <translation>Projekt öffnen</translation>
        </message>
        <message>
            <source>Open s&amp;ample</source>
            <translation>&amp;Beispiel öffnen</translation>
        </message>
        <message>
            <source>Open the sample: an invented town with three bursts</source>
            <translation>Das Beispiel öffnen: eine erfundene Stadt mit drei Rohrbrüchen</translation>
        </message>
        <message>
            <source>Open to be read only: %1. Changes made here last only until it is closed.</source>
            <translation>Nur zum Lesen offen: %1. Änderungen halten hier nur, bis es geschlossen wird.</translation>
        </message>
        <message>
            <source>Overview</source>
            <translation>Übersicht</translation>
        </message>
        <message>
            <source>P&amp;rint …</source>
            <translation>&amp;Drucken …</translation>
        </message>
        <message>
            <source>P&amp;ublish</source>
            <translation>Veröffent&amp;lichen</translation>
        </message>
        <message>
            <source>PDF (*.pdf)</source>
            <translation>PDF (*.pdf)</translation>
        </message>
        <message>
            <source>Pan</source>
            <translation>Verschieben</translation>
        </message>
        <message>
            <source>Pipe</source>
            <translation>Leitung</translation>
        </message>
        <message>
            <source>Pipes in view</source>
            <translation>Leitungen im Bild</translation>
        </message>
        <message>
            <source>Pressure</source>
            <translation>Druck</translation>
        </message>
        <message>
            <source>Previous pane</source>
            <translation>Voriger Bereich</translation>
        </message>
        <message>
            <source>Print the report of the selected event</source>
            <translation>Den Bericht des gewählten Ereignisses drucken</translation>
        </message>
        <message>
            <source>Probability</source>
            <translation>Wahrscheinlichkeit</translation>
        </message>
        <message>
            <source>Project</source>
            <translation>Projekt</translation>
        </message>
        <message>
            <source>Quantity</source>
            <translation>Größe</translation>
        </message>
        <message>
            <source>Quiet times …</source>
            <translation>Ruhezeiten …</translation>
        </message>
        <message>
            <source>Ra&amp;w readings</source>
            <translation>&amp;Rohe Messwerte</translation>
        </message>
        <message>
            <source>Readings that are not believed: what the checks found, and what you leave out</source>
            <translation>Messwerte, denen nicht geglaubt wird: was die Prüfungen fanden, und was Sie weglassen</translation>
        </message>
        <message>
            <source>Redo</source>
            <translation>Wiederherstellen</translation>
        </message>
        <message>
            <source>Return</source>
            <translation>Eingabe</translation>
        </message>
        <message>
            <source>Right click, Menu key</source>
            <translation>Rechtsklick, Menütaste</translation>
        </message>
        <message>
            <source>Run analysis …</source>
            <translation>Analyse starten …</translation>
        </message>
        <message>
            <source>Save a copy and go on in it; every change is kept at once anyway</source>
            <translation>Eine Kopie speichern und in ihr weiterarbeiten; jede Änderung ist ohnehin sofort gesichert</translation>
        </message>
        <message>
            <source>Save as</source>
            <translation>Speichern unter</translation>
        </message>
        <message>
            <source>Save as …</source>
            <translation>Speichern unter …</translation>
        </message>
        <message>
            <source>Save the charts as PNG or SVG, or the visible values as CSV</source>
            <translation>Die Diagramme als PNG oder SVG speichern, oder die sichtbaren Werte als CSV</translation>
        </message>
        <message>
            <source>Save the help as PDF</source>
            <translation>Hilfe als PDF speichern</translation>
        </message>
        <message>
            <source>Save what is left</source>
            <translation>Retten, was übrig ist</translation>
        </message>
        <message>
            <source>Saved as %1.</source>
            <translation>Gespeichert als %1.</translation>
        </message>
        <message>
            <source>Saved but for this: %1. The damaged file is kept as %2. Importing the files again brings their readings back.</source>
            <translation>Gerettet bis auf dies: %1. Die beschädigte Datei liegt als %2 daneben. Die Dateien noch einmal zu importieren bringt ihre Messwerte zurück.</translation>
        </message>
        <message>
            <source>Say what the coordinates of the network are</source>
            <translation>Sagen, was die Koordinaten des Netzes bedeuten</translation>
        </message>
        <message>
            <source>Select by a rectangle</source>
            <translation>Mit einem Rechteck wählen</translation>
        </message>
        <message>
            <source>Sensor</source>
            <translation>Sensor</translation>
        </message>
        <message>
            <source>Sensors</source>
            <translation>Sensoren</translation>
        </message>
        <message>
            <source>Shift+drag</source>
            <translation>Umschalt+Ziehen</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>Zeigen</translation>
        </message>
        <message>
            <source>Show &amp;all</source>
            <translation>&amp;Alles zeigen</translation>
        </message>
        <message>
            <source>Show beside each sensor what it measures less than was expected at the cursor</source>
            <translation>Neben jedem Sensor zeigen, was er am Zeiger weniger misst als erwartet</translation>
        </message>
        <message>
            <source>Show in folder</source>
            <translation>Im Ordner zeigen</translation>
        </message>
        <message>
            <source>Show last week's line in the charts</source>
            <translation>Die Linie der letzten Woche in den Diagrammen zeigen</translation>
        </message>
        <message>
            <source>Show the whole network and the whole time</source>
            <translation>Das ganze Netz und die ganze Zeit zeigen</translation>
        </message>
        <message>
            <source>Show the whole time</source>
            <translation>Die ganze Zeit zeigen</translation>
        </message>
        <message>
            <source>Start a new project</source>
            <translation>Ein neues Projekt anlegen</translation>
        </message>
        <message>
            <source>Step the time cursor</source>
            <translation>Den Zeitzeiger rücken</translation>
        </message>
        <message>
            <source>Stop the run; what was found so far stays</source>
            <translation>Den Lauf anhalten; was bisher gefunden ist, bleibt</translation>
        </message>
        <message>
            <source>Street</source>
            <translation>Straße</translation>
        </message>
        <message>
            <source>Suppose a burst on the selected pipe, or on the likeliest one of the event, and see how well it explains what was measured</source>
            <translation>Einen Bruch auf der gewählten oder der wahrscheinlichsten Leitung des Ereignisses annehmen und sehen, wie gut er das Gemessene erklärt</translation>
        </message>
        <message>
            <source>Suppose a burst there</source>
            <translation>Dort einen Bruch annehmen</translation>
        </message>
        <message>
            <source>Take in files and rows as they come and follow every zone</source>
            <translation>Dateien und Zeilen aufnehmen, wie sie kommen, und jede Zone verfolgen</translation>
        </message>
        <message>
            <source>Take the last chip back</source>
            <translation>Die letzte Marke zurücknehmen</translation>
        </message>
        <message>
            <source>Tasks</source>
            <translation>Aufgaben</translation>
        </message>
        <message>
            <source>The calibration counts from the next analysis on; the areas on the map still rest on the model as it was.</source>
            <translation>Die Kalibrierung gilt ab der nächsten Analyse; die Gebiete auf der Karte beruhen noch auf dem Modell, wie es war.</translation>
        </message>
        <message>
            <source>The charts could not be saved: %1</source>
            <translation>Die Diagramme konnten nicht gespeichert werden: %1</translation>
        </message>
        <message>
            <source>The first %1 are listed; zoom in for the others.</source>
            <translation>Die ersten %1 sind aufgeführt; zoomen Sie hinein für die anderen.</translation>
        </message>
        <message>
            <source>The import is in again.</source>
            <translation>Der Import ist wieder da.</translation>
        </message>
        <message>
            <source>The import was taken back: the measurements are as they were before it.</source>
            <translation>Der Import wurde zurückgenommen: Die Messungen sind, wie sie vorher waren.</translation>
        </message>
        <message>
            <source>The language changes when Mainsight is started again.</source>
            <translation>Die Sprache wechselt, wenn Mainsight neu gestartet wird.</translation>
        </message>
        <message>
            <source>The model is as it is on file again; the areas on the map still rest on the calibration.</source>
            <translation>Das Modell gilt wieder, wie es in der Datei steht; die Gebiete auf der Karte beruhen noch auf der Kalibrierung.</translation>
        </message>
        <message>
            <source>The report is being printed …</source>
            <translation>Der Bericht wird gedruckt …</translation>
        </message>
        <message>
            <source>The run failed.</source>
            <translation>Der Lauf schlug fehl.</translation>
        </message>
        <message>
            <source>The watch ended: %1</source>
            <translation>Die Beobachtung endete: %1</translation>
        </message>
        <message>
            <source>This names no shared project: %1</source>
            <translation>Das benennt kein gemeinsames Projekt: %1</translation>
        </message>
        <message>
            <source>This project cannot be written: changes last only until it is closed.</source>
            <translation>Dieses Projekt ist nicht beschreibbar: Änderungen gelten nur, bis es geschlossen wird.</translation>
        </message>
        <message>
            <source>To the filter field</source>
            <translation>Zum Filterfeld</translation>
        </message>
        <message>
            <source>Toolbar</source>
            <translation>Werkzeugleiste</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Rückgängig</translation>
        </message>
        <message>
            <source>Undo (Ctrl+Z) takes the import back.</source>
            <translation>Rückgängig (Strg+Z) nimmt den Import zurück.</translation>
        </message>
        <message>
            <source>View</source>
            <translation>Ansicht</translation>
        </message>
        <message>
            <source>Watch</source>
            <translation>Beobachtung</translation>
        </message>
        <message>
            <source>Weigh the junctions of the event's zone: where one more pressure logger is expected to shrink its area most</source>
            <translation>Die Knoten der Zone abwägen: wo ein weiterer Drucklogger das Gebiet des Ereignisses voraussichtlich am meisten verkleinert</translation>
        </message>
        <message>
            <source>What can be done here</source>
            <translation>Was hier getan werden kann</translation>
        </message>
        <message>
            <source>What dismissed events have in common, and what could be done about it</source>
            <translation>Was verworfene Ereignisse gemeinsam haben, und was sich daraus machen lässt</translation>
        </message>
        <message>
            <source>What each sensor measured and what the model makes of it, before and after the event; chart, table and map</source>
            <translation>Was jeder Sensor gemessen hat und was das Modell daraus macht, vor und nach dem Ereignis; Diagramm, Tabelle und Karte</translation>
        </message>
        <message>
            <source>What if</source>
            <translation>Was wäre wenn</translation>
        </message>
        <message>
            <source>What is wrong with the filter</source>
            <translation>Was am Filter nicht stimmt</translation>
        </message>
        <message>
            <source>What map and charts show, as tables that can be read out and copied</source>
            <translation>Was Karte und Diagramme zeigen, als Tabellen zum Vorlesen und Kopieren</translation>
        </message>
        <message>
            <source>What the coordinates of the network are. Maps for a phone or a GIS need it; any EPSG code can be typed.</source>
            <translation>Was die Koordinaten des Netzes bedeuten. Karten für das Telefon oder ein GIS brauchen es; jede EPSG-Nummer kann getippt werden.</translation>
        </message>
        <message>
            <source>What was dismissed so far has nothing in common: no day, no hour, no sensor, and not more of it than was asked for.</source>
            <translation>Was bisher verworfen wurde, hat nichts gemeinsam: keinen Tag, keine Stunde, keinen Sensor, und es ist nicht mehr, als verlangt war.</translation>
        </message>
        <message>
            <source>Wheel</source>
            <translation>Mausrad</translation>
        </message>
        <message>
            <source>Where would one more &amp;logger help? …</source>
            <translation>Wo hülfe ein &amp;Logger mehr? …</translation>
        </message>
        <message>
            <source>Which days live as Sundays: a country's holidays, and your own</source>
            <translation>Welche Tage wie Sonntage sind: Feiertage eines Landes und eigene</translation>
        </message>
        <message>
            <source>Window</source>
            <translation>Fenster</translation>
        </message>
        <message>
            <source>Write a note on the event</source>
            <translation>Eine Notiz zum Ereignis schreiben</translation>
        </message>
        <message>
            <source>Write the coordinate system as EPSG and its number, such as EPSG:27700.</source>
            <translation>Schreiben Sie das Koordinatensystem als EPSG und Nummer, etwa EPSG:27700.</translation>
        </message>
        <message>
            <source>Zone</source>
            <translation>Zone</translation>
        </message>
        <message>
            <source>Zoom &amp;in</source>
            <translation>Ver&amp;größern</translation>
        </message>
        <message>
            <source>Zoom &amp;out</source>
            <translation>Ver&amp;kleinern</translation>
        </message>
        <message>
            <source>Zoom at the mouse</source>
            <translation>Am Mauszeiger zoomen</translation>
        </message>
        <message>
            <source>Zoom into the map, or the charts when they have the focus</source>
            <translation>Die Karte vergrößern, oder die Diagramme, wenn sie den Fokus haben</translation>
        </message>
        <message>
            <source>Zoom out of the map, or the charts when they have the focus</source>
            <translation>Die Karte verkleinern, oder die Diagramme, wenn sie den Fokus haben</translation>
        </message>
        <message>
            <source>Zoom time at the mouse</source>
            <translation>Die Zeit am Mauszeiger zoomen</translation>
        </message>
        <message>
            <source>the project</source>
            <translation>das Projekt</translation>
        </message>
        <message>
            <source>the sample</source>
            <translation>das Beispiel</translation>
        </message>
    </context>
    <context>
        <name>MapBinding</name>
        <message>
            <source>Measured less expected, %1</source>
            <translation>Gemessen weniger erwartet, %1</translation>
        </message>
        <message>
            <source>Measured less modelled, after</source>
            <translation>Gemessen weniger Modell, nachher</translation>
        </message>
        <message>
            <source>Measured less modelled, after less before</source>
            <translation>Gemessen weniger Modell, nachher weniger vorher</translation>
        </message>
        <message>
            <source>Measured less modelled, before</source>
            <translation>Gemessen weniger Modell, vorher</translation>
        </message>
        <message>
            <source>Measured less what if, %1</source>
            <translation>Gemessen minus Was-wäre-wenn, %1</translation>
        </message>
    </context>
    <context>
        <name>MapView</name>
        <message>
            <source>%1 in %2 parts</source>
            <translation>%1 in %2 Stücken</translation>
        </message>
        <message>
            <source>%1 less</source>
            <translation>%1 weniger</translation>
        </message>
        <message>
            <source>%1 map units</source>
            <translation>%1 Karteneinheiten</translation>
        </message>
        <message>
            <source>%1 mm</source>
            <translation>%1 mm</translation>
        </message>
        <message>
            <source>%1 pipes, %2 nodes and %3 sensors selected.</source>
            <translation>%1 Leitungen, %2 Knoten und %3 Sensoren gewählt.</translation>
        </message>
        <message>
            <source>Map</source>
            <translation>Karte</translation>
        </message>
        <message>
            <source>Map of %1 pipes, %2 nodes and %3 sensors.</source>
            <translation>Karte mit %1 Leitungen, %2 Knoten und %3 Sensoren.</translation>
        </message>
        <message numerus="yes">
            <source>Most probable of %n pipe(s): %1, %2.</source>
            <translation>
                <numerusform>Einzige Leitung: %1, %2.</numerusform>
                <numerusform>Wahrscheinlichste von %n Leitungen: %1, %2.</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing to show on a map yet.
Import an EPANET model (.inp) or GIS pipes.</source>
            <translation>Noch nichts für eine Karte.
Importieren Sie ein EPANET-Modell (.inp) oder GIS-Leitungen.</translation>
        </message>
        <message>
            <source>The map is empty.</source>
            <translation>Die Karte ist leer.</translation>
        </message>
        <message>
            <source>This network has no coordinates, so there is no map.
The events, charts and ranked pipes work all the same;
import GIS pipes to see them on a map.</source>
            <translation>Dieses Netz hat keine Koordinaten, also gibt es keine Karte.
Ereignisse, Diagramme und Leitungsliste gehen trotzdem;
importieren Sie GIS-Leitungen, um sie auf einer Karte zu sehen.</translation>
        </message>
        <message>
            <source>changed by %1 (%2 σ)</source>
            <translation>änderte sich um %1 (%2 σ)</translation>
        </message>
        <message>
            <source>node, %1 m above datum</source>
            <translation>Knoten, %1 m über Null</translation>
        </message>
        <message>
            <source>outside the area of interest</source>
            <translation>außerhalb des Suchgebiets</translation>
        </message>
        <message>
            <source>probability %1</source>
            <translation>Wahrscheinlichkeit %1</translation>
        </message>
        <message>
            <source>zone %1</source>
            <translation>Zone %1</translation>
        </message>
    </context>
    <context>
        <name>MessageBar</name>
        <message>
            <source>Close this message</source>
            <translation>Diese Meldung schließen</translation>
        </message>
        <message>
            <source>Copy details</source>
            <translation>Einzelheiten kopieren</translation>
        </message>
        <message>
            <source>Copy details of the message</source>
            <translation>Einzelheiten der Meldung kopieren</translation>
        </message>
        <message>
            <source>Do what the message offers</source>
            <translation>Tun, was die Meldung anbietet</translation>
        </message>
        <message>
            <source>Message</source>
            <translation>Meldung</translation>
        </message>
    </context>
    <context>
        <name>ModelFitModel</name>
        <message>
            <source>After</source>
            <translation>Nachher</translation>
        </message>
        <message>
            <source>Before</source>
            <translation>Vorher</translation>
        </message>
        <message>
            <source>By how much it moved away from the model; bold beyond three spreads</source>
            <translation>Wie weit er sich vom Modell entfernt hat; fett jenseits von drei Streuungen</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>Änderung</translation>
        </message>
        <message>
            <source>How far measured and modelled usually are apart, a standard deviation</source>
            <translation>Wie weit Gemessenes und Modelliertes üblicherweise auseinander liegen, eine Standardabweichung</translation>
        </message>
        <message>
            <source>Measured less modelled after, the median of the hours</source>
            <translation>Gemessen weniger Modell nachher, der Median der Stunden</translation>
        </message>
        <message>
            <source>Measured less modelled before, the median of the hours</source>
            <translation>Gemessen weniger Modell vorher, der Median der Stunden</translation>
        </message>
        <message>
            <source>Sensor</source>
            <translation>Sensor</translation>
        </message>
        <message>
            <source>Spread</source>
            <translation>Streuung</translation>
        </message>
    </context>
    <context>
        <name>ModelFitPanel</name>
        <message>
            <source>After</source>
            <translation>Nachher</translation>
        </message>
        <message>
            <source>Before</source>
            <translation>Vorher</translation>
        </message>
        <message>
            <source>Before: %1 up to %2</source>
            <translation>Vorher: %1 bis %2</translation>
        </message>
        <message>
            <source>Calibrate the model …</source>
            <translation>Modell kalibrieren …</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>Änderung</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <source>Close measured against modelled</source>
            <translation>Gemessen gegen Modell schließen</translation>
        </message>
        <message>
            <source>Leave the map as it is</source>
            <translation>Die Karte lassen, wie sie ist</translation>
        </message>
        <message>
            <source>Measured against modelled</source>
            <translation>Gemessen gegen Modell</translation>
        </message>
        <message>
            <source>Measured less modelled per sensor</source>
            <translation>Gemessen weniger Modell je Sensor</translation>
        </message>
        <message>
            <source>Model fit</source>
            <translation>Modellgüte</translation>
        </message>
        <message>
            <source>Off</source>
            <translation>Aus</translation>
        </message>
        <message>
            <source>On the map</source>
            <translation>Auf der Karte</translation>
        </message>
        <message>
            <source>Show on the map by how much each sensor moved away from the model</source>
            <translation>Auf der Karte zeigen, wie weit sich jeder Sensor vom Modell entfernt hat</translation>
        </message>
        <message>
            <source>Show on the map what each sensor measured less the model after the event</source>
            <translation>Auf der Karte zeigen, was jeder Sensor nach dem Ereignis abzüglich des Modells gemessen hat</translation>
        </message>
        <message>
            <source>Show on the map what each sensor measured less the model before the event</source>
            <translation>Auf der Karte zeigen, was jeder Sensor vor dem Ereignis abzüglich des Modells gemessen hat</translation>
        </message>
        <message>
            <source>The model follows the measured inflow, so after a burst it already counts its water as demand: what stays is where.</source>
            <translation>Das Modell folgt dem gemessenen Zufluss und zählt nach einem Bruch dessen Wasser schon als Verbrauch: Was bleibt, zeigt den Ort.</translation>
        </message>
        <message>
            <source>The model has not been calibrated to the readings.</source>
            <translation>Das Modell ist nicht an die Messwerte kalibriert.</translation>
        </message>
        <message>
            <source>about the event of %1</source>
            <translation>zum Ereignis vom %1</translation>
        </message>
        <message>
            <source>about the time cursor</source>
            <translation>um den Zeitcursor</translation>
        </message>
        <message>
            <source>after: the %1 from then on</source>
            <translation>nachher: die %1 danach</translation>
        </message>
    </context>
    <context>
        <name>ModelFitPlot</name>
        <message>
            <source>%1: measured less modelled %2 before and %3 after</source>
            <translation>%1: gemessen weniger Modell %2 vorher und %3 nachher</translation>
        </message>
        <message>
            <source>An analysis makes the model's pressures; there is none yet.</source>
            <translation>Die Drücke des Modells entstehen bei einer Auswertung; es gibt noch keine.</translation>
        </message>
        <message>
            <source>Each dot an hour. On the dashed line measured and modelled agree; in the band they are apart as they usually were before.</source>
            <translation>Jeder Punkt eine Stunde. Auf der gestrichelten Linie stimmen Messung und Modell überein; im Band liegen sie auseinander wie üblicherweise zuvor.</translation>
        </message>
        <message>
            <source>Measured against modelled</source>
            <translation>Gemessen gegen Modell</translation>
        </message>
        <message>
            <source>Nothing was measured and modelled at the same time here.</source>
            <translation>Hier wurde nichts zugleich gemessen und modelliert.</translation>
        </message>
        <message>
            <source>after</source>
            <translation>nachher</translation>
        </message>
        <message>
            <source>before</source>
            <translation>vorher</translation>
        </message>
        <message>
            <source>measured</source>
            <translation>gemessen</translation>
        </message>
        <message>
            <source>modelled</source>
            <translation>modelliert</translation>
        </message>
        <message>
            <source>not known</source>
            <translation>nicht bekannt</translation>
        </message>
    </context>
    <context>
        <name>NewProjectDialog</name>
        <message>
            <source>%1 is there already: choose another name.</source>
            <translation>%1 gibt es schon: wählen Sie einen anderen Namen.</translation>
        </message>
        <message>
            <source>%1 junctions, %2 links, %3 of pipes</source>
            <translation>%1 Knoten, %2 Verbindungen, %3 Leitungen</translation>
        </message>
        <message numerus="yes">
            <source>%n remark(s)</source>
            <translation>
                <numerusform>%n Anmerkung</numerusform>
                <numerusform>%n Anmerkungen</numerusform>
            </translation>
        </message>
        <message>
            <source>&amp;Coordinates</source>
            <translation>&amp;Koordinaten</translation>
        </message>
        <message>
            <source>&amp;Network</source>
            <translation>&amp;Netz</translation>
        </message>
        <message>
            <source>&amp;Project file</source>
            <translation>&amp;Projektdatei</translation>
        </message>
        <message>
            <source>&amp;Time zone</source>
            <translation>&amp;Zeitzone</translation>
        </message>
        <message>
            <source>; %1 nodes without coordinates</source>
            <translation>; %1 Knoten ohne Koordinaten</translation>
        </message>
        <message>
            <source>Browse …</source>
            <translation>Durchsuchen …</translation>
        </message>
        <message>
            <source>Choose the file of the project</source>
            <translation>Die Datei des Projekts wählen</translation>
        </message>
        <message>
            <source>Choose the network file</source>
            <translation>Die Netzdatei wählen</translation>
        </message>
        <message>
            <source>Coordinate system</source>
            <translation>Koordinatensystem</translation>
        </message>
        <message>
            <source>Create</source>
            <translation>Anlegen</translation>
        </message>
        <message>
            <source>EPANET .inp; may be left empty</source>
            <translation>EPANET .inp; kann leer bleiben</translation>
        </message>
        <message>
            <source>EPANET networks (*.inp *.INP);;All files (*)</source>
            <translation>EPANET-Netze (*.inp *.INP);;Alle Dateien (*)</translation>
        </message>
        <message>
            <source>File of the project</source>
            <translation>Datei des Projekts</translation>
        </message>
        <message>
            <source>In which times without an offset are read, and all times are shown</source>
            <translation>In der Zeiten ohne Angabe gelesen und alle Zeiten gezeigt werden</translation>
        </message>
        <message>
            <source>Mainsight projects (*.mainsight)</source>
            <translation>Mainsight-Projekte (*.mainsight)</translation>
        </message>
        <message>
            <source>Needed only for exports to maps; any EPSG code can be typed</source>
            <translation>Nur für Exporte in Karten nötig; jede EPSG-Nummer kann getippt werden</translation>
        </message>
        <message>
            <source>Network</source>
            <translation>Netz</translation>
        </message>
        <message>
            <source>Network file</source>
            <translation>Netzdatei</translation>
        </message>
        <message>
            <source>New project</source>
            <translation>Neues Projekt</translation>
        </message>
        <message>
            <source>No time zone is called %1.</source>
            <translation>Keine Zeitzone heißt %1.</translation>
        </message>
        <message>
            <source>Reading …</source>
            <translation>Wird gelesen …</translation>
        </message>
        <message>
            <source>Say where the project is to lie.</source>
            <translation>Sagen Sie, wo das Projekt liegen soll.</translation>
        </message>
        <message>
            <source>There is no file %1.</source>
            <translation>Eine Datei %1 gibt es nicht.</translation>
        </message>
        <message>
            <source>There is no folder %1.</source>
            <translation>Einen Ordner %1 gibt es nicht.</translation>
        </message>
        <message>
            <source>Time zone</source>
            <translation>Zeitzone</translation>
        </message>
        <message>
            <source>What is wrong</source>
            <translation>Was nicht stimmt</translation>
        </message>
        <message>
            <source>Without a network, bursts are found but not placed on pipes.</source>
            <translation>Ohne Netz werden Brüche gefunden, aber nicht auf Leitungen verortet.</translation>
        </message>
        <message>
            <source>Write the coordinate system as EPSG and its number, such as EPSG:27700.</source>
            <translation>Schreiben Sie das Koordinatensystem als EPSG und Nummer, etwa EPSG:27700.</translation>
        </message>
        <message>
            <source>not known</source>
            <translation>nicht bekannt</translation>
        </message>
    </context>
    <context>
        <name>NextLoggerPanel</name>
        <message>
            <source>By how much the area is expected to shrink</source>
            <translation>Um wie viel das Gebiet voraussichtlich schrumpft</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Cancel the search for a logger's place</source>
            <translation>Die Suche nach einem Ort für einen Logger abbrechen</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <source>Close one more logger</source>
            <translation>„Ein Logger mehr“ schließen</translation>
        </message>
        <message>
            <source>Expected length of the area after reading the pressure there</source>
            <translation>Erwartete Länge des Gebiets, nachdem der Druck dort gelesen ist</translation>
        </message>
        <message>
            <source>How far the burst is expected to move the pressure there</source>
            <translation>Wie weit der Bruch den Druck dort voraussichtlich bewegt</translation>
        </message>
        <message>
            <source>Junction</source>
            <translation>Knoten</translation>
        </message>
        <message>
            <source>Leaves</source>
            <translation>Bleibt</translation>
        </message>
        <message>
            <source>Less</source>
            <translation>Weniger</translation>
        </message>
        <message>
            <source>Moves there</source>
            <translation>Bewegt dort</translation>
        </message>
        <message>
            <source>Nothing was found: the search was cancelled, or no place would help.</source>
            <translation>Nichts gefunden: die Suche wurde abgebrochen, oder kein Ort hülfe.</translation>
        </message>
        <message>
            <source>One more logger</source>
            <translation>Ein Logger mehr</translation>
        </message>
        <message>
            <source>Places for one more logger, best first</source>
            <translation>Orte für einen Logger mehr, der beste zuerst</translation>
        </message>
        <message>
            <source>Places weighed</source>
            <translation>Abgewogene Orte</translation>
        </message>
        <message>
            <source>Reading the zone's inflow before the event.</source>
            <translation>Der Zufluss der Zone vor dem Ereignis wird gelesen.</translation>
        </message>
        <message>
            <source>The area is %1 long. One more pressure logger at %2 is expected to leave %3 of it, more or less by where the burst is. The map shows the places by their rank.</source>
            <translation>Das Gebiet ist %1 lang. Ein weiterer Drucklogger an %2 lässt davon voraussichtlich %3 übrig, je nach der Lage des Bruchs mehr oder weniger. Die Karte zeigt die Orte nach ihrem Rang.</translation>
        </message>
        <message>
            <source>Weighing %1 places in the event's zone.</source>
            <translation>%1 Orte in der Zone des Ereignisses werden abgewogen.</translation>
        </message>
        <message>
            <source>for event %1</source>
            <translation>für Ereignis %1</translation>
        </message>
    </context>
    <context>
        <name>OverviewStrip</name>
        <message>
            <source>%1 to %2, of which %3 to %4 are shown in the charts. %5 events, %6 repairs, %7 notes.</source>
            <translation>%1 bis %2, davon zeigen die Diagramme %3 bis %4. %5 Ereignisse, %6 Reparaturen, %7 Notizen.</translation>
        </message>
        <message>
            <source>Drag to choose what the charts show; double click for all</source>
            <translation>Ziehen wählt, was die Diagramme zeigen; Doppelklick für alles</translation>
        </message>
        <message>
            <source>No measurements yet</source>
            <translation>Noch keine Messungen</translation>
        </message>
        <message>
            <source>Overview</source>
            <translation>Übersicht</translation>
        </message>
        <message>
            <source>Overview of the whole time</source>
            <translation>Übersicht über die ganze Zeit</translation>
        </message>
        <message>
            <source>events</source>
            <translation>Ereignisse</translation>
        </message>
        <message>
            <source>no measurements yet</source>
            <translation>noch keine Messungen</translation>
        </message>
        <message>
            <source>notes</source>
            <translation>Notizen</translation>
        </message>
        <message>
            <source>repairs</source>
            <translation>Reparaturen</translation>
        </message>
    </context>
    <context>
        <name>PipeListModel</name>
        <message>
            <source>Length</source>
            <translation>Länge</translation>
        </message>
        <message>
            <source>Pipe</source>
            <translation>Leitung</translation>
        </message>
        <message>
            <source>Probability</source>
            <translation>Wahrscheinlichkeit</translation>
        </message>
        <message>
            <source>Street</source>
            <translation>Straße</translation>
        </message>
        <message>
            <source>pipe %1, %2, %3 long</source>
            <translation>Leitung %1, %2, %3 lang</translation>
        </message>
    </context>
    <context>
        <name>ProjectPanel</name>
        <message>
            <source>No project</source>
            <translation>Kein Projekt</translation>
        </message>
        <message>
            <source>Open a project, or start a new one with File ▸ New.</source>
            <translation>Öffnen Sie ein Projekt, oder legen Sie mit Datei ▸ Neu eines an.</translation>
        </message>
        <message>
            <source>Project</source>
            <translation>Projekt</translation>
        </message>
        <message>
            <source>Project tree</source>
            <translation>Projektbaum</translation>
        </message>
        <message>
            <source>Project: %1</source>
            <translation>Projekt: %1</translation>
        </message>
    </context>
    <context>
        <name>ProjectTreeModel</name>
        <message>
            <source>%1 open</source>
            <translation>%1 offen</translation>
        </message>
        <message>
            <source>%1 readings, %2 to %3</source>
            <translation>%1 Messwerte, %2 bis %3</translation>
        </message>
        <message>
            <source>%1 rows were put aside</source>
            <translation>%1 Zeilen wurden beiseitegelegt</translation>
        </message>
        <message>
            <source>%1 to %2: %3</source>
            <translation>%1 bis %2: %3</translation>
        </message>
        <message numerus="yes">
            <source>%1: %n open burst(s) or leak(s). Double click filters by this zone</source>
            <translation>
                <numerusform>%1: %n offener Rohrbruch oder Leck. Doppelklick filtert nach dieser Zone</numerusform>
                <numerusform>%1: %n offene Rohrbrüche oder Lecks. Doppelklick filtert nach dieser Zone</numerusform>
            </translation>
        </message>
        <message>
            <source>Data</source>
            <translation>Daten</translation>
        </message>
        <message>
            <source>Double click filters by this zone</source>
            <translation>Doppelklick filtert nach dieser Zone</translation>
        </message>
        <message>
            <source>GIS pipes</source>
            <translation>GIS-Leitungen</translation>
        </message>
        <message>
            <source>Junctions</source>
            <translation>Knoten</translation>
        </message>
        <message>
            <source>Network</source>
            <translation>Netz</translation>
        </message>
        <message>
            <source>Not on the map: neither coordinates nor a network element</source>
            <translation>Nicht auf der Karte: weder Koordinaten noch ein Netzelement</translation>
        </message>
        <message>
            <source>Pipes</source>
            <translation>Leitungen</translation>
        </message>
        <message>
            <source>Pumps, valves</source>
            <translation>Pumpen, Armaturen</translation>
        </message>
        <message>
            <source>Remarks</source>
            <translation>Anmerkungen</translation>
        </message>
        <message>
            <source>Repairs</source>
            <translation>Reparaturen</translation>
        </message>
        <message numerus="yes">
            <source>Run %1 by Mainsight %2 with %n worker(s), %3</source>
            <translation>
                <numerusform>Lauf %1 mit Mainsight %2 und %n Arbeiter, %3</numerusform>
                <numerusform>Lauf %1 mit Mainsight %2 und %n Arbeitern, %3</numerusform>
            </translation>
        </message>
        <message>
            <source>Runs</source>
            <translation>Läufe</translation>
        </message>
        <message>
            <source>Tanks, reservoirs</source>
            <translation>Behälter, Quellen</translation>
        </message>
        <message>
            <source>Zones and sensors</source>
            <translation>Zonen und Sensoren</translation>
        </message>
        <message>
            <source>and %1 more</source>
            <translation>und %1 weitere</translation>
        </message>
        <message>
            <source>at %1</source>
            <translation>an %1</translation>
        </message>
        <message>
            <source>complete</source>
            <translation>vollständig</translation>
        </message>
        <message>
            <source>none</source>
            <translation>keine</translation>
        </message>
        <message>
            <source>none yet</source>
            <translation>noch keine</translation>
        </message>
        <message>
            <source>not finished</source>
            <translation>nicht beendet</translation>
        </message>
        <message>
            <source>partial</source>
            <translation>unvollständig</translation>
        </message>
        <message>
            <source>repair %1</source>
            <translation>Reparatur %1</translation>
        </message>
        <message>
            <source>without zone</source>
            <translation>ohne Zone</translation>
        </message>
        <message>
            <source>zone %1</source>
            <translation>Zone %1</translation>
        </message>
    </context>
    <context>
        <name>QLineEdit</name>
        <message>
            <source>&amp;Copy</source>
            <translation>&amp;Kopieren</translation>
        </message>
        <message>
            <source>&amp;Paste</source>
            <translation>&amp;Einfügen</translation>
        </message>
        <message>
            <source>&amp;Redo</source>
            <translation>&amp;Wiederholen</translation>
        </message>
        <message>
            <source>&amp;Undo</source>
            <translation>&amp;Rückgängig</translation>
        </message>
        <message>
            <source>Cu&amp;t</source>
            <translation>&amp;Ausschneiden</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Löschen</translation>
        </message>
        <message>
            <source>Select All</source>
            <translation>Alles auswählen</translation>
        </message>
    </context>
    <context>
        <name>QObject</name>
        <message>
            <source>various</source>
            <translation>verschieden</translation>
        </message>
    </context>
    <context>
        <name>QPlatformTheme</name>
        <message>
            <source>&amp;No</source>
            <translation>&amp;Nein</translation>
        </message>
        <message>
            <source>&amp;Yes</source>
            <translation>&amp;Ja</translation>
        </message>
        <message>
            <source>Apply</source>
            <translation>Anwenden</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <source>Discard</source>
            <translation>Verwerfen</translation>
        </message>
        <message>
            <source>Help</source>
            <translation>Hilfe</translation>
        </message>
        <message>
            <source>OK</source>
            <translation>OK</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Öffnen</translation>
        </message>
        <message>
            <source>Reset</source>
            <translation>Zurücksetzen</translation>
        </message>
        <message>
            <source>Retry</source>
            <translation>Wiederholen</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Speichern</translation>
        </message>
    </context>
    <context>
        <name>QWidgetTextControl</name>
        <message>
            <source>&amp;Copy</source>
            <translation>&amp;Kopieren</translation>
        </message>
        <message>
            <source>Copy &amp;Link Location</source>
            <translation>&amp;Verweis kopieren</translation>
        </message>
        <message>
            <source>Select All</source>
            <translation>Alles auswählen</translation>
        </message>
    </context>
    <context>
        <name>QuietDialog</name>
        <message>
            <source>&amp;Add</source>
            <translation>&amp;Hinzufügen</translation>
        </message>
        <message>
            <source>&amp;End the selected one</source>
            <translation>Die gewählte &amp;beenden</translation>
        </message>
        <message>
            <source>&amp;From</source>
            <translation>&amp;Von</translation>
        </message>
        <message>
            <source>&amp;Of</source>
            <translation>&amp;Für</translation>
        </message>
        <message>
            <source>&amp;Reason</source>
            <translation>&amp;Grund</translation>
        </message>
        <message>
            <source>&amp;Until</source>
            <translation>&amp;Bis</translation>
        </message>
        <message>
            <source>A new quiet time</source>
            <translation>Eine neue Ruhezeit</translation>
        </message>
        <message>
            <source>Events of a quiet time are found and kept as ever, but no notice is given of them. Of a sensor, what is kept quiet is that it is faulty.</source>
            <translation>Ereignisse einer Ruhezeit werden gefunden und aufbewahrt wie immer, aber nicht gemeldet. Von einem Sensor wird verschwiegen, dass er gestört ist.</translation>
        </message>
        <message>
            <source>From</source>
            <translation>Von</translation>
        </message>
        <message>
            <source>Of</source>
            <translation>Für</translation>
        </message>
        <message>
            <source>Quiet from</source>
            <translation>Ruhe von</translation>
        </message>
        <message>
            <source>Quiet times</source>
            <translation>Ruhezeiten</translation>
        </message>
        <message>
            <source>Quiet until</source>
            <translation>Ruhe bis</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Grund</translation>
        </message>
        <message>
            <source>Until</source>
            <translation>Bis</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>Warum</translation>
        </message>
        <message>
            <source>Zone or sensor to be quiet about</source>
            <translation>Zone oder Sensor, wovon nichts gemeldet wird</translation>
        </message>
        <message>
            <source>mains are flushed, say</source>
            <translation>etwa: Leitungen werden gespült</translation>
        </message>
        <message>
            <source>sensor %1</source>
            <translation>Sensor %1</translation>
        </message>
        <message>
            <source>zone %1</source>
            <translation>Zone %1</translation>
        </message>
    </context>
    <context>
        <name>RateTrialBox</name>
        <message>
            <source>%1 % (%2 l/s)</source>
            <translation>%1 % (%2 l/s)</translation>
        </message>
        <message numerus="yes">
            <source>%n zone(s), %1 zone-weeks; bursts are looked for by flow alone.</source>
            <translation>
                <numerusform>%n Zone, %1 Zonenwochen; Brüche werden nur am Durchfluss gesucht.</numerusform>
                <numerusform>%n Zonen, %1 Zonenwochen; Brüche werden nur am Durchfluss gesucht.</numerusform>
            </translation>
        </message>
        <message>
            <source>9 of 10 from</source>
            <translation>9 von 10 ab</translation>
        </message>
        <message>
            <source>A zone-week</source>
            <translation>Je Zonenwoche</translation>
        </message>
        <message>
            <source>Alarms</source>
            <translation>Meldungen</translation>
        </message>
        <message>
            <source>Bursts and leaks that would have been told in this history, true ones among them</source>
            <translation>Brüche und Lecks, die in dieser Vergangenheit gemeldet worden wären, wahre eingeschlossen</translation>
        </message>
        <message>
            <source>Bursts of 2 to 20 % of the inflow are put into the measurements and looked for ...</source>
            <translation>Brüche von 2 bis 20 % des Zuflusses werden in die Messungen eingesetzt und gesucht ...</translation>
        </message>
        <message>
            <source>False alarms a zone and week that are allowed</source>
            <translation>Zugelassene Fehlalarme je Zone und Woche</translation>
        </message>
        <message>
            <source>Half found from</source>
            <translation>Hälfte gefunden ab</translation>
        </message>
        <message>
            <source>How many alarms there would have been at some rates, and how small a burst would have been found. Nothing is stored.</source>
            <translation>Wie viele Meldungen es bei einigen Raten gegeben hätte und wie klein ein gefundener Rohrbruch sein dürfte. Nichts wird gespeichert.</translation>
        </message>
        <message>
            <source>No zone has an inflow that could be tried.</source>
            <translation>Keine Zone hat einen Zufluss, an dem man erproben könnte.</translation>
        </message>
        <message>
            <source>Progress of the trial</source>
            <translation>Fortschritt der Erprobung</translation>
        </message>
        <message>
            <source>Stated</source>
            <translation>Angesetzt</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Anhalten</translation>
        </message>
        <message>
            <source>Stopped before anything had been tried.</source>
            <translation>Angehalten, bevor etwas erprobt war.</translation>
        </message>
        <message>
            <source>Stopped: not all was tried.</source>
            <translation>Angehalten: nicht alles wurde erprobt.</translation>
        </message>
        <message>
            <source>The history is too short to try sizes on it.</source>
            <translation>Die Vergangenheit ist zu kurz, um Größen daran zu erproben.</translation>
        </message>
        <message>
            <source>The same for nine bursts in ten: smaller ones would be missed more often</source>
            <translation>Dasselbe für neun von zehn Brüchen: kleinere blieben öfter unentdeckt</translation>
        </message>
        <message>
            <source>The size from which half of the bursts put into the history were found within three days, as a share of the zone's mean inflow</source>
            <translation>Die Größe, ab der die Hälfte der in die Vergangenheit eingesetzten Brüche binnen drei Tagen gefunden wurde, als Anteil am mittleren Zufluss der Zone</translation>
        </message>
        <message>
            <source>The trial failed: %1</source>
            <translation>Die Erprobung ist gescheitert: %1</translation>
        </message>
        <message>
            <source>Try on the history</source>
            <translation>An der Vergangenheit erproben</translation>
        </message>
        <message>
            <source>What rates of false alarms would have meant</source>
            <translation>Was Raten von Fehlalarmen bedeutet hätten</translation>
        </message>
        <message>
            <source>What the trial rests on</source>
            <translation>Worauf die Erprobung beruht</translation>
        </message>
        <message>
            <source>over %1 % (%2 l/s)</source>
            <translation>über %1 % (%2 l/s)</translation>
        </message>
    </context>
    <context>
        <name>ReviewFixForm</name>
        <message>
            <source>&amp;As the file says</source>
            <translation>Wie es die D&amp;atei sagt</translation>
        </message>
        <message>
            <source>&amp;Place</source>
            <translation>&amp;Ort</translation>
        </message>
        <message>
            <source>&amp;Quantity</source>
            <translation>&amp;Größe</translation>
        </message>
        <message>
            <source>&amp;Take in</source>
            <translation>&amp;Übernehmen</translation>
        </message>
        <message>
            <source>&amp;Unit</source>
            <translation>&amp;Einheit</translation>
        </message>
        <message>
            <source>&amp;Zone (DMA)</source>
            <translation>&amp;Zone (DMA)</translation>
        </message>
        <message numerus="yes">
            <source>&lt;b&gt;%n channels&lt;/b&gt;: what you change here changes in all of them</source>
            <translation>
                <numerusform>&lt;b&gt;%n Kanal&lt;/b&gt;: Was Sie hier ändern, ändert sich in ihm</numerusform>
                <numerusform>&lt;b&gt;%n Kanäle&lt;/b&gt;: Was Sie hier ändern, ändert sich in allen</numerusform>
            </translation>
        </message>
        <message>
            <source>&lt;b&gt;The whole file&lt;/b&gt;</source>
            <translation>&lt;b&gt;Die ganze Datei&lt;/b&gt;</translation>
        </message>
        <message>
            <source>Cloc&amp;k</source>
            <translation>U&amp;hr</translation>
        </message>
        <message>
            <source>Clock</source>
            <translation>Uhr</translation>
        </message>
        <message>
            <source>Clock of the channel</source>
            <translation>Uhr des Kanals</translation>
        </message>
        <message>
            <source>Clock of the file</source>
            <translation>Uhr der Datei</translation>
        </message>
        <message>
            <source>Correct the selected channels</source>
            <translation>Die gewählten Kanäle berichtigen</translation>
        </message>
        <message>
            <source>Dates</source>
            <translation>Datum</translation>
        </message>
        <message>
            <source>Decimal mark</source>
            <translation>Dezimalzeichen</translation>
        </message>
        <message>
            <source>Decimals</source>
            <translation>Dezimalen</translation>
        </message>
        <message>
            <source>Forget the corrections of the selection</source>
            <translation>Die Berichtigungen der Auswahl vergessen</translation>
        </message>
        <message>
            <source>Forgets what was corrected here for the selected rows</source>
            <translation>Vergisst, was hier für die gewählten Zeilen berichtigt wurde</translation>
        </message>
        <message>
            <source>Measures w&amp;hat leaves (sign −1)</source>
            <translation>Misst, was &amp;hinausfließt (Vorzeichen −1)</translation>
        </message>
        <message>
            <source>Nam&amp;e</source>
            <translation>Nam&amp;e</translation>
        </message>
        <message>
            <source>Name of the sensor</source>
            <translation>Name des Sensors</translation>
        </message>
        <message>
            <source>Node or pipe where the sensor stands</source>
            <translation>Knoten oder Leitung, wo der Sensor steht</translation>
        </message>
        <message>
            <source>Order of day and month</source>
            <translation>Folge von Tag und Monat</translation>
        </message>
        <message>
            <source>Quantity of the channel</source>
            <translation>Größe des Kanals</translation>
        </message>
        <message>
            <source>Select rows to correct them; several at once with Ctrl or Shift.</source>
            <translation>Zeilen wählen, um sie zu berichtigen; mehrere zugleich mit Strg oder Umschalt.</translation>
        </message>
        <message>
            <source>Separator</source>
            <translation>Trennzeichen</translation>
        </message>
        <message>
            <source>Separator of the columns</source>
            <translation>Trennzeichen der Spalten</translation>
        </message>
        <message>
            <source>This unit is not known: use one of the list</source>
            <translation>Diese Einheit ist nicht bekannt: Nehmen Sie eine der Liste</translation>
        </message>
        <message>
            <source>Unit of the channel</source>
            <translation>Einheit des Kanals</translation>
        </message>
        <message>
            <source>Zone of the sensor</source>
            <translation>Zone des Sensors</translation>
        </message>
        <message>
            <source>as the column</source>
            <translation>wie die Spalte</translation>
        </message>
        <message>
            <source>as the file</source>
            <translation>wie die Datei</translation>
        </message>
        <message>
            <source>as the project</source>
            <translation>wie das Projekt</translation>
        </message>
        <message>
            <source>bar |</source>
            <translation>Strich |</translation>
        </message>
        <message>
            <source>choose</source>
            <translation>wählen</translation>
        </message>
        <message>
            <source>comma ,</source>
            <translation>Komma ,</translation>
        </message>
        <message>
            <source>comma 1,5</source>
            <translation>Komma 1,5</translation>
        </message>
        <message>
            <source>day/month/year</source>
            <translation>Tag/Monat/Jahr</translation>
        </message>
        <message>
            <source>found out</source>
            <translation>ermittelt</translation>
        </message>
        <message>
            <source>month/day/year</source>
            <translation>Monat/Tag/Jahr</translation>
        </message>
        <message>
            <source>node or pipe</source>
            <translation>Knoten oder Leitung</translation>
        </message>
        <message>
            <source>none</source>
            <translation>keine</translation>
        </message>
        <message>
            <source>not known</source>
            <translation>nicht bekannt</translation>
        </message>
        <message>
            <source>point 1.5</source>
            <translation>Punkt 1.5</translation>
        </message>
        <message>
            <source>semicolon ;</source>
            <translation>Strichpunkt ;</translation>
        </message>
        <message>
            <source>tab</source>
            <translation>Tabulator</translation>
        </message>
        <message>
            <source>various</source>
            <translation>verschieden</translation>
        </message>
        <message>
            <source>year/month/day</source>
            <translation>Jahr/Monat/Tag</translation>
        </message>
    </context>
    <context>
        <name>ReviewMatch</name>
        <message>
            <source>%1 · %2 %, %3</source>
            <translation>%1 · %2 %, %3</translation>
        </message>
        <message>
            <source>Best guess</source>
            <translation>Beste Vermutung</translation>
        </message>
        <message>
            <source>Channel</source>
            <translation>Kanal</translation>
        </message>
        <message>
            <source>Channels without a place</source>
            <translation>Kanäle ohne Ort</translation>
        </message>
        <message>
            <source>Choose a channel, then click its node or pipe on the map.</source>
            <translation>Wählen Sie einen Kanal, dann klicken Sie seinen Knoten oder seine Leitung auf der Karte an.</translation>
        </message>
        <message>
            <source>Double click or Return puts the channel there</source>
            <translation>Doppelklick oder Eingabe setzt den Kanal dorthin</translation>
        </message>
        <message>
            <source>Every channel has its place.</source>
            <translation>Jeder Kanal hat seinen Ort.</translation>
        </message>
        <message>
            <source>Nothing in the network has a name like it</source>
            <translation>Nichts im Netz hat einen ähnlichen Namen</translation>
        </message>
        <message>
            <source>Suggested places, the likeliest first</source>
            <translation>Vorgeschlagene Orte, der wahrscheinlichste zuerst</translation>
        </message>
        <message>
            <source>Take all sure guesses</source>
            <translation>Alle sicheren Vermutungen nehmen</translation>
        </message>
        <message>
            <source>Take all sure guesses (%1)</source>
            <translation>Alle sicheren Vermutungen nehmen (%1)</translation>
        </message>
        <message>
            <source>The project has no network to match with.</source>
            <translation>Das Projekt hat kein Netz zum Zuordnen.</translation>
        </message>
        <message>
            <source>click it on the map</source>
            <translation>auf der Karte anklicken</translation>
        </message>
    </context>
    <context>
        <name>ReviewPreview</name>
        <message>
            <source>%1 cannot be written: %2</source>
            <translation>%1 kann nicht geschrieben werden: %2</translation>
        </message>
        <message>
            <source>A text or an error code instead of a reading: put aside</source>
            <translation>Ein Text oder ein Fehlercode statt eines Messwerts: ausgesondert</translation>
        </message>
        <message>
            <source>CSV (*.csv)</source>
            <translation>CSV (*.csv)</translation>
        </message>
        <message>
            <source>Cop&amp;y</source>
            <translation>&amp;Kopieren</translation>
        </message>
        <message>
            <source>Copy the rows that were put aside</source>
            <translation>Die ausgesonderten Zeilen kopieren</translation>
        </message>
        <message>
            <source>E&amp;vidence</source>
            <translation>&amp;Belege</translation>
        </message>
        <message>
            <source>E&amp;xport …</source>
            <translation>E&amp;xportieren …</translation>
        </message>
        <message>
            <source>Every row was read.</source>
            <translation>Jede Zeile wurde gelesen.</translation>
        </message>
        <message>
            <source>Export the rows that were put aside</source>
            <translation>Die ausgesonderten Zeilen exportieren</translation>
        </message>
        <message>
            <source>Export the rows that were put aside as CSV</source>
            <translation>Die ausgesonderten Zeilen als CSV exportieren</translation>
        </message>
        <message>
            <source>First lines of the file</source>
            <translation>Erste Zeilen der Datei</translation>
        </message>
        <message>
            <source>First readings of the channel</source>
            <translation>Erste Messwerte des Kanals</translation>
        </message>
        <message>
            <source>How the file was read</source>
            <translation>Wie die Datei gelesen wurde</translation>
        </message>
        <message>
            <source>L&amp;ines</source>
            <translation>Ze&amp;ilen</translation>
        </message>
        <message>
            <source>Line</source>
            <translation>Zeile</translation>
        </message>
        <message>
            <source>No readings</source>
            <translation>Keine Messwerte</translation>
        </message>
        <message>
            <source>Put aside</source>
            <translation>Beiseite</translation>
        </message>
        <message>
            <source>Put aside (%1)</source>
            <translation>Ausgesondert (%1)</translation>
        </message>
        <message>
            <source>Read as</source>
            <translation>Gelesen als</translation>
        </message>
        <message>
            <source>Reading …</source>
            <translation>Wird gelesen …</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Grund</translation>
        </message>
        <message>
            <source>Rows that were put aside</source>
            <translation>Ausgesonderte Zeilen</translation>
        </message>
        <message>
            <source>Select a file</source>
            <translation>Wählen Sie eine Datei</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>Text</translation>
        </message>
        <message>
            <source>The first %1 of %2</source>
            <translation>Die ersten %1 von %2</translation>
        </message>
        <message>
            <source>They do not go in; everything else does.</source>
            <translation>Sie werden nicht übernommen; alles andere schon.</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>Zeit</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>Wert</translation>
        </message>
        <message>
            <source>What was decided, and on what evidence</source>
            <translation>Was entschieden wurde, und aufgrund welcher Belege</translation>
        </message>
        <message>
            <source>Written to %1</source>
            <translation>Geschrieben nach %1</translation>
        </message>
        <message>
            <source>date</source>
            <translation>Datum</translation>
        </message>
        <message>
            <source>heading</source>
            <translation>Überschrift</translation>
        </message>
        <message>
            <source>name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>no time</source>
            <translation>keine Zeit</translation>
        </message>
        <message>
            <source>not read</source>
            <translation>nicht gelesen</translation>
        </message>
        <message>
            <source>quality</source>
            <translation>Güte</translation>
        </message>
        <message>
            <source>time</source>
            <translation>Zeit</translation>
        </message>
        <message>
            <source>unit</source>
            <translation>Einheit</translation>
        </message>
        <message>
            <source>value</source>
            <translation>Wert</translation>
        </message>
    </context>
    <context>
        <name>RunDialog</name>
        <message>
            <source>%1 of measurements</source>
            <translation>%1 Messungen</translation>
        </message>
        <message numerus="yes">
            <source>%n sensor(s)</source>
            <translation>
                <numerusform>%n Sensor</numerusform>
                <numerusform>%n Sensoren</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>About %1 false alarms are to be expected in this period and %n zone(s); %2 a year.</source>
            <translation>
                <numerusform>Etwa %1 Fehlalarme sind in diesem Zeitraum und %n Zone zu erwarten; %2 im Jahr.</numerusform>
                <numerusform>Etwa %1 Fehlalarme sind in diesem Zeitraum und %n Zonen zu erwarten; %2 im Jahr.</numerusform>
            </translation>
        </message>
        <message>
            <source>All measurements</source>
            <translation>Alle Messungen</translation>
        </message>
        <message>
            <source>Area of interest</source>
            <translation>Suchgebiet</translation>
        </message>
        <message>
            <source>As in charts</source>
            <translation>Wie in den Diagrammen</translation>
        </message>
        <message>
            <source>False alarms</source>
            <translation>Fehlalarme</translation>
        </message>
        <message>
            <source>False alarms allowed a zone-week</source>
            <translation>Erlaubte Fehlalarme je Zone und Woche</translation>
        </message>
        <message>
            <source>Fewer false alarms to the left, smaller bursts to the right</source>
            <translation>Links weniger Fehlalarme, rechts kleinere Brüche</translation>
        </message>
        <message>
            <source>From</source>
            <translation>Von</translation>
        </message>
        <message>
            <source>From the filter</source>
            <translation>Aus dem Filter</translation>
        </message>
        <message>
            <source>Hindsight: later data may sharpen start and place</source>
            <translation>Rückblick: spätere Daten dürfen Beginn und Ort schärfen</translation>
        </message>
        <message>
            <source>How far the model can be trusted</source>
            <translation>Wie weit dem Modell zu trauen ist</translation>
        </message>
        <message>
            <source>Knowledge</source>
            <translation>Wissen</translation>
        </message>
        <message>
            <source>Leaves out: %1</source>
            <translation>Lässt aus: %1</translation>
        </message>
        <message>
            <source>Live: at each instant only what was known then</source>
            <translation>Live: zu jedem Zeitpunkt nur, was damals bekannt war</translation>
        </message>
        <message>
            <source>Look at all measurements</source>
            <translation>Alle Messungen ansehen</translation>
        </message>
        <message numerus="yes">
            <source>Only %n pressure logger(s) of %1</source>
            <translation>
                <numerusform>Nur %n Drucklogger von %1</numerusform>
                <numerusform>Nur %n Drucklogger von %1</numerusform>
            </translation>
        </message>
        <message>
            <source>Only zone %1</source>
            <translation>Nur Zone %1</translation>
        </message>
        <message>
            <source>Period</source>
            <translation>Zeitraum</translation>
        </message>
        <message>
            <source>Probability that the area of interest holds the burst</source>
            <translation>Wahrscheinlichkeit, dass das Suchgebiet den Bruch enthält</translation>
        </message>
        <message>
            <source>Run</source>
            <translation>Starten</translation>
        </message>
        <message>
            <source>Run analysis</source>
            <translation>Analyse starten</translation>
        </message>
        <message>
            <source>Take the period that the charts show</source>
            <translation>Den Zeitraum nehmen, den die Diagramme zeigen</translation>
        </message>
        <message>
            <source>The events found take the place of those of the last run.</source>
            <translation>Die gefundenen Ereignisse treten an die Stelle derer des letzten Laufs.</translation>
        </message>
        <message>
            <source>The period ends before it begins.</source>
            <translation>Der Zeitraum endet, bevor er beginnt.</translation>
        </message>
        <message>
            <source>There are no measurements in this period.</source>
            <translation>In diesem Zeitraum gibt es keine Messungen.</translation>
        </message>
        <message>
            <source>There are no measurements to analyse.</source>
            <translation>Es gibt keine Messungen zu analysieren.</translation>
        </message>
        <message>
            <source>They run</source>
            <translation>Sie laufen</translation>
        </message>
        <message>
            <source>Times in %1. Earlier measurements are used to learn what is usual.</source>
            <translation>Zeiten in %1. Frühere Messungen dienen dazu, das Übliche zu lernen.</translation>
        </message>
        <message>
            <source>To</source>
            <translation>Bis</translation>
        </message>
        <message>
            <source>What is wrong</source>
            <translation>Was nicht stimmt</translation>
        </message>
        <message>
            <source>Without a network the area is the whole zone.</source>
            <translation>Ohne Netz ist das Gebiet die ganze Zone.</translation>
        </message>
        <message>
            <source>Workers</source>
            <translation>Arbeiter</translation>
        </message>
        <message>
            <source>a zone and week</source>
            <translation>je Zone und Woche</translation>
        </message>
        <message>
            <source>of areas hold the burst</source>
            <translation>der Gebiete enthalten den Bruch</translation>
        </message>
        <message numerus="yes">
            <source>processes; this computer has %n core(s)</source>
            <translation>
                <numerusform>Prozesse; dieser Rechner hat %n Kern</numerusform>
                <numerusform>Prozesse; dieser Rechner hat %n Kerne</numerusform>
            </translation>
        </message>
        <message>
            <source>to</source>
            <translation>bis</translation>
        </message>
    </context>
    <context>
        <name>Session</name>
        <message>
            <source>Add note</source>
            <translation>Notiz hinzufügen</translation>
        </message>
        <message>
            <source>Be quiet about %1</source>
            <translation>%1 verschweigen</translation>
        </message>
        <message>
            <source>Calibrate the model</source>
            <translation>Modell kalibrieren</translation>
        </message>
        <message>
            <source>Confirm event %1</source>
            <translation>Ereignis %1 bestätigen</translation>
        </message>
        <message>
            <source>Delete note</source>
            <translation>Notiz löschen</translation>
        </message>
        <message>
            <source>Discard all calibrations</source>
            <translation>Alle Kalibrierungen verwerfen</translation>
        </message>
        <message>
            <source>Dismiss event %1</source>
            <translation>Ereignis %1 verwerfen</translation>
        </message>
        <message>
            <source>End quiet time</source>
            <translation>Ruhezeit beenden</translation>
        </message>
        <message>
            <source>Flag readings of %1</source>
            <translation>Messwerte von %1 markieren</translation>
        </message>
        <message numerus="yes">
            <source>Import of %n file(s)</source>
            <translation>
                <numerusform>Import von %n Datei</numerusform>
                <numerusform>Import von %n Dateien</numerusform>
            </translation>
        </message>
        <message>
            <source>Leave out readings of %1</source>
            <translation>Messwerte von %1 weglassen</translation>
        </message>
        <message>
            <source>Link a repair to event %1</source>
            <translation>Reparatur mit Ereignis %1 verknüpfen</translation>
        </message>
        <message>
            <source>Merge event %1 into %2</source>
            <translation>Ereignis %1 in %2 aufnehmen</translation>
        </message>
        <message>
            <source>Reopen event %1</source>
            <translation>Ereignis %1 wieder öffnen</translation>
        </message>
        <message>
            <source>Repaired: %1</source>
            <translation>Repariert: %1</translation>
        </message>
        <message>
            <source>Split event %1</source>
            <translation>Ereignis %1 teilen</translation>
        </message>
        <message>
            <source>Take readings of %1 for good</source>
            <translation>Messwerte von %1 gelten lassen</translation>
        </message>
        <message>
            <source>Take the last calibration away</source>
            <translation>Die letzte Kalibrierung wegnehmen</translation>
        </message>
        <message>
            <source>job %1</source>
            <translation>Auftrag %1</translation>
        </message>
        <message>
            <source>pipe %1</source>
            <translation>Leitung %1</translation>
        </message>
    </context>
    <context>
        <name>ShortcutsDialog</name>
        <message>
            <source>Keys</source>
            <translation>Tasten</translation>
        </message>
        <message>
            <source>Keys and what they do</source>
            <translation>Tasten und was sie tun</translation>
        </message>
        <message>
            <source>Search the keys</source>
            <translation>Die Tasten durchsuchen</translation>
        </message>
        <message>
            <source>Search …</source>
            <translation>Suchen …</translation>
        </message>
    </context>
    <context>
        <name>SparkChart</name>
        <message>
            <source>%1 from %2 to %3, %4 to %5</source>
            <translation>%1 von %2 bis %3, %4 bis %5</translation>
        </message>
        <message>
            <source>No readings</source>
            <translation>Keine Messwerte</translation>
        </message>
        <message>
            <source>Values of the channel</source>
            <translation>Werte des Kanals</translation>
        </message>
    </context>
    <context>
        <name>StatusLine</name>
        <message>
            <source>%1 E  %2 N</source>
            <translation>%1 O  %2 N</translation>
        </message>
        <message>
            <source>%1 selected</source>
            <translation>%1 gewählt</translation>
        </message>
        <message numerus="yes">
            <source>%n node(s)</source>
            <translation>
                <numerusform>%n Knoten</numerusform>
                <numerusform>%n Knoten</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n pipe(s)</source>
            <translation>
                <numerusform>%n Leitung</numerusform>
                <numerusform>%n Leitungen</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n sensor(s)</source>
            <translation>
                <numerusform>%n Sensor</numerusform>
                <numerusform>%n Sensoren</numerusform>
            </translation>
        </message>
        <message>
            <source>1 event</source>
            <translation>1 Ereignis</translation>
        </message>
        <message>
            <source>Coordinate system</source>
            <translation>Koordinatensystem</translation>
        </message>
        <message>
            <source>Coordinate system of the project</source>
            <translation>Koordinatensystem des Projekts</translation>
        </message>
        <message>
            <source>Coordinates</source>
            <translation>Koordinaten</translation>
        </message>
        <message>
            <source>Coordinates under the mouse</source>
            <translation>Koordinaten unter der Maus</translation>
        </message>
        <message>
            <source>File work</source>
            <translation>Arbeit an der Datei</translation>
        </message>
        <message>
            <source>Newest value</source>
            <translation>Neuester Wert</translation>
        </message>
        <message>
            <source>Opening …</source>
            <translation>Wird geöffnet …</translation>
        </message>
        <message>
            <source>Selection</source>
            <translation>Auswahl</translation>
        </message>
        <message>
            <source>Time zone</source>
            <translation>Zeitzone</translation>
        </message>
        <message>
            <source>Units</source>
            <translation>Einheiten</translation>
        </message>
        <message>
            <source>Units in which values are shown (View ▸ Units)</source>
            <translation>Einheiten, in denen Werte gezeigt werden (Ansicht ▸ Einheiten)</translation>
        </message>
        <message>
            <source>What is selected</source>
            <translation>Was gewählt ist</translation>
        </message>
        <message>
            <source>Zone in which all times are shown</source>
            <translation>Zone, in der alle Zeiten gezeigt werden</translation>
        </message>
        <message>
            <source>newest value %1</source>
            <translation>neuester Wert %1</translation>
        </message>
        <message>
            <source>no CRS</source>
            <translation>kein Koordinatensystem</translation>
        </message>
    </context>
    <context>
        <name>TableDialog</name>
        <message>
            <source>&amp;Copy</source>
            <translation>&amp;Kopieren</translation>
        </message>
        <message>
            <source>As tables</source>
            <translation>Als Tabellen</translation>
        </message>
        <message>
            <source>Copy the selected cells, or the whole table (Ctrl+C)</source>
            <translation>Die gewählten Zellen kopieren, oder die ganze Tabelle (Strg+C)</translation>
        </message>
        <message>
            <source>Map and charts as tables</source>
            <translation>Karte und Diagramme als Tabellen</translation>
        </message>
        <message>
            <source>Tables</source>
            <translation>Tabellen</translation>
        </message>
    </context>
    <context>
        <name>TaskLanes</name>
        <message>
            <source>%1 s</source>
            <translation>%1 s</translation>
        </message>
        <message>
            <source>%1 s, from %2 s to %3 s</source>
            <translation>%1 s, von %2 s bis %3 s</translation>
        </message>
        <message numerus="yes">
            <source>%n failed</source>
            <translation>
                <numerusform>%n fehlgeschlagen</numerusform>
                <numerusform>%n fehlgeschlagen</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n task(s)</source>
            <translation>
                <numerusform>%n Aufgabe</numerusform>
                <numerusform>%n Aufgaben</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n worker(s)</source>
            <translation>
                <numerusform>%n Arbeiter</numerusform>
                <numerusform>%n Arbeiter</numerusform>
            </translation>
        </message>
        <message>
            <source>Tasks by worker</source>
            <translation>Aufgaben nach Arbeiter</translation>
        </message>
        <message>
            <source>attempt %1</source>
            <translation>Versuch %1</translation>
        </message>
        <message>
            <source>collects the results</source>
            <translation>sammelt die Ergebnisse</translation>
        </message>
        <message>
            <source>failed</source>
            <translation>fehlgeschlagen</translation>
        </message>
        <message>
            <source>reads the data</source>
            <translation>liest die Daten</translation>
        </message>
        <message>
            <source>reads the data and plans</source>
            <translation>liest die Daten und plant</translation>
        </message>
        <message>
            <source>running since %1 s</source>
            <translation>läuft seit %1 s</translation>
        </message>
        <message>
            <source>worker %1</source>
            <translation>Arbeiter %1</translation>
        </message>
    </context>
    <context>
        <name>TasksPanel</name>
        <message>
            <source>%1 left</source>
            <translation>noch %1</translation>
        </message>
        <message>
            <source>%1 of %2 tasks</source>
            <translation>%1 von %2 Aufgaben</translation>
        </message>
        <message>
            <source>%1 tasks, one after the other %2: %3 times as fast side by side</source>
            <translation>%1 Aufgaben, nacheinander %2: nebeneinander %3-mal so schnell</translation>
        </message>
        <message>
            <source>%1: %2 of %3</source>
            <translation>%1: %2 von %3</translation>
        </message>
        <message numerus="yes">
            <source>%n message(s)</source>
            <translation>
                <numerusform>%n Meldung</numerusform>
                <numerusform>%n Meldungen</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n retry(s)</source>
            <translation>
                <numerusform>%n Wiederholung</numerusform>
                <numerusform>%n Wiederholungen</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n worker(s)</source>
            <translation>
                <numerusform>%n Arbeiter</numerusform>
                <numerusform>%n Arbeiter</numerusform>
            </translation>
        </message>
        <message>
            <source>Analysis</source>
            <translation>Analyse</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Cancel the run</source>
            <translation>Den Lauf abbrechen</translation>
        </message>
        <message>
            <source>Import</source>
            <translation>Importieren</translation>
        </message>
        <message>
            <source>Messages of the run</source>
            <translation>Meldungen des Laufs</translation>
        </message>
        <message>
            <source>Nothing runs.</source>
            <translation>Nichts läuft.</translation>
        </message>
        <message>
            <source>Nothing runs. Each worker will have a lane here.</source>
            <translation>Nichts läuft. Jeder Arbeiter bekommt hier eine Bahn.</translation>
        </message>
        <message>
            <source>Progress of the run</source>
            <translation>Fortschritt des Laufs</translation>
        </message>
        <message>
            <source>Run analysis</source>
            <translation>Analyse starten</translation>
        </message>
        <message>
            <source>Run analysis …</source>
            <translation>Analyse starten …</translation>
        </message>
        <message>
            <source>Stop; what was found so far stays (Ctrl+.)</source>
            <translation>Anhalten; was bisher gefunden ist, bleibt (Strg+.)</translation>
        </message>
        <message>
            <source>Tasks</source>
            <translation>Aufgaben</translation>
        </message>
        <message>
            <source>Tasks by worker</source>
            <translation>Aufgaben nach Arbeiter</translation>
        </message>
        <message>
            <source>Undo of an import</source>
            <translation>Rücknahme eines Imports</translation>
        </message>
        <message>
            <source>cancelled after %1; the project is as it was</source>
            <translation>nach %1 abgebrochen; das Projekt ist, wie es war</translation>
        </message>
        <message>
            <source>cancelled after %1; what was found so far is kept as partial</source>
            <translation>nach %1 abgebrochen; was bisher gefunden ist, bleibt als Teilergebnis</translation>
        </message>
        <message>
            <source>cancelling …</source>
            <translation>wird abgebrochen …</translation>
        </message>
        <message>
            <source>done in %1</source>
            <translation>fertig in %1</translation>
        </message>
        <message>
            <source>failed after %1</source>
            <translation>nach %1 fehlgeschlagen</translation>
        </message>
        <message>
            <source>retry %1</source>
            <translation>Wiederholung %1</translation>
        </message>
        <message>
            <source>starting</source>
            <translation>beginnt</translation>
        </message>
        <message>
            <source>the first %1 of them are listed</source>
            <translation>die ersten %1 davon sind aufgeführt</translation>
        </message>
    </context>
    <context>
        <name>TimeRuler</name>
        <message>
            <source>Time axis</source>
            <translation>Zeitachse</translation>
        </message>
    </context>
    <context>
        <name>WatchDialog</name>
        <message>
            <source> s</source>
            <translation> s</translation>
        </message>
        <message>
            <source>&amp;Edit …</source>
            <translation>&amp;Bearbeiten …</translation>
        </message>
        <message>
            <source>&amp;Look every</source>
            <translation>&amp;Blick alle</translation>
        </message>
        <message>
            <source>&amp;Remove</source>
            <translation>&amp;Entfernen</translation>
        </message>
        <message>
            <source>&amp;Start watching</source>
            <translation>Beobachtung &amp;starten</translation>
        </message>
        <message>
            <source>Add a &amp;database …</source>
            <translation>&amp;Datenbank hinzufügen …</translation>
        </message>
        <message>
            <source>Add a &amp;folder …</source>
            <translation>&amp;Ordner hinzufügen …</translation>
        </message>
        <message>
            <source>Database %1</source>
            <translation>Datenbank %1</translation>
        </message>
        <message>
            <source>Folder %1</source>
            <translation>Ordner %1</translation>
        </message>
        <message>
            <source>Folders in which files with measurements appear, and tables of databases. They are looked at in turn.</source>
            <translation>Ordner, in denen Dateien mit Messwerten erscheinen, und Tabellen von Datenbanken. Sie werden reihum angesehen.</translation>
        </message>
        <message>
            <source>Seconds between two looks</source>
            <translation>Sekunden zwischen zwei Blicken</translation>
        </message>
        <message>
            <source>Sources</source>
            <translation>Quellen</translation>
        </message>
        <message>
            <source>Watch</source>
            <translation>Beobachtung</translation>
        </message>
        <message>
            <source>Watch a folder</source>
            <translation>Ordner beobachten</translation>
        </message>
        <message>
            <source>What is watched</source>
            <translation>Was beobachtet wird</translation>
        </message>
        <message>
            <source>Workers run</source>
            <translation>Arbeitsprozesse laufen</translation>
        </message>
    </context>
    <context>
        <name>WatchPanel</name>
        <message>
            <source>%1 quiet</source>
            <translation>%1 verschwiegen</translation>
        </message>
        <message>
            <source>%1 revised</source>
            <translation>%1 berichtigt</translation>
        </message>
        <message>
            <source>%1 s</source>
            <translation>%1 s</translation>
        </message>
        <message>
            <source>%1 taken back</source>
            <translation>%1 zurückgenommen</translation>
        </message>
        <message>
            <source>%1 values a minute</source>
            <translation>%1 Werte je Minute</translation>
        </message>
        <message>
            <source>%1, last looked at %2</source>
            <translation>%1, zuletzt angesehen um %2</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) of back-fill still to come</source>
            <translation>
                <numerusform>noch %n Datei Nachlieferung</numerusform>
                <numerusform>noch %n Dateien Nachlieferung</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n source(s)</source>
            <translation>
                <numerusform>%n Quelle</numerusform>
                <numerusform>%n Quellen</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n zone(s) catching up</source>
            <translation>
                <numerusform>%n Zone holt auf</numerusform>
                <numerusform>%n Zonen holen auf</numerusform>
            </translation>
        </message>
        <message>
            <source>A sound with every notice on the desktop</source>
            <translation>Ein Ton zu jeder Meldung auf dem Bildschirm</translation>
        </message>
        <message>
            <source>A watch takes in files and rows as they come, follows every zone and tells of events as they begin, change and end. It goes on where it was when it is started again.</source>
            <translation>Eine Beobachtung nimmt Dateien und Zeilen auf, wie sie kommen, verfolgt jede Zone und meldet Ereignisse, wenn sie beginnen, sich ändern und enden. Neu gestartet macht sie weiter, wo sie war.</translation>
        </message>
        <message>
            <source>After arrival</source>
            <translation>Nach Ankunft</translation>
        </message>
        <message>
            <source>Brought</source>
            <translation>Gebracht</translation>
        </message>
        <message>
            <source>Came last</source>
            <translation>Zuletzt gekommen</translation>
        </message>
        <message>
            <source>Choose what is watched, and start</source>
            <translation>Wählen, was beobachtet wird, und starten</translation>
        </message>
        <message>
            <source>Events</source>
            <translation>Ereignisse</translation>
        </message>
        <message>
            <source>Files</source>
            <translation>Dateien</translation>
        </message>
        <message>
            <source>How far the sensors are behind</source>
            <translation>Wie weit die Sensoren zurück sind</translation>
        </message>
        <message>
            <source>Lag</source>
            <translation>Verzug</translation>
        </message>
        <message>
            <source>Look now</source>
            <translation>Jetzt nachsehen</translation>
        </message>
        <message>
            <source>Looks that took something in</source>
            <translation>Blicke, die etwas aufgenommen haben</translation>
        </message>
        <message>
            <source>Nothing has come yet. What appears in the sources, or grows, is taken in at the next look.</source>
            <translation>Noch ist nichts gekommen. Was in den Quellen erscheint oder wächst, wird beim nächsten Blick aufgenommen.</translation>
        </message>
        <message>
            <source>Planned work: zones and sensors of which no notice is given for a while</source>
            <translation>Geplante Arbeiten: Zonen und Sensoren, von denen eine Weile nichts gemeldet wird</translation>
        </message>
        <message>
            <source>Quiet times …</source>
            <translation>Ruhezeiten …</translation>
        </message>
        <message>
            <source>Sound</source>
            <translation>Ton</translation>
        </message>
        <message>
            <source>Source</source>
            <translation>Quelle</translation>
        </message>
        <message>
            <source>Sources</source>
            <translation>Quellen</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Zustand</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Anhalten</translation>
        </message>
        <message>
            <source>Stop watching</source>
            <translation>Beobachtung anhalten</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>Zeit</translation>
        </message>
        <message>
            <source>Took</source>
            <translation>Dauer</translation>
        </message>
        <message>
            <source>Values</source>
            <translation>Werte</translation>
        </message>
        <message>
            <source>Watch</source>
            <translation>Beobachtung</translation>
        </message>
        <message>
            <source>Watch …</source>
            <translation>Beobachten …</translation>
        </message>
        <message>
            <source>Zones changed</source>
            <translation>Zonen geändert</translation>
        </message>
        <message>
            <source>catching up …</source>
            <translation>holt auf …</translation>
        </message>
        <message>
            <source>catching up: %1 of %2</source>
            <translation>holt auf: %1 von %2</translation>
        </message>
        <message>
            <source>nothing yet</source>
            <translation>noch nichts</translation>
        </message>
        <message>
            <source>off</source>
            <translation>aus</translation>
        </message>
        <message>
            <source>stopping …</source>
            <translation>hält an …</translation>
        </message>
        <message>
            <source>the last took %1 s</source>
            <translation>der letzte Blick dauerte %1 s</translation>
        </message>
        <message>
            <source>○ not looked at yet</source>
            <translation>○ noch nicht angesehen</translation>
        </message>
        <message>
            <source>● read</source>
            <translation>● gelesen</translation>
        </message>
        <message>
            <source>⚠ away: %1</source>
            <translation>⚠ nicht erreichbar: %1</translation>
        </message>
    </context>
    <context>
        <name>WelcomeView</name>
        <message>
            <source>&amp;Import data …</source>
            <translation>Daten &amp;importieren …</translation>
        </message>
        <message>
            <source>&amp;New project …</source>
            <translation>&amp;Neues Projekt …</translation>
        </message>
        <message>
            <source>&amp;Open project …</source>
            <translation>Projekt ö&amp;ffnen …</translation>
        </message>
        <message>
            <source>A .mainsight file</source>
            <translation>Eine .mainsight-Datei</translation>
        </message>
        <message>
            <source>An invented town, eight weeks of loggers, analysed: look around</source>
            <translation>Eine erfundene Stadt, acht Wochen Logger, analysiert: sehen Sie sich um</translation>
        </message>
        <message>
            <source>From a network (.inp), or without one</source>
            <translation>Aus einem Netz (.inp), oder ohne</translation>
        </message>
        <message>
            <source>From flow and pressure measurements: when a burst began, how large it is, and which pipes it may be on. Everything stays on this computer.</source>
            <translation>Aus Durchfluss- und Druckmessungen: wann ein Rohrbruch begann, wie groß er ist, und auf welchen Leitungen er liegen kann. Alles bleibt auf diesem Rechner.</translation>
        </message>
        <message>
            <source>Open %1</source>
            <translation>%1 öffnen</translation>
        </message>
        <message>
            <source>Open &amp;sample</source>
            <translation>&amp;Beispiel öffnen</translation>
        </message>
        <message>
            <source>Opening %1 …</source>
            <translation>%1 wird geöffnet …</translation>
        </message>
        <message>
            <source>Recent projects</source>
            <translation>Zuletzt benutzte Projekte</translation>
        </message>
        <message>
            <source>Start</source>
            <translation>Beginn</translation>
        </message>
        <message>
            <source>Where has the main burst?</source>
            <translation>Wo ist das Rohr gebrochen?</translation>
        </message>
        <message>
            <source>Your loggers' files: drop files or folders anywhere in this window</source>
            <translation>Die Dateien Ihrer Logger: ziehen Sie Dateien oder Ordner irgendwo in dieses Fenster</translation>
        </message>
        <message>
            <source>shared</source>
            <translation>gemeinsam</translation>
        </message>
    </context>
    <context>
        <name>WhatIfModel</name>
        <message>
            <source>%1 usually lies within %2 of what is expected</source>
            <translation>%1 liegt gewöhnlich innerhalb von %2 um das Erwartete</translation>
        </message>
        <message>
            <source>No burst</source>
            <translation>Ohne Bruch</translation>
        </message>
        <message>
            <source>Pin %1</source>
            <translation>Gemerkt %1</translation>
        </message>
        <message>
            <source>Pin %1: pipe %2, %3</source>
            <translation>Gemerkt %1: Leitung %2, %3</translation>
        </message>
        <message>
            <source>Sensor</source>
            <translation>Sensor</translation>
        </message>
        <message>
            <source>This</source>
            <translation>Dieser</translation>
        </message>
    </context>
    <context>
        <name>WhatIfPanel</name>
        <message>
            <source> h</source>
            <translation> h</translation>
        </message>
        <message>
            <source>%1 for %2</source>
            <translation>%1 für %2</translation>
        </message>
        <message>
            <source>%1: %2, %3</source>
            <translation>%1: %2, %3</translation>
        </message>
        <message>
            <source>&lt;b&gt;%1&lt;/b&gt;: off by %2 σ on average; without a burst %3 σ.</source>
            <translation>&lt;b&gt;%1&lt;/b&gt;: im Mittel um %2 σ daneben; ohne Bruch %3 σ.</translation>
        </message>
        <message>
            <source>A leak grows; a burst is there at once</source>
            <translation>Ein Leck wächst; ein Bruch ist auf einmal da</translation>
        </message>
        <message>
            <source>A round, sharp-edged hole under %1 of pressure would lose this much</source>
            <translation>Ein rundes, scharfkantiges Loch unter %1 Druck verlöre so viel</translation>
        </message>
        <message>
            <source>End the what-if</source>
            <translation>Das Was-wäre-wenn beenden</translation>
        </message>
        <message>
            <source>End the what-if; the project is as it was</source>
            <translation>Das Was-wäre-wenn beenden; das Projekt ist, wie es war</translation>
        </message>
        <message>
            <source>For how long the hole grows, in hours</source>
            <translation>Wie lange das Loch wächst, in Stunden</translation>
        </message>
        <message>
            <source>From</source>
            <translation>Von</translation>
        </message>
        <message>
            <source>From the cursor</source>
            <translation>Ab dem Zeiger</translation>
        </message>
        <message>
            <source>Grows</source>
            <translation>Wächst</translation>
        </message>
        <message>
            <source>How well it fits</source>
            <translation>Wie gut er passt</translation>
        </message>
        <message>
            <source>Keep it beside the next ones, up to three</source>
            <translation>Neben den nächsten behalten, bis zu drei</translation>
        </message>
        <message>
            <source>Let it begin at the time cursor</source>
            <translation>Am Zeitzeiger beginnen lassen</translation>
        </message>
        <message>
            <source>Let it begin at the time cursor of the charts</source>
            <translation>Am Zeitzeiger der Diagramme beginnen lassen</translation>
        </message>
        <message>
            <source>Misfit per sensor</source>
            <translation>Abweichung je Sensor</translation>
        </message>
        <message>
            <source>Nothing was measured in this span to compare with.</source>
            <translation>In diesem Zeitraum wurde nichts zum Vergleichen gemessen.</translation>
        </message>
        <message>
            <source>Pin</source>
            <translation>Merken</translation>
        </message>
        <message>
            <source>Pin %1; press to take it up again</source>
            <translation>Gemerkt %1; drücken, um ihn wieder aufzunehmen</translation>
        </message>
        <message>
            <source>Pin this supposed burst to compare it</source>
            <translation>Diesen angenommenen Bruch zum Vergleich merken</translation>
        </message>
        <message>
            <source>Place</source>
            <translation>Ort</translation>
        </message>
        <message>
            <source>Place along the pipe, in per cent of its length</source>
            <translation>Ort entlang der Leitung, in Prozent ihrer Länge</translation>
        </message>
        <message>
            <source>Press to take it up again; the arrow unpins it</source>
            <translation>Drücken nimmt ihn wieder auf; der Pfeil vergisst ihn</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Größe</translation>
        </message>
        <message>
            <source>Size of the supposed burst</source>
            <translation>Größe des angenommenen Bruchs</translation>
        </message>
        <message>
            <source>Size of the supposed burst as a number</source>
            <translation>Größe des angenommenen Bruchs als Zahl</translation>
        </message>
        <message>
            <source>Solving the model without a burst …</source>
            <translation>Das Modell ohne Bruch wird gelöst …</translation>
        </message>
        <message numerus="yes">
            <source>The model did not converge at %n instant(s); they are left out.</source>
            <translation>
                <numerusform>Das Modell konvergierte an %n Zeitpunkt nicht; er ist ausgelassen.</numerusform>
                <numerusform>Das Modell konvergierte an %n Zeitpunkten nicht; sie sind ausgelassen.</numerusform>
            </translation>
        </message>
        <message>
            <source>Unpin</source>
            <translation>Vergessen</translation>
        </message>
        <message>
            <source>What if</source>
            <translation>Was wäre wenn</translation>
        </message>
        <message>
            <source>for </source>
            <translation>über </translation>
        </message>
        <message>
            <source>hole of %1 mm</source>
            <translation>Loch von %1 mm</translation>
        </message>
        <message>
            <source>not: it bursts at once</source>
            <translation>nicht: es bricht auf einmal</translation>
        </message>
        <message>
            <source>pipe %1</source>
            <translation>Leitung %1</translation>
        </message>
        <message>
            <source>pipe %1, %2</source>
            <translation>Leitung %1, %2</translation>
        </message>
        <message>
            <source>▲ explains nothing</source>
            <translation>▲ erklärt nichts</translation>
        </message>
        <message>
            <source>● explains most of it</source>
            <translation>● erklärt das meiste</translation>
        </message>
        <message>
            <source>● fits as well as chance lets it</source>
            <translation>● passt so gut, wie der Zufall es zulässt</translation>
        </message>
        <message>
            <source>◐ explains part of it</source>
            <translation>◐ erklärt einen Teil</translation>
        </message>
    </context>
    <context>
        <name>main</name>
        <message>
            <source>--size is WIDTHxHEIGHT, at least 400x300, not '%1'.</source>
            <translation>--size ist BREITExHÖHE, mindestens 400x300, nicht '%1'.</translation>
        </message>
        <message>
            <source>--theme is light, dark or system, not '%1'.</source>
            <translation>--theme ist light, dark oder system, nicht '%1'.</translation>
        </message>
        <message>
            <source>A .mainsight file to open.</source>
            <translation>Eine zu öffnende .mainsight-Datei.</translation>
        </message>
        <message>
            <source>Go to this event.</source>
            <translation>Zu diesem Ereignis gehen.</translation>
        </message>
        <message>
            <source>Language of the window: %1; default is the desktop's.</source>
            <translation>Sprache des Fensters: %1; sonst die der Arbeitsfläche.</translation>
        </message>
        <message>
            <source>No font was found: install one, for example fonts-dejavu-core.</source>
            <translation>Keine Schrift gefunden: installieren Sie eine, zum Beispiel fonts-dejavu-core.</translation>
        </message>
        <message>
            <source>Only one project can be opened at a time.</source>
            <translation>Nur ein Projekt kann zugleich geöffnet werden.</translation>
        </message>
        <message>
            <source>Open the sample project.</source>
            <translation>Das Beispielprojekt öffnen.</translation>
        </message>
        <message>
            <source>Size of the window, such as 1600x1000.</source>
            <translation>Größe des Fensters, etwa 1600x1000.</translation>
        </message>
        <message>
            <source>Where has the main burst? Finds bursts in flow and pressure measurements and shows where they may be.</source>
            <translation>Wo ist das Rohr gebrochen? Findet Rohrbrüche in Durchfluss- und Druckmessungen und zeigt, wo sie liegen können.</translation>
        </message>
        <message>
            <source>Write a picture of the loaded window and quit.</source>
            <translation>Ein Bild des geladenen Fensters schreiben und beenden.</translation>
        </message>
        <message>
            <source>light, dark or system.</source>
            <translation>light, dark oder system.</translation>
        </message>
    </context>
    <context>
        <name>ms::dialogs</name>
        <message>
            <source>%n channels cannot be in the unit they name: choose it</source>
            <translation>%n Kanäle können nicht in der Einheit sein, die sie nennen: bitte wählen</translation>
        </message>
        <message>
            <source>%n channels with unusual values: check the unit</source>
            <translation>%n Kanäle mit ungewöhnlichen Werten: Einheit prüfen</translation>
        </message>
        <message>
            <source>Check the unit. If the values are right, nothing need be done</source>
            <translation>Prüfen Sie die Einheit. Wenn die Werte stimmen, ist nichts zu tun</translation>
        </message>
        <message>
            <source>Choose its quantity and unit to take it in</source>
            <translation>Größe und Einheit wählen, um ihn zu übernehmen</translation>
        </message>
        <message>
            <source>Choose its unit to take it in</source>
            <translation>Die Einheit wählen, um ihn zu übernehmen</translation>
        </message>
        <message>
            <source>Choose the unit it is in; if the one named is right, choose that one</source>
            <translation>Wählen Sie die Einheit, in der er ist; stimmt die genannte, wählen Sie diese</translation>
        </message>
        <message>
            <source>It stays out, the others go in. Remove it, or read again</source>
            <translation>Sie bleibt draußen, die anderen werden übernommen. Nehmen Sie sie heraus, oder lesen Sie noch einmal</translation>
        </message>
        <message>
            <source>It stays out, the others go in. See the lines below: a separator or date order can be set by hand</source>
            <translation>Sie bleibt draußen, die anderen werden übernommen. Siehe die Zeilen unten: Trennzeichen oder Datumsfolge lassen sich von Hand setzen</translation>
        </message>
        <message>
            <source>It was said to be left out. Tick it again under Take in</source>
            <translation>Er soll weggelassen werden. Haken Sie ihn unter Übernehmen wieder an</translation>
        </message>
        <message>
            <source>Its readings go in without a place. Match it on the map, or type the id of its node or pipe</source>
            <translation>Seine Messwerte werden ohne Ort übernommen. Ordnen Sie ihn auf der Karte zu, oder geben Sie die Kennung seines Knotens oder seiner Leitung ein</translation>
        </message>
        <message>
            <source>Neither the file nor a list of sensors names its unit: choose it under Unit</source>
            <translation>Weder die Datei noch eine Liste der Sensoren nennt seine Einheit: unter Einheit wählen</translation>
        </message>
        <message>
            <source>Nothing says what they measure: choose quantity and unit to take them in</source>
            <translation>Nichts sagt, was sie messen: Größe und Einheit wählen, um sie zu übernehmen</translation>
        </message>
        <message>
            <source>Read as %1; sure by %2 %.</source>
            <translation>Gelesen als %1; zu %2 % sicher.</translation>
        </message>
        <message>
            <source>The file stays out until its unit is chosen: under Unit below, or press F2 in the column Unit</source>
            <translation>Die Datei bleibt draußen, bis ihre Einheit gewählt ist: unten unter Einheit, oder F2 in der Spalte Einheit</translation>
        </message>
        <message>
            <source>The reading was stopped. Press Read again</source>
            <translation>Das Lesen wurde angehalten. Drücken Sie Noch einmal lesen</translation>
        </message>
        <message>
            <source>They are listed below with line and reason</source>
            <translation>Sie sind unten mit Zeile und Grund aufgeführt</translation>
        </message>
        <message>
            <source>could not be read: stays out</source>
            <translation>konnte nicht gelesen werden: bleibt draußen</translation>
        </message>
        <message>
            <source>its unit cannot be right</source>
            <translation>die Einheit kann nicht stimmen</translation>
        </message>
        <message>
            <source>left out</source>
            <translation>weggelassen</translation>
        </message>
        <message>
            <source>list of repairs</source>
            <translation>Liste der Reparaturen</translation>
        </message>
        <message>
            <source>not read: stays out</source>
            <translation>nicht gelesen: bleibt draußen</translation>
        </message>
        <message>
            <source>not taken: not in the list of sensors, and it names no unit</source>
            <translation>nicht übernommen: nicht in der Liste der Sensoren, und nennt keine Einheit</translation>
        </message>
        <message>
            <source>not taken: nothing says what it measures</source>
            <translation>nicht übernommen: nichts sagt, was er misst</translation>
        </message>
        <message>
            <source>reading …</source>
            <translation>wird gelesen …</translation>
        </message>
        <message>
            <source>ready</source>
            <translation>bereit</translation>
        </message>
        <message>
            <source>ready, %n columns not taken</source>
            <translation>bereit, %n Spalten nicht übernommen</translation>
        </message>
        <message>
            <source>ready, one column not taken</source>
            <translation>bereit, eine Spalte nicht übernommen</translation>
        </message>
        <message>
            <source>ready, some rows put aside</source>
            <translation>bereit, einige Zeilen ausgesondert</translation>
        </message>
        <message>
            <source>ready, without a place</source>
            <translation>bereit, ohne Ort</translation>
        </message>
        <message>
            <source>repairs</source>
            <translation>Reparaturen</translation>
        </message>
        <message>
            <source>unit missing</source>
            <translation>Einheit fehlt</translation>
        </message>
        <message>
            <source>unit missing: choose it</source>
            <translation>Einheit fehlt: bitte wählen</translation>
        </message>
        <message>
            <source>unit of %n channels missing: choose it</source>
            <translation>Einheit von %n Kanälen fehlt: bitte wählen</translation>
        </message>
        <message>
            <source>waiting</source>
            <translation>wartet</translation>
        </message>
        <message>
            <source>what it leaves open was taken from a file of its kind, %1</source>
            <translation>was sie offen lässt, wurde von einer Datei ihrer Art genommen, %1</translation>
        </message>
    </context>
    <context>
        <name>ms::drawing</name>
        <message>
            <source>%1 map units</source>
            <translation>%1 Karteneinheiten</translation>
        </message>
        <message>
            <source>Area of interest %1 %: %2 to walk</source>
            <translation>Suchgebiet %1 %: %2 zu begehen</translation>
        </message>
        <message>
            <source>Cannot be narrowed down: the whole of zone %1</source>
            <translation>Nicht einzugrenzen: die ganze Zone %1</translation>
        </message>
        <message>
            <source>Diameter</source>
            <translation>Durchmesser</translation>
        </message>
        <message>
            <source>Diameter, mm</source>
            <translation>Durchmesser, mm</translation>
        </message>
        <message>
            <source>Flow by the model</source>
            <translation>Durchfluss laut Modell</translation>
        </message>
        <message>
            <source>Flow by the model, %1</source>
            <translation>Durchfluss laut Modell, %1</translation>
        </message>
        <message>
            <source>Material</source>
            <translation>Werkstoff</translation>
        </message>
        <message>
            <source>Measured less expected, %1</source>
            <translation>Gemessen weniger erwartet, %1</translation>
        </message>
        <message>
            <source>N</source>
            <translation>N</translation>
        </message>
        <message>
            <source>No material is known of these pipes</source>
            <translation>Von diesen Leitungen ist kein Werkstoff bekannt</translation>
        </message>
        <message>
            <source>PRV</source>
            <translation>Druckminderer</translation>
        </message>
        <message>
            <source>Pressure residual</source>
            <translation>Druckabweichung</translation>
        </message>
        <message>
            <source>Probability</source>
            <translation>Wahrscheinlichkeit</translation>
        </message>
        <message>
            <source>Probability per pipe, %</source>
            <translation>Wahrscheinlichkeit je Leitung, %</translation>
        </message>
        <message>
            <source>others</source>
            <translation>andere</translation>
        </message>
        <message>
            <source>pressure reducing valve</source>
            <translation>Druckminderer</translation>
        </message>
        <message>
            <source>pump</source>
            <translation>Pumpe</translation>
        </message>
        <message>
            <source>reservoir</source>
            <translation>Quelle</translation>
        </message>
        <message>
            <source>tank</source>
            <translation>Behälter</translation>
        </message>
        <message>
            <source>valve</source>
            <translation>Armatur</translation>
        </message>
    </context>
    <context>
        <name>ms::exporting</name>
        <message>
            <source>%1 (90 %: %2 to %3)</source>
            <translation>%1 (90 %: %2 bis %3)</translation>
        </message>
        <message>
            <source>%1 bursts and leaks</source>
            <translation>%1 Rohrbrüche und Lecks</translation>
        </message>
        <message>
            <source>%1 further pipes with %2 together are in the workbook and in the web page.</source>
            <translation>%1 weitere Leitungen mit zusammen %2 stehen in der Arbeitsmappe und auf der Webseite.</translation>
        </message>
        <message>
            <source>%1 in zone %2</source>
            <translation>%1 in Zone %2</translation>
        </message>
        <message>
            <source>%1 mm</source>
            <translation>%1 mm</translation>
        </message>
        <message>
            <source>%1 that it is a %2: %3</source>
            <translation>%1, dass es ein %2 ist: %3</translation>
        </message>
        <message>
            <source>%1 to walk in %2 pipes hold the burst with %3 % probability (%4 of the zone's mains)</source>
            <translation>%1 zu begehen in %2 Leitungen enthalten den Bruch mit %3 % Wahrscheinlichkeit (%4 der Leitungen der Zone)</translation>
        </message>
        <message>
            <source>(90 %: %1 to %2)</source>
            <translation>(90 %: %1 bis %2)</translation>
        </message>
        <message>
            <source>(times in %1)</source>
            <translation>(Zeiten in %1)</translation>
        </message>
        <message>
            <source>, grey: expected</source>
            <translation>, grau: erwartet</translation>
        </message>
        <message>
            <source>, shaded: since the start of the event</source>
            <translation>, getönt: seit Beginn des Ereignisses</translation>
        </message>
        <message>
            <source>; else %1</source>
            <translation>; sonst %1</translation>
        </message>
        <message>
            <source>All</source>
            <translation>Alle</translation>
        </message>
        <message>
            <source>Analysis %1, %2, %3 workers</source>
            <translation>Analyse %1, %2, %3 Arbeiter</translation>
        </message>
        <message>
            <source>Area</source>
            <translation>Gebiet</translation>
        </message>
        <message>
            <source>Area of interest</source>
            <translation>Suchgebiet</translation>
        </message>
        <message>
            <source>Called</source>
            <translation>Gemeldet</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>Änderung</translation>
        </message>
        <message>
            <source>Confidence</source>
            <translation>Sicherheit</translation>
        </message>
        <message>
            <source>Contents</source>
            <translation>Inhalt</translation>
        </message>
        <message>
            <source>Data: %1, %2 values, checksum %3</source>
            <translation>Daten: %1, %2 Werte, Prüfsumme %3</translation>
        </message>
        <message>
            <source>Diameter</source>
            <translation>Durchmesser</translation>
        </message>
        <message>
            <source>EPANET model with the burst in place</source>
            <translation>EPANET-Modell mit dem Rohrbruch darin</translation>
        </message>
        <message>
            <source>Ended</source>
            <translation>Ende</translation>
        </message>
        <message>
            <source>Event</source>
            <translation>Ereignis</translation>
        </message>
        <message>
            <source>Event %1</source>
            <translation>Ereignis %1</translation>
        </message>
        <message>
            <source>Event %1: %2</source>
            <translation>Ereignis %1: %2</translation>
        </message>
        <message>
            <source>Everything as one file for web maps and scripts</source>
            <translation>Alles als eine Datei für Webkarten und Skripte</translation>
        </message>
        <message>
            <source>Evidence</source>
            <translation>Belege</translation>
        </message>
        <message>
            <source>Field team</source>
            <translation>Trupp vor Ort</translation>
        </message>
        <message>
            <source>For Google Earth and map programs on a phone</source>
            <translation>Für Google Earth und Kartenprogramme auf dem Telefon</translation>
        </message>
        <message>
            <source>GIS pipes: checksum %1</source>
            <translation>GIS-Leitungen: Prüfsumme %1</translation>
        </message>
        <message>
            <source>GIS team</source>
            <translation>GIS-Abteilung</translation>
        </message>
        <message>
            <source>Help</source>
            <translation>Hilfe</translation>
        </message>
        <message>
            <source>Inputs, checksums, options and version: what repeats the result</source>
            <translation>Eingaben, Prüfsummen, Einstellungen und Version: womit sich das Ergebnis wiederholen lässt</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>Art</translation>
        </message>
        <message>
            <source>Layers for older GIS, with a dictionary of the short field names</source>
            <translation>Ebenen für ältere GIS, mit einem Verzeichnis der kurzen Feldnamen</translation>
        </message>
        <message>
            <source>Layers with a style that QGIS applies by itself</source>
            <translation>Ebenen mit einem Stil, den QGIS von selbst anwendet</translation>
        </message>
        <message>
            <source>Length</source>
            <translation>Länge</translation>
        </message>
        <message>
            <source>Lost</source>
            <translation>Verloren</translation>
        </message>
        <message>
            <source>Lost so far</source>
            <translation>Bisher verloren</translation>
        </message>
        <message>
            <source>Mains</source>
            <translation>Leitungen</translation>
        </message>
        <message>
            <source>Mainsight %1</source>
            <translation>Mainsight %1</translation>
        </message>
        <message>
            <source>Mainsight %1   page %2 of %3</source>
            <translation>Mainsight %1   Seite %2 von %3</translation>
        </message>
        <message>
            <source>Manager</source>
            <translation>Leitung des Betriebs</translation>
        </message>
        <message>
            <source>Map and charts as drawings that can be enlarged and edited</source>
            <translation>Karte und Diagramme als Zeichnungen, die sich vergrößern und bearbeiten lassen</translation>
        </message>
        <message>
            <source>Map and charts as pictures, for a slide or a message</source>
            <translation>Karte und Diagramme als Bilder, für eine Folie oder eine Nachricht</translation>
        </message>
        <message>
            <source>Map to pan and pick in any browser, also on a phone and without a network</source>
            <translation>Karte zum Verschieben und Antippen in jedem Browser, auch auf dem Telefon und ohne Netzverbindung</translation>
        </message>
        <message>
            <source>Map, charts, why and ranked pipes, to print and to send</source>
            <translation>Karte, Diagramme, Begründung und gereihte Leitungen, zum Drucken und Senden</translation>
        </message>
        <message>
            <source>Me</source>
            <translation>Ich</translation>
        </message>
        <message>
            <source>Modeller</source>
            <translation>Modellierung</translation>
        </message>
        <message>
            <source>Net inflow %1, %2</source>
            <translation>Nettozufluss %1, %2</translation>
        </message>
        <message>
            <source>Network</source>
            <translation>Netz</translation>
        </message>
        <message>
            <source>Network: checksum %1</source>
            <translation>Netz: Prüfsumme %1</translation>
        </message>
        <message>
            <source>Notes</source>
            <translation>Notizen</translation>
        </message>
        <message>
            <source>Open in the map program</source>
            <translation>Im Kartenprogramm öffnen</translation>
        </message>
        <message>
            <source>Options: %1</source>
            <translation>Optionen: %1</translation>
        </message>
        <message>
            <source>Page</source>
            <translation>Seite</translation>
        </message>
        <message>
            <source>Pipe</source>
            <translation>Leitung</translation>
        </message>
        <message>
            <source>Pipes, most probable first</source>
            <translation>Leitungen, die wahrscheinlichste zuerst</translation>
        </message>
        <message>
            <source>Planner</source>
            <translation>Planung</translation>
        </message>
        <message>
            <source>Probability</source>
            <translation>Wahrscheinlichkeit</translation>
        </message>
        <message>
            <source>Probability per pipe, %</source>
            <translation>Wahrscheinlichkeit je Leitung, %</translation>
        </message>
        <message>
            <source>Quantity</source>
            <translation>Größe</translation>
        </message>
        <message>
            <source>Rank</source>
            <translation>Rang</translation>
        </message>
        <message>
            <source>Repairs: checksum %1</source>
            <translation>Reparaturen: Prüfsumme %1</translation>
        </message>
        <message>
            <source>Reservoirs, tanks, pumps, valves</source>
            <translation>Behälter, Speicher, Pumpen, Schieber</translation>
        </message>
        <message>
            <source>Run record</source>
            <translation>Protokoll des Laufs</translation>
        </message>
        <message>
            <source>Sensor</source>
            <translation>Sensor</translation>
        </message>
        <message>
            <source>Sensors</source>
            <translation>Sensoren</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Größe</translation>
        </message>
        <message>
            <source>Start</source>
            <translation>Beginn</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>Status</translation>
        </message>
        <message>
            <source>Street</source>
            <translation>Straße</translation>
        </message>
        <message>
            <source>Strength</source>
            <translation>Stärke</translation>
        </message>
        <message>
            <source>The network has no coordinates: there is no map.</source>
            <translation>Das Netz hat keine Koordinaten: es gibt keine Karte.</translation>
        </message>
        <message>
            <source>The network has no coordinates: there is no map. The ranked pipes are in the table.</source>
            <translation>Das Netz hat keine Koordinaten: es gibt keine Karte. Die Leitungen stehen in der Tabelle.</translation>
        </message>
        <message>
            <source>The run was cancelled: its results are partial.</source>
            <translation>Der Lauf wurde abgebrochen: seine Ergebnisse sind unvollständig.</translation>
        </message>
        <message>
            <source>The same as plain tables</source>
            <translation>Dasselbe als einfache Tabellen</translation>
        </message>
        <message>
            <source>There are no charts to show.</source>
            <translation>Es gibt keine Diagramme zu zeigen.</translation>
        </message>
        <message>
            <source>There is no burst or leak to report.</source>
            <translation>Es gibt keinen Rohrbruch und kein Leck zu berichten.</translation>
        </message>
        <message>
            <source>This device does not tell its place.</source>
            <translation>Dieses Gerät sagt nicht, wo es ist.</translation>
        </message>
        <message>
            <source>Times are in %1; pressures in %2, flows in %3.</source>
            <translation>Zeiten in %1; Drücke in %2, Durchflüsse in %3.</translation>
        </message>
        <message>
            <source>Times in %1.</source>
            <translation>Zeiten in %1.</translation>
        </message>
        <message>
            <source>Together</source>
            <translation>Zusammen</translation>
        </message>
        <message>
            <source>Version %1</source>
            <translation>Version %1</translation>
        </message>
        <message>
            <source>Where am I?</source>
            <translation>Wo bin ich?</translation>
        </message>
        <message>
            <source>Where has the main burst?</source>
            <translation>Wo ist die Leitung gebrochen?</translation>
        </message>
        <message>
            <source>Whole network</source>
            <translation>Ganzes Netz</translation>
        </message>
        <message>
            <source>Workbook: pipes, events, sensors, evidence, readings, and what each column means</source>
            <translation>Arbeitsmappe: Leitungen, Ereignisse, Sensoren, Belege, Messwerte, und was jede Spalte bedeutet</translation>
        </message>
        <message>
            <source>Zone</source>
            <translation>Zone</translation>
        </message>
        <message>
            <source>Zoom in</source>
            <translation>Vergrößern</translation>
        </message>
        <message>
            <source>Zoom out</source>
            <translation>Verkleinern</translation>
        </message>
        <message>
            <source>analysis %1</source>
            <translation>Auswertung %1</translation>
        </message>
        <message>
            <source>and %1 more files</source>
            <translation>und %1 weitere Dateien</translation>
        </message>
        <message>
            <source>cannot be narrowed down: the whole zone</source>
            <translation>nicht einzugrenzen: die ganze Zone</translation>
        </message>
        <message>
            <source>coordinates of the model</source>
            <translation>Koordinaten des Modells</translation>
        </message>
        <message>
            <source>coordinates of the model, no CRS known</source>
            <translation>Koordinaten des Modells, kein Koordinatensystem bekannt</translation>
        </message>
        <message>
            <source>en</source>
            <translation>de</translation>
        </message>
        <message>
            <source>likely</source>
            <translation>wahrscheinlich</translation>
        </message>
        <message>
            <source>line: measured</source>
            <translation>Linie: gemessen</translation>
        </message>
        <message>
            <source>more likely than not</source>
            <translation>eher ja als nein</translation>
        </message>
        <message>
            <source>near %1</source>
            <translation>nahe %1</translation>
        </message>
        <message>
            <source>no CRS</source>
            <translation>kein Koordinatensystem</translation>
        </message>
        <message>
            <source>outside the area of interest</source>
            <translation>außerhalb des Suchgebiets</translation>
        </message>
        <message>
            <source>probability</source>
            <translation>Wahrscheinlichkeit</translation>
        </message>
        <message>
            <source>uncertain</source>
            <translation>unsicher</translation>
        </message>
        <message>
            <source>very likely</source>
            <translation>sehr wahrscheinlich</translation>
        </message>
        <message>
            <source>whole zone</source>
            <translation>ganze Zone</translation>
        </message>
    </context>
    <context>
        <name>ms::models</name>
        <message>
            <source>faulty</source>
            <translation>fehlerhaft</translation>
        </message>
        <message>
            <source>late %1</source>
            <translation>%1 verspätet</translation>
        </message>
        <message>
            <source>no data</source>
            <translation>keine Daten</translation>
        </message>
        <message>
            <source>ok</source>
            <translation>in Ordnung</translation>
        </message>
        <message>
            <source>silent %1</source>
            <translation>stumm seit %1</translation>
        </message>
        <message>
            <source>suspect</source>
            <translation>verdächtig</translation>
        </message>
    </context>
    <context>
        <name>ms::panels</name>
        <message>
            <source> (%1 of pipes)</source>
            <translation> (%1 Leitungen)</translation>
        </message>
        <message>
            <source> (%1 to %2)</source>
            <translation> (%1 bis %2)</translation>
        </message>
        <message>
            <source>%1 earlier notices</source>
            <translation>%1 frühere Meldungen</translation>
        </message>
        <message>
            <source>%1 in %2</source>
            <translation>%1 in %2</translation>
        </message>
        <message>
            <source>%1 near %2</source>
            <translation>%1 nahe %2</translation>
        </message>
        <message>
            <source>%1 near pipe %2</source>
            <translation>%1 nahe Leitung %2</translation>
        </message>
        <message>
            <source>%1 σ</source>
            <translation>%1 σ</translation>
        </message>
        <message>
            <source>%1, after %2</source>
            <translation>%1, nach %2</translation>
        </message>
        <message>
            <source>%1: %2</source>
            <translation>%1: %2</translation>
        </message>
        <message>
            <source>, %1 after the start</source>
            <translation>, %1 nach Beginn</translation>
        </message>
        <message>
            <source>&lt;b&gt;%1&lt;/b&gt; to walk hold it with %2; that is %3 of the zone.</source>
            <translation>&lt;b&gt;%1&lt;/b&gt; zu begehen enthalten ihn mit %2; das sind %3 der Zone.</translation>
        </message>
        <message>
            <source>Called</source>
            <translation>Gemeldet</translation>
        </message>
        <message>
            <source>Confidence</source>
            <translation>Sicherheit</translation>
        </message>
        <message>
            <source>End</source>
            <translation>Ende</translation>
        </message>
        <message>
            <source>Lost</source>
            <translation>Verloren</translation>
        </message>
        <message>
            <source>Lost so far</source>
            <translation>Bisher verloren</translation>
        </message>
        <message>
            <source>Not localised yet.</source>
            <translation>Noch nicht verortet.</translation>
        </message>
        <message>
            <source>Rivals</source>
            <translation>Andere Deutungen</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Größe</translation>
        </message>
        <message>
            <source>Start</source>
            <translation>Beginn</translation>
        </message>
        <message>
            <source>The evidence cannot tell one part of the zone from another: the area is the &lt;b&gt;whole zone&lt;/b&gt;%1.</source>
            <translation>Die Belege unterscheiden keinen Teil der Zone vom anderen: das Gebiet ist die &lt;b&gt;ganze Zone&lt;/b&gt;%1.</translation>
        </message>
        <message>
            <source>delete</source>
            <translation>löschen</translation>
        </message>
        <message>
            <source>event %1</source>
            <translation>Ereignis %1</translation>
        </message>
        <message>
            <source>no area yet</source>
            <translation>noch kein Gebiet</translation>
        </message>
        <message>
            <source>no change</source>
            <translation>keine Änderung</translation>
        </message>
        <message>
            <source>partial result</source>
            <translation>Teilergebnis</translation>
        </message>
        <message>
            <source>show all %1</source>
            <translation>alle %1 zeigen</translation>
        </message>
        <message>
            <source>show all %1 pipes</source>
            <translation>alle %1 Leitungen zeigen</translation>
        </message>
        <message>
            <source>show fewer</source>
            <translation>weniger zeigen</translation>
        </message>
        <message>
            <source>show fewer pipes</source>
            <translation>weniger Leitungen zeigen</translation>
        </message>
        <message>
            <source>whole zone</source>
            <translation>ganze Zone</translation>
        </message>
    </context>
    <context>
        <name>ms::session</name>
        <message>
            <source>%1 %</source>
            <translation>%1 %</translation>
        </message>
        <message>
            <source>%1 UTC</source>
            <translation>%1 UTC</translation>
        </message>
        <message numerus="yes">
            <source>%1 and %n more</source>
            <translation>
                <numerusform>%1 und einem weiteren</numerusform>
                <numerusform>%1 und %n weiteren</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 between %2 and %3</source>
            <translation>%1 zwischen %2 und %3</translation>
        </message>
        <message>
            <source>%1 cuts %2 of %3 lines into %4 columns</source>
            <translation>%1 teilt %2 von %3 Zeilen in %4 Spalten</translation>
        </message>
        <message>
            <source>%1 d</source>
            <translation>%1 d</translation>
        </message>
        <message>
            <source>%1 d %2 h</source>
            <translation>%1 d %2 h</translation>
        </message>
        <message>
            <source>%1 events</source>
            <translation>%1 Ereignisse</translation>
        </message>
        <message>
            <source>%1 features are no lines</source>
            <translation>%1 Objekte sind keine Linien</translation>
        </message>
        <message>
            <source>%1 files looked at</source>
            <translation>%1 Dateien angesehen</translation>
        </message>
        <message>
            <source>%1 files, %2 values</source>
            <translation>%1 Dateien, %2 Werte</translation>
        </message>
        <message>
            <source>%1 h</source>
            <translation>%1 h</translation>
        </message>
        <message>
            <source>%1 h %2 min</source>
            <translation>%1 h %2 min</translation>
        </message>
        <message>
            <source>%1 is the same day in either order</source>
            <translation>%1 ist so oder so derselbe Tag</translation>
        </message>
        <message>
            <source>%1 km</source>
            <translation>%1 km</translation>
        </message>
        <message>
            <source>%1 m</source>
            <translation>%1 m</translation>
        </message>
        <message>
            <source>%1 min</source>
            <translation>%1 min</translation>
        </message>
        <message>
            <source>%1 m³</source>
            <translation>%1 m³</translation>
        </message>
        <message>
            <source>%1 of %2 readings are lost, of %3 sensors</source>
            <translation>%1 von %2 Messwerten sind verloren, von %3 Sensoren</translation>
        </message>
        <message>
            <source>%1 of %2 readings of sensor %3 are lost</source>
            <translation>%1 von %2 Messwerten des Sensors %3 sind verloren</translation>
        </message>
        <message>
            <source>%1 of %2 tasks failed, the first for this reason: %3: %4; what the others found is kept and labelled partial</source>
            <translation>%1 von %2 Aufgaben schlugen fehl, die erste deshalb: %3: %4; was die anderen fanden, bleibt und ist als unvollständig bezeichnet</translation>
        </message>
        <message>
            <source>%1 pipes have no id</source>
            <translation>%1 Leitungen haben keine Kennung</translation>
        </message>
        <message>
            <source>%1 places are read from grid references of the British National Grid</source>
            <translation>%1 Orte sind aus Angaben des British National Grid gelesen</translation>
        </message>
        <message>
            <source>%1 readings belong to sensors that are lost</source>
            <translation>%1 Messwerte gehören zu Sensoren, die verloren sind</translation>
        </message>
        <message>
            <source>%1 s</source>
            <translation>%1 s</translation>
        </message>
        <message>
            <source>%1 sensor names a place but no element</source>
            <translation>%1 Sensor nennt einen Ort, aber kein Element</translation>
        </message>
        <message>
            <source>%1 sensors name a place but no element</source>
            <translation>%1 Sensoren nennen einen Ort, aber kein Element</translation>
        </message>
        <message numerus="yes">
            <source>%1 spoke loudest for %n event(s) that were dismissed, and for none that was confirmed: look at its readings, or leave them out.</source>
            <translation>
                <numerusform>%1 sprach am lautesten für %n verworfenes Ereignis und für kein bestätigtes: sehen Sie seine Messwerte an, oder lassen Sie sie weg.</numerusform>
                <numerusform>%1 sprach am lautesten für %n verworfene Ereignisse und für kein bestätigtes: sehen Sie seine Messwerte an, oder lassen Sie sie weg.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 to %2, %n mean(s) of three hours</source>
            <translation>
                <numerusform>%1 bis %2, %n Mittel von drei Stunden</numerusform>
                <numerusform>%1 bis %2, %n Mittel von drei Stunden</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 values have a key that the .TSD file does not list</source>
            <translation>%1 Werte haben einen Schlüssel, den die .TSD-Datei nicht nennt</translation>
        </message>
        <message>
            <source>%1, repairs placed</source>
            <translation>%1, mit Reparaturen</translation>
        </message>
        <message>
            <source>%1: text or an error code instead of a reading</source>
            <translation>%1: Text oder ein Fehlercode statt eines Messwerts</translation>
        </message>
        <message>
            <source>%1: too far to be taken</source>
            <translation>%1: zu weit weg, um es zu nehmen</translation>
        </message>
        <message>
            <source>%1: too unlike to be taken</source>
            <translation>%1: zu unähnlich, um es zu nehmen</translation>
        </message>
        <message>
            <source>%1; %2 faults of loggers flagged</source>
            <translation>%1; %2 Fehler von Loggern markiert</translation>
        </message>
        <message>
            <source>%1; %2 files could not be read and stayed out</source>
            <translation>%1; %2 Dateien waren nicht lesbar und blieben draußen</translation>
        </message>
        <message>
            <source>%1; %2 sure to be on %3 of pipe (%4 of the zone), most probably on %5</source>
            <translation>%1; zu %2 auf %3 Leitung (%4 der Zone), am ehesten auf %5</translation>
        </message>
        <message>
            <source>%1; no longer believed: what spoke for it has gone</source>
            <translation>%1; nicht mehr geglaubt: weggefallen ist, was dafür sprach</translation>
        </message>
        <message>
            <source>%1; the loggers do not tell where in zone %2 it is</source>
            <translation>%1; wo in der Zone %2, sagen die Logger nicht</translation>
        </message>
        <message numerus="yes">
            <source>%n burst(s) and leaks were dismissed, %1 a zone-week, where %2 were asked for: a rate of %3 would keep what you asked for, and miss more of the small ones.</source>
            <translation>
                <numerusform>%n Bruch oder Leck wurde verworfen, %1 je Zonenwoche, verlangt waren %2: eine Rate von %3 hielte ein, was Sie verlangt haben, und verpasste mehr von den kleinen.</numerusform>
                <numerusform>%n Brüche und Lecks wurden verworfen, %1 je Zonenwoche, verlangt waren %2: eine Rate von %3 hielte ein, was Sie verlangt haben, und verpasste mehr von den kleinen.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n dismissed event(s) began on %1: if that was no ordinary day, put it into the calendar.</source>
            <translation>
                <numerusform>%n verworfenes Ereignis begann am %1: war das kein gewöhnlicher Tag, gehört er in den Kalender.</numerusform>
                <numerusform>%n verworfene Ereignisse begannen am %1: war das kein gewöhnlicher Tag, gehört er in den Kalender.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n dismissed event(s) of %1 began between %2: if that is planned work, keep the zone quiet then.</source>
            <translation>
                <numerusform>%n verworfenes Ereignis in %1 begann zwischen %2: ist das geplante Arbeit, setzen Sie dafür eine Ruhezeit.</numerusform>
                <numerusform>%n verworfene Ereignisse in %1 begannen zwischen %2: ist das geplante Arbeit, setzen Sie dafür eine Ruhezeit.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n dismissed event(s) of %1 began on a %3 between %2: if that is planned work, keep the zone quiet then.</source>
            <translation>
                <numerusform>%n verworfenes Ereignis in %1 begann an einem %3 zwischen %2: ist das geplante Arbeit, setzen Sie dafür eine Ruhezeit.</numerusform>
                <numerusform>%n verworfene Ereignisse in %1 begannen an einem %3 zwischen %2: ist das geplante Arbeit, setzen Sie dafür eine Ruhezeit.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n event(s)</source>
            <translation>
                <numerusform>%n Ereignis</numerusform>
                <numerusform>%n Ereignisse</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n minute(s)</source>
            <translation>
                <numerusform>%n Minute</numerusform>
                <numerusform>%n Minuten</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n repair(s)</source>
            <translation>
                <numerusform>%n Reparatur</numerusform>
                <numerusform>%n Reparaturen</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n second(s)</source>
            <translation>
                <numerusform>%n Sekunde</numerusform>
                <numerusform>%n Sekunden</numerusform>
            </translation>
        </message>
        <message>
            <source>'%1' is no coordinate</source>
            <translation>'%1' ist keine Koordinate</translation>
        </message>
        <message>
            <source>'%1' is no sign</source>
            <translation>'%1' ist kein Vorzeichen</translation>
        </message>
        <message>
            <source>'%1' is no time</source>
            <translation>'%1' ist keine Zeit</translation>
        </message>
        <message>
            <source>'%1' is no unit of %2</source>
            <translation>'%1' ist keine Einheit für %2</translation>
        </message>
        <message>
            <source>'mainsight-cli repair' saves what is left and keeps the damaged file</source>
            <translation>„mainsight-cli repair“ rettet, was übrig ist, und behält die beschädigte Datei</translation>
        </message>
        <message>
            <source>'quiet' lists them</source>
            <translation>'quiet' zeigt sie</translation>
        </message>
        <message>
            <source>1 event</source>
            <translation>1 Ereignis</translation>
        </message>
        <message>
            <source>; its last words: '%1'</source>
            <translation>; seine letzten Worte: '%1'</translation>
        </message>
        <message>
            <source>; kept: %1</source>
            <translation>; behalten: %1</translation>
        </message>
        <message>
            <source>&lt; 1 %</source>
            <translation>&lt; 1 %</translation>
        </message>
        <message>
            <source>&gt; 99 %</source>
            <translation>&gt; 99 %</translation>
        </message>
        <message>
            <source>A drill has 1 to 1,000 bursts</source>
            <translation>Eine Übung hat 1 bis 1.000 Brüche</translation>
        </message>
        <message>
            <source>A flow meter of the zone repeats one value since %1; its readings count as missing</source>
            <translation>Ein Durchflussmesser der Zone wiederholt seit %1 einen Wert; seine Messwerte gelten als fehlend</translation>
        </message>
        <message>
            <source>A hypothetical burst is on a pipe</source>
            <translation>Ein angenommener Bruch liegt auf einer Leitung</translation>
        </message>
        <message>
            <source>About %1, reckoned from the volume of data at the speed of one ordinary core; no run has been timed here yet.</source>
            <translation>Etwa %1, aus der Datenmenge bei der Geschwindigkeit eines gewöhnlichen Kerns geschätzt; hier wurde noch kein Lauf gemessen.</translation>
        </message>
        <message>
            <source>Add a network or the pipes' GIS file</source>
            <translation>Fügen Sie ein Netz oder die GIS-Datei der Leitungen hinzu</translation>
        </message>
        <message>
            <source>Add overviews: gdaladdo -r average FILE 2 4 8 16 32</source>
            <translation>Übersichten hinzufügen: gdaladdo -r average DATEI 2 4 8 16 32</translation>
        </message>
        <message numerus="yes">
            <source>All %n logger(s) can be trusted: once calibrated they are usually %1 off.</source>
            <translation>
                <numerusform>Dem einen Logger ist zu trauen: Kalibriert liegt er gewöhnlich %1 daneben.</numerusform>
                <numerusform>Allen %n Loggern ist zu trauen: Kalibriert liegen sie gewöhnlich %1 daneben.</numerusform>
            </translation>
        </message>
        <message>
            <source>Assign its flow meters to links first.</source>
            <translation>Ordnen Sie zuerst seine Durchflussmesser Leitungen zu.</translation>
        </message>
        <message>
            <source>Assign the flow meters to links of the network, or give them a zone</source>
            <translation>Ordnen Sie die Durchflusszähler Leitungen des Netzes zu, oder geben Sie ihnen eine Zone</translation>
        </message>
        <message>
            <source>Assign the sensors to junctions and links first.</source>
            <translation>Ordnen Sie zuerst die Sensoren Knoten und Leitungen zu.</translation>
        </message>
        <message>
            <source>Bursts and leaks have one</source>
            <translation>Brüche und Lecks haben eines</translation>
        </message>
        <message>
            <source>By the last run, in proportion: about %1 and %2.</source>
            <translation>Nach dem letzten Lauf, im Verhältnis: etwa %1 und %2.</translation>
        </message>
        <message>
            <source>CPU time limit</source>
            <translation>Grenze der Rechenzeit</translation>
        </message>
        <message>
            <source>Changes of pressure are what the measured inflow does not explain: down near the place, up away from it.</source>
            <translation>Druckänderungen sind das, was der gemessene Zufluss nicht erklärt: nahe am Ort nach unten, fern davon nach oben.</translation>
        </message>
        <message>
            <source>Check that mainsight-worker is installed beside this program, and the launcher if one is set</source>
            <translation>Prüfen Sie, ob mainsight-worker neben diesem Programm installiert ist, und den Starter, falls einer gesetzt ist</translation>
        </message>
        <message>
            <source>Check that the server runs and that the service file, ~/.pgpass and the PG* variables name it rightly</source>
            <translation>Prüfen Sie, ob der Server läuft und ob Dienstdatei, ~/.pgpass und die PG*-Variablen ihn richtig nennen</translation>
        </message>
        <message>
            <source>Check the clock of the logger</source>
            <translation>Prüfen Sie die Uhr des Loggers</translation>
        </message>
        <message>
            <source>Check the disk that holds temporary files</source>
            <translation>Prüfen Sie den Datenträger der temporären Dateien</translation>
        </message>
        <message>
            <source>Check the drive and the rights</source>
            <translation>Prüfen Sie Laufwerk und Rechte</translation>
        </message>
        <message>
            <source>Check the names of the table and its columns</source>
            <translation>Prüfen Sie die Namen der Tabelle und ihrer Spalten</translation>
        </message>
        <message>
            <source>Check the query, and what the columns hold</source>
            <translation>Prüfen Sie die Abfrage und was die Spalten enthalten</translation>
        </message>
        <message>
            <source>Check the rights and the space there</source>
            <translation>Prüfen Sie Rechte und Platz dort</translation>
        </message>
        <message>
            <source>Check the space and the memory of the server</source>
            <translation>Prüfen Sie Platz und Speicher des Servers</translation>
        </message>
        <message>
            <source>Choose a pipe, not a pump or valve</source>
            <translation>Wählen Sie eine Leitung, keine Pumpe und keinen Schieber</translation>
        </message>
        <message>
            <source>Choose an empty folder</source>
            <translation>Wählen Sie einen leeren Ordner</translation>
        </message>
        <message>
            <source>Confidence can only be filtered from below: conf&gt;80</source>
            <translation>Nach Sicherheit lässt sich nur von unten filtern: conf&gt;80</translation>
        </message>
        <message>
            <source>Dismissed: %1</source>
            <translation>Verworfen: %1</translation>
        </message>
        <message>
            <source>Do not trust %1: that far off even once calibrated, where %2 is usual. An area that rests on such a logger is too wide, or wrong: leave it out of the run, or flag its readings.</source>
            <translation>Trauen Sie %1 nicht: So weit liegen sie auch kalibriert daneben, wo %2 gewöhnlich ist. Ein Gebiet, das auf einem solchen Logger beruht, ist zu weit oder falsch: Lassen Sie ihn bei der Analyse weg, oder markieren Sie seine Messwerte.</translation>
        </message>
        <message>
            <source>Events to expect: one for many of the %1 on record, and about %2 false.</source>
            <translation>Zu erwartende Ereignisse: eines zu vielen der erfassten %1, und etwa %2 falsche.</translation>
        </message>
        <message>
            <source>False alarms a zone and week must be above 0 and at most 7</source>
            <translation>Fehlalarme je Zone und Woche müssen über 0 und höchstens 7 sein</translation>
        </message>
        <message>
            <source>Flushing or fire test</source>
            <translation>Spülung oder Löschwasserprobe</translation>
        </message>
        <message>
            <source>GeoTIFF and MBTiles files can, and addresses of XYZ tiles</source>
            <translation>GeoTIFF- und MBTiles-Dateien können es, und Adressen von XYZ-Kacheln</translation>
        </message>
        <message>
            <source>Have the owner of the table grant it</source>
            <translation>Lassen Sie es sich vom Eigentümer der Tabelle erlauben</translation>
        </message>
        <message>
            <source>Holiday or festival</source>
            <translation>Feiertag oder Fest</translation>
        </message>
        <message>
            <source>How many events there are nobody knows before a first run; about %1 will be false.</source>
            <translation>Wie viele Ereignisse es gibt, weiß vor einem ersten Lauf niemand; etwa %1 werden falsch sein.</translation>
        </message>
        <message>
            <source>Ids of the network, with blanks between</source>
            <translation>Kennungen des Netzes, mit Leerzeichen dazwischen</translation>
        </message>
        <message>
            <source>Import some first</source>
            <translation>Importieren Sie zuerst welche</translation>
        </message>
        <message>
            <source>In the model there is a way past a meter by these valves; close the one that is shut: %1</source>
            <translation>Im Modell führt ein Weg über diese Schieber an einem Zähler vorbei; schließen Sie den, der zu ist: %1</translation>
        </message>
        <message>
            <source>It is looked for again; check the drive and the rights</source>
            <translation>Er wird wieder gesucht; prüfen Sie Laufwerk und Rechte</translation>
        </message>
        <message>
            <source>It must look like https://server/{z}/{x}/{y}.png</source>
            <translation>Sie muss aussehen wie https://server/{z}/{x}/{y}.png</translation>
        </message>
        <message>
            <source>Its meter %1 is left out</source>
            <translation>Ihr Zähler %1 ist ausgelassen</translation>
        </message>
        <message>
            <source>Known operation</source>
            <translation>Bekannter Betriebsvorgang</translation>
        </message>
        <message>
            <source>Landlock cannot be put in force: %1</source>
            <translation>Landlock lässt sich nicht in Kraft setzen: %1</translation>
        </message>
        <message>
            <source>Landlock takes no rules: %1</source>
            <translation>Landlock nimmt keine Regeln an: %1</translation>
        </message>
        <message>
            <source>Large user</source>
            <translation>Großabnehmer</translation>
        </message>
        <message>
            <source>Leave out the file or the zone that it is about, and please report this</source>
            <translation>Lassen Sie die Datei oder die Zone aus, um die es geht, und melden Sie das bitte</translation>
        </message>
        <message>
            <source>Logger %1 reads no pressure since %2; its readings are not believed</source>
            <translation>Logger %1 misst seit %2 keinen Druck; seinen Messwerten wird nicht geglaubt</translation>
        </message>
        <message>
            <source>Logger %1 reads off its neighbours since %2; its readings are not believed</source>
            <translation>Logger %1 weicht seit %2 von seinen Nachbarn ab; seinen Messwerten wird nicht geglaubt</translation>
        </message>
        <message>
            <source>Logger %1 repeats one value since %2; its readings are not believed</source>
            <translation>Logger %1 wiederholt seit %2 einen einzigen Wert; seinen Messwerten wird nicht geglaubt</translation>
        </message>
        <message>
            <source>Logger %1, since %2: %3; its readings are not believed</source>
            <translation>Logger %1, seit %2: %3; seinen Messwerten wird nicht geglaubt</translation>
        </message>
        <message>
            <source>Look at its meters and loggers: readings far back in time, far too many, or damaged</source>
            <translation>Sehen Sie ihre Zähler und Logger an: Messwerte aus ferner Vergangenheit, viel zu viele oder beschädigte</translation>
        </message>
        <message>
            <source>Look at them with gdalinfo; gdal_translate -a_ullr puts it right</source>
            <translation>Mit gdalinfo lassen sie sich ansehen; gdal_translate -a_ullr stellt sie richtig</translation>
        </message>
        <message>
            <source>Look whether its meters have readings far back in time or far too often</source>
            <translation>Sehen Sie nach, ob ihre Zähler Messwerte aus ferner Vergangenheit oder viel zu häufige haben</translation>
        </message>
        <message>
            <source>Make it with --network FILE.inp</source>
            <translation>Legen Sie es mit --network DATEI.inp an</translation>
        </message>
        <message>
            <source>Make one of three: gdal_translate -b 1 -b 2 -b 3</source>
            <translation>Eines mit drei Kanälen erzeugen: gdal_translate -b 1 -b 2 -b 3</translation>
        </message>
        <message>
            <source>Make room there</source>
            <translation>Schaffen Sie dort Platz</translation>
        </message>
        <message>
            <source>May be shut: %1. Look at these valves before you trust an area behind them.</source>
            <translation>Vielleicht geschlossen: %1. Sehen Sie nach diesen Schiebern, bevor Sie einem Gebiet dahinter trauen.</translation>
        </message>
        <message>
            <source>Name files or folders that hold readings</source>
            <translation>Nennen Sie Dateien oder Ordner mit Messwerten</translation>
        </message>
        <message>
            <source>Name it as in SQL, with its schema: --table scada.reading</source>
            <translation>Nennen Sie sie wie in SQL, mit ihrem Schema: --table scada.reading</translation>
        </message>
        <message>
            <source>Name the file of a run record, as the export writes it</source>
            <translation>Nennen Sie die Datei eines Laufprotokolls, wie der Export sie schreibt</translation>
        </message>
        <message>
            <source>Name them: --columns TIME,SENSOR,VALUE</source>
            <translation>Nennen Sie sie: --columns TIME,SENSOR,VALUE</translation>
        </message>
        <message>
            <source>No burst moves the loggers of zone %1 by twice their misfit: areas there are the whole zone.</source>
            <translation>Kein Bruch bewegt die Logger der Zone %1 um das Doppelte ihrer Abweichung: Gebiete sind dort die ganze Zone.</translation>
        </message>
        <message>
            <source>No filter is called “%1”. There are zone, kind, status, since, until, size and conf</source>
            <translation>Kein Filter heißt „%1“. Es gibt zone, kind, status, since, until, size und conf</translation>
        </message>
        <message>
            <source>No kind of event is called “%1”. There are burst, leak, sensor-fault, meter-fault, operation and demand</source>
            <translation>Keine Art von Ereignis heißt „%1“. Es gibt burst, leak, sensor-fault, meter-fault, operation und demand</translation>
        </message>
        <message>
            <source>No sensor stands at an element of the network</source>
            <translation>Kein Sensor steht an einem Element des Netzes</translation>
        </message>
        <message>
            <source>No status is called “%1”. There are new, confirmed, dismissed, repaired and withdrawn</source>
            <translation>Kein Status heißt „%1“. Es gibt new, confirmed, dismissed, repaired und withdrawn</translation>
        </message>
        <message>
            <source>No zone has an inflow that is measured</source>
            <translation>Keine Zone hat einen gemessenen Zufluss</translation>
        </message>
        <message>
            <source>No zone of the network has an inflow that is measured</source>
            <translation>Keine Zone des Netzes hat einen gemessenen Zufluss</translation>
        </message>
        <message>
            <source>Nothing found on site</source>
            <translation>Vor Ort nichts gefunden</translation>
        </message>
        <message>
            <source>On the middling pipe a burst moves its zone's loggers by twice their misfit from this size on: %1. Smaller ones get wide areas, or the whole zone.</source>
            <translation>Auf der mittleren Leitung bewegt ein Bruch die Logger seiner Zone von dieser Größe an um das Doppelte ihrer Abweichung: %1. Kleinere bekommen weite Gebiete oder die ganze Zone.</translation>
        </message>
        <message>
            <source>Put it into ~/.pgpass (readable by you alone) or the service file</source>
            <translation>Schreiben Sie es in ~/.pgpass (nur für Sie lesbar) oder die Dienstdatei</translation>
        </message>
        <message>
            <source>Reading the background was cancelled</source>
            <translation>Das Lesen des Hintergrunds wurde abgebrochen</translation>
        </message>
        <message>
            <source>Repeat it with the version that it names</source>
            <translation>Wiederholen Sie ihn mit der Version, die es nennt</translation>
        </message>
        <message>
            <source>Repeat it with the version that the record names</source>
            <translation>Wiederholen Sie ihn mit der Version, die das Protokoll nennt</translation>
        </message>
        <message>
            <source>Run the analysis of these zones again</source>
            <translation>Lassen Sie die Analyse dieser Zonen noch einmal laufen</translation>
        </message>
        <message>
            <source>Run the check once more</source>
            <translation>Lassen Sie die Prüfung noch einmal laufen</translation>
        </message>
        <message>
            <source>Sensor or meter at fault</source>
            <translation>Sensor oder Zähler fehlerhaft</translation>
        </message>
        <message>
            <source>Set the coordinate system of the project first</source>
            <translation>Legen Sie zuerst das Koordinatensystem des Projekts fest</translation>
        </message>
        <message>
            <source>Split by hand from event %1</source>
            <translation>Von Hand von Ereignis %1 abgeteilt</translation>
        </message>
        <message>
            <source>Split by hand from event %1. %2</source>
            <translation>Von Hand von Ereignis %1 abgeteilt. %2</translation>
        </message>
        <message>
            <source>Start it by hand with an event's JSON on its standard input</source>
            <translation>Starten Sie es von Hand mit dem JSON eines Ereignisses auf der Standardeingabe</translation>
        </message>
        <message>
            <source>Stop that watch first, or follow other zones (--zones)</source>
            <translation>Halten Sie zuerst jene Beobachtung an, oder verfolgen Sie andere Zonen (--zones)</translation>
        </message>
        <message>
            <source>Store it in tiles of 256: gdal_translate -co TILED=YES</source>
            <translation>In Kacheln von 256 speichern: gdal_translate -co TILED=YES</translation>
        </message>
        <message>
            <source>Take a longer one</source>
            <translation>Nehmen Sie eine längere</translation>
        </message>
        <message>
            <source>Take small letters, digits and _, a letter first: service=team#town</source>
            <translation>Nehmen Sie Kleinbuchstaben, Ziffern und _, mit einem Buchstaben zuerst: service=team#town</translation>
        </message>
        <message>
            <source>The address of the background has no %1</source>
            <translation>Der Adresse des Hintergrunds fehlt %1</translation>
        </message>
        <message>
            <source>The analysis was stopped</source>
            <translation>Die Analyse wurde angehalten</translation>
        </message>
        <message>
            <source>The background cannot be read: %1</source>
            <translation>Der Hintergrund ist nicht lesbar: %1</translation>
        </message>
        <message>
            <source>The calibrated model is used (%1).</source>
            <translation>Das kalibrierte Modell wird verwendet (%1).</translation>
        </message>
        <message>
            <source>The calibration was stopped</source>
            <translation>Die Kalibrierung wurde abgebrochen</translation>
        </message>
        <message>
            <source>The coordinate system of the project is not known</source>
            <translation>Das Koordinatensystem des Projekts ist nicht bekannt</translation>
        </message>
        <message>
            <source>The drill was stopped</source>
            <translation>Die Übung wurde abgebrochen</translation>
        </message>
        <message>
            <source>The event has no area</source>
            <translation>Das Ereignis hat kein Gebiet</translation>
        </message>
        <message>
            <source>The event's zone has no inflow that is measured</source>
            <translation>Die Zone des Ereignisses hat keinen gemessenen Zufluss</translation>
        </message>
        <message>
            <source>The level of an area must lie between 0 and 1</source>
            <translation>Die Sicherheit eines Gebiets muss zwischen 0 und 1 liegen</translation>
        </message>
        <message>
            <source>The model did not converge in %1 hours</source>
            <translation>Das Modell konvergierte in %1 Stunden nicht</translation>
        </message>
        <message>
            <source>The model does not converge at any instant of this span</source>
            <translation>Das Modell konvergiert in dieser Spanne zu keinem Zeitpunkt</translation>
        </message>
        <message>
            <source>The model has not been fitted to the readings: which loggers to trust is not known (Analysis ▸ Calibrate the model).</source>
            <translation>Das Modell ist nicht an die Messwerte angepasst: Welchen Loggern zu trauen ist, weiß man nicht (Analyse ▸ Modell kalibrieren).</translation>
        </message>
        <message>
            <source>The model of the zone does not converge</source>
            <translation>Das Modell der Zone konvergiert nicht</translation>
        </message>
        <message>
            <source>The period ends before it begins</source>
            <translation>Der Zeitraum endet, ehe er beginnt</translation>
        </message>
        <message>
            <source>The picture does not say where it lies</source>
            <translation>Das Bild sagt nicht, wo es liegt</translation>
        </message>
        <message>
            <source>The picture has %1 bands</source>
            <translation>Das Bild hat %1 Kanäle</translation>
        </message>
        <message>
            <source>The picture has more than four thousand million pixels and no overviews, so all of them would have to be read to show it</source>
            <translation>Das Bild hat mehr als vier Milliarden Pixel und keine Übersichten (Overviews), sodass alle gelesen werden müssten, um es zu zeigen</translation>
        </message>
        <message>
            <source>The picture is stored in pieces of %1 MB</source>
            <translation>Das Bild ist in Stücken von %1 MB gespeichert</translation>
        </message>
        <message>
            <source>The picture says that it lies where there is no place: its coordinates are out of range</source>
            <translation>Das Bild liegt nach eigener Angabe an keinem Ort: Seine Koordinaten sind außerhalb jedes Bereichs</translation>
        </message>
        <message>
            <source>The pressure loggers show it, the inflow alone does not</source>
            <translation>Die Drucklogger zeigen es, der Zufluss allein nicht</translation>
        </message>
        <message>
            <source>The project has not been analysed, so there is no run to record</source>
            <translation>Das Projekt ist nicht ausgewertet, also gibt es keinen Lauf zu protokollieren</translation>
        </message>
        <message>
            <source>The project names no coordinate system, so the tiles cannot be put in their place</source>
            <translation>Das Projekt nennt kein Koordinatensystem, also lassen sich die Kacheln nicht an ihren Ort setzen</translation>
        </message>
        <message>
            <source>The readings are in, but could not be checked: %1</source>
            <translation>Die Messwerte sind da, konnten aber nicht geprüft werden: %1</translation>
        </message>
        <message>
            <source>The search was stopped</source>
            <translation>Die Suche wurde angehalten</translation>
        </message>
        <message>
            <source>The sizes of a drill's bursts must lie above 0 and at most at 3 times the inflow</source>
            <translation>Die Größen der Brüche einer Übung müssen über 0 und höchstens beim Dreifachen des Zuflusses liegen</translation>
        </message>
        <message>
            <source>The span holds no whole hour</source>
            <translation>Die Spanne enthält keine volle Stunde</translation>
        </message>
        <message>
            <source>The what-if was cancelled</source>
            <translation>Die Annahme wurde abgebrochen</translation>
        </message>
        <message>
            <source>The zone takes %1 less since %2: a user, a valve or a meter changed</source>
            <translation>Die Zone bezieht seit %2 %1 weniger: ein Abnehmer, ein Schieber oder ein Zähler hat sich geändert</translation>
        </message>
        <message>
            <source>The zone takes %1 more since %2, in step with its demand and hardly at night: use, not a burst</source>
            <translation>Die Zone bezieht seit %2 %1 mehr, im Takt ihres Verbrauchs und nachts kaum: Entnahme, kein Bruch</translation>
        </message>
        <message>
            <source>The zone took %1 more from %2 and stopped by itself within hours: use, not a burst</source>
            <translation>Die Zone bezog ab %2 %1 mehr, was nach Stunden von selbst aufhörte: Entnahme, kein Bruch</translation>
        </message>
        <message>
            <source>The zone took more from %1 and stopped by itself within hours: use, not a burst</source>
            <translation>Die Zone bezog ab %1 mehr, was nach Stunden von selbst aufhörte: Entnahme, kein Bruch</translation>
        </message>
        <message>
            <source>The zone's inflow grew beyond what is expected from %1 on, by %2, and came down again at %3</source>
            <translation>Der Zufluss der Zone wuchs ab %1 über das Erwartete, um %2, und fiel am %3 wieder</translation>
        </message>
        <message>
            <source>The zone's inflow grows beyond what is expected since %1, by %2 so far, day and night alike</source>
            <translation>Der Zufluss der Zone wächst seit %1 über das Erwartete hinaus, bisher um %2, bei Tag wie bei Nacht</translation>
        </message>
        <message>
            <source>The zone's inflow is not known</source>
            <translation>Der Zufluss der Zone ist nicht bekannt</translation>
        </message>
        <message>
            <source>The zone's inflow reads %1 less since %2, in proportion to demand: a meter under-reads</source>
            <translation>Der Zufluss der Zone zeigt seit %2 %1 weniger, im gleichen Verhältnis wie der Verbrauch: ein Zähler misst zu wenig</translation>
        </message>
        <message>
            <source>The zone's inflow rose by %1 at %2 and came down again at %3</source>
            <translation>Der Zufluss der Zone stieg um %1 am %2 und fiel am %3 wieder</translation>
        </message>
        <message>
            <source>The zone's inflow rose by %1 at %2 and stays up, day and night alike</source>
            <translation>Der Zufluss der Zone stieg am %2 um %1 und bleibt oben, bei Tag wie bei Nacht</translation>
        </message>
        <message>
            <source>There are no readings to analyse</source>
            <translation>Es gibt keine Messwerte auszuwerten</translation>
        </message>
        <message>
            <source>There are: %1</source>
            <translation>Es gibt: %1</translation>
        </message>
        <message>
            <source>There is neither a model nor GIS pipes</source>
            <translation>Es gibt weder ein Modell noch GIS-Leitungen</translation>
        </message>
        <message>
            <source>There is no sensor of this name</source>
            <translation>Es gibt keinen Sensor dieses Namens</translation>
        </message>
        <message>
            <source>There is no zone of this name whose inflow is measured</source>
            <translation>Es gibt keine Zone dieses Namens, deren Zufluss gemessen ist</translation>
        </message>
        <message>
            <source>This is no picture that can lie behind the map</source>
            <translation>Das ist kein Bild, das hinter der Karte liegen kann</translation>
        </message>
        <message>
            <source>This pipe is cut off from every source</source>
            <translation>Diese Leitung ist von jeder Quelle abgeschnitten</translation>
        </message>
        <message>
            <source>This run takes the model as it is on file: the calibration rests on readings up to %1, which a live run of this period cannot know yet.</source>
            <translation>Dieser Lauf nimmt das Modell, wie es in der Datei steht: Die Kalibrierung beruht auf Messwerten bis zum %1, die eine Live-Analyse dieses Zeitraums noch nicht kennen kann.</translation>
        </message>
        <message>
            <source>Times as 2024-05-06T10:15, numbers with a point</source>
            <translation>Zeiten wie 2024-05-06T10:15, Zahlen mit Punkt</translation>
        </message>
        <message>
            <source>Try another span of time</source>
            <translation>Versuchen Sie eine andere Spanne</translation>
        </message>
        <message>
            <source>Use a GeoTIFF, or put a world file beside it</source>
            <translation>Nehmen Sie ein GeoTIFF, oder legen Sie eine World-Datei daneben</translation>
        </message>
        <message>
            <source>Without a network there is no model to ask</source>
            <translation>Ohne Netz gibt es kein Modell, das man fragen könnte</translation>
        </message>
        <message>
            <source>Write it as host=NAME port=NUMBER dbname=NAME</source>
            <translation>Schreiben Sie sie als host=NAME port=NUMMER dbname=NAME</translation>
        </message>
        <message>
            <source>a band is damaged</source>
            <translation>ein Band ist beschädigt</translation>
        </message>
        <message>
            <source>a calibration needs a pressure logger of the model and three quiet instants</source>
            <translation>eine Kalibrierung braucht einen Drucklogger des Modells und drei ruhige Zeitpunkte</translation>
        </message>
        <message>
            <source>a calibration takes 1 to 520 weeks</source>
            <translation>eine Kalibrierung nimmt 1 bis 520 Wochen</translation>
        </message>
        <message>
            <source>a calibration without its period</source>
            <translation>eine Kalibrierung ohne ihren Zeitraum</translation>
        </message>
        <message>
            <source>a column holds text</source>
            <translation>eine Spalte enthält Text</translation>
        </message>
        <message>
            <source>a compressed cell of the project is damaged</source>
            <translation>eine verdichtete Zelle des Projekts ist beschädigt</translation>
        </message>
        <message>
            <source>a day is off or working</source>
            <translation>ein Tag ist frei (off) oder ein Werktag (working)</translation>
        </message>
        <message>
            <source>a drill needs a network, and this project has none</source>
            <translation>eine Übung braucht ein Netz, und dieses Projekt hat keines</translation>
        </message>
        <message>
            <source>a few dates contradict the order of the others: %1</source>
            <translation>ein paar Daten widersprechen der Reihenfolge der übrigen: %1</translation>
        </message>
        <message>
            <source>a file of the folder does not look like readings</source>
            <translation>eine Datei des Ordners sieht nicht nach Messwerten aus</translation>
        </message>
        <message>
            <source>a job with neither time nor place</source>
            <translation>ein Auftrag ohne Zeit und Ort</translation>
        </message>
        <message>
            <source>a key that the .TSD file does not list</source>
            <translation>ein Schlüssel, den die .TSD-Datei nicht nennt</translation>
        </message>
        <message>
            <source>a live analysis from before then takes the model as it is on file</source>
            <translation>eine Live-Auswertung von davor nimmt das Modell, wie es in der Datei steht</translation>
        </message>
        <message>
            <source>a partial result is too large to be shown before the end</source>
            <translation>ein Teilergebnis ist zu groß, um vor dem Ende gezeigt zu werden</translation>
        </message>
        <message>
            <source>a password does not belong into a command line or a setting</source>
            <translation>ein Kennwort gehört in keine Befehlszeile und keine Einstellung</translation>
        </message>
        <message>
            <source>a quiet time ends before it begins</source>
            <translation>eine Ruhezeit endet, ehe sie beginnt</translation>
        </message>
        <message>
            <source>a quiet time is of one zone or of one sensor</source>
            <translation>eine Ruhezeit gilt für eine Zone oder einen Sensor</translation>
        </message>
        <message>
            <source>a row a reading: column %1</source>
            <translation>eine Zeile je Messwert: Spalte %1</translation>
        </message>
        <message>
            <source>a row an instant: %1 column of numbers</source>
            <translation>eine Zeile je Zeitpunkt: %1 Spalte mit Zahlen</translation>
        </message>
        <message>
            <source>a row an instant: %1 column of numbers%2</source>
            <translation>eine Zeile je Zeitpunkt: %1 Spalte mit Zahlen%2</translation>
        </message>
        <message>
            <source>a row an instant: %1 columns of numbers</source>
            <translation>eine Zeile je Zeitpunkt: %1 Spalten mit Zahlen</translation>
        </message>
        <message>
            <source>a row an instant: %1 columns of numbers%2</source>
            <translation>eine Zeile je Zeitpunkt: %1 Spalten mit Zahlen%2</translation>
        </message>
        <message>
            <source>a sensor map needs the columns 'column' and 'quantity'</source>
            <translation>eine Sensorliste braucht die Spalten 'column' und 'quantity'</translation>
        </message>
        <message>
            <source>a sensor needs a name</source>
            <translation>ein Sensor braucht einen Namen</translation>
        </message>
        <message>
            <source>a shared project is mended by its database, not here</source>
            <translation>ein gemeinsames Projekt wird von seiner Datenbank wiederhergestellt, nicht hier</translation>
        </message>
        <message>
            <source>a tank inside the zone has no level</source>
            <translation>ein Behälter in der Zone hat keinen Wasserstand</translation>
        </message>
        <message>
            <source>a temporary file cannot be made</source>
            <translation>eine temporäre Datei kann nicht angelegt werden</translation>
        </message>
        <message>
            <source>a temporary file cannot be read</source>
            <translation>eine temporäre Datei lässt sich nicht lesen</translation>
        </message>
        <message>
            <source>a temporary file cannot be written</source>
            <translation>eine temporäre Datei lässt sich nicht schreiben</translation>
        </message>
        <message>
            <source>a temporary file is damaged</source>
            <translation>eine temporäre Datei ist beschädigt</translation>
        </message>
        <message>
            <source>a value before the first "time" line</source>
            <translation>ein Wert vor der ersten "time"-Zeile</translation>
        </message>
        <message>
            <source>a worker broke the protocol: %1</source>
            <translation>ein Arbeiter brach das Protokoll: %1</translation>
        </message>
        <message>
            <source>a worker cannot be confined to %1</source>
            <translation>ein Arbeiter lässt sich nicht einschließen in %1</translation>
        </message>
        <message>
            <source>a worker crashed (signal %1)</source>
            <translation>ein Arbeiter stürzte ab (Signal %1)</translation>
        </message>
        <message>
            <source>a worker crashed (signal %1)%2</source>
            <translation>ein Arbeiter stürzte ab (Signal %1)%2</translation>
        </message>
        <message>
            <source>a worker crashed (signal %1, %2)</source>
            <translation>ein Arbeiter stürzte ab (Signal %1, %2)</translation>
        </message>
        <message>
            <source>a worker crashed (signal %1, %2)%3</source>
            <translation>ein Arbeiter stürzte ab (Signal %1, %2)%3</translation>
        </message>
        <message>
            <source>a worker ended before its greeting (exit status %1)</source>
            <translation>ein Arbeiter endete, ehe er sich meldete (Ergebnis %1)</translation>
        </message>
        <message>
            <source>a worker ended before its greeting (exit status %1)%2</source>
            <translation>ein Arbeiter endete, ehe er sich meldete (Ergebnis %1)%2</translation>
        </message>
        <message>
            <source>a worker ended unasked (exit status %1)</source>
            <translation>ein Arbeiter endete ungefragt (Ergebnis %1)</translation>
        </message>
        <message>
            <source>a worker ended unasked (exit status %1)%2</source>
            <translation>ein Arbeiter endete ungefragt (Ergebnis %1)%2</translation>
        </message>
        <message>
            <source>a worker ended without a word about its task (exit status %1)</source>
            <translation>ein Arbeiter endete ohne ein Wort über seine Aufgabe (Ergebnis %1)</translation>
        </message>
        <message>
            <source>a worker ended without a word about its task (exit status %1)%2</source>
            <translation>ein Arbeiter endete ohne ein Wort über seine Aufgabe (Ergebnis %1)%2</translation>
        </message>
        <message>
            <source>a worker gave no sign of life and was killed</source>
            <translation>ein Arbeiter gab kein Lebenszeichen und wurde beendet</translation>
        </message>
        <message>
            <source>a worker gave no sign of life and was killed%1</source>
            <translation>ein Arbeiter gab kein Lebenszeichen und wurde beendet%1</translation>
        </message>
        <message>
            <source>a worker names a file that is not the run's</source>
            <translation>ein Arbeitsprozess nennt eine Datei, die nicht zum Lauf gehört</translation>
        </message>
        <message>
            <source>abort</source>
            <translation>Abbruch</translation>
        </message>
        <message>
            <source>add a column 'id'</source>
            <translation>fügen Sie eine Spalte 'id' hinzu</translation>
        </message>
        <message>
            <source>add them to %1</source>
            <translation>tragen Sie sie in %1 ein</translation>
        </message>
        <message>
            <source>all of its time is taken; lasting leaks count as demand</source>
            <translation>ihre ganze Zeit wird genommen; dauernde Lecks zählen als Verbrauch</translation>
        </message>
        <message>
            <source>an event is damaged</source>
            <translation>ein Ereignis ist beschädigt</translation>
        </message>
        <message>
            <source>an exclusion ends before it begins</source>
            <translation>ein Ausschluss endet, ehe er beginnt</translation>
        </message>
        <message>
            <source>an unmetered link leads to a reservoir: no balance for this part</source>
            <translation>eine Leitung ohne Zähler führt zu einer Quelle: keine Bilanz für diesen Teil</translation>
        </message>
        <message>
            <source>another program is writing this project</source>
            <translation>ein anderes Programm schreibt in dieses Projekt</translation>
        </message>
        <message>
            <source>arithmetic error</source>
            <translation>Rechenfehler</translation>
        </message>
        <message>
            <source>as before</source>
            <translation>wie zuvor</translation>
        </message>
        <message>
            <source>as was given</source>
            <translation>wie angegeben</translation>
        </message>
        <message>
            <source>as was said</source>
            <translation>wie gesagt</translation>
        </message>
        <message>
            <source>at least one iteration, no negative number of pipes</source>
            <translation>mindestens ein Schritt, keine negative Zahl von Leitungen</translation>
        </message>
        <message>
            <source>both times as they are</source>
            <translation>beide Zeiten, wie sie sind</translation>
        </message>
        <message>
            <source>bring the file or its drive back, or save a copy elsewhere</source>
            <translation>die Datei oder ihr Laufwerk zurückbringen oder anderswo eine Kopie speichern</translation>
        </message>
        <message>
            <source>burst</source>
            <translation>Rohrbruch</translation>
        </message>
        <message>
            <source>burst drill</source>
            <translation>Übung mit Brüchen</translation>
        </message>
        <message>
            <source>bus error</source>
            <translation>Busfehler</translation>
        </message>
        <message>
            <source>calibrations of the model cannot be read and are lost: %1</source>
            <translation>Abgleiche des Modells sind nicht lesbar und verloren: %1</translation>
        </message>
        <message>
            <source>calibrations of the model may be lost</source>
            <translation>Abgleiche des Modells sind vielleicht verloren</translation>
        </message>
        <message>
            <source>cancelled before it began</source>
            <translation>abgebrochen, ehe es begann</translation>
        </message>
        <message>
            <source>cancelled; nothing had been found yet</source>
            <translation>abgebrochen; gefunden war noch nichts</translation>
        </message>
        <message>
            <source>cancelled; the project is as it was</source>
            <translation>abgebrochen; das Projekt ist, wie es war</translation>
        </message>
        <message>
            <source>cancelled; the results of earlier runs were kept</source>
            <translation>abgebrochen; die Ergebnisse früherer Läufe blieben</translation>
        </message>
        <message>
            <source>cancelled; what was found so far is kept and labelled partial: %1</source>
            <translation>abgebrochen; was bis dahin gefunden war, bleibt und ist als unvollständig bezeichnet: %1</translation>
        </message>
        <message>
            <source>cancelled; what was tried so far is kept</source>
            <translation>abgebrochen; was bis dahin erprobt wurde, bleibt</translation>
        </message>
        <message>
            <source>cannot write the temporary file</source>
            <translation>die temporäre Datei lässt sich nicht schreiben</translation>
        </message>
        <message>
            <source>catch up</source>
            <translation>aufholen</translation>
        </message>
        <message>
            <source>chart</source>
            <translation>kartieren</translation>
        </message>
        <message>
            <source>check</source>
            <translation>prüfen</translation>
        </message>
        <message>
            <source>check its name; 'share' makes one of a project file</source>
            <translation>prüfen Sie seinen Namen; „share“ macht eines aus einer Projektdatei</translation>
        </message>
        <message>
            <source>check space and rights of the folder</source>
            <translation>prüfen Sie Platz und Rechte des Ordners</translation>
        </message>
        <message>
            <source>check that it is there and that you may read it</source>
            <translation>prüfen Sie, ob sie da ist und Sie sie lesen dürfen</translation>
        </message>
        <message>
            <source>check that the pipes lie where they should</source>
            <translation>prüfen Sie, ob die Leitungen liegen, wo sie sollen</translation>
        </message>
        <message>
            <source>check the free space and your rights in the folder</source>
            <translation>prüfen Sie freien Platz und Ihre Rechte im Ordner</translation>
        </message>
        <message>
            <source>check the path</source>
            <translation>prüfen Sie den Pfad</translation>
        </message>
        <message>
            <source>check the times; export with ISO dates if they are wrong</source>
            <translation>prüfen Sie die Zeiten; exportieren Sie mit ISO-Daten, wenn sie falsch sind</translation>
        </message>
        <message>
            <source>check the unit</source>
            <translation>prüfen Sie die Einheit</translation>
        </message>
        <message>
            <source>check whether the file was cut, or values are missing in its midst: then later times are wrong</source>
            <translation>prüfen Sie, ob die Datei abgeschnitten ist oder mittendrin Werte fehlen: dann sind spätere Zeiten falsch</translation>
        </message>
        <message>
            <source>check your rights</source>
            <translation>prüfen Sie Ihre Rechte</translation>
        </message>
        <message>
            <source>check your rights in the database, and its free space</source>
            <translation>prüfen Sie Ihre Rechte in der Datenbank und ihren freien Platz</translation>
        </message>
        <message>
            <source>check your rights in the folder</source>
            <translation>prüfen Sie Ihre Rechte im Ordner</translation>
        </message>
        <message>
            <source>check your rights, or save a copy elsewhere</source>
            <translation>prüfen Sie Ihre Rechte oder speichern Sie anderswo eine Kopie</translation>
        </message>
        <message>
            <source>choose another name</source>
            <translation>wählen Sie einen anderen Namen</translation>
        </message>
        <message>
            <source>choose another name, or remove it first</source>
            <translation>wählen Sie einen anderen Namen, oder entfernen Sie sie zuerst</translation>
        </message>
        <message>
            <source>close it there, or wait until the work there is done; if that computer is gone, remove %1</source>
            <translation>dort schließen oder warten, bis die Arbeit dort getan ist; gibt es jenen Rechner nicht mehr, %1 entfernen</translation>
        </message>
        <message>
            <source>column %1 holds dates and times%2</source>
            <translation>Spalte %1 enthält Datum und Zeit%2</translation>
        </message>
        <message>
            <source>column %1 names the unit of a row</source>
            <translation>Spalte %1 nennt die Einheit einer Zeile</translation>
        </message>
        <message>
            <source>column %1 says how good a reading is</source>
            <translation>Spalte %1 sagt, wie gut ein Messwert ist</translation>
        </message>
        <message>
            <source>column %1 says what a row measures</source>
            <translation>Spalte %1 sagt, was eine Zeile misst</translation>
        </message>
        <message>
            <source>completed before it was reported</source>
            <translation>erledigt, ehe er gemeldet war</translation>
        </message>
        <message>
            <source>confirmed</source>
            <translation>bestätigt</translation>
        </message>
        <message>
            <source>coordinates of EPSG:27700</source>
            <translation>Koordinaten von EPSG:27700</translation>
        </message>
        <message>
            <source>copy the project and this file to a folder where you may write, and open the copy</source>
            <translation>kopieren Sie das Projekt und diese Datei in einen Ordner, in dem Sie schreiben dürfen, und öffnen Sie die Kopie</translation>
        </message>
        <message>
            <source>correct the list and import it again</source>
            <translation>berichtigen Sie die Liste und importieren Sie sie noch einmal</translation>
        </message>
        <message>
            <source>day %1 in line %2 (%3) can only be day/month/year</source>
            <translation>Tag %1 in Zeile %2 (%3) kann nur Tag/Monat/Jahr sein</translation>
        </message>
        <message>
            <source>day %1 in line %2 (%3) can only be month/day/year</source>
            <translation>Tag %1 in Zeile %2 (%3) kann nur Monat/Tag/Jahr sein</translation>
        </message>
        <message>
            <source>day first</source>
            <translation>Tag zuerst</translation>
        </message>
        <message>
            <source>demand</source>
            <translation>Verbrauch</translation>
        </message>
        <message>
            <source>detect</source>
            <translation>erkennen</translation>
        </message>
        <message>
            <source>dismissed</source>
            <translation>verworfen</translation>
        </message>
        <message>
            <source>events cannot be read and are lost: %1</source>
            <translation>Ereignisse sind nicht lesbar und verloren: %1</translation>
        </message>
        <message>
            <source>events may be lost</source>
            <translation>Ereignisse sind vielleicht verloren</translation>
        </message>
        <message>
            <source>events were open in this zone nearly all the time</source>
            <translation>in dieser Zone war fast die ganze Zeit ein Ereignis offen</translation>
        </message>
        <message>
            <source>expect</source>
            <translation>erwarten</translation>
        </message>
        <message>
            <source>expected values cannot be read and are lost: %1</source>
            <translation>erwartete Werte sind nicht lesbar und verloren: %1</translation>
        </message>
        <message>
            <source>expected values may be lost</source>
            <translation>erwartete Werte sind vielleicht verloren</translation>
        </message>
        <message>
            <source>export it as CSV</source>
            <translation>exportieren Sie sie als CSV</translation>
        </message>
        <message>
            <source>export it on its own if it holds readings</source>
            <translation>exportieren Sie sie für sich, wenn sie Messwerte enthält</translation>
        </message>
        <message>
            <source>fetch it again from its source</source>
            <translation>holen Sie sie noch einmal von ihrer Quelle</translation>
        </message>
        <message>
            <source>file size limit</source>
            <translation>Grenze der Dateigröße</translation>
        </message>
        <message>
            <source>files of a worker cannot be limited: %1</source>
            <translation>die Dateien eines Arbeiters lassen sich nicht begrenzen: %1</translation>
        </message>
        <message>
            <source>fill in one of them</source>
            <translation>füllen Sie eines davon aus</translation>
        </message>
        <message>
            <source>fill in the column 'element' where that is wrong</source>
            <translation>füllen Sie die Spalte 'element' aus, wo das falsch ist</translation>
        </message>
        <message>
            <source>flagged spans cannot be read and are lost: %1</source>
            <translation>markierte Zeiträume sind nicht lesbar und verloren: %1</translation>
        </message>
        <message>
            <source>flagged spans may be lost</source>
            <translation>markierte Zeiträume sind vielleicht verloren</translation>
        </message>
        <message>
            <source>flow</source>
            <translation>Durchfluss</translation>
        </message>
        <message>
            <source>follow</source>
            <translation>verfolgen</translation>
        </message>
        <message>
            <source>give the columns different names</source>
            <translation>geben Sie den Spalten verschiedene Namen</translation>
        </message>
        <message>
            <source>give the element in sensors.csv where that is wrong</source>
            <translation>geben Sie das Element in sensors.csv an, wo das falsch ist</translation>
        </message>
        <message>
            <source>give the zone of the source</source>
            <translation>geben Sie die Zeitzone der Quelle an</translation>
        </message>
        <message>
            <source>give the zone of the source: --timezone</source>
            <translation>geben Sie die Zeitzone der Quelle an: --timezone</translation>
        </message>
        <message>
            <source>give their element in sensors.csv</source>
            <translation>geben Sie ihr Element in sensors.csv an</translation>
        </message>
        <message>
            <source>give x and y in the project's coordinate system where it is another</source>
            <translation>geben Sie x und y im Koordinatensystem des Projekts an, wo es ein anderes ist</translation>
        </message>
        <message>
            <source>go on with a copy of it, or with what a migration kept beside it (.bak)</source>
            <translation>machen Sie mit einer Kopie weiter oder mit dem, was eine Umstellung daneben aufgehoben hat (.bak)</translation>
        </message>
        <message>
            <source>how far sources were read is lost: %1</source>
            <translation>wie weit Quellen gelesen waren, ist verloren: %1</translation>
        </message>
        <message>
            <source>how far sources were read may be lost</source>
            <translation>wie weit Quellen gelesen waren, ist vielleicht verloren</translation>
        </message>
        <message>
            <source>illegal instruction</source>
            <translation>unzulässiger Befehl</translation>
        </message>
        <message>
            <source>import</source>
            <translation>importieren</translation>
        </message>
        <message>
            <source>import again; check the free space of the temporary folder</source>
            <translation>importieren Sie noch einmal; prüfen Sie den freien Platz des temporären Ordners</translation>
        </message>
        <message>
            <source>import it on the command line</source>
            <translation>importieren Sie sie auf der Befehlszeile</translation>
        </message>
        <message>
            <source>it crashed</source>
            <translation>es stürzte ab</translation>
        </message>
        <message>
            <source>it ended with %1</source>
            <translation>es endete mit %1</translation>
        </message>
        <message>
            <source>it is left out</source>
            <translation>sie bleibt draußen</translation>
        </message>
        <message>
            <source>it is no plain mosaic of pictures that are there (gdalbuildvrt makes such)</source>
            <translation>es ist kein einfaches Mosaik aus vorhandenen Bildern (gdalbuildvrt erzeugt solche)</translation>
        </message>
        <message>
            <source>it is passed over</source>
            <translation>sie wird übergangen</translation>
        </message>
        <message>
            <source>it took longer than half a minute and was ended</source>
            <translation>es dauerte länger als eine halbe Minute und wurde beendet</translation>
        </message>
        <message>
            <source>its coordinates as they are</source>
            <translation>ihre Koordinaten, wie sie sind</translation>
        </message>
        <message>
            <source>its daily shape comes %1 h earlier than that of the loggers most like it</source>
            <translation>sein Tagesgang kommt %1 h früher als der der ähnlichsten Logger</translation>
        </message>
        <message>
            <source>its daily shape comes %1 h later than that of the loggers most like it</source>
            <translation>sein Tagesgang kommt %1 h später als der der ähnlichsten Logger</translation>
        </message>
        <message>
            <source>its dates are not in the order that files of this kind had</source>
            <translation>ihre Daten stehen nicht in der Reihenfolge, die Dateien dieser Art hatten</translation>
        </message>
        <message>
            <source>its decimal mark is not the one that files of this kind had</source>
            <translation>ihr Dezimalzeichen ist nicht das, das Dateien dieser Art hatten</translation>
        </message>
        <message>
            <source>its events as they were, and the work on all other zones</source>
            <translation>ihre Ereignisse, wie sie waren, und die Arbeit an allen anderen Zonen</translation>
        </message>
        <message>
            <source>its events as they were; it is tried again in %1 min</source>
            <translation>ihre Ereignisse, wie sie waren; der nächste Versuch ist in %1 min</translation>
        </message>
        <message>
            <source>its meters alone</source>
            <translation>nur ihre Zähler</translation>
        </message>
        <message>
            <source>its storage counts as noise</source>
            <translation>sein Speichern zählt als Rauschen</translation>
        </message>
        <message>
            <source>its time is neither a timestamp nor a number</source>
            <translation>ihre Zeit ist weder ein Zeitstempel noch eine Zahl</translation>
        </message>
        <message>
            <source>its undo was kept only while the project was open</source>
            <translation>das war nur möglich, solange das Projekt offen war</translation>
        </message>
        <message>
            <source>its zone's name alone</source>
            <translation>nur der Name seiner Zone</translation>
        </message>
        <message>
            <source>killed</source>
            <translation>getötet</translation>
        </message>
        <message>
            <source>leak</source>
            <translation>Leck</translation>
        </message>
        <message>
            <source>leaks of zone %1</source>
            <translation>Lecks in Zone %1</translation>
        </message>
        <message>
            <source>left out, as was said</source>
            <translation>ausgelassen, wie gesagt</translation>
        </message>
        <message>
            <source>less than three days of readings to calibrate to</source>
            <translation>weniger als drei Tage Messwerte zum Kalibrieren</translation>
        </message>
        <message>
            <source>level</source>
            <translation>Wasserstand</translation>
        </message>
        <message>
            <source>line %1 is the header</source>
            <translation>Zeile %1 ist die Kopfzeile</translation>
        </message>
        <message>
            <source>line %1 is the header, what stands above it is a preamble</source>
            <translation>Zeile %1 ist die Kopfzeile, darüber steht ein Vorspann</translation>
        </message>
        <message>
            <source>line %1 names the units of the columns</source>
            <translation>Zeile %1 nennt die Einheiten der Spalten</translation>
        </message>
        <message>
            <source>lines of the import log cannot be read and are lost: %1</source>
            <translation>Zeilen des Importprotokolls sind nicht lesbar und verloren: %1</translation>
        </message>
        <message>
            <source>lines of the import log may be lost</source>
            <translation>Zeilen des Importprotokolls sind vielleicht verloren</translation>
        </message>
        <message>
            <source>localise</source>
            <translation>endgültig orten</translation>
        </message>
        <message>
            <source>locate</source>
            <translation>orten</translation>
        </message>
        <message>
            <source>loggers</source>
            <translation>Logger prüfen</translation>
        </message>
        <message>
            <source>loggers of zone %1</source>
            <translation>Logger der Zone %1</translation>
        </message>
        <message>
            <source>look at a few values</source>
            <translation>sehen Sie sich einige Werte an</translation>
        </message>
        <message>
            <source>look at the rows that were left out</source>
            <translation>sehen Sie sich die ausgelassenen Zeilen an</translation>
        </message>
        <message>
            <source>look at the times</source>
            <translation>sehen Sie sich die Zeiten an</translation>
        </message>
        <message>
            <source>mainsight-cli profiles lists what was learned, and forgets it</source>
            <translation>mainsight-cli profiles zeigt, was gelernt wurde, und vergisst es</translation>
        </message>
        <message>
            <source>meter fault</source>
            <translation>Zählerfehler</translation>
        </message>
        <message>
            <source>month first</source>
            <translation>Monat zuerst</translation>
        </message>
        <message>
            <source>more cells than the header has</source>
            <translation>mehr Zellen als die Kopfzeile</translation>
        </message>
        <message>
            <source>more than a year ahead</source>
            <translation>mehr als ein Jahr voraus</translation>
        </message>
        <message>
            <source>name it in sensors.csv if it holds readings</source>
            <translation>nennen Sie sie in sensors.csv, wenn sie Messwerte enthält</translation>
        </message>
        <message>
            <source>name it like 2024-05-06.dat</source>
            <translation>nennen Sie sie etwa 2024-05-06.dat</translation>
        </message>
        <message>
            <source>name it on its own to import it</source>
            <translation>nennen Sie sie einzeln, um sie zu importieren</translation>
        </message>
        <message>
            <source>name it reported, completed or repair_time</source>
            <translation>nennen Sie sie reported, completed oder repair_time</translation>
        </message>
        <message>
            <source>name it: --crs EPSG:N</source>
            <translation>nennen Sie es: --crs EPSG:N</translation>
        </message>
        <message>
            <source>name the layer or file of the mains</source>
            <translation>nennen Sie Ebene oder Datei der Leitungen</translation>
        </message>
        <message>
            <source>name them in sensors.csv if that is wrong</source>
            <translation>nennen Sie sie in sensors.csv, wenn das falsch ist</translation>
        </message>
        <message>
            <source>name them in sensors.csv, or put the quantity into the file's name</source>
            <translation>nennen Sie sie in sensors.csv, oder schreiben Sie die Größe in den Dateinamen</translation>
        </message>
        <message>
            <source>named by their number in the file</source>
            <translation>nach ihrer Nummer in der Datei benannt</translation>
        </message>
        <message>
            <source>neither a column nor a file is named</source>
            <translation>weder Spalte noch Datei ist genannt</translation>
        </message>
        <message>
            <source>neither the source nor --units names the unit of %1</source>
            <translation>weder Quelle noch --units nennt die Einheit von %1</translation>
        </message>
        <message>
            <source>new</source>
            <translation>neu</translation>
        </message>
        <message>
            <source>newer measurements have come in since: undoing this import now would lose them</source>
            <translation>seither kamen neuere Messwerte: den Import jetzt zurückzunehmen würde sie verlieren</translation>
        </message>
        <message>
            <source>no channel was found</source>
            <translation>kein Kanal wurde gefunden</translation>
        </message>
        <message>
            <source>no column could be matched with a quantity</source>
            <translation>keiner Spalte ließ sich eine Größe zuordnen</translation>
        </message>
        <message>
            <source>no column of a repair list was recognised as its time</source>
            <translation>keine Spalte der Reparaturliste war als ihre Zeit zu erkennen</translation>
        </message>
        <message>
            <source>no column of it is the time</source>
            <translation>keine ihrer Spalten ist die Zeit</translation>
        </message>
        <message>
            <source>no column of it is the value</source>
            <translation>keine ihrer Spalten ist der Wert</translation>
        </message>
        <message>
            <source>no column of it names the sensor</source>
            <translation>keine ihrer Spalten nennt den Sensor</translation>
        </message>
        <message>
            <source>no column of numbers was found beside the times</source>
            <translation>keine Spalte mit Zahlen wurde neben den Zeiten gefunden</translation>
        </message>
        <message>
            <source>no column of times was found</source>
            <translation>keine Spalte mit Zeiten wurde gefunden</translation>
        </message>
        <message>
            <source>no element of the network is named like it</source>
            <translation>kein Element des Netzes heißt wie sie</translation>
        </message>
        <message>
            <source>no file could be read</source>
            <translation>keine Datei war lesbar</translation>
        </message>
        <message>
            <source>no flow meter of this zone has readings</source>
            <translation>kein Durchflusszähler dieser Zone hat Messwerte</translation>
        </message>
        <message>
            <source>no memory for a connection</source>
            <translation>kein Speicher für eine Verbindung</translation>
        </message>
        <message>
            <source>no number shows a decimal mark; a file of the same kind had '%1'</source>
            <translation>keine Zahl zeigt ein Dezimalzeichen; eine Datei derselben Art hatte '%1'</translation>
        </message>
        <message>
            <source>no part of the network is cut out by this zone's meters</source>
            <translation>die Zähler dieser Zone schneiden keinen Teil des Netzes heraus</translation>
        </message>
        <message>
            <source>no pressure logger with readings lies at a node of the model in a zone with metered inflow</source>
            <translation>kein Drucklogger mit Messwerten liegt an einem Knoten des Modells in einer Zone mit gemessenem Zufluss</translation>
        </message>
        <message>
            <source>no program is named</source>
            <translation>kein Programm ist genannt</translation>
        </message>
        <message>
            <source>no row with a time was found</source>
            <translation>keine Zeile mit einer Zeit wurde gefunden</translation>
        </message>
        <message>
            <source>no such table: %1</source>
            <translation>es fehlt die Tabelle %1</translation>
        </message>
        <message>
            <source>no tag</source>
            <translation>kein Kanalname</translation>
        </message>
        <message>
            <source>no task of a stage succeeded; the first error: %1</source>
            <translation>keine Aufgabe einer Stufe gelang; der erste Fehler: %1</translation>
        </message>
        <message>
            <source>no temporary folder can be made: %1</source>
            <translation>kein temporärer Ordner lässt sich anlegen: %1</translation>
        </message>
        <message>
            <source>no time stands above this value</source>
            <translation>über diesem Wert steht keine Zeit</translation>
        </message>
        <message>
            <source>no unit is known</source>
            <translation>keine Einheit ist bekannt</translation>
        </message>
        <message>
            <source>no worker could be started (exit status %1)</source>
            <translation>kein Arbeiter ließ sich starten (Ergebnis %1)</translation>
        </message>
        <message>
            <source>no worker could be started (exit status %1)%2</source>
            <translation>kein Arbeiter ließ sich starten (Ergebnis %1)%2</translation>
        </message>
        <message>
            <source>no worker could be started: %1</source>
            <translation>kein Arbeiter ließ sich starten: %1</translation>
        </message>
        <message>
            <source>not all tasks of these zones succeeded</source>
            <translation>nicht alle Aufgaben dieser Zonen gelangen</translation>
        </message>
        <message>
            <source>notes cannot be read and are lost: %1</source>
            <translation>Notizen sind nicht lesbar und verloren: %1</translation>
        </message>
        <message>
            <source>notes may be lost</source>
            <translation>Notizen sind vielleicht verloren</translation>
        </message>
        <message>
            <source>nothing of this file</source>
            <translation>nichts von dieser Datei</translation>
        </message>
        <message>
            <source>nothing says what it measures: neither header, unit, file name, network nor the project</source>
            <translation>nichts sagt, was sie misst: weder Kopfzeile noch Einheit, Dateiname, Netz oder Projekt</translation>
        </message>
        <message>
            <source>nothing says what these columns measure</source>
            <translation>nichts sagt, was diese Spalten messen</translation>
        </message>
        <message>
            <source>nothing tells whether %1 is written day or month first</source>
            <translation>nichts sagt, ob in %1 Tag oder Monat zuerst steht</translation>
        </message>
        <message>
            <source>open it once for writing</source>
            <translation>öffnen Sie es einmal zum Schreiben</translation>
        </message>
        <message>
            <source>operation</source>
            <translation>Betriebsvorgang</translation>
        </message>
        <message>
            <source>pages of the table lie in a circle</source>
            <translation>Seiten der Tabelle liegen im Kreis</translation>
        </message>
        <message>
            <source>pipes of the GIS cannot be read and are lost: %1</source>
            <translation>Rohre des GIS sind nicht lesbar und verloren: %1</translation>
        </message>
        <message>
            <source>pipes of the GIS may be lost</source>
            <translation>Rohre des GIS sind vielleicht verloren</translation>
        </message>
        <message>
            <source>placed in the network by names that are like its ids%1 at %2</source>
            <translation>nach Namen, die seinen Kennungen gleichen, ins Netz gesetzt%1 bei %2</translation>
        </message>
        <message>
            <source>points and areas are not pipes</source>
            <translation>Punkte und Flächen sind keine Leitungen</translation>
        </message>
        <message>
            <source>pressure</source>
            <translation>Druck</translation>
        </message>
        <message>
            <source>pressures from %1</source>
            <translation>Drücke ab %1</translation>
        </message>
        <message>
            <source>put it beside the folder of the .DAT files, and name it or the folder that holds both</source>
            <translation>legen Sie sie neben den Ordner der .DAT-Dateien, und nennen Sie sie oder den Ordner mit beiden</translation>
        </message>
        <message>
            <source>put it there yourself: it is whole</source>
            <translation>von Hand dorthin legen: es ist ganz</translation>
        </message>
        <message>
            <source>put the .DAT files beside it, or into a folder named like it</source>
            <translation>legen Sie die .DAT-Dateien daneben, oder in einen Ordner ihres Namens</translation>
        </message>
        <message>
            <source>quiet times cannot be read and are lost: %1</source>
            <translation>Ruhezeiten sind nicht lesbar und verloren: %1</translation>
        </message>
        <message>
            <source>quiet times may be lost</source>
            <translation>Ruhezeiten sind vielleicht verloren</translation>
        </message>
        <message>
            <source>read as if the clock had not been moved</source>
            <translation>gelesen, als wäre die Uhr nicht umgestellt worden</translation>
        </message>
        <message>
            <source>readings go in without a place</source>
            <translation>die Messwerte gehen ohne Ort hinein</translation>
        </message>
        <message>
            <source>readings lie more than a year ahead</source>
            <translation>Messwerte liegen mehr als ein Jahr voraus</translation>
        </message>
        <message>
            <source>reads %1 where %2 is usual</source>
            <translation>zeigt %1, wo %2 üblich ist</translation>
        </message>
        <message>
            <source>records of runs cannot be read and are lost: %1</source>
            <translation>Aufzeichnungen von Läufen sind nicht lesbar und verloren: %1</translation>
        </message>
        <message>
            <source>records of runs may be lost</source>
            <translation>Aufzeichnungen von Läufen sind vielleicht verloren</translation>
        </message>
        <message>
            <source>repaired</source>
            <translation>repariert</translation>
        </message>
        <message>
            <source>repairs cannot be read and are lost: %1</source>
            <translation>Reparaturen sind nicht lesbar und verloren: %1</translation>
        </message>
        <message>
            <source>repairs may be lost</source>
            <translation>Reparaturen sind vielleicht verloren</translation>
        </message>
        <message>
            <source>repeats %1 for %2 h; %3 readings are the most that is usual</source>
            <translation>wiederholt %1 über %2 h; mehr als %3 gleiche Messwerte sind nicht üblich</translation>
        </message>
        <message>
            <source>restore the database, or make a file of the project with 'share'</source>
            <translation>die Datenbank wiederherstellen, oder mit 'share' eine Datei aus dem Projekt machen</translation>
        </message>
        <message>
            <source>restore the project from a backup</source>
            <translation>stellen Sie das Projekt aus einer Sicherung wieder her</translation>
        </message>
        <message>
            <source>rights through set-user-id programs cannot be given up: %1</source>
            <translation>Rechte durch set-user-id-Programme lassen sich nicht aufgeben: %1</translation>
        </message>
        <message>
            <source>roughness %1, about %2 mm</source>
            <translation>Rauheit %1, etwa %2 mm</translation>
        </message>
        <message>
            <source>run the analysis again</source>
            <translation>lassen Sie die Analyse noch einmal laufen</translation>
        </message>
        <message>
            <source>save it again as .xlsx, or as CSV</source>
            <translation>speichern Sie es noch einmal als .xlsx oder als CSV</translation>
        </message>
        <message>
            <source>scatters by %1, %2 times as much as usual, while the other loggers do not</source>
            <translation>streut um %1, %2-mal so viel wie sonst, die anderen Logger aber nicht</translation>
        </message>
        <message>
            <source>seccomp is out of memory</source>
            <translation>seccomp hat keinen Speicher mehr</translation>
        </message>
        <message>
            <source>see sensors.csv in the help</source>
            <translation>siehe sensors.csv in der Hilfe</translation>
        </message>
        <message>
            <source>see the formats in the help, or export as CSV with a header</source>
            <translation>siehe die Formate in der Hilfe, oder exportieren Sie als CSV mit Kopfzeile</translation>
        </message>
        <message>
            <source>segmentation fault</source>
            <translation>Speicherzugriffsfehler</translation>
        </message>
        <message>
            <source>sensor fault</source>
            <translation>Sensorfehler</translation>
        </message>
        <message>
            <source>sensors cannot be read and are lost: %1</source>
            <translation>Sensoren sind nicht lesbar und verloren: %1</translation>
        </message>
        <message>
            <source>sensors may be lost</source>
            <translation>Sensoren sind vielleicht verloren</translation>
        </message>
        <message>
            <source>sensors.csv says so</source>
            <translation>so steht es in sensors.csv</translation>
        </message>
        <message>
            <source>several columns have one name</source>
            <translation>mehrere Spalten heißen gleich</translation>
        </message>
        <message>
            <source>slides by %1 against what the other loggers say (scatter %2)</source>
            <translation>gleitet um %1 gegen das, was die anderen Logger sagen (Streuung %2)</translation>
        </message>
        <message>
            <source>split it, or import it with fewer workers: each then may use more</source>
            <translation>teilen Sie sie, oder importieren Sie mit weniger Arbeitern: jeder darf dann mehr haben</translation>
        </message>
        <message>
            <source>split the file, or export it with ISO dates</source>
            <translation>teilen Sie die Datei, oder exportieren Sie sie mit ISO-Daten</translation>
        </message>
        <message>
            <source>standard deviations are above 0</source>
            <translation>Standardabweichungen liegen über 0</translation>
        </message>
        <message>
            <source>stands %1 off what the other loggers say (scatter %2)</source>
            <translation>steht um %1 neben dem, was die anderen Logger sagen (Streuung %2)</translation>
        </message>
        <message>
            <source>taken as %1</source>
            <translation>genommen als %1</translation>
        </message>
        <message>
            <source>terminated</source>
            <translation>beendet</translation>
        </message>
        <message>
            <source>text or an error code instead of a reading</source>
            <translation>Text oder ein Fehlercode statt eines Messwerts</translation>
        </message>
        <message>
            <source>the "time" line promises %1 values, %2 follow</source>
            <translation>die "time"-Zeile verspricht %1 Werte, %2 folgen</translation>
        </message>
        <message>
            <source>the .TSD file lists points, but there is no .DAT file with their values</source>
            <translation>die .TSD-Datei nennt Punkte, aber eine .DAT-Datei mit ihren Werten fehlt</translation>
        </message>
        <message>
            <source>the .TSD file marks this point as not in use</source>
            <translation>die .TSD-Datei bezeichnet diesen Punkt als nicht benutzt</translation>
        </message>
        <message>
            <source>the GIS file cannot be read: %1</source>
            <translation>die GIS-Datei ist nicht lesbar: %1</translation>
        </message>
        <message>
            <source>the GIS file holds no lines</source>
            <translation>die GIS-Datei enthält keine Linien</translation>
        </message>
        <message>
            <source>the GIS pipes</source>
            <translation>die GIS-Leitungen</translation>
        </message>
        <message>
            <source>the address of the database cannot be taken apart</source>
            <translation>die Adresse der Datenbank lässt sich nicht zerlegen</translation>
        </message>
        <message>
            <source>the archive holds no file</source>
            <translation>das Archiv enthält keine Datei</translation>
        </message>
        <message>
            <source>the calibration rests on data up to %1</source>
            <translation>die Kalibrierung beruht auf Daten bis %1</translation>
        </message>
        <message>
            <source>the check lists the spans with their numbers</source>
            <translation>die Prüfung nennt die Spannen mit ihren Nummern</translation>
        </message>
        <message>
            <source>the cluster took a worker's machine away</source>
            <translation>der Cluster nahm einem Arbeiter seine Maschine</translation>
        </message>
        <message>
            <source>the cluster took a worker's machine away%1</source>
            <translation>der Cluster nahm einem Arbeiter seine Maschine%1</translation>
        </message>
        <message>
            <source>the copy of the project before it is brought to this version cannot be made: %1</source>
            <translation>die Kopie des Projekts, bevor es auf diese Fassung gebracht wird, lässt sich nicht anlegen: %1</translation>
        </message>
        <message>
            <source>the copy of the project cannot be renamed</source>
            <translation>die Kopie des Projekts lässt sich nicht umbenennen</translation>
        </message>
        <message>
            <source>the database cannot be reached: %1</source>
            <translation>die Datenbank ist nicht zu erreichen: %1</translation>
        </message>
        <message>
            <source>the database server does not answer</source>
            <translation>der Datenbankserver antwortet nicht</translation>
        </message>
        <message>
            <source>the database server is away</source>
            <translation>der Datenbankserver ist nicht erreichbar</translation>
        </message>
        <message>
            <source>the dates say themselves what is year, month and day: %1</source>
            <translation>die Daten sagen selbst, was Jahr, Monat und Tag ist: %1</translation>
        </message>
        <message>
            <source>the days off</source>
            <translation>die freien Tage</translation>
        </message>
        <message>
            <source>the days off: %1</source>
            <translation>die freien Tage: %1</translation>
        </message>
        <message>
            <source>the drill has no bursts</source>
            <translation>die Übung hat keine Brüche</translation>
        </message>
        <message>
            <source>the event stands in the project</source>
            <translation>das Ereignis steht im Projekt</translation>
        </message>
        <message>
            <source>the events are in the project, and are written there when it is back</source>
            <translation>die Ereignisse stehen im Projekt und werden dort geschrieben, wenn sie wieder da ist</translation>
        </message>
        <message>
            <source>the events are kept in mind and written at the next look</source>
            <translation>die Ereignisse bleiben gemerkt und werden beim nächsten Blick geschrieben</translation>
        </message>
        <message>
            <source>the events of the last complete analysis</source>
            <translation>die Ereignisse der letzten vollständigen Analyse</translation>
        </message>
        <message>
            <source>the file %1 is not in this project</source>
            <translation>die Datei %1 ist nicht in diesem Projekt</translation>
        </message>
        <message>
            <source>the file %1 was not in the run</source>
            <translation>die Datei %1 war nicht im Lauf</translation>
        </message>
        <message>
            <source>the file cannot be read</source>
            <translation>die Datei ist nicht lesbar</translation>
        </message>
        <message>
            <source>the file has too many columns to be reviewed</source>
            <translation>die Datei hat zu viele Spalten für die Durchsicht</translation>
        </message>
        <message>
            <source>the file is empty</source>
            <translation>die Datei ist leer</translation>
        </message>
        <message>
            <source>the file is left out</source>
            <translation>die Datei bleibt draußen</translation>
        </message>
        <message>
            <source>the file needs more memory than a worker may use</source>
            <translation>die Datei braucht mehr Speicher, als ein Arbeiter haben darf</translation>
        </message>
        <message>
            <source>the file was cut short</source>
            <translation>die Datei wurde abgeschnitten</translation>
        </message>
        <message>
            <source>the files are tried again at every look</source>
            <translation>die Dateien werden bei jedem Blick wieder versucht</translation>
        </message>
        <message>
            <source>the first one</source>
            <translation>der erste</translation>
        </message>
        <message>
            <source>the folder cannot be read</source>
            <translation>der Ordner ist nicht lesbar</translation>
        </message>
        <message>
            <source>the header says so</source>
            <translation>so steht es in der Kopfzeile</translation>
        </message>
        <message>
            <source>the header says that its times are UTC</source>
            <translation>die Kopfzeile sagt, ihre Zeiten seien UTC</translation>
        </message>
        <message>
            <source>the holidays of this time zone's country are not known</source>
            <translation>die Feiertage des Landes dieser Zeitzone sind nicht bekannt</translation>
        </message>
        <message>
            <source>the import was stopped</source>
            <translation>der Import wurde angehalten</translation>
        </message>
        <message>
            <source>the job without it</source>
            <translation>der Auftrag ohne sie</translation>
        </message>
        <message>
            <source>the job without its place</source>
            <translation>der Auftrag ohne seinen Ort</translation>
        </message>
        <message>
            <source>the last changes of the project stand in a file beside it, and cannot be read where nothing can be written</source>
            <translation>die letzten Änderungen des Projekts stehen in einer Datei daneben und lassen sich nicht lesen, wo nichts geschrieben werden kann</translation>
        </message>
        <message>
            <source>the later ones get a number behind it</source>
            <translation>die späteren bekommen eine Nummer dahinter</translation>
        </message>
        <message>
            <source>the layer names no coordinate system</source>
            <translation>die Ebene nennt kein Koordinatensystem</translation>
        </message>
        <message>
            <source>the logger may be broken</source>
            <translation>der Logger ist womöglich defekt</translation>
        </message>
        <message>
            <source>the memory limit of a worker was reached</source>
            <translation>die Speichergrenze eines Arbeiters war erreicht</translation>
        </message>
        <message>
            <source>the name of the .DAT file says no day</source>
            <translation>der Name der .DAT-Datei nennt keinen Tag</translation>
        </message>
        <message>
            <source>the nearest element of the network: %1</source>
            <translation>das nächste Element des Netzes: %1</translation>
        </message>
        <message>
            <source>the network</source>
            <translation>das Netz</translation>
        </message>
        <message>
            <source>the network cannot be read and is lost</source>
            <translation>das Netz ist nicht lesbar und verloren</translation>
        </message>
        <message>
            <source>the network may be lost</source>
            <translation>das Netz ist vielleicht verloren</translation>
        </message>
        <message>
            <source>the numbers are whole: no decimal mark is needed</source>
            <translation>die Zahlen sind ganz: ein Dezimalzeichen ist nicht nötig</translation>
        </message>
        <message>
            <source>the order of the dates is as was said</source>
            <translation>die Reihenfolge der Daten ist wie gesagt</translation>
        </message>
        <message>
            <source>the other files; it is read again when it changes</source>
            <translation>die anderen Dateien; sie wird wieder gelesen, wenn sie sich ändert</translation>
        </message>
        <message>
            <source>the other parts go in</source>
            <translation>die anderen Teile gehen hinein</translation>
        </message>
        <message>
            <source>the other readings</source>
            <translation>die anderen Messwerte</translation>
        </message>
        <message>
            <source>the other tasks go on</source>
            <translation>die anderen Aufgaben gehen weiter</translation>
        </message>
        <message>
            <source>the other zones are analysed</source>
            <translation>die anderen Zonen werden ausgewertet</translation>
        </message>
        <message>
            <source>the packed file is damaged or cut short</source>
            <translation>die gepackte Datei ist beschädigt oder abgeschnitten</translation>
        </message>
        <message>
            <source>the program for events did not do its work: %1</source>
            <translation>das Programm für Ereignisse tat seine Arbeit nicht: %1</translation>
        </message>
        <message>
            <source>the project cannot be written where it lies</source>
            <translation>das Projekt kann dort, wo es liegt, nicht geschrieben werden</translation>
        </message>
        <message>
            <source>the project file was removed or replaced while it was open: the change is not in it</source>
            <translation>die Projektdatei wurde entfernt oder ersetzt, während sie offen war: die Änderung steht nicht darin</translation>
        </message>
        <message>
            <source>the project has no model to calibrate</source>
            <translation>das Projekt hat kein Modell, das man kalibrieren könnte</translation>
        </message>
        <message>
            <source>the project is back</source>
            <translation>das Projekt ist wieder da</translation>
        </message>
        <message>
            <source>the project's time zone</source>
            <translation>die Zeitzone des Projekts</translation>
        </message>
        <message>
            <source>the record was written by a newer Mainsight</source>
            <translation>das Protokoll stammt von einem neueren Mainsight</translation>
        </message>
        <message>
            <source>the remarks at its top name the unit %1</source>
            <translation>die Bemerkungen am Anfang nennen die Einheit %1</translation>
        </message>
        <message>
            <source>the repaired project cannot be put in the place of the damaged one</source>
            <translation>das gerettete Projekt lässt sich nicht an die Stelle des beschädigten setzen</translation>
        </message>
        <message>
            <source>the repairs</source>
            <translation>die Reparaturen</translation>
        </message>
        <message>
            <source>the rows cannot be kept: %1</source>
            <translation>die Zeilen lassen sich nicht aufbewahren: %1</translation>
        </message>
        <message>
            <source>the run had an option that this version does not know</source>
            <translation>der Lauf hatte eine Option, die diese Version nicht kennt</translation>
        </message>
        <message>
            <source>the same time as in line %1, with other values</source>
            <translation>dieselbe Zeit wie in Zeile %1, mit anderen Werten</translation>
        </message>
        <message>
            <source>the sensor's element is not in the network</source>
            <translation>das Element des Sensors ist nicht im Netz</translation>
        </message>
        <message>
            <source>the server has not noticed yet that the connection broke</source>
            <translation>der Server hat noch nicht bemerkt, dass die Verbindung abriss</translation>
        </message>
        <message>
            <source>the source is back</source>
            <translation>die Quelle ist wieder da</translation>
        </message>
        <message>
            <source>the source says so</source>
            <translation>so sagt es die Quelle</translation>
        </message>
        <message>
            <source>the spreadsheet cannot be read: %1</source>
            <translation>das Rechenblatt ist nicht lesbar: %1</translation>
        </message>
        <message>
            <source>the spreadsheet holds no rows</source>
            <translation>das Rechenblatt enthält keine Zeilen</translation>
        </message>
        <message>
            <source>the table is empty</source>
            <translation>die Tabelle ist leer</translation>
        </message>
        <message>
            <source>the table is larger than 64 MB</source>
            <translation>die Tabelle ist größer als 64 MB</translation>
        </message>
        <message>
            <source>the table of events is written again</source>
            <translation>die Tabelle der Ereignisse wird wieder geschrieben</translation>
        </message>
        <message>
            <source>the tank stood empty from %1 to %2</source>
            <translation>der Behälter stand von %1 bis %2 leer</translation>
        </message>
        <message>
            <source>the task failed</source>
            <translation>die Aufgabe schlug fehl</translation>
        </message>
        <message>
            <source>the task is tried again on a fresh worker</source>
            <translation>die Aufgabe wird auf einem neuen Arbeiter wiederholt</translation>
        </message>
        <message>
            <source>the unit that was given</source>
            <translation>die angegebene Einheit</translation>
        </message>
        <message>
            <source>the unit, which suits the other columns</source>
            <translation>die Einheit, die zu den anderen Spalten passt</translation>
        </message>
        <message>
            <source>the values that are there, from its start on</source>
            <translation>die Werte, die da sind, von ihrem Anfang an</translation>
        </message>
        <message>
            <source>the watched folder cannot be read</source>
            <translation>der überwachte Ordner ist nicht lesbar</translation>
        </message>
        <message>
            <source>the watched folder is back</source>
            <translation>der überwachte Ordner ist wieder da</translation>
        </message>
        <message>
            <source>the worker that read it was lost: %1</source>
            <translation>der Arbeiter, der sie las, ging verloren: %1</translation>
        </message>
        <message>
            <source>the zone's readings cannot be gone through (%1): it is left out until the watch is started again</source>
            <translation>die Messwerte der Zone lassen sich nicht durchgehen (%1): sie bleibt weg, bis die Beobachtung neu gestartet wird</translation>
        </message>
        <message>
            <source>the zone's readings take more than %1 s to go through: it is left for later, so that the others need not wait</source>
            <translation>die Messwerte der Zone durchzugehen dauert mehr als %1 s: sie kommt später dran, damit die anderen nicht warten</translation>
        </message>
        <message>
            <source>the zones of this part are made anew at the next look</source>
            <translation>die Zonen dieses Teils werden beim nächsten Mal neu gemacht</translation>
        </message>
        <message>
            <source>their events stay as earlier runs left them</source>
            <translation>ihre Ereignisse bleiben, wie frühere Läufe sie hinterließen</translation>
        </message>
        <message>
            <source>there is a drill in this folder already</source>
            <translation>in diesem Ordner liegt schon eine Übung</translation>
        </message>
        <message>
            <source>there is already a file of this name</source>
            <translation>eine Datei dieses Namens gibt es schon</translation>
        </message>
        <message>
            <source>there is already a project of this name</source>
            <translation>es gibt schon ein Projekt dieses Namens</translation>
        </message>
        <message>
            <source>there is no column %1</source>
            <translation>es gibt keine Spalte %1</translation>
        </message>
        <message>
            <source>there is no column '%1'</source>
            <translation>es gibt keine Spalte „%1“</translation>
        </message>
        <message>
            <source>there is no header: columns are named by their number</source>
            <translation>es gibt keine Kopfzeile: Spalten heißen nach ihrer Nummer</translation>
        </message>
        <message>
            <source>there is no pipe of this id</source>
            <translation>eine Leitung dieser Kennung gibt es nicht</translation>
        </message>
        <message>
            <source>there is no quiet time %1</source>
            <translation>es gibt keine Ruhezeit %1</translation>
        </message>
        <message>
            <source>there is no span %1</source>
            <translation>es gibt keine Spanne %1</translation>
        </message>
        <message>
            <source>there is no such event</source>
            <translation>es gibt kein solches Ereignis</translation>
        </message>
        <message>
            <source>there is no such file</source>
            <translation>es gibt keine solche Datei</translation>
        </message>
        <message>
            <source>there is no such file or folder</source>
            <translation>es gibt keine solche Datei und keinen solchen Ordner</translation>
        </message>
        <message>
            <source>there is no such project</source>
            <translation>es gibt kein solches Projekt</translation>
        </message>
        <message>
            <source>there is no such run</source>
            <translation>es gibt keinen solchen Lauf</translation>
        </message>
        <message>
            <source>there is no such sensor</source>
            <translation>es gibt keinen solchen Sensor</translation>
        </message>
        <message>
            <source>there is no such shared project</source>
            <translation>es gibt kein solches gemeinsames Projekt</translation>
        </message>
        <message>
            <source>there is no such table</source>
            <translation>es gibt keine solche Tabelle</translation>
        </message>
        <message>
            <source>there is nothing to import</source>
            <translation>es gibt nichts zu importieren</translation>
        </message>
        <message>
            <source>these are values of a TSD system, but the .TSD file that lists their points is not there</source>
            <translation>das sind Werte eines TSD-Systems, aber die .TSD-Datei, die ihre Punkte nennt, fehlt</translation>
        </message>
        <message>
            <source>these columns do not stand in sensors.csv and name no unit</source>
            <translation>diese Spalten stehen nicht in sensors.csv und nennen keine Einheit</translation>
        </message>
        <message>
            <source>these columns match no element of the network</source>
            <translation>diese Spalten passen zu keinem Element des Netzes</translation>
        </message>
        <message>
            <source>these hours have no expected pressures</source>
            <translation>diese Stunden haben keine erwarteten Drücke</translation>
        </message>
        <message>
            <source>these places</source>
            <translation>diese Orte</translation>
        </message>
        <message>
            <source>they are left out</source>
            <translation>sie bleiben draußen</translation>
        </message>
        <message>
            <source>this entry of the import log cannot be read</source>
            <translation>dieser Eintrag des Importprotokolls ist nicht lesbar</translation>
        </message>
        <message>
            <source>this file is no Mainsight project</source>
            <translation>diese Datei ist kein Mainsight-Projekt</translation>
        </message>
        <message>
            <source>this import cannot be undone any more</source>
            <translation>dieser Import lässt sich nicht mehr zurücknehmen</translation>
        </message>
        <message>
            <source>this import is in that state already</source>
            <translation>dieser Import ist schon in diesem Zustand</translation>
        </message>
        <message>
            <source>this is no JSON object: %1</source>
            <translation>das ist kein JSON-Objekt: %1</translation>
        </message>
        <message>
            <source>this is no date</source>
            <translation>das ist kein Datum</translation>
        </message>
        <message>
            <source>this is no name of a shared project</source>
            <translation>das ist kein Name eines gemeinsamen Projekts</translation>
        </message>
        <message>
            <source>this is no number</source>
            <translation>das ist keine Zahl</translation>
        </message>
        <message>
            <source>this is no run record of Mainsight</source>
            <translation>das ist kein Laufprotokoll von Mainsight</translation>
        </message>
        <message>
            <source>this is no text</source>
            <translation>das ist kein Text</translation>
        </message>
        <message>
            <source>this is no time</source>
            <translation>das ist keine Zeit</translation>
        </message>
        <message>
            <source>this kernel does not keep a worker from the network and from other programs (no seccomp): %1</source>
            <translation>dieser Kernel hält einen Arbeiter nicht von Netz und anderen Programmen fern (kein seccomp): %1</translation>
        </message>
        <message>
            <source>this kernel does not keep a worker from writing elsewhere (no Landlock): %1</source>
            <translation>dieser Kernel hält einen Arbeiter nicht davon ab, anderswo zu schreiben (kein Landlock): %1</translation>
        </message>
        <message>
            <source>this key stands there twice</source>
            <translation>dieser Schlüssel steht zweimal da</translation>
        </message>
        <message>
            <source>this names no database: %1</source>
            <translation>das nennt keine Datenbank: %1</translation>
        </message>
        <message>
            <source>this part of the work took too much CPU time and was called off</source>
            <translation>dieser Teil der Arbeit brauchte zu viel Rechenzeit und wurde abgebrochen</translation>
        </message>
        <message>
            <source>this part of the work took too much CPU time and was called off%1</source>
            <translation>dieser Teil der Arbeit brauchte zu viel Rechenzeit und wurde abgebrochen%1</translation>
        </message>
        <message>
            <source>this program was built without libseccomp: a worker is not kept from the network and from other programs</source>
            <translation>dieses Programm ist ohne libseccomp gebaut: ein Arbeiter wird von Netz und anderen Programmen nicht ferngehalten</translation>
        </message>
        <message>
            <source>this project is being written by %1 on %2 (%3, process %4) since %5</source>
            <translation>%1 auf %2 schreibt dieses Projekt seit %5 (%3, Prozess %4)</translation>
        </message>
        <message>
            <source>this project is damaged: %1</source>
            <translation>dieses Projekt ist beschädigt: %1</translation>
        </message>
        <message>
            <source>this project is of an older version</source>
            <translation>dieses Projekt ist von einer älteren Version</translation>
        </message>
        <message>
            <source>this project was written by a newer Mainsight</source>
            <translation>dieses Projekt stammt von einem neueren Mainsight</translation>
        </message>
        <message>
            <source>times that the change to summer time leaves out are there: the clock does not follow %1</source>
            <translation>Zeiten, die die Umstellung auf Sommerzeit auslässt, kommen vor: die Uhr folgt nicht %1</translation>
        </message>
        <message>
            <source>too few cells</source>
            <translation>zu wenige Zellen</translation>
        </message>
        <message>
            <source>try again when it has finished</source>
            <translation>versuchen Sie es noch einmal, wenn es fertig ist</translation>
        </message>
        <message>
            <source>undo the newer import first</source>
            <translation>nehmen Sie zuerst den neueren Import zurück</translation>
        </message>
        <message>
            <source>unknown coordinate system '%1'</source>
            <translation>unbekanntes Koordinatensystem '%1'</translation>
        </message>
        <message>
            <source>unknown quantity '%1'</source>
            <translation>unbekannte Größe '%1'</translation>
        </message>
        <message>
            <source>unknown time zone '%1'</source>
            <translation>unbekannte Zeitzone '%1'</translation>
        </message>
        <message>
            <source>unknown unit '%1'</source>
            <translation>unbekannte Einheit '%1'</translation>
        </message>
        <message>
            <source>unreadable "time" line: the values under it are left out</source>
            <translation>unlesbare "time"-Zeile: die Werte darunter bleiben draußen</translation>
        </message>
        <message>
            <source>unreadable coordinates</source>
            <translation>unlesbare Koordinaten</translation>
        </message>
        <message>
            <source>unreadable grid reference</source>
            <translation>unlesbare Gitterangabe</translation>
        </message>
        <message>
            <source>unreadable time</source>
            <translation>unlesbare Zeit</translation>
        </message>
        <message>
            <source>unreadable time: the values under it are left out</source>
            <translation>unlesbare Zeit: die Werte darunter bleiben draußen</translation>
        </message>
        <message>
            <source>update Mainsight</source>
            <translation>bringen Sie Mainsight auf den neuesten Stand</translation>
        </message>
        <message>
            <source>use 1, or -1 for a meter that exports</source>
            <translation>nehmen Sie 1, oder -1 für einen Zähler, der ausspeist</translation>
        </message>
        <message>
            <source>use GeoPackage, GeoJSON, Shapefile, TAB or MIF</source>
            <translation>nehmen Sie GeoPackage, GeoJSON, Shapefile, TAB oder MIF</translation>
        </message>
        <message>
            <source>use a name like Europe/London or UTC</source>
            <translation>nehmen Sie einen Namen wie Europe/London oder UTC</translation>
        </message>
        <message>
            <source>use one like EPSG:27700</source>
            <translation>nehmen Sie eines wie EPSG:27700</translation>
        </message>
        <message>
            <source>use one like m, bar, l/s or m3/h</source>
            <translation>nehmen Sie eine wie m, bar, l/s oder m3/h</translation>
        </message>
        <message>
            <source>use plain numbers</source>
            <translation>nehmen Sie einfache Zahlen</translation>
        </message>
        <message>
            <source>use pressure, flow, level or demand</source>
            <translation>nehmen Sie pressure, flow, level oder demand</translation>
        </message>
        <message>
            <source>use pressure, flow, level or demand; none leaves it out</source>
            <translation>nehmen Sie pressure, flow, level oder demand; none lässt sie aus</translation>
        </message>
        <message>
            <source>what a worker handed over ends in the middle of a file</source>
            <translation>was ein Arbeiter übergab, endet mitten in einer Datei</translation>
        </message>
        <message>
            <source>what a worker handed over is damaged</source>
            <translation>was ein Arbeiter übergab, ist beschädigt</translation>
        </message>
        <message>
            <source>what has come in before</source>
            <translation>was zuvor hereinkam</translation>
        </message>
        <message>
            <source>what has come in before; the sources are looked at when it is back</source>
            <translation>was bisher hereinkam; die Quellen werden angesehen, wenn es wieder da ist</translation>
        </message>
        <message>
            <source>what has come is taken in again</source>
            <translation>was gekommen ist, wird wieder aufgenommen</translation>
        </message>
        <message>
            <source>what the file proves: %1</source>
            <translation>was die Datei beweist: %1</translation>
        </message>
        <message>
            <source>what the file shows</source>
            <translation>was die Datei zeigt</translation>
        </message>
        <message>
            <source>what the meters and loggers of its zone read then is left out</source>
            <translation>was Zähler und Logger seiner Zone dabei zeigten, bleibt außer Betracht</translation>
        </message>
        <message>
            <source>what the sensors are, or how many readings they have</source>
            <translation>was die Sensoren sind, oder wie viele Messwerte sie haben</translation>
        </message>
        <message>
            <source>what the worker answered cannot be read</source>
            <translation>was der Arbeiter antwortete, ist nicht lesbar</translation>
        </message>
        <message>
            <source>what was committed is safe there; try again when it is back</source>
            <translation>was festgeschrieben war, ist dort sicher; versuchen Sie es wieder, wenn er zurück ist</translation>
        </message>
        <message>
            <source>what was kept to undo an import is damaged</source>
            <translation>was zum Zurücknehmen eines Imports aufbewahrt war, ist beschädigt</translation>
        </message>
        <message>
            <source>what was learned from files cannot be read and is lost: %1</source>
            <translation>was aus Dateien gelernt wurde, ist nicht lesbar und verloren: %1</translation>
        </message>
        <message>
            <source>what was learned from files may be lost</source>
            <translation>was aus Dateien gelernt wurde, ist vielleicht verloren</translation>
        </message>
        <message>
            <source>what was learned of areas</source>
            <translation>was über Suchgebiete gelernt wurde</translation>
        </message>
        <message>
            <source>what was learned of areas cannot be read</source>
            <translation>was über Suchgebiete gelernt wurde, ist nicht zu lesen</translation>
        </message>
        <message>
            <source>withdrawn</source>
            <translation>zurückgenommen</translation>
        </message>
        <message>
            <source>workers are not confined on this system: open only files whose origin you trust</source>
            <translation>Arbeiter sind auf diesem System nicht eingeschlossen: öffnen Sie nur Dateien, deren Herkunft Sie trauen</translation>
        </message>
        <message>
            <source>write '2024-12-24 off Christmas Eve' or '2024-05-01 working'</source>
            <translation>schreiben Sie '2024-12-24 off Heiligabend' oder '2024-05-01 working'</translation>
        </message>
        <message>
            <source>write it as 2024-12-24</source>
            <translation>schreiben Sie es wie 2024-12-24</translation>
        </message>
        <message>
            <source>zone %1</source>
            <translation>Zone %1</translation>
        </message>
        <message>
            <source>zone %1 is followed by %2 since %3</source>
            <translation>Zone %1 wird seit %3 von %2 verfolgt</translation>
        </message>
        <message>
            <source>zone %1 is followed by somebody else</source>
            <translation>Zone %1 wird von jemand anderem verfolgt</translation>
        </message>
        <message>
            <source>“%1” is no date. Write it as 2024-08-01</source>
            <translation>„%1“ ist kein Datum. Schreiben Sie es als 2024-08-01</translation>
        </message>
        <message>
            <source>“%1” is no number</source>
            <translation>„%1“ ist keine Zahl</translation>
        </message>
        <message>
            <source>“%1” needs a value after “%2”</source>
            <translation>„%1“ braucht einen Wert nach „%2“</translation>
        </message>
    </context>
</TS>
