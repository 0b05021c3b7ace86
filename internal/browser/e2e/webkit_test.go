//go:build browser

package e2e

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"time"
)

// webkit drives WebKitGTK over WebDriver: JSON over HTTP to a process that starts the
// browser. The browser needs a display, and keeps nothing on disk.
type webkit struct {
	display *exec.Cmd
	driver  *exec.Cmd
	session string // address of the session
	first   string // a window that stays open and empty, for new ones to be asked for from
	current string // the window that commands go to
	client  http.Client
}

func startWebKit() (engine, error) {
	if _, err := exec.LookPath("Xvfb"); err != nil {
		return nil, errors.New("Xvfb is missing: apt-get install --no-install-recommends xvfb")
	}
	w := &webkit{client: http.Client{Timeout: 2 * patience}}
	if err := w.begin(); err != nil {
		w.quit()
		return nil, err
	}
	return w, nil
}

func (w *webkit) begin() error {
	display, err := w.startDisplay()
	if err != nil {
		return err
	}
	port, err := freePort()
	if err != nil {
		return err
	}
	driver := exec.Command("WebKitWebDriver", fmt.Sprint("--port=", port), "--host=127.0.0.1")
	driver.Env = append(os.Environ(), locale, "DISPLAY="+display)
	driver.SysProcAttr = endWithUs
	if err := driver.Start(); err != nil {
		return err
	}
	w.driver = driver
	address := fmt.Sprintf("http://127.0.0.1:%d", port)
	if err := w.await(address + "/status"); err != nil {
		return err
	}
	var session struct{ SessionID string }
	if err := w.post(address+"/session", driverAction{"capabilities": driverAction{"alwaysMatch": driverAction{
		"unhandledPromptBehavior": "accept"}}}, &session); err != nil {
		return err
	}
	w.session = address + "/session/" + session.SessionID
	return w.do(http.MethodGet, w.session+"/window", nil, &w.first)
}

// startDisplay starts a display that nobody sees, on a number of its own choice, which it
// says when it is ready.
func (w *webkit) startDisplay() (string, error) {
	number, says, err := os.Pipe()
	if err != nil {
		return "", err
	}
	defer number.Close()
	display := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", "1280x1024x24", "-nolisten", "tcp")
	display.ExtraFiles = []*os.File{says}
	display.SysProcAttr = endWithUs
	err = display.Start()
	says.Close()
	if err != nil {
		return "", err
	}
	w.display = display
	line, err := bufio.NewReader(number).ReadString('\n')
	if err != nil {
		return "", fmt.Errorf("Xvfb gives no display: %w", err)
	}
	return ":" + strings.TrimSpace(line), nil
}

// freePort is a port that nobody uses just now.
func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	return l.Addr().(*net.TCPAddr).Port, l.Close()
}

// await asks until the driver answers: it says nothing when it is ready.
func (w *webkit) await(url string) error {
	for end := time.Now().Add(patience); ; {
		answer, err := w.client.Get(url)
		if err == nil {
			return answer.Body.Close()
		}
		if time.Now().After(end) {
			return err
		}
		time.Sleep(20 * time.Millisecond) // another process; there is nothing to wait on
	}
}

func (w *webkit) quit() {
	if w.session != "" {
		_ = w.do(http.MethodDelete, w.session, nil, nil)
	}
	for _, process := range []*exec.Cmd{w.driver, w.display} {
		if process != nil {
			_ = process.Process.Kill()
			_ = process.Wait() // its status says nothing
		}
	}
}

func (w *webkit) post(url string, body driverAction, result any) error {
	return w.do(http.MethodPost, url, body, result)
}

func (w *webkit) do(method, url string, body driverAction, result any) error {
	if body == nil {
		body = driverAction{} // the driver demands a body
	}
	sent, err := json.Marshal(body)
	if err != nil {
		return err
	}
	request, err := http.NewRequest(method, url, bytes.NewReader(sent))
	if err != nil {
		return err
	}
	response, err := w.client.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	var answer struct{ Value json.RawMessage }
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil {
		return err
	}
	if response.StatusCode != http.StatusOK {
		var failure struct{ Error, Message string }
		_ = json.Unmarshal(answer.Value, &failure) // an answer of another shape leaves it empty
		return fmt.Errorf("%s: %s: %s", url[len(w.session):], failure.Error, failure.Message)
	}
	if result == nil {
		return nil
	}
	return json.Unmarshal(answer.Value, result)
}

func (w *webkit) newPage() (page, error) {
	first := webkitPage{webkit: w, window: w.first}
	if err := first.activate(); err != nil {
		return nil, err
	}
	var window struct{ Handle string }
	err := w.post(w.session+"/window/new", driverAction{"type": "window"}, &window)
	return &webkitPage{webkit: w, window: window.Handle}, err
}

// webkitPage is a window. The driver has one current window, so each command first makes
// sure that it is this one.
type webkitPage struct {
	*webkit
	window string
}

func (p *webkitPage) command(path string, body driverAction, result any) error {
	if err := p.activate(); err != nil {
		return err
	}
	return p.post(p.session+path, body, result)
}

func (p *webkitPage) activate() error {
	if p.current == p.window {
		return nil
	}
	p.current = p.window
	return p.post(p.session+"/window", driverAction{"handle": p.window}, nil)
}

func (p *webkitPage) navigate(url string) error {
	return p.command("/url", driverAction{"url": url}, nil)
}

func (p *webkitPage) reload() error { return p.command("/refresh", nil, nil) }
func (p *webkitPage) back() error   { return p.command("/back", nil, nil) }

func (p *webkitPage) evaluate(expression string) (string, error) {
	var result struct{ Value, Failed string }
	err := p.command("/execute/async", driverAction{"args": []any{}, "script": `
		const answer = arguments[arguments.length - 1]
		try {
			Promise.resolve(` + inJSON(expression) + `).then(Value => answer({Value}), error => answer({Failed: String(error)}))
		} catch (error) { answer({Failed: String(error)}) }`}, &result)
	if err == nil && result.Failed != "" {
		err = errors.New(result.Failed)
	}
	return result.Value, err
}

func (p *webkitPage) perform(actions []driverAction) error {
	return p.command("/actions", driverAction{"actions": actions}, nil)
}

func (p *webkitPage) click(x, y float64) error   { return p.perform(clickActions(x, y)) }
func (p *webkitPage) press(keys ...string) error { return p.perform(keyActions(keys...)) }

func (p *webkitPage) screenshot() ([]byte, error) {
	if err := p.activate(); err != nil {
		return nil, err
	}
	var png string
	if err := p.do(http.MethodGet, p.session+"/screenshot", nil, &png); err != nil {
		return nil, err
	}
	return base64.StdEncoding.DecodeString(png)
}

func (p *webkitPage) print() ([]byte, error) {
	return nil, errors.New("WebKitWebDriver cannot print")
}

func (p *webkitPage) close() error {
	if err := p.activate(); err != nil {
		return err
	}
	p.current = ""
	return p.do(http.MethodDelete, p.session+"/window", nil, nil)
}
