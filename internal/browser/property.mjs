// Goes before every test bundle: properties are tried with the same seed each time, so that
// a run tells of a change and of nothing else. `make prove` tries many seeds.
import fc from "fast-check"

fc.configureGlobal({ seed: Number(process.env.SEED ?? 20261121) })
