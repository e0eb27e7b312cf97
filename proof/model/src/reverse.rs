//! The reverse search: from every reachable state of a model, a settled one can be reached.
//!
//! In: a model. Out: the number of its states, and a way into a trap, if there is one. The checker keeps no graph, so
//! this walks the same model once more and keeps the ways back.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::{DefaultHasher, Hash, Hasher};

use stateright::Model;

use crate::world::{Deed, Limits, World};

pub struct Searched {
    pub states: usize,
    /// States in which the engine takes a request or says that the link is lost.
    pub settled: usize,
    /// A way to a state from which none of those can be reached.
    pub trap: Option<Vec<Deed>>,
    /// A way to a state that silence of the module and time alone do not lead out of.
    pub stuck: Option<Vec<Deed>>,
    /// The longest silence until the engine is settled, or it is the application's turn. Unit: milliseconds.
    pub longest: u64,
}

/// The states that were found, by number.
#[derive(Default)]
struct Graph {
    numbers: HashMap<u64, u32>,
    /// Where each state was found from, and by what.
    found: Vec<Option<(u32, Deed)>>,
    /// The states that lead to each.
    back: Vec<Vec<u32>>,
}

impl Graph {
    /// The number of the state, and whether it is new.
    fn number(&mut self, world: &World, found: Option<(u32, Deed)>) -> (u32, bool) {
        let mut hasher = DefaultHasher::new();
        world.hash(&mut hasher);
        let number = u32::try_from(self.found.len()).expect("the states can be counted");
        match self.numbers.entry(hasher.finish()) {
            Entry::Occupied(known) => (*known.get(), false),
            Entry::Vacant(place) => {
                place.insert(number);
                self.found.push(found);
                self.back.push(Vec::new());
                (number, true)
            }
        }
    }

    fn way_to(&self, mut state: u32) -> Vec<Deed> {
        let mut way = Vec::new();
        while let Some((from, deed)) = self.found[state as usize] {
            way.push(deed);
            state = from;
        }
        way.reverse();
        way
    }

    /// A state from which none of `goals` can be reached.
    fn trap(&self, mut goals: Vec<u32>) -> Option<u32> {
        let mut reach = vec![false; self.back.len()];
        while let Some(state) = goals.pop() {
            if !std::mem::replace(&mut reach[state as usize], true) {
                goals.extend(&self.back[state as usize]);
            }
        }
        let trap = reach.iter().position(|reach| !reach);
        trap.and_then(|state| u32::try_from(state).ok())
    }
}

pub fn search(limits: &Limits) -> Searched {
    let mut graph = Graph::default();
    let (mut settled, mut stuck, mut longest) = (Vec::new(), None, 0);
    let mut fresh = Vec::new();
    for world in limits.init_states() {
        let (number, _) = graph.number(&world, None);
        fresh.push((number, world));
    }
    while let Some((from, world)) = fresh.pop() {
        if world.is_settled() {
            settled.push(from);
        }
        match silence(&world) {
            Some(time) => longest = longest.max(time),
            None => stuck = stuck.or(Some(from)),
        }
        for (deed, next) in limits.next_steps(&world) {
            let (number, is_new) = graph.number(&next, Some((from, deed)));
            graph.back[number as usize].push(from);
            if is_new {
                fresh.push((number, next));
            }
        }
    }
    Searched {
        states: graph.found.len(),
        settled: settled.len(),
        trap: graph.trap(settled).map(|state| graph.way_to(state)),
        stuck: stuck.map(|state| graph.way_to(state)),
        longest,
    }
}

/// More times than any recovery sets.
const PATIENCE: usize = 200;

/// How long it takes if the module says nothing more. `None`: for ever.
fn silence(world: &World) -> Option<u64> {
    let mut world = world.clone();
    let start = world.now;
    world.module.reboot();
    for _ in 0..PATIENCE {
        if world.is_settled() || world.waits_for_application() {
            return Some(world.now - start);
        }
        world.line.clear();
        if !world.pass() {
            return None;
        }
    }
    None
}
