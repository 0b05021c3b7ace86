package content

import (
	"fmt"
	"math"
	"strconv"
)

const leastContrast = 4.5

// parseColour reads #rrggbb.
func parseColour(s string) (rgb [3]uint8, ok bool) {
	if len(s) != 7 || s[0] != '#' {
		return rgb, false
	}
	for i := range rgb {
		n, err := strconv.ParseUint(s[1+2*i:3+2*i], 16, 8)
		if err != nil {
			return rgb, false
		}
		rgb[i] = uint8(n)
	}
	return rgb, true
}

// contrastToWhite is the contrast ratio of WCAG 2.2.
func contrastToWhite(rgb [3]uint8) float64 {
	light := 0.0
	for i, weight := range [3]float64{0.2126, 0.7152, 0.0722} {
		c := float64(rgb[i]) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		light += weight * c
	}
	return 1.05 / (light + 0.05)
}

// darker gives the lightest colour of the same hue that has contrast enough.
func darker(rgb [3]uint8) string {
	dark := rgb
	for mille := 999; contrastToWhite(dark) < leastContrast; mille-- {
		for i := range dark {
			dark[i] = uint8(int(rgb[i]) * mille / 1000)
		}
	}
	return fmt.Sprintf("#%02x%02x%02x", dark[0], dark[1], dark[2])
}
