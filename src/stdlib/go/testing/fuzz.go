package testing

// F is handed to Fuzz functions. As under go test without -fuzz, their seeds are run and no others.
type F struct {
	*common
	t     *T
	seeds [][]any
	called bool
}

// fuzz calls a fuzz target with a seed, and misfit says why it cannot; package internal/fuzz, which programs with
// targets import, sets them.
var (
	fuzz   func(target any, t *T, seed []any)
	misfit func(target any, t *T, seed []any) string
)

// SetFuzz is for package internal/fuzz.
func SetFuzz(call func(target any, t *T, seed []any), check func(target any, t *T, seed []any) string) {
	fuzz, misfit = call, check
}

// Add adds a seed: one argument for each parameter of the target but the first.
func (f *F) Add(args ...any) { f.seeds = append(f.seeds, args) }

// Fuzz runs the target with each seed.
func (f *F) Fuzz(target any) {
	f.called = true
	f.Helper()
	for _, seed := range f.seeds {
		if wrong := misfit(target, f.t, seed); wrong != "" {
			f.Fatal(wrong)
		}
	}
	for i, seed := range f.seeds {
		f.t.Run("seed#"+itoa(i), func(t *T) { fuzz(target, t, seed) })
	}
}

func itoa(i int) string {
	if i < 10 {
		return string(rune('0' + i))
	}
	return itoa(i/10) + string(rune('0'+i%10))
}

// FuzzTests are fuzz targets as tests of their seeds.
func FuzzTests(targets []InternalFuzzTarget) (tests []InternalTest) {
	for _, target := range targets {
		tests = append(tests, InternalTest{target.Name, func(t *T) {
			f := &F{common: &t.common, t: t}
			target.Fn(f)
			if !f.called && !f.failed {
				f.note("fuzz.go:666", "returned without calling F.Fuzz, F.Fail, or F.Skip")
				f.Fail()
			}
		}})
	}
	return tests
}
