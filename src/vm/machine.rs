//! The machine: a program and everything that it has made so far.

use super::heap::Heap;
use super::maps::Maps;
use super::native::{Callee, Iface};
use super::stack::Stack;
use crate::compile::code::{Program, RKind};
use crate::ids::{FuncId, Gid};
use crate::text::Pos;
use std::rc::Rc;

/// What a run is given beside the program.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// `os.Args`.
    pub args: Vec<String>,
}

/// A program at some moment of its run.
#[derive(Clone, Debug)]
pub struct Machine {
    pub(crate) program: Rc<Program>,
    pub(crate) config: Rc<Config>,
    pub(crate) heap: Heap,
    pub(crate) maps: Maps,
    pub(crate) stack: Stack,
}

#[allow(missing_docs, unused_variables)]
impl Machine {
    pub(crate) fn memo_words(&self) -> &[u64] {
        &[]
    }
    pub(crate) fn alloc_elems(&mut self, elem: u32, n: usize) -> Option<u64> {
        let t = self.program.rtypes.get(elem as usize)?;
        let words = if t.kind == RKind::Uint8 { n.div_ceil(8) } else { n.checked_mul(t.words as usize)? };
        self.heap.alloc(words, t.noscan)
    }
    pub(crate) fn box_value(&mut self, rtype: u32, value: &[u64]) -> Iface {
        let tag = rtype as u64 + 1;
        match value {
            [] => Iface { tag, data: 0 },
            [one] => Iface { tag, data: *one },
            many => {
                let noscan = self.program.rtypes.get(rtype as usize).is_some_and(|t| t.noscan);
                let data = self.heap.alloc(many.len(), noscan).unwrap_or(self.heap.nowhere());
                self.heap.write_words(data, many);
                Iface { tag, data }
            }
        }
    }
    pub(crate) fn unbox_value(&self, v: Iface) -> Vec<u64> {
        match v.rtype().and_then(|t| self.program.rtypes.get(t as usize)).map(|t| t.words) {
            None | Some(0) => vec![],
            Some(1) => vec![v.data],
            Some(n) => self.heap.range(v.data, n as usize).to_vec(),
        }
    }
    pub(crate) fn rtype_named(&self, name: &str) -> Option<u32> {
        self.program.rtypes.iter().position(|t| t.name == name).map(|i| i as u32)
    }
    pub(crate) fn method_of(&self, rtype: u32, name: &str) -> Option<FuncId> {
        let t = self.program.rtypes.get(rtype as usize)?;
        let m = self.program.methods.iter().position(|m| m == name)? as u32;
        t.methods.binary_search_by_key(&m, |e| e.0).ok().map(|i| t.methods[i].1)
    }
    pub(crate) fn map_get_words(&self, map: u64, key: &[u64]) -> Option<Vec<u64>> {
        todo!()
    }
    pub(crate) fn map_set_words(&mut self, map: u64, key: &[u64], value: &[u64]) -> bool {
        todo!()
    }
    pub(crate) fn make_map(&mut self, rtype: u32) -> u64 {
        todo!()
    }
    pub(crate) fn chan_len(&self, chan: u64) -> usize {
        todo!()
    }
    pub(crate) fn chan_cap(&self, chan: u64) -> usize {
        todo!()
    }
    pub(crate) fn running_gid(&self) -> Gid {
        todo!()
    }
    pub(crate) fn now_ns(&self) -> i64 {
        todo!()
    }
    pub(crate) fn num_goroutine(&self) -> usize {
        todo!()
    }
    pub(crate) fn write_output(&mut self, fd: u8, bytes: &[u8]) {
        todo!()
    }
    pub(crate) fn user_pos(&self) -> Pos {
        todo!()
    }
    pub(crate) fn caller(&self, skip: usize) -> Option<(String, u32, String)> {
        todo!()
    }
    pub(crate) fn stack_text_of_running(&self) -> String {
        todo!()
    }
    pub(crate) fn spawn_native(&mut self, func: Callee, args: &[u64]) -> Gid {
        todo!()
    }
}
