//! What a goroutine dump of Go shows of calls that are natives here: a reader who waits for a WaitGroup
//! finds `sync.(*WaitGroup).Wait` on top of the own frames, and what that calls. Places are those of
//! Go 1.27.

use crate::vm::native::NativeFrames;

/// Frames of a call of that native, innermost first; `in_turn`: it waits for its turn among writers.
pub fn frames(native: &str, in_turn: bool) -> NativeFrames {
    match native {
        "sync.(*Mutex).Lock" => MUTEX_LOCK,
        "sync.(*Mutex).Unlock" => &[
            ("internal/sync.fatal", "runtime/panic.go:1205"),
            ("internal/sync.(*Mutex).unlockSlow", "internal/sync/mutex.go:204"),
            ("internal/sync.(*Mutex).Unlock", "internal/sync/mutex.go:198"),
            ("sync.(*Mutex).Unlock", "sync/mutex.go:65"),
        ],
        "sync.(*RWMutex).Lock" if in_turn => RWMUTEX_TURN,
        "sync.(*RWMutex).Lock" => &[
            ("sync.runtime_SemacquireRWMutex", "runtime/sema.go:105"),
            ("sync.(*RWMutex).Lock", "sync/rwmutex.go:155"),
        ],
        "sync.(*RWMutex).RLock" => &[
            ("sync.runtime_SemacquireRWMutexR", "runtime/sema.go:100"),
            ("sync.(*RWMutex).RLock", "sync/rwmutex.go:74"),
        ],
        "sync.(*RWMutex).Unlock" => &[
            ("sync.fatal", "runtime/panic.go:1175"),
            ("sync.(*RWMutex).Unlock", "sync/rwmutex.go:212"),
        ],
        "sync.(*RWMutex).RUnlock" => &[
            ("sync.fatal", "runtime/panic.go:1175"),
            ("sync.(*RWMutex).rUnlockSlow", "sync/rwmutex.go:132"),
            ("sync.(*RWMutex).RUnlock", "sync/rwmutex.go:122"),
        ],
        "sync.(*WaitGroup).Add" => &[("sync.(*WaitGroup).Add", "sync/waitgroup.go:118")],
        "sync.(*WaitGroup).Done" => &[
            ("sync.(*WaitGroup).Add", "sync/waitgroup.go:118"),
            ("sync.(*WaitGroup).Done", "sync/waitgroup.go:156"),
        ],
        "sync.(*WaitGroup).Wait" => &[
            ("sync.runtime_SemacquireWaitGroup", "runtime/sema.go:114"),
            ("sync.(*WaitGroup).Wait", "sync/waitgroup.go:206"),
        ],
        "sync.(*Cond).await" => &[("sync.runtime_notifyListWait", "runtime/sema.go:617")],
        "time.Sleep" => &[("time.Sleep", "runtime/time.go:368")],
        "runtime.Gosched" => &[("runtime.Gosched", "runtime/proc.go:403")],
        "runtime.Goexit" => &[("runtime.Goexit", "runtime/panic.go:694")],
        _ => &[],
    }
}

const MUTEX_LOCK: NativeFrames = &[
    ("internal/sync.runtime_SemacquireMutex", "runtime/sema.go:95"),
    ("internal/sync.(*Mutex).lockSlow", "internal/sync/mutex.go:149"),
    ("internal/sync.(*Mutex).Lock", "internal/sync/mutex.go:70"),
    ("sync.(*Mutex).Lock", "sync/mutex.go:46"),
];

/// Writers take turns by a Mutex inside the RWMutex.
const RWMUTEX_TURN: NativeFrames = &[
    ("internal/sync.runtime_SemacquireMutex", "runtime/sema.go:95"),
    ("internal/sync.(*Mutex).lockSlow", "internal/sync/mutex.go:149"),
    ("internal/sync.(*Mutex).Lock", "internal/sync/mutex.go:70"),
    ("sync.(*Mutex).Lock", "sync/mutex.go:46"),
    ("sync.(*RWMutex).Lock", "sync/rwmutex.go:150"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_a_native_and_ends_with_its_own_frame_or_what_the_caller_calls() {
        for name in ["sync.(*Mutex).Lock", "sync.(*RWMutex).RUnlock", "time.Sleep"] {
            assert!(crate::stdlib::native(name).is_some(), "{name}");
            assert_eq!(frames(name, false).last().map(|f| f.0), Some(name));
        }
        assert_eq!(frames("sync.(*RWMutex).Lock", true).len(), 5);
        assert!(frames("strings.Repeat", false).is_empty());
    }
}
