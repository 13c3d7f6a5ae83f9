// Made by `npm run still` from www/timeline: do not edit.
var timeline = (function(exports) {
	Object.defineProperty(exports, Symbol.toStringTag, { value: "Module" });
	// www/base/format.ts
	var UNIT_NS = {
		ns: 1,
		µs: 1e3,
		ms: 1e6,
		s: 1e9,
		h: 36e11
	};
	/** From here on seconds are too many to be read: `144:04:30 h`. */
	var HOURS_FROM_NS = 0x9184e72a000;
	function unitNs(unit) {
		return UNIT_NS[unit];
	}
	/** The unit in which a span of this length reads well. */
	function timeUnit(lengthNs) {
		const length = Math.abs(lengthNs);
		if (length >= HOURS_FROM_NS) return "h";
		if (length >= 1e9 || length === 0) return "s";
		if (length >= 1e6) return "ms";
		if (length >= 1e3) return "µs";
		return "ns";
	}
	/** Whole numbers in groups of three: `10,583`. */
	function formatCount(value) {
		return (value < 0 ? "-" : "") + Math.abs(Math.round(value)).toString().replace(/\B(?=(\d{3})+$)/g, ",");
	}
	/** Digits before the point in groups of three. */
	function grouped(text) {
		const [whole = "", fraction] = text.split(".");
		const groups = whole.replace(/\B(?=(\d{3})+$)/g, ",");
		return fraction === void 0 ? groups : `${groups}.${fraction}`;
	}
	/** `2.500 s` with the unit of `scaleNs` (the run's length); nanoseconds have no decimals. */
	function formatTime(ns, scaleNs = ns, decimals = 3) {
		const [value, unit] = timeParts(ns, scaleNs, decimals);
		return `${value} ${unit}`;
	}
	/** Number and unit apart, for setting the unit in smaller type. */
	function timeParts(ns, scaleNs = ns, decimals = 3) {
		const unit = timeUnit(scaleNs);
		if (unit === "h") return [clockText(ns), unit];
		const places = unit === "ns" ? 0 : decimals;
		return [grouped((ns / UNIT_NS[unit]).toFixed(places)), unit];
	}
	/** `144:04:30` hours, with milliseconds where there are some. */
	function clockText(ns) {
		const ms = Math.round(ns / 1e6);
		const two = (n) => String(Math.floor(n)).padStart(2, "0");
		const rest = ms % 1e3 === 0 ? "" : `.${String(ms % 1e3).padStart(3, "0")}`;
		return `${formatCount(Math.floor(ms / 36e5))}:${two(ms / 6e4 % 60)}:${two(ms / 1e3 % 60)}${rest}`;
	}
	/** As short as it can be said exactly to a thousandth of its unit: `12 ms`, `1.25 s`, `0`. */
	function shortTime(ns) {
		if (ns === 0) return "0";
		const unit = timeUnit(ns);
		if (unit === "h") return `${clockText(ns)} h`;
		return `${trimZeros((ns / UNIT_NS[unit]).toFixed(3))} ${unit}`;
	}
	function trimZeros(text) {
		return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
	}
	/** `10 M`, `2.5 M`, `400 k`, `950`: for axes of steps. */
	function shortCount(value) {
		const size = Math.abs(value);
		if (size >= 1e9) return `${trimZeros((value / 1e9).toFixed(2))} G`;
		if (size >= 1e6) return `${trimZeros((value / 1e6).toFixed(2))} M`;
		if (size >= 1e5) return `${trimZeros((value / 1e3).toFixed(1))} k`;
		return formatCount(value);
	}
	/** `320 KiB`, `1.5 MiB`. */
	function memoryWords(kib) {
		if (kib < 1024) return `${formatCount(kib)} KiB`;
		const [value, unit] = kib < 1024 ** 2 ? [kib / 1024, "MiB"] : [kib / 1024 ** 2, "GiB"];
		return `${trimZeros(value.toFixed(value < 10 ? 1 : 0))} ${unit}`;
	}
	/** `goroutine 2,115`. */
	function goroutineName(g) {
		return `goroutine ${formatCount(g)}`;
	}
	/** `1 goroutine`, `3 goroutines`. */
	function plural(count, one, many = `${one}s`) {
		return `${formatCount(count)} ${count === 1 ? one : many}`;
	}
	/** `a`, `a and b`, `a, b and c`. */
	function listWords(items) {
		if (items.length <= 1) return items[0] ?? "";
		return `${items.slice(0, -1).join(", ")} and ${items[items.length - 1]}`;
	}
	// www/base/search.ts
	/** Searching in sorted columns: the page's cost grows with what it shows, so everything is found by halving. */
	/** First index in `[from, to)` whose value is `>= value`; `to` if none. */
	function lowerBound(column, value, from = 0, to = column.length) {
		let lo = from;
		let hi = to;
		while (lo < hi) {
			const mid = lo + hi >>> 1;
			if (column[mid] < value) lo = mid + 1;
			else hi = mid;
		}
		return lo;
	}
	/** As `lowerBound`, faster where the answer is near `guess`, which is in `[from, to]`. */
	function gallop(column, value, from, guess, to) {
		let lo = guess;
		let hi = guess;
		let step = 1;
		while (lo > from && column[lo - 1] >= value) {
			hi = lo - 1;
			lo = Math.max(from, lo - step);
			step *= 2;
		}
		step = 1;
		while (hi < to && column[hi] < value) {
			lo = hi + 1;
			hi = Math.min(to, hi + step);
			step *= 2;
		}
		return lowerBound(column, value, lo, hi);
	}
	/** First index in `[from, to)` whose value is `> value`; `to` if none. */
	function upperBound(column, value, from = 0, to = column.length) {
		let lo = from;
		let hi = to;
		while (lo < hi) {
			const mid = lo + hi >>> 1;
			if (column[mid] <= value) lo = mid + 1;
			else hi = mid;
		}
		return lo;
	}
	function clamp(value, lo, hi) {
		return value < lo ? lo : Math.min(value, hi);
	}
	/** Value at a share (0 to 1) of a sorted list, nearest rank; 0 of an empty one. */
	function quantile(sorted, share) {
		if (sorted.length === 0) return 0;
		return sorted[clamp(Math.ceil(share * sorted.length) - 1, 0, sorted.length - 1)];
	}
	// www/base/states.ts
	/**
	* The eight states of a goroutine, as the page shows them everywhere: one fill, one texture, one letter.
	* Colours are in `tokens.css` under the state's key (`--waiting-fill`, `-edge`, `-ink`, `-text`).
	*/
	/** Numbers of `SpanState` in `src/trace/event.rs`. */
	var State = {
		Running: 0,
		Runnable: 1,
		Waiting: 2,
		Sleeping: 3,
		Stuck: 4,
		Cancelled: 5,
		Panicked: 6,
		Dead: 7
	};
	var look = (id, key, letter, texture, name, short, severity) => ({
		id,
		key,
		letter,
		texture,
		name,
		short,
		severity
	});
	/** By number. */
	var STATES$2 = [
		look(0, "running", "R", "solid", "running", "running", 4),
		look(1, "runnable", "Q", "rising", "runnable", "runnable", 3),
		look(2, "waiting", "W", "lines", "waiting", "waiting", 2),
		look(3, "sleeping", "S", "dots", "sleeping", "sleeping", 1),
		look(4, "stuck", "X", "cross", "stuck for ever", "stuck", 7),
		look(5, "cancelled", "C", "falling", "cancelled", "cancelled", 5),
		look(6, "panicked", "P", "bars", "panicked", "panicked", 6),
		look(7, "dead", "D", "hollow", "dead", "dead", 0)
	];
	var DEAD = STATES$2[7];
	/** The look of a state; an unknown number is shown as dead. */
	function stateLook(id) {
		return STATES$2[id] ?? DEAD;
	}
	// www/base/trace_words.ts
	/** Numbers of the trace by name, as in `src/trace/event.rs`, and Go's words for them. */
	var Kind = {
		Spawn: 0,
		Start: 1,
		Block: 2,
		Wake: 3,
		Yield: 4,
		End: 5,
		Send: 6,
		Recv: 7,
		Close: 8,
		Select: 9,
		Lock: 10,
		Unlock: 11,
		Count: 12,
		Signal: 13,
		Object: 14,
		Capacity: 15,
		Context: 16,
		Cancel: 17,
		Timer: 18,
		Panic: 19,
		Recover: 20,
		Output: 21,
		Fault: 22,
		Mark: 23,
		Finish: 24,
		Memory: 25
	};
	var Cause = {
		Send: 0,
		Recv: 1,
		Close: 2,
		Unlock: 3,
		Count: 4,
		Signal: 5,
		Timer: 6,
		Cancel: 7,
		Fault: 8,
		Coroutine: 9
	};
	var ObjectKind = {
		Chan: 0,
		Mutex: 1,
		RWMutex: 2,
		WaitGroup: 3,
		Cond: 4,
		Once: 5,
		Context: 6,
		Timer: 7,
		Ticker: 8,
		Semaphore: 9,
		Pool: 10,
		Map: 11,
		DoneChan: 12,
		Request: 13
	};
	var Reason = {
		ChanReceive: 0,
		ChanSend: 1,
		ChanReceiveNil: 2,
		ChanSendNil: 3,
		Select: 4,
		SelectNoCases: 5,
		Sleep: 6,
		MutexLock: 7,
		RWMutexLock: 8,
		RWMutexRLock: 9,
		WaitGroupWait: 10,
		CondWait: 11,
		Semacquire: 12,
		Coroutine: 13,
		IoWait: 14,
		Hang: 15
	};
	/** Wait reasons in a goroutine dump's words, by number. */
	var REASONS = [
		"chan receive",
		"chan send",
		"chan receive (nil chan)",
		"chan send (nil chan)",
		"select",
		"select (no cases)",
		"sleep",
		"sync.Mutex.Lock",
		"sync.RWMutex.Lock",
		"sync.RWMutex.RLock",
		"sync.WaitGroup.Wait",
		"sync.Cond.Wait",
		"semacquire",
		"coroutine",
		"IO wait",
		"hang (injected)"
	];
	/** Go's words for a wait reason, empty for none. */
	function reasonText(reason) {
		return REASONS[reason] ?? "";
	}
	/**
	* `worker` from `main.worker`, `func1` from `main.main.func1`, `(*Server).run` from `main.(*Server).run`. A closure
	* of a library is known by the function that it stands in: `context.WithTimeout`.
	*/
	function shortFunction(name) {
		const bare = name.slice(name.lastIndexOf("/") + 1);
		const closure = /\.(func\d+(?:\.\d+)*)$/.exec(bare);
		if (!bare.startsWith("main.")) return closure ? bare.slice(0, closure.index) : bare;
		return closure ? closure[1] : bare.slice(5);
	}
	/** `worker(3)`: function and arguments as the label of a lane; closures and `main` without arguments stand bare. */
	function laneLabel(name, args) {
		const short = shortFunction(name);
		return args === "" ? short : `${short}(${args})`;
	}
	// www/base/tokens.css?raw
	var tokens_default = "/* Every colour and size of the page. Light is the default, dark by attribute (which follows the reader's system\n   unless they choose). `:host` makes the same file work inside a shadow root.\n   Rule of colour: violet is the reader (cursor, selection, faults, links); every other hue is a goroutine state. */\n:root, :host, [data-theme=\"light\"] {\n  color-scheme: light;\n  /* surfaces, from back to front */\n  --bg: #f4f5f7; --surface: #ffffff; --sunken: #f8f9fa; --raised: #ffffff; --hover: #eceef2;\n  --border: #e2e5ea; --border-strong: #c3c8d1; --grid: #edeff2;\n  --shadow-pop: 0 1px 2px rgb(16 20 28 / .06), 0 8px 24px rgb(16 20 28 / .10);\n  /* text */\n  --text: #14171c; --text-2: #454c58; --text-3: #626a78; --text-on-accent: #ffffff;\n  /* the reader's own colour */\n  --accent: #6a35d6; --accent-strong: #5525b8; --accent-soft: #f1ecfd; --focus: #6a35d6;\n  /* words about good and bad, as text */\n  --good: #1a6b42; --bad: #b90d1a; --add-bg: #e6f5ec; --del-bg: #fdeaea;\n  /* syntax: three inks only */\n  --code-keyword: #5525b8; --code-string: #1a6b42; --code-comment: #626a78;\n\n  /* goroutine states: fill (span body), edge (1 px outline, 3:1 on surface), ink (label on the fill), text (the state named on a surface) */\n  --running-fill: #2d9760;   --running-edge: #217a4b;   --running-ink: #04140b;   --running-text: #1a6b42;\n  --runnable-fill: #fad035;  --runnable-edge: #947000;  --runnable-ink: #221a00;  --runnable-text: #735600;\n  --waiting-fill: #2f5bc2;   --waiting-edge: #244aa3;   --waiting-ink: #ffffff;   --waiting-text: #2450b5;\n  --sleeping-fill: #57c3cf;  --sleeping-edge: #1c7f8b;  --sleeping-ink: #04191c;  --sleeping-text: #0b6570;\n  --stuck-fill: #d40c1a;     --stuck-edge: #a80713;     --stuck-ink: #ffffff;     --stuck-text: #b90d1a;\n  --cancelled-fill: #f58518; --cancelled-edge: #b05600; --cancelled-ink: #201000; --cancelled-text: #964600;\n  --panicked-fill: #5d0014;  --panicked-edge: #3d000d;  --panicked-ink: #ffffff;  --panicked-text: #7a0018;\n  --dead-fill: #e4e6ea;      --dead-edge: #868d99;      --dead-ink: #2c313a;      --dead-text: #59606d;\n}\n:host([data-theme=\"dark\"]), [data-theme=\"dark\"] {\n  color-scheme: dark;\n  --bg: #0e1013; --surface: #15181d; --sunken: #111418; --raised: #1d2128; --hover: #242932;\n  --border: #292e37; --border-strong: #454c59; --grid: #1f242b;\n  --shadow-pop: 0 1px 2px rgb(0 0 0 / .5), 0 10px 28px rgb(0 0 0 / .5);\n  --text: #eceef2; --text-2: #b6bdc8; --text-3: #939ba9; --text-on-accent: #140a2b;\n  --accent: #b79bff; --accent-strong: #cdb9ff; --accent-soft: #2a2143; --focus: #b79bff;\n  --good: #6fd39b; --bad: #ff8a83; --add-bg: #14291f; --del-bg: #331a1c;\n  --code-keyword: #c3adff; --code-string: #7fd6a5; --code-comment: #939ba9;\n\n  --running-fill: #4cb47a;   --running-edge: #79d6a2;   --running-ink: #04140b;   --running-text: #6fd39b;\n  --runnable-fill: #ffdc4c;  --runnable-edge: #ffe98d;  --runnable-ink: #221a00;  --runnable-text: #ffdc4c;\n  --waiting-fill: #3b66c7;   --waiting-edge: #7d9fee;   --waiting-ink: #ffffff;   --waiting-text: #93b1fb;\n  --sleeping-fill: #8fdfe3;  --sleeping-edge: #bdf0f2;  --sleeping-ink: #04191c;  --sleeping-text: #8fdfe3;\n  --stuck-fill: #cd3a3b;     --stuck-edge: #f0686c;     --stuck-ink: #ffffff;     --stuck-text: #ff8a83;\n  --cancelled-fill: #e97c10; --cancelled-edge: #fdb061; --cancelled-ink: #201000; --cancelled-text: #f5a14f;\n  --panicked-fill: #790006;  --panicked-edge: #b04a60;  --panicked-ink: #ffffff;  --panicked-text: #f79a9a;\n  --dead-fill: #3a3d44;      --dead-edge: #7b828f;      --dead-ink: #eceef2;      --dead-text: #a1a8b4;\n}\n:root, :host {\n  /* the second cue: one letter and one texture for each state */\n  --running-letter: \"R\";   --running-pattern: solid;\n  --runnable-letter: \"Q\";  --runnable-pattern: rising;      /* ready, in the queue for a processor */\n  --waiting-letter: \"W\";   --waiting-pattern: lines;\n  --sleeping-letter: \"S\";  --sleeping-pattern: dots;\n  --stuck-letter: \"X\";     --stuck-pattern: cross;\n  --cancelled-letter: \"C\"; --cancelled-pattern: falling;\n  --panicked-letter: \"P\";  --panicked-pattern: bars;\n  --dead-letter: \"D\";      --dead-pattern: hollow;\n\n  /* type */\n  --font-ui: system-ui, -apple-system, \"Segoe UI\", Roboto, \"Helvetica Neue\", \"Noto Sans\", sans-serif;\n  --font-mono: ui-monospace, \"SF Mono\", \"Cascadia Mono\", \"JetBrains Mono\", Menlo, Consolas, \"DejaVu Sans Mono\", monospace;\n  --size-xs: 11px; --size-s: 12px; --size-m: 13px; --size-l: 15px; --size-xl: 19px; --size-2xl: 24px;\n  --leading-tight: 1.25; --leading: 1.45; --leading-code: 1.5;\n  --weight: 400; --weight-medium: 500; --weight-strong: 600;\n\n  /* space: a 4 px grid */\n  --s1: 4px; --s2: 8px; --s3: 12px; --s4: 16px; --s5: 20px; --s6: 24px; --s8: 32px; --s10: 40px;\n  --radius-s: 2px; --radius: 6px; --radius-l: 10px; --hairline: 1px;\n\n  /* timeline */\n  --lane: 30px; --span: 20px; --lane-compact: 18px; --span-compact: 12px; --density-below: 4px;\n  --label-column: 196px; --axis: 28px; --minimap: 44px; --tick-min: 3px;\n\n  /* motion */\n  --fast: 90ms; --calm: 180ms; --ease: cubic-bezier(.2, 0, 0, 1);\n}\n@media (prefers-reduced-motion: reduce) { :root, :host { --fast: 0ms; --calm: 0ms; } }\n/* The element in a slide: one attribute, every size follows. */\n:host([data-size=\"slide\"]), [data-size=\"slide\"] {\n  --size-xs: 16px; --size-s: 16px; --size-m: 18px; --size-l: 22px; --size-xl: 28px; --size-2xl: 36px;\n  --lane: 56px; --span: 38px; --label-column: 100px; --axis: 36px; --tick-min: 5px;\n}\n@media (forced-colors: active) { :root, :host { --accent: Highlight; --focus: Highlight; } }\n@media print { :root, :host { color-scheme: light; --bg: #fff; --surface: #fff; --sunken: #fff; --shadow-pop: none; } }\n";
	/** Blocks of neighbouring goroutines that a run is divided into, at most. */
	var BLOCKS = 512;
	/** Bins of the coarsest table, and bounds for the finest. */
	var COARSEST = 512;
	var FINE = [1024, 16384];
	/** Spans for each bin of the finest table. */
	var SPANS_PER_BIN = 512;
	var STATES$1 = 7;
	/** The columns of one axis. */
	function spansOf(spans, axis) {
		const { first, state } = spans;
		return axis === "time" ? {
			first,
			state,
			start: spans.startNs,
			end: spans.endNs
		} : {
			first,
			state,
			start: spans.startStep,
			end: spans.endStep
		};
	}
	/** First and last virtual time of a run; never empty. */
	function timeDomain(report) {
		return [0, report.virtual_ns > 0 ? report.virtual_ns : 1];
	}
	function makeBins(spans, [lo, hi]) {
		const goroutines = spans.first.length - 1;
		const lanes = Math.max(1, Math.ceil(goroutines / BLOCKS));
		const blocks = Math.ceil(goroutines / lanes);
		const wanted = 2 ** Math.floor(Math.log2(Math.max(1, spans.state.length / SPANS_PER_BIN)));
		const finest = Math.min(Math.max(wanted, FINE[0]), FINE[1]);
		const states = lastingStates(spans);
		const bins = {
			lo,
			length: hi - lo,
			lanes,
			blocks,
			states,
			levels: []
		};
		for (let n = finest; n >= COARSEST; n /= 2) bins.levels.push({
			bins: n,
			held: new Uint8Array(blocks * n * states.length),
			whole: new Float64Array(n * states.length)
		});
		const block = new BlockSums(bins, finest);
		for (let b = 0; b < blocks; b++) {
			const from = spans.first[b * lanes];
			const to = spans.first[Math.min(goroutines, (b + 1) * lanes)];
			block.read(spans, from, to);
			block.write(b, Math.min(lanes, goroutines - b * lanes));
		}
		return bins;
	}
	function lastingStates({ state, start, end }) {
		const there = new Uint8Array(STATES$1);
		for (let i = 0; i < state.length; i++) {
			const s = state[i];
			if (s < STATES$1 && end[i] > start[i]) there[s] = 1;
		}
		return Uint8Array.from(there.keys()).filter((s) => there[s] === 1);
	}
	/** The sums of one block, in the finest bins. */
	var BlockSums = class {
		bins;
		finest;
		place;
		part;
		/** Where spans that fill whole bins begin and end. */
		whole;
		constructor(bins, finest) {
			this.bins = bins;
			this.finest = finest;
			this.place = (/* @__PURE__ */ new Int8Array(256)).fill(-1);
			bins.states.forEach((s, at) => {
				this.place[s] = at;
			});
			this.part = new Float64Array(finest * bins.states.length);
			this.whole = new Int32Array((finest + 1) * bins.states.length);
		}
		read({ state, start, end }, from, to) {
			const { part, whole, finest, place } = this;
			const { lo, length } = this.bins;
			const n = this.bins.states.length;
			const width = length / finest;
			part.fill(0);
			whole.fill(0);
			for (let i = from; i < to; i++) {
				const begin = start[i] - lo;
				const finish = end[i] - lo;
				if (finish <= begin) continue;
				const s = place[state[i]];
				if (s < 0) continue;
				const first = Math.min(finest - 1, Math.floor(begin / width));
				const last = Math.min(finest - 1, Math.floor(finish / width));
				const a = first * n + s;
				const b = last * n + s;
				if (first === last) {
					part[a] = part[a] + finish - begin;
					continue;
				}
				part[a] = part[a] + (first + 1) * width - begin;
				part[b] = part[b] + finish - last * width;
				whole[a + n] = whole[a + n] + 1;
				whole[b] = whole[b] - 1;
			}
		}
		/** Into all tables: what has come so far in full bins, less what was written. */
		write(block, lanes) {
			const { part, whole, finest } = this;
			const { length, states, levels } = this.bins;
			const n = states.length;
			const width = length / finest;
			for (let s = 0; s < n; s++) {
				let total = 0;
				let filling = 0;
				const written = new Float64Array(levels.length);
				for (let bin = 0; bin < finest; bin++) {
					filling += whole[bin * n + s];
					total += part[bin * n + s] / width + filling;
					for (let l = 0; l < levels.length; l++) {
						const step = 1 << l;
						if ((bin + 1) % step !== 0) break;
						const level = levels[l];
						const due = Math.round(total * 255 / (step * lanes)) - written[l];
						const value = Math.min(Math.max(due, 0), 255);
						written[l] = written[l] + value;
						const at = (bin >> l) * n + s;
						level.held[block * level.bins * n + at] = value;
						level.whole[at] = level.whole[at] + value * lanes;
					}
				}
			}
		}
	};
	// www/state/object_index.ts
	/** Objects that are looked for one by one before all are indexed. */
	var FEW$2 = 16;
	/** The events of each object, in order. A few are found by reading through; who asks for more gets an index. */
	var ObjectIndex = class {
		run;
		few = /* @__PURE__ */ new Map();
		counts = null;
		index = null;
		constructor(run) {
			this.run = run;
		}
		/** Events of object `o`, ascending. */
		of(o) {
			const known = this.few.get(o);
			if (known) return known;
			if (!this.index && this.few.size < FEW$2) {
				const found = this.search(o);
				this.few.set(o, found);
				return found;
			}
			this.index ??= this.makeIndex();
			const { first, list } = this.index;
			return list.subarray(first[o] ?? 0, first[o + 1] ?? 0);
		}
		/** Number of events of object `o`, without a list of them. */
		count(o) {
			this.counts ??= this.countAll();
			return this.counts[o] ?? 0;
		}
		countAll() {
			const counts = new Uint32Array(this.run.objects.kind.length + 1);
			const { obj } = this.run.events;
			for (let e = 0; e < obj.length; e++) {
				const o = obj[e];
				if (o < counts.length) counts[o] = counts[o] + 1;
			}
			return counts;
		}
		search(o) {
			const found = [];
			const { obj } = this.run.events;
			if (o > 0) for (let e = obj.indexOf(o); e >= 0; e = obj.indexOf(o, e + 1)) found.push(e);
			return Uint32Array.from(found);
		}
		makeIndex() {
			const { obj } = this.run.events;
			const objects = this.run.objects.kind.length;
			const count = new Uint32Array(objects + 2);
			for (let e = 0; e < obj.length; e++) {
				const o = obj[e];
				if (o > 0 && o <= objects) count[o + 1] = count[o + 1] + 1;
			}
			for (let i = 1; i < count.length; i++) count[i] = count[i] + count[i - 1];
			const first = count.slice();
			const list = new Uint32Array(count[objects + 1] ?? 0);
			for (let e = 0; e < obj.length; e++) {
				const o = obj[e];
				if (o === 0 || o > objects) continue;
				const at = count[o];
				list[at] = e;
				count[o] = at + 1;
			}
			return {
				first,
				list
			};
		}
		/** Values in the buffer of channel `o` just before an event. */
		bufferedBefore(o, event) {
			const events = this.of(o);
			const { kind, a } = this.run.events;
			for (let i = lowerBound(events, event) - 1; i >= 0; i--) {
				const e = events[i];
				if (kind[e] === Kind.Send || kind[e] === Kind.Recv) return a[e];
			}
			return 0;
		}
		/** Counter of WaitGroup or semaphore `o` just before an event. */
		countBefore(o, event) {
			const events = this.of(o);
			const { kind, b } = this.run.events;
			for (let i = lowerBound(events, event) - 1; i >= 0; i--) {
				const e = events[i];
				if (kind[e] === Kind.Count) return b[e];
			}
			return 0;
		}
		/** Goroutine that holds lock `o` exclusively just before an event, 0 if nobody does. */
		holderBefore(o, event) {
			const events = this.of(o);
			const { kind, g, a } = this.run.events;
			for (let i = lowerBound(events, event) - 1; i >= 0; i--) {
				const e = events[i];
				if (kind[e] === Kind.Unlock && a[e] === 0) return 0;
				if (kind[e] === Kind.Lock && a[e] === 0) return g[e];
			}
			return 0;
		}
	};
	// www/state/span_bins.ts
	/** Reads the bins of a run into the cells of a picture. */
	var SpanBins = class {
		/** Goroutines in a block; block `k` holds those from `k * lanes + 1` on. */
		lanes;
		/** Width of the finest bin: cells below it must be read from spans. */
		least;
		bins;
		/** States that last at all. */
		states;
		/** Goroutines in the last block. */
		lastLanes;
		sums = /* @__PURE__ */ new Float64Array(0);
		places = null;
		constructor(bins, goroutines) {
			this.bins = bins;
			this.lastLanes = goroutines - (bins.blocks - 1) * bins.lanes;
			this.lanes = bins.lanes;
			this.states = bins.states;
			this.least = bins.length / (bins.levels[0]?.bins ?? 1);
		}
		/**
		* Adds blocks `[from, to)` to cells of `perCell` from `lo` on, `into[state][cell]`. A bin that lies in two cells is
		* divided between them.
		*/
		add(from, to, lo, perCell, cells, into) {
			const places = this.placesOf(lo, perCell, cells);
			if (places) this.spread(places, this.sumBlocks(places, from, to), 0, cells, into);
		}
		/** Adds all blocks. */
		addAll(lo, perCell, cells, into) {
			const places = this.placesOf(lo, perCell, cells);
			if (!places) return;
			this.spread(places, places.whole, places.first * this.bins.states.length, cells, into);
		}
		/** The bins seen, from `from` on in `sums`, into cells. */
		spread({ first, last, cell, right, worth }, sums, from, cells, into) {
			const { states } = this.bins;
			const n = states.length;
			for (let s = 0; s < n; s++) {
				const held = into[states[s]];
				for (let bin = 0, k = from + s; bin < last - first; bin++, k += n) {
					const sum = sums[k];
					if (sum === 0) continue;
					const value = sum * worth;
					const at = cell[bin];
					const later = value * right[bin];
					if (at >= 0 && at < cells) held[at] = held[at] + value - later;
					if (later > 0 && at >= -1 && at + 1 < cells) held[at + 1] = held[at + 1] + later;
				}
			}
		}
		/** Parts of the bins seen, times goroutines, summed over blocks. */
		sumBlocks({ bins, held, first, last }, from, to) {
			const n = this.bins.states.length;
			const size = (last - first) * n;
			if (this.sums.length < size) this.sums = new Float64Array(size);
			const { sums } = this;
			for (let block = from; block < to; block++) {
				const base = (block * bins + first) * n;
				const lanes = block === this.bins.blocks - 1 ? this.lastLanes : this.lanes;
				if (block === from) for (let k = 0; k < size; k++) sums[k] = held[base + k] * lanes;
				else for (let k = 0; k < size; k++) sums[k] = sums[k] + held[base + k] * lanes;
			}
			return sums;
		}
		/** The same for all rows of a picture, so found once. */
		placesOf(lo, perCell, cells) {
			const key = `${lo} ${perCell} ${cells}`;
			if (this.places?.key === key) return this.places;
			const { length, levels } = this.bins;
			const level = levels.findLast(({ bins }) => length / bins <= perCell);
			if (!level) return null;
			const { bins, held, whole } = level;
			const width = length / bins;
			const first = Math.max(0, Math.floor((lo - this.bins.lo) / width));
			const last = Math.max(first, Math.min(bins, Math.ceil((lo + cells * perCell - this.bins.lo) / width)));
			const cell = new Int32Array(last - first);
			const right = new Float64Array(last - first);
			for (let i = 0; i < cell.length; i++) {
				const begin = (this.bins.lo + (first + i) * width - lo) / perCell;
				cell[i] = Math.floor(begin);
				right[i] = clamp((begin + width / perCell - Math.floor(begin) - 1) * perCell / width, 0, 1);
			}
			this.places = {
				key,
				bins,
				held,
				whole,
				first,
				last,
				cell,
				right,
				worth: width / 255
			};
			return this.places;
		}
	};
	// www/state/span_sums.ts
	/** Spans between two kept sums. */
	var STRIDE = 64;
	/**
	* How long each state lasts over neighbouring spans of one goroutine, in time that does not grow with them: for
	* those that are asked for, sums are kept every 64 spans, the rest is added up.
	*/
	var SpanSums = class {
		model;
		axis;
		/** By the goroutine's first span. */
		kept = /* @__PURE__ */ new Map();
		constructor(model, axis) {
			this.model = model;
			this.axis = axis;
		}
		/** Adds the sums of spans `[from, to)`, all of one goroutine, to `into`, one entry a state. */
		add(from, to, into) {
			if (to - from <= 128) {
				this.addOneByOne(from, to, into);
				return;
			}
			const g = this.model.ownerOf(from);
			const base = this.model.spansFrom(g);
			const kept = this.keptOf(base, this.model.spansEnd(g));
			const a = Math.ceil((from - base) / STRIDE);
			const b = Math.floor((to - base) / STRIDE);
			this.addOneByOne(from, base + a * STRIDE, into);
			for (let s = 0; s < 8; s++) into[s] = into[s] + kept[b * 8 + s] - kept[a * 8 + s];
			this.addOneByOne(base + b * STRIDE, to, into);
		}
		keptOf(base, end) {
			const known = this.kept.get(base);
			if (known) return known;
			const { start, end: ends } = this.model.columns(this.axis);
			const { state } = this.model.run.spans;
			const kept = new Float64Array((Math.floor((end - base) / STRIDE) + 1) * 8);
			const running = /* @__PURE__ */ new Float64Array(8);
			for (let i = base; i <= end; i++) {
				if ((i - base) % STRIDE === 0) kept.set(running, (i - base) / STRIDE * 8);
				if (i === end) break;
				const s = state[i];
				running[s] = running[s] + ends[i] - start[i];
			}
			this.kept.set(base, kept);
			return kept;
		}
		addOneByOne(from, to, into) {
			const { start, end } = this.model.columns(this.axis);
			const state = this.model.run.spans.state;
			for (let i = from; i < to; i++) {
				const s = state[i];
				into[s] = into[s] + end[i] - start[i];
			}
		}
	};
	// www/state/run_model.ts
	/** Nobody could go on at the end of the run, main included. */
	var allWait = ({ outcome }) => outcome === "deadlock" || outcome === "waiting";
	/**
	* A run with its lookups.
	*
	* On the axis of steps, step `k` is the interval from `k` to `k + 1`: who runs in it owns all of it, and every
	* other change that happens during the step shows at its end. So running has width there, and a goroutine is
	* in one state in each step.
	*/
	var RunModel = class {
		run;
		/** Number of goroutines; they are numbered from 1. */
		goroutines;
		spanCount;
		/** Spans that must stay visible at any scale (stuck, panicked, cancelled), ascending, and their goroutines. */
		notable;
		notableG;
		stepColumns;
		sumsOf = {};
		binsOf = {};
		shownOf = {};
		objectIndex = null;
		timeColumns;
		constructor(run) {
			this.run = run;
			this.goroutines = run.goroutines.func.length;
			this.spanCount = run.spans.state.length;
			this.timeColumns = {
				start: run.spans.startNs,
				end: run.spans.endNs
			};
			this.stepColumns = {
				start: run.spans.startStep,
				end: run.spans.endStep
			};
			const found = [];
			const state = run.spans.state;
			for (let i = 0; i < this.spanCount; i++) {
				const s = state[i];
				if (s >= State.Stuck && s <= State.Panicked) found.push(i);
			}
			this.notable = Uint32Array.from(found);
			this.notableG = this.notable.map((span) => this.ownerOf(span));
		}
		/** First span of goroutine `g`; with `spansEnd` the range of its spans. */
		spansFrom(g) {
			return this.run.spans.first[g - 1] ?? this.spanCount;
		}
		spansEnd(g) {
			return this.run.spans.first[g] ?? this.spanCount;
		}
		/** The goroutine that a span belongs to. */
		ownerOf(span) {
			return upperBound(this.run.spans.first, span);
		}
		columns(axis) {
			return axis === "time" ? this.timeColumns : this.stepColumns;
		}
		/**
		* The first span of goroutine `g` that ends at a value of an axis or beyond it. Pictures ask for all lanes at nearly
		* the same value again and again, so the answer is sought from the last one on.
		*/
		firstShown(axis, g, value) {
			const { end } = this.columns(axis);
			const from = this.spansFrom(g);
			const to = this.spansEnd(g);
			const shown = this.shownOf[axis] ?? new Uint32Array(this.goroutines + 1);
			this.shownOf[axis] = shown;
			const found = gallop(end, value, from, Math.max(from, Math.min(shown[g], to)), to);
			shown[g] = found;
			return found;
		}
		/** Sums of durations by state on an axis, built on first use. */
		sums(axis) {
			const sums = this.sumsOf[axis] ?? new SpanSums(this, axis);
			this.sumsOf[axis] = sums;
			return sums;
		}
		/** The run in bins, for pictures of large ones; null where reading the spans is as fast. */
		bins(axis) {
			if (this.spanCount < 4e5) return null;
			const bins = this.binsOf[axis] ?? new SpanBins(this.madeBins(axis), this.goroutines);
			this.binsOf[axis] = bins;
			return bins;
		}
		madeBins(axis) {
			const made = this.run.bins;
			if (axis === "time" && made) return made;
			return makeBins(spansOf(this.run.spans, axis), this.domain(axis));
		}
		/** The events of each object, found on first use. */
		get objects() {
			this.objectIndex ??= new ObjectIndex(this.run);
			return this.objectIndex;
		}
		/** First and last value of an axis; never empty. */
		domain(axis) {
			return axis === "time" ? timeDomain(this.run.report) : [1, Math.max(2, this.run.report.steps + 1)];
		}
		/** Value at which goroutine `g` begins and ends on an axis. */
		lifetime(g, axis) {
			const table = this.run.goroutines;
			if (axis === "time") return [table.startNs[g - 1] ?? 0, table.endNs[g - 1] ?? 0];
			return [table.startStep[g - 1] ?? 0, table.endStep[g - 1] ?? 0];
		}
		text(index) {
			return this.run.strings[index] ?? "";
		}
		/** Function as in a dump, `main.worker`. */
		functionName(g) {
			return this.text(this.run.goroutines.func[g - 1] ?? 0);
		}
		argsText(g) {
			return this.text(this.run.goroutines.args[g - 1] ?? 0);
		}
		/** `worker(3)`. */
		label(g) {
			return laneLabel(this.functionName(g), this.argsText(g));
		}
		/** In a sentence: `main`, `worker 3` for one plain argument, else the label with its number. */
		spoken(g) {
			if (g === 0) return "the world outside";
			const name = this.functionName(g);
			if (g === 1 && name === "main.main") return "main";
			const short = shortFunction(name);
			const args = this.argsText(g);
			if (/^func\d/.test(short)) return goroutineName(g);
			if (/^[\w"'.-]+$/.test(args)) return `${short} ${args}`;
			return args === "" ? `${goroutineName(g)}, ${short}` : `${short}(${args})`;
		}
		/** Name of an object as the reader wrote it, else its kind is left to the caller. */
		objectName(object) {
			return object === 0 ? "" : this.text(this.run.objects.name[object - 1] ?? 0);
		}
		/** Index of the first event at or after a step. */
		eventOfStep(step) {
			return lowerBound(this.run.events.step, step);
		}
		/** Virtual time at which a step begins. */
		timeOfStep(step) {
			const events = this.run.events;
			const event = this.eventOfStep(step);
			if (event >= events.kind.length) return this.run.report.virtual_ns;
			return events.timeNs[event];
		}
		/** The last step that has begun at a time. */
		stepOfTime(timeNs) {
			const event = upperBound(this.run.events.timeNs, timeNs) - 1;
			return event < 0 ? 0 : this.run.events.step[event];
		}
	};
	// www/state/cursor.ts
	/** The moment at a value of an axis. */
	function cursorAt(model, axis, value) {
		if (axis === "time") {
			const timeNs = clamp(Math.round(value), 0, model.run.report.virtual_ns);
			return {
				timeNs,
				step: model.stepOfTime(timeNs)
			};
		}
		return cursorAtStep(model, Math.floor(value));
	}
	function cursorAtStep(model, step) {
		const at = clamp(step, 0, model.run.report.steps);
		return {
			step: at,
			timeNs: model.timeOfStep(at)
		};
	}
	/** Where a cursor is drawn: on the axis of steps in the middle of its step. */
	function axisValue$1(cursor, axis) {
		return axis === "time" ? cursor.timeNs : cursor.step + .5;
	}
	function lookupAt(model, cursor) {
		const { report } = model.run;
		const last = report.steps + 1;
		if ((allWait(report) || report.outcome === "panic") && cursor.step >= report.steps && cursor.timeNs >= report.virtual_ns) return {
			...model.columns("steps"),
			value: last,
			last
		};
		if (cursor.timeNs <= model.timeOfStep(cursor.step)) return {
			...model.columns("steps"),
			value: cursor.step + .5,
			last
		};
		return {
			...model.columns("time"),
			value: cursor.timeNs,
			last: report.virtual_ns
		};
	}
	/** Span of goroutine `g` at a looked-up moment; -1 before it began and after it ended. */
	function spanAt(model, g, { start, end, value, last }) {
		const from = model.spansFrom(g);
		const to = model.spansEnd(g);
		const span = upperBound(start, value, from, to) - 1;
		if (span < from) return -1;
		if (span + 1 < to || end[span] > value) return span;
		return end[span] >= last && aliveAtEnd(model, g) ? span : -1;
	}
	/** Span of goroutine `g` at a cursor, -1 if it is not alive then. */
	function spanAtCursor(model, g, cursor) {
		return spanAt(model, g, lookupAt(model, cursor));
	}
	function aliveAtEnd(model, g) {
		return model.run.goroutines.endState[g - 1] !== 7;
	}
	// www/timeline/marks.ts
	/** A width that is near enough where no fonts are at hand (tests, export without a page). */
	var roughMeasure = (text, font) => text.length * font.size * (font.mono ? .6 : .53);
	/** Three decimals and no noise: for path data. */
	function num(value) {
		return String(Math.round(value * 100) / 100);
	}
	// www/state/compare.ts
	/** How a run ended, with its time: `deadlock at 4.000 s`. */
	function endWords$1(run) {
		const { outcome, virtual_ns, steps, exit, limit } = run.report;
		const at = virtual_ns > 0 ? `at ${formatTime(virtual_ns)}` : `after ${plural(steps, "step")}`;
		switch (outcome) {
			case "done": return `done ${at}`;
			case "exit": return `exit ${exit} ${at}`;
			case "waiting": return `waiting for the outside ${at}`;
			case "limit": return `limit (${limit?.name ?? "?"}) ${at}`;
			default: return `${outcome} ${at}`;
		}
	}
	/** How the output changed, one sentence. */
	function outputChange(before, after) {
		const was = lines(before);
		const now = lines(after);
		const gone = without(was, now);
		const added = without(now, was);
		if (gone.length === 0 && added.length === 0) return "The output is the same.";
		if (gone.length > 0 && added.length > 0) return `“${added[0]}” is printed instead of “${gone[0]}”.`;
		if (added.length > 0) return `“${added[0]}” is printed as well.`;
		return gone.length === 1 ? `“${gone[0]}” is missing.` : `${formatCount(gone.length)} lines of output are missing.`;
	}
	var lines = (run) => run.report.stdout.split("\n").filter((l) => l !== "");
	/** Lines of `from` that `other` does not have, counted. */
	function without(from, other) {
		const left = /* @__PURE__ */ new Map();
		for (const line of other) left.set(line, (left.get(line) ?? 0) + 1);
		return from.filter((line) => {
			const count = left.get(line) ?? 0;
			left.set(line, count - 1);
			return count <= 0;
		});
	}
	// www/state/measure.ts
	/** All numbers of a run. They are the core's own; here they only get their units. */
	function measures(run, axis) {
		return (run.report.numbers?.list ?? []).map((number) => measureOf(run, number, axis));
	}
	function measureOf(run, number, axis) {
		const raw = axis === "time" ? number.value : number.steps;
		const [value, unit] = valueParts(run, number.unit, raw, axis);
		const never = number.name === "makespan" ? neverWord(run) : "";
		return {
			name: number.name,
			label: number.label,
			value: never || value,
			unit: never ? "" : unit,
			bad: never !== "",
			meaning: number.meaning,
			detail: axis === "time" ? number.detail : number.detail_steps,
			place: number.place,
			raw,
			parts: partsOf(run, number, axis)
		};
	}
	/** What takes nothing on this axis is left out. */
	function partsOf(run, { parts, unit }, axis) {
		const value = (part) => axis === "time" ? part.value : part.steps;
		return parts.filter((part) => value(part) > 0).map((part) => ({
			label: part.label,
			value: valueParts(run, unit, value(part), axis).join(" "),
			place: part.place
		}));
	}
	function valueParts(run, unit, value, axis) {
		switch (unit) {
			case "time":
				if (axis === "steps") return [formatCount(value), value === 1 ? "step" : "steps"];
				return timeParts(value, Math.max(run.report.virtual_ns, 1));
			case "share": return [(value * 100).toFixed(0), "%"];
			case "rate":
				if (axis === "steps") return [trimmedRate(value), "in 1,000 steps"];
				return value > 0 && value < .01 ? [trimmedRate(value * 3600), "an hour"] : [trimmedRate(value), "a second"];
			default: return [formatCount(value), ""];
		}
	}
	function trimmedRate(value) {
		return value >= 100 ? formatCount(value) : trimZeros(value.toFixed(2));
	}
	/** Why a run has no makespan, empty where it has one. */
	function neverWord(run) {
		const { outcome } = run.report;
		if (allWait(run.report)) return "never";
		return outcome === "panic" || outcome === "fatal" ? "crash" : "";
	}
	// www/state/faults.ts
	var PLACES = /^(call|send|recv|close|chan|lock|go|ctx|http|line|process)(?::|(?=[@#%?=]))/;
	var PARTS = /^([^@#%?=]*)(?:@(?:[^:@#%?=]+:)?(\d+)(?=[@#%?]|$))?(.*)$/;
	/** Reads a fault's text; null for what is none. */
	function parseFault(text) {
		const head = PLACES.exec(text);
		const equals = text.indexOf("=");
		if (!head || equals < 0) return null;
		const place = head[1];
		const parts = PARTS.exec(text.slice(head[0].length, equals));
		const what = text.slice(equals + 1);
		if (!parts || what === "") return null;
		const [, target = "", line = "0", when = ""] = parts;
		if (place !== "line") return {
			place,
			target,
			line: Number(line),
			when,
			what
		};
		return {
			place,
			target: "",
			line: Number(/\d+$/.exec(target)?.[0] ?? 0),
			when,
			what
		};
	}
	/** A forgetting's parts: `forget:wg.Done@34`. */
	function parseForget(text) {
		const found = /^forget:(.+)@(\d+)$/.exec(text);
		return found ? {
			name: found[1] ?? "",
			line: Number(found[2])
		} : null;
	}
	/** In one word, for places without room. */
	function faultShort(text) {
		if (parseForget(text)) return "forgot";
		return /^\w+/.exec(parseFault(text)?.what ?? "")?.[0] ?? "fault";
	}
	// www/state/knobs.ts
	var KNOB = /^(?:\t| )*(?:const |var )?[ \t]*(\w+)(?:[ \t]+[\w.]+)?[ \t]*=[ \t]*(-?\d[\d_]*)[ \t]*\/\/lab:knob[ \t]+(-?\d+)\.\.(-?\d+)/gm;
	/** The knobs of a program, in the order of its text. */
	function knobsOf(text) {
		const found = [];
		for (const match of text.matchAll(KNOB)) {
			const [all, name = "", value = "", least = "", most = ""] = match;
			const from = match.index + all.lastIndexOf(value, all.indexOf("//lab:knob"));
			const knob = {
				name,
				value: whole(value),
				least: Number(least),
				most: Number(most)
			};
			if (knob.least < knob.most) found.push({
				...knob,
				from,
				to: from + value.length
			});
		}
		return found;
	}
	var whole = (digits) => Number(digits.replaceAll("_", ""));
	/** The text with a knob at another value, within its range; the text itself when it has no such knob. */
	function turned(text, name, value) {
		const knob = knobsOf(text).find((k) => k.name === name);
		if (!knob) return text;
		const within = Math.min(Math.max(Math.round(value), knob.least), knob.most);
		return within === knob.value ? text : `${text.slice(0, knob.from)}${within}${text.slice(knob.to)}`;
	}
	/** The text with all these knobs turned. */
	function turnedAll(text, values) {
		return Object.entries(values).reduce((now, [name, value]) => turned(now, name, value), text);
	}
	/** The knobs that differ from another text; null where more than knobs does. */
	function turnedFrom(original, text) {
		const before = new Map(knobsOf(original).map((k) => [k.name, k.value]));
		const values = {};
		for (const { name, value } of knobsOf(text)) if (before.get(name) !== value) values[name] = value;
		return turnedAll(original, values) === text ? values : null;
	}
	// www/state/player_state.ts
	var POLICY_WORDS = {
		fifo: "first come",
		go: "like Go",
		random: "random"
	};
	// www/state/request_diff.ts
	/** What was changed from one run to another, in words: `workers 3 → 7`, `seed 1 → 2`, `with panic("x")`. */
	function changeWords(a, b) {
		return [
			...textWords(a, b),
			...knobWords(a, b),
			...choiceWords(a, b),
			...limitWords(a, b),
			...faultWords(a, b)
		];
	}
	function textWords(a, b) {
		const [before, after] = [a.files[0]?.text ?? "", b.files[0]?.text ?? ""];
		if (before === after) return [];
		const turned = turnedFrom(before, after);
		if (!turned) return ["the code"];
		const old = new Map(knobsOf(before).map((knob) => [knob.name, knob.value]));
		return Object.entries(turned).map(([name, value]) => `${name} ${formatCount(old.get(name) ?? 0)} → ${formatCount(value)}`);
	}
	/** Those that are turned beside the text, as the command line does. */
	function knobWords(a, b) {
		return [.../* @__PURE__ */ new Set([...Object.keys(a.knobs ?? {}), ...Object.keys(b.knobs ?? {})])].sort().flatMap((name) => {
			const [was, now] = [a, b].map((request) => request.knobs?.[name] ?? written(request, name));
			return was === now ? [] : [was === void 0 ? `${name} ${now}` : `${name} ${was} → ${now}`];
		});
	}
	function written({ files }, name) {
		return knobsOf(files[0]?.text ?? "").find((knob) => knob.name === name)?.value.toString();
	}
	function choiceWords(a, b) {
		const words = [];
		if (a.seed !== b.seed) words.push(`seed ${formatCount(a.seed)} → ${formatCount(b.seed)}`);
		if (a.policy !== b.policy) words.push(`order ${POLICY_WORDS[a.policy]} → ${POLICY_WORDS[b.policy]}`);
		return words;
	}
	function limitWords(a, b) {
		return [.../* @__PURE__ */ new Set([...Object.keys(a.limits ?? {}), ...Object.keys(b.limits ?? {})])].sort().flatMap((name) => {
			const [was, now] = [a.limits?.[name], b.limits?.[name]];
			if (was === now) return [];
			const say = (n) => n === void 0 ? "none" : name === "memory" ? memoryWords(Math.round(n / 1024)) : formatCount(n);
			return [`${name === "processors" || name === "instruction_ns" ? "" : "limit "}${name.replace("_ns", " (ns)")} ${say(was)} → ${say(now)}`];
		});
	}
	function faultWords(a, b) {
		const only = (x, y) => x.faults.filter((fault) => !y.faults.includes(fault)).map(faultShort);
		const [gone, added] = [only(a, b), only(b, a)];
		const words = [];
		if (added.length > 0) words.push(`with ${listWords(added)}`);
		if (gone.length > 0) words.push(`without ${listWords(gone)}`);
		return words;
	}
	// www/state/side_by_side.ts
	function compareRuns(a, b, axis) {
		const known = new Map(measures(a, axis).map((m) => [m.name, m]));
		const rows = measures(b, axis).flatMap((now) => {
			const was = known.get(now.name);
			return was ? [rowOf(was, now)] : [];
		});
		const [from, to] = [lengthOf$1(a, axis), lengthOf$1(b, axis)];
		const both = ended(a) && ended(b);
		return {
			a: ended(a) ? lengthWords(a, axis) : endWords$1(a),
			b: ended(b) ? lengthWords(b, axis) : endWords$1(b),
			ratio: both ? ratioWords(from, to, axis) : "",
			better: both && to < from,
			sentence: sentenceOf(a, b),
			rows,
			first: firstEvents(a, b),
			output: outputChange(a, b)
		};
	}
	/** `3 goroutines · 6.000 s · 18 steps`. */
	function aboutRun({ goroutines, run }) {
		const { virtual_ns, steps } = run.report;
		return `${plural(goroutines, "goroutine")} · ${formatTime(virtual_ns)} · ${plural(steps, "step")}`;
	}
	/** The same of a run that is compared with another one, and what was changed from that to it. */
	function aboutChanged(before, model) {
		const changed = changeWords(before.run.request, model.run.request);
		return [aboutRun(model), ...changed.map((words) => words === "the code" ? "other code" : words)].join(" · ");
	}
	var ended = ({ report }) => report.outcome === "done" || report.outcome === "exit";
	var lengthOf$1 = ({ report }, axis) => axis === "time" ? report.virtual_ns : report.steps;
	function lengthWords(run, axis) {
		const length = lengthOf$1(run, axis);
		return axis === "time" ? formatTime(length, length, 1) : plural(length, "step");
	}
	/** `3.0× faster`, `1.2× slower`, `2.0× fewer steps`. */
	function ratioWords(from, to, axis) {
		if (from === to) return "the same";
		if (from <= 0 || to <= 0) return "";
		const less = to < from;
		const ratio = less ? from / to : to / from;
		if (ratio < 1.005) return "about the same";
		const times = `${ratio >= 100 ? formatCount(ratio) : ratio.toFixed(ratio < 1.1 ? 2 : 1)}×`;
		if (axis === "steps") return `${times} ${less ? "fewer" : "more"} steps`;
		return `${times} ${less ? "faster" : "slower"}`;
	}
	/** `3 goroutines instead of 1; deadlock instead of done.` */
	function sentenceOf(a, b) {
		const parts = [];
		const [from, to] = [a.report.goroutines.peak, b.report.goroutines.peak];
		if (from !== to) parts.push(`${plural(to, "goroutine")} at one time instead of ${formatCount(from)}`);
		if (a.report.outcome !== b.report.outcome) parts.push(`${b.report.outcome} instead of ${a.report.outcome}`);
		if (parts.length === 0) return "As many goroutines, and the same end.";
		const text = parts.join("; ");
		return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
	}
	function rowOf(was, now) {
		const words = (m) => `${m.value}${m.unit === "" ? "" : m.unit === "%" ? " %" : ` ${m.unit}`}`;
		const less = now.raw < was.raw;
		return {
			label: now.label,
			meaning: now.meaning,
			a: words(was),
			b: words(now),
			difference: was.bad || now.bad ? "" : differenceWords(was, now),
			better: now.name === "makespan" && less
		};
	}
	function differenceWords(was, now) {
		if (was.raw === now.raw) return "the same";
		const by = now.raw - was.raw;
		const more = by > 0 ? "more" : "less";
		switch (now.unit) {
			case "%": return `${plural(Math.round(Math.abs(by) * 100), "point")} ${more}`;
			case "": return `${formatCount(Math.abs(by))} ${by > 0 ? "more" : "fewer"}`;
			case "step":
			case "steps": return `${plural(Math.abs(by), "step")} ${by > 0 ? "more" : "fewer"}`;
			case "a second":
			case "an hour":
			case "in 1,000 steps": return was.raw > 0 ? `${trimZeros((now.raw / was.raw).toFixed(2))}×` : "";
			default: return `${shortTime(Math.abs(by))} ${more}`;
		}
	}
	/** The first events that differ in what they are, by whom, or when. Lines count only where the text is the same. */
	function firstEvents(a, b) {
		const sameText = a.request.files[0]?.text === b.request.files[0]?.text;
		const [x, y] = [a.events, b.events];
		const shared = Math.min(x.kind.length, y.kind.length);
		for (let i = 0; i < shared; i++) {
			const same = x.kind[i] === y.kind[i] && x.g[i] === y.g[i] && x.timeNs[i] === y.timeNs[i];
			const value = x.a[i] === y.a[i] || x.kind[i] === STRING_KIND;
			if (!same || !value || sameText && x.line[i] !== y.line[i]) return {
				a: i,
				b: i
			};
		}
		if (x.kind.length === y.kind.length) return null;
		return {
			a: x.kind.length > shared ? shared : -1,
			b: y.kind.length > shared ? shared : -1
		};
	}
	/** The payload of a new object is a number of its own in each program. */
	var STRING_KIND = 0;
	// www/timeline/layout/axis.ts
	function toX(view, value) {
		return view.left + (value - view.lo) / (view.hi - view.lo) * (view.right - view.left);
	}
	function toValue(view, x) {
		return view.lo + (x - view.left) / (view.right - view.left) * (view.hi - view.lo);
	}
	/** Values per pixel. */
	function perPixel(view) {
		return (view.hi - view.lo) / Math.max(1, view.right - view.left);
	}
	/** The least distance of ticks, in pixels. */
	var SPACING = 80;
	/** Ticks at 1, 2 or 5 times a power of ten, at least `spacing` px apart; steps stay whole. */
	function ticks(view, axis, spacing = SPACING) {
		if (view.right - view.left <= 0 || !(view.hi > view.lo)) return [];
		const least = perPixel(view) * spacing;
		const hours = axis === "time" && timeUnit(view.hi) === "h";
		const gap = Math.max(1, hours ? clockStep(least) : niceStep(least));
		const found = [];
		const first = Math.ceil(view.lo / gap - 1e-9) * gap;
		if (axis === "steps" && view.lo === 1 && toX(view, first) - view.left >= spacing / 2) found.push({
			value: 1,
			x: view.left,
			label: "step 1"
		});
		for (let value = first; value <= view.hi + gap * 1e-9; value += gap) {
			const x = toX(view, value);
			if (x > view.right + .5) break;
			found.push({
				value,
				x,
				label: tickLabel(value, axis, found.length === 0, view.hi)
			});
		}
		return found;
	}
	/** The smallest of 1, 2, 5 × 10ⁿ that is not below `raw`. */
	function niceStep(raw) {
		if (!(raw > 0)) return 1;
		const power = 10 ** Math.floor(Math.log10(raw));
		const share = raw / power;
		return (share <= 1 ? 1 : share <= 2 ? 2 : share <= 5 ? 5 : 10) * power;
	}
	/** What divides hours and days, in seconds. */
	var CLOCK_STEPS = [
		10,
		15,
		30,
		60,
		120,
		300,
		600,
		900,
		1800
	].concat([
		1,
		2,
		3,
		6,
		12,
		24,
		48
	].map((hours) => hours * 3600));
	/** The smallest step of a clock that is not below `raw` nanoseconds. */
	function clockStep(raw) {
		const seconds = raw / 1e9;
		if (seconds <= 5) return niceStep(raw);
		return (CLOCK_STEPS.find((step) => step >= seconds) ?? niceStep(seconds / 86400) * 86400) * 1e9;
	}
	function tickLabel(value, axis, first, scale) {
		if (axis === "time") return value === 0 ? "0" : timeTick(value, scale);
		const text = Math.abs(value) >= 1e5 ? shortCount(value) : formatCount(value);
		return first ? `step ${text}` : text;
	}
	/** One unit for the whole axis, and only the decimals that a tick needs: `0.5 s`, `1 s`. */
	function timeTick(value, scale) {
		const unit = timeUnit(scale);
		if (unit === "h") return formatTime(value, scale).replace(/(:00)+ h$/, " h");
		return `${trimZeros(grouped((value / unitNs(unit)).toFixed(9)))} ${unit}`;
	}
	// www/timeline/layout/outliers.ts
	/** Least width of an outlier's mark. */
	var OUTLIER_PX = 3;
	/** What no scale may hide among the lanes of a block, `y` from the top of the rows. */
	function outliersOf(model, axis, block, view, rows, cell) {
		const laneOf = laneFinder(model, block);
		const { start, end } = model.columns(axis);
		const marks = /* @__PURE__ */ new Map();
		for (let n = 0; n < model.notable.length; n++) {
			const span = model.notable[n];
			if (end[span] < view.lo || start[span] > view.hi) continue;
			const at = laneOf(model.notableG[n]);
			if (at < 0) continue;
			const row = Math.min(rows - 1, Math.floor(at * rows / (block.to - block.from)));
			const state = model.run.spans.state[span];
			const x = Math.max(view.left, toX(view, start[span]));
			const width = Math.max(OUTLIER_PX, Math.min(view.right, toX(view, end[span])) - x);
			const key = (row * 8192 + Math.floor((x - view.left) / OUTLIER_PX)) * 8 + state;
			const known = marks.get(key);
			if (known) {
				known.count++;
				known.width = Math.max(known.width, width);
			} else marks.set(key, {
				x,
				y: block.y + row * cell,
				width,
				state,
				count: 1,
				span
			});
		}
		const longest = longestOf(model, axis, block.members);
		const at = longest > 0 ? laneOf(longest) : -1;
		if (at >= 0 && !model.notableG.includes(longest)) {
			const [from, to] = model.lifetime(longest, axis);
			const x = clamp(toX(view, from), view.left, view.right);
			const width = clamp(toX(view, to), view.left, view.right) - x;
			const row = Math.min(rows - 1, Math.floor(at * rows / (block.to - block.from)));
			const span = longestSpan(model, axis, longest);
			const state = model.run.spans.state[span];
			if (width > 0) marks.set(-1, {
				x,
				y: block.y + row * cell,
				width: Math.max(OUTLIER_PX, width),
				state,
				count: 1,
				span
			});
		}
		return [...marks.values()];
	}
	var longestKept = /* @__PURE__ */ new WeakMap();
	/** A goroutine stands out if it lived so much longer than the next. */
	var STANDS_OUT = 1.1;
	/** The goroutine of a group that lived longest, 0 if it does not stand out. */
	function longestOf(model, axis, members) {
		const known = longestKept.get(members) ?? {};
		longestKept.set(members, known);
		const found = known[axis];
		if (found !== void 0) return found;
		let best = 0;
		let most = 0;
		let second = 0;
		for (const g of members) {
			const [from, to] = model.lifetime(g, axis);
			if (to - from > most) {
				second = most;
				most = to - from;
				best = g;
			} else second = Math.max(second, to - from);
		}
		const longest = most > second * STANDS_OUT ? best : 0;
		known[axis] = longest;
		return longest;
	}
	function longestSpan(model, axis, g) {
		const { start, end } = model.columns(axis);
		let best = model.spansFrom(g);
		const length = (i) => end[i] - start[i];
		for (let i = best + 1; i < model.spansEnd(g); i++) if (length(i) > length(best)) best = i;
		return best;
	}
	/** Lane of a goroutine within a block, -1 outside it. */
	function laneFinder(model, block) {
		const { members, from, to } = block;
		const first = members[from];
		if (members[to - 1] - first === to - from - 1) return (g) => g >= first && g < first + to - from ? g - first : -1;
		const lane = new Int32Array(model.goroutines + 1).fill(-1);
		for (let i = from; i < to; i++) lane[members[i]] = i - from;
		return (g) => lane[g];
	}
	// www/timeline/layout/state_sums.ts
	/** Lanes with more spans than this are searched, not read through. */
	var MANY_SPANS = 64;
	var STATES = 7;
	/**
	* How long each state lasts in each cell of a row of equal cells, over any set of goroutines. One is used for row after
	* row: a row's cells are read once, which empties them.
	*/
	var StateSums = class {
		model;
		axis;
		start;
		end;
		spanState;
		lo;
		perCell;
		columns;
		/** State by state: what lasts in each cell. */
		held;
		/** State by state: where spans that fill whole cells begin and end; summed up from the left when cells are read. */
		whole;
		/** States that have anything in this row. */
		used = /* @__PURE__ */ new Uint8Array(8);
		/** Bins of a large run, where they are fine enough for these cells. */
		bins;
		constructor(model, axis, lo, perCell, columns) {
			const { start, end } = model.columns(axis);
			this.model = model;
			this.axis = axis;
			this.start = start;
			this.end = end;
			this.spanState = model.run.spans.state;
			this.lo = lo;
			this.perCell = perCell;
			this.columns = columns;
			const bins = model.bins(axis);
			this.bins = bins && bins.least <= perCell ? bins : null;
			this.held = Array.from({ length: 8 }, () => new Float64Array(columns));
			this.whole = Array.from({ length: 8 }, () => new Float64Array(columns + 1));
		}
		/** Goroutines that follow one another have spans that do, and few spans are read faster than searched. */
		addLanes(members, from, to) {
			const { model } = this;
			const first = members[from];
			const last = members[to - 1];
			const neighbours = last - first === to - from - 1;
			if (neighbours && this.bins) {
				this.addBlocks(this.bins, first, last + 1);
				return;
			}
			const begin = model.spansFrom(first);
			const finish = model.spansEnd(last);
			if (neighbours && finish - begin < MANY_SPANS * (to - from)) {
				this.addSpans(begin, finish);
				return;
			}
			for (let lane = from; lane < to; lane++) this.addLane(members[lane]);
		}
		/** All goroutines. */
		addAll() {
			const { bins, model } = this;
			if (bins) {
				bins.addAll(this.lo, this.perCell, this.columns, this.held);
				for (const state of bins.states) this.used[state] = 1;
			} else if (model.spanCount < MANY_SPANS * model.goroutines) this.addSpans(0, model.spanCount);
			else for (let g = 1; g <= model.goroutines; g++) this.addLane(g);
		}
		/** What was summed elsewhere, state by state. */
		addSums(sums) {
			sums.forEach((from, state) => {
				const held = this.held[state];
				for (let column = 0; column < this.columns; column++) held[column] = held[column] + from[column];
				this.used[state] = 1;
			});
		}
		/** All goroutines can be added at once, at little cost. */
		get sumsAll() {
			return this.bins !== null;
		}
		/** Goroutines that are added at once. */
		get lanesPerBlock() {
			return this.bins?.lanes ?? 1;
		}
		/** The nearest goroutine from which whole blocks can be added. */
		nearestBlock(g) {
			return this.bins ? Math.round((g - 1) / this.bins.lanes) * this.bins.lanes + 1 : g;
		}
		addLane(g) {
			const { lo, model } = this;
			const to = model.spansEnd(g);
			const from = model.firstShown(this.axis, g, lo);
			const hi = lo + this.columns * this.perCell;
			if (from >= to || this.start[from] >= hi) return;
			let until = from + 1;
			while (until < to && until < from + 8 && this.start[until] < hi) until++;
			this.addSpans(from, until < from + 8 ? until : lowerBound(this.start, hi, until, to));
		}
		/** Goroutines `[first, end)`: whole blocks from the bins, what is left over from the spans. */
		addBlocks(bins, first, end) {
			const from = Math.ceil((first - 1) / bins.lanes);
			const to = end > this.model.goroutines ? Math.ceil((end - 1) / bins.lanes) : Math.floor((end - 1) / bins.lanes);
			const whole = to > from;
			const head = whole ? from * bins.lanes + 1 : end;
			for (let g = first; g < Math.min(head, end); g++) this.addLane(g);
			if (!whole) return;
			bins.add(from, to, this.lo, this.perCell, this.columns, this.held);
			for (const state of bins.states) this.used[state] = 1;
			for (let g = to * bins.lanes + 1; g < end; g++) this.addLane(g);
		}
		/**
		* The strongest state of every cell and how long it lasts there, written from `at` on. What each state has is added
		* to `totals`, state by state.
		*/
		strongest(state, most, at, totals) {
			const { columns, perCell, used } = this;
			most.fill(0);
			for (let s = 0; s < STATES; s++) {
				if (used[s] === 0) continue;
				const held = this.held[s];
				const whole = this.whole[s];
				const total = totals[s];
				let through = 0;
				for (let column = 0; column < columns; column++) {
					through += whole[column];
					const value = held[column] + through * perCell;
					if (value === 0) continue;
					total[column] = total[column] + value;
					if (value > most[column]) {
						most[column] = value;
						state[at + column] = s;
					}
				}
			}
			this.clear();
		}
		/** How long a state lasts in each cell, added to `into`. */
		addTo(state, into) {
			if (this.used[state] === 0) return;
			const held = this.held[state];
			const whole = this.whole[state];
			let through = 0;
			for (let column = 0; column < this.columns; column++) {
				through += whole[column];
				into[column] = into[column] + held[column] + through * this.perCell;
			}
		}
		clear() {
			for (let s = 0; s <= STATES; s++) {
				if (this.used[s] === 0) continue;
				this.held[s].fill(0);
				this.whole[s].fill(0);
			}
			this.used.fill(0);
		}
		/** Adds neighbouring spans. */
		addSpans(from, to) {
			const { start, end, spanState, used, lo, perCell, columns } = this;
			const length = columns * perCell;
			for (let i = from; i < to; i++) {
				const begin = Math.max(start[i] - lo, 0);
				const finish = Math.min(end[i] - lo, length);
				if (finish <= begin) continue;
				const s = spanState[i];
				const held = this.held[s];
				used[s] = 1;
				const first = Math.floor(begin / perCell);
				const last = Math.min(columns - 1, Math.floor(finish / perCell));
				if (first >= last) {
					held[last] = held[last] + finish - begin;
					continue;
				}
				const whole = this.whole[s];
				held[first] = held[first] + (first + 1) * perCell - begin;
				whole[first + 1] = whole[first + 1] + 1;
				whole[last] = whole[last] - 1;
				held[last] = held[last] + finish - last * perCell;
			}
		}
	};
	/** Opacity of a share of 1 to 5. */
	var SHARE_OPACITY = [
		0,
		.14,
		.28,
		.5,
		.75,
		1
	];
	/**
	* The cells of a block whose lanes are too thin to be told apart, found some rows at a time: what would be too much for
	* one frame is spread over several. `y` is from the top of the rows.
	*/
	var DensityWork = class {
		/** Whole when `go` says so. */
		density;
		/** Rows that are there. */
		row = 0;
		block;
		adder;
		most;
		perCell;
		/** Rows begin where whole blocks of goroutines do, which are added at once. */
		snaps;
		constructor(model, axis, block, view, cell) {
			const columns = Math.max(1, Math.ceil((view.right - view.left) / cell));
			const rows = Math.max(1, Math.round(block.height / cell));
			this.block = block;
			this.perCell = perPixel(view) * cell;
			this.adder = new StateSums(model, axis, view.lo, this.perCell, columns);
			this.most = new Float64Array(columns);
			const lanes = block.to - block.from;
			const spread = block.members[block.to - 1] - block.members[block.from];
			this.snaps = spread === lanes - 1 && lanes / this.adder.lanesPerBlock >= rows;
			this.density = {
				cell,
				x: view.left,
				y: block.y,
				columns,
				rows,
				state: new Uint8Array(columns * rows),
				share: new Uint8Array(columns * rows),
				outliers: outliersOf(model, axis, block, view, rows, cell),
				totals: Array.from({ length: 7 }, () => new Float64Array(columns))
			};
		}
		/** Finds so many rows more; true when all are there. */
		go(count) {
			const { rows } = this.density;
			for (const until = Math.min(rows, this.row + count); this.row < until; this.row++) this.addRow(this.row);
			return this.row >= rows;
		}
		addRow(row) {
			const { block, most, perCell } = this;
			const { columns, state, share, totals } = this.density;
			const from = this.edge(row);
			if (from >= block.to) return;
			const to = Math.max(from + 1, this.edge(row + 1));
			this.adder.addLanes(block.members, from, to);
			const full = perCell * (to - from);
			const at = row * columns;
			this.adder.strongest(state, most, at, totals);
			for (let column = 0; column < columns; column++) {
				const held = most[column];
				if (held > 0) share[at + column] = shareStep(held / full);
			}
		}
		/** The first lane of a row. */
		edge(row) {
			const { block } = this;
			const { rows } = this.density;
			const lanes = block.to - block.from;
			const lane = Math.floor(row * lanes / rows);
			if (row === 0 || row >= rows || !this.snaps) return block.from + lane;
			const first = block.members[block.from];
			return block.from + clamp(this.adder.nearestBlock(first + lane) - first, 0, lanes - 1);
		}
	};
	/** All cells of a block at once. */
	function densityOf(model, axis, block, view, cell = 2) {
		const work = new DensityWork(model, axis, block, view, cell);
		work.go(work.density.rows);
		return work.density;
	}
	function shareStep(share) {
		if (share < .2) return 1;
		if (share < .4) return 2;
		if (share < .62) return 3;
		return share < .87 ? 4 : 5;
	}
	// www/timeline/render/textures.ts
	var RISING = "M-1.5,1.5 l3,-3 M0,6 l6,-6 M4.5,7.5 l3,-3";
	var FALLING = "M-1.5,4.5 l3,3 M0,0 l6,6 M4.5,-1.5 l3,3";
	/** Shapes by texture; the numbers are the design's. */
	var TEXTURES = {
		solid: {
			tile: 6,
			d: "",
			dot: false,
			opacity: 0,
			width: 1
		},
		rising: {
			tile: 6,
			d: RISING,
			dot: false,
			opacity: .55,
			width: 1
		},
		lines: {
			tile: 6,
			d: "M0,3.5 h6",
			dot: false,
			opacity: .3,
			width: 1
		},
		dots: {
			tile: 6,
			d: "",
			dot: true,
			opacity: .38,
			width: 1
		},
		cross: {
			tile: 6,
			d: `${RISING} ${FALLING}`,
			dot: false,
			opacity: .3,
			width: 1
		},
		falling: {
			tile: 6,
			d: FALLING,
			dot: false,
			opacity: .5,
			width: 1
		},
		bars: {
			tile: 4,
			d: "M2,0 v6",
			dot: false,
			opacity: .4,
			width: 1
		},
		hollow: {
			tile: 6,
			d: "",
			dot: false,
			opacity: 0,
			width: 1
		}
	};
	/** Grey hatch of an idle place; it has no fill of its own. */
	var IDLE_SHAPE = {
		tile: 6,
		d: FALLING,
		dot: false,
		opacity: 1,
		width: .8
	};
	// www/timeline/render/svg.ts
	/** The same marks as SVG text: for tests, export and print. */
	function svgText(marks, width, height, options = {}) {
		const { prefix = "", textureScale = 1 } = options;
		const paint = painter(options);
		const body = [];
		const clips = [];
		let open = 0;
		for (const mark of marks) if (mark.type === "clip") {
			const id = `${prefix}clip${clips.length}`;
			clips.push(`<clipPath id="${id}">${box$1(mark.x, mark.y, mark.width, mark.height)}/></clipPath>`);
			body.push(`<g clip-path="url(#${id})">`);
			open++;
		} else if (mark.type === "unclip") {
			if (open-- > 0) body.push("</g>");
		} else if (mark.type === "cells") body.push(cells(mark, `${prefix}${textureScale === 1 ? "t" : "c"}`));
		else body.push(element(mark, paint));
		while (open-- > 0) body.push("</g>");
		const used = body.join("\n");
		const plain = textureScale === 1 ? [] : patterns(used, paint, `${prefix}c`, 1);
		const defs = [
			...clips,
			...patterns(used, paint, `${prefix}t`, textureScale),
			...plain
		].join("\n");
		const title = options.title ? `<title>${escapeText(options.title)}</title>` : "";
		const ground = options.tokens ? `<rect width="100%" height="100%" style="fill:${paint("--surface")}"/>\n` : "";
		return `<svg xmlns="http://www.w3.org/2000/svg"${options.top === void 0 ? "" : ` y="${num(options.top)}"`} ${`width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`} role="img">${title}\n<defs>${defs}</defs>\n${ground}${used}\n</svg>\n`;
	}
	function painter(options) {
		return (paint) => {
			if (paint.startsWith("tex:")) return `url(#${options.prefix ?? ""}t-${paint.slice(4)})`;
			return options.tokens?.[paint.slice(2)] ?? `var(${paint})`;
		};
	}
	function element(mark, paint) {
		if (mark.type === "text") return text(mark, paint);
		const style = [`fill:${mark.fill ? paint(mark.fill) : "none"}`, ...strokeStyle(mark.stroke, paint)];
		if (mark.opacity !== void 0) style.push(`opacity:${mark.opacity}`);
		const css = ` style="${style.join(";")}"/>`;
		if (mark.type === "path") return `<path d="${mark.d}"${css}`;
		const radius = mark.radius ? ` rx="${num(mark.radius)}"` : "";
		return box$1(mark.x, mark.y, mark.width, mark.height) + radius + css;
	}
	function strokeStyle(stroke, paint) {
		if (!stroke) return [];
		const style = [`stroke:${paint(stroke.paint)}`, `stroke-width:${stroke.width}`];
		if (stroke.dash) style.push(`stroke-dasharray:${stroke.dash.join(" ")}`);
		return style;
	}
	function text(mark, paint) {
		const style = [
			`fill:${paint(mark.paint)}`,
			`font-size:${mark.size}px`,
			`font-family:${paint(mark.mono ? "--font-mono" : "--font-ui").replace(/"/g, "'")}`
		];
		if (mark.weight) style.push(`font-weight:${mark.weight}`);
		if (mark.halo) style.push(`paint-order:stroke;stroke:${paint("--surface")};stroke-width:4px;stroke-linejoin:round`);
		const anchor = mark.anchor ? ` text-anchor="${mark.anchor}"` : "";
		return `<text x="${num(mark.x)}" y="${num(mark.y)}"${anchor} xml:space="preserve" style="${style.join(";")}">${escapeText(mark.text)}</text>`;
	}
	/** Cells of one state and share that stand side by side are one rectangle. */
	function cells({ density, y: exact }, ids) {
		const y = Math.round(exact);
		const { cell, columns, rows, state, share } = density;
		const out = [];
		for (let row = 0; row < rows; row++) for (let column = 0; column < columns;) {
			const at = row * columns + column;
			let next = column + 1;
			while (next < columns && share[row * columns + next] === share[at] && state[row * columns + next] === state[at]) next++;
			if (share[at] > 0) {
				const { key } = stateLook(state[at]);
				const opacity = SHARE_OPACITY[share[at]];
				const fade = opacity < 1 ? ` opacity="${opacity}"` : "";
				out.push(`${box$1(density.x + column * cell, y + row * cell, (next - column) * cell, cell)} fill="url(#${ids}-${key})"${fade}/>`);
			}
			column = next;
		}
		return `<g>${out.join("")}</g>`;
	}
	function patterns(body, paint, ids, scale) {
		const out = STATES$2.filter(({ key }) => body.includes(`#${ids}-${key})`)).map(({ key, texture }) => pattern(`${ids}-${key}`, TEXTURES[texture], paint(`--${key}-ink`), paint(`--${key}-fill`), scale));
		if (body.includes(`#${ids}-idle)`)) out.push(pattern(`${ids}-idle`, IDLE_SHAPE, paint("--border-strong"), null, scale));
		return out;
	}
	function pattern(id, shape, ink, fill, scale) {
		const ground = fill ? `<rect width="${shape.tile}" height="${shape.tile}" style="fill:${fill}"/>` : "";
		const lines = shape.d === "" ? "" : `<path d="${shape.d}" style="stroke:${ink};fill:none;stroke-opacity:${shape.opacity};stroke-width:${shape.width}"/>`;
		const half = shape.tile / 2;
		const dot = shape.dot ? `<circle cx="${half}" cy="${half}" r="0.9" style="fill:${ink};fill-opacity:${shape.opacity}"/>` : "";
		const transform = scale === 1 ? "" : ` patternTransform="scale(${scale})"`;
		return `<pattern id="${id}" width="${shape.tile}" height="${shape.tile}" patternUnits="userSpaceOnUse"${transform}>${ground}${lines}${dot}</pattern>`;
	}
	function box$1(x, y, width, height) {
		return `<rect x="${num(x)}" y="${num(y)}" width="${num(Math.max(0, width))}" height="${num(Math.max(0, height))}"`;
	}
	function escapeText(value) {
		return value.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
	}
	// www/timeline/render/svg_file.ts
	var HEADING_PX = 32;
	var HEADING_PAINTS = [
		"--sunken",
		"--text",
		"--text-3"
	];
	var HEADLINE_PX = 68;
	var HEADLINE_PAINTS = [
		"--surface",
		"--text",
		"--text-2",
		"--text-3",
		"--good"
	];
	/** What stands above and between so many pictures of runs. */
	var pairedHeadPx = (runs) => HEADLINE_PX + runs * HEADING_PX;
	/** An SVG file that needs no page around it: the values of the tokens it uses are written into it. */
	function svgFile(parts, style, title, headline = null) {
		const tokens = tokensOf$1(parts, style, headline ? HEADLINE_PAINTS : []);
		const [first, ...others] = parts;
		if (!first) return "";
		if (others.length === 0 && !first.heading) return svgText(first.marks, first.width, first.height, {
			...first,
			tokens,
			title
		});
		const width = Math.max(...parts.map((part) => part.width));
		let y = headline ? HEADLINE_PX : 0;
		const body = parts.flatMap((part, i) => {
			const top = y + (part.heading ? HEADING_PX : 0);
			const heading = part.heading ? headingText(part.heading, y, part.width, tokens) : "";
			y = top + part.height;
			const { textureScale } = part;
			return [heading, svgText(part.marks, part.width, part.height, {
				tokens,
				top,
				textureScale,
				prefix: `p${i}`
			})];
		});
		if (headline) body.unshift(headlineText(headline, width, tokens));
		return `<svg xmlns="http://www.w3.org/2000/svg" ${`width="${width}" height="${y}" viewBox="0 0 ${width} ${y}"`} role="img"><title>${escapeText(title)}</title>\n${body.join("\n")}</svg>\n`;
	}
	function headingText([letter, name, about], top, width, tokens) {
		return `<rect y="${top}" width="${width}" height="${HEADING_PX}" style="fill:${tokens["sunken"]}"/>` + textLine([
			span(letter, 0, `font-weight:600;fill:${tokens["text"]}`),
			span(name, 14, `fill:${tokens["text"]}`),
			span(about, 14, `font-size:11px;fill:${tokens["text-3"]}`)
		], top + 21, 13, tokens);
	}
	/** `6.0 s → 2.0 s  3.0× faster`, and below it the sentence. */
	function headlineText({ from, to, ratio, better, sentence }, width, tokens) {
		const strong = `font-weight:600;fill:${tokens["text"]}`;
		const words = [
			span(from, 0, strong),
			span("→", 10, `fill:${tokens["text-3"]}`),
			span(to, 10, strong),
			span(ratio, 14, `font-size:15px;fill:${tokens[better ? "good" : "text-2"]}`)
		];
		const ground = `<rect width="${width}" height="${HEADLINE_PX}" style="fill:${tokens["surface"]}"/>`;
		const below = [span(sentence, 0, `fill:${tokens["text-2"]}`)];
		return ground + textLine(words, 32, 20, tokens) + textLine(below, 54, 13, tokens);
	}
	var span = (text, dx, style) => `<tspan dx="${dx}" style="${style}">${escapeText(text)}</tspan>`;
	function textLine(words, y, size, tokens) {
		return `<text x="16" y="${y}" xml:space="preserve" style="${`font-size:${size}px;font-family:${(tokens["font-ui"] ?? "").replace(/"/g, "'")}`}">${words.join("")}</text>`;
	}
	/** Values of all tokens that the parts use. */
	function tokensOf$1(parts, style, others) {
		const names = /* @__PURE__ */ new Set([
			"surface",
			"font-ui",
			"font-mono"
		]);
		for (const paint of others) addPaint(names, paint);
		for (const { marks, heading } of parts) {
			if (heading) for (const paint of HEADING_PAINTS) addPaint(names, paint);
			for (const mark of marks) {
				if (mark.type === "cells") for (const key of CELL_STATES) addPaint(names, `tex:${key}`);
				if (mark.type === "text") addPaint(names, mark.paint);
				if (mark.type === "rect" || mark.type === "path") {
					addPaint(names, mark.fill);
					addPaint(names, mark.stroke?.paint);
				}
			}
		}
		const tokens = {};
		for (const name of names) tokens[name] = style.getPropertyValue(`--${name}`).trim();
		return tokens;
	}
	var CELL_STATES = [
		"running",
		"runnable",
		"waiting",
		"sleeping",
		"stuck",
		"cancelled",
		"panicked"
	];
	function addPaint(names, paint) {
		if (!paint) return;
		if (!paint.startsWith("tex:")) names.add(paint.slice(2));
		else if (paint === "tex:idle") names.add("border-strong");
		else {
			names.add(`${paint.slice(4)}-fill`);
			names.add(`${paint.slice(4)}-ink`);
		}
	}
	Kind.Spawn, Kind.Start, Kind.Block, Kind.Wake, Kind.Yield, Kind.End, Kind.Send, Kind.Recv, Kind.Close, Kind.Select, Kind.Lock, Kind.Unlock, Kind.Count, Kind.Signal, Kind.Object, Kind.Capacity, Kind.Context, Kind.Cancel, Kind.Timer, Kind.Panic, Kind.Recover, Kind.Output, Kind.Fault, Kind.Memory, Kind.Mark;
	Cause.Send, Cause.Recv, Cause.Close, Cause.Unlock, Cause.Count, Cause.Signal, Cause.Timer, Cause.Cancel, Cause.Fault, Cause.Coroutine;
	// www/timeline/words/run.ts
	/** The run as a whole: how many, how long, how it ended. */
	function runSentence(model) {
		const { report } = model.run;
		return `${`${plural(model.goroutines, "goroutine")}, ${plural(report.steps, "step")}`}${report.virtual_ns > 0 ? ` in ${shortTime(report.virtual_ns)} of virtual time` : ""}; ${{
			done: "main returned",
			deadlock: "all goroutines are asleep: deadlock",
			panic: "ended by a panic",
			fatal: "ended by a fatal error",
			race: "ended by a data race",
			stopped: "stopped",
			waiting: "all wait, somebody for what only comes from outside",
			running: "still running",
			exit: `exit ${report.exit}`,
			limit: report.limit ? `limit reached: ${report.limit.name} ${formatCount(report.limit.value)}` : "limit reached"
		}[report.outcome] ?? report.outcome}.`;
	}
	// www/timeline/pair.ts
	/** Two runs as one file: what differs in words, then the pinned one, then the one that was shown. */
	function pairFile(a, b, style) {
		const [before, after] = [a.picture.model, b.picture.model];
		if (!before || !after) return svgFile([b.picture.part()], style, b.title);
		const found = compareRuns(before.run, after.run, b.picture.options.axis);
		const parts = [{
			...a.picture.part(),
			heading: [
				"A",
				a.title,
				aboutRun(before)
			]
		}, {
			...b.picture.part(),
			heading: [
				"B",
				b.title,
				aboutChanged(before, after)
			]
		}];
		const { ratio, better, sentence } = found;
		const headline = {
			from: found.a,
			to: found.b,
			ratio,
			better,
			sentence
		};
		return svgFile(parts, style, `A: ${runSentence(before)} B: ${runSentence(after)}`, headline);
	}
	/** Puts both on one axis; their plots begin at one place in any case. */
	function align(a, b, together) {
		const places = (left) => {
			a.setBeside(together ? b.model : null, left);
			b.setBeside(together ? a.model : null, left);
		};
		places(0);
		places(Math.max(a.plot.left(), b.plot.left()));
	}
	// www/timeline/scene.ts
	/** Top of a row on the page. */
	function pageY(scene, y) {
		return scene.metrics.top + y - scene.scroll;
	}
	/** Rows that are at least partly visible, by their place among all rows. */
	function visibleRows(scene) {
		const lo = scene.scroll;
		const hi = scene.scroll + scene.bottom - scene.metrics.top;
		return scene.rows.filter((row) => row.y + row.height > lo && row.y < hi);
	}
	// www/timeline/bands.ts
	/** Cells that are found within one frame while a picture comes to rest. */
	var CELLS_A_FRAME = 16e3;
	/**
	* The bands of a picture, kept until what they show changes. A large run is drawn in coarser cells while a hand moves
	* it; the fine ones follow when it rests, some in each frame, and are shown when all are there.
	*/
	var Bands = class {
		made = /* @__PURE__ */ new Map();
		key = "";
		finer = null;
		clear() {
			this.made.clear();
			this.finer = null;
		}
		of(scene, block) {
			const key = keyOf(scene);
			if (key !== this.key) this.made.clear();
			this.key = key;
			const name = nameOf(block);
			const made = this.made.get(name) ?? densityOf(scene.model, scene.axis, block, scene.view, scene.cell);
			this.made.set(name, made);
			return made;
		}
		/** One frame's share of the bands of a picture that comes to rest; true when it can be drawn. */
		refine(scene, found) {
			const key = keyOf(scene);
			if (this.finer?.key !== key) this.finer = new Finer(key, scene);
			if (!this.finer.go(scene, found)) return false;
			this.made = this.finer.made;
			this.key = key;
			this.finer = null;
			return true;
		}
	};
	/** Side of a cell: coarse where a hand moves what is large. */
	function cellOf(model, axis, moving) {
		return moving && model.bins(axis) ? 4 : 2;
	}
	/** Blocks of a picture that are drawn as bands. */
	function farBlocks(scene) {
		return scene.rows.filter((row) => row.kind === "lanes" && row.level === "far");
	}
	function nameOf(block) {
		return `${block.group} ${block.from}`;
	}
	function keyOf({ view, width, cell }) {
		return `${view.lo} ${view.hi} ${view.left} ${width} ${cell}`;
	}
	/** The bands of one picture on their way. */
	var Finer = class {
		key;
		made = /* @__PURE__ */ new Map();
		blocks;
		work = null;
		constructor(key, scene) {
			this.key = key;
			this.blocks = farBlocks(scene);
		}
		go(scene, found) {
			let left = CELLS_A_FRAME;
			for (let block = this.blocks[0]; block && left > 0; block = this.blocks[0]) {
				this.work ??= new DensityWork(scene.model, scene.axis, block, scene.view, scene.cell);
				const { density, row } = this.work;
				const whole = this.work.go(Math.max(1, Math.floor(left / density.columns)));
				found(density, pageY(scene, block.y), row, this.work.row);
				left -= (this.work.row - row) * density.columns;
				if (!whole) return false;
				this.made.set(nameOf(block), density);
				this.blocks.shift();
				this.work = null;
			}
			return this.blocks.length === 0;
		}
	};
	// www/timeline/layout/pools.ts
	/**
	* Whoever takes one value and never waits for one is no worker: it gives a permit back, as goroutines of an errgroup
	* with a limit do. A channel of which that is true for all has no pool.
	*/
	function withoutPermits(best, most) {
		const works = /* @__PURE__ */ new Set();
		best.forEach((channel, g) => {
			if (most[g] > 1) works.add(channel);
		});
		return best.map((channel) => works.has(channel) ? channel : 0);
	}
	/**
	* The channel from which each goroutine takes its work, by goroutine; 0 for none. It is the one that it received
	* from most often or waited to receive from, the older one where two are even.
	*/
	function poolsOf(model) {
		const { events, objects } = model.run;
		const counts = /* @__PURE__ */ new Map();
		const best = new Uint32Array(model.goroutines + 1);
		const most = new Uint32Array(model.goroutines + 1);
		const keys = objects.kind.length + 1;
		for (let e = 0; e < events.kind.length; e++) {
			const receives = events.kind[e] === Kind.Recv || events.kind[e] === Kind.Block && events.a[e] === Reason.ChanReceive;
			const channel = events.obj[e];
			if (!receives || objects.kind[channel - 1] !== ObjectKind.Chan) continue;
			const g = events.g[e];
			const key = g * keys + channel;
			const count = (counts.get(key) ?? 0) + 1;
			counts.set(key, count);
			const now = best[g];
			if (count > most[g] || count === most[g] && channel < now) {
				best[g] = channel;
				most[g] = count;
			}
		}
		return withoutPermits(best, most);
	}
	// www/timeline/layout/groups.ts
	/** The groups of a run, by first goroutine. */
	function groupGoroutines(model, by, order) {
		const found = /* @__PURE__ */ new Map();
		const pools = by === "pool" ? poolsOf(model) : null;
		for (let g = 1; g <= model.goroutines; g++) {
			const [key, title, line] = groupOf(model, g, by, pools);
			const group = found.get(key);
			if (group) group.members.push(g);
			else found.set(key, {
				title,
				line,
				members: [g]
			});
		}
		const weight = order === "start" ? null : weights(model, order);
		return [...found].map(([key, { title, line, members }]) => ({
			key,
			title,
			line,
			members: sorted(members, weight),
			single: members.length === 1 && by !== "none"
		}));
	}
	function groupOf(model, g, by, pools) {
		const table = model.run.goroutines;
		const name = model.functionName(g);
		if (by === "none") return [
			"all",
			"all goroutines",
			0
		];
		if (g === 1) return [
			"main",
			shortFunction(name),
			0
		];
		if (by === "parent") {
			const parent = table.parent[g - 1] ?? 0;
			return [
				`parent ${parent}`,
				`started by ${parent === 0 ? "the run" : model.label(parent)}`,
				0
			];
		}
		if (pools) return poolGroup(model, pools[g]);
		if (by === "function") return [
			name,
			shortFunction(name),
			0
		];
		const line = table.line[g - 1] ?? 0;
		return [
			`${line} ${name}`,
			`go ${shortFunction(name)}`,
			line
		];
	}
	function poolGroup(model, channel) {
		if (channel === 0) return [
			"pool",
			"receive from no channel",
			0
		];
		const line = model.run.objects.line[channel - 1] ?? 0;
		const name = model.objectName(channel);
		return [
			`pool ${name} ${line}`,
			`receive from ${name || "a channel"}`,
			line
		];
	}
	function sorted(members, weight) {
		if (weight) members.sort((a, b) => weight[b] - weight[a] || a - b);
		return Uint32Array.from(members);
	}
	/** Time spent waiting, or not waiting, by goroutine; by steps where time never moves. */
	function weights(model, order) {
		const { start, end } = model.columns(model.run.report.virtual_ns > 0 ? "time" : "steps");
		const state = model.run.spans.state;
		const sum = new Float64Array(model.goroutines + 1);
		for (let g = 1; g <= model.goroutines; g++) {
			const to = model.spansEnd(g);
			let total = 0;
			for (let i = model.spansFrom(g); i < to; i++) if ((state[i] === State.Waiting || state[i] === State.Stuck) === (order === "waiting")) total += end[i] - start[i];
			sum[g] = total;
		}
		return sum;
	}
	/** Durations of the goroutines of a group on one axis. */
	function groupStats(model, group, axis) {
		const { start, end } = model.columns(axis);
		const state = model.run.spans.state;
		const lengths = new Float64Array(group.members.length);
		const byState = /* @__PURE__ */ new Float64Array(8);
		group.members.forEach((g, index) => {
			const [from, to] = model.lifetime(g, axis);
			lengths[index] = to - from;
			for (let i = model.spansFrom(g); i < model.spansEnd(g); i++) {
				const s = state[i];
				byState[s] = byState[s] + end[i] - start[i];
			}
		});
		lengths.sort();
		return {
			count: lengths.length,
			min: lengths[0] ?? 0,
			median: quantile(lengths, .5),
			p95: quantile(lengths, .95),
			max: lengths[lengths.length - 1] ?? 0,
			byState
		};
	}
	// www/timeline/layout/metrics.ts
	var PAGE = {
		mode: "page",
		labels: 204,
		axis: 26,
		flags: 0,
		top: 34,
		lane: 30,
		span: 20,
		laneCompact: 18,
		spanCompact: 12,
		groupRow: 30,
		text: 11,
		label: 12,
		inner: 11,
		instant: 3,
		texture: 1
	};
	var NARROW = {
		...PAGE,
		mode: "narrow",
		labels: 78,
		axis: 25,
		top: 30,
		text: 12
	};
	var SLIDE = {
		...PAGE,
		mode: "slide",
		labels: 100,
		axis: 28,
		top: 38,
		lane: 56,
		span: 38,
		laneCompact: 34,
		spanCompact: 24,
		groupRow: 0,
		text: 16,
		label: 18,
		inner: 17,
		instant: 5,
		texture: 1.5
	};
	var FLAGS = 16;
	/** The sizes for a host of this width; `flags`: a row for them is wanted. */
	function metricsFor(width, slide, flags = false) {
		const sizes = slide ? SLIDE : width < 560 ? NARROW : PAGE;
		return flags ? {
			...sizes,
			flags: FLAGS,
			axis: sizes.axis + FLAGS,
			top: sizes.top + FLAGS
		} : sizes;
	}
	/** Height of a span in a lane of this height. */
	function spanHeight(laneHeight, m) {
		if (laneHeight >= m.lane) return Math.round(m.span + (laneHeight - m.lane) * .6);
		if (laneHeight >= m.laneCompact) {
			const gap = m.laneCompact - m.spanCompact;
			return Math.round(Math.min(m.span, laneHeight - gap));
		}
		if (laneHeight >= 8) return Math.round(laneHeight * .67);
		return Math.max(1, Math.floor(laneHeight) - 1);
	}
	function levelOf(laneHeight) {
		if (laneHeight >= 12) return "near";
		return laneHeight >= 4 ? "middle" : "far";
	}
	// www/timeline/layout/rows.ts
	/** Lanes each side of an opened one. */
	var NEIGHBOURS = 3;
	/** Places all rows one below the other, `y` from 0. Their number grows with groups, not with goroutines. */
	function layoutRows(request) {
		const { groups, metrics: m, collapsed } = request;
		const shown = groups.map((group) => hasRow(group, m) && collapsed.has(group.key));
		const lanes = shareHeight(request, shown);
		const rows = [];
		let y = 0;
		groups.forEach((group, index) => {
			if (hasRow(group, m)) {
				rows.push({
					kind: "group",
					group: index,
					collapsed: shown[index] === true,
					y,
					height: rowHeight(request)
				});
				y += rowHeight(request);
			}
			if (shown[index]) return;
			const blocks = blocksOf$1(group, index, lanes[index], request, y);
			for (const block of blocks) {
				rows.push(block);
				y += block.height;
			}
		});
		return {
			rows,
			height: y
		};
	}
	function hasRow(group, m) {
		return m.groupRow > 0 && !group.single && group.key !== "all";
	}
	function rowHeight({ groups, metrics: m }) {
		return groups.reduce((sum, group) => sum + group.members.length, 0) < 25 ? m.groupRow : Math.min(m.groupRow, 24);
	}
	/**
	* Height of a lane for each group. All get the full lane while they fit; then small groups keep a readable
	* lane and the large ones share what is left, by their size to the power of 0.6.
	*/
	function shareHeight(request, hidden) {
		const { groups, metrics: m, scale } = request;
		const counts = groups.map((group, i) => hidden[i] ? 0 : group.members.length);
		const total = counts.reduce((a, b) => a + b, 0);
		const fixed = groups.filter((group) => hasRow(group, m)).length * rowHeight(request) + (request.opened > 0 && total >= 25 ? 7 * (m.laneCompact + 3) : 0);
		const room = Math.max(request.height - fixed, Math.min(total * m.laneCompact, 96));
		if (total === 0) return counts;
		const even = room / total;
		const least = Math.min(m.lane, Math.max(even, m.laneCompact));
		if (total <= 8) return counts.map(() => limit(even * scale, least, m.lane * 4 * Math.max(1, scale) / 3));
		if (total < 25 && even >= m.laneCompact) return counts.map(() => Math.floor(limit(even, m.laneCompact, m.lane) * scale));
		return fill(counts, room, m).map((lane) => crisp(Math.min(lane * scale, m.lane * 4)));
	}
	/** Groups of so few keep a full lane beside a crowd. */
	var FEW$1 = 3;
	function fill(counts, room, m) {
		const lane = counts.map(() => 0);
		let pending = counts.map((_, i) => i).filter((i) => counts[i] > 0);
		let left = room;
		const few = pending.filter((i) => counts[i] <= FEW$1);
		const lanes = few.reduce((sum, i) => sum + counts[i], 0);
		const kept = [
			m.laneCompact + 6,
			m.laneCompact,
			m.laneCompact * 2 / 3
		].find((height) => lanes * height <= room / 2);
		if (few.length < pending.length && kept !== void 0) {
			for (const i of few) lane[i] = kept;
			pending = pending.filter((i) => !few.includes(i));
			left -= lanes * kept;
		}
		for (;;) {
			const weight = (i) => counts[i] ** .6;
			const sum = pending.reduce((s, i) => s + weight(i), 0);
			const share = (i) => left * weight(i) / sum;
			const small = pending.filter((i) => counts[i] * m.laneCompact <= share(i));
			for (const i of small) lane[i] = m.laneCompact;
			if (small.length === 0) {
				for (const i of pending) lane[i] = share(i) / counts[i];
				return lane;
			}
			const used = small.reduce((s, i) => s + counts[i] * m.laneCompact, 0);
			pending = pending.filter((i) => !small.includes(i));
			left = Math.max(0, left - used);
			if (pending.length === 0) return lane;
		}
	}
	/** Whole pixels while lanes can be told apart. */
	function crisp(lane) {
		return lane >= 4 ? Math.floor(lane) : lane;
	}
	function blocksOf$1(group, index, lane, request, y) {
		const { metrics: m } = request;
		const count = group.members.length;
		const at = lane < 12 && request.opened > 0 ? group.members.indexOf(request.opened) : -1;
		if (at < 0) return [block(group, index, 0, count, lane, m, y, false)];
		const from = Math.max(0, at - NEIGHBOURS);
		const to = Math.min(count, at + NEIGHBOURS + 1);
		const before = block(group, index, 0, from, lane, m, y, false);
		const open = block(group, index, from, to, m.laneCompact + 3, m, y + before.height, true);
		return [
			before,
			open,
			block(group, index, to, count, lane, m, open.y + open.height, false)
		].filter((b) => b.to > b.from);
	}
	function block(group, index, from, to, lane, m, y, opened) {
		const exact = (to - from) * lane;
		const height = lane < 4 && to > from ? Math.max(2, Math.ceil(exact / 2) * 2) : exact;
		return {
			kind: "lanes",
			group: index,
			members: group.members,
			from,
			to,
			y,
			height,
			lane: to > from ? height / (to - from) : lane,
			span: spanHeight(lane, m),
			level: levelOf(lane),
			opened
		};
	}
	function limit(value, lo, hi) {
		return value < lo ? lo : Math.min(value, hi);
	}
	/** Goroutine at a height inside the rows, 0 where there is none; with the row. */
	function rowAt(rows, y) {
		let lo = 0;
		let hi = rows.length;
		while (lo < hi) {
			const mid = lo + hi >>> 1;
			const row = rows[mid];
			if (row.y + row.height <= y) lo = mid + 1;
			else hi = mid;
		}
		const row = rows[lo];
		return row && row.y <= y ? row : null;
	}
	function goroutineInBlock(block, y) {
		const lane = Math.floor((y - block.y) / block.lane);
		return block.members[Math.min(block.to - 1, block.from + Math.max(0, lane))] ?? 0;
	}
	/** The place of goroutine `g`, or of the collapsed row that stands for it. */
	function placeOf(rows, groups, g) {
		for (const row of rows) {
			if (row.kind === "group") {
				if (row.collapsed && groups[row.group]?.members.includes(g)) return {
					y: row.y,
					height: row.height,
					block: null
				};
				continue;
			}
			const at = indexInBlock(row, g);
			if (at >= 0) return {
				y: row.y + (at - row.from) * row.lane,
				height: row.lane,
				block: row
			};
		}
		return null;
	}
	function indexInBlock(block, g) {
		const { members, from, to } = block;
		if (members[from] <= members[to - 1]) {
			let lo = from;
			let hi = to;
			while (lo < hi) {
				const mid = lo + hi >>> 1;
				if (members[mid] < g) lo = mid + 1;
				else hi = mid;
			}
			if (lo < to && members[lo] === g) return lo;
		}
		const at = members.indexOf(g, from);
		return at >= 0 && at < to ? at : -1;
	}
	// www/timeline/lane_stack.ts
	/** Above this many lanes those that are too thin become bands in any case. */
	var FEW = 25;
	/** The lanes in their groups, from top to bottom: laid out when asked for, scrolled, folded and made higher. */
	var LaneStack = class {
		groups = [];
		scroll = 0;
		frame;
		laid = [];
		height = 0;
		kept = false;
		scale = 1;
		constructor(frame) {
			this.frame = frame;
		}
		/** Other goroutines, or others beside each other. */
		regroup(model) {
			const { grouping, order } = this.frame.options;
			this.groups = model ? groupGoroutines(model, grouping, order) : [];
			this.kept = false;
		}
		/** Sizes have changed: they are laid out anew when they are asked for. */
		changed() {
			this.kept = false;
		}
		rows() {
			if (!this.kept) this.layout();
			return this.laid;
		}
		/** Of all rows, those that are scrolled away too. */
		fullHeight() {
			this.rows();
			return this.height;
		}
		overflows() {
			return this.fullHeight() > this.frame.room() + 1;
		}
		/** Higher or lower lanes; 1 fits the height. */
		thicken(factor) {
			this.scale = clamp(this.scale * factor, 1, 4e3);
			this.kept = false;
		}
		reset() {
			this.scale = 1;
			this.scroll = 0;
			this.kept = false;
		}
		scrollBy(dy) {
			this.scroll = clamp(this.scroll + dy, 0, Math.max(0, this.fullHeight() - this.frame.room()));
		}
		/** Folds or opens a group, by its place. */
		toggle(index) {
			const key = this.groups[index]?.key;
			if (key === void 0) return;
			const { collapsed } = this.frame.options;
			this.fold(collapsed.includes(key) ? collapsed.filter((k) => k !== key) : [...collapsed, key]);
		}
		/** Folds the groups of these keys, and no others. */
		fold(keys) {
			this.frame.options.collapsed = keys;
			this.kept = false;
		}
		/** The group that a goroutine stands in, -1 for none. */
		groupOf(g) {
			return this.groups.findIndex((group) => group.members.includes(g));
		}
		/** Keys of the groups that can be folded. */
		groupKeys() {
			return this.groups.filter(hasHead).map((group) => group.key);
		}
		/** Goroutines from top to bottom, without those of folded groups. */
		order() {
			const { collapsed } = this.frame.options;
			return this.groups.filter((group) => !collapsed.includes(group.key)).flatMap((group) => [...group.members]);
		}
		/** Top and height of a goroutine's lane on the page, null where it has none. */
		box(g) {
			const place = placeOf(this.rows(), this.groups, g);
			return place ? {
				y: this.frame.metrics().top + place.y - this.scroll,
				height: place.height
			} : null;
		}
		/** Scrolls so far that a goroutine's lane is seen. */
		reveal(g) {
			this.kept = false;
			const place = placeOf(this.rows(), this.groups, g);
			if (!place) return;
			if (place.y < this.scroll) this.scrollBy(place.y - this.scroll - 8);
			const over = place.y + place.height - this.scroll - this.frame.room();
			if (over > 0) this.scrollBy(over + 8);
		}
		/** What the lanes of so many goroutines need to be read in full. */
		heightToRead(goroutines) {
			return this.heightOf(goroutines, this.frame.metrics().lane);
		}
		/** What few of them need to be told apart with their letters; 0 for many. */
		leastHeight(goroutines) {
			if (goroutines >= FEW) return 0;
			return this.heightOf(goroutines, this.frame.metrics().laneCompact + (goroutines <= 8 ? 6 : 0));
		}
		heightOf(goroutines, lane) {
			const m = this.frame.metrics();
			const { collapsed } = this.frame.options;
			const seen = goroutines - this.groups.filter((group) => hasHead(group) && collapsed.includes(group.key)).reduce((sum, group) => sum + group.members.length, 0);
			return m.top + seen * lane + this.groups.filter(hasHead).length * m.groupRow + 3;
		}
		layout() {
			this.kept = true;
			this.frame.moved();
			const room = this.frame.room();
			const { rows, height } = layoutRows({
				groups: this.groups,
				collapsed: new Set(this.frame.options.collapsed),
				opened: this.frame.opened(),
				height: room,
				scale: this.scale,
				metrics: this.frame.metrics()
			});
			this.laid = rows;
			this.height = height;
			this.scroll = clamp(this.scroll, 0, Math.max(0, height - room));
		}
	};
	var hasHead = (group) => !group.single && group.key !== "all";
	/** Events looked back through for a wake-up. */
	var BACK = 5e5;
	/** Which events are causes, and where to find those of a goroutine. */
	var Causes = class {
		model;
		index = null;
		/** The last question about wake-ups and its answer: a picture asks it again for each frame. */
		asked = -1;
		found = -1;
		constructor(model) {
			this.model = model;
		}
		/** The last wake-up by another goroutine before an event, -1 if there is none for a long way back. */
		lastWakeBefore(event) {
			if (this.asked !== event) this.found = this.searchWake(event);
			this.asked = event;
			return this.found;
		}
		searchWake(event) {
			const { kind, by, g } = this.model.run.events;
			for (let e = event - 1; e >= Math.max(0, event - BACK); e--) if (kind[e] === Kind.Wake && by[e] !== 0 && by[e] !== g[e]) return e;
			return -1;
		}
		/** Causes that goroutine `g` gave or felt, in order; the first question makes an index of all. */
		of(g) {
			this.index ??= this.makeIndex();
			const { first, list } = this.index;
			return list.subarray(first[g] ?? 0, first[g + 1] ?? 0);
		}
		makeIndex() {
			const { kind, by, g } = this.model.run.events;
			const count = new Uint32Array(this.model.goroutines + 2);
			const each = (visit) => {
				for (let e = 0; e < kind.length; e++) {
					if (kind[e] !== Kind.Wake && kind[e] !== Kind.Spawn || by[e] === 0 || by[e] === g[e]) continue;
					visit(by[e], e);
					visit(g[e], e);
				}
			};
			each((goroutine) => {
				count[goroutine + 1] = count[goroutine + 1] + 1;
			});
			for (let i = 1; i < count.length; i++) count[i] = count[i] + count[i - 1];
			const first = count.slice();
			const list = new Uint32Array(count[count.length - 1]);
			each((goroutine, event) => {
				const at = count[goroutine];
				list[at] = event;
				count[goroutine] = at + 1;
			});
			return {
				first,
				list
			};
		}
		arrow(event, axis) {
			const { events } = this.model.run;
			return {
				from: events.by[event],
				to: events.g[event],
				at: axis === "time" ? events.timeNs[event] : events.step[event] + 1,
				event,
				start: events.kind[event] === Kind.Spawn
			};
		}
	};
	/**
	* The arrows at rest: those of the selected goroutine, nearest to the cursor, and the last wake-up before it.
	* Looked up by halving, so a goroutine with a million causes costs no more than one with thirty.
	*/
	function arrowsAtRest(causes, axis, range, selected, cursor, steps) {
		const step = cursor?.step ?? 0;
		const shown = /* @__PURE__ */ new Map();
		const show = (event) => {
			const arrow = causes.arrow(event, axis);
			const inside = arrow.at >= range.lo && arrow.at <= range.hi && (!arrow.start || arrow.to === selected);
			if (inside) shown.set(event, arrow);
			return inside;
		};
		if (selected > 0) {
			const own = causes.of(selected);
			const middle = firstFrom(own, steps, step);
			let after = 0;
			for (let i = middle; i < own.length && after < 15 && i < middle + PATIENCE$1; i++) if (show(own[i])) after++;
			for (let i = middle - 1; i >= 0 && shown.size < 30 && i >= middle - PATIENCE$1; i--) show(own[i]);
		}
		const before = cursor === null ? -1 : causes.lastWakeBefore(lowerBound(steps, step));
		if (before >= 0) show(before);
		return [...shown.values()].sort((a, b) => a.event - b.event);
	}
	/** Causes looked through each side of the cursor. */
	var PATIENCE$1 = 2e3;
	/** First of ascending events that lies at or after a step. */
	function firstFrom(events, steps, step) {
		let lo = 0;
		let hi = events.length;
		while (lo < hi) {
			const mid = lo + hi >>> 1;
			if (steps[events[mid]] < step) lo = mid + 1;
			else hi = mid;
		}
		return lo;
	}
	/** A merged piece takes spans until it is this wide. */
	var PIECE_PX = 2;
	/** Spans looked at one by one before jumping ahead. */
	var PATIENCE = 32;
	/**
	* The pieces of goroutine `g` between two values, in order. Each span of the range is in exactly one piece.
	* The cost is bounded by the pixels between `lo` and `hi`, whatever the number of spans.
	*/
	function laneSegments(model, axis, g, lo, hi, perPixel) {
		const { start, end } = model.columns(axis);
		const state = model.run.spans.state;
		const to = model.spansEnd(g);
		const found = [];
		let i = lowerBound(end, lo, model.spansFrom(g), to);
		while (i < to && start[i] <= hi) {
			const begin = start[i];
			if (end[i] - begin >= 1.5 * perPixel) {
				found.push({
					start: begin,
					end: end[i],
					state: state[i],
					first: i,
					last: i + 1
				});
				i++;
				continue;
			}
			const last = endOfPiece(start, end, i, to, perPixel);
			found.push({
				start: begin,
				end: end[last - 1],
				state: 0,
				first: i,
				last
			});
			i = last;
		}
		for (const piece of found) if (piece.end - piece.start < 1.5 * perPixel || piece.last > piece.first + 1) piece.state = pieceState(model, axis, piece.first, piece.last);
		return found;
	}
	/** First span after `from` that is wide, or begins a piece's width later. */
	function endOfPiece(start, end, from, to, perPixel) {
		const limit = start[from] + PIECE_PX * perPixel;
		let j = from + 1;
		for (; j < to && j < from + PATIENCE; j++) if (start[j] >= limit || end[j] - start[j] >= 1.5 * perPixel) return j;
		if (j >= to) return to;
		j = lowerBound(start, limit, j, to);
		const before = j - 1;
		return end[before] - start[before] >= 1.5 * perPixel && before > from ? before : j;
	}
	var totals = /* @__PURE__ */ new Float64Array(8);
	/** The gravest of what must not be hidden; else the state that holds most; if nothing takes time, the gravest. */
	function pieceState(model, axis, first, last) {
		const state = model.run.spans.state;
		if (last === first + 1) return state[first];
		const notable = lowerBound(model.notable, first);
		if ((model.notable[notable] ?? last) < last) return gravest(state, model.notable, notable, last);
		totals.fill(0);
		model.sums(axis).add(first, last, totals);
		let best = 0;
		for (let s = 1; s < 8; s++) if (totals[s] > totals[best]) best = s;
		if (totals[best] > 0) return best;
		let worst = state[first];
		for (let i = first; i < Math.min(last, first + PATIENCE); i++) worst = graver(worst, state[i]);
		return worst;
	}
	function gravest(state, notable, from, last) {
		let worst = State.Dead;
		for (let n = from; n < from + PATIENCE && (notable[n] ?? last) < last; n++) worst = graver(worst, state[notable[n]]);
		return worst;
	}
	function graver(a, b) {
		return stateLook(b).severity > stateLook(a).severity ? b : a;
	}
	/** Spans that are drawn as a box with their letter: panics, and what is stuck when nothing follows any more. */
	function isBox(state, length, perPixel) {
		return state === State.Panicked || state === State.Stuck && length < 1.5 * perPixel;
	}
	/** Spans that are drawn although they take no time on this axis. */
	function showsInstant(state) {
		return state === State.Running || state === State.Stuck || state === State.Cancelled || state === State.Panicked;
	}
	// www/timeline/layout/hit.ts
	/** How far beside an instant a point still means it. */
	var NEAR_PX$2 = 4;
	function hitTest(scene, x, y) {
		const value = toValue(scene.view, x);
		if (y < scene.metrics.axis) return {
			kind: "axis",
			value
		};
		if (y >= scene.bottom) return {
			kind: "empty",
			value
		};
		const inRows = y - scene.metrics.top + scene.scroll;
		const row = rowAt(scene.rows, inRows);
		if (!row) return {
			kind: "empty",
			value
		};
		if (row.kind === "group") return {
			kind: "group",
			group: row.group
		};
		const goroutine = goroutineInBlock(row, inRows);
		const label = x < scene.view.left - 6;
		return {
			kind: "lane",
			goroutine,
			span: label ? null : spanUnder(scene, row, goroutine, x),
			value,
			label
		};
	}
	/** The span drawn at `x`: instants and panics stand over the spans beside them. */
	function spanUnder(scene, block, g, x) {
		const { model, axis, view } = scene;
		const { start, end } = model.columns(axis);
		const state = model.run.spans.state;
		const px = perPixel(view);
		const value = toValue(view, x);
		const from = model.spansFrom(g);
		const to = model.spansEnd(g);
		let inside = null;
		let instant = null;
		let nearest = NEAR_PX$2;
		let budget = 512;
		for (let i = lowerBound(end, value - 24 * px, from, to); i < to && start[i] <= value + NEAR_PX$2 * px && budget-- > 0; i++) {
			const s = state[i];
			if (s === State.Dead) continue;
			const width = (end[i] - start[i]) / px;
			if (isBox(s, end[i] - start[i], px) && block.level === "near") {
				const left = toX(view, start[i]) - 1;
				if (x >= left && x <= Math.max(left + 16, toX(view, end[i]))) return i;
			}
			if (width < 1.5 && showsInstant(s)) {
				const distance = Math.abs(toX(view, start[i]) - x);
				if (distance < Math.min(nearest, 2)) {
					nearest = distance;
					instant = i;
				}
			}
			if (start[i] <= value && value < end[i]) inside = i;
		}
		return instant ?? inside;
	}
	// www/timeline/layout/idle.ts
	/** Idle places behind stragglers, by goroutine. */
	function idleBehindStragglers(model, axis) {
		const found = [];
		forEachPlace(model, axis, (goroutine, [, from], to) => {
			if (from < to) found.push({
				goroutine,
				from,
				to
			});
		});
		return found.sort((a, b) => a.goroutine - b.goroutine);
	}
	/**
	* Calls back with each goroutine of a batch, its life, and the moment that lets the next batch begin. A batch
	* is what one goroutine starts at one line between two waits of its own; only where a batch begins after the
	* whole one before it has ended does anybody wait for a straggler.
	*/
	function forEachPlace(model, axis, visit) {
		const table = model.run.goroutines;
		const bySite = /* @__PURE__ */ new Map();
		for (let g = 2; g <= model.goroutines; g++) {
			const key = `${table.parent[g - 1]} ${table.line[g - 1]} ${table.func[g - 1]}`;
			const list = bySite.get(key);
			if (list) list.push(g);
			else bySite.set(key, [g]);
		}
		for (const members of bySite.values()) {
			const batches = splitBatches(model, axis, members);
			if (batches.length < 2 || !areSequential(batches)) continue;
			batches.forEach((batch, index) => {
				const release = batches[index + 1]?.start ?? batch.end;
				for (const g of batch.members) visit(g, model.lifetime(g, axis), release);
			});
		}
	}
	function splitBatches(model, axis, members) {
		const batches = [];
		let before = -1;
		for (const g of members) {
			const [start, end] = model.lifetime(g, axis);
			const last = batches[batches.length - 1];
			if (last && !waitedBetween(model, model.run.goroutines.parent[g - 1] ?? 0, before, startStep(model, g))) {
				last.members.push(g);
				last.end = Math.max(last.end, end);
			} else batches.push({
				members: [g],
				start,
				end
			});
			before = startStep(model, g);
		}
		return batches;
	}
	function startStep(model, g) {
		return model.run.goroutines.startStep[g - 1] ?? 0;
	}
	/** Whether goroutine `g` waited for others between two steps. */
	function waitedBetween(model, g, from, to) {
		if (g === 0) return false;
		const { start } = model.columns("steps");
		const first = lowerBound(start, from, model.spansFrom(g), model.spansEnd(g));
		const last = lowerBound(start, to, first, model.spansEnd(g));
		for (let i = first; i < last; i++) if (model.run.spans.state[i] === State.Waiting) return true;
		return false;
	}
	function areSequential(batches) {
		return batches.every((batch, i) => i === 0 || batch.start >= batches[i - 1].end) && batches.some((batch) => batch.members.length > 1);
	}
	// www/timeline/marks/arrows.ts
	/** Arrows from a waker's instant to the woken span; several that meet leave with right angles. */
	function arrowMarks(scene, arrows) {
		const turns = turnsOf(scene, arrows);
		return arrows.flatMap((arrow, i) => one$1(scene, arrow, turns[i]));
	}
	/** 0 for a straight arrow, else its place among those that meet. */
	function turnsOf(scene, arrows) {
		const meeting = /* @__PURE__ */ new Map();
		for (const arrow of arrows) {
			const key = meetingKey(scene, arrow);
			meeting.set(key, (meeting.get(key) ?? 0) + 1);
		}
		const seen = /* @__PURE__ */ new Map();
		return arrows.map((arrow) => {
			const key = meetingKey(scene, arrow);
			const index = seen.get(key) ?? 0;
			seen.set(key, index + 1);
			return (meeting.get(key) ?? 1) > 1 ? index + 1 : 0;
		});
	}
	function meetingKey(scene, arrow) {
		return `${arrow.to} ${Math.round(toX(scene.view, arrow.at) / 4)} ${arrow.start}`;
	}
	/** How far beside its line an arrow is still meant. */
	var NEAR_PX$1 = 3;
	/** The event of the arrow under a point, -1 for none. On the spans that it joins a point means those. */
	function arrowAt(scene, arrows, x, y) {
		const turns = turnsOf(scene, arrows);
		return arrows.find((arrow, i) => {
			const ends = endsOf(scene, arrow);
			return ends && Math.abs(x - shaftX(scene, arrow, turns[i])) <= NEAR_PX$1 && y > ends[0] && y < ends[1];
		})?.event ?? -1;
	}
	/** Between the spans of the two lanes, from top to bottom. */
	function endsOf(scene, arrow) {
		const [upper, lower] = [arrow.from, arrow.to].map((g) => placeOf(scene.rows, scene.groups, g)).sort((a, b) => (a?.y ?? 0) - (b?.y ?? 0));
		if (!upper || !lower || upper.y === lower.y) return null;
		const half = (place) => (place.block?.span ?? place.height) / 2;
		return [pageY(scene, upper.y) + upper.height / 2 + half(upper), pageY(scene, lower.y) + lower.height / 2 - half(lower)];
	}
	function shaftX(scene, arrow, turn) {
		const at = toX(scene.view, arrow.at);
		if (arrow.start) return at;
		return turn === 0 ? straightX(scene, at) : at + 2 + turn * 8;
	}
	/** `turn` is 0 for a straight arrow, else its place among those that meet. */
	function one$1(scene, arrow, turn) {
		const from = placeOf(scene.rows, scene.groups, arrow.from);
		const to = placeOf(scene.rows, scene.groups, arrow.to);
		if (!from || !to || from.y === to.y) return [];
		const at = toX(scene.view, arrow.at);
		const down = to.y > from.y;
		const source = pageY(scene, from.y) + from.height / 2;
		const half = (to.block?.span ?? to.height) / 2;
		const middle = pageY(scene, to.y) + to.height / 2;
		const target = middle + (down ? -half - 2 : half + 2);
		if (down && target <= source || !down && target >= source) return [];
		if (arrow.start) return startMarks(at, source, middle + (down ? -half : half));
		const selected = isChosen(scene, arrow);
		const paint = selected ? "--accent" : "--text-2";
		const width = selected ? 2 : 1.25;
		const x = shaftX(scene, arrow, turn);
		const sign = down ? 1 : -1;
		const shaft = target - sign * 5;
		return [{
			type: "path",
			d: turn === 0 ? `M${num(x)},${num(source)} V${num(shaft)}` : `M${num(at + 2)},${num(source)} H${num(x - 3)} q3,0 3,${sign * 3} V${num(shaft)}`,
			stroke: {
				paint,
				width
			}
		}, {
			type: "path",
			d: head(x, target, sign, selected ? 4 : 3.2),
			fill: paint
		}];
	}
	/** Whether an arrow began or ended the selected span. */
	function isChosen(scene, arrow) {
		const span = scene.selection?.span;
		if (span === void 0) return false;
		const begins = scene.model.run.spans.event;
		return begins[span] === arrow.event || begins[span + 1] === arrow.event && scene.selection?.goroutine === arrow.to;
	}
	/** On the axis of time an arrow stands beside the instants that it joins. */
	function straightX(scene, at) {
		return scene.axis === "time" && at - 4.5 > scene.view.left ? at - 4.5 : at;
	}
	function head(x, y, sign, half) {
		return `M${num(x - half)},${num(y - sign * half * 2.2)} L${num(x)},${num(y)} L${num(x + half)},${num(y - sign * half * 2.2)}z`;
	}
	function startMarks(x, source, target) {
		return [{
			type: "path",
			d: `M${num(x)},${num(source)} V${num(target)}`,
			stroke: {
				paint: "--text-3",
				width: 1.25,
				dash: [2, 3]
			}
		}, {
			type: "path",
			d: dot(x, target, 2.5),
			fill: "--text-3"
		}];
	}
	function dot(x, y, r) {
		return `M${num(x - r)},${num(y)} a${r},${r} 0 1 0 ${2 * r},0 a${r},${r} 0 1 0 ${-2 * r},0z`;
	}
	// www/timeline/marks/bands.ts
	/** A density band, and over it what no scale may hide. */
	function bandMarks(scene, block, density) {
		const y = pageY(scene, block.y);
		const marks = [{
			type: "cells",
			density,
			y
		}];
		for (const outlier of density.outliers) marks.push({
			type: "rect",
			x: outlier.x,
			y: y + outlier.y - block.y,
			width: outlier.width,
			height: 2,
			fill: `--${stateLook(outlier.state).key}-edge`
		});
		return marks;
	}
	// www/timeline/marks/critical.ts
	/** The critical path as one line through the lanes: along what the end waited for, across to whoever it waited for. */
	function criticalMarks(scene, path) {
		const { view, axis } = scene;
		let d = "";
		let last = {
			x: NaN,
			y: NaN
		};
		for (const segment of path.segments) {
			const from = toX(view, axis === "time" ? segment.from_ns : segment.from_step);
			const to = toX(view, axis === "time" ? segment.to_ns : segment.to_step);
			if (to < view.left || from > scene.width || to - from < .05) continue;
			const place = placeOf(scene.rows, scene.groups, segment.g);
			if (!place) continue;
			const y = pageY(scene, place.y) + place.height / 2 + (place.block?.span ?? place.height) / 2 + 2;
			const joined = Math.abs(last.x - from) < 1;
			d += joined ? ` L${num(from)},${num(y)}` : `M${num(from)},${num(y)}`;
			d += ` H${num(to)}`;
			last = {
				x: to,
				y
			};
		}
		if (d === "") return [];
		return [{
			type: "path",
			d,
			stroke: {
				paint: "--accent",
				width: 2.5
			}
		}];
	}
	// www/timeline/marks/flags.ts
	/** Outlined flags above the axis with their words; words that would touch the next flag are left out. */
	function flagMarks(scene) {
		const { metrics: m } = scene;
		const places = flagPlaces(scene);
		return places.flatMap(({ x, flag }, i) => {
			const marks = [{
				type: "path",
				d: `M${num(x)},3 V${m.axis}`,
				stroke: {
					paint: "--accent",
					width: 1.25
				}
			}, {
				type: "path",
				d: `M${num(x)},3.5 h9 l-2,3.5 l2,3.5 h-9`,
				fill: "--surface",
				stroke: {
					paint: "--accent",
					width: 1.25
				}
			}];
			const end = x + 13 + scene.measure(flag.words, { size: m.text });
			const next = places[i + 1]?.x ?? scene.width;
			if (flag.words !== "" && end < next - 4) marks.push({
				type: "text",
				x: x + 13,
				y: 11.5,
				text: flag.words,
				size: m.text,
				paint: "--accent",
				halo: true
			});
			return marks;
		});
	}
	function flagPlaces(scene) {
		return scene.flags.map((flag) => ({
			flag,
			x: toX(scene.view, axisValue$1(flag, scene.axis))
		})).filter(({ x }) => x >= scene.view.left - 1 && x <= scene.width).sort((a, b) => a.x - b.x);
	}
	/** The flag whose pole is so near that a hand means it. */
	function flagAt(scene, x, near) {
		return flagPlaces(scene).filter((p) => Math.abs(p.x - x) <= near).sort((a, b) => Math.abs(a.x - x) - Math.abs(b.x - x))[0]?.flag ?? null;
	}
	// www/timeline/marks/ending.ts
	function endOf(scene) {
		const { report, events } = scene.model.run;
		const known = scene.axis === "time" ? events.timeNs.at(-1) : events.step.at(-1);
		return {
			value: report.outcome === "running" ? known ?? 0 : scene.model.domain(scene.axis)[1],
			...endWords(report)
		};
	}
	function endWords(report) {
		switch (report.outcome) {
			case "running": return {
				tone: "none",
				word: "",
				detail: ""
			};
			case "done": return {
				tone: "none",
				word: "done",
				detail: ""
			};
			case "exit":
				if (report.exit === 0) return {
					tone: "none",
					word: "exit 0",
					detail: ""
				};
				return {
					tone: "bad",
					word: `exit ${report.exit}`,
					detail: ""
				};
			case "limit": return {
				tone: "limit",
				word: "limit",
				detail: report.limit ? formatCount(report.limit.value) : ""
			};
			case "stopped": return {
				tone: "limit",
				word: "stopped",
				detail: ""
			};
			case "waiting": return {
				tone: "limit",
				word: "waits",
				detail: "for the outside"
			};
			case "fatal": return {
				tone: "bad",
				word: "fatal error",
				detail: ""
			};
			default: return {
				tone: "bad",
				word: report.outcome,
				detail: ""
			};
		}
	}
	/** The cursor's place in words: `2.500 s`, `step 25`. */
	function cursorWords(scene) {
		if (!scene.cursor) return "";
		if (scene.axis === "steps") return `step ${formatCount(scene.cursor.step)}`;
		return formatTime(scene.cursor.timeNs, scene.model.run.report.virtual_ns);
	}
	// www/timeline/marks/grid.ts
	/** Grid lines, the ground after the end, and the line of the end. */
	function gridMarks(scene) {
		const { view, metrics: m, height } = scene;
		const marks = [];
		const top = m.axis - 2;
		for (const { x } of ticks(view, scene.axis, spacing(scene))) marks.push(line(`M${num(x)},${top} V${height}`, "--grid", m.mode === "slide" ? 1.5 : 1));
		const end = endOf(scene);
		const x = toX(view, end.value);
		if (end.tone === "none" || x > scene.width || x < view.left) return marks;
		if (end.tone === "bad" && m.mode === "page") marks.push({
			type: "rect",
			x,
			y: m.axis,
			width: scene.width - x,
			height: height - m.axis,
			fill: "--sunken"
		});
		return marks;
	}
	/** The line of the end, over the grounds of rows, between two heights. */
	function endLine(scene, top, bottom) {
		const { view } = scene;
		const end = endOf(scene);
		const x = toX(view, end.value);
		if (end.tone === "none" || x > scene.width || x < view.left) return [];
		const stroke = end.tone === "bad" ? {
			paint: "--stuck-edge",
			width: 1.5
		} : {
			paint: "--text-2",
			width: 1.5,
			dash: [4, 3]
		};
		return [{
			type: "path",
			d: `M${num(x)},${num(top)} V${num(bottom)}`,
			stroke
		}];
	}
	function spacing(scene) {
		return scene.metrics.mode === "narrow" ? 56 : 80;
	}
	function line(d, paint, width) {
		return {
			type: "path",
			d,
			stroke: {
				paint,
				width
			}
		};
	}
	/** Labels of the axis; those under the cursor's time give way to it. */
	function axisMarks(scene) {
		const { view, metrics: m } = scene;
		const marks = [];
		const pill = pillOf(scene);
		const baseline = m.axis - 10;
		for (const { x, label } of ticks(view, scene.axis, spacing(scene))) {
			const half = scene.measure(label, { size: m.text }) / 2;
			if (pill && x + half > pill.x - 6 && x - half < pill.x + pill.width + 6) continue;
			if (scene.faultsAt.some((fault) => Math.abs(fault - x) < half + DIAMOND)) continue;
			if (x + half > scene.width) continue;
			marks.push({
				type: "text",
				x,
				y: baseline,
				text: label,
				size: m.text,
				paint: "--text-3",
				anchor: "middle"
			});
		}
		return marks;
	}
	/** Half a diamond and a little air. */
	var DIAMOND = 11;
	/** The cursor's time, beside the cursor where the middle would leave the plot. */
	function pillOf(scene) {
		if (!scene.cursor) return null;
		const at = toX(scene.view, axisValue$1(scene.cursor, scene.axis));
		if (at < scene.view.left - 1 || at > scene.width + 1) return null;
		const text = cursorWords(scene);
		const width = Math.ceil(scene.measure(text, {
			size: scene.metrics.text,
			weight: 600
		})) + 16;
		const middle = clamp(at - width / 2, 2, scene.width - width - 2);
		const near = scene.faultsAt.find((fault) => fault + DIAMOND > middle && fault - DIAMOND < middle + width);
		if (near === void 0) return {
			x: middle,
			width,
			text,
			at
		};
		return {
			x: clamp(near <= at ? Math.max(at - 1, near + DIAMOND) : Math.min(at + 1, near - DIAMOND) - width, 2, scene.width - width - 2),
			width,
			text,
			at
		};
	}
	/** The cursor through everything, its time in a pill. */
	function cursorMarks(scene) {
		const pill = pillOf(scene);
		if (!pill) return [];
		const { metrics: m, height } = scene;
		const slide = m.mode === "slide";
		const marks = [line(`M${num(pill.at)},${m.axis - 5} V${height}`, "--accent", slide ? 2.5 : 1.5)];
		const tall = m.text + 8;
		marks.push({
			type: "rect",
			x: pill.x,
			y: 2 + m.flags,
			width: pill.width,
			height: tall,
			radius: 4,
			fill: "--accent"
		});
		marks.push({
			type: "text",
			x: pill.x + pill.width / 2,
			y: 2 + m.flags + tall / 2 + m.text * .36,
			text: pill.text,
			size: m.text,
			weight: 600,
			anchor: "middle",
			paint: "--text-on-accent"
		});
		return marks;
	}
	// www/timeline/marks/group_row.ts
	/** A group's own row: what started it, where, how many, how long, and how many of them went wrong. */
	function groupLabels(scene, row) {
		const group = scene.groups[row.group];
		if (!group) return [];
		const narrow = scene.metrics.mode === "narrow";
		const middle = pageY(scene, row.y) + row.height / 2;
		const y = middle + 4.5;
		const title = narrow ? 32 : 34;
		const line = title + scene.measure(group.title, {
			size: 12,
			mono: true,
			weight: 600
		}) + 9;
		const where = group.line > 0 ? `line ${group.line}` : "";
		const marks = [chevron(title - 22, middle, row.collapsed), {
			type: "text",
			x: title,
			y,
			text: group.title,
			size: 12,
			mono: true,
			weight: 600,
			paint: "--text"
		}];
		if (narrow) {
			const started = `${formatCount(group.members.length)} started`;
			const text = where === "" ? started : `${where}, ${started}`;
			return [...marks, {
				type: "text",
				x: line,
				y,
				text,
				size: 12,
				paint: "--text-3"
			}];
		}
		const end = line + scene.measure(where, { size: 11 });
		const shown = where !== "" && end < scene.view.left - 4;
		if (shown) marks.push({
			type: "text",
			x: line,
			y,
			text: where,
			size: 11,
			paint: "--text-3"
		});
		const x = Math.max(scene.view.left, (shown ? end : line - 9) + 12);
		return [...marks, ...sums(scene, group, row, x, y)];
	}
	function chevron(left, middle, collapsed) {
		return {
			type: "path",
			d: collapsed ? `M${num(left + 6.5)},${num(middle - 3.5)} l3.5,3.5 l-3.5,3.5` : `M${num(left + 4.5)},${num(middle - 1.75)} l3.5,3.5 l3.5,-3.5`,
			stroke: {
				paint: "--text-3",
				width: 1.5
			}
		};
	}
	/** The group in numbers; where single lanes cannot be read, how many are stuck, panicked or cancelled. */
	function sums(scene, group, row, x, y) {
		const block = scene.rows.find((r) => r.kind === "lanes" && r.group === row.group);
		const text = groupWords(scene, group, block);
		const font = {
			type: "text",
			y,
			size: 11,
			halo: true
		};
		const marks = [{
			...font,
			x,
			text,
			paint: "--text-3"
		}];
		if (block?.level === "near") return marks;
		let at = x + scene.measure(text, { size: 11 });
		for (const [state, count] of wentWrong(scene, group)) {
			const look = stateLook(state);
			const words = ` · ${formatCount(count)} ${look.name}`;
			marks.push({
				...font,
				x: at,
				text: words,
				weight: 600,
				paint: `--${look.key}-text`
			});
			at += scene.measure(words, {
				size: 11,
				weight: 600
			});
		}
		return marks;
	}
	function groupWords(scene, group, block) {
		const count = plural(group.members.length, "goroutine");
		if (block?.level === "far") {
			const dense = Math.round(1 / block.lane);
			return dense > 1 ? `${count}, ${formatCount(dense)} to a pixel` : count;
		}
		const stats = keep(scene.groups, `${scene.axis} ${group.key}`, () => groupStats(scene.model, group, scene.axis));
		if (scene.axis === "steps") {
			const of = (...states) => shortCount(states.reduce((sum, s) => sum + stats.byState[s], 0));
			return `${count} · running ${of(State.Running)} steps, queued ${of(State.Runnable)}, waiting ${of(State.Waiting, State.Stuck)}`;
		}
		const time = (ns) => formatTime(ns, scene.model.run.report.virtual_ns, 2);
		return `${count} · median ${time(stats.median)} · p95 ${time(stats.p95)}`;
	}
	/** Goroutines of a group by grave state, the gravest first. */
	function wentWrong(scene, group) {
		return keep(scene.groups, `wrong ${group.key}`, () => {
			const { model } = scene;
			const members = new Set(group.members);
			const found = /* @__PURE__ */ new Map();
			model.notable.forEach((span, n) => {
				const g = model.notableG[n];
				const state = model.run.spans.state[span];
				if (members.has(g)) found.set(state, (found.get(state) ?? /* @__PURE__ */ new Set()).add(g));
			});
			return [...found].map(([state, who]) => [state, who.size]).sort((a, b) => stateLook(b[0]).severity - stateLook(a[0]).severity);
		});
	}
	var kept$2 = /* @__PURE__ */ new WeakMap();
	/** What is found once for a list of groups. */
	function keep(groups, key, find) {
		const cache = kept$2.get(groups) ?? /* @__PURE__ */ new Map();
		kept$2.set(groups, cache);
		if (!cache.has(key)) cache.set(key, find());
		return cache.get(key);
	}
	// www/timeline/layout/cut.ts
	/** The whole text where it fits `room`; else as much of it as does, with a mark that says so. */
	function cutTo(text, room, measure) {
		if (measure(text) <= room) return text;
		const letters = Array.from(text);
		let fits = 1;
		let over = letters.length;
		while (over - fits > 1) {
			const middle = fits + over >> 1;
			if (measure(marked(letters, middle)) <= room) fits = middle;
			else over = middle;
		}
		return marked(letters, fits);
	}
	var marked = (letters, count) => `${letters.slice(0, count).join("").trimEnd()}…`;
	// www/timeline/layout/instants.ts
	/** Instants each side of one that say how close they stand. */
	var AROUND = 3;
	/** Where many stand in a row they cover no more than this part of a lane: what lasts between them is what it shows. */
	var COVER = .25;
	/** Thinner than this nothing is seen. */
	var LEAST_PX = .5;
	/**
	* Widths of instants at ascending places of one lane: `full` where they stand apart, thinner where a row of them would
	* hide the time that passes between them.
	*/
	function instantWidths(places, full) {
		return places.map((_, i) => {
			const from = Math.max(0, i - AROUND);
			const to = Math.min(places.length - 1, i + AROUND);
			if (to - from < AROUND) return full;
			const apart = (places[to] - places[from]) / (to - from);
			return Math.min(full, Math.max(LEAST_PX, apart * COVER));
		});
	}
	// www/timeline/layout/labels.ts
	/** Texts for a span, the longest first; none of them is ever cut. */
	function labelTexts(model, span, short) {
		const { spans } = model.run;
		const state = spans.state[span];
		const reason = reasonText(spans.reason[span]);
		const look = stateLook(state);
		if (short) return state === State.Waiting || state === State.Stuck ? [look.short] : [];
		const line = spans.line[span];
		switch (state) {
			case State.Running: return line > 0 ? [`line ${line}`] : [];
			case State.Runnable: return ["in the queue", "queue"];
			case State.Stuck: return reason === "" ? [look.name, look.short] : [
				`${look.name}: ${reason}`,
				look.name,
				look.short
			];
			case State.Panicked: return [panicText(model, span)].filter((text) => text !== "");
			case State.Cancelled: return ["context done", "done"];
			case State.Sleeping: return spans.reason[span] === Reason.Sleep || reason === "" ? ["sleep"] : [reason];
			default: return reason === "" ? [look.name] : shorter(reason);
		}
	}
	/** `sync.WaitGroup.Wait`, `WaitGroup.Wait`, `Wait`. */
	function shorter(reason) {
		if (!reason.startsWith("sync.")) return [reason];
		const bare = reason.slice(5);
		return [
			reason,
			bare,
			bare.slice(bare.indexOf(".") + 1)
		];
	}
	/** What a panicked span's goroutine panicked with. */
	function panicText(model, span) {
		const { spans, events } = model.run;
		const first = spans.event[span];
		const g = model.ownerOf(span);
		for (let e = first; e < Math.min(events.kind.length, first + 8); e++) if (events.kind[e] === Kind.Panic && events.g[e] === g) return model.text(events.a[e]);
		return "";
	}
	/** Share of a 11 px design by which a label grows with its type. */
	var BASE = 11;
	/**
	* Measures, then chooses: letter and text, letter, nothing. A text that the cursor would cross starts after
	* it; a letter that it would cross moves with its text.
	*/
	function chooseLabel(texts, room, measure) {
		const k = room.size / BASE;
		const width = room.right - room.left;
		if (width < 15 * k) return null;
		const letterWidth = Math.min(17.1 * k, width - 4);
		const letterX = room.left + 2 + letterWidth / 2;
		const textX = room.left + 20.4 * k;
		const font = { size: room.size };
		for (const text of texts) {
			const length = measure(text, font);
			if (!(room.cursor !== null && room.cursor > textX - 5 && room.cursor < textX + length + 5)) {
				if (textX + length + 6 * k > room.right - 2) continue;
				return {
					letterX,
					plain: 18.4 * k + length + 6 * k,
					text,
					textX,
					apart: null
				};
			}
			const start = room.cursor + 9;
			if (start + length + 6 > room.right - 2) continue;
			return {
				letterX,
				plain: letterWidth,
				text,
				textX: start,
				apart: {
					x: start - 6,
					width: length + 12
				}
			};
		}
		return {
			letterX,
			plain: letterWidth,
			text: "",
			textX,
			apart: null
		};
	}
	// www/timeline/marks/lanes.ts
	/** Spans narrower than this have no edge: it would be most of them. */
	var EDGED_PX = 6;
	/** First and last visible lane of a block, `[from, to)` into its members. */
	function visibleLanes(scene, block) {
		const lo = scene.scroll - block.y;
		const hi = scene.scroll + scene.bottom - scene.metrics.top - block.y;
		return [Math.max(block.from, block.from + Math.floor(lo / block.lane)), Math.min(block.to, block.from + Math.ceil(hi / block.lane))];
	}
	/** Spans of a block whose lanes can be told apart. */
	function laneMarks(scene, block) {
		const marks = [];
		const [from, to] = visibleLanes(scene, block);
		for (let i = from; i < to; i++) {
			const g = block.members[i];
			goroutineMarks(scene, g, pageY(scene, block.y) + (i - block.from + .5) * block.lane, block, marks);
		}
		return marks;
	}
	function goroutineMarks(scene, g, middle, block, marks) {
		const { model, axis, view } = scene;
		const px = perPixel(view);
		const pieces = laneSegments(model, axis, g, view.lo - 20 * px, view.hi + 20 * px, px);
		const y = Math.round(middle - block.span / 2);
		const instants = [];
		const texts = [];
		for (const piece of joined(pieces, px)) {
			if (piece.state === State.Dead) continue;
			const wide = piece.end - piece.start >= 1.5 * px;
			if (isBox(piece.state, piece.end - piece.start, px)) boxMarks(scene, piece, y, block, texts);
			else if (wide) spanMarks(scene, piece, y, block, marks);
			else if (showsInstant(piece.state) || piece.end > piece.start) instants.push(piece);
		}
		instantMarks(scene, instants, y, block, marks);
		for (const mark of texts) marks.push(mark);
	}
	/** Neighbouring merged pieces in one state are one band. */
	function joined(pieces, px) {
		const out = [];
		for (const piece of pieces) {
			const last = out[out.length - 1];
			const merged = piece.last > piece.first + 1;
			if (last && merged && last.last > last.first + 1 && last.state === piece.state && piece.start - last.end < px) {
				last.end = piece.end;
				last.last = piece.last;
			} else out.push({ ...piece });
		}
		return out;
	}
	function spanMarks(scene, piece, y, block, marks) {
		const { view, metrics: m } = scene;
		const look = stateLook(piece.state);
		const x = toX(view, piece.start);
		const width = toX(view, piece.end) - x;
		const near = block.level === "near";
		marks.push({
			type: "rect",
			x,
			y,
			width,
			height: block.span,
			radius: near ? 2 : 0,
			fill: `tex:${look.key}`,
			...near && width >= EDGED_PX ? { stroke: {
				paint: `--${look.key}-edge`,
				width: 1,
				...dashOf(piece.state)
			} } : {}
		});
		if (near && block.span >= 14) labelMarks(scene, piece, y, block.span, m.inner, marks);
	}
	function dashOf(state) {
		return state === State.Dead ? { dash: [3, 2] } : {};
	}
	function labelMarks(scene, piece, y, height, size, marks) {
		const { view, model } = scene;
		const left = Math.max(toX(view, piece.start), view.left);
		const right = Math.min(toX(view, piece.end), scene.width);
		const label = chooseLabel(labelTexts(model, spanOfState(model.run.spans.state, piece), scene.metrics.mode === "slide"), {
			left,
			right,
			cursor: scene.cursor && toX(view, axisValue$1(scene.cursor, scene.axis)),
			size
		}, scene.measure);
		if (!label) return;
		const { key, letter } = stateLook(piece.state);
		const baseline = y + height / 2 + size * .36;
		marks.push(plain(left + 2, y, label.plain, height, key));
		const ink = `--${key}-ink`;
		marks.push({
			type: "text",
			x: label.letterX,
			y: baseline,
			text: letter,
			size,
			weight: 700,
			anchor: "middle",
			paint: ink
		});
		if (label.text === "") return;
		if (label.apart) marks.push(plain(label.apart.x, y, label.apart.width, height, key));
		marks.push({
			type: "text",
			x: label.textX,
			y: baseline,
			text: label.text,
			size,
			paint: ink
		});
	}
	/** The first span of a piece that is in the piece's state. */
	function spanOfState(states, piece) {
		const at = states.subarray(piece.first, piece.last).indexOf(piece.state);
		return at < 0 ? piece.first : piece.first + at;
	}
	function plain(x, y, width, height, key) {
		return {
			type: "rect",
			x,
			y: y + 2,
			width,
			height: height - 4,
			radius: 1.5,
			fill: `--${key}-fill`
		};
	}
	function instantMarks(scene, pieces, y, block, marks) {
		const { view, metrics: m } = scene;
		const near = block.level === "near";
		const full = near ? m.instant : Math.min(2, m.instant);
		const places = pieces.map((piece) => (toX(view, piece.start) + toX(view, piece.end)) / 2);
		for (const [i, width] of instantWidths(places, full).entries()) {
			const { key } = stateLook(pieces[i].state);
			const whole = near && width === full;
			marks.push({
				type: "rect",
				x: places[i] - width / 2,
				y,
				width,
				height: block.span,
				radius: whole ? 1 : 0,
				fill: `--${key}-fill`,
				...whole ? { stroke: {
					paint: `--${key}-edge`,
					width: .75
				} } : {}
			});
		}
	}
	/** A panic, and a goroutine that is stuck only when the run is over, are at least a box with their letter. */
	function boxMarks(scene, piece, y, block, marks) {
		const { view, metrics: m } = scene;
		const { key, letter } = stateLook(piece.state);
		const near = block.level === "near";
		const x = toX(view, piece.start) - 1;
		const width = Math.max(near ? 16 : 4, toX(view, piece.end) - x);
		marks.push({
			type: "rect",
			x,
			y,
			width,
			height: block.span,
			radius: near ? 2 : 0,
			fill: `tex:${key}`,
			stroke: {
				paint: `--${key}-edge`,
				width: 1
			}
		});
		if (!near || block.span < 14) return;
		const baseline = y + block.span / 2 + m.inner * .36;
		const inner = Math.min(10 * (m.inner / 11), width - 4);
		const letterX = x + Math.min(8, width / 2);
		const font = {
			type: "text",
			y: baseline
		};
		marks.push(plain(letterX - inner / 2, y, inner, block.span, key));
		marks.push({
			...font,
			x: letterX,
			text: letter,
			size: m.inner,
			weight: 700,
			anchor: "middle",
			paint: `--${key}-ink`
		});
		if (piece.state !== State.Panicked) return;
		const told = panicBeside(scene, block, spanOfState(scene.model.run.spans.state, piece), x + width);
		if (told) marks.push({
			...font,
			...told,
			size: m.text,
			weight: 600,
			paint: "--text",
			halo: true
		});
	}
	/** What a goroutine panicked with, beside a box that ends at `right`; null where there is no room for it. */
	function panicBeside(scene, block, span, right) {
		const said = panicText(scene.model, span);
		if (said === "" || block.level !== "near" || block.span < 14) return null;
		const [x, text] = [right + 7, `panic: ${said}`];
		return x + scene.measure(text, {
			size: scene.metrics.text,
			weight: 600
		}) < scene.width - 4 ? {
			x,
			text
		} : null;
	}
	// www/timeline/marks/label_column.ts
	/** Numbers, names and chips of a block's lanes, or the range that a band stands for. */
	function laneLabels(scene, block) {
		if (block.lane < 11) return block.height >= 14 ? [rangeLabel(scene, block)] : [];
		const marks = [];
		const [from, to] = visibleLanes(scene, block);
		for (let i = from; i < to; i++) {
			const middle = pageY(scene, block.y) + (i - block.from + .5) * block.lane;
			lane(scene, block, block.members[i], middle, marks);
		}
		return marks;
	}
	/** Space between number and name. */
	var GAP = 10;
	var CHIP = 15;
	function lane(scene, block, g, middle, marks) {
		const { metrics: m, model, view } = scene;
		const selected = scene.selection?.goroutine === g;
		const size = Math.min(m.label, Math.max(11, block.lane));
		const y = middle + size * .375;
		const weight = selected ? { weight: 600 } : {};
		const grouped = scene.groups[block.group]?.single === false;
		if (m.mode !== "page") {
			const args = model.argsText(g);
			const right = view.left - (m.mode === "slide" ? 14 : 8);
			const short = args === "" ? formatCount(g) : `(${args})`;
			const fits = scene.measure(short, {
				size,
				mono: true
			}) <= right - 4;
			const text = m.mode === "narrow" && grouped ? fits ? short : formatCount(g) : fitting(scene, g, right - 4);
			marks.push({
				type: "text",
				x: right,
				y,
				text,
				size,
				mono: true,
				anchor: "end",
				paint: "--text",
				...weight
			});
			return;
		}
		const number = {
			type: "text",
			x: scene.numberRight,
			y,
			text: formatCount(g),
			size: 11,
			anchor: "end",
			paint: "--text-3"
		};
		const room = view.left - 30 - 6 - scene.numberRight - GAP;
		marks.push(number);
		marks.push({
			type: "text",
			x: scene.numberRight + GAP,
			y,
			text: fitting(scene, g, room),
			size,
			mono: true,
			paint: "--text",
			...weight
		});
		if (!scene.cursor) return;
		const span = spanAtCursor(model, g, scene.cursor);
		if (span >= 0) chip(view.left - 30, middle, model.run.spans.state[span], Math.min(14, block.lane - 2), marks);
	}
	/** The label, with as many of its arguments as fit, or none; a name that does not fit is cut with a mark that says so. */
	function fitting(scene, g, room) {
		const font = {
			size: scene.metrics.label,
			mono: true
		};
		const fits = (text) => scene.measure(text, font) <= room;
		const label = scene.model.label(g);
		if (fits(label)) return label;
		const bare = label.includes("(") && !label.startsWith("(") ? label.slice(0, label.indexOf("(")) : label;
		const args = scene.model.argsText(g).split(", ");
		for (let few = args.length - 1; few > 0 && bare !== label; few--) {
			const text = `${bare}(${args.slice(0, few).join(", ")}, …)`;
			if (fits(text)) return text;
		}
		return cutTo(bare, room, (text) => scene.measure(text, font));
	}
	function chip(x, middle, state, height, marks) {
		const { key, letter } = stateLook(state);
		const y = Math.round(middle - height / 2);
		marks.push({
			type: "rect",
			x,
			y,
			width: CHIP,
			height,
			radius: 3,
			fill: `--${key}-fill`,
			stroke: {
				paint: `--${key}-edge`,
				width: 1
			}
		});
		marks.push({
			type: "text",
			x: x + CHIP / 2,
			y: y + height / 2 + 3.7,
			text: letter,
			size: 10,
			weight: 700,
			anchor: "middle",
			paint: `--${key}-ink`
		});
	}
	function rangeLabel(scene, block) {
		const first = block.members[block.from];
		const last = block.members[block.to - 1];
		const text = last - first === block.to - block.from - 1 ? `${formatCount(first)} to ${formatCount(last)}` : plural(block.to - block.from, "goroutine");
		const y = Math.max(pageY(scene, block.y) + 14, scene.metrics.top + 12);
		const narrow = scene.metrics.mode !== "page";
		return {
			type: "text",
			x: narrow ? scene.view.left - 8 : scene.numberRight + GAP,
			y,
			text: narrow ? formatCount(block.to - block.from) : text,
			size: scene.metrics.text,
			paint: "--text-3",
			...narrow ? { anchor: "end" } : {}
		};
	}
	// www/timeline/marks/markers.ts
	function markedEvents(kind) {
		const faults = [];
		const cancels = [];
		for (let e = 0; e < kind.length; e++) if (kind[e] === Kind.Fault) faults.push(e);
		else if (kind[e] === Kind.Cancel) cancels.push(e);
		return {
			faults,
			cancels
		};
	}
	/** More markers of a kind than this are noise. */
	var MOST$4 = 40;
	/** Rings where contexts were cancelled, and dotted lines from the axis to where a fault took effect. */
	function eventMarkers(scene, marked) {
		const marks = [];
		const { events } = scene.model.run;
		for (const event of marked.cancels.slice(0, MOST$4)) {
			const x = eventX(scene, event);
			const place = placeOf(scene.rows, scene.groups, events.g[event]);
			if (x < scene.view.left || !place) continue;
			if (place.block?.level !== "near") continue;
			const y = pageY(scene, place.y) + place.height / 2;
			marks.push({
				type: "path",
				d: dot(x, y, 4),
				fill: "--surface",
				stroke: {
					paint: "--cancelled-edge",
					width: 1.75
				}
			});
		}
		for (const event of marked.faults.slice(0, MOST$4)) {
			const x = eventX(scene, event);
			const place = placeOf(scene.rows, scene.groups, events.g[event]);
			if (x < scene.view.left - 1) continue;
			const bottom = place ? pageY(scene, place.y) + place.height / 2 - (place.block?.span ?? 0) / 2 : scene.bottom;
			const d = `M${num(x)},${scene.metrics.axis} V${num(Math.max(scene.metrics.axis, bottom))}`;
			marks.push({
				type: "path",
				d,
				stroke: {
					paint: "--accent",
					width: 1,
					dash: [2, 3]
				}
			});
		}
		return marks;
	}
	/** Violet diamonds with a bolt on the axis. */
	function faultDiamonds(scene) {
		const marks = [];
		for (const x of scene.faultsAt) marks.push(...diamond(x, scene.metrics.axis - 7, 8));
		return marks;
	}
	function diamond(x, y, r) {
		const k = r / 8;
		const bolt = `M${num(x + k)},${num(y - 4.2 * k)} l${num(-3.4 * k)},${num(5 * k)} h${num(2.4 * k)} l${num(-.8 * k)},${num(3.5 * k)} l${num(3.4 * k)},${num(-5 * k)} h${num(-2.4 * k)}z`;
		return [{
			type: "path",
			d: `M${num(x)},${num(y - r)} l${r},${r} l${-r},${r} l${-r},${-r}z`,
			fill: "--accent",
			stroke: {
				paint: "--surface",
				width: 1.5
			}
		}, {
			type: "path",
			d: bolt,
			fill: "--text-on-accent"
		}];
	}
	/** Places of the faults on the axis. */
	function faultPlaces(scene, marked) {
		return marked.faults.slice(0, MOST$4).map((event) => eventX(scene, event)).filter((x) => x >= scene.view.left - 1 && x <= scene.width);
	}
	function eventX(scene, event) {
		const { events } = scene.model.run;
		const value = scene.axis === "time" ? events.timeNs[event] : events.step[event] + 1;
		return toX(scene.view, value);
	}
	/** Whether a goroutine's last span is a box that stands after the end. */
	function endsInBox({ model, axis, view }, g) {
		const last = model.spansEnd(g) - 1;
		const { start, end } = model.columns(axis);
		const length = end[last] - start[last];
		return last >= model.spansFrom(g) && isBox(model.run.spans.state[last], length, perPixel(view));
	}
	/** The word at the end of the run, beside the first lane. */
	function endMarks(scene) {
		const end = endOf(scene);
		const x = toX(scene.view, end.value);
		const first = scene.rows.find((row) => row.kind === "lanes");
		if (end.tone === "none" || !first || first.kind !== "lanes" || scene.metrics.mode !== "page") return [];
		const size = scene.metrics.text;
		const g = first.members[first.from];
		const boxed = endsInBox(scene, g);
		const start = x + (boxed ? 22 : 6);
		const last = scene.model.spansEnd(g) - 1;
		if (boxed && end.word === "panic" && panicBeside(scene, first, last, x - 1 + 16)) return [];
		if (start + scene.measure(end.word, {
			size,
			weight: 600
		}) > scene.width || x < scene.view.left) return [];
		const y = pageY(scene, first.y) + Math.min(first.lane, first.height) / 2 + 4.5;
		const paint = end.tone === "bad" ? "--bad" : "--text";
		const marks = [{
			type: "text",
			x: start,
			y,
			text: end.word,
			size,
			weight: 600,
			paint,
			halo: end.tone !== "bad"
		}];
		if (end.detail !== "") marks.push({
			type: "text",
			x: start,
			y: y + 14,
			text: end.detail,
			size,
			paint: "--text-3",
			halo: true
		});
		return marks;
	}
	// www/timeline/marks/preview.ts
	/** More lanes than this are not outlined: it would be noise. */
	var MOST$3 = 200;
	/** How lanes would go on with a fault that is not dropped yet: dashed outlines with words. */
	function previewMarks(scene, preview) {
		const marks = [];
		const shared = Math.min(scene.model.goroutines, preview.goroutines, MOST$3);
		for (let g = 1; g <= shared; g++) {
			const place = placeOf(scene.rows, scene.groups, g);
			const block = place?.block;
			if (!place || block?.level !== "near") continue;
			const was = laneEnd(scene.model, g, scene.axis);
			const now = laneEnd(preview, g, scene.axis);
			if (was === now) continue;
			const left = toX(scene.view, Math.min(was, now));
			const right = Math.min(scene.width - 2, toX(scene.view, Math.max(was, now)));
			const height = block.span;
			const y = Math.round(pageY(scene, place.y) + place.height / 2 - height / 2);
			marks.push({
				type: "rect",
				x: left,
				y,
				width: Math.max(3, right - left),
				height,
				radius: 2,
				fill: "--surface",
				opacity: .85
			});
			marks.push({
				type: "rect",
				x: left,
				y,
				width: Math.max(3, right - left),
				height,
				radius: 2,
				stroke: {
					paint: "--accent",
					width: 1.25,
					dash: [4, 3]
				}
			});
			marks.push(...words(scene, now > was ? lastWords(preview, g) : "ends here", left, right, y + height / 2));
		}
		return [...marks, ...strikes(scene, preview)];
	}
	function words(scene, text, left, right, middle) {
		const size = scene.metrics.text;
		if (scene.measure(text, { size }) + 12 > right - left) return [];
		return [{
			type: "text",
			x: left + 6,
			y: middle + 4,
			text,
			size,
			paint: "--accent",
			halo: true
		}];
	}
	/** The end of a goroutine's last span on the axis. */
	function laneEnd(model, g, axis) {
		const last = model.spansEnd(g) - 1;
		return last < model.spansFrom(g) ? 0 : model.columns(axis).end[last];
	}
	/** What a goroutine would do last. */
	function lastWords(model, g) {
		const { reason } = model.run.spans;
		for (let span = model.spansEnd(g) - 1; span >= model.spansFrom(g); span--) if (reason[span] !== 255) return reasonText(reason[span]);
		return "";
	}
	/** Diamonds in outline where the fault would take effect for the first time. */
	function strikes(scene, preview) {
		const { events } = preview.run;
		const known = scene.model.run.request.faults.length;
		for (let e = 0; e < events.kind.length; e++) {
			if (events.kind[e] !== Kind.Fault || events.a[e] < known) continue;
			const cursor = {
				timeNs: events.timeNs[e],
				step: events.step[e]
			};
			const x = toX(scene.view, axisValue$1(cursor, scene.axis));
			const place = placeOf(scene.rows, scene.groups, events.g[e]);
			if (!place || x < scene.view.left - 1) return [];
			const y = pageY(scene, place.y) + place.height / 2;
			return [{
				type: "path",
				d: `M${num(x)},${num(y - 8)} l8,8 l-8,8 l-8,-8z`,
				fill: "--surface",
				stroke: {
					paint: "--accent",
					width: 1.5
				}
			}];
		}
		return [];
	}
	/** While a fault is dragged: a veil over the spans that cannot take it. */
	function veilMarks(scene, takes) {
		const marks = [];
		const { start, end } = scene.model.columns(scene.axis);
		for (let g = 1; g <= Math.min(scene.model.goroutines, MOST$3); g++) {
			const place = placeOf(scene.rows, scene.groups, g);
			const block = place?.block;
			if (!place || block?.level !== "near") continue;
			const y = Math.round(pageY(scene, place.y) + place.height / 2 - block.span / 2) - 1;
			for (let span = scene.model.spansFrom(g); span < scene.model.spansEnd(g); span++) {
				if (takes(g, span)) continue;
				const x = toX(scene.view, start[span]) - 1;
				const width = Math.max(4, toX(scene.view, end[span]) - x + 1);
				marks.push({
					type: "rect",
					x,
					y,
					width,
					height: block.span + 2,
					fill: "--surface",
					opacity: .7
				});
			}
		}
		return marks;
	}
	// www/timeline/marks/races.ts
	/** Races that are drawn; the explanation counts the rest. */
	var MOST$2 = 8;
	/** Half the size of an access's mark. */
	var HALF = 4.5;
	/** Both accesses of each race as a triangle on their lanes, and an arrow from the earlier to the later one. */
	function raceMarks(scene) {
		return scene.model.run.report.races.slice(0, MOST$2).flatMap((race) => one(scene, race));
	}
	function one(scene, race) {
		const from = pointOf(scene, race.earlier);
		const to = pointOf(scene, race.later);
		const marks = [];
		if (from && to && (from.x !== to.x || from.y !== to.y)) marks.push(...between(from, to));
		for (const point of [from, to]) if (point) marks.push(triangle(point));
		return marks;
	}
	/** Where an access stands; null outside the picture. */
	function pointOf(scene, access) {
		const place = placeOf(scene.rows, scene.groups, access.goroutine);
		if (!place || place.height < 4) return null;
		const x = toX(scene.view, axisValue(scene, access.step));
		if (x < scene.view.left - 6 || x > scene.width + 6) return null;
		const half = place.block ? place.block.span / 2 : 0;
		return {
			x,
			y: pageY(scene, place.y) + place.height / 2 + half
		};
	}
	/** A step on the shown axis: its middle, or the time at which it came. */
	function axisValue({ axis, model }, step) {
		if (axis === "steps") return step + .5;
		const { step: steps, timeNs } = model.run.events;
		return timeNs[Math.min(lowerBound(steps, step), timeNs.length - 1)] ?? 0;
	}
	function triangle({ x, y }) {
		return {
			type: "path",
			d: `M${num(x)},${num(y - HALF)} l${HALF},${2 * HALF} h${-2 * HALF}z`,
			fill: "--bad",
			stroke: {
				paint: "--surface",
				width: 1
			}
		};
	}
	/** Dashed: nothing orders the two. */
	function between(from, to) {
		const length = Math.hypot(to.x - from.x, to.y - from.y);
		const [dx, dy] = [(to.x - from.x) / length, (to.y - from.y) / length];
		const end = {
			x: to.x - dx * 7.5,
			y: to.y - dy * 7.5
		};
		const [bx, by] = [end.x - dx * 6, end.y - dy * 6];
		return [{
			type: "path",
			d: `M${num(from.x)},${num(from.y)} L${num(bx)},${num(by)}`,
			stroke: {
				paint: "--bad",
				width: 1.25,
				dash: [4, 3]
			}
		}, {
			type: "path",
			d: `M${num(end.x)},${num(end.y)} L${num(bx - dy * 3.2)},${num(by + dx * 3.2)} L${num(bx + dy * 3.2)},${num(by - dx * 3.2)}z`,
			fill: "--bad"
		}];
	}
	// www/timeline/marks/build.ts
	/** All marks of a scene, back to front. */
	function sceneMarks(scene, parts) {
		const { metrics: m, width, view } = scene;
		const rows = visibleRows(scene);
		const blocks = rows.filter((row) => row.kind === "lanes");
		const marks = gridMarks(scene);
		const clipTop = m.axis;
		marks.push({
			type: "clip",
			x: 0,
			y: clipTop,
			width,
			height: Math.max(0, scene.bottom - clipTop)
		});
		for (const block of blocks) if (block.opened) marks.push(...openedGround(scene, block));
		marks.push(...selectedRow(scene), ...endLine(scene, clipTop, scene.bottom));
		for (const row of rows) marks.push(...row.kind === "group" ? groupLabels(scene, row) : laneLabels(scene, row));
		marks.push({
			type: "clip",
			x: view.left - 6,
			y: clipTop,
			width: width - view.left + 6,
			height: Math.max(0, scene.bottom - clipTop)
		});
		marks.push(...idleMarks(scene, parts.idle, rows));
		for (const block of blocks) marks.push(...block.level === "far" ? bandMarks(scene, block, parts.density(block)) : laneMarks(scene, block));
		if (scene.preview) marks.push(...previewMarks(scene, scene.preview));
		if (scene.takes) marks.push(...veilMarks(scene, scene.takes));
		marks.push(...outlines(scene));
		marks.push(...eventMarkers(scene, parts.marked));
		if (parts.path) marks.push(...criticalMarks(scene, parts.path));
		marks.push(...arrowMarks(scene, parts.arrows));
		marks.push(...raceMarks(scene));
		marks.push(...endMarks(scene));
		marks.push({ type: "unclip" }, { type: "unclip" });
		marks.push(...endLine(scene, scene.bottom, scene.height), ...parts.tracks);
		marks.push(...axisMarks(scene), ...flagMarks(scene), ...cursorMarks(scene), ...faultDiamonds(scene));
		return marks;
	}
	function selectedRow(scene) {
		const g = scene.selection?.goroutine ?? 0;
		const place = g > 0 ? placeOf(scene.rows, scene.groups, g) : null;
		if (!place || place.height < 4) return [];
		const inset = place.height >= 20 ? 1 : 0;
		const y = pageY(scene, place.y) + inset;
		const height = place.height - 2 * inset;
		return [{
			type: "rect",
			x: 0,
			y,
			width: scene.width,
			height,
			fill: "--accent-soft"
		}, {
			type: "rect",
			x: 0,
			y,
			width: 3,
			height,
			fill: "--accent"
		}];
	}
	function openedGround(scene, block) {
		const y = pageY(scene, block.y);
		const line = (at) => ({
			type: "path",
			d: `M0,${num(at)} H${scene.width}`,
			stroke: {
				paint: "--border-strong",
				width: 1
			}
		});
		return [
			{
				type: "rect",
				x: 0,
				y,
				width: scene.width,
				height: block.height,
				fill: "--sunken"
			},
			line(y),
			line(y + block.height)
		];
	}
	/** The hovered span in outline, the selected one stronger. */
	function outlines(scene) {
		const marks = [];
		for (const [chosen, width] of [
			[scene.hover, 1],
			[scene.selection, 1.5],
			[scene.pointed, 2]
		]) {
			if (!chosen || chosen.span === void 0) continue;
			const place = placeOf(scene.rows, scene.groups, chosen.goroutine);
			if (!place?.block || place.block.level === "far") continue;
			const { start, end } = scene.model.columns(scene.axis);
			const x = toX(scene.view, start[chosen.span]);
			const right = toX(scene.view, end[chosen.span]);
			const half = place.block.span / 2;
			const middle = pageY(scene, place.y) + place.height / 2;
			marks.push({
				type: "rect",
				x: Math.min(x, (x + right) / 2 - 1.5) - 1.5,
				y: Math.round(middle - half) - 1.5,
				width: Math.max(3, right - x) + 3,
				height: place.block.span + 3,
				radius: 3,
				stroke: {
					paint: "--accent",
					width
				}
			});
		}
		return marks;
	}
	function idleMarks(scene, idle, rows) {
		const shown = /* @__PURE__ */ new Map();
		for (const row of rows) {
			if (row.kind !== "lanes" || row.level === "far") continue;
			for (let i = row.from; i < row.to; i++) shown.set(row.members[i], row);
		}
		const marks = [];
		for (const place of idle) {
			const block = shown.get(place.goroutine);
			if (!block) continue;
			const left = toX(scene.view, place.from);
			const right = toX(scene.view, place.to);
			if (right < scene.view.left || left > scene.width || right - left < 2) continue;
			const at = placeOf([block], scene.groups, place.goroutine);
			if (!at) continue;
			const height = Math.max(2, Math.round(block.span / 2));
			const y = pageY(scene, at.y) + at.height / 2 - height / 2;
			marks.push({
				type: "rect",
				x: left,
				y,
				width: right - left,
				height,
				fill: "tex:idle",
				opacity: .75
			});
		}
		return marks;
	}
	// www/timeline/marks/empty.ts
	/** An axis of four seconds and no picture: what stands here before the first run. */
	function emptyMarks(width, height, m) {
		const view = {
			lo: 0,
			hi: 42e8,
			left: 24,
			right: width
		};
		return ticks(view, "time").flatMap(({ value, label }) => {
			const x = toX(view, value);
			return [{
				type: "path",
				d: `M${num(x)},${m.axis - 2} V${height - 12}`,
				stroke: {
					paint: "--grid",
					width: 1
				}
			}, {
				type: "text",
				x,
				y: m.axis - 10,
				text: label,
				size: m.text,
				paint: "--text-3",
				anchor: "middle"
			}];
		});
	}
	// www/timeline/layout/viewport.ts
	/** All of a run, with room for words after its end. */
	function fitRange(domain, width, after) {
		const inner = Math.max(40, width - after);
		const [lo, hi] = domain;
		return {
			lo,
			hi: lo + (hi - lo) * width / inner
		};
	}
	function viewportOf(range, left, right) {
		return {
			lo: range.lo,
			hi: range.hi,
			left,
			right: Math.max(left + 1, right)
		};
	}
	/** Moves a range into the fit, keeping its length where it fits. */
	function clampRange(range, fit) {
		const length = Math.min(range.hi - range.lo, fit.hi - fit.lo);
		const lo = clamp(range.lo, fit.lo, fit.hi - length);
		return {
			lo,
			hi: lo + length
		};
	}
	// www/timeline/plot_axis.ts
	/** Labels of so many goroutines say how wide their column is. */
	var MEASURED = 40;
	/** Where the plot lies beside the labels, and which part of the axis it shows. */
	var PlotAxis = class {
		/** A run that is outlined over the shown one. */
		preview = null;
		/** A run beside this one on the same axis. */
		beside = null;
		/** Both of their plots begin there or further right. */
		leastLeft = 0;
		frame;
		measure;
		/** Null is all of the run. */
		range = null;
		labels = 0;
		constructor(frame, measure) {
			this.frame = frame;
			this.measure = measure;
		}
		/** Shows all of the run. */
		reset() {
			this.range = null;
		}
		/** Sizes or fonts have changed. */
		changed() {
			this.labels = 0;
		}
		/** The shown range of the axis. */
		getRange() {
			return this.range ?? this.wholeRange();
		}
		setRange(range) {
			const whole = this.wholeRange();
			const clamped = clampRange(range, whole);
			this.range = clamped.hi - clamped.lo >= (whole.hi - whole.lo) * .999 ? null : clamped;
		}
		isZoomed() {
			return this.range !== null;
		}
		/** All of the run, with room for the words after its end. */
		wholeRange() {
			const { model } = this.frame;
			if (!model) return {
				lo: 0,
				hi: 1
			};
			const room = Math.max(this.roomAfter(model), this.beside ? this.roomAfter(this.beside) : 0);
			return fitRange(this.domain(model), this.width(), Math.min(room, this.width() * .4));
		}
		viewport() {
			return viewportOf(this.getRange(), this.left(), this.frame.width);
		}
		width() {
			return Math.max(40, this.frame.width - this.left());
		}
		/** Where the plot begins: the label column is as wide as its labels need. */
		left() {
			return Math.max(this.leastLeft, this.ownLeft());
		}
		/** From the start to the end, of the outlined run too unless it is very much longer. */
		domain(model) {
			const { axis } = this.frame.options;
			const [from, to] = model.domain(axis);
			const other = this.preview?.domain(axis)[1] ?? 0;
			const beside = this.beside?.domain(axis)[1] ?? 0;
			return [from, Math.max(to, beside, Math.min(other, to * 4))];
		}
		/** Room for the words after the end. */
		roomAfter(model) {
			const { tone, word, detail } = endWords(model.run.report);
			const m = this.frame.metrics();
			const says = tone !== "none" && m.mode === "page";
			const width = Math.max(this.measure(word, {
				size: m.text,
				weight: 600
			}), this.measure(detail, { size: m.text }));
			const words = says ? width + 34 : 0;
			return Math.max(24, words + (word === "deadlock" ? 16 : 0), says ? this.panicWidth(model) : 0);
		}
		/** Room for what the program panicked with, if that ended it. */
		panicWidth(model) {
			const last = model.notable.findLast((span) => model.run.spans.state[span] === State.Panicked);
			if (model.run.report.outcome !== "panic" || last === void 0) return 0;
			const font = {
				size: this.frame.metrics().text,
				weight: 600
			};
			return this.measure(`panic: ${panicText(model, last)}`, font) + 16 + 14;
		}
		ownLeft() {
			if (this.labels > 0) return this.labels;
			const m = this.frame.metrics();
			const { model, width } = this.frame;
			if (!model || m.mode === "narrow") return m.labels;
			let widest = 0;
			for (let g = 1; g <= Math.min(model.goroutines, MEASURED); g++) widest = Math.max(widest, this.measure(model.label(g), {
				size: m.label,
				mono: true
			}));
			const around = m.mode === "slide" ? 28 : this.frame.numberRight() + 46;
			const most = Math.max(m.labels, Math.min(300, width * .3));
			this.labels = clamp(Math.ceil(widest + around), m.labels, most);
			return this.labels;
		}
	};
	// www/timeline/tracks/parts.ts
	/** Room for the values of a track's own scale, left of its plot: for the highest, and for 0 below it. */
	var SCALE_PX = [36, 18];
	/**
	* Name in mono, kind and creating line below it. A name that is too long for the place of the numbers stands where the
	* kind does, which then goes down.
	*/
	function trackTitle(scene, track, top, kind, fallback) {
		const { model } = scene;
		const object = track.objects[0] ?? 0;
		const name = model.objectName(object) || fallback;
		const line = model.run.objects.line[object - 1] ?? 0;
		const right = scene.numberRight;
		const x = right + 10;
		const text = (y, words, size, rest) => {
			const cut = cutTo(words, rest.anchor ? right : scene.view.left - x - SCALE_PX[y > top + 30 ? 1 : 0], (part) => scene.measure(part, {
				size,
				...rest
			}));
			return {
				type: "text",
				x,
				y,
				text: cut,
				size,
				paint: "--text-2",
				...rest
			};
		};
		const place = line > 0 ? `line ${line}` : "";
		const mono = {
			mono: true,
			paint: "--text"
		};
		if (scene.measure(name, {
			size: 12,
			mono: true
		}) > right - 6) {
			const words = [kind, place].filter((part) => part !== "");
			const quiet = { paint: "--text-3" };
			const room = scene.view.left - x - SCALE_PX[1];
			const below = scene.measure(words.join(", "), { size: 11 }) <= room || track.height < 58 ? [words.join(", ")] : words;
			return [text(top + 21.5, name, 12, mono), ...below.map((line, i) => text(top + 36.5 + i * 14, line, 11, quiet))];
		}
		const marks = [text(top + 21.5, name, 12, {
			...mono,
			x: right,
			anchor: "end"
		}), text(top + 21.5, kind, 11, {})];
		return place === "" ? marks : [...marks, text(top + 36.5, place, 11, { paint: "--text-3" })];
	}
	function dottedLine(scene, y, right) {
		return {
			type: "path",
			d: `M${num(scene.view.left)},${num(y)} H${num(Math.max(scene.view.left, right))}`,
			stroke: {
				paint: "--border-strong",
				width: 1,
				dash: [1, 3]
			}
		};
	}
	/** The visible pieces of a line that begins with 0; changes within half a pixel are one. */
	function piecesOf({ view }, line, right) {
		const half = perPixel(view) / 2;
		const pieces = [];
		let change = line.after(view.lo);
		let value = line.value(change - 1);
		let low = value;
		let from = view.left;
		while (change < line.length) {
			const x = toX(view, line.at(change));
			if (x > view.right) break;
			if (x - from >= .5) {
				pieces.push({
					left: from,
					right: x,
					value,
					low
				});
				from = x;
				low = line.value(change);
			}
			const next = Math.max(change + 1, line.notBefore(line.at(change) + half - (x - from) * 2 * half, change));
			low = Math.min(low, line.low(change, next));
			value = line.value(next - 1);
			change = next;
		}
		if (right > from) pieces.push({
			left: from,
			right,
			value,
			low
		});
		return pieces;
	}
	/** Path of a step line, `y` of each value; it ends at the last value, though that may take no time. */
	function stepPath(pieces, y, last) {
		let d = "";
		for (const piece of pieces) {
			if (d === "") d = `M${num(piece.left)},${num(y(piece.value))}`;
			else d += `${piece.low < piece.value ? ` V${num(y(piece.low))}` : ""} V${num(y(piece.value))}`;
			d += ` H${num(piece.right)}`;
		}
		return d === "" ? d : `${d} V${num(y(last))}`;
	}
	/** Value after the last change that is on the page. */
	function lastShown({ view }, line) {
		return line.value(line.after(view.hi) - 1);
	}
	// www/timeline/tracks/step_line.ts
	/** Values between two kept minima. */
	var BLOCK$1 = 64;
	/**
	* A value that changes again and again along an axis, as columns. What a picture of it costs follows from its
	* pixels: what happens within a pixel is read from minima that are kept for blocks of changes.
	*
	* **Invariant:** `at` never falls.
	*/
	var StepLine = class {
		length;
		/** The highest value, at least 1. */
		most;
		place;
		values;
		lows;
		constructor(values, place) {
			this.values = values;
			this.place = place;
			this.length = values.length;
			this.lows = new Int32Array(Math.ceil(values.length / BLOCK$1));
			let most = 1;
			for (let b = 0; b < this.lows.length; b++) {
				const end = Math.min(values.length, (b + 1) * BLOCK$1);
				let low = values[b * BLOCK$1];
				for (let i = b * BLOCK$1; i < end; i++) {
					low = Math.min(low, values[i]);
					most = Math.max(most, values[i]);
				}
				this.lows[b] = low;
			}
			this.most = most;
		}
		at(change) {
			return this.place(change);
		}
		/** The value from a change on; 0 before the first. */
		value(change) {
			return change < 0 ? 0 : this.values[change];
		}
		/** The first change beyond a value of the axis, from `from` on. */
		after(value, from = 0) {
			let lo = from;
			let hi = this.length;
			while (lo < hi) {
				const mid = lo + hi >>> 1;
				if (this.place(mid) <= value) lo = mid + 1;
				else hi = mid;
			}
			return lo;
		}
		/** The first change at a value of the axis or beyond it, from `from` on. */
		notBefore(value, from = 0) {
			let lo = from;
			let hi = this.length;
			while (lo < hi) {
				const mid = lo + hi >>> 1;
				if (this.place(mid) < value) lo = mid + 1;
				else hi = mid;
			}
			return lo;
		}
		/** The lowest value of changes `[from, to)`, which are some. */
		low(from, to) {
			let low = this.values[from];
			for (let i = from + 1; i < to;) if (i % BLOCK$1 === 0 && i + BLOCK$1 <= to) {
				low = Math.min(low, this.lows[i / BLOCK$1]);
				i += BLOCK$1;
			} else {
				low = Math.min(low, this.values[i]);
				i++;
			}
			return low;
		}
		/** All values in order. */
		list() {
			return [...this.values];
		}
	};
	// www/timeline/tracks/series.ts
	var kept$1 = /* @__PURE__ */ new WeakMap();
	/** Builds once a run. */
	function once(model, key, build) {
		const cache = kept$1.get(model) ?? /* @__PURE__ */ new Map();
		kept$1.set(model, cache);
		if (!cache.has(key)) cache.set(key, build());
		return cache.get(key);
	}
	/** Where an event stands on an axis: on steps at the end of its step. */
	function eventValue(model, axis, event) {
		const { events } = model.run;
		return axis === "time" ? events.timeNs[event] : events.step[event] + 1;
	}
	/** Values of a counter along an axis; several WaitGroups or semaphores are summed up. */
	function lineOfCounter(model, axis, objects) {
		const { kind, b } = model.run.events;
		return lineOf(model, axis, objects, "count", (event) => kind[event] === Kind.Count, b);
	}
	/** Values in a channel's buffer after each send and receive. */
	function lineOfBuffer(model, axis, objects) {
		const { kind, a } = model.run.events;
		const moves = (event) => kind[event] === Kind.Send || kind[event] === Kind.Recv;
		return lineOf(model, axis, objects, "buffer", moves, a);
	}
	function lineOf(model, axis, objects, what, wanted, column) {
		const key = `${what} ${objects.join()}`;
		const { events, values } = once(model, key, () => summed(model, objects, wanted, column));
		return once(model, `${axis} ${key}`, () => new StepLine(values, (change) => eventValue(model, axis, events[change])));
	}
	/** The sum over objects after each change of one of them. */
	function summed(model, objects, wanted, column) {
		const { obj } = model.run.events;
		const events = eventsOf(model, objects).filter(wanted);
		const values = new Int32Array(events.length);
		const last = /* @__PURE__ */ new Map();
		let sum = 0;
		events.forEach((event, i) => {
			const value = column[event];
			const object = obj[event];
			sum += value - (last.get(object) ?? 0);
			last.set(object, value);
			values[i] = sum;
		});
		return {
			events,
			values
		};
	}
	/** The events of some objects, in order. */
	function eventsOf(model, objects) {
		return merged(objects.map((object) => model.objects.of(object)));
	}
	/** Numbers of several sorted lists, in order; of one list, that list itself. */
	function merged(lists) {
		if (lists.length === 1) return lists[0];
		const all = new Uint32Array(lists.reduce((sum, list) => sum + list.length, 0));
		let at = 0;
		for (const list of lists) {
			all.set(list, at);
			at += list.length;
		}
		return all.sort();
	}
	/** Whether a run has more to tell than a few stacks. */
	function hasMemory(model) {
		return model.run.report.goroutines.peak >= 64 || model.run.events.kind.includes(Kind.Memory);
	}
	function memoryOf(model) {
		return once(model, "memory", () => {
			const { kind, b } = model.run.events;
			const tells = (k) => k === Kind.Memory || k === Kind.Spawn || k === Kind.End;
			let n = 0;
			for (let e = 0; e < kind.length; e++) if (tells(kind[e])) n++;
			const memory = {
				events: new Uint32Array(n),
				stacks: new Int32Array(n),
				total: new Int32Array(n)
			};
			let [at, stacks, heap] = [
				0,
				0,
				0
			];
			for (let e = 0; e < kind.length; e++) {
				const k = kind[e];
				if (!tells(k)) continue;
				if (k === Kind.Memory) heap = b[e];
				else stacks = Math.max(0, stacks + (k === Kind.Spawn ? 2 : -2));
				memory.events[at] = e;
				memory.stacks[at] = stacks;
				memory.total[at++] = stacks + heap;
			}
			return memory;
		});
	}
	/** Stacks and heap together, and the stacks alone, along an axis. */
	function linesOfMemory(model, axis) {
		return once(model, `${axis} memory`, () => {
			const { events, stacks, total } = memoryOf(model);
			const place = (change) => eventValue(model, axis, events[change]);
			return {
				stacks: new StepLine(stacks, place),
				total: new StepLine(total, place)
			};
		});
	}
	/** The stacks of goroutines as an area, the heap on top of it, and the limit if the process has one. */
	function memoryMarks(scene, track, top) {
		const { model, view } = scene;
		const { stacks, total } = linesOfMemory(model, scene.axis);
		const limit = (model.run.request.limits?.["memory"] ?? 0) / 1024;
		const most = Math.max(total.most, limit > 0 && limit < total.most * 4 ? limit : 0);
		const right = Math.min(scene.width, toX(view, endOf(scene).value));
		const floor = top + track.height - 10;
		const high = track.height - 26;
		const y = (kib) => floor - Math.min(kib, most) / most * high;
		const x = scene.numberRight + 10;
		const marks = [
			{
				type: "text",
				x,
				y: top + 21.5,
				text: "Memory",
				size: 11,
				paint: "--text"
			},
			{
				type: "text",
				x,
				y: top + 36.5,
				text: "heap on stacks",
				size: 11,
				paint: "--text-3"
			},
			dottedLine(scene, y(most), right),
			scaleLabel$1(view.left - 6, y(most) + 8, memoryWords(most)),
			scaleLabel$1(view.left - 6, floor, formatCount(0)),
			{
				type: "clip",
				x: view.left,
				y: top,
				width: Math.max(0, right - view.left),
				height: track.height
			}
		];
		const line = (of) => {
			const pieces = piecesOf(scene, of, right);
			return {
				pieces,
				d: stepPath(pieces, y, lastShown(scene, of))
			};
		};
		const [all, below] = [line(total), line(stacks)];
		marks.push(...area$1(all, floor, "--hover"), ...area$1(below, floor, "--border"));
		if (all.d !== "") marks.push({
			type: "path",
			d: all.d,
			stroke: {
				paint: "--text-2",
				width: 1.5
			}
		});
		marks.push({ type: "unclip" });
		if (limit > 0 && limit <= most) marks.push(...limitMarks(scene, y(limit), right, limit));
		return marks;
	}
	function area$1({ pieces, d }, floor, fill) {
		const first = pieces[0];
		return first && d !== "" ? [{
			type: "path",
			d: `${d} V${num(floor)} H${num(first.left)}z`,
			fill
		}] : [];
	}
	function limitMarks(scene, y, right, kib) {
		const { left } = scene.view;
		return [{
			type: "path",
			d: `M${num(left)},${num(y)} H${num(Math.max(left, right))}`,
			stroke: {
				paint: "--bad",
				width: 1,
				dash: [4, 3]
			}
		}, {
			type: "text",
			x: left + 4,
			y: y - 4,
			text: `limit ${memoryWords(kib)}`,
			size: 11,
			paint: "--bad",
			halo: true
		}];
	}
	function scaleLabel$1(x, y, text) {
		return {
			type: "text",
			x,
			y,
			text,
			size: 11,
			anchor: "end",
			paint: "--text-3"
		};
	}
	// www/timeline/tracks/waits.ts
	var SEND_REASONS = [Reason.ChanSend];
	var RECEIVE_REASONS = [Reason.ChanReceive];
	/** How many spans wait for each object: index = id. */
	function waitCounts(model) {
		return once(model, "wait counts", () => {
			const counts = new Uint32Array(model.run.objects.kind.length + 1);
			const { obj, state } = model.run.spans;
			for (let span = 0; span < obj.length; span++) {
				const o = obj[span];
				if (o > 0 && o < counts.length && waits(state[span])) counts[o] = counts[o] + 1;
			}
			return counts;
		});
	}
	var waits = (state) => state === State.Waiting || state === State.Stuck;
	function waitIndex(model) {
		return once(model, "wait index", () => {
			const counts = waitCounts(model);
			const first = new Uint32Array(counts.length + 1);
			for (let o = 0; o < counts.length; o++) first[o + 1] = first[o] + counts[o];
			const next = first.slice();
			const spans = new Uint32Array(first[counts.length]);
			const { obj, state } = model.run.spans;
			for (let span = 0; span < obj.length; span++) {
				const o = obj[span];
				if (o === 0 || o >= counts.length || !waits(state[span])) continue;
				spans[next[o]] = span;
				next[o] = next[o] + 1;
			}
			return {
				first,
				spans
			};
		});
	}
	/** Spans in which goroutines wait for objects, in order; `reasons` narrows them. */
	function waitsFor(model, objects, reasons) {
		return once(model, `waits ${objects.join()} ${reasons.join()}`, () => spansFor(model, objects, reasons));
	}
	function spansFor(model, objects, reasons) {
		const { first, spans } = waitIndex(model);
		const { reason } = model.run.spans;
		const all = merged(objects.map((o) => spans.subarray(first[o] ?? 0, first[o + 1] ?? 0)));
		if (reasons.length === 0) return all;
		return all.filter((span) => reason[span] === 255 || reasons.includes(reason[span]));
	}
	/** How many wait for objects, along an axis. */
	function lineOfWaits(model, axis, objects, reasons) {
		return once(model, `${axis} line of waits ${objects.join()} ${reasons.join()}`, () => {
			const { start, end } = model.columns(axis);
			const spans = waitsFor(model, objects, reasons).filter((span) => end[span] > start[span]);
			return counted(Float64Array.from(spans, (span) => start[span]).sort(), Float64Array.from(spans, (span) => end[span]).sort());
		});
	}
	/** The number that have come and not gone; at one place it is set once. */
	function counted(comes, goes) {
		const at = new Float64Array(comes.length + goes.length);
		const values = new Int32Array(at.length);
		let n = 0;
		for (let i = 0, j = 0; j < goes.length; n++) {
			const next = Math.min(comes[i] ?? Number.POSITIVE_INFINITY, goes[j]);
			while (comes[i] === next) i++;
			while (goes[j] === next) j++;
			at[n] = next;
			values[n] = i - j;
		}
		const places = at.slice(0, n);
		return new StepLine(values.slice(0, n), (change) => places[change]);
	}
	/** Among more nobody is named. */
	var NAMED_MOST = 5e3;
	/** The first who waits for objects at or after a place of an axis: its span; -1 for none, and among very many. */
	function firstWait(model, axis, objects, reasons, from) {
		const { start, end } = model.columns(axis);
		let best = -1;
		const all = waitsFor(model, objects, reasons);
		if (all.length > NAMED_MOST) return -1;
		for (const span of all) {
			if (end[span] <= from || end[span] <= start[span]) continue;
			if (best < 0 || start[span] < start[best]) best = span;
		}
		return best;
	}
	// www/timeline/tracks/written.ts
	/** Events in which the program wrote. */
	function outputsIn(model) {
		return once(model, "outputs", () => ofKind(model, Kind.Output));
	}
	/** Tasks, regions and logs in the order in which they begin. */
	function marksIn(model) {
		return once(model, "marks", () => {
			const { g, a, b } = model.run.events;
			const found = [];
			const open = /* @__PURE__ */ new Map();
			for (const event of ofKind(model, Kind.Mark)) {
				const what = b[event];
				const text = model.text(a[event]);
				const goroutine = g[event];
				const key = what <= 2 ? `region ${goroutine} ${text}` : `task ${text}`;
				if (what === 2 || what === 4) {
					const mark = open.get(key)?.pop();
					if (mark) mark.to = event;
					continue;
				}
				const mark = {
					text,
					goroutine,
					from: event,
					to: what === 0 ? event : -1
				};
				found.push(mark);
				if (what !== 0) open.set(key, [...open.get(key) ?? [], mark]);
			}
			return found;
		});
	}
	function ofKind(model, wanted) {
		const { kind } = model.run.events;
		const found = [];
		for (let event = kind.indexOf(wanted); event >= 0; event = kind.indexOf(wanted, event + 1)) found.push(event);
		return found;
	}
	// www/timeline/tracks/kinds.ts
	var HEIGHTS$1 = {
		states: 68,
		channels: 66,
		locks: 76,
		permits: 50,
		waitgroup: 50,
		contexts: 76,
		memory: 66,
		output: 50,
		marks: 60
	};
	var TRACK_KINDS = Object.keys(HEIGHTS$1);
	var OBJECTS = {
		channels: [ObjectKind.Chan],
		locks: [ObjectKind.Mutex, ObjectKind.RWMutex],
		permits: [ObjectKind.Semaphore],
		waitgroup: [ObjectKind.WaitGroup]
	};
	/** Everything that a run could show, in the fixed order; of one kind the busiest first. */
	function tracksIn(model) {
		return once(model, "tracks", () => {
			const found = [];
			if (model.goroutines > 1) found.push(track("states", "states", "Goroutines", "by state", [], model.goroutines));
			for (const kind of [
				"channels",
				"locks",
				"permits",
				"waitgroup"
			]) found.push(...byBusy(objectTracks(model, kind)));
			found.push(...byBusy(contextTracks(model)));
			if (hasMemory(model)) found.push(track("memory", "memory", "Memory", "stacks and heap", [], 1));
			const written = outputsIn(model).length;
			if (written > 0) found.push(track("output", "output", "Output", plural(written, "write"), [], written));
			const marks = marksIn(model).length;
			if (marks > 0) found.push(track("marks", "marks", "Tasks", "tasks and regions", [], marks));
			return found;
		});
	}
	function track(kind, key, name, detail, objects, busy) {
		return {
			kind,
			key,
			name,
			detail,
			objects,
			busy,
			height: HEIGHTS$1[kind]
		};
	}
	var byBusy = (tracks) => tracks.sort((a, b) => b.busy - a.busy || compare(a, b));
	var compare = (a, b) => (a.objects[0] ?? 0) - (b.objects[0] ?? 0);
	/** Objects of one name that were made again and again at one line stand in one track. */
	function objectTracks(model, kind) {
		const { objects } = model.run;
		const places = /* @__PURE__ */ new Map();
		for (let o = 1; o <= objects.kind.length; o++) {
			if (!OBJECTS[kind]?.includes(objects.kind[o - 1]) || !worth(model, o)) continue;
			const same = kind === "waitgroup" || kind === "permits";
			const place = `${kind} ${model.objectName(o)} ${objects.line[o - 1]}`;
			const known = places.get(place);
			if (known && same) known.push(o);
			else places.set(known ? `${place} ${o}` : place, [o]);
		}
		return [...places].map(([key, list]) => {
			const first = list[0];
			const line = objects.line[first - 1] ?? 0;
			const busy = list.reduce((sum, o) => sum + changes(model)[o], 0);
			return track(kind, key, model.objectName(first) || UNNAMED[kind], detailOf(model, kind, first, line), list, busy);
		});
	}
	var UNNAMED = {
		channels: "channel",
		locks: "lock",
		permits: "semaphore",
		waitgroup: "WaitGroup"
	};
	function detailOf(model, kind, object, line) {
		const at = line > 0 ? `, line ${line}` : "";
		if (kind === "channels") return `${channelWords(model, object)}${at}`;
		if (kind === "locks") return `holders and waiters${at}`;
		return `${kind === "permits" ? "permits" : "WaitGroup counter"}${at}`;
	}
	/** `chan, buffer 2` or `chan, unbuffered`. */
	function channelWords(model, object) {
		const capacity = model.run.objects.capacity[object - 1] ?? 0;
		return capacity > 0 ? `chan, buffer ${formatCount(capacity)}` : "chan, unbuffered";
	}
	/** How often each object changed: index = id. What a lock, a channel and a counter do are different events. */
	function changes(model) {
		return once(model, "changes", () => {
			const counts = new Uint32Array(model.run.objects.kind.length + 1);
			const { kind, obj } = model.run.events;
			const told = /* @__PURE__ */ new Uint8Array(256);
			for (const k of [
				Kind.Send,
				Kind.Recv,
				Kind.Lock,
				Kind.Count
			]) told[k] = 1;
			for (let e = 0; e < kind.length; e++) if (told[kind[e]] === 1) counts[obj[e]] = counts[obj[e]] + 1;
			return counts;
		});
	}
	function worth(model, object) {
		return changes(model)[object] > 1 || isContended(model, object);
	}
	function isContended(model, object) {
		const kind = model.run.objects.kind[object - 1];
		return OBJECTS.locks?.includes(kind) === true && waitCounts(model)[object] > 0;
	}
	/** A track for each place where contexts without a traced parent are made, with all that were made below them. */
	function contextTracks(model) {
		const { kind, parent, line, name } = model.run.objects;
		const trees = /* @__PURE__ */ new Map();
		const keys = [];
		for (let o = 1; o <= kind.length; o++) {
			if (kind[o - 1] !== ObjectKind.Context) continue;
			const key = keys[parent[o - 1] ?? 0] ?? `contexts ${model.text(name[o - 1] ?? 0)} ${line[o - 1] ?? 0}`;
			keys[o] = key;
			const tree = trees.get(key);
			if (tree) tree.push(o);
			else trees.set(key, [o]);
		}
		return [...trees].map(([key, tree]) => {
			const root = tree[0];
			const at = line[root - 1] ?? 0;
			const detail = `${plural(tree.length, "context")}${at > 0 ? `, line ${at}` : ""}`;
			const made = track("contexts", key, model.objectName(root) || "ctx", detail, tree, tree.length);
			made.height = 32 + Math.min(tree.length, 7) * 13;
			return made;
		});
	}
	// www/timeline/tracks/buffer.ts
	/** A channel's buffer as a grey step; who waits to send is a bar above it, who waits to receive below. */
	function bufferMarks(scene, track, top) {
		const { model, view } = scene;
		const capacity = Math.max(1, model.run.objects.capacity[(track.objects[0] ?? 0) - 1] ?? 1);
		const buffered = (model.run.objects.capacity[(track.objects[0] ?? 0) - 1] ?? 0) > 0;
		const right = Math.min(scene.width, toX(view, endOf(scene).value));
		const floor = top + 54;
		const y = (value) => floor - value / capacity * 30;
		const fill = lineOfBuffer(model, scene.axis, track.objects);
		const pieces = piecesOf(scene, fill, right);
		const line = stepPath(pieces, y, lastShown(scene, fill));
		const first = pieces[0];
		const marks = [
			...trackTitle(scene, track, top, channelWords(model, track.objects[0] ?? 0), "ch"),
			...buffered ? [scaleLabel(view.left - 6, y(capacity) + 8, capacity), scaleLabel(view.left - 6, floor, 0)] : [],
			...buffered ? [dottedLine(scene, y(capacity), right)] : [],
			{
				type: "clip",
				x: view.left - 2,
				y: top,
				width: scene.width - view.left + 2,
				height: track.height
			}
		];
		if (first && line !== "") {
			marks.push({
				type: "path",
				d: `${line} V${num(floor)} H${num(first.left)}z`,
				fill: "--hover"
			});
			marks.push({
				type: "path",
				d: line,
				stroke: {
					paint: "--text-2",
					width: 1.5
				}
			});
		}
		marks.push(...waitBars(scene, track, SEND_REASONS, right, y(buffered ? capacity : 0) - 5));
		marks.push(...firstSender(scene, track, y(buffered ? capacity : 0) - 2));
		marks.push(...waitBars(scene, track, RECEIVE_REASONS, right, floor + 5));
		marks.push({ type: "unclip" });
		return marks;
	}
	function scaleLabel(x, y, value) {
		return {
			type: "text",
			x,
			y,
			text: formatCount(value),
			size: 11,
			anchor: "end",
			paint: "--text-3"
		};
	}
	var BAR = {
		paint: "--waiting-fill",
		width: 3
	};
	/** One bar for all who wait at once. */
	function waitBars(scene, track, reasons, right, y) {
		const pieces = piecesOf(scene, lineOfWaits(scene.model, scene.axis, track.objects, reasons), right);
		let d = "";
		pieces.forEach((piece, i) => {
			if (piece.value === 0) return;
			const before = pieces[i - 1];
			const starts = !before || before.value === 0;
			d += starts ? `M${num(piece.left)},${num(y)} H${num(piece.right)} ` : `H${num(piece.right)} `;
		});
		return d === "" ? [] : [{
			type: "path",
			d: d.trimEnd(),
			stroke: BAR
		}];
	}
	/** The first who waits to send is named before its bar, where there is room. */
	function firstSender(scene, track, y) {
		const { model, view, axis } = scene;
		const span = firstWait(model, axis, track.objects, SEND_REASONS, view.lo);
		if (span < 0) return [];
		const text = `${model.spoken(model.ownerOf(span))} waits to send`;
		const x = Math.max(toX(view, model.columns(axis).start[span]), view.left) - 4;
		if (x > scene.width || x - scene.measure(text, { size: 11 }) <= view.left + 4) return [];
		return [{
			type: "text",
			x,
			y,
			text,
			size: 11,
			anchor: "end",
			paint: "--waiting-text",
			halo: true
		}];
	}
	// www/timeline/tracks/contexts.ts
	/** Contexts in the order in which they were made, parents first. */
	function contextLives(model, objects) {
		return once(model, `contexts ${objects[0]}`, () => {
			const { kind, g } = model.run.events;
			const rows = new Map(objects.map((object, row) => [object, row]));
			return objects.map((object) => {
				const events = [...model.objects.of(object)];
				const made = events.find((event) => kind[event] === Kind.Context) ?? events[0] ?? 0;
				return {
					object,
					parent: rows.get(model.run.objects.parent[object - 1] ?? 0) ?? -1,
					goroutine: g[made],
					made,
					ended: events.find((event) => kind[event] === Kind.Cancel) ?? -1,
					deadlineNs: model.run.objects.deadlineNs[object - 1] ?? -1
				};
			});
		});
	}
	/** A tree: a child's line leaves its parent's, a ring is the cancel, a deadline is a line on the axis of time. */
	function contextMarks(scene, track, top) {
		const { view } = scene;
		const shown = contextLives(scene.model, track.objects.slice(0, 6));
		const all = track.objects.length;
		const root = shown[0];
		if (!root) return [];
		const marks = trackTitle(scene, track, top, (root.deadlineNs < 0 ? "" : `deadline ${shortTime(root.deadlineNs)}`) || plural(all, "context"), "ctx");
		const y = (row) => top + 17.5 + row * 13;
		shown.forEach((life, row) => {
			if (row === 0 || top + 40 > y(row)) return;
			const text = {
				type: "text",
				text: scene.model.label(life.goroutine),
				size: 11,
				mono: true,
				paint: "--text-3"
			};
			marks.push({
				...text,
				x: view.left - 8,
				y: y(row) + 4,
				anchor: "end"
			});
		});
		marks.push({
			type: "clip",
			x: view.left - 6,
			y: top,
			width: scene.width - view.left + 6,
			height: track.height
		});
		shown.forEach((life, row) => {
			marks.push(...lifeMarks(scene, life, row, y));
		});
		if (all > shown.length) {
			const more = `and ${plural(all - shown.length, "more context", "more contexts")}`;
			marks.push({
				type: "text",
				x: view.left + 4,
				y: y(6) + 4,
				text: more,
				size: 11,
				paint: "--text-3"
			});
		}
		marks.push({ type: "unclip" });
		return marks;
	}
	function lifeMarks(scene, life, row, y) {
		const { model, axis, view } = scene;
		const end = endOf(scene).value;
		const from = toX(view, eventValue(model, axis, life.made));
		const ended = life.ended >= 0;
		const to = toX(view, ended ? eventValue(model, axis, life.ended) : end);
		const paint = row === 0 ? "--text" : "--text-2";
		const width = row === 0 ? 1.75 : 1.25;
		const marks = [{
			type: "path",
			d: `${(life.parent >= 0 ? `M${num(from)},${num(y(Math.min(life.parent, 5)))} V${num(y(row))}` : "") || `M${num(from)},${num(y(row))}`} H${num(Math.max(from, to))}`,
			stroke: {
				paint,
				width
			}
		}];
		if (ended) marks.push(ring(to, y(row), paint));
		if (axis === "time" && life.deadlineNs >= 0 && life.deadlineNs <= end) {
			const x = toX(view, life.deadlineNs);
			marks.push({
				type: "path",
				d: `M${num(x)},${num(y(row) - 6)} V${num(y(row) + 6)}`,
				stroke: {
					paint: "--cancelled-edge",
					width: 2
				}
			});
		}
		return marks;
	}
	function ring(x, y, paint) {
		const r = 3.25;
		return {
			type: "path",
			d: `M${num(x - r)},${num(y)} a${r},${r} 0 1 0 ${2 * r},0 a${r},${r} 0 1 0 ${-2 * r},0z`,
			fill: "--surface",
			stroke: {
				paint,
				width: 1.5
			}
		};
	}
	// www/timeline/tracks/counter.ts
	/** Room for a value below its line. */
	var VALUE_PX = 26;
	/** A counter as a step line with its values; the line of zero is dotted. */
	function counterMarks(scene, track, top) {
		const { model, view } = scene;
		const end = endOf(scene);
		const right = Math.min(scene.width, toX(view, end.value));
		const line = lineOfCounter(model, scene.axis, track.objects);
		const zero = top + 38.5;
		const y = (value) => zero - value / line.most * 30;
		const pieces = piecesOf(scene, line, right);
		const marks = [...trackTitle(scene, track, top, track.kind === "permits" ? "permits" : "WaitGroup counter", track.kind === "permits" ? "sem" : "wg"), dottedLine(scene, zero, right)];
		marks.push({
			type: "clip",
			x: view.left - 2,
			y: top,
			width: scene.width - view.left + 2,
			height: track.height
		});
		marks.push({
			type: "path",
			d: stepPath(pieces, y, lastShown(scene, line)),
			stroke: {
				paint: "--text-2",
				width: 1.5
			}
		});
		for (const { left, right: until, value } of pieces) {
			if (value <= 0 || until - left < VALUE_PX) continue;
			const text = {
				type: "text",
				text: formatCount(value),
				size: 11,
				weight: 600,
				paint: "--text"
			};
			marks.push({
				...text,
				x: (left + until) / 2,
				y: y(value) + 11,
				anchor: "middle"
			});
		}
		const last = line.value(line.length - 1);
		if (last > 0 && end.tone === "bad") marks.push(...neverZero(scene, right, y(last), last));
		marks.push({ type: "unclip" });
		return marks;
	}
	function neverZero(scene, x, y, value) {
		const words = `${formatCount(value)}, never 0`;
		const point = {
			type: "path",
			d: dot(x, y, 3.5),
			fill: "--stuck-fill",
			stroke: {
				paint: "--surface",
				width: 1
			}
		};
		if (x + 8 + scene.measure(words, {
			size: 11,
			weight: 600
		}) > scene.width - 4) return [point];
		return [point, {
			type: "text",
			x: x + 8,
			y: y + 4,
			text: words,
			size: 11,
			weight: 600,
			paint: "--bad"
		}];
	}
	// www/timeline/layout/profile.ts
	/** From below: who runs, who could, who waits, and what went wrong. */
	var STACK = [
		State.Running,
		State.Runnable,
		State.Waiting,
		State.Sleeping,
		State.Cancelled,
		State.Panicked,
		State.Stuck
	];
	/**
	* Goroutines by state from `lo` on, in `parts` parts of length `each`. `summed`: bands of the same picture, asked for
	* where summing all anew would cost as much again.
	*/
	function profileOf(model, axis, lo, each, parts, summed = () => []) {
		const sums = new StateSums(model, axis, lo, each, parts);
		const bands = sums.sumsAll ? [] : summed();
		if (bands.length === 0) sums.addAll();
		else addRest(model, sums, bands);
		const line = new Float64Array(parts);
		const stacked = STACK.map((state) => {
			sums.addTo(state, line);
			return line.map((held) => held / each);
		});
		return {
			stacked,
			most: Math.max(1, ...stacked.at(-1))
		};
	}
	/** The bands, and one by one the goroutines that are in none. */
	function addRest(model, sums, bands) {
		const done = new Uint8Array(model.goroutines + 1);
		for (const { block, totals } of bands) {
			sums.addSums(totals);
			for (let lane = block.from; lane < block.to; lane++) done[block.members[lane]] = 1;
		}
		const one = /* @__PURE__ */ new Uint32Array(1);
		for (let g = 1; g <= model.goroutines; g++) {
			if (done[g] === 1) continue;
			one[0] = g;
			sums.addLanes(one, 0, 1);
		}
	}
	// www/timeline/marks/stack.ts
	/** A profile as areas one above the other, in each state's fill and texture. */
	function stackMarks({ stacked }, x, y) {
		const marks = [];
		for (let i = STACK.length - 1; i >= 0; i--) {
			const below = i === 0 ? null : stacked[i - 1];
			const d = area(stacked[i], below, x, y);
			if (d !== "") marks.push({
				type: "path",
				d,
				fill: `tex:${stateLook(STACK[i]).key}`
			});
		}
		return marks;
	}
	/** The area between a line and the one below it, as steps; empty where there is none. */
	function area(line, below, x, y) {
		let d = "";
		for (let from = 0; from < line.length;) {
			if (Math.abs(line[from] - (below?.[from] ?? 0)) < .01) {
				from++;
				continue;
			}
			let to = from;
			const edge = [];
			const back = [];
			while (to < line.length && line[to] - (below?.[to] ?? 0) >= .01) {
				let next = to + 1;
				while (next < line.length && line[next] === line[to] && below?.[next] === below?.[to]) next++;
				edge.push(`${edge.length === 0 ? `M${num(x(to))},` : "V"}${num(y(line[to]))} H${num(x(next))}`);
				back.unshift(`V${num(y(below?.[to] ?? 0))} H${num(x(to))}`);
				to = next;
			}
			d += `${edge.join(" ")} ${back.join(" ")}z`;
			from = to;
		}
		return d;
	}
	// www/timeline/tracks/counts.ts
	var kept = /* @__PURE__ */ new WeakMap();
	/** Goroutines by state, stacked, in each state's fill and texture. */
	function countMarks(scene, track, top) {
		const { view } = scene;
		const x = scene.numberRight + 10;
		const counts = countsOf(scene);
		const floor = top + track.height - 10;
		const height = track.height - 26;
		const right = Math.min(scene.width, toX(view, endOf(scene).value));
		const marks = [
			{
				type: "text",
				x,
				y: top + 21.5,
				text: "Goroutines",
				size: 11,
				paint: "--text"
			},
			{
				type: "text",
				x,
				y: top + 36.5,
				text: "by state",
				size: 11,
				paint: "--text-3"
			},
			dottedLine(scene, floor - height, right),
			label(view.left - 6, floor - height + 8, counts.most),
			label(view.left - 6, floor, 0)
		];
		marks.push({
			type: "clip",
			x: view.left,
			y: top,
			width: Math.max(0, right - view.left),
			height: track.height
		});
		marks.push(...stackMarks(counts, (part) => view.left + part * counts.px, (value) => floor - value / counts.most * height));
		marks.push({ type: "unclip" });
		return marks;
	}
	function label(x, y, value) {
		return {
			type: "text",
			x,
			y,
			text: formatCount(value),
			size: 11,
			anchor: "end",
			paint: "--text-3"
		};
	}
	/** A part is a pixel; of a crowd as wide as the cells of its bands, which have summed most of it. */
	function countsOf({ model, axis, view, bands, cell }) {
		const crowd = model.bins(axis) !== null;
		const px = crowd ? cell : 1;
		const key = `${axis} ${view.lo} ${view.hi} ${view.left} ${view.right} ${px}`;
		const known = kept.get(model);
		if (known?.key === key) return known;
		const parts = Math.max(1, Math.ceil((view.right - view.left) / px));
		const profile = profileOf(model, axis, view.lo, perPixel(view) * px, parts, crowd ? bands : void 0);
		const [from, to] = model.domain(axis);
		const { peak } = model.run.report.goroutines;
		const whole = view.lo <= from && view.hi >= to && peak < profile.most * 1.1;
		const made = {
			...profile,
			most: whole ? Math.max(peak, profile.most) : Math.round(profile.most),
			key,
			px
		};
		kept.set(model, made);
		return made;
	}
	// www/timeline/tracks/first.ts
	/** Tracks that are shown before the reader chooses, at most. */
	var MOST$1 = 4;
	/** From so many goroutines on their number over time says more than their lanes. */
	var MANY = 12;
	/** A process that holds so much is worth looking at, in KiB. */
	var MUCH_KIB = 1024;
	/** What nobody ever waits for is worth this part of a run. */
	var SILENT = 1e-6;
	/**
	* What matters to a run, the most telling first: the things for which its goroutines wait longest, how many there are
	* where they are many, contexts that are cancelled, memory where there is much of it. Output is in its own panel.
	*/
	function firstTracks(model) {
		return once(model, "first tracks", () => {
			const waited = waitedFor(model);
			return tracksIn(model).map((track) => ({
				track,
				score: scoreOf(model, track, waited)
			})).filter(({ score }) => score > 0).sort((a, b) => b.score - a.score).slice(0, MOST$1).map(({ track }) => track);
		});
	}
	/** 1 is as much as a goroutine that waits all the time. */
	function scoreOf(model, track, waited) {
		switch (track.kind) {
			case "states": return model.goroutines >= MANY ? 1 : 0;
			case "memory": return model.run.request.limits?.["memory"] !== void 0 ? 2 : linesOfMemory(model, "time").total.most >= MUCH_KIB ? .5 : 0;
			case "contexts": return model.run.events.kind.includes(Kind.Cancel) ? .75 : 0;
			case "output":
			case "marks": return 0;
			default: {
				const share = track.objects.reduce((sum, object) => sum + waited[object], 0);
				const told = track.objects.some((object) => changes(model)[object] > 1);
				return share > 0 ? share : told && isCounter(model, track) ? SILENT : 0;
			}
		}
	}
	/** Counters tell something even where nobody waits for them. */
	function isCounter(model, track) {
		const kind = model.run.objects.kind[(track.objects[0] ?? 0) - 1];
		return kind === ObjectKind.WaitGroup || kind === ObjectKind.Semaphore;
	}
	/** For how much of the run somebody waits for each object, summed over goroutines; on steps where time stands still. */
	function waitedFor(model) {
		const axis = model.run.report.virtual_ns > 0 ? "time" : "steps";
		const { start, end } = model.columns(axis);
		const [lo, hi] = model.domain(axis);
		const { obj, state } = model.run.spans;
		const waited = new Float64Array(model.run.objects.kind.length + 1);
		for (let span = 0; span < obj.length; span++) {
			const object = obj[span];
			if (object === 0 || state[span] !== State.Waiting && state[span] !== State.Stuck) continue;
			if (object < waited.length) waited[object] = waited[object] + (end[span] - start[span]) / (hi - lo);
		}
		return waited;
	}
	// www/timeline/tracks/turns.ts
	/** Turns between two kept lengths. */
	var BLOCK = 64;
	var OPEN = 4294967295;
	function turnsOfLock(model, objects) {
		return once(model, `lock ${objects.join()}`, () => {
			const { kind, g, a, obj } = model.run.events;
			const events = eventsOf(model, objects);
			const starts = events.filter((event) => kind[event] === Kind.Lock);
			const turns = {
				from: starts,
				goroutine: starts.map((event) => g[event]),
				to: new Uint32Array(starts.length).fill(OPEN),
				shared: Uint8Array.from(starts, (event) => Number(a[event] === 1))
			};
			const open = /* @__PURE__ */ new Map();
			let turn = 0;
			for (const event of events) {
				const key = a[event] === 1 ? `${obj[event]} ${g[event]}` : `${obj[event]}`;
				if (kind[event] === Kind.Lock) open.set(key, turn++);
				else if (kind[event] === Kind.Unlock) {
					const held = open.get(key);
					if (held !== void 0) turns.to[held] = event;
					open.delete(key);
				}
			}
			return turns;
		});
	}
	/**
	* The turns between two values of an axis, told apart where they are `long` or longer. Blocks without any such are
	* passed over by pixels.
	*/
	function shownTurns(model, axis, turns, [lo, hi], perPixel, long) {
		const end = model.domain(axis)[1];
		const begin = (turn) => eventValue(model, axis, turns.from[turn]);
		const finish = (turn) => turns.to[turn] === 4294967295 ? end : eventValue(model, axis, turns.to[turn]);
		const { longest, last } = blocksOf(model, axis, turns, begin, finish);
		const shown = {
			long: [],
			short: []
		};
		let drawn = Number.NEGATIVE_INFINITY;
		for (let block = 0; block < longest.length; block++) {
			const first = block * BLOCK;
			if (begin(first) > hi) break;
			const few = longest[block] < long;
			const after = Math.min(turns.from.length, first + BLOCK);
			if (last[block] < lo || few && begin(after - 1) < drawn + perPixel) continue;
			for (let turn = first; turn < after; turn++) {
				const [from, to] = [begin(turn), finish(turn)];
				if (to < lo || from > hi) continue;
				if (to - from >= long) shown.long.push({
					turn,
					from,
					to
				});
				else if (from >= drawn + perPixel) {
					shown.short.push(from);
					drawn = from;
				}
			}
		}
		return shown;
	}
	function blocksOf(model, axis, turns, begin, finish) {
		return once(model, `${axis} turns ${turns.from[0]}`, () => {
			const blocks = Math.ceil(turns.from.length / BLOCK);
			const longest = new Float64Array(blocks);
			const last = new Float64Array(blocks);
			for (let turn = 0; turn < turns.from.length; turn++) {
				const block = Math.floor(turn / BLOCK);
				longest[block] = Math.max(longest[block], finish(turn) - begin(turn));
				last[block] = Math.max(last[block], finish(turn));
			}
			return {
				longest,
				last
			};
		});
	}
	// www/timeline/tracks/holders.ts
	/** Boxes with the holder's number, and below them one row for each who waits. */
	function holderMarks(scene, track, top) {
		const { model, view } = scene;
		const right = Math.min(scene.width, toX(view, endOf(scene).value));
		const floor = top + 59.5;
		const marks = [
			...trackTitle(scene, track, top, "held by", "mu"),
			{
				type: "text",
				x: scene.numberRight + 10,
				y: top + 53.5,
				text: "waiting",
				size: 11,
				paint: "--text-2"
			},
			{
				type: "clip",
				x: view.left - 1,
				y: top,
				width: scene.width - view.left + 1,
				height: track.height
			}
		];
		const turns = turnsOfLock(model, track.objects);
		const px = perPixel(view);
		const { long, short } = shownTurns(model, scene.axis, turns, [view.lo, view.hi], px, 3 * px);
		for (const { turn, from, to } of long) {
			const left = Math.max(view.left - 2, toX(view, from));
			const until = Math.min(turns.to[turn] === 4294967295 ? right : toX(view, to), scene.width + 2);
			marks.push(...box(left, until, top + 8, turns.goroutine[turn], turns.shared[turn] === 1));
		}
		for (const from of short) marks.push({
			type: "rect",
			x: toX(view, from),
			y: top + 8,
			width: 1.5,
			height: 18,
			fill: "--text-2"
		});
		marks.push(...waiters(scene, track, floor, right), dottedLine(scene, floor, right), { type: "unclip" });
		return marks;
	}
	function box(left, right, y, goroutine, shared) {
		const marks = [{
			type: "rect",
			x: left,
			y,
			width: right - left,
			height: 18,
			radius: 2,
			fill: "--surface",
			stroke: {
				paint: "--text-2",
				width: 1,
				...shared ? { dash: [3, 2] } : {}
			}
		}];
		const text = formatCount(goroutine);
		if (right - left > 8 + text.length * 7) marks.push({
			type: "text",
			x: (left + right) / 2,
			y: y + 13,
			text,
			size: 11,
			weight: 600,
			anchor: "middle",
			paint: "--text"
		});
		return marks;
	}
	/** Rows of waiters, as many as wait at once; more than three are as high as three. */
	function waiters(scene, track, floor, right) {
		const line = lineOfWaits(scene.model, scene.axis, track.objects, []);
		const row = Math.min(11, 24 / line.most);
		return piecesOf(scene, line, right).flatMap(({ left, right: until, value }) => {
			const [x, height] = [Math.round(left), value * row];
			const width = Math.round(until) - x;
			if (value === 0 || width === 0) return [];
			return [{
				type: "rect",
				x,
				y: floor - height,
				width,
				height,
				fill: "tex:waiting"
			}];
		});
	}
	// www/state/output.ts
	/** What the program wrote, in order, cut at its writes; what Go itself says at the end comes last. */
	function outputPieces(run) {
		const { kind, a, b } = run.events;
		const encoder = new TextEncoder();
		const streams = {
			1: new Cutter(encoder.encode(run.report.stdout)),
			2: new Cutter(encoder.encode(run.report.stderr))
		};
		const pieces = [];
		for (let event = 0; event < kind.length; event++) {
			if (kind[event] !== Kind.Output) continue;
			const stream = a[event] === 2 ? 2 : 1;
			const text = streams[stream].take(b[event]);
			if (text !== "") pieces.push({
				text,
				stream,
				event
			});
		}
		for (const stream of [1, 2]) {
			const rest = streams[stream].rest();
			if (rest !== "") pieces.push({
				text: rest,
				stream,
				event: -1
			});
		}
		return pieces;
	}
	/** Cuts a byte string at given lengths; a character that a write splits comes with the later piece. */
	var Cutter = class {
		at = 0;
		decoder = new TextDecoder();
		bytes;
		constructor(bytes) {
			this.bytes = bytes;
		}
		take(length) {
			const piece = this.bytes.subarray(this.at, this.at + length);
			this.at += piece.length;
			return this.decoder.decode(piece, { stream: true });
		}
		rest() {
			const piece = this.bytes.subarray(this.at);
			this.at = this.bytes.length;
			return this.decoder.decode(piece);
		}
	};
	// www/timeline/tracks/output.ts
	var FONT = {
		size: 11,
		mono: true
	};
	/** Each write as a tick, and what it wrote where there is room for all of it. */
	function outputMarks(scene, track, top) {
		const { model, view, axis } = scene;
		const events = outputsIn(model);
		const texts = once(model, "output texts", () => new Map(outputPieces(model.run).map((p) => [p.event, p])));
		const marks = trackTitle(scene, track, top, plural(events.length, "write"), "Output");
		marks.push({
			type: "clip",
			x: view.left - 2,
			y: top,
			width: scene.width - view.left + 2,
			height: track.height
		});
		let written = view.left - 4;
		let ticked = Number.NEGATIVE_INFINITY;
		for (const event of events) {
			const x = toX(view, eventValue(model, axis, event));
			if (x < view.left - 1 || x > scene.width) continue;
			const piece = texts.get(event);
			const paint = piece?.stream === 2 ? "--bad" : "--text-2";
			if (x - ticked >= 1) {
				marks.push({
					type: "path",
					d: `M${num(x)},${num(top + 26)} V${num(top + 38)}`,
					stroke: {
						paint,
						width: 1.5
					}
				});
				ticked = x;
			}
			const text = piece?.text.trim().split("\n")[0] ?? "";
			const width = scene.measure(text, FONT);
			const left = x + width > scene.width - 4 ? x - width : x;
			if (text === "" || left < written + 10) continue;
			marks.push({
				type: "text",
				x: left,
				y: top + 20,
				text,
				...FONT,
				paint
			});
			written = left + width;
		}
		marks.push({ type: "unclip" });
		return marks;
	}
	// www/timeline/tracks/own_marks.ts
	var ROWS = 3;
	var ROW_PX = 16;
	/** Tasks and regions of the program's own as boxes with their names, logs as ticks; boxes that overlap stand below. */
	function ownMarks(scene, track, top) {
		const { model, view, axis } = scene;
		const marks = trackTitle(scene, track, top, "and regions", "tasks");
		const end = toX(view, endOf(scene).value);
		const free = new Array(ROWS).fill(Number.NEGATIVE_INFINITY);
		marks.push({
			type: "clip",
			x: view.left - 2,
			y: top,
			width: scene.width - view.left + 2,
			height: track.height
		});
		for (const { text, from, to } of marksIn(model)) {
			const left = toX(view, eventValue(model, axis, from));
			const right = to < 0 ? end : toX(view, eventValue(model, axis, to));
			if (right < view.left || left > scene.width) continue;
			const row = Math.max(0, free.findIndex((until) => until <= left));
			free[row] = Math.max(left + 2, right);
			const y = top + 6 + row * ROW_PX;
			if (right - left < 3) {
				marks.push({
					type: "path",
					d: `M${num(left)},${num(y)} v12`,
					stroke: {
						paint: "--text-2",
						width: 1.5
					}
				});
				continue;
			}
			marks.push({
				type: "rect",
				x: left,
				y,
				width: right - left,
				height: 13,
				radius: 2,
				fill: "--surface",
				stroke: {
					paint: "--text-2",
					width: 1
				}
			});
			if (scene.measure(text, { size: 11 }) < right - left - 8) marks.push({
				type: "text",
				x: left + 4,
				y: y + 10.5,
				text,
				size: 11,
				paint: "--text"
			});
		}
		marks.push({ type: "unclip" });
		return marks;
	}
	// www/timeline/tracks/index.ts
	/** Tracks of one kind that are shown when the reader has named none of them. */
	var MOST = 2;
	/** What tracks may take before the reader chooses, though lanes could use it. */
	var FIRST_SHARE = .35;
	/**
	* The tracks that fit, in the fixed order. A choice names a track by its key, or all of a kind; without one the most
	* telling come first, beside lanes that need `lanes` pixels to be read in full, and `least` to be told apart.
	*/
	function tracksOf(model, chosen, height, lanes = height, least = 0) {
		let left = chosen === null ? Math.max(height - lanes, Math.min(height * FIRST_SHARE, height - least)) : height * .7;
		const fit = /* @__PURE__ */ new Set();
		for (const track of chosenTracks(model, chosen)) {
			if (track.height > left) continue;
			left -= track.height;
			fit.add(track);
		}
		return tracksIn(model).filter((track) => fit.has(track));
	}
	/** All chosen tracks of a run, whether they fit or not. */
	function chosenTracks(model, chosen) {
		if (chosen === null) return firstTracks(model);
		const count = /* @__PURE__ */ new Map();
		return tracksIn(model).filter((track) => {
			if (chosen.includes(track.key)) return true;
			const before = count.get(track.kind) ?? 0;
			count.set(track.kind, before + 1);
			return chosen.includes(track.kind) && before < MOST;
		});
	}
	function tracksHeight(tracks) {
		return tracks.reduce((sum, track) => sum + track.height, 0);
	}
	var MARKS = {
		states: countMarks,
		channels: bufferMarks,
		locks: holderMarks,
		permits: counterMarks,
		waitgroup: counterMarks,
		contexts: contextMarks,
		memory: memoryMarks,
		output: outputMarks,
		marks: ownMarks
	};
	/** Marks of all tracks, each under a hairline. */
	function trackMarks(scene, tracks) {
		const marks = [];
		let top = scene.bottom;
		for (const track of tracks) {
			marks.push({
				type: "path",
				d: `M0,${num(top)} H${scene.width}`,
				stroke: {
					paint: "--border",
					width: 1
				}
			});
			marks.push(...MARKS[track.kind](scene, track, top));
			top += track.height;
		}
		return marks;
	}
	// www/timeline/picture.ts
	/** How near a hand must come to a flag. */
	var NEAR_PX = 4;
	/** Idle places are not looked for in crowds, where no lane could show them. */
	var IDLE_MOST = 2e4;
	/**
	* A run, what the reader has chosen about it, and the marks that follow. Knows sizes and a way to measure text,
	* not the DOM, so it draws in a page, in a test and into a file alike. What is costly is kept until its cause
	* changes.
	*/
	var Picture = class {
		model = null;
		cursor = null;
		selection = null;
		hovered = null;
		/** See `Scene`. */
		pointed = null;
		takes = null;
		/** The reader's hand moves it: what is large is drawn in coarser cells until it rests. */
		moving = false;
		flags = [];
		width = 0;
		height = 0;
		options;
		lanes;
		plot;
		measure;
		causes = null;
		idle = {};
		marked = {
			faults: [],
			cancels: []
		};
		trackList = null;
		bands = new Bands();
		constructor(measure, options) {
			this.measure = measure;
			this.options = options;
			this.lanes = new LaneStack({
				options,
				metrics: () => this.metrics(),
				room: () => this.laneRoom(),
				opened: () => this.selection?.goroutine ?? 0,
				moved: () => this.bands.clear()
			});
			this.plot = new PlotAxis(this, measure);
		}
		/** The view stays where it was if the reader has zoomed and the run is about as long. */
		setRun(run) {
			const before = this.model?.domain(this.options.axis);
			this.model = run === null || run instanceof RunModel ? run : new RunModel(run);
			const after = this.model?.domain(this.options.axis);
			if (!before || !after || Math.abs(before[1] / after[1] - 1) > .5) this.plot.reset();
			this.causes = null;
			this.idle = {};
			this.marked = this.model ? markedEvents(this.model.run.events.kind) : {
				faults: [],
				cancels: []
			};
			this.hovered = null;
			this.pointed = null;
			this.plot.preview = null;
			const chosen = this.selection?.goroutine ?? 0;
			this.selection = chosen > 0 && chosen <= (this.model?.goroutines ?? 0) ? { goroutine: chosen } : null;
			this.lanes.regroup(this.model);
			this.changed();
		}
		setOptions(options) {
			if (options.axis !== void 0 && options.axis !== this.options.axis) this.plot.reset();
			const { grouping, order } = this.options;
			Object.assign(this.options, options);
			if (grouping !== this.options.grouping || order !== this.options.order) this.lanes.regroup(this.model);
			this.changed();
		}
		setSize(width, height) {
			this.width = width;
			this.height = height;
			this.changed();
		}
		setSelection(selection) {
			const moved = selection?.goroutine !== this.selection?.goroutine;
			this.selection = selection;
			if (!moved) return;
			this.lanes.changed();
			if (selection && selection.goroutine > 0 && this.model) this.lanes.reveal(selection.goroutine);
		}
		/** The part of the axis in which the selected goroutine lives, a little more each side; null where there is none. */
		lifeRange() {
			const g = this.selection?.goroutine ?? 0;
			if (!this.model || g === 0) return null;
			const [from, to] = this.model.lifetime(g, this.options.axis);
			const whole = this.plot.wholeRange();
			const more = (to - from) * .04;
			return to > from ? {
				lo: Math.max(whole.lo, from - more),
				hi: Math.min(whole.hi, to + more)
			} : null;
		}
		/** Moments that the reader marked. */
		setFlags(flags) {
			this.flags = flags;
			this.changed();
		}
		/** Shares its axis with another run, null for none; the plot begins at `left` or further right. */
		setBeside(beside, left) {
			if (beside !== this.plot.beside) this.plot.reset();
			this.plot.beside = beside;
			this.plot.leastLeft = left;
			this.changed();
		}
		/** A run that is outlined over the shown one. */
		setPreview(preview) {
			this.plot.preview = preview;
			this.changed();
		}
		/** The flag under a hand. */
		flagAt(x) {
			return this.model && this.flags.length > 0 ? flagAt(this.scene(this.model), x, NEAR_PX) : null;
		}
		/** The event of the arrow under a hand, -1 for none. */
		arrowAt(x, y) {
			if (!this.model) return -1;
			const scene = this.scene(this.model);
			return arrowAt(scene, this.arrows(this.model, scene), x, y);
		}
		/** Sizes, fonts or colours have changed: nothing kept holds. */
		changed() {
			this.lanes.changed();
			this.plot.changed();
			this.trackList = null;
			this.bands.clear();
		}
		/** Height at which nothing is cut off. */
		fullHeight() {
			return this.height - this.laneRoom() + this.lanes.fullHeight();
		}
		metrics() {
			return metricsFor(this.width, this.options.slide, this.flags.length > 0);
		}
		hit(x, y) {
			return this.model ? hitTest(this.scene(this.model), x, y) : null;
		}
		/** All marks, back to front. */
		marks(moving = this.moving) {
			const { model } = this;
			if (!model) return emptyMarks(this.width, this.height, this.metrics());
			const scene = this.scene(model, moving);
			return sceneMarks(scene, {
				arrows: this.arrows(model, scene),
				idle: this.idlePlaces(model),
				marked: this.marked,
				density: (block) => this.bands.of(scene, block),
				tracks: trackMarks(scene, this.tracks(model)),
				path: this.options.path && model.run.report.numbers?.path || null
			});
		}
		/** As a part of a file: at rest, whatever moves. */
		part() {
			const { width, height } = this;
			return {
				marks: this.marks(false),
				width,
				height,
				textureScale: this.metrics().texture
			};
		}
		/**
		* Finds some of what a picture at rest shows and a moving one does not; true when it need not be waited for any
		* more. Told of each piece, whoever draws can prepare it.
		*/
		refine(found) {
			const { model } = this;
			if (!model || this.cell(model) === cellOf(model, this.options.axis, false)) return true;
			return this.bands.refine(this.scene(model, false), found);
		}
		scene(model, moving = this.moving) {
			const { groups } = this.lanes;
			const rows = this.lanes.rows();
			const metrics = this.metrics();
			const view = this.plot.viewport();
			const tracks = tracksHeight(this.tracks(model));
			const { axis } = this.options;
			const scene = {
				model,
				axis,
				view,
				metrics,
				groups,
				rows,
				scroll: this.lanes.scroll,
				width: this.width,
				height: this.height,
				bottom: tracks > 0 ? Math.min(this.height - tracks, metrics.top + this.lanes.fullHeight() + 3) : this.height,
				numberRight: this.numberRight(),
				cursor: this.cursor,
				selection: this.selection,
				hover: this.hovered,
				faultsAt: faultPlaces({
					model,
					axis,
					view,
					width: this.width
				}, this.marked),
				flags: this.flags,
				pointed: this.pointed,
				preview: this.plot.preview,
				takes: this.takes,
				cell: cellOf(model, axis, moving),
				bands: () => farBlocks(scene).map((block) => ({
					block,
					totals: this.bands.of(scene, block).totals
				})),
				measure: this.measure
			};
			return scene;
		}
		laneRoom() {
			const m = this.metrics();
			const tracks = this.model ? tracksHeight(this.tracks(this.model)) : 0;
			return Math.max(m.lane, this.height - m.top - tracks - 3);
		}
		shownTracks() {
			return this.model ? this.tracks(this.model).length : 0;
		}
		tracks(model) {
			const shown = (this.plot.beside === null || this.options.tracks !== null) && !this.options.slide && this.width >= 560;
			const { tracks } = this.options;
			const { goroutines } = model;
			const needs = [this.lanes.heightToRead(goroutines), this.lanes.leastHeight(goroutines)];
			this.trackList ??= shown ? tracksOf(model, tracks, this.height, ...needs) : [];
			return this.trackList;
		}
		numberRight() {
			if (this.metrics().mode !== "page") return 0;
			return Math.max(38, 20 + String(this.model?.goroutines ?? 0).length * 7);
		}
		cell(model) {
			return cellOf(model, this.options.axis, this.moving);
		}
		arrows(model, scene) {
			if (!this.selection && !this.cursor) return [];
			this.causes ??= new Causes(model);
			const selected = this.selection?.goroutine ?? 0;
			return arrowsAtRest(this.causes, this.options.axis, scene.view, selected, this.cursor, model.run.events.step);
		}
		idlePlaces(model) {
			const { axis } = this.options;
			const found = this.idle[axis] ?? (model.goroutines > IDLE_MOST ? [] : idleBehindStragglers(model, axis));
			this.idle[axis] = found;
			return found;
		}
	};
	// www/timeline/still.ts
	/** Lowest and highest picture whose height nobody chose. */
	var HEIGHTS = [220, 900];
	/** Least height of one run of two. */
	var LEAST_OF_TWO = 120;
	/**
	* The timeline of a run as an SVG file, drawn by what draws the page's; where there is a second run, both as the
	* page compares them. The command line runs this very module in a JavaScript engine of its own, so there is one
	* layout.
	*/
	function stillOf(run, options, second) {
		const axis = options.axis ?? (Math.max(lengthOf(run), lengthOf(second)) > 0 ? "time" : "steps");
		const tokens = tokensOf(tokens_default, options.theme);
		const style = { getPropertyValue: (name) => tokens.get(name) ?? "" };
		const models = [run, ...second ? [second] : []].map((each) => new RunModel(each));
		const pictures = models.map((model) => pictureOf(model, axis, options));
		const [first, beside] = pictures;
		checkNames(models, pictures, options);
		if (!first) return "";
		if (beside) {
			first.setOptions({ tracks: [] });
			align(first, beside, !options.apart);
		}
		setHeights(pictures, options);
		const shown = beside ?? first;
		if (options.goroutine) select(shown, options.goroutine, options);
		if (options.scroll) shown.lanes.scrollBy(options.scroll);
		for (const picture of pictures) setPlace(picture, options);
		if (!beside) return svgFile([first.part()], style, runSentence(models[0]));
		return pairFile({
			picture: first,
			title: titleOf(run)
		}, {
			picture: beside,
			title: titleOf(second)
		}, style);
	}
	var lengthOf = (run) => run?.report.virtual_ns ?? 0;
	var titleOf = (run) => run?.files[0] ?? "";
	function pictureOf(model, axis, options) {
		const { grouping, order, slide, tracks, path } = options;
		const picture = new Picture(roughMeasure, {
			axis,
			grouping,
			order,
			slide,
			tracks: tracks.length > 0 ? tracksIn(model).filter(isNamed(tracks)).map(({ key }) => key) : null,
			collapsed: [],
			path
		});
		picture.setSize(options.width, options.height ?? HEIGHTS[1]);
		picture.setRun(model);
		picture.lanes.fold(foldable(picture).filter(isFolded(options.folded)).map(({ key }) => key));
		picture.setFlags(options.bookmarks.map(([at, words]) => ({
			...cursorAt(model, axis, at),
			words
		})));
		return picture;
	}
	var foldable = ({ lanes }) => {
		const keys = lanes.groupKeys();
		return lanes.groups.filter(({ key }) => keys.includes(key));
	};
	var isFolded = (names) => (group) => names.some((name) => name === "all" || [
		group.key,
		group.title,
		String(group.line)
	].includes(name));
	var isNamed = (names) => (track) => [
		track.key,
		track.kind,
		track.name
	].some((name) => names.includes(name));
	/** A group or a track that no run has is a mistake of whoever named it. */
	function checkNames(models, pictures, { folded, tracks }) {
		const groups = pictures.flatMap(foldable);
		for (const name of folded) if (name !== "all" && !groups.some(isFolded([name]))) throw new Error(`no group ${name}; there is ${listed(groups.map(({ title }) => title))}`);
		const known = models.flatMap((model) => tracksIn(model));
		for (const name of tracks) if (name !== "none" && !TRACK_KINDS.includes(name) && !known.some(isNamed([name]))) throw new Error(`no track ${name}; there is ${listed(known.flatMap((t) => [t.kind, t.name]))}`);
	}
	var listed = (names) => listWords([...new Set(names)]) || "none";
	/** As high as the lanes need, or so that two runs share the height by what each needs. */
	function setHeights(pictures, { width, height, lanes }) {
		const head = pictures.length > 1 ? pairedHeadPx(pictures.length) : 0;
		const [least, most] = pictures.length > 1 ? [LEAST_OF_TWO, HEIGHTS[1]] : HEIGHTS;
		for (const picture of pictures) picture.setSize(width, (height ?? most) - head);
		const needs = pictures.map((picture) => Math.max(Math.ceil(picture.fullHeight()), least));
		const all = needs.reduce((sum, need) => sum + need, 0);
		const room = (height ?? Math.min(all + head, most)) - head;
		pictures.forEach((picture, i) => {
			picture.setSize(width, Math.max(1, Math.round(room * (needs[i] ?? 1) / all)));
			if (lanes) picture.lanes.thicken(lanes);
		});
	}
	function select(picture, goroutine, { cursor, span }) {
		const { model, options } = picture;
		if (!model) return;
		const at = cursor === void 0 || !span ? -1 : spanAtCursor(model, goroutine, cursorAt(model, options.axis, cursor));
		picture.setSelection(at < 0 ? { goroutine } : {
			goroutine,
			span: at
		});
	}
	/** The part of the axis, and the cursor. */
	function setPlace(picture, { from, to, cursor }) {
		const { model, options, plot } = picture;
		if (model && cursor !== void 0) picture.cursor = cursorAt(model, options.axis, cursor);
		const whole = plot.getRange();
		plot.setRange({
			lo: from ?? whole.lo,
			hi: to ?? whole.hi
		});
	}
	/** Custom properties of a theme; what the dark one does not set is as in the light one. */
	function tokensOf(css, theme) {
		const found = /* @__PURE__ */ new Map();
		const plain = css.replace(/\/\*[\s\S]*?\*\//g, "").replace(/@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g, "");
		for (const [, selector = "", body = ""] of plain.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
			if (!selector.includes(":root") && !(theme === "dark" && selector.includes("data-theme=\"dark\""))) continue;
			for (const [, name = "", value = ""] of body.matchAll(/(--[\w-]+)\s*:\s*([^;]+);/g)) found.set(name, value.trim());
		}
		return found;
	}
	exports.stillOf = stillOf;
	return exports;
})({});
