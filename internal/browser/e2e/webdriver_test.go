//go:build browser

package e2e

// What WebDriver and WebDriver BiDi have in common: the way values come back, and keys.

import "encoding/json"

// inJSON makes an expression give its value as JSON text, so that every engine hands
// values out alike. A promise is waited for by the engine. It is no async function, since
// without script nothing runs after a promise.
func inJSON(expression string) string {
	return `(() => {
		const text = value => JSON.stringify(value === undefined ? null : value)
		const value = (` + expression + `)
		return value instanceof Promise ? value.then(text) : text(value)
	})()`
}

// unquote takes the JSON text out of the JSON string that it came in.
func unquote(s string) (string, error) {
	var text string
	err := json.Unmarshal([]byte(s), &text)
	return text, err
}

// driverKeys are the characters that stand for keys without one.
var driverKeys = map[string]string{
	"Tab": "\uE004", "Enter": "\uE007", "Space": " ", "Backspace": "\uE003", "Escape": "\uE00C",
	"ArrowDown": "\uE015", "ArrowUp": "\uE013", "ArrowRight": "\uE014", "ArrowLeft": "\uE012",
	"End": "\uE010", "Home": "\uE011",
	"Shift": "\uE008", "Control": "\uE009",
}

type driverAction = map[string]any

// keyActions is a sequence of key actions, as both protocols write it.
func keyActions(keys ...string) []driverAction {
	var actions []driverAction
	stroke := func(kind, key string) {
		if k, ok := driverKeys[key]; ok {
			key = k
		}
		actions = append(actions, driverAction{"type": kind, "value": key})
	}
	for _, key := range keys {
		modifier, name := splitKey(key)
		if modifier != "" {
			stroke("keyDown", modifier)
		}
		stroke("keyDown", name)
		stroke("keyUp", name)
		if modifier != "" {
			stroke("keyUp", modifier)
		}
	}
	return []driverAction{{"type": "key", "id": "keyboard", "actions": actions}}
}

// clickActions presses the left button at a point of the viewport.
func clickActions(x, y float64) []driverAction {
	return []driverAction{{
		"type": "pointer", "id": "mouse", "parameters": driverAction{"pointerType": "mouse"},
		"actions": []driverAction{
			{"type": "pointerMove", "x": int(x), "y": int(y), "duration": 0},
			{"type": "pointerDown", "button": 0},
			{"type": "pointerUp", "button": 0},
		},
	}}
}
