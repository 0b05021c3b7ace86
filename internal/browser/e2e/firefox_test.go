//go:build browser

package e2e

import (
	"bufio"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"golang.org/x/net/websocket"
)

// firefox drives Firefox over WebDriver BiDi: JSON messages over a web socket, answers
// matched to commands by their id.
type firefox struct {
	process *exec.Cmd
	profile string
	conn    *websocket.Conn

	mu      sync.Mutex
	last    int
	waiting map[int]chan bidiAnswer
	gone    error // why the connection ended
}

type bidiAnswer struct {
	ID      int             `json:"id"`
	Result  json.RawMessage `json:"result"`
	Error   string          `json:"error"`
	Message string          `json:"message"`
}

func startFirefox() (engine, error) {
	profile, err := os.MkdirTemp("", "redskab-firefox-")
	if err != nil {
		return nil, err
	}
	return launchFirefox(profile)
}

// firefoxPrefs keep Firefox as readers have it: automation would set preferences of its
// own that make storage and files look better than they are. It must not call home. Letters
// of a variable font are drawings in its PDF, which no test can read, so it uses the
// machine's own.
const firefoxPrefs = `user_pref("remote.prefs.recommended", false);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("browser.startup.homepage_override.mstone", "ignore");
user_pref("browser.startup.page", 0);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("app.update.enabled", false);
user_pref("app.normandy.enabled", false);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("services.settings.server", "data:,");
user_pref("dom.disable_beforeunload", true);
user_pref("gfx.downloadable_fonts.enabled", false);
user_pref("toolkit.cosmeticAnimations.enabled", false);
`

// launchFirefox starts a Firefox on a profile, which quit removes.
func launchFirefox(profile string) (*firefox, error) {
	if err := os.WriteFile(filepath.Join(profile, "user.js"), []byte(firefoxPrefs), 0o600); err != nil {
		return nil, err
	}
	cmd := exec.Command("firefox-esr", "--headless", "--no-remote", "--profile", profile,
		"--remote-debugging-port", "0", "--remote-allow-origins", "http://127.0.0.1", "--remote-allow-hosts", "127.0.0.1",
		"--width", "1280", "--height", "900")
	cmd.Env = append(os.Environ(), locale)
	cmd.SysProcAttr = endWithUs
	said, err := cmd.StderrPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	f := &firefox{process: cmd, profile: profile, waiting: map[int]chan bidiAnswer{}}
	lines := bufio.NewScanner(said)
	for lines.Scan() {
		if _, address, ok := strings.Cut(lines.Text(), "BiDi listening on "); ok {
			go func() { // Firefox stops when nobody reads what it says
				for lines.Scan() {
				}
			}()
			return f, f.connect(address)
		}
	}
	return nil, errors.Join(errors.New("it ended without an address to connect to"), cmd.Wait())
}

func (f *firefox) connect(address string) error {
	conn, err := websocket.Dial(address+"/session", "", "http://127.0.0.1")
	if err != nil {
		return err
	}
	conn.MaxPayloadBytes = 1 << 28 // pictures and PDF
	f.conn = conn
	go f.read()
	return f.send("session.new", driverAction{"capabilities": driverAction{"alwaysMatch": driverAction{
		"unhandledPromptBehavior": driverAction{"default": "accept"}}}}, nil)
}

// read hands answers to those who wait for them.
func (f *firefox) read() {
	for {
		var a bidiAnswer
		err := websocket.JSON.Receive(f.conn, &a)
		f.mu.Lock()
		if err != nil {
			f.gone = fmt.Errorf("lost the connection to Firefox: %w", err)
			for _, c := range f.waiting {
				close(c)
			}
			f.waiting = nil
			f.mu.Unlock()
			return
		}
		if c := f.waiting[a.ID]; c != nil {
			c <- a
			delete(f.waiting, a.ID)
		}
		f.mu.Unlock()
	}
}

// send sends a command and waits for its answer.
func (f *firefox) send(method string, params driverAction, result any) error {
	answer := make(chan bidiAnswer, 1)
	f.mu.Lock()
	if f.gone != nil {
		f.mu.Unlock()
		return f.gone
	}
	f.last++
	f.waiting[f.last] = answer
	err := websocket.JSON.Send(f.conn, driverAction{"id": f.last, "method": method, "params": params})
	f.mu.Unlock()
	if err != nil {
		return err
	}
	select {
	case a, ok := <-answer:
		switch {
		case !ok:
			return f.gone
		case a.Error != "":
			return fmt.Errorf("%s: %s: %s", method, a.Error, a.Message)
		case result == nil:
			return nil
		}
		return json.Unmarshal(a.Result, result)
	case <-time.After(2 * patience):
		return fmt.Errorf("%s: no answer", method)
	}
}

// stop ends the browser as a person does, and keeps the profile.
func (f *firefox) stop() error {
	err := f.send("browser.close", driverAction{}, nil)
	if err != nil {
		_ = f.process.Process.Kill()
	}
	_ = f.process.Wait() // its status says nothing
	return err
}

func (f *firefox) quit() {
	_ = f.stop() // the tests are over
	_ = os.RemoveAll(f.profile)
}

func (f *firefox) newPage() (page, error) {
	p := &firefoxPage{firefox: f}
	var tab struct{ Context string }
	err := f.send("browsingContext.create", driverAction{"type": "tab"}, &tab)
	p.context = tab.Context
	return p, err
}

// firefoxPage is a tab.
type firefoxPage struct {
	*firefox
	context string
}

func (p *firefoxPage) navigate(url string) error {
	return p.send("browsingContext.navigate", driverAction{"context": p.context, "url": url, "wait": "complete"}, nil)
}

func (p *firefoxPage) reload() error {
	return p.send("browsingContext.reload", driverAction{"context": p.context, "wait": "complete"}, nil)
}

func (p *firefoxPage) back() error {
	return p.send("browsingContext.traverseHistory", driverAction{"context": p.context, "delta": -1}, nil)
}

func (p *firefoxPage) evaluate(expression string) (string, error) {
	var result struct {
		Type             string
		Result           struct{ Value string }
		ExceptionDetails struct{ Text string }
	}
	err := p.send("script.evaluate", driverAction{
		"expression": inJSON(expression), "target": driverAction{"context": p.context},
		"awaitPromise": true, "userActivation": true,
	}, &result)
	if err == nil && result.Type == "exception" {
		err = errors.New(result.ExceptionDetails.Text)
	}
	return result.Result.Value, err
}

func (p *firefoxPage) perform(actions []driverAction) error {
	return p.send("input.performActions", driverAction{"context": p.context, "actions": actions}, nil)
}

func (p *firefoxPage) click(x, y float64) error   { return p.perform(clickActions(x, y)) }
func (p *firefoxPage) press(keys ...string) error { return p.perform(keyActions(keys...)) }

func (p *firefoxPage) picture(method string, params driverAction) ([]byte, error) {
	var result struct{ Data string }
	params["context"] = p.context
	if err := p.send(method, params, &result); err != nil {
		return nil, err
	}
	return base64.StdEncoding.DecodeString(result.Data)
}

func (p *firefoxPage) screenshot() ([]byte, error) {
	return p.picture("browsingContext.captureScreenshot", driverAction{})
}

func (p *firefoxPage) print() ([]byte, error) {
	return p.picture("browsingContext.print", driverAction{"page": driverAction{"width": 21.0, "height": 29.7}})
}

func (p *firefoxPage) activate() error {
	return p.send("browsingContext.activate", driverAction{"context": p.context}, nil)
}

func (p *firefoxPage) close() error {
	return p.send("browsingContext.close", driverAction{"context": p.context}, nil)
}
