//go:build browser

package e2e

import (
	"archive/zip"
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Rows that people have elsewhere: from a paste or a file to answers in the sheet.

const bringing = "ark/indsaet/"

// bringInto is the button beside a table.
func bringInto(table string) string { return fmt.Sprintf(`[data-table=%s] [data-bring-rows]`, table) }

// paste writes a text into the box, as a browser does that lets nobody see what is pasted.
func paste(tab *Tab, text string) {
	tab.t.Helper()
	tab.WaitFor(`document.querySelector('dialog[open] textarea')`)
	Eval[any](tab, fmt.Sprintf(`(box => { box.value = %s; box.dispatchEvent(new Event('input', {bubbles: true})) })(document.querySelector('dialog[open] textarea'))`, quote(text)))
	tab.Click("text=Videre")
}

// menuJS finds a menu of the dialog by what its label says.
func menuJS(label string) string {
	return fmt.Sprintf(`[...document.querySelectorAll('dialog[open] label')].find(l => l.innerText.includes(%s))?.control`, quote(label))
}

// say chooses in a menu of the dialog.
func say(tab *Tab, label, value string) {
	tab.t.Helper()
	tab.WaitFor(menuJS(label))
	Eval[any](tab, fmt.Sprintf(`(s => { s.value = %s; s.dispatchEvent(new Event('change', {bubbles: true})) })(%s)`, quote(value), menuJS(label)))
}

func awaitHeard(tab *Tab, words string) {
	tab.t.Helper()
	tab.WaitFor(fmt.Sprintf(`document.querySelector('dialog[open]')?.innerText.includes(%s)`, quote(words)))
}

// The ordinary case: as many recommendations as there are, each with colour, note, department.
const many = 262

func manyRows() string {
	var text strings.Builder
	text.WriteString("Nr.\tAnbefaling\tStatus\tNote\tForvaltning\r\n")
	for i := range many {
		note := "=1+1"
		if i%3 == 0 {
			note = "\"To linjer\nog \"\"citat\"\"\""
		}
		fmt.Fprintf(&text, "A-%03d\tAnbefaling %d, æøå\t%s\t%s\t%s\r\n", i, i, []string{"Rød", "gul", "GRØN", "ikke i gang"}[i%4], note, []string{"Skole", "ældre"}[i%2])
	}
	return text.String()
}

// answersOf counts the stored answers of a column.
func answersOf(tab *Tab, table, column string) int {
	return Eval[int](tab, fmt.Sprintf(`Object.keys(localStorage).filter(k => k.includes(%s) && k.endsWith(%s) && JSON.parse(localStorage[k])[0] !== null).length`, quote("/"+table+"/"), quote("."+column)))
}

func TestTheListThatPeopleHaveComesInByPasting(t *testing.T) {
	inEveryBrowser(t, func(t *testing.T, b *Browser) {
		tab := openSheet(t, b, Serve(t, builtFrom(t, "testdata/language"), "/")+bringing)
		tab.Click(bringInto("liste"))
		paste(tab, manyRows())

		t.Log("[S26] the columns are guessed by their headers, the options by what they are called")
		awaitHeard(tab, "262 rækker er nye.")
		for label, column := range map[string]string{"»Nr.«": "nr", "»Anbefaling«": "navn", "»Status«": "farve", "»Note«": "note", "»Forvaltning«": ""} {
			if got := Eval[string](tab, menuJS(label)+".value"); got != column && label != "»Forvaltning«" {
				t.Errorf("%s was taken to be %q", label, got)
			}
		}
		say(tab, "»Forvaltning«", "sted")
		awaitHeard(tab, "262 rækker er nye.")

		t.Log("[S28] nothing is stored before the last button")
		if n := Eval[int](tab, `localStorage.length`); n != 0 {
			t.Errorf("%d keys are stored already", n)
		}
		Eval[any](tab, `new MutationObserver(list => { window.said = (window.said ?? '') + list.map(m => m.target.textContent).join() }).observe(document.querySelector('[data-sheet-bar]'), {childList: true, characterData: true, subtree: true})`)
		tab.Click("text=Indsæt")
		tab.WaitFor(`window.said?.includes('262 rækker er indsat.')`)
		tab.WaitFor(fmt.Sprintf(`document.querySelectorAll('[data-table=liste] .row:not([data-blank])').length === %d`, many))
		awaitSaved(tab)
		want := `(() => { const rows = [...document.querySelectorAll('[data-table=liste] .row:not([data-blank])')]; const value = (row, id) => row.querySelector('[data-field=' + id + '] :is(input:checked, textarea, select, input[type=text])')?.value
			return rows.map(row => ['nr', 'navn', 'farve', 'note', 'sted'].map(id => value(row, id)).join('|')) })()`
		check := func() {
			t.Helper()
			tab.WaitFor(fmt.Sprintf(`%s.length === %d && %s[0] !== ''`, want, many, want))
			rows := Eval[[]string](tab, want)
			for i, expect := range map[int]string{0: "A-000|Anbefaling 0, æøå|roed|To linjer\nog \"citat\"|Skole", 3: "A-003|Anbefaling 3, æøå|roed|To linjer\nog \"citat\"|%C3%86ldre", 261: "A-261|Anbefaling 261, æøå|gul|To linjer\nog \"citat\"|%C3%86ldre"} {
				if rows[i] != expect {
					t.Errorf("row %d is %q, want %q", i, rows[i], expect)
				}
			}
		}
		check()
		tab.Reload()
		awaitSheet(tab)
		check()

		t.Log("[S30] undone after a reload, all of it is gone; a row answered since stays")
		tab.Type(`[data-table=liste] .row:nth-of-type(1) [data-field=note] textarea`, " og mere")
		awaitSaved(tab)
		tab.Click("text=Fortryd indsætning")
		tab.WaitFor(`document.querySelectorAll('[data-table=liste] .row:not([data-blank])').length === 1`)
		awaitSaved(tab)
		if n := answersOf(tab, "indsaet.liste", "navn"); n != 1 {
			t.Errorf("%d names are stored, want the one of the row that was answered since", n)
		}
	})
}

// cell is the stored answer at a path, as JSON; "" where there is none.
func cell(tab *Tab, path string) string {
	tab.t.Helper()
	return Eval[string](tab, fmt.Sprintf(`(k => k === undefined ? '' : JSON.stringify(JSON.parse(localStorage[k])[0]))(Object.keys(localStorage).find(k => k.endsWith(%s)))`, quote("/"+path)))
}

func expectCells(tab *Tab, want map[string]string) {
	tab.t.Helper()
	for path, value := range want {
		if got := cell(tab, path); got != value {
			tab.t.Errorf("%s is %s, want %s", path, got, value)
		}
	}
}

func TestRowsMeetInAListThatSheetsShare(t *testing.T) {
	inEveryBrowser(t, func(t *testing.T, b *Browser) {
		tab := openSheet(t, b, Serve(t, builtFrom(t, "testdata/language"), "/")+bringing)
		bring := func(text string, before func()) {
			t.Helper()
			tab.Click(bringInto("sagerne"))
			paste(tab, text)
			tab.WaitFor(`document.querySelector('dialog[open] .bring-preview')`)
			before()
			tab.Click("text=Indsæt")
			tab.WaitFor(`!document.querySelector('dialog[open]')`)
		}

		t.Log("[S27] [S33] a row that the site comes with is met, and all that the list asks comes in")
		bring("Sagsnr.\tTitel\tStatus\tNote\tForvaltning\ns-1\tNy titel\tgul\t\tSkole\nÆ 2\tAnden\tRød\tEn note\t\n", func() {
			awaitHeard(tab, "1 række er ny, 1 får noget nyt.")
		})
		expectCells(tab, map[string]string{
			"sager/S-1.navn": `"Ny titel"`, "sager/S-1.farve": "", "sager/S-1.sted": `"Skole"`, "sager/S-1._pos": "",
			"sager/%C3%86%202.nr": `"Æ 2"`, "sager/%C3%86%202.note": `"En note"`, "sager/%C3%86%202._pos": "1",
		})

		t.Log("[S28] where people have answered both, the reader says whose is kept")
		bring("Sagsnr.\tTitel\tNote\nS-1\tTredje titel\tOgså en note\n", func() {})
		expectCells(tab, map[string]string{"sager/S-1.navn": `"Ny titel"`, "sager/S-1.note": `"Også en note"`})
		bring("Sagsnr.\tTitel\nS-1\tTredje titel\n", func() { tab.Click("text=Det, I indsætter") })
		expectCells(tab, map[string]string{"sager/S-1.navn": `"Tredje titel"`})

		t.Log("[S23] a row that is brought into a view gets what its condition demands, unless it says otherwise itself")
		tab.Click(bringInto("gule"))
		paste(tab, "Sagsnr.\tTitel\tStatus\nG-1\tUden farve\t\nG-2\tMed farve\tRød\n")
		awaitHeard(tab, "2 rækker er nye.")
		tab.Click("text=Indsæt")
		tab.WaitFor(`!document.querySelector('dialog[open]')`)
		expectCells(tab, map[string]string{"sager/G-1.farve": `"gul"`, "sager/G-2.farve": `"roed"`, "sager/G-2._pos": "3"})

		t.Log("[S31] the rows that the list offers")
		tab.Click(bringInto("sagerne"))
		tab.WaitFor(`document.querySelector('dialog[open] textarea')`)
		tab.Click("text=Begynd med vores to")
		awaitHeard(tab, "2 rækker er nye.")
		tab.Click("text=Indsæt")
		tab.WaitFor(`!document.querySelector('dialog[open]')`)
		expectCells(tab, map[string]string{"sager/N-1.navn": `"Mad"`, "sager/N-2.farve": `"gul"`, "sager/N-2._pos": "5"})
		tab.Click("text=Fortryd indsætning")
		tab.WaitFor(`Object.keys(localStorage).filter(k => k.includes('sager/N-') && JSON.parse(localStorage[k])[0] !== null).length === 0`)
		expectCells(tab, map[string]string{"sager/S-1.navn": `"Tredje titel"`})
	})
}

func TestWhatCannotBeBroughtInSaysSoInOneSentence(t *testing.T) {
	tab := openSheet(t, Chromium, Serve(t, builtFrom(t, "testdata/language"), "/")+bringing)
	tab.Click(bringInto("liste"))
	for _, test := range []struct{ name, text, want string }{
		{"nothing", "  ", "Der er ikke noget at indsætte."},
		{"too many rows", strings.Repeat("a\tb\n", 5002), "Der er flere end 5.000 rækker."},
		{"too many columns", strings.Repeat("a\t", 61) + "b\n", "Der er flere end 60 kolonner."},
		{"no text", "a\x01\x02\x03\x04b", "Det er ikke tekst."},
	} {
		paste(tab, test.text)
		awaitHeard(tab, test.want)
	}
	paste(tab, "Nr.\tAnbefaling\n")
	awaitHeard(tab, "Der er kun overskrifter og ingen rækker under dem.")
	tab.Click("text=Indsæt")
	awaitHeard(tab, "Der er kun overskrifter og ingen rækker under dem.")
	tab.Click("text=Tilbage")
	paste(tab, "Mad\nRo\n")
	awaitHeard(tab, "Der er kun én kolonne.")
	tab.Click("text=Tilbage")

	t.Log("[S32] an Excel file that was named csv")
	file := filepath.Join(t.TempDir(), "liste.csv")
	if err := os.WriteFile(file, []byte("PK\x03\x04\x14\x00xl/workbook.xml"), 0o600); err != nil {
		t.Fatal(err)
	}
	Upload(tab, file, func() { tab.Click("text=Åbn Excel- eller csv-fil") })
	awaitHeard(tab, "Filen er ikke en Excel-projektmappe (.xlsx).")
	if n := Eval[int](tab, `localStorage.length`); n != 0 {
		t.Errorf("%d keys are stored", n)
	}
}

func TestATableFromWordComesIn(t *testing.T) {
	html := `<html><body><!--StartFragment--><table><tr><td>Status<td>Anbefaling</tr><tr><td rowspan=2><p>R&oslash;d</p><td>Mad<br>og ro</tr>
		<tr><td><img src=x onerror="window.ran = true"><script>window.ran = true</script>Idr&aelig;t</tr></table><!--EndFragment--></body></html>`
	inEveryBrowser(t, func(t *testing.T, b *Browser) {
		tab := openSheet(t, b, Serve(t, builtFrom(t, "testdata/language"), "/")+bringing)
		tab.Click(bringInto("liste"))

		t.Log("[S32] merged cells stand in each row they cover; scripts in what is pasted never run")
		tab.WaitFor(`document.querySelector('dialog[open] textarea')`)
		// Firefox leaves the clipboard of an event that a script makes empty.
		Eval[any](tab, fmt.Sprintf(`(() => { const paste = new Event('paste', {bubbles: true, cancelable: true})
			Object.defineProperty(paste, 'clipboardData', {value: {getData: type => ({'text/html': %s, 'text/plain': 'x'})[type] ?? ''}})
			document.querySelector('dialog[open] textarea').dispatchEvent(paste) })()`, quote(html)))
		awaitHeard(tab, "1 flettet celle gik over flere rækker.")
		awaitHeard(tab, "2 rækker er nye.")
		awaitHeard(tab, "Mad og ro")
		if Eval[bool](tab, `!!window.ran`) {
			t.Error("a script in the paste has run")
		}
	})
}

func TestRowsComeIntoTheCopyThatIsShown(t *testing.T) {
	tab := openSheet(t, Chromium, Serve(t, builtFrom(t, "testdata/language"), "/")+meetings)
	tab.Click(bringInto("punkter"))
	paste(tab, "Emne\nMad\nRo\n")
	awaitHeard(tab, "2 rækker er nye.")
	tab.Click("text=Indsæt")
	shown := `[...document.querySelectorAll('[data-table=punkter] [data-field=emne] input')].map(i => i.value).join() === 'Mad,Ro'`
	tab.WaitFor(shown)
	awaitSaved(tab)
	tab.Reload()
	awaitSheet(tab)
	tab.WaitFor(shown)
}

func TestACsvFileComesIn(t *testing.T) {
	tab := openSheet(t, Chromium, Serve(t, builtFrom(t, "testdata/language"), "/")+bringing)
	tab.Click(bringInto("liste"))
	tab.WaitFor(`document.querySelector('dialog[open] textarea')`)

	t.Log("[S26] a csv file as Danish Excel writes it, with a word that is no option")
	file := filepath.Join(t.TempDir(), "liste.csv")
	if err := os.WriteFile(file, []byte("Anbefaling;Status\r\nS\xf8vn;begyndt\r\nRo;R\xf8d\r\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	Upload(tab, file, func() { tab.Click("text=Åbn Excel- eller csv-fil") })
	awaitHeard(tab, "Ét ord er ikke blandt svarene på »Status«.")
	say(tab, "»begyndt«", "=gul")
	tab.WaitFor(`[...document.querySelectorAll('dialog[open] td')].some(td => td.innerText === 'Gul')`)
	tab.Click("text=Indsæt")
	tab.WaitFor(`[...document.querySelectorAll('[data-table=liste] [data-field=navn] input')].map(i => i.value).join() === 'Søvn,Ro'`)
	tab.WaitFor(`document.querySelectorAll('[data-table=liste] [data-field=farve] input:checked').length === 2`)
	for _, line := range Console(tab) {
		t.Error(line)
	}
}

// workbookFile writes a workbook with a front page and a page of these rows, as other programs do.
func workbookFile(t *testing.T, rows ...[]string) string {
	t.Helper()
	var sheet strings.Builder
	for _, row := range rows {
		sheet.WriteString("<row>")
		for _, cell := range row {
			fmt.Fprintf(&sheet, `<c t="inlineStr"><is><t>%s</t></is></c>`, cell)
		}
		sheet.WriteString("</row>")
	}
	page := func(data string) string { return `<worksheet><sheetData>` + data + `</sheetData></worksheet>` }
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, part := range [][2]string{
		{"xl/workbook.xml", `<workbook><sheets><sheet name="Forside" r:id="rId1"/><sheet name="Listen" r:id="rId2"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="rId1" Target="worksheets/a.xml"/><Relationship Id="rId2" Target="worksheets/b.xml"/></Relationships>`},
		{"xl/worksheets/a.xml", page(`<row><c t="inlineStr"><is><t>Velkommen</t></is></c></row>`)},
		{"xl/worksheets/b.xml", page(sheet.String() + `<row><c t="str"><f>"G"&amp;"røn"</f><v>Regnet</v></c><c t="str"><v>Grøn</v></c></row>`)},
		{"xl/vbaProject.bin", "Sub Auto_Open()"},
	} {
		w, err := z.Create(part[0])
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprint(w, part[1])
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "liste.xlsx")
	if err := os.WriteFile(file, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestAWorkbookComesIn(t *testing.T) {
	file := workbookFile(t, []string{"Anbefaling", "Status"}, []string{"=Søvn", "Rød"}, []string{"Ro", "Gul"})
	tab := openSheet(t, Chromium, Serve(t, builtFrom(t, "testdata/language"), "/")+bringing)
	tab.Click(bringInto("liste"))
	tab.WaitFor(`document.querySelector('dialog[open] textarea')`)
	Upload(tab, file, func() { tab.Click("text=Åbn Excel- eller csv-fil") })
	tab.WaitFor(`document.querySelector('dialog[open] h2').innerText === 'Hvilket ark i filen?'`)
	tab.WaitFor(`document.querySelector('dialog[open] [value="1"]').checked`) // the first page is no list
	tab.Click("text=Videre")
	tab.WaitFor(`[...document.querySelectorAll('dialog[open] td')].some(td => td.innerText === 'Gul')`)
	t.Log("[L37] macros are not read, and a formula is what it showed last; both are said")
	awaitHeard(tab, "Filen har makroer. De er hverken læst eller kørt")
	awaitHeard(tab, "1 celle er en formel.")
	tab.Click("text=Indsæt")
	tab.WaitFor(`[...document.querySelectorAll('[data-table=liste] [data-field=navn] input')].map(i => i.value).join() === '=Søvn,Ro,Regnet'`)
	for _, line := range Console(tab) {
		t.Error(line)
	}
}

func TestTheDialogOfRowsCanBeUsedByKeyboardAndHasNoBarriers(t *testing.T) {
	for _, look := range []Look{light, dark, phone} {
		t.Run(look.Name, func(t *testing.T) {
			tab := openSheet(t, Chromium, Serve(t, builtFrom(t, "testdata/language"), "/")+bringing)
			LookAs(tab, look)
			Eval[any](tab, `document.querySelector('[data-table=liste] [data-bring-rows]').focus()`)
			tab.Press("Enter")
			tab.WaitFor(`document.activeElement?.id === 'bring-box'`)
			for _, p := range AxeProblems(tab) {
				t.Errorf("the first step: %s", p)
			}
			paste(tab, "Nr.\tStatus\nA\tviolet\nA\tgul\n")
			awaitHeard(tab, "2 rækker er nye.")
			tab.WaitFor(`document.activeElement?.id === 'bring-title'`)
			for _, p := range AxeProblems(tab) {
				t.Errorf("the second step: %s", p)
			}
			if wide := Eval[int](tab, `document.querySelector('dialog').scrollWidth - document.querySelector('dialog').clientWidth`); wide > 0 {
				t.Errorf("the dialog is %d pixels too wide", wide)
			}
			tab.Press("Escape")
			tab.WaitFor(`!document.querySelector('dialog') && document.activeElement?.matches('[data-bring-rows]')`)
		})
	}
}

func TestWhereAPartCannotBeLoadedTheReaderIsTold(t *testing.T) {
	folder := builtFrom(t, "testdata/language")
	parts, err := filepath.Glob(filepath.Join(folder, "js", "import.*.js"))
	if err != nil || len(parts) != 1 {
		t.Fatalf("parts: %q, %v", parts, err)
	}
	part, err := os.ReadFile(parts[0])
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(parts[0]); err != nil {
		t.Fatal(err)
	}
	tab := openSheet(t, Chromium, Serve(t, folder, "/")+bringing)
	tab.Click(bringInto("liste"))
	awaitHeard(tab, "Siden mangler en del, som ikke kunne hentes.")
	if err := os.WriteFile(parts[0], part, 0o600); err != nil {
		t.Fatal(err)
	}
	tab.Click("text=Prøv igen")
	tab.WaitFor(`document.querySelector('dialog[open] textarea')`)
}

func TestRowsComeInFromDisk(t *testing.T) {
	for _, b := range []*Browser{Chromium, Firefox} {
		t.Run(b.Name, func(t *testing.T) {
			tab := openSheet(t, b, "file://"+builtAs(t, "testdata/language", true)+"/"+bringing+"index.html")
			tab.Click(bringInto("liste"))
			paste(tab, "Nr.\tAnbefaling\n1\tMad\n")
			awaitHeard(tab, "1 række er ny.")
			tab.Click("text=Indsæt")
			tab.WaitFor(`[...document.querySelectorAll('[data-table=liste] [data-field=navn] input')].some(i => i.value === 'Mad')`)
		})
	}
}
