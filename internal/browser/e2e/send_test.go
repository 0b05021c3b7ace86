//go:build browser

package e2e

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"
	"testing"
)

// Rows that are sent to those who fill them in, and what comes back.

const sending = "ark/sendes/"

const (
	sendRows = "[data-table=alle] [data-send-rows]"
	takeRows = "[data-table=alle] [data-take-rows]"
)

// A sentFile is a file on its way: made by the page, or by a department.
type sentFile struct {
	Name string
	Data []byte
}

// seeded puts answers into the browser before the sheet reads them.
func seeded(t *testing.T, b *Browser, url string, cells map[string]any) *Tab {
	t.Helper()
	tab := openSheet(t, b, url)
	text, err := json.Marshal(cells)
	if err != nil {
		t.Fatal(err)
	}
	Eval[any](tab, fmt.Sprintf(`void Object.entries(%s).forEach(([path, value]) => localStorage.setItem('redskab1/proeve/f1/' + path, JSON.stringify([value, 1])))`, text))
	tab.Reload()
	awaitSheet(tab)
	return tab
}

// sentCells are four rows of two departments, and one that is nobody's.
func sentCells() map[string]any {
	cells := map[string]any{"forløb.navn": "Fjordby"}
	for i, row := range [][3]string{{"A-1", "Mad", "Skole"}, {"A-2", "Ro", "Skole"}, {"B-1", "Søvn", "%C3%86ldre"}, {"B-2", "=1+1", "%C3%86ldre"}, {"C-1", "Lys", ""}} {
		cells["sager/"+row[0]+"._pos"] = i + 1
		cells["sager/"+row[0]+".nr"] = row[0]
		cells["sager/"+row[0]+".navn"] = row[1]
		if row[2] != "" {
			cells["sager/"+row[0]+".sted"] = row[2]
		}
	}
	cells["sager/A-1.farve"] = "gul"
	return cells
}

// takes catches the file that a button hands over, in any browser.
func takes(tab *Tab, button string) sentFile {
	tab.t.Helper()
	Eval[any](tab, `void (() => {
		window.given = null
		window.made ??= URL.createObjectURL
		URL.createObjectURL = blob => { blob.arrayBuffer().then(data => { let text = ''; for (const byte of new Uint8Array(data)) text += String.fromCharCode(byte); window.given = [window.called, btoa(text)] }); return window.made.call(URL, blob) }
		HTMLAnchorElement.prototype.click = function () { window.called = this.download }
	})()`)
	tab.Click(button)
	got := wait[[2]string](tab, `window.given`)
	data, err := base64.StdEncoding.DecodeString(got[1])
	tab.do("read the file", err)
	return sentFile{got[0], data}
}

// gives picks files where the page asks for them, in any browser.
func gives(tab *Tab, input string, files ...sentFile) {
	tab.t.Helper()
	tab.WaitFor(`document.querySelector(` + quote(input) + `)`)
	var list []string
	for _, file := range files {
		list = append(list, fmt.Sprintf(`new File([Uint8Array.from(atob(%s), c => c.charCodeAt(0))], %s)`, quote(base64.StdEncoding.EncodeToString(file.Data)), quote(file.Name)))
	}
	Eval[any](tab, fmt.Sprintf(`void (input => { const all = new DataTransfer(); [%s].forEach(file => all.items.add(file)); input.files = all.files; input.dispatchEvent(new Event('change', {bubbles: true})) })(document.querySelector(%s))`, strings.Join(list, ","), quote(input)))
}

const returnPicker = "dialog[open] input[type=file]"

// edit changes the first page of a workbook, as one who opens it does.
func edit(t *testing.T, file sentFile, change func(sheet string) string) sentFile {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(file.Data), int64(len(file.Data)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, part := range r.File {
		in, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		if part.Name == "xl/worksheets/sheet1.xml" {
			text = []byte(change(string(text)))
		}
		out, err := w.Create(part.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := out.Write(text); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return sentFile{file.Name, b.Bytes()}
}

// writeCell puts a text into a cell.
func writeCell(sheet, at, text string) string {
	return regexp.MustCompile(`<c r="`+at+`"[^>]*?(/>|>.*?</c>)`).ReplaceAllLiteralString(sheet, `<c r="`+at+`" t="inlineStr"><is><t>`+text+`</t></is></c>`)
}

// turned is the sheet with its first two rows in each other's place.
func turned(sheet string) string {
	rows := regexp.MustCompile(`<row r="[23]"[^>]*>.*?</row>`).FindAllString(sheet, -1)
	move := func(row, to string) string {
		return regexp.MustCompile(`(<row r="|<c r="[A-Z]+)\d+`).ReplaceAllString(row, "${1}"+to)
	}
	return strings.Replace(sheet, rows[0]+rows[1], move(rows[1], "2")+move(rows[0], "3"), 1)
}

// forPart opens the dialog and chooses whose rows.
func forPart(tab *Tab, part string) {
	tab.t.Helper()
	if !Eval[bool](tab, `document.querySelector('dialog[open]') !== null`) {
		tab.Click(sendRows)
	}
	option := wait[string](tab, fmt.Sprintf(`[...%s.options].find(o => o.text.startsWith(%s))?.value`, menuJS("Hvis rækker?"), quote(part)))
	say(tab, "Hvis rækker?", option)
}

// Sending, filling and taking in are one story, told in each browser: what comes back is what
// was sent, so the steps cannot be tried apart.
func TestThreeDepartmentsFillTheirRowsAndAllComeBackAtOnce(t *testing.T) {
	inEveryBrowser(t, func(t *testing.T, b *Browser) {
		home := Serve(t, builtFrom(t, "testdata/language"), "/")
		tab := seeded(t, b, home+sending, sentCells())

		t.Log("[L40] the rows are parted by whose they are, with numbers; the mail says what, how many and by when")
		tab.Click(sendRows)
		tab.WaitFor(menuJS("Hvis rækker?"))
		options := Eval[string](tab, `[...`+menuJS("Hvis rækker?")+`.options].map(o => o.text).join(', ')`)
		if want := "Skole (2), Ældre (2), »Afdeling« er ikke udfyldt (2), Alle rækker (6)"; options != want {
			t.Errorf("the choices are %q, want %q", options, want)
		}
		forPart(tab, "Skole")
		Eval[any](tab, `void (e => { e.value = '2026-12-04'; e.dispatchEvent(new Event('input')) })(document.querySelector('#send-by'))`)
		tab.WaitFor(`/Kære alle i Skole[^]*2 rækker[^]*senest 4\. december 2026/.test(document.querySelector('#send-mail').value)`)
		school := takes(tab, "text=Hent Excel-fil")
		forPart(tab, "Ældre")
		elders := takes(tab, "text=Hent fil til arket")
		forPart(tab, "»Afdeling«")
		nobodys := takes(tab, "text=Hent Excel-fil")
		awaitHeard(tab, "Sendt, og endnu ikke flettet ind: Skole (")
		for got, want := range map[string]string{school.Name: `^sendes-skole-20.*\.xlsx$`, elders.Name: `^sendes-ældre-20.*\.redskab\.json$`, nobodys.Name: `^sendes-20.*\.xlsx$`} {
			if !regexp.MustCompile(want).MatchString(got) {
				t.Errorf("a file is called %q, want %s", got, want)
			}
		}
		tab.Press("Escape")

		t.Log("[L36] the school sorts its rows and writes; the third writes a row of its own")
		school = edit(t, school, func(sheet string) string {
			return turned(writeCell(writeCell(sheet, "E2", "Grøn"), "F3", "=2+2 er tekst"))
		})
		nobodys = edit(t, nobodys, func(sheet string) string {
			return strings.Replace(writeCell(sheet, "F2", "Fra ingen"), "</sheetData>", `<row r="9"><c r="B9" t="inlineStr"><is><t>N-1</t></is></c><c r="F9" t="inlineStr"><is><t>Også vores</t></is></c></row></sheetData>`, 1)
		})

		t.Log("[L39] [L41] a colleague who has the site opens the file of answers, and sends a copy back")
		for _, held := range []string{`sager/B-1.navn`, `sendes._sendt`} {
			if !bytes.Contains(elders.Data, []byte(held)) {
				t.Errorf("the file of answers lacks %s", held)
			}
		}
		if bytes.Contains(elders.Data, []byte("sager/A-1")) {
			t.Error("the file of answers has rows of others")
		}
		var answers map[string]any
		if err := json.Unmarshal(elders.Data, &answers); err != nil {
			t.Fatal(err)
		}
		cells := answers["forloeb"].([]any)[0].(map[string]any)["cells"].(map[string]any)
		cells["sager/B-2.farve"] = []any{"roed", 1}
		elders.Data, _ = json.Marshal(answers)

		if b == Chromium {
			t.Log("[L39] opened like any file, it is known for what it is")
			gives(tab, "[data-sheet-bar] input[type=file]", elders)
			awaitHeard(tab, "1 svar bliver flettet ind.")
			tab.Press("Escape")
			tab.WaitFor(`!document.querySelector('dialog')`)
		}
		t.Log("[L42] all at once; nothing is changed before the last button")
		tab.Click(takeRows)
		gives(tab, returnPicker, school, elders, nobodys)
		tab.WaitFor(`document.querySelectorAll('dialog[open] section').length === 3`)
		awaitHeard(tab, "6 svar bliver flettet ind.")
		awaitHeard(tab, "1 række findes kun i filen")
		expectCells(tab, map[string]string{"sager/A-1.farve": `"gul"`, "sager/B-2.farve": "", "sager/C-1.note": ""})
		tab.Click("text=Flet 6 svar ind")
		tab.WaitFor(`!document.querySelector('dialog[open]')`)
		awaitSaved(tab)
		want := map[string]string{"sager/A-1.farve": `"groen"`, "sager/A-2.note": `"=2+2 er tekst"`, "sager/B-2.farve": `"roed"`, "sager/N-1.note": `"Også vores"`, "sager/B-2.navn": `"=1+1"`}
		expectCells(tab, want)
		tab.WaitFor(`[...document.querySelectorAll('[data-table=alle] [data-field=note] textarea')].filter(area => area.value !== '').length === 3`)

		t.Log("[L43] it is remembered who has answered")
		tab.Click(takeRows)
		awaitHeard(tab, "Flettet ind: Skole (")
		tab.Press("Escape")

		t.Log("[L42] it is one change, and undone as one, after a reload too")
		tab.Reload()
		awaitSheet(tab)
		tab.Click("text=Fortryd fletning")
		tab.WaitFor(`[...document.querySelectorAll('[data-table=alle] [data-field=note] textarea')].every(area => area.value === '')`)
		awaitSaved(tab)
		expectCells(tab, map[string]string{"sager/A-1.farve": `"gul"`, "sager/A-2.note": "null", "sager/B-2.farve": "null", "sager/N-1._pos": "null"})
	})
}

func TestWhatHasBeenAnsweredSinceIsChosenByTheReader(t *testing.T) {
	tab := seeded(t, Chromium, Serve(t, builtFrom(t, "testdata/language"), "/")+sending, sentCells())
	forPart(tab, "Skole")
	school := takes(tab, "text=Hent Excel-fil")
	one := edit(t, school, func(sheet string) string { return writeCell(sheet, "E2", "Grøn") })
	other := edit(t, school, func(sheet string) string { return writeCell(writeCell(sheet, "E2", "Rød"), "E3", "grønlig") })
	one.Name, other.Name = "en.xlsx", "to.xlsx"
	tab.Press("Escape")

	t.Log("[L38] two of one sending disagree: both are shown beside what is here")
	tab.Click(takeRows)
	gives(tab, returnPicker, one, other, one)
	awaitHeard(tab, "1 forskel, I skal se på")
	awaitHeard(tab, "Den svarer på det samme som en.xlsx.")
	awaitHeard(tab, "Den siger det samme som en.xlsx og bliver kun talt med én gang.")
	options := `[...document.querySelectorAll('dialog[open] fieldset[data-at] label')].map(l => l.innerText.trim()).join(' | ')`
	if got, want := Eval[string](tab, options), "Her: Gul | Skole (en.xlsx): Grøn | Skole (to.xlsx): Rød"; got != want {
		t.Errorf("shown are %q, want %q", got, want)
	}
	say(tab, "»grønlig«", "=groen")
	tab.Click("text=Skole (to.xlsx): Rød")
	awaitHeard(tab, "2 svar bliver flettet ind.")
	tab.Click("text=Flet 2 svar ind")
	tab.WaitFor(`!document.querySelector('dialog[open]')`)
	expectCells(tab, map[string]string{"sager/A-1.farve": `"roed"`, "sager/A-2.farve": `"groen"`})

	t.Log("[L38] it stands otherwise here now: nobody's answer wins by itself")
	tab.Click(openFile)
	gives(tab, "[data-sheet-bar] input[type=file]", one)
	awaitHeard(tab, "Der er ikke noget nyt at flette ind.")
	awaitHeard(tab, "Ved 1 forskel bliver svaret her.")

	t.Log("[L42] another window answers meanwhile: what was chosen was chosen of something else")
	tab.Click("text=Skole: Grøn")
	awaitHeard(tab, "1 svar bliver flettet ind.")
	Eval[any](tab, `void (key => { const text = '["gul",9]'; localStorage.setItem(key, text); dispatchEvent(new StorageEvent('storage', {key, newValue: text})) })('redskab1/proeve/f1/sager/A-1.farve')`)
	tab.WaitFor(`document.querySelector('[data-table=alle] [data-field=farve] input:checked')?.value === 'gul'`)
	tab.Click("text=Flet 1 svar ind")
	awaitHeard(tab, "Svarene her er ændret imens. Se det igennem igen.")
	awaitHeard(tab, "Se det svar, der bliver ændret")
	expectCells(tab, map[string]string{"sager/A-1.farve": `"gul"`})
	tab.Press("Escape")

	t.Log("[L42] a file from another forløb waits until the reader wants it")
	Eval[any](tab, `void localStorage.setItem('redskab1/proeve/f2/forløb.navn', '["Bakkeby",1]'), void localStorage.setItem('redskab1/proeve/f2/forløb.brugt', '[9,1]')`)
	tab.Reload()
	awaitSheet(tab)
	tab.WaitFor(`document.querySelector('[data-sheet-bar]').innerText.includes('Bakkeby')`)
	tab.Click(takeRows)
	gives(tab, returnPicker, one)
	awaitHeard(tab, "Filen er sendt fra et andet forløb, »Fjordby«. Her er »Bakkeby«")
	awaitHeard(tab, "Der er ikke noget nyt at flette ind.")
	for _, line := range Console(tab) {
		t.Error(line)
	}
}

func TestWhatIsNoFileThatWasSentSaysSoInOneSentence(t *testing.T) {
	tab := seeded(t, Chromium, Serve(t, builtFrom(t, "testdata/language"), "/")+sending, sentCells())
	forPart(tab, "Skole")
	good := takes(tab, "text=Hent Excel-fil")
	tab.Press("Escape")
	read, err := os.ReadFile(workbookFile(t, []string{"Nr.", "Status"}, []string{"A-1", "Gul"}))
	if err != nil {
		t.Fatal(err)
	}
	locked := append([]byte{0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1}, []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00")...)
	other := edit(t, good, func(sheet string) string {
		return strings.Replace(sheet, "redskab:proeve/sendes.alle", "redskab:andet/sendes.alle", 1)
	})
	other.Name = "andet.xlsx"
	elsewhere := edit(t, good, func(sheet string) string {
		return strings.Replace(sheet, "redskab:proeve/sendes.alle", "redskab:proeve/indsaet.liste", 1)
	})
	elsewhere.Name = "ark.xlsx"

	t.Log("[L37] each file says what is wrong with it, and the good one is read all the same")
	tab.Click(takeRows)
	gives(tab, returnPicker, sentFile{"liste.xlsx", read}, sentFile{"tekst.csv", []byte("Nr.;Status\n")}, sentFile{"laast.xlsx", locked}, sentFile{"tom.json", nil}, sentFile{"halv.xlsx", good.Data[:len(good.Data)/2]}, other, elsewhere, good)
	tab.WaitFor(`document.querySelectorAll('dialog[open] section').length === 8`)
	for _, words := range []string{
		"Filen er ikke en, der er sendt herfra.",
		"Det er hverken en Excel-fil (.xlsx) eller en fil med svar (.redskab.json).",
		"Filen er låst med en adgangskode.",
		"Filen er tom.",
		"Filen er ikke en Excel-projektmappe (.xlsx).",
		"Filen hører til en anden værktøjskasse",
		"Filen hører til et andet ark.",
		"Rækker, der er, som de er her: 2",
	} {
		awaitHeard(tab, words)
	}
	tab.Click("text=Flet ind")
	awaitHeard(tab, "Der er ikke noget nyt at flette ind.")
}

func TestTheDialogsOfRowsThatAreSentCanBeUsedByKeyboardAndHaveNoBarriers(t *testing.T) {
	home := Serve(t, builtFrom(t, "testdata/language"), "/") + sending
	for _, look := range []Look{light, dark, phone} {
		t.Run(look.Name, func(t *testing.T) {
			tab := seeded(t, Chromium, home, sentCells())
			LookAs(tab, look)
			judge := func(step string) {
				t.Helper()
				for _, p := range AxeProblems(tab) {
					t.Errorf("%s: %s", step, p)
				}
				if wide := Eval[int](tab, `document.querySelector('dialog').scrollWidth - document.querySelector('dialog').clientWidth`); wide > 0 {
					t.Errorf("%s: the dialog is %d pixels too wide", step, wide)
				}
			}
			Eval[any](tab, `document.querySelector(`+quote(sendRows)+`).focus()`)
			tab.Press("Enter")
			tab.WaitFor(`document.activeElement?.matches('dialog h2')`)
			judge("sending")
			if folder := os.Getenv("SHOTS"); folder != "" {
				_ = os.WriteFile(folder+"/send-"+look.Name+".png", tab.Screenshot(), 0o600)
			}
			school := takes(tab, "text=Hent Excel-fil")
			tab.Press("Escape")
			tab.WaitFor(`!document.querySelector('dialog') && document.activeElement?.matches('[data-send-rows]')`)

			tab.Press("Tab", "Enter")
			tab.WaitFor(`document.activeElement?.matches('dialog h2')`)
			one := edit(t, school, func(sheet string) string { return writeCell(writeCell(sheet, "E2", "Grøn"), "E3", "lilla") })
			other := edit(t, school, func(sheet string) string {
				return strings.Replace(writeCell(sheet, "E2", "Rød"), "</sheetData>", `<row r="9"><c r="B9" t="inlineStr"><is><t>N-1</t></is></c></row></sheetData>`, 1)
			})
			other.Name = "to.xlsx"
			gives(tab, returnPicker, one, other)
			awaitHeard(tab, "1 forskel, I skal se på")
			tab.WaitFor(`document.activeElement?.matches('dialog h2')`)
			judge("taking in")
			if folder := os.Getenv("SHOTS"); folder != "" {
				_ = os.WriteFile(folder+"/take-"+look.Name+".png", tab.Screenshot(), 0o600)
				Eval[any](tab, `void (document.querySelector('dialog').scrollTop = 600)`)
				_ = os.WriteFile(folder+"/take2-"+look.Name+".png", tab.Screenshot(), 0o600)
			}
			tab.Press("Escape")
			tab.WaitFor(`!document.querySelector('dialog') && document.activeElement?.matches('[data-take-rows]')`)
		})
	}
}

// 5,000 rows, as a large municipality would have if every list were one.
func TestFiveThousandRowsAreWrittenAndReadUnderThePolicy(t *testing.T) {
	inEveryBrowser(t, func(t *testing.T, b *Browser) {
		tab := openSheet(t, b, Serve(t, builtFrom(t, "testdata/language"), "/")+sending)
		Eval[any](tab, `void (() => {
			const script = document.createElement('script')
			script.src = document.querySelector('[data-part-office]').dataset.partOffice
			script.addEventListener('part', async ({detail: {writeBook, readBook}}) => {
				const rows = Array.from({length: 5000}, (_, i) => ({id: 'liste/r' + i, cells: ['A-' + i, ['Rød', 'Gul'][i % 2], 'En note om æbler og =1+1, nummer ' + i, i / 4, '2026-11-22']}))
				const kinds = ['text', 'text', 'longtext', 'number', 'date']
				const columns = kinds.map((kind, i) => ({label: 'Spalte ' + i, kind, ...(i === 1 ? {options: ['Rød', 'Gul']} : {})}))
				const book = {title: 'Mange', about: [], pages: [{name: 'Mange', mark: 'redskab:a/b.c', columns, rows, names: kinds.map((_, i) => 'redskab_' + i)}], hidden: {name: 'Redskab', rows: rows.map(({id, cells}) => [id, ...cells.map(String)])}}
				const read = await readBook(await writeBook(book))
				window.counted = [read.tables[0].rows.length, read.tables[0].rows[5000].join('|'), read.tables.at(-1).rows.length, read.names.size > 4]
			})
			document.head.append(script)
		})()`)
		if got, want := wait[[]any](tab, `window.counted`), []any{5001.0, "liste/r4999|A-4999|Gul|En note om æbler og =1+1, nummer 4999|1249,75|2026-11-22", 5000.0, true}; fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("read are %v, want %v", got, want)
		}
	})
}
